//! S5: each unit short of a target costs `per`; floor 0. More than the target adds nothing.
//! May import `rubric` and `number`. Read next: `levels`.

use super::answers::Answers;
use super::due::in_force;
use super::findings::Findings;
use super::trace::Cause;
use crate::number::Exact;
use crate::rubric::rule::PerMissingCount;

pub(super) fn apply(rule: &PerMissingCount, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let first = findings.lines.len();
    let actual = answers.needed_number(&rule.count, findings);
    let printed = rule.target.printed.clone();
    let target = in_force(printed, &rule.count, rule.target.adjust.as_ref(), answers, findings);
    let (Some(actual), Some(target)) = (actual, target) else { return };
    let short = &target - &actual;
    let (per, unit, label) = (rule.per.clone(), rule.count.unit.clone(), rule.count.label.clone());
    findings.line(&short * &rule.per, Cause::MissingCount { actual, target, per, unit, label });
    findings.floor(first, full);
}
