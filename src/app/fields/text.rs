//! A labelled text area that grows with its text.
//! May import `parts`. Read next: `pages::fill`.

use leptos::prelude::*;

use super::LONGEST;
use crate::app::parts::live::change;

/// A labelled text area.
#[component]
pub fn TextArea(
    /// The element's id.
    id: String,
    /// What to write.
    label: String,
    /// What it is for, below the label.
    #[prop(optional)]
    help: Option<&'static str>,
    /// An example in the empty field.
    #[prop(optional)]
    placeholder: Option<&'static str>,
    /// The text as it stands.
    value: Signal<String>,
    /// Called with each new text.
    on_input: Callback<String>,
) -> impl IntoView {
    let help_id = help.map(|_| format!("{id}-help"));
    view! {
        <div class="field wide">
            <label for=id.clone()>{label}</label>
            <textarea
                id=id
                class="area"
                rows="2"
                maxlength=LONGEST
                placeholder=placeholder
                aria-describedby=help_id.clone()
                prop:value=value
                on:input=change(move |event| on_input.run(event_target_value(&event)))
            ></textarea>
            {help.map(|help| view! { <p class="help" id=help_id>{help}</p> })}
        </div>
    }
}
