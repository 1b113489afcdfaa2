//! The controls rules share: a number, a measured rate, a condition, a scaled target, the messages below them.
//! May import `state` through `row`, `fields`, `words` and the library. Read next: `rule`.

use gongping::number::Exact;
use gongping::rubric::FieldKey;
use gongping::rubric::rule::{
    Adjust, Applies, Condition, Judged, Measure, NumberField, Side, Test, Threshold,
};
use gongping::score::{Due, due_target, due_whole, met, rate};
use leptos::prelude::*;

use super::due::due_line;
use super::row::Row;
use crate::app::fields::choice::{Offer, Segmented, Tone};
use crate::app::fields::number::NumberInput;
use crate::app::parts::live::{mark, part, text, truth};
use crate::app::state::{general, language};
use crate::app::words::errors;
use crate::app::words::fill::{self, Fill};

/// A number field of a rule, without its message.
pub fn number(row: &Row, field: &NumberField) -> AnyView {
    let fault = row.fault(&field.key);
    // The keyboard of digits alone has neither a point nor a minus.
    let decimal = field.places > 0 || field.may_be_negative;
    view! {
        <NumberInput
            id=row.element(field.key.as_str())
            label=field.label.to_string()
            unit=field.unit.to_string()
            decimal=decimal
            value=row.fact(&field.key)
            invalid=Signal::derive(move || fault.with(Option::is_some))
            on_input=row.fact_setter(&field.key)
        />
    }
    .into_any()
}

/// What is wrong with the fields of a group, each in words, announced as it appears.
pub fn faults(row: &Row, fields: &[&NumberField]) -> AnyView {
    fields
        .iter()
        .map(|field| {
            let (fault, id) = (row.fault(&field.key), format!("{}-error", row.element(field.key.as_str())));
            part(move || match fault.get() {
                None => ().into_any(),
                Some(fault) => {
                    let sentence = errors::fault(language(), &fault);
                    view! { <p class="error" role="alert" id=id.clone()>{sentence}</p> }.into_any()
                }
            })
        })
        .collect_view()
        .into_any()
}

/// A measured value and the standard it is held against.
pub fn measure(row: &Row, measure: &Measure, threshold: &Threshold, side: Side) -> AnyView {
    match measure {
        Measure::Value(field) => value(row, field, threshold, side),
        Measure::Ratio(quotient) => {
            let standard = fill::standard(language(), side, &format!("{}%", threshold.printed));
            let output = {
                let (row, quotient, threshold) = (row.clone(), quotient.clone(), threshold.printed.clone());
                text(move || {
                    let rate = row.sheet(|sheet| rate(&quotient, &threshold, sheet, row.open.stage()));
                    rate.unwrap_or_else(|| "—".to_owned())
                })
            };
            let due = {
                let (row, quotient) = (row.clone(), quotient.clone());
                move || row.sheet(|sheet| due_whole(&quotient, sheet, row.open.stage()))
            };
            let adjust_key = quotient.adjust.as_ref().map(|adjust| adjust.value.clone());
            let mut checked = vec![&quotient.part, &quotient.whole];
            checked.extend(adjust_key.as_ref());
            let target = quotient.adjust.as_ref().map(|adjust| due_line(row, adjust, due));
            view! {
                <div class="facts">
                    {number(row, &quotient.part)}
                    <span class="op" aria-hidden="true">"÷"</span>
                    {number(row, &quotient.whole)}
                    <span class="op" aria-hidden="true">"＝"</span>
                    <div class="field">
                        <span class="legend">{format!("{}（{standard}）", quotient.label)}</span>
                        <span class="box result"><output class="num">{output}</output></span>
                    </div>
                    {faults(row, &checked)}
                </div>
                {target}
            }
            .into_any()
        }
    }
}

/// A value typed as it is: hours, a count. The standard stands beside it, scaled where the stage scales it.
fn value(row: &Row, field: &NumberField, threshold: &Threshold, side: Side) -> AnyView {
    view! {
        <div class="facts">
            {number(row, field)}
            {faults(row, &with_adjust(field, threshold))}
        </div>
        {target(row, field, threshold, side)}
    }
    .into_any()
}

/// The fields whose faults are told together.
fn with_adjust<'f>(field: &'f NumberField, threshold: &'f Threshold) -> Vec<&'f NumberField> {
    let mut fields = vec![field];
    fields.extend(threshold.adjust.as_ref().map(|adjust| &adjust.value));
    fields
}

/// The printed standard of a typed value, or what this stage makes of it.
fn target(row: &Row, field: &NumberField, threshold: &Threshold, side: Side) -> AnyView {
    let scaled = row.open.stage().is_some_and(|stage| stage.scale.is_some());
    match &threshold.adjust {
        Some(adjust) if scaled => {
            let (handle, threshold, places) = (row.clone(), threshold.clone(), field.places);
            let due =
                move || handle.sheet(|sheet| due_target(&threshold, places, sheet, handle.open.stage()));
            due_line(row, adjust, due)
        }
        _ => {
            let figure = format!("{} {}", threshold.printed, field.unit);
            view! { <p class="target num">{fill::standard(language(), side, &figure)}</p> }.into_any()
        }
    }
}

/// A count held against a target.
pub fn counted(row: &Row, field: &NumberField, target: &Threshold) -> AnyView {
    value(row, field, target, Side::Below)
}

/// One choice of a few, named by a visible legend.
pub fn choice(row: &Row, key: &FieldKey, legend: &str, offers: Vec<Offer>) -> AnyView {
    let legend_id = format!("{}-legend", row.element(key.as_str()));
    view! {
        <div class="field choice-field">
            <span class="legend" id=legend_id.clone()>{legend.to_owned()}</span>
            {segmented(row, key, legend_id, offers)}
        </div>
    }
    .into_any()
}

/// The buttons of a choice that has its name elsewhere.
fn segmented(row: &Row, key: &FieldKey, labelled_by: String, offers: Vec<Offer>) -> AnyView {
    view! {
        <Segmented
            name=row.element(key.as_str())
            labelled_by=labelled_by
            offers=offers
            value=row.fact(key)
            on_choose=row.fact_chooser(key)
        />
    }
    .into_any()
}

/// A judgement with its own words, named by a visible legend.
pub fn judgement(row: &Row, legend: &str, judged: &Judged) -> AnyView {
    choice(row, &judged.key, legend, verdicts(judged))
}

/// What a judgement offers.
fn verdicts(judged: &Judged) -> Vec<Offer> {
    let mut offers =
        vec![Offer::new("yes", &judged.yes, Tone::Good), Offer::new("no", &judged.no, Tone::Bad)];
    if judged.may_not_apply {
        offers.push(Offer::new("na", general().not_applicable, Tone::Apart));
    }
    offers
}

/// A condition as a line of a list. `per` is what it costs, where each unmet one has a price of its own.
pub fn condition(row: &Row, condition: &Condition, per: Option<&Exact>) -> AnyView {
    let standing = {
        let (row, condition) = (row.clone(), condition.clone());
        Memo::new(move |_| row.sheet(|sheet| met(&condition, sheet, row.open.stage())))
    };
    let state = mark(move || match standing.get() {
        Some(true) => Some("met"),
        Some(false) => Some("unmet"),
        None => None,
    });
    let price = per.map(|per| format!("−{per}")).unwrap_or_default();
    let lost = text(move || if standing.get() == Some(false) { price.clone() } else { String::new() });
    let (label_id, controls) = match &condition.test {
        Test::Judged(judged) => {
            let id = format!("{}-label", row.element(judged.key.as_str()));
            (id.clone(), segmented(row, &judged.key, id, verdicts(judged)))
        }
        Test::Reaches { applies, actual, .. } => {
            (row.element(actual.key.as_str()), chip(row, applies.as_ref(), standing))
        }
        Test::AtLeast { applies, value, .. } => {
            (row.element(value.key.as_str()), chip(row, applies.as_ref(), standing))
        }
        Test::Settled { total, .. } => (row.element(total.key.as_str()), chip(row, None, standing)),
    };
    let label_id = label_id.trim_end_matches("-label").to_owned() + "-label";
    view! {
        <li class="check" data-state=state>
            <span class="check-label" id=label_id>{condition.label.to_string()}</span>
            {controls}
            <span class="check-lost num">{lost}</span>
            {figures(row, condition)}
        </li>
    }
    .into_any()
}

/// What follows from the typed figures of a condition.
fn chip(row: &Row, applies: Option<&Applies>, standing: Memo<Option<bool>>) -> AnyView {
    let words = Fill::of(language());
    let asked = applies.map(|applies| row.fact(&applies.key));
    part(move || {
        let apart = asked.is_some_and(|asked| asked.with(|answer| answer == "no"));
        let (class, text) = match standing.get() {
            Some(true) if apart => ("chip", general().not_applicable),
            Some(true) => ("chip ok", words.met),
            Some(false) => ("chip bad", words.unmet),
            None => ("chip", words.unanswered),
        };
        view! { <span class=class>{text}</span> }.into_any()
    })
    .into_any()
}

/// The figures a condition is decided by.
fn figures(row: &Row, condition: &Condition) -> Option<AnyView> {
    match &condition.test {
        Test::Judged(_) => None,
        Test::Settled { total, settled } => Some(
            view! {
                <div class="facts">
                    {number(row, total)} {number(row, settled)} {faults(row, &[total, settled])}
                </div>
            }
            .into_any(),
        ),
        Test::AtLeast { applies, value, minimum } => {
            let figure = format!("{minimum} {}", value.unit);
            let standard = fill::standard(language(), Side::Below, &figure);
            let body = view! {
                {number(row, value)}
                <span class="op hush">{standard}</span>
                {faults(row, &[value])}
            };
            Some(asked(row, applies.as_ref(), body.into_any()))
        }
        Test::Reaches { applies, actual, required, adjust } => {
            let mut checked = vec![actual, required];
            checked.extend(adjust.as_ref().map(|adjust| &adjust.value));
            let body = view! {
                {number(row, actual)}
                <span class="op" aria-hidden="true">"≥"</span>
                {number(row, required)}
                {faults(row, &checked)}
                {adjust.as_ref().map(|adjust| requirement_due(row, required, adjust))}
            };
            Some(asked(row, applies.as_ref(), body.into_any()))
        }
    }
}

/// What a stage makes of a typed requirement.
fn requirement_due(row: &Row, required: &NumberField, adjust: &Adjust) -> AnyView {
    let due = {
        let (row, required, adjust) = (row.clone(), required.clone(), adjust.clone());
        move || -> Option<Due> {
            row.sheet(|sheet| gongping::score::due_required(&required, &adjust, sheet, row.open.stage()))
        }
    };
    view! { <div class="wide">{due_line(row, adjust, due)}</div> }.into_any()
}

/// Figures that are asked for only where the requirement exists.
fn asked(row: &Row, applies: Option<&Applies>, body: AnyView) -> AnyView {
    let Some(applies) = applies else {
        return view! { <div class="facts">{body}</div> }.into_any();
    };
    let words = general();
    let offers = vec![Offer::new("yes", words.yes, Tone::Good), Offer::new("no", words.no, Tone::Apart)];
    let answer = row.fact(&applies.key);
    view! {
        <div class="facts">{choice(row, &applies.key, &applies.label, offers)}</div>
        <div class="facts" hidden=truth(move || answer.with(|answer| answer != "yes"))>{body}</div>
    }
    .into_any()
}
