//! The foot of a card: the printed rule, the reading chosen, points to look at, factors, note and override.
//! Bodies are built when they are first opened, so that a form of thousands of rows starts fast.
//! May import `state` through `row`, `fields`, `words` and the library. Read next: `nav`.

use gongping::assessment::Cell;
use gongping::rubric::{Indicator, Reading};
use gongping::score::sentence::{Language, reason};
use gongping::score::{OverrideFault, Overriding};
use leptos::prelude::*;

use super::row::Row;
use crate::app::fields::number::NumberInput;
use crate::app::fields::text::TextArea;
use crate::app::parts::fold::fold;
use crate::app::parts::live::{part, part_if, press, text, truth};
use crate::app::state::{general, language};
use crate::app::words::errors;
use crate::app::words::fill::{self, Fill};

/// The foot of a card.
pub fn foot(row: &Row, indicator: &Indicator) -> AnyView {
    let words = Fill::of(language());
    let readings = (!indicator.readings.is_empty()).then(|| {
        let readings = indicator.readings.clone();
        fold(words.readings, move || reading_list(&readings))
    });
    let hints = (!indicator.hints.is_empty()).then(|| {
        let hints = indicator.hints.clone();
        fold(words.hints, move || hint_list(&hints))
    });
    let factors = {
        let row = row.clone();
        fold(words.factors, move || factors(&row))
    };
    let note = {
        let row = row.clone();
        fold(words.note, move || note(&row))
    };
    view! {
        <footer class="card-foot">
            <p class="rule"><span class="chip">{indicator.rule_text.clone()}</span></p>
            {readings} {hints} {factors} {note} {override_part(row, indicator)}
        </footer>
    }
    .into_any()
}

/// Readings with their reasons.
pub fn reading_list(readings: &[Reading]) -> AnyView {
    let words = Fill::of(language());
    readings
        .iter()
        .map(|reading| {
            let others: Vec<&str> = reading.others().map(|other| other.trim_end_matches('。')).collect();
            let others = (!others.is_empty()).then(|| {
                let others = others.join("；");
                view! { <p>{words.reading_else}{general().colon}{others}</p> }
            });
            view! {
                <div class="reading">
                    <p>{reading.question.clone()}</p>
                    <b>{reading.in_force().to_owned()}</b>
                    <p>{words.reading_why}{general().colon}{reading.why.clone()}</p>
                    {others}
                </div>
            }
        })
        .collect_view()
        .into_any()
}

fn hint_list(hints: &[String]) -> AnyView {
    let lines = hints.iter().map(|hint| view! { <li>{hint.clone()}</li> }).collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}

/// The text of the form's last column: the engine's draft until the person writes another.
fn factors(row: &Row) -> AnyView {
    let words = Fill::of(language());
    let own = row.cell(Cell::Factors);
    let draft = {
        let row = row.clone();
        // The form is an official paper in Chinese, whatever the language of the screen.
        Memo::new(move |_| row.score(|score| reason(&score.computed.trace, Language::Chinese)))
    };
    let text = Signal::derive(move || own.with(|own| if own.is_empty() { draft.get() } else { own.clone() }));
    let restore = {
        let row = row.clone();
        press(move || row.set(Cell::Factors, String::new()))
    };
    view! {
        <TextArea
            id=row.element("#factors")
            label=words.factors.to_owned()
            help=words.factors_help
            value=text
            on_input=row.setter(Cell::Factors)
        />
        <div class="actions" hidden=truth(move || own.with(String::is_empty))>
            <button class="btn quiet" type="button" on:click=restore>{words.factors_restore}</button>
        </div>
    }
    .into_any()
}

fn note(row: &Row) -> AnyView {
    let words = Fill::of(language());
    view! {
        <TextArea
            id=row.element("#note")
            label=words.note.to_owned()
            help=words.note_help
            value=row.cell(Cell::Note)
            on_input=row.setter(Cell::Note)
        />
    }
    .into_any()
}

/// The button that begins an override, or the override itself.
fn override_part(row: &Row, indicator: &Indicator) -> AnyView {
    let words = Fill::of(language());
    let begun = RwSignal::new(false);
    let start = press(move || begun.set(true));
    let shown = {
        let row = row.clone();
        Memo::new(move |_| begun.get() || row.score(|score| score.overriding != Overriding::None))
    };
    let form = {
        let (row, indicator) = (row.clone(), indicator.clone());
        part_if(move || shown.get(), move || override_form(&row, &indicator, begun))
    };
    view! {
        <button class="link" type="button" hidden=truth(move || shown.get()) on:click=start>{words.override_begin}</button>
        {form}
    }
    .into_any()
}

fn override_form(row: &Row, indicator: &Indicator, begun: RwSignal<bool>) -> AnyView {
    let words = Fill::of(language());
    let title_id = format!("{}-title", row.element("override"));
    let fault = {
        let row = row.clone();
        Memo::new(move |_| {
            row.score(|score| match &score.overriding {
                Overriding::Pending(fault) => Some(fault.clone()),
                Overriding::None | Overriding::InForce { .. } => None,
            })
        })
    };
    let wrong_points = Signal::derive(move || {
        matches!(fault.get(), Some(OverrideFault::NotANumber | OverrideFault::OutOfRange { .. }))
    });
    let computed = {
        let (row, places) = (row.clone(), row.open.rubric().places());
        text(move || {
            let points =
                row.score(|score| score.computed.points.as_ref().map(|points| points.display(places)));
            fill::computed(language(), points.as_deref())
        })
    };
    let drop_override = {
        let row = row.clone();
        press(move || {
            begun.set(false);
            let cleared = |cell| (cell, String::new());
            row.set_all(vec![cleared(Cell::OverridePoints), cleared(Cell::OverrideReason)]);
        })
    };
    let points_id = row.element("#override");
    let error_id = format!("{points_id}-error");
    let message = part(move || match fault.get() {
        None => ().into_any(),
        Some(fault) => {
            let sentence = errors::override_fault(language(), &fault);
            view! { <p class="error" role="alert" id=error_id.clone()>{sentence}</p> }.into_any()
        }
    });
    view! {
        <div class="override wide" role="group" aria-labelledby=title_id>
            <h4 id=title_id.clone()>{words.override_title}</h4>
            <p class="hush">{computed}</p>
            <div class="facts">
                <NumberInput
                    id=points_id
                    label=fill::override_label(language(), &indicator.points)
                    unit=words.points_unit.to_owned()
                    decimal=true
                    value=row.cell(Cell::OverridePoints)
                    invalid=wrong_points
                    on_input=row.setter(Cell::OverridePoints)
                />
                {message}
            </div>
            <TextArea
                id=row.element("#override.reason")
                label=words.override_reason.to_owned()
                placeholder=words.override_reason_hint
                value=row.cell(Cell::OverrideReason)
                on_input=row.setter(Cell::OverrideReason)
            />
            <div class="actions">
                <button class="btn quiet" type="button" on:click=drop_override>{words.override_drop}</button>
            </div>
        </div>
    }
    .into_any()
}
