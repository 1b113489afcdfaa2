//! Refusals and differing figures in 中文.
//! May import `exchange` and `rubric`. Read next: `english`, which says the same.

use super::super::discrepancy::{Discrepancy, Figure, Progress};
use super::super::error::ImportError;
use super::{Language, megabytes, names, points, printed};
use crate::rubric::Rubric;
use crate::rubric::adjust::sentence::unfit;

/// What is said of an indicator without a score.
const NONE: &str = "未评";
/// What is said where there is no grade and no veto.
const NOTHING: &str = "无";

pub(super) fn refusal(error: &ImportError) -> String {
    match error {
        ImportError::Empty => "文件是空的。请让对方重新导出并发送一次。".to_owned(),
        ImportError::TooLarge { limit } => {
            format!("文件超过 {} MB，不会是评估文件。请确认选的文件。", megabytes(*limit as u64))
        }
        ImportError::Utf16 => {
            "文件被别的程序用另一种编码（UTF-16）另存过。请用对方原样发来的文件。".to_owned()
        }
        ImportError::Truncated => {
            "文件不完整，后半部分缺失，可能是传送中断。请让对方重新发送一次。".to_owned()
        }
        ImportError::NotText => {
            "这不是公评导出的文件（可能是图片、表格或压缩包）。请选扩展名为 .json 的评估文件。".to_owned()
        }
        ImportError::NotJson { line, column } => format!(
            "这不是公评导出的文件，或已被改坏：第 {line} 行第 {column} 个字符读不下去。请选扩展名为 .json 的评估文件。"
        ),
        ImportError::NotOurs => "这是 JSON 文件，但不是公评导出的评估文件。请确认选的文件。".to_owned(),
        ImportError::TooNew { version, ours } => format!(
            "这个文件由更新版本的公评导出（文件格式第 {version} 版，本页只认到第 {ours} 版）。请刷新页面换用新版本，再导入。"
        ),
        ImportError::AttachmentsApart => {
            "这份评估带有附件，附件不在这个文件里。请让对方发来完整的压缩包（.zip），不要只取出其中一个文件。"
                .to_owned()
        }
        ImportError::UnknownRubric { rubric } => format!(
            "文件用的是细则“{}”第 {} 版，本页没有。请在带有这份细则的公评里打开。",
            rubric.title, rubric.version
        ),
        ImportError::RubricChanged { rubric } => format!(
            "文件用的“{}”第 {} 版与本页的同名细则内容不同，导入会算出另一个分数。请和发来文件的人用同一个网址的公评。",
            rubric.title, rubric.version
        ),
        ImportError::RubricDamaged { rubric } => {
            altered(&format!("随文件带来的细则“{}”第 {} 版不是原文", rubric.title, rubric.version))
        }
        ImportError::Adjustment { indicator, why } => altered(&format!(
            "对细则的改动{}不成立：{}",
            indicator.as_deref().unwrap_or_default(),
            unfit(why, Language::Chinese)
        )),
        ImportError::TooDeep { limit } => altered(&format!("嵌套超过 {limit} 层")),
        ImportError::Missing { path } => altered(&format!("缺少 {path}")),
        ImportError::WrongType { path } => altered(&format!("{path} 的内容不是应有的类型")),
        ImportError::UnknownField { path } => altered(&format!("{path} 不是评估文件应有的内容")),
        ImportError::DuplicateKey { path } => altered(&format!("{path} 出现了两次")),
        ImportError::TextTooLong { path, .. } => altered(&format!("{path} 的文字太长")),
        ImportError::BadId { path } => altered(&format!("{path} 不是有效的编号")),
        ImportError::TooManySteps { limit } => altered(&format!("修改记录的步骤或改动超过 {limit} 个")),
        ImportError::TooManyAttachments { limit } => altered(&format!("附件超过 {limit} 个")),
        ImportError::AttachmentTooLarge { name, limit } => {
            altered(&format!("附件“{name}”超过 {} MB", megabytes(*limit)))
        }
        ImportError::AttachmentTwice { name } => altered(&format!("有两个附件都叫“{name}”")),
        ImportError::BadName { name } => altered(&format!("附件的名称“{name}”不能用")),
        ImportError::UnknownStage { id } => altered(&format!("细则里没有“{id}”这个阶段")),
        ImportError::UnknownRole { id } => altered(&format!("没有“{id}”这种评估人")),
        ImportError::UnknownIndicator { id } => altered(&format!("细则里没有指标 {id}")),
        ImportError::UnknownFact { indicator, key } => {
            altered(&format!("指标 {indicator} 没有 {key} 这项数据"))
        }
    }
}

/// A file of ours that somebody has changed, with what exactly is wrong.
fn altered(what: &str) -> String {
    format!("文件被改动过，不能按原样导入：{what}。请让对方重新导出并发送一次。")
}

pub(super) fn discrepancy(found: &Discrepancy, rubric: &Rubric) -> String {
    let (what, stated, follows) = match found {
        Discrepancy::Points { of, stated, follows } => {
            (figure(*of, rubric), points(stated.as_ref(), NONE), points(follows.as_ref(), NONE))
        }
        Discrepancy::Grade { stated, follows } => {
            let grade = |grade: &Option<String>| grade.clone().unwrap_or_else(|| NOTHING.to_owned());
            ("等次".to_owned(), grade(stated), grade(follows))
        }
        Discrepancy::Vetoes { stated, follows } => {
            ("一票否决".to_owned(), names(stated, NOTHING), names(follows, NOTHING))
        }
        Discrepancy::Progress { stated, follows } => {
            ("进度".to_owned(), progress(*stated), progress(*follows))
        }
    };
    format!("{what}：文件写 {stated}，重算为 {follows}")
}

fn progress(progress: Progress) -> String {
    let Progress { answered, of, provisional } = progress;
    let ending = if provisional { "（暂计）" } else { "" };
    format!("{answered} / {of}{ending}")
}

fn figure(figure: Figure, rubric: &Rubric) -> String {
    let name = printed(figure, rubric).unwrap_or_default();
    match figure {
        Figure::Computed(_) => format!("{name}（计算得分）"),
        Figure::Indicator(_) | Figure::Section(_) => name,
        Figure::Base => "基本分".to_owned(),
        Figure::Bonus => "加分".to_owned(),
        Figure::Total => "合计".to_owned(),
        Figure::BaseMax => "基本分满分".to_owned(),
        Figure::Result => "最终合计".to_owned(),
    }
}
