//! The app: what a person sees and touches. May import the library and Leptos. Read next: `state`, then `pages`.

use leptos::prelude::*;

mod effects;
mod platform;

/// Shows the app in the page's body.
pub fn start() {
    console_error_panic_hook::set_once();
    mount_to_body(|| view! { <main><p>"公评"</p></main> });
}
