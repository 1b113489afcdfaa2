//! Whether an indicator is assessed at all: S20, a person says with a reason that it does not apply, and S26, the
//! stage leaves it out.
//! May import `assessment`, `rubric` and `number`. Read next: `subtotal`.

use crate::assessment::{Cell, Sheet};
use crate::number::Exact;
use crate::rubric::{Indicator, NotApplicable, Stage};

/// Whether an indicator is assessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applicability {
    /// It is.
    Applies,
    /// A person says that it does not apply.
    NotApplicable {
        /// Why, as typed.
        why: String,
        /// What it counts for all the same: the full points, or nothing, in points and full points alike.
        points: Option<Exact>,
    },
    /// The stage leaves it out.
    Excluded,
}

/// How an indicator stands. Where a person says that it does not apply without saying why, it still applies, and
/// the reason is missing.
pub(super) fn standing(indicator: &Indicator, sheet: &Sheet, stage: Option<&Stage>) -> (Applicability, bool) {
    if stage.is_some_and(|stage| indicator.excluded_at.contains(&stage.id)) {
        return (Applicability::Excluded, false);
    }
    let Some(policy) = indicator.may_not_apply else { return (Applicability::Applies, false) };
    if sheet.get(&Cell::NotApplicable) != "yes" {
        return (Applicability::Applies, false);
    }
    let why = sheet.get(&Cell::NotApplicableWhy).trim();
    if why.is_empty() {
        return (Applicability::Applies, true);
    }
    let points = (policy == NotApplicable::FullMarks).then(|| indicator.points.clone());
    (Applicability::NotApplicable { why: why.to_owned(), points }, false)
}
