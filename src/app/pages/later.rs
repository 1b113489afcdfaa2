//! The pages and dialogs that no form needs to be filled. They are a WebAssembly of their own, which the build splits off
//! and which is loaded once the app stands, or when one of them is asked for before that. Whatever only they reach goes
//! along. May import `state`, `parts`, `words` and Leptos. Read next: `xtask/src/finish/app.rs`, which splits.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{bin, damaged, import, journal, print, rubrics, settings, with_session};
use crate::app::parts::dialog::Dialog;
use crate::app::parts::live::{part, press};
use crate::app::route::Route;
use crate::app::state::general;
use crate::app::state::library::{Library, library};

/// What comes later.
#[derive(Clone)]
pub enum Piece {
    /// A page.
    Page(Route),
    /// The dialogs over files.
    FilesDialog,
}

/// Whether the code is there; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct LaterCode(RwSignal<Code>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    Absent,
    Coming,
    There,
    Failed,
}

impl LaterCode {
    /// Makes the handle at the root, and has the code fetched once the app stands: it may be asked for when the network
    /// is no longer there.
    pub fn begin(library: Library) -> Self {
        let code = Self(RwSignal::new(Code::Absent));
        spawn_local(async move {
            library.settled().await;
            code.load();
        });
        code
    }

    /// Loads the code, unless it is there or on its way.
    fn load(self) {
        if matches!(self.0.get_untracked(), Code::Coming | Code::There) {
            return;
        }
        self.0.set(Code::Coming);
        spawn_local(async move {
            let loaded = preload().await;
            self.0.set(if loaded.is_ok() { Code::There } else { Code::Failed });
        });
    }
}

/// Such a piece: at once where its code is there, else as soon as it has come.
pub fn later(piece: Piece) -> AnyView {
    let code = expect_context::<LaterCode>();
    if code.0.get_untracked() == Code::Failed {
        code.0.set(Code::Absent);
    }
    code.load();
    part(move || match code.0.get() {
        Code::There => built(piece.clone()).unwrap_or_else(|| not_loaded(&piece, code)),
        Code::Failed => not_loaded(&piece, code),
        Code::Absent | Code::Coming => match piece {
            Piece::Page(_) => view! { <p class="page hush" role="status">{general().loading}</p> }.into_any(),
            Piece::FilesDialog => ().into_any(),
        },
    })
    .into_any()
}

/// The dialogs over files, for as long as there is one to decide about.
pub fn files_dialog() -> AnyView {
    let incoming = library().incoming;
    let wanted = Memo::new(move |_| incoming.with(Option::is_some));
    part(move || if wanted.get() { later(Piece::FilesDialog) } else { ().into_any() }).into_any()
}

/// The piece itself; `None` where its code is not there. Loaded code answers at once.
fn built(piece: Piece) -> Option<AnyView> {
    match pin!(made(piece)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(made) => made.ok(),
        Poll::Pending => None,
    }
}

/// Everything that is named here, and what only that reaches, is split off.
#[allow(clippy::unnecessary_wraps, reason = "the macro puts in the error: that the code did not come")]
#[wasm_split(later, fallible, preload(preload))]
fn made(piece: Piece) -> Result<AnyView, SplitLoaderError> {
    Ok(match &piece {
        Piece::FilesDialog => import::import_dialog(),
        Piece::Page(Route::Rubrics) => rubrics::rubrics_page(),
        Piece::Page(Route::Rubric(key)) => rubrics::detail::rubric_page(key),
        Piece::Page(Route::Blank(key)) => rubrics::blank::blank_page(key),
        Piece::Page(Route::Print(id)) => with_session(id, print::print_page),
        Piece::Page(Route::Bin) => bin::bin_page(),
        Piece::Page(Route::Damaged) => damaged::damaged_page(),
        Piece::Page(Route::Journal(id)) => journal::journal_page(id),
        Piece::Page(_) => settings::settings_page(),
    })
}

/// The code did not come: what to do.
fn not_loaded(piece: &Piece, code: LaterCode) -> AnyView {
    let words = general();
    let again = move || {
        view! { <button class="btn primary" type="button" on:click=press(move || code.load())>{words.retry}</button> }
    };
    match piece {
        Piece::Page(_) => view! {
            <main class="page narrow">
                <h1>{words.not_loaded}</h1>
                <div class="banner bad" role="alert">
                    <p>{words.not_loaded_remedy}</p>
                    {again()}
                    <a class="btn" href=Route::Home.hash()>{words.back_home}</a>
                </div>
            </main>
        }
        .into_any(),
        Piece::FilesDialog => {
            let incoming = library().incoming;
            let close = Callback::new(move |()| incoming.set(None));
            view! {
                <Dialog id="not-loaded" title=words.not_loaded.to_owned() on_close=close foot=again>
                    <p class="error">{words.not_loaded_remedy}</p>
                </Dialog>
            }
            .into_any()
        }
    }
}
