//! One choice of a few, as a row of native radio buttons: arrow keys and screen readers work by themselves.
//! Backspace or Delete takes the choice back, for blank is not an answer.
//! May import `parts`. Read next: `text`.

use leptos::prelude::*;

use crate::app::parts::live::{change, truth};

/// One of the values offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second, smaller text: the marks of a level.
    pub detail: Option<String>,
    /// How it looks when chosen.
    pub tone: Tone,
}

/// How a chosen value looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing lost.
    Good,
    /// Partly lost.
    Middle,
    /// Lost.
    Bad,
    /// Not applicable.
    Apart,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Good => "",
            Self::Middle => "mid",
            Self::Bad => "no",
            Self::Apart => "na",
        }
    }
}

impl Offer {
    /// An offer without a second text.
    pub fn new(value: &str, label: &str, tone: Tone) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), detail: None, tone }
    }
}

/// A row of radio buttons. The caller gives the group its name through `labelled_by`, the id of a visible text.
#[component]
pub fn Segmented(
    /// The group's name, unique on the page.
    name: String,
    /// The id of the element that names the group.
    labelled_by: String,
    /// What is offered, in order.
    offers: Vec<Offer>,
    /// The chosen value; blank for none.
    value: Signal<String>,
    /// Called with the new value; with blank when the choice is taken back.
    on_choose: Callback<String>,
) -> impl IntoView {
    let buttons = offers
        .into_iter()
        .map(|offer| {
            let (is_chosen, choose) = (offer.value.clone(), offer.value.clone());
            view! {
                <label class=offer.tone.class()>
                    <input
                        type="radio"
                        name=name.clone()
                        value=offer.value
                        prop:checked=truth(move || value.with(|chosen| *chosen == is_chosen))
                        on:change=change(move |_| on_choose.run(choose.clone()))
                    />
                    <span>{offer.label}{offer.detail.map(|detail| view! { <small class="num">{detail}</small> })}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div
            class="seg"
            role="radiogroup"
            aria-labelledby=labelled_by
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "Backspace" | "Delete") {
                    event.prevent_default();
                    on_choose.run(String::new());
                }
            }
        >
            {buttons}
        </div>
    }
}
