//! Words of the bin. Read next: `damaged`.

use super::{pick, table};
use gongping::score::sentence::Language;

table! {
    /// Words of the bin.
    Bin {
        title: "回收站", "Bin";
        lead: "删除的评估表在这里保留 30 天，填写的内容和修改记录都在。30 天后自动清除。", "Deleted assessments stay here for 30 days with everything in them, and are then cleared away.";
        empty: "回收站是空的。删除的评估表会在这里保留 30 天，可以恢复。", "The bin is empty. Deleted assessments stay here for 30 days and can be brought back.";
        restore: "恢复", "Bring back";
        restored: "已恢复，在“我的项目”里。", "Brought back to your projects.";
        not_restored: "没有恢复。", "Nothing was brought back.";
        erase: "彻底删除", "Delete for good";
        erase_text: "彻底删除后不能恢复，填写的内容和修改记录都会删除。", "This cannot be undone: everything in it is deleted, the record of changes as well.";
        erased: "已彻底删除。", "Deleted for good.";
        not_erased: "没有删除。", "Nothing was deleted.";
        clear: "清空回收站", "Empty the bin";
        clear_question: "清空回收站？", "Empty the bin?";
        help: "看看删除的评估表，或恢复一份", "Look at deleted assessments, or bring one back";
    }
}

/// When something was deleted, and for how long it stays.
pub fn stays(language: Language, date: &str, days: u64) -> String {
    match days {
        0 => pick(
            language,
            || format!("{date} 删除 · 已满 30 天，随时会清除"),
            || format!("deleted {date} · its 30 days are over, it goes soon"),
        ),
        days => pick(
            language,
            || format!("{date} 删除 · 还保留 {days} 天"),
            || format!("deleted {date} · stays {days} more days"),
        ),
    }
}

/// How many are in the bin, beside the way to it.
pub fn count(language: Language, count: usize) -> String {
    pick(language, || format!("回收站（{count}）"), || format!("Bin ({count})"))
}

/// Asks before one is deleted for good.
pub fn question(language: Language, name: &str) -> String {
    pick(language, || format!("彻底删除“{name}”？"), || format!("Delete “{name}” for good?"))
}

/// What emptying the bin deletes.
pub fn clear_what(language: Language, count: usize) -> String {
    pick(
        language,
        || format!("里面的 {count} 份评估表会彻底删除，不能恢复。建议先备份。"),
        || {
            format!(
                "Everything in it ({count}) is deleted for good and cannot be brought back. Make a backup first if in doubt."
            )
        },
    )
}
