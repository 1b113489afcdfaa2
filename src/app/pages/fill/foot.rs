//! The foot of a card: the printed rule, the reading chosen, points to look at, factors, note and override.
//! Bodies are made when they are first opened, so that a form of thousands of rows starts fast.
//! May import `row`, `fields`, `words` and the library. Read next: `nav`.

use gongping::assessment::Cell;
use gongping::score::sentence::{Language, reason};
use gongping::score::{OverrideFault, Overriding};

use super::adjusting::{has_choices, row_choices};
use super::fields::{Text, Typed, button, text_area, typed};
use super::follow::error_of;
use super::row::{Row, What};
use crate::app::parts::element::El;
use crate::app::words::adjusting::Adjusting;
use crate::app::words::errors;
use crate::app::words::fill;

/// The foot of a card.
pub fn foot(row: &Row) -> El {
    let (words, indicator) = (row.words(), row.indicator);
    let rule = row.el("span").class("chip").text(&indicator.rule_text);
    let mut foot = row.el("footer").class("card-foot").child(row.el("p").class("rule").child(rule));
    let mut add = |(title, body): (El, El)| {
        foot = foot.clone().child(title).child(body);
    };
    if has_choices(row) {
        add(fold(row, "readings", Adjusting::of(row.language).fold, || row_choices(row)));
    }
    if !indicator.evidence.is_empty() {
        add(fold(row, "evidence", words.evidence, || {
            row.el("ul").children(indicator.evidence.iter().map(|one| row.el("li").text(one)))
        }));
    }
    if !indicator.hints.is_empty() {
        add(fold(row, "hints", words.hints, || {
            row.el("ul").children(indicator.hints.iter().map(|hint| row.el("li").text(hint)))
        }));
    }
    add(fold(row, "factors", words.factors, || factors(row)));
    add(fold(row, "note", words.note, || note(row)));
    add(override_part(row));
    foot
}

/// A button that opens and closes, and what it opens.
pub fn fold(row: &Row, name: &str, title: &str, body: impl FnOnce() -> El) -> (El, El) {
    let place = format!("fold.{name}");
    let open = row.is_open(&place);
    row.note(What::Expanded, &place, if open { "1" } else { "" });
    let title = button(row, "fold-title", "fold", &place)
        .attr("id", &row.id(&place))
        .attr("aria-expanded", if open { "true" } else { "false" })
        .text(title);
    (title, row.part(&place, open, || row.el("div").class("fold-body").child(body())))
}

/// The text of the form's last column: the engine's draft until the person writes another.
fn factors(row: &Row) -> El {
    let words = row.words();
    let own = row.cell(&Cell::Factors);
    let drafted;
    let shown = if own.is_empty() {
        // The form is an official paper in Chinese, whatever the language of the screen.
        drafted = reason(&row.score.computed.trace, Language::Chinese);
        &drafted
    } else {
        own
    };
    let text = Text {
        cell: &Cell::Factors,
        label: words.factors,
        help: words.factors_help,
        placeholder: "",
        value: shown,
    };
    let hidden = own.is_empty();
    row.note(What::Hidden, "factors-own", if hidden { "1" } else { "" });
    let restore = button(row, "btn quiet", "clear", "").attr("data-cells", Cell::Factors.key());
    let actions = row.el("div").class("actions").attr("id", &row.id("factors-own")).mark("hidden", hidden);
    row.el("div")
        .class("fold-part")
        .child(text_area(row, &text))
        .child(actions.child(restore.text(words.factors_restore)))
}

fn note(row: &Row) -> El {
    let words = row.words();
    let text = Text {
        cell: &Cell::Note,
        label: words.note,
        help: words.note_help,
        placeholder: "",
        value: row.cell(&Cell::Note),
    };
    text_area(row, &text)
}

/// The button that begins an override, and the override itself.
fn override_part(row: &Row) -> (El, El) {
    let shown = row.is_open("override") || row.score.overriding != Overriding::None;
    row.note(What::Hidden, "override-begin", if shown { "1" } else { "" });
    let begin = button(row, "link", "open", "override")
        .attr("id", &row.id("override-begin"))
        .mark("hidden", shown)
        .text(row.words().override_begin);
    (begin, row.part("override", shown, || override_form(row)))
}

fn override_form(row: &Row) -> El {
    let words = row.words();
    let title_id = row.id("override-title");
    let fault = match &row.score.overriding {
        Overriding::Pending(fault) => Some(fault),
        Overriding::None | Overriding::InForce { .. } => None,
    };
    let message = fault.map(|fault| errors::override_fault(row.language, fault)).unwrap_or_default();
    let wrong = matches!(fault, Some(OverrideFault::NotANumber | OverrideFault::OutOfRange { .. }));
    let points = row.score.computed.points.as_ref().map(|points| points.display(row.places));
    let computed = fill::computed(row.language, points.as_deref());
    let label = fill::override_label(row.language, &row.indicator.points);
    let cell = Cell::OverridePoints;
    let number =
        Typed { cell: &cell, label: &label, unit: words.points_unit, decimal: true, fault: &message, wrong };
    let facts = row.el("div").class("facts").child(typed(row, &number));
    let facts = if row.drawn && !message.is_empty() {
        facts.child(error_of(row, cell.key(), &message))
    } else {
        facts
    };
    let why = Text {
        cell: &Cell::OverrideReason,
        label: words.override_reason,
        help: "",
        placeholder: words.override_reason_hint,
        value: row.cell(&Cell::OverrideReason),
    };
    let cells = format!("{} {}", Cell::OverridePoints.key(), Cell::OverrideReason.key());
    let drop = button(row, "btn quiet", "clear", "override").attr("data-cells", &cells);
    row.el("div")
        .class("override wide")
        .attr("role", "group")
        .attr("aria-labelledby", &title_id)
        .child(row.el("h4").attr("id", &title_id).text(words.override_title))
        .child(row.text(row.el("p").class("hush"), "override-computed", &computed))
        .child(facts)
        .child(text_area(row, &why))
        .child(row.el("div").class("actions").child(drop.text(words.override_drop)))
}
