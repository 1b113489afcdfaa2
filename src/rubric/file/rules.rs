//! The rules of a rubric file: what makes each of them valid, and the keys of the facts it asks for. The keys
//! are the format of saved work, so a key never changes its meaning; `rubrics/README.md` lists them.
//! May import `rubric` and `number`. Read next: `rubric::fields`, which lists what comes out of here.

use std::collections::HashSet;

use super::at::At;
use super::check::{Check, MOST_PLACES};
use super::problem::What;
use super::wire;
use crate::number::Exact;
use crate::rubric::rule::{
    Adjust, AllOrNothing, Applies, Award, Ceiling, Checkpoint, Condition, Counting, Discretionary, Judged,
    Level, Levels, Measure, NumberField, Pace, Part, PerMissingCount, PerMissingItem, PotTarget, Quotient,
    Rule, SharedPot, Side, Step, Sum, Test, Threshold,
};
use crate::rubric::{FieldKey, Kind};

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

/// Checks a rule and makes its keys.
pub(super) fn rule(check: &mut Check, at: &At, rule: wire::Rule, place: &Place) -> Rule {
    match (place.kind, matches!(rule, wire::Rule::Award(_))) {
        (Kind::Bonus, false) => check.report(at, What::DeductionInBonus),
        (Kind::Base, true) => check.report(at, What::AwardInBase),
        (Kind::Bonus, true) | (Kind::Base, false) => {}
    }
    match rule {
        wire::Rule::AllOrNothing(all) => Rule::AllOrNothing(AllOrNothing {
            conditions: conditions(
                check,
                &at.field("conditions"),
                all.conditions,
                &format!("{}met.", place.prefix),
            ),
        }),
        wire::Rule::PerMissingItem(list) => Rule::PerMissingItem(per_missing_item(check, at, list, place)),
        wire::Rule::StepBelow(below) => Rule::Step(step(check, at, below, Side::Below, place)),
        wire::Rule::StepAbove(above) => Rule::Step(step(check, at, above, Side::Above, place)),
        wire::Rule::PerMissingCount(count) => {
            Rule::PerMissingCount(per_missing_count(check, at, count, place))
        }
        wire::Rule::Levels(named) => Rule::Levels(levels(check, at, named, place)),
        wire::Rule::Discretionary(open) => Rule::Discretionary(discretionary(check, at, open, place)),
        wire::Rule::Award(given) => Rule::Award(award(check, at, given, place)),
        wire::Rule::Sum(parts) => Rule::Sum(sum(check, at, parts, place)),
        wire::Rule::SharedPot(pot) => Rule::SharedPot(shared_pot(check, at, pot, place)),
    }
}

fn per_missing_item(check: &mut Check, at: &At, list: wire::PerMissingItem, place: &Place) -> PerMissingItem {
    if list.extensible && place.is_part {
        check.report(&at.field("extensible"), What::ExtensiblePart);
    }
    PerMissingItem {
        per: check.positive(&at.field("per"), &list.per).unwrap_or_default(),
        items: conditions(check, &at.field("items"), list.items, &format!("{}item.", place.prefix)),
        extensible: list.extensible,
    }
}

fn step(check: &mut Check, at: &At, step: wire::Step, side: Side, place: &Place) -> Step {
    let measure = measure(check, &at.field("measure"), step.measure, place.prefix);
    Step {
        side,
        threshold: threshold(check, at, &step.threshold, step.cumulative, &measure, place.prefix),
        measure,
        pace: pace(check, at, &step.width, &step.per, step.counting),
    }
}

fn pace(check: &mut Check, at: &At, width: &str, per: &str, counting: wire::Counting) -> Pace {
    Pace {
        step: check.positive(&at.field("step"), width).unwrap_or_default(),
        per: check.positive(&at.field("per"), per).unwrap_or_default(),
        counting: match counting {
            wire::Counting::Begun => Counting::Begun,
            wire::Counting::Completed => Counting::Completed,
            wire::Counting::Proportional => Counting::Proportional,
        },
    }
}

fn measure(check: &mut Check, at: &At, measure: wire::Measure, prefix: &str) -> Measure {
    match measure {
        wire::Measure::Value(value) => Measure::Value(number(check, at, value, key(prefix, "value"))),
        wire::Measure::Ratio(ratio) => {
            let whole = number(check, &at.field("whole"), ratio.whole, key(prefix, "whole"));
            Measure::Ratio(Box::new(Quotient {
                label: check.text(&at.field("label"), ratio.label),
                part: number(check, &at.field("part"), ratio.part, key(prefix, "part")),
                adjust: due(check, at, ratio.cumulative, &whole),
                whole,
                part_of_whole: ratio.part_of_whole,
            }))
        }
    }
}

fn threshold(
    check: &mut Check,
    at: &At,
    text: &str,
    cumulative: bool,
    of: &Measure,
    prefix: &str,
) -> Threshold {
    let printed = check.not_negative(&at.field("threshold"), text).unwrap_or_default();
    let adjust = match of {
        Measure::Value(value) => target(check, at, cumulative, value, prefix),
        Measure::Ratio(_) => {
            if cumulative {
                check.report(&at.field("cumulative"), What::CumulativeRate);
            }
            None
        }
    };
    Threshold { printed, adjust }
}

/// The facts that replace the whole, or the requirement, that is due at a stage: `whole.due` and its reason.
fn due(check: &mut Check, at: &At, cumulative: bool, whole: &NumberField) -> Option<Adjust> {
    let key = format!("{}.due", whole.key);
    adjust(check, at, cumulative, &key, format!("本阶段{}", whole.label), whole)
}

/// The facts that replace the target of a stage: `target` and its reason.
fn target(
    check: &mut Check,
    at: &At,
    cumulative: bool,
    counted: &NumberField,
    prefix: &str,
) -> Option<Adjust> {
    let key = format!("{prefix}target");
    adjust(check, at, cumulative, &key, format!("本阶段应达到的{}", counted.label), counted)
}

fn adjust(
    check: &mut Check,
    at: &At,
    cumulative: bool,
    key: &str,
    label: String,
    like: &NumberField,
) -> Option<Adjust> {
    if !cumulative {
        return None;
    }
    if !check.has_scale {
        check.report(&at.field("cumulative"), What::CumulativeWithoutScale);
    }
    let value = NumberField { key: FieldKey::new(key), label, may_be_negative: false, ..like.clone() };
    Some(Adjust { value, why: FieldKey::new(&format!("{key}.why")) })
}

fn per_missing_count(
    check: &mut Check,
    at: &At,
    rule: wire::PerMissingCount,
    place: &Place,
) -> PerMissingCount {
    let count = number(check, &at.field("count"), rule.count, place.key("count"));
    PerMissingCount {
        target: Threshold {
            printed: check.not_negative(&at.field("target"), &rule.target).unwrap_or_default(),
            adjust: target(check, at, rule.cumulative, &count, place.prefix),
        },
        per: check.positive(&at.field("per"), &rule.per).unwrap_or_default(),
        count,
    }
}

fn levels(check: &mut Check, at: &At, rule: wire::Levels, place: &Place) -> Levels {
    let here = at.field("levels");
    check.not_empty(&here, &rule.levels);
    let mut taken = HashSet::new();
    let mut before: Option<Exact> = None;
    let mut named = Vec::new();
    for (position, level) in rule.levels.into_iter().enumerate() {
        let at = here.item(position);
        let points = check.not_negative(&at.field("points"), &level.points);
        if let Some(level) = &points {
            let level = level.clone();
            match (&before, place.points) {
                (Some(before), _) if level >= *before => {
                    check.report(
                        &at.field("points"),
                        What::LevelsNotFalling { level, before: before.clone() },
                    );
                }
                (None, Some(full)) if position == 0 && level != *full => {
                    check
                        .report(&at.field("points"), What::FirstLevelNotFull { level, points: full.clone() });
                }
                _ => {}
            }
        }
        named.push(Level {
            id: check.new_id(&at.field("id"), level.id, &mut taken),
            label: check.text(&at.field("label"), level.label),
            points: points.clone().unwrap_or_default(),
        });
        before = points;
    }
    let ceiling = rule.ceiling.map(|below| ceiling(check, &at.field("ceiling"), below, &named, place));
    Levels { key: place.key("level"), levels: named, reason: place.key("reason"), ceiling }
}

fn ceiling(check: &mut Check, at: &At, ceiling: wire::Ceiling, levels: &[Level], place: &Place) -> Ceiling {
    let level = levels.iter().position(|level| level.id == ceiling.level);
    match level {
        None => check.report(&at.field("level"), What::UnknownLevel { id: ceiling.level }),
        Some(0) => check.report(&at.field("level"), What::CeilingAtBest { id: ceiling.level }),
        Some(_) => {}
    }
    let prefix = format!("{}ceiling.", place.prefix);
    Ceiling {
        condition: condition(check, &at.field("condition"), ceiling.condition, &prefix),
        level: level.unwrap_or_default(),
    }
}

fn discretionary(check: &mut Check, at: &At, rule: wire::Discretionary, place: &Place) -> Discretionary {
    let grid = check.positive(&at.field("grid"), &rule.grid);
    let places = grid.as_ref().map_or(0, |grid| grid_places(check, &at.field("grid"), grid, place.points));
    let mut taken = HashSet::new();
    let here = at.field("checkpoints");
    let checkpoint = |(position, point): (usize, wire::Checkpoint)| {
        let at = here.item(position);
        let id = check.new_id(&at.field("id"), point.id, &mut taken);
        Checkpoint {
            key: place.key(&format!("check.{id}")),
            label: check.text(&at.field("label"), point.label),
        }
    };
    let checkpoints = rule.checkpoints.into_iter().enumerate().map(checkpoint).collect();
    Discretionary {
        verdict: place.key("verdict"),
        full: check.text(&at.field("full"), rule.full),
        reduced: check.text(&at.field("reduced"), rule.reduced),
        marks: NumberField {
            key: place.key("marks"),
            label: "酌情得分".to_owned(),
            unit: "分".to_owned(),
            places,
            may_be_negative: false,
        },
        grid: grid.unwrap_or_default(),
        reason: place.key("reason"),
        checkpoints,
    }
}

/// The decimal places that marks on the grid need.
fn grid_places(check: &mut Check, at: &At, grid: &Exact, points: Option<&Exact>) -> u32 {
    if let Some(points) = points
        && !points.is_multiple_of(grid)
    {
        check.report(at, What::GridDoesNotDivide { grid: grid.clone(), points: points.clone() });
    }
    let mut scaled = grid.clone();
    for places in 0..=MOST_PLACES {
        if scaled.is_whole() {
            return places;
        }
        scaled = &scaled * &Exact::from(10);
    }
    check.report(at, What::GridTooFine { grid: grid.clone(), limit: MOST_PLACES });
    0
}

fn award(check: &mut Check, at: &At, rule: wire::Award, place: &Place) -> Award {
    let cap = check.positive(&at.field("cap"), &rule.cap);
    if let (Some(cap), Some(points)) = (&cap, place.points)
        && cap != points
    {
        check.report(&at.field("cap"), What::CapIsNotPoints { cap: cap.clone(), points: points.clone() });
    }
    Award {
        count: number(check, &at.field("count"), rule.count, place.key("count")),
        per: check.positive(&at.field("per"), &rule.per).unwrap_or_default(),
        cap: cap.unwrap_or_default(),
    }
}

fn sum(check: &mut Check, at: &At, rule: wire::Sum, place: &Place) -> Sum {
    let here = at.field("parts");
    check.not_empty(&here, &rule.parts);
    let mut taken = HashSet::new();
    let mut total = Some(Exact::ZERO);
    let mut parts = Vec::new();
    for (position, part) in rule.parts.into_iter().enumerate() {
        let at = here.item(position);
        let points = check.positive(&at.field("points"), &part.points);
        total = total.zip(points.as_ref()).map(|(total, points)| &total + points);
        let id = check.new_id(&at.field("id"), part.id, &mut taken);
        let prefix = format!("{}{id}.", place.prefix);
        let below = Place { prefix: &prefix, points: points.as_ref(), is_part: true, ..*place };
        parts.push(Part {
            label: check.text(&at.field("label"), part.label),
            rule: self::rule(check, &at.field("rule"), part.rule, &below),
            points: points.unwrap_or_default(),
        });
    }
    if !parts.is_empty() {
        check.adds_up(&here, place.points, total.as_ref());
    }
    Sum { parts }
}

fn shared_pot(check: &mut Check, at: &At, rule: wire::SharedPot, place: &Place) -> SharedPot {
    let here = at.field("targets");
    check.not_empty(&here, &rule.targets);
    let mut taken = HashSet::new();
    let target = |(position, target): (usize, wire::PotTarget)| {
        let at = here.item(position);
        let id = check.new_id(&at.field("id"), target.id, &mut taken);
        let prefix = format!("{}{id}.", place.prefix);
        let measure = measure(check, &at.field("measure"), target.measure, &prefix);
        PotTarget {
            label: check.text(&at.field("label"), target.label),
            threshold: threshold(check, &at, &target.threshold, target.cumulative, &measure, &prefix),
            measure,
        }
    };
    let targets = rule.targets.into_iter().enumerate().map(target).collect();
    SharedPot { pace: pace(check, at, &rule.width, &rule.per, rule.counting), targets }
}

fn conditions(check: &mut Check, at: &At, list: Vec<wire::Condition>, prefix: &str) -> Vec<Condition> {
    check.not_empty(at, &list);
    let mut taken = HashSet::new();
    let mut conditions = Vec::new();
    for (position, wire) in list.into_iter().enumerate() {
        let at = at.item(position);
        if !taken.insert(wire.id.clone()) {
            check.report(&at.field("id"), What::DuplicateId { id: wire.id.clone() });
        }
        conditions.push(condition(check, &at, wire, prefix));
    }
    conditions
}

/// Checks a condition; its keys begin with the prefix and its id.
pub(super) fn condition(check: &mut Check, at: &At, condition: wire::Condition, prefix: &str) -> Condition {
    let id = check.id(&at.field("id"), condition.id);
    let base = format!("{prefix}{id}");
    let test = condition.test.unwrap_or_else(|| wire::Test::Judged(wire::Judged::default()));
    Condition {
        label: check.text(&at.field("label"), condition.label),
        test: self::test(check, &at.field("test"), test, &base),
    }
}

fn test(check: &mut Check, at: &At, test: wire::Test, base: &str) -> Test {
    let sub = |name: &str| FieldKey::new(&format!("{base}.{name}"));
    let applies = |check: &mut Check, label: Option<String>| {
        label.map(|label| Applies { key: sub("applies"), label: check.text(&at.field("applies"), label) })
    };
    match test {
        wire::Test::Judged(judged) => Test::Judged(Judged {
            key: FieldKey::new(base),
            yes: check.text(&at.field("yes"), judged.yes),
            no: check.text(&at.field("no"), judged.no),
            may_not_apply: judged.may_not_apply,
        }),
        wire::Test::Reaches(reaches) => {
            let required = number(check, &at.field("required"), reaches.required, sub("required"));
            Test::Reaches {
                applies: applies(check, reaches.applies),
                actual: number(check, &at.field("actual"), reaches.actual, sub("actual")),
                adjust: due(check, at, reaches.cumulative, &required),
                required,
            }
        }
        wire::Test::AtLeast(least) => Test::AtLeast {
            applies: applies(check, least.applies),
            value: number(check, &at.field("value"), least.value, sub("value")),
            minimum: check.not_negative(&at.field("minimum"), &least.minimum).unwrap_or_default(),
        },
        wire::Test::Settled(settled) => Test::Settled {
            total: number(check, &at.field("total"), settled.total, sub("total")),
            settled: number(check, &at.field("settled"), settled.settled, sub("settled")),
        },
    }
}

fn number(check: &mut Check, at: &At, number: wire::Number, key: FieldKey) -> NumberField {
    NumberField {
        key,
        label: check.text(&at.field("label"), number.label),
        unit: check.text(&at.field("unit"), number.unit),
        places: check.places(&at.field("places"), number.places),
        may_be_negative: number.may_be_negative,
    }
}
