//! An assessment put together from what is stored: its rubric with what was changed of it, and its facts where they
//! belong; and taken apart again. Read next: `journal`.

use std::sync::Arc;

use crate::assessment::{Assessment, Cell, Edit, Project};
use crate::rubric::adjust::{AdjustError, Adjustment, Unfit};
use crate::rubric::fields::knows;
use crate::rubric::{FieldKey, IndicatorId, Known, Rubric};

use super::{Head, StoredCell};

/// The word that an item's id begins with where the person added the item to a list of the rubric.
pub const OWN_ITEM: &str = "own-";

/// An assessment read from the store, ready to be worked on.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The rubric it is made with.
    pub rubric: Arc<Rubric>,
    /// Everything that was typed.
    pub assessment: Assessment,
    /// Its head as it was stored; `None` for the sample.
    pub head: Option<Head>,
    /// What does not fit the rubric. It stays in the store, has no effect and is not shown.
    pub kept_out: Vec<StoredCell>,
    /// Why changes of the rubric are not in force. They stay in the store until another change is made.
    pub unfit: Vec<Unfit>,
}

/// Puts an assessment together. A change that does not fit its rubric is left out and named. What the rubric does
/// not know is kept out; what only a change hides is not, so that it is there again when the change is taken back.
pub fn assemble(known: &Known, project: Project, head: Head, cells: Vec<StoredCell>) -> Opened {
    let (rubric, unfit) = changed(known, &head.adjustments);
    let role = head.role();
    let mut assessment = Assessment::new(head.id.clone(), project, &rubric, head.stage_id(), role);
    let mut kept_out = Vec::new();
    for stored in cells {
        match edit_of(&rubric, &stored).or_else(|| edit_of(&known.rubric, &stored)) {
            Some(edit) => {
                assessment.apply(edit);
            }
            None => kept_out.push(stored),
        }
    }
    Opened { rubric, assessment, head: Some(head), kept_out, unfit }
}

/// The rubric with the changes that fit it, and why the others do not.
pub fn changed(known: &Known, changes: &[Adjustment]) -> (Arc<Rubric>, Vec<Unfit>) {
    let (mut changes, mut unfit) = (changes.to_vec(), Vec::new());
    while !changes.is_empty() {
        match Rubric::read_adjusted(&known.text, &changes) {
            Ok(rubric) => return (Arc::new(rubric), unfit),
            Err(AdjustError::Unfit { adjustment, why }) => {
                unfit.push(why);
                let before = changes.len();
                changes.retain(|one| *one != *adjustment);
                if changes.len() == before {
                    break;
                }
            }
            // The text was read before without any change.
            Err(AdjustError::Rubric(problems)) => {
                unfit.push(Unfit::Invalid(problems));
                break;
            }
        }
    }
    (known.rubric.clone(), unfit)
}

/// The edit that puts a stored cell where it belongs; `None` where the rubric has no such place.
fn edit_of(rubric: &Rubric, stored: &StoredCell) -> Option<Edit> {
    let at = rubric.find(&IndicatorId::new(&stored.indicator))?;
    let cell = Cell::from_key(&stored.cell)?;
    let fits = match &cell {
        Cell::Fact(key) => knows(rubric.indicator(at)?, key) || is_of_an_own_item(key),
        _ => true,
    };
    fits.then(|| Edit { indicator: at, cell, value: stored.value.clone() })
}

/// Whether a fact belongs to an item that the person added, now or before.
fn is_of_an_own_item(key: &FieldKey) -> bool {
    key.as_str().split('.').any(|part| part.starts_with(OWN_ITEM))
}

/// Everything typed into an assessment, as cells of the store.
pub fn cells_of(rubric: &Rubric, assessment: &Assessment) -> Vec<StoredCell> {
    let mut cells = Vec::new();
    for (indicator, sheet) in rubric.indicators().iter().zip(assessment.sheets()) {
        cells.extend(sheet.cells().map(|(cell, value)| StoredCell {
            indicator: indicator.id.to_string(),
            cell: cell.key().to_owned(),
            value: value.to_owned(),
        }));
    }
    cells
}
