//! Refused archives and files of other programs in English.
//! May import `exchange::sentence` and this module's files. Read next: `chinese`, which says the same.

use super::super::error::PackageError;
use super::super::kind::Foreign;
use super::super::sealed::SealedError;
use super::megabytes;
use crate::exchange::sentence::{self, Language};

pub(super) fn refusal(error: &PackageError) -> String {
    match error {
        PackageError::TooLarge { limit } => format!(
            "The file is larger than {} MB and cannot be one of Gongping's. Check which file you chose.",
            megabytes(*limit as u64)
        ),
        PackageError::Truncated => {
            "The file breaks off in the middle, probably because a transfer was cut short. Ask for it to be sent again."
                .to_owned()
        }
        PackageError::NotOurs => {
            "This is an archive, but none exported by Gongping. Check which file you chose.".to_owned()
        }
        PackageError::TooNew { version, ours } => format!(
            "A newer version of Gongping wrote this file (format {version}; this page reads up to {ours}). Reload the page to get the newer version, then import again."
        ),
        PackageError::Repacked { entry } => format!(
            "Another program packed this archive again (see {entry}), so it may not be what was sent. Use the file as it was sent, without unpacking and packing it."
        ),
        PackageError::Encrypted { entry } => format!(
            "{entry} is locked with the password of an archive program. Gongping opens only its own protection (files ending in .gongping). Ask for it to be exported again."
        ),
        PackageError::Assessment { entry, why } => {
            format!("{entry}: {}", sentence::refusal(why, Language::English))
        }
        PackageError::Damaged { entry } => format!(
            "The file was damaged on its way or where it was kept; {entry} cannot be read. Ask for it to be sent again, or use another backup."
        ),
        PackageError::Trailing => altered("there is more behind the end of the archive"),
        PackageError::Hidden => altered("the archive holds something that belongs to no entry"),
        PackageError::Directory => altered("the directory of the archive is not in order"),
        PackageError::Wide => altered("the archive is in the 64-bit format, which Gongping never uses"),
        PackageError::Overlapping { entry } => altered(&format!("{entry} overlaps another entry")),
        PackageError::Headers { entry } => {
            altered(&format!("{entry} is not what the directory of the archive says"))
        }
        PackageError::BadPath { entry } => {
            altered(&format!("the name “{entry}” leads out of the archive or is none"))
        }
        PackageError::Twice { entry } => altered(&format!("{entry} stands twice")),
        PackageError::TooManyEntries { limit } => altered(&format!("it has more than {limit} entries")),
        PackageError::EntryTooLarge { entry, limit } => {
            altered(&format!("{entry} is larger than {} MB", megabytes(*limit)))
        }
        PackageError::TotalTooLarge { limit } => {
            altered(&format!("it unpacks to more than {} MB", megabytes(*limit)))
        }
        PackageError::Ratio { entry, limit } => altered(&format!(
            "{entry} unpacks to more than {limit} times its size, as in an archive bomb"
        )),
        PackageError::WrongSize { entry } => altered(&format!("{entry} is not of the size it says")),
        PackageError::Nested { entry } => altered(&format!("{entry} is an archive again")),
        PackageError::Manifest { path } if path.is_empty() => altered("its manifest cannot be read"),
        PackageError::Manifest { path } => altered(&format!("{path} in its manifest is wrong")),
        PackageError::Unlisted { entry } => altered(&format!("{entry} does not belong in it")),
        PackageError::Missing { entry } => altered(&format!("{entry} is missing")),
        PackageError::Digest { entry } => altered(&format!("{entry} does not fit its digest")),
        PackageError::WrongId { entry } => altered(&format!("{entry} holds another assessment")),
        PackageError::Rubric { entry } => {
            altered(&format!("{entry} is not the text of the rubric that was used"))
        }
    }
}

/// A file of ours that somebody has changed, with what exactly is wrong.
fn altered(what: &str) -> String {
    format!(
        "The file has been altered or damaged and cannot be imported as it is: {what}. Ask for it to be exported and sent again, or use another backup."
    )
}

pub(super) fn not_written(error: &PackageError) -> String {
    match error {
        PackageError::TooLarge { limit } => format!(
            "Everything together takes more than {} MB and does not fit one file. Delete attachments or assessments you no longer need, or export the assessments one by one.",
            megabytes(*limit as u64)
        ),
        PackageError::TotalTooLarge { limit } => format!(
            "Everything together is more than {} MB and does not fit one file. Delete attachments or assessments you no longer need, or export the assessments one by one.",
            megabytes(*limit)
        ),
        PackageError::TooManyEntries { limit } => format!(
            "There are more than {limit} entries, which do not fit one file. Delete attachments or assessments you no longer need, or export the assessments one by one."
        ),
        PackageError::EntryTooLarge { entry, limit } => format!(
            "{entry} is larger than {} MB and does not fit a file. Use a smaller attachment.",
            megabytes(*limit)
        ),
        other => {
            format!("The finished file did not pass its check and was not handed out: {}", refusal(other))
        }
    }
}

pub(super) fn sealed(error: &SealedError) -> String {
    match error {
        SealedError::NotSealed => {
            "This is no file that Gongping protected with a passphrase. Check which file you chose.".to_owned()
        }
        SealedError::TooLarge { limit } => format!(
            "The file is larger than {} MB and cannot be one of Gongping's. Check which file you chose.",
            megabytes(*limit as u64)
        ),
        SealedError::Truncated => {
            "The file breaks off in the middle, probably because a transfer was cut short. Ask for it to be sent again."
                .to_owned()
        }
        SealedError::TooNew { version, ours } => format!(
            "A newer version of Gongping protected this file (format {version}; this page reads up to {ours}). Reload the page to get the newer version, then open it again."
        ),
        SealedError::UnknownWay { name } => format!(
            "This page does not know how the file was encrypted ({name}). Reload the page to get the newer version, then open it again."
        ),
        SealedError::TooManyIterations { limit } => format!(
            "The file wants its passphrase hashed more than {limit} times, which Gongping never writes and which would keep this device busy. Ask for it to be exported again."
        ),
        SealedError::Header { path } => {
            let place = if path.is_empty() { "its beginning" } else { path };
            format!("The file has been altered and cannot be opened: {place} is wrong. Ask for it to be exported and sent again.")
        }
    }
}

pub(super) fn foreign(foreign: Foreign) -> String {
    let what = match foreign {
        Foreign::Spreadsheet => "This is an Excel spreadsheet",
        Foreign::Document => "This is a Word document",
        Foreign::Slides => "These are PowerPoint slides",
        Foreign::OldOffice => "This is a file of an older Office or of WPS",
        Foreign::Pdf => "This is a PDF",
        Foreign::Picture => "This is a picture",
        Foreign::Media => "This is sound or film",
        Foreign::WebPage => "This is a web page, perhaps the login or preview page of a download",
        Foreign::App => "This is an Android app",
        Foreign::Program => "This is a Windows program",
        Foreign::Archive => "This is an archive, but none exported by Gongping",
    };
    format!("{what}. Choose a file exported by Gongping (ending in .json, .zip or .gongping).")
}
