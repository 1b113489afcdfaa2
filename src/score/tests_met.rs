//! S13: marks by how many of the tests are met. A test that does not apply counts as met.
//! May import `rubric` and `number`. Read next: `coefficient`.

use super::answers::Answers;
use super::conditions::{Standing, standing};
use super::findings::Findings;
use super::trace::{Cause, Tests};
use crate::number::Exact;
use crate::rubric::rule::KOfN;

pub(super) fn apply(rule: &KOfN, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let mut unmet = Vec::new();
    let mut unknown = 0;
    for test in &rule.tests {
        match standing(test, answers, findings) {
            Standing::Fine => {}
            Standing::Unmet(one) => unmet.push(one),
            Standing::Unknown => unknown += 1,
        }
    }
    // As long as tests are open, this is how many can still be met.
    let met = rule.tests.len() - unmet.len();
    let Some(marks) = rule.marks.get(met) else { return };
    if unknown > 0 {
        findings.hold(&(full - marks));
        return;
    }
    let better = rule.marks.iter().enumerate().skip(met).find(|(_, better)| *better > marks);
    let Some((with, better)) = better else { return };
    let of = rule.tests.len();
    let cause = Tests { of, unmet, marks: marks.clone(), next: (with - met, better.clone()) };
    findings.line(full - marks, Cause::Tests(Box::new(cause)));
}
