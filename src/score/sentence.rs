//! The trace in words: each line as one sentence that a stranger can check by hand, in 中文 and English.
//! The rubric's own words stay Chinese in both. May import `trace`, `recoverable`, `rubric` and `number`.
//! Read next: `recoverable`.

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
        Remedy::Supply(what) => {
            let quoted: Vec<String> = what.iter().map(|one| format!("“{one}”")).collect();
            if zh { format!("补齐{}", quoted.concat()) } else { format!("complete {}", quoted.join(", ")) }
        }
        Remedy::More { label, by, unit } if zh => format!("{label}还差 {} {unit}", plain(by)),
        Remedy::More { label, by, unit } => format!("{label}: {} {unit} more", plain(by)),
        Remedy::Less { label, by, unit } if zh => format!("{label}减少 {} {unit}", plain(by)),
        Remedy::Less { label, by, unit } => format!("{label}: {} {unit} less", plain(by)),
        Remedy::Raise { to } if zh => format!("提升到“{to}”"),
        Remedy::Raise { to } => format!("reach “{to}”"),
        Remedy::Mend if zh => "按扣分理由整改".to_owned(),
        Remedy::Mend => "put right what the reason names".to_owned(),
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
        // At the gate of an award there is nothing to lose.
        Cause::Gate(unmet) if line.full.is_zero() => format!("{}，不加分。", chinese_unmet(unmet)),
        Cause::Gate(unmet) => format!("{}，不得分，{lost}。", chinese_unmet(unmet)),
        Cause::Steps(steps) => chinese_steps(steps, &lost),
        Cause::MissingCount { actual, target, per, unit, .. } => format!(
            "实有 {} {unit}，应有 {} {unit}，少 {} {unit}，每少 1 {unit}扣 {} 分，{lost}。",
            plain(actual),
            plain(target),
            plain(&(target - actual)),
            plain(per),
        ),
        Cause::Level { label, lowered: None, reason, .. } => {
            format!("评为“{label}”，{lost}{}", chinese_reason(reason))
        }
        Cause::Level { label, lowered: Some(lowered), reason, .. } => format!(
            "评为“{}”，但{}，按“{label}”计分，{lost}{}",
            lowered.chosen,
            chinese_unmet(&lowered.unmet),
            chinese_reason(reason)
        ),
        Cause::Judgement { verdict, marks, reason, checkpoints } => {
            let found = if checkpoints.is_empty() {
                String::new()
            } else {
                format!("（未做到：{}）", checkpoints.join("；"))
            };
            format!("{verdict}{found}，得 {} 分，{lost}{}", plain(marks), chinese_reason(reason))
        }
        Cause::Counted { count, per, cap, unit } => format!(
            "共 {} {unit}，每{unit}加 {} 分，最高 {} 分，加 {} 分。",
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
    let label = &unmet.label;
    match unmet.figures.as_deref() {
        Some(Figures::Short { actual, required, unit, .. }) => {
            format!("“{label}”未达标：实际 {} {unit}，要求 {} {unit}", plain(actual), plain(required))
        }
        Some(Figures::Unsettled { total, settled }) => {
            format!("“{label}”未达标：{} {}，{} {}", total.0, plain(&total.1), settled.0, plain(&settled.1))
        }
        None => denial(unmet).unwrap_or_else(|| match &unmet.words {
            Some(words) => format!("“{label}”{}", words.unmet),
            None => format!("“{label}”未达标"),
        }),
    }
}

/// The condition with its word for met replaced by the one for not met, where it begins or ends with it:
/// 运作清晰 becomes 运作不清晰, 有满意率调查 becomes 无满意率调查.
fn denial(unmet: &Unmet) -> Option<String> {
    let words = unmet.words.as_ref()?;
    let ending = unmet.label.strip_suffix(&words.met).map(|rest| format!("{rest}{}", words.unmet));
    ending.or_else(|| unmet.label.strip_prefix(&words.met).map(|rest| format!("{}{rest}", words.unmet)))
}

fn chinese_steps(steps: &Steps, lost: &str) -> String {
    let distance = steps.gap();
    let gap = near(&distance, Some(&Exact::ZERO));
    let about = if is_short(&distance) { "" } else { "约 " };
    let threshold = plain(&steps.threshold);
    let distance = match (unit(&steps.measured), steps.side) {
        (None, Side::Below) => format!("低于标准 {threshold}% {about}{gap} 个百分点"),
        (None, Side::Above) => format!("高于标准 {threshold}% {about}{gap} 个百分点"),
        (Some(unit), Side::Below) => format!("比标准 {threshold} {unit}少 {about}{gap} {unit}"),
        (Some(unit), Side::Above) => format!("比标准 {threshold} {unit}多 {about}{gap} {unit}"),
    };
    let pace = match steps.side {
        Side::Below => "每不足",
        Side::Above => "每超出",
    };
    let step = match unit(&steps.measured) {
        None => format!("{}% ", plain(&steps.step)),
        Some(unit) => format!("{} {unit}", plain(&steps.step)),
    };
    let how_many = match steps.counting {
        Counting::Begun => format!("计 {} 档", plain(&steps.steps)),
        Counting::Completed => format!("满 {} 档", plain(&steps.steps)),
        Counting::Proportional => format!("按比例计 {} 档", near(&steps.steps, None)),
    };
    format!(
        "{}，{distance}，{pace} {step}扣 {} 分，{how_many}，{lost}。",
        measured(&steps.measured, &steps.threshold),
        plain(&steps.per),
    )
}

fn english(line: &Line) -> String {
    let lost = english_loss(line);
    match &line.cause {
        Cause::NotMet(unmet) => {
            let all: Vec<String> = unmet.iter().map(english_unmet).collect();
            format!("{}; without it no points, {lost}.", all.join("; "))
        }
        Cause::MissingItem(unmet) => format!("{}; {lost}.", english_unmet(unmet)),
        Cause::Gate(unmet) if line.full.is_zero() => {
            format!("{}; nothing is added without it.", english_unmet(unmet))
        }
        Cause::Gate(unmet) => {
            format!("{}; without it no points whatever the rest says, {lost}.", english_unmet(unmet))
        }
        Cause::Steps(steps) => english_steps(steps, &lost),
        Cause::MissingCount { actual, target, per, unit, .. } => format!(
            "{} {unit} of {} {unit}, {} short, {} off for each one missing; {lost}.",
            plain(actual),
            plain(target),
            plain(&(target - actual)),
            english_points(per),
        ),
        Cause::Level { label, lowered: None, reason, .. } => {
            format!("Rated “{label}”; {lost}{}", english_reason(reason))
        }
        Cause::Level { label, lowered: Some(lowered), reason, .. } => format!(
            "Rated “{}”, but {}, so “{label}” counts; {lost}{}",
            lowered.chosen,
            english_unmet(&lowered.unmet),
            english_reason(reason)
        ),
        Cause::Judgement { verdict, marks, reason, checkpoints } => {
            let found = if checkpoints.is_empty() {
                String::new()
            } else {
                format!(" (not in order: {})", checkpoints.join("; "))
            };
            format!("“{verdict}”{found}, {} given; {lost}{}", english_points(marks), english_reason(reason))
        }
        Cause::Counted { count, per, cap, unit } => format!(
            "{} {unit}, {} for each up to {}; {} gained.",
            plain(count),
            english_points(per),
            plain(cap),
            english_points(&line.points)
        ),
    }
}

fn english_loss(line: &Line) -> String {
    if line.points == line.full {
        format!("{} lost", english_points(&line.points))
    } else {
        let left =
            if line.points.is_zero() { "none".to_owned() } else { format!("only {}", plain(&line.points)) };
        format!("{} due, {left} left to lose", english_points(&line.full))
    }
}

fn english_points(points: &Exact) -> String {
    if *points == Exact::ONE { "1 point".to_owned() } else { format!("{} points", plain(points)) }
}

fn english_reason(reason: &str) -> String {
    let reason = reason.trim_end_matches(['。', '.', '；', ';']);
    if reason.is_empty() { ".".to_owned() } else { format!(": {reason}.") }
}

fn english_unmet(unmet: &Unmet) -> String {
    let label = &unmet.label;
    match (unmet.figures.as_deref(), denial(unmet)) {
        (Some(Figures::Short { actual, required, unit, .. }), _) => {
            format!("“{label}” not met ({} {unit} of the required {} {unit})", plain(actual), plain(required))
        }
        (Some(Figures::Unsettled { total, settled }), _) => format!(
            "“{label}” not met ({} {}, {} {})",
            total.0,
            plain(&total.1),
            settled.0,
            plain(&settled.1)
        ),
        (None, Some(denial)) => format!("“{denial}”"),
        (None, None) => format!("“{label}” not met"),
    }
}

fn english_steps(steps: &Steps, lost: &str) -> String {
    let distance = steps.gap();
    let gap = near(&distance, Some(&Exact::ZERO));
    let about = if is_short(&distance) { "" } else { "about " };
    let (threshold, step) = (plain(&steps.threshold), plain(&steps.step));
    let (distance, threshold, step) = match unit(&steps.measured) {
        None if distance == Exact::ONE => {
            ("1 percentage point".to_owned(), format!("{threshold}%"), format!("{step}%"))
        }
        None => (format!("{about}{gap} percentage points"), format!("{threshold}%"), format!("{step}%")),
        Some(unit) => {
            (format!("{about}{gap} {unit}"), format!("{threshold} {unit}"), format!("{step} {unit}"))
        }
    };
    let standard = match steps.side {
        Side::Below => format!("below the required {threshold}"),
        Side::Above => format!("above the allowed {threshold}"),
    };
    let one = if steps.steps == Exact::ONE { "" } else { "s" };
    let how_many = match steps.counting {
        Counting::Begun => format!("for each {step} begun, {} step{one}", plain(&steps.steps)),
        Counting::Completed => format!("for each full {step}, {} step{one}", plain(&steps.steps)),
        Counting::Proportional => format!("per {step} in proportion, {} step{one}", near(&steps.steps, None)),
    };
    format!(
        "{}, {distance} {standard}, {} off {how_many}; {lost}.",
        measured(&steps.measured, &steps.threshold),
        english_points(&steps.per),
    )
}

/// The unit of what was measured; `None` for a percentage, whose differences are percentage points.
fn unit(measured: &Measured) -> Option<&str> {
    match measured {
        Measured::Ratio { .. } => None,
        Measured::Value { unit, .. } => (unit != "%").then_some(unit),
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
