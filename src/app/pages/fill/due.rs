//! The line below a target that a stage scales: the whole project's figure, what is due by now, and the form with
//! which the person sets another figure, with a compulsory reason.
//! May import `state` through `row`, `fields`, `words` and the library. Read next: `controls`.

use gongping::assessment::Cell;
use gongping::rubric::FieldKey;
use gongping::rubric::rule::Adjust;
use gongping::score::Due;
use leptos::prelude::*;

use super::controls::number;
use super::row::Row;
use crate::app::fields::text::TextArea;
use crate::app::parts::live::{part_if, press, text, truth};
use crate::app::state::language;
use crate::app::words::fill::{self, Fill};

/// The line; empty where no stage scales the target or there is no figure to scale yet.
pub fn due_line(
    row: &Row,
    adjust: &Adjust,
    due: impl Fn() -> Option<Due> + Send + Sync + 'static,
) -> AnyView {
    let words = Fill::of(language());
    let stage = row.open.stage().map(|stage| stage.name.clone()).unwrap_or_default();
    let unit = adjust.value.unit.clone();
    let due = Memo::new(move |_| due());
    let by_hand = row.fact(&adjust.value.key);
    let reason = row.fact(&adjust.why);
    let opened = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        opened.get() || by_hand.with(|text| !text.is_empty()) || reason.with(|text| !text.is_empty())
    });
    let sentence = text(move || match due.get() {
        None => String::new(),
        Some(due) => {
            let (whole, in_force) = (due.whole.to_string(), due.in_force.to_string());
            fill::due(language(), &whole, &in_force, &unit, &stage)
        }
    });
    let form = {
        let (row, adjust) = (row.clone(), adjust.clone());
        part_if(move || shown.get(), move || adjust_form(&row, &adjust, opened))
    };
    view! {
        <p class="target num" hidden=truth(move || due.with(Option::is_none))>
            <span>{sentence}</span>
            <button class="link" type="button" hidden=truth(move || shown.get()) on:click=press(move || opened.set(true))>
                {words.due_adjust}
            </button>
        </p>
        {form}
    }
    .into_any()
}

fn adjust_form(row: &Row, adjust: &Adjust, opened: RwSignal<bool>) -> AnyView {
    let words = Fill::of(language());
    let restore = {
        let (row, adjust) = (row.clone(), adjust.clone());
        press(move || {
            opened.set(false);
            let cleared = |key: &FieldKey| (Cell::Fact(key.clone()), String::new());
            row.set_all(vec![cleared(&adjust.value.key), cleared(&adjust.why)]);
        })
    };
    view! {
        <div class="adjust">
            <div class="facts">{number(row, &adjust.value)}</div>
            <TextArea
                id=row.element(adjust.why.as_str())
                label=words.due_why.to_owned()
                placeholder=words.due_why_hint
                value=row.fact(&adjust.why)
                on_input=row.fact_setter(&adjust.why)
            />
            <div class="actions">
                <button class="btn quiet" type="button" on:click=restore>{words.due_restore}</button>
            </div>
        </div>
    }
    .into_any()
}
