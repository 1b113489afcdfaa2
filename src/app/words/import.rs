//! What is said of a file that comes in: what it holds, or what is wrong with it and what to do.
//! Read next: `print`.

use super::adjusting::unfit;
use super::{pick, table};
use gongping::exchange::{Discrepancy, Figure, ImportError, Progress};
use gongping::number::Exact;
use gongping::rubric::Rubric;
use gongping::score::sentence::Language;

table! {
    /// Words of the import dialog.
    Import {
        question: "导入这份评估？", "Import this assessment?";
        known: "这份评估已在本机", "This assessment is here already";
        known_text: "本机已有完全相同的一份，不需要再导入。", "The very same is on this device already; there is nothing to import.";
        refused: "没有导入", "Not imported";
        unchanged: "本机的数据没有任何改动。", "Nothing on this device has changed.";
        file: "文件", "File";
        project: "项目", "Project";
        implementer: "执行单位", "Implementer";
        assessment: "评估", "Assessment";
        result: "得分", "Score";
        accept: "导入", "Import";
        understood: "知道了", "OK";
        technical: "详细信息", "Details";
        nameless: "（未命名）", "(no name)";
        differs_title: "文件里写的分数与按数据重算的不一致：", "Figures in the file that do not follow from its facts:";
        differs_help: "导入后以重算的为准。文件可能被人改过，请向发来文件的人核对。", "Once imported, the recomputed figures count. The file may have been changed by hand: ask whoever sent it.";
        none: "未评", "not scored";
        file_too_large: "文件太大，不会是评估文件。请确认选的文件。", "The file is too large to be an assessment. Check which file you chose.";
        file_unreadable: "浏览器读不到这个文件：它可能已被移动，或没有权限。请再选一次。", "The browser cannot read this file: it may have been moved, or not be permitted. Choose it again.";
        chooser_refused: "浏览器没有打开选择文件的窗口。请再点一次；还不行，请换一个浏览器。", "The browser did not open its file chooser. Press again; if that fails, use another browser.";
    }
}

/// The same assessment is here in another state.
pub fn beside(language: Language, changed: Option<&str>) -> String {
    match changed {
        Some(changed) => pick(
            language,
            || format!("本机已有这份评估的另一版本，最后修改于 {changed}。导入会另存一份，不会覆盖。"),
            || {
                format!(
                    "Another state of this assessment is here, last changed {changed}. The import is kept beside it."
                )
            },
        ),
        None => pick(
            language,
            || "本机已有这份评估的另一版本。导入会另存一份，不会覆盖。".into(),
            || "Another state of this assessment is here. The import is kept beside it.".into(),
        ),
    }
}

/// More differences than are listed.
pub fn and_more(language: Language, count: usize) -> String {
    pick(language, || format!("另有 {count} 处"), || format!("and {count} more"))
}

/// A figure that does not follow from the facts.
pub fn discrepancy(language: Language, rubric: &Rubric, found: &Discrepancy) -> String {
    let none = Import::of(language).none;
    let points = |points: &Option<Exact>| points.as_ref().map_or_else(|| none.to_owned(), Exact::canonical);
    let (what, stated, follows) = match found {
        Discrepancy::Points { of, stated, follows } => {
            (figure(language, rubric, *of), points(stated), points(follows))
        }
        Discrepancy::Grade { stated, follows } => {
            let grade = |grade: &Option<String>| grade.clone().unwrap_or_else(|| none.to_owned());
            (pick(language, || "等次".into(), || "Grade".into()), grade(stated), grade(follows))
        }
        Discrepancy::Vetoes { stated, follows } => {
            let vetoes = |ids: &[String]| if ids.is_empty() { none.to_owned() } else { ids.join("、") };
            (pick(language, || "一票否决".into(), || "Vetoes".into()), vetoes(stated), vetoes(follows))
        }
        Discrepancy::Progress { stated, follows } => (
            pick(language, || "进度".into(), || "Progress".into()),
            progress(language, *stated),
            progress(language, *follows),
        ),
    };
    pick(
        language,
        || format!("{what}：文件写 {stated}，重算为 {follows}"),
        || format!("{what}: stated {stated}, follows {follows}"),
    )
}

fn progress(language: Language, progress: Progress) -> String {
    let Progress { answered, of, provisional } = progress;
    match (language, provisional) {
        (_, false) => format!("{answered} / {of}"),
        (Language::Chinese, true) => format!("{answered} / {of}（暂计）"),
        (Language::English, true) => format!("{answered} / {of} (provisional)"),
    }
}

fn figure(language: Language, rubric: &Rubric, figure: Figure) -> String {
    let indicator = |at| {
        rubric
            .indicator(at)
            .map_or_else(String::new, |indicator| format!("{} {}", indicator.number, indicator.label))
    };
    match figure {
        Figure::Indicator(at) => indicator(at),
        Figure::Computed(at) => {
            let name = indicator(at);
            pick(language, || format!("{name}（计算得分）"), || format!("{name} (computed)"))
        }
        Figure::Section(at) => rubric.section(at).map_or_else(String::new, |section| section.name.clone()),
        Figure::Base => pick(language, || "基本分".into(), || "Base".into()),
        Figure::Bonus => pick(language, || "加分".into(), || "Bonus".into()),
        Figure::Total => pick(language, || "合计".into(), || "Total".into()),
        Figure::BaseMax => pick(language, || "基本分满分".into(), || "Full points of the base".into()),
        Figure::Result => pick(language, || "最终合计".into(), || "Final total".into()),
    }
}

/// Why the content of a file is refused, and what to do.
pub fn import_error(language: Language, error: &ImportError) -> String {
    let altered = |zh: String, en: String| altered(&zh, &en);
    let (zh, en) = match error {
        ImportError::Empty => (
            "文件是空的。请让对方重新导出并发送一次。".into(),
            "The file is empty. Ask for it to be exported and sent again.".into(),
        ),
        ImportError::TooLarge { limit } => {
            let limit = limit / (1024 * 1024);
            (
                format!("文件超过 {limit} MB，不会是评估文件。请确认选的文件。"),
                format!("The file is larger than {limit} MB and cannot be an assessment. Check which file you chose."),
            )
        }
        ImportError::Utf16 => (
            "文件被别的程序用另一种编码（UTF-16）另存过。请用对方原样发来的文件。".into(),
            "Another program saved this file in another encoding (UTF-16). Use the file as it was sent.".into(),
        ),
        ImportError::Truncated => (
            "文件不完整，后半部分缺失，可能是传送中断。请让对方重新发送一次。".into(),
            "The file breaks off in the middle, probably because a transfer was cut short. Ask for it to be sent again."
                .into(),
        ),
        ImportError::NotText => (
            "这不是公评导出的文件（可能是图片、表格或压缩包）。请选扩展名为 .json 的评估文件。".into(),
            "Not a file exported by Gongping (a picture, spreadsheet or archive?). Choose an assessment file ending in .json."
                .into(),
        ),
        ImportError::NotJson { line, column } => (
            format!("这不是公评导出的文件，或已被改坏：第 {line} 行第 {column} 个字符读不下去。请选扩展名为 .json 的评估文件。"),
            format!("Not a file exported by Gongping, or damaged: reading stopped in line {line} at character {column}. Choose an assessment file ending in .json."),
        ),
        ImportError::NotOurs => (
            "这是 JSON 文件，但不是公评导出的评估文件。请确认选的文件。".into(),
            "This is a JSON file, but no assessment exported by Gongping. Check which file you chose.".into(),
        ),
        ImportError::TooNew { version, ours } => (
            format!("这个文件由更新版本的公评导出（文件格式第 {version} 版，本页只认到第 {ours} 版）。请刷新页面换用新版本，再导入。"),
            format!("A newer version of Gongping wrote this file (format {version}; this page reads up to {ours}). Reload the page to get the newer version, then import again."),
        ),
        ImportError::UnknownRubric { rubric } => (
            format!("文件用的是细则“{}”第 {} 版，本页没有。请在带有这份细则的公评里打开。", rubric.title, rubric.version),
            format!("The file uses the rubric “{}”, version {}, which this page does not have. Open it where that rubric is.", rubric.title, rubric.version),
        ),
        ImportError::RubricChanged { rubric } => (
            format!("文件用的“{}”第 {} 版与本页的同名细则内容不同，导入会算出另一个分数。请和发来文件的人用同一个网址的公评。", rubric.title, rubric.version),
            format!("“{}”, version {}, is another text in this file than on this page, so the score would differ. Use Gongping at the same address as the sender.", rubric.title, rubric.version),
        ),
        ImportError::RubricDamaged { rubric } => altered(
            format!("随文件带来的细则“{}”第 {} 版不是原文", rubric.title, rubric.version),
            format!("the text of the rubric “{}”, version {}, that it carries is not the original", rubric.title, rubric.version),
        ),
        ImportError::Adjustment { indicator, why } => {
            let (zh, en) = [Language::Chinese, Language::English].map(|language| unfit(language, why)).into();
            let of = indicator.as_deref().unwrap_or_default();
            altered(
                format!("对细则的改动{of}不成立：{zh}"),
                format!("a change to the rubric {of} does not fit: {en}"),
            )
        }
        ImportError::TooDeep { limit } => {
            altered(format!("嵌套超过 {limit} 层"), format!("it nests deeper than {limit} levels"))
        }
        ImportError::Missing { path } => altered(format!("缺少 {path}"), format!("{path} is missing")),
        ImportError::WrongType { path } => {
            altered(format!("{path} 的内容不是应有的类型"), format!("{path} is not of the right kind"))
        }
        ImportError::UnknownField { path } => {
            altered(format!("{path} 不是评估文件应有的内容"), format!("{path} does not belong in an assessment file"))
        }
        ImportError::DuplicateKey { path } => altered(format!("{path} 出现了两次"), format!("{path} stands twice")),
        ImportError::TextTooLong { path, .. } => altered(format!("{path} 的文字太长"), format!("{path} is too long")),
        ImportError::BadId { path } => altered(format!("{path} 不是有效的编号"), format!("{path} is no valid id")),
        ImportError::UnknownStage { id } => {
            altered(format!("细则里没有“{id}”这个阶段"), format!("the rubric has no stage “{id}”"))
        }
        ImportError::UnknownRole { id } => altered(format!("没有“{id}”这种评估人"), format!("there is no role “{id}”")),
        ImportError::UnknownIndicator { id } => {
            altered(format!("细则里没有指标 {id}"), format!("the rubric has no indicator {id}"))
        }
        ImportError::UnknownFact { indicator, key } => {
            altered(format!("指标 {indicator} 没有 {key} 这项数据"), format!("indicator {indicator} has no fact {key}"))
        }
    };
    pick(language, || zh, || en)
}

/// A file of ours that somebody has changed: both sentences, with what exactly is wrong.
fn altered(zh: &str, en: &str) -> (String, String) {
    (
        format!("文件被改动过，不能按原样导入：{zh}。请让对方重新导出并发送一次。"),
        format!(
            "The file has been altered and cannot be imported as it is: {en}. Ask for it to be exported and sent again."
        ),
    )
}
