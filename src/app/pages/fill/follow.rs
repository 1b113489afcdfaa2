//! Has the elements of a row follow a change: what a row showed before and what it shows now, place by place, and
//! only the places that differ are written. Parts that come or go are taken from a fresh drawing of the row, so
//! that what stays, stays as it is, with the keyboard and the caret in it.
//! May import `parts::element` and `web_sys`. Read next: `rows`, which calls this.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::row::{Row, Slot, What};
use crate::app::parts::element::{El, set_attribute, set_value};

/// The classes of the lines at the end of a card's body, by their place.
pub const LINES: [(&str, &str); 4] =
    [("why", "why num"), ("full", "why"), ("missing", "why missing"), ("blank", "why missing")];

/// Writes what differs. `redraw` draws the row as it is now.
pub fn follow(card: &Element, row: &Row, before: &[Slot], after: &[Slot], redraw: impl FnOnce() -> El) {
    let differs = |(at, slot): (usize, &Slot)| {
        let then = match before.get(at) {
            Some(same) if same.what == slot.what && same.place == slot.place => Some(same),
            _ => before.iter().find(|one| one.what == slot.what && one.place == slot.place),
        };
        match then {
            Some(then) => then.value != slot.value,
            // A place that was not there came with its part, and shows what it should.
            None => slot.what == What::Part,
        }
    };
    let changed: Vec<&Slot> =
        after.iter().enumerate().filter(|&(at, slot)| differs((at, slot))).map(|(_, slot)| slot).collect();
    let gone = |slot: &&Slot| {
        slot.what == What::Part && !after.iter().any(|one| one.what == What::Part && one.place == slot.place)
    };
    let reshaped =
        changed.iter().any(|slot| slot.what == What::Part) || before.iter().any(|slot| gone(&slot));
    if reshaped && let Some(fresh) = redraw().get() {
        merge(card, fresh);
    }
    for slot in changed {
        write(card, row, slot);
    }
}

fn write(card: &Element, row: &Row, slot: &Slot) {
    let value = slot.value.as_str();
    match slot.what {
        What::Part => {}
        What::Line => line(card, row, &slot.place, value),
        What::State if slot.place.is_empty() => set_attribute(card, "data-state", Some(value)),
        What::Fault => fault(row, &slot.place, value),
        _ => {
            let Some(element) = document().get_element_by_id(&row.id(&slot.place)) else { return };
            match slot.what {
                What::Text => set_text(&element, value),
                What::Value => set_value(&element, value),
                What::Choice => choose(&element, value),
                What::Ticked => {
                    if let Some(tick) = element.dyn_ref::<HtmlInputElement>() {
                        tick.set_checked(!value.is_empty());
                    }
                }
                What::State => set_attribute(&element, "data-state", (!value.is_empty()).then_some(value)),
                What::Class => element.set_class_name(value),
                What::Hidden => set_attribute(&element, "hidden", (!value.is_empty()).then_some("")),
                What::Expanded => {
                    set_attribute(
                        &element,
                        "aria-expanded",
                        Some(if value.is_empty() { "false" } else { "true" }),
                    );
                }
                What::Wrong => mark_wrong(&element, &row.id(&error_place(&slot.place)), !value.is_empty()),
                What::Part | What::Line | What::Fault => {}
            }
        }
    }
}

/// Changes the text of an element that holds nothing else, where it can without making a new text.
pub fn set_text(element: &Element, value: &str) {
    match element.first_child() {
        Some(text) => text.set_node_value(Some(value)),
        None => element.set_text_content(Some(value)),
    }
}

/// Ticks the radio button of that value, and no other.
fn choose(group: &Element, value: &str) {
    let Ok(buttons) = group.query_selector_all("input") else { return };
    let buttons = (0..buttons.length()).filter_map(|at| buttons.get(at)?.dyn_into::<HtmlInputElement>().ok());
    for button in buttons {
        let chosen = !value.is_empty() && button.value() == value;
        if button.checked() != chosen {
            button.set_checked(chosen);
        }
    }
}

/// A line at the end of the body; the lines stand in the order of [`LINES`].
fn line(card: &Element, row: &Row, place: &str, value: &str) {
    let find = |place: &str| document().get_element_by_id(&row.id(place));
    match (find(place), value.is_empty()) {
        (Some(there), true) => there.remove(),
        (Some(there), false) => set_text(&there, value),
        (None, true) => {}
        (None, false) => {
            let Ok(Some(body)) = card.query_selector(".card-body") else { return };
            let mut after = LINES.iter().skip_while(|(name, _)| *name != place).skip(1);
            let next = after.find_map(|(name, _)| find(name));
            if let Some(made) = line_of(row, place, value).get() {
                // The next line is a child of this very body.
                let _ = body.insert_before(made, next.as_deref());
            }
        }
    }
}

/// The element of a line.
pub fn line_of(row: &Row, place: &str, value: &str) -> El {
    let class = LINES.iter().find(|(name, _)| *name == place).map_or("why", |(_, class)| class);
    El::new("p")
        .class(class)
        .attr("id", &row.id(place))
        .attr("data-part", place)
        .attr("data-testid", place)
        .text(value)
}

/// The message of a field, announced as it appears.
fn fault(row: &Row, place: &str, value: &str) {
    let Some(field) = document().get_element_by_id(&row.id(place)) else { return };
    match (document().get_element_by_id(&row.id(&error_place(place))), !value.is_empty()) {
        (Some(there), false) => there.remove(),
        (Some(there), true) => set_text(&there, value),
        (None, false) => {}
        (None, true) => {
            if let Ok(Some(group)) = field.closest(".facts")
                && let Some(made) = error_of(row, place, value).get()
            {
                // An element can be appended to any other.
                let _ = group.append_child(made);
            }
        }
    }
}

/// The field's own word, for a screen reader, that it is wrong and where that is explained.
fn mark_wrong(field: &Element, error: &str, wrong: bool) {
    set_attribute(field, "aria-invalid", wrong.then_some("true"));
    set_attribute(field, "aria-describedby", wrong.then_some(error));
    if let Ok(Some(around)) = field.closest(".field") {
        set_attribute(&around, "data-invalid", wrong.then_some(""));
    }
}

/// The element of a message.
pub fn error_of(row: &Row, place: &str, value: &str) -> El {
    let place = error_place(place);
    let error = El::new("p").class("error").attr("role", "alert");
    error.attr("id", &row.id(&place)).attr("data-part", &place).text(value)
}

/// Where the message of a field stands.
pub fn error_place(place: &str) -> String {
    format!("{place}-error")
}

/// Brings parts that came or went from a fresh drawing into the one that is shown.
fn merge(shown: &Element, fresh: &Element) {
    let (mut old, mut new) = (shown.first_element_child(), fresh.first_element_child());
    loop {
        let (here, coming) = (part_of(old.as_ref()), part_of(new.as_ref()));
        match (&old, &new) {
            (Some(stale), _) if here.as_ref().is_some_and(|part| !comes(new.as_ref(), part)) => {
                let next = stale.next_element_sibling();
                stale.remove();
                old = next;
            }
            (_, Some(made)) if coming.is_some() && coming != here => {
                let next = made.next_element_sibling();
                // The place is a child of this very element, or its end.
                let _ = shown.insert_before(made, old.as_deref());
                new = next;
            }
            (Some(one), Some(other)) => {
                merge(one, other);
                let after = (one.next_element_sibling(), other.next_element_sibling());
                (old, new) = after;
            }
            _ => return,
        }
    }
}

/// The name of a part.
fn part_of(element: Option<&Element>) -> Option<String> {
    element?.get_attribute("data-part")
}

/// Whether a part is among an element and those after it.
fn comes(first: Option<&Element>, part: &str) -> bool {
    let mut next = first.cloned();
    while let Some(element) = next {
        if element.get_attribute("data-part").as_deref() == Some(part) {
            return true;
        }
        next = element.next_element_sibling();
    }
    false
}
