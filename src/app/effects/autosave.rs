//! Performs the library's machine of saving for one open assessment: a changed cell is on its way to the store
//! before [`Autosave::record`] returns. What the person sees of it is a signal.
//! May import `platform`, the library and Leptos. Read next: `page_hide`, then `editing::saving`, which decides.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use gongping::assessment::{Assessment, Cell as Place, Edit};
use gongping::editing::{Command, Durability, Event, SaveMachine, SaveState, StoreError, Write};
use gongping::record::{Record, Step, StoredCell, cells_of};
use gongping::rubric::{IndicatorIx, Rubric};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use crate::app::platform::store::{Store, Turn, Whole};
use crate::app::platform::{clock, crash};
use crate::app::state::open::OpenAssessment;
use crate::app::state::rubrics;

/// A write that takes longer than this is said in words to be on its way.
const NOTICED: Duration = Duration::from_millis(100);

/// How long, in steps, everything may take to get down to the disk before a newer version takes over.
const SETTLE_STEPS: u32 = 200;
const SETTLE_STEP_MS: u32 = 20;

/// Is told what was stored.
pub type Told = Box<dyn Fn(&[StoredCell])>;

/// What saving needs to know of the open assessment. The functions are called while a write is put together,
/// so they answer from memory.
pub struct Subject {
    /// Where it is stored.
    pub store: Store,
    /// The rubric that names its indicators.
    pub rubric: Arc<Rubric>,
    /// The right to write to it.
    pub turn: Turn,
    /// What is open, for its journal.
    pub open: OpenAssessment,
    /// Its head as JSON, for the revision given.
    pub head: Box<dyn Fn(u64) -> String>,
    /// Its project, for the case that the browser's data is cleared under the open page.
    pub project: Box<dyn Fn() -> Record>,
    /// The whole of it, for the same case.
    pub assessment: Box<dyn Fn() -> Assessment>,
    /// Is told what was stored, after it was; never in the task of a key.
    pub stored: Told,
    /// Is told when the store takes no writes of this page any more: `TakenOver`, `TooNew`.
    pub shut_out: Box<dyn Fn(&StoreError)>,
}

/// Saves one open assessment; a handle that is cloned freely. Writes under way, and retries of failed ones, go on
/// after the last handle is gone.
#[derive(Clone)]
pub struct Autosave(SendWrapper<Rc<Inner>>);

struct Inner {
    subject: Subject,
    machine: RefCell<SaveMachine>,
    /// Saving as the person sees it.
    state: RefCell<SaveState>,
    /// What is told of it.
    shown: RefCell<Option<Shown>>,
    look_again: Cell<bool>,
    trouble: ArcRwSignal<Option<Trouble>>,
}

/// Whoever shows how saving is, and what it was told last.
struct Shown {
    mark: Box<dyn Fn(&SaveState)>,
    say: Box<dyn Fn(&SaveState)>,
    said: SaveState,
}

/// What went wrong last, and how many cells are not stored.
pub type Trouble = (StoreError, usize);

impl Autosave {
    /// Takes charge of an assessment. Nothing is written before [`Autosave::loaded`].
    pub fn new(subject: Subject) -> Self {
        let machine = SaveMachine::new();
        let inner = Rc::new(Inner {
            subject,
            state: RefCell::new(machine.state()),
            machine: RefCell::new(machine),
            shown: RefCell::new(None),
            look_again: Cell::new(false),
            trouble: ArcRwSignal::new(None),
        });
        let weak = Rc::downgrade(&inner);
        inner.subject.store.on_lost(move || {
            if let Some(inner) = weak.upgrade() {
                inner.tell(Event::ConnectionLost);
            }
        });
        Self(SendWrapper::new(inner))
    }

    /// Its cells were read, and it may be written; the revision its stored head names, 0 for a new one.
    pub fn loaded(&self, revision: u64) {
        self.0.tell(Event::Loaded { revision });
    }

    /// Stores changes that were made together. Call it in the very task of the input event: the transaction is
    /// issued before this returns.
    pub fn record(&self, edits: &[Edit]) {
        self.0.tell(Event::Edited(edits.to_vec()));
    }

    /// Brings everything down to the disk: before the page may go away, before a file chooser, print and export.
    pub fn flush(&self) {
        self.0.tell(Event::Flush);
    }

    /// Brings everything down to the disk, waits for it, and says whether all of it got there.
    pub async fn settle(&self) -> bool {
        for step in 0..SETTLE_STEPS {
            if self.0.machine.borrow().is_settled() {
                return true;
            }
            // What is typed meanwhile is brought down as well.
            if step % 10 == 0 {
                self.flush();
            }
            clock::wait(SETTLE_STEP_MS).await;
        }
        false
    }

    /// Tries again now what could not be stored.
    pub fn retry(&self) {
        self.0.tell(Event::RetryAsked);
    }

    /// Writes nothing any more.
    pub fn stop(&self) {
        self.0.tell(Event::ReadOnly);
    }

    /// Whether nothing is written any more.
    pub fn has_stopped(&self) -> bool {
        matches!(*self.0.state.borrow(), SaveState::ReadOnly { .. })
    }

    /// Whether no write is under way, and none is still to come.
    pub fn is_at_rest(&self) -> bool {
        self.0.machine.borrow().is_at_rest()
    }

    /// What was typed and is not stored, as cells.
    pub fn unsaved(&self) -> Vec<StoredCell> {
        let rubric = &self.0.subject.rubric;
        let cell = |edit: Edit| stored_cell(rubric, edit.indicator, &edit.cell, &edit.value);
        self.0.machine.borrow().unsaved().filter_map(cell).collect()
    }

    /// Has `mark` told how saving is, now and at every change, and `say` whenever that is worth other words.
    pub fn follow(&self, mark: impl Fn(&SaveState) + 'static, say: impl Fn(&SaveState) + 'static) {
        let said = self.0.state.borrow().clone();
        mark(&said);
        say(&said);
        self.0.shown.replace(Some(Shown { mark: Box::new(mark), say: Box::new(say), said }));
    }

    /// Whether something typed is not stored, and why; followed.
    pub fn trouble(&self) -> ArcReadSignal<Option<Trouble>> {
        self.0.trouble.read_only()
    }

    /// The revision last handed out.
    pub fn revision(&self) -> u64 {
        self.0.machine.borrow().revision()
    }

    /// Every edit up to this revision is stored.
    pub fn saved_revision(&self) -> u64 {
        self.0.machine.borrow().saved_revision()
    }
}

impl Inner {
    fn tell(self: &Rc<Self>, event: Event) {
        // After a fault nothing held here can be trusted, so nothing of it reaches the store.
        if crash::happened() {
            return;
        }
        let shut_out = match &event {
            Event::Failed { why: why @ (StoreError::TakenOver | StoreError::TooNew), .. }
            | Event::ReopenFailed(why @ StoreError::TooNew) => Some(why.clone()),
            _ => None,
        };
        let commands = self.machine.borrow_mut().on(event);
        for command in commands {
            self.perform(command);
        }
        if let Some(why) = shut_out {
            (self.subject.shut_out)(&why);
        }
        let state = self.machine.borrow().state();
        if let SaveState::Saved { at: Some(at) } = state {
            crash::note_saved(at);
        }
        if *self.state.borrow() == state {
            return;
        }
        let trouble = trouble_of(&state);
        if self.trouble.with_untracked(|shown| *shown != trouble) {
            self.trouble.set(trouble);
        }
        if let Some(shown) = self.shown.borrow().as_ref() {
            (shown.mark)(&state);
        }
        let under_way = state == SaveState::Saving;
        self.state.replace(state);
        if under_way {
            self.say_unless_soon_over();
        } else {
            self.say();
        }
    }

    /// Says that something is on its way only where it takes longer than anybody would notice: a word that comes and
    /// goes with every key costs more than the key. The mark beside the word, which costs little, has changed by then.
    fn say_unless_soon_over(self: &Rc<Self>) {
        if self.look_again.replace(true) {
            return;
        }
        let own = Rc::downgrade(self);
        set_timeout(
            move || {
                if let Some(inner) = own.upgrade() {
                    inner.look_again.set(false);
                    inner.say();
                }
            },
            NOTICED,
        );
    }

    fn say(&self) {
        let state = self.state.borrow();
        if let Some(shown) = self.shown.borrow_mut().as_mut()
            && !reads_like(&shown.said, &state)
        {
            shown.said.clone_from(&state);
            (shown.say)(&state);
        }
    }

    fn perform(self: &Rc<Self>, command: Command) {
        match command {
            Command::Write(write) => self.write(&write),
            Command::WriteWhole { revision } => self.write_whole(revision),
            Command::Reopen => self.later(|inner| async move {
                match inner.subject.store.reopen().await {
                    Ok(found) => Event::Reopened(found),
                    Err(why) => Event::ReopenFailed(why),
                }
            }),
            Command::SyncAfter(ms) => self.later(move |_| async move {
                clock::wait(ms).await;
                Event::SyncDue
            }),
            Command::RetryAfter(ms) => self.later(move |_| async move {
                clock::wait(ms).await;
                Event::RetryDue
            }),
        }
    }

    fn write(self: &Rc<Self>, write: &Write) {
        let subject = &self.subject;
        let cells: Rc<[StoredCell]> = write
            .edits
            .iter()
            .filter_map(|edit| stored_cell(&subject.rubric, edit.indicator, &edit.cell, &edit.value))
            .collect();
        let revision = write.revision;
        // Issued here and now; what follows only listens.
        match write.durability {
            Durability::Relaxed => {
                let (inner, written) = (self.clone(), cells.clone());
                let done = move |outcome| inner.written(revision, &written, outcome);
                subject.store.put_cells(&subject.turn, &cells, done);
            }
            // The head follows at most a second behind: it is for the lists, and the cells are what counts.
            Durability::Strict => {
                let head = (subject.head)(revision);
                let (steps, mark) = subject.open.unwritten();
                let written = subject.store.sync_cells(&subject.turn, &cells, &head, &steps);
                self.later(move |inner| async move {
                    let outcome = written.await;
                    if outcome.is_ok() {
                        inner.subject.open.written(mark);
                        (inner.subject.stored)(&cells);
                    }
                    report(revision, outcome)
                });
            }
        }
    }

    fn written(self: &Rc<Self>, revision: u64, cells: &[StoredCell], outcome: Result<(), StoreError>) {
        if outcome.is_ok() {
            (self.subject.stored)(cells);
        }
        self.tell(report(revision, outcome));
    }

    fn write_whole(self: &Rc<Self>, revision: u64) {
        self.later(move |inner| async move {
            let subject = &inner.subject;
            let whole = Whole {
                project: (subject.project)(),
                head: Record { id: subject.turn.assessment().to_owned(), json: (subject.head)(revision) },
                cells: cells_of(&subject.rubric, &(subject.assessment)()),
                journal: subject.open.journal().iter().map(Step::json).collect(),
                attachments: Vec::new(),
            };
            let rubric = rubrics::held(subject.rubric.digest()).map(|known| rubrics::record(&known));
            let written = subject.store.write_back(&subject.turn, &whole, rubric.as_ref());
            report(revision, written.await)
        });
    }

    /// Tells the machine what comes of something, when it has come of it.
    fn later<Work>(self: &Rc<Self>, work: impl FnOnce(Rc<Self>) -> Work)
    where
        Work: Future<Output = Event> + 'static,
    {
        let (inner, outcome) = (self.clone(), work(self.clone()));
        spawn_local(async move {
            let event = outcome.await;
            inner.tell(event);
        });
    }
}

fn trouble_of(state: &SaveState) -> Option<Trouble> {
    match state {
        SaveState::Failed { why, unsaved } => Some((why.clone(), *unsaved)),
        SaveState::ReadOnly { unsaved } if *unsaved > 0 => Some((StoreError::TakenOver, *unsaved)),
        _ => None,
    }
}

/// Whether two states read the same: of the moment of saving the second is shown.
fn reads_like(shown: &SaveState, state: &SaveState) -> bool {
    match (shown, state) {
        (SaveState::Saved { at: Some(one) }, SaveState::Saved { at: Some(other) }) => {
            one / 1000 == other / 1000
        }
        (shown, state) => shown == state,
    }
}

fn report(revision: u64, outcome: Result<(), StoreError>) -> Event {
    match outcome {
        Ok(()) => Event::Completed { revision, at: clock::now_ms() },
        Err(why) => Event::Failed { revision, why },
    }
}

fn stored_cell(rubric: &Rubric, at: IndicatorIx, cell: &Place, value: &str) -> Option<StoredCell> {
    Some(StoredCell {
        indicator: rubric.indicator(at)?.id.as_str().to_owned(),
        cell: cell.key().to_owned(),
        value: value.to_owned(),
    })
}
