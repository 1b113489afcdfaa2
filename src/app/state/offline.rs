//! Whether the app is kept on this device, whether a newer version waits, and what must be stored before one may take
//! over. May import Leptos and `platform`. Read next: `effects::updating`, which sets it.

use std::cell::RefCell;
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

/// What a person sees of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Whether the app opens without a server.
    pub readiness: Readiness,
    /// What there is to say of another version.
    pub newer: Newer,
    /// How far an update has come.
    pub step: Step,
    /// Whether the message about another version is put off.
    pub is_put_off: bool,
    /// Whether the message about an address without encryption stands on the page.
    pub is_plain: bool,
}

/// Stores what is open, and says whether all of it is stored.
pub type Settle = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = bool>>>>;

/// Says where the person is, in words that the same page of the app understands.
pub type Note = Rc<dyn Fn() -> String>;

/// The context; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Offline {
    shown: RwSignal<Shown>,
    held: StoredValue<Rc<RefCell<Held>>, LocalStorage>,
}

#[derive(Default)]
struct Held {
    worker: Option<Worker>,
    /// What is asked before a newer version takes over, by number.
    open: Vec<(u64, Settle)>,
    made: u64,
    note: Option<Note>,
    came_from: Option<String>,
}

impl Offline {
    /// Makes the context at the start of the page.
    pub fn new() -> Self {
        let readiness = match platform::possible() {
            Possible::Yes => Readiness::Arriving,
            Possible::NotOverPlainHttp => Readiness::NotOverPlainHttp,
            Possible::NotHere => Readiness::NotHere,
        };
        let is_plain = readiness == Readiness::NotOverPlainHttp && !platform::plain_http_was_read();
        let (newer, step) = (Newer::None, Step::Asking);
        let held = Held { came_from: reload::take(), ..Held::default() };
        Self {
            shown: RwSignal::new(Shown { readiness, newer, step, is_put_off: false, is_plain }),
            held: StoredValue::new_local(Rc::new(RefCell::new(held))),
        }
    }

    /// What a person sees of it, followed.
    pub fn get(self) -> Shown {
        self.shown.get()
    }

    /// The same, not followed.
    pub fn now(self) -> Shown {
        self.shown.get_untracked()
    }

    /// Changes what a person sees of it.
    pub fn change(self, change: impl FnOnce(&mut Shown)) {
        let mut now = self.now();
        change(&mut now);
        if now != self.now() {
            self.shown.set(now);
        }
    }

    /// The service worker, once there is one.
    pub fn worker(self) -> Option<Worker> {
        self.held.get_value().borrow().worker.clone()
    }

    /// There is one.
    pub fn set_worker(self, worker: Worker) {
        self.held.get_value().borrow_mut().worker = Some(worker);
    }

    /// Has `settle` asked before a newer version takes over, for as long as the reactive owner lives.
    pub fn hold(self, settle: Settle) {
        let held = self.held.get_value();
        let number = {
            let mut held = held.borrow_mut();
            held.made += 1;
            let number = held.made;
            held.open.push((number, settle));
            number
        };
        self.at_end(move |held| held.open.retain(|(one, _)| *one != number));
    }

    /// Stores all that is open, and says whether all of it is stored.
    pub async fn settle(self) -> bool {
        let open = self.held.get_value().borrow().open.clone();
        for (_, settle) in open {
            if !settle().await {
                return false;
            }
        }
        true
    }

    /// Has `note` asked where the person is before the page is loaded again, for as long as the reactive owner lives.
    pub fn leave_with(self, note: Note) {
        self.held.get_value().borrow_mut().note = Some(note);
        self.at_end(|held| held.note = None);
    }

    /// Loads the page again, and leaves word where the person is.
    pub fn reload(self) {
        let note = self.held.get_value().borrow().note.clone();
        if let Some(note) = note {
            reload::leave(&note());
        }
        reload::now();
    }

    /// Where the person was on the page before it was loaded again; given once.
    pub fn came_from(self) -> Option<String> {
        self.held.get_value().borrow_mut().came_from.take()
    }

    /// The message about an address without encryption was read.
    pub fn plain_read(self) {
        platform::note_plain_http_read();
        self.change(|shown| shown.is_plain = false);
    }

    fn at_end(self, end: impl FnOnce(&mut Held) + 'static) {
        let end = send_wrapper::SendWrapper::new(end);
        on_cleanup(move || {
            if let Some(held) = self.held.try_get_value() {
                (end.take())(&mut held.borrow_mut());
            }
        });
    }
}

/// The context. It is provided at the root, before any component runs.
pub fn offline() -> Offline {
    expect_context::<Offline>()
}
