//! The rules on things counted: S5, S8, S15, S16 and S17.
//! May import `number`. Read next: `levels`.

use super::super::Text;
use super::{NumberField, Threshold};
use crate::number::Exact;

/// S5. Each unit short of the target costs `per`.
#[derive(Debug, Clone, PartialEq)]
pub struct PerMissingCount {
    /// What is counted.
    pub count: NumberField,
    /// How many are asked for.
    pub target: Threshold,
    /// Points per missing unit, above 0.
    pub per: Exact,
}

/// S8. Each thing counted adds `per`, up to a cap.
#[derive(Debug, Clone, PartialEq)]
pub struct Award {
    /// What is counted.
    pub count: NumberField,
    /// Points for each, above 0.
    pub per: Exact,
    /// The most the award can give, above 0.
    pub cap: Exact,
}

/// S15. Marks for the first so many, and `per` for each one more, up to the points.
#[derive(Debug, Clone, PartialEq)]
pub struct BasePlus {
    /// What is counted.
    pub count: NumberField,
    /// How many it takes for any marks at all; fewer give 0.
    pub base_count: Exact,
    /// Marks for that many, at most the points.
    pub base_points: Exact,
    /// Points for each one more, above 0.
    pub per: Exact,
}

/// S16. Each defect found costs its `per`; floor 0.
#[derive(Debug, Clone, PartialEq)]
pub struct PerOccurrence {
    /// The kinds of defect; never empty.
    pub defects: Vec<Defect>,
}

/// A kind of defect, counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Defect {
    /// How many were found, a whole number.
    pub count: NumberField,
    /// Points each one costs, above 0.
    pub per: Exact,
}

/// S17. The mean of a survey on a scale becomes its share of the points.
#[derive(Debug, Clone, PartialEq)]
pub struct Rating {
    /// What was asked.
    pub question: Text,
    /// The answers people chose between, best first; at least two, and values fall.
    pub options: Vec<RatingOption>,
    /// How many answers a result should rest on. Fewer are scored all the same, and the trace says so.
    pub minimum: Option<Exact>,
}

/// One answer people chose between.
#[derive(Debug, Clone, PartialEq)]
pub struct RatingOption {
    /// 满意
    pub label: Text,
    /// Its place on the scale.
    pub value: Exact,
    /// How many chose it, a whole number.
    pub tally: NumberField,
}
