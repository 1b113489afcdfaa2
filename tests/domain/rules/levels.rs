//! S11 and S14, the rules on a level with a range, by the figures of two printed forms: the 嘉定 form for the work of
//! a third-party evaluator, and the Shanghai guideline of 2012 for community projects.
//! May import the library. Read next: `bands`.

use gongping::score::Fault;
use serde_json::{Value, json};

use crate::builder::{Filling, assess, exact, indicator, read, rubric_file, sheet_of};
use gongping::score::score;

fn level(id: &str, label: &str, low: &str, high: &str) -> Value {
    json!({"id": id, "label": label, "low": low, "high": high})
}

fn ranges(levels: &[(&str, &str, &str, &str)]) -> Value {
    let levels: Vec<Value> =
        levels.iter().map(|(id, label, low, high)| level(id, label, low, high)).collect();
    json!({"type": "level_range", "grid": "0.5", "levels": levels})
}

/// 评价工作组人员专业能力: 较强 10-15；一般 5-10；较差 0-5.
fn ability() -> Value {
    ranges(&[("strong", "较强", "10", "15"), ("fair", "一般", "5", "10"), ("weak", "较差", "0", "5")])
}

/// 评价工作组人员稳定: 保持稳定 15；不能保持且随意更换 0.
fn stability() -> Value {
    ranges(&[("stable", "保持稳定", "15", "15"), ("changing", "不能保持且随意更换", "0", "0")])
}

fn chosen(points: &str, rule: &Value, level: &str, marks: &str) -> Filling {
    sheet_of(points, rule).fact("level", level).fact("marks", marks).fact("reason", "见工作底稿")
}

/// The filled form: 14 + 15 + 19 + 23 + 23 is 94, as it prints itself.
#[test]
fn s11_level_range_adds_the_filled_form_of_jiading_up_to_94() {
    let talks = ranges(&[
        ("active", "认真尽责、主动沟通", "13", "20"),
        ("careless", "一般、马虎", "7", "12"),
        ("bad", "恶劣、拖拉", "0", "6"),
    ]);
    let data = ranges(&[
        ("fits", "符合", "16", "25"),
        ("partly", "有待完善", "6", "15"),
        ("off", "偏离实际", "0", "5"),
    ]);
    let advice = ranges(&[
        ("useful", "执行度高", "16", "25"),
        ("fair", "一般", "6", "15"),
        ("partial", "以偏概全", "0", "5"),
    ]);
    let row = |id: &str, points: &str, rule: &Value| indicator(id, points, rule);
    let section = |id: &str, points: &str, rows: Vec<Value>| json!({"id": id, "name": id, "heading": id, "points": points, "indicators": rows});
    let sections = vec![
        section("before", "30", vec![row("J1", "15", &ability()), row("J2", "15", &stability())]),
        section("during", "20", vec![row("J3", "20", &talks)]),
        section("after", "50", vec![row("J4", "25", &data), row("J5", "25", &advice)]),
    ];
    let rubric = std::sync::Arc::new(read(&rubric_file("100", "0", &json!([]), sections)));
    let filled = |id: &str, level: &str, marks: &str| {
        Filling::of(&rubric, id).fact("level", level).fact("marks", marks)
    };
    let sheets = [
        filled("J1", "strong", "14"),
        filled("J2", "stable", ""),
        filled("J3", "active", "19"),
        filled("J4", "fits", "23"),
        filled("J5", "useful", "23"),
    ];
    let card = score(&rubric, &assess(&rubric, "final", &sheets));
    let groups: Vec<String> = card.sections.iter().map(|section| section.points.canonical()).collect();
    assert_eq!(groups, ["29", "19", "46"]);
    assert_eq!(card.total(), exact("94"));
    assert!(!card.is_provisional());
}

#[test]
fn s11_level_range_takes_any_mark_of_the_range_and_none_beside_it() {
    for (level, marks) in
        [("strong", "15"), ("strong", "10"), ("fair", "10"), ("fair", "5"), ("weak", "5"), ("weak", "0")]
    {
        chosen("15", &ability(), level, marks).scores(marks);
    }
    chosen("15", &ability(), "fair", "7.5").scores("7.5");
    let outside =
        |low: &str, high: &str| Fault::OutOfRange { low: exact(low), high: exact(high), open: false };
    chosen("15", &ability(), "strong", "9.5").faults("marks", &outside("10", "15"));
    chosen("15", &ability(), "fair", "10.5").faults("marks", &outside("5", "10"));
    chosen("15", &ability(), "weak", "5.5").faults("marks", &outside("0", "5"));
    chosen("15", &ability(), "fair", "7.25").faults("marks", &Fault::TooManyPlaces { places: 1 });
    chosen("15", &ability(), "fair", "7.2").faults("marks", &Fault::OffGrid { grid: exact("0.5") });
    sheet_of("15", &ability()).fact("level", "best").faults("level", &Fault::UnknownChoice);
}

#[test]
fn s11_level_range_asks_for_a_reason_below_the_best_level_and_for_no_mark_where_there_is_only_one() {
    sheet_of("15", &ability()).lacks(&["level"], "15");
    sheet_of("15", &ability()).fact("level", "strong").lacks(&["marks"], "15");
    sheet_of("15", &ability()).fact("level", "strong").fact("marks", "11").scores("11");
    sheet_of("15", &ability()).fact("level", "fair").lacks(&["reason", "marks"], "10");
    sheet_of("15", &ability()).fact("level", "fair").fact("marks", "6").lacks(&["reason"], "6");
    sheet_of("15", &stability()).fact("level", "stable").scores("15");
    sheet_of("15", &stability()).fact("level", "changing").fact("reason", "两月内换了三人").scores("0");
}

/// 表B.3: 高 1≥X≥0.8；中 0.8>X≥0.6；低 0.6>X≥0.
fn factor() -> Value {
    json!({"type": "coefficient", "places": 2, "levels": [
        level("high", "高", "0.8", "1"), level("middle", "中", "0.6", "0.8"), level("low", "低", "0", "0.6"),
    ]})
}

#[test]
fn s14_coefficient_multiplies_the_points() {
    // 20 points: 0.85 of them are 17, 0.79 are 15.8, 0.6 are 12.
    for (level, coefficient, points) in [
        ("high", "1", "20"),
        ("high", "0.85", "17"),
        ("high", "0.8", "16"),
        ("middle", "0.79", "15.8"),
        ("middle", "0.6", "12"),
        ("low", "0.59", "11.8"),
        ("low", "0", "0"),
    ] {
        sheet_of("20", &factor())
            .fact("level", level)
            .fact("coefficient", coefficient)
            .fact("reason", "预算调整 7%")
            .scores(points);
    }
}

#[test]
fn s14_coefficient_stands_in_the_range_of_its_level() {
    let outside =
        |low: &str, high: &str, open| Fault::OutOfRange { low: exact(low), high: exact(high), open };
    let typed = |level: &str, coefficient: &str| {
        sheet_of("20", &factor()).fact("level", level).fact("coefficient", coefficient).fact("reason", "说明")
    };
    typed("high", "0.79").faults("coefficient", &outside("0.8", "1", false));
    typed("high", "1.01").faults("coefficient", &outside("0.8", "1", false));
    // 0.8 is already 高.
    typed("middle", "0.8").faults("coefficient", &outside("0.6", "0.8", true));
    typed("low", "0.6").faults("coefficient", &outside("0", "0.6", true));
    typed("low", "0.599").faults("coefficient", &Fault::TooManyPlaces { places: 2 });
}

#[test]
fn s14_coefficient_asks_for_a_reason_below_the_best_level() {
    sheet_of("20", &factor()).lacks(&["level"], "20");
    sheet_of("20", &factor()).fact("level", "high").lacks(&["coefficient"], "20");
    sheet_of("20", &factor()).fact("level", "high").fact("coefficient", "0.9").scores("18");
    // 中 can be given 0.79 at most, and 20 × 0.79 is 15.8.
    sheet_of("20", &factor()).fact("level", "middle").lacks(&["reason", "coefficient"], "15.8");
    sheet_of("20", &factor()).fact("level", "middle").fact("coefficient", "0.7").lacks(&["reason"], "14");
}
