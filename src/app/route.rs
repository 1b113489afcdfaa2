//! Where the person is: routes in the URL's hash, so that any static host and any sub-path will do.
//! May import Leptos and `web_sys` for the one event. Read next: `pages`.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Projects and their assessments.
    Home,
    /// A new project, or a new assessment of the project of that id.
    New(Option<String>),
    /// The details of the project of that id.
    Edit(String),
    /// Filling the assessment of that id.
    Fill(String),
    /// The printed form of the assessment of that id.
    Print(String),
    /// What was changed of the assessment of that id, by whom and when.
    Journal(String),
    /// All rubrics.
    Rubrics,
    /// The rubric of that digest, or the one offered under that id.
    Rubric(String),
    /// Its blank form.
    Blank(String),
    /// A new project, to be assessed with it.
    Begin(String),
    /// What was deleted.
    Bin,
    /// Records that cannot be read.
    Damaged,
    /// Language, scheme, text size, data and backup.
    Settings,
}

/// The id under which the filled sample is opened. No stored assessment has it.
pub const SAMPLE: &str = "sample";

impl Route {
    /// The route a hash names; an unknown one leads home.
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["new"] => Self::New(None),
            ["new", project] => Self::New(Some((*project).to_owned())),
            ["a", id] => Self::Fill((*id).to_owned()),
            ["project", project] => Self::Edit((*project).to_owned()),
            ["a", id, "print"] => Self::Print((*id).to_owned()),
            ["a", id, "journal"] => Self::Journal((*id).to_owned()),
            ["rubrics"] => Self::Rubrics,
            ["rubrics", rubric] => Self::Rubric((*rubric).to_owned()),
            ["rubrics", rubric, "blank"] => Self::Blank((*rubric).to_owned()),
            ["rubrics", rubric, "new"] => Self::Begin((*rubric).to_owned()),
            ["bin"] => Self::Bin,
            ["damaged"] => Self::Damaged,
            ["settings"] => Self::Settings,
            _ => Self::Home,
        }
    }

    /// The hash that names the route.
    pub fn hash(&self) -> String {
        match self {
            Self::Home => "#/".to_owned(),
            Self::New(None) => "#/new".to_owned(),
            Self::New(Some(project)) => format!("#/new/{project}"),
            Self::Fill(id) => format!("#/a/{id}"),
            Self::Edit(project) => format!("#/project/{project}"),
            Self::Print(id) => format!("#/a/{id}/print"),
            Self::Journal(id) => format!("#/a/{id}/journal"),
            Self::Rubrics => "#/rubrics".to_owned(),
            Self::Rubric(rubric) => format!("#/rubrics/{rubric}"),
            Self::Blank(rubric) => format!("#/rubrics/{rubric}/blank"),
            Self::Begin(rubric) => format!("#/rubrics/{rubric}/new"),
            Self::Bin => "#/bin".to_owned(),
            Self::Damaged => "#/damaged".to_owned(),
            Self::Settings => "#/settings".to_owned(),
        }
    }
}

/// The signal that follows the address bar for as long as the page lives.
pub fn follow() -> RwSignal<Route> {
    let here = || Route::parse(&window().location().hash().unwrap_or_default());
    let route = RwSignal::new(here());
    let listener = Closure::<dyn FnMut()>::new(move || {
        route.set(here());
        window().scroll_to_with_x_and_y(0.0, 0.0);
    });
    // The listener stays for the page's life: a page has one address bar.
    let _ = window().add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    listener.forget();
    route
}

/// Goes to a route, leaving a step in the browser's history.
pub fn go(route: &Route) {
    let _ = window().location().set_hash(&route.hash());
}

/// Goes to where the person came from; home where the app was opened at this very place.
pub fn back() {
    let history = window().history();
    let came_from_here = history.as_ref().is_ok_and(|history| history.length().is_ok_and(|steps| steps > 1));
    match history {
        Ok(history) if came_from_here => {
            // Without a way back nothing happens, and the page has its own.
            let _ = history.back();
        }
        _ => go(&Route::Home),
    }
}
