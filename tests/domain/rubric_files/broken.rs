//! Broken rubric files: one change each to a valid file, and the problems it must be refused with.

#![allow(clippy::unwrap_used)]

use gongping::json::Fault;
use gongping::number::Exact;
use gongping::rubric::Rubric;
use gongping::rubric::file::{Problem, What};
use serde_json::{Value, json};

/// The version without alternatives to choose, which would not fit most of what is put in place here.
const HAIYAN: &str = include_str!("../../../rubrics/past/haiyan-purchase-1.0.json");

fn exact(text: &str) -> Exact {
    Exact::parse_canonical(text).unwrap()
}

fn problem(path: &str, what: What) -> Problem {
    Problem { path: path.to_owned(), what }
}

fn problems_of(text: &str, change: impl FnOnce(&mut Value)) -> Vec<Problem> {
    let mut file: Value = serde_json::from_str(text).unwrap();
    change(&mut file);
    Rubric::read(&file.to_string()).unwrap_err()
}

/// Puts `value` at a JSON pointer into the 海盐 file and expects exactly these problems, in this order.
#[track_caller]
fn check_all(pointer: &str, value: Value, expected: &[(&str, What)]) {
    let found = problems_of(HAIYAN, |file| *file.pointer_mut(pointer).unwrap() = value);
    let expected: Vec<Problem> = expected.iter().map(|(path, what)| problem(path, what.clone())).collect();
    assert_eq!(found, expected);
}

/// As [`check_all`], for one problem at the place of the change itself.
#[track_caller]
fn check(pointer: &str, value: Value, what: What) {
    let path = path_of(pointer);
    check_all(pointer, value, &[(&path, what)]);
}

/// `/sections/0/points` as problems write it: `sections[0].points`.
fn path_of(pointer: &str) -> String {
    let mut path = String::new();
    for step in pointer.split('/').skip(1) {
        if step.bytes().all(|byte| byte.is_ascii_digit()) {
            path += &["[", step, "]"].concat();
        } else {
            path += if path.is_empty() { "" } else { "." };
            path += step;
        }
    }
    path
}

#[test]
fn sums_that_differ_from_what_is_printed() {
    let differs = |printed, sum| What::SumMismatch { printed: exact(printed), sum: exact(sum) };
    check("/base", json!("99"), differs("99", "100"));
    check("/bonus", json!("6"), differs("6", "5"));
    check_all(
        "/sections/1/points",
        json!("44"),
        &[("sections[1].points", differs("44", "45")), ("base", differs("100", "99"))],
    );
    // HY-06: 稳定 0.5 and 培训 1 are not the 2 points of the row.
    check_all(
        "/sections/1/indicators/1/rule/parts/0/points",
        json!("0.5"),
        &[("sections[1].indicators[1].rule.parts", differs("2", "1.5"))],
    );
}

#[test]
fn numbers_that_are_none_or_out_of_range() {
    let not_positive = |value| What::NotPositive { value: exact(value) };
    let negative = |value| What::Negative { value: exact(value) };
    check("/sections/0/indicators/0/points", json!("两分"), What::NotANumber { text: "两分".to_owned() });
    check("/sections/0/indicators/0/points", json!("2."), What::NotANumber { text: "2.".to_owned() });
    check("/sections/0/indicators/0/points", json!("0"), not_positive("0"));
    check("/base", json!("1000000000000"), What::TooLarge { limit: exact("999999999999") });
    check("/bonus", json!("-5"), negative("-5"));
    check("/stages/1/scale/factor", json!("0"), not_positive("0"));
    check("/stages/1/scale/factor", json!("1.5"), What::AboveOne { value: exact("1.5") });
    check("/sections/0/indicators/1/rule/per", json!("-0.5"), not_positive("-0.5"));
    check("/sections/1/indicators/3/rule/step", json!("0"), not_positive("0"));
    check("/sections/1/indicators/3/rule/threshold", json!("-95"), negative("-95"));
    check("/sections/2/indicators/2/rule/target", json!("-2"), negative("-2"));
    check("/sections/2/indicators/7/rule/targets/1/threshold", json!("-1"), negative("-1"));
    check("/sections/2/indicators/6/rule/ceiling/condition/test/minimum", json!("-4"), negative("-4"));
    check("/places", json!(7), What::TooManyPlaces { places: 7, limit: 6 });
    check(
        "/sections/3/indicators/3/rule/measure/part/places",
        json!(9),
        What::TooManyPlaces { places: 9, limit: 6 },
    );
}

#[test]
fn texts_and_lists_with_nothing_in_them() {
    check("/title", json!(" "), What::EmptyText);
    check("/form/columns/5", json!(""), What::EmptyText);
    check("/source/note", json!(""), What::EmptyText);
    check("/sections/0/indicators/0/label", json!(""), What::EmptyText);
    check("/sections/0/indicators/0/hints/0", json!(""), What::EmptyText);
    check("/sections/0/indicators/0/rule/conditions", json!([]), What::EmptyList);
    check("/sections/0/indicators/1/rule/items", json!([]), What::EmptyList);
    check("/sections/1/indicators/1/rule/parts", json!([]), What::EmptyList);
    check("/sections/2/indicators/5/rule/levels", json!([]), What::EmptyList);
    check("/sections/2/indicators/7/rule/targets", json!([]), What::EmptyList);
    check("/readings/0/alternatives", json!([]), What::EmptyList);
    let without_stages = problems_of(HAIYAN, |file| file["stages"] = json!([]));
    assert_eq!(without_stages.first(), Some(&problem("stages", What::EmptyList)));
}

#[test]
fn ids_that_are_taken_or_no_ids() {
    let taken = |id: &str| What::DuplicateId { id: id.to_owned() };
    check("/sections/0/indicators/1/id", json!("HY-01"), taken("HY-01"));
    check("/sections/3/id", json!("delivery"), taken("delivery"));
    check("/stages/1/id", json!("final"), taken("final"));
    check("/readings/1/id", json!("begun-step"), taken("begun-step"));
    check("/sections/0/indicators/1/rule/items/3/id", json!("survey"), taken("survey"));
    check("/sections/1/indicators/1/rule/parts/1/id", json!("stability"), taken("stability"));
    check("/sections/2/indicators/5/rule/levels/2/id", json!("good"), taken("good"));
    check("/sections/2/indicators/7/rule/targets/1/id", json!("coverage"), taken("coverage"));
    check("/sections/3/indicators/1/rule/checkpoints/1/id", json!("law"), taken("law"));
    for id in ["", "a.b", "调研", &"x".repeat(65)] {
        check("/sections/0/indicators/1/rule/items/0/id", json!(id), What::BadId { id: id.to_owned() });
    }
}

#[test]
fn two_facts_under_one_key() {
    // The part's prefix `gate.` and its `value` meet the gate of that id.
    let found = problems_of(HAIYAN, |file| {
        let row = &mut file["sections"][2]["indicators"][1];
        let hours = json!({"type": "value", "label": "课时", "unit": "课时"});
        let rule = json!({
            "type": "step_below", "measure": hours, "threshold": "20", "step": "5", "per": "1", "counting": "begun"
        });
        row["gate"]["id"] = json!("value");
        row["rule"] =
            json!({"type": "sum", "parts": [{"id": "gate", "label": "培训", "points": "5", "rule": rule}]});
    });
    let clash = What::ClashingKey { key: "gate.value".to_owned() };
    assert_eq!(found, [problem("sections[2].indicators[1]", clash)]);
}

#[test]
fn levels_out_of_order_and_ceilings_out_of_reach() {
    let rule = "/sections/2/indicators/6/rule";
    let at = |rest: &str| format!("{rule}/{rest}");
    check(
        &at("levels/0/points"),
        json!("5"),
        What::FirstLevelNotFull { level: exact("5"), points: exact("4") },
    );
    check(
        &at("levels/1/points"),
        json!("4"),
        What::LevelsNotFalling { level: exact("4"), before: exact("4") },
    );
    check(&at("levels/2/points"), json!("-1"), What::Negative { value: exact("-1") });
    check(&at("ceiling/level"), json!("best"), What::UnknownLevel { id: "best".to_owned() });
    check(&at("ceiling/level"), json!("good"), What::CeilingAtBest { id: "good".to_owned() });
}

#[test]
fn grids_and_caps_that_do_not_fit_the_points() {
    let grid = "/sections/3/indicators/1/rule/grid";
    check(grid, json!("0.3"), What::GridDoesNotDivide { grid: exact("0.3"), points: exact("8") });
    check(grid, json!("0.0000005"), What::GridTooFine { grid: exact("0.0000005"), limit: 6 });
    check(
        "/sections/4/indicators/0/rule/cap",
        json!("4"),
        What::CapIsNotPoints { cap: exact("4"), points: exact("2") },
    );
}

#[test]
fn rules_in_sections_they_do_not_belong_to() {
    let award = json!({"type": "award", "count": {"label": "表彰", "unit": "项"}, "per": "1", "cap": "2"});
    check("/sections/0/indicators/0/rule", award, What::AwardInBase);
    let list = json!({"type": "per_missing_item", "per": "1", "items": [{"id": "a", "label": "有证书"}]});
    check("/sections/4/indicators/0/rule", list, What::DeductionInBonus);
    let found = problems_of(HAIYAN, |file| {
        file["sections"][1]["indicators"][1]["rule"]["parts"][0]["rule"]["extensible"] = json!(true);
    });
    let path = "sections[1].indicators[1].rule.parts[0].rule.extensible";
    assert_eq!(found, [problem(path, What::ExtensiblePart)]);
}

#[test]
fn sections_that_hold_nothing_or_both_or_state_a_kind_below_the_top() {
    let found = problems_of(HAIYAN, |file| file["sections"][4]["indicators"] = json!([]));
    assert_eq!(found, [problem("sections[4]", What::MixedSection)]);
    let found = problems_of(super::example(), |file| {
        let indicators = file["sections"][0]["sections"][0]["indicators"].clone();
        file["sections"][1]["sections"] = json!([{
            "id": "inner", "name": "内", "heading": "内（4分）", "points": "4", "indicators": indicators
        }]);
    });
    assert_eq!(found.first(), Some(&problem("sections[1]", What::MixedSection)));
    let found =
        problems_of(super::example(), |file| file["sections"][0]["sections"][1]["kind"] = json!("bonus"));
    assert_eq!(found, [problem("sections[0].sections[1].kind", What::KindBelowTop)]);
}

/// What accumulates over the project is a list worked out by hand from the form: training hours, people and
/// times due, visits, three counts, the people to be reached, and the funds.
#[test]
fn cumulative_figures_without_a_stage_that_scales_them() {
    let found = problems_of(HAIYAN, |file| file["stages"] = json!([{"id": "final", "name": "结项"}]));
    let at = |rest: &str| problem(&format!("sections{rest}.cumulative"), What::CumulativeWithoutScale);
    assert_eq!(
        found,
        [
            at("[1].indicators[1].rule.parts[1].rule"),
            at("[1].indicators[5].rule.measure"),
            at("[1].indicators[6].rule.measure"),
            at("[1].indicators[8].rule.conditions[0].test"),
            at("[2].indicators[2].rule"),
            at("[2].indicators[3].rule"),
            at("[2].indicators[4].rule"),
            at("[2].indicators[7].rule.targets[0].measure"),
            at("[3].indicators[3].rule.measure"),
        ]
    );
}

#[test]
fn percentages_do_not_accumulate() {
    let found = problems_of(HAIYAN, |file| {
        file["sections"][1]["indicators"][3]["rule"]["cumulative"] = json!(true);
    });
    assert_eq!(found, [problem("sections[1].indicators[3].rule.cumulative", What::CumulativeRate)]);
}

#[test]
fn a_newer_format_is_named_as_such() {
    check("/format", json!(2), What::Format { found: 2, known: 1 });
}

#[test]
fn problems_in_several_places_are_all_named() {
    let found = problems_of(HAIYAN, |file| {
        file["title"] = json!("");
        file["sections"][0]["indicators"][1]["rule"]["per"] = json!("0");
        file["sections"][4]["indicators"][2]["id"] = json!("HY-01");
    });
    let paths: Vec<&str> = found.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(paths, ["title", "sections[0].indicators[1].rule.per", "sections[4].indicators[2].id"]);
}

/// Expects a text that is no JSON to be refused with a message that holds these words, and the place.
#[track_caller]
fn check_no_json(text: &str, words: &str, place: (usize, usize)) {
    let found = Rubric::read(text).unwrap_err();
    let [Problem { path, what: What::NotJson { line, column, message } }] = found.as_slice() else {
        unreachable!("{found:?} is not one refusal of the text")
    };
    assert_eq!((path.as_str(), (*line, *column)), ("", place));
    assert!(message.contains(words), "{message:?} does not name {words:?}");
    assert!(!message.contains(" line "), "the place stands apart from the message {message:?}");
}

#[test]
fn texts_that_are_no_json_name_the_line_and_the_column() {
    check_no_json("", "EOF", (1, 1));
    check_no_json("{\"format\": 1,\n", "EOF", (2, 1));
    check_no_json("{\"细则\": 是}", "expected value", (1, 8));
    check_no_json(&format!("{}\n x", HAIYAN.trim_end()), "trailing", (HAIYAN.lines().count() + 1, 2));
}

/// Changes the 海盐 file and expects exactly these problems of shape, in this order.
#[track_caller]
fn check_shape(change: impl FnOnce(&mut Value), expected: &[(&str, Fault)]) {
    let found = problems_of(HAIYAN, change);
    let expected: Vec<Problem> =
        expected.iter().map(|(path, fault)| problem(path, What::Shape(fault.clone()))).collect();
    assert_eq!(found, expected);
}

fn wrong(expected: &str) -> Fault {
    Fault::WrongType { expected: expected.to_owned() }
}

fn remove(object: &mut Value, key: &str) {
    object.as_object_mut().unwrap().remove(key).unwrap();
}

#[test]
fn files_of_the_wrong_shape_name_the_place_and_what_is_wrong() {
    check_shape(|file| *file = json!("细则"), &[("", wrong("an object"))]);
    check_shape(|file| file["points"] = json!("100"), &[("points", Fault::Unknown)]);
    check_shape(|file| file["base"] = json!(100), &[("base", wrong("a text"))]);
    check_shape(|file| file["places"] = json!(-1), &[("places", wrong("a whole number from 0"))]);
    check_shape(|file| file["sections"] = json!({}), &[("sections", wrong("a list"))]);
    check_shape(|file| file["form"] = json!([]), &[("form", wrong("an object"))]);
    check_shape(|file| file["stages"][1]["scale"] = json!("0.5"), &[("stages[1].scale", wrong("an object"))]);
    check_shape(|file| remove(file, "form"), &[("form", Fault::Missing)]);
    check_shape(
        |file| file["provenance"] = json!("offical"),
        &[("provenance", wrong("one of official, adapted, example"))],
    );
    check("/form/columns", json!(["内容"]), What::WrongLength { length: 1, expected: 6 });
    let row = "sections[0].indicators[1]";
    let at = |rest: &str| format!("{row}.{rest}");
    let row = |file: &mut Value| file["sections"][0]["indicators"][1].take();
    let changed = |change: fn(&mut Value)| {
        move |file: &mut Value| {
            let mut changed = row(file);
            change(&mut changed);
            file["sections"][0]["indicators"][1] = changed;
        }
    };
    check_shape(changed(|row| remove(row, "text")), &[(&at("text"), Fault::Missing)]);
    check_shape(
        changed(|row| row["rule"]["extensible"] = json!("true")),
        &[(&at("rule.extensible"), wrong("true or false"))],
    );
    check_shape(
        changed(|row| row["rule"]["extensable"] = json!(true)),
        &[(&at("rule.extensable"), Fault::Unknown)],
    );
    check_shape(changed(|row| remove(&mut row["rule"], "type")), &[(&at("rule.type"), Fault::Missing)]);
    let types = "one of all_or_nothing, per_missing_item, step_below, step_above, per_missing_count, levels, \
                 discretionary, award, sum, shared_pot, level_range, ratio_bands, k_of_n, coefficient, base_plus, \
                 per_occurrence, rating";
    // What belongs to a rule of no known type is not known either, and goes without saying.
    check_shape(changed(|row| row["rule"]["type"] = json!("per_item")), &[(&at("rule.type"), wrong(types))]);
}

#[test]
fn wrong_shapes_in_several_places_are_all_named_with_everything_else() {
    let found = problems_of(HAIYAN, |file| {
        remove(file, "version");
        file["title"] = json!("");
        file["sections"][1]["indicators"][3]["rule"]["measure"]["part"]["units"] = json!("份");
        file["sections"][3]["points"] = json!(20);
        remove(&mut file["sections"][4]["indicators"][2], "rule");
    });
    let expected = [
        problem("version", What::Shape(Fault::Missing)),
        problem("title", What::EmptyText),
        problem("sections[3].points", What::Shape(wrong("a text"))),
        problem("sections[4].indicators[2].rule", What::Shape(Fault::Missing)),
        problem("sections[1].indicators[3].rule.measure.part.units", What::Shape(Fault::Unknown)),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_empty_file_lists_what_a_rubric_must_have() {
    let found = Rubric::read("{}").unwrap_err();
    assert!(found.iter().all(|problem| problem.what == What::Shape(Fault::Missing)), "{found:?}");
    let paths: Vec<&str> = found.iter().map(|problem| problem.path.as_str()).collect();
    let expected = [
        "format",
        "base",
        "id",
        "version",
        "title",
        "provenance",
        "source",
        "places",
        "stages",
        "form",
        "sections",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn null_leaves_an_optional_field_out_and_no_other() {
    let mut file: Value = serde_json::from_str(HAIYAN).unwrap();
    file["source"]["note"] = Value::Null;
    assert_eq!(Rubric::read(&file.to_string()).unwrap().source().note, None);
    check_shape(|file| file["title"] = Value::Null, &[("title", wrong("a text"))]);
}

#[test]
fn a_repeated_key_is_refused_at_any_depth() {
    #[track_caller]
    fn check_twice(once: &str, path: &str) {
        let found = Rubric::read(&HAIYAN.replacen(once, &format!("{once}, {once}"), 1)).unwrap_err();
        assert_eq!(found, [problem(path, What::Shape(Fault::Repeated))]);
    }
    check_twice("\"base\": \"100\"", "base");
    check_twice("\"type\": \"all_or_nothing\"", "sections[0].indicators[0].rule.type");
    check_twice("\"per\": \"0.5\"", "sections[0].indicators[1].rule.per");
}

#[test]
fn endless_nesting_is_refused_without_falling_over() {
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let text = super::example().replacen("\"sections\": [", &format!("\"sections\": {deep}, \"x\": ["), 1);
    let found = Rubric::read(&text).unwrap_err();
    assert!(matches!(&found[..], [Problem { what: What::NotJson { .. }, .. }]), "{found:?}");
}

#[test]
fn a_file_cut_short_anywhere_is_refused() {
    let text = super::example();
    for (at, _) in text.trim_end().char_indices() {
        assert!(Rubric::read(&text[..at]).is_err(), "cut at byte {at}");
    }
}

#[test]
fn no_single_damaged_character_makes_the_reader_panic() {
    let text = super::example();
    let mut refused = 0;
    for (at, character) in text.char_indices() {
        for damage in ["", "0", "\""] {
            let damaged = [&text[..at], damage, &text[at + character.len_utf8()..]].concat();
            refused += usize::from(Rubric::read(&damaged).is_err());
        }
    }
    assert!(refused > text.chars().count(), "only {refused} were refused");
}

#[test]
fn parts_within_parts_are_read_as_deep_as_the_limit_allows() {
    let leaf = || json!({"type": "per_missing_item", "per": "1", "items": [{"id": "a", "label": "有记录"}]});
    let nested = |depth: usize| {
        (0..depth).fold(leaf(), |rule, _| {
            json!({"type": "sum", "parts": [{"id": "p", "label": "部分", "points": "2", "rule": rule}]})
        })
    };
    let read = |depth| {
        let mut file: Value = serde_json::from_str(HAIYAN).unwrap();
        file["sections"][0]["indicators"][0]["rule"] = nested(depth);
        Rubric::read(&file.to_string())
    };
    assert!(read(30).is_ok());
    assert!(matches!(&read(60).unwrap_err()[..], [Problem { what: What::NotJson { .. }, .. }]));
}
