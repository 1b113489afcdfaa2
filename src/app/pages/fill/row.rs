//! One row of the form as it is described: the facts and what the engine says of them in, elements out, and a list
//! of everything in them that may change. Describing a row twice, before and after an edit, gives the few places
//! that have to be written; nothing is remembered in between.
//! May import `parts::element`, `words` and the library. Read next: `follow`, which writes the differences.

use std::cell::RefCell;

use gongping::assessment::{Cell, Sheet};
use gongping::rubric::fields::Field;
use gongping::rubric::{FieldKey, Indicator, IndicatorIx, Kind, Rubric, Stage};
use gongping::score::sentence::Language;
use gongping::score::{Fault, IndicatorScore};

use crate::app::parts::element::El;
use crate::app::words::fill::Fill;
use crate::app::words::general::General;

/// What a place shows, which decides how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A text.
    Text,
    /// The contents of an input or a text area.
    Value,
    /// The chosen one of some radio buttons.
    Choice,
    /// Whether a box is ticked.
    Ticked,
    /// `data-state`; without a value the attribute is not there.
    State,
    /// The class.
    Class,
    /// Not shown where there is a value.
    Hidden,
    /// Whether the body of a button that opens and closes is there.
    Expanded,
    /// Whether a field is wrong, as a screen reader is told.
    Wrong,
    /// The message of a field; without a value there is none.
    Fault,
    /// A line at the end of the card's body; without a value it is not there.
    Line,
    /// A part that is there only at times, with all that is in it.
    Part,
}

/// A place in a row that may change, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// How it is written.
    pub what: What,
    /// The end of its element's id, behind the indicator's own: `whole.due`.
    pub place: String,
    /// What it shows.
    pub value: String,
}

/// One row of the form, to be described.
pub struct Row<'a> {
    /// Which row.
    pub at: IndicatorIx,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The rubric, with what was changed of it.
    pub rubric: &'a Rubric,
    /// Base or bonus.
    pub kind: Kind,
    /// What was typed.
    pub sheet: &'a Sheet,
    /// What the engine says of it.
    pub score: &'a IndicatorScore,
    /// When in the project's life.
    pub stage: Option<&'a Stage>,
    /// How many decimal places a score is shown with.
    pub places: u32,
    /// The language of the screen.
    pub language: Language,
    /// The parts the person has opened.
    pub opened: &'a [String],
    /// Whether elements are made.
    pub drawn: bool,
    /// The places described so far.
    pub slots: RefCell<Vec<Slot>>,
}

impl Row<'_> {
    /// The words of this page.
    pub fn words(&self) -> &'static Fill {
        Fill::of(self.language)
    }

    /// The words of every page.
    pub fn general(&self) -> &'static General {
        General::of(self.language)
    }

    /// An element, where elements are made.
    pub fn el(&self, name: &'static str) -> El {
        El::when(self.drawn, name)
    }

    /// The element id of a place, unique on the page: `HY-08.part`.
    pub fn id(&self, place: &str) -> String {
        element_id(self.indicator, place)
    }

    /// Takes note of what a place shows.
    pub fn note(&self, what: What, place: &str, value: &str) {
        let slot = Slot { what, place: place.to_owned(), value: value.to_owned() };
        self.slots.borrow_mut().push(slot);
    }

    /// An element with its id and a text that may change.
    pub fn text(&self, element: El, place: &str, value: &str) -> El {
        self.note(What::Text, place, value);
        if self.drawn { element.attr("id", &self.id(place)).text(value) } else { element }
    }

    /// A part that is there only at times. Its body is described only where it is.
    pub fn part(&self, place: &str, there: bool, body: impl FnOnce() -> El) -> El {
        self.note(What::Part, place, if there { "1" } else { "" });
        if there { body().attr("data-part", place) } else { El::NONE }
    }

    /// Whether the person has opened a part.
    pub fn is_open(&self, part: &str) -> bool {
        self.opened.iter().any(|one| one == part)
    }

    /// What was typed for a fact.
    pub fn fact(&self, key: &FieldKey) -> &str {
        self.sheet.fact(key)
    }

    /// What was typed into a cell.
    pub fn cell(&self, cell: &Cell) -> &str {
        self.sheet.get(cell)
    }

    /// What is wrong with a fact.
    pub fn fault(&self, key: &FieldKey) -> Option<&Fault> {
        self.score.computed.problems.iter().find(|problem| problem.key == *key).map(|problem| &problem.fault)
    }
}

/// The element id of a place of an indicator: `HY-08.part`.
pub fn element_id(indicator: &Indicator, place: &str) -> String {
    let id = indicator.id.as_str();
    let mut whole = String::with_capacity(id.len() + place.len() + 1);
    whole.push_str(id);
    whole.push('.');
    whole.push_str(place.trim_start_matches('#'));
    whole
}

/// The name of a fact for a message: its label, or the key where the rubric no longer has it.
pub fn label_of(fields: &[Field], key: &FieldKey) -> String {
    fields
        .iter()
        .find(|field| field.key == *key)
        .map_or_else(|| key.to_string(), |field| field.label.to_string())
}
