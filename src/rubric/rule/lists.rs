//! The rules made of conditions or of other rules: S1, S2, S9 and S13.
//! May import `number`. Read next: `measures`.

use super::super::Text;
use super::{Condition, Rule};
use crate::number::Exact;

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

/// S13. Marks by how many of the tests are met.
#[derive(Debug, Clone, PartialEq)]
pub struct KOfN {
    /// Two or more.
    pub tests: Vec<Condition>,
    /// The marks for none, one, two, … of them met: one more entry than there are tests, not falling, the last
    /// with the full points.
    pub marks: Vec<Exact>,
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
    pub label: Text,
    /// Points of the part.
    pub points: Exact,
    /// Its rule.
    pub rule: Rule,
}
