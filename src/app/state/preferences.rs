//! How the person likes the app, as it is now: applied to the page at once, and kept for the next visit.
//! May import Leptos, `platform` and the library. Read next: `notices`.

use gongping::score::sentence::Language;
use leptos::prelude::*;

use crate::app::platform::preferences::{Preferences, Scheme, TextSize};

/// The preferences in force; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Chosen {
    now: RwSignal<Preferences>,
    language: RwSignal<Language>,
}

impl Chosen {
    /// What was kept, put in force. `language` is the signal the app follows, and is set from it.
    pub fn load(language: RwSignal<Language>) -> Self {
        let chosen = Self { now: RwSignal::new(Preferences::default()), language };
        chosen.apply(Preferences::load());
        chosen
    }

    /// The preferences, followed.
    pub fn get(self) -> Preferences {
        self.now.get()
    }

    /// The name that goes into the journal; not followed.
    pub fn signature(self) -> String {
        self.now.with_untracked(|now| now.signature.clone())
    }

    /// Chooses a language.
    pub fn set_language(self, language: Language) {
        self.change(|now| now.language = language);
    }

    /// Chooses light or dark.
    pub fn set_scheme(self, scheme: Scheme) {
        self.change(|now| now.scheme = scheme);
    }

    /// Chooses how large texts are.
    pub fn set_text_size(self, size: TextSize) {
        self.change(|now| now.text_size = size);
    }

    /// The name that goes into the journal, not followed.
    pub fn get_signature(self) -> String {
        self.now.with_untracked(|now| now.signature.clone())
    }

    /// Chooses the name that goes into the journal.
    pub fn set_signature(self, name: String) {
        self.change(|now| now.signature = name);
    }

    fn change(self, change: impl FnOnce(&mut Preferences)) {
        let mut now = self.now.get_untracked();
        change(&mut now);
        now.save();
        self.apply(now);
    }

    fn apply(self, preferences: Preferences) {
        let language = match preferences.language {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        };
        attribute("lang", language);
        attribute("data-scheme", preferences.scheme.id());
        attribute("data-text", preferences.text_size.id());
        let language = preferences.language;
        self.now.set(preferences);
        if self.language.get_untracked() != language {
            self.language.set(language);
        }
    }
}

/// The preferences. They are provided at the root, before any component runs.
pub fn chosen() -> Chosen {
    expect_context::<Chosen>()
}

/// Sets an attribute of the page's root, or takes it away where there is nothing to say.
fn attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // The names and values are ours and plain, so the browser accepts them.
        let _ = if value.is_empty() { root.remove_attribute(name) } else { root.set_attribute(name, value) };
    }
}
