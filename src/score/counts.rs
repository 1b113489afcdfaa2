//! S5: each unit short of a target costs `per`; floor 0. More than the target adds nothing.
//! A stage may let each one missing cost its share of a scaled target instead, so that nothing done is no points.
//! May import `rubric` and `number`. Read next: `levels`.

use super::answers::Answers;
use super::due::threshold_in_force;
use super::findings::Findings;
use super::trace::Cause;
use crate::number::Exact;
use crate::rubric::rule::PerMissingCount;

pub(super) fn apply(rule: &PerMissingCount, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let first = findings.lines.len();
    let actual = answers.needed_number(&rule.count, findings);
    let target = threshold_in_force(&rule.target, &rule.count, answers, findings);
    let (Some(actual), Some(target)) = (actual, target) else { return };
    let short = &target - &actual;
    let (unit, label) = (rule.count.unit.clone(), rule.count.label.clone());
    let per = share_of(full, &target, rule, answers).unwrap_or_else(|| rule.per.clone());
    findings.line(&short * &per, Cause::MissingCount { actual, target, per, unit, label });
    findings.floor(first, full);
}

/// S28: what each missing one costs where the stage says that a scaled target costs all the points; `None` where the
/// printed deduction stays.
fn share_of(full: &Exact, target: &Exact, rule: &PerMissingCount, answers: &Answers<'_>) -> Option<Exact> {
    let scale = answers.stage?.scale.as_ref()?;
    rule.target.adjust.as_ref().filter(|_| scale.scale_deduction)?;
    full.divided_by(target)
}
