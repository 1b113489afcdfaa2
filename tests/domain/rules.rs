//! One hand-worked table for each rule of `rubrics/README.md`, on rubrics made for it and read by the loader.
//! A test's name begins with the id of the rule it belongs to; `tidy` pairs the two.
//! The rules after the tenth stand below this file by topic. May import the library. Read next: `rules/levels.rs`.

use gongping::score::Fault;
use serde_json::{Value, json};

use crate::builder::{Filling, exact, gated_sheet_of, sheet_of};

mod bands;
mod counts;
mod guides;
mod levels;

fn count(unit: &str) -> Value {
    json!({"label": "数量", "unit": unit})
}

#[test]
fn s1_all_or_nothing_gives_full_points_only_where_every_applicable_condition_is_met() {
    let rule = json!({"type": "all_or_nothing", "conditions": [
        {"id": "a", "label": "甲"},
        {"id": "b", "label": "乙", "test": {"type": "judged", "yes": "有", "no": "无", "may_not_apply": true}},
    ]});
    for (a, b, points) in [("yes", "yes", "7"), ("yes", "na", "7"), ("yes", "no", "0"), ("no", "na", "0")] {
        sheet_of("7", &rule).fact("met.a", a).fact("met.b", b).scores(points);
    }
    sheet_of("7", &rule).fact("met.a", "no").lacks(&["met.b"], "0");
    sheet_of("7", &rule).fact("met.a", "na").fact("met.b", "na").faults("met.a", &Fault::UnknownChoice);
}

#[test]
fn s1_all_or_nothing_reads_conditions_in_figures() {
    let rule = json!({"type": "all_or_nothing", "conditions": [
        {"id": "r", "label": "达到要求", "test": {"type": "reaches", "actual": count("次"), "required": count("次")}},
        {"id": "l", "label": "不少于4天", "test": {"type": "at_least", "minimum": "4", "applies": "有驻点要求",
            "value": {"label": "天数", "unit": "天", "places": 1}}},
        {"id": "s", "label": "全部办结", "test": {"type": "settled", "total": count("件"), "settled": count("件")}},
    ]});
    let start = |actual, applies, days, settled| {
        sheet_of("3", &rule)
            .fact("met.r.actual", actual)
            .fact("met.r.required", "10")
            .fact("met.l.applies", applies)
            .fact("met.l.value", days)
            .fact("met.s.total", "2")
            .fact("met.s.settled", settled)
    };
    start("10", "yes", "4", "2").scores("3");
    start("11", "no", "", "2").scores("3");
    start("9", "yes", "4", "2").scores("0");
    start("10", "yes", "3.9", "2").scores("0");
    start("10", "yes", "4", "1").scores("0");
    // Where there is no such requirement, what was typed for it has no say.
    start("10", "no", "letters", "2").scores("3");
    start("10", "yes", "", "2").lacks(&["met.l.value"], "3");
}

#[test]
fn s2_per_missing_item_stops_at_0() {
    let rule = json!({"type": "per_missing_item", "per": "1.5", "items": [
        {"id": "a", "label": "甲"}, {"id": "b", "label": "乙"}, {"id": "c", "label": "丙"},
    ]});
    for (a, b, c, points) in [
        ("yes", "yes", "yes", "4"),
        ("no", "yes", "yes", "2.5"),
        ("no", "no", "yes", "1"),
        ("no", "no", "no", "0"),
    ] {
        sheet_of("4", &rule).fact("item.a", a).fact("item.b", b).fact("item.c", c).scores(points);
    }
    sheet_of("4", &rule).fact("item.a", "no").fact("item.b", "no").lacks(&["item.c"], "1");
}

#[test]
fn s2_per_missing_item_counts_items_added_on_the_spot() {
    let rule = json!({"type": "per_missing_item", "per": "2", "extensible": true, "items": [{"id": "a", "label": "甲"}]});
    let start = || sheet_of("5", &rule).fact("item.a", "yes");
    start()
        .fact("extra.10", "no")
        .fact("extra.10.name", "乙")
        .fact("extra.9", "yes")
        .fact("extra.9.name", "丙")
        .scores("3");
    start().fact("extra.1", "no").lacks(&["extra.1.name"], "3");
}

/// 100 % asked for in steps of 5 at a point each.
fn below(counting: &str) -> Value {
    json!({
        "type": "step_below", "threshold": "100", "step": "5", "per": "1", "counting": counting,
        "measure": {"type": "value", "label": "比例", "unit": "%", "places": 3},
    })
}

#[track_caller]
fn check_value(points: &str, rule: &Value, cases: &[(&str, &str)]) {
    for (value, left) in cases {
        sheet_of(points, rule).fact("value", value).scores(left);
    }
}

#[test]
fn s3_step_below_counts_a_begun_step_in_full() {
    check_value(
        "3",
        &below("begun"),
        &[
            ("100", "3"),
            ("120", "3"),
            ("99.999", "2"),
            ("96", "2"),
            ("95", "2"),
            ("94.999", "1"),
            ("90", "1"),
            ("85", "0"),
            ("84", "0"),
            ("0", "0"),
        ],
    );
}

#[test]
fn s3_step_below_may_count_only_completed_steps() {
    check_value(
        "3",
        &below("completed"),
        &[
            ("100", "3"),
            ("96", "3"),
            ("95.001", "3"),
            ("95", "2"),
            ("90.5", "2"),
            ("90", "1"),
            ("85", "0"),
            ("1", "0"),
        ],
    );
}

#[test]
fn s3_step_below_may_take_the_part_of_a_step() {
    check_value(
        "3",
        &below("proportional"),
        &[
            ("100", "3"),
            ("96", "2.2"),
            ("95", "2"),
            ("99.999", "2.9998"),
            ("92.5", "1.5"),
            ("85", "0"),
            ("80", "0"),
        ],
    );
}

#[test]
fn s3_step_below_works_out_a_ratio_exactly() {
    let rule = |counting: &str, belongs: bool| {
        json!({
            "type": "step_below", "threshold": "95", "step": "5", "per": "1", "counting": counting,
            "measure": {"type": "ratio", "label": "率", "part": count("人"), "whole": count("人"), "part_of_whole": belongs},
        })
    };
    let fill = |counting: &str, part: &str, whole: &str| {
        sheet_of("4", &rule(counting, true)).fact("part", part).fact("whole", whole)
    };
    // 2 of 3 is 28 1/3 points short: 6 begun, 5 completed, 5 2/3 steps.
    fill("begun", "2", "3").scores("0");
    sheet_of("10", &rule("begun", true)).fact("part", "2").fact("whole", "3").scores("4");
    sheet_of("10", &rule("completed", true)).fact("part", "2").fact("whole", "3").scores("5");
    sheet_of("10", &rule("proportional", true)).fact("part", "2").fact("whole", "3").scores("13/3");
    fill("begun", "95", "100").scores("4");
    fill("begun", "949999", "1000000").scores("3");
    fill("begun", "5", "0").lacks(&["whole"], "4");
    fill("begun", "", "").lacks(&["part", "whole"], "4");
    let exceeds = Fault::Exceeds { limit: exact("3"), of: Some("数量".into()) };
    fill("begun", "4", "3").faults("part", &exceeds);
    sheet_of("4", &rule("begun", false)).fact("part", "4").fact("whole", "3").scores("4");
}

#[test]
fn s3_step_below_refuses_a_whole_below_0_whatever_its_field_allows() {
    let negative = |label: &str| json!({"label": label, "unit": "元", "may_be_negative": true});
    let rule = json!({
        "type": "step_below", "threshold": "95", "step": "5", "per": "1", "counting": "begun",
        "measure": {"type": "ratio", "label": "率", "part": negative("部分"), "whole": negative("全部"),
            "part_of_whole": false},
    });
    let fill = |part: &str, whole: &str| sheet_of("4", &rule).fact("part", part).fact("whole", whole);
    fill("-100", "-100").faults("whole", &Fault::Negative);
    fill("-100", "100").scores("0");
    fill("100", "100").scores("4");
}

#[test]
fn s4_step_above_takes_points_only_above_the_threshold() {
    let rule = |counting: &str| {
        json!({
            "type": "step_above", "threshold": "5", "step": "5", "per": "0.5", "counting": counting,
            "measure": {"type": "value", "label": "比例", "unit": "%", "places": 2, "may_be_negative": true},
        })
    };
    check_value(
        "2",
        &rule("begun"),
        &[
            ("-3", "2"),
            ("0", "2"),
            ("5", "2"),
            ("5.01", "1.5"),
            ("10", "1.5"),
            ("10.01", "1"),
            ("20.01", "0"),
            ("99", "0"),
        ],
    );
    check_value("2", &rule("completed"), &[("9.99", "2"), ("10", "1.5"), ("25", "0")]);
    check_value("2", &rule("proportional"), &[("6", "1.9"), ("7.5", "1.75"), ("25", "0"), ("26", "0")]);
}

#[test]
fn s5_per_missing_count_takes_points_for_each_one_short() {
    let rule = json!({"type": "per_missing_count", "count": count("篇"), "target": "5", "per": "0.6"});
    for (found, points) in
        [("5", "3"), ("6", "3"), ("4", "2.4"), ("3", "1.8"), ("2", "1.2"), ("1", "0.6"), ("0", "0")]
    {
        sheet_of("3", &rule).fact("count", found).scores(points);
    }
    // The floor: 2 points are gone after four of five.
    sheet_of("2", &rule).fact("count", "1").scores("0");
    sheet_of("2", &rule).fact("count", "2").scores("0.2");
}

#[test]
fn s6_levels_give_fixed_marks_and_a_ceiling_lowers_the_better_ones() {
    let rule = json!({
        "type": "levels",
        "levels": [
            {"id": "a", "label": "优", "points": "10"}, {"id": "b", "label": "良", "points": "7.5"},
            {"id": "c", "label": "中", "points": "4"}, {"id": "d", "label": "差", "points": "0"},
        ],
        "ceiling": {"condition": {"id": "k", "label": "有记录"}, "level": "c"},
    });
    let level = |level| sheet_of("10", &rule).fact("level", level);
    for (chosen, recorded, points) in [("a", "yes", "10"), ("a", "no", "4")] {
        level(chosen).fact("ceiling.k", recorded).scores(points);
    }
    level("b").fact("ceiling.k", "yes").fact("reason", "稍欠").scores("7.5");
    level("b").fact("ceiling.k", "no").fact("reason", "稍欠").scores("4");
    level("c").fact("reason", "一般").scores("4");
    level("d").fact("reason", "没做").scores("0");
    level("d").fact("ceiling.k", "no").fact("reason", "没做").scores("0");
    level("a").lacks(&["ceiling.k"], "10");
    level("b").lacks(&["ceiling.k", "reason"], "7.5");
    sheet_of("10", &rule).lacks(&["level"], "10");
}

#[test]
fn s7_discretionary_gives_full_points_or_a_reasoned_mark_on_the_grid() {
    let rule = json!({
        "type": "discretionary", "full": "规范", "reduced": "不规范", "grid": "0.25",
        "checkpoints": [{"id": "x", "label": "票据清晰"}],
    });
    let no =
        |marks: &str| sheet_of("2", &rule).fact("verdict", "no").fact("reason", "缺票").fact("marks", marks);
    sheet_of("2", &rule).fact("verdict", "yes").scores("2");
    // Marks left over from an earlier verdict have no say.
    sheet_of("2", &rule).fact("verdict", "yes").fact("marks", "9").scores("2");
    no("1.75").scores("1.75");
    no("0").scores("0");
    no("2").faults("marks", &Fault::NotBelowFull { full: exact("2") });
    no("1.8").faults("marks", &Fault::OffGrid { grid: exact("0.25") });
    no("1.755").faults("marks", &Fault::TooManyPlaces { places: 2 });
    no("").lacks(&["marks"], "1.75");
}

#[test]
fn s8_award_adds_up_to_its_cap() {
    let rule = json!({"type": "award", "count": count("篇"), "per": "1.5", "cap": "4"});
    for (found, points) in [("0", "0"), ("1", "1.5"), ("2", "3"), ("3", "4"), ("4", "4"), ("999", "4")] {
        sheet_of("4", &rule).fact("count", found).scores(points);
    }
    sheet_of("4", &rule).lacks(&["count"], "4");
}

#[test]
fn s8_award_behind_a_shut_gate_adds_nothing() {
    let rule = json!({"type": "award", "count": count("篇"), "per": "2", "cap": "4"});
    let gated =
        |open: &str| gated_sheet_of("4", &rule, json!({"id": "g", "label": "有证书"})).fact("gate.g", open);
    gated("yes").fact("count", "1").scores("2");
    gated("no").fact("count", "1").scores("0");
    gated("no").scores("0");
    gated("").fact("count", "1").lacks(&["gate.g"], "4");
}

#[test]
fn s8_award_behind_a_gate_that_is_shut_on_a_figure_still_to_be_reasoned_can_win_nothing() {
    let rule = json!({"type": "award", "count": count("篇"), "per": "2", "cap": "4"});
    let gate = json!({"id": "g", "label": "达到要求", "test": {"type": "reaches", "cumulative": true,
        "actual": count("次"), "required": count("次")}});
    gated_sheet_of("4", &rule, gate)
        .stage("midterm")
        .fact("gate.g.actual", "3")
        .fact("gate.g.required", "10")
        .fact("gate.g.required.due", "4")
        .lacks(&["gate.g.required.due.why"], "0");
}

#[test]
fn s9_sum_gives_each_part_its_own_rule_and_floor() {
    let rule = json!({"type": "sum", "parts": [
        {"id": "p", "label": "第一", "points": "1", "rule":
            {"type": "per_missing_item", "per": "0.75", "items": [{"id": "a", "label": "甲"}, {"id": "b", "label": "乙"}]}},
        {"id": "q", "label": "第二", "points": "4", "rule":
            {"type": "per_missing_count", "count": count("次"), "target": "4", "per": "1"}},
    ]});
    let fill =
        |a, b, times| sheet_of("5", &rule).fact("p.item.a", a).fact("p.item.b", b).fact("q.count", times);
    fill("yes", "yes", "4").scores("5");
    fill("no", "yes", "4").scores("4.25");
    // The first part is down to its floor; the second keeps its own points.
    fill("no", "no", "4").scores("4");
    fill("no", "no", "1").scores("1");
    fill("no", "no", "0").scores("0");
    fill("no", "no", "").lacks(&["q.count"], "4");
}

#[test]
fn s10_shared_pot_adds_the_steps_of_all_its_targets() {
    let target = |id: &str, threshold: &str| {
        json!({"id": id, "label": id, "threshold": threshold,
            "measure": {"type": "value", "label": "比例", "unit": "%", "places": 1}})
    };
    let rule = |counting: &str| {
        json!({"type": "shared_pot", "step": "5", "per": "1", "counting": counting,
            "targets": [target("x", "100"), target("y", "98"), target("z", "90")]})
    };
    let fill = |counting: &str, x: &str, y: &str, z: &str| -> Filling {
        sheet_of("5", &rule(counting)).fact("x.value", x).fact("y.value", y).fact("z.value", z)
    };
    fill("begun", "100", "98", "90").scores("5");
    fill("begun", "95", "93", "90").scores("3");
    fill("begun", "94", "97.9", "89").scores("1");
    fill("begun", "94", "87", "89").scores("0");
    fill("begun", "0", "0", "0").scores("0");
    fill("completed", "94", "97.9", "85").scores("3");
    fill("proportional", "99", "97", "89").scores("4.4");
    fill("begun", "94", "", "90").lacks(&["y.value"], "3");
}
