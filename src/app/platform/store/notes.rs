//! What is noted of the store as a whole: its revision and count, when the app was started, the last backup.
//! May import the library's `editing` for its errors. Read next: `canary`.

use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;

use gongping::editing::{Durability, StoreError};

use super::canary;
use super::keys::{counted, put, text_key};
use super::schema::{ASSESSMENTS, BACKUP, COUNT, META, REVISION, SEEN};
use super::transaction::{Access, Transaction, text};
use super::{PATIENCE_MS, Store};

impl Store {
    /// When the app was started before, in milliseconds; from now on it counts as started at `now_ms`.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn started(&self, now_ms: u64) -> Result<Option<u64>, StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Relaxed);
            let transaction = Transaction::begin(database, &[META], access)?;
            let before = transaction.request(META, |store| {
                let before = store.get(&text_key(SEEN))?;
                put(store, SEEN, &now_ms.to_string()).map(|()| before)
            })?;
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                Ok(text(&before)?.and_then(|text| text.parse().ok()))
            })
        })
        .await
    }

    /// What was noted of the last backup, as it was handed to [`Store::note_backup`].
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn last_backup(&self) -> Result<Option<String>, StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &[META], Access::Read)?;
            let found = transaction.request(META, |store| store.get(&text_key(BACKUP)))?;
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                text(&found)
            })
        })
        .await
    }

    /// Notes that a backup was handed out.
    ///
    /// # Errors
    /// `Quota`, and as [`Store::list`].
    pub async fn note_backup(&self, json: &str) -> Result<(), StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Strict);
            let transaction = Transaction::begin(database, &[META], access)?;
            transaction.request(META, |store| put(store, BACKUP, json))?;
            let strict = self.put_revision(&transaction)?;
            Ok(self.synced(transaction.commit(PATIENCE_MS), strict, None))
        })
        .await
    }

    /// From now on the store as it is counts as whole: the person was told that something is missing.
    ///
    /// # Errors
    /// `Quota`, and as [`Store::list`].
    pub async fn accept_loss(&self) -> Result<(), StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Strict);
            let transaction = Transaction::begin(database, &[META, ASSESSMENTS], access)?;
            let strict = self.put_revision(&transaction)?;
            let counted = Self::put_count(&transaction)?;
            Ok(self.synced(transaction.end(PATIENCE_MS), strict, Some(counted)))
        })
        .await
    }

    /// How many strict writes the store has seen, as far as this tab knows.
    pub fn strict_writes(&self) -> u64 {
        // Another tab may have counted on; the canary is the number both of them see at once.
        let elsewhere = canary::read().map_or(0, |left| left.revision);
        self.0.revision.get().max(elsewhere)
    }

    /// Leaves word of a strict write once it has ended well; of the number of assessments where it has changed.
    pub(super) fn synced(
        &self,
        settled: impl Future<Output = Result<(), StoreError>>,
        revision: u64,
        counted: Option<Rc<Cell<u32>>>,
    ) -> impl Future<Output = Result<(), StoreError>> {
        let store = self.clone();
        async move {
            settled.await?;
            if let Some(id) = store.0.id.borrow().as_deref() {
                // Another tab may have changed the number; its word is the newest there is.
                let known = || canary::read().filter(|left| left.store == id).map(|left| left.count);
                let count = counted.map(|count| count.get()).or_else(known).unwrap_or_default();
                canary::write(id, revision, count);
            }
            Ok(())
        }
    }

    /// Only strict writes are counted: a power cut takes relaxed ones back, and that must raise no alarm.
    pub(super) fn put_revision(&self, transaction: &Transaction) -> Result<u64, StoreError> {
        let revision = self.strict_writes().saturating_add(1);
        self.0.revision.set(revision);
        transaction.request(META, |store| {
            if let Some(count) = self.0.owed.take() {
                put(store, COUNT, &count.to_string())?;
            }
            put(store, REVISION, &revision.to_string())
        })?;
        Ok(revision)
    }

    /// Counts the assessments anew, at the end of a transaction that has changed their number; the count is known
    /// once that has ended.
    pub(super) fn put_count(transaction: &Transaction) -> Result<Rc<Cell<u32>>, StoreError> {
        let told = Rc::new(Cell::new(0));
        Self::count_into(transaction, told.clone())?;
        Ok(told)
    }

    /// As [`Store::put_count`], into a place that is known already.
    pub(super) fn count_into(transaction: &Transaction, number: Rc<Cell<u32>>) -> Result<(), StoreError> {
        let count = transaction.request(ASSESSMENTS, web_sys::IdbObjectStore::count)?;
        let meta = transaction.request(META, |store| Ok(store.clone()))?;
        transaction.follow(&count, move |count| {
            number.set(counted(count));
            put(&meta, COUNT, &number.get().to_string())
        });
        Ok(())
    }
}
