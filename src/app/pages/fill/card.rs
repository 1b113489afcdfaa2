//! One indicator as a card: what the form asks, the controls, the score and the sentence behind it.
//! May import `state`, `fields`, `words` and the library. Read next: `foot`.

use gongping::number::Exact;
use gongping::rubric::{Indicator, IndicatorIx, Kind};
use gongping::score::sentence::sentence;
use gongping::score::{IndicatorScore, Overriding, State};
use leptos::prelude::*;

use super::controls::condition;
use super::foot::foot;
use super::row::{Row, label_of};
use super::rule::controls;
use crate::app::parts::live::{part, text, truth, word};
use crate::app::state::open::OpenAssessment;
use crate::app::state::{general, language};
use crate::app::words::fill::{self, Fill};

/// The card of an indicator. `open_only` hides it once it has a score.
pub fn card(open: &OpenAssessment, at: IndicatorIx, open_only: RwSignal<bool>) -> Option<AnyView> {
    let row = Row::new(open, at)?;
    let indicator = open.indicator(at)?.clone();
    let kind = open.rubric().section(indicator.section).map_or(Kind::Base, |section| section.kind);
    let state = {
        let (row, full) = (row.clone(), indicator.points.clone());
        Memo::new(move |_| row.score(|score| look(score, &full)))
    };
    let hidden = truth(move || open_only.get() && !matches!(state.get(), "unanswered" | "invalid"));
    let title_id = format!("{}-title", indicator.id);
    let gate =
        indicator.gate.as_ref().map(|gate| view! { <ul class="checks">{condition(&row, gate, None)}</ul> });
    // With the gate shut the rest has no say; it stays visible, for it is still the record of what was found.
    Some(
        view! {
            <article
                class="card"
                id=indicator.id.to_string()
                data-state=word(move || state.get())
                data-bonus=(kind == Kind::Bonus).then_some("")
                aria-labelledby=title_id
                hidden=hidden
            >
                <header class="card-head">
                    <span class="card-no num">{indicator.number.clone()}</span>
                    <h3 id=title_id.clone() tabindex="-1">{title(&indicator)}</h3>
                    {score_line(&row, &indicator)}
                    <p class="card-text">{indicator.text.clone()}</p>
                </header>
                <div class="card-body">
                    {gate} {controls(&row, &indicator.rule, &indicator.points)} {why(&row, &indicator, kind)}
                </div>
                {foot(&row, &indicator)}
            </article>
        }
        .into_any(),
    )
}

/// How the card looks.
fn look(score: &IndicatorScore, full: &Exact) -> &'static str {
    match (&score.overriding, score.state(), score.points()) {
        (_, State::NotAssessed, _) => "full",
        (Overriding::InForce { .. }, ..) => "overridden",
        (_, State::Invalid, _) => "invalid",
        (_, State::Scored, Some(points)) if points == full => "full",
        (_, State::Scored, Some(points)) if points.is_zero() => "zero",
        (_, State::Scored, _) => "partial",
        (_, State::Unanswered, _) => "unanswered",
    }
}

/// The printed name with our short label, where they differ.
fn title(indicator: &Indicator) -> String {
    match &indicator.name {
        Some(name) if *name != indicator.label => format!("{name} · {}", indicator.label),
        _ => indicator.label.clone(),
    }
}

fn score_line(row: &Row, indicator: &Indicator) -> AnyView {
    let words = Fill::of(language());
    let (full, places) = (indicator.points.clone(), row.open.rubric().places());
    let points = {
        let row = row.clone();
        let shown = move |score: &IndicatorScore| score.points().map(|points| points.display(places));
        text(move || row.score(shown).unwrap_or_else(|| "—".to_owned()))
    };
    let replaced = {
        let row = row.clone();
        let shown = move |score: &IndicatorScore| match (&score.overriding, &score.computed.points) {
            (Overriding::InForce { .. }, Some(computed)) => Some(computed.display(places)),
            _ => None,
        };
        part(move || match row.score(shown) {
            Some(computed) => {
                view! { <s><span class="vh">{words.computed}" "</span>{computed}</s> }.into_any()
            }
            None => ().into_any(),
        })
    };
    view! {
        <p class="score num" data-testid="score">
            {replaced} <b>{points}</b> " " {fill::out_of(language(), &full)}
        </p>
    }
    .into_any()
}

/// The sentence behind the score, or what is still needed for one.
fn why(row: &Row, indicator: &Indicator, kind: Kind) -> AnyView {
    let words = Fill::of(language());
    let fields = gongping::rubric::fields::fields(indicator);
    let lines = {
        let row = row.clone();
        move || {
            row.score(|score| {
                let trace = score.computed.trace.iter();
                trace.map(|line| sentence(line, language())).collect::<Vec<_>>().join("\n")
            })
        }
    };
    let lines = Memo::new(move |_| lines());
    let without_loss = {
        let row = row.clone();
        Memo::new(move |_| row.score(|score| score.computed.points.is_some()) && lines.with(String::is_empty))
    };
    let missing = {
        let row = row.clone();
        Memo::new(move |_| {
            if row.sheet(gongping::assessment::Sheet::is_blank) {
                return String::new();
            }
            row.score(|score| {
                let missing = score.computed.missing.iter();
                missing.map(|key| label_of(&fields, key)).collect::<Vec<_>>().join("、")
            })
        })
    };
    let blank_bonus = (kind == Kind::Bonus).then_some(words.bonus_blank);
    let empty = {
        let row = row.clone();
        move || row.sheet(gongping::assessment::Sheet::is_blank)
    };
    view! {
        <p class="why num" data-testid="why" hidden=truth(move || lines.with(String::is_empty))>{text(move || lines.get())}</p>
        <p class="why" hidden=truth(move || !without_loss.get() || kind == Kind::Bonus)>{words.full_text}</p>
        <p class="why missing" data-testid="missing" hidden=truth(move || missing.with(String::is_empty))>
            {words.still_needed} {general().colon} {text(move || missing.get())}
        </p>
        {blank_bonus.map(|text| view! { <p class="why missing" hidden=truth(move || !empty())>{text}</p> })}
    }
    .into_any()
}
