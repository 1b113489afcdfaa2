//! A lock that one tab of the browser has at a time, by its name. Browsers have locks only where the page came over
//! https or from this machine; elsewhere there is none, and [`Lock::named`] gives nothing.
//! Read next: `channel`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;

#[wasm_bindgen]
extern "C" {
    /// The browser's locks, which web-sys calls unstable.
    #[wasm_bindgen(extends = Object)]
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, options: &Object, granted: &JsValue) -> Result<Promise, JsValue>;
}

/// What came of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// We have the lock.
    Granted,
    /// Another tab has it.
    Unavailable,
    /// Another tab has taken it from us.
    Lost,
}

/// How a lock is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    Ask,
    Wait,
    Steal,
}

/// A lock, had or not; a handle that is cloned freely. A new request takes the place of the one before, which gives
/// up what it has or waits for.
#[derive(Clone)]
pub struct Lock(Rc<Inner>);

struct Inner {
    locks: Locks,
    name: String,
    told: Box<dyn Fn(Outcome)>,
    /// Counts the requests: what comes of an older one has nothing to say any more.
    number: Cell<u64>,
    /// Ends a request that waits.
    waiting: RefCell<Option<AbortController>>,
    /// Gives the lock back.
    held: RefCell<Option<Function>>,
}

impl Lock {
    /// The lock of that name; `told` learns what comes of each request. `None` where the browser has no locks.
    pub fn named(name: String, told: impl Fn(Outcome) + 'static) -> Option<Self> {
        let navigator = web_sys::window()?.navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).ok().filter(JsValue::is_object)?;
        Some(Self(Rc::new(Inner {
            locks: locks.unchecked_into(),
            name,
            told: Box::new(told),
            number: Cell::new(0),
            waiting: RefCell::default(),
            held: RefCell::default(),
        })))
    }

    /// Asks for it; it is to be had now or not.
    pub fn ask(&self) {
        self.request(Manner::Ask);
    }

    /// Waits for it in the row of those who do.
    pub fn wait(&self) {
        self.request(Manner::Wait);
    }

    /// Takes it from whoever has it.
    pub fn steal(&self) {
        self.request(Manner::Steal);
    }

    /// Gives it back, or stops waiting.
    pub fn release(&self) {
        self.0.number.set(self.0.number.get() + 1);
        if let Some(waiting) = self.0.waiting.take() {
            waiting.abort();
        }
        if let Some(held) = self.0.held.take() {
            // It only settles a promise of ours.
            let _ = held.call0(&JsValue::UNDEFINED);
        }
    }

    fn request(&self, manner: Manner) {
        self.release();
        let number = self.0.number.get();
        let options = Object::new();
        // A property of a plain object can always be set.
        let set = |name: &str, value: &JsValue| Reflect::set(&options, &name.into(), value).is_ok();
        match manner {
            Manner::Ask => drop(set("ifAvailable", &JsValue::TRUE)),
            Manner::Steal => drop(set("steal", &JsValue::TRUE)),
            Manner::Wait => {
                if let Ok(controller) = AbortController::new() {
                    set("signal", &controller.signal());
                    self.0.waiting.replace(Some(controller));
                }
            }
        }
        let own = self.clone();
        let granted = Closure::once_into_js(move |lock: JsValue| own.granted(number, &lock));
        match self.0.locks.request(&self.0.name, &options, &granted) {
            Ok(ended) => {
                let own = self.clone();
                spawn_local(async move {
                    let failed = JsFuture::from(ended).await.is_err();
                    if failed && own.0.number.get() == number {
                        let had = own.0.held.take().is_some();
                        (own.0.told)(if had { Outcome::Lost } else { Outcome::Unavailable });
                    }
                });
            }
            Err(_) => (self.0.told)(Outcome::Unavailable),
        }
    }

    /// Called by the browser with the lock, or with nothing. The lock is ours until the promise that is given back
    /// settles.
    fn granted(&self, number: u64, lock: &JsValue) -> JsValue {
        if self.0.number.get() != number {
            return JsValue::UNDEFINED;
        }
        self.0.waiting.take();
        if lock.is_null() || lock.is_undefined() {
            (self.0.told)(Outcome::Unavailable);
            return JsValue::UNDEFINED;
        }
        let own = self.clone();
        let held = Promise::new(&mut |settle: Function, _| {
            own.0.held.replace(Some(settle));
        });
        (self.0.told)(Outcome::Granted);
        held.into()
    }
}
