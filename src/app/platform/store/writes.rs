//! The write of a key press, as cheap as a transaction can be: what never changes is made once, and there is one
//! listener for all of them. Whoever asks is told once, when the browser says that it is complete, or why not.
//! May import the library's `editing` for its errors. Read next: `transaction`, which does everything else.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use gongping::editing::StoreError;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbTransaction};

use super::super::clock;
use super::keys::text_key;
use super::schema::{CELLS, OWNERS};
use super::transaction::{error_of, reason_of};
use super::turns::{Turn, taken_over};
use super::{StoredCell, WRITE_PATIENCE_MS};

#[wasm_bindgen]
extern "C" {
    /// The database with the third argument of `transaction`, and with texts that were handed over before.
    #[wasm_bindgen(extends = Object)]
    type QuickDatabase;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &QuickDatabase,
        stores: &JsValue,
        mode: &JsValue,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// What is told how a write ended.
type Done = Box<dyn FnOnce(Result<(), StoreError>)>;

/// The writes under way.
#[derive(Default)]
pub(super) struct Writes {
    fixed: OnceCell<Fixed>,
    under_way: RefCell<Vec<UnderWay>>,
    /// Whether somebody will look after writes that are never answered.
    guarded: Cell<bool>,
}

/// What is the same for every write.
struct Fixed {
    stores: JsValue,
    mode: JsValue,
    relaxed: JsValue,
    ended: Closure<dyn FnMut(Event)>,
}

struct UnderWay {
    transaction: IdbTransaction,
    issued: u64,
    done: Done,
}

impl Writes {
    /// Stores cells in a relaxed transaction, made and committed before this returns.
    pub(super) fn write(
        self: &Rc<Self>,
        database: Option<&IdbDatabase>,
        turn: &Turn,
        cells: &[StoredCell],
        done: Done,
    ) {
        let issued = database.ok_or(StoreError::Closed).and_then(|open| self.issue(open, turn, cells));
        match issued {
            Ok(transaction) => {
                let issued = clock::now_ms();
                self.under_way.borrow_mut().push(UnderWay { transaction, issued, done });
                if !self.guarded.replace(true) {
                    self.guard(WRITE_PATIENCE_MS);
                }
            }
            Err(why) => spawn_local(async move { done(Err(why)) }),
        }
    }

    fn issue(
        self: &Rc<Self>,
        database: &IdbDatabase,
        turn: &Turn,
        cells: &[StoredCell],
    ) -> Result<IdbTransaction, StoreError> {
        let fixed = self.fixed.get_or_init(|| Fixed::new(Rc::downgrade(self)));
        let transaction = database
            .unchecked_ref::<QuickDatabase>()
            .transaction(&fixed.stores, &fixed.mode, &fixed.relaxed)
            .map_err(|reason| error_of(&reason))?;
        let put = transaction
            .object_store(OWNERS)
            .and_then(|owners| turn.guard(&owners))
            .and_then(|()| transaction.object_store(CELLS))
            .and_then(|store| put_all(&store, turn.assessment(), cells));
        if let Err(reason) = put {
            // It may have ended already, which comes to the same.
            let _ = transaction.abort();
            return Err(error_of(&reason));
        }
        let ended = fixed.ended.as_ref().unchecked_ref();
        transaction.set_oncomplete(Some(ended));
        transaction.set_onabort(Some(ended));
        // Browsers without an explicit commit commit by themselves once the requests are done.
        #[expect(deprecated, reason = "dropped from the second edition of the standard, back in the third")]
        let _ = transaction.commit();
        Ok(transaction)
    }

    fn ended(&self, event: &Event) {
        let Some(target) = event.target() else { return };
        let found = {
            let mut under_way = self.under_way.borrow_mut();
            let at = under_way.iter().position(|one| one.transaction.loose_eq(&target));
            at.map(|at| under_way.remove(at))
        };
        // One that is not there any more was given up.
        let Some(UnderWay { transaction, done, .. }) = found else { return };
        done(if event.type_() == "complete" { Ok(()) } else { Err(taken_over(reason_of(&transaction))) });
    }

    /// Gives up writes that nothing is heard of.
    fn guard(self: &Rc<Self>, ms: u32) {
        let own = Rc::downgrade(self);
        spawn_local(async move {
            clock::wait(ms).await;
            let Some(writes) = own.upgrade() else { return };
            let now = clock::now_ms();
            // A clock that was set back would make one wait for years; it is given up as well, and written again.
            let left = |one: &UnderWay| {
                let waited = now.checked_sub(one.issued);
                waited.map_or(0, |waited| u64::from(WRITE_PATIENCE_MS).saturating_sub(waited))
            };
            let silent: Vec<UnderWay> =
                writes.under_way.borrow_mut().extract_if(.., |one| left(one) == 0).collect();
            let next = writes.under_way.borrow().iter().map(left).min();
            match next.and_then(|ms| u32::try_from(ms).ok()) {
                Some(ms) => writes.guard(ms),
                None => writes.guarded.set(false),
            }
            for one in silent {
                (one.done)(Err(StoreError::TimedOut));
            }
        });
    }
}

impl Fixed {
    fn new(writes: Weak<Writes>) -> Self {
        let relaxed = Object::new();
        // A property of a plain object can always be set.
        let _ = Reflect::set(&relaxed, &"durability".into(), &"relaxed".into());
        let ended = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if let Some(writes) = writes.upgrade() {
                writes.ended(&event);
            }
        });
        let stores = Array::of2(&CELLS.into(), &OWNERS.into()).into();
        Self { stores, mode: "readwrite".into(), relaxed: relaxed.into(), ended }
    }
}

/// Puts cells, or takes away those without a text.
pub(super) fn put_all(store: &IdbObjectStore, assessment: &str, cells: &[StoredCell]) -> Result<(), JsValue> {
    for cell in cells {
        let key = Array::of3(&text_key(assessment), &text_key(&cell.indicator), &text_key(&cell.cell));
        if cell.value.is_empty() {
            store.delete(&key)?;
        } else {
            store.put_with_key(&text_key(&cell.value), &key)?;
        }
    }
    Ok(())
}
