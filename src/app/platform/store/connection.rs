//! Opening the database: upgrades, a time limit, other tabs that hold an older version, and word when the
//! connection is lost. Read next: `schema` for the upgrades, `transaction` for its use.

use std::cell::Cell;
use std::rc::Rc;

use gongping::editing::StoreError;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbFactory, IdbOpenDbRequest, IdbVersionChangeEvent};

use super::super::clock;
use super::keys::whole;
use super::schema;
use super::transaction::error_of;

/// How long opening may take. A tab that does not let go of an older version would hold us forever.
const OPEN_PATIENCE_MS: u32 = 2_500;

/// An open connection.
pub(super) struct Opened {
    pub(super) database: IdbDatabase,
    /// The database did not exist before.
    pub(super) created: bool,
    /// The browser says that it gave up a damaged database and made an empty one.
    pub(super) data_lost: bool,
}

/// Opens the database. `on_lost` is told the connection that went, when the browser closes it or a newer
/// version of the app asks for it.
pub(super) async fn open(on_lost: Rc<dyn Fn(&IdbDatabase)>) -> Result<Opened, StoreError> {
    let request = factory()?.open_with_u32(schema::DATABASE, schema::version()).map_err(|e| error_of(&e))?;
    let seen = Rc::new(Seen::default());
    listen_for_upgrade(&request, &seen);
    let opened = Promise::new(&mut |success: Function, error: Function| {
        request.set_onsuccess(Some(&success));
        request.set_onerror(Some(&error));
    });
    match JsFuture::from(Promise::race(&Array::of2(&opened, &clock::timer(OPEN_PATIENCE_MS)))).await {
        Ok(event) if event.is_undefined() => {
            close_when_it_opens(&request);
            Err(if seen.blocked.get() { StoreError::Blocked } else { StoreError::TimedOut })
        }
        Ok(_) => {
            let database: IdbDatabase = request.result().map_err(|e| error_of(&e))?.unchecked_into();
            listen_for_loss(&database, on_lost);
            Ok(Opened { database, created: seen.created.get(), data_lost: seen.data_lost.get() })
        }
        Err(_) => Err(match request.error() {
            // The upgrade was taken back, and its transaction knew why; or the browser is clearing the data just now.
            Ok(Some(reason)) if reason.name() == "AbortError" => {
                seen.upgrade_failed.take().unwrap_or(StoreError::Closed)
            }
            // Anything else unknown is a store that is damaged or not allowed.
            Ok(Some(reason)) => match error_of(&reason) {
                StoreError::Aborted(sentence) => StoreError::Unavailable(sentence),
                known => known,
            },
            Ok(None) | Err(_) => StoreError::Unavailable(String::new()),
        }),
    }
}

#[derive(Default)]
struct Seen {
    blocked: Cell<bool>,
    created: Cell<bool>,
    data_lost: Cell<bool>,
    upgrade_failed: Cell<Option<StoreError>>,
}

fn factory() -> Result<IdbFactory, StoreError> {
    let window = web_sys::window().ok_or_else(|| StoreError::Unavailable(String::new()))?;
    match window.indexed_db() {
        Ok(Some(factory)) => Ok(factory),
        Ok(None) => Err(StoreError::Unavailable("IndexedDB".to_owned())),
        Err(reason) => Err(error_of(&reason)),
    }
}

fn listen_for_upgrade(request: &IdbOpenDbRequest, seen: &Rc<Seen>) {
    let blocked = seen.clone();
    request.set_onblocked(Some(&function(move |_| blocked.blocked.set(true))));
    let (upgraded, own) = (seen.clone(), request.clone());
    request.set_onupgradeneeded(Some(&function(move |event| {
        let Some(transaction) = own.transaction() else { return };
        let Ok(database) = own.result().map(JsCast::unchecked_into::<IdbDatabase>) else { return };
        let event: IdbVersionChangeEvent = event.unchecked_into();
        let from = whole(event.old_version());
        upgraded.created.set(from == 0);
        let (failed, ended) = (upgraded.clone(), transaction.clone());
        transaction.set_onabort(Some(&function(move |_| {
            let unexplained = || StoreError::Unavailable("upgrade".to_owned());
            let why = ended.error().map_or_else(unexplained, |reason| error_of(&reason));
            failed.upgrade_failed.set(Some(why));
        })));
        let loss = Reflect::get(&event, &JsValue::from_str("dataLoss"));
        upgraded.data_lost.set(loss.is_ok_and(|loss| loss.as_string().as_deref() == Some("total")));
        if schema::upgrade(from as usize, &database, &transaction).is_err() {
            // Half an upgrade is worse than none; the open request then ends with this abort.
            let _ = transaction.abort();
        }
    })));
}

/// After the time limit nobody waits for this connection any more, and it must not hold up others.
fn close_when_it_opens(request: &IdbOpenDbRequest) {
    let own = request.clone();
    request.set_onsuccess(Some(&function(move |_| {
        if let Ok(database) = own.result() {
            database.unchecked_into::<IdbDatabase>().close();
        }
    })));
}

fn listen_for_loss(database: &IdbDatabase, on_lost: Rc<dyn Fn(&IdbDatabase)>) {
    let (own, told) = (database.clone(), on_lost.clone());
    database.set_onclose(Some(&function(move |_| told(&own))));
    let own = database.clone();
    database.set_onversionchange(Some(&function(move |_| {
        // A newer version waits for us. Writes under way still end well; later ones would hold it up.
        own.close();
        on_lost(&own);
    })));
}

/// A listener that lives as long as the browser may call it.
fn function(listener: impl FnMut(Event) + 'static) -> Function {
    Closure::<dyn FnMut(Event)>::new(listener).into_js_value().unchecked_into()
}
