//! The guides of an indicator (S32): what makes them valid, and the keys of what is typed into them.
//! May import `rubric`, `json` and `number`. Read next: `rubric::fields`.

use std::collections::BTreeSet;

use super::super::check::Check;
use super::super::problem::What;
use super::key;
use crate::json::{Fields, Node};
use crate::number::Exact;
use crate::rubric::rule::{Factor, Guide, NumberField};

/// Checks the guides of an indicator; their keys begin with `guide.` and the guide's id.
pub(in crate::rubric::file) fn guides(check: &Check, node: Node) -> Vec<Guide> {
    let mut taken = BTreeSet::new();
    let mut guides = Vec::new();
    for guide in node.list().nodes() {
        let guide = guide.object();
        let id = check.new_id(guide.get("id"), &mut taken);
        guides.push(self::guide(check, &guide, id));
    }
    guides
}

fn guide(check: &Check, from: &Fields, id: &str) -> Guide {
    let prefix = format!("guide.{id}.");
    let (mut names, mut taken) = (Vec::new(), BTreeSet::new());
    let mut inputs = Vec::new();
    for input in check.filled(from.get("inputs")).nodes() {
        let input = input.object();
        let name = check.new_id(input.get("id"), &mut taken);
        names.push(name);
        inputs.push(NumberField {
            key: key(&prefix, name),
            label: check.words(input.get("label")),
            unit: check.words(input.get("unit")),
            places: check.places(input.find("places")),
            may_be_negative: false,
        });
    }
    let mut terms = Vec::new();
    for term in check.filled(from.get("terms")).nodes() {
        let factors = check.filled(term);
        terms.push(factors.nodes().filter_map(|node| factor(check, node, &names)).collect());
    }
    let against = from.find("against");
    let typed = against.text();
    let place = typed.and_then(|typed| names.iter().position(|name| *name == typed));
    if let (Some(id), None) = (typed, place) {
        check.report(&against.at, What::UnknownInput { id: id.to_owned() });
    }
    Guide {
        id: id.to_owned(),
        label: check.words(from.get("label")),
        unit: check.words(from.get("unit")),
        places: check.places(from.find("places")),
        inputs,
        terms,
        against: place,
    }
}

/// The id of an input, or a number.
fn factor(check: &Check, node: Node, names: &[&str]) -> Option<Factor> {
    let text = node.text()?;
    if let Some(input) = names.iter().position(|name| *name == text) {
        return Some(Factor::Input(input));
    }
    let fixed = Exact::parse_canonical(text);
    if fixed.is_none() {
        check.report(&node.at, What::UnknownFactor { text: text.to_owned() });
    }
    fixed.map(Factor::Fixed)
}
