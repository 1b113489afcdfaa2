//! S31. What is changed for one assessment: a reading, a target, a list of items, the set of grades. The rubric stays as it is; its
//! text is changed in memory and read by the very same reader, and the rubric that comes out remembers what was
//! changed, for the screen, the file and the annex. Scoring knows nothing of this.
//! May import `json` and `number`. Read next: `adjust::apply`, then `choices` for what can be changed at all.

use crate::number::Exact;
use crate::rubric::grades::BandSet;
use crate::rubric::{IndicatorId, IndicatorIx};

mod apply;
mod bands;
mod choices;
pub(super) mod patch;
pub mod sentence;
mod wire;

pub use apply::{AdjustError, Unfit};
pub use choices::{
    Choices, ItemsChoice, Opening, ReadingChoice, TargetChoice, can_change, choices, form_readings,
    new_item_id,
};
pub use wire::{read, read_list, write, write_list};

/// One change for one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adjustment {
    /// Another of the rubric's readings.
    Reading {
        /// The indicator the reading belongs to; `None` for the whole form.
        indicator: Option<IndicatorId>,
        /// Which reading.
        reading: String,
        /// Which of its alternatives that can be chosen.
        alternative: String,
        /// Why, as typed; may be empty, for the rubric offers the choice.
        why: String,
    },
    /// Another threshold or target than the printed one.
    Target {
        /// Whose.
        indicator: IndicatorId,
        /// The part of a sum or the target of a pot, nested ones joined by stops; `None` for the rule itself.
        part: Option<String>,
        /// In the unit of the printed one (percent for ratios), not below 0.
        value: Exact,
        /// Why; compulsory.
        why: String,
    },
    /// Other items than those of the rubric's list.
    Items {
        /// Whose.
        indicator: IndicatorId,
        /// As for a target.
        part: Option<String>,
        /// All of them, in order. An item of a known id keeps its test.
        items: Vec<Item>,
        /// Why; compulsory.
        why: String,
    },
    /// Another set of grades than the rubric's own, or none.
    Grades {
        /// The set itself, so that the assessment's file is enough to grade it.
        set: Option<BandSet>,
    },
}

/// An item of a changed list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Names the item within its list.
    pub id: String,
    /// What must hold.
    pub label: String,
}

/// What was changed, as it is told to a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjusted {
    /// The change itself.
    pub adjustment: Adjustment,
    /// Where; `None` for the whole form.
    pub indicator: Option<IndicatorIx>,
    /// What, from what, to what.
    pub changed: Changed,
    /// Why, as typed.
    pub why: String,
}

/// What was changed, from what, to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// A reading.
    Reading {
        /// What the text leaves open.
        question: String,
        /// How the rubric reads it.
        from: String,
        /// How it is read now.
        to: String,
    },
    /// A threshold or a target.
    Target {
        /// What is measured or counted.
        label: String,
        /// Its unit; `%` for ratios.
        unit: String,
        /// As printed.
        from: Exact,
        /// Now.
        to: Exact,
    },
    /// A list of items.
    Items {
        /// The rubric's items.
        from: Vec<String>,
        /// The items now.
        to: Vec<String>,
    },
    /// The set of grades.
    Grades {
        /// The rubric's own, by name.
        from: Option<String>,
        /// The one that was chosen, by name.
        to: Option<String>,
    },
}

impl Adjustment {
    /// Where: the indicator, or `None` for the whole form.
    pub fn indicator(&self) -> Option<&IndicatorId> {
        match self {
            Self::Reading { indicator, .. } => indicator.as_ref(),
            Self::Target { indicator, .. } | Self::Items { indicator, .. } => Some(indicator),
            Self::Grades { .. } => None,
        }
    }

    /// Why, as typed.
    pub fn why(&self) -> &str {
        match self {
            Self::Reading { why, .. } | Self::Target { why, .. } | Self::Items { why, .. } => why,
            Self::Grades { .. } => "",
        }
    }

    /// Every text in it, whoever wrote it.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<&str> = self.indicator().map(IndicatorId::as_str).into_iter().collect();
        texts.push(self.why());
        match self {
            Self::Reading { reading, alternative, .. } => texts.extend([reading.as_str(), alternative]),
            Self::Target { part, .. } => texts.extend(part.as_deref()),
            Self::Items { part, items, .. } => {
                texts.extend(part.as_deref());
                texts.extend(items.iter().flat_map(|item| [item.id.as_str(), item.label.as_str()]));
            }
            Self::Grades { set } => texts.extend(set.iter().flat_map(bands::texts)),
        }
        texts
    }

    /// Whether the other changes the very same thing, so that only one of the two can hold.
    pub fn is_of_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Reading { indicator, reading, .. },
                Self::Reading { indicator: other, reading: another, .. },
            ) => indicator == other && reading == another,
            (Self::Target { indicator, part, .. }, Self::Target { indicator: other, part: another, .. })
            | (Self::Items { indicator, part, .. }, Self::Items { indicator: other, part: another, .. }) => {
                indicator == other && part == another
            }
            (Self::Grades { .. }, Self::Grades { .. }) => true,
            _ => false,
        }
    }
}

/// The list with a change in it, in the place of an earlier change of the same.
#[must_use]
pub fn set(list: &[Adjustment], adjustment: Adjustment) -> Vec<Adjustment> {
    let mut list = list.to_vec();
    match list.iter_mut().find(|one| one.is_of_the_same(&adjustment)) {
        Some(one) => *one = adjustment,
        None => list.push(adjustment),
    }
    list
}

/// The list without any change of the same: 恢复为原表读法.
#[must_use]
pub fn take_back(list: &[Adjustment], adjustment: &Adjustment) -> Vec<Adjustment> {
    list.iter().filter(|one| !one.is_of_the_same(adjustment)).cloned().collect()
}
