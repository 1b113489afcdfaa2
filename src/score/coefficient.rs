//! S14: a level gives a coefficient within its range, which multiplies the points. A level below the best needs a
//! reason. May import `rubric` and `number`. Read next: `base_plus`.

use super::answers::Answers;
use super::findings::{Fault, Findings};
use super::trace::{Cause, Multiplied};
use crate::number::Exact;
use crate::rubric::rule::{Coefficient, Share};

pub(super) fn apply(rule: &Coefficient, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let ids = rule.levels.iter().map(|level| level.id.as_str());
    let Some((at, reason)) = answers.level((&rule.key, &rule.reason), ids, findings) else { return };
    let (Some(level), Some(best)) = (rule.levels.get(at), rule.levels.first()) else { return };
    let Some(coefficient) = coefficient(rule, level, at > 0, answers, findings) else {
        findings.hold(&(full - &(full * &most(rule, level, at > 0))));
        return;
    };
    let marks = full * &coefficient;
    let cause = Multiplied {
        label: level.label.clone(),
        best: best.label.clone(),
        coefficient,
        points: full.clone(),
        reason: reason.to_owned(),
    };
    findings.line(full - &marks, Cause::Multiplied(Box::new(cause)));
}

/// The coefficient typed. The end of the range belongs to the better level, but for the best.
fn coefficient(
    rule: &Coefficient,
    level: &Share,
    open: bool,
    answers: &Answers<'_>,
    findings: &mut Findings,
) -> Option<Exact> {
    let coefficient = answers.needed_number(&rule.coefficient, findings)?;
    let above = if open { coefficient >= level.high } else { coefficient > level.high };
    if above || coefficient < level.low {
        let fault = Fault::OutOfRange { low: level.low.clone(), high: level.high.clone(), open };
        findings.problem(&rule.coefficient.key, fault);
        return None;
    }
    Some(coefficient)
}

/// The largest coefficient that can be typed for a level.
fn most(rule: &Coefficient, level: &Share, open: bool) -> Exact {
    if !open {
        return level.high.clone();
    }
    let steps = 10_i64.pow(rule.coefficient.places);
    &level.high - &Exact::fraction(1, steps).unwrap_or_default()
}
