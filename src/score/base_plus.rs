//! S15: marks for the first so many, and `per` for each one more, up to the points. Fewer than the first give 0.
//! May import `rubric` and `number`. Read next: `defects`.

use super::answers::Answers;
use super::findings::Findings;
use super::trace::{self, Cause};
use crate::number::Exact;
use crate::rubric::rule::BasePlus;

pub(super) fn apply(rule: &BasePlus, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let Some(count) = answers.needed_number(&rule.count, findings) else { return };
    let more = &count - &rule.base_count;
    let marks = if more.is_negative() {
        Exact::ZERO
    } else {
        (&rule.base_points + &(&more * &rule.per)).at_most(full)
    };
    let cause = trace::BasePlus {
        count,
        base_count: rule.base_count.clone(),
        base_points: rule.base_points.clone(),
        per: rule.per.clone(),
        points: full.clone(),
        marks: marks.clone(),
        unit: rule.count.unit.clone(),
        label: rule.count.label.clone(),
        places: rule.count.places,
    };
    findings.line(full - &marks, Cause::BasePlus(Box::new(cause)));
}
