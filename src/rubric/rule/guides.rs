//! S32, guides: computed helper figures beside a row. They have no effect on the score.
//! May import `number`. Read next: `rubric::fields`.

use super::super::Text;
use super::NumberField;
use crate::number::Exact;

/// A figure worked out from what a person types, shown beside the row.
#[derive(Debug, Clone, PartialEq)]
pub struct Guide {
    /// Names the guide within its indicator.
    pub id: String,
    /// What the figure is.
    pub label: Text,
    /// What it is counted in: 元
    pub unit: Text,
    /// Decimal places it is shown with.
    pub places: u32,
    /// What it is worked out from; never empty.
    pub inputs: Vec<NumberField>,
    /// The figure is the sum of these products; none is empty.
    pub terms: Vec<Vec<Factor>>,
    /// The input with the person's own figure, which is held against the computed one; an index into the inputs.
    pub against: Option<usize>,
}

/// One factor of a term.
#[derive(Debug, Clone, PartialEq)]
pub enum Factor {
    /// A fixed number.
    Fixed(Exact),
    /// What is typed into an input; an index into the inputs.
    Input(usize),
}
