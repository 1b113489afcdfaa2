//! S11: a named level, then a mark within its range. A level below the best needs a reason.
//! May import `rubric` and `number`. Read next: `bands`.

use super::answers::Answers;
use super::findings::{Fault, Findings};
use super::trace::{Cause, Ranged};
use crate::number::Exact;
use crate::rubric::rule::{LevelRange, MarkRange};

pub(super) fn apply(rule: &LevelRange, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let ids = rule.levels.iter().map(|level| level.id.as_str());
    let Some((at, reason)) = answers.level((&rule.key, &rule.reason), ids, findings) else { return };
    let (Some(level), Some(best)) = (rule.levels.get(at), rule.levels.first()) else { return };
    let Some(marks) = marks(rule, level, answers, findings) else {
        // Whatever the mark will be, it does not pass the end of the range.
        findings.hold(&(full - &level.high));
        return;
    };
    let cause = Ranged {
        label: level.label.clone(),
        best: best.label.clone(),
        low: level.low.clone(),
        high: level.high.clone(),
        marks: marks.clone(),
        reason: reason.to_owned(),
    };
    findings.line(full - &marks, Cause::Ranged(Box::new(cause)));
}

/// The mark; a level of one single mark asks for none.
fn marks(
    rule: &LevelRange,
    level: &MarkRange,
    answers: &Answers<'_>,
    findings: &mut Findings,
) -> Option<Exact> {
    if level.low == level.high {
        return Some(level.high.clone());
    }
    let marks = answers.needed_number(&rule.marks, findings)?;
    let fault = if marks < level.low || marks > level.high {
        Fault::OutOfRange { low: level.low.clone(), high: level.high.clone(), open: false }
    } else if !marks.is_multiple_of(&rule.grid) {
        Fault::OffGrid { grid: rule.grid.clone() }
    } else {
        return Some(marks);
    };
    findings.problem(&rule.marks.key, fault);
    None
}
