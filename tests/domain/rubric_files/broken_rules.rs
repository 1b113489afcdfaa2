//! Broken rules and guides of a rubric file: one change each to a valid rule, and the problem it must be refused
//! with, at its place. May import the library. Read next: `broken`, for the rest of a file.

use gongping::json::Fault;
use gongping::number::Exact;
use gongping::rubric::Rubric;
use gongping::rubric::file::{Problem, What};
use serde_json::{Value, json};

use crate::builder::{indicator, rubric_file};

fn exact(text: &str) -> Exact {
    Exact::parse_canonical(text).unwrap()
}

fn problems(points: &str, rule: &Value, guides: Option<&Value>) -> Vec<Problem> {
    let mut row = indicator("I", points, rule);
    if let Some(guides) = guides {
        row["guides"] = guides.clone();
    }
    let section =
        json!({"id": "s", "name": "部分", "heading": "部分", "points": points, "indicators": [row]});
    let file = rubric_file(points, "0", &json!(["1/2"]), vec![section]);
    Rubric::read(&file.to_string()).err().unwrap_or_default()
}

/// Puts `value` at a JSON pointer into a valid rule for 10 points and expects this one problem, at `path` in the rule.
#[track_caller]
fn check(rule: &Value, pointer: &str, value: Value, path: &str, what: What) {
    assert_eq!(problems("10", rule, None), [], "the rule is valid as it is");
    let mut changed = rule.clone();
    *changed.pointer_mut(pointer).unwrap() = value;
    let path = format!("sections[0].indicators[0].rule.{path}").trim_end_matches('.').to_owned();
    assert_eq!(problems("10", &changed, None), [Problem { path, what }]);
}

fn level(id: &str, low: &str, high: &str) -> Value {
    json!({"id": id, "label": id, "low": low, "high": high})
}

fn not_falling(value: &str, before: &str) -> What {
    What::NotFalling { value: exact(value), before: exact(before) }
}

#[test]
fn level_ranges_that_overlap_stand_out_of_order_or_off_the_grid() {
    let rule = json!({"type": "level_range", "grid": "0.5",
        "levels": [level("good", "6", "10"), level("fair", "3", "6"), level("poor", "0", "2")]});
    let full = What::FirstLevelNotFull { level: exact("9"), points: exact("10") };
    check(&rule, "/levels/0/high", json!("9"), "levels[0].high", full);
    let overlap = What::RangesOverlap { high: exact("6.5"), low: exact("6") };
    check(&rule, "/levels/1/high", json!("6.5"), "levels[1].high", overlap);
    let empty = What::EmptyRange { low: exact("2.5"), high: exact("2") };
    check(&rule, "/levels/2/low", json!("2.5"), "levels[2]", empty);
    let off_grid = What::OffGrid { value: exact("3.2"), grid: exact("0.5") };
    check(&rule, "/levels/1/low", json!("3.2"), "levels[1].low", off_grid);
    check(&rule, "/levels/2/low", json!("-1"), "levels[2].low", What::Negative { value: exact("-1") });
    check(&rule, "/grid", json!("0"), "grid", What::NotPositive { value: exact("0") });
    check(&rule, "/levels", json!([]), "levels", What::EmptyList);
    let taken = What::DuplicateId { id: "good".to_owned() };
    check(&rule, "/levels/1/id", json!("good"), "levels[1].id", taken);
    // One mark on top of the same mark would be no other level.
    let single =
        json!({"type": "level_range", "grid": "1", "levels": [level("a", "10", "10"), level("b", "0", "9")]});
    check(&single, "/levels/1/high", json!("10"), "levels[1].high", not_falling("10", "10"));
    let touching =
        json!({"type": "level_range", "grid": "1", "levels": [level("a", "5", "10"), level("b", "0", "5")]});
    check(&touching, "/levels/1/low", json!("5"), "levels[1].low", not_falling("5", "5"));
}

#[test]
fn bands_that_do_not_fall_or_begin_below_the_points() {
    let band = |bound: &str, points: &str| json!({"bound": bound, "points": points});
    let measure = json!({"type": "value", "label": "比例", "unit": "%"});
    let rule = json!({"type": "ratio_bands", "better": "higher", "measure": measure, "otherwise": "1",
        "bands": [band("100", "10"), band("80", "5"), band("60", "2")]});
    let full = What::FirstLevelNotFull { level: exact("9"), points: exact("10") };
    check(&rule, "/bands/0/points", json!("9"), "bands[0].points", full);
    check(&rule, "/bands/1/points", json!("10"), "bands[1].points", not_falling("10", "10"));
    check(&rule, "/bands/1/bound", json!("100"), "bands[1].bound", not_falling("100", "100"));
    check(&rule, "/bands/2/bound", json!("-60"), "bands[2].bound", What::Negative { value: exact("-60") });
    check(&rule, "/otherwise", json!("2"), "otherwise", not_falling("2", "2"));
    check(&rule, "/bands", json!([]), "bands", What::EmptyList);
    let words = Fault::WrongType { expected: "one of higher, lower".to_owned() };
    check(&rule, "/better", json!("more"), "better", What::Shape(words));
    let rule = json!({"type": "ratio_bands", "better": "lower", "measure": measure,
        "bands": [band("5", "10"), band("10", "5")]});
    let rising = What::NotRising { value: exact("5"), before: exact("5") };
    check(&rule, "/bands/1/bound", json!("5"), "bands[1].bound", rising);
    // Left out, the rest gets 0, which must be below the last band as well.
    check(&rule, "/bands/1/points", json!("0"), "otherwise", not_falling("0", "0"));
}

#[test]
fn bounds_do_not_accumulate() {
    let mut rule = json!({"type": "ratio_bands", "better": "higher", "bands": [{"bound": "5", "points": "10"}],
        "measure": {"type": "value", "label": "场次", "unit": "场"}});
    rule["cumulative"] = json!(true);
    let path = "sections[0].indicators[0].rule.cumulative".to_owned();
    assert_eq!(problems("10", &rule, None), [Problem { path, what: What::Shape(Fault::Unknown) }]);
}

#[test]
fn marks_of_tests_that_are_too_few_fall_or_do_not_end_at_the_points() {
    let test = |id: &str| json!({"id": id, "label": id});
    let rule = json!({"type": "k_of_n", "tests": [test("a"), test("b")], "marks": ["0", "4", "10"]});
    check(&rule, "/marks", json!(["0", "10"]), "marks", What::WrongLength { length: 2, expected: 3 });
    let falling = What::Falling { value: exact("4"), before: exact("5") };
    check(&rule, "/marks/0", json!("5"), "marks[1]", falling);
    let last = What::LastNotFull { marks: exact("9"), points: exact("10") };
    check(&rule, "/marks/2", json!("9"), "marks[2]", last);
    check(&rule, "/marks/0", json!("-1"), "marks[0]", What::Negative { value: exact("-1") });
    check(&rule, "/tests/1/id", json!("a"), "tests[1].id", What::DuplicateId { id: "a".to_owned() });
    let one = json!({"type": "k_of_n", "tests": [test("a")], "marks": ["0", "10"]});
    let path = "sections[0].indicators[0].rule.tests".to_owned();
    assert_eq!(problems("10", &one, None), [Problem { path, what: What::TooFew { length: 1, least: 2 } }]);
}

#[test]
fn coefficients_above_1_or_with_gaps_between_their_levels() {
    let rule = json!({"type": "coefficient", "places": 2,
        "levels": [level("high", "0.8", "1"), level("middle", "0.6", "0.8"), level("low", "0", "0.6")]});
    check(&rule, "/levels/0/high", json!("1.2"), "levels[0].high", What::AboveOne { value: exact("1.2") });
    let adjoining =
        |high: &str, expected: &str| What::NotAdjoining { high: exact(high), expected: exact(expected) };
    check(&rule, "/levels/0/high", json!("0.9"), "levels[0].high", adjoining("0.9", "1"));
    check(&rule, "/levels/1/high", json!("0.7"), "levels[1].high", adjoining("0.7", "0.8"));
    let empty = What::EmptyRange { low: exact("0.6"), high: exact("0.6") };
    check(&rule, "/levels/2/low", json!("0.6"), "levels[2]", empty);
    let fine = What::TooFine { value: exact("0.005"), places: 2 };
    check(&rule, "/levels/2/low", json!("0.005"), "levels[2].low", fine);
    check(&rule, "/levels/2/low", json!("-0.1"), "levels[2].low", What::Negative { value: exact("-0.1") });
    check(&rule, "/places", json!(5), "places", What::TooManyPlaces { places: 5, limit: 4 });
    check(&rule, "/places", json!(0), "places", What::NotPositive { value: exact("0") });
}

#[test]
fn a_base_above_the_points() {
    let rule = json!({"type": "base_plus", "count": {"label": "人员", "unit": "人"},
        "base_count": "3", "base_points": "5", "per": "1"});
    let above = What::AbovePoints { value: exact("11"), points: exact("10") };
    check(&rule, "/base_points", json!("11"), "base_points", above);
    check(&rule, "/base_count", json!("-3"), "base_count", What::Negative { value: exact("-3") });
    check(&rule, "/per", json!("0"), "per", What::NotPositive { value: exact("0") });
}

#[test]
fn defects_that_cost_nothing_or_share_an_id() {
    let defect = |id: &str| json!({"id": id, "label": "差错", "unit": "处", "per": "0.2"});
    let rule = json!({"type": "per_occurrence", "defects": [defect("a"), defect("b")]});
    check(&rule, "/defects/1/per", json!("0"), "defects[1].per", What::NotPositive { value: exact("0") });
    check(&rule, "/defects/1/id", json!("a"), "defects[1].id", What::DuplicateId { id: "a".to_owned() });
    check(&rule, "/defects", json!([]), "defects", What::EmptyList);
}

#[test]
fn answers_whose_values_do_not_fall() {
    let option = |id: &str, value: &str| json!({"id": id, "label": id, "value": value});
    let rule = json!({"type": "rating", "question": "满意吗", "minimum": "30",
        "options": [option("a", "5"), option("b", "3"), option("c", "1")]});
    check(&rule, "/options/1/value", json!("5"), "options[1].value", not_falling("5", "5"));
    check(&rule, "/options/2/value", json!("4"), "options[2].value", not_falling("4", "3"));
    check(&rule, "/options", json!([option("a", "5")]), "options", What::TooFew { length: 1, least: 2 });
    check(&rule, "/minimum", json!("0"), "minimum", What::NotPositive { value: exact("0") });
    check(&rule, "/minimum", json!("2.5"), "minimum", What::NotWhole { value: exact("2.5") });
    check(&rule, "/question", json!(" "), "question", What::EmptyText);
}

#[test]
fn guides_with_unknown_factors_or_inputs() {
    let rule = json!({"type": "all_or_nothing", "conditions": [{"id": "a", "label": "合理"}]});
    let input = |id: &str| json!({"id": id, "label": "金额", "unit": "元", "places": 2});
    let guide = json!([{"id": "budget", "label": "参考", "unit": "元", "inputs": [input("wage"), input("own"), input("spare")],
        "terms": [["1.2", "wage"], ["-1"]], "against": "own"}]);
    assert_eq!(problems("10", &rule, Some(&guide)), []);
    let check = |pointer: &str, value: Value, path: &str, what: What| {
        let mut changed = guide.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        let path = format!("sections[0].indicators[0].guides[0].{path}");
        assert_eq!(problems("10", &rule, Some(&changed)), [Problem { path, what }]);
    };
    let unknown = What::UnknownFactor { text: "wages".to_owned() };
    check("/0/terms/0/1", json!("wages"), "terms[0][1]", unknown);
    check("/0/terms/0", json!([]), "terms[0]", What::EmptyList);
    check("/0/terms", json!([]), "terms", What::EmptyList);
    check("/0/against", json!("claimed"), "against", What::UnknownInput { id: "claimed".to_owned() });
    check("/0/inputs/2/id", json!("wage"), "inputs[2].id", What::DuplicateId { id: "wage".to_owned() });
    check("/0/inputs/0/unit", json!(""), "inputs[0].unit", What::EmptyText);
}

#[test]
fn a_guide_and_a_part_that_would_share_a_key() {
    let part = json!({"id": "guide", "label": "部分", "points": "10", "rule": {"type": "sum", "parts": [
        {"id": "g", "label": "部分", "points": "10", "rule": {"type": "step_below", "threshold": "5", "step": "1",
            "per": "1", "counting": "begun", "measure": {"type": "value", "label": "场次", "unit": "场"}}},
    ]}});
    let rule = json!({"type": "sum", "parts": [part]});
    let guides = json!([{"id": "g", "label": "参考", "unit": "场", "terms": [["value"]],
        "inputs": [{"id": "value", "label": "场次", "unit": "场"}]}]);
    let what = What::ClashingKey { key: "guide.g.value".to_owned() };
    let path = "sections[0].indicators[0]".to_owned();
    assert_eq!(problems("10", &rule, Some(&guides)), [Problem { path, what }]);
}
