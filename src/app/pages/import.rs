//! The dialog over a chosen file: what it holds, before anything is stored, or why it is not taken in.
//! May import `state`, `parts`, `words` and the library. Read next: `print`.

use std::sync::Arc;

use crate::app::parts::live::press;
use gongping::record::{Form, Summary, figure};
use leptos::prelude::*;

use crate::app::parts::dialog::Dialog;
use crate::app::platform::clock::{local_date, local_time};
use crate::app::state::library::files::{Already, Incoming, Preview, Refusal};
use crate::app::state::library::library;
use crate::app::state::notices::notices;
use crate::app::state::{general, language};
use crate::app::words::files::refusal as words_of;
use crate::app::words::general::{progress, role};
use crate::app::words::home::beside_base;
use crate::app::words::import::{self, Import};

mod rubric;

/// How many differences are listed.
const DIFFERENCES_SHOWN: usize = 8;

/// The dialog, for as long as there is a file to decide about.
pub fn import_dialog() -> impl IntoView {
    let incoming = library().incoming;
    let close = Callback::new(move |()| incoming.set(None));
    move || match incoming.get()? {
        Incoming::Reading { file } => Some(reading(file)),
        Incoming::Refused { file, why } => Some(refused(file, &why, close)),
        Incoming::Preview(preview) => Some(shown(preview, close)),
        Incoming::Rubric(file) => Some(rubric::dialog(&file, close)),
    }
}

/// While a file is read.
fn reading(file: String) -> AnyView {
    let (words, general, library) = (Import::of(language()), general(), library());
    let stop = Callback::new(move |()| library.stop_reading());
    let foot = move || {
        view! { <button class="btn" type="button" on:click=press(move || stop.run(()))>{general.cancel}</button> }
    };
    view! {
        <Dialog id="file-busy" title=words.reading.to_owned() on_close=stop foot=foot>
            <p><b>{file}</b></p>
            <p role="status">{words.reading_text}</p>
        </Dialog>
    }
    .into_any()
}

fn refused(file: String, why: &Refusal, close: Callback<()>) -> AnyView {
    let words = Import::of(language());
    let (reason, detail) = words_of(language(), why);
    let foot = move || {
        view! {
            <button class="btn primary" type="button" on:click=press(move || close.run(()))>{words.understood}</button>
        }
    };
    view! {
        <Dialog id="import-refused" title=words.refused.to_owned() on_close=close foot=foot>
            {(!file.is_empty()).then(|| view! { <p><b>{file}</b></p> })}
            <p class="error">{reason}</p>
            {detail.map(|detail| view! { <p class="hush">{words.technical}{general().colon}{detail}</p> })}
            <p class="hush">{words.unchanged}</p>
        </Dialog>
    }
    .into_any()
}

fn shown(preview: Arc<Preview>, close: Callback<()>) -> AnyView {
    let (words, general, language) = (Import::of(language()), general(), language());
    let (library, notices) = (library(), notices());
    let known = preview.already == Already::Same;
    let (pairs, note) = (pairs(&preview), note(&preview));
    let differences = differences(&preview);
    let foot = move || {
        let preview = preview.clone();
        if known {
            view! {
                <button class="btn primary" type="button" on:click=press(move || close.run(()))>{words.understood}</button>
            }
            .into_any()
        } else {
            view! {
                <button class="btn quiet" type="button" on:click=press(move || close.run(()))>{general.cancel}</button>
                <button
                    class="btn primary"
                    type="button"
                    on:click=press(move || library.take_in(&preview, notices, language))
                >
                    {words.accept}
                </button>
            }
            .into_any()
        }
    };
    let title = if known { words.known } else { words.question };
    view! {
        <Dialog id="import" title=title.to_owned() on_close=close foot=foot>{pairs}{differences}{note}</Dialog>
    }
    .into_any()
}

/// What the file holds.
fn pairs(preview: &Preview) -> impl IntoView + use<> {
    let words = Import::of(language());
    let (project, head) = (&preview.project, &preview.head);
    let named = |text: &str| if text.is_empty() { words.nameless.to_owned() } else { text.to_owned() };
    let Form { title, stage, places, .. } = head.form.clone();
    let what = format!("{title} · {stage} · {}", role(language(), head.role()));
    let Summary { answered, of, base, bonus, total, provisional } = head.summary.clone();
    let beside = beside_base(language(), &figure(&bonus, places), &figure(&total, places), provisional);
    let result = format!("{} {beside} · {}", figure(&base, places), progress(language(), answered, of));
    view! {
        <dl class="pairs">
            <dt>{words.file}</dt><dd>{preview.file.clone()}</dd>
            <dt>{words.project}</dt><dd>{named(&project.name)}</dd>
            <dt>{words.implementer}</dt><dd>{named(&project.implementer)}</dd>
            <dt>{words.assessment}</dt><dd>{what}</dd>
            <dt>{words.result}</dt><dd class="num">{result}</dd>
        </dl>
    }
}

/// The figures in the file that do not follow from its facts.
fn differences(preview: &Preview) -> impl IntoView + use<> {
    let (words, language) = (Import::of(language()), language());
    let found = &preview.discrepancies;
    (!found.is_empty()).then(|| {
        let lines = found.iter().take(DIFFERENCES_SHOWN).map(|line| {
            let line = line.clone();
            view! { <li class="num">{line}</li> }
        });
        let left = found.len().saturating_sub(DIFFERENCES_SHOWN);
        let more = (left > 0).then(|| view! { <li>{import::and_more(language, left)}</li> });
        view! {
            <div class="banner bad" role="note">
                <div>
                    <b>{words.differs_title}</b>
                    <ul>{lines.collect_view()}{more}</ul>
                    <p>{words.differs_help}</p>
                </div>
            </div>
        }
    })
}

/// What there is of it on this device.
fn note(preview: &Preview) -> impl IntoView + use<> {
    let text = match preview.already {
        Already::Absent => return None,
        Already::Same => Import::of(language()).known_text.to_owned(),
        Already::Different(changed) => {
            let changed = (changed > 0).then(|| format!("{} {}", local_date(changed), local_time(changed)));
            import::beside(language(), changed.as_deref())
        }
    };
    Some(view! { <div class="banner" role="note"><p>{text}</p></div> })
}
