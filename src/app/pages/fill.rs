//! The fill page: the rows of the form with their controls, the sections beside them, the total in sight.
//! May import `state`, `effects`, `parts`, `words` and the library. Read next: `fill/rows`.

use std::cell::RefCell;
use std::rc::Rc;

use gongping::score::sentence::Language;

use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::{Element, Event};

use crate::app::effects::session::Session;
use crate::app::effects::turns::Turns;
use crate::app::parts::element::El;
use crate::app::parts::listener::Listener;
use crate::app::state::open::OpenAssessment;
use crate::app::state::{general, language};
use crate::app::words::fill::Fill;
use crate::app::words::general::General;

mod act;
mod bar;
mod card;
mod controls;
mod due;
mod fields;
mod follow;
mod foot;
mod items;
mod nav;
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
type Kept = Rc<RefCell<Option<(Vec<Listener>, Turns)>>>;

/// The page of one open assessment.
pub fn fill_page(session: &Session) -> AnyView {
    let kept: SendWrapper<(OpenAssessment, Kept)> = SendWrapper::new((session.open.clone(), Kept::default()));
    let ending = kept.clone();
    on_cleanup(move || {
        let (open, kept) = ending.take();
        open.watch(None);
        kept.replace(None);
    });
    let language = language();
    let drawn = html::div().class("fill").directive(
        move |place: Element, kept: SendWrapper<(OpenAssessment, Kept)>| {
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
        <div class="app">{bar::bar(session)} {bar::banners(session)} {drawn}</div>
    }
    .into_any()
}

/// Draws the form into its place: the sections, the rows, the totals.
fn form(place: &Element, open: &OpenAssessment, language: Language) -> (Vec<Listener>, Turns) {
    let end = El::new("p").class("empty").mark("hidden", true).text(Fill::of(language).none_open);
    let main = El::new("main").class("rows").attr("id", "rows").attr("tabindex", "-1");
    let main = main.children(about(open, language)).child(end.clone());
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
    let rows = Rc::new(Rows::new(open.clone(), language, (main, end), nav, totals));
    open.watch(Some(rows.clone()));
    let on = |name: &'static str, act: fn(&Rows, &Event)| {
        let rows = rows.clone();
        Listener::on(place, name, move |event| act(&rows, event))
    };
    let listeners = vec![
        on("input", Rows::on_input),
        on("change", Rows::on_change),
        on("click", Rows::on_click),
        on("keydown", Rows::on_key),
    ];
    (listeners, rows.go_on())
}

/// What the stage means for the targets, the readings that concern the whole form, and where its text comes from.
fn about(open: &OpenAssessment, language: Language) -> Vec<El> {
    let words = Fill::of(language);
    let rubric = open.rubric();
    let scale = open.stage().and_then(|stage| stage.scale.as_ref());
    let scale = scale.map_or(El::NONE, |scale| El::new("p").class("banner info").text(&scale.note));
    let source = rubric.source();
    let note = source.note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
    let from = format!("{}{}{}{note}", words.source, General::of(language).colon, source.title);
    let body = El::new("div")
        .class("fold-body")
        .child(foot::reading_list(language, rubric.readings()))
        .child(El::new("p").class("hush").text(&from));
    let title = El::new("summary").text(words.about_rubric);
    vec![scale, El::new("details").class("fold").child(title).child(body)]
}
