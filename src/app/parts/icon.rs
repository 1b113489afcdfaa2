//! An icon out of the strip `public/icons/ui.svg`. It only repeats what a text or a name says.
//! Read next: `menu`.

use leptos::prelude::*;

/// The icon of that name in the strip; `styles.css` lists the names.
pub fn icon(name: &'static str) -> impl IntoView {
    view! { <span class=format!("i i-{name}") aria-hidden="true"></span> }
}
