//! S2: each unmet item of a list costs `per`; floor 0. Items added by the person count like shipped ones.
//! May import `assessment`, `rubric` and `number`. Read next: `steps`.

use super::answers::{Answers, Verdict};
use super::conditions::{Standing, standing};
use super::findings::Findings;
use super::trace::{Cause, Unmet};
use crate::number::Exact;
use crate::rubric::fields::{extra_key, extra_name_key};
use crate::rubric::rule::PerMissingItem;

pub(super) fn apply(rule: &PerMissingItem, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let first = findings.lines.len();
    for item in &rule.items {
        if let Standing::Unmet(unmet) = standing(item, answers, findings) {
            findings.line(rule.per.clone(), Cause::MissingItem(unmet));
        }
    }
    if rule.extensible {
        for number in answers.sheet().added_items() {
            let name_key = extra_name_key(number);
            let label = answers.needed_text(&name_key, findings).into();
            if answers.verdict(&extra_key(number), false, findings) == Some(Verdict::No) {
                let unmet = Unmet { label, words: None, figures: None };
                findings.line(rule.per.clone(), Cause::MissingItem(unmet));
            }
        }
    }
    findings.floor(first, full);
}
