//! The stages of a rubric: moments in a project's life, and what each of them changes in what is asked for.
//! May import `rubric` and `number`. Read next: `rubric::structure`.

use super::{IndicatorIx, StageId};
use crate::number::Exact;

/// A moment in the project's life at which the rubric is used.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Names the stage in files.
    pub id: StageId,
    /// The printed name: 结项.
    pub name: String,
    /// How cumulative targets shrink at this stage; `None` leaves them as printed.
    pub scale: Option<Scale>,
    /// S26. What is not assessed at this stage, in the order of the file.
    pub excluded: Vec<IndicatorIx>,
    /// S27. The figures that take the place of printed ones at this stage, in the order of the file.
    pub replaced: Vec<Replaced>,
}

/// S25. The share of a cumulative target that is due at a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Above 0, at most 1. Targets that are counted in whole things are rounded up.
    pub factor: Exact,
    /// The sentence of the form that says so.
    pub note: String,
    /// S28. Whether each one missing of a scaled target costs its share of the points, the points divided by the
    /// target, instead of the printed deduction.
    pub scale_deduction: bool,
}

/// S27. A figure that takes the place of a printed threshold or target at a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Of which indicator.
    pub indicator: IndicatorIx,
    /// The id of the part, or of the target that shares a pot, where the indicator has several.
    pub part: Option<String>,
    /// The figure at this stage.
    pub threshold: Exact,
}
