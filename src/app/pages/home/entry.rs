//! One assessment in the list: stage, rubric, role, how far it is, its score, and what can be done with it.
//! May import `state`, `parts`, `words` and the library. Read next: `pages::new`.

use crate::app::parts::live::press;
use gongping::assessment::Project;
use gongping::record::{Form, Head, Summary, figure};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::parts::dialog::Dialog;
use crate::app::parts::icon::icon;
use crate::app::parts::menu::{Menu, MenuButton, MenuLink};
use crate::app::parts::meter::Ring;
use crate::app::route::{self, Route};
use crate::app::state::library::files::{Incoming, Outgoing};
use crate::app::state::library::library;
use crate::app::state::notices::notices;
use crate::app::state::{general, language};
use crate::app::words::general::role;
use crate::app::words::home::{self, Home};
use crate::app::words::opening;
use crate::app::words::storage::Storage;

/// An assessment that the person asked to delete.
#[derive(Clone)]
pub(super) struct Doomed {
    id: String,
    /// 结项 · 自评
    name: String,
    project: String,
    answered: usize,
}

/// An assessment in the list.
pub(super) fn entry(
    project: &Project,
    head: &Head,
    doomed: RwSignal<Option<Doomed>>,
) -> impl IntoView + use<> {
    let Form { title, stage, is_whole, .. } = head.form.clone();
    let role = role(language(), head.role());
    let this = Doomed {
        id: head.id.clone(),
        name: format!("{stage} · {role}"),
        project: project.name.clone(),
        answered: head.summary.answered,
    };
    view! {
        <li class="entry">
            <div class="entry-name">
                <span class=if is_whole { "chip seal" } else { "chip" }>{stage}</span>
                <span class="hush">{role}</span>
                <span>{title}</span>
            </div>
            {progress(&head.summary)}
            {score(head)}
            <div class="entry-do">
                {open_link(head)}
                {menu(this, doomed)}
            </div>
        </li>
    }
}

fn progress(summary: &Summary) -> impl IntoView + use<> {
    let Summary { answered, of, provisional, .. } = *summary;
    // A bonus row may stay blank, so what is complete counts as all.
    let done = if provisional { answered } else { of };
    view! {
        <div class="entry-progress">
            <Ring done=done of=of/>
            <span class="num">{format!("{answered} / {of}")}</span>
        </div>
    }
}

fn score(head: &Head) -> AnyView {
    let (summary, places) = (&head.summary, head.form.places);
    if summary.answered == 0 {
        let text = Home::of(language()).not_begun;
        return view! { <p class="entry-score num"><small>{text}</small></p> }.into_any();
    }
    let (bonus, total) = (figure(&summary.bonus, places), figure(&summary.total, places));
    let beside = home::beside_base(language(), &bonus, &total, summary.provisional);
    view! { <p class="entry-score num"><b>{figure(&summary.base, places)}</b>" "<small>{beside}</small></p> }
        .into_any()
}

fn open_link(head: &Head) -> impl IntoView + use<> {
    let words = Home::of(language());
    let (class, text) = match (head.summary.provisional, head.summary.answered) {
        (true, 0) => ("btn primary", words.begin),
        (true, _) => ("btn primary", words.continue_),
        (false, _) => ("btn", words.view),
    };
    view! { <a class=class href=Route::Fill(head.id.clone()).hash()>{text}</a> }
}

fn menu(this: Doomed, doomed: RwSignal<Option<Doomed>>) -> impl IntoView {
    let (words, general) = (Home::of(language()), general());
    let (library, notices, language) = (library(), notices(), language());
    let print = Route::Print(this.id.clone()).hash();
    let (list, label) = (format!("menu-{}", this.id), home::more(language, &this.name));
    let (to_export, to_seal, to_copy) = (this.id.clone(), this.id.clone(), this.id.clone());
    let export = Callback::new(move |()| library.export_stored(to_export.clone(), None, notices, language));
    let seal = Callback::new(move |()| {
        library.incoming.set(Some(Incoming::Sealing(Outgoing::Stored(to_seal.clone()))));
    });
    let copy = Callback::new(move |()| {
        let id = to_copy.clone();
        spawn_local(async move {
            match library.duplicate(&id).await {
                Ok(copy) => route::go(&Route::Fill(copy)),
                Err(why) => {
                    let trouble = opening::trouble(language, &why);
                    notices.say(format!("{}{trouble}", Storage::of(language).not_copied));
                }
            }
        });
    });
    let delete = Callback::new(move |()| doomed.set(Some(this.clone())));
    view! {
        <Menu id=list label=label>
            <MenuLink sign="print" label=general.print_form href=print.clone()/>
            <MenuButton sign="export" label=general.export_file on_choose=export/>
            <MenuButton sign="lock" label=general.export_sealed on_choose=seal/>
            <MenuButton sign="copy" label=words.copy on_choose=copy/>
            <hr/>
            <MenuButton sign="trash" label=general.delete on_choose=delete danger=true/>
        </Menu>
    }
}

/// Asks before something is deleted.
pub(super) fn delete_dialog(doomed: RwSignal<Option<Doomed>>) -> impl IntoView {
    let (words, general, language) = (Home::of(language()), general(), language());
    let (library, notices) = (library(), notices());
    let close = Callback::new(move |()| doomed.set(None));
    move || {
        let Doomed { id, name, project, answered } = doomed.get()?;
        let exported = id.clone();
        let delete = Callback::new(move |()| {
            doomed.set(None);
            library.delete(id.clone(), notices, language);
        });
        let export =
            Callback::new(move |()| library.export_stored(exported.clone(), None, notices, language));
        let foot = move || {
            view! {
                <button class="btn quiet" type="button" on:click=press(move || close.run(()))>{general.cancel}</button>
                <button class="btn" type="button" on:click=press(move || export.run(()))>
                    {icon("export")}{words.export_first}
                </button>
                <button class="btn danger" type="button" on:click=press(move || delete.run(()))>{general.delete}</button>
            }
        };
        Some(view! {
            <Dialog id="delete" title=home::delete_question(language, &name) on_close=close foot=foot>
                <p>{home::delete_what(language, &project, answered)}" "{words.delete_text}</p>
            </Dialog>
        })
    }
}
