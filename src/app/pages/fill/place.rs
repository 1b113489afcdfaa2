//! Where the person is on the page: looked up before the page is built anew after a change of the rubric or loaded again
//! for a newer version, and gone back to in the new one. May import `rows`, `effects`, `parts` and `web_sys`. Read next: `effects::adjusting`.

use leptos::prelude::{document, request_animation_frame, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use super::about::ABOUT;
use super::rows::Rows;
use crate::app::effects::adjusting::Place;
use crate::app::parts::element::focus;

/// How many frames the page takes to come to rest.
const FRAMES: u32 = 4;

/// Where the person is.
pub fn place_of(rows: &Rows) -> Place {
    let here =
        document().active_element().filter(|element| element.closest(".fill").ok().flatten().is_some());
    let about = document().get_element_by_id(ABOUT).filter(|fold| fold.has_attribute("open"));
    Place {
        focus: here.as_ref().map(Element::id).filter(|id| !id.is_empty()),
        beside: here.as_ref().and_then(beside),
        caret: here.as_ref().and_then(caret),
        top: here.as_ref().map(top).unwrap_or_default(),
        scrolled: window().scroll_y().unwrap_or_default(),
        opened: rows.opened(),
        folds: about.map(|fold| fold.id()).into_iter().collect(),
    }
}

/// The lines of a place as the note that goes over to the page when it is loaded again: the element, the one beside it,
/// the caret, two distances and the folds. A line for each row with parts opened follows. Ids have no blanks.
const LINES: usize = 6;

/// Writes the note.
#[expect(
    clippy::cast_possible_truncation,
    reason = "fractions of a pixel are left out, and the cast saturates"
)]
pub fn note_of(place: Place) -> String {
    let caret = place.caret.map(|at| at.to_string()).unwrap_or_default();
    let (top, scrolled) = ((place.top as i32).to_string(), (place.scrolled as i32).to_string());
    let (focus, beside) = (place.focus.unwrap_or_default(), place.beside.unwrap_or_default());
    let mut lines = vec![focus, beside, caret, top, scrolled, place.folds.join(" ")];
    lines.extend(place.opened.iter().map(|(row, parts)| format!("{row} {}", parts.join(" "))));
    lines.join("\n")
}

/// Reads it.
pub fn read_note(note: &str) -> Option<Place> {
    let lines: Vec<&str> = note.split('\n').collect();
    let [focus, beside, caret, top, scrolled, folds] = *lines.first_chunk::<LINES>()?;
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let id = |line: &str| Some(line.to_owned()).filter(|id| !id.is_empty());
    let pixels = |line: &str| line.parse().map(i32::into).unwrap_or_default();
    let opened = lines.iter().skip(LINES).filter_map(|line| {
        let (row, parts) = line.split_once(' ')?;
        Some((row.parse().ok()?, words(parts)))
    });
    Some(Place {
        focus: id(focus),
        beside: id(beside),
        caret: caret.parse().ok(),
        top: pixels(top),
        scrolled: pixels(scrolled),
        opened: opened.collect(),
        folds: words(folds),
    })
}

/// Where the caret stands in a field of text.
fn caret(element: &Element) -> Option<u32> {
    if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
        return field.selection_end().ok().flatten();
    }
    element.dyn_ref::<HtmlTextAreaElement>()?.selection_end().ok().flatten()
}

/// Puts it there. A field that is no text has none.
fn put_caret(element: &Element, at: u32) {
    if let Some(field) = element.dyn_ref::<HtmlInputElement>() {
        let _ = field.set_selection_range(at, at);
    } else if let Some(field) = element.dyn_ref::<HtmlTextAreaElement>() {
        let _ = field.set_selection_range(at, at);
    }
}

/// The id of what stands around an element and stays: the row's readings, the form's, or the list of changes.
fn beside(element: &Element) -> Option<String> {
    let around = |selector: &str| element.closest(selector).ok().flatten();
    if let Some(row) = around("[data-row]") {
        return Some(format!("{}.fold.readings", row.id()));
    }
    around(&format!("#{ABOUT}")).map(|fold| format!("{}.title", fold.id()))
}

/// Goes back to it, once the page is there.
pub fn go_back_to(rows: &Rows, place: &Place) {
    let by_id = |id: &Option<String>| id.as_ref().and_then(|id| document().get_element_by_id(id));
    if let Some(id) = &place.beside
        && let Some(row) = id.strip_suffix(".fold.readings")
    {
        rows.draw_until(row);
    }
    let found = by_id(&place.focus).or_else(|| by_id(&place.beside));
    let Some(element) = found else {
        window().scroll_to_with_x_and_y(0.0, place.scrolled);
        if place.focus.is_some()
            && let Some(rest) =
                document().get_element_by_id("changes").or_else(|| document().get_element_by_id("rows"))
        {
            focus(&rest);
        }
        return;
    };
    focus(&element);
    if let Some(at) = place.caret {
        put_caret(&element, at);
    }
    // Rows out of sight are laid out only as they come near, which moves the element again.
    keep_at(element, place.top, FRAMES);
}

/// Holds an element at a distance from the top of the window, for some frames.
#[expect(clippy::float_arithmetic, reason = "a browser's pixels have fractions; no score comes of them")]
fn keep_at(element: Element, distance: f64, frames: u32) {
    window().scroll_by_with_x_and_y(0.0, top(&element) - distance);
    if let Some(left) = frames.checked_sub(1) {
        request_animation_frame(move || keep_at(element, distance, left));
    }
}

/// How far below the top of the window an element stands.
fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}
