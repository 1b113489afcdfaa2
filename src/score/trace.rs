//! The trace: one machine-readable line per deduction (bonus: per gain), with the figures it was worked from.
//! May import `rubric` and `number`. Read next: `sentence`, which says it in words.

use crate::number::Exact;
use crate::rubric::Text;
use crate::rubric::rule::{Better, Counting, Side};
use crate::rubric::structure::Effect;

/// One deduction, or one gain of a bonus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The part of the indicator it belongs to, where it has parts.
    pub part: Option<Text>,
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
        unit: Text,
        /// What is counted.
        label: Text,
    },
    /// S6: a level below the best.
    Level {
        /// The level in force.
        label: Text,
        /// What a ceiling made of another level, where it did.
        lowered: Option<Box<Lowered>>,
        /// The best level.
        best: Text,
        /// The person's reason.
        reason: String,
    },
    /// S7: marks below full, by judgement.
    Judgement {
        /// The words for the condition not holding: 不规范
        verdict: Text,
        /// The marks given.
        marks: Exact,
        /// The person's reason.
        reason: String,
        /// The points looked at that are not in order.
        checkpoints: Vec<Text>,
    },
    /// A gate is shut: no points whatever the rest says.
    Gate(Unmet),
    /// S19: a condition of the whole result is not met. The line takes no points of the indicator.
    Veto {
        /// The condition.
        unmet: Unmet,
        /// What becomes of the whole result.
        effect: Effect,
    },
    /// S8: a gain.
    Counted {
        /// How many there are.
        count: Exact,
        /// Points for each.
        per: Exact,
        /// The most there is.
        cap: Exact,
        /// What is counted in.
        unit: Text,
    },
    /// S11: a mark below full within the range of a level.
    Ranged(Box<Ranged>),
    /// S12: a measured value in a band below the best, or in none.
    Banded(Box<Banded>),
    /// S13: not all of the tests are met.
    Tests(Box<Tests>),
    /// S14: a coefficient below 1.
    Multiplied(Box<Multiplied>),
    /// S15: fewer than the points take.
    BasePlus(Box<BasePlus>),
    /// S16: defects of one kind.
    Defects(Box<Defects>),
    /// S17: a mean below the best answer, or too few answers.
    Rated(Box<Rated>),
}

/// S11: a mark below full within the range of a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranged {
    /// The level chosen.
    pub label: Text,
    /// The best level.
    pub best: Text,
    /// The fewest marks of the level.
    pub low: Exact,
    /// The most marks of the level.
    pub high: Exact,
    /// The mark given.
    pub marks: Exact,
    /// The person's reason.
    pub reason: String,
}

/// S12: a measured value in a band below the best, or in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banded {
    /// What was measured.
    pub measured: Measured,
    /// Which values are the better ones.
    pub better: Better,
    /// The bound of the band it is in; `None` where no band holds.
    pub reached: Option<Exact>,
    /// The marks it gets.
    pub marks: Exact,
    /// The bound of the next better band.
    pub next: Exact,
    /// The marks of the next better band.
    pub next_marks: Exact,
}

/// S13: not all of the tests are met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tests {
    /// How many there are.
    pub of: usize,
    /// Those that are not met.
    pub unmet: Vec<Unmet>,
    /// The marks for as many as are met.
    pub marks: Exact,
    /// How many more it takes for better marks, and which they are.
    pub next: (usize, Exact),
}

/// S14: a coefficient below 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Multiplied {
    /// The level chosen.
    pub label: Text,
    /// The best level.
    pub best: Text,
    /// The coefficient given.
    pub coefficient: Exact,
    /// The points it multiplies.
    pub points: Exact,
    /// The person's reason.
    pub reason: String,
}

/// S15: fewer than the points take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePlus {
    /// How many there are.
    pub count: Exact,
    /// How many it takes for any marks at all.
    pub base_count: Exact,
    /// The marks for that many.
    pub base_points: Exact,
    /// Points for each one more.
    pub per: Exact,
    /// The most there is.
    pub points: Exact,
    /// The marks it gets.
    pub marks: Exact,
    /// What is counted in.
    pub unit: Text,
    /// What is counted.
    pub label: Text,
    /// Decimal places of the count.
    pub places: u32,
}

/// S16: defects of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defects {
    /// What is wrong.
    pub label: Text,
    /// What it is counted in.
    pub unit: Text,
    /// How many were found.
    pub count: Exact,
    /// Points each one costs.
    pub per: Exact,
}

/// S17: a mean below the best answer, or too few answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    /// What was asked.
    pub question: Text,
    /// How many answered.
    pub answers: Exact,
    /// The mean of their answers on the scale.
    pub mean: Exact,
    /// The top of the scale.
    pub highest: Exact,
    /// The bottom of the scale.
    pub lowest: Exact,
    /// The points in full.
    pub points: Exact,
    /// The marks it gets.
    pub marks: Exact,
    /// How many should have answered, where fewer did.
    pub below_minimum: Option<Exact>,
}

/// A condition that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmet {
    /// What should hold.
    pub label: Text,
    /// The rubric's own words for its holding and for its not holding, where a person judged it.
    pub words: Option<Words>,
    /// The figures behind it, where there are any.
    pub figures: Option<Box<Figures>>,
}

/// A level that a ceiling lowered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lowered {
    /// The level chosen.
    pub chosen: Text,
    /// The condition that is not met.
    pub unmet: Unmet,
}

/// The two words a person chooses between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// 清晰
    pub met: Text,
    /// 不清晰
    pub unmet: Text,
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
        unit: Text,
        /// What is counted.
        counted: Text,
    },
    /// Not everything that came up was settled: the two figures with what the rubric calls them.
    Unsettled {
        /// What came up.
        total: (Text, Exact),
        /// What of it was settled.
        settled: (Text, Exact),
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
        unit: Text,
        /// What it is called.
        label: Text,
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
        label: Text,
        /// The part's unit.
        unit: Text,
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
