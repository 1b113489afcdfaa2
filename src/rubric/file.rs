//! The JSON of a rubric file, read whole and then accepted or refused with every problem named by its path.
//! `check` reads the tree and its sums, `rules` the rules and their field keys.
//! The format is described in `rubrics/README.md`.
//! May import `rubric`, `json` and `number`. Read next: `rubric::bundled`.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Rubric;
use crate::json::{self, Refusal};

mod check;
mod problem;
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
        match json::parse(text, LEVELS) {
            Ok(file) => check::rubric(&file, digest(text)),
            Err(Refusal { line, column, message, .. }) => {
                Err(vec![Problem { path: String::new(), what: What::NotJson { line, column, message } }])
            }
        }
    }
}

fn digest(text: &str) -> String {
    let mut hexadecimal = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}
