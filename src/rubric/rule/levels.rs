//! The rules on a person's judgement: S6, S7, S11 and S14.
//! May import `number`. Read next: `rubric::fields`.

use super::super::{FieldKey, Text};
use super::{Condition, NumberField};
use crate::number::Exact;

/// S6. One of several named levels with fixed marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    /// The fact that holds the chosen level's id.
    pub key: FieldKey,
    /// Best first; the first carries the indicator's full points.
    pub levels: Vec<Level>,
    /// The fact that says why the level is below the best; compulsory then.
    pub reason: FieldKey,
    /// A stated condition without which the better levels are out of reach.
    pub ceiling: Option<Ceiling>,
}

/// A named level.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The value of the fact.
    pub id: String,
    /// 好
    pub label: Text,
    /// Marks of the level.
    pub points: Exact,
}

/// A stated condition without which the better levels are out of reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Ceiling {
    /// What must hold.
    pub condition: Condition,
    /// The best level left where it does not; an index into the levels.
    pub level: usize,
}

/// S7. Full where a stated condition holds, else any mark below full.
#[derive(Debug, Clone, PartialEq)]
pub struct Discretionary {
    /// The fact that says whether the condition holds: `yes` or `no`.
    pub verdict: FieldKey,
    /// 规范
    pub full: Text,
    /// 不规范
    pub reduced: Text,
    /// The marks where it does not hold: 0 ≤ marks < full, on the grid.
    pub marks: NumberField,
    /// The grid of the marks, above 0.
    pub grid: Exact,
    /// Why marks were taken; compulsory where the condition does not hold.
    pub reason: FieldKey,
    /// Points to look at. They structure the reason and do not compute.
    pub checkpoints: Vec<Checkpoint>,
}

/// A point to look at: a fact that says whether it is in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    /// `yes` or `no`, or blank.
    pub key: FieldKey,
    /// What is looked at.
    pub label: Text,
}

/// S11. A named level, then a mark within the level's range.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelRange {
    /// The fact that holds the chosen level's id.
    pub key: FieldKey,
    /// Best first; never empty. Lows and highs fall; ranges may touch and do not overlap.
    pub levels: Vec<MarkRange>,
    /// The mark within the level's range, both ends included; not asked for where the range is one mark.
    pub marks: NumberField,
    /// The grid of the marks, above 0. Every low and high stands on it.
    pub grid: Exact,
    /// The fact that says why the level is below the best; compulsory then.
    pub reason: FieldKey,
}

/// A named level with the marks it may be given.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkRange {
    /// The value of the fact.
    pub id: String,
    /// 较强
    pub label: Text,
    /// The fewest marks, not below 0.
    pub low: Exact,
    /// The most marks; the full points in the best level.
    pub high: Exact,
}

/// S14. A level gives a coefficient from 0 to 1, which multiplies the points.
#[derive(Debug, Clone, PartialEq)]
pub struct Coefficient {
    /// The fact that holds the chosen level's id.
    pub key: FieldKey,
    /// Best first; never empty. The best is [low, 1]; each other is [low, high), its high the low above.
    pub levels: Vec<Share>,
    /// The coefficient within the level's range.
    pub coefficient: NumberField,
    /// The fact that says why the level is below the best; compulsory then.
    pub reason: FieldKey,
}

/// A named level with the coefficients it may be given.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// The value of the fact.
    pub id: String,
    /// 高
    pub label: Text,
    /// The lowest coefficient, which belongs to the level.
    pub low: Exact,
    /// Where the level ends: 1 in the best, which belongs to it, else the low above, which does not.
    pub high: Exact,
}
