//! The file worker: started when a file is first opened or made, asked by numbered questions, started again when it
//! has died. An answer that does not come in time ends it, so that nothing waits for ever.
//! Read next: `files`. The worker's own side is `src/files/desk.rs`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};

use super::clock;

/// How long the worker may take to start: its code may have to come over a slow network.
const START_PATIENCE_MS: u32 = 30_000;

/// How long one answer may take. A file of 50 MB takes seconds, on an old telephone some tens of them.
const PATIENCE_MS: u32 = 180_000;

/// The number under which the worker says that it listens.
const LISTENS: u32 = 0;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerError {
    /// Its code did not come, or the browser does not start it.
    Missing,
    /// It stopped in the middle.
    Died,
    /// It did not answer in time and was ended.
    TimedOut,
    /// The person did not want to wait.
    Cancelled,
    /// It refuses, with its sentence.
    Refused(String),
    /// The file is sealed and no passphrase was given.
    Locked,
    /// The passphrase is another one, or the file was changed.
    WrongPassphrase,
    /// The browser encrypts on secure pages only, and this page came over plain http.
    Insecure,
}

thread_local! {
    /// A page has one thread, and one worker.
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    static NUMBER: Cell<u32> = const { Cell::new(LISTENS) };
}

struct Running {
    worker: Worker,
    listens: Promise,
    waiting: BTreeMap<u32, Function>,
    _listeners: Listeners,
}

/// They live as long as the worker that calls them.
struct Listeners {
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(Event)>,
}

/// Asks the worker: `what` is to be done with `with`. The buffers in `transferred` go over to it and are gone here.
///
/// # Errors
/// As [`WorkerError`] says.
pub async fn ask(
    language: &str,
    what: &str,
    with: &[JsValue],
    transferred: &Array,
) -> Result<Array, WorkerError> {
    let listens = start()?;
    told(&in_time(listens, START_PATIENCE_MS).await?)?;
    let number = NUMBER.get().wrapping_add(1).max(1);
    NUMBER.set(number);
    let message = Array::of3(&number.into(), &language.into(), &what.into());
    for one in with {
        message.push(one);
    }
    let answer = waiting_for(number);
    let sent = RUNNING.with_borrow(|running| {
        running.as_ref().map(|running| running.worker.post_message_with_transfer(&message, transferred))
    });
    if !matches!(sent, Some(Ok(()))) {
        return Err(WorkerError::Died);
    }
    told(&in_time(answer, PATIENCE_MS).await?)
}

/// Ends what the worker is doing; whoever waits for it is told so. The next question starts it again.
pub fn cancel() {
    end(&WorkerError::Cancelled);
}

/// Ends the worker where nobody waits for it, after large work: what it held is given back to the device.
pub fn rest() {
    let is_idle =
        RUNNING.with_borrow(|running| running.as_ref().is_some_and(|running| running.waiting.is_empty()));
    if is_idle {
        end(&WorkerError::Cancelled);
    }
}

/// Has the worker started where no service worker keeps its code, so that it is there when the network no longer is.
pub async fn warm_up() {
    let navigator = web_sys::window().map(|window| window.navigator());
    let is_kept = navigator.is_some_and(|it| Reflect::has(&it, &"serviceWorker".into()).unwrap_or(false));
    if !is_kept && let Ok(listens) = start() {
        // Should it not start, the first question tries again and says what is wrong.
        let _ = in_time(listens, START_PATIENCE_MS).await;
    }
}

/// What an answer says.
fn told(answer: &Array) -> Result<Array, WorkerError> {
    let text = |at| answer.get(at).as_string().unwrap_or_default();
    match text(1).as_str() {
        "done" | "listens" => Ok(answer.slice(2, answer.length())),
        "refused" => Err(WorkerError::Refused(text(2))),
        "locked" => Err(WorkerError::Locked),
        "wrong" => Err(WorkerError::WrongPassphrase),
        "insecure" => Err(WorkerError::Insecure),
        "missing" => Err(WorkerError::Missing),
        "cancelled" => Err(WorkerError::Cancelled),
        "late" => Err(WorkerError::TimedOut),
        _ => Err(WorkerError::Died),
    }
}

/// Starts the worker where none runs; the promise resolves once it listens.
fn start() -> Result<Promise, WorkerError> {
    let running = RUNNING.with_borrow(|running| running.as_ref().map(|running| running.listens.clone()));
    if let Some(listens) = running {
        return Ok(listens);
    }
    let page = web_sys::window().and_then(|window| window.document()).ok_or(WorkerError::Missing)?;
    let link = page.get_element_by_id("app-code").ok_or(WorkerError::Missing)?;
    let address = link.get_attribute("data-files").ok_or(WorkerError::Missing)?;
    let worker = Worker::new(&address).map_err(|_| WorkerError::Missing)?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| answered(&event.data()));
    let on_error = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        // It is told to the person as a sentence.
        event.prevent_default();
        let has_listened = RUNNING.with_borrow(|running| {
            running.as_ref().is_some_and(|running| !running.waiting.contains_key(&LISTENS))
        });
        end(if has_listened { &WorkerError::Died } else { &WorkerError::Missing });
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    let mut waiting = BTreeMap::new();
    let listens = Promise::new(&mut |resolve, _| {
        waiting.insert(LISTENS, resolve);
    });
    let listeners = Listeners { _message: on_message, _error: on_error };
    RUNNING.set(Some(Running { worker, listens: listens.clone(), waiting, _listeners: listeners }));
    Ok(listens)
}

fn waiting_for(number: u32) -> Promise {
    Promise::new(&mut |resolve, _| {
        RUNNING.with_borrow_mut(|running| match running {
            Some(running) => {
                running.waiting.insert(number, resolve);
            }
            None => resolved(&resolve, &ended(&WorkerError::Died)),
        });
    })
}

fn answered(answer: &JsValue) {
    let Some(answer) = answer.dyn_ref::<Array>() else { return };
    let number = answer.get(0).as_f64().unwrap_or_default();
    let found = RUNNING.with_borrow_mut(|running| {
        let waiting = &mut running.as_mut()?.waiting;
        let number = *waiting.keys().find(|one| f64::from(**one).total_cmp(&number).is_eq())?;
        waiting.remove(&number)
    });
    if let Some(resolve) = found {
        resolved(&resolve, answer);
    }
}

/// Ends the worker and tells everybody who waits why.
fn end(why: &WorkerError) {
    if let Some(running) = RUNNING.take() {
        running.worker.set_onmessage(None);
        running.worker.set_onerror(None);
        running.worker.terminate();
        for resolve in running.waiting.values() {
            resolved(resolve, &ended(why));
        }
    }
}

/// An answer in place of the worker's own.
fn ended(why: &WorkerError) -> Array {
    let word = match why {
        WorkerError::Missing => "missing",
        WorkerError::Cancelled => "cancelled",
        WorkerError::TimedOut => "late",
        _ => "died",
    };
    Array::of2(&LISTENS.into(), &word.into())
}

fn resolved(resolve: &Function, answer: &Array) {
    // A promise's own function takes any value.
    let _ = resolve.call1(&JsValue::UNDEFINED, answer);
}

/// Waits for an answer, and ends the worker where it does not come.
async fn in_time(answer: Promise, patience: u32) -> Result<Array, WorkerError> {
    let first = Promise::race(&Array::of2(&answer, &clock::timer(patience)));
    let answer = JsFuture::from(first).await.ok().and_then(|first| first.dyn_into::<Array>().ok());
    answer.ok_or_else(|| {
        end(&WorkerError::TimedOut);
        WorkerError::TimedOut
    })
}
