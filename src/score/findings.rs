//! What a rule leaves behind while it reads the answers: deductions, missing facts, contradictions.
//! May import `rubric` and `number`. Read next: `answers`, which notes missing and contradictory facts.

use super::trace::{Cause, Line};
use crate::number::Exact;
use crate::rubric::{FieldKey, Text};

/// What a rule leaves behind.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) lines: Vec<Line>,
    pub(super) missing: Vec<FieldKey>,
    pub(super) problems: Vec<Problem>,
    /// Points already out of reach although how many are lost is not known yet.
    pub(super) held: Exact,
}

impl Findings {
    /// Notes a deduction (bonus: a gain); none for nothing.
    pub(super) fn line(&mut self, points: Exact, cause: Cause) {
        if points.is_positive() {
            if self.lines.is_empty() {
                // Most rows leave one line; a list by itself would make room for four.
                self.lines.reserve_exact(1);
            }
            self.lines.push(Line { part: None, full: points.clone(), points, cause });
        }
    }

    /// Notes points that are out of reach whatever the missing facts turn out to be.
    pub(super) fn hold(&mut self, points: &Exact) {
        self.held = &self.held + points;
    }

    pub(super) fn missing(&mut self, key: &FieldKey) {
        self.missing.push(key.clone());
    }

    pub(super) fn problem(&mut self, key: &FieldKey, fault: Fault) {
        self.problems.push(Problem { key: key.clone(), fault });
    }

    /// Lets the lines from `first` on take at most `full` together: 直至扣完.
    pub(super) fn floor(&mut self, first: usize, full: &Exact) {
        let mut left = full.clone();
        for line in self.lines.iter_mut().skip(first) {
            line.points = line.full.at_most(&left);
            left = &left - &line.points;
        }
    }

    /// Says which part of the indicator the lines from `first` on belong to.
    pub(super) fn label(&mut self, first: usize, part: &Text) {
        for line in self.lines.iter_mut().skip(first) {
            line.part = Some(part.clone());
        }
    }
}

/// A fact that cannot be right. It is kept as typed and never becomes 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which fact.
    pub key: FieldKey,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Something in it is no part of a number.
    NotANumber,
    /// Below zero, where that makes no sense.
    Negative,
    /// More digits than the product reads.
    TooLarge,
    /// More decimal places than the field has.
    TooManyPlaces {
        /// How many it has; 0 means a whole number.
        places: u32,
    },
    /// More than another figure it is a part of.
    Exceeds {
        /// The figure.
        limit: Exact,
        /// What the figure is called; `None` for the project's own total of the same thing.
        of: Option<Text>,
    },
    /// Not below the full points, which only the better verdict gives.
    NotBelowFull {
        /// The full points.
        full: Exact,
    },
    /// Between two marks of the grid.
    OffGrid {
        /// The grid.
        grid: Exact,
    },
    /// Outside the range of the chosen level.
    OutOfRange {
        /// The lowest value allowed.
        low: Exact,
        /// Where the range ends.
        high: Exact,
        /// Whether the end itself is outside.
        open: bool,
    },
    /// None of the values offered.
    UnknownChoice,
}
