//! Reads the facts a rule asks for: parsed, checked against the field, blank told from wrong.
//! May import `assessment`, `rubric` and `number`. Read next: `conditions`.

use super::findings::{Fault, Findings};
use crate::assessment::Sheet;
use crate::number::{Exact, TypedError, parse_typed};
use crate::rubric::rule::NumberField;
use crate::rubric::{FieldKey, Stage};

/// One indicator's sheet at one stage.
pub(super) struct Answers<'a> {
    sheet: &'a Sheet,
    pub(super) stage: Option<&'a Stage>,
}

/// An answer to a yes-or-no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Yes,
    No,
    NotApplicable,
}

impl<'a> Answers<'a> {
    pub(super) fn new(sheet: &'a Sheet, stage: Option<&'a Stage>) -> Self {
        Self { sheet, stage }
    }

    /// A text as typed, without blanks at the ends.
    pub(super) fn text(&self, key: &FieldKey) -> &'a str {
        self.sheet.fact(key).trim()
    }

    /// A text the rule needs.
    pub(super) fn needed_text(&self, key: &FieldKey, findings: &mut Findings) -> &'a str {
        let text = self.text(key);
        if text.is_empty() {
            findings.missing(key);
        }
        text
    }

    /// Every fact of the sheet, added list items among them.
    pub(super) fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// A number, `None` where it is blank or wrong; a wrong one is noted.
    pub(super) fn number(&self, field: &NumberField, findings: &mut Findings) -> Option<Exact> {
        let fault = match parse_typed(self.sheet.fact(&field.key)) {
            Ok(None) => return None,
            Ok(Some(value)) if value.is_negative() && !field.may_be_negative => Fault::Negative,
            Ok(Some(value)) => {
                let unit = (0..field.places).fold(1_i64, |unit, _| unit.saturating_mul(10));
                if (&value * &Exact::from(unit)).is_whole() {
                    return Some(value);
                }
                Fault::TooManyPlaces { places: field.places }
            }
            Err(TypedError::NotANumber) => Fault::NotANumber,
            Err(TypedError::TooLarge) => Fault::TooLarge,
            Err(TypedError::TooManyPlaces) => Fault::TooManyPlaces { places: field.places },
        };
        findings.problem(&field.key, fault);
        None
    }

    /// A number the rule needs: a blank one is noted as missing.
    pub(super) fn needed_number(&self, field: &NumberField, findings: &mut Findings) -> Option<Exact> {
        if self.text(&field.key).is_empty() {
            findings.missing(&field.key);
            return None;
        }
        self.number(field, findings)
    }

    /// A verdict the rule needs: a blank one is noted as missing.
    pub(super) fn verdict(
        &self,
        key: &FieldKey,
        may_not_apply: bool,
        findings: &mut Findings,
    ) -> Option<Verdict> {
        match self.sheet.fact(key) {
            "" => findings.missing(key),
            "yes" => return Some(Verdict::Yes),
            "no" => return Some(Verdict::No),
            "na" if may_not_apply => return Some(Verdict::NotApplicable),
            _ => findings.problem(key, Fault::UnknownChoice),
        }
        None
    }
}
