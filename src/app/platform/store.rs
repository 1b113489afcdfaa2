//! The store: projects, assessments and their cells in IndexedDB, as plain texts. One function is one transaction.
//! A key press issues its transaction before it returns; the future only waits for the `complete` event.
//! May import the library's `editing` for its errors. Read next: [`rubrics`], `transaction`, `connection`, `schema`.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::rc::Rc;

use gongping::editing::{Durability, Reopened, StoreError};
use gongping::record::{Record, StoredCell};
use web_sys::{IdbDatabase, IdbObjectStore};

use super::ids;

mod assessments;
mod canary;
mod connection;
mod keys;
mod listing;
mod notes;
mod reading;
mod rubrics;
mod schema;
mod transaction;
mod turns;
mod writes;

pub use assessments::{Editing, Whole};
pub use canary::Continuity;
pub use listing::Front;
pub use reading::Kind;
pub use turns::Turn;

use assessments::put_steps;
use canary::Found;
use keys::{counted, put, text_key};
use schema::{ASSESSMENTS, CELLS, COUNT, JOURNAL, META, OWNERS, REVISION, STORE_ID};
use transaction::{Access, Transaction, text};
use turns::taken_over;
use writes::{Writes, put_all};

/// How long the write of a key press may take; within 3 seconds of the key the person is told.
const WRITE_PATIENCE_MS: u32 = 2_500;

/// How long reading, or writing whole assessments, may take.
const PATIENCE_MS: u32 = 30_000;

/// The one connection of this tab; a handle that is cloned freely.
#[derive(Clone)]
pub struct Store(Rc<Inner>);

struct Inner {
    database: RefCell<Option<IdbDatabase>>,
    /// Names the store that is open.
    id: RefCell<Option<String>>,
    /// The number of the last strict write.
    revision: Cell<u64>,
    /// The count of assessments, where what is noted of it is wrong; it goes along with the next strict write.
    owed: Cell<Option<u32>>,
    /// How many assessments there were on opening.
    found: Cell<u32>,
    /// Names this tab.
    tab: String,
    on_lost: RefCell<Option<Rc<dyn Fn()>>>,
    writes: Rc<Writes>,
}

impl Store {
    /// Opens the store, creates it on the first visit and brings an older one up to date.
    ///
    /// # Errors
    /// `Unavailable`, `Blocked` by an older tab, `TooNew` for this app, `TimedOut` after 2.5 seconds.
    pub async fn open() -> Result<(Self, Continuity), StoreError> {
        let store = Self(Rc::new(Inner {
            database: RefCell::new(None),
            id: RefCell::new(None),
            revision: Cell::new(0),
            owed: Cell::new(None),
            found: Cell::new(0),
            tab: ids::new(),
            on_lost: RefCell::new(None),
            writes: Rc::default(),
        }));
        let continuity = match store.connect().await {
            // A connection that went while it was being made; the next one has no part in that.
            Err(StoreError::Closed) => store.connect().await?,
            outcome => outcome?,
        };
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

    /// Names the store that is open; another one means that the first is gone.
    pub fn id(&self) -> String {
        self.0.id.borrow().clone().unwrap_or_default()
    }

    /// Names this tab, for as long as the page stands.
    pub fn tab(&self) -> &str {
        &self.0.tab
    }

    /// Has `listener` called when the browser closes the connection, or a newer version of the app takes over.
    /// It takes the place of the listener before.
    pub fn on_lost(&self, listener: impl Fn() + 'static) {
        self.0.on_lost.replace(Some(Rc::new(listener)));
    }

    /// Stores cells of an assessment in one relaxed transaction, made and committed before this returns, as the write
    /// of a key press has to be. `done` is told of `complete`, or of what came instead: `TakenOver`, `Closed`, `Quota`,
    /// `TimedOut` after 2.5 seconds, `Aborted`. A lost connection is not opened again: only the caller knows whether
    /// newer values have come up since.
    pub fn put_cells(
        &self,
        turn: &Turn,
        cells: &[StoredCell],
        done: impl FnOnce(Result<(), StoreError>) + 'static,
    ) {
        let database = self.0.database.borrow().clone();
        self.0.writes.write(database.as_ref(), turn, cells, Box::new(done));
    }

    /// Stores cells of an assessment, its head, and steps of its journal under their numbers, in one strict
    /// transaction, made and committed before this returns; the future waits for `complete`.
    ///
    /// # Errors
    /// As [`Store::put_cells`] tells.
    pub fn sync_cells(
        &self,
        turn: &Turn,
        cells: &[StoredCell],
        head: &str,
        steps: &[(u32, String)],
    ) -> impl Future<Output = Result<(), StoreError>> + use<> {
        let issued = self.issue(turn, cells, head, steps);
        let store = self.clone();
        async move {
            let (committed, revision) = issued?;
            store.synced(committed, revision, None).await.map_err(taken_over)
        }
    }

    fn issue(
        &self,
        turn: &Turn,
        cells: &[StoredCell],
        head: &str,
        steps: &[(u32, String)],
    ) -> Result<(impl Future<Output = Result<(), StoreError>> + use<>, u64), StoreError> {
        let database = self.0.database.borrow().clone().ok_or(StoreError::Closed)?;
        let access = Access::Write(Durability::Strict);
        let stores = [CELLS, ASSESSMENTS, JOURNAL, OWNERS, META];
        let transaction = Transaction::begin(&database, &stores, access)?;
        transaction.request(OWNERS, |store| turn.guard(store))?;
        transaction.request(CELLS, |store| put_all(store, turn.assessment(), cells))?;
        transaction.request(ASSESSMENTS, |store| put(store, turn.assessment(), head))?;
        transaction.request(JOURNAL, |store| {
            put_steps(store, turn.assessment(), steps.iter().map(|(number, step)| (*number, step)))
        })?;
        let revision = self.put_revision(&transaction)?;
        Ok((transaction.commit(WRITE_PATIENCE_MS), revision))
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
        let transaction = Transaction::begin(&opened.database, &[META, ASSESSMENTS], Access::Read)?;
        let [id, revision, noted] = transaction.request(META, |store| {
            let [id, revision, count] = [STORE_ID, REVISION, COUNT].map(|key| store.get(&text_key(key)));
            Ok([id?, revision?, count?])
        })?;
        let count = transaction.request(ASSESSMENTS, IdbObjectStore::count)?;
        transaction.end(WRITE_PATIENCE_MS).await?;
        let id = text(&id)?;
        let revision = text(&revision)?.and_then(|text| text.parse().ok()).unwrap_or(0);
        let noted = text(&noted)?.and_then(|text| text.parse().ok());
        let count = counted(&count);
        let continuity = canary::compare(&Found {
            store: id.as_deref(),
            revision,
            count,
            counted: noted,
            created: opened.created,
            data_lost: opened.data_lost,
        });
        if continuity == Continuity::FirstVisit
            && let Some(id) = &id
        {
            canary::write(id, revision, count);
        }
        self.0.found.set(count);
        // Said once, it is as it is.
        self.0.owed.set(Some(count).filter(|_| noted != Some(count)));
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
