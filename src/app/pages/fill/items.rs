//! The checklist of S2: shipped items, items the person adds where the rubric allows, and one tap for all met.
//! May import `row`, `controls`, `words` and the library. Read next: `card`.

use gongping::rubric::FieldKey;
use gongping::rubric::fields::{extra_key, extra_name_key};
use gongping::rubric::rule::{Condition, PerMissingItem, Test};

use super::controls::{check, condition, judgement, price};
use super::fields::{Offer, Tone, button, segmented};
use super::row::{Row, What};
use crate::app::fields::LONGEST;
use crate::app::parts::element::El;

/// The controls of a list.
pub fn checklist(row: &Row, rule: &PerMissingItem) -> Vec<El> {
    // A list of one judgement reads as a question, not as a list.
    if let ([only], false) = (rule.items.as_slice(), rule.extensible)
        && let Test::Judged(judged) = &only.test
    {
        return vec![judgement(row, &only.label, judged)];
    }
    let items = rule.items.iter().map(|item| condition(row, item, Some(&rule.per)));
    let mut list = row.el("ul").class("checks").children(items);
    if rule.extensible {
        let price = format!("−{}", rule.per);
        for number in row.sheet.added_items() {
            list = list.child(row.part(extra_key(number).as_str(), true, || added_item(row, number, &price)));
        }
    }
    vec![list, below(row, rule)]
}

/// One tap that answers every open judgement with met, and one that adds an item.
fn below(row: &Row, rule: &PerMissingItem) -> El {
    let keys: Vec<&FieldKey> = rule.items.iter().filter_map(judged).collect();
    let open = keys.iter().any(|key| row.fact(key).is_empty());
    let hide = |place: &str, hidden: bool| row.note(What::Hidden, place, if hidden { "1" } else { "" });
    hide("all-met", !open);
    hide("below", !open && !rule.extensible);
    if !row.drawn {
        return El::NONE;
    }
    let keys: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
    let all_met = button(row, "link", "met", &keys.join(" "))
        .attr("id", &row.id("all-met"))
        .mark("hidden", !open)
        .text(row.words().all_met);
    let add = if rule.extensible {
        let plus = El::new("span").class("i i-plus").attr("aria-hidden", "true");
        button(row, "link", "add", "").child(plus).and_text(row.words().add_item)
    } else {
        El::NONE
    };
    El::new("div")
        .class("checks-foot")
        .attr("id", &row.id("below"))
        .mark("hidden", !open && !rule.extensible)
        .child(all_met)
        .child(add)
}

/// The fact of an item that is a matter of judgement.
fn judged(item: &Condition) -> Option<&FieldKey> {
    match &item.test {
        Test::Judged(judged) => Some(&judged.key),
        _ => None,
    }
}

fn added_item(row: &Row, number: u32, cost: &str) -> El {
    let words = row.words();
    let (met_key, name_key) = (extra_key(number), extra_name_key(number));
    let (met, name) = (row.fact(&met_key), row.fact(&name_key));
    let standing = match met {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let offers = [Offer::new("yes", words.met, Tone::Good), Offer::new("no", words.unmet, Tone::Bad)];
    let name_id = row.id(name_key.as_str());
    row.note(What::Value, name_key.as_str(), name);
    let input = row
        .el("input")
        .attr("id", &name_id)
        .attr("aria-label", words.item_name)
        .attr("placeholder", words.item_name)
        .attr("maxlength", LONGEST)
        .attr("autocomplete", "off")
        .attr("data-cell", name_key.as_str())
        .value(name);
    let cells = format!("{met_key} {name_key}");
    let close = row.el("span").class("i i-close").attr("aria-hidden", "true");
    let remove =
        button(row, "link", "clear", "").attr("data-cells", &cells).attr("aria-label", words.remove_item);
    check(row, met_key.as_str(), standing)
        .child(row.el("span").class("box").child(input).child(remove.child(close)))
        .child(segmented(row, &met_key, &name_id, &offers))
        .child(price(row, met_key.as_str(), if standing == Some(false) { cost } else { "" }))
}
