//! The form while another tab edits the assessment: it can be read, unfolded and searched, and nothing can be typed
//! or chosen. A screen reader says so at each field.
//! May import `effects`, `parts` and `web_sys`. Read next: `pages::tabs`, the band above it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::app::effects::session::Session;
use crate::app::parts::element::set_attribute;

/// Marks what was locked here, so that unlocking frees nothing else.
const MARK: &str = "data-locked";

/// What can be typed into, chosen or pressed to change something. Folds and ways about the page stay as they are.
const CHANGES: &str = "input, textarea, select, button[data-do=clear], button[data-do=met], \
                       button[data-do=add], button[data-do=step], button[data-adjust]";

/// Has the form follow whether it is locked, for as long as the page is shown.
pub fn follow(session: &Session) {
    let Some(sharing) = session.sharing().cloned() else { return };
    Effect::new(move |before: Option<bool>| {
        let locked = sharing.is_locked();
        if before.is_some_and(|before| before != locked)
            && let Ok(Some(form)) = document().query_selector(".fill")
        {
            lock(&form, locked);
        }
        locked
    });
}

/// Locks everything within an element, or frees it again.
pub fn lock(form: &Element, locked: bool) {
    let Ok(found) = form.query_selector_all(CHANGES) else { return };
    let fields = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
    for field in fields {
        let how = if is_typed_into(&field) { "readonly" } else { "disabled" };
        if locked && !field.has_attribute(how) {
            set_attribute(&field, how, Some(""));
            set_attribute(&field, MARK, Some(""));
        } else if !locked && field.has_attribute(MARK) {
            set_attribute(&field, how, None);
            set_attribute(&field, MARK, None);
        }
    }
    set_attribute(form, MARK, locked.then_some(""));
}

/// Whether a field holds a text: then it can still be read with the caret in it.
fn is_typed_into(field: &Element) -> bool {
    match field.dyn_ref::<HtmlInputElement>() {
        Some(input) => !matches!(input.type_().as_str(), "radio" | "checkbox" | "range"),
        None => field.tag_name().eq_ignore_ascii_case("textarea"),
    }
}
