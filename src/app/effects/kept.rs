//! What was typed in this tab and not stored before another one took over: the page as it was, and the cells.
//! May import `state` and the library. Read next: `ownership`.

use std::sync::Arc;

use gongping::assessment::Assessment;
use gongping::record::{Step, StoredCell};
use gongping::rubric::Rubric;

use crate::app::state::open::OpenAssessment;

/// What is kept apart from what is stored.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The rubric of the page as it was.
    pub rubric: Arc<Rubric>,
    /// Everything that the page showed, stored and not.
    pub assessment: Arc<Assessment>,
    /// The journal up to then.
    pub journal: Vec<Step>,
    /// What is not stored.
    pub cells: Vec<StoredCell>,
}

impl Kept {
    /// Of a page as it is, with what was kept before.
    pub fn new(open: &OpenAssessment, unsaved: Vec<StoredCell>, before: Option<Self>) -> Self {
        let mut cells = unsaved;
        for cell in before.map(|before| before.cells).unwrap_or_default() {
            if !cells.iter().any(|one| one.indicator == cell.indicator && one.cell == cell.cell) {
                cells.push(cell);
            }
        }
        let assessment = Arc::new(open.assessment());
        let journal = open.journal();
        Self { rubric: open.rubric().clone(), assessment, journal, cells }
    }

    /// How many cells there are.
    pub fn count(&self) -> usize {
        self.cells.len()
    }
}
