//! The factors of one row: on paper plain text, on the screen a text area that holds what the person wrote, or
//! the engine's draft while nothing was written.
//! May import `state`, `words` and the library. Read next: `annex`.

use crate::app::fields::LONGEST;
use crate::app::parts::live::{press, text, truth};
use gongping::assessment::{Cell, Edit};
use gongping::report::Row;
use gongping::rubric::IndicatorIx;
use gongping::score::Overriding;
use gongping::score::sentence::{Language, reason};
use leptos::prelude::*;

use super::Editable;
use crate::app::state::language;
use crate::app::state::open::OpenAssessment;
use crate::app::words::print::Print;

/// The factors of a row; while they are locked, another tab edits them.
pub(super) fn factors((open, locked): Editable, row: &Row) -> impl IntoView + use<> {
    let words = Print::of(language());
    let at = row.indicator;
    // What stands below the person's words or the draft says what was set by hand, and is not open to editing.
    let fixed = if row.overridden { fixed_lines(open, row) } else { Vec::new() };
    let fixed = fixed.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    // While it is being typed into, the area shows what was typed, even nothing.
    let typing = RwSignal::new(None::<String>);
    let own = RwSignal::new(open.text(at, &Cell::Factors));
    let drafted = draft(open, at);
    let shown = {
        let drafted = drafted.clone();
        Signal::derive(move || {
            let own = own.get();
            if own.trim().is_empty() { drafted.clone() } else { own }
        })
    };
    let set = {
        let open = open.clone();
        Callback::new(move |value: String| {
            // The draft itself needs no words of the person's own.
            let value = if value == drafted { String::new() } else { value };
            own.set(value.clone());
            open.edit(vec![Edit { indicator: at, cell: Cell::Factors, value }]);
        })
    };
    let name = open
        .indicator(at)
        .map_or_else(String::new, |indicator| format!("{} {}", indicator.number, indicator.label));
    view! {
        <p class="factors-text">{shown}</p>
        <textarea
            class="factors-edit"
            rows="1"
            readonly=locked
            maxlength=LONGEST
            aria-label=format!("{} {name}", words.factors)
            prop:value=text(move || typing.get().unwrap_or_else(|| shown.get()))
            on:input=move |event| {
                let text = event_target_value(&event);
                typing.set(Some(text.clone()));
                set.run(text);
            }
            on:blur=move |_| typing.set(None)
        ></textarea>
        <button
            class="link factors-restore"
            type="button"
            aria-label=format!("{} {name}", words.restore)
            hidden=truth(move || locked.get() || own.with(|own| own.trim().is_empty()))
            on:click=press(move || {
                typing.set(None);
                set.run(String::new());
            })
        >
            {words.restore}
        </button>
        {fixed}
    }
}

/// What the engine would say: nothing while the row has no score of its own.
fn draft(open: &OpenAssessment, at: IndicatorIx) -> String {
    let now = open.now();
    match now.score(at) {
        Some(score) if score.computed.points.is_some() => reason(&score.computed.trace, Language::Chinese),
        _ => String::new(),
    }
}

/// The lines behind the person's words or the draft.
fn fixed_lines(open: &OpenAssessment, row: &Row) -> Vec<String> {
    let set_by_hand = open
        .now()
        .score(row.indicator)
        .is_some_and(|score| matches!(score.overriding, Overriding::InForce { .. }));
    let own = open.text(row.indicator, &Cell::Factors);
    let before = if own.trim().is_empty() { draft(open, row.indicator) } else { own.trim().to_owned() };
    if set_by_hand { row.factors.iter().skip(before.lines().count()).cloned().collect() } else { Vec::new() }
}
