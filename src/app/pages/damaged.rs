//! Records that cannot be read: each by itself, to be handed out as it is or deleted alone. Everything else works.
//! May import `state`, `parts`, `words` and the library. Read next: `journal`.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::parts::bar::bar;
use crate::app::parts::dialog::Dialog;
use crate::app::parts::icon::icon;
use crate::app::parts::live::{part, press};
use crate::app::parts::title::name_page;
use crate::app::route::Route;
use crate::app::state::library::damaged::Damage;
use crate::app::state::library::{Library, Shelf, library};
use crate::app::state::notices::{Notices, notices};
use crate::app::state::{general, language};
use crate::app::words::damaged::Damaged;
use crate::app::words::storage;

/// How much of a record is shown, in characters.
const EXCERPT: usize = 300;

/// What every entry needs; a handle that is copied freely.
#[derive(Clone, Copy)]
struct Context {
    library: Library,
    notices: Notices,
    doomed: RwSignal<Option<Damage>>,
    /// Takes the keyboard when what it was in has gone.
    top: NodeRef<html::Main>,
}

/// The page of the records that cannot be read.
pub fn damaged_page() -> AnyView {
    let (words, library) = (Damaged::of(language()), library());
    name_page(words.title);
    let context = Context { library, notices: notices(), doomed: RwSignal::new(None), top: NodeRef::new() };
    let list = move || match library.shelf() {
        Shelf::Loading => view! { <p class="empty" role="status">{general().loading}</p> }.into_any(),
        Shelf::Ready(contents) if !contents.damaged.is_empty() => {
            let entries: Vec<AnyView> = contents.damaged.iter().map(|one| entry(one, context)).collect();
            view! { <div class="listbar"><p class="hush">{words.lead}</p></div><ul class="shelf bin">{entries}</ul> }.into_any()
        }
        Shelf::Ready(_) | Shelf::Failed(_) => view! { <p class="empty">{words.none}</p> }.into_any(),
    };
    view! {
        <div class="app">
            {bar(&Route::Home.hash(), general().back_home, words.title, None)}
            <main class="page" tabindex="-1" node_ref=context.top>{part(list)}</main>
        </div>
        {part(move || question(context))}
    }
    .into_any()
}

fn entry(damage: &Damage, context: Context) -> AnyView {
    let (words, language) = (Damaged::of(language()), language());
    let (exported, doomed, read) = (damage.clone(), damage.clone(), damage.clone());
    let Context { library, notices, .. } = context;
    let excerpt = RwSignal::new(String::new());
    spawn_local(async move {
        let raw = library.raw(&read).await.unwrap_or_default();
        // The person may have gone on meanwhile.
        let _ = excerpt.try_set(raw.chars().take(EXCERPT).collect());
    });
    view! {
        <li class="sheet">
            <h2>{name(damage)}</h2>
            <dl class="pairs">
                <dt>{words.id}</dt><dd class="num">{damage.id.clone()}</dd>
                <dt>{words.excerpt}</dt><dd><code>{excerpt}</code></dd>
            </dl>
            <p class="actions">
                <button
                    class="btn"
                    type="button"
                    on:click=press(move || library.export_damaged(exported.clone(), notices, language))
                >
                    {icon("export")}{words.export}
                </button>
                <button
                    class="btn danger"
                    type="button"
                    on:click=press(move || context.doomed.set(Some(doomed.clone())))
                >
                    {words.delete}
                </button>
            </p>
        </li>
    }
    .into_any()
}

/// What kind of record it is.
fn name(damage: &Damage) -> &'static str {
    let words = Damaged::of(language());
    if damage.is_project() { words.project } else { words.assessment }
}

/// Asks before a record is deleted.
fn question(context: Context) -> AnyView {
    let Some(damage) = context.doomed.get() else { return ().into_any() };
    let (words, general, language) = (Damaged::of(language()), general(), language());
    let Context { library, notices, doomed, top } = context;
    let text = format!("{} {}", name(&damage), damage.id);
    let close = Callback::new(move |()| doomed.set(None));
    let exported = damage.clone();
    let export = Callback::new(move |()| library.export_damaged(exported.clone(), notices, language));
    let delete = Callback::new(move |()| {
        let damage = damage.clone();
        doomed.set(None);
        spawn_local(async move {
            match library.delete_damaged(&damage).await {
                Ok(()) => notices.say(words.deleted.to_owned()),
                Err(why) => notices.say(storage::failed(language, words.not_deleted, &why)),
            }
            // The person may have gone on meanwhile.
            if let Some(Some(top)) = top.try_get_untracked() {
                // An element that is on the page takes the focus.
                let _ = top.focus();
            }
        });
    });
    let foot = move || {
        view! {
            <button class="btn quiet" type="button" on:click=press(move || close.run(()))>{general.cancel}</button>
            <button class="btn" type="button" on:click=press(move || export.run(()))>{icon("export")}{words.export}</button>
            <button class="btn danger" type="button" on:click=press(move || delete.run(()))>{general.delete}</button>
        }
    };
    view! {
        <Dialog id="delete-damaged" title=words.question.to_owned() on_close=close foot=foot>
            <p class="num">{text}</p>
            <p>{words.delete_text}</p>
        </Dialog>
    }
    .into_any()
}
