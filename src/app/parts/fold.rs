//! A disclosure whose body is built when it is first opened.
//! May import Leptos alone. Read next: any page.

use leptos::prelude::*;

/// A `<details>` with a lazily built body.
#[component]
pub fn Fold<F>(
    /// The words that open it.
    title: &'static str,
    /// Builds the body.
    body: F,
) -> impl IntoView
where
    F: Fn() -> AnyView + Send + 'static,
{
    let opened = RwSignal::new(false);
    let built = move || opened.get().then(&body);
    view! {
        <details class="fold" on:toggle=move |_| {
            if !opened.get_untracked() {
                opened.set(true);
            }
        }>
            <summary>{title}</summary>
            <div class="fold-body">{built}</div>
        </details>
    }
}
