//! The sections as a strip or a column: name, points, progress, and where the person is.
//! May import `state`, `words` and the library. Read next: `totals`.

use std::time::Duration;

use gongping::rubric::{IndicatorIx, Kind, Section, SectionIx};
use gongping::score::{State, Subtotal};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::row::Row;
use crate::app::parts::live::{mark, press, text, word};
use crate::app::parts::meter::Meter;
use crate::app::state::language;
use crate::app::state::open::OpenAssessment;
use crate::app::words::fill::{self, Fill};
use crate::app::words::general;

/// When rows that came into sight have been laid out.
const SETTLED: Duration = Duration::from_millis(120);

/// The element id of a section.
pub fn section_id(at: SectionIx) -> String {
    format!("section-{}", at.0)
}

/// The sections of the form, and the switch that hides what has a score.
pub fn nav(open: &OpenAssessment, open_only: RwSignal<bool>) -> AnyView {
    let words = Fill::of(language());
    let here = here(open);
    let links =
        open.rubric().top_sections().filter_map(|(at, section)| link(open, at, section, here)).collect_view();
    let left = {
        let (base, bonus) = (open.clone(), open.clone());
        move || {
            let (base, bonus) = (base.base(), bonus.bonus());
            base.of + bonus.of - base.answered - bonus.answered
        }
    };
    let switch =
        text(
            move || {
                if open_only.get() { words.all_rows.to_owned() } else { fill::open_rows(language(), left()) }
            },
        );
    view! {
        <nav class="sections" aria-label=words.sections>
            {links}
            <div class="filters">
                <button
                    class="link num"
                    type="button"
                    aria-pressed=word(move || if open_only.get() { "true" } else { "false" })
                    on:click=press(move || open_only.update(|on| *on = !*on))
                >
                    {switch}
                </button>
                {next_open(open)}
            </div>
        </nav>
    }
    .into_any()
}

fn link(open: &OpenAssessment, at: SectionIx, section: &Section, here: RwSignal<usize>) -> Option<AnyView> {
    let subtotal = open.section(at)?;
    let places = open.rubric().places();
    let points = {
        let subtotal = subtotal.clone();
        text(move || {
            subtotal.with(|sum| match sum.answered {
                0 => "—".to_owned(),
                _ => sum.points.display(places),
            })
        })
    };
    let left = {
        let subtotal = subtotal.clone();
        text(move || subtotal.with(|sum| general::progress(language(), sum.answered, sum.of)))
    };
    let share = text(move || subtotal.with(share));
    let look = if section.kind == Kind::Bonus { "meter bonus" } else { "meter" };
    Some(
        view! {
            <button
                class="sec-link"
                type="button"
                aria-current=mark(move || (here.get() == at.0).then_some("true"))
                on:click=press(move || go_to(&section_id(at)))
            >
                <span>{section.name.clone()}</span>
                <span class="num">{points}<small>{format!(" / {}", section.points)}</small></span>
                <span class="sec-left num">{left}</span>
                <Meter share=share look=look/>
            </button>
        }
        .into_any(),
    )
}

/// Points as a share of the full points, for a meter: `53%`.
pub fn share(sum: &Subtotal) -> String {
    let percent = (&sum.points * &gongping::number::Exact::HUNDRED).divided_by(&sum.max);
    format!("{}%", percent.unwrap_or_default().display(1))
}

/// Leads to the next row without a score, in the order of the form.
fn next_open(open: &OpenAssessment) -> AnyView {
    let words = Fill::of(language());
    let open = open.clone();
    let go = press(move || {
        let rows = (0..open.rubric().indicators().len()).map(IndicatorIx);
        let waiting = |at: &IndicatorIx| {
            let is_open = |row: Row| {
                untrack(|| row.score(|score| !matches!(score.state(), State::Scored | State::NotAssessed)))
            };
            Row::new(&open, *at).is_some_and(is_open)
        };
        if let Some(indicator) = rows.into_iter().find(waiting).and_then(|at| open.indicator(at)) {
            go_to(indicator.id.as_str());
        }
    });
    view! { <button class="link" type="button" on:click=go>{words.next_open}</button> }.into_any()
}

/// Scrolls to an element of the page and puts the keyboard there, so that the next Tab goes on from it.
pub fn go_to(id: &str) {
    let Some(target) = document().get_element_by_id(id) else { return };
    target.scroll_into_view();
    // Rows out of sight are laid out only as they come near, which moves the target once more.
    let again = target.clone();
    set_timeout(move || again.scroll_into_view(), SETTLED);
    let heading = target.query_selector("[tabindex='-1']").ok().flatten().unwrap_or(target);
    if let Ok(heading) = heading.dyn_into::<web_sys::HtmlElement>() {
        let _ = heading.focus();
    }
}

/// The position of the section that is at the top of the screen.
fn here(open: &OpenAssessment) -> RwSignal<usize> {
    let here = RwSignal::new(0);
    let ids: Vec<(usize, String)> =
        open.rubric().top_sections().map(|(at, _)| (at.0, section_id(at))).collect();
    Effect::new(move |_| {
        let ids = ids.clone();
        let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            for entry in entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok())
            {
                let name = entry.target().id();
                if entry.is_intersecting()
                    && let Some((at, _)) = ids.iter().find(|(_, id)| *id == name)
                {
                    let _ = here.try_set(*at);
                }
            }
        });
        let options = IntersectionObserverInit::new();
        // The line a quarter down the screen decides.
        options.set_root_margin("-25% 0px -74% 0px");
        let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok();
        if let Some(observer) = &observer {
            for section in all("section.section") {
                observer.observe(&section);
            }
        }
        let kept = send_wrapper::SendWrapper::new((observer, seen));
        on_cleanup(move || {
            if let Some(observer) = &kept.0 {
                observer.disconnect();
            }
        });
    });
    here
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}
