//! What stands above every page: that there is a newer version, and what an address without encryption lacks.
//! May import `state`, `effects`, `parts` and `words`. Read next: `effects::updating`.

use gongping::score::sentence::Language;
use leptos::ev::FocusEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::effects::updating;
use crate::app::parts::live::{part, press, text, truth, word};
use crate::app::state::offline::{Newer, Offline, Readiness, Shown, Step, offline};
use crate::app::state::{app, general, language};
use crate::app::words::offline::{Offline as Words, ready};

/// The message about another version, while there is one.
pub fn newer() -> AnyView {
    let offline = offline();
    let is_shown = Memo::new(move |_| {
        let shown = offline.get();
        !shown.is_put_off && shown.newer != Newer::None
    });
    let message = part(move || if is_shown.get() { message(offline) } else { ().into_any() });
    view! { <div class="news" role="status">{message}</div> }.into_any()
}

fn message(offline: Offline) -> AnyView {
    let words = Words::of(language_followed());
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
    let is_broken = move || offline.get().newer == Newer::Broken;
    view! {
        <div class="banner" data-testid="newer" on:focusin=remember on:mousedown=|event| event.prevent_default()>
            <p>{word(move || said(words, &offline.get()))}</p>
            <button
                class="btn primary"
                type="button"
                hidden=truth(is_broken)
                disabled=truth(move || offline.get().step == Step::UnderWay)
                on:click=press(move || {
                    go_back();
                    updating::update(offline);
                })
            >
                {words.update}
            </button>
            <button class="btn" type="button" on:click=press(move || {
                go_back();
                offline.change(|shown| shown.is_put_off = true);
            })>
                {word(move || if is_broken() { words.understood } else { words.later })}
            </button>
        </div>
    }
    .into_any()
}

fn said(words: &'static Words, shown: &Shown) -> &'static str {
    match (shown.step, shown.newer) {
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
    let is_shown = Memo::new(move |_| offline.get().is_plain);
    part(move || {
        let words = Words::of(language_followed());
        if !is_shown.get() {
            return ().into_any();
        }
        view! {
            <section class="notice plain" aria-label=general().notice data-testid="plain-http">
                <div class="banner" role="note">
                    <p>{words.plain_banner}</p>
                    <button class="btn" type="button" on:click=press(move || offline.plain_read())>
                        {words.understood}
                    </button>
                </div>
            </section>
        }
        .into_any()
    })
    .into_any()
}

/// What stands above every page is not built anew with the page, so it follows the language by itself.
fn language_followed() -> Language {
    app().language.get()
}

/// The row of the settings: whether the app opens without a server, with which version, and the newer one.
pub fn setting() -> AnyView {
    let (offline, language) = (offline(), language());
    let words = Words::of(language);
    let says = text(move || match offline.get().readiness {
        Readiness::Ready(kept) => ready(language, &kept.version, kept.at),
        Readiness::Arriving => words.arriving.to_owned(),
        Readiness::Incomplete => words.incomplete.to_owned(),
        Readiness::NotOverPlainHttp => words.plain_http.to_owned(),
        Readiness::NotHere => words.not_here.to_owned(),
    });
    let waits = truth(move || !matches!(offline.get().newer, Newer::Waiting | Newer::Elsewhere));
    let is_ready = truth(move || matches!(offline.get().readiness, Readiness::Ready(_)));
    view! {
        <div class="setting" data-testid="offline" data-ready=is_ready>
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
