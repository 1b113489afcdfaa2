//! The texts of rubrics in the store, each under the digest of its file: those that assessments use, and those that
//! were imported. Read next: `transaction`.

use gongping::editing::{Durability, StoreError};
use web_sys::IdbObjectStore;

use super::schema::{META, RUBRICS};
use super::transaction::{Access, Transaction, text};
use super::{PATIENCE_MS, Record, Store, put, records, text_key};

impl Store {
    /// The text of the rubric of that digest, where there is one.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn rubric(&self, digest: &str) -> Result<Option<String>, StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &[RUBRICS], Access::Read)?;
            let found = transaction.request(RUBRICS, |store| store.get(&text_key(digest)))?;
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                text(&found)
            })
        })
        .await
    }

    /// The texts of all rubrics, under their digests.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn rubrics(&self) -> Result<Vec<Record>, StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &[RUBRICS], Access::Read)?;
            let both = |store: &IdbObjectStore| Ok((store.get_all_keys()?, store.get_all()?));
            let found = transaction.request(RUBRICS, both)?;
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                records(&found)
            })
        })
        .await
    }

    /// Stores the text of a rubric under its digest.
    ///
    /// # Errors
    /// `Quota`, and as [`Store::list`].
    pub async fn put_rubric(&self, rubric: &Record) -> Result<(), StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Strict);
            let transaction = Transaction::begin(database, &[RUBRICS, META], access)?;
            transaction.request(RUBRICS, |store| put(store, &rubric.id, &rubric.json))?;
            let revision = self.put_revision(&transaction)?;
            Ok(self.synced(transaction.commit(PATIENCE_MS), revision))
        })
        .await
    }
}
