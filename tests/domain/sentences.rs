//! The reasons in words, in 中文 and English: what stands in 扣分因素, and what would win points back.
//! Each sentence is checked by hand against the figures typed.
//! May import the library. Read next: `sentences/further.rs`.

use gongping::score::recoverable::{Recoverable, rank, recoverable};
use gongping::score::score;
use gongping::score::sentence::{Language, remedy};
use serde_json::{Value, json};

use crate::builder::{Filling, assess, find, gated_sheet_of, haiyan, sheet, sheet_of};

mod further;

#[track_caller]
fn says(filling: &Filling, chinese: &str, english: &str) {
    assert_eq!(filling.reason(Language::Chinese), chinese);
    assert_eq!(filling.reason(Language::English), english);
}

fn ratio(row: &str, part: &str, whole: &str) -> Filling {
    sheet(row).fact("part", part).fact("whole", whole)
}

#[test]
fn nothing_lost_needs_no_sentence() {
    says(&ratio("HY-08", "95", "100"), "", "");
}

#[test]
fn a_rate_below_its_threshold() {
    says(
        &ratio("HY-08", "91", "100"),
        "91/100 = 91%，低于标准 95% 4 个百分点，每不足 5% 扣 1 分，计 1 档，扣 1 分。",
        "91/100 = 91%, 4 percentage points below the required 95%, 1 point off for each 5% begun, 1 step; 1 point lost.",
    );
    says(
        &ratio("HY-15", "58", "60"),
        "58/60 ≈ 96.67%，低于标准 100% 约 3.33 个百分点，每不足 5% 扣 0.5 分，计 1 档，扣 0.5 分。",
        "58/60 ≈ 96.67%, about 3.33 percentage points below the required 100%, 0.5 points off for each 5% begun, \
         1 step; 0.5 points lost.",
    );
    says(
        &ratio("HY-08", "94", "100"),
        "94/100 = 94%，低于标准 95% 1 个百分点，每不足 5% 扣 1 分，计 1 档，扣 1 分。",
        "94/100 = 94%, 1 percentage point below the required 95%, 1 point off for each 5% begun, 1 step; 1 point lost.",
    );
}

#[test]
fn a_rate_just_below_its_threshold_never_looks_like_it() {
    says(
        &ratio("HY-08", "94996", "100000"),
        "94996/100000 = 94.996%，低于标准 95% 0.004 个百分点，每不足 5% 扣 1 分，计 1 档，扣 1 分。",
        "94996/100000 = 94.996%, 0.004 percentage points below the required 95%, 1 point off for each 5% begun, \
         1 step; 1 point lost.",
    );
    // 284,999 of 300,000 is 94.9996666… %.
    says(
        &ratio("HY-08", "284999", "300000"),
        "284999/300000 ≈ 94.9997%，低于标准 95% 约 0.0003 个百分点，每不足 5% 扣 1 分，计 1 档，扣 1 分。",
        "284999/300000 ≈ 94.9997%, about 0.0003 percentage points below the required 95%, 1 point off for each \
         5% begun, 1 step; 1 point lost.",
    );
}

#[test]
fn more_steps_than_there_are_points() {
    says(
        &ratio("HY-08", "50", "100"),
        "50/100 = 50%，低于标准 95% 45 个百分点，每不足 5% 扣 1 分，计 9 档，应扣 9 分，扣完为止，实扣 4 分。",
        "50/100 = 50%, 45 percentage points below the required 95%, 1 point off for each 5% begun, 9 steps; \
         9 points due, only 4 left to lose.",
    );
}

#[test]
fn an_excess_over_a_threshold() {
    says(
        &ratio("HY-26", "6200", "100000"),
        "6200/100000 = 6.2%，高于标准 5% 1.2 个百分点，每超出 5% 扣 0.5 分，计 1 档，扣 0.5 分。",
        "6200/100000 = 6.2%, 1.2 percentage points above the allowed 5%, 0.5 points off for each 5% begun, 1 step; \
         0.5 points lost.",
    );
}

#[test]
fn a_value_short_of_its_threshold_in_a_part_of_a_row() {
    says(
        &sheet("HY-06").fact("stability.item.stable", "no").fact("training.value", "14"),
        "稳定：项目执行人员有变动，扣 0.5 分。\n\
         培训：14 课时，比标准 20 课时少 6 课时，每不足 5 课时扣 0.5 分，计 2 档，扣 1 分。",
        "稳定: “项目执行人员有变动”; 0.5 points lost.\n\
         培训: 14 课时, 6 课时 below the required 20 课时, 0.5 points off for each 5 课时 begun, 2 steps; 1 point lost.",
    );
    says(
        &sheet("HY-06").rest_met().stage("midterm").fact("training.value", "9.5"),
        "培训：9.5 课时，比标准 10 课时少 0.5 课时，每不足 5 课时扣 0.5 分，计 1 档，扣 0.5 分。",
        "培训: 9.5 课时, 0.5 课时 below the required 10 课时, 0.5 points off for each 5 课时 begun, 1 step; \
         0.5 points lost.",
    );
}

#[test]
fn completed_and_proportional_steps() {
    let rule = |counting: &str| {
        json!({
            "type": "step_above", "threshold": "30", "step": "10", "per": "1", "counting": counting,
            "measure": {"type": "value", "label": "超期天数", "unit": "天"},
        })
    };
    says(
        &sheet_of("5", &rule("completed")).fact("value", "45"),
        "45 天，比标准 30 天多 15 天，每超出 10 天扣 1 分，满 1 档，扣 1 分。",
        "45 天, 15 天 above the allowed 30 天, 1 point off for each full 10 天, 1 step; 1 point lost.",
    );
    says(
        &sheet_of("5", &rule("proportional")).fact("value", "45"),
        "45 天，比标准 30 天多 15 天，每超出 10 天扣 1 分，按比例计 1.5 档，扣 1.5 分。",
        "45 天, 15 天 above the allowed 30 天, 1 point off per 10 天 in proportion, 1.5 steps; 1.5 points lost.",
    );
}

#[test]
fn two_targets_of_one_pot_each_with_its_own_line() {
    let filling = sheet("HY-22")
        .fact("coverage.part", "80")
        .fact("coverage.whole", "100")
        .fact("participation.part", "90")
        .fact("participation.whole", "100");
    says(
        &filling,
        "服务覆盖率：80/100 = 80%，低于标准 100% 20 个百分点，每不足 5% 扣 1 分，计 4 档，扣 4 分。\n\
         服务对象实际参与率：90/100 = 90%，低于标准 98% 8 个百分点，每不足 5% 扣 1 分，计 2 档，应扣 2 分，扣完为止，实扣 1 分。",
        "服务覆盖率: 80/100 = 80%, 20 percentage points below the required 100%, 1 point off for each 5% begun, 4 steps; \
         4 points lost.\n\
         服务对象实际参与率: 90/100 = 90%, 8 percentage points below the required 98%, 1 point off for each 5% begun, \
         2 steps; 2 points due, only 1 left to lose.",
    );
}

#[test]
fn conditions_in_the_rubrics_own_words() {
    says(
        &sheet("HY-01").fact("met.clear", "no"),
        "组织架构、层次、责任、运作不清晰，不得分，扣 2 分。",
        "“组织架构、层次、责任、运作不清晰”; without it no points, 2 points lost.",
    );
    says(
        &sheet("HY-05").fact("met.team", "no").fact("met.full-time", "no").fact("met.professional", "na"),
        "“配备项目所需专门的工作团队”未按要求配备；“有专职需求的，配备专职工作者”未按要求配备，不得分，扣 2 分。",
        "“配备项目所需专门的工作团队” not met; “有专职需求的，配备专职工作者” not met; without it no points, 2 points lost.",
    );
}

#[test]
fn missing_items_one_line_each() {
    says(
        &sheet("HY-02").fact("item.survey", "no").fact("item.report", "no").rest_met(),
        "“开展需求调研”未达标，扣 0.5 分。\n“形成调研分析报告或材料”未达标，扣 0.5 分。",
        "“开展需求调研” not met; 0.5 points lost.\n“形成调研分析报告或材料” not met; 0.5 points lost.",
    );
    says(
        &sheet("HY-03").rest_met().fact("item.complaints.total", "3").fact("item.complaints.settled", "2"),
        "“无投诉（有投诉则办结满意率100%）”未达标：投诉件数 3，其中办结且满意件数 2，扣 1.5 分。",
        "“无投诉（有投诉则办结满意率100%）” not met (投诉件数 3, 其中办结且满意件数 2); 1.5 points lost.",
    );
    says(
        &sheet("HY-14").rest_met().fact("extra.1.name", "活动签到表").fact("extra.1", "no"),
        "“活动签到表”未达标，扣 3 分。",
        "“活动签到表” not met; 3 points lost.",
    );
    // Added items stand in the order of their numbers, not of their keys.
    says(
        &sheet("HY-14")
            .rest_met()
            .fact("extra.10.name", "评估问卷")
            .fact("extra.10", "no")
            .fact("extra.2.name", "签到表")
            .fact("extra.2", "no"),
        "“签到表”未达标，扣 3 分。\n“评估问卷”未达标，扣 3 分。",
        "“签到表” not met; 3 points lost.\n“评估问卷” not met; 3 points lost.",
    );
    // Of three items at a point each, only two points are there to lose.
    says(
        &sheet("HY-07").fact("item.recruit", "no").fact("item.train", "no").fact("item.log", "no"),
        "“招募服务志愿者”未达标，扣 1 分。\n“开展相应的培训”未达标，扣 1 分。\n\
         “志愿者参与服务有记录、有时长”未达标，应扣 1 分，扣完为止，实扣 0 分。",
        "“招募服务志愿者” not met; 1 point lost.\n“开展相应的培训” not met; 1 point lost.\n\
         “志愿者参与服务有记录、有时长” not met; 1 point due, none left to lose.",
    );
}

#[test]
fn a_requirement_in_figures_that_was_not_reached() {
    says(
        &sheet("HY-13").rest_met().fact("met.visits.actual", "30").fact("met.visits.required", "40"),
        "“探访（建档）人数（次）达到要求”未达标：实际 30 人（次），要求 40 人（次），不得分，扣 3 分。",
        "“探访（建档）人数（次）达到要求” not met (30 人（次） of the required 40 人（次）); without it no points, 3 points lost.",
    );
}

#[test]
fn a_shut_gate() {
    says(
        &sheet("HY-16").fact("gate.survey", "no"),
        "无满意率调查，不得分，扣 5 分。",
        "“无满意率调查”; without it no points whatever the rest says, 5 points lost.",
    );
    let award = json!({"type": "award", "count": {"label": "文章", "unit": "篇"}, "per": "1", "cap": "2"});
    says(
        &gated_sheet_of("2", &award, json!({"id": "g", "label": "有证明"})).fact("gate.g", "no"),
        "“有证明”未达标，不加分。",
        "“有证明” not met; nothing is added without it.",
    );
}

#[test]
fn fewer_than_asked_for() {
    says(
        &sheet("HY-18").fact("count", "3"),
        "实有 3 篇，应有 5 篇，少 2 篇，每少 1 篇扣 0.6 分，扣 1.2 分。",
        "3 篇 of 5 篇, 2 short, 0.6 points off for each one missing; 1.2 points lost.",
    );
    says(
        &sheet("HY-18").stage("midterm").fact("count", "2"),
        "实有 2 篇，应有 3 篇，少 1 篇，每少 1 篇扣 0.6 分，扣 0.6 分。",
        "2 篇 of 3 篇, 1 short, 0.6 points off for each one missing; 0.6 points lost.",
    );
}

#[test]
fn a_level_below_the_best_with_its_reason() {
    says(
        &sheet("HY-20").fact("level", "fair").fact("reason", "服务方式较常规。"),
        "评为“一般”，扣 1 分：服务方式较常规。",
        "Rated “一般”; 1 point lost: 服务方式较常规.",
    );
    let lowered = sheet("HY-21")
        .fact("level", "good")
        .fact("ceiling.stationed.applies", "yes")
        .fact("ceiling.stationed.value", "3");
    says(
        &lowered,
        "评为“好”，但“专职人员每周到服务所在点≥4天”未达标：实际 3 天/周，要求 4 天/周，按“一般”计分，扣 2 分。",
        "Rated “好”, but “专职人员每周到服务所在点≥4天” not met (3 天/周 of the required 4 天/周), so “一般” counts; \
         2 points lost.",
    );
}

#[test]
fn a_judgement_with_its_reason_and_what_was_found() {
    let reduced =
        sheet("HY-24").fact("verdict", "no").fact("marks", "7").fact("reason", "两张票据缺签批人；");
    says(
        &reduced,
        "不规范，得 7 分，扣 1 分：两张票据缺签批人。",
        "“不规范”, 7 points given; 1 point lost: 两张票据缺签批人.",
    );
    says(
        &reduced.fact("check.signatures", "no").fact("check.vouchers", "no").fact("check.law", "yes"),
        "不规范（未做到：经办人、审核人、签批人等手续齐全；票据清晰），得 7 分，扣 1 分：两张票据缺签批人。",
        "“不规范” (not in order: 经办人、审核人、签批人等手续齐全; 票据清晰), 7 points given; 1 point lost: 两张票据缺签批人.",
    );
}

#[test]
fn a_bonus() {
    says(
        &sheet("HY-B1").fact("count", "3"),
        "共 3 篇，每篇加 2 分，最高 2 分，加 2 分。",
        "3 篇, 2 points for each up to 2; 2 points gained.",
    );
}

#[track_caller]
fn mends(filling: &Filling, points: &str, chinese: &[&str], english: &[&str]) {
    let score = filling.score();
    let found =
        recoverable(find(filling.rubric(), filling.indicator().id.as_str()), filling.indicator(), &score)
            .expect("there are points to win");
    assert_eq!(found.points.canonical(), points);
    let said = |language| -> Vec<String> { found.remedies.iter().map(|one| remedy(one, language)).collect() };
    assert_eq!(said(Language::Chinese), chinese);
    assert_eq!(said(Language::English), english);
}

#[test]
fn what_would_win_points_back() {
    mends(
        &ratio("HY-08", "91", "100"),
        "1",
        &["与项目书（标书）一致的事项还差 4 项"],
        &["与项目书（标书）一致的事项: 4 项 more"],
    );
    // 95 % of 99 is 94.05, so 95 are needed.
    mends(
        &ratio("HY-08", "91", "99"),
        "1",
        &["与项目书（标书）一致的事项还差 4 项"],
        &["与项目书（标书）一致的事项: 4 项 more"],
    );
    mends(&ratio("HY-26", "6200", "100000"), "0.5", &["结余资金减少 1200 元"], &["结余资金: 1200 元 less"]);
    mends(
        &sheet("HY-14").fact("item.follow-up", "no").fact("item.photos", "no").rest_met(),
        "6",
        &["补齐“回访记录”“照片”"],
        &["complete “回访记录”, “照片”"],
    );
    mends(
        &sheet("HY-18").fact("count", "3"),
        "1.2",
        &["县级媒体的正面报道和评价还差 2 篇"],
        &["县级媒体的正面报道和评价: 2 篇 more"],
    );
    mends(&sheet("HY-20").fact("level", "poor").fact("reason", "无"), "2", &["提升到“好”"], &["reach “好”"]);
    mends(
        &sheet("HY-24").fact("verdict", "no").fact("marks", "7").fact("reason", "缺票"),
        "1",
        &["按扣分理由整改"],
        &["put right what the reason names"],
    );
    mends(
        &sheet("HY-13").rest_met().fact("met.visits.actual", "30").fact("met.visits.required", "40"),
        "3",
        &["实际探访（建档）人数（次）还差 10 人（次）"],
        &["实际探访（建档）人数（次）: 10 人（次） more"],
    );
    mends(
        &sheet("HY-B1").fact("count", "0"),
        "2",
        &["市级及以上主流刊物发表的文章还差 1 篇"],
        &["市级及以上主流刊物发表的文章: 1 篇 more"],
    );
    mends(
        &sheet("HY-06").fact("stability.item.stable", "no").fact("training.value", "19"),
        "1",
        &["补齐“项目执行人员稳定”", "继续教育（培训）课时还差 1 课时"],
        &["complete “项目执行人员稳定”", "继续教育（培训）课时: 1 课时 more"],
    );
}

#[test]
fn a_lowered_level_wants_its_condition_and_a_level_below_the_best_also_that() {
    let good = sheet("HY-21").fact("level", "good").fact("ceiling.stationed.applies", "yes");
    mends(
        &good.fact("ceiling.stationed.value", "3"),
        "2",
        &["专职人员每周驻点天数还差 1 天/周"],
        &["专职人员每周驻点天数: 1 天/周 more"],
    );
    let rule = json!({
        "type": "levels",
        "levels": [
            {"id": "a", "label": "优", "points": "3"}, {"id": "b", "label": "良", "points": "2"},
            {"id": "c", "label": "中", "points": "1"},
        ],
        "ceiling": {"condition": {"id": "k", "label": "有记录"}, "level": "c"},
    });
    mends(
        &sheet_of("3", &rule).fact("level", "b").fact("reason", "稍欠").fact("ceiling.k", "no"),
        "2",
        &["补齐“有记录”", "提升到“优”"],
        &["complete “有记录”", "reach “优”"],
    );
}

#[test]
fn an_override_stands_in_the_way_of_better_facts() {
    mends(&ratio("HY-08", "91", "100").overriding("2", "现场核对"), "2", &[], &[]);
    // Even one that agrees with the computed score.
    mends(&ratio("HY-08", "91", "100").overriding("3", "现场核对"), "1", &[], &[]);
}

#[test]
fn points_to_win_are_ranked_the_most_first_and_in_form_order_among_equals() {
    let rubric = haiyan();
    let rows = [
        sheet("HY-02").fact("item.report", "no").rest_met(),
        sheet("HY-04").fact("item.files", "no").rest_met(),
        ratio("HY-08", "91", "100"),
        sheet("HY-14").fact("item.follow-up", "no").rest_met(),
        ratio("HY-09", "12", "12"),
        ratio("HY-10", "12", ""),
        sheet("HY-18").fact("count", "3"),
        sheet("HY-B3").fact("count", "0"),
        sheet("HY-23").rest_met().overriding("1.9", "制度未更新"),
    ];
    let card = score(&rubric, &assess(&rubric, "final", &rows));
    let ranked: Vec<(String, String)> = rank(&rubric, &card)
        .into_iter()
        .map(|Recoverable { indicator, points, .. }| {
            (rubric.indicator(indicator).unwrap().id.to_string(), points.canonical())
        })
        .collect();
    let expected: Value = json!([
        ["HY-14", "3"],
        ["HY-18", "1.2"],
        ["HY-04", "1"],
        ["HY-08", "1"],
        ["HY-B3", "1"],
        ["HY-02", "0.5"],
        ["HY-23", "0.1"],
    ]);
    assert_eq!(json!(ranked), expected);
}
