//! Conditions: what is met, not met or (where allowed) not applicable. Gates, lists and ceilings are made of them.
//! May import `number`. Read next: `lists`.

use super::super::{FieldKey, Text};
use super::{Adjust, NumberField};
use crate::number::Exact;

/// Something that is met, not met or (where allowed) not applicable.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What must hold, as a short phrase: 形成调研分析报告或材料
    pub label: Text,
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
    pub yes: Text,
    /// The words for not met: 不清晰
    pub no: Text,
    /// Whether 不适用 may be chosen.
    pub may_not_apply: bool,
}

/// A question whose `no` makes a condition not applicable.
#[derive(Debug, Clone, PartialEq)]
pub struct Applies {
    /// `yes` or `no`.
    pub key: FieldKey,
    /// 合同有驻点要求
    pub label: Text,
}
