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

/// The target of a threshold at this stage for the screen and the form; `None` where no stage scales it.
pub fn due_target(target: &Threshold, places: u32, sheet: &Sheet, stage: Option<&Stage>) -> Option<Due> {
    shown(&target.printed, places, target.adjust.as_ref(), sheet, stage)
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
    let by_hand = match answers.number(&adjust.value, findings) {
        Typed::Figure(by_hand) => by_hand,
        Typed::Blank => return Some(Due { whole: whole.clone(), in_force: scaled.clone(), scaled }),
        Typed::Wrong => return None,
    };
    if by_hand > *whole {
        let fault = Fault::Exceeds { limit: whole.clone(), of: None };
        findings.problem(&adjust.value.key, fault);
        return None;
    }
    answers.needed_text(&adjust.why, findings);
    Some(Due { whole: whole.clone(), scaled, in_force: by_hand })
}
