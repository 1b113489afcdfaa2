//! The line below a target that a stage scales: the whole project's figure, what is due by now, and the form with
//! which the person sets another figure, with a compulsory reason.
//! May import `row`, `fields`, `words` and the library. Read next: `controls`.

use gongping::rubric::rule::Adjust;
use gongping::score::Due;

use super::fields::{button, number, reason};
use super::row::{Row, What};
use crate::app::parts::element::El;
use crate::app::words::fill;

/// The line; not shown where no stage scales the target or there is no figure to scale yet.
pub fn due_line(row: &Row, adjust: &Adjust, due: Option<&Due>) -> Vec<El> {
    let words = row.words();
    let key = adjust.value.key.as_str();
    let part = format!("adjust.{key}");
    let shown =
        row.is_open(&part) || !row.fact(&adjust.value.key).is_empty() || !row.fact(&adjust.why).is_empty();
    let sentence = due.map_or_else(String::new, |due| {
        let (whole, in_force) = (due.whole.to_string(), due.in_force.to_string());
        let stage = row.stage.map(|stage| stage.name.as_str()).unwrap_or_default();
        fill::due(row.language, &whole, &in_force, &adjust.value.unit, stage)
    });
    let hidden = |place: &str, hidden: bool, element: El| {
        row.note(What::Hidden, place, if hidden { "1" } else { "" });
        element.attr("id", &row.id(place)).mark("hidden", hidden)
    };
    let begin = button(row, "link", "open", &part).text(words.due_adjust);
    let line = row
        .el("p")
        .class("target num")
        .child(row.text(row.el("span"), &format!("{key}-due"), &sentence))
        .child(hidden(&format!("{key}-begin"), shown, begin));
    let line = hidden(&format!("{key}-line"), due.is_none(), line);
    vec![line, row.part(&part, shown, || adjust_form(row, adjust, &part))]
}

fn adjust_form(row: &Row, adjust: &Adjust, part: &str) -> El {
    let words = row.words();
    let cells = format!("{} {}", adjust.value.key, adjust.why);
    let restore = button(row, "btn quiet", "clear", part).attr("data-cells", &cells).text(words.due_restore);
    row.el("div")
        .class("adjust")
        .child(row.el("div").class("facts").child(number(row, &adjust.value)))
        .child(reason(row, &adjust.why, words.due_why, words.due_why_hint))
        .child(row.el("div").class("actions").child(restore))
}
