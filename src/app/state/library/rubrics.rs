//! The rubrics a person can choose from, and where the rubric of an assessment comes from: the store, which holds the
//! text of each one that is used here, and else, for assessments older than that, the file that ships with the app.
//! May import Leptos, `platform`, `rubrics` and the library. Read next: `files`.

use std::sync::Arc;

use gongping::exchange::{Known, RubricName};
use gongping::rubric::catalogue::Entry;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Library, OpenError};
use crate::app::platform::store::Store;
use crate::app::platform::worker;
use crate::app::state::rubrics::{self, Trouble};

/// How long a digest is. No id has that length by chance, for ids are short words.
const DIGEST: usize = 64;

/// The rubrics there are, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rubrics {
    /// They are being read.
    Loading,
    /// These; and why those that ship are not among them, where they are not.
    Ready(Arc<[Listed]>, Option<Trouble>),
}

/// A rubric a person can choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What is said of it.
    pub entry: Entry,
    /// Whether it was imported here and does not ship with the app.
    pub imported: bool,
}

impl Listed {
    /// What names it in an address: its id where that stays with the newest version, else its digest.
    pub fn key(&self) -> String {
        if self.imported { self.entry.digest.clone() } else { self.entry.id.clone() }
    }
}

impl Library {
    /// The rubrics there are, followed. The first call begins to read them.
    pub fn rubrics(self) -> Rubrics {
        if !self.noted.with_value(|noted| noted.listing) {
            self.noted.update_value(|noted| noted.listing = true);
            self.list_rubrics();
        }
        self.rubrics.get()
    }

    /// The rubrics there are, as far as they are known, not followed.
    pub fn rubrics_now(self) -> Rubrics {
        self.rubrics.get_untracked()
    }

    /// Reads the list of rubrics again: after it failed, or after it has changed.
    pub fn list_rubrics(self) {
        spawn_local(self.read_rubrics());
    }

    /// Reads the list of rubrics.
    pub(super) async fn read_rubrics(self) {
        self.noted.update_value(|noted| noted.listing = true);
        let shipped = rubrics::shipped().await;
        let mut listed = Vec::new();
        if let Ok(catalogue) = &shipped {
            listed.extend(catalogue.offered().map(|entry| Listed { entry: entry.clone(), imported: false }));
        }
        let ships =
            |digest: &str| shipped.as_ref().is_ok_and(|catalogue| catalogue.by_digest(digest).is_some());
        // A store that cannot be read is told of at home; what ships can be chosen all the same.
        let stored = match self.store().await {
            Ok(store) => store.rubrics().await.unwrap_or_default(),
            Err(_) => Vec::new(),
        };
        for record in stored.iter().filter(|record| !ships(&record.id)) {
            let held = rubrics::held(&record.id).or_else(|| rubrics::take(&record.json).ok());
            listed.extend(held.map(|held| Listed { entry: Entry::of(&held.rubric, ""), imported: true }));
        }
        self.rubrics.set(Rubrics::Ready(listed.into(), shipped.err()));
    }

    /// Asks for the list of what ships, for the sample's rubric and for the file worker while nobody waits for them, so
    /// that they are there when the person wants them, with or without the network. What does not come is asked for
    /// again then.
    pub(super) async fn fetch_ahead(self) {
        let _ = self.offered_rubric(super::sample::RUBRIC).await;
        worker::warm_up().await;
    }

    /// The rubric of that digest: from this page, the store or the server.
    ///
    /// # Errors
    /// `UnknownRubric` where there is none, `Store` and `Rubric` where something did not answer, so that nobody knows.
    pub async fn rubric(self, digest: &str) -> Result<Known, OpenError> {
        if let Some(held) = rubrics::held(digest) {
            return Ok(held);
        }
        let store = self.store().await.map_err(OpenError::Store)?;
        let stored = store.rubric(digest).await.map_err(OpenError::Store)?;
        if let Some(held) = stored.and_then(|text| rubrics::take(&text).ok()) {
            return Ok(held);
        }
        let catalogue = rubrics::shipped().await.map_err(OpenError::Rubric)?;
        let entry = catalogue.by_digest(digest).ok_or_else(|| OpenError::UnknownRubric(digest.to_owned()))?;
        rubrics::fetch(entry).await.map_err(OpenError::Rubric)
    }

    /// The rubric of that digest, or the one offered under that id.
    ///
    /// # Errors
    /// As for [`Library::rubric`].
    pub async fn rubric_named(self, key: &str) -> Result<Known, OpenError> {
        if key.len() == DIGEST { self.rubric(key).await } else { self.offered_rubric(key).await }
    }

    /// The rubric of an assessment of which the store had no text: as it ships, and kept from now on.
    pub(super) async fn shipped_rubric(
        self,
        store: &Store,
        id: &str,
        digest: &str,
    ) -> Result<Known, OpenError> {
        let catalogue = rubrics::shipped().await.map_err(OpenError::Rubric)?;
        let entry = catalogue.by_digest(digest).ok_or_else(|| OpenError::UnknownRubric(id.to_owned()))?;
        let held = rubrics::fetch(entry).await.map_err(OpenError::Rubric)?;
        // Where the store does not take it, it still ships, and the next opening asks for it again.
        let _ = store.put_rubric(&rubrics::record(&held)).await;
        Ok(held)
    }

    /// The rubric a file names. Where none has its digest, the shipped one of its id and version, so that the person
    /// can be told that it is another text.
    ///
    /// # Errors
    /// `Store` and `Rubric` where something did not answer, so that nobody knows.
    pub(super) async fn named_rubric(self, name: &RubricName) -> Result<Option<Known>, OpenError> {
        match self.rubric(&name.digest).await {
            // A file that names another rubric under this digest has been changed by hand.
            Ok(held) if held.rubric.id() != &name.id || held.rubric.version() != name.version => {
                return Ok(None);
            }
            Ok(held) => return Ok(Some(held)),
            Err(OpenError::UnknownRubric(_)) => {}
            Err(why) => return Err(why),
        }
        let catalogue = rubrics::shipped().await.map_err(OpenError::Rubric)?;
        match catalogue.by_version(name.id.as_str(), &name.version) {
            Some(entry) => rubrics::fetch(entry).await.map(Some).map_err(OpenError::Rubric),
            None => Ok(None),
        }
    }

    /// The rubric of that id as it is offered now.
    ///
    /// # Errors
    /// Why it is not to be had.
    pub(super) async fn offered_rubric(self, id: &str) -> Result<Known, OpenError> {
        let catalogue = rubrics::shipped().await.map_err(OpenError::Rubric)?;
        let entry = catalogue.current(id).ok_or_else(|| OpenError::UnknownRubric(id.to_owned()))?;
        rubrics::fetch(entry).await.map_err(OpenError::Rubric)
    }
}
