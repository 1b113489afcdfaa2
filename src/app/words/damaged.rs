//! Words of the page of records that cannot be read. Read next: `journal`.

use super::{pick, table};
use gongping::score::sentence::Language;

table! {
    /// Words of the page of records that cannot be read.
    Damaged {
        title: "读不出来的记录", "Records that cannot be read";
        lead: "这些记录坏了，或者是更新的版本存的。它们没有删除，也不影响其他评估表。请先刷新页面换用新版本；还是读不出来，就导出原样，交给提供本工具的人。", "These records are damaged, or a newer version wrote them. They are not deleted and do not touch the other assessments. Reload to get a newer version first; if that does not help, export them as they are and send them to whoever provides this tool.";
        none: "没有读不出来的记录。", "There are no records that cannot be read.";
        project: "项目信息", "Project";
        assessment: "评估表", "Assessment";
        id: "编号", "Id";
        excerpt: "原文开头", "How it begins";
        export: "导出原样", "Export as it is";
        delete: "单独删除", "Delete this one";
        question: "删除这条读不出来的记录？", "Delete this unreadable record?";
        delete_text: "只删除这一条，不能恢复。建议先导出原样。", "Only this one is deleted, and it cannot be brought back. Export it first if in doubt.";
        deleted: "已删除这条记录。", "The record was deleted.";
        not_deleted: "没有删除。", "Nothing was deleted.";
        not_exported: "没有导出。", "Nothing was exported.";
        show: "查看", "Look at them";
    }
}

/// The band on the home page.
pub fn band(language: Language, count: usize) -> String {
    pick(
        language,
        || format!("有 {count} 条记录读不出来，没有显示，也没有删除；其他的都正常。"),
        || {
            format!(
                "{count} records cannot be read. They are not shown and not deleted; everything else works."
            )
        },
    )
}
