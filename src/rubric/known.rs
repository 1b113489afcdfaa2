//! A rubric together with the text it was read from: what is needed to keep it, to change it for one assessment, and
//! to send it along with a file.
//! May import `rubric`. Read next: `catalogue`.

use std::sync::Arc;

use super::Rubric;
use super::file::Problem;

/// A rubric as somebody keeps it: read, and the text it was read from.
#[derive(Debug, Clone)]
pub struct Known {
    /// The rubric without changes.
    pub rubric: Arc<Rubric>,
    /// The file's text, to the byte.
    pub text: Arc<str>,
}

impl Known {
    /// Reads a rubric file and keeps its text.
    ///
    /// # Errors
    /// As for [`Rubric::read`].
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        Ok(Self { rubric: Arc::new(Rubric::read(text)?), text: text.into() })
    }
}
