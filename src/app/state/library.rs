//! What is stored on this device: projects with the heads of their assessments, as one signal for the lists;
//! and the ways to open, create, change and delete. Cells are read only when an assessment is opened.
//! May import Leptos, `platform`, `notices`, `rubrics`, `words` and the library. Read next: [`files`], then [`exporting`].

use std::sync::Arc;

use gongping::assessment::{Assessment, Project, Role};
use gongping::editing::StoreError;
use gongping::exchange::Known;
use gongping::record::{BackupNote, Head, Opened, cells_of, project_record};
use gongping::rubric::{Rubric, StageId};
use gongping::score::score;
use gongping::score::sentence::Language;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use damaged::Damage;
use deleting::Binned;

use super::care::Care;
use super::rubrics::{self as read};
use crate::app::platform::store::{Continuity, Store, Whole};
use crate::app::platform::{channel, clock, ids};

pub mod backing_up;
pub mod backup;
pub mod damaged;
pub mod deleting;
mod elsewhere;
pub mod errands;
pub mod exporting;
pub mod files;
pub mod journal;
mod opening;
mod reading;
pub mod restoring;
pub mod rubric_files;
pub mod rubrics;
pub mod sample;
pub mod taking;

pub use opening::{Hold, OpenError, cautions};

/// What is known of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shelf {
    /// It is being read.
    Loading,
    /// It cannot be read.
    Failed(StoreError),
    /// What it holds.
    Ready(Arc<Contents>),
}

/// What the store holds, without the cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// The projects, the one worked on last first.
    pub projects: Vec<Shelved>,
    /// What is in the bin, the one deleted last first.
    pub binned: Vec<Binned>,
    /// The records that cannot be read. They stay where they are.
    pub damaged: Vec<Damage>,
    /// What is noted of the last backup.
    pub backup: Option<BackupNote>,
    /// Whether anything was changed since that backup.
    pub changed: bool,
    /// Whether this is everything; else it is what the first screen shows.
    pub is_whole: bool,
    /// How the store compares with the one last seen in this browser.
    pub continuity: Option<Continuity>,
}

/// A project with the heads of its assessments, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// The project.
    pub project: Project,
    /// Its assessments.
    pub heads: Vec<Head>,
}

/// What is stored on this device; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Library {
    shelf: RwSignal<Shelf>,
    opening: StoredValue<Option<js_sys::Promise>, LocalStorage>,
    /// The first reading of the lists.
    reading: StoredValue<Option<js_sys::Promise>, LocalStorage>,
    store: StoredValue<Option<Result<Store, StoreError>>, LocalStorage>,
    noted: StoredValue<Noted>,
    rubrics: RwSignal<rubrics::Rubrics>,
    /// What a chosen file turned out to be, until the person has decided.
    pub incoming: RwSignal<Option<files::Incoming>>,
    /// The language of the sentences that the file worker says.
    language: RwSignal<Language>,
    care: Care,
}

/// What is kept in mind beside the lists, and not followed.
#[derive(Debug, Default)]
struct Noted {
    /// How the store compares with the one last seen in this browser.
    continuity: Option<Continuity>,
    /// What the person has tried on the sample.
    tried: Option<Assessment>,
    /// Counts the changes made to the lists here.
    changes: u64,
    /// Whether reading the list of rubrics has begun.
    listing: bool,
    /// What the store was told of the first screen.
    front: String,
}

impl Library {
    /// Begins to read the store. It is made at the root, and once.
    pub fn open_store() -> Self {
        let library = Self {
            shelf: RwSignal::new(Shelf::Loading),
            opening: StoredValue::new_local(None),
            reading: StoredValue::new_local(None),
            store: StoredValue::new_local(None),
            noted: StoredValue::new(Noted::default()),
            rubrics: RwSignal::new(rubrics::Rubrics::Loading),
            incoming: RwSignal::new(None),
            language: super::app().language,
            care: super::care::care(),
        };
        library.retry();
        library
    }

    /// Begins to read the store again, after it failed.
    pub fn retry(self) {
        self.shelf.set(Shelf::Loading);
        let opening = future_to_promise(async move {
            let opened = Store::open().await;
            if let Ok((_, continuity)) = &opened {
                self.noted.update_value(|noted| noted.continuity = Some(*continuity));
            }
            self.store.set_value(Some(opened.map(|(store, _)| store)));
            Ok(JsValue::UNDEFINED)
        });
        self.opening.set_value(Some(opening));
        let reading = future_to_promise(async move {
            self.refresh().await;
            Ok(JsValue::UNDEFINED)
        });
        self.reading.set_value(Some(reading.clone()));
        wasm_bindgen_futures::spawn_local(async move {
            // It never rejects.
            let _ = JsFuture::from(reading).await;
            // What stays in the bin although it is due goes at the next start.
            let _ = self.purge_what_is_due().await;
            self.fetch_ahead().await;
        });
    }

    /// Opens the store again where it did not open; what waits for it then asks once more.
    pub fn retry_unless_open(self) {
        if self.store.with_value(|store| matches!(store, Some(Err(_)))) {
            self.retry();
        }
    }

    /// The store, once it is open.
    ///
    /// # Errors
    /// Why it did not open.
    pub async fn store(self) -> Result<Store, StoreError> {
        if let Some(opening) = self.opening.get_value() {
            // It never rejects; the outcome is kept beside it.
            let _ = JsFuture::from(opening).await;
        }
        self.store.get_value().unwrap_or(Err(StoreError::Closed))
    }

    /// The store, where it is open already.
    pub fn opened_store(self) -> Option<Store> {
        self.store.get_value().and_then(Result::ok)
    }

    /// Whether the lists were read, with whatever outcome; not followed.
    pub fn is_read(self) -> bool {
        self.shelf.with_untracked(|shelf| *shelf != Shelf::Loading)
    }

    /// What is known of the store, followed.
    pub fn shelf(self) -> Shelf {
        self.shelf.get()
    }

    /// A project, not followed.
    pub fn project(self, id: &str) -> Option<Project> {
        self.with_contents(|contents| {
            let shown = contents.projects.iter().map(|shelved| &shelved.project);
            let binned = contents.binned.iter().map(|binned| &binned.project);
            shown.chain(binned).find(|project| project.id == id).cloned()
        })
    }

    /// The head of an assessment, not followed.
    pub fn head(self, id: &str) -> Option<Head> {
        self.with_contents(|contents| heads(contents).find(|head| head.id == id).cloned())
    }

    /// The id of the rubric of the assessment that was changed last, not followed.
    pub fn rubric_used_last(self) -> Option<String> {
        self.with_contents(|contents| {
            heads(contents).max_by_key(|head| head.changed).map(|head| head.rubric.clone())
        })
    }

    fn with_contents<T>(self, read: impl FnOnce(&Contents) -> Option<T>) -> Option<T> {
        self.shelf.with_untracked(|shelf| match shelf {
            Shelf::Ready(contents) => read(contents),
            Shelf::Loading | Shelf::Failed(_) => None,
        })
    }

    /// Stores a new assessment, and its project and its rubric with it.
    ///
    /// # Errors
    /// Why nothing was stored.
    pub async fn create(
        self,
        rubric: &Known,
        project: Project,
        stage: StageId,
        role: Role,
    ) -> Result<String, StoreError> {
        let assessment = Assessment::new(ids::new(), project, &rubric.rubric, stage, role);
        self.put(&rubric.rubric, &assessment).await?;
        Ok(assessment.id)
    }

    /// Stores a copy of an assessment under a new id, in the same project.
    ///
    /// # Errors
    /// As [`Library::open`].
    pub async fn duplicate(self, id: &str) -> Result<String, OpenError> {
        let Opened { rubric, mut assessment, .. } = self.open(id).await?;
        assessment.id = ids::new();
        self.put(&rubric, &assessment).await.map_err(OpenError::Store)?;
        Ok(assessment.id)
    }

    /// Stores a whole assessment under an id that is not there yet, in one transaction.
    async fn put(self, rubric: &Rubric, assessment: &Assessment) -> Result<(), StoreError> {
        let head = Head::of(rubric, assessment, &score(rubric, assessment), clock::now_ms());
        let cells = cells_of(rubric, assessment);
        // What begins filled in is older than its journal.
        let journal = cells.is_empty().then_some(0);
        let head = Head { journal, ..head };
        let text = read::held(rubric.digest()).map(|known| read::record(&known));
        let whole = Whole {
            project: project_record(&assessment.project),
            head: head.record(),
            cells,
            journal: Vec::new(),
            attachments: Vec::new(),
        };
        self.store().await?.create(&whole, text.as_ref()).await?;
        self.shelve(assessment.project.clone(), Some(head));
        Ok(())
    }

    /// Stores changed details of a project.
    ///
    /// # Errors
    /// Why they were not stored.
    pub async fn save_project(self, project: Project) -> Result<(), StoreError> {
        self.store().await?.put_project(&project_record(&project)).await?;
        self.shelve(project, None);
        Ok(())
    }

    /// Takes note of new figures of a stored assessment; whoever stores its cells stores the head beside them.
    pub fn note(self, head: Head) {
        if let Some(project) = self.project(&head.project) {
            self.shelve(project, Some(head));
        }
    }

    /// Puts a project, and a head of it, into the lists.
    fn shelve(self, project: Project, head: Option<Head>) {
        self.change(|contents| {
            let at = contents.projects.iter().position(|shelved| shelved.project.id == project.id);
            let mut shelved = match at {
                Some(at) => contents.projects.remove(at),
                None => Shelved { project: project.clone(), heads: Vec::new() },
            };
            shelved.project = project;
            if let Some(head) = head {
                match shelved.heads.iter_mut().find(|there| there.id == head.id) {
                    Some(there) => *there = head,
                    None => shelved.heads.push(head),
                }
            }
            contents.projects.insert(0, shelved);
        });
    }

    fn change(self, change: impl FnOnce(&mut Contents)) {
        self.noted.update_value(|noted| noted.changes += 1);
        channel::lists_changed();
        self.shelf.update(|shelf| {
            if let Shelf::Ready(contents) = shelf {
                change(Arc::make_mut(contents));
            }
        });
    }
}

/// What is stored. It is provided at the root, before any component runs.
pub fn library() -> Library {
    expect_context::<Library>()
}

/// All heads.
fn heads(contents: &Contents) -> impl Iterator<Item = &Head> {
    contents.projects.iter().flat_map(|shelved| &shelved.heads)
}
