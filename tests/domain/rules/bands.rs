//! S12 and S13, bands and tests met, by the figures of the 公益招投标 index system (绩效版) and of a grading table for
//! clinics of social organisations.
//! May import the library. Read next: `counts`.

use gongping::score::Fault;
use serde_json::{Value, json};

use crate::builder::{Filling, exact, sheet_of};

fn band(bound: &str, points: &str) -> Value {
    json!({"bound": bound, "points": points})
}

fn rate() -> Value {
    json!({"type": "ratio", "label": "完成率", "part_of_whole": false, "cumulative": true,
        "part": {"label": "实际服务人数", "unit": "人"}, "whole": {"label": "计划服务人数", "unit": "人"}})
}

/// 服务人数 3%: 比值 ≥100% 3；80%–<100% 2；60%–<80% 1；<60% 0.
fn people() -> Value {
    json!({"type": "ratio_bands", "measure": rate(), "better": "higher",
        "bands": [band("100", "3"), band("80", "2"), band("60", "1")]})
}

fn reached(part: &str, whole: &str) -> Filling {
    sheet_of("3", &people()).fact("part", part).fact("whole", whole)
}

#[test]
fn s12_ratio_bands_begin_at_their_bound() {
    for (part, whole, points) in [
        ("100", "100", "3"),
        ("130", "100", "3"),
        ("99", "100", "2"),
        ("80", "100", "2"),
        ("79", "100", "1"),
        ("60", "100", "1"),
        ("59", "100", "0"),
        ("0", "100", "0"),
        // 159,999 of 200,000 are 79.9995 %, which are not 80 %.
        ("159999", "200000", "1"),
        ("160000", "200000", "2"),
        // Two thirds are above 60 % and below 80 %.
        ("2", "3", "1"),
    ] {
        reached(part, whole).scores(points);
    }
}

#[test]
fn s12_ratio_bands_halve_a_cumulative_whole_at_the_midterm() {
    // Half of 101 people is 51, rounded up: 50 of 51 are below 100 %, 41 of 51 are 80.4 %, 40 are 78.4 %.
    for (part, points) in [("51", "3"), ("50", "2"), ("41", "2"), ("40", "1")] {
        reached(part, "101").stage("midterm").scores(points);
    }
}

#[test]
fn s12_ratio_bands_need_both_figures_and_a_whole() {
    sheet_of("3", &people()).fact("part", "5").lacks(&["whole"], "3");
    reached("0", "0").lacks(&["whole"], "3");
    reached("x", "10").faults("part", &Fault::NotANumber);
}

/// 民办非企业单位(卫生类): 75%以上 5；60%以上 2；其他不得分, on a typed percentage.
#[test]
fn s12_ratio_bands_read_a_typed_value_and_may_fall_off_a_cliff() {
    let rule = json!({"type": "ratio_bands", "better": "higher", "bands": [band("75", "5"), band("60", "2")],
        "measure": {"type": "value", "label": "比例", "unit": "%", "places": 2}});
    for (value, points) in [("75", "5"), ("74.99", "2"), ("60", "2"), ("59.99", "0")] {
        sheet_of("5", &rule).fact("value", value).scores(points);
    }
}

/// The 坏损率不超过30% of a printed form as bands, with marks left for the rest.
#[test]
fn s12_ratio_bands_end_at_their_bound_where_less_is_better() {
    let rule = json!({"type": "ratio_bands", "better": "lower", "otherwise": "0.5",
        "bands": [band("5", "4"), band("30", "1")],
        "measure": {"type": "value", "label": "坏损率", "unit": "%", "places": 1}});
    for (value, points) in
        [("0", "4"), ("5", "4"), ("5.1", "1"), ("30", "1"), ("30.1", "0.5"), ("100", "0.5")]
    {
        sheet_of("4", &rule).fact("value", value).scores(points);
    }
}

/// 服务内容与计划的一致性: 两条均符合计2分；满足一条计1分；均不符合计0分.
fn agreement() -> Value {
    json!({"type": "k_of_n", "marks": ["0", "1", "2"], "tests": [
        {"id": "tender", "label": "与项目标书一致"},
        {"id": "plan", "label": "与服务计划书一致",
            "test": {"type": "judged", "yes": "一致", "no": "不一致", "may_not_apply": true}},
    ]})
}

#[test]
fn s13_k_of_n_gives_marks_by_how_many_tests_are_met() {
    for (tender, plan, points) in
        [("yes", "yes", "2"), ("yes", "no", "1"), ("no", "yes", "1"), ("no", "no", "0"), ("yes", "na", "2")]
    {
        sheet_of("2", &agreement()).fact("test.tender", tender).fact("test.plan", plan).scores(points);
    }
}

#[test]
fn s13_k_of_n_knows_what_is_still_reachable() {
    sheet_of("2", &agreement()).lacks(&["test.tender", "test.plan"], "2");
    sheet_of("2", &agreement()).fact("test.tender", "no").lacks(&["test.plan"], "1");
    sheet_of("2", &agreement()).fact("test.tender", "yes").lacks(&["test.plan"], "2");
    sheet_of("2", &agreement())
        .fact("test.plan", "yes")
        .fact("test.tender", "na")
        .faults("test.tender", &Fault::UnknownChoice);
}

#[test]
fn s13_k_of_n_takes_marks_that_jump_or_stand_still_and_tests_in_figures() {
    // 0 or 1 of 3 met give nothing, 2 give 1.5, all give 4.
    let rule = json!({"type": "k_of_n", "marks": ["0", "0", "1.5", "4"], "tests": [
        {"id": "a", "label": "甲"}, {"id": "b", "label": "乙"},
        {"id": "c", "label": "不少于4次", "test": {"type": "at_least", "minimum": "4",
            "value": {"label": "次数", "unit": "次"}}},
    ]});
    for (a, b, times, points) in [
        ("yes", "yes", "4", "4"),
        ("yes", "yes", "3", "1.5"),
        ("no", "yes", "3", "0"),
        ("no", "no", "9", "0"),
    ] {
        let filled = sheet_of("4", &rule).fact("test.a", a).fact("test.b", b).fact("test.c.value", times);
        filled.scores(points);
    }
    assert_eq!(sheet_of("4", &rule).fact("test.a", "no").score().computed.best, exact("1.5"));
}
