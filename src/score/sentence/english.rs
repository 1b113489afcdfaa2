//! The trace and the remedies in English. The rubric's own words stay Chinese.
//! May import `trace`, `recoverable`, `rubric` and `number`. Read next: `recoverable`.

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
            format!("{}; without it no points, {lost}.", all.join("; "))
        }
        Cause::MissingItem(unmet) => format!("{}; {lost}.", unmet_words(unmet)),
        Cause::Gate(unmet) if line.full.is_zero() => {
            format!("{}; nothing is added without it.", unmet_words(unmet))
        }
        Cause::Gate(unmet) => {
            format!("{}; without it no points whatever the rest says, {lost}.", unmet_words(unmet))
        }
        Cause::Veto { unmet, effect } => format!("{}; {}.", unmet_words(unmet), whole::effect(effect, false)),
        Cause::Steps(steps) => steps_words(steps, &lost),
        Cause::MissingCount { actual, target, per, unit, .. } => format!(
            "{} {unit} of {} {unit}, {} short, {} off for each one missing; {lost}.",
            plain(actual),
            plain(target),
            plain(&(target - actual)),
            points(per),
        ),
        Cause::Level { label, lowered: None, reason, .. } => {
            format!("Rated “{label}”; {lost}{}", because(reason))
        }
        Cause::Level { label, lowered: Some(lowered), reason, .. } => format!(
            "Rated “{}”, but {}, so “{label}” counts; {lost}{}",
            lowered.chosen,
            unmet_words(&lowered.unmet),
            because(reason)
        ),
        Cause::Judgement { verdict, marks, reason, checkpoints } => {
            let found = if checkpoints.is_empty() {
                String::new()
            } else {
                format!(" (not in order: {})", joined(checkpoints, "; "))
            };
            format!("“{verdict}”{found}, {} given; {lost}{}", points(marks), because(reason))
        }
        Cause::Counted { count, per, cap, unit } => format!(
            "{} {unit}, {} for each up to {}; {} gained.",
            plain(count),
            points(per),
            plain(cap),
            points(&line.points)
        ),
        Cause::Ranged(ranged) => ranged_words(ranged, &lost),
        Cause::Banded(banded) => banded_words(banded, &lost),
        Cause::Tests(tests) => tests_words(tests, &lost),
        Cause::Multiplied(times) => multiplied_words(times, &lost),
        Cause::BasePlus(base) => base_words(base, &lost),
        Cause::Defects(found) => format!(
            "{}: {} {}, {} off for each; {lost}.",
            found.label,
            plain(&found.count),
            found.unit,
            points(&found.per)
        ),
        Cause::Rated(rated) => rated_words(rated, line),
    }
}

fn loss(line: &Line) -> String {
    if line.points == line.full {
        format!("{} lost", points(&line.points))
    } else {
        let left =
            if line.points.is_zero() { "none".to_owned() } else { format!("only {}", plain(&line.points)) };
        format!("{} due, {left} left to lose", points(&line.full))
    }
}

pub(super) fn points(value: &Exact) -> String {
    if *value == Exact::ONE { "1 point".to_owned() } else { format!("{} points", plain(value)) }
}

fn because(reason: &str) -> String {
    let reason = reason.trim_end_matches(['。', '.', '；', ';']);
    if reason.is_empty() { ".".to_owned() } else { format!(": {reason}.") }
}

pub(super) fn unmet_words(unmet: &Unmet) -> String {
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

fn steps_words(steps: &Steps, lost: &str) -> String {
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
        points(&steps.per),
    )
}

fn ranged_words(ranged: &Ranged, lost: &str) -> String {
    let range = if ranged.low == ranged.high {
        String::new()
    } else {
        format!(" ({} to {} points)", plain(&ranged.low), plain(&ranged.high))
    };
    format!(
        "Rated “{}”{range}, {} given; {lost}{}",
        ranged.label,
        points(&ranged.marks),
        because(&ranged.reason)
    )
}

fn banded_words(banded: &Banded, lost: &str) -> String {
    let (reach, miss) = match banded.better {
        Better::Higher => ("reaches", "below"),
        Better::Lower => ("within", "above"),
    };
    let unit = unit(&banded.measured);
    let reached = banded
        .reached
        .as_ref()
        .map_or_else(String::new, |bound| format!("{reach} {}, ", with_unit(bound, unit)));
    format!(
        "{}, {reached}{miss} {}, {} given; {lost}.",
        measured(&banded.measured, &banded.next),
        with_unit(&banded.next, unit),
        points(&banded.marks)
    )
}

fn tests_words(tests: &Tests, lost: &str) -> String {
    let met = tests.of - tests.unmet.len().min(tests.of);
    let unmet: Vec<String> = tests.unmet.iter().map(unmet_words).collect();
    format!("{met} of {} met ({}), {} given; {lost}.", tests.of, unmet.join("; "), points(&tests.marks))
}

fn multiplied_words(times: &Multiplied, lost: &str) -> String {
    let (full, coefficient) = (plain(&times.points), plain(&times.coefficient));
    let marks = points(&(&times.points * &times.coefficient));
    let label = &times.label;
    format!("Rated “{label}”, {full} × {coefficient} = {marks}; {lost}{}", because(&times.reason))
}

fn base_words(base: &BasePlus, lost: &str) -> String {
    let (count, unit) = (plain(&base.count), &base.unit);
    let first = plain(&base.base_count);
    if base.count < base.base_count {
        return format!("{count} {unit}, fewer than the {first} {unit} it takes for any points; {lost}.");
    }
    format!(
        "{count} {unit}, {} for the first {first} {unit} and {} for each one more, {} given; {lost}.",
        points(&base.base_points),
        points(&base.per),
        points(&base.marks)
    )
}

fn rated_words(rated: &Rated, line: &Line) -> String {
    let few = rated
        .below_minimum
        .as_ref()
        .map_or_else(String::new, |minimum| format!(", fewer than the {} asked for", plain(minimum)));
    let marks = if line.full.is_positive() {
        let one = if rated.marks == Exact::ONE { "point" } else { "points" };
        format!(", {} {one} given; {}", near(&rated.marks, Some(&rated.points)), loss(line))
    } else {
        String::new()
    };
    let one = if rated.answers == Exact::ONE { "answer" } else { "answers" };
    format!(
        "“{}”: {} {one}, mean {} on a scale from {} to {}{few}{marks}.",
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
        Remedy::Supply(what) => format!("complete {}", quoted(what)),
        Remedy::More { label, by, unit } => format!("{label}: {} {unit} more", plain(by)),
        Remedy::Less { label, by, unit } => format!("{label}: {} {unit} less", plain(by)),
        Remedy::Raise { to } => format!("reach “{to}”"),
        Remedy::FullMarks { level } => format!("full marks within “{level}”"),
        Remedy::NextBand { change, marks } => format!("{} for {}", self::remedy(change), points(marks)),
        Remedy::MeetTests { more, of, marks } => {
            format!("meet {more} more for {}: {}", points(marks), quoted(of))
        }
        Remedy::RaiseMean { question, mean, highest } => {
            let (mean, highest) = (near(mean, Some(highest)), plain(highest));
            format!("raise the mean of “{question}” (now {mean} of {highest})")
        }
        Remedy::Mend => "put right what the reason names".to_owned(),
    }
}

fn quoted(what: &[Text]) -> String {
    what.iter().map(|one| format!("“{one}”")).collect::<Vec<_>>().join(", ")
}

fn joined(what: &[Text], between: &str) -> String {
    what.iter().map(Text::as_str).collect::<Vec<_>>().join(between)
}
