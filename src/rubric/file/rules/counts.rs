//! The rules on things counted: S5, S8, S15, S16 and S17.
//! May import `rubric`, `json` and `number`. Read next: `levels`.

use std::collections::BTreeSet;

use super::super::check::Check;
use super::super::problem::What;
use super::measures::target;
use super::{Place, falls, not_fewer, number};
use crate::json::Fields;
use crate::number::Exact;
use crate::rubric::rule::{
    Award, BasePlus, Defect, NumberField, PerMissingCount, PerOccurrence, Rating, RatingOption, Rule,
    Threshold,
};

pub(super) fn per_missing_count(check: &Check, from: &Fields, place: &Place) -> Rule {
    let count = number(check, &from.get("count").object(), place.key("count"));
    Rule::PerMissingCount(PerMissingCount {
        target: Threshold {
            printed: check.not_negative(from.get("target")).unwrap_or_default(),
            at_stages: check.at_stages(place.prefix),
            adjust: target(check, from, &count, place.prefix),
        },
        per: check.positive(from.get("per")).unwrap_or_default(),
        count,
    })
}

pub(super) fn award(check: &Check, from: &Fields, place: &Place) -> Rule {
    let cap = check.positive(from.get("cap"));
    if let (Some(cap), Some(points)) = (&cap, place.points)
        && cap != points
    {
        let (cap, points) = (cap.clone(), points.clone());
        check.report(&from.at.field("cap"), What::CapIsNotPoints { cap, points });
    }
    Rule::Award(Award {
        count: number(check, &from.get("count").object(), place.key("count")),
        per: check.positive(from.get("per")).unwrap_or_default(),
        cap: cap.unwrap_or_default(),
    })
}

pub(super) fn base_plus(check: &Check, from: &Fields, place: &Place) -> Rule {
    let base_points = check.not_negative(from.get("base_points"));
    if let (Some(value), Some(points)) = (&base_points, place.points)
        && value > points
    {
        let (value, points) = (value.clone(), points.clone());
        check.report(&from.at.field("base_points"), What::AbovePoints { value, points });
    }
    Rule::BasePlus(BasePlus {
        count: number(check, &from.get("count").object(), place.key("count")),
        base_count: check.not_negative(from.get("base_count")).unwrap_or_default(),
        base_points: base_points.unwrap_or_default(),
        per: check.positive(from.get("per")).unwrap_or_default(),
    })
}

pub(super) fn per_occurrence(check: &Check, from: &Fields, place: &Place) -> Rule {
    let mut taken = BTreeSet::new();
    let mut defects = Vec::new();
    for defect in check.filled(from.get("defects")).nodes() {
        let defect = defect.object();
        let id = check.new_id(defect.get("id"), &mut taken);
        let key = place.key(&format!("defect.{id}"));
        let (label, unit) = (check.words(defect.get("label")), check.words(defect.get("unit")));
        defects.push(Defect {
            count: NumberField { key, label, unit, places: 0, may_be_negative: false },
            per: check.positive(defect.get("per")).unwrap_or_default(),
        });
    }
    Rule::PerOccurrence(PerOccurrence { defects })
}

pub(super) fn rating(check: &Check, from: &Fields, place: &Place) -> Rule {
    let mut taken = BTreeSet::new();
    let mut options = Vec::new();
    let mut before: Option<Exact> = None;
    let question = check.words(from.get("question"));
    let list = check.filled(from.get("options"));
    not_fewer(check, &list.at, list.len(), 2);
    for option in list.nodes() {
        let option = option.object();
        let id = check.new_id(option.get("id"), &mut taken);
        let label = check.words(option.get("label"));
        let value = check.not_negative(option.get("value"));
        falls(check, &option.at.field("value"), value.as_ref(), before.as_ref());
        options.push(RatingOption {
            tally: NumberField {
                key: place.key(&format!("tally.{id}")),
                label: label.clone(),
                unit: "份".into(),
                places: 0,
                may_be_negative: false,
            },
            label,
            value: value.clone().unwrap_or_default(),
        });
        before = value;
    }
    let minimum = from.find("minimum");
    let at = from.at.field("minimum");
    let minimum = if minimum.is_there() { check.positive(minimum) } else { None };
    if let Some(value) = minimum.as_ref().filter(|value| !value.is_whole()) {
        check.report(&at, What::NotWhole { value: value.clone() });
    }
    Rule::Rating(Rating { question, options, minimum })
}
