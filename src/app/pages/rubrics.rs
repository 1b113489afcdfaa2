//! The library of rubrics: all of them in one list, with a search through their texts and filters.
//! May import `state`, `parts`, `words` and the library. Read next: `detail`, then `tree`.

use std::collections::BTreeMap;
use std::sync::Arc;

use gongping::rubric::Provenance;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::later::files_dialog;
use crate::app::parts::bar::bar;
use crate::app::parts::icon::icon;
use crate::app::parts::live::{Part, change, part, press};
use crate::app::parts::title::name_page;
use crate::app::route::Route;
use crate::app::state::library::rubrics::{Listed, Rubrics};
use crate::app::state::library::{Library, library};
use crate::app::state::rubrics::{Trouble, words_of};
use crate::app::state::{general, language};
use crate::app::words::general::{object, provenance};
use crate::app::words::opening;
use crate::app::words::rubrics::{self as words, Words};

pub mod blank;
pub mod detail;
mod tree;

/// What the list is narrowed down by; a handle that is copied freely.
#[derive(Clone, Copy)]
struct Filter {
    search: RwSignal<String>,
    stage: RwSignal<String>,
    object: RwSignal<String>,
    provenance: RwSignal<String>,
    /// The texts of the rubrics by digest, once a search has asked for them.
    texts: RwSignal<Option<Arc<BTreeMap<String, String>>>>,
}

/// The page with all rubrics.
pub fn rubrics_page() -> AnyView {
    let words = Words::of(language());
    name_page(words.title);
    let library = library();
    let filter = Filter {
        search: RwSignal::new(String::new()),
        stage: RwSignal::new(String::new()),
        object: RwSignal::new(String::new()),
        provenance: RwSignal::new(String::new()),
        texts: RwSignal::new(None),
    };
    view! {
        <div
            class="app"
            on:dragover=move |event| event.prevent_default()
            on:drop=move |event| {
                event.prevent_default();
                library.take_dropped(&event);
            }
        >
            {bar(&Route::Home.hash(), general().back_home, words.title, None)}
            <main class="page">
                <p class="hush">{words.lead}" "<span class="desk-only">{words.drop}</span></p>
                <div class="listbar">
                    {search_box(filter, library)}
                    <button class="btn" type="button" on:click=press(move || library.choose_file())>
                        {icon("import")}{words.import}
                    </button>
                </div>
                {part(move || filters(filter, library))}
                {list(filter, library)}
            </main>
        </div>
        {files_dialog()}
    }
    .into_any()
}

fn search_box(filter: Filter, library: Library) -> AnyView {
    let words = Words::of(language());
    let typed = change(move |event| {
        filter.search.set(event_target_value(&event));
        read_texts(filter, library);
    });
    view! {
        <span class="box search">
            {icon("search")}
            <input
                type="search"
                id="rubrics-search"
                aria-label=words.search
                placeholder=words.search
                autocomplete="off"
                prop:value=filter.search
                on:input=typed
            />
        </span>
    }
    .into_any()
}

/// Reads every rubric once, for a search through their texts. What does not come is found by its title alone.
fn read_texts(filter: Filter, library: Library) {
    let Rubrics::Ready(listed, _) = library.rubrics_now() else { return };
    if filter.texts.with_untracked(|texts| texts.as_ref().is_some_and(|texts| texts.len() == listed.len())) {
        return;
    }
    spawn_local(async move {
        let mut texts = BTreeMap::new();
        for one in listed.iter() {
            let digest = one.entry.digest.clone();
            let text = library.rubric(&digest).await.map(|known| words_of(&known.rubric)).unwrap_or_default();
            texts.insert(digest, text);
        }
        // The person may have left the page.
        let _ = filter.texts.try_set(Some(Arc::new(texts)));
    });
}

/// The filters, with what there is to choose.
fn filters(filter: Filter, library: Library) -> AnyView {
    let Rubrics::Ready(listed, _) = library.rubrics() else { return ().into_any() };
    let words = Words::of(language());
    let mut stages: Vec<(String, String)> = Vec::new();
    for (_, name) in listed.iter().flat_map(|one| &one.entry.stages) {
        if !stages.iter().any(|(known, _)| known == name) {
            stages.push((name.clone(), name.clone()));
        }
    }
    let mut objects: Vec<(String, String)> = Vec::new();
    for one in listed.iter() {
        let named = (one.entry.object.id().to_owned(), object(language(), one.entry.object).to_owned());
        if !objects.contains(&named) {
            objects.push(named);
        }
    }
    let kinds = Provenance::ALL.map(|kind| (kind.id().to_owned(), provenance(language(), kind).to_owned()));
    view! {
        <div class="filter-bar">
            {select("rubrics-stage", words.stage, stages, filter.stage)}
            {select("rubrics-object", words.object, objects, filter.object)}
            {select("rubrics-provenance", words.provenance, kinds.to_vec(), filter.provenance)}
        </div>
    }
    .into_any()
}

fn select(
    id: &'static str,
    label: &'static str,
    offered: Vec<(String, String)>,
    chosen: RwSignal<String>,
) -> AnyView {
    let options: Vec<AnyView> = offered
        .into_iter()
        .map(|(value, name)| view! { <option value=value>{name}</option> }.into_any())
        .collect();
    view! {
        <label class="box pull" for=id>
            <span class="hush">{label}</span>
            <select id=id prop:value=chosen on:change=change(move |event| chosen.set(event_target_value(&event)))>
                <option value="">{Words::of(language()).any}</option>
                {options}
            </select>
        </label>
    }
    .into_any()
}

fn list(filter: Filter, library: Library) -> Part {
    part(move || match library.rubrics() {
        Rubrics::Loading => view! { <p class="empty" role="status">{general().loading}</p> }.into_any(),
        Rubrics::Ready(listed, trouble) => {
            let found: Vec<&Listed> = listed.iter().filter(|one| filter.fits(one)).collect();
            let searched = !filter.search.get().trim().is_empty();
            let said = match (searched, filter.texts.with(Option::is_none)) {
                (true, true) => Words::of(language()).searching.to_owned(),
                (true, false) => words::found(language(), found.len()),
                (false, _) => String::new(),
            };
            let nothing = (found.is_empty() && trouble.is_none()).then(|| nothing(filter));
            let cards: Vec<AnyView> = found.into_iter().map(card).collect();
            view! {
                <p class="hush" role="status">{said}</p>
                {trouble.map(|why| not_read(why, library))}
                <ul class="shelf">{cards}</ul>
                {nothing}
            }
            .into_any()
        }
    })
}

impl Filter {
    fn fits(self, listed: &Listed) -> bool {
        let entry = &listed.entry;
        let is =
            |chosen: RwSignal<String>, what: &str| chosen.with(|chosen| chosen.is_empty() || chosen == what);
        let stage =
            self.stage.with(|stage| stage.is_empty() || entry.stages.iter().any(|(_, name)| name == stage));
        stage
            && is(self.object, entry.object.id())
            && is(self.provenance, entry.provenance.id())
            && self.found(listed)
    }

    fn found(self, listed: &Listed) -> bool {
        let search = self.search.get().to_lowercase();
        let title = listed.entry.title.to_lowercase();
        self.texts.with(|texts| {
            let text = texts.as_ref().and_then(|texts| texts.get(&listed.entry.digest));
            search
                .split_whitespace()
                .all(|word| title.contains(word) || text.is_some_and(|text| text.contains(word)))
        })
    }

    fn clear(self) {
        for part in [self.search, self.stage, self.object, self.provenance] {
            part.set(String::new());
        }
    }
}

fn nothing(filter: Filter) -> AnyView {
    let words = Words::of(language());
    view! {
        <div class="empty">
            <p>{words.nothing_found}</p>
            <button class="btn" type="button" on:click=press(move || filter.clear())>{words.clear}</button>
        </div>
    }
    .into_any()
}

/// The rubrics that ship did not come: why, and another try.
fn not_read(why: Trouble, library: Library) -> AnyView {
    view! {
        <div class="banner bad" role="alert">
            <p>{opening::rubric(language(), why)}</p>
            <button class="btn" type="button" on:click=press(move || library.list_rubrics())>{general().retry}</button>
        </div>
    }
    .into_any()
}

fn card(listed: &Listed) -> AnyView {
    let entry = &listed.entry;
    let bonus = (!entry.bonus.is_zero()).then(|| entry.bonus.canonical());
    let size = words::size(language(), entry.indicators, &entry.base.canonical(), bonus.as_deref());
    let stages: Vec<&str> = entry.stages.iter().map(|(_, name)| name.as_str()).collect();
    let own = listed.imported.then(|| {
        let own = Words::of(language()).own;
        view! { <span class="chip">{own}" "{entry.version.clone()}</span> }.into_any()
    });
    view! {
        <li class="sheet shelf-card">
            <h2><a href=Route::Rubric(listed.key()).hash()>{entry.title.clone()}</a></h2>
            <p>
                <span class="stamp">{provenance(language(), entry.provenance)}</span>
                <span class="chip">{object(language(), entry.object)}</span>" "{own}
            </p>
            <p class="num"><b>{size}</b></p>
            <p class="hush">{stages.join("、")}</p>
            <p class="hush">{entry.summary.clone()}</p>
        </li>
    }
    .into_any()
}
