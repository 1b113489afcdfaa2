//! What a backup holds beside what is here, and what the person wants of it; and how far long work is.
//! May import `state`, `parts`, `words` and the library. Read next: `rubric`.

use std::sync::Arc;

use gongping::record::Form;
use leptos::prelude::*;

use crate::app::parts::dialog::Dialog;
use crate::app::parts::live::{change, press, text, truth};
use crate::app::platform::clock::{local_date, local_time};
use crate::app::state::library::files::Work;
use crate::app::state::library::library;
use crate::app::state::library::restoring::{Chest, Choice, Kept, State};
use crate::app::state::notices::notices;
use crate::app::state::{general, language};
use crate::app::words::files::{self as words, Restore};
use crate::app::words::general::role;
use crate::app::words::import::Import;

/// How far long work is, with a way to stop it.
pub(super) fn working(work: RwSignal<Work>) -> AnyView {
    let (library, general, language) = (library(), general(), language());
    let title = words::job(language, work.get_untracked().what);
    let stop = Callback::new(move |()| library.stop_reading());
    let foot = move || {
        view! { <button class="btn" type="button" on:click=press(move || stop.run(()))>{general.cancel}</button> }
    };
    let done = text(move || work.get().done.to_string());
    let of = work.get_untracked().of.max(1).to_string();
    view! {
        <Dialog id="file-busy" title=title.to_owned() on_close=stop foot=foot>
            <progress class="work" aria-label=title max=of value=done></progress>
            <p class="num" role="status">{text(move || format!("{} / {}", work.get().done, work.get().of))}</p>
        </Dialog>
    }
    .into_any()
}

/// What a backup holds, to be chosen from.
pub(super) fn restore(chest: Arc<Chest>, close: Callback<()>) -> AnyView {
    let (words, general, language) = (Restore::of(language()), general(), language());
    let (library, notices) = (library(), notices());
    let states: Vec<State> = chest.kept.iter().map(|kept| kept.state).collect();
    let counted = words::counts(language, &states);
    let made = format!("{} {}", local_date(chest.made), local_time(chest.made));
    let choices: Vec<ArcRwSignal<Choice>> = chest.kept.iter().map(|kept| kept.choice.clone()).collect();
    let chosen = Memo::new(move |_| choices.iter().filter(|choice| choice.get() != Choice::Keep).count());
    let lines: Vec<AnyView> = chest.kept.iter().map(line).collect();
    let file = chest.file.clone();
    let is_all_here = chest.kept.iter().all(|kept| matches!(kept.state, State::Same | State::Broken));
    let foot = move || {
        if is_all_here {
            let label = Import::of(language).understood;
            return view! {
                <button class="btn primary" type="button" on:click=press(move || close.run(()))>{label}</button>
            }
            .into_any();
        }
        let chest = chest.clone();
        view! {
            <button class="btn quiet" type="button" on:click=press(move || close.run(()))>{general.cancel}</button>
            <button
                class="btn primary"
                type="button"
                disabled=truth(move || chosen.get() == 0)
                on:click=press(move || library.restore_chosen(chest.clone(), notices))
            >
                {text(move || words::restore(language, chosen.get()))}
            </button>
        }
        .into_any()
    };
    view! {
        <Dialog id="restore" title=words.title.to_owned() on_close=close foot=foot>
            <dl class="pairs">
                <dt>{Import::of(language).file}</dt><dd>{file}</dd>
                <dt>{words.made}</dt><dd class="num">{made}</dd>
                <dt>{words.holds}</dt><dd>{counted}</dd>
            </dl>
            <p class="hush">{words.safe}</p>
            <ul class="chest" tabindex="0" aria-label=words.title>{lines}</ul>
        </Dialog>
    }
    .into_any()
}

fn line(kept: &Kept) -> AnyView {
    let (words, language) = (Restore::of(language()), language());
    let (name, about) = match &kept.read {
        Ok((project, head)) => {
            let Form { title, stage, .. } = &head.form;
            let name = if project.name.is_empty() { Import::of(language).nameless } else { &project.name };
            let at = format!("{} {}", local_date(head.changed), local_time(head.changed));
            let bin = if head.deleted.is_some() { words.binned } else { "" };
            (name.to_owned(), format!("{title} · {stage} · {} · {at}{bin}", role(language, head.role())))
        }
        Err(why) => (words.broken.to_owned(), why.clone()),
    };
    let offers: &[(Choice, &str)] = match kept.state {
        State::Broken | State::Same => &[],
        State::New => &[(Choice::Add, words.add), (Choice::Keep, words.leave_out)],
        State::Other(_) => {
            &[(Choice::Keep, words.keep), (Choice::Replace, words.replace), (Choice::Add, words.both)]
        }
    };
    let state = words::state(language, kept.state);
    let choose = (!offers.is_empty()).then(|| select(&name, offers, &kept.choice));
    view! { <li><div><b>{name}</b><p>{about}</p><p>{state}</p></div>{choose}</li> }.into_any()
}

/// What can be done with one of them.
fn select(name: &str, offers: &[(Choice, &'static str)], choice: &ArcRwSignal<Choice>) -> AnyView {
    let values: Vec<Choice> = offers.iter().map(|(value, _)| *value).collect();
    let options: Vec<AnyView> = offers
        .iter()
        .enumerate()
        .map(|(at, (_, label))| view! { <option value=at.to_string()>{*label}</option> }.into_any())
        .collect();
    let choice = choice.clone();
    let choose = change(move |event| {
        let at: usize = event_target_value(&event).parse().unwrap_or_default();
        if let Some(value) = values.get(at) {
            choice.set(*value);
        }
    });
    view! { <select aria-label=name.to_owned() on:change=choose>{options}</select> }.into_any()
}
