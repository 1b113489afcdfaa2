//! Words for one assessment in several tabs of the browser: who edits it, and what became of what was typed.
//! Read next: `saving`.

use super::{pick, table};
use gongping::score::sentence::Language;

table! {
    /// Words for one assessment in several tabs.
    Tabs {
        follows: "这份评估表正在另一个页面里填写。这里只能看，会跟着更新。", "This assessment is being filled in on another page. Here you can only read; it keeps up by itself.";
        taking_over: "正在请另一个页面存好并停下…", "Asking the other page to save and stop…";
        only_read: "这份评估表正在另一个页面里填写，这里不能改。", "This assessment is being filled in on another page and cannot be changed here.";
        edit_here: "在这里填写", "Fill it in here";
        gone: "这份评估表已在另一个页面里删除，30 天内可以从回收站找回。这里只能看。", "This assessment was deleted on another page; for 30 days it can be brought back from the bin. Here you can only read it.";
        too_new: "更新版本的“公评”已在另一个页面打开，这一页不再能保存。请刷新，用新版本接着填。", "A newer version of Gongping is open on another page, and this one can save no more. Reload to go on in the new version.";
        reload: "刷新", "Reload";
        export_page: "导出这一页的内容", "Export what this page held";
        rewrite: "在这里填写，并重新写入", "Fill it in here and write them again";
        discard: "不要了", "Discard them";
        only_see: "只能查看", "Read only";
    }
}

/// What was typed here did not get into the store before another page took over.
pub fn kept(language: Language, count: usize) -> String {
    pick(
        language,
        || format!("另一个页面接着填写了这份评估表，这里有 {count} 处没有存进去，还留在这一页。"),
        || {
            format!(
                "Another page took over. {count} change(s) made here were not stored; this page still has them."
            )
        },
    )
}

/// They were typed again.
pub fn rewritten(language: Language, rows: &[String]) -> String {
    pick(
        language,
        || format!("没有存进去的内容已重新写入：{}。不合适的话可以撤销。", rows.join("、")),
        || format!("What was not stored has been written again: {}. You can undo it.", rows.join(", ")),
    )
}
