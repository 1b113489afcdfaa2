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

/// What stands in a number field. A currency sign alone is blank too, so blankness is for the reader of numbers
/// to say, not for the text.
pub(super) enum Typed {
    Blank,
    /// No number that fits the field; the fault is noted.
    Wrong,
    Figure(Exact),
}

impl Typed {
    /// The figure, where there is one.
    pub(super) fn figure(self) -> Option<Exact> {
        match self {
            Self::Figure(value) => Some(value),
            Self::Blank | Self::Wrong => None,
        }
    }
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

    /// The level chosen, by its place from the best, and the reason for it, which every level but the best needs.
    pub(super) fn level<'l>(
        &self,
        (key, reason): (&FieldKey, &FieldKey),
        mut ids: impl Iterator<Item = &'l str>,
        findings: &mut Findings,
    ) -> Option<(usize, &'a str)> {
        let chosen = self.needed_text(key, findings);
        if chosen.is_empty() {
            return None;
        }
        let Some(at) = ids.position(|id| id == chosen) else {
            findings.problem(key, Fault::UnknownChoice);
            return None;
        };
        let reason = if at > 0 { self.needed_text(reason, findings) } else { self.text(reason) };
        Some((at, reason))
    }

    /// Every fact of the sheet, added list items among them.
    pub(super) fn sheet(&self) -> &'a Sheet {
        self.sheet
    }

    /// A number that may stay blank; a wrong one is noted.
    pub(super) fn number(&self, field: &NumberField, findings: &mut Findings) -> Typed {
        let fault = match parse_typed(self.sheet.fact(&field.key)) {
            Ok(None) => return Typed::Blank,
            Ok(Some(value)) if value.is_negative() && !field.may_be_negative => Fault::Negative,
            Ok(Some(value)) if value.fits_places(field.places) => return Typed::Figure(value),
            Ok(Some(_)) | Err(TypedError::TooManyPlaces) => Fault::TooManyPlaces { places: field.places },
            Err(TypedError::NotANumber) => Fault::NotANumber,
            Err(TypedError::TooLarge) => Fault::TooLarge,
        };
        findings.problem(&field.key, fault);
        Typed::Wrong
    }

    /// A number the rule needs: a blank one is noted as missing.
    pub(super) fn needed_number(&self, field: &NumberField, findings: &mut Findings) -> Option<Exact> {
        match self.number(field, findings) {
            Typed::Figure(value) => return Some(value),
            Typed::Blank => findings.missing(&field.key),
            Typed::Wrong => {}
        }
        None
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
