//! What stands above every page: that there is a newer version, and what an address without encryption lacks.
//! May import `state`, `effects`, `parts` and `words`. Read next: `effects::updating`.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::effects::updating;
use crate::app::parts::live::{part, press, text, truth, word};
use crate::app::state::language;
use crate::app::state::offline::{Newer, Offline, Readiness, Step, offline};
use crate::app::words::offline as words;

/// The message about another version, while there is one.
pub fn newer() -> AnyView {
    let offline = offline();
    let shown = Memo::new(move |_| !offline.later.get() && offline.newer.get() != Newer::None);
    part(move || if shown.get() { message(offline) } else { ().into_any() }).into_any()
}

fn message(offline: Offline) -> AnyView {
    let words = words::Offline::of(language());
    // The keyboard goes back to where it was before the message was answered.
    let before = StoredValue::new_local(None::<HtmlElement>);
    let remember = move |event: FocusEvent| {
        let from = event.related_target().and_then(|from| from.dyn_into::<HtmlElement>().ok());
        if from.as_ref().is_some_and(|from| from.closest(".news").ok().flatten().is_none()) {
            before.set_value(from);
        }
    };
    let go_back = move || {
        if let Some(before) = before.get_value() {
            // An element that is gone leaves the keyboard where it is.
            let _ = before.focus();
        }
    };
    let can_update = truth(move || offline.newer.get() != Newer::Broken);
    let says = text(move || said(words, offline).to_owned());
    view! {
        <div class="toast news" data-testid="newer" on:focusin=remember on:mousedown=|event| event.prevent_default()>
            <span>{says}</span>
            <button
                class="btn"
                type="button"
                hidden=truth(move || !can_update.get())
                disabled=truth(move || offline.step.get() == Step::UnderWay)
                on:click=press(move || {
                    go_back();
                    updating::update(offline);
                })
            >
                {words.update}
            </button>
            <button class="btn" type="button" on:click=press(move || {
                go_back();
                offline.later.set(true);
            })>
                {word(move || if can_update.get() { words.later } else { words.understood })}
            </button>
        </div>
    }
    .into_any()
}

fn said(words: &'static words::Offline, offline: Offline) -> &'static str {
    match (offline.step.get(), offline.newer.get()) {
        (Step::UnderWay, _) => words.under_way,
        (Step::Unsaved, _) => words.unsaved,
        (Step::Stuck, _) => words.stuck,
        (Step::Asking, Newer::Broken) => words.broken,
        (Step::Asking, Newer::Elsewhere) => words.elsewhere,
        (Step::Asking, Newer::Waiting | Newer::None) => words.waiting,
    }
}

/// What an address without encryption lacks, until it was read.
pub fn plain_http() -> AnyView {
    let offline = offline();
    part(move || {
        let words = words::Offline::of(language());
        if !offline.plain.get() {
            return ().into_any();
        }
        view! {
            <div class="notice plain" data-testid="plain-http">
                <div class="banner" role="note">
                    <p>{words.plain_banner}</p>
                    <button class="btn" type="button" on:click=press(move || offline.plain_read())>
                        {words.understood}
                    </button>
                </div>
            </div>
        }
        .into_any()
    })
    .into_any()
}

/// The row of the settings: whether the app opens without a server, with which version, and the newer one.
pub fn setting() -> AnyView {
    let (offline, language) = (offline(), language());
    let words = words::Offline::of(language);
    let says = text(move || match offline.readiness.get() {
        Readiness::Ready(kept) => words::ready(language, &kept.version, kept.at),
        Readiness::Arriving => words.arriving.to_owned(),
        Readiness::Incomplete => words.incomplete.to_owned(),
        Readiness::NotOverPlainHttp => words.plain_http.to_owned(),
        Readiness::NotHere => words.not_here.to_owned(),
    });
    let waits = truth(move || !matches!(offline.newer.get(), Newer::Waiting | Newer::Elsewhere));
    view! {
        <div class="setting" data-testid="offline" data-ready=truth(move || offline.readiness.with(|now| matches!(now, Readiness::Ready(_))))>
            <div>
                <b>{words.title}</b>
                <p>{says}</p>
                <p hidden=waits>{words.newer}</p>
            </div>
            <button class="btn" type="button" hidden=waits on:click=press(move || updating::update(offline))>
                {words.update}
            </button>
        </div>
    }
    .into_any()
}
