//! The rules made of conditions or of other rules: S1, S2, S9 and S13.
//! May import `rubric`, `json` and `number`. Read next: `measures`.

use std::collections::BTreeSet;

use super::super::check::{Check, add};
use super::super::problem::What;
use super::conditions::conditions;
use super::{Place, not_fewer, rule};
use crate::json::Fields;
use crate::number::Exact;
use crate::rubric::rule::{AllOrNothing, KOfN, Part, PerMissingItem, Rule, Sum};

pub(super) fn all_or_nothing(check: &Check, from: &Fields, place: &Place) -> Rule {
    let prefix = format!("{}met.", place.prefix);
    Rule::AllOrNothing(AllOrNothing { conditions: conditions(check, from.get("conditions"), &prefix) })
}

pub(super) fn per_missing_item(check: &Check, from: &Fields, place: &Place) -> Rule {
    let extensible = from.find("extensible");
    let may_grow = extensible.truth().unwrap_or_default();
    if may_grow && place.is_part {
        check.report(&extensible.at, What::ExtensiblePart);
    }
    Rule::PerMissingItem(PerMissingItem {
        per: check.positive(from.get("per")).unwrap_or_default(),
        items: conditions(check, from.get("items"), &format!("{}item.", place.prefix)),
        extensible: may_grow,
    })
}

pub(super) fn sum(check: &Check, from: &Fields, place: &Place) -> Rule {
    let mut taken = BTreeSet::new();
    let mut total = Some(Exact::ZERO);
    let mut parts = Vec::new();
    let list = check.filled(from.get("parts"));
    for part in list.nodes() {
        let part = part.object();
        let points = check.positive(part.get("points"));
        add(&mut total, points.as_ref());
        let id = check.new_id(part.get("id"), &mut taken);
        let prefix = format!("{}{id}.", place.prefix);
        let below = Place { prefix: &prefix, points: points.as_ref(), is_part: true, ..*place };
        parts.push(Part {
            label: check.words(part.get("label")),
            rule: rule(check, part.get("rule"), &below),
            points: points.unwrap_or_default(),
        });
    }
    if !parts.is_empty() {
        check.adds_up(&list.at, place.points, total.as_ref());
    }
    Rule::Sum(Sum { parts })
}

pub(super) fn k_of_n(check: &Check, from: &Fields, place: &Place) -> Rule {
    let tests = conditions(check, from.get("tests"), &format!("{}test.", place.prefix));
    not_fewer(check, &from.at.field("tests"), tests.len(), 2);
    let list = check.filled(from.get("marks"));
    if !list.is_empty() && !tests.is_empty() && list.len() != tests.len() + 1 {
        check.report(&list.at, What::WrongLength { length: list.len(), expected: tests.len() + 1 });
    }
    let mut marks: Vec<Exact> = Vec::new();
    for (position, node) in list.nodes().enumerate() {
        let value = check.not_negative(node);
        if let (Some(value), Some(before)) = (&value, marks.last())
            && value < before
        {
            let (value, before) = (value.clone(), before.clone());
            check.report(&node.at, What::Falling { value, before });
        }
        if let (Some(value), Some(points), true) = (&value, place.points, position == tests.len())
            && value != points
        {
            let (marks, points) = (value.clone(), points.clone());
            check.report(&node.at, What::LastNotFull { marks, points });
        }
        marks.push(value.unwrap_or_default());
    }
    Rule::KOfN(KOfN { tests, marks })
}
