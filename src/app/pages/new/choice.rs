//! Which kind of assessment is to be made: the rubric, out of however many there are, and then its stage and who
//! rates. Choosing a rubric reads it, so that it can be begun at once.
//! May import `state`, `parts`, `words` and the library. Read next: `fields`.

use gongping::assessment::Role;
use gongping::exchange::Known;
use gongping::rubric::{Provenance, StageId};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::fields;
use crate::app::parts::icon::icon;
use crate::app::parts::live::{Part, change, part, press};
use crate::app::state::library::rubrics::{Listed, Rubrics};
use crate::app::state::library::{Library, OpenError, library};
use crate::app::state::rubrics::Trouble;
use crate::app::state::{general, language};
use crate::app::words::general::{provenance, role as role_name};
use crate::app::words::new::stage_meaning;
use crate::app::words::new::{self, New};
use crate::app::words::opening;

/// More rubrics than this get a search over them.
const FEW: usize = 6;

/// What kind of assessment is to be made; a handle that is copied freely.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    library: Library,
    /// The digest of the rubric.
    digest: RwSignal<Option<String>>,
    /// What came of reading it.
    read: RwSignal<Option<Result<Known, OpenError>>>,
    stage: RwSignal<Option<StageId>>,
    role: RwSignal<Role>,
    search: RwSignal<String>,
    /// Whether the person went on without choosing.
    missing: RwSignal<bool>,
}

/// A choice that is made.
pub(super) struct Chosen {
    /// The digest of the rubric.
    pub(super) rubric: String,
    /// `None` while the rubric is still on its way: its first stage.
    pub(super) stage: Option<StageId>,
    pub(super) role: Role,
}

impl Choice {
    /// The rubric of that digest or id is chosen, or the one used last, or the only one; else none is yet.
    pub(super) fn begin(library: Library, wanted: Option<String>) -> Self {
        let choice = Self {
            library,
            digest: RwSignal::new(None),
            read: RwSignal::new(None),
            stage: RwSignal::new(None),
            role: RwSignal::new(Role::SelfAssessment),
            search: RwSignal::new(String::new()),
            missing: RwSignal::new(false),
        };
        Effect::new(move |_| {
            let Rubrics::Ready(listed, _) = library.rubrics() else { return };
            if choice.digest.with_untracked(Option::is_some) {
                return;
            }
            let is = |one: &&Listed, key: &String| one.entry.digest == *key || one.key() == *key;
            let named = |key: Option<String>| key.and_then(|key| listed.iter().find(|one| is(one, &key)));
            let only = listed.first().filter(|_| listed.len() == 1);
            if let Some(first) = named(wanted.clone()).or_else(|| named(library.rubric_used_last())).or(only)
            {
                choice.choose(&first.entry.digest);
            }
        });
        choice
    }

    /// Chooses a rubric and reads it.
    fn choose(self, digest: &str) {
        let library = self.library;
        self.missing.set(false);
        self.digest.set(Some(digest.to_owned()));
        self.read.set(None);
        self.stage.set(None);
        let digest = digest.to_owned();
        spawn_local(async move {
            let read = library.rubric(&digest).await;
            // The person may have chosen another, or left the page.
            let is_still = self.digest.try_with_untracked(|now| now.as_ref() == Some(&digest));
            if is_still == Some(true) {
                let first = read.as_ref().ok().and_then(|held| held.rubric.stages().first());
                self.stage.set(first.map(|stage| stage.id.clone()));
                // Who a rubric names first is whom it is made for.
                if let Some(first) = read.as_ref().ok().and_then(|held| held.rubric.roles().first()) {
                    self.role.set(*first);
                }
                self.read.set(Some(read));
            }
        });
    }

    /// The choice; where the rubric is missing, the page says so from then on.
    pub(super) fn checked(self) -> Option<Chosen> {
        let rubric = self.digest.get_untracked();
        self.missing.set(rubric.is_none());
        Some(Chosen { rubric: rubric?, stage: self.stage.get_untracked(), role: self.role.get_untracked() })
    }
}

/// The part of the form about the assessment.
pub(super) fn assessment(choice: Choice) -> AnyView {
    let words = New::of(language());
    view! {
        <section class="sheet form-part">
            <h2>{words.assessment}</h2>
            <fieldset class="field">
                <legend class="legend">{words.rubric}</legend>
                {search(choice)}
                {cards(choice)}
                {part(move || {
                    let missing = choice.missing.get().then(|| view! { <p class="error" role="alert">{words.rubric_missing}</p> });
                    missing.into_any()
                })}
            </fieldset>
            {details(choice)}
        </section>
    }
    .into_any()
}

/// The search, where there are many rubrics.
fn search(choice: Choice) -> Part {
    let library = library();
    let many =
        Memo::new(move |_| matches!(library.rubrics(), Rubrics::Ready(listed, _) if listed.len() > FEW));
    part(move || {
        let words = New::of(language());
        let typed = change(move |event| choice.search.set(event_target_value(&event)));
        many.get()
            .then(|| {
                view! {
                    <span class="box search">
                        {icon("search")}
                        <input type="search" id="rubric-search" aria-label=words.search placeholder=words.search autocomplete="off" on:input=typed/>
                    </span>
                }
            })
            .into_any()
    })
}

fn cards(choice: Choice) -> Part {
    let library = library();
    part(move || match library.rubrics() {
        Rubrics::Loading => view! { <p class="hush" role="status">{general().loading}</p> }.into_any(),
        Rubrics::Ready(listed, trouble) => {
            let search = choice.search.get().to_lowercase();
            let fits = |listed: &&Listed| {
                let chosen =
                    choice.digest.with_untracked(|chosen| chosen.as_ref() == Some(&listed.entry.digest));
                chosen
                    || search.split_whitespace().all(|word| listed.entry.title.to_lowercase().contains(word))
            };
            let found: Vec<AnyView> = listed.iter().filter(fits).map(|listed| card(choice, listed)).collect();
            let nothing = found.is_empty() && trouble.is_none();
            let nothing =
                nothing.then(|| view! { <p class="hush" role="status">{New::of(language()).no_rubric}</p> });
            view! { {found}{nothing}{trouble.map(not_read)} }.into_any()
        }
    })
}

/// The rubrics that ship did not come: why, and another try.
fn not_read(why: Trouble) -> AnyView {
    let library = library();
    view! {
        <div class="banner bad" role="alert">
            <p>{opening::rubric(language(), why)}</p>
            <button class="btn" type="button" on:click=press(move || library.list_rubrics())>{general().retry}</button>
        </div>
    }
    .into_any()
}

fn card(choice: Choice, listed: &Listed) -> AnyView {
    let entry = &listed.entry;
    let mut size = new::rubric_size(language(), entry.sections, entry.indicators, &entry.base, &entry.bonus);
    if entry.provenance == Provenance::Official {
        size.push_str(&new::to_the_letter(language()));
    }
    let (digest, this) = (entry.digest.clone(), entry.digest.clone());
    let chosen = move || choice.digest.with(|chosen| chosen.as_ref() == Some(&digest));
    view! {
        <label class="pick">
            <input
                type="radio"
                name="rubric"
                value=entry.id.clone()
                prop:checked=chosen
                on:change=change(move |_| choice.choose(&this))
            />
            <span class="pick-card">
                <b>
                    {entry.title.clone()}" "
                    <span class="stamp">{provenance(language(), entry.provenance)}</span>
                </b>
                <span class="hush num">{size}</span>
            </span>
        </label>
    }
    .into_any()
}

/// Stage and role, once the rubric is read.
fn details(choice: Choice) -> Part {
    part(move || match choice.read.get() {
        None => ().into_any(),
        Some(Ok(held)) => view! { {stages(choice, &held)}{roles(choice, &held)} }.into_any(),
        Some(Err(why)) => {
            let again = press(move || {
                if let Some(digest) = choice.digest.get_untracked() {
                    choice.choose(&digest);
                }
            });
            view! {
                <div class="banner bad" role="alert">
                    <p>{opening::trouble(language(), &why)}</p>
                    <button class="btn" type="button" on:click=again>{general().retry}</button>
                </div>
            }
            .into_any()
        }
    })
}

fn stages(choice: Choice, held: &Known) -> AnyView {
    let words = New::of(language());
    let stages = held.rubric.stages();
    let radios = stages.iter().map(|stage| {
        let (id, to_set) = (stage.id.clone(), stage.id.clone());
        let chosen = move || choice.stage.with(|chosen| chosen.as_ref() == Some(&id));
        let choose = move || choice.stage.set(Some(to_set.clone()));
        fields::radio("stage", stage.id.to_string(), stage.name.clone(), chosen, choose).into_any()
    });
    // What each stage means for the figures, in the form's own words where it has any.
    let lines = stages.iter().map(|stage| {
        let meaning = stage_meaning(language(), &held.rubric, stage);
        view! { <span>{new::stage_line(language(), &stage.name, &meaning)}</span><br/> }.into_any()
    });
    view! {
        <fieldset class="field choice-field">
            <legend class="legend" id="stage-name">{words.stage}</legend>
            <div class="seg" role="radiogroup" aria-labelledby="stage-name">{radios.collect_view()}</div>
        </fieldset>
        <p class="hush">{lines.collect_view()}</p>
    }
    .into_any()
}

/// Those who may rate with the rubric.
fn roles(choice: Choice, held: &Known) -> AnyView {
    let words = New::of(language());
    let radios = held.rubric.roles().iter().map(|role| {
        let role = *role;
        let name = match role {
            Role::SelfAssessment => words.self_role,
            Role::Evaluation => words.evaluation_role,
            other => role_name(language(), other),
        };
        let chosen = move || choice.role.get() == role;
        fields::radio("role", role.id().to_owned(), name.to_owned(), chosen, move || choice.role.set(role))
            .into_any()
    });
    view! {
        <fieldset class="field choice-field">
            <legend class="legend" id="role-name">{words.role}</legend>
            <div class="seg" role="radiogroup" aria-labelledby="role-name">{radios.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
