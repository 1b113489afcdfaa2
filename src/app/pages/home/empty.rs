//! The home page while there is nothing on it: what the app does, an example, and three ways to begin.
//! May import `state`, `parts` and `words`. Read next: `list`.

use crate::app::parts::live::{part, press};
use leptos::prelude::*;

use super::list::bin_link;
use crate::app::parts::icon::icon;
use crate::app::route::{self, Route};
use crate::app::state::language;
use crate::app::state::library::library;
use crate::app::words::care::Care;
use crate::app::words::home::Home;

/// The page for a first visit.
pub(super) fn empty() -> AnyView {
    let (words, care, library) = (Home::of(language()), Care::of(language()), library());
    view! {
        <div class="hero">
            <div><h2>{words.pitch}</h2><p class="hero-lead">{words.lead}</p></div>
            {example()}
        </div>
        {choices()}
        <p class="local actions">
            <a class="btn" href=Route::Rubrics.hash()>{icon("sample")}{words.see_rubrics}</a>
            {part(move || if library.binned().is_empty() { ().into_any() } else { bin_link() })}
        </p>
        <p class="local actions">
            {care.here_before}
            <button class="btn" type="button" on:click=press(move || library.choose_file())>{care.restore}</button>
        </p>
        <p class="local">{icon("device")}<span>{words.local}</span></p>
    }
    .into_any()
}

/// One row worked out, so that the principle is seen before anything is typed.
fn example() -> impl IntoView {
    let words = Home::of(language());
    view! {
        <figure class="demo" aria-label=words.example>
            <p class="hush">{words.example_row}</p>
            <p class="demo-steps num">
                <span><b>"91"</b>" "{words.example_counted}" ÷ "<b>"100"</b>" "{words.example_counted}</span>
                <span class="hush">"＝"</span>
                <b>"91%"</b>
                <span class="hush">"→"</span>
                <span class="score" data-state="partial"><b>"3"</b>" / 4 "{words.example_points}</span>
            </p>
            <p class="why num" data-tone="partial">{words.example_why}</p>
        </figure>
    }
}

/// Three ways to begin.
pub(super) fn choices() -> impl IntoView {
    let words = Home::of(language());
    let library = library();
    view! {
        <div class="choices">
            <a class="choice primary" href=Route::New(None).hash()>
                {icon("start")}<b>{words.start}</b><span>{words.start_text}</span>
            </a>
            <a class="choice" href=Route::Fill(route::SAMPLE.to_owned()).hash()>
                {icon("sample")}<b>{words.open_sample}</b><span>{words.open_sample_text}</span>
            </a>
            <button class="choice" type="button" on:click=press(move || library.choose_file())>
                {icon("import")}<b>{crate::app::state::general().import}</b><span>{words.import_text}</span>
            </button>
        </div>
    }
}
