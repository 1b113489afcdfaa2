//! The JSON of a rubric file, read whole and then accepted or refused with every problem named by its path.
//! `check` reads the tree and its sums, `rules` the rules and their field keys, `readings` the choices between them.
//! The format is described in `rubrics/README.md`.
//! May import `rubric`, `json` and `number`. Read next: `rubric::catalogue`.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Rubric;
use crate::json::{self, Refusal, Value};

mod check;
mod problem;
pub mod problem_words;
mod readings;
mod rules;

pub use problem::{Problem, What};

/// The version of the format this build reads.
pub const FORMAT: u32 = 1;
/// The most levels a file may nest.
const LEVELS: usize = 127;

impl Rubric {
    /// Reads a rubric file.
    ///
    /// # Errors
    /// A text that is no JSON gives one [`What::NotJson`] with its line and column; any other gives every problem
    /// there is, each with the path of what is wrong.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        Self::read_tree(&tree(text)?, text)
    }

    /// Reads the tree of a rubric file, whose text it is.
    pub(super) fn read_tree(file: &Value, text: &str) -> Result<Self, Vec<Problem>> {
        let rubric = check::rubric(file, digest(text))?;
        readings::try_each(file, &rubric)?;
        Ok(rubric)
    }

    /// Reads a tree that was changed for an assessment, with the digest of the text it came from.
    pub(super) fn read_changed(file: &Value, digest: String) -> Result<Self, Vec<Problem>> {
        check::rubric(file, digest)
    }
}

/// The tree of a rubric file.
pub(super) fn tree(text: &str) -> Result<Value, Vec<Problem>> {
    json::parse(text, LEVELS).map_err(|Refusal { line, column, message, .. }| {
        vec![Problem { path: String::new(), what: What::NotJson { line, column, message } }]
    })
}

/// SHA-256 of a rubric file's text, 64 lower-case hexadecimal digits.
pub fn digest(text: &str) -> String {
    let mut hexadecimal = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}
