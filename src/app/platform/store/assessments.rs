//! Whole assessments in the store: made, changed in their head, thrown away for good, brought back, many at once.
//! One function is one transaction, so that there is all of it or nothing.
//! May import the library's `editing` and `record`. Read next: `turns`, then `reading`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gongping::editing::{Durability, StoreError};
use gongping::record::{Record, StoredCell};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::IdbObjectStore;

use super::keys::{all_of, named, numbered, put, text_key};
use super::schema::{ASSESSMENTS, ATTACHMENTS, CELLS, JOURNAL, META, OWNERS, PROJECTS, RUBRICS};
use super::transaction::{Access, Transaction};
use super::turns::{Turn, taken_over};
use super::writes::put_all;
use super::{PATIENCE_MS, Store};

/// Everything that is stored of an assessment, but for the text of its rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    /// The project.
    pub project: Record,
    /// The head.
    pub head: Record,
    /// The cells, none blank.
    pub cells: Vec<StoredCell>,
    /// The steps of the journal as JSON, in order.
    pub journal: Vec<String>,
    /// The bytes of what is attached, by name; the head counts them.
    pub attachments: Vec<(String, Vec<u8>)>,
}

/// Whether a change of a head shuts out the tab that edits the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editing {
    /// It may go on.
    GoesOn,
    /// It may write no more.
    Ends,
}

/// How many assessments are handed to the browser at once.
const AT_ONCE: usize = 10;

/// How long storing thousands of assessments may take.
const LONG_PATIENCE_MS: u32 = 300_000;

/// Every store that holds a part of an assessment.
const ALL: [&str; 8] = [PROJECTS, ASSESSMENTS, CELLS, JOURNAL, ATTACHMENTS, OWNERS, RUBRICS, META];

impl Store {
    /// Stores a new assessment with its project and the text of its rubric: all of it or nothing. A project of
    /// the same id is overwritten; the rubric may be left out where it is stored already.
    ///
    /// # Errors
    /// `Exists`, `Quota`, and as [`Store::list`].
    pub async fn create(&self, whole: &Whole, rubric: Option<&Record>) -> Result<(), StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &ALL, Access::Write(Durability::Strict))?;
            let head = &whole.head;
            transaction.request(ASSESSMENTS, |store| {
                store.add_with_key(&text_key(&head.json), &text_key(&head.id)).map(|_| ())
            })?;
            self.put_one(transaction, whole, rubric)
        })
        .await
    }

    /// Writes an open assessment back whole, where the browser's data was cleared under the page.
    ///
    /// # Errors
    /// `TakenOver`, `Quota`, and as [`Store::list`].
    pub async fn write_back(
        &self,
        turn: &Turn,
        whole: &Whole,
        rubric: Option<&Record>,
    ) -> Result<(), StoreError> {
        let written = self.attempt(|database| {
            let transaction = Transaction::begin(database, &ALL, Access::Write(Durability::Strict))?;
            transaction.request(OWNERS, |owners| {
                turn.guard(owners)?;
                turn.put_back(owners, self.tab())
            })?;
            self.put_one(transaction, whole, rubric)
        });
        written.await.map_err(taken_over)
    }

    /// Puts one assessment with the text of its rubric and ends the transaction.
    fn put_one(
        &self,
        transaction: Transaction,
        whole: &Whole,
        rubric: Option<&Record>,
    ) -> Result<impl Future<Output = Result<(), StoreError>> + use<'_>, StoreError> {
        put_rubrics(&transaction, rubric.as_slice())?;
        put_whole(&transaction, whole)?;
        let strict = self.put_revision(&transaction)?;
        let counted = Self::put_count(&transaction)?;
        Ok(self.synced(transaction.end(PATIENCE_MS), strict, Some(counted)))
    }

    /// Stores many assessments in one transaction, each in place of what is there under its id, with the texts of
    /// their rubrics. Whoever edits one of them is shut out. They are handed to the browser some at a time, so that the
    /// page goes on answering meanwhile.
    ///
    /// # Errors
    /// `Quota`, and as [`Store::list`].
    pub async fn restore(&self, wholes: Vec<Whole>, rubrics: &[Record]) -> Result<(), StoreError> {
        let wholes: Rc<[Whole]> = wholes.into();
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &ALL, Access::Write(Durability::Strict))?;
            put_rubrics(&transaction, &rubrics.iter().collect::<Vec<_>>())?;
            let strict = self.put_revision(&transaction)?;
            let counted = Rc::default();
            self.put_from(&transaction, &wholes, 0, &counted)?;
            Ok(self.synced(transaction.end(LONG_PATIENCE_MS), strict, Some(counted)))
        })
        .await
    }

    /// Puts some assessments from a place on, and goes on with the next once these are in.
    fn put_from(
        &self,
        transaction: &Transaction,
        wholes: &Rc<[Whole]>,
        from: usize,
        counted: &Rc<Cell<u32>>,
    ) -> Result<(), StoreError> {
        for whole in wholes.iter().skip(from).take(AT_ONCE) {
            self.shut_out(transaction, &whole.head.id)?;
            put_whole(transaction, whole)?;
        }
        let next = from + AT_ONCE;
        if next >= wholes.len() {
            return Self::count_into(transaction, counted.clone());
        }
        let last = transaction.request(ASSESSMENTS, IdbObjectStore::count)?;
        let (store, transaction_then) = (self.clone(), transaction.clone());
        let (wholes, counted) = (wholes.clone(), counted.clone());
        transaction.follow(&last, move |_| {
            store.put_from(&transaction_then, &wholes, next, &counted).map_err(|_| JsValue::NULL)
        });
        Ok(())
    }

    /// Changes the head of an assessment, from the text that is stored at that moment; gives the new text. `None`
    /// where there is no such assessment, or nothing was to be changed.
    ///
    /// # Errors
    /// `Quota`, and as [`Store::list`].
    pub async fn change_head(
        &self,
        assessment: &str,
        editing: Editing,
        change: impl Fn(String) -> Option<String> + 'static,
    ) -> Result<Option<String>, StoreError> {
        let change = Rc::new(change);
        self.attempt(|database| {
            let stores = [ASSESSMENTS, OWNERS, META];
            let transaction = Transaction::begin(database, &stores, Access::Write(Durability::Strict))?;
            if editing == Editing::Ends {
                self.shut_out(&transaction, assessment)?;
            }
            let key = text_key(assessment);
            let (heads, found) =
                transaction.request(ASSESSMENTS, |store| Ok((store.clone(), store.get(&key)?)))?;
            let changed: Rc<RefCell<Option<String>>> = Rc::default();
            let (told, change) = (changed.clone(), change.clone());
            transaction.follow(&found, move |found| {
                let Some(now) = found.result()?.as_string().and_then(|now| change(now)) else {
                    return Ok(());
                };
                heads.put_with_key(&text_key(&now), &key)?;
                told.replace(Some(now));
                Ok(())
            });
            let strict = self.put_revision(&transaction)?;
            let settled = self.synced(transaction.end(PATIENCE_MS), strict, None);
            Ok(async move {
                settled.await?;
                Ok(changed.take())
            })
        })
        .await
    }

    /// Throws assessments away for good, with their cells, journals and attachments, and the projects named. Whoever
    /// edits one of them is shut out: the record of that stays.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn purge(&self, assessments: &[String], projects: &[String]) -> Result<(), StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &ALL, Access::Write(Durability::Strict))?;
            for id in assessments {
                self.shut_out(&transaction, id)?;
                let range = all_of(id)?;
                for store in [CELLS, JOURNAL, ATTACHMENTS] {
                    transaction.request(store, |store| store.delete(&range))?;
                }
                transaction.request(ASSESSMENTS, |store| store.delete(&text_key(id)))?;
            }
            for id in projects {
                transaction.request(PROJECTS, |store| store.delete(&text_key(id)))?;
            }
            let strict = self.put_revision(&transaction)?;
            let counted = Self::put_count(&transaction)?;
            Ok(self.synced(transaction.end(PATIENCE_MS), strict, Some(counted)))
        })
        .await
    }

    /// Stores a project, new or changed.
    ///
    /// # Errors
    /// `Quota`, and as [`Store::list`].
    pub async fn put_project(&self, project: &Record) -> Result<(), StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Strict);
            let transaction = Transaction::begin(database, &[PROJECTS, META], access)?;
            transaction.request(PROJECTS, |store| put(store, &project.id, &project.json))?;
            let strict = self.put_revision(&transaction)?;
            Ok(self.synced(transaction.commit(PATIENCE_MS), strict, None))
        })
        .await
    }
}

fn put_rubrics(transaction: &Transaction, rubrics: &[&Record]) -> Result<(), StoreError> {
    transaction
        .request(RUBRICS, |store| rubrics.iter().try_for_each(|rubric| put(store, &rubric.id, &rubric.json)))
}

/// Puts everything of an assessment in place of whatever is there under its id.
fn put_whole(transaction: &Transaction, whole: &Whole) -> Result<(), StoreError> {
    let (project, head, id) = (&whole.project, &whole.head, &whole.head.id);
    let range = all_of(id)?;
    transaction.request(PROJECTS, |store| put(store, &project.id, &project.json))?;
    transaction.request(ASSESSMENTS, |store| put(store, id, &head.json))?;
    transaction.request(CELLS, |store| {
        // Cells without a head would otherwise show up in an assessment that never had them.
        store.delete(&range)?;
        put_all(store, id, &whole.cells)
    })?;
    transaction.request(JOURNAL, |store| {
        store.delete(&range)?;
        put_steps(store, id, (1..).zip(whole.journal.iter()))
    })?;
    transaction.request(ATTACHMENTS, |store| {
        store.delete(&range)?;
        whole.attachments.iter().try_for_each(|(name, bytes)| {
            store.put_with_key(&Uint8Array::from(bytes.as_slice()), &named(id, name)).map(|_| ())
        })
    })
}

/// Puts steps of a journal under their numbers.
pub(super) fn put_steps<'s>(
    store: &IdbObjectStore,
    assessment: &str,
    steps: impl IntoIterator<Item = (u32, &'s String)>,
) -> Result<(), JsValue> {
    for (number, step) in steps {
        store.put_with_key(&text_key(step), &numbered(assessment, number))?;
    }
    Ok(())
}
