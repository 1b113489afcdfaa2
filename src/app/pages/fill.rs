//! The fill page: the rows of the form with their controls, the sections beside them, the total in sight.
//! May import `state`, `effects`, `fields`, `parts`, `words` and the library. Read next: `fill/card`.

use gongping::rubric::{Child, Section, SectionIx};
use leptos::prelude::*;

use crate::app::effects::session::Session;
use crate::app::parts::fold::fold;
use crate::app::parts::live::truth;
use crate::app::state::open::OpenAssessment;
use crate::app::state::{general, language};
use crate::app::words::fill::{self, Fill};

mod bar;
mod card;
mod controls;
mod due;
mod foot;
mod items;
mod nav;
mod row;
mod rule;
mod totals;

/// The page of one open assessment.
pub fn fill_page(session: &Session) -> AnyView {
    let open = &session.open;
    let open_only = RwSignal::new(false);
    let sections = open
        .rubric()
        .top_sections()
        .map(|(at, section)| top_section(open, at, section, open_only))
        .collect_view();
    let none_left = {
        let open = open.clone();
        move || open_only.get() && open.base().is_complete() && open.bonus().is_complete()
    };
    view! {
        <a class="btn skip" href="#rows" on:click=move |event| {
            // The hash is the route: jump without it.
            event.prevent_default();
            nav::go_to("rows");
        }>{general().skip}</a>
        <div class="app">
            {bar::bar(session)}
            {bar::banners(session)}
            <div class="fill">
                {nav::nav(open, open_only)}
                <main class="rows" id="rows" tabindex="-1">
                    {about(open)}
                    {sections}
                    <p class="empty" hidden=truth(move || !none_left())>{Fill::of(language()).none_open}</p>
                </main>
                {totals::totals(open)}
            </div>
        </div>
    }
    .into_any()
}

/// The readings that concern the whole form, and where its text comes from.
fn about(open: &OpenAssessment) -> AnyView {
    let words = Fill::of(language());
    let rubric = open.rubric().clone();
    let scale = open.stage().and_then(|stage| stage.scale.as_ref()).map(|scale| scale.note.clone());
    let body = move || {
        let source = rubric.source();
        view! {
            {foot::reading_list(rubric.readings())}
            <p class="hush">
                {words.source} {general().colon} {source.title.clone()}
                {source.note.clone().map(|note| format!(" {note}"))}
            </p>
        }
        .into_any()
    };
    view! {
        {scale.map(|note| view! { <p class="banner info">{note}</p> })}
        {fold(words.about_rubric, body)}
    }
    .into_any()
}

fn top_section(
    open: &OpenAssessment,
    at: SectionIx,
    section: &Section,
    open_only: RwSignal<bool>,
) -> AnyView {
    let heading = format!("{}-heading", nav::section_id(at));
    let rows = open.rubric().indicators_below(at);
    let size = fill::section_size(language(), &section.points, rows.len());
    view! {
        <section class="section" id=nav::section_id(at) aria-labelledby=heading>
            <div class="section-head">
                <h2 id=heading.clone() tabindex="-1">{section.name.clone()}</h2>
                <p class="num">{size}</p>
            </div>
            {children(open, section, open_only)}
        </section>
    }
    .into_any()
}

/// The rows of a section, and its sections with a heading of their own, at any depth.
fn children(open: &OpenAssessment, section: &Section, open_only: RwSignal<bool>) -> AnyView {
    let child = |child: &Child| match *child {
        Child::Indicator(at) => card::card(open, at, open_only),
        Child::Section(at) => open.rubric().section(at).map(|below| {
            view! {
                <div class="section-head"><h3>{below.name.clone()}</h3></div>
                {children(open, below, open_only)}
            }
            .into_any()
        }),
    };
    section.children.iter().filter_map(child).collect_view().into_any()
}
