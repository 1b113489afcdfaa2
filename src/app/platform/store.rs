//! The store: projects, assessments and their cells in IndexedDB, as plain texts. One function is one transaction.
//! A key press issues its transaction before it returns; the future only waits for the `complete` event.
//! May import the library's `editing` for its errors. Read next: [`rubrics`], `transaction`, `connection`, `schema`.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use gongping::editing::{Durability, Reopened, StoreError};
use gongping::record::{Record, StoredCell};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest};

mod canary;
mod connection;
mod rubrics;
mod schema;
mod transaction;
mod writes;

pub use canary::Continuity;

use schema::{ASSESSMENTS, CELLS, META, PROJECTS, REVISION, RUBRICS, STORE_ID};
use transaction::{Access, Transaction, error_of, results, text, texts};
use writes::{Writes, put_all};

/// How long the write of a key press may take before the person is told.
const WRITE_PATIENCE_MS: u32 = 3_000;

/// How long reading, or writing whole assessments, may take.
const PATIENCE_MS: u32 = 30_000;

/// Everything but the cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// All projects, oldest first.
    pub projects: Vec<Record>,
    /// The heads of all assessments, oldest first.
    pub assessments: Vec<Record>,
}

/// What was deleted; [`Store::create`] with it undoes the deletion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// The project, where it was deleted too.
    pub project: Option<Record>,
    /// The head; `None` when there was no such assessment.
    pub assessment: Option<Record>,
    /// The text of its rubric, which stays; an undo brings it back should it be gone by then.
    pub rubric: Option<Record>,
    /// All its cells.
    pub cells: Vec<StoredCell>,
}

/// What to do with an assessment of the same id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Leave everything as it is and fail with [`StoreError::Exists`].
    Refuse,
    /// Put the new one in its place, cells and all.
    Replace,
}

/// The one connection of this tab; a handle that is cloned freely.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    database: RefCell<Option<IdbDatabase>>,
    /// Names the store that is open.
    id: RefCell<Option<String>>,
    /// The number of the last strict write.
    revision: Cell<u64>,
    on_lost: RefCell<Option<Rc<dyn Fn()>>>,
    writes: Rc<Writes>,
}

impl Store {
    /// Opens the store, creates it on the first visit and brings an older one up to date.
    ///
    /// # Errors
    /// `Unavailable`, `Blocked` by an older tab, `TooNew` for this app, `TimedOut` after 3 seconds.
    pub async fn open() -> Result<(Self, Continuity), StoreError> {
        let store = Self(Rc::new(Inner {
            database: RefCell::new(None),
            id: RefCell::new(None),
            revision: Cell::new(0),
            on_lost: RefCell::new(None),
            writes: Rc::default(),
        }));
        let continuity = store.connect().await?;
        Ok((store, continuity))
    }

    /// Opens the store again after its connection was lost, or instead of one that is silent.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn reopen(&self) -> Result<Reopened, StoreError> {
        if let Some(silent) = self.0.database.take() {
            silent.close();
        }
        let before = self.0.id.borrow().clone();
        self.connect().await?;
        Ok(if *self.0.id.borrow() == before { Reopened::Same } else { Reopened::Emptied })
    }

    /// Has `listener` called when the browser closes the connection, or a newer version of the app takes over.
    /// It takes the place of the listener before.
    pub fn on_lost(&self, listener: impl Fn() + 'static) {
        self.0.on_lost.replace(Some(Rc::new(listener)));
    }

    /// All projects and the heads of all assessments, without their cells.
    ///
    /// # Errors
    /// `Closed` and what [`Store::open`] gives when opening again did not help, `TimedOut`, `Aborted`.
    pub async fn list(&self) -> Result<Listing, StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &[PROJECTS, ASSESSMENTS], Access::Read)?;
            let both = |store: &IdbObjectStore| Ok((store.get_all_keys()?, store.get_all()?));
            let projects = transaction.request(PROJECTS, both)?;
            let assessments = transaction.request(ASSESSMENTS, both)?;
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                Ok(Listing { projects: records(&projects)?, assessments: records(&assessments)? })
            })
        })
        .await
    }

    /// The cells of an assessment, and the text of the rubric of that digest where there is one.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn load(
        &self,
        assessment: &str,
        rubric: &str,
    ) -> Result<(Vec<StoredCell>, Option<String>), StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &[CELLS, RUBRICS], Access::Read)?;
            let range = cells_of(assessment)?;
            let (keys, values) = transaction.request(CELLS, |store| {
                Ok((store.get_all_keys_with_key(&range)?, store.get_all_with_key(&range)?))
            })?;
            let rubric = transaction.request(RUBRICS, |store| store.get(&text_key(rubric)))?;
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                Ok((stored_cells(&results(&keys)?, texts(&values)?), text(&rubric)?))
            })
        })
        .await
    }

    /// Stores cells of an assessment in one relaxed transaction, made and committed before this returns, as the write
    /// of a key press has to be. `done` is told of `complete`, or of what came instead: `Closed`, `Quota`,
    /// `TimedOut` after 3 seconds, `Aborted`. A lost connection is not opened again: only the caller knows whether
    /// newer values have come up since.
    pub fn put_cells(
        &self,
        assessment: &str,
        cells: &[StoredCell],
        done: impl FnOnce(Result<(), StoreError>) + 'static,
    ) {
        let database = self.0.database.borrow().clone();
        self.0.writes.write(database.as_ref(), assessment, cells, Box::new(done));
    }

    /// Stores cells of an assessment, and its head, in one strict transaction, made and committed before this
    /// returns; the future waits for `complete`.
    ///
    /// # Errors
    /// As [`Store::put_cells`] tells.
    pub fn sync_cells(
        &self,
        assessment: &str,
        cells: &[StoredCell],
        head: &str,
    ) -> impl Future<Output = Result<(), StoreError>> + use<> {
        let issued = self.issue(assessment, cells, head);
        let store = self.clone();
        async move {
            let (committed, revision) = issued?;
            store.synced(committed, revision).await
        }
    }

    /// Stores an assessment with its project, its cells and the text of its rubric: all of it or nothing. A project of
    /// the same id is overwritten; the rubric may be left out where it is stored already.
    ///
    /// # Errors
    /// `Exists` with [`Existing::Refuse`], `Quota`, and as [`Store::list`].
    pub async fn create(
        &self,
        project: &Record,
        assessment: &Record,
        rubric: Option<&Record>,
        cells: &[StoredCell],
        existing: Existing,
    ) -> Result<(), StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Strict);
            let stores = [PROJECTS, ASSESSMENTS, CELLS, RUBRICS, META];
            let transaction = Transaction::begin(database, &stores, access)?;
            if let Some(rubric) = rubric {
                transaction.request(RUBRICS, |store| put(store, &rubric.id, &rubric.json))?;
            }
            transaction.request(PROJECTS, |store| put(store, &project.id, &project.json))?;
            transaction.request(ASSESSMENTS, |store| match existing {
                Existing::Refuse => {
                    store.add_with_key(&text_key(&assessment.json), &text_key(&assessment.id)).map(|_| ())
                }
                Existing::Replace => put(store, &assessment.id, &assessment.json),
            })?;
            let range = cells_of(&assessment.id)?;
            transaction.request(CELLS, |store| {
                // Cells without a head would otherwise show up in an assessment that never had them.
                store.delete(&range)?;
                put_all(store, &assessment.id, cells)
            })?;
            let revision = self.put_revision(&transaction)?;
            Ok(self.synced(transaction.commit(PATIENCE_MS), revision))
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
            let revision = self.put_revision(&transaction)?;
            Ok(self.synced(transaction.commit(PATIENCE_MS), revision))
        })
        .await
    }

    /// Deletes an assessment with its cells, and a project with it where one is named, and gives back what there
    /// was, the text of the rubric of that digest with it.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn delete(
        &self,
        assessment: &str,
        rubric: &str,
        project: Option<&str>,
    ) -> Result<Deleted, StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Strict);
            let stores = [PROJECTS, ASSESSMENTS, CELLS, RUBRICS, META];
            let transaction = Transaction::begin(database, &stores, access)?;
            let used = transaction.request(RUBRICS, |store| store.get(&text_key(rubric)))?;
            let take = |id: &str| {
                let id = text_key(id);
                move |store: &IdbObjectStore| {
                    let found = store.get(&id)?;
                    store.delete(&id).map(|_| found)
                }
            };
            let head = transaction.request(ASSESSMENTS, take(assessment))?;
            let of = project.map(|id| transaction.request(PROJECTS, take(id))).transpose()?;
            let range = cells_of(assessment)?;
            let (keys, values) = transaction.request(CELLS, |store| {
                let found = (store.get_all_keys_with_key(&range)?, store.get_all_with_key(&range)?);
                store.delete(&range).map(|_| found)
            })?;
            let revision = self.put_revision(&transaction)?;
            let settled = self.synced(transaction.end(PATIENCE_MS), revision);
            let (id, project) = (assessment.to_owned(), project.map(str::to_owned));
            let digest = rubric.to_owned();
            Ok(async move {
                settled.await?;
                let of = of.map(|found| text(&found)).transpose()?.flatten();
                Ok(Deleted {
                    project: project.zip(of).map(|(id, json)| Record { id, json }),
                    assessment: text(&head)?.map(|json| Record { id, json }),
                    rubric: text(&used)?.map(|json| Record { id: digest, json }),
                    cells: stored_cells(&results(&keys)?, texts(&values)?),
                })
            })
        })
        .await
    }

    fn issue(
        &self,
        assessment: &str,
        cells: &[StoredCell],
        head: &str,
    ) -> Result<(impl Future<Output = Result<(), StoreError>> + use<>, u64), StoreError> {
        let database = self.0.database.borrow().clone().ok_or(StoreError::Closed)?;
        let access = Access::Write(Durability::Strict);
        let transaction = Transaction::begin(&database, &[CELLS, ASSESSMENTS, META], access)?;
        transaction.request(CELLS, |store| put_all(store, assessment, cells))?;
        transaction.request(ASSESSMENTS, |store| put(store, assessment, head))?;
        let revision = self.put_revision(&transaction)?;
        Ok((transaction.commit(WRITE_PATIENCE_MS), revision))
    }

    /// Leaves word of a strict write once it has ended well.
    fn synced(
        &self,
        settled: impl Future<Output = Result<(), StoreError>>,
        revision: u64,
    ) -> impl Future<Output = Result<(), StoreError>> {
        let store = self.clone();
        async move {
            settled.await?;
            if let Some(id) = store.0.id.borrow().as_deref() {
                canary::write(id, revision);
            }
            Ok(())
        }
    }

    /// Only strict writes are counted: a power cut takes relaxed ones back, and that must raise no alarm.
    fn put_revision(&self, transaction: &Transaction) -> Result<u64, StoreError> {
        // Another tab may have counted on; the canary is the number both of them see at once.
        let elsewhere = canary::read().map_or(0, |left| left.revision);
        let revision = self.0.revision.get().max(elsewhere).saturating_add(1);
        self.0.revision.set(revision);
        transaction.request(META, |store| put(store, REVISION, &revision.to_string()))?;
        Ok(revision)
    }

    async fn connect(&self) -> Result<Continuity, StoreError> {
        let weak = Rc::downgrade(&self.0);
        let on_lost = Rc::new(move |lost: &IdbDatabase| {
            let Some(inner) = weak.upgrade() else { return };
            let current = inner.database.borrow().clone();
            if current.as_ref() == Some(lost) {
                inner.database.replace(None);
                let listener = inner.on_lost.borrow().clone();
                if let Some(listener) = listener {
                    listener();
                }
            }
        });
        let opened = connection::open(on_lost).await?;
        let transaction = Transaction::begin(&opened.database, &[META], Access::Read)?;
        let (id, revision) = transaction
            .request(META, |store| Ok((store.get(&text_key(STORE_ID))?, store.get(&text_key(REVISION))?)))?;
        transaction.end(WRITE_PATIENCE_MS).await?;
        let id = text(&id)?;
        let revision = text(&revision)?.and_then(|text| text.parse().ok()).unwrap_or(0);
        let continuity = canary::compare(id.as_deref(), revision, opened.created, opened.data_lost);
        if continuity == Continuity::FirstVisit
            && let Some(id) = &id
        {
            canary::write(id, revision);
        }
        self.0.id.replace(id);
        self.0.revision.set(revision);
        if let Some(other) = self.0.database.replace(Some(opened.database)) {
            // Two callers found the connection lost at once; one connection is enough.
            other.close();
        }
        Ok(continuity)
    }

    /// Does one transaction, and once more on a new connection where the old one turns out to be gone.
    async fn attempt<T, Work>(
        &self,
        work: impl Fn(&IdbDatabase) -> Result<Work, StoreError>,
    ) -> Result<T, StoreError>
    where
        Work: Future<Output = Result<T, StoreError>>,
    {
        let current = self.0.database.borrow().clone();
        if let Some(database) = current {
            let outcome = match work(&database) {
                Ok(pending) => pending.await,
                Err(error) => Err(error),
            };
            if outcome.as_ref().err() != Some(&StoreError::Closed) {
                return outcome;
            }
        }
        self.reopen().await?;
        let database = self.0.database.borrow().clone().ok_or(StoreError::Closed)?;
        work(&database)?.await
    }
}

fn records((keys, values): &(IdbRequest, IdbRequest)) -> Result<Vec<Record>, StoreError> {
    let pairs = texts(keys)?.into_iter().zip(texts(values)?);
    Ok(pairs.map(|(id, json)| Record { id, json }).collect())
}

fn text_key(text: &str) -> JsValue {
    JsValue::from_str(text)
}

fn put(store: &IdbObjectStore, key: &str, value: &str) -> Result<(), JsValue> {
    store.put_with_key(&text_key(value), &text_key(key)).map(|_| ())
}

/// The keys of all cells of an assessment: in the order of keys a list comes after every text.
fn cells_of(assessment: &str) -> Result<JsValue, StoreError> {
    let lower = Array::of1(&text_key(assessment));
    let upper = Array::of2(&text_key(assessment), &Array::new());
    IdbKeyRange::bound(&lower, &upper).map(JsValue::from).map_err(|e| error_of(&e))
}

fn stored_cells(keys: &Array, values: Vec<String>) -> Vec<StoredCell> {
    let part = |key: &Array, at| key.get(at).as_string().unwrap_or_default();
    keys.iter()
        .zip(values)
        .filter_map(|(key, value)| {
            let key: Array = key.dyn_into().ok()?;
            Some(StoredCell { indicator: part(&key, 1), cell: part(&key, 2), value })
        })
        .collect()
}
