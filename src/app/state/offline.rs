//! Whether the app is kept on this device, whether a newer version waits, and what must be stored before one may take
//! over. May import Leptos and `platform`. Read next: `effects::updating`, which sets it.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;

use crate::app::platform::offline::{self as platform, Kept, Possible, Worker};
use crate::app::platform::reload;

/// Whether the app opens without a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Readiness {
    /// Not from an address without encryption.
    NotOverPlainHttp,
    /// Not in this browser or window.
    NotHere,
    /// Its files are on their way.
    Arriving,
    /// They did not arrive; it is tried again.
    Incomplete,
    /// It does.
    Ready(Kept),
}

/// What there is to say of another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Newer {
    /// Nothing.
    None,
    /// It waits for word.
    Waiting,
    /// It was let in by another tab; this page goes on as it was.
    Elsewhere,
    /// It did not arrive whole.
    Broken,
}

/// How far an update has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nobody has asked for one.
    Asking,
    /// Asked for: what is open is being stored, and the newer version takes over.
    UnderWay,
    /// Not done, because something is not stored.
    Unsaved,
    /// Not done, because the newer version did not take over.
    Stuck,
}

/// Stores what is open, and says whether all of it is stored.
pub type Settle = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// The context; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Offline {
    /// Whether the app opens without a server.
    pub readiness: RwSignal<Readiness>,
    /// What there is to say of another version.
    pub newer: RwSignal<Newer>,
    /// How far an update has come.
    pub step: RwSignal<Step>,
    /// Whether the message is put off.
    pub later: RwSignal<bool>,
    /// Whether the message about an address without encryption stands on the page.
    pub plain: RwSignal<bool>,
    /// The service worker, once there is one.
    pub worker: StoredValue<Option<Worker>, LocalStorage>,
    open: StoredValue<Vec<(u64, Settle)>, LocalStorage>,
    place: StoredValue<Option<Rc<dyn Fn() -> String>>, LocalStorage>,
    came_from: StoredValue<Option<String>>,
    made: StoredValue<u64>,
}

impl Offline {
    /// Makes the context at the start of the page.
    pub fn new() -> Self {
        let readiness = match platform::possible() {
            Possible::Yes => Readiness::Arriving,
            Possible::NotOverPlainHttp => Readiness::NotOverPlainHttp,
            Possible::NotHere => Readiness::NotHere,
        };
        let plain = readiness == Readiness::NotOverPlainHttp;
        Self {
            readiness: RwSignal::new(readiness),
            newer: RwSignal::new(Newer::None),
            step: RwSignal::new(Step::Asking),
            later: RwSignal::new(false),
            plain: RwSignal::new(plain && !platform::plain_http_was_read()),
            worker: StoredValue::new_local(None),
            open: StoredValue::new_local(Vec::new()),
            place: StoredValue::new_local(None),
            came_from: StoredValue::new(reload::take()),
            made: StoredValue::new(0),
        }
    }

    /// Has `settle` asked before a newer version takes over, for as long as the reactive owner lives.
    pub fn hold(self, settle: Settle) {
        self.made.update_value(|made| *made += 1);
        let number = self.made.get_value();
        self.open.update_value(|open| open.push((number, settle)));
        on_cleanup(move || {
            let _ = self.open.try_update_value(|open| open.retain(|(one, _)| *one != number));
        });
    }

    /// Stores all that is open, and says whether all of it is stored.
    pub async fn settle(self) -> bool {
        for (_, settle) in self.open.get_value() {
            if !settle().await {
                return false;
            }
        }
        true
    }

    /// Has `place` asked where the person is before the page is loaded again, for as long as the reactive owner lives.
    pub fn leave_with(self, place: Rc<dyn Fn() -> String>) {
        self.place.set_value(Some(place));
        on_cleanup(move || {
            let _ = self.place.try_set_value(None);
        });
    }

    /// Loads the page again, and leaves word where the person is.
    pub fn reload(self) {
        if let Some(place) = self.place.get_value() {
            reload::leave(&place());
        }
        reload::now();
    }

    /// Where the person was on the page before it was loaded again; given once.
    pub fn came_from(self) -> Option<String> {
        self.came_from.try_update_value(Option::take).flatten()
    }

    /// The message about an address without encryption was read.
    pub fn plain_read(self) {
        platform::note_plain_http_read();
        self.plain.set(false);
    }
}

/// The context. It is provided at the root, before any component runs.
pub fn offline() -> Offline {
    expect_context::<Offline>()
}
