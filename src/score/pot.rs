//! S10: several measured targets draw on one pot of points; their deductions add; floor 0.
//! May import `rubric` and `number`. Read next: `trace`.

use super::answers::Answers;
use super::findings::Findings;
use super::steps::take;
use crate::number::Exact;
use crate::rubric::rule::{SharedPot, Side};

pub(super) fn apply(rule: &SharedPot, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let first = findings.lines.len();
    for target in &rule.targets {
        let own = findings.lines.len();
        take(Side::Below, &target.measure, &target.threshold, &rule.pace, answers, findings);
        findings.label(own, &target.label);
    }
    findings.floor(first, full);
}
