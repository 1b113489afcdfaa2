//! The dialog over a rubric file: what it holds, before it is kept, or everything that is wrong with it.
//! May import `state`, `parts`, `words` and the library. Read next: `pages::rubrics`.

use std::sync::Arc;

use gongping::exchange::Known;
use gongping::rubric::Kind;
use gongping::rubric::words::Language;
use leptos::prelude::*;

use crate::app::parts::dialog::Dialog;
use crate::app::parts::live::press;
use crate::app::state::library::library;
use crate::app::state::library::rubric_files::{AlreadyKnown, RubricFile, copy_problems};
use crate::app::state::notices::notices;
use crate::app::state::{general, language};
use crate::app::words::general::{object, provenance};
use crate::app::words::import::{self, Import};
use crate::app::words::rubrics::{self as words, Words};

/// How many problems are listed; the copied list has all of them.
const SHOWN: usize = 50;

/// The dialog over a rubric file.
pub(super) fn dialog(file: &Arc<RubricFile>, close: Callback<()>) -> AnyView {
    match &file.read {
        Ok(known) => right(file, known, close),
        Err(problems) => wrong(&file.file, problems, close),
    }
}

fn right(file: &Arc<RubricFile>, known: &Known, close: Callback<()>) -> AnyView {
    let (words, language) = (Words::of(language()), language());
    let (library, notices) = (library(), notices());
    let rubric = &known.rubric;
    let is_same = file.already == AlreadyKnown::Same;
    let note = match &file.already {
        AlreadyKnown::Absent => None,
        AlreadyKnown::Same => Some(words.same_text.to_owned()),
        AlreadyKnown::Different => Some(words.different.to_owned()),
        AlreadyKnown::OtherVersions(versions) => Some(words::other_versions(language, &versions.join("、"))),
    };
    let bonus = rubric.points(Kind::Bonus);
    let bonus = (!bonus.is_zero()).then(|| bonus.canonical());
    let base = rubric.points(Kind::Base).canonical();
    let size = words::size(language, rubric.indicators().len(), &base, bonus.as_deref());
    let accept = match file.already {
        AlreadyKnown::Different => words.accept_both,
        _ => words.accept,
    };
    let (name, taken) = (file.file.clone(), known.clone());
    let general = general();
    let foot = move || {
        if is_same {
            return understood(close);
        }
        let (name, taken) = (name.clone(), taken.clone());
        let take = press(move || library.take_in_rubric(name.clone(), taken.clone(), notices, language));
        view! {
            <button class="btn quiet" type="button" on:click=press(move || close.run(()))>{general.cancel}</button>
            <button class="btn primary" type="button" on:click=take>{accept}</button>
        }
        .into_any()
    };
    let title = if is_same { words.same } else { words.question };
    let import = Import::of(language);
    let pairs = [
        (import.file, file.file.clone()),
        (words.title, rubric.title().to_owned()),
        (words.provenance, provenance(language, rubric.provenance()).to_owned()),
        (words.object, object(language, rubric.object()).to_owned()),
        (words.version, rubric.version().to_owned()),
        (words.points, size),
    ];
    let pairs: Vec<AnyView> =
        pairs.into_iter().map(|(name, text)| view! { <dt>{name}</dt><dd>{text}</dd> }.into_any()).collect();
    view! {
        <Dialog id="import-rubric" title=title.to_owned() on_close=close foot=foot>
            <dl class="pairs">{pairs}</dl>
            {note.map(|note| view! { <div class="banner" role="note"><p>{note}</p></div> })}
        </Dialog>
    }
    .into_any()
}

fn understood(close: Callback<()>) -> AnyView {
    let text = Import::of(language()).understood;
    view! { <button class="btn primary" type="button" on:click=press(move || close.run(()))>{text}</button> }
        .into_any()
}

fn wrong(file: &str, problems: &[[String; 2]], close: Callback<()>) -> AnyView {
    let (words, language, notices) = (Words::of(language()), language(), notices());
    let sentences: Vec<String> = problems
        .iter()
        .map(|[zh, en]| if language == Language::Chinese { zh.clone() } else { en.clone() })
        .collect();
    let all = sentences.join("\n");
    let copy = (!sentences.is_empty()).then_some(all);
    let said = if sentences.is_empty() {
        words.too_large.to_owned()
    } else {
        words::problems(language, sentences.len())
    };
    let left = sentences.len().saturating_sub(SHOWN);
    let mut lines: Vec<AnyView> =
        sentences.into_iter().take(SHOWN).map(|line| view! { <li>{line}</li> }.into_any()).collect();
    if left > 0 {
        lines.push(view! { <li>{import::and_more(language, left)}</li> }.into_any());
    }
    let foot = move || {
        let copying = copy.clone().map(|list| {
            let copy = press(move || copy_problems(&list, notices, language));
            view! { <button class="btn" type="button" on:click=copy>{words.copy}</button> }.into_any()
        });
        view! { {copying}{understood(close)} }.into_any()
    };
    let name = file.to_owned();
    let name = (!name.is_empty()).then(|| view! { <p><b>{name}</b></p> }.into_any());
    view! {
        <Dialog id="import-rubric" title=words.wrong.to_owned() on_close=close foot=foot>
            {name}
            <p>{said}</p>
            <ol class="problem-list">{lines}</ol>
            <p class="hush">{words.wrong_help}</p>
        </Dialog>
    }
    .into_any()
}
