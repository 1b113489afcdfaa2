//! What lies in the store, as plain texts: a project, the head of an assessment, its cells, its journal. Read with care, for another
//! version of the app may have written them; put together with a rubric they are the assessment again.
//! May import `score`, `assessment`, `rubric`, `number` and `json`. Read next: `record/head.rs`, then `assembly.rs`.

mod assembly;
mod attachment;
mod backup;
mod head;
mod journal;
mod project;
mod told;

pub use assembly::{OWN_ITEM, Opened, assemble, cells_of, changed};
pub use attachment::Attachment;
pub use backup::BackupNote;
pub use head::{Form, Head, Summary, figure};
pub use journal::{ADJUSTMENTS, Journal, Step, StepChange, StepKind};
pub use project::{project_record, read_project};
pub use told::{Told, told};

use std::cell::Cell;

use crate::json::{self, At, Fault, Faults, Fields, Node};

/// A text under its id: a project or the head of an assessment as JSON, or a rubric file under its digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The key.
    pub id: String,
    /// The text; empty where what is stored is not a text.
    pub json: String,
}

/// A cell of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCell {
    /// Names the indicator within its rubric.
    pub indicator: String,
    /// The cell's key, [`crate::assessment::Cell::key`].
    pub cell: String,
    /// The text; when writing, empty clears the cell.
    pub value: String,
}

/// The most levels a record may nest. Those of today nest two; a later app may have written more.
const LEVELS: usize = 32;

/// Whether anything is wrong with a record. What this app does not know is let stand.
#[derive(Default)]
struct Damaged(Cell<bool>);

impl Faults for Damaged {
    fn fault(&self, _: &At, _: Fault) {
        self.0.set(true);
    }
}

/// Reads a record's text; `None` where anything is missing or of the wrong kind.
fn read<T>(json: &str, take: impl FnOnce(&Fields) -> T) -> Option<T> {
    let value = json::parse(json, LEVELS).ok()?;
    let damaged = Damaged::default();
    let record = take(&Node::top(&value, &damaged).object());
    (!damaged.0.get()).then_some(record)
}

fn text(node: Node) -> String {
    node.text().unwrap_or_default().to_owned()
}
