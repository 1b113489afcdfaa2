//! The print page: the official form as it comes out of the printer, with the factors open to editing on the
//! screen. The form is Chinese whatever language the app speaks.
//! May import `state`, `effects`, `parts`, `words` and the library. Read next: `table`, then `annex`.

use crate::app::effects::ownership::Sharing;
use crate::app::parts::live::{change, truth};
use gongping::exchange;
use gongping::report::{Labelled, OfficialForm, official_form};
use leptos::prelude::*;

use crate::app::effects::session::Session;
use crate::app::pages::tabs;
use crate::app::parts::icon::icon;
use crate::app::parts::title::name_document;
use crate::app::platform::clock;
use crate::app::route::{Route, SAMPLE};
use crate::app::state::open::OpenAssessment;
use crate::app::state::{general, language};
use crate::app::words::print::Print;

mod annex;
mod factors;
mod table;
mod trail;

use trail::Trail;

/// The mark across the sample, on screen and on paper.
const SAMPLE_MARK: &str = "示例";

/// An open assessment, and whether another tab edits it.
type Editable<'a> = (&'a OpenAssessment, Signal<bool>);

/// The print page of an open assessment.
pub fn print_page(session: &Session) -> AnyView {
    let open = &session.open;
    let file = exchange::file_name(open.rubric(), &open.assessment());
    // "Save as PDF" takes the title for the file's name.
    name_document(file.trim_end_matches(".json"));
    let (with_annex, trail) = (RwSignal::new(true), Trail::new());
    view! {
        <div class="app desk">
            {toolbar(session)}
            {tabs::band(session)}
            <main>
                {notes(with_annex, trail.choice(session))}
                <div class="frame" tabindex="0" role="region" aria-label=Print::of(language()).preview>
                    <div class="leaf">{sheet(session, with_annex)}{trail.annex(session)}</div>
                </div>
            </main>
        </div>
    }
    .into_any()
}

fn toolbar(session: &Session) -> impl IntoView {
    let words = Print::of(language());
    let saving = session.saving().cloned();
    let print = move |_| {
        if let Some(saving) = &saving {
            saving.flush();
        }
        // A browser without a print window has nothing to offer instead.
        let _ = window().print();
    };
    view! {
        <header class="topbar">
            <a
                class="btn quiet icon"
                href=Route::Fill(session.open.id()).hash()
                aria-label=words.back
                title=words.back
            >
                {icon("back")}
            </a>
            <div class="topbar-title"><h1>{words.title}</h1></div>
            <button class="btn primary" type="button" on:click=print>{icon("print")}{general().print}</button>
        </header>
    }
}

fn notes(with_annex: RwSignal<bool>, trail: AnyView) -> impl IntoView {
    let words = Print::of(language());
    view! {
        <div class="banner info" role="note">
            <p>{words.advice}</p>
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=with_annex
                    on:change=change(move |event| with_annex.set(event_target_checked(&event)))
                />
                <span>{words.with_annex}</span>
            </label>
            {trail}
        </div>
    }
}

/// The form. Its cells do not change while the page is open, but for the factors, which follow what is typed.
fn sheet(session: &Session, with_annex: RwSignal<bool>) -> impl IntoView {
    let open = &session.open;
    let sharing = session.sharing().cloned();
    let locked = truth(move || sharing.as_ref().is_some_and(Sharing::is_locked));
    let today = clock::local_date(clock::now_ms());
    let form = official_form(open.rubric(), &open.assessment(), &open.scorecard(), &today);
    let mark = (open.id() == SAMPLE).then(|| {
        view! { <p class="watermark" aria-hidden="true" data-mark=SAMPLE_MARK></p> }
    });
    form_sheet(Some((open, locked)), form, mark, with_annex)
}

/// A form as it comes out of the printer; for an open assessment its factors can be edited, a blank one is laid out by
/// `report::blank_form`.
pub fn form_sheet(
    open: Option<Editable>,
    form: OfficialForm,
    mark: impl IntoView,
    with_annex: RwSignal<bool>,
) -> impl IntoView {
    let annex = form.annex.clone();
    view! {
        <article class="form-sheet" lang="zh-CN">
            {mark}
            <h1>{form.title.clone()}</h1>
            <div class="form-meta">
                {labelled(&form.project)}{labelled(&form.implementer)}{labelled(&form.date)}
            </div>
            {table::table(open, &form)}
            <div class="form-tail">
                <p class="form-note">{form.remark}</p>
                <div class="form-sign">
                    <span>{form.signature}<u></u></span>
                    <span>{form.signature_date}<u></u></span>
                </div>
            </div>
            {move || with_annex.get().then(|| annex::annex(&annex))}
        </article>
    }
}

fn labelled(pair: &Labelled) -> impl IntoView + use<> {
    view! { <span>{pair.label.clone()}<u>{pair.value.clone()}</u></span> }
}
