//! Words of saving: the chip, and what to do when something is not saved. Read next: `fill`.

use super::pick;
use crate::app::platform::clock::local_time;
use gongping::editing::{SaveState, StoreError};
use gongping::score::sentence::Language;

/// The chip: 已保存 10:42:07
pub fn state(language: Language, state: &SaveState) -> String {
    match state {
        SaveState::NotLoaded => pick(language, || "正在读取".into(), || "Loading".into()),
        SaveState::ReadOnly { .. } => pick(language, || "只能查看".into(), || "Read only".into()),
        SaveState::Saved { at: None } => pick(language, || "已保存".into(), || "Saved".into()),
        SaveState::Saved { at: Some(at) } => {
            let time = local_time(*at);
            pick(language, || format!("已保存 {time}"), || format!("Saved {time}"))
        }
        SaveState::Saving => pick(language, || "保存中".into(), || "Saving".into()),
        SaveState::Failed { .. } => pick(language, || "未能保存".into(), || "Not saved".into()),
    }
}

/// What happened to what was typed, and what to do.
pub fn trouble(language: Language, why: &StoreError, unsaved: usize) -> String {
    let (zh, en) = match why {
        StoreError::Quota => (
            "设备或浏览器的存储空间已满。请先导出文件，清理空间后点“重试”。",
            "The storage of this device or browser is full. Export a file first, free some space, then retry.",
        ),
        StoreError::Blocked => (
            "另一个标签页还开着旧版本。请关闭其他“公评”标签页，再点“重试”。",
            "Another tab holds an older version open. Close the other tabs of this app, then retry.",
        ),
        StoreError::TooNew => (
            "这台设备上的数据由更新的版本保存。请刷新页面使用新版本；刷新前先导出文件。",
            "The data on this device was saved by a newer version. Export a file, then reload to get that version.",
        ),
        StoreError::TimedOut | StoreError::Closed => (
            "浏览器的存储没有响应，正在自动重试。若一直如此，请先导出文件，再重新打开页面。",
            "The browser's storage does not answer; retrying. If this goes on, export a file and reopen the page.",
        ),
        StoreError::Unavailable(_) => (
            "浏览器不允许本页保存数据（可能是无痕模式或禁用了网站数据）。请导出文件保存您的填写。",
            "The browser does not let this page save (a private window, or site data is blocked). Export a file.",
        ),
        StoreError::TakenOver => (
            "这张评估表已在另一个标签页中编辑，本页只能查看。请先导出文件，再到那个标签页核对。",
            "This assessment is now edited in another tab; this one is read only. Export a file, then check it there.",
        ),
        StoreError::Exists | StoreError::Aborted(_) => (
            "浏览器没有完成保存。请点“重试”；若仍失败，请先导出文件。",
            "The browser did not complete the save. Retry; if it fails again, export a file first.",
        ),
    };
    pick(
        language,
        || match unsaved {
            0 => format!("目前无法保存：{zh}"),
            _ => format!("有 {unsaved} 处填写还没有存进这台设备，仍保留在本页：{zh}"),
        },
        || match unsaved {
            0 => format!("Saving does not work at present. {en}"),
            _ => format!("{unsaved} change(s) are kept in this page but not yet on the device. {en}"),
        },
    )
}
