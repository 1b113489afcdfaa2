//! An open assessment: its facts and scorecard, kept in step, what can be taken back, its journal, and who is told of
//! changes.
//! Pages that show it whole read it as it stands; the fill page watches it, so that one keystroke costs one row.
//! May import Leptos and the library. Read next: `pages::fill`.

use std::cell::{Cell as Flag, Ref, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use gongping::assessment::{Assessment, Cell, Edit, Project, Role, Sheet};
use gongping::editing::history::{Change, History};
use gongping::editing::journal::Journal;
use gongping::record::{Step, StepKind};
use gongping::rubric::adjust::Adjustment;
use gongping::rubric::{Indicator, IndicatorIx, Rubric, Stage};
use gongping::score::Scorecard;
use gongping::score::running::{Running, Touched};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::app::platform::clock;

/// An open assessment; a handle that is cloned freely.
#[derive(Clone)]
pub struct OpenAssessment(SendWrapper<Rc<Inner>>);

/// What is told of changes made together.
type OnChange = Box<dyn Fn(&[Change])>;

/// Who shows an assessment and follows its changes, in the very task of each.
pub trait Watch {
    /// These rows are about to change.
    fn before(&self, rows: &[IndicatorIx]);
    /// They have changed.
    fn after(&self, rows: &[IndicatorIx], touched: &[Touched]);
    /// Brings a row into sight, unless the keyboard is in it already.
    fn show(&self, row: IndicatorIx);
}

struct Inner {
    rubric: Arc<Rubric>,
    stage: Option<Stage>,
    running: RefCell<Running>,
    history: RefCell<History>,
    /// `None` for the sample.
    journal: RefCell<Option<Journal>>,
    signature: Box<dyn Fn() -> String>,
    steps: ArcRwSignal<Steps>,
    on_change: OnChange,
    watch: RefCell<Option<Rc<dyn Watch>>>,
    /// Whether nothing can be changed here: another tab does.
    locked: Flag<bool>,
}

/// What was done so far.
pub struct Past {
    history: History,
    journal: Option<Journal>,
}

/// Whether there is something to take back and to do again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Steps {
    /// Something to take back.
    pub undo: bool,
    /// Something to do again.
    pub redo: bool,
}

/// Where a change was made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Here,
    /// In another tab, which has stored it.
    Elsewhere,
}

impl OpenAssessment {
    /// Opens an assessment. `on_change` is called with changes made together, in the same task, when
    /// the figures have followed and before the screen does. `signature` names who does what is done.
    pub fn new(
        rubric: Arc<Rubric>,
        assessment: Assessment,
        signature: impl Fn() -> String + 'static,
        on_change: impl Fn(&[Change]) + 'static,
    ) -> Self {
        let running = Running::new(rubric.clone(), assessment);
        Self(SendWrapper::new(Rc::new(Inner {
            rubric,
            stage: running.stage().cloned(),
            running: RefCell::new(running),
            history: RefCell::new(History::new()),
            journal: RefCell::new(None),
            signature: Box::new(signature),
            steps: ArcRwSignal::default(),
            on_change: Box::new(on_change),
            watch: RefCell::new(None),
            locked: Flag::new(false),
        })))
    }

    /// The rubric it is made with.
    pub fn rubric(&self) -> &Arc<Rubric> {
        &self.0.rubric
    }

    /// The stage it is made at.
    pub fn stage(&self) -> Option<&Stage> {
        self.0.stage.as_ref()
    }

    /// The facts and figures as they stand. Nothing may be changed while they are looked at.
    pub fn now(&self) -> Ref<'_, Running> {
        self.0.running.borrow()
    }

    /// The assessment's id.
    pub fn id(&self) -> String {
        self.now().assessment().id.clone()
    }

    /// Who rates.
    pub fn role(&self) -> Role {
        self.now().assessment().role
    }

    /// The project.
    pub fn project(&self) -> Project {
        self.now().assessment().project.clone()
    }

    /// An indicator; every position of this rubric has one.
    pub fn indicator(&self, at: IndicatorIx) -> Option<&Indicator> {
        self.0.rubric.indicator(at)
    }

    /// A cell's text as it stands.
    pub fn text(&self, at: IndicatorIx, cell: &Cell) -> String {
        self.with_sheet(at, |sheet| sheet.get(cell).to_owned())
    }

    /// Reads a sheet as it stands.
    pub fn with_sheet<T: Default>(&self, at: IndicatorIx, read: impl FnOnce(&Sheet) -> T) -> T {
        self.now().sheet(at).map_or_else(T::default, read)
    }

    /// Has `watch` told of every change from now on, instead of whoever was told before.
    pub fn watch(&self, watch: Option<Rc<dyn Watch>>) {
        self.0.watch.replace(watch);
    }

    /// Goes on with its journal, as it was stored: everything in it can be taken back.
    pub fn go_on_from(&self, journal: Journal) {
        self.go_on_with(Past { history: journal.history(&self.0.rubric), journal: Some(journal) });
    }

    /// Goes on with what was done: the same assessment was open before, on its rubric as it was then.
    pub fn go_on_with(&self, past: Past) {
        self.0.history.replace(past.history);
        self.0.journal.replace(past.journal);
        self.tell_steps();
    }

    /// Gives away what was done, for the same assessment opened anew.
    pub fn hand_over(&self) -> Past {
        let mut history = self.0.history.replace(History::new());
        history.end_step();
        Past { history, journal: self.0.journal.take() }
    }

    /// Who does what is done; empty where nobody said.
    pub fn signature(&self) -> String {
        (self.0.signature)()
    }

    /// The steps of the journal that are not on the disk yet, and the mark to report back with
    /// [`OpenAssessment::written`] once they are.
    pub fn unwritten(&self) -> (Vec<(u32, String)>, u64) {
        self.0.journal.borrow().as_ref().map(Journal::unwritten).unwrap_or_default()
    }

    /// The steps up to this mark are on the disk.
    pub fn written(&self, mark: u64) {
        if let Some(journal) = self.0.journal.borrow_mut().as_mut() {
            journal.written(mark);
        }
    }

    /// The number of the journal's last step; `None` for the sample.
    pub fn last_step(&self) -> Option<u64> {
        self.0.journal.borrow().as_ref().map(|journal| u64::from(journal.last()))
    }

    /// All steps of the journal, oldest first.
    pub fn journal(&self) -> Vec<Step> {
        self.0.journal.borrow().iter().flat_map(Journal::steps).cloned().collect()
    }

    /// Notes in the journal that something was changed of the rubric.
    pub fn note_adjusted(&self, before: &[Adjustment], after: &[Adjustment]) {
        self.note(|journal, at, by| journal.adjusted(before, after, at, by));
    }

    fn note(&self, note: impl FnOnce(&mut Journal, u64, String)) {
        if let Some(journal) = self.0.journal.borrow_mut().as_mut() {
            note(journal, clock::now_ms(), (self.0.signature)());
        }
    }

    /// Lets nothing be changed here any more, or lets it again.
    pub fn lock(&self, locked: bool) {
        self.0.locked.set(locked);
        self.tell_steps();
    }

    /// Whether nothing can be changed here.
    pub fn is_locked(&self) -> bool {
        self.0.locked.get()
    }

    /// Whether somebody follows the changes row by row.
    pub fn is_watched(&self) -> bool {
        self.0.watch.borrow().is_some()
    }

    /// Shows what was changed elsewhere and is stored already; it cannot be taken back here.
    pub fn follow(&self, edits: Vec<Edit>) {
        self.make(edits, Origin::Elsewhere);
    }

    /// The one way to change facts; edits made together are taken back together. They are handed to the store
    /// in the same task, before the screen follows.
    pub fn edit(&self, edits: Vec<Edit>) {
        if self.is_locked() {
            return;
        }
        let changes = self.make(edits, Origin::Here);
        if !changes.is_empty() {
            let recorded = self.0.history.borrow_mut().record(changes.clone(), clock::now_ms());
            self.note(|journal, at, by| journal.edited(&self.0.rubric, &changes, recorded, at, by));
            self.tell_steps();
        }
    }

    /// As [`OpenAssessment::edit`], for a change that is made whole, such as a choice: a step of its own.
    pub fn edit_at_once(&self, edits: Vec<Edit>) {
        self.0.history.borrow_mut().end_step();
        self.edit(edits);
        self.0.history.borrow_mut().end_step();
    }

    /// Takes back the newest step, and shows the row it was in.
    pub fn undo(&self) {
        if self.is_locked() {
            return;
        }
        let edits = self.0.history.borrow_mut().undo();
        self.replay(edits, StepKind::Undo);
    }

    /// Does the step last taken back again, and shows the row it was in.
    pub fn redo(&self) {
        if self.is_locked() {
            return;
        }
        let edits = self.0.history.borrow_mut().redo();
        self.replay(edits, StepKind::Redo);
    }

    /// Whether there is something to take back or to do again, followed.
    pub fn steps(&self) -> Steps {
        self.0.steps.get()
    }

    fn replay(&self, edits: Option<Vec<Edit>>, kind: StepKind) {
        let Some(edits) = edits else { return };
        let row = edits.first().map(|edit| edit.indicator);
        let changes = self.make(edits, Origin::Here);
        self.note(|journal, at, by| journal.note(&self.0.rubric, kind, &changes, at, by));
        self.tell_steps();
        let watch = self.0.watch.borrow().clone();
        if let (Some(watch), Some(row)) = (watch, row) {
            watch.show(row);
        }
    }

    fn tell_steps(&self) {
        let history = self.0.history.borrow();
        let open = !self.is_locked();
        let steps = Steps { undo: open && history.can_undo(), redo: open && history.can_redo() };
        if self.0.steps.get_untracked() != steps {
            self.0.steps.set(steps);
        }
    }

    /// Makes the edits, hands those that change something to the store, and then has the screen follow.
    fn make(&self, edits: Vec<Edit>, origin: Origin) -> Vec<Change> {
        let mut rows: Vec<IndicatorIx> = edits.iter().map(|edit| edit.indicator).collect();
        rows.dedup();
        let watch = self.0.watch.borrow().clone();
        if let Some(watch) = &watch {
            watch.before(&rows);
        }
        let (mut changes, mut touched) = (Vec::new(), Vec::new());
        for edit in edits {
            let (indicator, cell, after) = (edit.indicator, edit.cell.clone(), edit.value.clone());
            if let Some(one) = self.0.running.borrow_mut().edit(edit) {
                changes.push(Change { indicator, cell, before: one.undo.value.clone(), after });
                touched.push(one);
            }
        }
        if !changes.is_empty() && origin == Origin::Here {
            (self.0.on_change)(&changes);
        }
        if let Some(watch) = &watch {
            watch.after(&rows, &touched);
        }
        changes
    }

    /// The assessment as it stands, for files and paper.
    pub fn assessment(&self) -> Assessment {
        self.now().assessment().clone()
    }

    /// The scorecard as it stands.
    pub fn scorecard(&self) -> Scorecard {
        self.now().card().clone()
    }
}
