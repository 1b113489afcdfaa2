//! The blank form of a rubric, to be printed and filled in by hand. It is Chinese whatever language the app speaks.
//! May import `state`, `parts`, `words` and the library. Read next: `pages::print`, which lays the form out.

use gongping::exchange::Known;
use gongping::report::blank_form;
use gongping::rubric::StageId;
use leptos::prelude::*;

use super::detail::with_rubric;
use crate::app::pages::print::form_sheet;
use crate::app::parts::icon::icon;
use crate::app::parts::live::{change, part, press};
use crate::app::parts::title::name_document;
use crate::app::route::Route;
use crate::app::state::{general, language};
use crate::app::words::rubrics::Words;

/// The page with the blank form of a rubric.
pub fn blank_page(key: &str) -> AnyView {
    with_rubric(key, page)
}

fn page(known: &Known, key: &str) -> AnyView {
    let (words, rubric) = (Words::of(language()), known.rubric.clone());
    name_document(&format!("{}-{}", rubric.title(), words.blank_title));
    let first = rubric.stages().first().map_or_else(|| StageId::new(""), |stage| stage.id.clone());
    let stage = RwSignal::new(first);
    let offered: Vec<AnyView> = rubric
        .stages()
        .iter()
        .map(|one| {
            let id = one.id.to_string();
            view! { <option value=id>{one.name.clone()}</option> }.into_any()
        })
        .collect();
    let choose = change(move |event| stage.set(StageId::new(&event_target_value(&event))));
    let sheet = part(move || {
        let form = stage.with(|stage| blank_form(&rubric, stage));
        form_sheet(None, form, (), RwSignal::new(false)).into_any()
    });
    // A browser without a print window has nothing to offer instead.
    let print = press(|| drop(window().print()));
    view! {
        <div class="app desk">
            <header class="topbar">
                <a
                    class="btn quiet icon"
                    href=Route::Rubric(key.to_owned()).hash()
                    aria-label=general().back
                    title=general().back
                >
                    {icon("back")}
                </a>
                <div class="topbar-title"><h1>{words.blank_title}</h1></div>
                <button class="btn primary" type="button" on:click=print>{icon("print")}{general().print}</button>
            </header>
            <main>
                <div class="banner info" role="note">
                    <p>{words.blank_help}</p>
                    <label class="box pull" for="blank-stage">
                        <span class="hush">{words.stage}</span>
                        <select id="blank-stage" on:change=choose>{offered}</select>
                    </label>
                </div>
                <div class="frame" tabindex="0" role="region" aria-label=words.blank_title>
                    <div class="leaf">{sheet}</div>
                </div>
            </main>
        </div>
    }
    .into_any()
}
