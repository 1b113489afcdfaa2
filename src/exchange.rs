//! Files out and in: an assessment as one JSON file that another device opens to the same facts and figures.
//! Writing is plain; a file that comes in is parsed whole, then accepted, or refused with one [`ImportError`]
//! that says what is wrong. `v1` and `v2` are the wire forms of those versions and are frozen; `v3` is the one that is
//! written, with a step from each to the next.
//! May import `record`, `score`, `assessment`, `rubric` and `json`. Read next: `exchange/v3.rs`, then `content.rs`.

use std::sync::Arc;

use crate::assessment::Assessment;
use crate::json;
use crate::record::{Attachment, Journal};
use crate::rubric::{Rubric, RubricId};
use crate::score::Scorecard;

pub mod comparison;
mod content;
mod discrepancy;
mod error;
mod first;
mod name;
pub mod sentence;
mod v1;
mod v2;
mod v3;

pub use comparison::{Comparison, Relation, Side, compare};
pub use discrepancy::{Discrepancy, Figure, Progress};
pub use error::ImportError;
pub use name::{file_name, is_attachment_name};

pub use crate::rubric::Known;

/// What the field `format` of our files says.
pub const FORMAT: &str = "gongping-assessment";
/// The version of the format this build writes, and the newest it reads.
pub const VERSION: u64 = 3;
/// The most bytes a file may have.
pub const FILE_LIMIT: usize = 10 * 1024 * 1024;
/// The most bytes one text in a file may have, in UTF-8. What is typed must be held to it too.
pub const TEXT_LIMIT: usize = 64 * 1024;
/// The most levels of objects a file may nest.
pub const DEPTH_LIMIT: usize = 32;
/// The most steps of a journal in a file. The newest go into it.
pub const STEP_LIMIT: usize = 10_000;
/// The most changes of all those steps together.
pub const CHANGE_LIMIT: usize = 20_000;
/// The most bytes the steps may take in a file that is written.
pub const JOURNAL_LIMIT: usize = 4 * 1024 * 1024;
/// The most bytes of the list of changes of the rubric before or after a step.
pub const ADJUSTMENTS_LIMIT: usize = 1024 * 1024;
/// The most attachments of an assessment: with three more entries they fill a package.
pub const ATTACHMENT_LIMIT: usize = 497;
/// The most bytes of an attachment.
pub const ATTACHMENT_SIZE_LIMIT: u64 = 10 * 1024 * 1024;

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
#[derive(Debug, Clone)]
pub struct Imported {
    /// The assessment, with everything as it was typed.
    pub assessment: Assessment,
    /// The rubric it was scored with: with the assessment's changes, where there are any.
    pub rubric: Arc<Rubric>,
    /// The rubric without changes, and its text: the one that was handed in, or the one the file carries.
    pub known: Known,
    /// The figures in the file that do not follow from its facts: no error, but the person must see them.
    pub discrepancies: Vec<Discrepancy>,
    /// What was done to it. Files before version 3 have none.
    pub journal: Journal,
    /// What is attached to it; the bytes lie beside the file in its package.
    pub attachments: Vec<Attachment>,
}

/// What goes into a file.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// The rubric with the assessment's changes.
    pub rubric: &'a Rubric,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// Its own scorecard; its figures stand in the file as exact numbers, for readers without an engine.
    pub card: &'a Scorecard,
    /// The rubric's own text, for a rubric that does not ship, so that the file opens anywhere.
    pub text: Option<&'a str>,
    /// What was done to it. Of one that is longer than a file may hold, the newest steps go into the file.
    pub journal: &'a Journal,
    /// What is attached to it. Names must fit [`is_attachment_name`]; the bytes go beside the file into its package.
    pub attachments: &'a [Attachment],
}

/// Writes an assessment as a file: JSON, indented by two blanks, keys in a fixed order, a line feed at the end.
///
/// The same content gives the same bytes at any time and place.
pub fn write(out: &Outgoing) -> String {
    v3::write(&content::file(out))
}

/// A file that was read as far as it can be without its rubric.
pub struct Parcel(v3::File);

impl Parcel {
    /// Looks into a file that [`write()`] wrote, here or elsewhere, and that came alone.
    ///
    /// # Errors
    /// The first thing that is wrong, in this order: what the file is (size, text, JSON), whether it is ours, its
    /// version, its shape, and whether it speaks of attachments, which would have to come with it.
    pub fn open(bytes: &[u8]) -> Result<Self, ImportError> {
        let parcel = Self::open_packed(bytes)?;
        if parcel.attachments().is_empty() { Ok(parcel) } else { Err(ImportError::AttachmentsApart) }
    }

    /// Looks into a file that came in a package, with its attachments beside it.
    ///
    /// # Errors
    /// As for [`Parcel::open`], but for the attachments.
    pub fn open_packed(bytes: &[u8]) -> Result<Self, ImportError> {
        let file = json::parse(text_of(bytes)?, DEPTH_LIMIT)?;
        Ok(Self(match first::version(&file)? {
            1 => v2::File::from(v1::read(&file)?).into(),
            2 => v2::read(&file)?.into(),
            VERSION => v3::read(&file)?,
            version => return Err(ImportError::TooNew { version, ours: VERSION }),
        }))
    }

    /// Which rubric it needs.
    pub fn rubric(&self) -> RubricName {
        content::name(&self.0.body)
    }

    /// Whether it carries the rubric's text itself.
    pub fn carries_rubric(&self) -> bool {
        self.0.body.text.is_some()
    }

    /// The id of the assessment.
    pub fn id(&self) -> &str {
        &self.0.body.id
    }

    /// What was done to the assessment.
    pub fn journal(&self) -> &Journal {
        &self.0.journal
    }

    /// What is attached to the assessment.
    pub fn attachments(&self) -> &[Attachment] {
        &self.0.attachments
    }

    /// Reads the rest with the rubric of that digest, where there is one; without it, with the one it carries.
    /// Nothing is repaired: a file is opened as it is or refused.
    ///
    /// # Errors
    /// The first thing that is wrong with its rubric, or with what the file says about it.
    pub fn unpack(self, known: Option<Known>) -> Result<Imported, ImportError> {
        content::imported(self.0, known)
    }

    /// Reads the rest with a rubric that has the assessment's changes already: to see that a file that was just written
    /// reads back.
    ///
    /// # Errors
    /// As for [`Parcel::unpack`].
    pub fn unpack_as(self, rubric: &Rubric) -> Result<(Assessment, Vec<Discrepancy>), ImportError> {
        content::put_together(self.0.body, rubric)
    }
}

/// Opens a file and unpacks it at once. `find_rubric` gives the rubric of that digest, where there is one.
///
/// # Errors
/// As for [`Parcel::open`] and [`Parcel::unpack`]; each is a variant of [`ImportError`].
pub fn read(
    bytes: &[u8],
    find_rubric: impl FnOnce(&RubricName) -> Option<Known>,
) -> Result<Imported, ImportError> {
    let parcel = Parcel::open(bytes)?;
    let known = find_rubric(&parcel.rubric());
    parcel.unpack(known)
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
