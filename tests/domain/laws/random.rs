//! Random rubrics of every rule shape, and random facts for them, both from a stream of draws in which nought
//! always gives the plainest choice, so that proptest shrinks toward readable cases.
//! May import the library and `builder`. Read next: `laws`, which uses them.

use std::sync::LazyLock;

use gongping::rubric::Rubric;
use gongping::rubric::fields::{Entry, Field};
use gongping::rubric::rule::NumberField;
use serde_json::{Value, json};

use crate::builder::{indicator, read, rubric_file};

/// A stream of random draws; nought for ever after its end.
pub(super) struct Dice<'a>(Box<dyn Iterator<Item = u32> + 'a>);

impl<'a> Dice<'a> {
    /// The draws of a test case.
    pub(super) fn new(draws: &'a [u32]) -> Self {
        Self(Box::new(draws.iter().copied()))
    }

    /// A fixed endless stream (`SplitMix64`), for what is the same in every run.
    pub(super) fn fixed(seed: u64) -> Self {
        let mut state = seed;
        Self(Box::new(std::iter::repeat_with(move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap()
        })))
    }

    /// 0 to `n` − 1.
    pub(super) fn below(&mut self, n: i64) -> i64 {
        i64::from(self.0.next().unwrap_or(0)) % n
    }

    /// True once in `n`.
    pub(super) fn once_in(&mut self, n: i64) -> bool {
        self.below(n) == n - 1
    }

    /// One of these.
    pub(super) fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.below(i64::try_from(choices.len()).unwrap())).unwrap()]
    }
}

/// A whole number of hundredths as a decimal.
pub(super) fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// The rubrics the laws are tried on, the same in every run; the facts differ.
pub(super) fn rubrics() -> &'static [Rubric] {
    static RUBRICS: LazyLock<Vec<Rubric>> =
        LazyLock::new(|| (0..150).map(|seed| rubric(&mut Dice::fixed(seed))).collect());
    &RUBRICS
}

fn rubric(dice: &mut Dice) -> Rubric {
    read(&file(dice))
}

/// A rubric file whose sections all add up.
pub(super) fn file(dice: &mut Dice) -> Value {
    let mut next = 0;
    let (mut sections, mut base, mut bonus) = (Vec::new(), 0, 0);
    for _ in 0..=dice.below(3) {
        let (points, mut made) = section(dice, &mut next, 0, "base");
        made["kind"] = json!("base");
        base += points;
        sections.push(made);
    }
    if dice.once_in(2) {
        let (points, mut made) = section(dice, &mut next, 0, "bonus");
        made["kind"] = json!("bonus");
        bonus = points;
        sections.push(made);
    }
    rubric_file(&decimal(base), &decimal(bonus), &json!(["1/2", "1/3", "0.75"]), sections)
}

/// A section with its points in hundredths, up to four deep.
fn section(dice: &mut Dice, next: &mut usize, depth: u32, kind: &str) -> (i64, Value) {
    *next += 1;
    let id = format!("s{next}");
    let (mut points, mut below) = (0, Vec::new());
    let holds = if depth < 3 && dice.once_in(3) { "sections" } else { "indicators" };
    for _ in 0..=dice.below(3) {
        let (more, made) =
            if holds == "sections" { section(dice, next, depth + 1, kind) } else { leaf(dice, next, kind) };
        points += more;
        below.push(made);
    }
    let section = json!({"id": id, "name": id, "heading": id, "points": decimal(points), holds: below});
    (points, section)
}

fn leaf(dice: &mut Dice, next: &mut usize, kind: &str) -> (i64, Value) {
    *next += 1;
    let (points, rule) = if kind == "bonus" { award(dice) } else { rule(dice, 0) };
    let mut leaf = indicator(&format!("I{next}"), &decimal(points), &rule);
    if dice.once_in(4) {
        leaf["gate"] = condition(dice, "g");
    }
    if dice.once_in(6) {
        leaf["guides"] = json!([guide(dice)]);
    }
    (points, leaf)
}

/// A helper figure, which no law of scoring may notice.
fn guide(dice: &mut Dice) -> Value {
    let mut inputs = vec![number(dice), number(dice)];
    for (at, input) in inputs.iter_mut().enumerate() {
        input.as_object_mut().unwrap().remove("may_be_negative");
        input["id"] = json!(format!("i{at}"));
    }
    json!({"id": "g", "label": "参考", "unit": "元", "inputs": inputs, "terms": [[per(dice), "i0"]], "against": "i1"})
}

fn points(dice: &mut Dice) -> i64 {
    dice.one_of(&[200, 100, 50, 300, 1500, 75, 1, 333])
}

fn rule(dice: &mut Dice, depth: u32) -> (i64, Value) {
    let points = points(dice);
    let made = match dice.below(if depth < 2 { 16 } else { 15 }) {
        0 => json!({"type": "all_or_nothing", "conditions": conditions(dice)}),
        1 => json!({"type": "per_missing_item", "per": per(dice), "items": conditions(dice),
            "extensible": depth == 0 && dice.once_in(2)}),
        2 => step(dice, "step_below"),
        3 => step(dice, "step_above"),
        4 => json!({"type": "per_missing_count", "count": number(dice), "per": per(dice),
            "target": dice.below(12).to_string(), "cumulative": dice.once_in(2)}),
        5 => levels(dice, points),
        6 => {
            // The grid divides the points.
            let grid = dice.one_of(&[1, 2, 4, 5]);
            let full = grid * (1 + dice.below(40)) * 5;
            let checkpoints = json!([{"id": "a", "label": "要点"}]);
            return (
                full,
                json!({"type": "discretionary", "full": "规范", "reduced": "不规范",
                "grid": decimal(grid * 5), "checkpoints": checkpoints}),
            );
        }
        7 => {
            let targets: Vec<Value> = (0..=dice.below(3)).map(|at| target(dice, at)).collect();
            json!({"type": "shared_pot", "step": width(dice), "per": per(dice), "counting": counting(dice),
                "targets": targets})
        }
        8 => return level_range(dice),
        9 => ratio_bands(dice, points),
        10 => k_of_n(dice, points),
        11 => coefficient(dice),
        12 => json!({"type": "base_plus", "count": number(dice), "base_count": dice.below(6).to_string(),
            "base_points": decimal(dice.below(points + 1)), "per": per(dice)}),
        13 => {
            let defects: Vec<Value> = (0..=dice.below(4))
                .map(|at| json!({"id": format!("d{at}"), "label": "缺漏", "unit": "处", "per": per(dice)}))
                .collect();
            json!({"type": "per_occurrence", "defects": defects})
        }
        14 => rating(dice),
        _ => {
            let (mut total, mut parts) = (0, Vec::new());
            for at in 0..=dice.below(3) {
                let (points, rule) = self::rule(dice, depth + 1);
                total += points;
                parts.push(json!({"id": format!("p{at}"), "label": format!("第{at}部分"),
                    "points": decimal(points), "rule": rule}));
            }
            return (total, json!({"type": "sum", "parts": parts}));
        }
    };
    (points, made)
}

fn award(dice: &mut Dice) -> (i64, Value) {
    let cap = points(dice);
    (cap, json!({"type": "award", "count": number(dice), "per": per(dice), "cap": decimal(cap)}))
}

fn levels(dice: &mut Dice, full: i64) -> Value {
    let mut levels = vec![json!({"id": "l0", "label": "好", "points": decimal(full)})];
    let mut left = full;
    for at in 1..=dice.below(4) {
        if left > 0 {
            left = dice.below(left);
            levels
                .push(json!({"id": format!("l{at}"), "label": format!("第{at}等"), "points": decimal(left)}));
        }
    }
    let mut rule = json!({"type": "levels", "levels": levels});
    if levels.len() > 1 && dice.once_in(2) {
        let lowest = i64::try_from(levels.len()).unwrap() - 1;
        rule["ceiling"] =
            json!({"condition": condition(dice, "k"), "level": format!("l{}", 1 + dice.below(lowest))});
    }
    rule
}

/// Levels whose ranges touch, or leave a gap, or hold one single mark; made from the worst up.
fn level_range(dice: &mut Dice) -> (i64, Value) {
    let grid = dice.one_of(&[50, 100, 25]);
    let mut levels: Vec<(i64, i64)> = Vec::new();
    for _ in 0..=dice.below(4) {
        let (low, high) = match levels.last() {
            None => (0, 1 + dice.below(5)),
            Some((low, high)) => {
                // A range may touch the one below, but not where either is that single mark.
                let from = high + if low == high { 1 } else { dice.below(2) };
                (from, from + i64::from(from == *high) + dice.below(5))
            }
        };
        levels.push((low, high));
    }
    let full = levels[levels.len() - 1].1 * grid;
    let levels: Vec<Value> = levels
        .iter()
        .rev()
        .enumerate()
        .map(|(at, (low, high))| {
            json!({"id": format!("l{at}"), "label": format!("第{at}等"), "low": decimal(low * grid),
                "high": decimal(high * grid)})
        })
        .collect();
    (full, json!({"type": "level_range", "grid": decimal(grid), "levels": levels}))
}

fn ratio_bands(dice: &mut Dice, full: i64) -> Value {
    let measure = measure(dice);
    let higher = dice.once_in(2);
    let mut bound = if higher { 100 + dice.below(20) } else { dice.below(20) };
    let mut bands = vec![json!({"bound": bound.to_string(), "points": decimal(full)})];
    let mut left = full;
    for _ in 0..dice.below(4) {
        if left > 1 {
            left = 1 + dice.below(left - 1);
            bound += (1 + dice.below(20)) * if higher { -1 } else { 1 };
            bands.push(json!({"bound": bound.to_string(), "points": decimal(left)}));
        }
    }
    let otherwise = if dice.once_in(2) { json!(decimal(dice.below(left))) } else { Value::Null };
    json!({"type": "ratio_bands", "measure": measure, "better": if higher { "higher" } else { "lower" },
        "bands": bands, "otherwise": otherwise})
}

fn k_of_n(dice: &mut Dice, full: i64) -> Value {
    let mut tests = conditions(dice);
    if tests.len() < 2 {
        tests.push(condition(dice, "more"));
    }
    let mut marks = vec![full];
    for _ in 0..tests.len() {
        marks.push(dice.below(marks[marks.len() - 1] + 1));
    }
    let marks: Vec<String> = marks.iter().rev().map(|marks| decimal(*marks)).collect();
    json!({"type": "k_of_n", "tests": tests, "marks": marks})
}

fn coefficient(dice: &mut Dice) -> Value {
    let mut high = 100;
    let mut levels = Vec::new();
    for at in 0..=dice.below(4) {
        if high > 0 {
            let low = dice.below(high);
            levels.push(json!({"id": format!("l{at}"), "label": "等次", "low": decimal(low),
                "high": decimal(high)}));
            high = low;
        }
    }
    json!({"type": "coefficient", "places": 2 + dice.below(3), "levels": levels})
}

fn rating(dice: &mut Dice) -> Value {
    let mut value = 100 * dice.below(3);
    let mut options = Vec::new();
    for at in 0..2 + dice.below(4) {
        options.push((at, value));
        value += 50 + 25 * dice.below(4);
    }
    let options: Vec<Value> = options
        .iter()
        .rev()
        .map(|(at, value)| {
            json!({"id": format!("o{at}"), "label": format!("选项{at}"), "value": decimal(*value)})
        })
        .collect();
    let minimum = if dice.once_in(2) { json!("30") } else { Value::Null };
    json!({"type": "rating", "question": "总体满意吗", "options": options, "minimum": minimum})
}

fn step(dice: &mut Dice, kind: &str) -> Value {
    let measure = measure(dice);
    json!({"type": kind, "threshold": threshold(dice), "cumulative": of_value(&measure) && dice.once_in(2),
        "measure": measure, "step": width(dice), "per": per(dice), "counting": counting(dice)})
}

fn target(dice: &mut Dice, at: i64) -> Value {
    let measure = measure(dice);
    json!({"id": format!("t{at}"), "label": format!("第{at}个目标"), "threshold": threshold(dice),
        "cumulative": of_value(&measure) && dice.once_in(2), "measure": measure})
}

/// Only the threshold of a value accumulates; a rate does not.
fn of_value(measure: &Value) -> bool {
    measure["type"] == "value"
}

fn measure(dice: &mut Dice) -> Value {
    if dice.once_in(2) {
        let mut value = number(dice);
        value["type"] = json!("value");
        return value;
    }
    json!({"type": "ratio", "label": "率", "part": number(dice), "whole": number(dice),
        "part_of_whole": dice.once_in(2), "cumulative": dice.once_in(2)})
}

fn number(dice: &mut Dice) -> Value {
    let (unit, places) = dice.one_of(&[("人", 0), ("元", 2), ("%", 1), ("课时", 6)]);
    json!({"label": format!("数量（{unit}）"), "unit": unit, "places": places,
        "may_be_negative": dice.once_in(5)})
}

fn threshold(dice: &mut Dice) -> String {
    dice.one_of(&["95", "100", "5", "0", "98.5", "200/3", "20", "60"]).to_owned()
}

fn width(dice: &mut Dice) -> String {
    dice.one_of(&["5", "1", "2.5", "10", "0.3", "1/3", "7"]).to_owned()
}

fn per(dice: &mut Dice) -> String {
    dice.one_of(&["1", "0.5", "0.6", "0.01", "1/3", "3"]).to_owned()
}

fn counting(dice: &mut Dice) -> String {
    dice.one_of(&["begun", "completed", "proportional"]).to_owned()
}

fn conditions(dice: &mut Dice) -> Vec<Value> {
    (0..=dice.below(4)).map(|at| condition(dice, &format!("c{at}"))).collect()
}

pub(super) fn condition(dice: &mut Dice, id: &str) -> Value {
    let applies = if dice.once_in(2) { json!("有要求") } else { Value::Null };
    let test = match dice.below(6) {
        0 => return json!({"id": id, "label": format!("要求{id}")}),
        1 => json!({"type": "judged", "yes": "清晰", "no": "不清晰", "may_not_apply": true}),
        2 => json!({"type": "reaches", "applies": applies, "actual": number(dice),
            "required": number(dice), "cumulative": dice.once_in(2)}),
        3 => json!({"type": "at_least", "applies": applies, "value": number(dice),
            "minimum": dice.below(30).to_string()}),
        4 => json!({"type": "settled", "total": number(dice), "settled": number(dice)}),
        _ => json!({"type": "judged", "yes": "有", "no": "无"}),
    };
    json!({"id": id, "label": format!("有要求{id}"), "test": test})
}

/// What a person may type into a field without being told that it cannot be right.
pub(super) fn plausible(field: &Field, dice: &mut Dice) -> String {
    match &field.entry {
        Entry::YesNo { may_not_apply: true } => dice.one_of(&["yes", "no", "na"]).to_owned(),
        Entry::YesNo { may_not_apply: false } => dice.one_of(&["yes", "no"]).to_owned(),
        Entry::Choice(values) => {
            let values: Vec<&str> = values.iter().map(|one| one.id.as_str()).collect();
            dice.one_of(&values).to_owned()
        }
        Entry::Number(number) => figure(number, dice),
        Entry::Text => dice.one_of(&["有说明", "。", "两行\n说明"]).to_owned(),
    }
}

fn figure(number: &NumberField, dice: &mut Dice) -> String {
    let sign = if number.may_be_negative && dice.once_in(4) { "-" } else { "" };
    let whole = match dice.below(8) {
        0..=4 => dice.below(13),
        5 | 6 => dice.below(121),
        _ => dice.below(1_000_000),
    };
    if number.places == 0 || dice.once_in(2) {
        return format!("{sign}{whole}");
    }
    let places = 1 + dice.below(i64::from(number.places));
    let digits: String = (0..places).map(|_| dice.below(10).to_string()).collect();
    format!("{sign}{whole}.{digits}")
}

/// What a person may type by mistake or on purpose, blanks among it.
pub(super) fn wild(field: &Field, dice: &mut Dice) -> String {
    const WILD: [&str; 22] = [
        "",
        " ",
        "　",
        "¥",
        "abc",
        "-",
        "-5",
        "+3",
        "1.2.3",
        "12a",
        "1e5",
        "∞",
        "NaN",
        "999999999999.999999",
        "9999999999999",
        "0.0000001",
        "１２",
        "1,000",
        "na",
        "yes",
        "YES",
        "0",
    ];
    if dice.once_in(6) { dice.one_of(&WILD).to_owned() } else { plausible(field, dice) }
}
