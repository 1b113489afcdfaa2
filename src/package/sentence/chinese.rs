//! Refused archives and files of other programs in 中文.
//! May import `exchange::sentence` and this module's files. Read next: `english`, which says the same.

use super::super::error::PackageError;
use super::super::kind::Foreign;
use super::super::sealed::SealedError;
use super::megabytes;
use crate::exchange::sentence::{self, Language};

pub(super) fn refusal(error: &PackageError) -> String {
    match error {
        PackageError::TooLarge { limit } => {
            format!("文件超过 {} MB，不会是公评的文件。请确认选的文件。", megabytes(*limit as u64))
        }
        PackageError::Truncated => {
            "文件不完整，后半部分缺失，可能是传送中断。请让对方重新发送一次。".to_owned()
        }
        PackageError::NotOurs => "这是压缩包，但不是公评导出的文件。请确认选的文件。".to_owned(),
        PackageError::TooNew { version, ours } => format!(
            "这个文件由更新版本的公评导出（文件格式第 {version} 版，本页只认到第 {ours} 版）。请刷新页面换用新版本，再导入。"
        ),
        PackageError::Repacked { entry } => format!(
            "这个压缩包被别的程序重新打包过（见 {entry}），不能保证与原件一致。请用对方原样发来的文件，不要解压后再压缩。"
        ),
        PackageError::Encrypted { entry } => format!(
            "压缩包里的 {entry} 加了压缩软件的密码。公评只认自己的口令保护（扩展名 .gongping），请让对方重新导出。"
        ),
        PackageError::Assessment { entry, why } => {
            format!("{entry}：{}", sentence::refusal(why, Language::Chinese))
        }
        PackageError::Damaged { entry } => {
            format!("文件在传送或存放中损坏，{entry} 读不出来。请让对方重新发送一次；备份请换另一份。")
        }
        PackageError::Trailing => altered("压缩包的结尾之后还有内容"),
        PackageError::Hidden => altered("压缩包里有不属于任何一项的内容"),
        PackageError::Directory => altered("压缩包的目录不对"),
        PackageError::Wide => altered("压缩包用了公评不用的 64 位格式"),
        PackageError::Overlapping { entry } => altered(&format!("{entry} 与另一项重叠")),
        PackageError::Headers { entry } => altered(&format!("{entry} 与压缩包目录里写的不一致")),
        PackageError::BadPath { entry } => altered(&format!("“{entry}”这个名称会指到压缩包之外或不成立")),
        PackageError::Twice { entry } => altered(&format!("{entry} 出现了两次")),
        PackageError::TooManyEntries { limit } => altered(&format!("内容超过 {limit} 项")),
        PackageError::EntryTooLarge { entry, limit } => {
            altered(&format!("{entry} 超过 {} MB", megabytes(*limit)))
        }
        PackageError::TotalTooLarge { limit } => altered(&format!("解压后超过 {} MB", megabytes(*limit))),
        PackageError::Ratio { entry, limit } => {
            altered(&format!("{entry} 解压后膨胀超过 {limit} 倍，像是有意做的“压缩炸弹”"))
        }
        PackageError::WrongSize { entry } => altered(&format!("{entry} 的实际大小与所写的不一致")),
        PackageError::Nested { entry } => altered(&format!("{entry} 里又是一个压缩包")),
        PackageError::Manifest { path } if path.is_empty() => altered("清单读不出来"),
        PackageError::Manifest { path } => altered(&format!("清单里的 {path} 不对")),
        PackageError::Unlisted { entry } => altered(&format!("多出了 {entry}")),
        PackageError::Missing { entry } => altered(&format!("缺少 {entry}")),
        PackageError::Digest { entry } => altered(&format!("{entry} 的内容与校验值不符")),
        PackageError::WrongId { entry } => altered(&format!("{entry} 里是另一份评估")),
        PackageError::Rubric { entry } => altered(&format!("{entry} 不是评估所用的细则原文")),
    }
}

/// A file of ours that somebody has changed, with what exactly is wrong.
fn altered(what: &str) -> String {
    format!("文件被改动过或已损坏，不能按原样导入：{what}。请让对方重新导出并发送一次；备份请换另一份。")
}

pub(super) fn not_written(error: &PackageError) -> String {
    match error {
        PackageError::TooLarge { limit } => format!(
            "全部内容压缩后超过 {} MB，写不进一个文件。请先删去不需要的附件或评估，或把评估逐份导出。",
            megabytes(*limit as u64)
        ),
        PackageError::TotalTooLarge { limit } => format!(
            "全部内容超过 {} MB，写不进一个文件。请先删去不需要的附件或评估，或把评估逐份导出。",
            megabytes(*limit)
        ),
        PackageError::TooManyEntries { limit } => {
            format!("内容超过 {limit} 项，写不进一个文件。请先删去不需要的附件或评估，或把评估逐份导出。")
        }
        PackageError::EntryTooLarge { entry, limit } => {
            format!("{entry} 超过 {} MB，写不进文件。请先换成小一些的附件。", megabytes(*limit))
        }
        other => format!("写好的文件没有通过检查，所以没有交给您：{}", refusal(other)),
    }
}

pub(super) fn sealed(error: &SealedError) -> String {
    match error {
        SealedError::NotSealed => "这不是公评用口令保护的文件。请确认选的文件。".to_owned(),
        SealedError::TooLarge { limit } => {
            format!("文件超过 {} MB，不会是公评的文件。请确认选的文件。", megabytes(*limit as u64))
        }
        SealedError::Truncated => {
            "文件不完整，后半部分缺失，可能是传送中断。请让对方重新发送一次。".to_owned()
        }
        SealedError::TooNew { version, ours } => format!(
            "这个文件由更新版本的公评加了口令保护（第 {version} 版，本页只认到第 {ours} 版）。请刷新页面换用新版本，再打开。"
        ),
        SealedError::UnknownWay { name } => {
            format!("这个文件的加密方式（{name}）本页不认识。请刷新页面换用新版本，再打开。")
        }
        SealedError::TooManyIterations { limit } => format!(
            "这个文件要求把口令计算 {limit} 次以上，不是公评会写的，打开它会让设备卡住。请让对方重新导出。"
        ),
        SealedError::Header { path } => {
            let place = if path.is_empty() { "开头的说明" } else { path };
            format!("文件被改动过，不能打开：{place} 不对。请让对方重新导出并发送一次。")
        }
    }
}

pub(super) fn foreign(foreign: Foreign) -> String {
    let what = match foreign {
        Foreign::Spreadsheet => "这是 Excel 表格文件",
        Foreign::Document => "这是 Word 文档",
        Foreign::Slides => "这是 PPT 演示文稿",
        Foreign::OldOffice => "这是旧版 Office 或 WPS 的文件",
        Foreign::Pdf => "这是 PDF 文件",
        Foreign::Picture => "这是图片",
        Foreign::Media => "这是音频或视频",
        Foreign::WebPage => "这是网页，可能是下载时存下的登录页或预览页",
        Foreign::App => "这是安卓安装包",
        Foreign::Program => "这是 Windows 程序",
        Foreign::Archive => "这是压缩包，但不是公评导出的",
    };
    format!("{what}。这里要选公评导出的文件（扩展名 .json、.zip 或 .gongping）。")
}
