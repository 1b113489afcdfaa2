//! The rules: how facts become a score, as plain data. One variant per rule shape; each has its own file in
//! `score` that reads it, and its entry with a stable id in `rubrics/README.md`. The shapes stand below this
//! file by what they ask for: `conditions` and `lists`, `measures`, `counts`, `levels`.
//! May import `number`. Read next: `rubric::fields` for what each rule asks a person.

use super::{FieldKey, Text};

mod conditions;
mod counts;
mod guides;
mod levels;
mod lists;
mod measures;

pub use conditions::{Applies, Condition, Judged, Test};
pub use counts::{Award, BasePlus, Defect, PerMissingCount, PerOccurrence, Rating, RatingOption};
pub use guides::{Factor, Guide};
pub use levels::{
    Ceiling, Checkpoint, Coefficient, Discretionary, Level, LevelRange, Levels, MarkRange, Share,
};
pub use lists::{AllOrNothing, KOfN, Part, PerMissingItem, Sum};
pub use measures::{
    Adjust, Band, Better, Counting, Measure, Pace, PotTarget, Quotient, RatioBands, SharedPot, Side, Step,
    Threshold,
};

/// How facts become a score.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// S1. Every applicable condition met → full, else 0.
    AllOrNothing(AllOrNothing),
    /// S2. Each unmet item of a list costs `per`; floor 0.
    PerMissingItem(PerMissingItem),
    /// S3 and S4. Each step short of (or in excess of) a threshold costs `per`; floor 0.
    Step(Step),
    /// S5. Each unit short of a target costs `per`; floor 0.
    PerMissingCount(PerMissingCount),
    /// S6. One of several named levels with fixed marks.
    Levels(Levels),
    /// S7. Full where a stated condition holds, else any mark below full, with a reason.
    Discretionary(Discretionary),
    /// S8. Each thing counted adds `per`, up to a cap.
    Award(Award),
    /// S9. Named parts with points, rule and floor of their own.
    Sum(Sum),
    /// S10. Several measured targets draw on one pot of points.
    SharedPot(SharedPot),
    /// S11. A named level, then a mark within the level's range.
    LevelRange(LevelRange),
    /// S12. A measured value falls into a band with fixed marks.
    RatioBands(RatioBands),
    /// S13. Marks by how many of the tests are met.
    KOfN(KOfN),
    /// S14. A level gives a coefficient from 0 to 1, which multiplies the points.
    Coefficient(Coefficient),
    /// S15. Marks for the first so many, and `per` for each one more, up to the points.
    BasePlus(BasePlus),
    /// S16. Each defect found costs its `per`; floor 0.
    PerOccurrence(PerOccurrence),
    /// S17. The mean of a survey on a scale becomes its share of the points.
    Rating(Rating),
}

/// A typed number.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberField {
    /// The fact.
    pub key: FieldKey,
    /// What to type.
    pub label: Text,
    /// What it is counted in: 篇, 人, 元, 课时, %
    pub unit: Text,
    /// Decimal places allowed: 0 for counts, 2 for money.
    pub places: u32,
    /// Whether a value below zero makes sense (an overspent balance).
    pub may_be_negative: bool,
}
