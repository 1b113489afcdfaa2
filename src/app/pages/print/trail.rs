//! 修改记录 as an annex, for those who want it printed: read from the store when it is asked for. Chinese, as the form.
//! May import `state`, `effects`, `words` and the library. Read next: `journal`, which shows the same on the screen.

use std::sync::Arc;

use gongping::score::sentence::Language;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::effects::session::Session;
use crate::app::pages::journal::trail;
use crate::app::parts::live::{change, part};
use crate::app::route::SAMPLE;
use crate::app::state::language;
use crate::app::state::library::journal::Line;
use crate::app::state::library::{OpenError, library};
use crate::app::state::notices::notices;
use crate::app::words::opening;
use crate::app::words::print::Print;

/// The changes, once they were asked for; a handle that is copied freely.
#[derive(Clone, Copy)]
pub(super) struct Trail(RwSignal<Option<Arc<[Line]>>>);

impl Trail {
    /// Nothing was asked for.
    pub(super) fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// The choice to print it. The sample has none, for it is not stored.
    pub(super) fn choice(self, session: &Session) -> AnyView {
        if session.open.id() == SAMPLE {
            return ().into_any();
        }
        let saving = session.saving().cloned();
        let (library, notices, language, id) = (library(), notices(), language(), session.open.id());
        let ticked = change(move |event| {
            if !event_target_checked(&event) {
                return self.0.set(None);
            }
            // The last changes stand in the journal once they are on the disk.
            if let Some(saving) = &saving {
                saving.flush();
            }
            let id = id.clone();
            spawn_local(async move {
                let read: Result<_, OpenError> = library.journal_lines(&id).await;
                match read {
                    Ok(lines) => {
                        // The person may have gone on meanwhile.
                        let _ = self.0.try_set(Some(lines));
                    }
                    Err(why) => notices.say(opening::trouble(language, &why)),
                }
            });
        });
        view! {
            <label class="tick">
                <input type="checkbox" on:change=ticked/>
                <span>{Print::of(language).with_trail}</span>
            </label>
        }
        .into_any()
    }

    /// The annex.
    pub(super) fn annex(self, session: &Session) -> AnyView {
        let rubric = session.open.rubric().clone();
        part(move || {
            let Some(lines) = self.0.get() else { return ().into_any() };
            let table = trail(&rubric, lines.iter(), Language::Chinese);
            view! { <section class="form-sheet annex" lang="zh-CN"><h2>"附：修改记录"</h2>{table}</section> }
                .into_any()
        })
        .into_any()
    }
}
