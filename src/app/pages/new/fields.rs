//! The inputs of the form for a project, with their messages.
//! May import `state`, `words` and the library. Read next: `pages::settings`.

use crate::app::parts::live::{change, mark, text};
use gongping::assessment::Project;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::draft::{Draft, Part};
use crate::app::state::language;
use crate::app::words::new::{self, New};

/// Everything that is wrong, above the form, each line leading to its field.
pub(super) fn problems(draft: Draft) -> impl IntoView {
    let words = New::of(language());
    move || {
        let found = draft.objections();
        (!found.is_empty()).then(|| {
            let lines = found.iter().map(|(part, objection)| {
                let part = *part;
                let to_field = move |event: web_sys::MouseEvent| {
                    // The hash is the route: go there without it.
                    event.prevent_default();
                    focus(part);
                };
                view! { <a href=format!("#{}", part.id()) on:click=to_field>{objection.short(words)}</a> }
            });
            view! {
                <div class="problems" role="alert">
                    <b>{new::problems(language(), found.len())}</b>
                    {lines.collect_view()}
                </div>
            }
        })
    }
}

/// The project as it is to be stored; where something is wrong, the focus goes to the first such field.
pub(super) fn checked(draft: Draft) -> Option<Project> {
    let project = draft.check();
    if project.is_none()
        && let Some((part, _)) = untrack(|| draft.objections().into_iter().next())
    {
        focus(part);
    }
    project
}

fn focus(part: Part) {
    let field = document().get_element_by_id(part.id());
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        // An input on the page takes the focus.
        let _ = field.focus();
    }
}

/// The fields of a project.
pub(super) fn project(draft: Draft) -> impl IntoView {
    let words = New::of(language());
    view! {
        <section class="sheet form-part">
            <h2>{words.project}</h2>
            <div class="form-grid">
                {field(draft, Part::Name, words.name, Look { class: "field whole", need: true, ..Look::TEXT })}
                {field(draft, Part::Implementer, words.implementer, Look::TEXT)}
                {field(draft, Part::Purchaser, words.purchaser, Look::TEXT)}
                {field(draft, Part::Year, words.year, Look { unit: words.year_unit, keyboard: Some("numeric"), ..Look::TEXT })}
                {field(draft, Part::Sum, words.sum, Look {
                    unit: words.sum_unit,
                    keyboard: Some("decimal"),
                    help: Some(words.sum_help),
                    ..Look::TEXT
                })}
                {field(draft, Part::Starts, words.starts, Look { kind: "date", ..Look::TEXT })}
                {field(draft, Part::Ends, words.ends, Look { kind: "date", ..Look::TEXT })}
            </div>
        </section>
    }
}

/// How a field looks.
#[derive(Clone, Copy)]
struct Look {
    class: &'static str,
    kind: &'static str,
    keyboard: Option<&'static str>,
    unit: &'static str,
    help: Option<&'static str>,
    need: bool,
}

impl Look {
    const TEXT: Self =
        Self { class: "field", kind: "text", keyboard: None, unit: "", help: None, need: false };
}

fn field(draft: Draft, part: Part, label: &'static str, look: Look) -> impl IntoView {
    let Look { class, kind, keyboard, unit, help, need } = look;
    let words = New::of(language());
    let objection = Memo::new(move |_| draft.objection(part));
    let is_wrong = move || objection.with(Option::is_some);
    let (error_id, help_id) = (format!("{}-error", part.id()), format!("{}-help", part.id()));
    let described = {
        let (error_id, help_id) = (error_id.clone(), help.map(|_| help_id.clone()));
        move || if is_wrong() { Some(error_id.clone()) } else { help_id.clone() }
    };
    view! {
        <div class=class data-invalid=mark(move || is_wrong().then_some(""))>
            <label for=part.id()>
                {label}
                {need.then(|| view! { " "<span class="need">{words.need}</span> })}
            </label>
            <span class="box">
                <input
                    id=part.id()
                    type=kind
                    class=keyboard.map(|_| "num")
                    inputmode=keyboard
                    required=need
                    autocomplete="off"
                    aria-invalid=mark(move || is_wrong().then_some("true"))
                    aria-describedby=described
                    prop:value=text(move || draft.get(part))
                    on:input=change(move |event| draft.set(part, event_target_value(&event)))
                />
                {(!unit.is_empty()).then(|| view! { <span class="unit">{unit}</span> })}
            </span>
            {help.map(|help| view! { <p class="help" id=help_id>{help}</p> })}
            {move || {
                let error_id = error_id.clone();
                objection.get().map(|found| view! { <p class="error" id=error_id>{found.long(language())}</p> })
            }}
        </div>
    }
}

/// One of a group of radio buttons that look like one switch.
pub(super) fn radio(
    group: &'static str,
    value: String,
    label: String,
    chosen: impl Fn() -> bool + Send + 'static,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <label>
            <input type="radio" name=group value=value prop:checked=chosen on:change=change(move |_| choose())/>
            <span>{label}</span>
        </label>
    }
}
