//! S9: named parts with points, rule and floor of their own.
//! May import `rubric`. Read next: `pot`.

use super::answers::Answers;
use super::findings::Findings;
use crate::rubric::rule::Sum;

pub(super) fn apply(rule: &Sum, answers: &Answers<'_>, findings: &mut Findings) {
    for part in &rule.parts {
        let first = findings.lines.len();
        super::apply(&part.rule, answers, &part.points, findings);
        findings.label(first, &part.label);
    }
}
