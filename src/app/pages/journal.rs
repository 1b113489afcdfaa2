//! 修改记录 of one assessment: who changed what, when, from what, to what; newest first, of one row or of all.
//! May import `state`, `parts`, `words` and the library. Read next: `print`.

use std::sync::Arc;

use gongping::record::{Told, told};
use gongping::rubric::Rubric;
use gongping::score::sentence::Language;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::parts::bar::bar;
use crate::app::parts::live::{change, part, press, text};
use crate::app::parts::title::name_page;
use crate::app::route::Route;
use crate::app::state::library::journal::{Journal, Line};
use crate::app::state::library::{OpenError, library};
use crate::app::state::{general, language, moment};
use crate::app::words::general::General;
use crate::app::words::journal::{self as words, Journal as Words};
use crate::app::words::opening;

/// How many changes are shown at first, and how many more each time.
const SHOWN: usize = 200;

/// The value that stands for every row in the choice of one; no indicator has an empty id.
const ALL: &str = "";

/// The value that stands for the whole form; no id of an indicator has such a sign.
const FORM: &str = "#";

type Outcome = Result<Journal, OpenError>;

/// The page of the journal of an assessment.
pub fn journal_page(id: &str) -> AnyView {
    let (library, id) = (library(), id.to_owned());
    name_page(Words::of(language()).title);
    let outcome = RwSignal::<Option<Outcome>, LocalStorage>::new_local(None);
    let (read, back) = (id.clone(), Route::Fill(id).hash());
    spawn_local(async move {
        let journal = library.journal(&read).await;
        // The person may have gone on meanwhile.
        let _ = outcome.try_set(Some(journal));
    });
    let words = Words::of(language());
    let name = move || {
        outcome.with(|outcome| match outcome {
            Some(Ok(journal)) => journal.opened.assessment.project.name.clone(),
            _ => String::new(),
        })
    };
    view! {
        <div class="app">
            {bar(&back, words.back, words.title, Some(text(name)))}
            <main class="page">
                {part(move || match outcome.get() {
                    None => view! { <p class="empty" role="status">{general().loading}</p> }.into_any(),
                    Some(Ok(journal)) => shown(&journal),
                    Some(Err(why)) => view! {
                        <div class="banner bad" role="alert"><p>{opening::trouble(language(), &why)}</p></div>
                    }
                    .into_any(),
                })}
            </main>
        </div>
    }
    .into_any()
}

fn shown(journal: &Journal) -> AnyView {
    let words = Words::of(language());
    let (row, count) = (RwSignal::new(ALL.to_owned()), RwSignal::new(SHOWN));
    let older = journal.opened.head.as_ref().is_some_and(|head| head.journal.is_none());
    let older = older.then(|| view! { <div class="banner info" role="note"><p>{words.older}</p></div> });
    if journal.lines.is_empty() {
        return view! { {older}<p class="empty">{words.empty}</p> }.into_any();
    }
    let unsigned = journal.lines.iter().all(|line| line.step.as_ref().is_none_or(|step| step.by.is_empty()));
    let unsigned = unsigned.then(|| {
        view! {
            <div class="banner info" role="note">
                <p>{words.no_signature}</p>
                <a class="btn" href=Route::Settings.hash()>{words.to_settings}</a>
            </div>
        }
    });
    let journal = Arc::new(journal.clone());
    let chooser = chooser(&journal, row, count);
    view! {
        <div class="trail-about"><p class="hush">{words.lead}</p>{older}{unsigned}</div>
        {chooser}
        {part(move || list(&journal, row, count))}
    }
    .into_any()
}

/// The choice of one row, of those that were changed.
fn chooser(journal: &Journal, row: RwSignal<String>, count: RwSignal<usize>) -> AnyView {
    let words = Words::of(language());
    let changed =
        |id: &str| journal.lines.iter().any(|line| line.change().is_some_and(|one| one.indicator == id));
    let rows = journal.opened.rubric.indicators().iter().filter(|row| changed(row.id.as_str()));
    let rows = rows.map(|row| {
        view! { <option value=row.id.to_string()>{format!("{} {}", row.number, row.label)}</option> }
    });
    let form = changed("").then(|| view! { <option value=FORM>{words.whole_form}</option> });
    let choose = change(move |event| {
        count.set(SHOWN);
        row.set(event_target_value(&event));
    });
    view! {
        <div class="field trail-rows">
            <label for="journal-row">{words.row}</label>
            <select class="box" id="journal-row" on:change=choose>
                <option value=ALL>{words.all_rows}</option>
                {form}
                {rows.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// The changes of the chosen row, so many at a time.
fn list(journal: &Arc<Journal>, row: RwSignal<String>, count: RwSignal<usize>) -> AnyView {
    let language = language();
    let chosen = row.get();
    let fits = |line: &&Line| match (chosen.as_str(), line.change()) {
        (ALL, _) => true,
        (FORM, Some(change)) => change.indicator.is_empty(),
        (row, Some(change)) => change.indicator == row,
        (_, None) => false,
    };
    let found: Vec<&Line> = journal.lines.iter().filter(fits).collect();
    let left = found.len().saturating_sub(count.get());
    let more = (left > 0).then(|| {
        view! {
            <p class="empty">
                <button class="btn" type="button" on:click=press(move || count.update(|count| *count += SHOWN))>
                    {words::show_more(language, left)}
                </button>
            </p>
        }
    });
    view! {
        <p class="hush num" role="status">{words::count(language, found.len())}</p>
        {trail(&journal.opened.rubric, found.iter().take(count.get()).copied(), language)}
        {more}
    }
    .into_any()
}

/// Changes as a table; on narrow screens, where they stand below each other, each cell says what it is.
pub(super) fn trail<'l>(
    rubric: &Rubric,
    lines: impl Iterator<Item = &'l Line>,
    language: Language,
) -> AnyView {
    let words = Words::of(language);
    let heads = [words.when, words.row, words.field, words.from, words.to, words.kind, words.who];
    let heads = heads.map(|head| view! { <th scope="col" role="columnheader">{head}</th> }).collect_view();
    let lines = lines.map(|line| entry(rubric, line, language)).collect_view();
    view! {
        <table class="trail" role="table">
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{lines}</tbody>
        </table>
    }
    .into_any()
}

fn entry(rubric: &Rubric, line: &Line, language: Language) -> AnyView {
    let words = Words::of(language);
    let (Some(step), Some(change)) = (&line.step, line.change()) else {
        return view! { <tr role="row"><td role="cell" colspan="7">{words.unreadable}</td></tr> }.into_any();
    };
    let Told { number, indicator, field, from, to } = told(rubric, change, language);
    let labelled = |label: &str| format!("{label}{}", General::of(language).colon);
    let by = if step.by.is_empty() { words.nobody.to_owned() } else { step.by.clone() };
    view! {
        <tr role="row">
            <td role="cell" class="num">{moment(step.at)}</td>
            <th scope="row" role="rowheader">{format!("{number} {indicator}")}</th>
            <td role="cell">{field}</td>
            <td role="cell" data-label=labelled(words.from)>{from}</td>
            <td role="cell" data-label=labelled(words.to)>{to}</td>
            <td role="cell">{words::kind(language, step.kind)}</td>
            <td role="cell">{by}</td>
        </tr>
    }
    .into_any()
}
