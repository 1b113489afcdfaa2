//! The journal of an open assessment: every step from its creation on, so that all of them can be taken back after a
//! restart and somebody can look up who changed what. It is brought to the disk a moment after the cells; what a crash
//! took of it is found out on opening, by comparing it with what the cells hold.
//! May import `record`, `history`, `assessment` and `rubric`. Read next: the tests at `journal/tests.rs`.

use std::collections::{BTreeMap, VecDeque};

use super::history::{Change, History, MAX_STEPS, Recorded};
use crate::assessment::Cell;
use crate::record::{ADJUSTMENTS, Step, StepChange, StepKind, StoredCell};
use crate::rubric::adjust::{self, Adjustment};
use crate::rubric::{IndicatorId, Rubric};

/// A place among the cells, by its names in the store.
type Place<'a> = (&'a str, &'a str);

/// The steps of an open assessment, and which of them are not on the disk yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journal {
    steps: Vec<Noted>,
    /// Counts every change made to a step.
    changes: u64,
    /// What was changed up to here is on the disk.
    written: u64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Noted {
    number: u32,
    step: Step,
    /// The count of changes when it was changed last.
    changed: u64,
}

/// What was stored of an assessment when it was opened.
#[derive(Debug, Clone, Copy)]
pub struct Stored<'a> {
    /// The steps as JSON under their numbers, in order.
    pub steps: &'a [(u32, String)],
    /// Whether it was journalled from its creation on, or from some moment later.
    pub is_journalled: bool,
    /// Its cells.
    pub cells: &'a [StoredCell],
    /// When it was changed last, in milliseconds.
    pub changed: u64,
    /// Who worked on it last; empty where nobody said.
    pub by: &'a str,
}

impl Journal {
    /// Goes on with a stored journal. Where the cells hold something else than the journal says, a step is added that
    /// says so: a crash took the last moments of the journal. What is older than its journal is said once, as it is. Steps that cannot be read are passed over.
    pub fn open(stored: Stored) -> Self {
        let mut journal = Self::default();
        for (number, json) in stored.steps {
            if let Some(step) = Step::read(json) {
                journal.steps.push(Noted { number: *number, step, changed: 0 });
            }
        }
        let found = journal.differences(&stored);
        if !found.is_empty() {
            // A step that could not be read keeps its number.
            let last = stored.steps.last().map_or(0, |(number, _)| *number);
            journal.add(last, stored.changed, stored.by.to_owned(), StepKind::Recovered, found);
        }
        journal
    }

    /// What the cells hold otherwise than the journal says, or than it has spoken of where it began later.
    fn differences(&self, stored: &Stored) -> Vec<StepChange> {
        let mut known: BTreeMap<Place, &str> = BTreeMap::new();
        for change in self.steps.iter().filter(|noted| is_of_cells(&noted.step)).flat_map(|n| &n.step.changes)
        {
            known.insert((&change.indicator, &change.cell), &change.to);
        }
        let mut found = Vec::new();
        for cell in stored.cells {
            match known.remove(&(cell.indicator.as_str(), cell.cell.as_str())) {
                Some(said) if said == cell.value => {}
                Some(said) => found.push(change_of(cell, said)),
                // Where nothing was said it was blank, unless it is older than the journal: then that is said now.
                None if stored.is_journalled => found.push(change_of(cell, "")),
                None => found.push(change_of(cell, &cell.value)),
            }
        }
        // What is left stands in no cell, so it is blank.
        found.extend(known.into_iter().filter(|(_, said)| !said.is_empty()).map(
            |((indicator, cell), said)| StepChange {
                indicator: indicator.to_owned(),
                cell: cell.to_owned(),
                from: said.to_owned(),
                to: String::new(),
            },
        ));
        found
    }

    /// What can be taken back and done again, as it was when the assessment was left. Where the journal does not hang
    /// together, because a part of it was lost, taking back ends there.
    pub fn history(&self, rubric: &Rubric) -> History {
        let mut fold = Fold::default();
        self.steps.iter().filter(|noted| is_of_cells(&noted.step)).for_each(|noted| fold.take(&noted.step));
        let changes = |step: &[StepChange]| step.iter().filter_map(|change| told(rubric, change)).collect();
        let done = fold.done.into_iter().map(changes).collect();
        History::of(done, fold.undone.into_iter().map(changes).collect())
    }

    /// Notes what was typed or chosen, and what the history made of it.
    pub fn edited(&mut self, rubric: &Rubric, changes: &[Change], recorded: Recorded, at: u64, by: String) {
        let one = changes.iter().find(|change| change.before != change.after);
        match one {
            Some(one) if recorded == Recorded::WentOn && self.goes_on(rubric, one) => self.go_on(one, at),
            _ => self.note(rubric, StepKind::Edit, changes, at, by),
        }
    }

    /// Notes that a step was taken back or done again.
    pub fn note(&mut self, rubric: &Rubric, kind: StepKind, changes: &[Change], at: u64, by: String) {
        let named = |change: &Change| {
            Some(StepChange {
                indicator: rubric.indicator(change.indicator)?.id.to_string(),
                cell: change.cell.key().to_owned(),
                from: change.before.clone(),
                to: change.after.clone(),
            })
        };
        let real = changes.iter().filter(|change| change.before != change.after);
        let changes: Vec<StepChange> = real.filter_map(named).collect();
        if !changes.is_empty() {
            self.add(self.last(), at, by, kind, changes);
        }
    }

    /// Notes that something was changed of the rubric.
    pub fn adjusted(&mut self, before: &[Adjustment], after: &[Adjustment], at: u64, by: String) {
        let change = StepChange {
            indicator: String::new(),
            cell: ADJUSTMENTS.to_owned(),
            from: adjust::write(before),
            to: adjust::write(after),
        };
        self.add(self.last(), at, by, StepKind::Adjust, vec![change]);
    }

    /// The number of the last step; 0 before the first.
    pub fn last(&self) -> u32 {
        self.steps.last().map_or(0, |noted| noted.number)
    }

    /// All steps, oldest first.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().map(|noted| &noted.step)
    }

    /// The steps that are not on the disk yet as JSON under their numbers, and the mark to report back with
    /// [`Journal::written`] once they are.
    pub fn unwritten(&self) -> (Vec<(u32, String)>, u64) {
        // Only the newest step is ever gone on with, so what is new stands at the end.
        let old = self.steps.partition_point(|noted| noted.changed <= self.written);
        let new = self.steps.get(old..).unwrap_or_default();
        (new.iter().map(|noted| (noted.number, noted.step.json())).collect(), self.changes)
    }

    /// Everything up to this mark of [`Journal::unwritten`] is on the disk.
    pub fn written(&mut self, mark: u64) {
        self.written = self.written.max(mark);
    }

    fn add(&mut self, last: u32, at: u64, by: String, kind: StepKind, changes: Vec<StepChange>) {
        self.changes += 1;
        let step = Step { at, by, kind, changes };
        self.steps.push(Noted { number: last.saturating_add(1), step, changed: self.changes });
    }

    /// Whether a change goes on with the newest step.
    fn goes_on(&self, rubric: &Rubric, change: &Change) -> bool {
        let Some(Noted { step: Step { kind: StepKind::Edit, changes, .. }, .. }) = self.steps.last() else {
            return false;
        };
        let [newest] = changes.as_slice() else { return false };
        let id = rubric.indicator(change.indicator).map(|indicator| indicator.id.as_str());
        id == Some(newest.indicator.as_str())
            && change.cell.key() == newest.cell
            && newest.to == change.before
    }

    fn go_on(&mut self, change: &Change, at: u64) {
        self.changes += 1;
        let Some(newest) = self.steps.last_mut() else { return };
        newest.changed = self.changes;
        newest.step.at = at;
        if let [one] = newest.step.changes.as_mut_slice() {
            one.to.clone_from(&change.after);
        }
    }
}

/// What folding the steps one by one has come to.
#[derive(Default)]
struct Fold<'a> {
    holds: BTreeMap<Place<'a>, &'a str>,
    done: VecDeque<&'a [StepChange]>,
    undone: Vec<&'a [StepChange]>,
}

impl<'a> Fold<'a> {
    fn take(&mut self, step: &'a Step) {
        let hangs_together = self.follow(&step.changes) && self.stack(step);
        if !hangs_together {
            self.done.clear();
            self.undone.clear();
        }
        // What is older than the history reaches is forgotten there, and so here.
        if self.done.len() > MAX_STEPS {
            self.done.pop_front();
        }
    }

    /// Notes what the places hold; gives whether each held before what the step says.
    fn follow(&mut self, changes: &'a [StepChange]) -> bool {
        let mut follows = true;
        for change in changes {
            let held = self.holds.insert((&change.indicator, &change.cell), &change.to);
            follows &= held.is_none_or(|held| held == change.from);
        }
        follows
    }

    fn stack(&mut self, step: &'a Step) -> bool {
        match step.kind {
            StepKind::Edit | StepKind::Recovered => {
                self.undone.clear();
                if step.changes.iter().any(|change| change.from != change.to) {
                    self.done.push_back(&step.changes);
                }
                true
            }
            StepKind::Undo => {
                let taken = self.done.pop_back();
                self.undone.extend(taken);
                taken.is_some_and(|taken| takes_back(&step.changes, taken))
            }
            StepKind::Redo => {
                let again = self.undone.pop();
                self.done.extend(again);
                again.is_some_and(|again| step.changes == again)
            }
            StepKind::Adjust => true,
        }
    }
}

/// Whether changes are others taken back, last first.
fn takes_back(changes: &[StepChange], others: &[StepChange]) -> bool {
    let same = |(one, other): (&StepChange, &StepChange)| {
        one.indicator == other.indicator
            && one.cell == other.cell
            && one.from == other.to
            && one.to == other.from
    };
    changes.len() == others.len() && changes.iter().zip(others.iter().rev()).all(same)
}

fn is_of_cells(step: &Step) -> bool {
    step.kind != StepKind::Adjust
}

/// The change that led from what was said to what a cell holds.
fn change_of(cell: &StoredCell, said: &str) -> StepChange {
    StepChange {
        indicator: cell.indicator.clone(),
        cell: cell.cell.clone(),
        from: said.to_owned(),
        to: cell.value.clone(),
    }
}

/// A change where the rubric has the place; `None` where it does not, or nothing was changed.
fn told(rubric: &Rubric, change: &StepChange) -> Option<Change> {
    let indicator = rubric.find(&IndicatorId::new(&change.indicator))?;
    let cell = Cell::from_key(&change.cell)?;
    let (before, after) = (change.from.clone(), change.to.clone());
    (before != after).then_some(Change { indicator, cell, before, after })
}

#[cfg(test)]
mod tests;
