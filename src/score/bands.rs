//! S12: a measured value falls into the best band that holds; where none does, there are the marks for the rest.
//! A bound belongs to its band, and a ratio is held against it exactly: 79.996 % is below 80 %.
//! May import `rubric` and `number`. Read next: `tests_met`.

use super::answers::Answers;
use super::findings::Findings;
use super::steps::{Found, found};
use super::trace::{Banded, Cause};
use crate::assessment::Sheet;
use crate::number::Exact;
use crate::rubric::Stage;
use crate::rubric::rule::{Better, RatioBands};

pub(super) fn apply(rule: &RatioBands, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let Some(found) = found(&rule.measure, answers, findings) else { return };
    let at = holding(rule, &found);
    let reached = at.and_then(|at| rule.bands.get(at));
    let better = match at {
        Some(at) => at.checked_sub(1).and_then(|at| rule.bands.get(at)),
        None => rule.bands.last(),
    };
    // The best band costs nothing.
    let Some(better) = better else { return };
    let marks = reached.map_or(&rule.otherwise, |band| &band.points);
    let cause = Banded {
        measured: found.named(&rule.measure),
        better: rule.better,
        reached: reached.map(|band| band.bound.clone()),
        marks: marks.clone(),
        next: better.bound.clone(),
        next_marks: better.points.clone(),
    };
    findings.line(full - marks, Cause::Banded(Box::new(cause)));
}

/// The position of the first band that holds, for the screen; one past the last where none does, and `None` while
/// a fact is missing or wrong.
pub fn band_in_force(rule: &RatioBands, sheet: &Sheet, stage: Option<&Stage>) -> Option<usize> {
    let found = found(&rule.measure, &Answers::new(sheet, stage), &mut Findings::default())?;
    Some(holding(rule, &found).unwrap_or(rule.bands.len()))
}

fn holding(rule: &RatioBands, found: &Found) -> Option<usize> {
    let holds = |bound: &Exact| {
        let short = found.short_of(bound);
        match rule.better {
            Better::Higher => !short.is_positive(),
            Better::Lower => !short.is_negative(),
        }
    };
    rule.bands.iter().position(|band| holds(&band.bound))
}
