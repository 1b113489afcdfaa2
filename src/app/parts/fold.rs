//! A disclosure whose body is built when it is first opened.
//! May import Leptos and `live`. Read next: any page.

use leptos::prelude::*;

use super::live::{change, part_if};

/// A `<details>` with the words that open it and what builds its body.
pub fn fold(title: &'static str, body: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let opened = RwSignal::new(false);
    let open = move |_| {
        if !opened.get_untracked() {
            opened.set(true);
        }
    };
    view! {
        <details class="fold" on:toggle=change(open)>
            <summary>{title}</summary>
            <div class="fold-body">{part_if(move || opened.get(), body)}</div>
        </details>
    }
    .into_any()
}
