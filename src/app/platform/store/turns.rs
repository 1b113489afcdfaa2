//! Who may write to an assessment. Whoever edits it holds a turn; a later turn shuts out every earlier one, within the
//! very transaction that writes, so that a tab which slept through it can never overwrite newer work.
//! May import the library's `editing` for its errors. Read next: `transaction`.

use std::cell::Cell;
use std::rc::Rc;

use gongping::editing::{Durability, StoreError};
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::IdbObjectStore;

use super::keys::{all_of, number_part, numbered, text_key};
use super::schema::OWNERS;
use super::transaction::{Access, Transaction, results};
use super::{PATIENCE_MS, Store};

/// The right to write to an assessment, for as long as nobody takes a later turn; a handle that is cloned freely.
#[derive(Debug, Clone)]
pub struct Turn(Rc<Held>);

#[derive(Debug)]
struct Held {
    assessment: String,
    number: u32,
    /// The key of the turn after this one.
    next: JsValue,
}

impl Turn {
    fn new(assessment: &str, number: u32) -> Self {
        let next = numbered(assessment, number.saturating_add(1));
        Self(Rc::new(Held { assessment: assessment.to_owned(), number, next }))
    }

    /// The assessment it is the turn of.
    pub fn assessment(&self) -> &str {
        &self.0.assessment
    }

    /// Its number; a later turn has a higher one.
    pub fn number(&self) -> u32 {
        self.0.number
    }

    /// Has a transaction over the store of turns come to nothing if a later turn was taken: the key of the next turn
    /// can be added, and is taken away again, only where nobody has. It takes no reading, so the transaction can be
    /// committed at once.
    pub(super) fn guard(&self, owners: &IdbObjectStore) -> Result<(), JsValue> {
        owners.add_with_key(&JsValue::TRUE, &self.0.next)?;
        owners.delete(&self.0.next).map(|_| ())
    }

    /// Puts its own record back, where the store was emptied.
    pub(super) fn put_back(&self, owners: &IdbObjectStore, tab: &str) -> Result<(), JsValue> {
        owners.put_with_key(&text_key(tab), &numbered(&self.0.assessment, self.0.number)).map(|_| ())
    }
}

impl Store {
    /// Takes the next turn to write to an assessment: whoever held one before can write to it no more. Read what is
    /// stored after this, for the tab before may have written until now.
    ///
    /// It is a relaxed write: a power cut that takes it back also ends every tab that it shuts out.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn take_turn(&self, assessment: &str) -> Result<Turn, StoreError> {
        let number = self
            .attempt(|database| {
                let access = Access::Write(Durability::Relaxed);
                let transaction = Transaction::begin(database, &[OWNERS], access)?;
                let taken = self.shut_out(&transaction, assessment)?;
                let settled = transaction.end(PATIENCE_MS);
                Ok(async move {
                    settled.await?;
                    Ok(taken.get())
                })
            })
            .await?;
        Ok(Turn::new(assessment, number))
    }

    /// The turn that was taken last, of whichever tab; its number is 0 where none was.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn newest_turn(&self, assessment: &str) -> Result<Turn, StoreError> {
        let number = self
            .attempt(|database| {
                let transaction = Transaction::begin(database, &[OWNERS], Access::Read)?;
                let range = all_of(assessment)?;
                let keys = transaction.request(OWNERS, |store| store.get_all_keys_with_key(&range))?;
                let settled = transaction.end(PATIENCE_MS);
                Ok(async move {
                    settled.await?;
                    Ok(last_of(&results(&keys)?))
                })
            })
            .await?;
        Ok(Turn::new(assessment, number))
    }

    /// Takes the next turn within a transaction over the store of turns; the number is known once that has ended.
    pub(super) fn shut_out(
        &self,
        transaction: &Transaction,
        assessment: &str,
    ) -> Result<Rc<Cell<u32>>, StoreError> {
        let range = all_of(assessment)?;
        let (owners, keys) =
            transaction.request(OWNERS, |store| Ok((store.clone(), store.get_all_keys_with_key(&range)?)))?;
        let taken = Rc::new(Cell::new(0));
        let (number, id, tab) = (taken.clone(), assessment.to_owned(), text_key(self.tab()));
        transaction.follow(&keys, move |keys| {
            let keys = results(keys).map_err(|_| JsValue::NULL)?;
            number.set(last_of(&keys).saturating_add(1));
            owners.put_with_key(&tab, &numbered(&id, number.get())).map(|_| ())
        });
        Ok(taken)
    }
}

/// The number of the last of the turns.
fn last_of(keys: &Array) -> u32 {
    keys.length().checked_sub(1).map_or(0, |last| number_part(&keys.get(last)))
}

/// A record that was there already is the next turn, where a transaction adds nothing else.
pub(super) fn taken_over(why: StoreError) -> StoreError {
    if why == StoreError::Exists { StoreError::TakenOver } else { why }
}
