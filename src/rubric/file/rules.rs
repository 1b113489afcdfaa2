//! The rules of a rubric file: what makes each of them valid, and the keys of the facts it asks for. The keys
//! are the format of saved work, so a key never changes its meaning; `rubrics/README.md` lists them.
//! Below this file the rules stand as in `rubric::rule`: `conditions` and `lists`, `measures`, `counts`, `levels`.
//! May import `rubric`, `json` and `number`. Read next: `rubric::fields`, which lists what comes out of here.

use super::check::Check;
use super::problem::What;
use crate::json::{At, Fields, Node};
use crate::number::Exact;
use crate::rubric::rule::{NumberField, Rule};
use crate::rubric::{FieldKey, Kind};

mod conditions;
mod counts;
mod guides;
mod levels;
mod lists;
mod measures;

pub(super) use conditions::condition;
pub(super) use guides::guides;

/// Where a rule stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// What its field keys begin with; empty for the rule of an indicator.
    pub(super) prefix: &'a str,
    /// The points it works on, where they could be read.
    pub(super) points: Option<&'a Exact>,
    /// Base or bonus.
    pub(super) kind: Kind,
    /// Whether it is the rule of a part of an indicator.
    pub(super) is_part: bool,
}

impl Place<'_> {
    fn key(&self, name: &str) -> FieldKey {
        key(self.prefix, name)
    }
}

fn key(prefix: &str, name: &str) -> FieldKey {
    FieldKey::new(&format!("{prefix}{name}"))
}

type ReadRule = fn(&Check, &Fields, &Place) -> Rule;
/// What `type` may say in a rule, and who reads the rest.
const RULES: [(&str, ReadRule); 17] = [
    ("all_or_nothing", lists::all_or_nothing),
    ("per_missing_item", lists::per_missing_item),
    ("step_below", measures::step_below),
    ("step_above", measures::step_above),
    ("per_missing_count", counts::per_missing_count),
    ("levels", levels::levels),
    ("discretionary", levels::discretionary),
    ("award", counts::award),
    ("sum", lists::sum),
    ("shared_pot", measures::shared_pot),
    ("level_range", levels::level_range),
    ("ratio_bands", measures::ratio_bands),
    ("k_of_n", lists::k_of_n),
    ("coefficient", levels::coefficient),
    ("base_plus", counts::base_plus),
    ("per_occurrence", counts::per_occurrence),
    ("rating", counts::rating),
];

/// Checks a rule and makes its keys.
pub(super) fn rule(check: &Check, node: Node, place: &Place) -> Rule {
    let from = node.object();
    let Some(read) = from.tagged(&RULES) else {
        return lists::all_or_nothing(check, &Fields::nothing(from.at), place);
    };
    let rule = read(check, &from, place);
    match (place.kind, matches!(rule, Rule::Award(_))) {
        (Kind::Bonus, false) => check.report(&from.at, What::DeductionInBonus),
        (Kind::Base, true) => check.report(&from.at, What::AwardInBase),
        (Kind::Bonus, true) | (Kind::Base, false) => {}
    }
    rule
}

fn number(check: &Check, from: &Fields, key: FieldKey) -> NumberField {
    NumberField {
        key,
        label: check.words(from.get("label")),
        unit: check.words(from.get("unit")),
        places: check.places(from.find("places")),
        may_be_negative: from.find("may_be_negative").truth().unwrap_or_default(),
    }
}

/// Points of the best level or band, which are the full ones.
fn first_is_full(check: &Check, at: &At, best: Option<&Exact>, place: &Place) {
    if let (Some(best), Some(points)) = (best, place.points)
        && best != points
    {
        check.report(at, What::FirstLevelNotFull { level: best.clone(), points: points.clone() });
    }
}

/// A figure that must be below the one of the same kind before it.
fn falls(check: &Check, at: &At, value: Option<&Exact>, before: Option<&Exact>) {
    if let (Some(value), Some(before)) = (value, before)
        && value >= before
    {
        check.report(at, What::NotFalling { value: value.clone(), before: before.clone() });
    }
}

/// A list that must have at least so many items; an empty one has been named as such.
fn not_fewer(check: &Check, at: &At, length: usize, least: usize) {
    if (1..least).contains(&length) {
        check.report(at, What::TooFew { length, least });
    }
}
