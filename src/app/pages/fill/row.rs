//! One row of the form as its parts see it: the facts in as signals, changes out, faults by field.
//! May import `state` and the library. Read next: `rule`.

use gongping::assessment::{Cell, Edit, Sheet};
use gongping::rubric::fields::Field;
use gongping::rubric::{FieldKey, Indicator, IndicatorIx};
use gongping::score::{Fault, IndicatorScore};
use leptos::prelude::*;

use crate::app::state::open::OpenAssessment;

/// One row of the form.
#[derive(Clone)]
pub struct Row {
    /// The assessment it belongs to.
    pub open: OpenAssessment,
    /// Which row.
    pub at: IndicatorIx,
    score: ArcMemo<IndicatorScore>,
}

impl Row {
    /// The row of an indicator; `None` where the rubric has none there.
    pub fn new(open: &OpenAssessment, at: IndicatorIx) -> Option<Self> {
        Some(Self { open: open.clone(), at, score: open.score(at)? })
    }

    /// The indicator.
    pub fn indicator(&self) -> Option<&Indicator> {
        self.open.indicator(self.at)
    }

    /// Reads the score, followed.
    pub fn score<T>(&self, read: impl FnOnce(&IndicatorScore) -> T) -> T {
        self.score.with(read)
    }

    /// Reads the sheet, followed.
    pub fn sheet<T: Default>(&self, read: impl FnOnce(&Sheet) -> T) -> T {
        self.open.with_sheet(self.at, read)
    }

    /// The element id of a cell, unique on the page: `HY-08.part`.
    pub fn element(&self, cell: &str) -> String {
        match self.indicator() {
            Some(indicator) => format!("{}.{}", indicator.id, cell.trim_start_matches('#')),
            None => cell.to_owned(),
        }
    }

    /// A cell's text.
    pub fn cell(&self, cell: Cell) -> Signal<String> {
        let row = self.clone();
        Signal::derive(move || row.open.text(row.at, &cell))
    }

    /// A fact's text.
    pub fn fact(&self, key: &FieldKey) -> Signal<String> {
        self.cell(Cell::Fact(key.clone()))
    }

    /// Reads the sheet as it stands, for an event handler.
    pub fn sheet_now<T: Default>(&self, read: impl FnOnce(&Sheet) -> T) -> T {
        untrack(|| self.sheet(read))
    }

    /// Writes a cell.
    pub fn set(&self, cell: Cell, value: String) {
        self.set_all(vec![(cell, value)]);
    }

    /// Writes several cells as one step.
    pub fn set_all(&self, cells: Vec<(Cell, String)>) {
        let edit = |(cell, value)| Edit { indicator: self.at, cell, value };
        self.open.edit(cells.into_iter().map(edit).collect());
    }

    /// The callback that writes a cell.
    pub fn setter(&self, cell: Cell) -> Callback<String> {
        let row = self.clone();
        Callback::new(move |value| row.set(cell.clone(), value))
    }

    /// The callback that writes a fact.
    pub fn fact_setter(&self, key: &FieldKey) -> Callback<String> {
        self.setter(Cell::Fact(key.clone()))
    }

    /// The callback that writes a fact that is chosen rather than typed.
    pub fn fact_chooser(&self, key: &FieldKey) -> Callback<String> {
        let (row, cell) = (self.clone(), Cell::Fact(key.clone()));
        Callback::new(move |value| {
            let edit = Edit { indicator: row.at, cell: cell.clone(), value };
            row.open.edit_at_once(vec![edit]);
        })
    }

    /// What is wrong with a fact.
    pub fn fault(&self, key: &FieldKey) -> Signal<Option<Fault>> {
        let (row, key) = (self.clone(), key.clone());
        Signal::derive(move || {
            row.score(|score| {
                let mut problems = score.computed.problems.iter();
                problems.find(|problem| problem.key == key).map(|problem| problem.fault.clone())
            })
        })
    }
}

/// The name of a fact for a message: its label, or the key where the rubric no longer has it.
pub fn label_of(fields: &[Field], key: &FieldKey) -> String {
    fields
        .iter()
        .find(|field| field.key == *key)
        .map_or_else(|| key.to_string(), |field| field.label.to_string())
}
