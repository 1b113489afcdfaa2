//! How far something is, as a ring. It only repeats figures that stand beside it.
//! Read next: `toast`.

use leptos::prelude::*;

use super::icon::icon;

/// A ring with the percentage in it, or a tick when everything is done.
#[component]
pub fn Ring(
    /// How many are done.
    done: usize,
    /// Of how many.
    of: usize,
) -> impl IntoView {
    let percent = share(done, of);
    view! {
        <span class="ring num" aria-hidden="true" style=("--v", format!("{percent}%"))>
            {if percent == 100 { icon("check").into_any() } else { format!("{percent}%").into_any() }}
        </span>
    }
}

/// A share in whole percent, 0 to 100, rounded down so that 100 means all.
pub fn share(done: usize, of: usize) -> usize {
    done.saturating_mul(100).checked_div(of).unwrap_or(0).min(100)
}
