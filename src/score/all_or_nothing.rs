//! S1: every applicable condition met → full, else 0. Every condition is asked for, so that the reason is whole.
//! May import `rubric` and `number`. Read next: `items`.

use super::answers::Answers;
use super::conditions::{Standing, standing};
use super::findings::Findings;
use super::trace::Cause;
use crate::number::Exact;
use crate::rubric::rule::AllOrNothing;

pub(super) fn apply(rule: &AllOrNothing, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let mut unmet = Vec::new();
    for condition in &rule.conditions {
        if let Standing::Unmet(one) = standing(condition, answers, findings) {
            unmet.push(one);
        }
    }
    if !unmet.is_empty() {
        findings.line(full.clone(), Cause::NotMet(unmet));
    }
}
