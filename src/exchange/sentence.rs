//! What is said of a file that comes in: why its content is refused and what to do, and which of its figures do not
//! follow from its facts; in 中文 and English. The rubric's own words stay Chinese in both.
//! May import `rubric`, `number` and this module's files. Read next: `sentence/chinese.rs`, then `comparison`.

use super::discrepancy::{Discrepancy, Figure};
use super::error::ImportError;
use crate::number::Exact;
use crate::rubric::{IndicatorIx, Rubric};

mod chinese;
mod english;

pub use crate::rubric::words::Language;

/// Why the content of a file is refused, and what to do.
pub fn refusal(error: &ImportError, language: Language) -> String {
    match language {
        Language::Chinese => chinese::refusal(error),
        Language::English => english::refusal(error),
    }
}

/// A figure that does not follow from the facts: what it is, what the file states, what follows.
pub fn discrepancy(found: &Discrepancy, rubric: &Rubric, language: Language) -> String {
    match language {
        Language::Chinese => chinese::discrepancy(found, rubric),
        Language::English => english::discrepancy(found, rubric),
    }
}

/// The name of a figure that is a row or a section of the form; `None` for the totals.
fn printed(figure: Figure, rubric: &Rubric) -> Option<String> {
    let row = |at: IndicatorIx| {
        let row = rubric.indicator(at);
        row.map_or_else(String::new, |row| format!("{} {}", row.number, row.label))
    };
    match figure {
        Figure::Indicator(at) | Figure::Computed(at) => Some(row(at)),
        Figure::Section(at) => {
            Some(rubric.section(at).map_or_else(String::new, |section| section.name.clone()))
        }
        Figure::Base | Figure::Bonus | Figure::Total | Figure::BaseMax | Figure::Result => None,
    }
}

/// Points, or the word for none.
fn points(points: Option<&Exact>, none: &str) -> String {
    points.map_or_else(|| none.to_owned(), Exact::canonical)
}

/// A list of names, or the word for none.
fn names(names: &[String], none: &str) -> String {
    if names.is_empty() { none.to_owned() } else { names.join("、") }
}

/// Bytes in full megabytes.
fn megabytes(bytes: u64) -> u64 {
    bytes / (1024 * 1024)
}
