//! An open assessment: its facts and scorecard, kept in step, what can be taken back, and who is told of changes.
//! Pages that show it whole read it as it stands; the fill page watches it, so that one keystroke costs one row.
//! May import Leptos and the library. Read next: `pages::fill`.

use std::cell::{Ref, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use gongping::assessment::{Assessment, Cell, Edit, Project, Role, Sheet};
use gongping::editing::history::{Change, History};
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
    steps: ArcRwSignal<Steps>,
    on_change: OnChange,
    watch: RefCell<Option<Rc<dyn Watch>>>,
}

/// Whether there is something to take back and to do again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Steps {
    /// Something to take back.
    pub undo: bool,
    /// Something to do again.
    pub redo: bool,
}

impl OpenAssessment {
    /// Opens an assessment. `on_change` is called with changes made together, in the same task, when
    /// the figures have followed and before the screen does.
    pub fn new(rubric: Arc<Rubric>, assessment: Assessment, on_change: impl Fn(&[Change]) + 'static) -> Self {
        let running = Running::new(rubric.clone(), assessment);
        Self(SendWrapper::new(Rc::new(Inner {
            rubric,
            stage: running.stage().cloned(),
            running: RefCell::new(running),
            history: RefCell::new(History::new()),
            steps: ArcRwSignal::default(),
            on_change: Box::new(on_change),
            watch: RefCell::new(None),
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

    /// Goes on with what can be taken back: the same assessment was open before, on its rubric as it was then.
    pub fn go_on_with(&self, history: History) {
        self.0.history.replace(history);
        self.tell_steps();
    }

    /// Gives away what can be taken back, for the same assessment opened anew.
    pub fn hand_over(&self) -> History {
        self.0.history.replace(History::new())
    }

    /// The one way to change facts; edits made together are taken back together. They are handed to the store
    /// in the same task, before the screen follows.
    pub fn edit(&self, edits: Vec<Edit>) {
        let changes = self.make(edits);
        if !changes.is_empty() {
            self.0.history.borrow_mut().record(changes, clock::now_ms());
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
        let edits = self.0.history.borrow_mut().undo();
        self.replay(edits);
    }

    /// Does the step last taken back again, and shows the row it was in.
    pub fn redo(&self) {
        let edits = self.0.history.borrow_mut().redo();
        self.replay(edits);
    }

    /// Whether there is something to take back or to do again, followed.
    pub fn steps(&self) -> Steps {
        self.0.steps.get()
    }

    fn replay(&self, edits: Option<Vec<Edit>>) {
        let Some(edits) = edits else { return };
        let row = edits.first().map(|edit| edit.indicator);
        self.make(edits);
        self.tell_steps();
        let watch = self.0.watch.borrow().clone();
        if let (Some(watch), Some(row)) = (watch, row) {
            watch.show(row);
        }
    }

    fn tell_steps(&self) {
        let history = self.0.history.borrow();
        let steps = Steps { undo: history.can_undo(), redo: history.can_redo() };
        if self.0.steps.get_untracked() != steps {
            self.0.steps.set(steps);
        }
    }

    /// Makes the edits, hands those that change something to the store, and then has the screen follow.
    fn make(&self, edits: Vec<Edit>) -> Vec<Change> {
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
        if !changes.is_empty() {
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
