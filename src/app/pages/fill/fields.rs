//! The fields a row is made of: a number with its unit, a text, one choice of a few. What is typed goes out as it
//! stands; whether it makes sense is the engine's to say. The rows' own listeners find the cell by `data-cell`.
//! May import `row`, `parts::element` and the library. Read next: `controls`.

use gongping::assessment::Cell;
use gongping::rubric::FieldKey;
use gongping::rubric::rule::{Judged, NumberField};

use super::follow::{error_of, error_place};
use super::row::{Row, What};
use crate::app::fields::LONGEST;
use crate::app::parts::element::El;
use crate::app::words::errors;

/// One of the values offered.
pub struct Offer {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second, smaller text: the marks of a level.
    pub detail: Option<String>,
    /// How it looks when chosen.
    pub tone: Tone,
}

/// How a chosen value looks.
#[derive(Clone, Copy)]
pub enum Tone {
    /// Nothing lost.
    Good,
    /// Partly lost.
    Middle,
    /// Lost.
    Bad,
    /// Not applicable.
    Apart,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Good => "",
            Self::Middle => "mid",
            Self::Bad => "no",
            Self::Apart => "na",
        }
    }
}

impl Offer {
    /// An offer without a second text.
    pub fn new(value: &str, label: &str, tone: Tone) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), detail: None, tone }
    }
}

/// A number that is typed into a cell.
pub struct Typed<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// What to type.
    pub label: &'a str,
    /// What it is counted in.
    pub unit: &'a str,
    /// Whether the on-screen keyboard needs more than digits.
    pub decimal: bool,
    /// What is to be said of it; empty where nothing is.
    pub fault: &'a str,
    /// Whether it cannot be right.
    pub wrong: bool,
}

/// A labelled input for a number. Its message belongs into the group around it: [`faults`].
pub fn typed(row: &Row, number: &Typed) -> El {
    let place = number.cell.key();
    let value = row.cell(number.cell);
    row.note(What::Value, place, value);
    row.note(What::Wrong, place, if number.wrong { "1" } else { "" });
    row.note(What::Fault, place, number.fault);
    if !row.drawn {
        return El::NONE;
    }
    let id = row.id(place);
    let input = El::new("input")
        .class("num")
        .attr("id", &id)
        .attr("inputmode", if number.decimal { "decimal" } else { "numeric" })
        .attr("autocomplete", "off")
        .attr("maxlength", LONGEST)
        .attr("enterkeyhint", "next")
        .attr("data-cell", place)
        .value(value);
    let input = if number.wrong {
        input.attr("aria-invalid", "true").attr("aria-describedby", &row.id(&error_place(place)))
    } else {
        input
    };
    El::new("div")
        .class("field")
        .mark("data-invalid", number.wrong)
        .child(El::new("label").attr("for", &id).text(number.label))
        .child(
            El::new("div").class("box").child(input).child(El::new("span").class("unit").text(number.unit)),
        )
}

/// A number field of a rule, without its message.
pub fn number(row: &Row, field: &NumberField) -> El {
    let cell = Cell::Fact(field.key.clone());
    let fault = row.fault(&field.key).map(|fault| errors::fault(row.language, fault)).unwrap_or_default();
    // The keyboard of digits alone has neither a point nor a minus.
    let decimal = field.places > 0 || field.may_be_negative;
    typed(
        row,
        &Typed {
            cell: &cell,
            label: &field.label,
            unit: &field.unit,
            decimal,
            fault: &fault,
            wrong: !fault.is_empty(),
        },
    )
}

/// What is wrong with the fields of a group, each in words, behind what the group holds.
pub fn faults(row: &Row, group: El, fields: &[&NumberField]) -> El {
    if !row.drawn {
        return group;
    }
    let found = fields.iter().filter_map(|field| {
        let fault = row.fault(&field.key)?;
        Some(error_of(row, field.key.as_str(), &errors::fault(row.language, fault)))
    });
    group.children(found)
}

/// A labelled text area.
pub struct Text<'a> {
    /// The cell.
    pub cell: &'a Cell,
    /// What to write.
    pub label: &'a str,
    /// What it is for, below the label.
    pub help: &'a str,
    /// An example in the empty field.
    pub placeholder: &'a str,
    /// What it shows.
    pub value: &'a str,
}

/// A labelled text area that grows with its text.
pub fn text_area(row: &Row, text: &Text) -> El {
    let place = text.cell.key();
    row.note(What::Value, place, text.value);
    if !row.drawn {
        return El::NONE;
    }
    let id = row.id(place);
    let help_id = format!("{id}-help");
    let area = El::new("textarea").class("area").attr("id", &id).attr("rows", "2").attr("maxlength", LONGEST);
    let area = area.attr("data-cell", place);
    let area = if text.placeholder.is_empty() { area } else { area.attr("placeholder", text.placeholder) };
    let (area, help) = if text.help.is_empty() {
        (area, El::NONE)
    } else {
        let help = El::new("p").class("help").attr("id", &help_id).text(text.help);
        (area.attr("aria-describedby", &help_id), help)
    };
    El::new("div")
        .class("field wide")
        .child(El::new("label").attr("for", &id).text(text.label))
        .child(area.value(text.value))
        .child(help)
}

/// A compulsory reason for a fact.
pub fn reason(row: &Row, key: &FieldKey, label: &str, placeholder: &str) -> El {
    let cell = Cell::Fact(key.clone());
    text_area(row, &Text { cell: &cell, label, help: "", placeholder, value: row.fact(key) })
}

/// The buttons of a choice that has its name elsewhere: native radio buttons, so that arrow keys and screen readers
/// work by themselves. Backspace or Delete takes the choice back, for blank is not an answer.
pub fn segmented(row: &Row, key: &FieldKey, labelled_by: &str, offers: &[Offer]) -> El {
    let (place, chosen) = (key.as_str(), row.fact(key));
    let group = format!("{place}-choice");
    row.note(What::Choice, &group, chosen);
    if !row.drawn {
        return El::NONE;
    }
    let name = row.id(place);
    let buttons = offers.iter().map(|offer| {
        let input = El::new("input")
            .attr("type", "radio")
            .attr("name", &name)
            .attr("value", &offer.value)
            .attr("data-cell", place)
            .checked(offer.value == chosen);
        let words = El::new("span").text(&offer.label);
        let words = match &offer.detail {
            Some(detail) => words.child(El::new("small").class("num").text(detail)),
            None => words,
        };
        El::new("label").class(offer.tone.class()).child(input).child(words)
    });
    El::new("div")
        .class("seg")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", labelled_by)
        .attr("id", &row.id(&group))
        .children(buttons)
}

/// One choice of a few, named by a visible legend.
pub fn choice(row: &Row, key: &FieldKey, legend: &str, offers: &[Offer]) -> El {
    let legend_id = format!("{}-legend", row.id(key.as_str()));
    let buttons = segmented(row, key, &legend_id, offers);
    let legend = row.el("span").class("legend").attr("id", &legend_id).text(legend);
    row.el("div").class("field choice-field").child(legend).child(buttons)
}

/// What a judgement offers.
pub fn verdicts(row: &Row, judged: &Judged) -> Vec<Offer> {
    let mut offers =
        vec![Offer::new("yes", &judged.yes, Tone::Good), Offer::new("no", &judged.no, Tone::Bad)];
    if judged.may_not_apply {
        offers.push(Offer::new("na", row.general().not_applicable, Tone::Apart));
    }
    offers
}

/// A button for what the rows' listener does: see `act`.
pub fn button(row: &Row, class: &str, act: &str, at: &str) -> El {
    row.el("button").class(class).attr("type", "button").attr("data-do", act).attr("data-at", at)
}
