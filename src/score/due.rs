//! What is due at a stage: a cumulative target as printed, scaled, or set by the person with a reason.
//! May import `assessment`, `rubric` and `number`. Read next: `steps`.

use super::answers::{Answers, Typed};
use super::findings::{Fault, Findings};
use crate::assessment::Sheet;
use crate::number::Exact;
use crate::rubric::Stage;
use crate::rubric::rule::{Adjust, NumberField, Quotient, Threshold};

/// A target at a stage: what is printed (or typed for the whole project), what the stage makes of it, and
/// what is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// For the whole project.
    pub whole: Exact,
    /// The stage's share of it, rounded up where whole things are counted.
    pub scaled: Exact,
    /// What counts: the share, or what the person set with a reason.
    pub in_force: Exact,
}

/// The target of a threshold at this stage for the screen and the form; `None` where the stage leaves it as printed.
pub fn due_target(target: &Threshold, places: u32, sheet: &Sheet, stage: Option<&Stage>) -> Option<Due> {
    let Some(replaced) = replaced(target, stage) else {
        return shown(&target.printed, places, target.adjust.as_ref(), sheet, stage);
    };
    let answers = Answers::new(sheet, stage);
    by_hand(&target.printed, replaced, target.adjust.as_ref(), &answers, &mut Findings::default())
}

/// The figure that takes the place of a printed one at a stage.
fn replaced<'t>(target: &'t Threshold, stage: Option<&Stage>) -> Option<&'t Exact> {
    let at = &stage?.id;
    target.at_stages.iter().find(|(stage, _)| stage == at).map(|(_, figure)| figure)
}

/// The threshold in force; `None` as for [`in_force`].
pub(super) fn threshold_in_force(
    target: &Threshold,
    measured_in: &NumberField,
    answers: &Answers<'_>,
    findings: &mut Findings,
) -> Option<Exact> {
    let adjust = target.adjust.as_ref();
    match replaced(target, answers.stage) {
        Some(replaced) => {
            by_hand(&target.printed, replaced, adjust, answers, findings).map(|due| due.in_force)
        }
        None => in_force(target.printed.clone(), measured_in, adjust, answers, findings),
    }
}

/// The whole of a ratio at this stage for the screen and the form; `None` where no stage scales it or nothing
/// readable is typed.
pub fn due_whole(quotient: &Quotient, sheet: &Sheet, stage: Option<&Stage>) -> Option<Due> {
    let typed = Answers::new(sheet, stage).number(&quotient.whole, &mut Findings::default()).figure()?;
    shown(&typed, quotient.whole.places, quotient.adjust.as_ref(), sheet, stage)
}

/// The requirement of a condition at this stage; `None` as for [`due_whole`].
pub fn due_required(
    required: &NumberField,
    adjust: &Adjust,
    sheet: &Sheet,
    stage: Option<&Stage>,
) -> Option<Due> {
    let typed = Answers::new(sheet, stage).number(required, &mut Findings::default()).figure()?;
    shown(&typed, required.places, Some(adjust), sheet, stage)
}

/// As [`due_target`], for a figure the person typed.
fn shown(
    whole: &Exact,
    places: u32,
    adjust: Option<&Adjust>,
    sheet: &Sheet,
    stage: Option<&Stage>,
) -> Option<Due> {
    adjust?;
    stage?.scale.as_ref()?;
    resolve(whole, places, adjust, &Answers::new(sheet, stage), &mut Findings::default())
}

/// The figure in force; `None` where the person's own figure is wrong, which is noted.
pub(super) fn in_force(
    whole: Exact,
    measured_in: &NumberField,
    adjust: Option<&Adjust>,
    answers: &Answers<'_>,
    findings: &mut Findings,
) -> Option<Exact> {
    if adjust.is_none() || answers.stage.is_none_or(|stage| stage.scale.is_none()) {
        return Some(whole);
    }
    resolve(&whole, measured_in.places, adjust, answers, findings).map(|due| due.in_force)
}

fn resolve(
    whole: &Exact,
    places: u32,
    adjust: Option<&Adjust>,
    answers: &Answers<'_>,
    findings: &mut Findings,
) -> Option<Due> {
    let scale = answers.stage.and_then(|stage| stage.scale.as_ref());
    let (Some(adjust), Some(scale)) = (adjust, scale) else {
        return Some(Due { whole: whole.clone(), scaled: whole.clone(), in_force: whole.clone() });
    };
    let share = whole * &scale.factor;
    let scaled = if places == 0 { share.ceil() } else { share };
    by_hand(whole, &scaled, Some(adjust), answers, findings)
}

/// What the stage asks for, or what the person set in its place.
fn by_hand(
    whole: &Exact,
    scaled: &Exact,
    adjust: Option<&Adjust>,
    answers: &Answers<'_>,
    findings: &mut Findings,
) -> Option<Due> {
    let due = |in_force: &Exact| {
        Some(Due { whole: whole.clone(), scaled: scaled.clone(), in_force: in_force.clone() })
    };
    let Some(adjust) = adjust else { return due(scaled) };
    let by_hand = match answers.number(&adjust.value, findings) {
        Typed::Figure(by_hand) => by_hand,
        Typed::Blank => return due(scaled),
        Typed::Wrong => return None,
    };
    let limit = whole.at_least(scaled);
    if by_hand > limit {
        findings.problem(&adjust.value.key, Fault::Exceeds { limit, of: None });
        return None;
    }
    answers.needed_text(&adjust.why, findings);
    due(&by_hand)
}
