//! What is said around a file that comes in; why its content is refused says `exchange::sentence` of the library.
//! Read next: `print`.

use super::{pick, table};
use gongping::score::sentence::Language;

table! {
    /// Words of the import dialog.
    Import {
        question: "导入这份评估？", "Import this assessment?";
        reading: "正在读文件", "Reading the file";
        reading_text: "正在读出并逐项核对，大的文件要几秒到几十秒。", "It is read and checked item by item; a large file takes some seconds.";
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
