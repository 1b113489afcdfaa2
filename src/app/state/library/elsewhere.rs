//! The lists in step with the other tabs: what is changed here is told them, and what they tell is read again.
//! May import `platform`, `route` and the library. Read next: `platform::channel`.

use gongping::editing::ownership::message::{Message, Word};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Library;
use crate::app::platform::channel;
use crate::app::route::Route;

/// Tells the other tabs something about an assessment.
pub(super) fn tell(id: &str, word: Word) {
    channel::tell(&Message::Of { assessment: id.to_owned(), word });
}

impl Library {
    /// Reads the lists again when another tab has changed them. A page that shows one assessment leaves it for later:
    /// the lists are read anew when the person goes back to them.
    pub fn follow_other_tabs(self, route: RwSignal<Route>) {
        let listening = channel::listen(move |message| {
            let shows_lists =
                route.with_untracked(|route| !matches!(route, Route::Fill(_) | Route::Print(_)));
            if *message == Message::Lists && shows_lists && self.is_read() {
                spawn_local(self.refresh());
            }
        });
        // The lists are there for as long as the page is.
        std::mem::forget(listening);
    }
}
