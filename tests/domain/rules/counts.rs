//! S15, S16 and S17, the further rules on things counted, by the figures of the 福建 grading table for service
//! organisations and of a form for the quality of evaluation reports.
//! May import the library. Read next: `guides`.

use gongping::score::Fault;
use serde_json::{Value, json};

use crate::builder::{exact, gated_sheet_of, sheet_of};

/// 专职工作人员 15: 3 名得 5，每增 1 人加 1，加满 15.
#[test]
fn s15_base_plus_begins_at_the_base_and_ends_at_the_points() {
    let rule = json!({"type": "base_plus", "count": {"label": "专职工作人员", "unit": "人"},
        "base_count": "3", "base_points": "5", "per": "1"});
    for (count, points) in
        [("0", "0"), ("2", "0"), ("3", "5"), ("4", "6"), ("6", "8"), ("12", "14"), ("13", "15"), ("40", "15")]
    {
        sheet_of("15", &rule).fact("count", count).scores(points);
    }
    sheet_of("15", &rule).lacks(&["count"], "15");
    sheet_of("15", &rule).fact("count", "3.5").faults("count", &Fault::TooManyPlaces { places: 0 });
    sheet_of("15", &rule).fact("count", "-1").faults("count", &Fault::Negative);
}

fn defect(id: &str, label: &str, unit: &str, per: &str) -> Value {
    json!({"id": id, "label": label, "unit": unit, "per": per})
}

/// 报告格式 6: 封面每少一项扣0.4, 表格每处扣0.2, 计分与评级各扣0.3, here in one row of 2 points.
#[test]
fn s16_per_occurrence_takes_points_for_each_defect_down_to_0() {
    let rule = json!({"type": "per_occurrence", "defects": [
        defect("cover", "封面缺项", "项", "0.4"), defect("table", "表格差错", "处", "0.2"),
    ]});
    // 2 − 0.4 × 3 − 0.2 × 2 = 0.4; 2 − 0.4 × 4 − 0.2 × 2 = 0, and no further.
    for (cover, table, points) in
        [("0", "0", "2"), ("1", "0", "1.6"), ("3", "2", "0.4"), ("4", "2", "0"), ("9", "9", "0")]
    {
        sheet_of("2", &rule).fact("defect.cover", cover).fact("defect.table", table).scores(points);
    }
    sheet_of("2", &rule).fact("defect.cover", "3").lacks(&["defect.table"], "0.8");
    sheet_of("2", &rule)
        .fact("defect.cover", "0.5")
        .fact("defect.table", "0")
        .faults("defect.cover", &Fault::TooManyPlaces { places: 0 });
}

/// 绩效陈述 5: 每处扣1，无绩效陈述不得分.
#[test]
fn s16_per_occurrence_behind_a_shut_gate_gives_nothing() {
    let rule = json!({"type": "per_occurrence", "defects": [defect("gap", "陈述缺漏", "处", "1")]});
    let sheet = || gated_sheet_of("5", &rule, json!({"id": "there", "label": "有绩效陈述"}));
    sheet().fact("gate.there", "yes").fact("defect.gap", "2").scores("3");
    sheet().fact("gate.there", "no").scores("0");
}

/// The usual five answers of a survey among residents.
fn satisfaction(minimum: &Value) -> Value {
    let option = |id: &str, label: &str, value: &str| json!({"id": id, "label": label, "value": value});
    json!({"type": "rating", "question": "您对服务总体满意吗", "minimum": minimum, "options": [
        option("5", "非常满意", "5"), option("4", "满意", "4"), option("3", "一般", "3"),
        option("2", "不满意", "2"), option("1", "非常不满意", "1"),
    ]})
}

#[test]
fn s17_rating_turns_the_mean_into_its_share_of_the_scale() {
    let rule = satisfaction(&Value::Null);
    for (tallies, points) in [
        (["10", "0", "0", "0", "0"], "10"),
        (["0", "0", "0", "0", "7"], "0"),
        // A mean of 3 is the middle of a scale from 1 to 5.
        (["0", "0", "4", "0", "0"], "5"),
        (["3", "0", "0", "0", "3"], "5"),
        // (5 × 6 + 4 × 3 + 3 × 1) ÷ 10 = 4.5, and (4.5 − 1) ÷ 4 × 10 = 8.75. Blanks beside others are 0.
        (["6", "3", "1", "", ""], "8.75"),
        // (5 + 5 + 4) ÷ 3 = 14/3, and (14/3 − 1) ÷ 4 × 10 = 55/6.
        (["2", "1", "", "", ""], "55/6"),
    ] {
        let filled = ["5", "4", "3", "2", "1"]
            .iter()
            .zip(tallies)
            .fold(sheet_of("10", &rule), |sheet, (id, tally)| sheet.fact(&format!("tally.{id}"), tally));
        filled.scores(points);
    }
}

#[test]
fn s17_rating_without_answers_is_unanswered_and_a_wrong_tally_is_named() {
    let rule = satisfaction(&Value::Null);
    let all = ["tally.5", "tally.4", "tally.3", "tally.2", "tally.1"];
    sheet_of("10", &rule).lacks(&all, "10");
    sheet_of("10", &rule).fact("tally.5", "0").fact("tally.1", "0").lacks(&all, "10");
    sheet_of("10", &rule)
        .fact("tally.5", "3")
        .fact("tally.4", "2.5")
        .faults("tally.4", &Fault::TooManyPlaces { places: 0 });
}

#[test]
fn s17_rating_with_fewer_answers_than_asked_for_is_scored_and_says_so() {
    let rule = satisfaction(&json!("30"));
    let filled = |tally: &str| sheet_of("10", &rule).fact("tally.5", tally);
    filled("29").scores("10");
    let lines = filled("29").score().computed.trace;
    assert_eq!(lines.len(), 1, "the line stands although it takes nothing");
    assert_eq!(lines[0].points, exact("0"));
    assert_eq!(filled("30").score().computed.trace, []);
}
