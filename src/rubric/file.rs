//! The JSON of a rubric file, read whole and then accepted or refused with every problem named by its path.
//! `wire` is the file's shape, `check` the tree and its sums, `rules` the rules and their field keys.
//! The format is described in `rubrics/README.md`.
//! May import `rubric`, `number` and serde. Read next: `rubric::bundled`.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Rubric;

mod at;
mod check;
mod problem;
mod rules;
mod wire;

pub use problem::{Problem, What};

/// The version of the format this build reads.
pub const FORMAT: u32 = 1;

impl Rubric {
    /// Reads a rubric file.
    ///
    /// # Errors
    /// A text that is no JSON or not of the format's shape gives one [`What::Shape`] with its line and column;
    /// a text of the right shape gives every further problem there is, each with the path of what is wrong.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        let rubric = parse(text).map_err(|problem| vec![problem])?;
        check::rubric(rubric, digest(text))
    }
}

/// Reads the text into the file's shape. The derived readers refuse unknown and repeated keys, and
/// `serde_json` refuses more than 128 levels.
fn parse(text: &str) -> Result<wire::Rubric, Problem> {
    let mut json = serde_json::Deserializer::from_str(text);
    let rubric = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        // The whole is written `.`, and a place inside that was never reached `?`.
        let path = error.path().to_string();
        shape(path.trim_end_matches(['.', '?']).to_owned(), error.inner())
    })?;
    json.end().map_err(|error| shape(String::new(), &error))?;
    Ok(rubric)
}

fn shape(path: String, error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    let message = error.to_string();
    let place = format!(" at line {line} column {column}");
    let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
    Problem { path, what: What::Shape { line, column, message } }
}

fn digest(text: &str) -> String {
    let mut hexadecimal = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}
