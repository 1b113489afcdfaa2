//! The trace and the remedies in 中文.
//! May import `trace`, `recoverable`, `rubric` and `number`. Read next: `english`, which says the same.

use super::super::recoverable::Remedy;
use super::super::trace::{
    Banded, BasePlus, Cause, Figures, Line, Multiplied, Ranged, Rated, Steps, Tests, Unmet,
};
use super::{denial, is_short, measured, near, plain, unit, whole, with_unit};
use crate::number::Exact;
use crate::rubric::Text;
use crate::rubric::rule::{Better, Counting, Side};

/// One line as a sentence, without the name of its part.
pub(super) fn sentence(line: &Line) -> String {
    let lost = loss(line);
    match &line.cause {
        Cause::NotMet(unmet) => {
            let all: Vec<String> = unmet.iter().map(unmet_words).collect();
            format!("{}，不得分，{lost}。", all.join("；"))
        }
        Cause::MissingItem(unmet) => format!("{}，{lost}。", unmet_words(unmet)),
        // At the gate of an award there is nothing to lose.
        Cause::Gate(unmet) if line.full.is_zero() => format!("{}，不加分。", unmet_words(unmet)),
        Cause::Gate(unmet) => format!("{}，不得分，{lost}。", unmet_words(unmet)),
        Cause::Veto { unmet, effect } => format!("{}，{}。", unmet_words(unmet), whole::effect(effect, true)),
        Cause::Steps(steps) => steps_words(steps, &lost),
        Cause::MissingCount { actual, target, per, unit, .. } => format!(
            "实有 {} {unit}，应有 {} {unit}，少 {} {unit}，每少 1 {unit}扣 {} 分，{lost}。",
            plain(actual),
            plain(target),
            plain(&(target - actual)),
            plain(per),
        ),
        Cause::Level { label, lowered: None, reason, .. } => {
            format!("评为“{label}”，{lost}{}", because(reason))
        }
        Cause::Level { label, lowered: Some(lowered), reason, .. } => format!(
            "评为“{}”，但{}，按“{label}”计分，{lost}{}",
            lowered.chosen,
            unmet_words(&lowered.unmet),
            because(reason)
        ),
        Cause::Judgement { verdict, marks, reason, checkpoints } => {
            let found = if checkpoints.is_empty() {
                String::new()
            } else {
                format!("（未做到：{}）", joined(checkpoints, "；"))
            };
            format!("{verdict}{found}，得 {} 分，{lost}{}", plain(marks), because(reason))
        }
        Cause::Counted { count, per, cap, unit } => format!(
            "共 {} {unit}，每{unit}加 {} 分，最高 {} 分，加 {} 分。",
            plain(count),
            plain(per),
            plain(cap),
            plain(&line.points)
        ),
        Cause::Ranged(ranged) => ranged_words(ranged, &lost),
        Cause::Banded(banded) => banded_words(banded, &lost),
        Cause::Tests(tests) => tests_words(tests, &lost),
        Cause::Multiplied(times) => multiplied_words(times, &lost),
        Cause::BasePlus(base) => base_words(base, &lost),
        Cause::Defects(found) => format!(
            "{} {} {}，每{}扣 {} 分，{lost}。",
            found.label,
            plain(&found.count),
            found.unit,
            found.unit,
            plain(&found.per)
        ),
        Cause::Rated(rated) => rated_words(rated, line),
    }
}

fn loss(line: &Line) -> String {
    if line.points == line.full {
        format!("扣 {} 分", plain(&line.points))
    } else {
        format!("应扣 {} 分，扣完为止，实扣 {} 分", plain(&line.full), plain(&line.points))
    }
}

/// The reason as the end of a sentence, with one full stop whatever the person typed.
fn because(reason: &str) -> String {
    let reason = reason.trim_end_matches(['。', '.', '；', ';']);
    if reason.is_empty() { "。".to_owned() } else { format!("：{reason}。") }
}

pub(super) fn unmet_words(unmet: &Unmet) -> String {
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

fn steps_words(steps: &Steps, lost: &str) -> String {
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

fn ranged_words(ranged: &Ranged, lost: &str) -> String {
    let range = if ranged.low == ranged.high {
        String::new()
    } else {
        format!("（{}～{} 分）", plain(&ranged.low), plain(&ranged.high))
    };
    let label = &ranged.label;
    format!("评为“{label}”{range}，得 {} 分，{lost}{}", plain(&ranged.marks), because(&ranged.reason))
}

fn banded_words(banded: &Banded, lost: &str) -> String {
    let (reach, miss) = match banded.better {
        Better::Higher => ("达到", "不到"),
        Better::Lower => ("不超过", "高于"),
    };
    let unit = unit(&banded.measured);
    let reached = banded
        .reached
        .as_ref()
        .map_or_else(String::new, |bound| format!("{reach} {}，", with_unit(bound, unit)));
    format!(
        "{}，{reached}{miss} {}，得 {} 分，{lost}。",
        measured(&banded.measured, &banded.next),
        with_unit(&banded.next, unit),
        plain(&banded.marks)
    )
}

fn tests_words(tests: &Tests, lost: &str) -> String {
    let met = tests.of - tests.unmet.len().min(tests.of);
    let unmet: Vec<String> = tests.unmet.iter().map(unmet_words).collect();
    let (of, marks) = (tests.of, plain(&tests.marks));
    format!("{of} 项中满足 {met} 项（{}），得 {marks} 分，{lost}。", unmet.join("；"))
}

fn multiplied_words(times: &Multiplied, lost: &str) -> String {
    let (points, coefficient) = (plain(&times.points), plain(&times.coefficient));
    let marks = plain(&(&times.points * &times.coefficient));
    let label = &times.label;
    format!(
        "评为“{label}”，系数 {coefficient}，{points} × {coefficient} = {marks} 分，{lost}{}",
        because(&times.reason)
    )
}

fn base_words(base: &BasePlus, lost: &str) -> String {
    let (count, unit) = (plain(&base.count), &base.unit);
    let (first, marks) = (plain(&base.base_count), plain(&base.marks));
    if base.count < base.base_count {
        return format!("实有 {count} {unit}，不足 {first} {unit}，不得分，{lost}。");
    }
    format!(
        "实有 {count} {unit}，满 {first} {unit}得 {} 分，每增 1 {unit}加 {} 分，得 {marks} 分，{lost}。",
        plain(&base.base_points),
        plain(&base.per)
    )
}

fn rated_words(rated: &Rated, line: &Line) -> String {
    let few = rated
        .below_minimum
        .as_ref()
        .map_or_else(String::new, |minimum| format!("，不足要求的 {} 份", plain(minimum)));
    let marks = if line.full.is_positive() {
        format!("，得 {} 分，{}", near(&rated.marks, Some(&rated.points)), loss(line))
    } else {
        String::new()
    };
    format!(
        "“{}”共 {} 份评分，平均 {}（最低 {}，最高 {}）{few}{marks}。",
        rated.question,
        plain(&rated.answers),
        near(&rated.mean, Some(&rated.highest)),
        plain(&rated.lowest),
        plain(&rated.highest)
    )
}

/// What would win points back, as a short phrase.
pub(super) fn remedy(remedy: &Remedy) -> String {
    match remedy {
        Remedy::Supply(what) => format!("补齐{}", quoted(what)),
        Remedy::More { label, by, unit } => format!("{label}还差 {} {unit}", plain(by)),
        Remedy::Less { label, by, unit } => format!("{label}减少 {} {unit}", plain(by)),
        Remedy::Raise { to } => format!("提升到“{to}”"),
        Remedy::FullMarks { level } => format!("在“{level}”内争取满分"),
        Remedy::NextBand { change, marks } => format!("{}可得 {} 分", self::remedy(change), plain(marks)),
        Remedy::MeetTests { more, of, marks } => {
            format!("再满足 {more} 项可得 {} 分：{}", plain(marks), quoted(of))
        }
        Remedy::RaiseMean { question, mean, highest } => {
            let (mean, highest) = (near(mean, Some(highest)), plain(highest));
            format!("提高“{question}”的评分（现平均 {mean}，最高 {highest}）")
        }
        Remedy::Mend => "按扣分理由整改".to_owned(),
    }
}

fn quoted(what: &[Text]) -> String {
    what.iter().map(|one| format!("“{one}”")).collect::<Vec<_>>().concat()
}

fn joined(what: &[Text], between: &str) -> String {
    what.iter().map(Text::as_str).collect::<Vec<_>>().join(between)
}
