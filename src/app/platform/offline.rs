//! The service worker, from the page's side: it keeps the files of the app on this device, fetches newer versions in
//! the background, and waits for a person's word before one of them takes over. Only released builds have one.
//! May import `clock` and `local`. Read next: `public/sw.js`, which is the other side.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::{clock, local};
use js_sys::{Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use web_sys::{
    MessageEvent, RegistrationOptions, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
    ServiceWorkerState, ServiceWorkerUpdateViaCache,
};

/// Whether the browser lets the app keep itself on the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Possible {
    /// It does.
    Yes,
    /// Not for an address without encryption.
    NotOverPlainHttp,
    /// Not in this browser or window, or in a build made while working on the app.
    NotHere,
}

/// The version that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Names it: a digest over all its files.
    pub version: String,
    /// When the last of its files had arrived, in milliseconds since 1970.
    pub at: u64,
}

/// What the service worker has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sign {
    /// All files of this version are on the device.
    Ready(Kept),
    /// All files of a newer version are on the device as well, and it waits for word.
    Waiting,
    /// A version did not arrive whole; what was there before stays.
    Broken,
    /// The connection broke off before a version was there; what was there before stays.
    Interrupted,
    /// The newer version has taken over: on word given here or in another tab.
    TakenOver,
}

/// The service worker; a handle that is cloned freely.
#[derive(Clone)]
pub struct Worker(Rc<Inner>);

struct Inner {
    container: ServiceWorkerContainer,
    address: String,
    registration: RefCell<Option<ServiceWorkerRegistration>>,
    /// Whether a version has answered for this page; the first one to do so takes nothing over.
    answered: Cell<bool>,
    tell: Box<dyn Fn(Sign)>,
}

/// Whether the browser lets the app keep itself on the device.
pub fn possible() -> Possible {
    let Some(window) = web_sys::window() else { return Possible::NotHere };
    if !window.is_secure_context() {
        return Possible::NotOverPlainHttp;
    }
    let has = Reflect::has(&window.navigator(), &JsValue::from_str("serviceWorker")).unwrap_or(false);
    if has && !cfg!(debug_assertions) { Possible::Yes } else { Possible::NotHere }
}

/// Under this name it is kept that the message about an address without encryption was read.
const PLAIN_READ: &str = "gongping.plain-http";

/// Whether the message about an address without encryption was read in this browser.
pub fn plain_http_was_read() -> bool {
    local::read(PLAIN_READ).unwrap_or_default()
}

/// It was read.
pub fn note_plain_http_read() {
    local::write(PLAIN_READ, &true);
}

impl Worker {
    /// Has the app kept on the device from now on, and `tell` told what comes of it. To be asked only where it is
    /// possible; `None` where the page does not name the service worker.
    pub fn begin(tell: impl Fn(Sign) + 'static) -> Option<Self> {
        let window = web_sys::window()?;
        let address = window.document()?.get_element_by_id("app-code")?.get_attribute("data-offline")?;
        let container = window.navigator().service_worker();
        let answered = Cell::new(container.controller().is_some());
        let registration = RefCell::default();
        let worker =
            Self(Rc::new(Inner { container, address, registration, answered, tell: Box::new(tell) }));
        let own = worker.clone();
        worker.0.container.set_onmessage(Some(&listener(move |event| own.hear(&event))));
        let own = worker.clone();
        worker.0.container.set_oncontrollerchange(Some(&listener(move |_| own.changed())));
        worker.check();
        Some(worker)
    }

    /// Looks whether there is a newer version. One that is there is fetched; what comes of it is told.
    pub fn check(&self) {
        let worker = self.clone();
        let known = self.0.registration.borrow().clone().filter(|known| known.active().is_some());
        spawn_local(async move {
            // A browser that refuses, or a server that is gone, leaves everything as it is until the next look.
            if let Some(known) = known {
                if let Ok(looking) = known.update() {
                    let _ = JsFuture::from(looking).await;
                }
            } else {
                let options = RegistrationOptions::new();
                options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
                let asked = worker.0.container.register_with_options(&worker.0.address, &options);
                match JsFuture::from(asked).await.and_then(JsValue::dyn_into) {
                    Ok(registration) => worker.follow(registration),
                    Err(_) => (worker.0.tell)(Sign::Interrupted),
                }
            }
        });
    }

    /// Lets the version that waits take over; false where none does.
    pub fn take_over(&self) -> bool {
        let waiting = self.0.registration.borrow().as_ref().and_then(ServiceWorkerRegistration::waiting);
        waiting.is_some_and(|waiting| waiting.post_message(&JsValue::from_str("skip")).is_ok())
    }

    fn follow(&self, registration: ServiceWorkerRegistration) {
        if self.0.registration.borrow().is_some() {
            return;
        }
        self.0.registration.replace(Some(registration.clone()));
        if registration.active().is_some() {
            self.greet();
        }
        if registration.waiting().is_some() && self.0.answered.get() {
            (self.0.tell)(Sign::Waiting);
        }
        if let Some(coming) = registration.installing() {
            self.watch(coming);
        }
        let (own, known) = (self.clone(), registration.clone());
        registration.set_onupdatefound(Some(&listener(move |_| {
            if let Some(coming) = known.installing() {
                own.watch(coming);
            }
        })));
    }

    /// Follows a version on its way. That it breaks off is told by itself, with the reason.
    fn watch(&self, coming: ServiceWorker) {
        let (own, it) = (self.clone(), coming.clone());
        coming.set_onstatechange(Some(&listener(move |_| match it.state() {
            ServiceWorkerState::Installed if own.0.answered.get() => (own.0.tell)(Sign::Waiting),
            ServiceWorkerState::Activated => own.greet(),
            _ => {}
        })));
    }

    /// Asks the version in force what it has.
    fn greet(&self) {
        let active = self.0.registration.borrow().as_ref().and_then(ServiceWorkerRegistration::active);
        if let Some(active) = active {
            // One that is going away just now answers nothing, and the next one is greeted in its turn.
            let _ = active.post_message(&JsValue::from_str("hello"));
        }
    }

    fn changed(&self) {
        if self.0.answered.replace(true) {
            (self.0.tell)(Sign::TakenOver);
        }
    }

    fn hear(&self, event: &JsValue) {
        let Some(message) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
        let part = |name: &str| Reflect::get(&message, &JsValue::from_str(name)).unwrap_or_default();
        let text = |name: &str| part(name).as_string().unwrap_or_default();
        match text("kind").as_str() {
            "ready" => {
                let at = part("at").as_f64().map(clock::whole).unwrap_or_default();
                (self.0.tell)(Sign::Ready(Kept { version: text("version"), at }));
            }
            "broken" if text("why") == "network" => (self.0.tell)(Sign::Interrupted),
            "broken" => (self.0.tell)(Sign::Broken),
            _ => {}
        }
    }
}

/// A listener that lives as long as the page.
fn listener(listen: impl FnMut(JsValue) + 'static) -> Function {
    Closure::<dyn FnMut(JsValue)>::new(listen).into_js_value().unchecked_into()
}
