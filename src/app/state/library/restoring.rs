//! A backup back into the store: what it holds is held against what is here, the person chooses, and then all of it is
//! stored in one transaction or nothing. What is replaced goes to the bin.
//! May import `platform`, `notices`, `words` and the library. Read next: `exporting`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gongping::assessment::Project;
use gongping::record::{Head, Record, read_project};
use gongping::score::sentence::Language;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::Library;
use super::backing_up::AT_ONCE;
use super::files::{Incoming, Job, Refusal, Relation, ask};
use super::taking::under_id;
use crate::app::platform::store::Whole;
use crate::app::platform::worker::{self, WorkerError};
use crate::app::platform::{clock, ids, sheaf};
use crate::app::state::notices::Notices;
use crate::app::state::rubrics;
use crate::app::words::files as words;

/// A backup that was chosen.
pub struct Chest {
    /// The file's name.
    pub file: String,
    /// When it was made, in milliseconds since 1970.
    pub made: u64,
    /// The assessments in it.
    pub kept: Vec<Kept>,
}

/// An assessment of a backup.
pub struct Kept {
    /// Its project and its head; or why it cannot be read.
    pub read: Result<(Project, Head), String>,
    /// How it stands to what is here.
    pub state: State,
    /// What is to be done with it.
    pub choice: ArcRwSignal<Choice>,
}

/// How an assessment of a backup stands to what is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is not here.
    New,
    /// The very same is here, or in the bin here.
    Same,
    /// Another state of it is here, or in the bin here.
    Other(Relation),
    /// It cannot be read.
    Broken,
}

/// What is to be done with an assessment of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// What is here stays as it is.
    Keep,
    /// It is added; where another state is here, beside it.
    Add,
    /// It takes the place of the one here, which goes to the bin.
    Replace,
}

impl Library {
    /// Holds a backup that the worker has opened against what is here.
    pub(super) async fn weigh(
        self,
        file: &str,
        made: u64,
        ids: Vec<String>,
        language: Language,
    ) -> Result<Incoming, Refusal> {
        self.ready().await?;
        self.refresh().await;
        let work = self.begin_work(Job::Weigh, ids.len());
        let here = self.all_heads();
        let (mut kept, mut handed_over) = (Vec::new(), BTreeSet::new());
        for some in ids.chunks(AT_ONCE) {
            let sheaves = Array::new();
            for id in some {
                let head = here.iter().find(|head| head.id == *id);
                let sheaf = match head {
                    Some(head) => self.sheaf_once(head, &mut handed_over).await?,
                    None => None,
                };
                sheaves.push(&sheaf.unwrap_or_else(|| Array::new().into()));
            }
            let from = JsValue::from(u32::try_from(kept.len()).unwrap_or(u32::MAX));
            let weighed = ask(language, "weigh", &[from, sheaves.into()]).await?;
            kept.extend(weighed.iter().map(|one| weighed_one(&one.unchecked_into(), &here)));
            self.go_on(work, some.len())?;
        }
        Ok(Incoming::Restore(Arc::new(Chest { file: file.to_owned(), made, kept })))
    }

    /// Stores what was chosen of a backup.
    pub fn restore_chosen(self, chest: Arc<Chest>, notices: Notices) {
        let language = self.language.get_untracked();
        spawn_local(async move {
            match self.store_chosen(&chest, language).await {
                Ok(count) => {
                    self.incoming.set(None);
                    notices.say(words::restored(language, count));
                }
                Err(Refusal::Worker(WorkerError::Cancelled)) => self.incoming.set(None),
                Err(why) => self.refuse(chest.file.clone(), why),
            }
            worker::rest();
        });
    }

    async fn store_chosen(self, chest: &Chest, language: Language) -> Result<usize, Refusal> {
        self.refresh().await;
        let places = self.chosen_places(chest);
        let count = places.len();
        let work = self.begin_work(Job::Restore, count);
        let (mut wholes, mut texts) = (Vec::new(), Vec::new());
        for some in places.chunks(AT_ONCE) {
            let question: Array = some.iter().map(|(place, _)| place.clone()).collect();
            let taken = ask(language, "restore", &[question.into()]).await?;
            for (one, (_, replaced)) in sheaf::list(&taken.get(0)).into_iter().zip(some) {
                let (whole, rubric) = sheaf::read(&one.unchecked_into());
                if let Some(head) = replaced
                    && let Some(here) = self.store().await?.load_all(&head.id, &head.project).await?
                {
                    wholes.push(under_id(here, &ids::new(), Some(clock::now_ms())));
                }
                if let (false, Some(head)) = (rubric.is_empty(), Head::read(whole.head.clone())) {
                    texts.push(Record { id: head.rubric_digest, json: rubric });
                }
                wholes.push(whole);
            }
            self.go_on(work, some.len())?;
        }
        self.store().await?.restore(wholes, &texts).await?;
        rubrics_read(&texts);
        self.refresh().await;
        self.read_rubrics().await;
        Ok(count)
    }

    /// What the worker is asked for of each that was chosen, and the one here that it replaces, where it does.
    fn chosen_places(self, chest: &Chest) -> Vec<(JsValue, Option<Head>)> {
        let here = self.all_heads();
        let (mut chosen, mut renamed) = (Vec::new(), BTreeMap::new());
        for (place, kept) in (0_u32..).zip(&chest.kept) {
            let (Ok((project, head)), choice) = (&kept.read, kept.choice.get_untracked()) else { continue };
            if choice == Choice::Keep {
                continue;
            }
            let there = here.iter().find(|there| there.id == head.id);
            let beside = choice == Choice::Add && there.is_some();
            let id = if beside { ids::new().into() } else { JsValue::NULL };
            // A project of the same id that says something else stays as it is here.
            let own = self.project(&head.project).is_none_or(|there| there == *project);
            let project = if own {
                JsValue::NULL
            } else {
                renamed.entry(head.project.as_str()).or_insert_with(ids::new).as_str().into()
            };
            let replaced = there.filter(|_| choice == Choice::Replace).cloned();
            chosen.push((Array::of3(&place.into(), &id, &project).into(), replaced));
        }
        chosen
    }
}

/// Has the rubrics that came with a backup at hand.
fn rubrics_read(texts: &[Record]) {
    for text in texts {
        // What was read by the worker reads here as well.
        let _ = rubrics::take(&text.json);
    }
}

/// What the worker says of an assessment of a backup.
fn weighed_one(said: &Array, here: &[Head]) -> Kept {
    let text = |at| said.get(at).as_string().unwrap_or_default();
    let word = text(0);
    let read = if word == "broken" {
        Err(text(2))
    } else {
        let (whole, _) = sheaf::read(&said.get(2).unchecked_into());
        let Whole { project, head, .. } = whole;
        read_project(project).zip(Head::read(head)).ok_or_else(String::new)
    };
    let is_binned = here.iter().any(|head| head.id == text(1) && head.deleted.is_some());
    let state = match (&read, word.as_str()) {
        (Err(_), _) => State::Broken,
        (Ok(_), "new") => State::New,
        // What is only in the bin here may be wanted back.
        (Ok((_, head)), "same") if head.deleted.is_none() && is_binned => State::Other(Relation::Unknown),
        (Ok(_), "same") => State::Same,
        (Ok(_), word) => State::Other(Relation::of(word)),
    };
    let choice = if state == State::New { Choice::Add } else { Choice::Keep };
    Kept { read, state, choice: ArcRwSignal::new(choice) }
}
