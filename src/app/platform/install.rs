//! Putting the app among the device's own apps: some browsers offer a button for it, on an iPhone or iPad it is done
//! by hand, and an installed app is deleted by nobody but the person. Read next: `files`.

use std::cell::RefCell;

use gongping::editing::care::Install;
use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, Navigator};

thread_local! {
    /// The browser's offer, once it has made one.
    static OFFER: RefCell<Option<Event>> = const { RefCell::new(None) };
}

/// Follows the browser's offers for as long as the page lives. `changed` is told of each change of [`install`].
pub fn watch(changed: impl Fn() + Clone + 'static) {
    let came = changed.clone();
    on("beforeinstallprompt", move |event| {
        // Our own button shows the question, at a moment the person chooses.
        event.prevent_default();
        OFFER.set(Some(event));
        came();
    });
    on("appinstalled", move |_| {
        OFFER.set(None);
        changed();
    });
}

/// How it stands.
pub fn install() -> Install {
    let Some(window) = web_sys::window() else { return Install::ByBrowserMenu };
    let navigator = window.navigator();
    let standalone = window.match_media("(display-mode: standalone)").ok().flatten();
    if is_true(&navigator, "standalone") || standalone.is_some_and(|query| query.matches()) {
        Install::Done
    } else if OFFER.with_borrow(Option::is_some) {
        Install::Offered
    } else if is_ios(&navigator) {
        Install::ByShareMenu
    } else {
        Install::ByBrowserMenu
    }
}

/// Shows the browser's question, which it does once for each offer. Call it in the press that asks for it.
pub fn offer() {
    let Some(offer) = OFFER.take() else { return };
    let prompt = Reflect::get(&offer, &JsValue::from_str("prompt"));
    if let Some(prompt) = prompt.ok().and_then(|prompt| prompt.dyn_into::<Function>().ok()) {
        // What the person answered comes as an event of its own.
        let _ = prompt.call0(&offer);
    }
}

/// An iPad says that it is a Mac, but a Mac has no touch screen.
fn is_ios(navigator: &Navigator) -> bool {
    let agent = navigator.user_agent().unwrap_or_default();
    ["iPhone", "iPad"].iter().any(|name| agent.contains(name))
        || (agent.contains("Macintosh") && navigator.max_touch_points() > 1)
}

fn is_true(of: &Navigator, name: &str) -> bool {
    Reflect::get(of, &JsValue::from_str(name)).is_ok_and(|value| value.is_truthy())
}

fn on(name: &str, act: impl FnMut(Event) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(act);
    if let Some(window) = web_sys::window() {
        // A window takes any listener. It stays for the page's life.
        let _ = window.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
    }
    listener.forget();
}
