//! The projects, with a search over all of them. Only the first ones are on the page until more are asked for,
//! so that thousands stay quick.
//! May import `state`, `parts`, `words` and the library. Read next: `entry`.

use std::sync::Arc;

use crate::app::parts::live::{part, press, text, truth};
use gongping::number::parse_typed;
use leptos::prelude::*;

use super::entry::{Doomed, delete_dialog, entry};
use crate::app::parts::icon::icon;
use crate::app::route::{self, Route};
use crate::app::state::library::{Contents, Shelf, Shelved, library};
use crate::app::state::notices::notices;
use crate::app::state::{general, language};
use crate::app::words::bin;
use crate::app::words::care::Care;
use crate::app::words::home::{self, Home};

/// How many projects are shown at first: more than two screens.
const AT_FIRST: usize = 20;

/// How many more are shown each time.
const MORE: usize = 50;

/// The list of projects.
pub(super) fn list() -> AnyView {
    let words = Home::of(language());
    let (library, notices) = (library(), notices());
    let search = RwSignal::new(String::new());
    let shown = RwSignal::new(AT_FIRST);
    let doomed = RwSignal::new(None::<Doomed>);
    let contents = Memo::new(move |_| match library.shelf() {
        Shelf::Ready(contents) => contents,
        Shelf::Loading | Shelf::Failed(_) => Arc::default(),
    });
    let matching =
        Memo::new(move |_| search.with(|search| contents.with(|contents| matches_of(contents, search))));
    let each = move || {
        let contents = contents.get();
        matching.with(|matching| {
            let first = matching.iter().take(shown.get());
            first.filter_map(|at| contents.projects.get(*at).cloned()).collect::<Vec<_>>()
        })
    };
    let is_whole = move || contents.with(|contents| contents.is_whole);
    let left = move || matching.with(Vec::len).saturating_sub(shown.get());
    view! {
        <div class="listbar">
            <h2>{general().home}</h2>
            <span class="chip num">{text(move || contents.with(|contents| count(contents)))}</span>
            {search_box(search, shown)}
            <button class="btn" type="button" on:click=press(move || library.choose_file())>
                {icon("import")}{general().import}
            </button>
            <a class="btn primary" href=Route::New(None).hash()>{icon("plus")}{words.new}</a>
        </div>
        <p class="vh" role="status">
            {move || (!search.get().is_empty() && is_whole()).then(|| home::found(language(), matching.with(Vec::len)))}
        </p>
        // A project is built anew whenever anything of it has changed.
        <For each=each key=|shelved| format!("{shelved:?}") let:shelved>{project(shelved, doomed)}</For>
        {move || (matching.with(Vec::is_empty) && is_whole()).then(|| nothing_found(search))}
        <p class="empty" hidden=truth(move || left() == 0 || !is_whole())>
            <button class="btn" type="button" on:click=press(move || shown.update(|shown| *shown += MORE))>
                {text(move || home::show_more(language(), left()))}
            </button>
        </p>
        <p class="list-foot">
            <a class="btn quiet" href=Route::Fill(route::SAMPLE.to_owned()).hash()>
                {icon("sample")}{words.see_sample}
            </a>
            <button class="btn quiet" type="button" on:click=press(move || library.back_up(None, notices))>
                {icon("export")}{Care::of(language()).back_up}
            </button>
            {part(bin_link)}
        </p>
        {delete_dialog(doomed)}
    }
    .into_any()
}

/// How many projects there are, once that is known.
fn count(contents: &Contents) -> String {
    if contents.is_whole { contents.projects.len().to_string() } else { "…".to_owned() }
}

/// The way to what was deleted.
pub(super) fn bin_link() -> AnyView {
    let count = library().binned().len();
    view! { <a class="btn quiet" href=Route::Bin.hash()>{icon("trash")}{bin::count(language(), count)}</a> }
        .into_any()
}

fn search_box(search: RwSignal<String>, shown: RwSignal<usize>) -> impl IntoView {
    let words = Home::of(language());
    view! {
        <span class="box search">
            {icon("search")}
            <input
                type="search"
                aria-label=words.search
                placeholder=words.search_hint
                autocomplete="off"
                prop:value=search
                on:input=move |event| {
                    search.set(event_target_value(&event));
                    shown.set(AT_FIRST);
                }
            />
        </span>
    }
}

fn nothing_found(search: RwSignal<String>) -> impl IntoView {
    let words = Home::of(language());
    view! {
        <div class="empty">
            <p>{words.nothing_found}</p>
            <button class="btn" type="button" on:click=press(move || search.set(String::new()))>{words.clear_search}</button>
        </div>
    }
}

/// The positions of the projects that have every word of the search in their details.
fn matches_of(contents: &Contents, search: &str) -> Vec<usize> {
    let search = search.to_ascii_lowercase();
    let words: Vec<&str> = search.split_whitespace().collect();
    let fits = |shelved: &Shelved| {
        let project = &shelved.project;
        let text = [&project.name, &project.implementer, &project.purchaser, &project.year]
            .map(|part| part.to_ascii_lowercase())
            .join("\n");
        words.iter().all(|word| text.contains(word))
    };
    let projects = contents.projects.iter().enumerate();
    projects.filter(|(_, shelved)| words.is_empty() || fits(shelved)).map(|(at, _)| at).collect()
}

/// A project with its assessments.
fn project(shelved: Shelved, doomed: RwSignal<Option<Doomed>>) -> impl IntoView {
    let Shelved { project, heads } = shelved;
    let title = format!("p-{}", project.id);
    let details =
        home::details(language(), &project.implementer, &project.year, sum(&project.contract_sum).as_deref());
    let entries = heads.iter().map(|head| entry(&project, head, doomed)).collect_view();
    let (edit, add) = (Route::Edit(project.id.clone()).hash(), Home::of(language()).add);
    view! {
        <section class="project" aria-labelledby=title.clone()>
            <div class="project-head">
                <div>
                    <h3 id=title.clone()>{project.name.clone()}</h3>
                    <p class="hush num">{details}</p>
                </div>
                <a class="btn quiet icon" href=edit aria-label=general().edit_project title=general().edit_project>
                    {icon("pen")}
                </a>
                <a class="btn quiet icon" href=Route::New(Some(project.id.clone())).hash() aria-label=add title=add>
                    {icon("plus")}<span class="wide-only">{add}</span>
                </a>
            </div>
            <ul>{entries}</ul>
        </section>
    }
}

/// A contract sum as it is read, with separators; what is no sum is not shown.
fn sum(typed: &str) -> Option<String> {
    let plain = parse_typed(typed).ok().flatten()?.display_fixed(2);
    let (whole, cents) = plain.split_once('.')?;
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    Some(format!("{grouped}.{cents}"))
}
