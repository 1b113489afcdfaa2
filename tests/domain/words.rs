//! Rules in words, and what is wrong with a rubric file in words. The sentences are written from the description of
//! the format in `rubrics/README.md`, not from what the program says.
//! May import the library. Read next: `rules`, which works out what the rules give.

use gongping::rubric::Rubric;
use gongping::rubric::file::problem_words::Places;
use gongping::rubric::words::{Language, gate, rule};
use serde_json::{Value, json};

use crate::builder::{HAIYAN, gated_sheet_of, sheet_of};

#[track_caller]
fn says(points: &str, of: &Value, zh: &str, en: &str) {
    let filling = sheet_of(points, of);
    let read = &filling.rubric().indicators()[0].rule;
    assert_eq!(rule(read, Language::Chinese), zh);
    assert_eq!(rule(read, Language::English), en);
}

fn count(label: &str, unit: &str) -> Value {
    json!({"label": label, "unit": unit})
}

#[test]
fn s1_all_or_nothing_in_words() {
    let minimum = json!({"type": "at_least", "value": count("入户次数", "次"), "minimum": "4"});
    let of = json!({"type": "all_or_nothing", "conditions": [
        {"id": "a", "label": "有章程"}, {"id": "b", "label": "入户", "test": minimum},
    ]});
    says(
        "2",
        &of,
        "全部做到得满分，有一项做不到就不得分：有章程；入户（入户次数不少于 4 次）。",
        "Full points when all of it holds, else none: 有章程; 入户 (入户次数 at least 4 次).",
    );
}

#[test]
fn s2_per_missing_item_in_words() {
    let items = json!([{"id": "a", "label": "有计划"}, {"id": "b", "label": "有总结"}]);
    says(
        "2",
        &json!({"type": "per_missing_item", "per": "0.5", "items": items, "extensible": true}),
        "每少一项扣 0.5 分，扣完为止（可以当场增加项目）：有计划；有总结。",
        "Each missing item costs 0.5, down to 0 (items may be added on the spot): 有计划; 有总结.",
    );
}

#[test]
fn s3_step_below_in_words() {
    let ratio = json!({"type": "ratio", "label": "及时率", "part": count("已完成", "项"), "whole": count("应完成", "项"),
        "part_of_whole": true});
    says(
        "4",
        &json!({"type": "step_below", "measure": ratio, "threshold": "95", "step": "5", "per": "1", "counting": "begun"}),
        "及时率（已完成 ÷ 应完成）达到 95%得满分；每低 5%扣 1 分（不满一档按一档计），扣完为止。",
        "Full points where 及时率（已完成 ÷ 应完成） reaches 95%; each 5% below costs 1 (a begun step counts in full), down to 0.",
    );
}

#[test]
fn s4_step_above_in_words() {
    let value = json!({"type": "value", "label": "结余", "unit": "元"});
    says(
        "4",
        &json!({"type": "step_above", "measure": value, "threshold": "10", "step": "2", "per": "0.5", "counting": "completed"}),
        "结余不超过 10 元得满分；每高 2 元扣 0.5 分（不满一档不扣），扣完为止。",
        "Full points where 结余 is at most 10 元; each 2 元 above costs 0.5 (only full steps count), down to 0.",
    );
}

#[test]
fn s5_per_missing_count_in_words() {
    says(
        "6",
        &json!({"type": "per_missing_count", "count": count("活动", "场"), "target": "12", "cumulative": true, "per": "0.5"}),
        "活动满 12 场（累计，按阶段折算）得满分；每少 1 场扣 0.5 分，扣完为止。",
        "Full points for 12 场 (cumulative, scaled by stage) of 活动; each one (场) short costs 0.5, down to 0.",
    );
}

#[test]
fn s6_levels_in_words() {
    let levels = json!([{"id": "a", "label": "好", "points": "5"}, {"id": "b", "label": "中", "points": "3"},
        {"id": "c", "label": "差", "points": "0"}]);
    let ceiling = json!({"condition": {"id": "x", "label": "有专人"}, "level": "b"});
    says(
        "5",
        &json!({"type": "levels", "levels": levels, "ceiling": ceiling}),
        "按等次得分：好 5 分；中 3 分；差 0 分；做不到“有专人”的，最高为“中”。",
        "Points by level: 好 5; 中 3; 差 0; “中” at best unless 有专人.",
    );
}

#[test]
fn s7_discretionary_in_words() {
    let points = json!([{"id": "a", "label": "有签字"}, {"id": "b", "label": "有附件"}]);
    says(
        "8",
        &json!({"type": "discretionary", "full": "规范", "reduced": "不规范", "grid": "0.5", "checkpoints": points}),
        "“规范”得满分；“不规范”由评分人在满分以下酌情给分（以 0.5 分为一格），写明理由。核对：有签字；有附件。",
        "Full points for “规范”; for “不规范” any mark below, in steps of 0.5, with a reason. To look at: 有签字; 有附件.",
    );
}

#[test]
fn s8_award_in_words() {
    says(
        "2",
        &json!({"type": "award", "count": count("表彰", "次"), "per": "1", "cap": "2"}),
        "表彰：每 1 次加 1 分，最高加 2 分。",
        "表彰: each one (次) adds 1, up to 2.",
    );
}

#[test]
fn s9_sum_in_words() {
    let part = |id: &str, label: &str| {
        let rule = json!({"type": "per_missing_item", "per": "1", "items": [{"id": "a", "label": "有记录"}]});
        json!({"id": id, "label": label, "points": "1", "rule": rule})
    };
    says(
        "2",
        &json!({"type": "sum", "parts": [part("p", "甲"), part("q", "乙")]}),
        "分项计分，各扣各的。甲（1 分）：每少一项扣 1 分，扣完为止：有记录。乙（1 分）：每少一项扣 1 分，扣完为止：有记录。",
        "The parts count one by one. 甲 (1): Each missing item costs 1, down to 0: 有记录. 乙 (1): Each missing item costs 1, down to 0: 有记录.",
    );
}

#[test]
fn s10_shared_pot_in_words() {
    let target = |id: &str, label: &str, threshold: &str| {
        let measure = json!({"type": "value", "label": label, "unit": "%"});
        json!({"id": id, "label": label, "measure": measure, "threshold": threshold})
    };
    says(
        "4",
        &json!({"type": "shared_pot", "step": "5", "per": "1", "counting": "proportional",
            "targets": [target("a", "覆盖率", "90"), target("b", "参与率", "80")]}),
        "几项合用一份分，都达到得满分：覆盖率达到 90%；参与率达到 80%；任何一项每低 5%扣 1 分（不满一档按比例扣），扣完为止。",
        "One pot of points for all of: 覆盖率 reaches 90%; 参与率 reaches 80%; in each, each 5% below costs 1 (part of a step counts in part), down to 0.",
    );
}

#[test]
fn s11_level_range_in_words() {
    let levels = json!([{"id": "a", "label": "强", "low": "8", "high": "10"}, {"id": "b", "label": "弱", "low": "0", "high": "7"}]);
    says(
        "10",
        &json!({"type": "level_range", "levels": levels, "grid": "1"}),
        "先定等次，再在等次的范围内给分（以 1 分为一格）：强 8–10；弱 0–7；不是最好的等次要写明理由。",
        "A level first, then a mark within its range, in steps of 1: 强 8–10; 弱 0–7; a reason is needed below the best.",
    );
}

#[test]
fn s12_ratio_bands_in_words() {
    let value = json!({"type": "value", "label": "投诉", "unit": "件"});
    says(
        "5",
        &json!({"type": "ratio_bands", "measure": value, "better": "lower", "otherwise": "1",
            "bands": [{"bound": "0", "points": "5"}, {"bound": "2", "points": "3"}]}),
        "按投诉分档得分：≤ 0 件得 5 分；≤ 2 件得 3 分；其余得 1 分。",
        "Points by 投诉: ≤ 0 件 gives 5; ≤ 2 件 gives 3; anything else 1.",
    );
}

#[test]
fn s13_k_of_n_in_words() {
    says(
        "3",
        &json!({"type": "k_of_n", "tests": [{"id": "a", "label": "有组织"}, {"id": "b", "label": "有经费"}], "marks": ["0", "2", "3"]}),
        "按做到的项数得分（0 项 0 分；1 项 2 分；2 项 3 分）：有组织；有经费。",
        "Points by how many hold (0 met 0; 1 met 2; 2 met 3): 有组织; 有经费.",
    );
}

#[test]
fn s14_coefficient_in_words() {
    let levels = json!([{"id": "a", "label": "高", "low": "0.8", "high": "1"}, {"id": "b", "label": "低", "low": "0", "high": "0.8"}]);
    says(
        "10",
        &json!({"type": "coefficient", "levels": levels, "places": 2}),
        "先定等次，再在范围内定系数，得分是系数乘以满分：高 0.8–1；低 0–0.8（不含）；不是最好的等次要写明理由。",
        "A level first, then a coefficient within its range, times the points: 高 0.8–1; 低 0–0.8 (excluded); a reason is needed below the best.",
    );
}

#[test]
fn s15_base_plus_in_words() {
    says(
        "8",
        &json!({"type": "base_plus", "count": count("培训", "次"), "base_count": "3", "base_points": "5", "per": "1"}),
        "培训满 3 次得 5 分，每多 1 次加 1 分，到满分为止；不满 3 次不得分。",
        "5 for 3 次 of 培训 and 1 for each one more, up to the full points; none below 3.",
    );
}

#[test]
fn s16_per_occurrence_in_words() {
    let defects = json!([{"id": "a", "label": "缺签字", "per": "0.5", "unit": "处"}, {"id": "b", "label": "缺照片", "per": "1", "unit": "次"}]);
    says(
        "4",
        &json!({"type": "per_occurrence", "defects": defects}),
        "没有发现问题得满分；缺签字每 1 处扣 0.5 分；缺照片每 1 次扣 1 分，扣完为止。",
        "Full points where nothing is found; 缺签字: 0.5 for each (处); 缺照片: 1 for each (次), down to 0.",
    );
}

#[test]
fn s17_rating_in_words() {
    let options =
        json!([{"id": "a", "label": "满意", "value": "5"}, {"id": "b", "label": "不满意", "value": "1"}]);
    says(
        "10",
        &json!({"type": "rating", "question": "您满意吗", "options": options, "minimum": "20"}),
        "按“您满意吗”的平均分折算得分（满意 5；不满意 1）：平均为最高一档得满分，为最低一档不得分。答卷不足 20 份时会注明。",
        "The mean answer to “您满意吗” (满意 5; 不满意 1) as a share of the points: all at the top gives full points, all at the bottom none. Fewer than 20 answers are pointed out.",
    );
}

#[test]
fn s18_a_gate_in_words() {
    let of = json!({"type": "per_missing_item", "per": "1", "items": [{"id": "a", "label": "有记录"}]});
    let filling = gated_sheet_of("1", &of, json!({"id": "survey", "label": "有满意率调查"}));
    let read = filling.rubric().indicators()[0].gate.clone().unwrap();
    assert_eq!(gate(&read, Language::Chinese), "前提：有满意率调查；做不到的，这一项不得分。");
    assert_eq!(gate(&read, Language::English), "Only where 有满意率调查; else the row gives nothing.");
}

/// What is said of the 海盐 file with these changes, in both languages.
#[track_caller]
fn complains(changes: &[(&str, Value)], zh: &[&str], en: &[&str]) {
    let mut file: Value = serde_json::from_str(HAIYAN).unwrap();
    for (pointer, value) in changes {
        *file.pointer_mut(pointer).unwrap() = value.clone();
    }
    let text = file.to_string();
    let (places, problems) = (Places::of(&text), Rubric::read(&text).unwrap_err());
    let said = |language| problems.iter().map(|one| places.sentence(one, language)).collect::<Vec<_>>();
    assert_eq!(said(Language::Chinese), zh);
    assert_eq!(said(Language::English), en);
}

#[test]
fn a_wrong_sum_is_told_with_the_name_of_its_part() {
    // The printed form has 45 points in its second part, 服务执行.
    complains(
        &[("/sections/1/points", json!("44")), ("/base", json!("99"))],
        &["第 2 部分“服务执行”的分值（points）：各部分加起来是 45 分，印的是 44 分。"],
        &["part 2 “服务执行”, points: 44 is printed, but the parts add up to 45."],
    );
}

#[test]
fn a_wrong_figure_of_a_rule_is_told_with_the_names_on_the_way_to_it() {
    complains(
        &[("/sections/1/indicators/3/rule/per", json!("-1"))],
        &[
            "第 2 部分“服务执行”的第 4 个指标“内容一致率”的计分规则（rule）的每档（每项）多少分（per）：必须大于 0，现在是 -1。",
        ],
        &[
            "part 2 “服务执行”, indicator 4 “内容一致率”, rule, points for each (per): must be above 0, is -1.",
        ],
    );
}

#[test]
fn wrong_shapes_are_told_in_plain_words() {
    complains(
        &[("/title", json!(5)), ("/stages/1/name", json!(" ")), ("/provenance", json!("mine"))],
        &[
            "标题（title）：写法不对，这里应当是文字（写在引号里，数字也一样）。",
            "文本性质（provenance）：写法不对，这里应当是下列之一：official、adapted、example。",
            "第 2 个阶段“midterm”的名称（name）：不能空着。",
        ],
        &[
            "title: must be a text.",
            "provenance: must be one of official, adapted, example.",
            "stage 2 “midterm”, name: the text is empty.",
        ],
    );
}

#[test]
fn a_text_that_is_no_json_is_told_by_line_and_character() {
    let text = "{\n  \"format\" 1}";
    let problems = Rubric::read(text).unwrap_err();
    let said = Places::of(text).sentence(&problems[0], Language::Chinese);
    assert!(said.starts_with("文件在第 2 行第 12 个字符处读不下去，可能缺了引号、逗号或括号"), "{said}");
}
