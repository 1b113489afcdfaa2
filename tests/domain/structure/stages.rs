//! What a stage changes beyond scaling: rows it leaves out, figures it replaces, deductions that grow.
//! May import the library and `builder`. Read next: `stages`, for the scale of the 海盐 form.

use gongping::assessment::Cell;
use gongping::rubric::FieldKey;
use gongping::score::score;
use gongping::score::sentence::{Language, standing};
use serde_json::{Value, json};

use super::{assess, file, row, scored, section, type_in};
use crate::builder::{exact, find, indicator, read};

/// The 海盐 file without readings that can be switched: it has no switch for what is set here by hand.
const PLAIN: &str = include_str!("../../../rubrics/past/haiyan-purchase-1.0.json");

#[test]
fn s26_what_a_stage_leaves_out_is_out_of_both_sides_whatever_was_typed() {
    let mut file = file("10", vec![section("s", "10", "points", &[row("A", "4"), row("B", "6")])]);
    file["stages"][1]["excluded"] = json!(["A"]);
    let marks = [("A", "1"), ("B", "4.5")];
    let (_, end) = scored(&file, "final", &marks);
    assert_eq!((end.result(), end.base.max.clone(), end.base.of), (exact("5.5"), exact("10"), 2));
    let (_, middle) = scored(&file, "midterm", &marks);
    assert_eq!((middle.result(), middle.base.max.clone(), middle.base.of), (exact("4.5"), exact("6"), 1));
}

#[test]
fn s27_a_stage_asks_for_other_figures_and_leaves_rows_out() {
    let count = json!({"type": "per_missing_count", "count": {"label": "活动", "unit": "场"}, "target": "8",
        "cumulative": true, "per": "0.5"});
    let rate = json!({"type": "step_below", "measure": {"type": "value", "label": "率", "unit": "%", "places": 2},
        "threshold": "95", "step": "5", "per": "1", "counting": "begun"});
    let parts = json!({"type": "sum", "parts": [{"id": "p", "label": "率", "points": "5", "rule": rate}]});
    let rows = [row("A", "1"), indicator("B", "4", &count), indicator("C", "5", &parts)];
    let mut file = file("10", vec![section("s", "10", "points", &rows)]);
    file["stages"][1]["excluded"] = json!(["A"]);
    file["stages"][1]["replaced"] = json!([
        {"indicator": "B", "threshold": "2"}, {"indicator": "C", "part": "p", "threshold": "90"}]);
    let rubric = read(&file);
    let at = |stage: &str| {
        let mut assessment = assess(&rubric, stage, &[]);
        type_in(&mut assessment, find(&rubric, "B"), &[(Cell::Fact(FieldKey::new("count")), "1")]);
        type_in(&mut assessment, find(&rubric, "C"), &[(Cell::Fact(FieldKey::new("p.value")), "90")]);
        score(&rubric, &assessment)
    };
    // 7 of 8 short at 0.5 is 3.5 off; 90 is a step below 95. A is open.
    let end = at("final");
    assert_eq!((end.base.points.clone(), end.base.max.clone()), (exact("4.5"), exact("10")));
    assert!(end.is_provisional());
    // 1 of 2 short is 0.5 off, and 90 is enough; without A that is 8.5 of 9, and all there is.
    let middle = at("midterm");
    assert_eq!((middle.base.points.clone(), middle.base.max.clone()), (exact("8.5"), exact("9")));
    assert_eq!((middle.is_provisional(), middle.base.of), (false, 2));
    let said = |language| standing(&middle.indicators[0].applicability, 2, language).unwrap();
    assert_eq!(said(Language::Chinese), "本阶段不评，不计入总分和满分。");
    assert_eq!(said(Language::English), "Not assessed at this stage; out of points and full points.");
    let stages = rubric.stages();
    assert_eq!((stages[1].excluded.len(), stages[1].replaced.len(), stages[0].replaced.len()), (1, 2, 0));
}

/// 海盐 at mid-term with `scale_deduction` (rubric-facts 1.8): as printed, 3.2 points stay for nothing done at all.
#[test]
fn s28_the_deduction_can_grow_as_the_target_shrinks() {
    let counts = |scale_deduction: bool, row: &str, count: &str| {
        let mut file: Value = serde_json::from_str(PLAIN).unwrap();
        file["stages"][1]["scale"]["scale_deduction"] = json!(scale_deduction);
        let rubric = read(&file);
        let mut assessment = assess(&rubric, "midterm", &[]);
        type_in(&mut assessment, find(&rubric, row), &[(Cell::Fact(FieldKey::new("count")), count)]);
        let card = score(&rubric, &assessment);
        card.indicators[find(&rubric, row).0].points().unwrap().canonical()
    };
    // HY-17 2→1 for 2 points, HY-18 5→3 for 3, HY-19 2→1 for 2: each one missing costs 2, 1 and 2.
    let cases = [
        ("HY-17", "0", "1", "0"),
        ("HY-17", "1", "2", "2"),
        ("HY-18", "0", "1.2", "0"),
        ("HY-18", "1", "1.8", "1"),
        ("HY-18", "2", "2.4", "2"),
        ("HY-18", "3", "3", "3"),
        ("HY-19", "0", "1", "0"),
    ];
    for (row, count, printed, scaled) in cases {
        assert_eq!(counts(false, row, count), printed, "{row} with {count} as printed");
        assert_eq!(counts(true, row, count), scaled, "{row} with {count} scaled");
    }
}
