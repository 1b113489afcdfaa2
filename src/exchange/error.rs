//! Why a file is refused: one variant for each thing a person must be told. `sentence` puts each into words.
//! May import `exchange`, `json` and `rubric`. Read next: `first`.

use super::{DEPTH_LIMIT, RubricName};
use crate::json::{Refusal, Why};
use crate::rubric::adjust::Unfit;

/// Why a file is refused.
///
/// A `path` names a place in the file by its keys, joined by stops: `project.name`, `answers.HY-01.met.clear`.
/// Paths and ids from the file are cut where they are overlong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// There is nothing in it.
    Empty,
    /// More bytes than a file may have.
    TooLarge {
        /// The most bytes it may have.
        limit: usize,
    },
    /// It is UTF-16: another program saved it in that encoding.
    Utf16,
    /// It is no UTF-8 text: a picture, an archive, or a text in another encoding.
    NotText,
    /// It ends in the middle: the transfer broke off.
    Truncated,
    /// It is no JSON.
    NotJson {
        /// Where reading stopped; the first line is 1.
        line: usize,
        /// Where in that line, in characters; the first is 1.
        column: usize,
    },
    /// It nests deeper than any file of ours.
    TooDeep {
        /// The most levels it may have.
        limit: usize,
    },
    /// It is JSON, but no assessment of ours; none of those holds hundreds of thousands of values either.
    NotOurs,
    /// A later build wrote it.
    TooNew {
        /// The version of the file.
        version: u64,
        /// The newest version this build reads.
        ours: u64,
    },
    /// Something the format asks for is not there.
    Missing {
        /// What.
        path: String,
    },
    /// Something is not of the kind the format asks for: a number where a text belongs.
    WrongType {
        /// What.
        path: String,
    },
    /// There is something the format does not know.
    UnknownField {
        /// What.
        path: String,
    },
    /// The same key stands twice in one object, so it is open which one counts.
    DuplicateKey {
        /// Which.
        path: String,
    },
    /// A text is longer than any text may be.
    TextTooLong {
        /// Which.
        path: String,
        /// The most bytes it may have.
        limit: usize,
    },
    /// An id is not made of 1 to 64 letters, digits, `-`, `_` or `.`.
    BadId {
        /// Which.
        path: String,
    },
    /// The journal has more steps or changes than any of ours.
    TooManySteps {
        /// The most there may be.
        limit: usize,
    },
    /// There are more attachments than a file may have.
    TooManyAttachments {
        /// The most there may be.
        limit: usize,
    },
    /// An attachment has more bytes than one may have.
    AttachmentTooLarge {
        /// Its name.
        name: String,
        /// The most bytes it may have.
        limit: u64,
    },
    /// Two attachments have the same name, capitals and small letters aside.
    AttachmentTwice {
        /// The name.
        name: String,
    },
    /// The name of an attachment is none that every system takes: it is empty or overlong, names a folder, or hides
    /// what it is.
    BadName {
        /// The name as the file has it.
        name: String,
    },
    /// It came alone, but speaks of attachments: they are in the package it was taken out of.
    AttachmentsApart,
    /// This device does not have the rubric.
    UnknownRubric {
        /// Which.
        rubric: RubricName,
    },
    /// The rubric of that id and version is another text here, so the facts may mean something else.
    RubricChanged {
        /// The rubric as the file names it.
        rubric: RubricName,
    },
    /// The rubric's text in the file is not the one the file names, or is no rubric: somebody changed it.
    RubricDamaged {
        /// The rubric as the file names it.
        rubric: RubricName,
    },
    /// What was changed for this assessment does not fit its rubric.
    Adjustment {
        /// The indicator it is about, where it is about one.
        indicator: Option<String>,
        /// Why not.
        why: Unfit,
    },
    /// The rubric has no such stage.
    UnknownStage {
        /// The stage as the file names it.
        id: String,
    },
    /// There is no such role.
    UnknownRole {
        /// The role as the file names it.
        id: String,
    },
    /// The rubric has no such indicator.
    UnknownIndicator {
        /// The indicator as the file names it.
        id: String,
    },
    /// The indicator asks for no such fact.
    UnknownFact {
        /// The indicator.
        indicator: String,
        /// The fact as the file names it.
        key: String,
    },
}

impl From<Refusal> for ImportError {
    fn from(refusal: Refusal) -> Self {
        let Refusal { why, line, column, .. } = refusal;
        match why {
            Why::BrokenOff => Self::Truncated,
            Why::NoJson => Self::NotJson { line, column },
            Why::TooDeep => Self::TooDeep { limit: DEPTH_LIMIT },
            Why::TooMany => Self::NotOurs,
        }
    }
}
