//! A typed number with its unit. What is typed goes out as it stands; whether it is a number is the engine's to say.
//! May import `parts`. Read next: `choice`.

use leptos::prelude::*;

use super::LONGEST;
use crate::app::parts::live::{change, mark};

/// A labelled input for a number.
#[component]
pub fn NumberInput(
    /// The element's id; its message has the same with `-error`.
    id: String,
    /// What to type.
    label: String,
    /// What it is counted in.
    unit: String,
    /// Whether decimals make sense, for the on-screen keyboard.
    decimal: bool,
    /// The text as it stands.
    value: Signal<String>,
    /// Whether the engine objects.
    invalid: Signal<bool>,
    /// Called with each new text.
    on_input: Callback<String>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = Signal::derive(move || invalid.get().then(|| error_id.clone()));
    view! {
        <div class="field" data-invalid=mark(move || invalid.get().then_some(""))>
            <label for=id.clone()>{label}</label>
            <div class="box">
                <input
                    id=id
                    class="num"
                    inputmode=if decimal { "decimal" } else { "numeric" }
                    autocomplete="off"
                maxlength=LONGEST
                    enterkeyhint="next"
                    aria-invalid=mark(move || invalid.get().then_some("true"))
                    aria-describedby=described
                    prop:value=value
                    on:input=change(move |event| on_input.run(event_target_value(&event)))
                />
                <span class="unit">{unit}</span>
            </div>
        </div>
    }
}
