//! S7: full where a stated condition holds, else any mark below full on a grid, with a compulsory reason.
//! May import `rubric` and `number`. Read next: `award`.

use super::answers::{Answers, Verdict};
use super::findings::{Fault, Findings};
use super::trace::Cause;
use crate::number::Exact;
use crate::rubric::rule::Discretionary;

pub(super) fn apply(rule: &Discretionary, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    if answers.verdict(&rule.verdict, false, findings) != Some(Verdict::No) {
        return;
    }
    let reason = answers.needed_text(&rule.reason, findings).to_owned();
    let marks = answers.needed_number(&rule.marks, findings).and_then(|marks| {
        let fault = if marks >= *full {
            Fault::NotBelowFull { full: full.clone() }
        } else if !marks.is_multiple_of(&rule.grid) {
            Fault::OffGrid { grid: rule.grid.clone() }
        } else {
            return Some(marks);
        };
        findings.problem(&rule.marks.key, fault);
        None
    });
    let Some(marks) = marks else {
        // Whatever the marks will be, they stay below full by at least one step of the grid.
        findings.hold(&rule.grid);
        return;
    };
    let checkpoints = rule
        .checkpoints
        .iter()
        .filter(|checkpoint| answers.text(&checkpoint.key) == "no")
        .map(|checkpoint| checkpoint.label.clone())
        .collect();
    let verdict = rule.reduced.clone();
    findings.line(full - &marks, Cause::Judgement { verdict, marks, reason, checkpoints });
}
