//! What happens when the code runs into its own fault: nothing more is written, and the person is told in plain
//! words, drawn without the framework, that what was saved is there and how to go on.
//! May import the library. Read next: `store`. Saving asks here whether it may still write.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

static HAPPENED: AtomicBool = AtomicBool::new(false);
/// When the store last completed a write, in milliseconds; 0 before the first.
static SAVED_AT: AtomicU64 = AtomicU64::new(0);

/// What the person reads.
pub struct Message {
    /// 出了问题
    pub title: &'static str,
    /// What became of the data, and what to do.
    pub text: String,
    /// The button that opens the page again.
    pub reload: &'static str,
}

/// Has the fault told from now on. `message` is given the moment of the last completed write, if there was one.
pub fn tell(message: fn(Option<u64>) -> Message) {
    std::panic::set_hook(Box::new(move |fault| {
        console_error_panic_hook::hook(fault);
        // The first fault is the one that counts; what follows from it is noise.
        if !HAPPENED.swap(true, Ordering::Relaxed) {
            let saved = Some(SAVED_AT.load(Ordering::Relaxed)).filter(|at| *at > 0);
            // There is nobody left to tell if even this fails; the console has the fault.
            let _ = draw(&message(saved), &fault.to_string());
        }
    }));
}

/// Whether the code has run into a fault, after which nothing it holds can be trusted.
pub fn happened() -> bool {
    HAPPENED.load(Ordering::Relaxed)
}

/// Notes a completed write.
pub fn note_saved(at: u64) {
    SAVED_AT.store(at, Ordering::Relaxed);
}

fn draw(message: &Message, details: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let sheet = element(&document, "div", "")?;
    let (title, text) = (element(&document, "h1", message.title)?, element(&document, "p", &message.text)?);
    // The first script of the page listens to it: this code has just failed.
    let button = element(&document, "button", message.reload)?;
    button.set_class_name("btn primary");
    for part in [&title, &text, &button, &element(&document, "pre", details)?] {
        sheet.append_child(part).ok()?;
    }
    let panel = element(&document, "div", "")?;
    panel.set_id("crash");
    panel.set_attribute("role", "alertdialog").ok()?;
    panel.set_attribute("aria-modal", "true").ok()?;
    panel.set_attribute("aria-label", message.title).ok()?;
    panel.append_child(&sheet).ok()?;
    document.body()?.append_child(&panel).ok()?;
    button.dyn_into::<HtmlElement>().ok()?.focus().ok()
}

fn element(document: &Document, name: &str, text: &str) -> Option<Element> {
    let element = document.create_element(name).ok()?;
    element.set_text_content(Some(text));
    Some(element)
}
