//! The home page: projects and their assessments, or, while there are none, what to do first.
//! May import `state`, `parts`, `words` and the library. Read next: `bands`, then `list`.

use crate::app::parts::live::press;
use gongping::editing::StoreError;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::later::files_dialog;
use crate::app::parts::icon::icon;
use crate::app::parts::title::name_page;
use crate::app::route::Route;
use crate::app::state::library::{Shelf, library};
use crate::app::state::{general, language};
use crate::app::words::home::Home;
use crate::app::words::opening;
use crate::app::words::storage::Storage;

mod bands;
mod empty;
mod entry;
mod list;

/// The home page.
pub fn home_page() -> AnyView {
    let library = library();
    library.forget_sample();
    name_page(general().home);
    if library.is_read() {
        // Another tab may have changed the lists since.
        spawn_local(library.refresh());
    }
    // The page is made anew when its kind changes, not with every change of the lists: a search stays as it is.
    let kind = Memo::new(move |_| match library.shelf() {
        Shelf::Loading => Kind::Loading,
        Shelf::Failed(why) => Kind::Failed(why),
        Shelf::Ready(contents) if contents.projects.is_empty() => Kind::Empty,
        Shelf::Ready(_) => Kind::List,
    });
    let body = move || match kind.get() {
        Kind::Loading => view! { <p class="empty" role="status">{general().loading}</p> }.into_any(),
        Kind::Failed(why) => unreadable(&why),
        Kind::Empty => empty::empty(),
        Kind::List => list::list(),
    };
    view! {
        <div class="app"><div class="page">
            {masthead()}
            <main>{bands::bands()}{body}</main>
        </div></div>
        {files_dialog()}
    }
    .into_any()
}

#[derive(Clone, PartialEq)]
enum Kind {
    Loading,
    Failed(StoreError),
    Empty,
    List,
}

fn masthead() -> impl IntoView {
    let words = general();
    view! {
        <header class="masthead">
            <span class="logo" aria-hidden="true">"公评"</span>
            <div><h1>{words.app}</h1><p>{words.tagline}</p></div>
            <nav aria-label=Home::of(language()).site>
                <a class="btn quiet" href=Route::Rubrics.hash()>{icon("sample")}{words.rubrics}</a>
                <a class="btn quiet" href=Route::Settings.hash()>{icon("gear")}{words.settings}</a>
            </nav>
        </header>
    }
}

/// The store cannot be read: why, and what to do.
fn unreadable(why: &StoreError) -> AnyView {
    let library = library();
    view! {
        <div class="banner bad" role="alert">
            <p><b>{Storage::of(language()).cannot_read}</b><br/>{opening::store(language(), why)}</p>
            <button class="btn" type="button" on:click=press(move || library.retry())>{general().retry}</button>
        </div>
        {empty::choices()}
    }
    .into_any()
}
