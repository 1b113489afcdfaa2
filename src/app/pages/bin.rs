//! 回收站: what was deleted, for how long it stays, bringing it back and deleting it for good.
//! May import `state`, `parts`, `words` and the library. Read next: `damaged`.

use gongping::editing::care::days_left;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::parts::bar::bar;
use crate::app::parts::dialog::Dialog;
use crate::app::parts::icon::icon;
use crate::app::parts::live::{part, press};
use crate::app::parts::title::name_page;
use crate::app::route::Route;
use crate::app::state::library::deleting::Binned;
use crate::app::state::library::{Library, Shelf, library};
use crate::app::state::notices::{Notices, notices};
use crate::app::state::{general, language, moment, now};
use crate::app::words::bin::{self as words, Bin};
use crate::app::words::general::{General, role};
use crate::app::words::{opening, storage};

/// What the person asked to delete for good.
#[derive(Clone)]
enum Doomed {
    One(Box<Binned>),
    All(usize),
}

/// What every entry needs; a handle that is copied freely.
#[derive(Clone, Copy)]
struct Context {
    library: Library,
    notices: Notices,
    doomed: RwSignal<Option<Doomed>>,
    /// Takes the keyboard when what it was in has gone.
    top: NodeRef<html::Main>,
}

/// The page of the bin.
pub fn bin_page() -> AnyView {
    let (words, library) = (Bin::of(language()), library());
    name_page(words.title);
    if library.is_read() {
        // Another tab may have deleted something since.
        spawn_local(library.refresh());
    }
    let context = Context { library, notices: notices(), doomed: RwSignal::new(None), top: NodeRef::new() };
    view! {
        <div class="app">
            {bar(&Route::Home.hash(), general().back_home, words.title, None)}
            <main class="page" tabindex="-1" node_ref=context.top>{part(move || list(context))}</main>
        </div>
        {part(move || question(context))}
    }
    .into_any()
}

fn list(context: Context) -> AnyView {
    let words = Bin::of(language());
    match context.library.shelf() {
        Shelf::Loading => view! { <p class="empty" role="status">{general().loading}</p> }.into_any(),
        Shelf::Failed(why) => {
            let why = opening::store(language(), &why);
            view! { <div class="banner bad" role="alert"><p>{why}</p></div> }.into_any()
        }
        Shelf::Ready(contents) if contents.binned.is_empty() => {
            view! { <p class="empty">{words.empty}</p> }.into_any()
        }
        Shelf::Ready(contents) => {
            let (now, count) = (now(), contents.binned.len());
            let entries: Vec<AnyView> = contents.binned.iter().map(|one| entry(one, now, context)).collect();
            view! {
                <div class="listbar">
                    <p class="hush">{words.lead}</p>
                    <button
                        class="btn danger"
                        type="button"
                        on:click=press(move || context.doomed.set(Some(Doomed::All(count))))
                    >
                        {icon("trash")}{words.clear}
                    </button>
                </div>
                <ul class="shelf bin">{entries}</ul>
            }
            .into_any()
        }
    }
}

fn entry(binned: &Binned, now: u64, context: Context) -> AnyView {
    let (words, language) = (Bin::of(language()), language());
    let (head, project) = (&binned.head, &binned.project);
    let deleted = head.deleted.unwrap_or_default();
    let stays = words::stays(language, &moment(deleted), days_left(deleted, now));
    let (id, doomed) = (head.id.clone(), binned.clone());
    view! {
        <li class="sheet">
            <h2>{project.name.clone()}</h2>
            <p class="entry-name">
                <span class="chip">{head.form.stage.clone()}</span>
                <span class="hush">{role(language, head.role())}</span>
                <span>{head.form.title.clone()}</span>
                <span class="hush num">{format!("{} / {}", head.summary.answered, head.summary.of)}</span>
            </p>
            <p class="hush num">{stays}</p>
            <p class="actions">
                <button class="btn" type="button" on:click=press(move || restore(context, id.clone()))>
                    {icon("undo")}{words.restore}
                </button>
                <button
                    class="btn danger"
                    type="button"
                    on:click=press(move || context.doomed.set(Some(Doomed::One(Box::new(doomed.clone())))))
                >
                    {words.erase}
                </button>
            </p>
        </li>
    }
    .into_any()
}

fn restore(context: Context, id: String) {
    let (language, Context { library, notices, .. }) = (language(), context);
    let words = Bin::of(language);
    spawn_local(async move {
        match library.restore_from_bin(&id).await {
            Ok(true) => {
                take_keyboard(context);
                notices.offer(words.restored.to_owned(), General::of(language).undo.to_owned(), move || {
                    library.delete(id.clone(), notices, language);
                });
            }
            // Another tab was quicker.
            Ok(false) => library.refresh().await,
            Err(why) => notices.say(storage::failed(language, words.not_restored, &why)),
        }
    });
}

/// Asks before something is deleted for good.
fn question(context: Context) -> AnyView {
    let Some(doomed) = context.doomed.get() else { return ().into_any() };
    let (words, general, language) = (Bin::of(language()), general(), language());
    let (title, text) = match &doomed {
        Doomed::One(binned) => {
            let Binned { project, head } = &**binned;
            let name = format!("{} · {} · {}", project.name, head.form.stage, role(language, head.role()));
            (words::question(language, &name), words.erase_text.to_owned())
        }
        Doomed::All(count) => (words.clear_question.to_owned(), words::clear_what(language, *count)),
    };
    let label = if matches!(doomed, Doomed::All(_)) { words.clear } else { words.erase };
    let close = Callback::new(move |()| context.doomed.set(None));
    let erase = Callback::new(move |()| {
        context.doomed.set(None);
        erase(context, doomed.clone());
    });
    let foot = move || {
        view! {
            <button class="btn quiet" type="button" on:click=press(move || close.run(()))>{general.cancel}</button>
            <button class="btn danger" type="button" on:click=press(move || erase.run(()))>{label}</button>
        }
    };
    view! { <Dialog id="erase" title=title on_close=close foot=foot><p>{text}</p></Dialog> }.into_any()
}

fn erase(context: Context, doomed: Doomed) {
    let (language, Context { library, notices, .. }) = (language(), context);
    let words = Bin::of(language);
    spawn_local(async move {
        let erased = match doomed {
            Doomed::One(binned) => library.delete_for_good(&binned.head.id).await,
            Doomed::All(_) => library.empty_the_bin().await,
        };
        take_keyboard(context);
        notices.say(match erased {
            Ok(()) => words.erased.to_owned(),
            Err(why) => storage::failed(language, words.not_erased, &why),
        });
    });
}

/// What the keyboard was in is gone, so it goes on at the top of the page.
fn take_keyboard(context: Context) {
    // The person may have gone on meanwhile.
    if let Some(Some(top)) = context.top.try_get_untracked() {
        // An element that is on the page takes the focus.
        let _ = top.focus();
    }
}
