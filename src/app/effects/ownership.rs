//! Performs the library's machine of ownership for the assessment that this tab shows: asks for the lock, takes turns,
//! reads the assessment anew, tells the other tabs what was stored and shows what they tell.
//! May import `platform`, `state`, the library and Leptos. Read next: `session`, then `editing::ownership`, which
//! decides.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gongping::editing::StoreError;
use gongping::editing::ownership::Ownership;
use gongping::editing::ownership::events::{Command, Event, Standing};
use gongping::editing::ownership::message::{Message, Word};
use gongping::record::{Opened, StoredCell};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen_futures::spawn_local;

use super::kept::Kept;
use super::page_hide;
use super::session::Session;
use crate::app::platform::channel::{self, Listening};
use crate::app::platform::locks::{Lock, Outcome};
use crate::app::platform::store::Turn;
use crate::app::platform::{clock, ids};
use crate::app::state::library::{Hold, Library, OpenError};

/// What is stored in so short a time is told together, in milliseconds: nobody reads faster.
const TOGETHER_MS: u32 = 40;

/// Going from one page of an assessment to another takes less than this, in milliseconds.
const BETWEEN_PAGES_MS: u32 = 30;

mod reading;

/// What came of opening an assessment.
pub type Shown = Result<(Opened, Option<Hold>), OpenError>;

thread_local! {
    /// The assessment that this tab shows.
    static SHOWN: RefCell<Option<Sharing>> = const { RefCell::new(None) };
}

/// An assessment that several tabs may show, as this tab has it; a handle that is cloned freely.
#[derive(Clone)]
pub struct Sharing(SendWrapper<Rc<Inner>>);

/// Shows what was read.
type Show = Box<dyn Fn(Shown)>;

struct Inner {
    id: String,
    library: Library,
    machine: RefCell<Ownership>,
    lock: Option<Lock>,
    /// The turn that writes carry.
    turn: RefCell<Option<Turn>>,
    standing: ArcRwSignal<Standing>,
    kept: ArcRwSignal<Option<Kept>>,
    /// Whether what is kept goes into the assessment as soon as this tab edits it.
    rewrite: Cell<bool>,
    /// The rows of what was kept and has been typed again.
    rewritten: ArcRwSignal<Vec<String>>,
    too_new: ArcRwSignal<bool>,
    /// Shows what was read.
    show: RefCell<Option<Show>>,
    /// What the page works on.
    session: RefCell<Option<Session>>,
    /// Counts the readings: what an older one found has nothing to say any more.
    readings: Cell<u64>,
    /// How many pages show it.
    pages: Cell<u32>,
    /// What was stored and is not told yet.
    to_tell: RefCell<Vec<StoredCell>>,
    telling: Cell<bool>,
    listening: RefCell<Option<Listening>>,
}

impl Sharing {
    /// Shows an assessment with `show`, now and whenever it is to be shown anew, for as long as the reactive owner
    /// lives. Going from one of its pages to another keeps what this tab has of it.
    pub fn begin(id: &str, library: Library, show: impl Fn(Shown) + 'static) -> Self {
        let shown = SHOWN.with_borrow(|shown| shown.clone().filter(|shown| shown.0.id == id));
        let is_new = shown.is_none();
        let sharing = shown.unwrap_or_else(|| Self::new(id.to_owned(), library));
        sharing.0.show.replace(Some(Box::new(show)));
        sharing.0.pages.set(sharing.0.pages.get() + 1);
        let ending = sharing.clone();
        on_cleanup(move || ending.page_ends());
        let (leaving, coming, asking) = (sharing.clone(), sharing.clone(), sharing.clone());
        page_hide::put_away(
            move || leaving.put_away(),
            move || coming.returned(),
            move || asking.unstored() > 0,
        );
        if is_new {
            SHOWN.set(Some(sharing.clone()));
            sharing.0.tell(Event::Begun);
        } else {
            sharing.0.load();
        }
        sharing
    }

    fn new(id: String, library: Library) -> Self {
        let inner = Rc::new_cyclic(|own: &Weak<Inner>| {
            let told = own.clone();
            let lock = Lock::named(format!("gongping.{id}"), move |outcome| {
                if let Some(inner) = told.upgrade() {
                    inner.tell(match outcome {
                        Outcome::Granted => Event::LockGranted,
                        Outcome::Unavailable => Event::LockUnavailable,
                        Outcome::Lost => Event::LockLost,
                    });
                }
            });
            let heard = own.clone();
            let listening = channel::listen(move |message| {
                if let Some(inner) = heard.upgrade() {
                    inner.tell(Event::Heard(message.clone()));
                }
            });
            let machine = Ownership::new(ids::new(), id.clone(), lock.is_some());
            Inner {
                standing: ArcRwSignal::new(machine.standing().clone()),
                id,
                library,
                machine: RefCell::new(machine),
                lock,
                turn: RefCell::default(),
                kept: ArcRwSignal::new(None),
                rewrite: Cell::new(false),
                rewritten: ArcRwSignal::new(Vec::new()),
                too_new: ArcRwSignal::new(false),
                show: RefCell::default(),
                session: RefCell::default(),
                readings: Cell::new(0),
                pages: Cell::new(0),
                to_tell: RefCell::default(),
                telling: Cell::new(false),
                listening: RefCell::new(Some(listening)),
            }
        });
        Self(SendWrapper::new(inner))
    }

    /// What this tab may do, followed.
    pub fn standing(&self) -> Standing {
        self.0.standing.get()
    }

    /// Whether nothing can be changed here, followed.
    pub fn is_locked(&self) -> bool {
        self.0.too_new.get() || self.0.standing.get() != Standing::Editing
    }

    /// Whether a newer version of the app has the store, so that this one cannot write any more; followed.
    pub fn is_too_new(&self) -> bool {
        self.0.too_new.get()
    }

    /// What was typed here and not stored before another tab took over, followed.
    pub fn kept(&self) -> Option<Kept> {
        self.0.kept.get()
    }

    /// The rows of what was kept and has been typed again, followed.
    pub fn rewritten(&self) -> Vec<String> {
        self.0.rewritten.get()
    }

    /// Lets go of what was kept, and of the word of what was typed again.
    pub fn forget_kept(&self) {
        self.0.kept.set(None);
        self.0.rewritten.set(Vec::new());
    }

    /// The person wants to edit here; what was kept goes into the assessment then.
    pub fn take_over(&self, rewrite: bool) {
        self.0.rewrite.set(rewrite);
        if self.0.edits() {
            self.0.rewrite_kept();
        } else {
            self.0.tell(Event::TakeOverAsked);
        }
    }

    /// Tries again after the assessment could not be read.
    pub fn retry(&self) {
        let asks = *self.0.machine.borrow().standing() == Standing::Asking;
        if asks { self.0.tell(Event::Begun) } else { self.0.load() }
    }

    /// What the page works on from now on.
    pub(super) fn works_on(&self, session: &Session) {
        session.lock(!self.0.edits());
        self.0.session.replace(Some(session.clone()));
        if self.0.rewrite.get() {
            let inner = self.0.clone();
            spawn_local(async move {
                // The page is drawn by then.
                clock::wait(0).await;
                inner.rewrite_kept();
            });
        }
    }

    /// The page does not work on it any more.
    pub(super) fn ends(&self) {
        self.0.session.replace(None);
    }

    /// What was stored is told the other tabs soon, with whatever else is until then.
    pub(super) fn stored(&self, cells: &[StoredCell]) {
        self.0.to_tell.borrow_mut().extend_from_slice(cells);
        if !self.0.telling.replace(true) {
            let inner = self.0.clone();
            spawn_local(async move {
                clock::wait(TOGETHER_MS).await;
                inner.telling.set(false);
                inner.tell_stored();
            });
        }
    }

    /// More was stored than cells.
    pub(super) fn changed(&self) {
        self.0.tell_others(Word::Changed);
    }

    /// The store takes no writes from this page any more: another tab has taken over, or a newer version of the app.
    pub(super) fn shut_out(&self, why: &StoreError) {
        if *why == StoreError::TooNew {
            self.0.too_new.set(true);
            self.0.with_session(|session| session.lock(true));
        } else {
            self.0.tell(Event::TakenOver);
        }
    }

    /// The page is left, perhaps to be returned to.
    fn put_away(&self) {
        self.0.tell_stored();
        self.0.tell(Event::PutAway);
        channel::close();
    }

    /// The page is there again.
    fn returned(&self) {
        channel::reopen();
        self.0.tell(Event::Returned);
    }

    /// How many cells were typed here and are stored nowhere.
    fn unstored(&self) -> usize {
        self.0.kept.with_untracked(|kept| kept.as_ref().map_or(0, Kept::count))
    }

    fn page_ends(&self) {
        let inner = self.0.clone();
        inner.pages.set(inner.pages.get().saturating_sub(1));
        spawn_local(async move {
            clock::wait(BETWEEN_PAGES_MS).await;
            if inner.pages.get() > 0 {
                return;
            }
            inner.tell_stored();
            inner.tell(Event::PutAway);
            inner.listening.take();
            SHOWN.with_borrow_mut(|shown| {
                if shown.as_ref().is_some_and(|shown| Rc::ptr_eq(&shown.0, &inner)) {
                    *shown = None;
                }
            });
        });
    }
}

impl Inner {
    fn tell(self: &Rc<Self>, event: Event) {
        let commands = self.machine.borrow_mut().on(event);
        self.follow_standing();
        for command in commands {
            self.perform(command);
        }
    }

    fn follow_standing(&self) {
        let standing = self.machine.borrow().standing().clone();
        if self.standing.with_untracked(|shown| *shown != standing) {
            // The page may be going away, and whoever reads it with it.
            let _ = self.standing.try_set(standing);
        }
    }

    fn edits(&self) -> bool {
        *self.machine.borrow().standing() == Standing::Editing && !self.too_new.get_untracked()
    }

    fn perform(self: &Rc<Self>, command: Command) {
        match command {
            Command::AskLock => self.with_lock(Lock::ask),
            Command::WaitForLock => self.with_lock(Lock::wait),
            Command::StealLock => self.with_lock(Lock::steal),
            Command::ReleaseLock => self.with_lock(Lock::release),
            Command::TakeTurn => self.take_turn(),
            Command::CheckTurn => self.check_turn(),
            Command::Load => self.load(),
            Command::Apply(cells) => self.apply(&cells),
            Command::Pause => self.with_session(|session| session.lock(true)),
            Command::Resume => self.with_session(|session| session.lock(false)),
            Command::Stop => self.with_session(|session| {
                session.lock(true);
                session.stop();
            }),
            Command::Flush => self.flush(),
            Command::SilentAfter { ms, number } => self.later(async move {
                clock::wait(ms).await;
                Event::Silent(number)
            }),
            Command::Tell(message) => channel::tell(&message),
        }
    }

    fn with_lock(&self, act: impl FnOnce(&Lock)) {
        if let Some(lock) = &self.lock {
            act(lock);
        }
    }

    fn with_session(&self, act: impl FnOnce(&Session)) {
        let session = self.session.borrow().clone();
        if let Some(session) = session {
            act(&session);
        }
    }

    fn later(self: &Rc<Self>, work: impl Future<Output = Event> + 'static) {
        let inner = self.clone();
        spawn_local(async move {
            let event = work.await;
            inner.tell(event);
        });
    }

    fn take_turn(self: &Rc<Self>) {
        let inner = self.clone();
        self.later(async move {
            let taken = match inner.library.store().await {
                Ok(store) => store.take_turn(&inner.id).await,
                Err(why) => Err(why),
            };
            match taken {
                Ok(turn) => {
                    let number = u64::from(turn.number());
                    inner.turn.replace(Some(turn));
                    Event::TurnTaken(number)
                }
                Err(_) => Event::TurnRefused,
            }
        });
    }

    fn check_turn(self: &Rc<Self>) {
        let inner = self.clone();
        self.later(async move {
            let own = inner.machine.borrow().turn();
            // Where the store does not answer, its writes will say.
            let stands = inner.newest_turn().await.is_none_or(|turn| u64::from(turn.number()) == own);
            Event::TurnChecked { stands }
        });
    }

    async fn newest_turn(&self) -> Option<Turn> {
        self.library.store().await.ok()?.newest_turn(&self.id).await.ok()
    }

    /// Shows what another tab has stored.
    fn apply(self: &Rc<Self>, cells: &[StoredCell]) {
        let session = self.session.borrow().clone();
        match session {
            Some(session) if session.open.is_watched() => session.follow(cells),
            // The printed form is made anew as a whole.
            Some(_) => self.load(),
            None => {}
        }
    }

    fn flush(self: &Rc<Self>) {
        self.with_session(Session::flush);
        let inner = self.clone();
        self.later(async move {
            inner.settle().await;
            inner.tell_stored();
            let session = inner.session.borrow().clone();
            Event::Flushed { everything: session.is_none_or(|session| session.unsaved().is_empty()) }
        });
    }

    fn tell_stored(&self) {
        let told = self.to_tell.take();
        if told.is_empty() {
            return;
        }
        let mut cells: Vec<StoredCell> = Vec::with_capacity(told.len());
        // Of each cell the last.
        for cell in told.into_iter().rev() {
            if !cells.iter().any(|one| one.indicator == cell.indicator && one.cell == cell.cell) {
                cells.push(cell);
            }
        }
        let turn = self.machine.borrow().turn();
        self.tell_others(Word::Edited { turn, cells });
    }

    fn tell_others(&self, word: Word) {
        channel::tell(&Message::Of { assessment: self.id.clone(), word });
    }
}
