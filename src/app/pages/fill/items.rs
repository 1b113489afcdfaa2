//! The checklist of S2: shipped items, items the person adds where the rubric allows, and one tap for all met.
//! May import `state` through `row`, `fields`, `words` and the library. Read next: `card`.

use gongping::assessment::{Cell, Sheet};
use gongping::rubric::FieldKey;
use gongping::rubric::fields::{extra_key, extra_name_key};
use gongping::rubric::rule::{Condition, PerMissingItem, Test};
use leptos::prelude::*;

use super::controls::{condition, judgement};
use super::row::Row;
use crate::app::fields::LONGEST;
use crate::app::fields::choice::{Offer, Segmented, Tone};
use crate::app::parts::live::{change, mark, press, text, truth};
use crate::app::state::language;
use crate::app::words::fill::Fill;

/// The controls of a list.
pub fn checklist(row: &Row, rule: &PerMissingItem) -> AnyView {
    // A list of one judgement reads as a question, not as a list.
    if let ([only], false) = (rule.items.as_slice(), rule.extensible)
        && let Test::Judged(judged) = &only.test
    {
        return judgement(row, &only.label, judged);
    }
    let items = rule.items.iter().map(|item| condition(row, item, Some(&rule.per))).collect_view();
    let added = rule.extensible.then(|| added_items(row, rule));
    let (open, rule_is_closed) = (some_open(row, rule), !rule.extensible);
    let nothing_to_do = truth(move || rule_is_closed && !open.get());
    view! {
        <ul class="checks">{items} {added}</ul>
        <div class="checks-foot" hidden=nothing_to_do>
            {all_met(row, rule, open)} {rule.extensible.then(|| add_item(row))}
        </div>
    }
    .into_any()
}

/// The items that are a matter of judgement.
fn judged(rule: &PerMissingItem) -> Vec<FieldKey> {
    let key = |item: &Condition| match &item.test {
        Test::Judged(judged) => Some(judged.key.clone()),
        _ => None,
    };
    rule.items.iter().filter_map(key).collect()
}

/// Whether a judgement is still to be made.
fn some_open(row: &Row, rule: &PerMissingItem) -> Memo<bool> {
    let (row, keys) = (row.clone(), judged(rule));
    Memo::new(move |_| row.sheet(|sheet| keys.iter().any(|key| sheet.fact(key).is_empty())))
}

/// One tap that answers every open judgement with met. Answers already given stay as they are.
fn all_met(row: &Row, rule: &PerMissingItem, open: Memo<bool>) -> AnyView {
    let (row, keys) = (row.clone(), judged(rule));
    let answer = press(move || {
        let open = |key: &&FieldKey| row.sheet_now(|sheet| sheet.fact(key).is_empty());
        let met = |key: &FieldKey| (Cell::Fact(key.clone()), "yes".to_owned());
        row.set_all(keys.iter().filter(open).map(met).collect());
    });
    view! {
        <button class="link" type="button" hidden=truth(move || !open.get()) on:click=answer>
            {Fill::of(language()).all_met}
        </button>
    }
    .into_any()
}

fn added_items(row: &Row, rule: &PerMissingItem) -> AnyView {
    let price = format!("−{}", rule.per);
    let each = {
        let row = row.clone();
        Memo::new(move |_| row.sheet(Sheet::added_items))
    };
    let row = row.clone();
    view! {
        <For each=move || each.get() key=|number| *number let:number>
            {added_item(&row, number, &price)}
        </For>
    }
    .into_any()
}

fn added_item(row: &Row, number: u32, price: &str) -> AnyView {
    let words = Fill::of(language());
    let (met_key, name_key) = (extra_key(number), extra_name_key(number));
    let (met, name) = (row.fact(&met_key), row.fact(&name_key));
    let state = mark(move || match met.get().as_str() {
        "yes" => Some("met"),
        "no" => Some("unmet"),
        _ => None,
    });
    let price = price.to_owned();
    let lost = text(move || met.with(|met| if met == "no" { price.clone() } else { String::new() }));
    let offers = vec![Offer::new("yes", words.met, Tone::Good), Offer::new("no", words.unmet, Tone::Bad)];
    let (name_id, set_name) = (row.element(name_key.as_str()), row.fact_setter(&name_key));
    let drop_item = {
        let (row, met_key, name_key) = (row.clone(), met_key.clone(), name_key.clone());
        press(move || {
            let cleared = |key: &FieldKey| (Cell::Fact(key.clone()), String::new());
            row.set_all(vec![cleared(&met_key), cleared(&name_key)]);
        })
    };
    view! {
        <li class="check" data-state=state>
            <span class="box">
                <input
                    id=name_id.clone()
                    aria-label=words.item_name
                    placeholder=words.item_name
                    maxlength=LONGEST
                    autocomplete="off"
                    prop:value=name
                    on:input=change(move |event| set_name.run(event_target_value(&event)))
                />
                <button class="link" type="button" aria-label=words.remove_item on:click=drop_item>
                    <span class="i i-close" aria-hidden="true"></span>
                </button>
            </span>
            <Segmented
                name=row.element(met_key.as_str())
                labelled_by=name_id
                offers=offers
                value=met
                on_choose=row.fact_chooser(&met_key)
            />
            <span class="check-lost num">{lost}</span>
        </li>
    }
    .into_any()
}

/// Adds an item: it stands with a name of its own from the start, so that it is stored at once.
fn add_item(row: &Row) -> AnyView {
    let words = Fill::of(language());
    let row = row.clone();
    let add = press(move || {
        let taken = row.sheet_now(Sheet::added_items);
        let Some(number) = (1..=99).find(|number| !taken.contains(number)) else { return };
        row.set(Cell::Fact(extra_name_key(number)), format!("{} {number}", words.item_default));
    });
    view! {
        <button class="link" type="button" on:click=add>
            <span class="i i-plus" aria-hidden="true"></span>
            {words.add_item}
        </button>
    }
    .into_any()
}
