//! What is said around a file that comes in; why its content is refused says `exchange::sentence` of the library.
//! Read next: `print`.

use super::{pick, table};
use crate::app::state::library::files::Relation;
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
        accept_recomputed: "按本机重新计算并导入", "Recompute here and import";
        replace: "替换（原来的进回收站）", "Replace (the one here goes to the bin)";
        keep_both: "两份都留", "Keep both";
        version: "细则版本", "Version of the rubric";
        signed: "最后签名", "Signed last";
        attachments: "附件", "Attachments";
        what: "哪里", "What";
        here: "本机", "Here";
        there: "文件", "In the file";
        binned_text: "本机的回收站里有这份评估。导入会另存一份，回收站里的不动。", "This assessment is in the bin here. The import is kept beside it; what is in the bin stays.";
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
pub fn beside(language: Language, relation: Relation, changed: &str) -> String {
    let (zh, en) = match relation {
        Relation::Newer => (
            "文件里的更新：它是接着本机的状态改下去的。",
            "The one in the file is newer: it goes on from the one here.",
        ),
        Relation::Older => (
            "文件里的更旧：本机的是接着它改下去的。",
            "The one in the file is older: the one here goes on from it.",
        ),
        Relation::Diverged => ("两边后来都改过。", "Both were changed since they were the same."),
        Relation::Unknown => ("从修改记录看不出哪一份更新。", "The records do not tell which is newer."),
    };
    pick(
        language,
        || format!("本机已有这份评估的另一版本，最后修改于 {changed}。{zh}“两份都留”会另存一份，不会覆盖。"),
        || {
            format!(
                "Another state of this assessment is here, last changed {changed}. {en} “Keep both” keeps the import beside it and overwrites nothing."
            )
        },
    )
}

/// Who signed the last step of the journal, and when.
pub fn signed(language: Language, steps: usize, by: &str, at: &str) -> String {
    let by = if by.is_empty() {
        pick(language, || "没有署名".into(), || "no name given".into())
    } else {
        by.to_owned()
    };
    pick(
        language,
        || format!("{by}，{at}（修改记录 {steps} 步）"),
        || format!("{by}, {at} ({steps} steps in the record of changes)"),
    )
}

/// How many files are attached.
pub fn attached(language: Language, count: usize) -> String {
    pick(language, || format!("{count} 个"), || count.to_string())
}

/// The version of the rubric, and which others are here.
pub fn version(language: Language, version: &str, here: &[String]) -> String {
    if here.is_empty() {
        return version.to_owned();
    }
    let here = here.join("、");
    pick(
        language,
        || format!("{version}（本机的是 {here}；按文件自带的 {version} 导入）"),
        || format!("{version} (here: {here}; imported with {version}, which the file brings)"),
    )
}

/// What differs.
pub fn differences(language: Language, count: usize) -> String {
    pick(language, || format!("不同之处（{count}）"), || format!("Differences ({count})"))
}

/// More differences than are listed.
pub fn and_more(language: Language, count: usize) -> String {
    pick(language, || format!("另有 {count} 处"), || format!("and {count} more"))
}
