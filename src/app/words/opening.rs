//! Words of an assessment that does not open. Read next: `fill`.

use super::pick;
use crate::app::state::library::OpenError;
use crate::app::state::rubrics::Trouble;
use gongping::editing::StoreError;
use gongping::score::sentence::Language;

/// Why it does not open, and what to do.
pub fn trouble(language: Language, why: &OpenError) -> String {
    match why {
        OpenError::NotFound => pick(
            language,
            || {
                "找不到这份评估表。它可能已被删除，或者保存在另一台设备、另一个浏览器里；若有导出的文件，可以导入。".into()
            },
            || {
                "This assessment was not found. It may have been deleted, or be kept on another device or in \
                 another browser; if you have an exported file, import it."
                    .into()
            },
        ),
        OpenError::UnknownRubric(id) => pick(
            language,
            || {
                format!(
                    "这份评估表使用的细则（{id}）不在本版本中。数据仍在这台设备上；请更新“公评”后再打开。"
                )
            },
            || {
                format!(
                    "The rubric of this assessment ({id}) is not part of this version. The data is still on this \
                     device; update the app and open it again."
                )
            },
        ),
        OpenError::Rubric(why) => rubric(language, *why),
        OpenError::Store(why) => store(language, why),
    }
}

/// Why a rubric is not to be had, and what to do.
pub fn rubric(language: Language, why: Trouble) -> String {
    let (zh, en) = match why {
        Trouble::Unreachable => (
            "评估细则没有取到：网络不通，或服务器没有回应。请检查网络，再点“重试”。",
            "The rubric did not arrive: there is no connection, or the server does not answer. Check the connection, \
             then retry.",
        ),
        Trouble::Changed => (
            "评估细则没有取到：服务器上的文件与本页的目录不一致，可能刚换了新版本。请刷新页面。",
            "The rubric did not arrive: the server holds another file than this page's list names, perhaps because a \
             newer version has just come. Reload the page.",
        ),
    };
    pick(language, || zh.to_owned(), || en.to_owned())
}

/// Why what is stored cannot be read, and what to do.
pub fn store(language: Language, why: &StoreError) -> String {
    let (zh, en) = match why {
        StoreError::Blocked => (
            "另一个标签页还开着旧版本，数据暂时读不出来。请关闭其他“公评”标签页，再点“重试”。",
            "Another tab holds an older version open, so the data cannot be read yet. Close the other tabs of this \
             app, then retry.",
        ),
        StoreError::TooNew => (
            "这台设备上的数据由更新的版本保存，本版本读不了。请刷新页面，使用新版本。数据没有改动。",
            "The data on this device was saved by a newer version, which this one cannot read. Reload the page to \
             get that version. Nothing was changed.",
        ),
        StoreError::Quota => (
            "设备的存储空间已满，浏览器打不开数据。请清理一些空间，再点“重试”。已保存的数据仍在这台设备上。",
            "The storage of this device is full, so the browser cannot open the data. Free some space, then retry. \
             What was saved is still on this device.",
        ),
        // What the browser says of files of its own that it cannot read.
        StoreError::Unavailable(why) if why.starts_with("UnknownError") => (
            "浏览器存放数据的文件可能已损坏。请把浏览器完全关闭，重新打开后再试；仍打不开时，请换一个浏览器，打开备份文件或导出的文件接着填。",
            "The files in which the browser keeps the data may be damaged. Close the browser completely, open it \
             again and retry; if that does not help, open your backup or exported file in another browser.",
        ),
        StoreError::Unavailable(_) => (
            "浏览器不允许本页保存数据（可能是无痕模式，或禁用了网站数据）。请换用普通窗口，或在设置里允许网站数据，再点“重试”。",
            "The browser does not let this page keep data (a private window, or site data is blocked). Use an \
             ordinary window or allow site data, then retry.",
        ),
        StoreError::TimedOut
        | StoreError::Closed
        | StoreError::Exists
        | StoreError::TakenOver
        | StoreError::Aborted(_) => (
            "浏览器的存储没有响应。请点“重试”；若一直如此，请关闭浏览器后重新打开。已保存的数据仍在这台设备上。",
            "The browser's storage does not answer. Retry; if this goes on, close the browser and open it again. \
             What was saved is still on this device.",
        ),
    };
    pick(language, || zh.to_owned(), || en.to_owned())
}
