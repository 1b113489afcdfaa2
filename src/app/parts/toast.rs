//! A short message at the foot of the screen, with at most one thing to do about it.
//! Read next: `icon`.

use super::live::press;
use leptos::prelude::*;

use super::icon::icon;
use crate::app::words::general::General;

/// A message.
#[component]
pub fn Toast(
    /// What happened.
    text: String,
    /// What can be done about it: the button's text and its effect.
    action: Option<(String, Callback<()>)>,
    /// Takes the message away.
    on_close: Callback<()>,
    /// The words of the language shown.
    words: &'static General,
) -> impl IntoView {
    let action = action.map(|(label, act)| {
        view! {
            <button
                class="btn"
                type="button"
                on:click=press(move || {
                    on_close.run(());
                    act.run(());
                })
            >
                {label}
            </button>
        }
    });
    view! {
        <div class="toast">
            <span>{text}</span>
            {action}
            <button class="btn icon" type="button" aria-label=words.close on:click=press(move || on_close.run(()))>
                {icon("close")}
            </button>
        </div>
    }
}
