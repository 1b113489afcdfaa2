//! S6: a named level with fixed marks. A level below the best needs a reason; an unmet ceiling condition lowers it.
//! May import `rubric` and `number`. Read next: `discretionary`.

use super::answers::Answers;
use super::conditions::{Standing, standing};
use super::findings::{Fault, Findings};
use super::trace::{Cause, Lowered, Unmet};
use crate::number::Exact;
use crate::rubric::rule::Levels;

pub(super) fn apply(rule: &Levels, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let chosen = answers.needed_text(&rule.key, findings);
    if chosen.is_empty() {
        return;
    }
    let Some(at) = rule.levels.iter().position(|level| level.id == chosen) else {
        findings.problem(&rule.key, Fault::UnknownChoice);
        return;
    };
    let lowered_by = lowering(rule, at, answers, findings);
    let in_force = if lowered_by.is_some() { rule.ceiling.as_ref().map_or(at, |c| c.level) } else { at };
    let (Some(level), Some(best), Some(original)) =
        (rule.levels.get(in_force), rule.levels.first(), rule.levels.get(at))
    else {
        return;
    };
    let reason =
        if at > 0 { answers.needed_text(&rule.reason, findings) } else { answers.text(&rule.reason) };
    let cause = Cause::Level {
        label: level.label.clone(),
        lowered: lowered_by.map(|unmet| Box::new(Lowered { chosen: original.label.clone(), unmet })),
        best: best.label.clone(),
        reason: reason.to_owned(),
    };
    findings.line(full - &level.points, cause);
}

/// The unmet condition that lowers the chosen level, where it is above the ceiling. Below it, the condition has
/// no say and its facts are not asked for.
fn lowering(rule: &Levels, at: usize, answers: &Answers<'_>, findings: &mut Findings) -> Option<Unmet> {
    let ceiling = rule.ceiling.as_ref().filter(|ceiling| at < ceiling.level)?;
    match standing(&ceiling.condition, answers, findings) {
        Standing::Unmet(unmet) => Some(unmet),
        Standing::Fine | Standing::Unknown => None,
    }
}
