//! S8: each thing counted adds `per`, up to a cap. The one rule whose lines are gains.
//! May import `rubric` and `number`. Read next: `sum`.

use super::answers::Answers;
use super::findings::Findings;
use super::trace::Cause;
use crate::rubric::rule::Award;

pub(super) fn apply(rule: &Award, answers: &Answers<'_>, findings: &mut Findings) {
    let first = findings.lines.len();
    let Some(count) = answers.needed_number(&rule.count, findings) else { return };
    let gained = &count * &rule.per;
    let cause =
        Cause::Counted { count, per: rule.per.clone(), cap: rule.cap.clone(), unit: rule.count.unit.clone() };
    findings.line(gained, cause);
    findings.floor(first, &rule.cap);
}
