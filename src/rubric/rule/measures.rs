//! The rules on a measured value: S3, S4, S10 and S12, and how a value is measured.
//! May import `number`. Read next: `counts`.

use super::super::{FieldKey, StageId, Text};
use super::NumberField;
use crate::number::Exact;

/// S3 (below) and S4 (above). Each step away from the threshold costs `per`.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Which side of the threshold costs points.
    pub side: Side,
    /// What is measured.
    pub measure: Measure,
    /// In the measure's own unit (percent for ratios).
    pub threshold: Threshold,
    /// Step width and cost.
    pub pace: Pace,
}

/// How wide a step is, what it costs and how a broken step counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// Width of a step in the measure's unit (percentage points for ratios), above 0.
    pub step: Exact,
    /// Points per step, above 0.
    pub per: Exact,
    /// How a broken step counts.
    pub counting: Counting,
}

/// Which side of a threshold costs points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Falling short costs.
    Below,
    /// Exceeding costs.
    Above,
}

/// How a broken step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// A begun step counts in full.
    Begun,
    /// Only completed steps count.
    Completed,
    /// A part of a step costs that part.
    Proportional,
}

/// A threshold, and whether it accumulates over the project.
#[derive(Debug, Clone, PartialEq)]
pub struct Threshold {
    /// The printed figure.
    pub printed: Exact,
    /// S27. The figures that take its place at some stages.
    pub at_stages: Vec<(StageId, Exact)>,
    /// Present where the figure is a cumulative target, which a stage may scale.
    pub adjust: Option<Adjust>,
}

/// The facts with which a person replaces a scaled target, in the open, with a reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjust {
    /// The figure to use instead.
    pub value: NumberField,
    /// Why; compulsory with `value`.
    pub why: FieldKey,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// A typed value: hours, a percentage, an amount.
    Value(NumberField),
    /// Part over whole, as a percentage.
    Ratio(Box<Quotient>),
}

/// Part over whole, compared by cross-multiplication.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotient {
    /// What the quotient is called: 一致率
    pub label: Text,
    /// The part.
    pub part: NumberField,
    /// The whole. Zero or blank is unanswered.
    pub whole: NumberField,
    /// Whether the part belongs to the whole, so that 12 of 10 is a contradiction; where it does not, more
    /// than the whole is over-delivery, which never adds.
    pub part_of_whole: bool,
    /// Present where the whole accumulates over the project, so that a stage scales it.
    pub adjust: Option<Adjust>,
}

/// S10. Several measured targets draw on one pot of points.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedPot {
    /// Step width and cost, shared by all targets.
    pub pace: Pace,
    /// What is measured, each with its own threshold.
    pub targets: Vec<PotTarget>,
}

/// One measured target of a [`SharedPot`]; falling short costs.
#[derive(Debug, Clone, PartialEq)]
pub struct PotTarget {
    /// 服务覆盖率
    pub label: Text,
    /// What is measured.
    pub measure: Measure,
    /// In the measure's own unit.
    pub threshold: Threshold,
}

/// S12. A measured value falls into a band with fixed marks.
#[derive(Debug, Clone, PartialEq)]
pub struct RatioBands {
    /// What is measured.
    pub measure: Measure,
    /// Which values are the better ones.
    pub better: Better,
    /// Best first; never empty. The first carries the full points, and points fall from band to band.
    pub bands: Vec<Band>,
    /// The marks where no band holds, below those of the last band.
    pub otherwise: Exact,
}

/// Which values are the better ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// A band holds from its bound up.
    Higher,
    /// A band holds from its bound down.
    Lower,
}

/// One band of [`RatioBands`].
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The bound, which belongs to the band, in the measure's own unit (percent for ratios).
    pub bound: Exact,
    /// Marks of the band.
    pub points: Exact,
}
