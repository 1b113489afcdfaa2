//! Loading the page again, and the note of where the person is that goes over to the page loaded anew.
//! The note lies in the tab's own store, which nobody else reads and which ends with the tab. Read next: `offline`.

use web_sys::Storage;

const NOTE: &str = "gongping.place";

/// Leaves a note for the page loaded anew.
pub fn leave(note: &str) {
    if let Some(store) = store() {
        // Without it the page opens at its top.
        let _ = store.set_item(NOTE, note);
    }
}

/// The note that was left, once.
pub fn take() -> Option<String> {
    let store = store()?;
    let note = store.get_item(NOTE).ok()??;
    // One that stays would only be read once more.
    let _ = store.remove_item(NOTE);
    Some(note)
}

/// Loads the page again.
pub fn now() {
    if let Some(window) = web_sys::window() {
        // A browser that refuses has a button of its own for it.
        let _ = window.location().reload();
    }
}

fn store() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
