//! Conditions: met, not met, not applicable, or not known yet. Lists, gates, ceilings and all-or-nothing use them.
//! May import `rubric` and `number`. Read next: `all_or_nothing`.

use super::answers::{Answers, Typed, Verdict};
use super::due::in_force;
use super::findings::{Fault, Findings};
use super::trace::{Cause, Figures, Line, Unmet, Words};
use crate::assessment::Sheet;
use crate::number::Exact;
use crate::rubric::Stage;
use crate::rubric::rule::{Applies, Condition, NumberField, Test};
use crate::rubric::structure::{Veto, VetoOn};

/// How a condition stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Met, or not applicable, which costs nothing either.
    Fine,
    /// Not met.
    Unmet(Unmet),
    /// Facts are missing or wrong; they are noted.
    Unknown,
}

/// Decides a condition.
pub(super) fn standing(condition: &Condition, answers: &Answers<'_>, findings: &mut Findings) -> Standing {
    match &condition.test {
        Test::Judged(judged) => match answers.verdict(&judged.key, judged.may_not_apply, findings) {
            Some(Verdict::Yes | Verdict::NotApplicable) => Standing::Fine,
            Some(Verdict::No) => {
                let words = Words { met: judged.yes.clone(), unmet: judged.no.clone() };
                unmet(condition, Some(words), None)
            }
            None => Standing::Unknown,
        },
        Test::Reaches { applies, actual, required, adjust } => {
            let Some(asked) = asked_for(applies.as_ref(), answers, findings) else {
                return Standing::Unknown;
            };
            if !asked {
                return Standing::Fine;
            }
            let found = answers.needed_number(actual, findings);
            let wanted = answers
                .needed_number(required, findings)
                .and_then(|whole| in_force(whole, required, adjust.as_ref(), answers, findings));
            reaches(condition, found, wanted, actual)
        }
        Test::AtLeast { applies, value, minimum } => match asked_for(applies.as_ref(), answers, findings) {
            None => Standing::Unknown,
            Some(false) => Standing::Fine,
            Some(true) => {
                let found = answers.needed_number(value, findings);
                reaches(condition, found, Some(minimum.clone()), value)
            }
        },
        Test::Settled { total, settled } => settlement(condition, total, settled, answers, findings),
    }
}

/// Whether a condition is met (or not applicable, which costs nothing either); `None` while that is not known.
pub fn met(condition: &Condition, sheet: &Sheet, stage: Option<&Stage>) -> Option<bool> {
    match standing(condition, &Answers::new(sheet, stage), &mut Findings::default()) {
        Standing::Fine => Some(true),
        Standing::Unmet(_) => Some(false),
        Standing::Unknown => None,
    }
}

/// S18. Notes a gate that is shut, which takes the points at stake, and says whether it is. The line stands even
/// where nothing is at stake, for it says why.
pub(super) fn gate_is_shut(
    gate: &Condition,
    answers: &Answers<'_>,
    at_stake: &Exact,
    findings: &mut Findings,
) -> bool {
    match standing(gate, answers, findings) {
        Standing::Unmet(unmet) => {
            let (points, full) = (at_stake.clone(), at_stake.clone());
            findings.lines.push(Line { part: None, points, full, cause: Cause::Gate(unmet) });
            true
        }
        Standing::Fine | Standing::Unknown => false,
    }
}

/// The condition of a veto that is not met. Its line takes no points of the indicator; it says what becomes of the
/// whole.
pub(super) fn vetoed(veto: &Veto, answers: &Answers<'_>, findings: &mut Findings) -> Option<Unmet> {
    let VetoOn::Condition(condition) = &veto.on else { return None };
    let Standing::Unmet(unmet) = standing(condition, answers, findings) else { return None };
    let cause = Cause::Veto { unmet: unmet.clone(), effect: veto.effect.clone() };
    findings.lines.push(Line { part: None, points: Exact::ZERO, full: Exact::ZERO, cause });
    Some(unmet)
}

/// Whether the requirement exists at all; `None` where that is not known yet.
fn asked_for(applies: Option<&Applies>, answers: &Answers<'_>, findings: &mut Findings) -> Option<bool> {
    let Some(applies) = applies else { return Some(true) };
    answers.verdict(&applies.key, false, findings).map(|verdict| verdict == Verdict::Yes)
}

fn reaches(
    condition: &Condition,
    found: Option<Exact>,
    wanted: Option<Exact>,
    field: &NumberField,
) -> Standing {
    let (Some(actual), Some(required)) = (found, wanted) else { return Standing::Unknown };
    if actual >= required {
        return Standing::Fine;
    }
    let (unit, counted) = (field.unit.clone(), field.label.clone());
    unmet(condition, None, Some(Figures::Short { actual, required, unit, counted }))
}

/// Nothing came up, or everything that came up was settled. Without any, the second figure is not needed.
fn settlement(
    condition: &Condition,
    total: &NumberField,
    settled: &NumberField,
    answers: &Answers<'_>,
    findings: &mut Findings,
) -> Standing {
    let came_up = answers.needed_number(total, findings);
    let typed = answers.number(settled, findings);
    let Some(came_up) = came_up else { return Standing::Unknown };
    let closed = match typed {
        Typed::Figure(closed) => closed,
        Typed::Wrong => return Standing::Unknown,
        Typed::Blank if came_up.is_zero() => return Standing::Fine,
        Typed::Blank => {
            findings.missing(&settled.key);
            return Standing::Unknown;
        }
    };
    if closed > came_up {
        let fault = Fault::Exceeds { limit: came_up, of: Some(total.label.clone()) };
        findings.problem(&settled.key, fault);
        return Standing::Unknown;
    }
    if closed == came_up {
        return Standing::Fine;
    }
    let (total, settled) = ((total.label.clone(), came_up), (settled.label.clone(), closed));
    unmet(condition, None, Some(Figures::Unsettled { total, settled }))
}

fn unmet(condition: &Condition, words: Option<Words>, figures: Option<Figures>) -> Standing {
    let figures = figures.map(Box::new);
    Standing::Unmet(Unmet { label: condition.label.clone(), words, figures })
}
