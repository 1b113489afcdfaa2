//! S3 and S4: each step short of (or in excess of) a threshold costs `per`; floor 0. Steps are measured from the
//! threshold, in percentage points for a ratio, and compared exactly: 94.996 % is below 95 %.
//! May import `rubric` and `number`. Read next: `pot`, which lets several targets share the points.

use super::answers::Answers;
use super::due::in_force;
use super::findings::{Fault, Findings};
use super::sentence::near;
use super::trace::{Cause, Measured, Steps};
use crate::assessment::Sheet;
use crate::number::Exact;
use crate::rubric::Stage;
use crate::rubric::rule::{Counting, Measure, Pace, Quotient, Side, Step, Threshold};

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
    let Some(measured) = measured(measure, answers, findings) else { return };
    let field = match measure {
        Measure::Value(field) => field,
        Measure::Ratio(quotient) => &quotient.part,
    };
    let printed = threshold.printed.clone();
    let Some(threshold) = in_force(printed, field, threshold.adjust.as_ref(), answers, findings) else {
        return;
    };
    let value = measured.value();
    let gap = match side {
        Side::Below => &threshold - &value,
        Side::Above => &value - &threshold,
    };
    if !gap.is_positive() {
        return;
    }
    let exact_steps = gap.divided_by(&pace.step).unwrap_or_default();
    let steps = match pace.counting {
        Counting::Begun => exact_steps.ceil(),
        Counting::Completed => exact_steps.floor(),
        Counting::Proportional => exact_steps,
    };
    let lost = &steps * &pace.per;
    let (step, per, counting) = (pace.step.clone(), pace.per.clone(), pace.counting);
    findings.line(lost, Cause::Steps(Steps { side, measured, threshold, gap, step, per, counting, steps }));
}

/// The quotient for the screen, `91%`; `None` while a fact is missing or wrong. It is rounded for reading only, and
/// never so that it looks like the threshold it does not equal.
pub fn rate(quotient: &Quotient, threshold: &Exact, sheet: &Sheet, stage: Option<&Stage>) -> Option<String> {
    let measured = ratio(quotient, &Answers::new(sheet, stage), &mut Findings::default())?;
    Some(format!("{}%", near(&measured.value(), Some(threshold))))
}

fn measured(measure: &Measure, answers: &Answers<'_>, findings: &mut Findings) -> Option<Measured> {
    match measure {
        Measure::Value(field) => answers.needed_number(field, findings).map(|value| Measured::Value {
            value,
            unit: field.unit.clone(),
            label: field.label.clone(),
            places: field.places,
        }),
        Measure::Ratio(quotient) => ratio(quotient, answers, findings),
    }
}

fn ratio(quotient: &Quotient, answers: &Answers<'_>, findings: &mut Findings) -> Option<Measured> {
    let part = answers.needed_number(&quotient.part, findings);
    let typed_whole = answers.needed_number(&quotient.whole, findings);
    let (part, typed_whole) = (part?, typed_whole?);
    if typed_whole.is_zero() {
        // Nothing of nothing is no measurement: neither full marks nor none.
        findings.missing(&quotient.whole.key);
        return None;
    }
    if quotient.part_of_whole && part > typed_whole {
        let fault = Fault::Exceeds { limit: typed_whole, of: Some(quotient.whole.label.clone()) };
        findings.problem(&quotient.part.key, fault);
        return None;
    }
    let whole = in_force(typed_whole, &quotient.whole, quotient.adjust.as_ref(), answers, findings)?;
    if whole.is_zero() {
        if let Some(adjust) = &quotient.adjust {
            findings.missing(&adjust.value.key);
        }
        return None;
    }
    Some(Measured::Ratio {
        part,
        whole,
        label: quotient.part.label.clone(),
        unit: quotient.part.unit.clone(),
        places: quotient.part.places,
        name: quotient.label.clone(),
    })
}
