//! What stands around a row's own rule: its tags and weight, the veto it carries, the materials it calls for, and
//! the word that it does not apply.
//! May import `row`, `controls`, `fields`, `words` and the library. Read next: `card`.

use gongping::assessment::Cell;
use gongping::rubric::structure::{Effect, VetoOn};
use gongping::score::Applicability;

use super::adjusting::marks;
use super::controls::checks;
use super::fields::{Text, text_area};
use super::row::{Row, What};
use crate::app::parts::element::El;
use crate::app::words::fill;

/// The short words about the indicator.
pub fn tags(row: &Row) -> El {
    let indicator = row.indicator;
    let weight = indicator.weight.as_ref().map(|weight| fill::weight(row.language, weight));
    let excluded = row.score.applicability == Applicability::Excluded;
    let excluded = excluded.then(|| row.words().excluded.to_owned());
    let tags: Vec<String> =
        weight.into_iter().chain(excluded).chain(indicator.tags.iter().cloned()).collect();
    let changed = if row.drawn { marks(row) } else { Vec::new() };
    if tags.is_empty() && changed.is_empty() {
        return El::NONE;
    }
    let changed = changed.into_iter().map(|mark| row.el("span").class("chip seal").text(mark));
    row.el("p")
        .class("tags")
        .children(changed)
        .children(tags.iter().map(|tag| row.el("span").class("chip").text(tag)))
}

/// What the row can do to the whole result, with the condition that decides it.
pub fn veto(row: &Row) -> Vec<El> {
    let Some(veto) = &row.indicator.veto else { return Vec::new() };
    let effect = match &veto.effect {
        Effect::Zero => row.words().veto_zero.to_owned(),
        Effect::GradeAtMost { label, .. } => fill::veto_grade(row.language, label),
    };
    match &veto.on {
        VetoOn::Condition(condition) => vec![
            row.el("p").class("target").text(&fill::veto_unmet(row.language, &effect)),
            checks(row, std::slice::from_ref(condition), None),
        ],
        VetoOn::Zero => vec![row.el("p").class("target").text(&fill::veto_no_points(row.language, &effect))],
    }
}

/// The word that the indicator does not apply, with its compulsory reason, where the rubric allows it.
pub fn not_applicable(row: &Row) -> Vec<El> {
    if row.indicator.may_not_apply.is_none() {
        return Vec::new();
    }
    let words = row.words();
    let place = Cell::NotApplicable.key();
    let ticked = row.cell(&Cell::NotApplicable) == "yes";
    row.note(What::Ticked, place, if ticked { "1" } else { "" });
    let tick = row
        .el("input")
        .attr("type", "checkbox")
        .attr("id", &row.id(place))
        .attr("data-cell", place)
        .checked(ticked);
    let label = row.el("label").class("tick").child(tick).child(row.el("span").text(words.does_not_apply));
    let why = row.part("na-why", ticked, || {
        let text = Text {
            cell: &Cell::NotApplicableWhy,
            label: words.does_not_apply_why,
            help: "",
            placeholder: "",
            value: row.cell(&Cell::NotApplicableWhy),
        };
        text_area(row, &text)
    });
    vec![label, why]
}
