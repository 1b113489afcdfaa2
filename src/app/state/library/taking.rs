//! Taking in what a file holds: added, put in place of what is here, or kept beside it; in one transaction each. What is
//! replaced goes to the bin first, so that it can be brought back for 30 days.
//! May import `platform`, `notices`, `words` and the library. Read next: `exporting`.

use gongping::record::{Head, Record, read_project};
use gongping::rubric::Known;
use gongping::score::sentence::Language;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::Library;
use super::files::{Already, Preview, Refusal, ask};
use crate::app::platform::store::Whole;
use crate::app::platform::worker::WorkerError;
use crate::app::platform::{clock, ids, sheaf};
use crate::app::route::{self, Route};
use crate::app::state::notices::Notices;
use crate::app::state::rubrics;
use crate::app::words::general::General;
use crate::app::words::storage::{self, Storage};

/// What to do with an assessment of which another state is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taking {
    /// Keep it beside everything that is here.
    Beside,
    /// Put it in place of the one here, which goes to the bin.
    Instead,
}

impl Library {
    /// Takes in what a preview shows and offers to open it, or to take that back.
    pub fn take_in(self, preview: &Preview, how: Taking, notices: Notices, language: Language) {
        let (id, file) = (preview.head.id.clone(), preview.file.clone());
        // The sample's id belongs to the sample, whatever a file says.
        let is_free = preview.already == Already::Absent && id != route::SAMPLE;
        let there = self.project(&preview.project.id);
        let project_is_free = there.is_none_or(|there| there == preview.project);
        let fresh = |free: bool| if free { JsValue::NULL } else { ids::new().into() };
        let under = [fresh(is_free || how == Taking::Instead), fresh(project_is_free)];
        self.incoming.set(None);
        spawn_local(async move {
            let words = Storage::of(language);
            let outcome = match how {
                Taking::Beside => self.add(&under, language).await.map(|id| {
                    notices.offer(words.imported.to_owned(), words.open_it.to_owned(), move || {
                        route::go(&Route::Fill(id.clone()));
                    });
                }),
                Taking::Instead => self.replace(&id, &under, language).await.map(|binned| {
                    let undo = General::of(language).undo.to_owned();
                    notices.offer(words.replaced.to_owned(), undo, move || {
                        self.take_back(id.clone(), binned.clone(), notices, language);
                    });
                }),
            };
            if let Err(why) = outcome {
                self.refuse(file, why);
            }
        });
    }

    /// Stores what the worker holds, under these ids; gives the assessment's.
    async fn add(self, under: &[JsValue], language: Language) -> Result<String, Refusal> {
        let (whole, known) = taken(under, language).await?;
        self.store().await?.create(&whole, Some(&rubrics::record(&known))).await?;
        let id = whole.head.id.clone();
        if let Some(project) = read_project(whole.project) {
            self.shelve(project, Head::read(whole.head));
        }
        Ok(id)
    }

    /// Stores what the worker holds in place of the one of that id, which goes to the bin under an id of its own;
    /// gives that.
    async fn replace(self, id: &str, under: &[JsValue], language: Language) -> Result<String, Refusal> {
        let (whole, known) = taken(under, language).await?;
        let store = self.store().await?;
        let head = self.head(id).ok_or(Refusal::Worker(WorkerError::Died))?;
        // Read at the last moment: another tab may have gone on with it since the preview.
        let here = store.load_all(id, &head.project).await?.ok_or(Refusal::Worker(WorkerError::Died))?;
        let binned = ids::new();
        let put_away = under_id(here, &binned, Some(clock::now_ms()));
        store.restore(vec![put_away, whole], &[rubrics::record(&known)]).await?;
        self.refresh().await;
        Ok(binned)
    }

    /// Takes a replacement back: the two change places, so that nothing is lost by it either.
    fn take_back(self, id: String, binned: String, notices: Notices, language: Language) {
        spawn_local(async move {
            let words = Storage::of(language);
            match self.swap(&id, &binned).await {
                Ok(()) => notices.say(words.restored.to_owned()),
                Err(why) => notices.say(storage::failed(language, words.not_restored, &why)),
            }
        });
    }

    async fn swap(self, id: &str, binned: &str) -> Result<(), gongping::editing::StoreError> {
        self.refresh().await;
        let store = self.store().await?;
        let project_of = |id: &str| {
            let of_binned = self.binned_head(id).map(|head| head.project);
            self.head(id).map(|head| head.project).or(of_binned).unwrap_or_default()
        };
        let here = store.load_all(id, &project_of(id)).await?;
        let there = store.load_all(binned, &project_of(binned)).await?;
        let (Some(here), Some(there)) = (here, there) else { return Ok(()) };
        let now = clock::now_ms();
        store.restore(vec![under_id(here, binned, Some(now)), under_id(there, id, None)], &[]).await?;
        self.refresh().await;
        Ok(())
    }
}

/// What the worker holds, to be stored under these ids, and its rubric.
async fn taken(under: &[JsValue], language: Language) -> Result<(Whole, Known), Refusal> {
    let taken = ask(language, "take", under).await?;
    let (whole, rubric) = sheaf::read(&taken);
    // Its text goes into the store with the assessment.
    let known = Known::read(&rubric).map_err(|_| Refusal::Worker(WorkerError::Died))?;
    rubrics::keep(&known);
    Ok((filed(whole), known))
}

/// What came out of a file is in a file: nobody need be reminded of that.
fn filed(whole: Whole) -> Whole {
    let Some(head) = Head::read(whole.head.clone()) else { return whole };
    let json = Head { exported: Some(head.revision), ..head }.json();
    Whole { head: Record { json, ..whole.head }, ..whole }
}

/// A stored assessment under another id, in the bin or out of it. A head that cannot be read stays as it is.
pub(super) fn under_id(whole: Whole, id: &str, deleted: Option<u64>) -> Whole {
    let json = match Head::read(whole.head.clone()) {
        Some(head) => Head { deleted, ..head }.json(),
        None => whole.head.json,
    };
    Whole { head: Record { id: id.to_owned(), json }, ..whole }
}
