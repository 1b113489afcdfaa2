//! Words of the page for a new assessment and for a project's details. Read next: `fill`.

use super::{pick, table};
use gongping::number::Exact;
use gongping::rubric::{Rubric, Stage};
use gongping::score::sentence::Language;

table! {
    /// Words of the page for a new assessment.
    New {
        title: "新建评估", "New assessment";
        title_add: "加一份评估", "Add an assessment";
        title_edit: "修改项目信息", "Project details";
        project: "项目", "Project";
        name: "项目名称", "Project name";
        need: "必填", "required";
        implementer: "项目执行单位", "Implementing organisation";
        purchaser: "购买主体", "Purchaser";
        year: "年度", "Year";
        year_unit: "年", "";
        sum: "合同额", "Contract sum";
        sum_unit: "元", "yuan";
        sum_help: "可以以后再填", "Can be filled in later";
        starts: "开始日期", "First day";
        ends: "结束日期", "Last day";
        assessment: "评估", "Assessment";
        rubric: "评估细则", "Rubric";
        rubric_missing: "请先选一份评估细则。", "Choose a rubric first.";
        search: "搜索细则名称", "Search the rubrics by title";
        no_rubric: "没有找到匹配的细则。", "No rubric matches.";
        stage: "评估阶段", "Stage";
        full_stage: "按表内指标数据全额评估。", "the figures of the form apply in full.";
        role: "由谁评", "Who rates";
        self_role: "自评（执行单位）", "Self-assessment (the organisation)";
        evaluation_role: "评估（评估人员）", "Evaluation (an evaluator)";
        begin: "开始填写", "Begin";
        save: "保存", "Save";
        saved: "项目信息已保存。", "Project details saved.";
        name_missing: "请填写项目名称，照合同上的全称。", "Enter the project's full name as in the contract.";
        name_missing_short: "项目名称还没有填", "The project has no name";
        year_wrong: "年度要写四位数字，例如 2026。", "Write the year in four digits, such as 2026.";
        year_wrong_short: "年度不是四位数字", "The year is not four digits";
        sum_wrong: "合同额要填数字，例如 186000 或 186,000.00。", "The contract sum is a number, such as 186000 or 186,000.00.";
        sum_wrong_short: "合同额不是数字", "The contract sum is no number";
        sum_negative: "合同额不能小于 0。", "The contract sum cannot be below 0.";
        sum_negative_short: "合同额小于 0", "The contract sum is below 0";
        sum_too_long: "合同额太大或小数太多：整数最多 12 位，小数最多 2 位。", "Too long: at most 12 digits before the point and 2 after it.";
        sum_too_long_short: "合同额位数太多", "The contract sum has too many digits";
        ends_early_short: "结束日期早于开始日期", "The last day is before the first";
        too_long: "太长了，最多 200 个字。", "Too long: at most 200 characters.";
        too_long_short: "文字太长", "A text is too long";
    }
}

/// How many things are to be corrected.
pub fn problems(language: Language, count: usize) -> String {
    pick(
        language,
        || format!("有 {count} 处需要改一下"),
        || if count == 1 { "One thing to correct".into() } else { format!("{count} things to correct") },
    )
}

/// The last day is before the first.
pub fn ends_early(language: Language, starts: &str) -> String {
    pick(
        language,
        || format!("结束日期不能早于开始日期 {starts}。"),
        || format!("The last day cannot be before the first, {starts}."),
    )
}

/// How large a rubric is.
pub fn rubric_size(
    language: Language,
    sections: usize,
    indicators: usize,
    base: &Exact,
    bonus: &Exact,
) -> String {
    let bonus_zh = if bonus.is_zero() { String::new() } else { format!("，另加分 {bonus} 分") };
    let bonus_en = if bonus.is_zero() { String::new() } else { format!(" and {bonus} bonus points") };
    pick(
        language,
        || format!("{sections} 部分 {indicators} 项 · {base} 分{bonus_zh}"),
        || format!("{sections} parts, {indicators} rows · {base} points{bonus_en}"),
    )
}

/// Word for word, where it is an official text.
pub fn to_the_letter(language: Language) -> String {
    pick(language, || " · 原文逐字收录".into(), || " · kept word for word".into())
}

/// The most labels of rows that a line names.
const ROWS_NAMED: usize = 4;

/// What a stage means: the form's own sentence where its figures shrink, and which rows it leaves out.
pub fn stage_meaning(language: Language, rubric: &Rubric, stage: &Stage) -> String {
    let figures = stage.scale.as_ref().map_or(New::of(language).full_stage, |scale| scale.note.as_str());
    let labels = stage.excluded.iter().filter_map(|at| rubric.indicator(*at)).map(|row| row.label.as_str());
    let labels: Vec<&str> = labels.collect();
    let (count, named) = (labels.len(), labels.get(..ROWS_NAMED.min(labels.len())).unwrap_or_default());
    match count {
        0 => figures.to_owned(),
        _ if count > named.len() => pick(
            language,
            || format!("{figures}不评{}等 {count} 项。", named.join("、")),
            || format!("{figures} Not assessed: {} and others, {count} in all.", named.join(", ")),
        ),
        _ => pick(
            language,
            || format!("{figures}不评{}。", named.join("、")),
            || format!("{figures} Not assessed: {}.", named.join(", ")),
        ),
    }
}

/// What a stage means, with its name.
pub fn stage_line(language: Language, stage: &str, meaning: &str) -> String {
    pick(language, || format!("{stage}：{meaning}"), || format!("{stage}: {meaning}"))
}
