//! The trace in words: each line as one sentence that a stranger can check by hand, in 中文 and English.
//! The rubric's own words stay Chinese in both. May import `trace`, `recoverable`, `rubric` and `number`.
//! Read next: `sentence/chinese.rs`, then `recoverable`.

use super::recoverable::Remedy;
use super::trace::{Line, Measured, Unmet};
use crate::number::Exact;

mod chinese;
mod english;
mod whole;

pub use whole::{cap_on_total, standing, veto};

pub use crate::rubric::words::Language;

/// The sentences of a whole trace, one per line, or the empty text for an empty trace.
pub fn reason(trace: &[Line], language: Language) -> String {
    let sentences: Vec<String> = trace.iter().map(|line| sentence(line, language)).collect();
    sentences.join("\n")
}

/// One line of a trace as a sentence.
pub fn sentence(line: &Line, language: Language) -> String {
    let body = match language {
        Language::Chinese => chinese::sentence(line),
        Language::English => english::sentence(line),
    };
    match (&line.part, language) {
        (Some(part), Language::Chinese) => format!("{part}：{body}"),
        (Some(part), Language::English) => format!("{part}: {body}"),
        (None, _) => body,
    }
}

/// What would win points back, as a short phrase.
pub fn remedy(remedy: &Remedy, language: Language) -> String {
    match language {
        Language::Chinese => chinese::remedy(remedy),
        Language::English => english::remedy(remedy),
    }
}

/// The condition with its word for met replaced by the one for not met, where it begins or ends with it:
/// 运作清晰 becomes 运作不清晰, 有满意率调查 becomes 无满意率调查.
fn denial(unmet: &Unmet) -> Option<String> {
    let words = unmet.words.as_ref()?;
    let ending = unmet.label.strip_suffix(words.met.as_str()).map(|rest| format!("{rest}{}", words.unmet));
    ending
        .or_else(|| unmet.label.strip_prefix(words.met.as_str()).map(|rest| format!("{}{rest}", words.unmet)))
}

/// The unit of what was measured; `None` for a percentage, whose differences are percentage points.
fn unit(measured: &Measured) -> Option<&str> {
    match measured {
        Measured::Ratio { .. } => None,
        Measured::Value { unit, .. } => (*unit != "%").then_some(unit.as_str()),
    }
}

/// A bound with the unit of what was measured: percent for a ratio.
fn with_unit(value: &Exact, unit: Option<&str>) -> String {
    match unit {
        None => format!("{}%", plain(value)),
        Some(unit) => format!("{} {unit}", plain(value)),
    }
}

fn measured(measured: &Measured, threshold: &Exact) -> String {
    match measured {
        Measured::Ratio { part, whole, .. } => {
            let percent = measured.value();
            let sign = if is_short(&percent) { "=" } else { "≈" };
            format!("{}/{} {sign} {}%", plain(part), plain(whole), near(&percent, Some(threshold)))
        }
        Measured::Value { value, unit, .. } if *unit == "%" => format!("{}%", plain(value)),
        Measured::Value { value, unit, .. } => format!("{} {unit}", plain(value)),
    }
}

/// A figure that came from a person or a rubric, written out; a fraction of a rubric to two places.
fn plain(value: &Exact) -> String {
    if value.fits_places(6) { value.canonical() } else { value.display(2) }
}

/// A computed figure for reading: exact where at most four places do, else rounded to two, or to as many more
/// as it takes not to look like `apart_from`, which it does not equal.
pub(super) fn near(value: &Exact, apart_from: Option<&Exact>) -> String {
    if is_short(value) {
        return value.canonical();
    }
    (2..=9)
        .map(|places| value.display(places))
        .find(|text| Exact::parse_canonical(text).as_ref() != apart_from)
        .unwrap_or_else(|| value.canonical())
}

fn is_short(value: &Exact) -> bool {
    value.fits_places(4)
}
