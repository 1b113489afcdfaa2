//! The top bar of the fill page: where one is, whether everything is saved, undo and redo, print and export; and
//! the banners below it.
//! May import `state`, `effects`, `parts`, `words` and the library. Read next: `nav`.

use gongping::editing::SaveState;
use leptos::prelude::*;
use leptos::{ev, html};
use web_sys::Element;

use crate::app::effects::autosave::Autosave;
use crate::app::effects::session::Session;
use crate::app::parts::element::El;
use crate::app::parts::live::{press, text, truth};
use crate::app::parts::menu::{Menu, MenuButton, MenuLink};
use crate::app::parts::shown::Shown;
use crate::app::route::Route;
use crate::app::state::open::OpenAssessment;
use crate::app::state::{general, language};
use crate::app::words::general::role;
use crate::app::words::journal::Journal;
use crate::app::words::saving;
use crate::app::words::tabs::Tabs;

/// The top bar.
pub fn bar(session: &Session) -> AnyView {
    let (words, open) = (general(), &session.open);
    let (name, id) = (open.clone(), open.id());
    let stage = open.stage().map(|stage| stage.name.clone()).unwrap_or_default();
    let print = Route::Print(id).hash();
    let export = session.clone();
    keys(open);
    view! {
        <header class="topbar">
            <a class="btn quiet icon" href=Route::Home.hash() aria-label=words.back_home title=words.back_home>
                <span class="i i-back" aria-hidden="true"></span>
            </a>
            <div class="topbar-title">
                <h1>{name.project().name}</h1>
                <p class="topbar-sub">
                    <span class="wide-only">{format!("{} · ", open.rubric().title())}</span>
                    {format!("{stage} · {}", role(language(), open.role()))}
                </p>
            </div>
            {saved_chip(session)}
            {step_buttons(open)}
            <a class="btn quiet wide-only" href=print.clone()>
                <span class="i i-print" aria-hidden="true"></span>
                {words.print}
            </a>
            <button class="btn wide-only" type="button" on:click=press(move || export.export(None))>
                <span class="i i-export" aria-hidden="true"></span>
                {words.export}
            </button>
            {more(session, print)}
        </header>
    }
    .into_any()
}

/// Undo and redo.
fn step_buttons(open: &OpenAssessment) -> AnyView {
    let words = general();
    let (undo_on, redo_on) = (open.clone(), open.clone());
    let (undo, redo) = (open.clone(), open.clone());
    view! {
        <button
            class="btn quiet icon"
            type="button"
            aria-label=words.undo
            title=words.undo_keys
            disabled=truth(move || !undo_on.steps().undo)
            on:click=press(move || undo.undo())
        >
            <span class="i i-undo" aria-hidden="true"></span>
        </button>
        <button
            class="btn quiet icon wide-only"
            type="button"
            aria-label=words.redo
            title=words.redo_keys
            disabled=truth(move || !redo_on.steps().redo)
            on:click=press(move || redo.redo())
        >
            <span class="i i-redo" aria-hidden="true"></span>
        </button>
    }
    .into_any()
}

/// What a small screen has no room for.
fn more(session: &Session, print: String) -> AnyView {
    let words = general();
    let (open, export) = (session.open.clone(), session.clone());
    let redo = Callback::new(move |()| open.redo());
    let sealed = export.clone();
    let export = Callback::new(move |()| export.export(None));
    let sealed = Callback::new(move |()| sealed.export_sealed());
    let edit = session.project_id().map(|project| Route::Edit(project).hash());
    let journal = session.saving().map(|_| Route::Journal(session.open.id()).hash());
    view! {
        <Menu id="fill-menu".to_owned() label=words.more.to_owned()>
            <MenuButton sign="redo" label=words.redo on_choose=redo/>
            <MenuLink sign="print" label=words.print_form href=print.clone()/>
            <MenuButton sign="export" label=words.export_file on_choose=export/>
            <MenuButton sign="lock" label=words.export_sealed on_choose=sealed/>
            {edit.clone().map(|edit| view! { <MenuLink sign="pen" label=words.edit_project href=edit/> })}
            {journal.clone().map(|journal| {
                view! { <MenuLink sign="undo" label=Journal::of(language()).title href=journal/> }
            })}
            <hr/>
            <MenuLink sign="gear" label=words.settings href=Route::Settings.hash()/>
        </Menu>
    }
    .into_any()
}

/// Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z), for as long as the page is shown. A text field's own undo would leave the
/// store behind, so these go to ours everywhere on the page.
fn keys(open: &OpenAssessment) {
    let open = open.clone();
    let listener = window_event_listener(ev::keydown, move |event| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) => open.undo(),
            ("z", true) | ("y", false) => open.redo(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
}

/// The state of saving, as it is.
fn saved_chip(session: &Session) -> AnyView {
    let words = general();
    let Some(saving) = session.saving() else {
        return match session.sharing() {
            Some(_) => view! {
                <p class="saved chip num" data-testid="saved" data-state="still">
                    {Tabs::of(language()).only_see}
                </p>
            }
            .into_any(),
            None => view! { <p class="saved chip seal">{words.sample}</p> }.into_any(),
        };
    };
    let language = language();
    let chip = html::p().class("saved chip num").attr("data-testid", "saved");
    let follow = move |chip: Element, saving: Autosave| {
        let chip = El::from(chip);
        let (mark, text) = (Shown::attribute(&chip, "data-state"), Shown::text(&chip));
        let mark = move |state: &SaveState| {
            mark.set(match state {
                SaveState::Saved { .. } => "saved",
                SaveState::Saving => "saving",
                SaveState::Failed { .. } => "failed",
                SaveState::NotLoaded | SaveState::ReadOnly { .. } => "still",
            });
        };
        saving.follow(mark, move |state| text.set(&saving::state(language, state)));
    };
    chip.directive(follow, saving.clone()).into_any()
}

/// What the person must know before typing on: this is a sample, or something is not saved.
pub fn banners(session: &Session) -> AnyView {
    let words = general();
    let Some(saving) = session.saving() else {
        if session.sharing().is_some() {
            return cautions(session);
        }
        return view! {
            <section class="notice" aria-label=words.notice>
                <p class="banner" role="note">{words.sample_notice}</p>
            </section>
        }
        .into_any();
    };
    let (failing, language) = (saving.trouble(), language());
    let trouble = Memo::new(move |_| {
        failing
            .with(|failing| failing.as_ref().map(|(why, unsaved)| saving::trouble(language, why, *unsaved)))
    });
    let (retry, export) = (saving.clone(), session.clone());
    view! {
        {cautions(session)}
        <div class="notice" hidden=truth(move || trouble.with(Option::is_none))>
            <div class="banner bad" role="alert">
                <p>{text(move || trouble.get().unwrap_or_default())}</p>
                <button class="btn" type="button" on:click=press(move || export.export(None))>{words.export_file}</button>
                <button class="btn" type="button" on:click=press(move || retry.retry())>{words.retry}</button>
            </div>
        </div>
    }
    .into_any()
}

fn cautions(session: &Session) -> AnyView {
    if session.cautions().is_empty() {
        return ().into_any();
    }
    let lines = session.cautions().iter().map(|caution| view! { <p>{caution.clone()}</p> });
    view! {
        <section class="notice" aria-label=general().notice>
            <div class="banner" role="note">{lines.collect_view()}</div>
        </section>
    }
    .into_any()
}
