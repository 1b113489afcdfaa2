//! The sentences and remedies of level ranges, bands, tests, coefficients, counts, defects and surveys (S11 to S17).
//! Each is checked by hand against the figures typed.
//! May import the library. Read next: `laws`.

use gongping::rubric::IndicatorIx;
use gongping::score::recoverable::recoverable;
use gongping::score::sentence::{Language, remedy};
use serde_json::{Value, json};

use super::says;
use crate::builder::{Filling, sheet_of};

/// What would win points back, in both languages.
#[track_caller]
fn wins(filling: &Filling, chinese: &[&str], english: &[&str]) {
    let found = recoverable(IndicatorIx(0), filling.indicator(), &filling.score()).unwrap();
    for (language, expected) in [(Language::Chinese, chinese), (Language::English, english)] {
        let said: Vec<String> = found.remedies.iter().map(|one| remedy(one, language)).collect();
        assert_eq!(said, expected);
    }
}

fn level(id: &str, label: &str, low: &str, high: &str) -> Value {
    json!({"id": id, "label": label, "low": low, "high": high})
}

#[test]
fn a_mark_within_the_range_of_a_level() {
    let rule = json!({"type": "level_range", "grid": "0.5", "levels": [
        level("strong", "较强", "10", "15"), level("fair", "一般", "5", "10"), level("none", "无", "0", "0"),
    ]});
    let fair = sheet_of("15", &rule).fact("level", "fair").fact("marks", "7.5").fact("reason", "两人无证。");
    says(
        &fair,
        "评为“一般”（5～10 分），得 7.5 分，扣 7.5 分：两人无证。",
        "Rated “一般” (5 to 10 points), 7.5 points given; 7.5 points lost: 两人无证.",
    );
    wins(&fair, &["提升到“较强”"], &["reach “较强”"]);
    let strong = sheet_of("15", &rule).fact("level", "strong").fact("marks", "14");
    says(
        &strong,
        "评为“较强”（10～15 分），得 14 分，扣 1 分。",
        "Rated “较强” (10 to 15 points), 14 points given; 1 point lost.",
    );
    wins(&strong, &["在“较强”内争取满分"], &["full marks within “较强”"]);
    says(
        &sheet_of("15", &rule).fact("level", "none").fact("reason", "未到场"),
        "评为“无”，得 0 分，扣 15 分：未到场。",
        "Rated “无”, 0 points given; 15 points lost: 未到场.",
    );
}

fn people() -> Value {
    let band = |bound: &str, points: &str| json!({"bound": bound, "points": points});
    json!({"type": "ratio_bands", "better": "higher", "bands": [band("100", "3"), band("80", "2"), band("60", "1")],
        "measure": {"type": "ratio", "label": "完成率", "part_of_whole": false,
            "part": {"label": "实际服务人数", "unit": "人"}, "whole": {"label": "计划服务人数", "unit": "人"}}})
}

#[test]
fn a_rate_in_a_band_below_the_best() {
    let filled = |part: &str, whole: &str| sheet_of("3", &people()).fact("part", part).fact("whole", whole);
    says(
        &filled("85", "100"),
        "85/100 = 85%，达到 80%，不到 100%，得 2 分，扣 1 分。",
        "85/100 = 85%, reaches 80%, below 100%, 2 points given; 1 point lost.",
    );
    wins(
        &filled("85", "100"),
        &["实际服务人数还差 15 人可得 3 分"],
        &["实际服务人数: 15 人 more for 3 points"],
    );
    // 60 % of 99 is 59.4, so it takes 60 people: 10 more than 50.
    says(
        &filled("50", "99"),
        "50/99 ≈ 50.51%，不到 60%，得 0 分，扣 3 分。",
        "50/99 ≈ 50.51%, below 60%, 0 points given; 3 points lost.",
    );
    wins(
        &filled("50", "99"),
        &["实际服务人数还差 10 人可得 1 分"],
        &["实际服务人数: 10 人 more for 1 point"],
    );
    // 79.9995 % never looks like the 80 % it does not reach.
    says(
        &filled("159999", "200000"),
        "159999/200000 = 79.9995%，达到 60%，不到 80%，得 1 分，扣 2 分。",
        "159999/200000 = 79.9995%, reaches 60%, below 80%, 1 point given; 2 points lost.",
    );
}

#[test]
fn a_value_in_a_band_where_less_is_better() {
    let rule = json!({"type": "ratio_bands", "better": "lower", "bands": [
        {"bound": "2", "points": "4"}, {"bound": "5", "points": "1"},
    ], "measure": {"type": "value", "label": "投诉", "unit": "件"}});
    let three = sheet_of("4", &rule).fact("value", "3");
    says(
        &three,
        "3 件，不超过 5 件，高于 2 件，得 1 分，扣 3 分。",
        "3 件, within 5 件, above 2 件, 1 point given; 3 points lost.",
    );
    wins(&three, &["投诉减少 1 件可得 4 分"], &["投诉: 1 件 less for 4 points"]);
    says(
        &sheet_of("4", &rule).fact("value", "6"),
        "6 件，高于 5 件，得 0 分，扣 4 分。",
        "6 件, above 5 件, 0 points given; 4 points lost.",
    );
}

#[test]
fn some_of_the_tests_met() {
    let rule = json!({"type": "k_of_n", "marks": ["0", "1", "1", "3"], "tests": [
        {"id": "a", "label": "与标书一致"},
        {"id": "b", "label": "与计划书一致", "test": {"type": "judged", "yes": "一致", "no": "不一致"}},
        {"id": "c", "label": "按时完成"},
    ]});
    let one = sheet_of("3", &rule).fact("test.a", "yes").fact("test.b", "no").fact("test.c", "no");
    says(
        &one,
        "3 项中满足 1 项（与计划书不一致；“按时完成”未达标），得 1 分，扣 2 分。",
        "1 of 3 met (“与计划书不一致”; “按时完成” not met), 1 point given; 2 points lost.",
    );
    // Two met give no more than one, so it takes both.
    wins(
        &one,
        &["再满足 2 项可得 3 分：“与计划书一致”“按时完成”"],
        &["meet 2 more for 3 points: “与计划书一致”, “按时完成”"],
    );
}

#[test]
fn a_coefficient_below_1() {
    let rule = json!({"type": "coefficient", "places": 2, "levels": [
        level("high", "高", "0.8", "1"), level("middle", "中", "0.6", "0.8"), level("low", "低", "0", "0.6"),
    ]});
    let middle =
        sheet_of("20", &rule).fact("level", "middle").fact("coefficient", "0.75").fact("reason", "调整 7%");
    says(
        &middle,
        "评为“中”，系数 0.75，20 × 0.75 = 15 分，扣 5 分：调整 7%。",
        "Rated “中”, 20 × 0.75 = 15 points; 5 points lost: 调整 7%.",
    );
    wins(&middle, &["提升到“高”"], &["reach “高”"]);
    let high = sheet_of("20", &rule).fact("level", "high").fact("coefficient", "0.9");
    wins(&high, &["在“高”内争取满分"], &["full marks within “高”"]);
}

#[test]
fn staff_beyond_the_first_ones() {
    let rule = json!({"type": "base_plus", "count": {"label": "专职工作人员", "unit": "人"},
        "base_count": "3", "base_points": "5", "per": "2"});
    // 15 points take 3 + 10 ÷ 2 = 8 people.
    let six = sheet_of("15", &rule).fact("count", "6");
    says(
        &six,
        "实有 6 人，满 3 人得 5 分，每增 1 人加 2 分，得 11 分，扣 4 分。",
        "6 人, 5 points for the first 3 人 and 2 points for each one more, 11 points given; 4 points lost.",
    );
    wins(&six, &["专职工作人员还差 2 人"], &["专职工作人员: 2 人 more"]);
    let two = sheet_of("15", &rule).fact("count", "2");
    says(
        &two,
        "实有 2 人，不足 3 人，不得分，扣 15 分。",
        "2 人, fewer than the 3 人 it takes for any points; 15 points lost.",
    );
    wins(&two, &["专职工作人员还差 6 人"], &["专职工作人员: 6 人 more"]);
}

#[test]
fn defects_in_a_report() {
    let rule = json!({"type": "per_occurrence", "defects": [
        {"id": "cover", "label": "封面缺项", "unit": "项", "per": "0.4"},
        {"id": "table", "label": "表格差错", "unit": "处", "per": "0.2"},
    ]});
    let filled = sheet_of("2", &rule).fact("defect.cover", "4").fact("defect.table", "3");
    says(
        &filled,
        "封面缺项 4 项，每项扣 0.4 分，扣 1.6 分。\n表格差错 3 处，每处扣 0.2 分，应扣 0.6 分，扣完为止，实扣 0.4 分。",
        "封面缺项: 4 项, 0.4 points off for each; 1.6 points lost.\n\
         表格差错: 3 处, 0.2 points off for each; 0.6 points due, only 0.4 left to lose.",
    );
    wins(
        &filled,
        &["封面缺项减少 4 项", "表格差错减少 3 处"],
        &["封面缺项: 4 项 less", "表格差错: 3 处 less"],
    );
}

#[test]
fn a_survey_below_the_best_answer_and_with_few_answers() {
    let option = |id: &str, label: &str, value: &str| json!({"id": id, "label": label, "value": value});
    let rule = json!({"type": "rating", "question": "总体满意吗", "minimum": "5", "options": [
        option("good", "满意", "3"), option("fair", "一般", "2"), option("bad", "不满意", "1"),
    ]});
    let filled = |good: &str, fair: &str, bad: &str| {
        sheet_of("8", &rule).fact("tally.good", good).fact("tally.fair", fair).fact("tally.bad", bad)
    };
    // (3 × 4 + 2 × 2) ÷ 6 = 8/3, and (8/3 − 1) ÷ 2 × 8 = 20/3.
    says(
        &filled("4", "2", "0"),
        "“总体满意吗”共 6 份评分，平均 2.67（最低 1，最高 3），得 6.67 分，扣 1.33 分。",
        "“总体满意吗”: 6 answers, mean 2.67 on a scale from 1 to 3, 6.67 points given; 1.33 points lost.",
    );
    wins(
        &filled("4", "2", "0"),
        &["提高“总体满意吗”的评分（现平均 2.67，最高 3）"],
        &["raise the mean of “总体满意吗” (now 2.67 of 3)"],
    );
    says(
        &filled("1", "", ""),
        "“总体满意吗”共 1 份评分，平均 3（最低 1，最高 3），不足要求的 5 份。",
        "“总体满意吗”: 1 answer, mean 3 on a scale from 1 to 3, fewer than the 5 asked for.",
    );
    says(
        &filled("1", "1", ""),
        "“总体满意吗”共 2 份评分，平均 2.5（最低 1，最高 3），不足要求的 5 份，得 6 分，扣 2 分。",
        "“总体满意吗”: 2 answers, mean 2.5 on a scale from 1 to 3, fewer than the 5 asked for, 6 points given; \
         2 points lost.",
    );
}
