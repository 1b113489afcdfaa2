//! S29. Sets of grades: which grade a result earns. A rubric may print one of its own, `rubrics/grades.json` holds
//! published ones, and an assessment may choose one; none belongs to a rubric that prints none.
//! May import `rubric` and `number`. Read next: `rubric::structure`, whose vetoes cap a grade.

use super::Source;
use crate::number::Exact;

/// Grades with their lower bounds. Each covers what lies from its bound up to the next, without a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandSet {
    /// Names the set in files.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it is printed, with a note on what the printed bands leave open.
    pub source: Source,
    /// What is held against the bounds.
    pub basis: Basis,
    /// Best first, the bounds falling to 0.
    pub bands: Vec<Band>,
}

/// A grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Names the grade within its set.
    pub id: String,
    /// The printed wording: 优秀（90分以上）
    pub label: String,
    /// The lower bound in percent of the base points that can be assessed; it belongs to the grade.
    pub from: Exact,
}

/// What is held against the bounds, as a share of the base points that can be assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Base and bonus, after a cap on both.
    Total,
    /// The base alone.
    Base,
}

impl BandSet {
    /// The grade for a percentage; `None` only where the set has no grades.
    pub fn band(&self, percent: &Exact) -> Option<&Band> {
        self.bands.iter().find(|band| *percent >= band.from).or(self.bands.last())
    }
}
