//! The texts of rubrics in the store, each under the digest of its file: those that assessments use, and those that
//! were imported. Read next: `transaction`.

use gongping::editing::{Durability, StoreError};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::IdbObjectStore;

use super::keys::{put, records, text_key};
use super::schema::{ASSESSMENTS, META, RUBRICS};
use super::transaction::{Access, Transaction, text, texts};
use super::{PATIENCE_MS, Record, Store};

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
            Ok(self.synced(transaction.commit(PATIENCE_MS), revision, None))
        })
        .await
    }

    /// Deletes the text of a rubric unless an assessment uses it; gives whether it is gone.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn delete_rubric(&self, digest: &str) -> Result<bool, StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Strict);
            let transaction = Transaction::begin(database, &[RUBRICS, ASSESSMENTS, META], access)?;
            let heads = transaction.request(ASSESSMENTS, IdbObjectStore::get_all)?;
            let rubrics = transaction.request(RUBRICS, |store| Ok(store.clone()))?;
            let (listed, named) = (heads.clone(), digest.to_owned());
            // Looked at and deleted within the one transaction, so that no other tab gets in between.
            let look = Closure::<dyn FnMut()>::new(move || {
                if texts(&listed).is_ok_and(|heads| !is_used(&heads, &named)) {
                    // The transaction is open within its own event, so the request is made; should it fail, so does
                    // the transaction.
                    let _ = rubrics.delete(&text_key(&named));
                }
            });
            heads.set_onsuccess(Some(look.into_js_value().unchecked_ref()));
            let revision = self.put_revision(&transaction)?;
            let (settled, digest) =
                (self.synced(transaction.end(PATIENCE_MS), revision, None), digest.to_owned());
            Ok(async move {
                settled.await?;
                Ok(!is_used(&texts(&heads)?, &digest))
            })
        })
        .await
    }
}

/// Whether any head names that rubric. A digest is long enough to stand for nothing else in a text.
fn is_used(heads: &[String], digest: &str) -> bool {
    heads.iter().any(|head| head.contains(digest))
}
