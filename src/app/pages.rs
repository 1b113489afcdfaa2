//! One file per place in the app. The two that work on an assessment open it here first.
//! May import `state`, `effects`, `fields`, `parts`, `words` and the library. Read next: [`home`], then [`fill`].

use crate::app::parts::live::press;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_futures::spawn_local;

use super::effects::adjusting::Reopening;
use super::effects::ownership::{Sharing, Shown};
use super::effects::session::Session;
use super::route::{Route, SAMPLE};
use super::state::library::{OpenError, library};
use super::state::{general, language};
use super::words::opening;
use later::Piece;

pub mod bin;
pub mod damaged;
pub mod fill;
pub mod home;
pub mod import;
pub mod journal;
pub mod later;
pub mod new;
pub mod print;
pub mod rubrics;
pub mod settings;
mod tabs;
pub mod updates;

/// The page of a route.
pub fn page(route: &Route) -> AnyView {
    match route {
        Route::Home => home::home_page(),
        Route::New(project) => new::new_page(project.as_deref(), None),
        Route::Begin(rubric) => new::new_page(None, Some(rubric)),
        Route::Edit(project) => new::edit_page(project),
        Route::Fill(id) => with_session(id, fill::fill_page),
        Route::Rubrics
        | Route::Rubric(_)
        | Route::Blank(_)
        | Route::Print(_)
        | Route::Bin
        | Route::Damaged
        | Route::Journal(_)
        | Route::Settings => later::later(Piece::Page(route.clone())),
    }
}

/// A page that works on an assessment: shown when it is read, or the reason why it is not.
fn with_session(id: &str, page: fn(&Session) -> AnyView) -> AnyView {
    let library = library();
    let outcome = RwSignal::<Option<Shown>, LocalStorage>::new_local(None);
    // What is built from the assessment as it was goes away first, so that nothing of it is left on the page.
    let show = move |shown: Shown| {
        spawn_local(async move {
            // The person may have gone on meanwhile.
            if outcome.try_set(None).is_none() {
                tick().await;
                let _ = outcome.try_set(Some(shown));
            }
        });
    };
    let reopening = Reopening::new(move |opened, hold| show(Ok((opened, hold))));
    let sharing = (id != SAMPLE).then(|| Sharing::begin(id, library, show));
    let read_sample =
        move || spawn_local(async move { show(library.open(SAMPLE).await.map(|opened| (opened, None))) });
    if sharing.is_none() {
        read_sample();
    }
    let again = sharing.clone();
    let retry = Callback::new(move |()| {
        outcome.set(None);
        library.retry_unless_open();
        again.as_ref().map_or_else(read_sample, Sharing::retry);
    });
    (move || match outcome.get() {
        None => view! { <p class="page hush" role="status">{general().loading}</p> }.into_any(),
        Some(Ok(shown)) => page(&Session::begin(shown, sharing.clone(), library, &reopening)),
        Some(Err(why)) => not_opened(&why, retry),
    })
    .into_any()
}

/// Why an assessment does not open, and the ways on.
fn not_opened(why: &OpenError, retry: Callback<()>) -> AnyView {
    let words = general();
    let again = matches!(why, OpenError::Store(_) | OpenError::Rubric(_)).then(|| {
        view! { <button class="btn" type="button" on:click=press(move || retry.run(()))>{words.retry}</button> }
    });
    view! {
        <main class="page narrow">
            <h1>{words.not_opened}</h1>
            <div class="banner bad" role="alert">
                <p>{opening::trouble(language(), why)}</p>
                {again}
                <a class="btn" href=Route::Home.hash()>{words.back_home}</a>
            </div>
        </main>
    }
    .into_any()
}
