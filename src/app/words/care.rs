//! Words about the vault: whether the browser keeps it, how full it is, how to install the app, and backups.
//! Read next: `bin`.

use super::{pick, table};
use gongping::editing::care::{Due, Install, Persistence, Space};
use gongping::score::sentence::Language;

table! {
    /// Words about the vault.
    Care {
        keeps: "长期保存", "Kept for good";
        ask: "请浏览器长期保存", "Ask the browser to keep it";
        ask_again: "再问一次浏览器", "Ask the browser again";
        install: "安装到设备", "Install on this device";
        install_now: "安装", "Install";
        space: "占用空间", "Space taken";
        space_caution: "数字由浏览器估算，仅供参考；真正存满时，页面会提示您先导出文件。", "The figure is the browser's estimate. Should the device really run full, the page says so and offers a file.";
        backup: "备份", "Backup";
        backup_help: "把全部项目、评估表和回收站存成一个文件，放到别的地方，例如U盘。", "All projects, assessments and what is in the bin go into one file, to be kept elsewhere, for example on a memory stick.";
        back_up: "备份全部", "Back up everything";
        later: "以后再说", "Later";
        restore: "打开备份文件", "Open a backup file";
        here_before: "以前在这里填过？", "Have you worked here before?";
        understood: "知道了", "OK";
        never_backed_up: "还没有备份过。", "Never backed up.";
    }
}

/// Whether the browser keeps the store, and what that means.
pub fn persistence(language: Language, persistence: Option<Persistence>) -> &'static str {
    let (zh, en) = match persistence {
        None => ("正在查看…", "Looking…"),
        Some(Persistence::Granted) => (
            "浏览器答应长期保存：空间不足时也不会自动清除。您自己清除网站数据时仍会删除，请定期备份。",
            "The browser has promised to keep the data, even when space runs short. Clearing the site data yourself still deletes it, so back up regularly.",
        ),
        Some(Persistence::Denied) => (
            "浏览器可能在空间不足时清除这里的数据。请把公评安装到设备，或定期备份。",
            "The browser may clear this data when space runs short. Install the app on this device, or back up regularly.",
        ),
        Some(Persistence::NotAsked) => (
            "还没有问过浏览器：第一次填写时会自动询问。在此之前，空间不足时可能被清除。",
            "The browser has not been asked yet; that happens when you first fill something in. Until then it may clear the data when space runs short.",
        ),
        Some(Persistence::Unknown) => (
            "浏览器没有说明会不会长期保存（用 http 网址打开时都是这样）。请定期备份。",
            "The browser does not say whether it keeps the data for good (it never does at an http address). Back up regularly.",
        ),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// How to install the app.
pub fn install(language: Language, install: Install) -> &'static str {
    let (zh, en) = match install {
        Install::Done => ("已经安装，正在作为应用运行。", "Installed, and running as an app."),
        Install::Offered => (
            "安装后从桌面打开，浏览器一般不会自动清除它的数据。",
            "Installed, it opens from the desktop, and browsers do not as a rule clear its data.",
        ),
        Install::ByShareMenu => (
            "在 Safari 里点“分享”按钮，再选“添加到主屏幕”，以后从主屏幕打开。不安装的话，Safari 会删除 7 天没有打开过的网站的数据。装好后的应用另存一份数据，请先在这里备份，再到应用里打开备份文件。",
            "In Safari press Share, then “Add to Home Screen”, and open the app from there from now on. Without that, Safari deletes the data of sites not opened for 7 days. The installed app keeps data of its own: back up here first, then open the backup file there.",
        ),
        Install::ByBrowserMenu => (
            "在浏览器菜单里选“安装”或“添加到主屏幕”（不是每个浏览器都有）。安装后，浏览器一般不会自动清除它的数据。",
            "Choose “Install” or “Add to Home Screen” in the browser's menu, where it has one. Browsers do not as a rule clear the data of an installed app.",
        ),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// How much is stored, of how much.
pub fn space(language: Language, space: Space) -> String {
    let (used, given) = (size(space.used), size(space.given));
    pick(
        language,
        || format!("已用 {used}，浏览器给 {given}。"),
        || format!("{used} used; the browser gives {given}."),
    )
}

/// A number of bytes as it is read: tenths of a megabyte, whole gigabytes.
fn size(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match tenths {
        0..100 => format!("{}.{} MB", tenths / 10, tenths % 10),
        100..10_000 => format!("{} MB", tenths / 10),
        _ => format!("{}.{} GB", tenths / 10_000, tenths % 10_000 / 1_000),
    }
}

/// How old a backup is. A clock that was set back makes it no younger than new.
pub fn age(language: Language, days: u64) -> String {
    match days {
        0 => pick(language, || "不到一天".into(), || "less than a day ago".into()),
        1 => pick(language, || "1 天前".into(), || "a day ago".into()),
        days => pick(language, || format!("{days} 天前"), || format!("{days} days ago")),
    }
}

/// When the last backup was made.
pub fn last_backup(language: Language, when: &str, days: u64) -> String {
    let age = age(language, days);
    pick(language, || format!("上次备份：{age}（{when}）。"), || format!("Last backup {age} ({when})."))
}

/// Why a backup is due.
pub fn due(language: Language, due: Due) -> String {
    match due {
        Due::Never => pick(
            language,
            || "这里的评估还没有备份过。浏览器的数据可能丢失，建议现在存一份备份文件。".into(),
            || {
                "Nothing here has been backed up yet. A browser's data can be lost: keep a backup file."
                    .into()
            },
        ),
        Due::Old(days) => pick(
            language,
            || format!("上次备份是 {days} 天前，之后又有改动。建议再备份一次。"),
            || {
                format!(
                    "The last backup is {days} days old, and something has changed since. Make another one."
                )
            },
        ),
        Due::Undated => pick(
            language,
            || "这台设备的时间调整过，不知道上次备份有多久了，之后又有改动。建议再备份一次。".into(),
            || {
                "This device's clock was changed, so the age of the last backup is unknown, and something has changed since. Make another one.".into()
            },
        ),
    }
}
