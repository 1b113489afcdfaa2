//! Assessments in from files. The file worker reads a file whole, and what it holds is shown before anything is stored;
//! what is stored already is never overwritten.
//! May import `platform`, `notices`, `words` and the library. Read next: `taking`.

use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;
use std::sync::Arc;

use gongping::assessment::Project;
use gongping::editing::StoreError;
use gongping::exchange::RubricName;
use gongping::record::{Head, read_project};
use gongping::rubric::RubricId;
use gongping::score::sentence::Language;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::errands::Errand;
use super::restoring::Chest;
use super::rubric_files::RubricFile;
use super::rubrics::Rubrics;
use super::{Library, OpenError};
use crate::app::platform::files::{self, ChosenFile, FileError};
use crate::app::platform::worker::{self, WorkerError};
use crate::app::platform::{clock, sheaf};
use crate::app::route::Route;

/// What the chooser of files offers.
const ACCEPT: &str = ".json,.zip,.gongping,application/json,application/zip";

/// Reading that is over before this many milliseconds shows no sign of being under way.
const UNNOTICED_MS: u32 = 300;

/// What is under way with files, and what the person is asked meanwhile.
#[derive(Clone)]
pub enum Incoming {
    /// A file is being read.
    Reading {
        /// Its name.
        file: String,
    },
    /// It is sealed with a passphrase.
    Locked {
        /// Its name.
        file: String,
        /// Whether a passphrase was given already, and was not the right one.
        again: bool,
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
    /// A passphrase is asked for, to seal what goes out.
    Sealing(Outgoing),
    /// Something takes long: how far it is.
    Working(RwSignal<Work>),
    /// A backup, shown before anything of it is restored.
    Restore(Arc<Chest>),
}

/// Work that takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Which.
    pub what: Job,
    /// How much is done.
    pub done: usize,
    /// Of how much.
    pub of: usize,
}

/// Which work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// Everything is put into a backup.
    BackUp,
    /// A backup is held against what is here.
    Weigh,
    /// What was chosen of a backup is stored.
    Restore,
}

/// What is to go out sealed.
#[derive(Clone)]
pub enum Outgoing {
    /// A stored assessment.
    Stored(String),
    /// An assessment that is open: this hands it out, with the passphrase.
    OnPage(Arc<dyn Fn(String) + Send + Sync>),
    /// Everything.
    Backup,
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
    /// How many steps its journal has, and when the last was made, in milliseconds since 1970.
    pub steps: (usize, u64),
    /// The versions of its rubric that are here, where its own is not among them.
    pub versions: Vec<String>,
    /// The figures in the file that do not follow from its facts, as sentences.
    pub discrepancies: Vec<String>,
    /// What there is of it on this device.
    pub already: Already,
}

/// What there is of an assessment on this device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Already {
    /// Nothing.
    Absent,
    /// It is in the bin.
    Binned,
    /// The very same.
    Same,
    /// Another state of it.
    Different(Differences),
}

/// How an assessment in a file differs from the one here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differences {
    /// Which of the two is the later one.
    pub relation: Relation,
    /// What differs, in the order of the form.
    pub rows: Vec<Row>,
    /// When the one here was changed last, in milliseconds since 1970.
    pub changed: u64,
}

/// Something that differs: what it is, and what stands here and there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What.
    pub what: String,
    /// On this device.
    pub here: String,
    /// In the file.
    pub there: String,
}

/// Which of two states is the later one, as far as their journals tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The one in the file is an older state of the one here.
    Older,
    /// The one in the file goes on from the one here.
    Newer,
    /// Both were changed since they were the same.
    Diverged,
    /// The journals do not tell.
    Unknown,
}

impl Relation {
    /// The worker's word for it.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "older" => Self::Older,
            "newer" => Self::Newer,
            "diverged" => Self::Diverged,
            _ => Self::Unknown,
        }
    }
}

/// Asks the file worker.
pub(super) async fn ask(language: Language, what: &str, with: &[JsValue]) -> Result<Array, WorkerError> {
    ask_with(language, what, with, &Array::new()).await
}

/// Asks the file worker, and gives it these buffers, which are gone here then.
async fn ask_with(
    language: Language,
    what: &str,
    with: &[JsValue],
    buffers: &Array,
) -> Result<Array, WorkerError> {
    let language = if language == Language::English { "en" } else { "zh" };
    worker::ask(language, what, with, buffers).await
}

impl Library {
    /// Lets the person choose a file and looks into it. Call it in the press that asks for it.
    pub fn choose_file(self) {
        let choosing = files::open(ACCEPT);
        spawn_local(async move {
            match choosing.await {
                Ok(None) => {}
                Ok(Some(file)) => {
                    self.run(Errand::LookInto(file)).await;
                }
                Err(why) => self.refuse(String::new(), Refusal::File(why)),
            }
        });
    }

    /// Looks into a file that was dropped.
    pub fn take_dropped(self, event: &JsValue) {
        let Some(file) = files::dropped(event) else { return };
        spawn_local(async move {
            match files::read(&file).await {
                Ok(chosen) => {
                    self.run(Errand::LookInto(chosen)).await;
                }
                Err(why) => self.refuse(file.name(), Refusal::File(why)),
            }
        });
    }

    /// Lets go of what was asked about a file when the person goes to another place; what is under way goes on.
    pub fn ask_only_here(self, route: RwSignal<Route>) {
        Effect::new(move |was_elsewhere: Option<()>| {
            route.track();
            let is_under_way = |incoming: &Option<Incoming>| {
                matches!(incoming, None | Some(Incoming::Reading { .. } | Incoming::Working(_)))
            };
            if was_elsewhere.is_some() && !self.incoming.with_untracked(is_under_way) {
                self.incoming.set(None);
            }
        });
    }

    /// Gives up reading a file.
    pub fn stop_reading(self) {
        worker::cancel();
        self.incoming.set(None);
    }

    pub(super) async fn look_into(self, file: ChosenFile) {
        let ChosenFile { name, bytes } = file;
        let language = self.language.get_untracked();
        self.show_while_reading(&name, self.read_file(&name, bytes, language)).await;
    }

    /// Opens the sealed file that the worker holds.
    pub fn unlock(self, file: String, passphrase: String, language: Language) {
        self.incoming.set(None);
        spawn_local(async move {
            let reading = async {
                let found = ask(language, "unseal", &[passphrase.into()]).await?;
                self.understand(&file, &found, language).await
            };
            self.show_while_reading(&file, reading).await;
        });
    }

    /// Shows that a file is being read, where that takes a while, and then what it turned out to be.
    async fn show_while_reading(self, file: &str, reading: impl Future<Output = Result<Incoming, Refusal>>) {
        let under_way = Rc::new(Cell::new(true));
        let (asked, shown) = (under_way.clone(), file.to_owned());
        spawn_local(async move {
            clock::wait(UNNOTICED_MS).await;
            if asked.get() && self.incoming.with_untracked(Option::is_none) {
                self.incoming.set(Some(Incoming::Reading { file: shown }));
            }
        });
        let outcome = reading.await;
        under_way.set(false);
        let file = file.to_owned();
        self.incoming.set(match outcome {
            Ok(incoming) => Some(incoming),
            Err(Refusal::Worker(WorkerError::Cancelled)) => None,
            Err(Refusal::Worker(WorkerError::Locked)) => Some(Incoming::Locked { file, again: false }),
            Err(Refusal::Worker(WorkerError::WrongPassphrase)) => {
                Some(Incoming::Locked { file, again: true })
            }
            Err(why) => Some(Incoming::Refused { file, why }),
        });
    }

    /// What a file is and holds, and what there is of it here.
    async fn read_file(self, name: &str, bytes: Uint8Array, language: Language) -> Result<Incoming, Refusal> {
        let buffer = Array::of1(&bytes.buffer());
        let found = ask_with(language, "look", &[bytes.into()], &buffer).await?;
        self.understand(name, &found, language).await
    }

    /// Goes on with what the worker found a file to be.
    async fn understand(self, name: &str, found: &Array, language: Language) -> Result<Incoming, Refusal> {
        let text = |at| found.get(at).as_string().unwrap_or_default();
        if text(0) == "rubric" {
            return Ok(self.look_into_rubric(name.to_owned(), &text(1)).await);
        }
        if text(0) == "backup" {
            let made = found.get(1).as_f64().map_or(0, clock::whole);
            return self.weigh(name, made, sheaf::texts(&found.get(2)), language).await;
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
        let unpacked = ask(language, "unpack", &[known]).await?;
        let (whole, _) = sheaf::read(&unpacked.get(0).into());
        let damaged = || Refusal::Worker(WorkerError::Died);
        let steps = (whole.journal.len(), unpacked.get(2).as_f64().map_or(0, clock::whole));
        let project = read_project(whole.project).ok_or_else(damaged)?;
        let head = Head::read(whole.head).ok_or_else(damaged)?;
        let already = self.already(&head.id, language).await?;
        let versions = self.other_versions(&head).await;
        let (file, discrepancies) = (name.to_owned(), sheaf::texts(&unpacked.get(1)));
        let preview = Preview { file, project, head, steps, versions, discrepancies, already };
        Ok(Incoming::Preview(Arc::new(preview)))
    }

    /// What there is here of the assessment that the worker holds.
    async fn already(self, id: &str, language: Language) -> Result<Already, Refusal> {
        self.ready().await?;
        // Another tab may have changed it.
        self.refresh().await;
        if self.is_in_the_bin(id) {
            return Ok(Already::Binned);
        }
        let Some(head) = self.head(id) else { return Ok(Already::Absent) };
        let changed = head.changed;
        let Some((whole, rubric)) = self.whole_of(&head).await? else {
            let relation = Relation::Unknown;
            return Ok(Already::Different(Differences { relation, rows: Vec::new(), changed }));
        };
        let found = ask(language, "compare", &[sheaf::array(&whole, &rubric).into()]).await?;
        let word = found.get(0).as_string().unwrap_or_default();
        if word == "same" {
            return Ok(Already::Same);
        }
        let mut texts = sheaf::texts(&found.get(1)).into_iter();
        let row = |()| Some(Row { what: texts.next()?, here: texts.next()?, there: texts.next()? });
        let rows = std::iter::repeat(()).map_while(row).collect();
        Ok(Already::Different(Differences { relation: Relation::of(&word), rows, changed }))
    }

    /// The versions of the rubric of an assessment that are here, where its own is not among them.
    async fn other_versions(self, head: &Head) -> Vec<String> {
        self.read_rubrics().await;
        let Rubrics::Ready(listed, _) = self.rubrics_now() else { return Vec::new() };
        let of_it: Vec<_> = listed.iter().filter(|one| one.entry.id == head.rubric).collect();
        if of_it.iter().any(|one| one.entry.digest == head.rubric_digest) {
            return Vec::new();
        }
        of_it.iter().map(|one| one.entry.version.clone()).collect()
    }

    pub(super) fn refuse(self, file: String, why: Refusal) {
        self.incoming.set(Some(Incoming::Refused { file, why }));
    }
}
