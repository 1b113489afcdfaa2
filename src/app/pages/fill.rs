//! The fill page: the rows of the form with their controls, the sections beside them, the total in sight.
//! May import `state`, `effects`, `parts`, `words` and the library. Read next: `fill/rows`.

use std::cell::RefCell;
use std::rc::Rc;

use gongping::score::sentence::Language;

use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::{Element, Event};

use super::later::files_dialog;
use crate::app::effects::session::Session;
use crate::app::effects::turns::Turns;
use crate::app::pages::tabs;
use crate::app::parts::element::El;
use crate::app::parts::listener::Listener;
use crate::app::state::offline::offline;
use crate::app::state::{general, language};
use crate::app::words::fill::Fill;

mod about;
mod act;
mod adjusting;
mod bar;
mod card;
mod changes;
mod controls;
mod due;
mod fields;
mod follow;
mod foot;
mod items;
mod locked;
mod nav;
mod place;
mod row;
mod rows;
mod rule;
mod scales;
mod standing;
mod totals;

use nav::Nav;
use rows::Rows;
use totals::Totals;

/// What keeps the form alive for as long as the page is shown.
type Kept = Rc<RefCell<Option<(Rc<Rows>, Vec<Listener>, Turns)>>>;

/// The page of one open assessment.
pub fn fill_page(session: &Session) -> AnyView {
    let kept: SendWrapper<(Session, Kept)> = SendWrapper::new((session.clone(), Kept::default()));
    let ending = kept.clone();
    on_cleanup(move || {
        let (session, kept) = ending.take();
        session.open.watch(None);
        if let Some((rows, ..)) = kept.take() {
            session.reopening.leave(place::place_of(&rows));
        }
    });
    let language = language();
    locked::follow(session);
    let drawn = html::div().class("fill").directive(
        move |place: Element, kept: SendWrapper<(Session, Kept)>| {
            kept.1.replace(Some(form(&place, &kept.0, language)));
        },
        kept,
    );
    view! {
        <a class="btn skip" href="#rows" on:click=move |event| {
            // The hash is the route: jump without it.
            event.prevent_default();
            nav::go_to("rows");
        }>{general().skip}</a>
        <div class="app">{bar::bar(session)} {tabs::band(session)} {bar::banners(session)} {drawn}</div>
        {files_dialog()}
    }
    .into_any()
}

/// Draws the form into its place: the sections, the rows, the totals.
fn form(place: &Element, session: &Session, language: Language) -> (Rc<Rows>, Vec<Listener>, Turns) {
    let (open, updates) = (&session.open, offline());
    let back = || updates.came_from().and_then(|note| place::read_note(&note));
    let before = session.reopening.place().or_else(back);
    let end = El::new("p").class("empty").mark("hidden", true).text(Fill::of(language).none_open);
    let main = El::new("main").class("rows").attr("id", "rows").attr("tabindex", "-1");
    let about_open = before.as_ref().is_some_and(|before| before.folds.iter().any(|id| id == about::ABOUT));
    let (head, about_listener) = about::about(open, language, about_open);
    let main = main.children(head).child(end.clone());
    let now = open.now();
    let nav = Rc::new(Nav::new(open.rubric(), language, &now));
    let totals = Totals::new(open.rubric(), language, &now);
    drop(now);
    nav.watch_sections();
    for part in [&nav.root, &main, &totals.root] {
        if let Some(part) = part.get() {
            // An element can be appended to any other.
            let _ = place.append_child(part);
        }
    }
    let opened = before.as_ref().map(|before| before.opened.clone()).unwrap_or_default();
    let rows = Rc::new(Rows::new(session.clone(), language, (main, end), (nav, totals), opened));
    open.watch(Some(rows.clone()));
    let here = rows.clone();
    updates.leave_with(Rc::new(move || place::note_of(place::place_of(&here))));
    let on = |name: &'static str, act: fn(&Rows, &Event)| {
        let rows = rows.clone();
        Listener::on(place, name, move |event| act(&rows, event))
    };
    let mut listeners = vec![
        on("input", Rows::on_input),
        on("change", Rows::on_change),
        on("click", Rows::on_click),
        on("keydown", Rows::on_key),
    ];
    listeners.extend(about_listener);
    if open.is_locked() {
        locked::lock(place, true);
    }
    if let Some(before) = before {
        let rows = rows.clone();
        // Before the next frame, when all of it is in the page.
        request_animation_frame(move || place::go_back_to(&rows, &before));
    }
    let turns = rows.go_on();
    (rows, listeners, turns)
}
