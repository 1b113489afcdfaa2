//! The bar on top of a page: the way back, the page's name, and a line below it where there is more to say.
//! May import Leptos. Read next: `icon`.

use leptos::prelude::*;

use super::icon::icon;

/// The bar. `name` says where the way back leads.
pub fn bar(back: &str, name: &'static str, title: &str, below: Option<Signal<String>>) -> AnyView {
    let below = below.map(|below| view! { <p class="topbar-sub">{below}</p> });
    view! {
        <header class="topbar">
            <a class="btn quiet icon" href=back.to_owned() aria-label=name title=name>{icon("back")}</a>
            <div class="topbar-title"><h1>{title.to_owned()}</h1>{below}</div>
        </header>
    }
    .into_any()
}
