//! How far something is, as a bar or a ring. Both only repeat figures that stand beside them.
//! Read next: `toast`.

use leptos::prelude::*;

use super::icon::icon;

/// A bar. `look` is its class: `meter`, with `thick` or `bonus` where it is to be so.
#[component]
pub fn Meter(
    /// How far, as a percentage of the bar: `53%`.
    share: Signal<String>,
    /// The class.
    look: &'static str,
) -> impl IntoView {
    view! {
        <span class=look aria-hidden="true">
            <i style=("--v", share)></i>
        </span>
    }
}

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
