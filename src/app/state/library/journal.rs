//! 修改记录: the journal of a stored assessment, read for people to look at.
//! May import `platform` and the library. Read next: `files`.

use std::sync::Arc;

use gongping::record::{Opened, Step, StepChange};

use super::{Library, OpenError};

/// The journal of an assessment.
#[derive(Clone)]
pub struct Journal {
    /// The assessment.
    pub opened: Opened,
    /// Each change by itself, newest first.
    pub lines: Arc<[Line]>,
}

/// One change, or a step that cannot be read.
#[derive(Clone)]
pub struct Line {
    /// The step it belongs to; `None` where that cannot be read.
    pub step: Option<Arc<Step>>,
    /// Where in the step.
    at: usize,
}

impl Line {
    /// The change.
    pub fn change(&self) -> Option<&StepChange> {
        self.step.as_ref()?.changes.get(self.at)
    }
}

impl Library {
    /// Reads a stored assessment and its journal.
    ///
    /// # Errors
    /// As [`Library::open`].
    pub async fn journal(self, id: &str) -> Result<Journal, OpenError> {
        let opened = self.open(id).await?;
        Ok(Journal { opened, lines: self.journal_lines(id).await? })
    }

    /// Reads the journal of a stored assessment, newest first.
    ///
    /// # Errors
    /// As [`Library::open`].
    pub async fn journal_lines(self, id: &str) -> Result<Arc<[Line]>, OpenError> {
        let store = self.store().await.map_err(OpenError::Store)?;
        let steps = store.journal(id).await.map_err(OpenError::Store)?;
        Ok(steps.iter().rev().flat_map(|json| lines(json)).collect())
    }
}

/// The changes of a step, in the order they were made; without those that only say what was there when the journal
/// began, or that a text was typed and taken away again.
fn lines(json: &str) -> Vec<Line> {
    match Step::read(json) {
        Some(step) => {
            let step = Arc::new(step);
            let changes = step.changes.iter().enumerate().filter(|(_, change)| change.from != change.to);
            changes.map(|(at, _)| Line { step: Some(step.clone()), at }).collect()
        }
        None => vec![Line { step: None, at: 0 }],
    }
}
