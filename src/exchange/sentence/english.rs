//! Refusals and differing figures in English.
//! May import `exchange` and `rubric`. Read next: `chinese`, which says the same.

use super::super::discrepancy::{Discrepancy, Figure, Progress};
use super::super::error::ImportError;
use super::{Language, megabytes, names, points, printed};
use crate::rubric::Rubric;
use crate::rubric::adjust::sentence::unfit;

/// What is said of an indicator without a score.
const NONE: &str = "not scored";
/// What is said where there is no grade and no veto.
const NOTHING: &str = "none";

pub(super) fn refusal(error: &ImportError) -> String {
    match error {
        ImportError::Empty => "The file is empty. Ask for it to be exported and sent again.".to_owned(),
        ImportError::TooLarge { limit } => {
            format!("The file is larger than {} MB and cannot be an assessment. Check which file you chose.", megabytes(*limit as u64))
        }
        ImportError::Utf16 => {
            "Another program saved this file in another encoding (UTF-16). Use the file as it was sent.".to_owned()
        }
        ImportError::Truncated => {
            "The file breaks off in the middle, probably because a transfer was cut short. Ask for it to be sent again.".to_owned()
        }
        ImportError::NotText => {
            "Not a file exported by Gongping (a picture, spreadsheet or archive?). Choose an assessment file ending in .json.".to_owned()
        }
        ImportError::NotJson { line, column } => format!(
            "Not a file exported by Gongping, or damaged: reading stopped in line {line} at character {column}. Choose an assessment file ending in .json."
        ),
        ImportError::NotOurs => "This is a JSON file, but no assessment exported by Gongping. Check which file you chose.".to_owned(),
        ImportError::TooNew { version, ours } => format!(
            "A newer version of Gongping wrote this file (format {version}; this page reads up to {ours}). Reload the page to get the newer version, then import again."
        ),
        ImportError::AttachmentsApart => {
            "This assessment has attachments, which are not in this file. Ask for the whole package (.zip), not one file taken out of it.".to_owned()
        }
        ImportError::UnknownRubric { rubric } => format!(
            "The file uses the rubric “{}”, version {}, which this page does not have. Open it where that rubric is.",
            rubric.title, rubric.version
        ),
        ImportError::RubricChanged { rubric } => format!(
            "“{}”, version {}, is another text in this file than on this page, so the score would differ. Use Gongping at the same address as the sender.",
            rubric.title, rubric.version
        ),
        ImportError::RubricDamaged { rubric } => altered(&format!("the text of the rubric “{}”, version {}, that it carries is not the original", rubric.title, rubric.version)),
        ImportError::Adjustment { indicator, why } => altered(&format!(
            "a change to the rubric {} does not fit: {}",
            indicator.as_deref().unwrap_or_default(),
            unfit(why, Language::English)
        )),
        ImportError::TooDeep { limit } => altered(&format!("it nests deeper than {limit} levels")),
        ImportError::Missing { path } => altered(&format!("{path} is missing")),
        ImportError::WrongType { path } => altered(&format!("{path} is not of the right kind")),
        ImportError::UnknownField { path } => altered(&format!("{path} does not belong in an assessment file")),
        ImportError::DuplicateKey { path } => altered(&format!("{path} stands twice")),
        ImportError::TextTooLong { path, .. } => altered(&format!("{path} is too long")),
        ImportError::BadId { path } => altered(&format!("{path} is no valid id")),
        ImportError::TooManySteps { limit } => altered(&format!("the journal has more than {limit} steps or changes")),
        ImportError::TooManyAttachments { limit } => altered(&format!("it has more than {limit} attachments")),
        ImportError::AttachmentTooLarge { name, limit } => {
            altered(&format!("the attachment “{name}” is larger than {} MB", megabytes(*limit)))
        }
        ImportError::AttachmentTwice { name } => altered(&format!("two attachments are named “{name}”")),
        ImportError::BadName { name } => altered(&format!("“{name}” cannot be the name of an attachment")),
        ImportError::UnknownStage { id } => altered(&format!("the rubric has no stage “{id}”")),
        ImportError::UnknownRole { id } => altered(&format!("there is no role “{id}”")),
        ImportError::UnknownIndicator { id } => altered(&format!("the rubric has no indicator {id}")),
        ImportError::UnknownFact { indicator, key } => altered(&format!("indicator {indicator} has no fact {key}")),
    }
}

/// A file of ours that somebody has changed, with what exactly is wrong.
fn altered(what: &str) -> String {
    format!(
        "The file has been altered and cannot be imported as it is: {what}. Ask for it to be exported and sent again."
    )
}

pub(super) fn discrepancy(found: &Discrepancy, rubric: &Rubric) -> String {
    let (what, stated, follows) = match found {
        Discrepancy::Points { of, stated, follows } => {
            (figure(*of, rubric), points(stated.as_ref(), NONE), points(follows.as_ref(), NONE))
        }
        Discrepancy::Grade { stated, follows } => {
            let grade = |grade: &Option<String>| grade.clone().unwrap_or_else(|| NOTHING.to_owned());
            ("Grade".to_owned(), grade(stated), grade(follows))
        }
        Discrepancy::Vetoes { stated, follows } => {
            ("Vetoes".to_owned(), names(stated, NOTHING), names(follows, NOTHING))
        }
        Discrepancy::Progress { stated, follows } => {
            ("Progress".to_owned(), progress(*stated), progress(*follows))
        }
    };
    format!("{what}: stated {stated}, follows {follows}")
}

fn progress(progress: Progress) -> String {
    let Progress { answered, of, provisional } = progress;
    let ending = if provisional { " (provisional)" } else { "" };
    format!("{answered} / {of}{ending}")
}

fn figure(figure: Figure, rubric: &Rubric) -> String {
    let name = printed(figure, rubric).unwrap_or_default();
    match figure {
        Figure::Computed(_) => format!("{name} (computed)"),
        Figure::Indicator(_) | Figure::Section(_) => name,
        Figure::Base => "Base".to_owned(),
        Figure::Bonus => "Bonus".to_owned(),
        Figure::Total => "Total".to_owned(),
        Figure::BaseMax => "Full points of the base".to_owned(),
        Figure::Result => "Final total".to_owned(),
    }
}
