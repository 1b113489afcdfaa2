//! One IndexedDB transaction: requests at once, `commit` where it writes, then the wait for its `complete` event.
//!
//! Written over web-sys, because the `idb` crate hides what correctness needs here: the durability option, the
//! reason of an abort (a full disk comes back as `Ok(Aborted)`), and listeners that stand before the first await.
//! Only `complete` is success. An `error` event needs no listener of its own: an abort with its reason follows.
//! Read next: `connection`.

use std::future::Future;

use gongping::editing::{Durability, StoreError};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction};

use super::super::clock;

#[wasm_bindgen]
extern "C" {
    /// The database with the third argument of `transaction`, which web-sys calls unstable.
    #[wasm_bindgen(extends = Object)]
    type DurableDatabase;

    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// What a transaction may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write(Durability),
}

/// A transaction that takes requests; a handle that is cloned freely.
#[derive(Clone)]
pub(super) struct Transaction {
    inner: IdbTransaction,
    settled: Promise,
}

impl Transaction {
    /// Begins a transaction over those stores.
    pub(super) fn begin(database: &IdbDatabase, stores: &[&str], access: Access) -> Result<Self, StoreError> {
        let (mode, durability) = match access {
            Access::Read => ("readonly", "default"),
            Access::Write(Durability::Relaxed) => ("readwrite", "relaxed"),
            Access::Write(Durability::Strict) => ("readwrite", "strict"),
        };
        let stores: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.into()).map_err(|e| error_of(&e))?;
        let inner = database
            .unchecked_ref::<DurableDatabase>()
            .transaction(&stores, mode, &options)
            .map_err(|e| error_of(&e))?;
        // Both ends fulfil it: one that is given up before anybody waits must not be reported as unhandled.
        let settled = Promise::new(&mut |ended: Function, _| {
            inner.set_oncomplete(Some(&ended));
            inner.set_onabort(Some(&ended));
        });
        Ok(Self { inner, settled })
    }

    /// Makes requests on one of the stores. When one cannot even be made, nothing of the transaction remains.
    pub(super) fn request<T>(
        &self,
        store: &str,
        make: impl FnOnce(&IdbObjectStore) -> Result<T, JsValue>,
    ) -> Result<T, StoreError> {
        self.inner.object_store(store).and_then(|store| make(&store)).map_err(|reason| {
            // It may have ended already, which comes to the same.
            let _ = self.inner.abort();
            error_of(&reason)
        })
    }

    /// Goes on with the result of a request, within the transaction. When that fails, nothing of it remains. Such a
    /// transaction ends with [`Transaction::end`]: a commit would let no further request in.
    pub(super) fn follow(
        &self,
        request: &IdbRequest,
        then: impl FnOnce(&IdbRequest) -> Result<(), JsValue> + 'static,
    ) {
        follow(self.inner.clone(), request, then);
    }

    /// Ends a transaction that only writes, now, and gives the wait for what the browser makes of it.
    pub(super) fn commit(self, patience_ms: u32) -> impl Future<Output = Result<(), StoreError>> + use<> {
        // Browsers without an explicit commit commit by themselves once the requests are done.
        #[expect(deprecated, reason = "dropped from the second edition of the standard, back in the third")]
        let _ = self.inner.commit();
        self.end(patience_ms)
    }

    /// The wait for the end of a transaction that reads. It ends by itself once every request has its result; an
    /// explicit commit would let Chromium report the end before the results of large reads are there.
    pub(super) fn end(self, patience_ms: u32) -> impl Future<Output = Result<(), StoreError>> + use<> {
        let Self { inner, settled } = self;
        let first = JsFuture::from(Promise::race(&Array::of2(&settled, &clock::timer(patience_ms))));
        async move {
            match first.await {
                Ok(event) if event.is_undefined() => Err(StoreError::TimedOut),
                Ok(event) if event.dyn_ref::<Event>().is_some_and(|event| event.type_() == "complete") => {
                    Ok(())
                }
                Ok(_) | Err(_) => Err(reason_of(&inner)),
            }
        }
    }
}

/// As [`Transaction::follow`], from within the transaction.
pub(super) fn follow(
    transaction: IdbTransaction,
    request: &IdbRequest,
    then: impl FnOnce(&IdbRequest) -> Result<(), JsValue> + 'static,
) {
    let own = request.clone();
    let then = Closure::once_into_js(move || {
        if then(&own).is_err() {
            // It may have ended already, which comes to the same.
            let _ = transaction.abort();
        }
    });
    request.set_onsuccess(Some(then.unchecked_ref()));
}

/// Why a transaction came to nothing. An abort that nobody asked for and that has no reason is the end of the
/// connection.
pub(super) fn reason_of(transaction: &IdbTransaction) -> StoreError {
    transaction.error().map_or(StoreError::Closed, |reason| of_exception(&reason))
}

/// The texts a finished request found, one for each record.
pub(super) fn texts(request: &IdbRequest) -> Result<Vec<String>, StoreError> {
    Ok(results(request)?.iter().map(|value| value.as_string().unwrap_or_default()).collect())
}

/// The list a finished request found. A missing list is never taken for an empty one.
pub(super) fn results(request: &IdbRequest) -> Result<Array, StoreError> {
    let found = request.result().map_err(|e| error_of(&e))?;
    found.dyn_into().map_err(|other| error_of(&other))
}

/// The one text a finished request found; `None` where there is no such record.
pub(super) fn text(request: &IdbRequest) -> Result<Option<String>, StoreError> {
    request.result().map(|found| found.as_string()).map_err(|e| error_of(&e))
}

/// What a thrown or rejected value means for us.
pub(super) fn error_of(reason: &JsValue) -> StoreError {
    reason.dyn_ref::<DomException>().map_or_else(
        || StoreError::Aborted(String::from(Object::from(reason.clone()).to_string())),
        of_exception,
    )
}

fn of_exception(reason: &DomException) -> StoreError {
    let (name, message) = (reason.name(), reason.message());
    match name.as_str() {
        "QuotaExceededError" => StoreError::Quota,
        "VersionError" => StoreError::TooNew,
        "ConstraintError" => StoreError::Exists,
        "TimeoutError" => StoreError::TimedOut,
        "SecurityError" | "NotSupportedError" => StoreError::Unavailable(name),
        // What remains of a connection that the browser closed; the last is Safari's way to put it.
        "InvalidStateError" | "AbortError" => StoreError::Closed,
        "UnknownError" if message.contains("onnection") => StoreError::Closed,
        _ => StoreError::Aborted(format!("{name}: {message}")),
    }
}
