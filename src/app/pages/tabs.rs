//! The band above a page whose assessment another tab edits, and above one whose last words were not stored because
//! another tab had taken over.
//! May import `effects`, `parts`, `words` and the library. Read next: `fill/locked.rs`.

use gongping::editing::ownership::events::Standing;
use leptos::prelude::*;

use crate::app::effects::kept::Kept;
use crate::app::effects::ownership::Sharing;
use crate::app::effects::session::Session;
use crate::app::parts::live::{part, press};
use crate::app::state::{general, language};
use crate::app::words::tabs::{self as words, Tabs};

/// The bands, where there is something to say.
pub fn band(session: &Session) -> AnyView {
    let Some(sharing) = session.sharing().cloned() else { return ().into_any() };
    let (kept, own) = (sharing.clone(), session.clone());
    let is_saved = session.saving().is_some();
    view! {
        <div class="tabs" role="status">{part(move || standing(&sharing, is_saved))}</div>
        <div class="tabs">{part(move || kept_band(&kept, &own))}</div>
    }
    .into_any()
}

/// Who edits, where it is not this tab. A page that saves says itself that it no longer can.
fn standing(sharing: &Sharing, is_saved: bool) -> AnyView {
    let words = Tabs::of(language());
    if sharing.is_too_new() {
        if is_saved {
            return ().into_any();
        }
        // A browser that refuses to load the page again has a button of its own for it.
        let reload = press(|| drop(window().location().reload()));
        let button = view! { <button class="btn" type="button" on:click=reload>{words.reload}</button> };
        return notice("banner bad", words.too_new.to_owned(), button.into_any());
    }
    match sharing.standing() {
        Standing::Following if sharing.kept().is_none() => {
            let sharing = sharing.clone();
            let take = press(move || sharing.take_over(false));
            let button =
                view! { <button class="btn primary" type="button" on:click=take>{words.edit_here}</button> };
            notice("banner info", words.follows.to_owned(), button.into_any())
        }
        Standing::TakingOver => notice("banner info", words.taking_over.to_owned(), ().into_any()),
        Standing::Gone => notice("banner bad", words.gone.to_owned(), ().into_any()),
        Standing::Asking | Standing::Editing | Standing::HandingOver { .. } | Standing::Following => {
            ().into_any()
        }
    }
}

/// What was typed here and is not stored, or has been typed again.
fn kept_band(sharing: &Sharing, session: &Session) -> AnyView {
    let words = Tabs::of(language());
    let forget = |label: &'static str| {
        let sharing = sharing.clone();
        let forget = press(move || sharing.forget_kept());
        view! { <button class="btn quiet" type="button" on:click=forget>{label}</button> }
    };
    if let Some(kept) = sharing.kept() {
        let count = kept.count();
        let (export, session) =
            (move |kept: &Kept, session: &Session| session.export_kept(kept), session.clone());
        let taking = sharing.clone();
        let buttons = view! {
            <button class="btn" type="button" on:click=press(move || export(&kept, &session))>
                {words.export_page}
            </button>
            <button class="btn primary" type="button" on:click=press(move || taking.take_over(true))>
                {words.rewrite}
            </button>
            {forget(words.discard)}
        };
        return notice("banner bad", words::kept(language(), count), buttons.into_any());
    }
    let rows = sharing.rewritten();
    if rows.is_empty() {
        return ().into_any();
    }
    let buttons = forget(general().close).into_any();
    notice("banner info", words::rewritten(language(), &rows), buttons)
}

fn notice(class: &'static str, text: String, buttons: AnyView) -> AnyView {
    view! {
        <section class="notice" aria-label=general().notice>
            <div class=class><p>{text}</p>{buttons}</div>
        </section>
    }
    .into_any()
}
