//! The one context: what is shown, in which language, and the assessment that is open. Pages read it, and
//! change facts through [`open::OpenAssessment::edit`] alone.
//! May import Leptos, the library, `route` and `platform`. Read next: [`open`].

use gongping::score::sentence::Language;
use leptos::prelude::*;

use super::platform::clock;
use super::route::{self, Route};
use super::words::general::General;

pub mod care;
pub mod library;
pub mod notices;
pub mod offline;
pub mod open;
pub mod preferences;
pub mod rubrics;

/// The one context of the app; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct App {
    /// 中文 or English.
    pub language: RwSignal<Language>,
    /// Where the person is.
    pub route: RwSignal<Route>,
}

impl App {
    /// Makes the context at the start of the page.
    pub fn new() -> Self {
        Self { language: RwSignal::new(Language::default()), route: route::follow() }
    }
}

/// The context. It is provided at the root, before any component runs.
pub fn app() -> App {
    expect_context::<App>()
}

/// The language of the texts. Pages are built anew when it changes, so a page need not follow it.
pub fn language() -> Language {
    app().language.get_untracked()
}

/// Now, in milliseconds since 1970.
pub fn now() -> u64 {
    clock::now_ms()
}

/// The local date and time of a moment: `2026-11-21 10:42:07`.
pub fn moment(ms: u64) -> String {
    format!("{} {}", clock::local_date(ms), clock::local_time(ms))
}

/// The words that occur on more than one page.
pub fn general() -> &'static General {
    General::of(language())
}
