//! S16: each defect found costs what its kind costs; floor 0. May import `rubric` and `number`. Read next: `rating`.

use super::answers::Answers;
use super::findings::Findings;
use super::trace::{Cause, Defects};
use crate::number::Exact;
use crate::rubric::rule::PerOccurrence;

pub(super) fn apply(rule: &PerOccurrence, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let first = findings.lines.len();
    for defect in &rule.defects {
        if let Some(count) = answers.needed_number(&defect.count, findings) {
            let lost = &count * &defect.per;
            let (label, unit) = (defect.count.label.clone(), defect.count.unit.clone());
            let cause = Defects { label, unit, count, per: defect.per.clone() };
            findings.line(lost, Cause::Defects(Box::new(cause)));
        }
    }
    findings.floor(first, full);
}
