//! Broken structure of a rubric file: weights, caps, rows that may not apply, vetoes, grades, stages and roles, one
//! change each to a valid file, and the problem it must be refused with.
//! May import the library. Read next: `broken`, for the rest of a file.

use gongping::json::Fault;
use gongping::number::Exact;
use gongping::rubric::Rubric;
use gongping::rubric::file::{Problem, What};
use gongping::rubric::grades::BandSet;
use serde_json::{Value, json};

use crate::builder::{indicator, rubric_file};

fn exact(text: &str) -> Exact {
    Exact::parse_canonical(text).unwrap()
}

/// A valid file: a weighted section of two, a capped one, and a bonus.
fn file() -> Value {
    let judged = json!({"type": "all_or_nothing", "conditions": [{"id": "a", "label": "要求"}]});
    let row = |id: &str, points: &str| indicator(id, points, &judged);
    let count = json!({"type": "per_missing_count", "count": {"label": "活动", "unit": "场"}, "target": "4",
        "cumulative": true, "per": "1"});
    let parts = json!({"type": "sum", "parts": [
        {"id": "made", "label": "活动", "points": "4", "rule": count},
        {"id": "kept", "label": "记录", "points": "2", "rule": judged},
    ]});
    let mut weighted = [row("A", "5"), indicator("B", "4", &count)];
    weighted[0]["weight"] = json!("60");
    weighted[1]["weight"] = json!("40");
    weighted[0]["may_not_apply"] = json!(true);
    weighted[0]["veto"] = json!({"on": "condition", "condition": {"id": "misused", "label": "未挪用"},
        "effect": {"type": "grade_at_most", "grade": "pass"}});
    let award = json!({"type": "award", "count": {"label": "奖", "unit": "项"}, "per": "1", "cap": "2"});
    let mut file = rubric_file(
        "18",
        "2",
        &json!(["1/2"]),
        vec![
            json!({"id": "s1", "name": "甲", "heading": "甲", "points": "10", "mode": "weighted", "indicators": weighted}),
            json!({"id": "s2", "name": "乙", "heading": "乙", "points": "8", "mode": "capped",
            "indicators": [row("C", "3"), indicator("D", "6", &parts)]}),
            json!({"id": "s3", "name": "加", "heading": "加", "points": "2", "kind": "bonus",
            "indicators": [indicator("E", "2", &award)]}),
        ],
    );
    file["object"] = json!("linkage");
    file["roles"] = json!(["resident", "department"]);
    file["not_applicable"] = json!("rescale");
    file["total_cap"] = json!("18");
    file["grades"] = json!({"id": "own", "name": "等级", "source": {"title": "示例", "address": "https://example.org"},
    "basis": "total", "bands": [
        {"id": "good", "label": "良好", "from": "80"}, {"id": "pass", "label": "合格", "from": "60"},
        {"id": "fail", "label": "不合格", "from": "0"},
    ]});
    file["stages"][1]["excluded"] = json!(["A"]);
    file["stages"][1]["replaced"] = json!([
        {"indicator": "B", "threshold": "1"}, {"indicator": "D", "part": "made", "threshold": "3"},
    ]);
    file
}

#[track_caller]
fn check(change: impl FnOnce(&mut Value), expected: &[(&str, What)]) {
    let mut changed = file();
    assert_eq!(Rubric::read(&changed.to_string()).err(), None, "the file is valid as it is");
    change(&mut changed);
    let expected: Vec<Problem> = expected
        .iter()
        .map(|(path, what)| Problem { path: (*path).to_owned(), what: what.clone() })
        .collect();
    assert_eq!(Rubric::read(&changed.to_string()).err().unwrap_or_default(), expected);
}

fn choice(words: &str) -> What {
    What::Shape(Fault::WrongType { expected: format!("one of {words}") })
}

#[test]
fn s22_weights_add_up_to_100_and_stand_in_weighted_sections_only() {
    let not_hundred = |sum: &str| What::WeightsNotHundred { sum: exact(sum) };
    check(
        |file| file["sections"][0]["indicators"][0]["weight"] = json!("59"),
        &[("sections[0]", not_hundred("99"))],
    );
    check(
        |file| file["sections"][0]["indicators"][1]["weight"] = json!("40.01"),
        &[("sections[0]", not_hundred("100.01"))],
    );
    let missing = What::NotPositive { value: exact("0") };
    check(
        |file| {
            file["sections"][0]["indicators"][0].as_object_mut().unwrap().remove("weight");
        },
        &[("sections[0].indicators[0].weight", missing)],
    );
    check(
        |file| file["sections"][0]["indicators"][0]["weight"] = json!("0"),
        &[("sections[0].indicators[0].weight", What::NotPositive { value: exact("0") })],
    );
    check(
        |file| file["sections"][1]["indicators"][0]["weight"] = json!("50"),
        &[("sections[1].indicators[0].weight", What::WeightOutsideWeighted)],
    );
    check(
        |file| file["sections"][1]["weight"] = json!("100"),
        &[("sections[1].weight", What::WeightOutsideWeighted)],
    );
    check(
        |file| file["sections"][0]["mode"] = json!("mean"),
        &[
            ("sections[0].mode", choice("points, weighted, capped")),
            ("sections[0].indicators[0].weight", What::WeightOutsideWeighted),
            ("sections[0].indicators[1].weight", What::WeightOutsideWeighted),
            ("sections[0].points", What::SumMismatch { printed: exact("10"), sum: exact("9") }),
        ],
    );
}

#[test]
fn s23_what_stands_in_a_capped_section_comes_to_its_points_at_least() {
    let out_of_reach = What::CapOutOfReach { points: exact("10"), sum: exact("9") };
    check(
        |file| {
            file["sections"][1]["points"] = json!("10");
            file["base"] = json!("20");
            file["total_cap"] = json!("20");
        },
        &[("sections[1].points", out_of_reach)],
    );
}

#[test]
fn s24_a_cap_on_the_total_is_not_below_the_base() {
    let below = What::CapBelowBase { cap: exact("17.9"), base: exact("18") };
    check(|file| file["total_cap"] = json!("17.9"), &[("total_cap", below)]);
}

#[test]
fn s20_a_row_may_not_apply_only_where_the_rubric_says_what_becomes_of_it() {
    let place = "sections[0].indicators[0].may_not_apply";
    check(|file| file["not_applicable"] = json!("forbid"), &[(place, What::NotApplicableForbidden)]);
    check(|file| file["not_applicable"] = Value::Null, &[(place, What::NotApplicableForbidden)]);
    check(
        |file| file["sections"][2]["indicators"][0]["may_not_apply"] = json!(true),
        &[("sections[2].indicators[0].may_not_apply", What::NotApplicableBonus)],
    );
    let words = "forbid, full_marks, rescale";
    check(
        |file| file["not_applicable"] = json!("drop"),
        &[("not_applicable", choice(words)), (place, What::NotApplicableForbidden)],
    );
}

#[test]
fn s19_a_veto_names_a_grade_of_the_rubrics_own_below_the_best() {
    let place = "sections[0].indicators[0].veto.effect.grade";
    let unknown = What::UnknownGrade { id: "5a".to_owned() };
    let effect = |file: &mut Value, grade: &str| {
        file["sections"][0]["indicators"][0]["veto"]["effect"]["grade"] = json!(grade);
    };
    check(|file| effect(file, "5a"), &[(place, unknown)]);
    check(|file| effect(file, "good"), &[(place, What::CeilingAtBest { id: "good".to_owned() })]);
    check(|file| file["grades"] = Value::Null, &[(place, What::UnknownGrade { id: "pass".to_owned() })]);
    check(
        |file| file["sections"][0]["indicators"][0]["veto"]["on"] = json!("never"),
        &[("sections[0].indicators[0].veto.on", choice("condition, zero"))],
    );
    check(
        |file| file["sections"][0]["indicators"][0]["veto"]["on"] = json!("zero"),
        &[("sections[0].indicators[0].veto.condition", What::Shape(Fault::Unknown))],
    );
}

#[test]
fn s29_grades_fall_to_0() {
    let bands = |file: &mut Value, at: usize, from: &str| file["grades"]["bands"][at]["from"] = json!(from);
    let not_falling = What::BandsNotFalling { from: exact("80"), before: exact("80") };
    check(|file| bands(file, 1, "80"), &[("grades.bands[1].from", not_falling)]);
    let not_zero = What::LastBandNotZero { from: exact("1") };
    check(|file| bands(file, 2, "1"), &[("grades.bands[2].from", not_zero)]);
    check(
        |file| file["grades"]["bands"][2]["id"] = json!("pass"),
        &[("grades.bands[2].id", What::DuplicateId { id: "pass".to_owned() })],
    );
    check(|file| file["grades"]["basis"] = json!("mean"), &[("grades.basis", choice("total, base"))]);
}

#[test]
fn s26_and_s27_a_stage_names_rows_and_figures_that_there_are() {
    let unknown = |id: &str| What::UnknownIndicator { id: id.to_owned() };
    check(|file| file["stages"][1]["excluded"] = json!(["Z"]), &[("stages[1].excluded[0]", unknown("Z"))]);
    check(
        |file| file["stages"][1]["excluded"] = json!(["A", "A"]),
        &[("stages[1].excluded[1]", What::DuplicateId { id: "A".to_owned() })],
    );
    let replaced = |file: &mut Value, with: Value| file["stages"][1]["replaced"] = json!([with]);
    check(
        |file| replaced(file, json!({"indicator": "Z", "threshold": "1"})),
        &[("stages[1].replaced[0].indicator", unknown("Z"))],
    );
    check(
        |file| replaced(file, json!({"indicator": "A", "threshold": "1"})),
        &[("stages[1].replaced[0].indicator", What::NoThreshold)],
    );
    check(
        |file| replaced(file, json!({"indicator": "D", "part": "kept", "threshold": "1"})),
        &[("stages[1].replaced[0].part", What::NoThreshold)],
    );
    check(
        |file| replaced(file, json!({"indicator": "B", "threshold": "-1"})),
        &[("stages[1].replaced[0].threshold", What::Negative { value: exact("-1") })],
    );
    check(
        |file| {
            let twice = json!({"indicator": "B", "threshold": "1"});
            file["stages"][1]["replaced"] = json!([twice, twice]);
        },
        &[("stages[1].replaced[1]", What::DuplicateId { id: "B".to_owned() })],
    );
}

#[test]
fn roles_and_objects_are_of_those_there_are() {
    check(|file| file["roles"] = json!([]), &[("roles", What::EmptyList)]);
    let twice = What::DuplicateId { id: "self".to_owned() };
    check(|file| file["roles"] = json!(["self", "self"]), &[("roles[1]", twice)]);
    let known = "self, evaluation, purchaser, provider, resident, department, expert";
    check(|file| file["roles"] = json!(["mayor"]), &[("roles[0]", choice(known))]);
    let known = "project, linkage, post, organisation, third_party, proposal, eligibility, survey";
    check(|file| file["object"] = json!("town"), &[("object", choice(known))]);
}

#[test]
fn a_file_of_published_sets_is_refused_with_every_problem() {
    let text = include_str!("../../../rubrics/grades.json");
    let mut file: Value = serde_json::from_str(text).unwrap();
    file["sets"][1]["id"] = json!("shenzhen-2021");
    file["sets"][0]["bands"][3]["from"] = json!("1");
    let found = BandSet::read_all(&file.to_string()).unwrap_err();
    let expected = [
        Problem {
            path: "sets[0].bands[3].from".to_owned(),
            what: What::LastBandNotZero { from: exact("1") },
        },
        Problem { path: "sets[1].id".to_owned(), what: What::DuplicateId { id: "shenzhen-2021".to_owned() } },
    ];
    assert_eq!(found, expected);
}
