//! The tree of a rubric to look through: sections and indicators as disclosures, each built when it is first opened,
//! so that ten thousand indicators open as quickly as ten.
//! May import `state`, `parts`, `words` and the library. Read next: `blank`.

use std::sync::Arc;

use gongping::rubric::structure::{Effect, VetoOn};
use gongping::rubric::words::{condition, gate, rule};
use gongping::rubric::{Child, Indicator, IndicatorIx, Reading, Rubric, SectionIx};
use leptos::prelude::*;

use crate::app::parts::live::{change, part};
use crate::app::state::language;
use crate::app::words::rubrics::{self as words, Words};

/// Rubrics of at most so many indicators show their sections opened.
const FEW: usize = 150;

/// The sections at the top.
pub(super) fn tree(rubric: &Arc<Rubric>) -> AnyView {
    let open = rubric.indicators().len() <= FEW;
    let nodes: Vec<AnyView> = rubric.top_sections().map(|(at, _)| section(rubric, at, open)).collect();
    view! { <div class="tree">{nodes}</div> }.into_any()
}

/// A disclosure whose body is built when it is first opened.
fn node(
    class: &'static str,
    summary: AnyView,
    open: bool,
    body: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let opened = RwSignal::new(open);
    let toggled = change(move |_| {
        if !opened.get_untracked() {
            opened.set(true);
        }
    });
    view! {
        <details class=class open=open on:toggle=toggled>
            <summary>{summary}</summary>
            <div class="tree-body">{part(move || if opened.get() { body() } else { ().into_any() })}</div>
        </details>
    }
    .into_any()
}

fn section(rubric: &Arc<Rubric>, at: SectionIx, open: bool) -> AnyView {
    let Some(section) = rubric.section(at) else { return ().into_any() };
    let mode = words::mode(language(), section.mode);
    let weight = section.weight.as_ref().map(|weight| words::weight(language(), &weight.canonical()));
    let marks: Vec<String> = [mode.map(str::to_owned), weight].into_iter().flatten().collect();
    let marks: Vec<AnyView> =
        marks.into_iter().map(|mark| view! { <span class="chip">{mark}</span> }.into_any()).collect();
    let summary = view! { <b>{section.heading.clone()}</b>" "{marks} }.into_any();
    let (rubric, children) = (rubric.clone(), section.children.clone());
    node("tree-section", summary, open, move || {
        let children: Vec<AnyView> = children
            .iter()
            .map(|child| match child {
                Child::Section(below) => self::section(&rubric, *below, open),
                Child::Indicator(at) => indicator(&rubric, *at),
            })
            .collect();
        children.into_any()
    })
}

fn indicator(rubric: &Arc<Rubric>, at: IndicatorIx) -> AnyView {
    let Some(row) = rubric.indicator(at) else { return ().into_any() };
    let weight = row.weight.as_ref().map(|weight| words::weight(language(), &weight.canonical()));
    let weight = weight.map(|weight| view! { <span class="chip">{weight}</span> }.into_any());
    let summary = view! {
        <span class="num hush">{row.number.clone()}</span>" "{row.label.clone()}" "
        <b class="num">{words::points(language(), &row.points.canonical())}</b>" "{weight}
    }
    .into_any();
    let rubric = rubric.clone();
    node("tree-row", summary, false, move || rubric.indicator(at).map_or_else(|| ().into_any(), details))
}

/// Everything about an indicator.
fn details(row: &Indicator) -> AnyView {
    let (words, language) = (Words::of(language()), language());
    let mut how = vec![rule(&row.rule, language)];
    how.extend(row.gate.as_ref().map(|of| gate(of, language)));
    how.extend(row.veto.as_ref().map(|veto| {
        let when = match &veto.on {
            VetoOn::Condition(of) => Some(condition(of, language)),
            VetoOn::Zero => None,
        };
        let grade = match &veto.effect {
            Effect::Zero => None,
            Effect::GradeAtMost { label, .. } => Some(label.as_str()),
        };
        words::veto(language, when.as_deref(), grade)
    }));
    how.extend(row.may_not_apply.map(|policy| words::may_not_apply(language, policy)));
    let tags: Vec<AnyView> =
        row.tags.iter().map(|tag| view! { <span class="chip">{tag.clone()}</span>" " }.into_any()).collect();
    let readings: Vec<AnyView> = row.readings.iter().map(reading).collect();
    view! {
        <p>{row.text.clone()}</p>
        {(!tags.is_empty()).then(|| view! { <p>{tags}</p> })}
        <dl class="pairs lines">
            <dt>{words.printed_rule}</dt><dd>{row.rule_text.clone()}</dd>
            <dt>{words.computed}</dt><dd class="computed">{how.join("\n")}</dd>
            {several(words.evidence, &row.evidence)}
            {several(words.hints, &row.hints)}
        </dl>
        {readings}
    }
    .into_any()
}

fn several(name: &'static str, texts: &[String]) -> AnyView {
    if texts.is_empty() {
        return ().into_any();
    }
    view! { <dt>{name}</dt><dd>{texts.join("\n")}</dd> }.into_any()
}

/// A reading: what is open, how it is read, how else it could be, and why.
fn reading(of: &Reading) -> AnyView {
    let words = Words::of(language());
    let others: Vec<&str> = of.others().collect();
    view! {
        <div class="reading">
            <p><span class="chip">{words.readings}</span>" "{of.question.clone()}</p>
            <dl class="pairs lines">
                <dt>{words.chosen}</dt><dd>{of.in_force().to_owned()}</dd>
                <dt>{words.others}</dt><dd>{others.join("\n")}</dd>
                <dt>{words.why}</dt><dd>{of.why.clone()}</dd>
            </dl>
        </div>
    }
    .into_any()
}

/// The readings of the whole form, where there are any.
pub(super) fn form_readings(rubric: &Rubric) -> AnyView {
    if rubric.readings().is_empty() {
        return ().into_any();
    }
    let readings: Vec<AnyView> = rubric.readings().iter().map(reading).collect();
    view! {
        <section class="sheet form-part"><h2>{Words::of(language()).form_readings}</h2>{readings}</section>
    }
    .into_any()
}

/// The rubric's own grades, where it has some.
pub(super) fn grades(rubric: &Rubric) -> AnyView {
    let Some(set) = rubric.grades() else { return ().into_any() };
    let bands: Vec<AnyView> = set
        .bands
        .iter()
        .map(|band| {
            let from = words::from(language(), &band.from.canonical());
            view! { <dt>{band.label.clone()}</dt><dd class="num">{from}</dd> }.into_any()
        })
        .collect();
    view! {
        <section class="sheet form-part">
            <h2>{Words::of(language()).grades}</h2>
            <p>{set.name.clone()}</p>
            <dl class="pairs">{bands}</dl>
        </section>
    }
    .into_any()
}
