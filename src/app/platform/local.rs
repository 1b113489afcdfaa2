//! The browser's small, slow to settle store, for what may be lost: preferences and the canary. A browser may
//! refuse it altogether, or hold a damaged value; then there is simply nothing there.
//! Read next: `preferences`.

use gloo_storage::{LocalStorage, Storage};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What is kept under a key, if it can be read.
pub(super) fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    if !available() {
        return None;
    }
    LocalStorage::get(key).ok()
}

/// Keeps a value, if the browser lets us.
pub(super) fn write<T: Serialize>(key: &str, value: &T) {
    if available() {
        // A full or refused store costs a preference, and there is nobody to tell.
        let _ = LocalStorage::set(key, value);
    }
}

/// The library above throws where storage is blocked, so this is asked first.
fn available() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}
