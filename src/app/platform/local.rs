//! The browser's small, slow to settle store, for what may be lost: preferences and the canary. A browser may
//! refuse it altogether, or hold a damaged value; then there is simply nothing there.
//! Read next: `preferences`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::Storage;

/// What is kept under a key, if it can be read.
pub(super) fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    serde_json::from_str(&store()?.get_item(key).ok()??).ok()
}

/// Keeps a value, if the browser lets us.
pub(super) fn write<T: Serialize>(key: &str, value: &T) {
    if let (Some(store), Ok(text)) = (store(), serde_json::to_string(value)) {
        // A full or refused store costs a preference, and there is nobody to tell.
        let _ = store.set_item(key, &text);
    }
}

/// The browser's store; asking for it throws where storage is blocked.
fn store() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}
