//! One indicator as a card: what the form asks, the controls, the score and the sentence behind it.
//! May import `row`, `rule`, `foot`, `words` and the library. Read next: `foot`.

use gongping::number::Exact;
use gongping::rubric::fields::fields;
use gongping::rubric::{Indicator, Kind};
use gongping::score::sentence::sentence;
use gongping::score::{IndicatorScore, Overriding, State};

use super::controls::checks;
use super::follow::line_of;
use super::foot::foot;
use super::row::{Row, What, label_of};
use super::rule::controls;
use super::scales::helper_figures;
use super::standing::{not_applicable, tags, veto};
use crate::app::parts::element::El;
use crate::app::words::fill;

/// The card of an indicator.
pub fn card(row: &Row) -> El {
    let indicator = row.indicator;
    let state = look(row.score, &indicator.points);
    row.note(What::State, "", state);
    let title_id = format!("{}-title", indicator.id);
    let text = row.el("p").class("card-text").text(&indicator.text);
    let head = row
        .el("header")
        .class("card-head")
        .child(row.el("span").class("card-no num").text(&indicator.number))
        .child(row.el("h3").attr("id", &title_id).attr("tabindex", "-1").text(&title(indicator)))
        .child(score_line(row))
        .child(text)
        .child(tags(row));
    // With the gate shut the rest has no say; it stays visible, for it is still the record of what was found.
    let gate = match &indicator.gate {
        Some(gate) => checks(row, std::slice::from_ref(gate), None),
        None => El::NONE,
    };
    let body = row
        .el("div")
        .class("card-body")
        .child(gate)
        .children(veto(row))
        .children(controls(row, &indicator.rule, &indicator.points))
        .children(helper_figures(row))
        .children(not_applicable(row))
        .children(lines(row));
    row.el("article")
        .class("card")
        .attr("id", indicator.id.as_str())
        .attr("data-row", &row.at.0.to_string())
        .attr("data-state", state)
        .mark("data-bonus", row.kind == Kind::Bonus)
        .attr("aria-labelledby", &title_id)
        .child(head)
        .child(body)
        .child(foot(row))
}

/// How the card looks.
fn look(score: &IndicatorScore, full: &Exact) -> &'static str {
    match (&score.overriding, score.state(), score.points()) {
        (_, State::NotAssessed, _) => "apart",
        (Overriding::InForce { .. }, ..) => "overridden",
        (_, State::Invalid, _) => "invalid",
        (_, State::Scored, Some(points)) if points == full => "full",
        (_, State::Scored, Some(points)) if points.is_zero() => "zero",
        (_, State::Scored, _) => "partial",
        (_, State::Unanswered, _) => "unanswered",
    }
}

/// The printed name with our short label, where they differ.
fn title(indicator: &Indicator) -> String {
    match &indicator.name {
        Some(name) if *name != indicator.label => format!("{name} · {}", indicator.label),
        _ => indicator.label.clone(),
    }
}

fn score_line(row: &Row) -> El {
    let shown = row.score.points().map_or_else(|| "—".to_owned(), |points| points.display(row.places));
    let replaced = match (&row.score.overriding, &row.score.computed.points) {
        (Overriding::InForce { .. }, Some(computed)) => Some(computed.display(row.places)),
        _ => None,
    };
    let replaced = row.part("replaced", replaced.is_some(), || {
        let name = row.el("span").class("vh").text(&format!("{} ", row.words().computed));
        let computed = row.el("span");
        let computed = row.text(computed, "replaced", replaced.as_deref().unwrap_or_default());
        row.el("s").child(name).child(computed)
    });
    row.el("p")
        .class("score num")
        .attr("data-testid", "score")
        .child(replaced)
        .child(row.text(row.el("b"), "score", &shown))
        .and_text(&format!(" {}", fill::out_of(row.language, &row.indicator.points)))
}

/// The sentence behind the score, and what is still needed for one.
fn lines(row: &Row) -> Vec<El> {
    let words = row.words();
    let computed = &row.score.computed;
    let why: Vec<String> = computed.trace.iter().map(|line| sentence(line, row.language)).collect();
    let why = why.join("\n");
    let blank = row.sheet.is_blank();
    let without_loss = row.kind == Kind::Base && computed.points.is_some() && why.is_empty();
    let missing = if blank || computed.missing.is_empty() {
        String::new()
    } else {
        let fields = fields(row.indicator);
        let names: Vec<String> = computed.missing.iter().map(|key| label_of(&fields, key)).collect();
        format!("{}{}{}", words.still_needed, row.general().colon, names.join("、"))
    };
    let line = |place: &str, value: &str| {
        row.note(What::Line, place, value);
        if row.drawn && !value.is_empty() { line_of(row, place, value) } else { El::NONE }
    };
    vec![
        line("why", &why),
        line("full", if without_loss { words.full_text } else { "" }),
        line("missing", &missing),
        line("blank", if blank && row.kind == Kind::Bonus { words.bonus_blank } else { "" }),
    ]
}
