//! Words of the library of rubrics, and of a rubric's own page. Read next: `storage`.

use super::{pick, table};
use gongping::rubric::{Mode, NotApplicable};
use gongping::score::sentence::Language;

table! {
    /// Words of the library.
    Words {
        title: "评估细则", "Rubrics";
        lead: "每份细则都可以先看清楚再用：原文、规则、读法都在里面。也可以放进自己的细则文件。", "Look at a rubric before using it: its text, rules and readings are all there. You can add a rubric file of your own.";
        search: "搜索细则名称、指标、原文", "Search titles, indicators, texts";
        stage: "阶段", "Stage";
        object: "评估对象", "Assessed";
        provenance: "性质", "Kind of text";
        any: "全部", "All";
        nothing_found: "没有找到匹配的细则。", "No rubric matches.";
        clear: "清除条件", "Clear";
        searching: "正在查各份细则的内容…", "Looking into the rubrics…";
        import: "导入细则文件", "Import a rubric";
        drop: "也可以把细则文件拖到这一页上。", "You can also drop a rubric file on this page.";
        imported: "细则已导入，原有的没有改动。", "Rubric imported; the others have not changed.";
        own: "自己导入", "Imported here";
        look: "查看", "Look at it";
        begin: "开始评估", "Begin an assessment";
        blank: "打印空白表", "Print a blank form";
        export: "导出细则文件", "Export the rubric file";
        in_use: "没有删除：有评估正在使用这份细则。删除那些评估以后才能删除它。", "Not deleted: an assessment uses this rubric. Delete those assessments first.";
        back: "返回评估细则", "Back to the rubrics";
        not_found: "找不到这份细则。它可能已被删除，或者在另一台设备上。", "This rubric was not found. It may have been deleted, or be on another device.";
        about: "来历", "About";
        source: "来源", "Source";
        issuer: "印发", "Issued by";
        address: "网址", "Address";
        note: "说明", "Note";
        version: "版本", "Version";
        points: "分值", "Points";
        stages: "阶段", "Stages";
        roles: "由谁评", "Who rates";
        tree: "指标与规则", "Indicators and rules";
        printed_rule: "规则原文", "Printed rule";
        computed: "怎么算", "How it is scored";
        hints: "看什么", "What to look at";
        evidence: "需提供材料", "Material to provide";
        readings: "读法", "Readings";
        form_readings: "整表的读法", "Readings of the whole form";
        chosen: "这样读", "Read as";
        others: "也可以读作", "Or as";
        why: "理由", "Why";
        question: "导入这份细则？", "Import this rubric?";
        same: "这份细则已在本机", "This rubric is here already";
        same_text: "本机已有完全相同的一份，不需要再导入。", "The very same is on this device already; there is nothing to import.";
        different: "本机已有同一编号、同一版本的细则，但内容不同。请先弄清哪一份是对的；如果仍要导入，两份会并存。", "A rubric of the same id and version is here with other content. Find out which one is right; if you import it all the same, both are kept.";
        accept_both: "仍然导入", "Import all the same";
        accept: "导入", "Import";
        wrong: "这份细则还不能用", "This rubric cannot be used yet";
        wrong_help: "改好以后再导入一次。本机的数据没有任何改动。", "Correct it and import it again. Nothing on this device has changed.";
        too_large: "文件太大：细则文件最大 32 MB。", "The file is too large: a rubric has at most 32 MB.";
        copy: "复制问题清单", "Copy the list";
        copied: "已复制。", "Copied.";
        not_copied: "浏览器不允许复制，请选中文字后自己复制。", "The browser does not allow copying; select the text and copy it yourself.";
        grades: "等级", "Grades";
        blank_title: "空白评估表", "Blank form";
        blank_help: "打印时选 A4 纵向、默认页边距，去掉浏览器的页眉页脚；也可以选“另存为 PDF”。", "Print on A4 portrait with default margins, without the browser's headers and footers; the print window can also save a PDF.";
    }
}

/// How a section makes up its points, where it does not just add them up.
pub fn mode(language: Language, mode: Mode) -> Option<&'static str> {
    match (mode, language) {
        (Mode::Points, _) => None,
        (Mode::Weighted, Language::Chinese) => Some("按权重"),
        (Mode::Weighted, Language::English) => Some("weighted"),
        (Mode::Capped, Language::Chinese) => Some("封顶"),
        (Mode::Capped, Language::English) => Some("capped"),
    }
}

/// What a child of a weighted section counts for.
pub fn weight(language: Language, percent: &str) -> String {
    pick(language, || format!("权重 {percent}%"), || format!("weight {percent} %"))
}

/// A veto: when it is in force (where the condition fails, or the row has 0), and the best grade left, or none at all.
pub fn veto(language: Language, unless: Option<&str>, grade: Option<&str>) -> String {
    let zh = || {
        let when = unless.map_or_else(|| "这一项得 0 分时".into(), |what| format!("做不到“{what}”时"));
        let then = grade.map_or_else(|| "总分为 0".into(), |grade| format!("等级最高为“{grade}”"));
        format!("一票否决：{when}，{then}。")
    };
    let en = || {
        let when =
            unless.map_or_else(|| "where the row has 0 points".into(), |what| format!("unless {what}"));
        let then =
            grade.map_or_else(|| "the total is 0".into(), |grade| format!("the grade is at best “{grade}”"));
        format!("Veto: {when}, {then}.")
    };
    pick(language, zh, en)
}

/// What becomes of a row that does not apply.
pub fn may_not_apply(language: Language, policy: NotApplicable) -> String {
    let (zh, en) = match policy {
        NotApplicable::Forbid => ("必须评。", "It always applies."),
        NotApplicable::FullMarks => {
            ("可以不适用：写明理由后按满分计。", "May not apply: with a reason, full points.")
        }
        NotApplicable::Rescale => (
            "可以不适用：写明理由后不计入得分和满分。",
            "May not apply: with a reason, it leaves the points and the full points.",
        ),
    };
    pick(language, || zh.into(), || en.into())
}

/// The lower bound of a grade.
pub fn from(language: Language, percent: &str) -> String {
    pick(language, || format!("{percent}% 起"), || format!("from {percent} %"))
}

/// How large a rubric is.
pub fn size(language: Language, indicators: usize, base: &str, bonus: Option<&str>) -> String {
    let bonus_zh = bonus.map_or_else(String::new, |bonus| format!("，加分 {bonus} 分"));
    let bonus_en = bonus.map_or_else(String::new, |bonus| format!(" and {bonus} bonus points"));
    pick(
        language,
        || format!("{base} 分{bonus_zh} · {indicators} 项指标"),
        || format!("{base} points{bonus_en} · {indicators} indicators"),
    )
}

/// How many a search leaves.
pub fn found(language: Language, count: usize) -> String {
    pick(language, || format!("找到 {count} 份细则"), || format!("{count} rubrics found"))
}

/// Points of a node of the tree.
pub fn points(language: Language, points: &str) -> String {
    pick(language, || format!("{points} 分"), || format!("{points} points"))
}

/// The version and the digest, for comparing two devices.
pub fn version(language: Language, version: &str, digest: &str) -> String {
    pick(language, || format!("第 {version} 版 · 校验码 {digest}"), || format!("{version} · digest {digest}"))
}

/// Other versions are here.
pub fn other_versions(language: Language, versions: &str) -> String {
    pick(
        language,
        || format!("本机已有第 {versions} 版，两份会并存。已经开始的评估仍按原来的版本，不受影响。"),
        || format!("Version {versions} is here; both are kept. Assessments begun under it stay with it."),
    )
}

/// How many problems a file has.
pub fn problems(language: Language, count: usize) -> String {
    pick(
        language,
        || format!("有 {count} 处需要改："),
        || if count == 1 { "One thing to correct:".into() } else { format!("{count} things to correct:") },
    )
}
