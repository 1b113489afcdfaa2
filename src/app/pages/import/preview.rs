//! What an assessment in a file is and holds, how it differs from what is here, and what the person can do with it.
//! May import `state`, `parts`, `words` and the library. Read next: `passphrase`.

use std::sync::Arc;

use gongping::record::{Form, Summary, figure};
use leptos::prelude::*;

use crate::app::parts::dialog::Dialog;
use crate::app::parts::live::press;
use crate::app::platform::clock::{local_date, local_time};
use crate::app::state::library::files::{Already, Preview, Relation, Row};
use crate::app::state::library::library;
use crate::app::state::library::taking::Taking;
use crate::app::state::notices::notices;
use crate::app::state::{general, language};
use crate::app::words::general::{progress, role};
use crate::app::words::home::beside_base;
use crate::app::words::import::{self, Import};

/// How many figures that do not follow are listed.
const DISCREPANCIES_SHOWN: usize = 8;

/// The dialog over an assessment in a file.
pub(super) fn shown(preview: Arc<Preview>, close: Callback<()>) -> AnyView {
    let words = Import::of(language());
    let is_known = preview.already == Already::Same;
    let (pairs, discrepancies, already) = (pairs(&preview), discrepancies(&preview), already(&preview));
    let foot = move || choices(&preview, close);
    let title = if is_known { words.known } else { words.question };
    view! {
        <Dialog id="import" title=title.to_owned() on_close=close foot=foot>{pairs}{discrepancies}{already}</Dialog>
    }
    .into_any()
}

/// The buttons. Where another state is here, the one that loses nothing anybody looks at stands out.
fn choices(preview: &Arc<Preview>, close: Callback<()>) -> AnyView {
    let (words, general, language) = (Import::of(language()), general(), language());
    let (library, notices) = (library(), notices());
    let button = move |class: &'static str, text: &'static str, act: Callback<()>| {
        view! { <button class=class type="button" on:click=press(move || act.run(()))>{text}</button> }
            .into_any()
    };
    let take = |how| {
        let preview = preview.clone();
        Callback::new(move |()| library.take_in(&preview, how, notices, language))
    };
    let cancel = button("btn quiet", general.cancel, close);
    let main = "btn primary";
    match &preview.already {
        Already::Same => button(main, words.understood, close),
        Already::Absent | Already::Binned => {
            let recomputed = !preview.discrepancies.is_empty();
            let text = if recomputed { words.accept_recomputed } else { words.accept };
            view! { {cancel}{button(main, text, take(Taking::Beside))} }.into_any()
        }
        Already::Different(found) if found.relation == Relation::Newer => {
            let beside = button("btn", words.keep_both, take(Taking::Beside));
            view! { {cancel}{beside}{button(main, words.replace, take(Taking::Instead))} }.into_any()
        }
        Already::Different(_) => {
            let instead = button("btn", words.replace, take(Taking::Instead));
            view! { {cancel}{instead}{button(main, words.keep_both, take(Taking::Beside))} }.into_any()
        }
    }
}

/// What the file holds.
fn pairs(preview: &Preview) -> AnyView {
    let words = Import::of(language());
    let (project, head) = (&preview.project, &preview.head);
    let named = |text: &str| if text.is_empty() { words.nameless.to_owned() } else { text.to_owned() };
    let Form { title, stage, places, .. } = head.form.clone();
    let what = format!("{title} · {stage} · {}", role(language(), head.role()));
    let Summary { answered, of, base, bonus, total, provisional } = head.summary.clone();
    let beside = beside_base(language(), &figure(&bonus, places), &figure(&total, places), provisional);
    let result = format!("{} {beside} · {}", figure(&base, places), progress(language(), answered, of));
    let (steps, at) = preview.steps;
    let signed = (steps > 0).then(|| import::signed(language(), steps, &head.by, &moment(at)));
    let attached = head.attachments.len();
    let attached = (attached > 0).then(|| import::attached(language(), attached));
    let pairs = [
        (words.file, Some(preview.file.clone())),
        (words.project, Some(named(&project.name))),
        (words.implementer, Some(named(&project.implementer))),
        (words.assessment, Some(what)),
        (words.version, Some(import::version(language(), &head.rubric_version, &preview.versions))),
        (words.signed, signed),
        (words.attachments, attached),
        (words.result, Some(result)),
    ];
    let pair = |(name, text): (&'static str, Option<String>)| {
        Some(view! { <dt>{name}</dt><dd>{text?}</dd> }.into_any())
    };
    let pairs: Vec<AnyView> = pairs.into_iter().filter_map(pair).collect();
    view! { <dl class="pairs">{pairs}</dl> }.into_any()
}

/// The figures in the file that do not follow from its facts.
fn discrepancies(preview: &Preview) -> Option<AnyView> {
    let words = Import::of(language());
    let found = &preview.discrepancies;
    if found.is_empty() {
        return None;
    }
    let line = |line: &String| view! { <li class="num">{line.clone()}</li> }.into_any();
    let mut lines: Vec<AnyView> = found.iter().take(DISCREPANCIES_SHOWN).map(line).collect();
    let left = found.len().saturating_sub(DISCREPANCIES_SHOWN);
    if left > 0 {
        lines.push(view! { <li>{import::and_more(language(), left)}</li> }.into_any());
    }
    let banner = view! {
        <div class="banner bad" role="note">
            <div><b>{words.differs_title}</b><ul>{lines}</ul><p>{words.differs_help}</p></div>
        </div>
    };
    Some(banner.into_any())
}

/// What there is of it on this device, and row by row how that differs.
fn already(preview: &Preview) -> Option<AnyView> {
    let words = Import::of(language());
    let note = |text: String| view! { <div class="banner" role="note"><p>{text}</p></div> }.into_any();
    match &preview.already {
        Already::Absent => None,
        Already::Binned => Some(note(words.binned_text.to_owned())),
        Already::Same => Some(note(words.known_text.to_owned())),
        Already::Different(found) => {
            let text = import::beside(language(), found.relation, &moment(found.changed));
            Some(view! { {note(text)}{table(&found.rows)} }.into_any())
        }
    }
}

/// What differs, with both values.
pub(super) fn table(rows: &[Row]) -> Option<AnyView> {
    let words = Import::of(language());
    if rows.is_empty() {
        return None;
    }
    let line = |row: &Row| {
        let Row { what, here, there } = row.clone();
        view! { <tr><th scope="row">{what}</th><td>{here}</td><td>{there}</td></tr> }.into_any()
    };
    let lines: Vec<AnyView> = rows.iter().map(line).collect();
    let caption = import::differences(language(), rows.len());
    let label = caption.clone();
    let table = view! {
        <div class="differences" tabindex="0" role="region" aria-label=label>
            <table>
                <caption>{caption}</caption>
                <thead><tr><th scope="col">{words.what}</th><th scope="col">{words.here}</th><th scope="col">{words.there}</th></tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    };
    Some(table.into_any())
}

/// A moment as it is read.
fn moment(at: u64) -> String {
    format!("{} {}", local_date(at), local_time(at))
}
