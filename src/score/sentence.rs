//! The trace in words: each line as one sentence that a stranger can check by hand, in 中文 and English.
//! The rubric's own words stay Chinese in both. May import `trace` and `number`. Read next: `recoverable`.

use super::recoverable::Remedy;
use super::trace::{Cause, Figures, Line, Measured, Steps, Unmet};
use crate::number::Exact;
use crate::rubric::rule::{Counting, Side};

/// A language the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文
    #[default]
    Chinese,
    /// English
    English,
}

/// The sentences of a whole trace, one per line, or the empty text for an empty trace.
pub fn reason(trace: &[Line], language: Language) -> String {
    let sentences: Vec<String> = trace.iter().map(|line| sentence(line, language)).collect();
    sentences.join("\n")
}

/// One line of a trace as a sentence.
pub fn sentence(line: &Line, language: Language) -> String {
    let body = match language {
        Language::Chinese => chinese(line),
        Language::English => english(line),
    };
    match (&line.part, language) {
        (Some(part), Language::Chinese) => format!("{part}：{body}"),
        (Some(part), Language::English) => format!("{part}: {body}"),
        (None, _) => body,
    }
}

/// What would win points back, as a short phrase.
pub fn remedy(remedy: &Remedy, language: Language) -> String {
    let zh = language == Language::Chinese;
    match remedy {
        Remedy::Supply(what) if zh => format!("补齐：{}", what.join("、")),
        Remedy::Supply(what) => format!("complete: {}", what.join(", ")),
        Remedy::More { label, by, unit } if zh => format!("{label}还差 {} {unit}", plain(by)),
        Remedy::More { label, by, unit } => format!("{label}: {} {unit} more", plain(by)),
        Remedy::Less { label, by, unit } if zh => format!("{label}减少 {} {unit}", plain(by)),
        Remedy::Less { label, by, unit } => format!("{label}: {} {unit} less", plain(by)),
        Remedy::Raise { to } if zh => format!("提升到“{to}”"),
        Remedy::Raise { to } => format!("raise to “{to}”"),
        Remedy::Mend if zh => "按扣分理由整改".to_owned(),
        Remedy::Mend => "mend what the reason names".to_owned(),
    }
}

fn chinese(line: &Line) -> String {
    let lost = chinese_loss(line);
    match &line.cause {
        Cause::NotMet(unmet) => {
            let all: Vec<String> = unmet.iter().map(chinese_unmet).collect();
            format!("{}，不得分，{lost}。", all.join("；"))
        }
        Cause::MissingItem(unmet) => format!("{}，{lost}。", chinese_unmet(unmet)),
        Cause::Gate(unmet) => format!("{}，不得分，{lost}。", chinese_unmet(unmet)),
        Cause::Steps(steps) => chinese_steps(steps, &lost),
        Cause::MissingCount { actual, target, per, unit } => format!(
            "{} {unit}，应有 {} {unit}，少 {} {unit}，每少 1 {unit}扣 {} 分，{lost}。",
            plain(actual),
            plain(target),
            plain(&(target - actual)),
            plain(per),
        ),
        Cause::Level { label, lowered: None, reason, .. } => {
            format!("评为“{label}”，{lost}{}", chinese_reason(reason))
        }
        Cause::Level { label, lowered: Some((chosen, unmet)), reason, .. } => format!(
            "评为“{chosen}”，但{}，按“{label}”计分，{lost}{}",
            chinese_unmet(unmet),
            chinese_reason(reason)
        ),
        Cause::Judgement { verdict, marks, reason, checkpoints } => {
            let found = if checkpoints.is_empty() {
                String::new()
            } else {
                format!("（不符合：{}）", checkpoints.join("、"))
            };
            format!("{verdict}{found}，得 {} 分，{lost}{}", plain(marks), chinese_reason(reason))
        }
        Cause::Counted { count, per, cap, unit } => format!(
            "{} {unit}，每{unit}加 {} 分，最高 {} 分，加 {} 分。",
            plain(count),
            plain(per),
            plain(cap),
            plain(&line.points)
        ),
    }
}

fn chinese_loss(line: &Line) -> String {
    if line.points == line.full {
        format!("扣 {} 分", plain(&line.points))
    } else {
        format!("应扣 {} 分，扣完为止，实扣 {} 分", plain(&line.full), plain(&line.points))
    }
}

/// The reason as the end of a sentence, with one full stop whatever the person typed.
fn chinese_reason(reason: &str) -> String {
    let reason = reason.trim_end_matches(['。', '.', '；', ';']);
    if reason.is_empty() { "。".to_owned() } else { format!("：{reason}。") }
}

fn chinese_unmet(unmet: &Unmet) -> String {
    match (&unmet.figures, &unmet.words) {
        (Some(Figures::Short { actual, required, unit }), _) => format!(
            "{}：实际 {} {unit}，要求 {} {unit}",
            unmet.label,
            plain(actual),
            plain(required)
        ),
        (Some(Figures::Unsettled { total, settled }), _) => {
            format!("{}：共 {} 件，办结且满意 {} 件", unmet.label, plain(total), plain(settled))
        }
        (None, Some(words)) if words != "未达标" => format!("{}：{words}", unmet.label),
        (None, _) => format!("{}未达标", unmet.label),
    }
}

fn chinese_steps(steps: &Steps, lost: &str) -> String {
    let (side, pace) = match steps.side {
        Side::Below => ("低于", "每不足"),
        Side::Above => ("高于", "每超出"),
    };
    let (unit, points_unit) = units(&steps.measured, "个百分点");
    let how_many = match steps.counting {
        Counting::Begun => format!("计 {} 档", plain(&steps.steps)),
        Counting::Completed => format!("满 {} 档", plain(&steps.steps)),
        Counting::Proportional => format!("按比例计 {} 档", near(&steps.steps, None)),
    };
    format!(
        "{}，{side}标准 {}{unit} {}{points_unit}，{pace} {}{unit} 扣 {} 分，{how_many}，{lost}。",
        measured(&steps.measured, &steps.threshold),
        plain(&steps.threshold),
        near(&steps.gap, Some(&Exact::ZERO)),
        plain(&steps.step),
        plain(&steps.per),
    )
}

fn english(line: &Line) -> String {
    let lost = english_loss(line);
    match &line.cause {
        Cause::NotMet(unmet) => {
            let all: Vec<String> = unmet.iter().map(english_unmet).collect();
            format!("{}; no points, {lost}.", all.join("; "))
        }
        Cause::MissingItem(unmet) => format!("{}: {lost}.", english_unmet(unmet)),
        Cause::Gate(unmet) => format!("{}; no points whatever the rest says, {lost}.", english_unmet(unmet)),
        Cause::Steps(steps) => english_steps(steps, &lost),
        Cause::MissingCount { actual, target, per, unit } => format!(
            "{} of {} {unit}, {} short, {} per missing {unit}: {lost}.",
            plain(actual),
            plain(target),
            plain(&(target - actual)),
            plain(per),
        ),
        Cause::Level { label, lowered: None, reason, .. } => {
            format!("rated “{label}”: {lost}{}", english_reason(reason))
        }
        Cause::Level { label, lowered: Some((chosen, unmet)), reason, .. } => format!(
            "rated “{chosen}”, but {}, so “{label}” counts: {lost}{}",
            english_unmet(unmet),
            english_reason(reason)
        ),
        Cause::Judgement { verdict, marks, reason, checkpoints } => {
            let found = if checkpoints.is_empty() {
                String::new()
            } else {
                format!(" (not in order: {})", checkpoints.join(", "))
            };
            format!("{verdict}{found}, {} given: {lost}{}", plain(marks), english_reason(reason))
        }
        Cause::Counted { count, per, cap, unit } => format!(
            "{} {unit} at {} each, at most {}: {} gained.",
            plain(count),
            plain(per),
            plain(cap),
            plain(&line.points)
        ),
    }
}

fn english_loss(line: &Line) -> String {
    if line.points == line.full {
        format!("{} lost", plain(&line.points))
    } else {
        format!("{} due, only {} left to lose", plain(&line.full), plain(&line.points))
    }
}

fn english_reason(reason: &str) -> String {
    let reason = reason.trim_end_matches(['。', '.']);
    if reason.is_empty() { ".".to_owned() } else { format!(" – {reason}.") }
}

fn english_unmet(unmet: &Unmet) -> String {
    match (&unmet.figures, &unmet.words) {
        (Some(Figures::Short { actual, required, unit }), _) => {
            format!("{}: {} of the required {} {unit}", unmet.label, plain(actual), plain(required))
        }
        (Some(Figures::Unsettled { total, settled }), _) => {
            format!("{}: {} of {} settled", unmet.label, plain(settled), plain(total))
        }
        (None, Some(words)) if words != "未达标" => format!("{} ({words})", unmet.label),
        (None, _) => format!("{} not met", unmet.label),
    }
}

fn english_steps(steps: &Steps, lost: &str) -> String {
    let side = match steps.side {
        Side::Below => "below",
        Side::Above => "above",
    };
    let (unit, points_unit) = units(&steps.measured, " percentage points");
    let how_many = match steps.counting {
        Counting::Begun => format!("{} begun step(s)", plain(&steps.steps)),
        Counting::Completed => format!("{} completed step(s)", plain(&steps.steps)),
        Counting::Proportional => format!("{} step(s) in proportion", near(&steps.steps, None)),
    };
    format!(
        "{}, {}{points_unit} {side} the standard of {}{unit}; {} for every {}{unit}, {how_many}: {lost}.",
        measured(&steps.measured, &steps.threshold),
        near(&steps.gap, Some(&Exact::ZERO)),
        plain(&steps.threshold),
        plain(&steps.per),
        plain(&steps.step),
    )
}

/// The unit behind a figure and behind a difference of figures.
fn units(measured: &Measured, points: &str) -> (String, String) {
    match measured {
        Measured::Ratio { .. } => ("%".to_owned(), points.to_owned()),
        Measured::Value { unit, .. } if unit == "%" => ("%".to_owned(), points.to_owned()),
        Measured::Value { unit, .. } => (format!(" {unit}"), format!(" {unit}")),
    }
}

fn measured(measured: &Measured, threshold: &Exact) -> String {
    match measured {
        Measured::Ratio { part, whole, .. } => {
            let percent = measured.value();
            let sign = if is_short(&percent) { "=" } else { "≈" };
            format!("{}/{} {sign} {}%", plain(part), plain(whole), near(&percent, Some(threshold)))
        }
        Measured::Value { value, unit, .. } if unit == "%" => format!("{}%", plain(value)),
        Measured::Value { value, unit, .. } => format!("{} {unit}", plain(value)),
    }
}

/// Figures that came from a person or a rubric: finite decimals, written out.
pub(crate) fn plain(value: &Exact) -> String {
    if is_short(value) { value.canonical() } else { value.display(2) }
}

/// A computed figure for reading: exact where at most four places do, else rounded to two, or to as many more
/// as it takes not to look like `apart_from`, which it does not equal.
fn near(value: &Exact, apart_from: Option<&Exact>) -> String {
    if is_short(value) {
        return value.canonical();
    }
    (2..=9)
        .map(|places| value.display(places))
        .find(|text| Exact::parse_canonical(text).as_ref() != apart_from)
        .unwrap_or_else(|| value.canonical())
}

fn is_short(value: &Exact) -> bool {
    (value * &Exact::from(10_000)).is_whole()
}
