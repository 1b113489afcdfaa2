//! A rubric's own page: where it comes from, what it asks, and what can be done with it.
//! May import `state`, `parts`, `words` and the library. Read next: `tree`.

use gongping::exchange::Known;
use gongping::rubric::{Kind, Rubric};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::tree;
use crate::app::pages::import::import_dialog;
use crate::app::parts::bar::bar;
use crate::app::parts::icon::icon;
use crate::app::parts::live::{part, press};
use crate::app::parts::title::name_page;
use crate::app::route::Route;
use crate::app::state::library::rubric_files::export_rubric;
use crate::app::state::library::rubrics::Rubrics;
use crate::app::state::library::{OpenError, library};
use crate::app::state::notices::notices;
use crate::app::state::{general, language};
use crate::app::words::general::{object, provenance, role};
use crate::app::words::new::{stage_line, stage_meaning};
use crate::app::words::opening;
use crate::app::words::rubrics::{self as words, Words};

/// How much of a digest is shown: enough to tell two texts apart.
const DIGEST_SHOWN: usize = 12;

/// The page of a rubric.
pub fn rubric_page(key: &str) -> AnyView {
    with_rubric(key, page)
}

/// A page about a rubric, shown once it is read, or the reason why it is not.
pub(super) fn with_rubric(key: &str, show: fn(&Known, &str) -> AnyView) -> AnyView {
    let library = library();
    let read = RwSignal::new(None::<Result<Known, OpenError>>);
    let key = key.to_owned();
    let name = key.clone();
    let ask = Callback::new(move |()| {
        let key = key.clone();
        read.set(None);
        spawn_local(async move {
            let known = library.rubric_named(&key).await;
            // The person may have gone on meanwhile.
            let _ = read.try_set(Some(known));
        });
    });
    ask.run(());
    part(move || match read.get() {
        None => view! { <p class="page hush" role="status">{general().loading}</p> }.into_any(),
        Some(Ok(known)) => show(&known, &name),
        Some(Err(why)) => not_read(&why, ask),
    })
    .into_any()
}

fn not_read(why: &OpenError, ask: Callback<()>) -> AnyView {
    let words = Words::of(language());
    let again = !matches!(why, OpenError::UnknownRubric(_));
    let reason = if again { opening::trouble(language(), why) } else { words.not_found.to_owned() };
    let again = again.then(|| {
        view! { <button class="btn" type="button" on:click=press(move || ask.run(()))>{general().retry}</button> }.into_any()
    });
    view! {
        <div class="app">
            {bar(&Route::Rubrics.hash(), words.back, words.title, None)}
            <main class="page narrow"><div class="banner bad" role="alert"><p>{reason}</p>{again}</div></main>
        </div>
    }
    .into_any()
}

fn page(known: &Known, key: &str) -> AnyView {
    let (words, rubric) = (Words::of(language()), &known.rubric);
    name_page(rubric.title());
    view! {
        <div class="app">
            {bar(&Route::Rubrics.hash(), words.back, words.title, None)}
            <main class="page narrow rubric">
                <h2 class="rubric-title">{rubric.title().to_owned()}</h2>
                <p>
                    <span class="stamp">{provenance(language(), rubric.provenance())}</span>
                    <span class="chip">{object(language(), rubric.object())}</span>" "
                    <b class="num">{size(rubric)}</b>
                </p>
                {actions(known, key)}
                <section class="sheet form-part"><h2>{words.about}</h2>{about(rubric)}</section>
                <section class="sheet form-part"><h2>{words.tree}</h2>{tree::tree(rubric)}</section>
                {tree::form_readings(rubric)}
                {tree::grades(rubric)}
            </main>
        </div>
        {import_dialog()}
    }
    .into_any()
}

fn size(rubric: &Rubric) -> String {
    let bonus = rubric.points(Kind::Bonus);
    let bonus = (!bonus.is_zero()).then(|| bonus.canonical());
    words::size(
        language(),
        rubric.indicators().len(),
        &rubric.points(Kind::Base).canonical(),
        bonus.as_deref(),
    )
}

fn actions(known: &Known, key: &str) -> AnyView {
    let words = Words::of(language());
    let (library, notices, language) = (library(), notices(), language());
    let (to_export, to_delete, digest) = (known.clone(), known.clone(), known.rubric.digest().to_owned());
    let export = press(move || export_rubric(&to_export, notices, language));
    let delete = part(move || {
        let imported = match library.rubrics() {
            Rubrics::Ready(listed, _) => listed.iter().any(|one| one.imported && one.entry.digest == digest),
            Rubrics::Loading => false,
        };
        let known = to_delete.clone();
        let delete = press(move || library.delete_rubric(known.clone(), notices, language));
        imported
            .then(|| {
                view! { <button class="btn danger" type="button" on:click=delete>{icon("trash")}{general().delete}</button> }
            })
            .into_any()
    });
    view! {
        <div class="form-foot">
            <a class="btn primary" href=Route::Begin(key.to_owned()).hash()>{icon("start")}{words.begin}</a>
            <a class="btn" href=Route::Blank(key.to_owned()).hash()>{icon("print")}{words.blank}</a>
            <button class="btn" type="button" on:click=export>{icon("export")}{words.export}</button>
            {delete}
        </div>
    }
    .into_any()
}

/// Where the rubric comes from and how it is used, in pairs.
fn about(rubric: &Rubric) -> AnyView {
    let words = Words::of(language());
    let source = rubric.source();
    let digest = rubric.digest().get(..DIGEST_SHOWN).unwrap_or_default();
    let stages: Vec<String> = rubric
        .stages()
        .iter()
        .map(|stage| stage_line(language(), &stage.name, &stage_meaning(language(), rubric, stage)))
        .collect();
    let roles: Vec<&str> = rubric.roles().iter().map(|one| role(language(), *one)).collect();
    let pairs = [
        (words.source, Some(source.title.clone())),
        (words.issuer, source.issuer.clone()),
        (words.address, source.address.clone()),
        (words.note, source.note.clone()),
        (words.stages, Some(stages.join("\n"))),
        (words.roles, Some(roles.join("、"))),
        (words.version, Some(words::version(language(), rubric.version(), digest))),
    ];
    let pairs: Vec<AnyView> = pairs
        .into_iter()
        .filter_map(|(name, text)| Some(view! { <dt>{name}</dt><dd>{text?}</dd> }.into_any()))
        .collect();
    view! { <dl class="pairs lines">{pairs}</dl> }.into_any()
}
