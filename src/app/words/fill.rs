//! Words of the fill page. Read next: `print`.

use super::{pick, table};
use gongping::assessment::Role;
use gongping::number::Exact;
use gongping::rubric::rule::Side;
use gongping::score::sentence::Language;

table! {
    /// Words of the fill page.
    Fill {
        sections: "评估内容", "Sections";
        total: "总分", "Total";
        bonus: "加分", "Bonus";
        combined: "合计", "Combined";
        rate: "按已评指标得分率", "Share of what is assessed";
        best: "最高还可得", "Best still reachable";
        worth: "最值得补的分", "Points most worth winning";
        worth_none: "已评的指标都得了满分。", "Everything scored so far has full points.";
        worth_empty: "填写后，这里会列出最值得补的材料。", "Once you have filled something in, the points most worth winning are listed here.";
        show_more: "总分与提示", "Totals and hints";
        unanswered: "未评", "Not scored";
        still_needed: "还缺", "Still needed";
        bonus_blank: "没有可不填", "leave blank if none";
        full_text: "符合要求，不扣分。", "Meets the requirement; nothing lost.";
        reading_why: "理由", "Why";
        reading_else: "其他读法", "Other readings";
        hints: "查看要点", "What to look at";
        factors: "扣分因素", "Factors";
        factors_help: "打印在表格“扣分因素”栏。不改动时由系统按填写的数据自动生成。", "Printed in the form's factors column. Drafted from the facts unless you change it.";
        factors_restore: "恢复自动生成", "Restore the draft";
        note: "备注", "Note";
        note_help: "自己留的备注，不影响得分。", "For yourself; no effect on the score.";
        override_title: "改判", "Override";
        override_begin: "改判…", "Override…";
        points_unit: "分", "points";
        override_reason: "改判理由（必填）", "Reason (compulsory)";
        override_reason_hint: "说明为什么不按计算结果计分", "Why the computed score does not stand";
        override_drop: "撤销改判", "Drop the override";
        computed: "计算得分", "computed";
        next_open: "下一项未评", "Next open row";
        met: "达标", "Met";
        unmet: "未达标", "Not met";
        all_met: "其余全部达标", "All the rest met";
        item_default: "其他材料", "Further item";
        verdict: "评定", "Verdict";
        add_item: "增加一项", "Add an item";
        item_name: "材料名称", "Name of the item";
        remove_item: "删除此项", "Remove this item";
        reason: "说明（必填）", "Reason (compulsory)";
        reason_hint: "写明具体情况", "Say what was found";
        checkpoints: "查看要点（不参与计算）", "Points to look at (no effect on the score)";
        in_order: "符合", "In order";
        not_in_order: "不符合", "Not in order";
        due_adjust: "调整", "Adjust";
        due_why: "调整理由（必填）", "Reason (compulsory)";
        due_why_hint: "例如：合同约定 6 月底前服务 80 人", "For example: the contract asks for 80 people by the end of June";
        due_restore: "恢复按比例计算", "Use the share again";
        all_rows: "显示全部", "Show all rows";
        none_open: "没有未评的指标了。", "No open rows left.";
        choose_level: "评定等次", "Level";
        otherwise: "其余", "Otherwise";
        evidence: "需提供材料", "Materials to provide";
        excluded: "本阶段不评", "Not assessed at this stage";
        does_not_apply: "此项不适用", "This does not apply";
        does_not_apply_why: "不适用的理由（必填）", "Why it does not apply (compulsory)";
        veto_zero: "总分计 0 分", "the whole result is 0";
        by_weight: "按权重合成", "by weight";
        capped: "加满为止", "capped";
        guide_needs: "填完后算出", "Worked out once filled in";
        guide_free: "参考算法，不影响得分", "For reference; no effect on the score";
        difference: "相差", "Difference";
        fewer: "减一", "One less";
        one_more: "加一", "One more";
        source: "来源", "Source";
    }
}

/// The full points behind a score: `/ 4 分`
pub fn out_of(language: Language, points: &Exact) -> String {
    pick(language, || format!("/ {points} 分"), || format!("/ {points}"))
}

/// How large a section is.
pub fn section_size(language: Language, points: &Exact, indicators: usize) -> String {
    pick(
        language,
        || format!("{points} 分 · {indicators} 项指标"),
        || format!("{points} points · {indicators} indicators"),
    )
}

/// The standard beside a measured value.
pub fn standard(language: Language, side: Side, figure: &str) -> String {
    let sign = match side {
        Side::Below => "≥",
        Side::Above => "≤",
    };
    pick(language, || format!("标准 {sign} {figure}"), || format!("standard {sign} {figure}"))
}

/// Marks with their unit.
pub fn marks(language: Language, points: &Exact) -> String {
    pick(language, || format!("{points} 分"), || format!("{points}"))
}

/// The label of marks below full.
pub fn marks_label(language: Language, most: &Exact, grid: &Exact) -> String {
    pick(
        language,
        || format!("得分（0 至 {most}，每 {grid} 一档）"),
        || format!("Marks (0 to {most}, in steps of {grid})"),
    )
}

/// The button that takes one step off the marks.
pub fn less(language: Language, grid: &Exact) -> String {
    pick(language, || format!("减 {grid} 分"), || format!("{grid} less"))
}

/// The button that adds one step to the marks.
pub fn more(language: Language, grid: &Exact) -> String {
    pick(language, || format!("加 {grid} 分"), || format!("{grid} more"))
}

/// A target as printed and as it stands at this stage.
pub fn due(language: Language, whole: &str, scaled: &str, unit: &str, stage: &str) -> String {
    pick(
        language,
        || format!("全周期 {whole} {unit}，{stage}应达 {scaled} {unit}"),
        || format!("{whole} {unit} in all, {scaled} {unit} due at this stage ({stage})"),
    )
}

/// All points that better facts could still win.
pub fn recoverable(language: Language, points: &str) -> String {
    pick(language, || format!("可挽回 {points} 分"), || format!("{points} to win back"))
}

/// How many rows are open.
pub fn open_rows(language: Language, count: usize) -> String {
    pick(language, || format!("只看未评 {count}"), || format!("Only open rows ({count})"))
}

/// The label of an override's score.
pub fn override_label(language: Language, full: &Exact) -> String {
    pick(language, || format!("改判为（0 至 {full} 分）"), || format!("Score by hand (0 to {full})"))
}

/// What an override stands against.
pub fn computed(language: Language, points: Option<&str>) -> String {
    match points {
        Some(points) => pick(
            language,
            || format!("计算得分 {points} 分。改判会印在表上，计算结果仍保留在文件中。"),
            || format!("Computed: {points}. The override is printed; the computed score stays in the file."),
        ),
        None => pick(
            language,
            || "目前还没有计算得分。改判会印在表上。".into(),
            || "There is no computed score yet. The override is printed.".into(),
        ),
    }
}

/// The heading of the total.
pub fn total_of(language: Language, role: Role) -> String {
    let role = super::general::role(language, role);
    pick(language, || format!("{role}总分"), || format!("{role}: total"))
}

/// The bonus behind the base in the small bar.
pub fn plus_bonus(language: Language, points: &str) -> String {
    pick(language, || format!("＋{points} 加分"), || format!("+{points} bonus"))
}

/// The most that can still be reached: base, and the bonus on top.
pub fn best(language: Language, base: &str, bonus: &str) -> String {
    pick(language, || format!("{base} ＋{bonus}"), || format!("{base} +{bonus}"))
}

/// A line of the points most worth winning.
pub fn worth_row(language: Language, label: &str, how: &[String]) -> String {
    pick(language, || format!("{label}：{}", how.join("；")), || format!("{label}: {}", how.join("; ")))
}

/// A line of that list where an override stands in the way.
pub fn overridden_row(language: Language, label: &str) -> String {
    pick(language, || format!("{label}：已改判"), || format!("{label}: overridden"))
}

/// The marks or coefficients a level may be given.
pub fn range(low: &Exact, high: &Exact) -> String {
    if low == high { low.to_string() } else { format!("{low}～{high}") }
}

/// The label of marks within a level.
pub fn marks_within(language: Language, low: &Exact, high: &Exact, grid: &Exact) -> String {
    pick(
        language,
        || format!("得分（{low} 至 {high}，每 {grid} 一档）"),
        || format!("Marks ({low} to {high}, in steps of {grid})"),
    )
}

/// What a number of tests met is worth.
pub fn tests_met(language: Language, count: usize, points: &Exact) -> String {
    pick(language, || format!("符合 {count} 项 {points} 分"), || format!("{count} met: {points}"))
}

/// How marks grow with a count.
pub fn base_plus(language: Language, unit: &str, [count, points, per, most]: [&Exact; 4]) -> String {
    pick(
        language,
        || format!("满 {count} {unit}得 {points} 分，每多 1 {unit}加 {per} 分，最高 {most} 分"),
        || format!("{points} for {count} {unit}, {per} for each one more, {most} at most"),
    )
}

/// What each thing counted costs.
pub fn each_costs(language: Language, per: &Exact) -> String {
    pick(language, || format!("每处扣 {per} 分"), || format!("{per} off each"))
}

/// The mean of a survey, and how many answers it rests on.
pub fn mean(language: Language, mean: &str, answers: &Exact) -> String {
    pick(language, || format!("平均 {mean}（{answers} 份）"), || format!("Mean {mean} ({answers} answers)"))
}

/// What something counts for in a weighted section.
pub fn weight(language: Language, weight: &Exact) -> String {
    pick(language, || format!("权重 {weight}%"), || format!("weight {weight}%"))
}

/// That a veto limits the grade.
pub fn veto_grade(language: Language, grade: &str) -> String {
    pick(language, || format!("等级最高为“{grade}”"), || format!("the grade is “{grade}” at most"))
}

/// A veto that a condition decides.
pub fn veto_unmet(language: Language, effect: &str) -> String {
    pick(
        language,
        || format!("一票否决：未达标时{effect}"),
        || format!("Veto: where this is not met, {effect}"),
    )
}

/// A veto of a row without points.
pub fn veto_no_points(language: Language, effect: &str) -> String {
    pick(
        language,
        || format!("一票否决：此项得 0 分时{effect}"),
        || format!("Veto: at 0 points here, {effect}"),
    )
}

/// The vetoes in force.
pub fn vetoes(language: Language, rows: &[&str], zero: bool) -> String {
    let (zh, en) =
        if zero { ("合计计 0 分", "the result is 0") } else { ("等级受限", "the grade is limited") };
    pick(
        language,
        || format!("一票否决（{}）：{zh}。", rows.join("、")),
        || format!("Veto ({}): {en}.", rows.join(", ")),
    )
}
