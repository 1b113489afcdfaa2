//! The total beside the rows, or at the foot of a small screen: base, bonus, combined, progress, what can still be
//! reached, and the points most worth winning.
//! May import `state`, `words` and the library. Read next: `super`.

use gongping::number::Exact;
use gongping::rubric::Kind;
use gongping::score::recoverable::Recoverable;
use gongping::score::sentence::remedy;
use leptos::prelude::*;

use super::nav::{go_to, share};
use crate::app::parts::live::{mark, part, part_if, press, text, truth, word};
use crate::app::parts::meter::Meter;
use crate::app::state::language;
use crate::app::state::open::OpenAssessment;
use crate::app::words::fill::{self, Fill};
use crate::app::words::general;

/// The total.
pub fn totals(open: &OpenAssessment) -> AnyView {
    let words = Fill::of(language());
    let opened = RwSignal::new(false);
    view! {
        <aside class="totals" aria-label=words.total data-open=mark(move || opened.get().then_some(""))>
            {bar(open, opened)}
            <div class="totals-panel" id="totals-panel">{sums(open)} {worth(open)}</div>
        </aside>
    }
    .into_any()
}

/// The line that stands alone on a small screen and opens the rest.
fn bar(open: &OpenAssessment, opened: RwSignal<bool>) -> AnyView {
    let words = Fill::of(language());
    let places = open.rubric().places();
    let (points, bonus, progress) = (open.clone(), open.clone(), open.clone());
    view! {
        <button
            class="totals-bar"
            type="button"
            aria-expanded=word(move || if opened.get() { "true" } else { "false" })
            aria-controls="totals-panel"
            on:click=press(move || opened.update(|on| *on = !*on))
        >
            <b class="num">{text(move || points.base().points.display(places))}</b>
            <span class="num">
                {text(move || fill::plus_bonus(language(), &bonus.bonus().points.display(places)))}
                <br/>
                <small class="hush">{text(move || answered(&progress))}</small>
            </span>
            {provisional(open)}
            <span class="vh">{words.show_more}</span>
            <span class="i i-chevron" aria-hidden="true"></span>
        </button>
    }
    .into_any()
}

/// 已评 13 / 29, over base and bonus.
fn answered(open: &OpenAssessment) -> String {
    let (base, bonus) = (open.base(), open.bonus());
    general::progress(language(), base.answered + bonus.answered, base.of + bonus.of)
}

/// The mark of a total with blanks in it.
fn provisional(open: &OpenAssessment) -> AnyView {
    let words = crate::app::state::general();
    let open = open.clone();
    let complete = Memo::new(move |_| open.base().is_complete());
    view! { <span class="stamp" hidden=truth(move || complete.get())>{words.provisional}</span> }.into_any()
}

fn sums(open: &OpenAssessment) -> AnyView {
    let words = Fill::of(language());
    let places = open.rubric().places();
    let full = open.rubric().points(Kind::Base);
    let show = move |value: &Exact| value.display(places);
    let heading = fill::total_of(language(), open.role());
    let handles = || (open.clone(), open.clone(), open.clone());
    let (base, bonus, both) = handles();
    let (rate, best, meter) = handles();
    let progress = open.clone();
    let rate = text(move || match rate.base().share_of_assessed() {
        Some(share) => format!("{}%", (&share * &Exact::HUNDRED).display(1)),
        None => "—".to_owned(),
    });
    view! {
        <section class="total">
            <div class="total-head">
                <span>{heading}" "{provisional(open)}</span>
                <span class="chip num">{text(move || answered(&progress))}</span>
            </div>
            <p class="total-big num">
                <span data-testid="base">{text(move || show(&base.base().points))}</span>
                <small>{format!(" / {full}")}</small>
            </p>
            <Meter share=text(move || share(&meter.base())) look="meter thick"/>
            <div class="kv bonus">
                <span>{words.bonus}</span>
                <b class="num" data-testid="bonus">{text(move || format!("＋{}", show(&bonus.bonus().points)))}</b>
            </div>
            <div class="kv sum">
                <span>{words.combined}</span>
                <b class="num" data-testid="combined">
                    {text(move || show(&(&both.base().points + &both.bonus().points)))}
                </b>
            </div>
            <div class="kv"><span>{words.rate}</span><b class="num" data-testid="rate">{rate}</b></div>
            <div class="kv">
                <span>{words.best}</span>
                <b class="num" data-testid="best">
                    {text(move || fill::best(language(), &show(&best.base().best), &show(&best.bonus().best)))}
                </b>
            </div>
        </section>
    }
    .into_any()
}

/// The points most worth winning, the most first.
fn worth(open: &OpenAssessment) -> AnyView {
    let words = Fill::of(language());
    let places = open.rubric().places();
    let ranked = {
        let open = open.clone();
        Memo::new(move |_| open.worth())
    };
    let nothing_yet = {
        let open = open.clone();
        Memo::new(move |_| open.base().answered + open.bonus().answered == 0)
    };
    let total =
        text(move || fill::recoverable(language(), &ranked.with(|worth| worth.points.display(places))));
    let open = open.clone();
    let list = part(move || {
        let rows = ranked.with(|worth| {
            worth.largest.iter().filter_map(|row| worth_row(&open, row, places)).collect_view()
        });
        view! { <ol class="gains" data-testid="worth">{rows}</ol> }.into_any()
    });
    let empty = part_if(
        move || ranked.with(|worth| worth.largest.is_empty()),
        move || {
            let text = if nothing_yet.get() { words.worth_empty } else { words.worth_none };
            view! { <p class="hush">{text}</p> }.into_any()
        },
    );
    view! {
        <section class="best">
            <div class="total-head"><h2>{words.worth}</h2><span class="num">{total}</span></div>
            {list}
            {empty}
        </section>
    }
    .into_any()
}

fn worth_row(open: &OpenAssessment, row: &Recoverable, places: u32) -> Option<AnyView> {
    let indicator = open.indicator(row.indicator)?;
    let how: Vec<String> = row.remedies.iter().map(|one| remedy(one, language())).collect();
    let what = match how.as_slice() {
        [] => fill::overridden_row(language(), &indicator.label),
        how => fill::worth_row(language(), &indicator.label, how),
    };
    let id = indicator.id.to_string();
    Some(
        view! {
            <li>
                <button type="button" on:click=press(move || go_to(&id))>
                    <span>{what}</span>
                    <b class="num">{format!("＋{}", row.points.display(places))}</b>
                </button>
            </li>
        }
        .into_any(),
    )
}
