//! The rules on a measured value: S3, S4, S10 and S12, with the figures that a stage scales.
//! May import `rubric`, `json` and `number`. Read next: `counts`.

use std::collections::BTreeSet;

use super::super::check::Check;
use super::super::problem::What;
use super::{Place, falls, first_is_full, key, number};
use crate::json::{At, Fields, Node};
use crate::number::Exact;
use crate::rubric::FieldKey;
use crate::rubric::rule::{
    Adjust, Band, Better, Counting, Measure, NumberField, Pace, PotTarget, Quotient, RatioBands, Rule,
    SharedPot, Side, Step, Threshold,
};

pub(super) fn step_below(check: &Check, from: &Fields, place: &Place) -> Rule {
    step(check, from, place, Side::Below)
}

pub(super) fn step_above(check: &Check, from: &Fields, place: &Place) -> Rule {
    step(check, from, place, Side::Above)
}

fn step(check: &Check, from: &Fields, place: &Place, side: Side) -> Rule {
    let measure = measure(check, from.get("measure"), place.prefix);
    let threshold = threshold(check, from, &measure, place.prefix);
    Rule::Step(Step { side, threshold, measure, pace: pace(check, from) })
}

const COUNTINGS: [(&str, Counting); 3] = [
    ("begun", Counting::Begun),
    ("completed", Counting::Completed),
    ("proportional", Counting::Proportional),
];

fn pace(check: &Check, from: &Fields) -> Pace {
    Pace {
        step: check.positive(from.get("step")).unwrap_or_default(),
        per: check.positive(from.get("per")).unwrap_or_default(),
        counting: from.get("counting").choice(&COUNTINGS).unwrap_or(Counting::Begun),
    }
}

type ReadMeasure = fn(&Check, &Fields, &str) -> Measure;
const MEASURES: [(&str, ReadMeasure); 2] = [("value", value), ("ratio", ratio)];

fn measure(check: &Check, node: Node, prefix: &str) -> Measure {
    let from = node.object();
    match from.tagged(&MEASURES) {
        Some(read) => read(check, &from, prefix),
        None => value(check, &Fields::nothing(from.at), prefix),
    }
}

fn value(check: &Check, from: &Fields, prefix: &str) -> Measure {
    Measure::Value(number(check, from, key(prefix, "value")))
}

fn ratio(check: &Check, from: &Fields, prefix: &str) -> Measure {
    let whole = number(check, &from.get("whole").object(), key(prefix, "whole"));
    Measure::Ratio(Box::new(Quotient {
        label: check.words(from.get("label")),
        part: number(check, &from.get("part").object(), key(prefix, "part")),
        adjust: due(check, from, &whole),
        whole,
        part_of_whole: from.get("part_of_whole").truth().unwrap_or_default(),
    }))
}

fn threshold(check: &Check, from: &Fields, of: &Measure, prefix: &str) -> Threshold {
    let printed = check.not_negative(from.get("threshold")).unwrap_or_default();
    let adjust = match of {
        Measure::Value(value) => target(check, from, value, prefix),
        Measure::Ratio(_) => {
            let cumulative = from.find("cumulative");
            if cumulative.truth().unwrap_or_default() {
                check.report(&cumulative.at, What::CumulativeRate);
            }
            None
        }
    };
    Threshold { printed, at_stages: check.at_stages(prefix), adjust }
}

/// The facts that replace the whole, or the requirement, that is due at a stage: `whole.due` and its reason.
pub(super) fn due(check: &Check, from: &Fields, whole: &NumberField) -> Option<Adjust> {
    adjust(check, from, &format!("{}.due", whole.key), "本阶段", whole)
}

/// The facts that replace the target of a stage: `target` and its reason.
pub(super) fn target(check: &Check, from: &Fields, counted: &NumberField, prefix: &str) -> Option<Adjust> {
    adjust(check, from, &format!("{prefix}target"), "本阶段应达到的", counted)
}

fn adjust(check: &Check, from: &Fields, key: &str, due: &str, like: &NumberField) -> Option<Adjust> {
    let cumulative = from.find("cumulative");
    if !cumulative.truth()? {
        return None;
    }
    if !check.has_scale.get() {
        check.report(&cumulative.at, What::CumulativeWithoutScale);
    }
    let label = format!("{due}{}", like.label).into();
    let value = NumberField { key: FieldKey::new(key), label, may_be_negative: false, ..like.clone() };
    Some(Adjust { value, why: FieldKey::new(&format!("{key}.why")) })
}

pub(super) fn shared_pot(check: &Check, from: &Fields, place: &Place) -> Rule {
    let mut taken = BTreeSet::new();
    let mut targets = Vec::new();
    for target in check.filled(from.get("targets")).nodes() {
        let target = target.object();
        let id = check.new_id(target.get("id"), &mut taken);
        let prefix = format!("{}{id}.", place.prefix);
        let measure = measure(check, target.get("measure"), &prefix);
        targets.push(PotTarget {
            label: check.words(target.get("label")),
            threshold: threshold(check, &target, &measure, &prefix),
            measure,
        });
    }
    Rule::SharedPot(SharedPot { pace: pace(check, from), targets })
}

const BETTERS: [(&str, Better); 2] = [("higher", Better::Higher), ("lower", Better::Lower)];

pub(super) fn ratio_bands(check: &Check, from: &Fields, place: &Place) -> Rule {
    let measure = measure(check, from.get("measure"), place.prefix);
    let better = from.get("better").choice(&BETTERS).unwrap_or(Better::Higher);
    let mut bands: Vec<Band> = Vec::new();
    let mut before: Option<(Option<Exact>, Option<Exact>)> = None;
    for band in check.filled(from.get("bands")).nodes() {
        let band = band.object();
        let (bound, points) = (check.not_negative(band.get("bound")), check.not_negative(band.get("points")));
        let at = band.at.field("points");
        match &before {
            None => first_is_full(check, &at, points.as_ref(), place),
            Some((bound_before, points_before)) => {
                falls(check, &at, points.as_ref(), points_before.as_ref());
                let at = band.at.field("bound");
                match better {
                    Better::Higher => falls(check, &at, bound.as_ref(), bound_before.as_ref()),
                    Better::Lower => rises(check, &at, bound.as_ref(), bound_before.as_ref()),
                }
            }
        }
        bands.push(Band {
            bound: bound.clone().unwrap_or_default(),
            points: points.clone().unwrap_or_default(),
        });
        before = Some((bound, points));
    }
    let otherwise = from.find("otherwise");
    let at = from.at.field("otherwise");
    let otherwise = if otherwise.is_there() { check.not_negative(otherwise) } else { Some(Exact::ZERO) };
    falls(check, &at, otherwise.as_ref(), before.as_ref().and_then(|(_, points)| points.as_ref()));
    let otherwise = otherwise.unwrap_or_default();
    Rule::RatioBands(RatioBands { measure, better, bands, otherwise })
}

/// A bound that must be above the one before it.
fn rises(check: &Check, at: &At, value: Option<&Exact>, before: Option<&Exact>) {
    if let (Some(value), Some(before)) = (value, before)
        && value <= before
    {
        check.report(at, What::NotRising { value: value.clone(), before: before.clone() });
    }
}
