//! The controls rules share: a measured rate, a condition, a scaled target.
//! May import `row`, `fields`, `words` and the library. Read next: `rule`.

use gongping::number::Exact;
use gongping::rubric::rule::{
    Adjust, Applies, Condition, Judged, Measure, NumberField, Quotient, Side, Test, Threshold,
};
use gongping::score::{due_required, due_target, due_whole, met, rate};

use super::due::due_line;
use super::fields::{Offer, Tone, choice, faults, number, segmented, verdicts};
use super::row::{Row, What};
use crate::app::parts::element::El;
use crate::app::words::fill;

/// A measured value and the standard it is held against.
pub fn measure(row: &Row, measure: &Measure, threshold: &Threshold, side: Side) -> Vec<El> {
    match measure {
        Measure::Value(field) => counted(row, field, threshold, side),
        Measure::Ratio(quotient) => {
            let standard = fill::standard(row.language, side, &format!("{}%", threshold.printed));
            ratio(row, quotient, &threshold.printed, &standard)
        }
    }
}

/// Part over whole, the rate that comes of it, and what of the whole is due at this stage.
pub fn ratio(row: &Row, quotient: &Quotient, apart_from: &Exact, standard: &str) -> Vec<El> {
    let place = format!("{}-rate", quotient.part.key);
    let shown = rate(quotient, apart_from, row.sheet, row.stage).unwrap_or_else(|| "—".to_owned());
    let mut checked = vec![&quotient.part, &quotient.whole];
    checked.extend(quotient.adjust.as_ref().map(|adjust| &adjust.value));
    let legend = row.el("span").class("legend").text(&format!("{}（{standard}）", quotient.label));
    let output = row.text(row.el("output").class("num"), &place, &shown);
    let facts = row
        .el("div")
        .class("facts")
        .child(number(row, &quotient.part))
        .child(sign(row, "÷"))
        .child(number(row, &quotient.whole))
        .child(sign(row, "＝"))
        .child(
            row.el("div")
                .class("field")
                .child(legend)
                .child(row.el("span").class("box result").child(output)),
        );
    let mut made = vec![faults(row, facts, &checked)];
    if let Some(adjust) = &quotient.adjust {
        made.extend(due_line(row, adjust, due_whole(quotient, row.sheet, row.stage).as_ref()));
    }
    made
}

fn sign(row: &Row, sign: &str) -> El {
    row.el("span").class("op").attr("aria-hidden", "true").text(sign)
}

/// A value typed as it is: hours, a count. The standard stands beside it, scaled where the stage scales it.
pub fn counted(row: &Row, field: &NumberField, threshold: &Threshold, side: Side) -> Vec<El> {
    let mut checked = vec![field];
    checked.extend(threshold.adjust.as_ref().map(|adjust| &adjust.value));
    let facts = row.el("div").class("facts").child(number(row, field));
    let mut made = vec![faults(row, facts, &checked)];
    let scaled = row.stage.is_some_and(|stage| stage.scale.is_some());
    match &threshold.adjust {
        Some(adjust) if scaled => {
            let due = due_target(threshold, field.places, row.sheet, row.stage);
            made.extend(due_line(row, adjust, due.as_ref()));
        }
        _ => {
            let figure = format!("{} {}", threshold.printed, field.unit);
            made.push(target(row, &fill::standard(row.language, side, &figure)));
        }
    }
    made
}

/// A figure to reach, as a line of its own.
pub fn target(row: &Row, text: &str) -> El {
    row.el("p").class("target num").text(text)
}

/// A judgement with its own words, named by a visible legend.
pub fn judgement(row: &Row, legend: &str, judged: &Judged) -> El {
    choice(row, &judged.key, legend, &verdicts(row, judged))
}

/// Conditions as a list.
pub fn checks(row: &Row, conditions: &[Condition], per: Option<&Exact>) -> El {
    row.el("ul").class("checks").children(conditions.iter().map(|one| condition(row, one, per)))
}

/// A condition as a line of a list. `per` is what it costs, where each unmet one has a price of its own.
pub fn condition(row: &Row, condition: &Condition, per: Option<&Exact>) -> El {
    let standing = met(condition, row.sheet, row.stage);
    let place = match &condition.test {
        Test::Judged(judged) => judged.key.as_str(),
        Test::Reaches { actual: field, .. }
        | Test::AtLeast { value: field, .. }
        | Test::Settled { total: field, .. } => field.key.as_str(),
    };
    let label_id = format!("{}-label", row.id(place));
    let control = match &condition.test {
        Test::Judged(judged) => segmented(row, &judged.key, &label_id, &verdicts(row, judged)),
        Test::Reaches { applies, .. } | Test::AtLeast { applies, .. } => {
            chip(row, place, applies.as_ref(), standing)
        }
        Test::Settled { .. } => chip(row, place, None, standing),
    };
    let lost = match (per, standing) {
        (Some(per), Some(false)) => format!("−{per}"),
        _ => String::new(),
    };
    let line = check(row, place, standing)
        .child(row.el("span").class("check-label").attr("id", &label_id).text(&condition.label))
        .child(control)
        .child(price(row, place, &lost));
    line.children(figures(row, condition))
}

/// A line of a list, which shows whether it is met.
pub fn check(row: &Row, place: &str, standing: Option<bool>) -> El {
    let state = match standing {
        Some(true) => "met",
        Some(false) => "unmet",
        None => "",
    };
    let place = format!("{place}-check");
    row.note(What::State, &place, state);
    let line = row.el("li").class("check").attr("id", &row.id(&place));
    if state.is_empty() { line } else { line.attr("data-state", state) }
}

/// What a line costs, while it does.
pub fn price(row: &Row, place: &str, lost: &str) -> El {
    row.text(row.el("span").class("check-lost num"), &format!("{place}-lost"), lost)
}

/// What follows from the typed figures of a condition.
fn chip(row: &Row, place: &str, applies: Option<&Applies>, standing: Option<bool>) -> El {
    let words = row.words();
    let apart = applies.is_some_and(|applies| row.fact(&applies.key) == "no");
    let (class, text) = match standing {
        Some(true) if apart => ("chip", row.general().not_applicable),
        Some(true) => ("chip ok", words.met),
        Some(false) => ("chip bad", words.unmet),
        None => ("chip", words.unanswered),
    };
    let place = format!("{place}-chip");
    row.note(What::Class, &place, class);
    row.text(row.el("span").class(class), &place, text)
}

/// The figures a condition is decided by.
fn figures(row: &Row, condition: &Condition) -> Vec<El> {
    match &condition.test {
        Test::Judged(_) => Vec::new(),
        Test::Settled { total, settled } => {
            let facts = row.el("div").class("facts").child(number(row, total)).child(number(row, settled));
            vec![faults(row, facts, &[total, settled])]
        }
        Test::AtLeast { applies, value, minimum } => {
            let figure = format!("{minimum} {}", value.unit);
            let standard = fill::standard(row.language, Side::Below, &figure);
            asked(row, applies.as_ref(), |facts| {
                let facts = facts.child(number(row, value));
                let facts = facts.child(row.el("span").class("op hush").text(&standard));
                faults(row, facts, &[value])
            })
        }
        Test::Reaches { applies, actual, required, adjust } => {
            let mut checked = vec![actual, required];
            checked.extend(adjust.as_ref().map(|adjust| &adjust.value));
            asked(row, applies.as_ref(), |facts| {
                let facts =
                    facts.child(number(row, actual)).child(sign(row, "≥")).child(number(row, required));
                let facts = match adjust {
                    Some(adjust) => facts.child(requirement_due(row, required, adjust)),
                    None => facts,
                };
                faults(row, facts, &checked)
            })
        }
    }
}

/// What a stage makes of a typed requirement.
fn requirement_due(row: &Row, required: &NumberField, adjust: &Adjust) -> El {
    let due = due_required(required, adjust, row.sheet, row.stage);
    row.el("div").class("wide").children(due_line(row, adjust, due.as_ref()))
}

/// Figures that are asked for only where the requirement exists.
fn asked(row: &Row, applies: Option<&Applies>, body: impl FnOnce(El) -> El) -> Vec<El> {
    let facts = row.el("div").class("facts");
    let Some(applies) = applies else { return vec![body(facts)] };
    let words = row.general();
    let offers = [Offer::new("yes", words.yes, Tone::Good), Offer::new("no", words.no, Tone::Apart)];
    let question = row.el("div").class("facts").child(choice(row, &applies.key, &applies.label, &offers));
    let place = format!("{}-asked", applies.key);
    let hidden = row.fact(&applies.key) != "yes";
    row.note(What::Hidden, &place, if hidden { "1" } else { "" });
    vec![question, body(facts.attr("id", &row.id(&place)).mark("hidden", hidden))]
}
