//! The controls a rule asks for, put together from `controls` and `fields`: one function per rule shape.
//! May import `state` through `row`, `fields`, `words` and the library. Read next: `card`.

use gongping::assessment::Cell;
use gongping::number::{Exact, parse_typed};
use gongping::rubric::FieldKey;
use gongping::rubric::fields::{Entry, of_rule};
use gongping::rubric::rule::{
    AllOrNothing, Award, Discretionary, Judged, Levels, Rule, SharedPot, Side, Sum, Test,
};
use leptos::prelude::*;

use super::controls::{choice, condition, counted, faults, judgement, measure, number};
use super::items::checklist;
use super::row::Row;
use crate::app::fields::choice::{Offer, Tone};
use crate::app::fields::number::NumberInput;
use crate::app::fields::text::TextArea;
use crate::app::parts::live::{part_if, press};
use crate::app::state::{general, language};
use crate::app::words::fill::{self, Fill};

/// The controls of a rule. `full` is what the rule can give.
pub fn controls(row: &Row, rule: &Rule, full: &Exact) -> AnyView {
    match rule {
        Rule::AllOrNothing(rule) => all_or_nothing(row, rule),
        Rule::PerMissingItem(rule) => checklist(row, rule),
        Rule::Step(rule) => measure(row, &rule.measure, &rule.threshold, rule.side),
        Rule::PerMissingCount(rule) => counted(row, &rule.count, &rule.target),
        Rule::Levels(rule) => levels(row, rule, full),
        Rule::Discretionary(rule) => discretionary(row, rule, full),
        Rule::Award(rule) => award(row, rule),
        Rule::Sum(rule) => sum(row, rule),
        Rule::SharedPot(rule) => pot(row, rule),
        Rule::LevelRange(_)
        | Rule::RatioBands(_)
        | Rule::KOfN(_)
        | Rule::Coefficient(_)
        | Rule::BasePlus(_)
        | Rule::PerOccurrence(_)
        | Rule::Rating(_) => listed(row, rule),
    }
}

/// A rule as the plain list of what it asks for.
fn listed(row: &Row, rule: &Rule) -> AnyView {
    let words = general();
    of_rule(rule)
        .into_iter()
        .map(|field| match field.entry {
            Entry::Number(asked) => {
                view! { <div class="facts">{number(row, &asked)} {faults(row, &[&asked])}</div> }.into_any()
            }
            Entry::Choice(offered) => {
                let offers =
                    offered.iter().map(|one| Offer::new(&one.id, &one.label, Tone::Middle)).collect();
                choice(row, &field.key, &field.label, offers)
            }
            Entry::YesNo { may_not_apply } => {
                let mut offers =
                    vec![Offer::new("yes", words.yes, Tone::Good), Offer::new("no", words.no, Tone::Bad)];
                if may_not_apply {
                    offers.push(Offer::new("na", words.not_applicable, Tone::Apart));
                }
                choice(row, &field.key, &field.label, offers)
            }
            Entry::Text => view! {
                <TextArea
                    id=row.element(field.key.as_str())
                    label=field.label.to_string()
                    value=row.fact(&field.key)
                    on_input=row.fact_setter(&field.key)
                />
            }
            .into_any(),
        })
        .collect_view()
        .into_any()
}

fn all_or_nothing(row: &Row, rule: &AllOrNothing) -> AnyView {
    if let [only] = rule.conditions.as_slice()
        && let Test::Judged(judged) = &only.test
    {
        return judgement(row, &only.label, judged);
    }
    let list = rule.conditions.iter().map(|one| condition(row, one, None)).collect_view();
    view! { <ul class="checks">{list}</ul> }.into_any()
}

fn levels(row: &Row, rule: &Levels, full: &Exact) -> AnyView {
    let words = Fill::of(language());
    let offers = rule
        .levels
        .iter()
        .map(|level| Offer {
            value: level.id.clone(),
            label: level.label.to_string(),
            detail: Some(fill::marks(language(), &level.points)),
            tone: match &level.points {
                points if points == full => Tone::Good,
                points if points.is_zero() => Tone::Bad,
                _ => Tone::Middle,
            },
        })
        .collect();
    let best = rule.levels.first().map(|level| level.id.clone()).unwrap_or_default();
    let chosen = row.fact(&rule.key);
    let below_best = Memo::new(move |_| chosen.with(|chosen| !chosen.is_empty() && *chosen != best));
    let ceiling = rule
        .ceiling
        .as_ref()
        .map(|ceiling| view! { <ul class="checks">{condition(row, &ceiling.condition, None)}</ul> });
    view! {
        {choice(row, &rule.key, words.choose_level, offers)}
        {ceiling}
        {reason_when(row, &rule.reason, below_best)}
    }
    .into_any()
}

/// The compulsory reason, there while it is asked for or holds a text.
fn reason_when(row: &Row, key: &FieldKey, asked: Memo<bool>) -> AnyView {
    let words = Fill::of(language());
    let text = row.fact(key);
    let (row, key) = (row.clone(), key.clone());
    let shown = Memo::new(move |_| asked.get() || text.with(|text| !text.is_empty()));
    let area = move || {
        view! {
            <TextArea
                id=row.element(key.as_str())
                label=words.reason.to_owned()
                placeholder=words.reason_hint
                value=text
                on_input=row.fact_setter(&key)
            />
        }
        .into_any()
    };
    part_if(move || shown.get(), area).into_any()
}

fn discretionary(row: &Row, rule: &Discretionary, full: &Exact) -> AnyView {
    let words = Fill::of(language());
    let mut whole = Offer::new("yes", &rule.full, Tone::Good);
    whole.detail = Some(fill::marks(language(), full));
    let offers = vec![whole, Offer::new("no", &rule.reduced, Tone::Middle)];
    let verdict = row.fact(&rule.verdict);
    let reduced = Memo::new(move |_| verdict.with(|verdict| verdict == "no"));
    let marks = {
        let (row, rule, full) = (row.clone(), rule.clone(), full.clone());
        part_if(move || reduced.get(), move || marks(&row, &rule, &full))
    };
    view! {
        {checkpoints(row, rule)}
        {choice(row, &rule.verdict, words.verdict, offers)}
        {marks}
        {reason_when(row, &rule.reason, reduced)}
    }
    .into_any()
}

/// The marks below full, with one step of the grid up and down.
fn marks(row: &Row, rule: &Discretionary, full: &Exact) -> AnyView {
    let field = &rule.marks;
    let fault = row.fault(&field.key);
    let most = full - &rule.grid;
    let label = fill::marks_label(language(), &most, &rule.grid);
    let step = |by: Exact, icon: &'static str, name: String| {
        let (row, key, most, full) = (row.clone(), field.key.clone(), most.clone(), full.clone());
        let move_by = press(move || {
            let typed = parse_typed(&row.sheet_now(|sheet| sheet.fact(&key).to_owned())).ok().flatten();
            // From a blank field the first step down leads just below full marks.
            let next = &typed.unwrap_or_else(|| full.clone()) + &by;
            let next = next.at_most(&most).at_least(&Exact::ZERO);
            row.set(Cell::Fact(key.clone()), next.to_string());
        });
        view! {
            <button class="btn icon" type="button" aria-label=name on:click=move_by>
                <span class=format!("i {icon}") aria-hidden="true"></span>
            </button>
        }
    };
    view! {
        <div class="facts">
            <div class="stepper">
                {step(-&rule.grid, "i-minus", fill::less(language(), &rule.grid))}
                <NumberInput
                    id=row.element(field.key.as_str())
                    label=label
                    unit=field.unit.to_string()
                    decimal=true
                    value=row.fact(&field.key)
                    invalid=Signal::derive(move || fault.with(Option::is_some))
                    on_input=row.fact_setter(&field.key)
                />
                {step(rule.grid.clone(), "i-plus", fill::more(language(), &rule.grid))}
            </div>
            {faults(row, &[field])}
        </div>
    }
    .into_any()
}

/// Points to look at; they structure the reason and do not compute.
fn checkpoints(row: &Row, rule: &Discretionary) -> AnyView {
    let words = Fill::of(language());
    let lines = rule
        .checkpoints
        .iter()
        .map(|checkpoint| {
            let judged = Judged {
                key: checkpoint.key.clone(),
                yes: words.in_order.into(),
                no: words.not_in_order.into(),
                may_not_apply: false,
            };
            let line = gongping::rubric::rule::Condition {
                label: checkpoint.label.clone(),
                test: Test::Judged(judged),
            };
            condition(row, &line, None)
        })
        .collect_view();
    view! {
        <details class="fold">
            <summary>{words.checkpoints}</summary>
            <div class="fold-body"><ul class="checks">{lines}</ul></div>
        </details>
    }
    .into_any()
}

fn award(row: &Row, rule: &Award) -> AnyView {
    view! { <div class="facts">{number(row, &rule.count)} {faults(row, &[&rule.count])}</div> }.into_any()
}

fn sum(row: &Row, rule: &Sum) -> AnyView {
    rule.parts
        .iter()
        .map(|part| {
            view! {
                <section class="part">
                    <div class="part-head">
                        <h4>{part.label.to_string()}</h4>
                        <p class="score num">{fill::marks(language(), &part.points)}</p>
                    </div>
                    {controls(row, &part.rule, &part.points)}
                </section>
            }
        })
        .collect_view()
        .into_any()
}

fn pot(row: &Row, rule: &SharedPot) -> AnyView {
    rule.targets
        .iter()
        .map(|target| {
            view! {
                <section class="part">
                    <div class="part-head"><h4>{target.label.to_string()}</h4></div>
                    {measure(row, &target.measure, &target.threshold, Side::Below)}
                </section>
            }
        })
        .collect_view()
        .into_any()
}
