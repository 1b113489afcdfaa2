//! What is said of the store: what became of a deletion, an export, an import, and of the store itself.
//! Read next: `import`.

use super::{pick, saving, table};
use gongping::editing::StoreError;
use gongping::score::sentence::Language;

table! {
    /// Words about the store.
    Storage {
        deleted: "已删除。", "Deleted.";
        restored: "已恢复。", "Restored.";
        not_deleted: "没有删除。", "Nothing was deleted.";
        not_saved: "没有保存，您填的内容还在页面上。", "Nothing was saved; what you typed is still on the page.";
        not_copied: "没有复制。", "Nothing was copied.";
        imported: "已导入，原有内容没有改动。", "Imported; nothing that was here has changed.";
        replaced: "已替换。原来那份在回收站里，30 天内可以恢复。", "Replaced. The one that was here is in the bin and can be brought back for 30 days.";
        not_restored: "没有恢复。", "Nothing was restored.";
        open_it: "打开", "Open";
        export_refused: "浏览器没有允许下载。请检查下载权限后再试一次。", "The browser did not allow the download. Check its permission to download and try again.";
        hand_out_again: "再试一次", "Try again";
        wiped: "浏览器清除过本机的数据，以前的项目已不在这里。如果有备份文件或导出的文件，请打开它。", "The browser has cleared this device's data; earlier projects are no longer here. If you have a backup or exported files, open them.";
        rolled_back: "浏览器丢失了最近保存的内容（可能因为断电或磁盘故障）。请核对最近填写的评估表；有备份文件的，可以打开补回。", "The browser lost what was saved last (a power cut or a disk fault). Check the assessments you worked on most recently; a backup file brings back what it holds.";
        cannot_read: "现在读不到本机保存的项目", "The projects kept on this device cannot be read now";
    }
}

/// A file went out.
pub fn exported(language: Language, name: &str) -> String {
    pick(language, || format!("已导出并核对：{name}"), || format!("Exported and checked: {name}"))
}

/// Something did not work, with the reason and what to do.
pub fn failed(language: Language, what: &str, why: &StoreError) -> String {
    let reason = saving::trouble(language, why, 0);
    pick(language, || format!("{what}{reason}"), || format!("{what} {reason}"))
}

/// An assessment whose rubric or cells have changed since.
pub fn kept_out(language: Language, cells: usize) -> String {
    pick(
        language,
        || format!("有 {cells} 处以前填的内容在现在的细则里没有对应的位置：仍保存着，不显示，也不计分。"),
        || {
            format!(
                "{cells} earlier entries have no place in the rubric as it is now: they are kept, not shown, and have no effect."
            )
        },
    )
}
