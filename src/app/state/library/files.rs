//! Assessments out to files and in from them. A file that comes in is read whole and shown before anything is
//! stored; what is stored already is never overwritten.
//! May import `platform`, `notices`, `words` and the library. Read next: `sample`.

use std::sync::Arc;

use gongping::assessment::Assessment;
use gongping::editing::StoreError;
use gongping::exchange::{self, ImportError, Imported, Outgoing, Parcel};
use gongping::record::{Journal, Opened};
use gongping::rubric::Rubric;
use gongping::score::sentence::Language;
use gongping::score::{Scorecard, score};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::rubric_files::{RubricFile, is_rubric};
use super::{Library, OpenError};
use crate::app::platform::files::{self, ChosenFile, FileError, Saved};
use crate::app::platform::ids;
use crate::app::route::{self, Route};
use crate::app::state::notices::Notices;
use crate::app::state::rubrics;
use crate::app::words::opening;
use crate::app::words::storage::{self, Storage};

/// What the chooser of files offers.
const ACCEPT: &str = ".json,application/json";
/// The media type of our files.
pub(super) const MEDIA_TYPE: &str = "application/json";

/// A file that was chosen.
#[derive(Clone)]
pub enum Incoming {
    /// It is not one that can be taken in.
    Refused {
        /// Its name.
        file: String,
        /// Why.
        why: Refusal,
    },
    /// An assessment, shown before it is taken in.
    Preview(Arc<Preview>),
    /// A rubric, shown before it is kept, or with what is wrong with it.
    Rubric(Arc<RubricFile>),
}

/// Why a file is not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It cannot be read.
    File(FileError),
    /// It is not one of ours, or not whole.
    Content(ImportError),
    /// The store does not take it.
    Store(StoreError),
    /// What it needs could not be read.
    Open(OpenError),
}

/// An assessment in a file.
pub struct Preview {
    /// The file's name.
    pub file: String,
    /// What it holds.
    pub imported: Imported,
    /// Its score, by this app.
    pub card: Scorecard,
    /// What there is of it on this device.
    pub already: Already,
}

/// What there is of an assessment on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Already {
    /// Nothing.
    Absent,
    /// The very same.
    Same,
    /// Another state of it, last changed at that time in milliseconds.
    Different(u64),
}

impl Library {
    /// Lets the person choose a file and looks into it. Call it in the press that asks for it.
    pub fn choose_file(self) {
        let choosing = files::open(ACCEPT);
        spawn_local(async move {
            match choosing.await {
                Ok(None) => {}
                Ok(Some(file)) => self.look_into(file).await,
                Err(why) => self.refuse(String::new(), Refusal::File(why)),
            }
        });
    }

    /// Looks into a file that was dropped.
    pub fn take_dropped(self, event: &JsValue) {
        let Some(file) = files::dropped(event) else { return };
        spawn_local(async move {
            match files::read(&file).await {
                Ok(chosen) => self.look_into(chosen).await,
                Err(why) => self.refuse(file.name(), Refusal::File(why)),
            }
        });
    }

    async fn look_into(self, file: ChosenFile) {
        let ChosenFile { name, bytes } = file;
        if let Ok(text) = std::str::from_utf8(&bytes)
            && is_rubric(text)
        {
            return self.look_into_rubric(name, text).await;
        }
        let imported = match self.read_file(&bytes).await {
            Ok(imported) => imported,
            Err(why) => return self.refuse(name, why),
        };
        let already = match self.open(&imported.assessment.id).await {
            Ok(here) if here.assessment == imported.assessment => Already::Same,
            Ok(Opened { head: Some(head), .. }) => Already::Different(head.changed),
            Ok(_) | Err(OpenError::NotFound) => Already::Absent,
            Err(OpenError::UnknownRubric(_) | OpenError::Rubric(_)) => Already::Different(0),
            Err(OpenError::Store(why)) => return self.refuse(name, Refusal::Store(why)),
        };
        let card = score(&imported.rubric, &imported.assessment);
        self.incoming.set(Some(Incoming::Preview(Arc::new(Preview { file: name, imported, card, already }))));
    }

    /// Reads a file with the rubric it names, or with the one it carries.
    async fn read_file(self, bytes: &[u8]) -> Result<Imported, Refusal> {
        let parcel = Parcel::open(bytes).map_err(Refusal::Content)?;
        let known = match self.named_rubric(&parcel.rubric()).await {
            Err(OpenError::Rubric(_)) if parcel.carries_rubric() => None,
            outcome => outcome.map_err(Refusal::Open)?,
        };
        parcel.unpack(known).map_err(Refusal::Content)
    }

    fn refuse(self, file: String, why: Refusal) {
        self.incoming.set(Some(Incoming::Refused { file, why }));
    }

    /// Takes in what a preview shows, beside everything that is there, and offers to open it.
    pub fn take_in(self, preview: &Preview, notices: Notices, language: Language) {
        let rubric = preview.imported.rubric.clone();
        // Its text goes into the store with the assessment.
        rubrics::keep(&preview.imported.known);
        let assessment = self.beside_the_others(preview);
        let file = preview.file.clone();
        self.incoming.set(None);
        spawn_local(async move {
            match self.put(&rubric, &assessment).await {
                Ok(()) => {
                    let words = Storage::of(language);
                    notices.offer(words.imported.to_owned(), words.open_it.to_owned(), move || {
                        route::go(&Route::Fill(assessment.id.clone()));
                    });
                }
                Err(why) => self.refuse(file, Refusal::Store(why)),
            }
        });
    }

    /// The assessment under ids that overwrite nothing: its own ones where they are free.
    fn beside_the_others(self, preview: &Preview) -> Assessment {
        let mut assessment = preview.imported.assessment.clone();
        // The sample's id belongs to the sample, whatever a file says.
        let in_the_bin = self.is_in_the_bin(&assessment.id);
        if preview.already != Already::Absent || in_the_bin || assessment.id == route::SAMPLE {
            assessment.id = ids::new();
        }
        let there = self.project(&assessment.project.id);
        if there.is_some_and(|there| there != assessment.project) {
            assessment.project.id = ids::new();
        }
        assessment
    }

    /// Reads a stored assessment and hands it out as a file.
    pub fn export_stored(self, id: String, notices: Notices, language: Language) {
        spawn_local(async move {
            match self.open(&id).await {
                Ok(Opened { rubric, assessment, .. }) => export(&rubric, &assessment, notices, language),
                Err(why) => notices.say(opening::trouble(language, &why)),
            }
        });
    }
}

/// Hands an assessment out as a file, once it is clear that the file reads back to the same. Call it in the press
/// that asks for it.
pub fn export(rubric: &Rubric, assessment: &Assessment, notices: Notices, language: Language) {
    let words = Storage::of(language);
    let name = exchange::file_name(rubric, assessment);
    // A rubric that does not ship goes along, so that the file opens anywhere.
    let foreign = Some(rubric.digest()).filter(|digest| !rubrics::ships(digest));
    let foreign = foreign.and_then(rubrics::held).map(|known| known.text);
    let text = exchange::write(&Outgoing {
        rubric,
        assessment,
        card: &score(rubric, assessment),
        text: foreign.as_deref(),
        journal: &Journal::default(),
        attachments: &[],
    });
    let reads_back = Parcel::open(text.as_bytes())
        .and_then(|parcel| parcel.unpack_as(rubric))
        .is_ok_and(|(back, discrepancies)| back == *assessment && discrepancies.is_empty());
    if !reads_back {
        return notices.say(words.not_exported.to_owned());
    }
    hand_out(name, MEDIA_TYPE, text.as_bytes(), notices, language);
}

/// Hands a file out and says what became of it. Call it in the press that asks for it.
pub(super) fn hand_out(name: String, media_type: &str, bytes: &[u8], notices: Notices, language: Language) {
    let words = Storage::of(language);
    let saving = files::save(&name, media_type, bytes);
    spawn_local(async move {
        match saving.await {
            Ok(Saved::Downloaded | Saved::Shared) => notices.say(storage::exported(language, &name)),
            Ok(Saved::Cancelled) => {}
            Err(_) => notices.say(words.export_refused.to_owned()),
        }
    });
}
