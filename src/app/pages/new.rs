//! The pages for a new assessment and for the details of a project: one form each, with messages beside the
//! fields. Nothing typed is lost over a message.
//! May import `state`, `parts`, `words` and the library. Read next: `draft`, which says what is wrong.

use std::sync::Arc;

use crate::app::parts::live::{change, mark, part};
use gongping::assessment::{Project, Role};
use gongping::rubric::{Kind, Provenance, Rubric, StageId};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::parts::icon::icon;
use crate::app::parts::title::name_page;
use crate::app::route::{self, Route};
use crate::app::state::library::OpenError;
use crate::app::state::library::library;
use crate::app::state::notices::notices;
use crate::app::state::rubrics;
use crate::app::state::{general, language};
use crate::app::words::general::provenance;
use crate::app::words::new::{self, New};
use crate::app::words::opening;
use crate::app::words::storage::{self, Storage};

mod draft;
mod fields;

use draft::Draft;

/// The page for a new assessment: of a new project, or of the project of that id.
pub fn new_page(project: Option<&str>) -> AnyView {
    let words = New::of(language());
    match project {
        None => frame(words.title, new_form(Draft::blank())),
        Some(id) => frame(words.title_add, of_project(id.to_owned(), new_form)),
    }
}

/// The page for the details of a project.
pub fn edit_page(project: &str) -> AnyView {
    frame(New::of(language()).title_edit, of_project(project.to_owned(), edit_form))
}

fn frame(title: &'static str, body: impl IntoView + 'static) -> AnyView {
    name_page(title);
    view! {
        <div class="app">
            <header class="topbar">
                <a class="btn quiet icon" href=Route::Home.hash() aria-label=general().back_home title=general().back_home>
                    {icon("back")}
                </a>
                <div class="topbar-title"><h1>{title}</h1></div>
            </header>
            <main class="page narrow">{body}</main>
        </div>
    }
    .into_any()
}

/// Shows a form for a stored project, once it is read.
fn of_project(id: String, form: fn(Draft) -> AnyView) -> AnyView {
    let (library, language) = (library(), language());
    let found = RwSignal::new(None::<Result<Project, OpenError>>);
    spawn_local(async move {
        let project = match library.ready().await {
            Ok(()) => library.project(&id).ok_or(OpenError::NotFound),
            Err(why) => Err(OpenError::Store(why)),
        };
        // The person may have left the page by now.
        found.try_set(Some(project));
    });
    let body = move || match found.get() {
        None => view! { <p class="empty" role="status">{general().loading}</p> }.into_any(),
        Some(Ok(project)) => form(Draft::of(&project)),
        Some(Err(why)) => {
            view! { <div class="banner bad" role="alert"><p>{opening::trouble(language, &why)}</p></div> }
                .into_any()
        }
    };
    body.into_any()
}

fn new_form(draft: Draft) -> AnyView {
    let (library, notices, language) = (library(), notices(), language());
    let choice = Choice::first();
    let busy = RwSignal::new(false);
    let submit = move || {
        let Some((rubric, stage)) = choice.get() else { return };
        let Some(project) = fields::checked(draft) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match library.create(&rubric, project, stage, choice.role.get_untracked()).await {
                Ok(id) => route::go(&Route::Fill(id)),
                Err(why) => {
                    notices.say(storage::failed(language, Storage::of(language).not_saved, &why));
                    busy.try_set(false);
                }
            }
        });
    };
    form(draft, Some(choice), New::of(language).begin, busy, submit)
}

fn edit_form(draft: Draft) -> AnyView {
    let (library, notices, language) = (library(), notices(), language());
    let busy = RwSignal::new(false);
    let submit = move || {
        let Some(project) = fields::checked(draft) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match library.save_project(project).await {
                Ok(()) => {
                    notices.say(New::of(language).saved.to_owned());
                    route::back();
                }
                Err(why) => {
                    notices.say(storage::failed(language, Storage::of(language).not_saved, &why));
                    busy.try_set(false);
                }
            }
        });
    };
    form(draft, None, New::of(language).save, busy, submit)
}

/// The form; `choice` is there where an assessment is made.
fn form(
    draft: Draft,
    choice: Option<Choice>,
    action: &'static str,
    busy: RwSignal<bool>,
    submit: impl Fn() + 'static,
) -> AnyView {
    view! {
        <form
            class="form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            {fields::problems(draft)}
            {fields::project(draft)}
            {choice.map(assessment)}
            <div class="form-foot">
                <button class="btn primary" type="submit" aria-disabled=mark(move || busy.get().then_some("true"))>
                    {action}
                </button>
                <a class="btn quiet" href=Route::Home.hash() on:click=move |event| {
                    event.prevent_default();
                    route::back();
                }>
                    {general().cancel}
                </a>
            </div>
        </form>
    }
    .into_any()
}

/// What kind of assessment is to be made.
#[derive(Clone, Copy)]
struct Choice {
    rubric: RwSignal<Option<Arc<Rubric>>>,
    stage: RwSignal<Option<StageId>>,
    role: RwSignal<Role>,
}

impl Choice {
    /// The first rubric and stage, as self-assessment.
    fn first() -> Self {
        let rubric = rubrics::all().into_iter().next();
        let stage = rubric.as_ref().and_then(|rubric| rubric.stages().first()).map(|stage| stage.id.clone());
        Self {
            rubric: RwSignal::new(rubric),
            stage: RwSignal::new(stage),
            role: RwSignal::new(Role::SelfAssessment),
        }
    }

    fn get(self) -> Option<(Arc<Rubric>, StageId)> {
        self.rubric.get_untracked().zip(self.stage.get_untracked())
    }

    fn choose(self, rubric: &Arc<Rubric>) {
        self.stage.set(rubric.stages().first().map(|stage| stage.id.clone()));
        self.rubric.set(Some(rubric.clone()));
    }
}

fn assessment(choice: Choice) -> impl IntoView {
    let words = New::of(language());
    let cards = rubrics::all().into_iter().map(|rubric| rubric_card(choice, rubric)).collect_view();
    let roles = [(Role::SelfAssessment, words.self_role), (Role::Evaluation, words.evaluation_role)];
    let roles = roles.map(|(role, name)| {
        let chosen = move || choice.role.get() == role;
        fields::radio("role", role.id().to_owned(), name.to_owned(), chosen, move || choice.role.set(role))
    });
    view! {
        <section class="sheet form-part">
            <h2>{words.assessment}</h2>
            <fieldset class="field"><legend class="legend">{words.rubric}</legend>{cards}</fieldset>
            <fieldset class="field choice-field">
                <legend class="legend" id="stage-name">{words.stage}</legend>
                <div class="seg" role="radiogroup" aria-labelledby="stage-name">{part(move || stages(choice).into_any())}</div>
            </fieldset>
            {part(move || stage_meanings(choice).into_any())}
            <fieldset class="field choice-field">
                <legend class="legend" id="role-name">{words.role}</legend>
                <div class="seg" role="radiogroup" aria-labelledby="role-name">{roles.collect_view()}</div>
            </fieldset>
        </section>
    }
}

fn rubric_card(choice: Choice, rubric: Arc<Rubric>) -> impl IntoView {
    let (base, bonus) = (rubric.points(Kind::Base), rubric.points(Kind::Bonus));
    let (sections, rows) = (rubric.top_sections().count(), rubric.indicators().len());
    let mut size = new::rubric_size(language(), sections, rows, &base, &bonus);
    if rubric.provenance() == Provenance::Official {
        size.push_str(&new::to_the_letter(language()));
    }
    let id = rubric.id().clone();
    let chosen =
        move || choice.rubric.with(|chosen| chosen.as_ref().is_some_and(|chosen| *chosen.id() == id));
    let this = rubric.clone();
    view! {
        <label class="pick">
            <input type="radio" name="rubric" prop:checked=chosen on:change=change(move |_| choice.choose(&this))/>
            <span class="pick-card">
                <b>
                    {rubric.title().to_owned()}" "
                    <span class="stamp">{provenance(language(), rubric.provenance())}</span>
                </b>
                <span class="hush num">{size}</span>
            </span>
        </label>
    }
}

fn stages(choice: Choice) -> impl IntoView {
    let rubric = choice.rubric.get();
    let stages = rubric.iter().flat_map(|rubric| rubric.stages().to_vec());
    stages
        .map(|stage| {
            let (id, to_set) = (stage.id.clone(), stage.id.clone());
            let chosen = move || choice.stage.with(|chosen| chosen.as_ref() == Some(&id));
            fields::radio("stage", stage.id.to_string(), stage.name, chosen, move || {
                choice.stage.set(Some(to_set.clone()));
            })
        })
        .collect_view()
}

/// What each stage means for the figures, in the form's own words where it has any.
fn stage_meanings(choice: Choice) -> impl IntoView {
    let words = New::of(language());
    let rubric = choice.rubric.get();
    let lines = rubric.iter().flat_map(|rubric| rubric.stages()).map(|stage| {
        let meaning = stage.scale.as_ref().map_or(words.full_stage, |scale| scale.note.as_str());
        view! { <span>{new::stage_line(language(), &stage.name, meaning)}</span><br/> }
    });
    view! { <p class="hush">{lines.collect_view()}</p> }
}
