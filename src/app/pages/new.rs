//! The pages for a new assessment and for the details of a project: one form each, with messages beside the
//! fields. Nothing typed is lost over a message.
//! May import `state`, `parts`, `words` and the library. Read next: `draft`, which says what is wrong, and `choice`.

use std::future::ready;
use std::rc::Rc;

use crate::app::parts::live::mark;
use gongping::assessment::Project;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::parts::icon::icon;
use crate::app::parts::title::name_page;
use crate::app::route::{self, Route};
use crate::app::state::library::{Library, OpenError, library};
use crate::app::state::notices::notices;
use crate::app::state::offline::offline;
use crate::app::state::{general, language};
use crate::app::words::new::New;
use crate::app::words::opening;
use crate::app::words::storage::{self, Storage};

mod choice;
mod draft;
mod fields;

use choice::{Choice, Chosen};
use draft::Draft;

/// The page for a new assessment: of a new project, or of the project of that id. `rubric` is the digest or the id of
/// the rubric that is chosen to begin with.
pub fn new_page(project: Option<&str>, rubric: Option<&str>) -> AnyView {
    let words = New::of(language());
    match project {
        None => frame(words.title, new_form(Draft::blank(), rubric)),
        Some(id) => frame(words.title_add, of_project(id.to_owned(), |draft| new_form(draft, None))),
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

fn new_form(draft: Draft, rubric: Option<&str>) -> AnyView {
    let (library, notices, language) = (library(), notices(), language());
    let choice = Choice::begin(library, rubric.map(str::to_owned));
    let busy = RwSignal::new(false);
    let submit = move || {
        let (project, chosen) = (fields::checked(draft), choice.checked());
        let (Some(project), Some(chosen)) = (project, chosen) else { return };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            match create(library, project, chosen).await {
                Ok(id) => route::go(&Route::Fill(id)),
                Err(why) => {
                    notices.say(match why {
                        OpenError::Store(why) => {
                            storage::failed(language, Storage::of(language).not_saved, &why)
                        }
                        why => opening::trouble(language, &why),
                    });
                    busy.try_set(false);
                }
            }
        });
    };
    form(draft, Some(choice), New::of(language).begin, busy, submit)
}

/// Stores the assessment, once its rubric is there.
async fn create(library: Library, project: Project, chosen: Chosen) -> Result<String, OpenError> {
    let rubric = library.rubric(&chosen.rubric).await?;
    let stage = chosen.stage.or_else(|| rubric.rubric.stages().first().map(|stage| stage.id.clone()));
    let stage = stage.ok_or(OpenError::NotFound)?;
    library.create(&rubric, project, stage, chosen.role).await.map_err(OpenError::Store)
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
    // Nothing of it is stored before it is sent.
    offline().hold(Rc::new(move || Box::pin(ready(draft.is_untouched()))));
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
            {choice.map(choice::assessment)}
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
