//! Tables for the journal, and random work with crashes in between: after each restart everything can be taken back to
//! the very start and done again to the end.

use std::sync::{Arc, LazyLock};

use proptest::prelude::*;

use super::*;
use crate::assessment::Edit;
use crate::rubric::IndicatorIx;

static RUBRIC: LazyLock<Arc<Rubric>> =
    LazyLock::new(|| Arc::new(Rubric::read(include_str!("../../../rubrics/haiyan-purchase.json")).unwrap()));

type Cells = BTreeMap<usize, String>;

/// An open assessment of which only the notes are filled in, and what is stored of it.
#[derive(Clone, Default)]
struct App {
    cells: Cells,
    history: History,
    journal: Journal,
    on_disk: BTreeMap<u32, String>,
    is_journalled: bool,
    now: u64,
}

impl App {
    /// Opens what is stored anew, as after a restart.
    fn open(&mut self) {
        let steps: Vec<(u32, String)> = self.on_disk.clone().into_iter().collect();
        let cells = stored(&self.cells);
        self.journal = Journal::open(Stored {
            steps: &steps,
            is_journalled: self.is_journalled,
            cells: &cells,
            changed: self.now,
            by: "",
        });
        self.history = self.journal.history(&RUBRIC);
    }

    fn put(&mut self, edits: Vec<Edit>) -> Vec<Change> {
        let mut changes = Vec::new();
        for Edit { indicator, cell, value } in edits {
            let before = self.cells.remove(&indicator.0).unwrap_or_default();
            if !value.is_empty() {
                self.cells.insert(indicator.0, value.clone());
            }
            changes.push(Change { indicator, cell, before, after: value });
        }
        changes
    }

    fn type_in(&mut self, values: &[(usize, &str)], pause: u64) {
        self.now += pause;
        let edit = |(at, value): &(usize, &str)| Edit {
            indicator: IndicatorIx(*at),
            cell: Cell::Note,
            value: (*value).to_owned(),
        };
        let changes = self.put(values.iter().map(edit).collect());
        let recorded = self.history.record(changes.clone(), self.now);
        self.journal.edited(&RUBRIC, &changes, recorded, self.now, "王".to_owned());
    }

    fn undo(&mut self) -> bool {
        let Some(edits) = self.history.undo() else { return false };
        let changes = self.put(edits);
        self.journal.note(&RUBRIC, StepKind::Undo, &changes, self.now, String::new());
        true
    }

    fn redo(&mut self) -> bool {
        let Some(edits) = self.history.redo() else { return false };
        let changes = self.put(edits);
        self.journal.note(&RUBRIC, StepKind::Redo, &changes, self.now, String::new());
        true
    }

    /// The strict write that follows within a second.
    fn sync(&mut self) {
        let (steps, mark) = self.journal.unwritten();
        self.on_disk.extend(steps);
        self.journal.written(mark);
        self.is_journalled = true;
    }

    /// Takes everything back, does it all again, and gives what the cells held at the start.
    #[track_caller]
    fn there_and_back(&self) -> Cells {
        let mut other = self.clone();
        let steps = std::iter::repeat_with(|| other.undo()).take_while(|undone| *undone).count();
        let start = other.cells.clone();
        assert!((0..steps).all(|_| other.redo()));
        assert_eq!(other.cells, self.cells, "done again to the end");
        start
    }
}

fn stored(cells: &Cells) -> Vec<StoredCell> {
    let id = |at: &usize| RUBRIC.indicator(IndicatorIx(*at)).unwrap().id.to_string();
    let cell = |(at, value): (&usize, &String)| StoredCell {
        indicator: id(at),
        cell: Cell::Note.key().to_owned(),
        value: value.clone(),
    };
    cells.iter().map(cell).collect()
}

/// What can be taken back and done again, as the edits it would make.
fn stacks(history: &History) -> (Vec<Vec<Edit>>, Vec<Vec<Edit>>) {
    let (mut back, mut forth) = (history.clone(), history.clone());
    (std::iter::from_fn(|| back.undo()).collect(), std::iter::from_fn(|| forth.redo()).collect())
}

#[track_caller]
fn kinds(app: &App, expected: &[(StepKind, &str, &str)]) {
    let steps: Vec<(StepKind, &str, &str)> = app
        .journal
        .steps()
        .map(|step| (step.kind, step.changes[0].from.as_str(), step.changes[0].to.as_str()))
        .collect();
    assert_eq!(steps, expected);
}

#[test]
fn keystrokes_in_one_cell_are_one_step_under_one_number() {
    let mut app = App::default();
    app.type_in(&[(0, "9")], 0);
    app.sync();
    app.type_in(&[(0, "91")], 100);
    let (steps, _) = app.journal.unwritten();
    assert_eq!(steps.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1]);
    app.type_in(&[(0, "91分")], 5_000);
    kinds(&app, &[(StepKind::Edit, "", "91"), (StepKind::Edit, "91", "91分")]);
    assert_eq!(app.journal.steps().next().unwrap().by, "王");
}

#[test]
fn only_what_is_not_on_the_disk_is_written_and_what_failed_is_written_again() {
    let mut app = App::default();
    app.type_in(&[(0, "1")], 0);
    let (first, mark) = app.journal.unwritten();
    app.type_in(&[(1, "2")], 10);
    let (both, _) = app.journal.unwritten();
    assert_eq!((first.len(), both.len()), (1, 2), "the first is not known to be written");
    app.journal.written(mark);
    let (rest, mark) = app.journal.unwritten();
    assert_eq!(rest.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [2]);
    app.journal.written(mark);
    assert_eq!(app.journal.unwritten().0, []);
}

#[test]
fn a_crash_that_takes_the_end_of_the_journal_leaves_one_recovered_step() {
    let mut app = App::default();
    app.type_in(&[(0, "1")], 0);
    app.sync();
    app.type_in(&[(1, "2")], 5_000);
    app.type_in(&[(0, "")], 5_000);
    app.open();
    let recovered: Vec<_> =
        app.journal.steps().last().unwrap().changes.iter().map(|c| (&*c.from, &*c.to)).collect();
    assert_eq!(recovered, [("", "2"), ("1", "")]);
    assert_eq!(app.there_and_back(), Cells::new());
}

#[test]
fn what_was_there_before_the_journal_cannot_be_taken_back() {
    let before = Cells::from([(0, "1".to_owned()), (2, "3".to_owned())]);
    let mut app = App { cells: before.clone(), ..App::default() };
    app.open();
    assert!(!app.history.can_undo());
    app.type_in(&[(0, "12")], 0);
    app.sync();
    app.type_in(&[(1, "2")], 5_000);
    app.open();
    assert_eq!(app.there_and_back(), before);
}

#[test]
fn a_journal_that_began_later_says_once_what_was_there_and_can_be_taken_back_as_far_as_it_goes() {
    let before = Cells::from([(0, "1".to_owned()), (1, "2".to_owned())]);
    let mut app = App { cells: before.clone(), ..App::default() };
    // As from a file: the one step it has begins with what was there.
    app.open();
    app.type_in(&[(0, "12")], 0);
    app.sync();
    app.on_disk.remove(&1);
    app.is_journalled = false;
    app.open();
    kinds(&app, &[(StepKind::Edit, "1", "12"), (StepKind::Recovered, "2", "2")]);
    assert_eq!(app.there_and_back(), before);
}

#[test]
fn a_change_of_the_rubric_is_noted_and_passed_over_when_taking_back() {
    let mut app = App::default();
    app.type_in(&[(0, "1")], 0);
    app.journal.adjusted(&[], &[], 7, "李".to_owned());
    app.history.end_step();
    app.type_in(&[(0, "12")], 10);
    app.sync();
    app.open();
    let steps: Vec<_> = app.journal.steps().map(|step| step.kind).collect();
    assert_eq!(steps, [StepKind::Edit, StepKind::Adjust, StepKind::Edit]);
    assert_eq!(app.there_and_back(), Cells::new());
}

#[test]
fn where_a_step_was_lost_in_the_middle_taking_back_ends_there() {
    let mut app = App::default();
    for value in ["1", "12", "123", "1234"] {
        app.type_in(&[(0, value)], 5_000);
    }
    app.sync();
    app.on_disk.remove(&2);
    app.open();
    assert_eq!(app.there_and_back(), Cells::from([(0, "123".to_owned())]));
    app.on_disk.insert(2, "{".to_owned());
    app.open();
    assert_eq!(app.there_and_back(), Cells::from([(0, "123".to_owned())]));
    assert_eq!(app.journal.last(), 4);
}

#[test]
fn a_place_the_rubric_does_not_know_is_kept_and_not_taken_back() {
    let mut app = App::default();
    app.type_in(&[(0, "1")], 0);
    let unknown = StoredCell { indicator: "X".to_owned(), cell: "#note".to_owned(), value: "旧".to_owned() };
    let mut cells = stored(&app.cells);
    cells.push(unknown);
    app.sync();
    let steps: Vec<(u32, String)> = app.on_disk.clone().into_iter().collect();
    let journal =
        Journal::open(Stored { steps: &steps, is_journalled: true, cells: &cells, changed: 0, by: "" });
    assert_eq!(journal.last(), 2);
    assert_eq!(stacks(&journal.history(&RUBRIC)).0.len(), 1);
}

/// One thing a person or the machine does.
#[derive(Debug, Clone)]
enum Act {
    Type(usize, String, u64),
    Together(Vec<(usize, String)>),
    Choose(usize, String),
    Undo,
    Redo,
    Sync,
    /// The page is left, which writes everything, and opened again.
    Leave,
    /// The machine stops: what was not synced of the journal is gone, the cells are not.
    Crash,
}

fn act() -> impl Strategy<Value = Act> {
    let value = || "[a-c]{0,2}";
    prop_oneof![
        8 => (0..4usize, value(), 0..2_000u64).prop_map(|(at, value, pause)| Act::Type(at, value, pause)),
        1 => prop::collection::vec((0..4usize, value()), 1..4).prop_map(Act::Together),
        1 => (0..4usize, value()).prop_map(|(at, value)| Act::Choose(at, value)),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        2 => Just(Act::Sync),
        1 => Just(Act::Leave),
        1 => Just(Act::Crash),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn after_any_work_and_any_crash_everything_can_be_taken_back_and_done_again(
        begins_filled in any::<bool>(),
        acts in prop::collection::vec(act(), 0..80)
    ) {
        let start = if begins_filled { Cells::from([(1, "a".to_owned())]) } else { Cells::new() };
        let mut app = App { cells: start.clone(), is_journalled: !begins_filled, ..App::default() };
        app.open();
        // Before the first write a crash makes what was typed the beginning.
        let mut start = start;
        for one in acts {
            match one {
                Act::Type(at, value, pause) => app.type_in(&[(at, &value)], pause),
                Act::Together(values) => {
                    let values: Vec<(usize, &str)> = values.iter().map(|(at, value)| (*at, &**value)).collect();
                    app.type_in(&values, 10);
                }
                Act::Choose(at, value) => {
                    app.history.end_step();
                    app.type_in(&[(at, &value)], 10);
                    app.history.end_step();
                }
                Act::Undo => {
                    app.undo();
                }
                Act::Redo => {
                    app.redo();
                }
                Act::Sync => app.sync(),
                Act::Leave => {
                    app.sync();
                    let before = stacks(&app.history);
                    app.open();
                    prop_assert_eq!(stacks(&app.history), before, "as it was when it was left");
                }
                Act::Crash => {
                    if !app.is_journalled {
                        start.clone_from(&app.cells);
                    }
                    app.open();
                }
            }
            prop_assert_eq!(&app.there_and_back(), &start);
        }
        app.open();
        if !app.is_journalled {
            start.clone_from(&app.cells);
        }
        prop_assert_eq!(app.there_and_back(), start);
    }
}
