//! The rules: how facts become a score, as plain data. One variant per rule shape; each has its own file in
//! `score` that reads it, and its entry with a stable id in `rubrics/README.md`.
//! May import `number`. Read next: `rubric::fields` for what each rule asks a person.

use super::FieldKey;
use crate::number::Exact;

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
}

/// S1. Every applicable condition met → full, else 0.
#[derive(Debug, Clone, PartialEq)]
pub struct AllOrNothing {
    /// Never empty.
    pub conditions: Vec<Condition>,
}

/// S2. Each unmet item costs `per`.
#[derive(Debug, Clone, PartialEq)]
pub struct PerMissingItem {
    /// Points lost for each unmet item, above 0.
    pub per: Exact,
    /// The items as shipped; never empty.
    pub items: Vec<Condition>,
    /// Whether the person may add items on the spot (`不限于…`).
    pub extensible: bool,
}

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
    pub label: String,
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
    pub label: String,
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
    pub full: String,
    /// 不规范
    pub reduced: String,
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
    pub label: String,
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

/// S9. Named parts with points, rule and floor of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// Their points add up to the indicator's.
    pub parts: Vec<Part>,
}

/// One part of a [`Sum`].
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// 培训
    pub label: String,
    /// Points of the part.
    pub points: Exact,
    /// Its rule.
    pub rule: Rule,
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
    pub label: String,
    /// What is measured.
    pub measure: Measure,
    /// In the measure's own unit.
    pub threshold: Threshold,
}

/// Something that is met, not met or (where allowed) not applicable.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What must hold, as a short phrase: 形成调研分析报告或材料
    pub label: String,
    /// How it is decided.
    pub test: Test,
}

/// How a condition is decided.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A person's judgement: `yes`, `no` or (where allowed) `na`.
    Judged(Judged),
    /// Actual ≥ required, both typed.
    Reaches {
        /// Whether there is such a requirement at all; `no` makes the condition not applicable.
        applies: Option<Applies>,
        /// What was done.
        actual: NumberField,
        /// What was asked for.
        required: NumberField,
        /// Present where the requirement accumulates over the project.
        adjust: Option<Adjust>,
    },
    /// A typed value of at least a printed minimum.
    AtLeast {
        /// Whether there is such a requirement at all; `no` makes the condition not applicable.
        applies: Option<Applies>,
        /// What is measured.
        value: NumberField,
        /// The printed minimum.
        minimum: Exact,
    },
    /// Everything that came up was settled: none at all, or as many settled as came up.
    Settled {
        /// How many came up.
        total: NumberField,
        /// How many of them were settled.
        settled: NumberField,
    },
}

/// A person's judgement.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The fact.
    pub key: FieldKey,
    /// The words for met: 清晰
    pub yes: String,
    /// The words for not met: 不清晰
    pub no: String,
    /// Whether 不适用 may be chosen.
    pub may_not_apply: bool,
}

/// A question whose `no` makes a condition not applicable.
#[derive(Debug, Clone, PartialEq)]
pub struct Applies {
    /// `yes` or `no`.
    pub key: FieldKey,
    /// 合同有驻点要求
    pub label: String,
}

/// A typed number.
#[derive(Debug, Clone, PartialEq)]
pub struct NumberField {
    /// The fact.
    pub key: FieldKey,
    /// What to type.
    pub label: String,
    /// What it is counted in: 篇, 人, 元, 课时, %
    pub unit: String,
    /// Decimal places allowed: 0 for counts, 2 for money.
    pub places: u32,
    /// Whether a value below zero makes sense (an overspent balance).
    pub may_be_negative: bool,
}
