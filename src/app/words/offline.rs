//! Words of working without a server, of newer versions, and of addresses without encryption. Read next: `settings`.

use super::{pick, table};
use crate::app::platform::clock::{local_date, local_time};
use gongping::score::sentence::Language;

table! {
    /// Words of working without a server.
    Offline {
        title: "离线使用", "Without a connection";
        waiting: "有新版本。更新前先存好正在填的内容，更新后回到这里。", "There is a newer version. What you are typing is stored first, and you come back to this place.";
        elsewhere: "另一个标签页已经换用新版本。本页照常可用；更新后回到这里。", "Another tab has changed to a newer version. This page goes on working; an update brings you back to this place.";
        broken: "新版本没有完整到达，仍用原来的版本，一切照常；稍后会自动再试。", "A newer version did not arrive whole. You go on with the one you have; it is tried again by itself.";
        under_way: "正在存好并更新…", "Storing and updating…";
        unsaved: "没有更新：这一页还有没存好的填写。请先保存（存不进去时请导出文件），再更新。", "Not updated: something on this page is not stored yet. Save it first (or export a file if that fails), then update.";
        stuck: "没有更新：新版本没有启动。请关闭所有“公评”页面，再重新打开。", "Not updated: the newer version did not start. Close all pages of Gongping and open it again.";
        update: "现在更新", "Update now";
        later: "稍后", "Later";
        understood: "知道了", "Understood";
        arriving: "正在把应用存到这台设备，存好后没有网络也能打开。", "The app is being stored on this device; after that it opens without a connection.";
        incomplete: "还不能离线使用：应用的文件没有完整到达，稍后会自动再试。", "Not yet: the files of the app did not arrive whole. It is tried again by itself.";
        plain_http: "不能离线使用：这个网址不是 https。请向提供网址的人要 https 的网址。", "Not possible: this address is not https. Ask whoever provides it for an https address.";
        not_here: "不能离线使用：这个浏览器或无痕窗口不允许。请换用普通窗口，或较新的 Chrome、Edge、Firefox、Safari。", "Not possible in this browser or private window. Use an ordinary window, or a recent Chrome, Edge, Firefox or Safari.";
        newer: "有新版本。", "There is a newer version.";
        plain_banner: "这个网址不是加密的（https），所以浏览器不提供：离线打开、给文件加密码、申请长期保存、防止两个标签页同时改同一份。填写、算分、保存、打印、导出照常可用。建议换用 https 的网址。", "This address is not encrypted (https), so the browser withholds: opening without a connection, files with a passphrase, asking for lasting storage, and keeping two tabs from changing one assessment. Filling, scoring, saving, printing and exporting work as usual. Better use an https address.";
    }
}

/// It opens without a server: which version, and since when.
pub fn ready(language: Language, version: &str, at: u64) -> String {
    let (date, time) = (local_date(at), local_time(at));
    pick(
        language,
        || format!("可离线使用：没有网络也能打开、填写、打印和导出。版本 {version}，{date} {time} 存好。"),
        || {
            format!(
                "Ready: it opens, fills, prints and exports without a connection. Version {version}, stored {date} {time}."
            )
        },
    )
}
