//! Random rubrics with everything that stands above the rules: sections in every mode, up to seven deep, rows that may
//! not apply, vetoes, stages that leave rows out or ask for other figures, a cap on the total, grades.
//! May import the library and `random`. Read next: `structure`, the laws they are drawn for.

use std::sync::{Arc, LazyLock};

use gongping::number::Exact;
use gongping::rubric::Rubric;
use serde_json::{Value, json};

use super::random::{Dice, condition, decimal, file, rubrics};
use crate::builder::{exact, read};

/// The rubrics the laws of structure are tried on, the same in every run.
pub(super) fn structured() -> &'static [Arc<Rubric>] {
    static RUBRICS: LazyLock<Vec<Arc<Rubric>>> =
        LazyLock::new(|| (0..150).map(|seed| Arc::new(rubric(&mut Dice::fixed(9_000 + seed)))).collect());
    &RUBRICS
}

/// The plain rubrics and the structured ones.
pub(super) fn either() -> &'static [Arc<Rubric>] {
    static RUBRICS: LazyLock<Vec<Arc<Rubric>>> = LazyLock::new(|| {
        rubrics().iter().cloned().map(Arc::new).chain(structured().iter().cloned()).collect()
    });
    &RUBRICS
}

fn rubric(dice: &mut Dice) -> Rubric {
    let mut file = file(dice);
    let policy = dice.one_of(&["rescale", "full_marks", "forbid", "rescale"]);
    file["not_applicable"] = json!(policy);
    file["grades"] = grades();
    let mut rows = Vec::new();
    let (mut base, mut bonus) = (Exact::ZERO, Exact::ZERO);
    for (at, top) in file["sections"].as_array_mut().unwrap().iter_mut().enumerate() {
        let kind = top.as_object_mut().unwrap().remove("kind").unwrap();
        let is_base = kind == json!("base");
        let may_not_apply = is_base && policy != "forbid";
        for deeper in 0..dice.below(5) {
            let name = format!("w{at}-{deeper}");
            *top =
                json!({"id": name, "name": name, "heading": name, "points": "1", "sections": [top.take()]});
        }
        let points = shape(top, dice, may_not_apply, &mut rows);
        top["kind"] = kind;
        if is_base { base += &points } else { bonus += &points }
    }
    file["base"] = json!(base.canonical());
    file["bonus"] = json!(bonus.canonical());
    if dice.once_in(3) {
        file["total_cap"] = json!((&base + &exact(&decimal(dice.below(300)))).canonical());
    }
    for stage in file["stages"].as_array_mut().unwrap().iter_mut().skip(1) {
        if dice.once_in(2) {
            stage["scale"]["scale_deduction"] = json!(true);
        }
        let excluded: Vec<&String> = rows.iter().filter(|_| dice.once_in(6)).map(|(id, _)| id).collect();
        stage["excluded"] = json!(excluded);
        let replaced: Vec<Value> = rows
            .iter()
            .filter(|(_, measured)| *measured)
            .map(|(id, _)| json!({"indicator": id, "threshold": dice.one_of(&["3", "50", "0", "90.5"])}))
            .collect();
        stage["replaced"] = json!(replaced);
    }
    read(&file)
}

fn grades() -> Value {
    json!({"id": "g", "name": "等级", "source": {"title": "为测试而写"}, "basis": "total", "bands": [
        {"id": "a", "label": "优", "from": "90"}, {"id": "b", "label": "良", "from": "80"},
        {"id": "c", "label": "中", "from": "200/3"}, {"id": "d", "label": "差", "from": "0"},
    ]})
}

/// Gives a section and all below it modes, weights and points; gives its points. `rows` collects every indicator, and
/// whether a stage may replace a figure of its rule.
fn shape(section: &mut Value, dice: &mut Dice, may_not_apply: bool, rows: &mut Vec<(String, bool)>) -> Exact {
    let holds = if section["sections"].is_array() { "sections" } else { "indicators" };
    let mut sum = Exact::ZERO;
    for child in section[holds].as_array_mut().unwrap() {
        if holds == "sections" {
            sum += &shape(child, dice, may_not_apply, rows);
        } else {
            sum += &exact(child["points"].as_str().unwrap());
            leaf(child, dice, may_not_apply);
            let measured = ["step_below", "step_above", "per_missing_count"];
            let measured = measured.iter().any(|kind| child["rule"]["type"] == *kind);
            rows.push((child["id"].as_str().unwrap().to_owned(), measured));
        }
    }
    let mode = dice.one_of(&["points", "weighted", "capped", "weighted"]);
    section["mode"] = json!(mode);
    let points = match mode {
        "weighted" => {
            weigh(section[holds].as_array_mut().unwrap(), dice);
            exact(dice.one_of(&["10", "7.5", "100", "3.33"]))
        }
        "capped" => sum.divided_by(&exact(dice.one_of(&["1", "2", "1.25", "3"]))).unwrap(),
        _ => sum,
    };
    section["points"] = json!(points.canonical());
    points
}

fn weigh(children: &mut [Value], dice: &mut Dice) {
    let weights: &[&str] = match (children.len(), dice.once_in(2)) {
        (1, _) => &["100"],
        (2, true) => &["62.5", "37.5"],
        (2, false) => &["50", "50"],
        (3, true) => &["100/3", "100/3", "100/3"],
        (3, false) => &["40", "30", "30"],
        (_, _) => &["30", "40", "20", "10"],
    };
    assert_eq!(weights.len(), children.len());
    for (child, weight) in children.iter_mut().zip(weights) {
        child["weight"] = json!(weight);
    }
}

fn leaf(leaf: &mut Value, dice: &mut Dice, may_not_apply: bool) {
    if may_not_apply && dice.once_in(2) {
        leaf["may_not_apply"] = json!(true);
    }
    if dice.once_in(5) {
        let effect = match dice.below(3) {
            0 => json!({"type": "zero"}),
            1 => json!({"type": "grade_at_most", "grade": "c"}),
            _ => json!({"type": "grade_at_most", "grade": "b"}),
        };
        leaf["veto"] = if dice.once_in(2) {
            json!({"on": "zero", "effect": effect})
        } else {
            json!({"on": "condition", "condition": condition(dice, "v"), "effect": effect})
        };
    }
}
