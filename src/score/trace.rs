//! The trace: one machine-readable line per deduction (bonus: per gain), with the figures it was worked from.
//! May import `rubric` and `number`. Read next: `sentence`, which says it in words.

use crate::number::Exact;
use crate::rubric::rule::{Counting, Side};

/// One deduction, or one gain of a bonus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The part of the indicator it belongs to, where it has parts.
    pub part: Option<String>,
    /// Points lost (bonus: gained), above or equal to 0.
    pub points: Exact,
    /// Points before the floor cut them off; equal to `points` where it did not.
    pub full: Exact,
    /// Why.
    pub cause: Cause,
}

/// Why points moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// S1: these conditions are not met, so there are no points.
    NotMet(Vec<Unmet>),
    /// S2: one item of the list is not met.
    MissingItem(Unmet),
    /// S3, S4, S10: a measured value is on the wrong side of its threshold.
    Steps(Box<Steps>),
    /// S5: fewer than asked for.
    MissingCount {
        /// How many there are.
        actual: Exact,
        /// How many are asked for at this stage.
        target: Exact,
        /// Points per missing unit.
        per: Exact,
        /// What is counted in.
        unit: String,
        /// What is counted.
        label: String,
    },
    /// S6: a level below the best.
    Level {
        /// The level in force.
        label: String,
        /// What a ceiling made of another level, where it did.
        lowered: Option<Box<Lowered>>,
        /// The best level.
        best: String,
        /// The person's reason.
        reason: String,
    },
    /// S7: marks below full, by judgement.
    Judgement {
        /// The words for the condition not holding: 不规范
        verdict: String,
        /// The marks given.
        marks: Exact,
        /// The person's reason.
        reason: String,
        /// The points looked at that are not in order.
        checkpoints: Vec<String>,
    },
    /// A gate is shut: no points whatever the rest says.
    Gate(Unmet),
    /// S8: a gain.
    Counted {
        /// How many there are.
        count: Exact,
        /// Points for each.
        per: Exact,
        /// The most there is.
        cap: Exact,
        /// What is counted in.
        unit: String,
    },
}

/// A condition that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// What should hold.
    pub label: String,
    /// The rubric's own words for its holding and for its not holding, where a person judged it.
    pub words: Option<Words>,
    /// The figures behind it, where there are any.
    pub figures: Option<Box<Figures>>,
}

/// A level that a ceiling lowered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowered {
    /// The level chosen.
    pub chosen: String,
    /// The condition that is not met.
    pub unmet: Unmet,
}

/// The two words a person chooses between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// 清晰
    pub met: String,
    /// 不清晰
    pub unmet: String,
}

/// The figures behind an unmet condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figures {
    /// Fewer than required.
    Short {
        /// How many there are.
        actual: Exact,
        /// How many are required.
        required: Exact,
        /// What is counted in.
        unit: String,
        /// What is counted.
        counted: String,
    },
    /// Not everything that came up was settled: the two figures with what the rubric calls them.
    Unsettled {
        /// What came up.
        total: (String, Exact),
        /// What of it was settled.
        settled: (String, Exact),
    },
}

/// A measured value on the wrong side of its threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// Which side costs.
    pub side: Side,
    /// What was measured.
    pub measured: Measured,
    /// The threshold in force at this stage.
    pub threshold: Exact,
    /// Width of a step.
    pub step: Exact,
    /// Points per step.
    pub per: Exact,
    /// How a broken step counts.
    pub counting: Counting,
    /// Steps counted.
    pub steps: Exact,
}

impl Steps {
    /// Distance to the threshold, above 0.
    pub fn gap(&self) -> Exact {
        match self.side {
            Side::Below => &self.threshold - &self.measured.value(),
            Side::Above => &self.measured.value() - &self.threshold,
        }
    }
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measured {
    /// As typed.
    Value {
        /// The value.
        value: Exact,
        /// Its unit: 课时
        unit: String,
        /// What it is called.
        label: String,
        /// Decimal places of the field.
        places: u32,
    },
    /// A percentage of two typed values.
    Ratio {
        /// The part.
        part: Exact,
        /// The whole in force at this stage.
        whole: Exact,
        /// What the part is called.
        label: String,
        /// The part's unit.
        unit: String,
        /// Decimal places of the part.
        places: u32,
    },
}

impl Measured {
    /// The value that is held against the threshold: percent for a ratio.
    pub fn value(&self) -> Exact {
        match self {
            Self::Value { value, .. } => value.clone(),
            Self::Ratio { part, whole, .. } => (part * &Exact::HUNDRED).divided_by(whole).unwrap_or_default(),
        }
    }
}
