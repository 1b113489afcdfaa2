//! The rules of a rubric file: what makes each of them valid, and the keys of the facts it asks for. The keys
//! are the format of saved work, so a key never changes its meaning; `rubrics/README.md` lists them.
//! May import `rubric`, `json` and `number`. Read next: `rubric::fields`, which lists what comes out of here.

use super::check::{Check, MOST_PLACES, add};
use super::problem::What;
use crate::json::{At, Fields, Node};
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

type ReadRule = fn(&Check, &Fields, &Place) -> Rule;
/// What `type` may say in a rule, and who reads the rest.
const RULES: [(&str, ReadRule); 10] = [
    ("all_or_nothing", all_or_nothing),
    ("per_missing_item", per_missing_item),
    ("step_below", step_below),
    ("step_above", step_above),
    ("per_missing_count", per_missing_count),
    ("levels", levels),
    ("discretionary", discretionary),
    ("award", award),
    ("sum", sum),
    ("shared_pot", shared_pot),
];

/// Checks a rule and makes its keys.
pub(super) fn rule(check: &Check, node: Node, place: &Place) -> Rule {
    let from = node.object();
    let Some(read) = from.tagged(&RULES) else {
        return all_or_nothing(check, &Fields::nothing(from.at), place);
    };
    let rule = read(check, &from, place);
    match (place.kind, matches!(rule, Rule::Award(_))) {
        (Kind::Bonus, false) => check.report(&from.at, What::DeductionInBonus),
        (Kind::Base, true) => check.report(&from.at, What::AwardInBase),
        (Kind::Bonus, true) | (Kind::Base, false) => {}
    }
    rule
}

fn all_or_nothing(check: &Check, from: &Fields, place: &Place) -> Rule {
    let prefix = format!("{}met.", place.prefix);
    Rule::AllOrNothing(AllOrNothing { conditions: conditions(check, from.get("conditions"), &prefix) })
}

fn per_missing_item(check: &Check, from: &Fields, place: &Place) -> Rule {
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

fn step_below(check: &Check, from: &Fields, place: &Place) -> Rule {
    step(check, from, place, Side::Below)
}

fn step_above(check: &Check, from: &Fields, place: &Place) -> Rule {
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
        label: check.text(from.get("label")),
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
    Threshold { printed, adjust }
}

/// The facts that replace the whole, or the requirement, that is due at a stage: `whole.due` and its reason.
fn due(check: &Check, from: &Fields, whole: &NumberField) -> Option<Adjust> {
    adjust(check, from, &format!("{}.due", whole.key), "本阶段", whole)
}

/// The facts that replace the target of a stage: `target` and its reason.
fn target(check: &Check, from: &Fields, counted: &NumberField, prefix: &str) -> Option<Adjust> {
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
    let label = format!("{due}{}", like.label);
    let value = NumberField { key: FieldKey::new(key), label, may_be_negative: false, ..like.clone() };
    Some(Adjust { value, why: FieldKey::new(&format!("{key}.why")) })
}

fn per_missing_count(check: &Check, from: &Fields, place: &Place) -> Rule {
    let count = number(check, &from.get("count").object(), place.key("count"));
    Rule::PerMissingCount(PerMissingCount {
        target: Threshold {
            printed: check.not_negative(from.get("target")).unwrap_or_default(),
            adjust: target(check, from, &count, place.prefix),
        },
        per: check.positive(from.get("per")).unwrap_or_default(),
        count,
    })
}

fn levels(check: &Check, from: &Fields, place: &Place) -> Rule {
    let mut taken = Vec::new();
    let mut before: Option<Exact> = None;
    let mut named: Vec<Level> = Vec::new();
    for level in check.filled(from.get("levels")).nodes() {
        let level = level.object();
        let points = check.not_negative(level.get("points"));
        let at = level.at.field("points");
        match (&points, &before, place.points) {
            (Some(level), Some(before), _) if level >= before => {
                let (level, before) = (level.clone(), before.clone());
                check.report(&at, What::LevelsNotFalling { level, before });
            }
            (Some(level), None, Some(full)) if named.is_empty() && level != full => {
                let (level, points) = (level.clone(), full.clone());
                check.report(&at, What::FirstLevelNotFull { level, points });
            }
            _ => {}
        }
        named.push(Level {
            id: check.new_id(level.get("id"), &mut taken).to_owned(),
            label: check.text(level.get("label")),
            points: points.clone().unwrap_or_default(),
        });
        before = points;
    }
    let ceiling = from.find("ceiling");
    Rule::Levels(Levels {
        key: place.key("level"),
        reason: place.key("reason"),
        ceiling: if ceiling.is_there() {
            Some(self::ceiling(check, &ceiling.object(), &named, place))
        } else {
            None
        },
        levels: named,
    })
}

fn ceiling(check: &Check, from: &Fields, levels: &[Level], place: &Place) -> Ceiling {
    let node = from.get("level");
    let id = node.text();
    let level = levels.iter().position(|level| Some(level.id.as_str()) == id);
    match (id, level) {
        (Some(id), None) => check.report(&node.at, What::UnknownLevel { id: id.to_owned() }),
        (Some(id), Some(0)) => check.report(&node.at, What::CeilingAtBest { id: id.to_owned() }),
        _ => {}
    }
    let prefix = format!("{}ceiling.", place.prefix);
    Ceiling { condition: condition(check, from.get("condition"), &prefix), level: level.unwrap_or_default() }
}

fn discretionary(check: &Check, from: &Fields, place: &Place) -> Rule {
    let grid = check.positive(from.get("grid"));
    let at = from.at.field("grid");
    let places = grid.as_ref().map_or(0, |grid| grid_places(check, &at, grid, place.points));
    let mut taken = Vec::new();
    let mut checkpoints = Vec::new();
    for point in from.find("checkpoints").list().nodes() {
        let point = point.object();
        let id = check.new_id(point.get("id"), &mut taken);
        checkpoints.push(Checkpoint {
            key: place.key(&format!("check.{id}")),
            label: check.text(point.get("label")),
        });
    }
    Rule::Discretionary(Discretionary {
        verdict: place.key("verdict"),
        full: check.text(from.get("full")),
        reduced: check.text(from.get("reduced")),
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
    })
}

/// The decimal places that marks on the grid need.
fn grid_places(check: &Check, at: &At, grid: &Exact, points: Option<&Exact>) -> u32 {
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

fn award(check: &Check, from: &Fields, place: &Place) -> Rule {
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

fn sum(check: &Check, from: &Fields, place: &Place) -> Rule {
    let mut taken = Vec::new();
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
            label: check.text(part.get("label")),
            rule: rule(check, part.get("rule"), &below),
            points: points.unwrap_or_default(),
        });
    }
    if !parts.is_empty() {
        check.adds_up(&list.at, place.points, total.as_ref());
    }
    Rule::Sum(Sum { parts })
}

fn shared_pot(check: &Check, from: &Fields, place: &Place) -> Rule {
    let mut taken = Vec::new();
    let mut targets = Vec::new();
    for target in check.filled(from.get("targets")).nodes() {
        let target = target.object();
        let id = check.new_id(target.get("id"), &mut taken);
        let prefix = format!("{}{id}.", place.prefix);
        let measure = measure(check, target.get("measure"), &prefix);
        targets.push(PotTarget {
            label: check.text(target.get("label")),
            threshold: threshold(check, &target, &measure, &prefix),
            measure,
        });
    }
    Rule::SharedPot(SharedPot { pace: pace(check, from), targets })
}

fn conditions(check: &Check, node: Node, prefix: &str) -> Vec<Condition> {
    let mut taken = Vec::new();
    check.filled(node).nodes().map(|node| one_of(check, node, prefix, &mut taken)).collect()
}

/// Checks a condition that stands alone; its keys begin with the prefix and its id.
pub(super) fn condition(check: &Check, node: Node, prefix: &str) -> Condition {
    one_of(check, node, prefix, &mut Vec::new())
}

/// Checks a condition beside others, whose ids are taken.
fn one_of<'t>(check: &Check, node: Node<'t, '_>, prefix: &str, taken: &mut Vec<&'t str>) -> Condition {
    let from = node.object();
    let base = format!("{prefix}{}", check.new_id(from.get("id"), taken));
    Condition { label: check.text(from.get("label")), test: test(check, from.find("test"), &base) }
}

type ReadTest = fn(&Check, &Fields, &str) -> Test;
const TESTS: [(&str, ReadTest); 4] =
    [("judged", judged), ("reaches", reaches), ("at_least", at_least), ("settled", settled)];

fn test(check: &Check, node: Node, base: &str) -> Test {
    let from = node.object();
    match from.tagged(&TESTS) {
        Some(read) => read(check, &from, base),
        // The words of an item that states no test of its own.
        None => Test::Judged(Judged {
            key: FieldKey::new(base),
            yes: "达标".to_owned(),
            no: "未达标".to_owned(),
            may_not_apply: false,
        }),
    }
}

fn judged(check: &Check, from: &Fields, base: &str) -> Test {
    Test::Judged(Judged {
        key: FieldKey::new(base),
        yes: check.text(from.get("yes")),
        no: check.text(from.get("no")),
        may_not_apply: from.find("may_not_apply").truth().unwrap_or_default(),
    })
}

fn reaches(check: &Check, from: &Fields, base: &str) -> Test {
    let required = number_at(check, from, base, "required");
    Test::Reaches {
        applies: applies(check, from, base),
        actual: number_at(check, from, base, "actual"),
        adjust: due(check, from, &required),
        required,
    }
}

fn at_least(check: &Check, from: &Fields, base: &str) -> Test {
    Test::AtLeast {
        applies: applies(check, from, base),
        value: number_at(check, from, base, "value"),
        minimum: check.not_negative(from.get("minimum")).unwrap_or_default(),
    }
}

fn settled(check: &Check, from: &Fields, base: &str) -> Test {
    Test::Settled {
        total: number_at(check, from, base, "total"),
        settled: number_at(check, from, base, "settled"),
    }
}

fn applies(check: &Check, from: &Fields, base: &str) -> Option<Applies> {
    let label = check.optional_text(from.find("applies"))?;
    Some(Applies { key: key(base, ".applies"), label })
}

/// The number that stands under a name, and whose key ends with it.
fn number_at(check: &Check, from: &Fields, base: &str, name: &str) -> NumberField {
    number(check, &from.get(name).object(), FieldKey::new(&format!("{base}.{name}")))
}

fn number(check: &Check, from: &Fields, key: FieldKey) -> NumberField {
    NumberField {
        key,
        label: check.text(from.get("label")),
        unit: check.text(from.get("unit")),
        places: check.places(from.find("places")),
        may_be_negative: from.find("may_be_negative").truth().unwrap_or_default(),
    }
}
