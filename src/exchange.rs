//! Files out and in: an assessment as one JSON file that another device opens to the same facts and figures.
//! Writing is plain; a file that comes in is parsed whole, then accepted, or refused with one [`ImportError`]
//! that says what is wrong. `v1` is the wire form of version 1 and is frozen: a later version gets a file of
//! its own and a step that lifts the older one to it.
//! May import `score`, `assessment`, `rubric` and `json`. Read next: `exchange/v1.rs`, then `content.rs`.

use std::borrow::Borrow;

use crate::assessment::Assessment;
use crate::json;
use crate::rubric::{Rubric, RubricId};
use crate::score::Scorecard;

mod content;
mod discrepancy;
mod error;
mod first;
mod name;
mod v1;

pub use discrepancy::{Discrepancy, Figure, Progress};
pub use error::ImportError;
pub use name::file_name;

/// What the field `format` of our files says.
pub const FORMAT: &str = "gongping-assessment";
/// The version of the format this build writes, and the newest it reads.
pub const VERSION: u64 = 1;
/// The most bytes a file may have.
pub const FILE_LIMIT: usize = 10 * 1024 * 1024;
/// The most bytes one text in a file may have, in UTF-8. What is typed must be held to it too.
pub const TEXT_LIMIT: usize = 64 * 1024;
/// The most levels of objects a file may nest.
pub const DEPTH_LIMIT: usize = 32;

/// Which rubric a file was scored with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricName {
    /// Names the rubric across its versions.
    pub id: RubricId,
    /// The version of the rubric file.
    pub version: String,
    /// SHA-256 of the rubric file's bytes, in hexadecimal.
    pub digest: String,
    /// The printed title, for messages.
    pub title: String,
}

/// What a file held.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported<R> {
    /// The assessment, with everything as it was typed.
    pub assessment: Assessment,
    /// The rubric it was scored with, as it was handed in.
    pub rubric: R,
    /// The figures in the file that do not follow from its facts: no error, but the person must see them.
    pub discrepancies: Vec<Discrepancy>,
}

/// Writes an assessment as a file: JSON, indented by two blanks, keys in a fixed order, a line feed at the end.
///
/// The same assessment gives the same bytes at any time and place. `card` must be the assessment's own
/// scorecard; its figures stand in the file as exact numbers, for readers without an engine.
pub fn write(rubric: &Rubric, assessment: &Assessment, card: &Scorecard) -> String {
    v1::write(&content::file(rubric, assessment, card))
}

/// Reads a file that [`write()`] wrote, here or elsewhere.
///
/// `find_rubric` gives the rubric of that id and version, where there is one; of several, the one with that
/// digest. Nothing is repaired: a file is opened as it is or refused.
///
/// # Errors
/// The first thing that is wrong, in this order: what the file is (size, text, JSON), whether it is ours, its
/// version, its shape, its rubric, then what it says about that rubric. Each is a variant of [`ImportError`].
pub fn read<R: Borrow<Rubric>>(
    bytes: &[u8],
    find_rubric: impl FnOnce(&RubricName) -> Option<R>,
) -> Result<Imported<R>, ImportError> {
    let file = json::parse(text_of(bytes)?, DEPTH_LIMIT)?;
    let version = first::version(&file)?;
    if version > VERSION {
        return Err(ImportError::TooNew { version, ours: VERSION });
    }
    content::imported(v1::read(&file)?, find_rubric)
}

/// The text of a file, without a byte order mark.
fn text_of(bytes: &[u8]) -> Result<&str, ImportError> {
    if bytes.len() > FILE_LIMIT {
        return Err(ImportError::TooLarge { limit: FILE_LIMIT });
    }
    // A byte order mark of either order, or the first brace of a file without one.
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'{', 0, ..] | [0, b'{', ..]) {
        return Err(ImportError::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| match error.error_len() {
        Some(_) => ImportError::NotText,
        // The bytes end within a character.
        None => ImportError::Truncated,
    })?;
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}
