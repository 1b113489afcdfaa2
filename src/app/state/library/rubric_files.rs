//! Rubrics in from files and out to them. A file is checked whole and shown before it is kept; one that is wrong is
//! refused with everything that is wrong, in words. What an assessment uses cannot be deleted.
//! May import `platform`, `notices`, `rubrics`, `words` and the library. Read next: `rubrics`.

use std::sync::Arc;

use gongping::editing::StoreError;
use gongping::exchange::Known;
use gongping::rubric::Rubric;
use gongping::rubric::file::problem_words::Places;
use gongping::rubric::words::Language;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Library;
use super::exporting::hand_out;
use super::files::{Incoming, Refusal};
use super::rubrics::{Listed, Rubrics};
use crate::app::platform::clipboard;
use crate::app::route::{self, Route};
use crate::app::state::notices::Notices;
use crate::app::state::rubrics;
use crate::app::words::general::General;
use crate::app::words::rubrics::Words;
use crate::app::words::storage::{self, Storage};

/// The most bytes a rubric file may have: ten thousand indicators have some sixteen million.
const LIMIT: usize = 32 * 1024 * 1024;

/// The media type of a rubric's file.
const MEDIA_TYPE: &str = "application/json";

/// A rubric in a file.
pub struct RubricFile {
    /// The file's name.
    pub file: String,
    /// What it holds, or what is wrong with it, sentence by sentence in both languages.
    pub read: Result<Known, Vec<[String; 2]>>,
    /// What there is of it on this device.
    pub already: AlreadyKnown,
}

/// What there is of a rubric on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlreadyKnown {
    /// Nothing.
    Absent,
    /// The very same.
    Same,
    /// The same id and version, with other content.
    Different,
    /// Other versions of it, the ones named.
    OtherVersions(Vec<String>),
}

impl Library {
    /// Looks into a rubric file that was chosen.
    pub(super) async fn look_into_rubric(self, file: String, text: &str) -> Incoming {
        let read = if text.len() > LIMIT { Err(Vec::new()) } else { rubrics_read(text) };
        let already = match &read {
            Ok(known) => self.known_already(&known.rubric).await,
            Err(_) => AlreadyKnown::Absent,
        };
        Incoming::Rubric(Arc::new(RubricFile { file, read, already }))
    }

    async fn known_already(self, rubric: &Rubric) -> AlreadyKnown {
        self.read_rubrics().await;
        let Rubrics::Ready(listed, _) = self.rubrics.get_untracked() else { return AlreadyKnown::Absent };
        if rubrics::ships(rubric.digest()) || listed.iter().any(|one| one.entry.digest == rubric.digest()) {
            return AlreadyKnown::Same;
        }
        let same_id = |one: &&Listed| one.entry.id == rubric.id().as_str();
        let versions: Vec<String> =
            listed.iter().filter(same_id).map(|one| one.entry.version.clone()).collect();
        if versions.iter().any(|version| version == rubric.version()) {
            AlreadyKnown::Different
        } else if versions.is_empty() {
            AlreadyKnown::Absent
        } else {
            AlreadyKnown::OtherVersions(versions)
        }
    }

    /// Keeps a rubric that was shown, beside all others, and offers to look at it.
    pub fn take_in_rubric(self, file: String, known: Known, notices: Notices, language: Language) {
        self.incoming.set(None);
        spawn_local(async move {
            match self.keep_rubric(&known).await {
                Ok(()) => {
                    let digest = known.rubric.digest().to_owned();
                    notices.offer(
                        Words::of(language).imported.to_owned(),
                        Words::of(language).look.to_owned(),
                        move || route::go(&Route::Rubric(digest.clone())),
                    );
                }
                Err(why) => self.incoming.set(Some(Incoming::Refused { file, why: Refusal::Store(why) })),
            }
        });
    }

    async fn keep_rubric(self, known: &Known) -> Result<(), StoreError> {
        self.store().await?.put_rubric(&rubrics::record(known)).await?;
        rubrics::keep(known);
        self.read_rubrics().await;
        Ok(())
    }

    /// Deletes an imported rubric and offers to take that back; refuses while an assessment uses it.
    pub fn delete_rubric(self, known: Known, notices: Notices, language: Language) {
        let words = Words::of(language);
        let failed = move |why: &StoreError| {
            notices.say(storage::failed(language, Storage::of(language).not_deleted, why));
        };
        spawn_local(async move {
            let deleted = match self.store().await {
                Ok(store) => store.delete_rubric(known.rubric.digest()).await,
                Err(why) => Err(why),
            };
            match deleted {
                Ok(true) => {
                    self.read_rubrics().await;
                    route::go(&Route::Rubrics);
                    let text = Storage::of(language).deleted.to_owned();
                    notices.offer(text, General::of(language).undo.to_owned(), move || {
                        let known = known.clone();
                        spawn_local(async move {
                            match self.keep_rubric(&known).await {
                                Ok(()) => notices.say(Storage::of(language).restored.to_owned()),
                                Err(why) => failed(&why),
                            }
                        });
                    });
                }
                Ok(false) => notices.say(words.in_use.to_owned()),
                Err(why) => failed(&why),
            }
        });
    }
}

/// Hands a rubric's file out as it is. Call it in the press that asks for it.
pub fn export_rubric(known: &Known, notices: Notices, language: Language) {
    let name = format!("{}-{}.json", known.rubric.id(), known.rubric.version());
    let bytes = Uint8Array::from(known.text.as_bytes());
    let media_type = MEDIA_TYPE.to_owned();
    spawn_local(async move {
        hand_out(name, media_type, bytes, notices, language).await;
    });
}

/// Copies the list of what is wrong with a file, and says whether that worked. Call it in the press that asks for it.
pub fn copy_problems(text: &str, notices: Notices, language: Language) {
    let copying = clipboard::copy(text);
    spawn_local(async move {
        let words = Words::of(language);
        notices.say(if copying.await { words.copied } else { words.not_copied }.to_owned());
    });
}

fn rubrics_read(text: &str) -> Result<Known, Vec<[String; 2]>> {
    Known::read(text).map_err(|problems| {
        let places = Places::of(text);
        let both = [Language::Chinese, Language::English];
        problems.iter().map(|problem| both.map(|language| places.sentence(problem, language))).collect()
    })
}
