//! Opening a stored assessment, to be looked at or to be worked on, and the sample.
//! May import `platform`, `rubrics`, `words` and the library. Read next: `files`.

use gongping::assessment::Assessment;
use gongping::editing::StoreError;
use gongping::editing::journal::{Journal, Stored};
use gongping::record::{Head, Opened, Record, assemble, changed};
use gongping::score::sentence::Language;
use leptos::prelude::*;

use super::super::rubrics::{self as read, Trouble};
use super::{Library, sample};
use crate::app::platform::store::{Store, Turn};
use crate::app::route;
use crate::app::words::{adjusting, storage};

/// What the person must know before working on an assessment: that something is kept out, or a change is not in force.
pub fn cautions(opened: &Opened, language: Language) -> Vec<String> {
    let kept_out = (!opened.kept_out.is_empty()).then(|| storage::kept_out(language, opened.kept_out.len()));
    kept_out.into_iter().chain(opened.unfit.iter().map(|why| adjusting::left_out(language, why))).collect()
}

/// Why an assessment does not open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// The store holds no such assessment, or its record is damaged.
    NotFound,
    /// This app does not have the rubric of that id, as it was when the assessment was made.
    UnknownRubric(String),
    /// The rubric ships with the app, but did not come.
    Rubric(Trouble),
    /// The store cannot be read.
    Store(StoreError),
}

/// What it takes to write to an assessment that was opened.
#[derive(Clone)]
pub struct Hold {
    /// Where it is stored.
    pub store: Store,
    /// The right to write to it.
    pub turn: Turn,
    /// Its journal; whoever begins the work takes it.
    pub journal: Option<Journal>,
}

impl Library {
    /// The sample, with what the person has tried on it since they were last home.
    async fn open_sample(self) -> Result<Opened, OpenError> {
        let held = self.offered_rubric(sample::RUBRIC).await?;
        let opened = sample::sample(held.rubric.clone()).ok_or(OpenError::NotFound)?;
        let Some(assessment) = self.noted.with_value(|noted| noted.tried.clone()) else { return Ok(opened) };
        let (rubric, unfit) = changed(&held, &assessment.adjustments);
        Ok(Opened { rubric, assessment, unfit, ..opened })
    }

    /// Keeps what was tried on the sample, for its printed form; never in the store. Any other is left alone.
    pub fn keep_sample(self, assessment: Assessment) {
        if assessment.id != route::SAMPLE {
            return;
        }
        // The page may be going away, and the library with it.
        let _ = self.noted.try_update_value(|noted| noted.tried = Some(assessment));
    }

    /// The next time the sample is as it was.
    pub fn forget_sample(self) {
        self.noted.update_value(|noted| noted.tried = None);
    }

    /// Reads an assessment, or makes the sample where its id is [`route::SAMPLE`].
    ///
    /// # Errors
    /// As [`OpenError`] says.
    pub async fn open(self, id: &str) -> Result<Opened, OpenError> {
        if id == route::SAMPLE {
            return self.open_sample().await;
        }
        self.open_stored(id).await.map(|(opened, _)| opened)
    }

    /// Reads a stored assessment with its journal.
    ///
    /// # Errors
    /// As [`OpenError`] says.
    pub async fn open_stored(self, id: &str) -> Result<(Opened, Journal), OpenError> {
        if self.head(id).is_none() {
            self.ready().await.map_err(OpenError::Store)?;
        }
        let head = self.head(id).ok_or(OpenError::NotFound)?;
        let project = self.project(&head.project).ok_or(OpenError::NotFound)?;
        let store = self.store().await.map_err(OpenError::Store)?;
        let digest = head.rubric_digest.clone();
        let digest = digest.as_str();
        let loaded = store.load(id, digest).await.map_err(OpenError::Store)?;
        // Another tab may have gone on since the lists were read.
        let json = loaded.head.ok_or(OpenError::NotFound)?;
        let newest = Head::read(Record { id: id.to_owned(), json });
        let head = newest.filter(|newest| newest.rubric_digest == digest).unwrap_or(head);
        if head.deleted.is_some() {
            return Err(OpenError::NotFound);
        }
        let journal = Journal::open(Stored {
            steps: &loaded.journal,
            is_journalled: head.journal.is_some(),
            cells: &loaded.cells,
            changed: head.changed,
            by: &head.by,
        });
        let stored = || loaded.rubric.and_then(|text| read::take(&text).ok());
        let known = match read::held(digest).or_else(stored) {
            Some(known) if known.rubric.digest() == digest => known,
            _ => self.shipped_rubric(&store, &head.rubric, digest).await?,
        };
        let mut opened = assemble(&known, project, head, loaded.cells);
        opened.kept_out.extend(loaded.damaged);
        Ok((opened, journal))
    }
}
