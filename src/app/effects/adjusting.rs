//! Changing the rubric of the open assessment: the change is stored, and then the page is built anew on the rubric
//! as it is now, with the keyboard, the scroll position and the steps that can be taken back as they were.
//! May import `state`, `platform`, the library and Leptos. Read next: `session`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use gongping::assessment::Assessment;
use gongping::editing::StoreError;
use gongping::record::{Head, Opened};
use gongping::rubric::Rubric;
use gongping::rubric::adjust::{Adjustment, Unfit};
use send_wrapper::SendWrapper;

use crate::app::state::library::Hold;
use crate::app::state::open::Past;

/// Builds the page anew.
type Reopen = dyn Fn(Opened, Option<Hold>);

/// What goes over from a page to the one built anew in its place; a handle that is cloned freely.
#[derive(Clone)]
pub struct Reopening(SendWrapper<Rc<Inner>>);

struct Inner {
    reopen: Box<Reopen>,
    place: RefCell<Option<Place>>,
    past: RefCell<Option<Past>>,
}

/// Where the person was on the page.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The id of the element with the keyboard.
    pub focus: Option<String>,
    /// An element that is there in any case, for when the first is not there any more.
    pub beside: Option<String>,
    /// Where in its text the caret stood, in characters as the browser counts them.
    pub caret: Option<u32>,
    /// How far below the top of the window that element stood, in pixels.
    pub top: f64,
    /// How far the page was scrolled, in pixels.
    pub scrolled: f64,
    /// The parts that were opened, by row.
    pub opened: BTreeMap<usize, Vec<String>>,
    /// The folds beside the rows that were open, by their ids.
    pub folds: Vec<String>,
}

impl Reopening {
    /// With what builds the page anew.
    pub fn new(reopen: impl Fn(Opened, Option<Hold>) + 'static) -> Self {
        let (place, past) = (RefCell::default(), RefCell::default());
        Self(SendWrapper::new(Rc::new(Inner { reopen: Box::new(reopen), place, past })))
    }

    /// Keeps where the person is; called when a page goes away.
    pub fn leave(&self, place: Place) {
        self.0.place.replace(Some(place));
    }

    /// Where the person was on the page before; `None` where there was none.
    pub fn place(&self) -> Option<Place> {
        self.0.place.take()
    }

    /// What was done before.
    pub(super) fn past(&self) -> Option<Past> {
        self.0.past.take()
    }

    /// Builds the page anew.
    pub(super) fn reopen(&self, opened: Opened, hold: Option<Hold>, past: Past) {
        self.0.past.replace(Some(past));
        (self.0.reopen)(opened, hold);
    }
}

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It does not fit the rubric.
    Unfit(Unfit),
    /// What was typed before is not stored yet.
    Unsaved,
    /// Another tab edits the assessment.
    Elsewhere,
    /// The store did not take it.
    Store(StoreError),
}

/// The changes in force, as whoever writes the head knows them.
pub(super) struct InForce {
    /// Where the assessment is stored, and its head as it was read; `None` for the sample.
    pub stored: Option<(Hold, Head)>,
    /// The changes.
    pub list: RefCell<Vec<Adjustment>>,
    /// Whether a change is being stored.
    pub under_way: Cell<bool>,
    /// The revision that was handed out as a file meanwhile.
    pub exported: Cell<Option<u64>>,
}

impl InForce {
    /// Of an assessment as it was opened.
    pub(super) fn new(stored: Option<(Hold, Head)>, assessment: &Assessment) -> Rc<Self> {
        // Changes that do not fit stay stored until another change is made.
        let list = stored.as_ref().map_or(&assessment.adjustments, |(_, head)| &head.adjustments).clone();
        Rc::new(Self {
            stored,
            list: RefCell::new(list),
            under_way: Cell::new(false),
            exported: Cell::new(None),
        })
    }
}

/// The assessment on the rubric as it is now, ready to be opened.
pub(super) fn opened(rubric: Arc<Rubric>, mut assessment: Assessment, head: Option<Head>) -> Opened {
    assessment.adjustments = rubric.adjustments();
    Opened { rubric, assessment, head, kept_out: Vec::new(), unfit: Vec::new() }
}
