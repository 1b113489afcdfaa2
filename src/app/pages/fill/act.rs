//! What a press in a row does: each button names its act and what it is about in `data-do` and `data-at`, so that
//! one listener serves all rows. May import `state`, `rows`' parts and the library. Read next: `rows`.

use gongping::assessment::{Cell, Edit, Sheet};
use gongping::number::{Exact, parse_typed};
use gongping::rubric::fields::extra_name_key;
use gongping::rubric::{FieldKey, IndicatorIx};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement};

use crate::app::state::open::OpenAssessment;
use crate::app::words::fill::Fill;

/// What is to be done to a row.
pub enum Act {
    /// Write these cells as one step.
    Write(Vec<Edit>),
    /// Close a part, and then write these cells as one step.
    Close(String, Vec<Edit>),
    /// Open a part.
    Open(String),
    /// Open a part, or close it.
    Toggle(String),
}

/// What a pressed button asks for; `None` for one that is not ours.
pub fn act(open: &OpenAssessment, at: IndicatorIx, button: &Element, words: &Fill) -> Option<Act> {
    let named = |name: &str| button.get_attribute(name).unwrap_or_default();
    let about = named("data-at");
    let write = |cell: Cell, value: String| Edit { indicator: at, cell, value };
    Some(match named("data-do").as_str() {
        "fold" => Act::Toggle(about),
        "open" => Act::Open(about),
        "clear" => {
            let cells = named("data-cells");
            let cells = cells.split(' ').filter_map(Cell::from_key);
            Act::Close(about, cells.map(|cell| write(cell, String::new())).collect())
        }
        "met" => {
            let keys = about.split(' ').map(FieldKey::new);
            let open = keys.filter(|key| open.with_sheet(at, |sheet| sheet.fact(key).is_empty()));
            Act::Write(open.map(|key| write(Cell::Fact(key), "yes".to_owned())).collect())
        }
        "add" => {
            // An item stands with a name of its own from the start, so that it is stored at once.
            let taken = open.with_sheet(at, Sheet::added_items);
            let number = (1..=99).find(|number| !taken.contains(number))?;
            Act::Write(vec![write(
                Cell::Fact(extra_name_key(number)),
                format!("{} {number}", words.item_default),
            )])
        }
        "step" => {
            let cell = Cell::from_key(&about)?;
            let figure = |name| Exact::parse_canonical(&named(name));
            let typed = parse_typed(&open.text(at, &cell)).ok().flatten();
            let next = &typed.or_else(|| figure("data-from"))? + &figure("data-by")?;
            let next = figure("data-most").map_or(next.clone(), |most| next.at_most(&most));
            Act::Write(vec![write(cell, next.at_least(&figure("data-least")?).to_string())])
        }
        _ => return None,
    })
}

/// The element of an event.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The row an element stands in.
pub fn row_of(element: &Element) -> Option<IndicatorIx> {
    let card = element.closest("[data-row]").ok().flatten()?;
    card.get_attribute("data-row")?.parse().ok().map(IndicatorIx)
}

/// The cell an event's field writes.
pub fn cell_of(event: &Event) -> Option<(IndicatorIx, Element, Cell)> {
    let field = target(event)?;
    let cell = Cell::from_key(&field.get_attribute("data-cell")?)?;
    Some((row_of(&field)?, field, cell))
}

/// Whether a field's answer is chosen rather than typed.
pub fn is_chosen(field: &Element) -> bool {
    is_radio(field) || field.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "checkbox")
}

/// Whether a field is one of several to choose from.
pub fn is_radio(field: &Element) -> bool {
    field.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "radio")
}
