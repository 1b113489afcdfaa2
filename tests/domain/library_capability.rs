//! The capability assessment of a developing organisation: the exact tree of its source (3 abilities, 7, 20, 44 and
//! 119 indicators of the four levels), its points, and what best, blank and inapplicable sheets come to.
//! The figures of single rows are worked by hand from the printed rule of the row.
//! May import the library and `builder`. Read next: `rubrics/capability-developing.json`.

use std::collections::BTreeSet;
use std::iter::once;
use std::sync::LazyLock;

use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::number::Exact;
use gongping::rubric::adjust::Adjustment;
use gongping::rubric::{IndicatorId, Rubric, StageId};
use gongping::score::{Scorecard, score};
use serde_json::{Value, json};

use crate::builder::{exact, find};

const FILE: &str = include_str!("../../rubrics/capability-developing.json");
static JSON: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(FILE).unwrap());
static RUBRIC: LazyLock<Rubric> = LazyLock::new(|| Rubric::read(FILE).unwrap());

/// Keys and what was typed for them.
type Facts<'a> = [(&'a str, &'a str)];

/// The sections of each level, from the abilities down.
fn levels() -> Vec<Vec<&'static Value>> {
    let mut levels = vec![list(&JSON["sections"])];
    while let Some(below) = levels.last().map(|level| children(level, "sections")).filter(|l| !l.is_empty()) {
        levels.push(below);
    }
    levels
}

fn list(of: &'static Value) -> Vec<&'static Value> {
    of.as_array().map_or_else(Vec::new, |list| list.iter().collect())
}

fn children(of: &[&'static Value], name: &str) -> Vec<&'static Value> {
    of.iter().flat_map(|section| list(&section[name])).collect()
}

fn rows() -> Vec<&'static Value> {
    levels().iter().flat_map(|level| children(level, "indicators")).collect()
}

fn text<'a>(of: &'a Value, name: &str) -> &'a str {
    of[name].as_str().unwrap_or_default()
}

/// What a row that is as good as its rule asks answers, and no better: thresholds are met exactly.
fn best(row: &Value) -> Vec<(String, String)> {
    let gate = Some(&row["gate"]).filter(|gate| gate.is_object());
    let gate = gate.map(|gate| ("gate.".to_owned() + text(gate, "id"), "yes".to_owned()));
    gate.into_iter().chain(best_of(&row["rule"], text(row, "points"), "")).collect()
}

fn best_of(rule: &Value, points: &str, prefix: &str) -> Vec<(String, String)> {
    let fact = |key: &str, value: &str| (format!("{prefix}{key}"), value.to_owned());
    let first = |name: &str| &rule[name][0];
    let met = |name: &str, under: &str| {
        let conditions = rule[name].as_array().unwrap();
        conditions.iter().map(|one| condition(one, &format!("{prefix}{under}"))).collect()
    };
    match text(rule, "type") {
        "all_or_nothing" => met("conditions", "met."),
        "per_missing_item" => met("items", "item."),
        "k_of_n" => met("tests", "test."),
        "step_below" => measured(rule, text(rule, "threshold"), prefix),
        "ratio_bands" => measured(rule, text(first("bands"), "bound"), prefix),
        "per_missing_count" => vec![fact("count", text(rule, "target"))],
        "levels" => vec![fact("level", text(first("levels"), "id"))],
        "level_range" => vec![fact("level", text(first("levels"), "id")), fact("marks", points)],
        "coefficient" => vec![fact("level", text(first("levels"), "id")), fact("coefficient", "1")],
        "discretionary" => vec![fact("verdict", "yes")],
        "rating" => vec![fact(&format!("tally.{}", text(first("options"), "id")), "3")],
        "per_occurrence" => {
            let defects = rule["defects"].as_array().unwrap();
            defects.iter().map(|one| fact(&format!("defect.{}", text(one, "id")), "0")).collect()
        }
        "base_plus" => {
            let figure = |name| exact(text(rule, name));
            let more = (&exact(points) - &figure("base_points")).divided_by(&figure("per")).unwrap();
            vec![fact("count", &(&figure("base_count") + &more).canonical())]
        }
        "sum" => {
            let parts = rule["parts"].as_array().unwrap().iter();
            let part = |part: &Value| {
                best_of(&part["rule"], text(part, "points"), &format!("{}.", text(part, "id")))
            };
            parts.flat_map(part).collect()
        }
        other => panic!("no best answer to {other}"),
    }
}

fn condition(of: &Value, under: &str) -> (String, String) {
    let key = format!("{under}{}", text(of, "id"));
    match text(&of["test"], "type") {
        "settled" => (key + ".total", "0".into()),
        _ => (key, "yes".into()),
    }
}

fn measured(rule: &Value, bound: &str, prefix: &str) -> Vec<(String, String)> {
    if text(&rule["measure"], "type") == "value" {
        return vec![(format!("{prefix}value"), bound.to_owned())];
    }
    vec![(format!("{prefix}part"), bound.to_owned()), (format!("{prefix}whole"), "100".to_owned())]
}

fn blank(rubric: &Rubric, stage: &str) -> Assessment {
    Assessment::new("1".into(), Project::default(), rubric, StageId::new(stage), Role::Expert)
}

fn write(rubric: &Rubric, assessment: &mut Assessment, row: &str, key: &str, value: &str) {
    let cell = Cell::from_key(key).unwrap();
    let edit = Edit { indicator: find(rubric, row), cell, value: value.to_owned() };
    assessment.apply(edit).expect("the rubric has the indicator");
}

/// Every row filled in with its best, those of which `skip` says so left out with a reason.
fn filled(stage: &str, skip: impl Fn(&Value) -> bool) -> Scorecard {
    let mut assessment = blank(&RUBRIC, stage);
    for row in rows() {
        let facts = if skip(row) {
            vec![("#na".into(), "yes".into()), ("#na.why".into(), "没有这种情形".into())]
        } else {
            best(row)
        };
        for (key, value) in facts {
            write(&RUBRIC, &mut assessment, text(row, "id"), &key, &value);
        }
    }
    score(&RUBRIC, &assessment)
}

/// The points of one row with these facts, under a choice of readings.
fn points(row: &str, facts: &Facts, adjustments: &[Adjustment]) -> String {
    let rubric = Rubric::read_adjusted(FILE, adjustments).unwrap();
    let mut assessment = blank(&rubric, "annual");
    for (key, value) in facts {
        write(&rubric, &mut assessment, row, key, value);
    }
    let card = score(&rubric, &assessment);
    card.indicators[find(&rubric, row).0].points().map_or_else(|| "none".to_owned(), Exact::canonical)
}

fn reading(indicator: Option<&str>, reading: &str, alternative: &str) -> Adjustment {
    Adjustment::Reading {
        indicator: indicator.map(IndicatorId::new),
        reading: reading.to_owned(),
        alternative: alternative.to_owned(),
        why: "使用单位另有规定".to_owned(),
    }
}

#[test]
fn the_tree_has_3_abilities_and_7_20_44_119_indicators() {
    // 来源：“共涉及3大能力评价指标，7项一级指标，20项二级指标，44项三级指标，119项四级指标”.
    let counts: Vec<usize> = levels().iter().map(Vec::len).collect();
    assert_eq!(counts, [3, 7, 20, 44]);
    assert_eq!(rows().len(), 119);
    assert_eq!(RUBRIC.indicators().len(), 119);
    // Indicators stand below the third level only, and nothing below it is without any.
    let levels = levels();
    let (last, above) = levels.split_last().unwrap();
    assert!(above.iter().flatten().all(|section| section["indicators"].is_null()));
    assert!(last.iter().all(|section| list(&section["indicators"]).len() >= 2));
}

#[test]
fn the_points_of_each_level_come_to_1000() {
    let sum = |of: &[&Value]| of.iter().map(|one| exact(text(one, "points"))).sum::<Exact>();
    for level in levels().iter().chain(once(&rows())) {
        assert_eq!(sum(level), exact("1000"));
    }
    for section in levels().into_iter().flatten() {
        let below: Vec<_> =
            children(&[section], "sections").into_iter().chain(list(&section["indicators"])).collect();
        assert_eq!(sum(&below), exact(text(section, "points")), "{}", section["name"]);
        let printed = format!("{}（{}分）", text(section, "name"), text(section, "points"));
        assert_eq!(text(section, "heading"), printed);
    }
}

#[test]
fn no_two_rows_share_a_label_or_a_text() {
    let rows = rows();
    for name in ["label", "text"] {
        let different: BTreeSet<&str> = rows.iter().map(|row| text(row, name)).collect();
        assert_eq!(different.len(), 119, "{name}");
    }
    let names = levels().into_iter().flatten().map(|section| text(section, "name"));
    let different: BTreeSet<&str> = names.chain(rows.iter().map(|row| text(row, "label"))).collect();
    assert_eq!(different.len(), 3 + 7 + 20 + 44 + 119, "a section and a row share a name");
    assert!(rows.iter().all(|row| text(row, "label").chars().count() <= 12));
}

#[test]
fn each_row_says_what_to_show_and_of_which_kind_it_is() {
    for row in rows() {
        assert!(!list(&row["evidence"]).is_empty(), "{}", row["id"]);
        let tags = list(&row["tags"]);
        for pair in [["过程", "结果"], ["主观", "客观"]] {
            assert_eq!(
                tags.iter().filter(|tag| pair.contains(&tag.as_str().unwrap())).count(),
                1,
                "{}",
                row["id"]
            );
        }
        // Where a row may be left out, its hints say when.
        let says_when = list(&row["hints"]).iter().any(|hint| hint.as_str().unwrap().contains("可选不适用"));
        assert_eq!(says_when, row["may_not_apply"] == json!(true), "{}", row["id"]);
    }
}

#[test]
fn an_organisation_that_meets_every_threshold_exactly_gets_all_1000() {
    let card = filled("annual", |_| false);
    for (row, indicator) in card.indicators.iter().zip(RUBRIC.indicators()) {
        assert_eq!(row.points(), Some(&indicator.points), "{}: {:?}", indicator.id, row.computed);
    }
    assert!(!card.is_provisional());
    assert_eq!((card.base.points, card.base.max), (exact("1000"), exact("1000")));
}

#[test]
fn a_blank_sheet_is_provisional_with_none_of_119() {
    let card = score(&RUBRIC, &blank(&RUBRIC, "annual"));
    assert!(card.is_provisional());
    assert_eq!((card.base.answered, card.base.of), (0, 119));
    assert_eq!(card.base.points, exact("0"));
}

#[test]
fn s26_the_first_assessment_leaves_out_what_asks_for_an_earlier_one() {
    // 评估整改 has 10 points.
    let card = score(&RUBRIC, &blank(&RUBRIC, "first"));
    assert_eq!(card.base.max, exact("990"));
    let card = filled("first", |_| false);
    assert!(!card.is_provisional());
    assert_eq!((card.base.points, card.base.max), (exact("990"), exact("990")));
}

#[test]
fn s20_rows_that_do_not_apply_leave_the_points_and_the_full_points() {
    // By hand, in the order of the form: 年检年报 10, 会员（代表）大会 6, 党的组织 8, 党员活动 6, 招聘录用 6,
    // 志愿者 6 + 8 + 8 + 6 + 6, 项目结算 8, 车辆和大件设备 6, 结项评价 10, 个别化计划 8, 结案回访 8, 特殊人群保护 8,
    // 捐赠管理 8, 项目复盘 10, 评估整改 10: 146 of 1000.
    let card = filled("annual", |row| row["may_not_apply"] == json!(true));
    assert!(!card.is_provisional());
    assert_eq!((card.base.points, card.base.max), (exact("854"), exact("854")));
}

#[test]
fn single_rows_follow_their_printed_rule() {
    let cases: &[(&str, &str, &Facts, &str)] = &[
        (
            "CD-002",
            "每有一项未达标扣2分",
            &[("item.right", "yes"), ("item.term", "no"), ("item.space", "yes")],
            "4",
        ),
        (
            "CD-005",
            "应办而没有办每项扣3分，逾期每项扣1.5分",
            &[("defect.undone", "1"), ("defect.late", "1")],
            "1.5",
        ),
        ("CD-008", "每少1次扣4分", &[("count", "1")], "4"),
        ("CD-021", "3名得6分，每增加1名加1分", &[("count", "5")], "8"),
        ("CD-021", "不足3名不得分", &[("count", "2")], "0"),
        ("CD-021", "最高10分", &[("count", "15")], "10"),
        ("CD-030", "5人走1人，20%，得8分", &[("part", "1"), ("whole", "5")], "8"),
        ("CD-030", "4人走1人，25%，得5分", &[("part", "1"), ("whole", "4")], "5"),
        ("CD-032", "24课时少5课时，计两档，扣3分", &[("value", "19")], "5"),
        ("CD-049", "没有编制预算不得分", &[("gate.made", "no")], "0"),
        (
            "CD-052",
            "10分乘以系数0.7",
            &[("level", "middle"), ("coefficient", "0.7"), ("reason", "手续后补")],
            "7",
        ),
        ("CD-061", "只有一个来源，得1分", &[("part", "300000"), ("whole", "300000")], "1"),
        ("CD-062", "2.5个月，得6分", &[("value", "2.5")], "6"),
        // 很好 4, 较好 3, 一般 2, 较差 1: (4 + 3 + 3 + 2) ÷ 4 = 3, (3 − 1) ÷ (4 − 1) × 8 = 16/3.
        ("CD-080", "按平均值折算", &[("tally.great", "1"), ("tally.good", "2"), ("tally.fair", "1")], "16/3"),
        ("CD-118", "创新不足，得6分", &[("verdict", "no"), ("marks", "6"), ("reason", "没有效果比较")], "6"),
    ];
    for (row, rule, facts, expected) in cases {
        assert_eq!(points(row, facts, &[]), *expected, "{row} {rule}");
    }
}

#[test]
fn s31_the_readings_that_can_be_switched_change_the_rule() {
    // 91% against 95%, steps of 5 at 2 points, of 12: one begun step, no completed one, 4/5 of one.
    let facts = [("value", "91")];
    assert_eq!(points("CD-069", &facts, &[]), "10");
    assert_eq!(points("CD-069", &facts, &[reading(None, "begun-step", "completed")]), "12");
    assert_eq!(points("CD-069", &facts, &[reading(None, "begun-step", "proportional")]), "10.4");
    // 7.5% adjusted against 5%, each begun point costs 1: 3 of 10.
    let facts = [("part", "7.5"), ("whole", "100")];
    assert_eq!(points("CD-052", &facts, &[reading(Some("CD-052"), "scale", "stepped")]), "7");
}
