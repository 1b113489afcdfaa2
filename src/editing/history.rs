//! Undo and redo for what is typed into sheets. Keystrokes in one cell become one step, so that one Ctrl+Z takes
//! back a word rather than a letter. The time of an edit is an argument.
//! May import `assessment` and `rubric`. Read next: `journal`, which brings the steps back after a restart.

use std::collections::VecDeque;

use crate::assessment::{Cell, Edit};
use crate::rubric::IndicatorIx;

/// Keystrokes in the same cell further apart than this are separate steps, in milliseconds.
pub const STEP_PAUSE_MS: u64 = 1_500;

/// How many steps can be taken back; older ones are forgotten.
pub const MAX_STEPS: usize = 5_000;

/// What one edit did to one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub indicator: IndicatorIx,
    /// Where on its sheet.
    pub cell: Cell,
    /// What stood there; empty is blank.
    pub before: String,
    /// What stands there now; empty is blank.
    pub after: String,
}

impl Change {
    fn forward(&self) -> Edit {
        Edit { indicator: self.indicator, cell: self.cell.clone(), value: self.after.clone() }
    }

    fn backward(&self) -> Edit {
        Edit { indicator: self.indicator, cell: self.cell.clone(), value: self.before.clone() }
    }

    fn same_place(&self, other: &Self) -> bool {
        self.indicator == other.indicator && self.cell == other.cell
    }
}

/// What became of changes that were recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// Nothing was changed.
    Nothing,
    /// They are a step of their own.
    Began,
    /// They went on with the newest step.
    WentOn,
}

/// The steps that can be taken back and the ones that can be done again.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: VecDeque<Vec<Change>>,
    undone: Vec<Vec<Change>>,
    /// When the newest step was last added to; `None` closes it to further keystrokes.
    open_since: Option<u64>,
}

impl History {
    /// A history without steps.
    pub fn new() -> Self {
        Self::default()
    }

    /// A history with steps that can be taken back, oldest first, and steps that can be done again, the next one last.
    /// Steps that changed nothing are left out.
    pub fn of(done: Vec<Vec<Change>>, undone: Vec<Vec<Change>>) -> Self {
        let told = |steps: Vec<Vec<Change>>| steps.into_iter().filter(|step| !step.is_empty());
        let done: VecDeque<Vec<Change>> = told(done).collect();
        Self { done, undone: told(undone).collect(), open_since: None }
    }

    /// Notes changes that were made together as one step, or as part of the newest step where a single cell goes
    /// on being typed into. Changes that changed nothing are no step. A new step ends what could be done again.
    pub fn record(&mut self, changes: Vec<Change>, now_ms: u64) -> Recorded {
        let changes: Vec<Change> =
            changes.into_iter().filter(|change| change.before != change.after).collect();
        let Some(first) = changes.first() else { return Recorded::Nothing };
        self.undone.clear();
        let goes_on = self
            .open_since
            .and_then(|since| now_ms.checked_sub(since))
            .is_some_and(|pause| pause <= STEP_PAUSE_MS);
        self.open_since = Some(now_ms);
        if goes_on
            && changes.len() == 1
            && let Some([newest]) = self.done.back_mut().map(Vec::as_mut_slice)
            && newest.same_place(first)
        {
            newest.after.clone_from(&first.after);
            if newest.before == newest.after {
                // Typed and deleted again: an undo that does nothing visible would feel broken.
                self.done.pop_back();
                self.open_since = None;
            }
            return Recorded::WentOn;
        }
        self.done.push_back(changes);
        if self.done.len() > MAX_STEPS {
            self.done.pop_front();
        }
        Recorded::Began
    }

    /// Ends the newest step: what comes next is a step of its own, however soon. A choice is made whole, where a
    /// text is made letter by letter.
    pub fn end_step(&mut self) {
        self.open_since = None;
    }

    /// Takes back the newest step: the edits to make, in order. `None` when there is nothing left.
    pub fn undo(&mut self) -> Option<Vec<Edit>> {
        let step = self.done.pop_back()?;
        let edits = step.iter().rev().map(Change::backward).collect();
        self.undone.push(step);
        self.open_since = None;
        Some(edits)
    }

    /// Does the step last taken back again: the edits to make, in order. `None` when there is none.
    pub fn redo(&mut self) -> Option<Vec<Edit>> {
        let step = self.undone.pop()?;
        let edits = step.iter().map(Change::forward).collect();
        self.done.push_back(step);
        self.open_since = None;
        Some(edits)
    }

    /// Whether [`History::undo`] has something to give.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether [`History::redo`] has something to give.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// A sheet book small enough to compare whole.
    #[derive(Debug, Clone, Default, PartialEq)]
    struct Book(BTreeMap<(usize, String), String>);

    impl Book {
        fn put(&mut self, at: usize, cell: &Cell, value: &str) -> String {
            let key = (at, cell.key().to_owned());
            if value.is_empty() {
                self.0.remove(&key).unwrap_or_default()
            } else {
                self.0.insert(key, value.to_owned()).unwrap_or_default()
            }
        }

        fn make(&mut self, edits: Vec<Edit>) {
            for edit in edits {
                self.put(edit.indicator.0, &edit.cell, &edit.value);
            }
        }

        fn change(&mut self, at: usize, value: &str) -> Change {
            let before = self.put(at, &Cell::Note, value);
            Change { indicator: IndicatorIx(at), cell: Cell::Note, before, after: value.to_owned() }
        }
    }

    /// Types the values with the given times into cells and gives back how many undos empty the history.
    #[track_caller]
    fn steps(typed: &[(usize, &str, u64)], expected: usize) {
        let (mut book, mut history) = (Book::default(), History::new());
        for (at, value, now) in typed {
            let change = book.change(*at, value);
            history.record(vec![change], *now);
        }
        let mut count = 0;
        while let Some(edits) = history.undo() {
            book.make(edits);
            count += 1;
        }
        assert_eq!(count, expected, "{typed:?}");
        assert_eq!(book, Book::default(), "{typed:?}");
    }

    #[test]
    fn keystrokes_in_one_cell_are_one_step_until_a_pause_or_another_cell() {
        steps(&[], 0);
        steps(&[(0, "1", 0), (0, "12", 100)], 1);
        steps(&[(0, "1", 0), (0, "12", 1_500)], 1);
        steps(&[(0, "1", 0), (0, "12", 1_501)], 2);
        steps(&[(0, "1", 0), (0, "12", 1_400), (0, "123", 2_800)], 1);
        steps(&[(0, "1", 0), (1, "2", 10), (0, "12", 20)], 3);
        steps(&[(0, "1", 0), (0, "1", 10)], 1);
        steps(&[(0, "1", 0), (0, "", 10)], 0);
        steps(&[(0, "1", 5_000), (0, "12", 10)], 2);
    }

    #[test]
    fn a_choice_changed_at_once_is_a_step_of_its_own() {
        let (mut book, mut history) = (Book::default(), History::new());
        for (value, now) in [("yes", 0), ("no", 300)] {
            history.end_step();
            history.record(vec![book.change(0, value)], now);
        }
        book.make(history.undo().unwrap());
        assert_eq!(book.0.get(&(0, "#note".to_owned())).map(String::as_str), Some("yes"));
    }

    #[test]
    fn an_undone_step_is_closed_to_further_keystrokes() {
        let (mut book, mut history) = (Book::default(), History::new());
        for (value, now) in [("1", 0), ("12", 3_000)] {
            let change = book.change(0, value);
            history.record(vec![change], now);
        }
        book.make(history.undo().unwrap());
        let change = book.change(0, "13");
        history.record(vec![change], 3_100);
        book.make(history.undo().unwrap());
        assert_eq!(book.0.get(&(0, "#note".to_owned())).map(String::as_str), Some("1"));
    }

    #[test]
    fn a_new_edit_ends_what_could_be_done_again() {
        let (mut book, mut history) = (Book::default(), History::new());
        history.record(vec![book.change(0, "1")], 0);
        book.make(history.undo().unwrap());
        assert!(history.can_redo());
        history.record(vec![book.change(1, "2")], 10);
        assert!(!history.can_redo());
    }

    #[test]
    fn changes_made_together_are_taken_back_together() {
        let (mut book, mut history) = (Book::default(), History::new());
        let both = vec![book.change(0, "1"), book.change(1, "2")];
        history.record(both, 0);
        history.record(vec![book.change(1, "23")], 10);
        book.make(history.undo().unwrap());
        assert_eq!(book.0.len(), 2);
        book.make(history.undo().unwrap());
        assert_eq!(book, Book::default());
        assert!(!history.can_undo());
    }

    #[test]
    fn the_oldest_steps_are_forgotten() {
        let (mut book, mut history) = (Book::default(), History::new());
        for at in 0..MAX_STEPS + 7 {
            history.record(vec![book.change(at, "1")], 0);
        }
        let count = std::iter::from_fn(|| history.undo()).count();
        assert_eq!(count, MAX_STEPS);
    }

    proptest! {
        #[test]
        fn undo_of_everything_gives_the_start_and_redo_of_everything_the_end(
            typed in prop::collection::vec((0..3usize, "[a-c]{0,2}", 0..2_000u64), 0..60)
        ) {
            let (mut book, mut history, mut now) = (Book::default(), History::new(), 0);
            for (at, value, pause) in typed {
                now += pause;
                history.record(vec![book.change(at, &value)], now);
            }
            let end = book.clone();
            while let Some(edits) = history.undo() {
                book.make(edits);
            }
            prop_assert_eq!(&book, &Book::default());
            while let Some(edits) = history.redo() {
                book.make(edits);
            }
            prop_assert_eq!(&book, &end);
        }

        #[test]
        fn each_redo_takes_back_its_undo(
            typed in prop::collection::vec((0..3usize, "[a-c]{0,2}", 0..2_000u64), 1..40),
            back in 1..10usize
        ) {
            let (mut book, mut history, mut now) = (Book::default(), History::new(), 0);
            for (at, value, pause) in typed {
                now += pause;
                history.record(vec![book.change(at, &value)], now);
            }
            for _ in 0..back {
                let before = book.clone();
                let Some(edits) = history.undo() else { break };
                book.make(edits);
                prop_assert_ne!(&book, &before);
                let again = history.redo().unwrap();
                book.make(again);
                prop_assert_eq!(&book, &before);
                book.make(history.undo().unwrap());
            }
        }
    }
}
