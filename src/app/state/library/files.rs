//! Assessments in from files. The file worker reads a file whole, and what it holds is shown before anything is stored;
//! what is stored already is never overwritten.
//! May import `platform`, `notices`, `words` and the library. Read next: `exporting`.

use std::sync::Arc;

use gongping::assessment::Project;
use gongping::editing::StoreError;
use gongping::exchange::RubricName;
use gongping::record::{Head, read_project};
use gongping::rubric::{Known, RubricId};
use gongping::score::sentence::Language;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::rubric_files::RubricFile;
use super::{Library, OpenError};
use crate::app::platform::files::{self, ChosenFile, FileError};
use crate::app::platform::sheaf;
use crate::app::platform::worker::{self, WorkerError};
use crate::app::platform::{clock, ids};
use crate::app::route::{self, Route};
use crate::app::state::notices::Notices;
use crate::app::state::rubrics;
use crate::app::words::storage::Storage;

/// What the chooser of files offers.
const ACCEPT: &str = ".json,application/json";

/// Reading that is over before this many milliseconds shows no sign of being under way.
const UNNOTICED_MS: u32 = 300;

/// A file that was chosen.
#[derive(Clone)]
pub enum Incoming {
    /// It is being read.
    Reading {
        /// Its name.
        file: String,
    },
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
    /// The file worker refuses it, or does not answer.
    Worker(WorkerError),
    /// The store does not take it.
    Store(StoreError),
    /// What it needs could not be read.
    Open(OpenError),
}

impl From<WorkerError> for Refusal {
    fn from(why: WorkerError) -> Self {
        Self::Worker(why)
    }
}

impl From<StoreError> for Refusal {
    fn from(why: StoreError) -> Self {
        Self::Store(why)
    }
}

/// An assessment in a file.
pub struct Preview {
    /// The file's name.
    pub file: String,
    /// Its project.
    pub project: Project,
    /// Its head: the rubric, the stage, the role and the score, by this app.
    pub head: Head,
    /// The figures in the file that do not follow from its facts, as sentences.
    pub discrepancies: Vec<String>,
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

/// Asks the file worker.
pub(super) async fn ask(language: Language, what: &str, with: &[JsValue]) -> Result<Array, WorkerError> {
    let language = if language == Language::English { "en" } else { "zh" };
    worker::ask(language, what, with, &Array::new()).await
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

    /// Gives up reading a file.
    pub fn stop_reading(self) {
        worker::cancel();
        self.incoming.set(None);
    }

    async fn look_into(self, file: ChosenFile) {
        let language = self.language.get_untracked();
        let ChosenFile { name, bytes } = file;
        let reading = StoredValue::new(true);
        let shown = name.clone();
        spawn_local(async move {
            clock::wait(UNNOTICED_MS).await;
            if reading.get_value() {
                self.incoming.set(Some(Incoming::Reading { file: shown }));
            }
        });
        let outcome = self.read_file(&name, &bytes, language).await;
        reading.set_value(false);
        match outcome {
            Ok(incoming) => self.incoming.set(Some(incoming)),
            Err(Refusal::Worker(WorkerError::Cancelled)) => self.incoming.set(None),
            Err(why) => self.refuse(name, why),
        }
    }

    /// What a file is and holds, and what there is of it here.
    async fn read_file(
        self,
        name: &str,
        bytes: &Uint8Array,
        language: Language,
    ) -> Result<Incoming, Refusal> {
        let found = ask(language, "look", &[bytes.into()]).await?;
        let text = |at| found.get(at).as_string().unwrap_or_default();
        if text(0) == "rubric" {
            return Ok(self.look_into_rubric(name.to_owned(), &text(1)).await);
        }
        let rubric = RubricName {
            id: RubricId::new(&text(1)),
            version: text(2),
            digest: text(3),
            title: String::new(),
        };
        let known = match self.named_rubric(&rubric).await {
            Err(OpenError::Rubric(_)) if found.get(4).is_truthy() => None,
            outcome => outcome.map_err(Refusal::Open)?,
        };
        let known = known.map_or(JsValue::NULL, |known| (&*known.text).into());
        let held = ask(language, "unpack", &[known]).await?;
        let (whole, _) = sheaf::read(&held.get(0).into());
        let damaged = || Refusal::Worker(WorkerError::Died);
        let project = read_project(whole.project).ok_or_else(damaged)?;
        let head = Head::read(whole.head).ok_or_else(damaged)?;
        let already = self.already(&head.id, language).await?;
        let (file, discrepancies) = (name.to_owned(), sheaf::texts(&held.get(1)));
        Ok(Incoming::Preview(Arc::new(Preview { file, project, head, discrepancies, already })))
    }

    /// What there is here of the assessment that the worker holds.
    async fn already(self, id: &str, language: Language) -> Result<Already, Refusal> {
        self.ready().await?;
        let Some(head) = self.head(id) else { return Ok(Already::Absent) };
        let Some((whole, rubric)) = self.whole_of(&head).await? else {
            return Ok(Already::Different(head.changed));
        };
        let how = ask(language, "compare", &[sheaf::array(&whole, &rubric).into()]).await?;
        let same = how.get(0).as_string().as_deref() == Some("same");
        Ok(if same { Already::Same } else { Already::Different(head.changed) })
    }

    pub(super) fn refuse(self, file: String, why: Refusal) {
        self.incoming.set(Some(Incoming::Refused { file, why }));
    }

    /// Takes in what a preview shows, beside everything that is there, and offers to open it.
    pub fn take_in(self, preview: &Preview, notices: Notices, language: Language) {
        // The sample's id belongs to the sample, whatever a file says.
        let in_the_bin = self.is_in_the_bin(&preview.head.id);
        let id_is_free =
            preview.already == Already::Absent && !in_the_bin && preview.head.id != route::SAMPLE;
        let there = self.project(&preview.project.id);
        let project_is_free = there.is_none_or(|there| there == preview.project);
        let fresh = |free: bool| if free { JsValue::NULL } else { ids::new().into() };
        let under = [fresh(id_is_free), fresh(project_is_free)];
        let file = preview.file.clone();
        self.incoming.set(None);
        spawn_local(async move {
            match self.store_taken(&under, language).await {
                Ok(id) => {
                    let words = Storage::of(language);
                    notices.offer(words.imported.to_owned(), words.open_it.to_owned(), move || {
                        route::go(&Route::Fill(id.clone()));
                    });
                }
                Err(why) => self.refuse(file, why),
            }
        });
    }

    /// Stores what the worker holds, under these ids; gives the assessment's.
    async fn store_taken(self, under: &[JsValue], language: Language) -> Result<String, Refusal> {
        let taken = ask(language, "take", under).await?;
        let (whole, rubric) = sheaf::read(&taken);
        // Its text goes into the store with the assessment.
        let known = Known::read(&rubric).map_err(|_| Refusal::Worker(WorkerError::Died))?;
        rubrics::keep(&known);
        self.store().await?.create(&whole, Some(&rubrics::record(&known))).await?;
        let id = whole.head.id.clone();
        if let Some(project) = read_project(whole.project) {
            self.shelve(project, Head::read(whole.head));
        }
        Ok(id)
    }
}
