//! Rubric files gone wrong, made from the shipped ones: none panics, none keeps anybody waiting, and every refusal
//! names a place that can be found in the file. The seeds are fixed, so a failure comes back.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use gongping::rubric::Rubric;
use gongping::rubric::file::{Problem, What};
use serde_json::Value;

use crate::damage::{Dice, corrupt, disturb, shipped};

const FILES: u64 = 1_000;
const SEED: u64 = 0x0B_AD_F1_1E;

/// The longest a file of this size may take to be refused, on a slow shared machine and without optimisation.
const PATIENCE: Duration = Duration::from_secs(5);

#[track_caller]
fn read(text: &str) -> Result<Rubric, Vec<Problem>> {
    let start = Instant::now();
    let read = Rubric::read(text);
    let took = start.elapsed();
    assert!(took < PATIENCE, "took {took:?}");
    read
}

/// Whether a path leads to something in the file, or to where something is missing.
fn leads_somewhere(path: &str, file: &Value) -> bool {
    let steps: Vec<&str> = path.split(['.', '[']).filter(|step| !step.is_empty()).collect();
    let Some((_, before)) = steps.split_last() else { return false };
    let mut at = file;
    for step in before {
        let next = match step.strip_suffix(']') {
            Some(position) => position.parse::<usize>().ok().and_then(|position| at.get(position)),
            None => at.get(step),
        };
        match next {
            Some(next) => at = next,
            None => return false,
        }
    }
    true
}

#[test]
fn every_refusal_of_a_changed_rubric_names_a_place_in_it() {
    let files: Vec<Value> = shipped().iter().map(|(_, text)| serde_json::from_str(text).unwrap()).collect();
    let mut dice = Dice::new(SEED);
    let (mut accepted, mut refused) = (0_u64, 0_u64);
    for _ in 0..FILES {
        let mut file = files[dice.below(files.len())].clone();
        let changes: Vec<String> = (0..=dice.below(3)).map(|_| disturb(&mut file, &mut dice)).collect();
        match read(&file.to_string()) {
            Ok(_) => accepted += 1,
            Err(problems) => {
                refused += 1;
                assert!(!problems.is_empty(), "{changes:?}");
                for problem in problems {
                    // What is no object at all is told of the whole.
                    let whole = problem.path.is_empty() && !file.is_object();
                    assert!(whole || leads_somewhere(&problem.path, &file), "{changes:?}: {problem:?}");
                    assert!(!problem.what.to_string().is_empty());
                }
            }
        }
    }
    // Both ends of the reading were really exercised.
    assert!(accepted > FILES / 50 && refused > FILES / 2, "{accepted} accepted, {refused} refused");
}

#[test]
fn no_rubric_with_damaged_bytes_panics_or_is_refused_without_a_place() {
    let files = shipped();
    let mut dice = Dice::new(SEED);
    for _ in 0..FILES {
        let (name, text) = &files[dice.below(files.len())];
        let mut bytes = text.clone().into_bytes();
        for _ in 0..=dice.below(3) {
            corrupt(&mut bytes, &mut dice);
        }
        if let Err(problems) = read(&String::from_utf8_lossy(&bytes)) {
            for problem in problems {
                let told = matches!(problem.what, What::NotJson { .. }) || !problem.path.is_empty();
                assert!(told, "{name}: {problem:?}");
            }
        }
    }
}

/// A rubric of one section with so many indicators of one point each.
fn wide(indicators: usize) -> String {
    let mut list = String::new();
    for number in 0..indicators {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            list,
            r#"{comma}{{"id":"I{number}","label":"第{number}项","text":"做到","points":"1","rule_text":"做到得1分",
            "rule":{{"type":"all_or_nothing","conditions":[{{"id":"c","label":"做到"}}]}}}}"#
        );
    }
    format!(
        r#"{{"format":1,"id":"wide","version":"1","title":"宽表","provenance":"example","source":{{"title":"自拟"}},
        "places":2,"base":"{indicators}","stages":[{{"id":"final","name":"结项"}}],"form":{{"project":"项目","implementer":
        "单位","date":"日期","columns":["内容","指标","分值","自评分","评估分","扣分"],"total":"合计","remark":"备注",
        "signature":"签名","signature_date":"日期"}},"sections":[{{"id":"all","name":"全部","heading":"全部",
        "points":"{indicators}","indicators":[{list}]}}]}}"#
    )
}

#[test]
fn ten_thousand_indicators_are_read_without_waiting() {
    assert_eq!(read(&wide(10_000)).unwrap().indicators().len(), 10_000);
}

#[test]
fn each_of_two_thousand_repeated_ids_is_named() {
    // Every indicator loses its number and is called I.
    let text = wide(2_000);
    let parts: Vec<&str> =
        text.split(r#""id":"I"#).map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit())).collect();
    let same = parts.join(r#""id":"I"#);
    let problems = read(&same).unwrap_err();
    let named = problems.iter().filter(|problem| matches!(problem.what, What::DuplicateId { .. })).count();
    assert_eq!(named, 1_999);
}

#[test]
fn numbers_that_look_like_numbers_are_refused_where_they_stand() {
    for (figure, place) in [
        ("NaN", "base"),
        ("Infinity", "base"),
        ("1e3", "base"),
        ("0x10", "base"),
        ("１０", "base"),
        ("1/0", "base"),
        ("9999999999999", "base"),
        ("-1", "base"),
        ("", "base"),
    ] {
        let text = wide(1).replace(r#""base":"1""#, &format!(r#""base":"{figure}""#));
        let problems = read(&text).unwrap_err();
        assert_eq!(problems[0].path, place, "{figure}");
    }
}

#[test]
fn a_tree_that_nests_without_end_is_refused() {
    let deep = format!("{}{}", r#"{"sections":[{"sections":["#.repeat(50_000), "]}]}".repeat(50_000));
    let problems = read(&deep).unwrap_err();
    assert!(matches!(problems[0].what, What::NotJson { .. }));
}

#[test]
fn a_reference_is_an_unknown_field_so_no_rubric_can_refer_to_itself() {
    let text = wide(1).replace(r#""places":2"#, r##""places":2,"$ref":"#/sections/0""##);
    let problems = read(&text).unwrap_err();
    assert_eq!(problems[0].path, "$ref");
}
