//! S3 and S4: each step short of (or in excess of) a threshold costs `per`; floor 0. Steps are measured from the
//! threshold, in percentage points for a ratio, and compared exactly: 94.996 % is below 95 %.
//! May import `rubric` and `number`. Read next: `pot`, which lets several targets share the points.

use super::answers::Answers;
use super::due::{in_force, threshold_in_force};
use super::findings::{Fault, Findings};
use super::sentence::near;
use super::trace::{Cause, Measured, Steps};
use crate::assessment::Sheet;
use crate::number::Exact;
use crate::rubric::Stage;
use crate::rubric::rule::{Counting, Measure, NumberField, Pace, Quotient, Side, Step, Threshold};

pub(super) fn apply(rule: &Step, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let first = findings.lines.len();
    take(rule.side, &rule.measure, &rule.threshold, &rule.pace, answers, findings);
    findings.floor(first, full);
}

/// Notes the deduction of one measured target.
pub(super) fn take(
    side: Side,
    measure: &Measure,
    threshold: &Threshold,
    pace: &Pace,
    answers: &Answers<'_>,
    findings: &mut Findings,
) {
    let found = found(measure, answers, findings);
    let due = threshold_in_force(threshold, measured_in(measure), answers, findings);
    let (Some(found), Some(threshold)) = (found, due) else { return };
    let short = found.short_of(&threshold);
    let over = match side {
        Side::Below => short,
        Side::Above => -short,
    };
    if !over.is_positive() {
        return;
    }
    let width = found.times_whole(&pace.step);
    let steps = match pace.counting {
        Counting::Begun => over.divided_up(&width),
        Counting::Completed => over.divided_by(&width).map(|steps| steps.floor()),
        Counting::Proportional => over.divided_by(&width),
    };
    let steps = steps.unwrap_or_default();
    let lost = &steps * &pace.per;
    if lost.is_positive() {
        let measured = found.named(measure);
        let (step, per, counting) = (pace.step.clone(), pace.per.clone(), pace.counting);
        let steps = Steps { side, measured, threshold, step, per, counting, steps };
        findings.line(lost, Cause::Steps(Box::new(steps)));
    }
}

/// The quotient for the screen, `91%`; `None` while a fact is missing or wrong. It is rounded for reading only, and
/// never so that it looks like the threshold it does not equal.
pub fn rate(quotient: &Quotient, threshold: &Exact, sheet: &Sheet, stage: Option<&Stage>) -> Option<String> {
    let (part, whole) = ratio(quotient, &Answers::new(sheet, stage), &mut Findings::default())?;
    let percent = (&part * &Exact::HUNDRED).divided_by(&whole)?;
    Some(format!("{}%", near(&percent, Some(threshold))))
}

/// What was typed for a measure.
pub(super) struct Found {
    /// The value, or the part of a ratio.
    part: Exact,
    /// The whole of a ratio in force at this stage, above 0.
    whole: Option<Exact>,
}

impl Found {
    /// How much is missing to the threshold, times the whole: a ratio is held against it by multiplying, without
    /// dividing. Negative where there is more.
    pub(super) fn short_of(&self, threshold: &Exact) -> Exact {
        match &self.whole {
            None => threshold - &self.part,
            Some(whole) => &(threshold * whole) - &(&self.part * &Exact::HUNDRED),
        }
    }

    /// A width in the unit of the threshold, times the whole like what [`Found::short_of`] gives.
    fn times_whole(&self, width: &Exact) -> Exact {
        self.whole.as_ref().map_or_else(|| width.clone(), |whole| width * whole)
    }

    /// With the names it goes by in the trace.
    pub(super) fn named(self, measure: &Measure) -> Measured {
        let field = measured_in(measure);
        let (unit, label, places) = (field.unit.clone(), field.label.clone(), field.places);
        match self.whole {
            None => Measured::Value { value: self.part, unit, label, places },
            Some(whole) => Measured::Ratio { part: self.part, whole, unit, label, places },
        }
    }
}

/// The field of the value, or of the part of a ratio.
fn measured_in(measure: &Measure) -> &NumberField {
    match measure {
        Measure::Value(field) => field,
        Measure::Ratio(quotient) => &quotient.part,
    }
}

/// What was typed for a measure, where it can be held against a bound.
pub(super) fn found(measure: &Measure, answers: &Answers<'_>, findings: &mut Findings) -> Option<Found> {
    match measure {
        Measure::Value(field) => {
            answers.needed_number(field, findings).map(|part| Found { part, whole: None })
        }
        Measure::Ratio(quotient) => {
            ratio(quotient, answers, findings).map(|(part, whole)| Found { part, whole: Some(whole) })
        }
    }
}

/// Part and whole in force; the whole is above 0.
fn ratio(quotient: &Quotient, answers: &Answers<'_>, findings: &mut Findings) -> Option<(Exact, Exact)> {
    let part = answers.needed_number(&quotient.part, findings);
    let typed_whole = answers.needed_number(&quotient.whole, findings)?;
    if typed_whole.is_zero() {
        // Nothing of nothing is no measurement: neither full marks nor none.
        findings.missing(&quotient.whole.key);
        return None;
    }
    if typed_whole.is_negative() {
        // A whole below 0 measures nothing, whatever the field allows.
        findings.problem(&quotient.whole.key, Fault::Negative);
        return None;
    }
    let due = in_force(typed_whole.clone(), &quotient.whole, quotient.adjust.as_ref(), answers, findings);
    let (part, whole) = (part?, due?);
    if quotient.part_of_whole && part > typed_whole {
        let fault = Fault::Exceeds { limit: typed_whole, of: Some(quotient.whole.label.clone()) };
        findings.problem(&quotient.part.key, fault);
        return None;
    }
    if whole.is_zero() {
        if let Some(adjust) = &quotient.adjust {
            findings.missing(&adjust.value.key);
        }
        return None;
    }
    Some((part, whole))
}
