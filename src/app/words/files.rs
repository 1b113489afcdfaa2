//! Why a file does not come in or go out, and what to do. What is wrong with its content the file worker says.
//! Read next: `import`.

use super::import::Import;
use super::{opening, pick};
use crate::app::platform::files::FileError;
use crate::app::platform::worker::WorkerError;
use crate::app::state::library::files::Refusal;
use gongping::score::sentence::Language;

/// Why, and the browser's own words where it has some.
pub fn refusal(language: Language, why: &Refusal) -> (String, Option<String>) {
    match why {
        Refusal::File(error) => {
            let words = Import::of(language);
            match error {
                FileError::TooLarge => (words.file_too_large.to_owned(), None),
                FileError::Unreadable(detail) => (words.file_unreadable.to_owned(), Some(detail.clone())),
                FileError::Refused(detail) => (words.chooser_refused.to_owned(), Some(detail.clone())),
            }
        }
        Refusal::Worker(error) => (worker(language, error), None),
        Refusal::Store(error) => (opening::store(language, error), None),
        Refusal::Open(error) => (opening::trouble(language, error), None),
    }
}

/// Why the file worker has no answer.
fn worker(language: Language, why: &WorkerError) -> String {
    let (zh, en) = match why {
        WorkerError::Refused(sentence) => return sentence.clone(),
        WorkerError::Missing => (
            "处理文件的部分没有加载出来：网络不通，或浏览器不允许。请检查网络后再试一次。",
            "The part that handles files did not load: there is no connection, or the browser does not permit it. Check the connection and try again.",
        ),
        WorkerError::TimedOut => (
            "处理这个文件用的时间太长，已经停下。请关闭其他程序后再试一次。",
            "Handling this file took too long and was stopped. Close other programs and try again.",
        ),
        WorkerError::Died => (
            "处理这个文件时中途停住了，可能是内存不够。请关闭其他程序后再试一次。",
            "Handling this file stopped in the middle, perhaps for lack of memory. Close other programs and try again.",
        ),
        WorkerError::Cancelled => ("已取消。", "Cancelled."),
        WorkerError::Locked => {
            ("这个文件是加密的，需要口令。", "This file is sealed and needs its passphrase.")
        }
        WorkerError::WrongPassphrase => (
            "口令不对，或者文件被改动过。请核对口令（注意大小写和空格）后再试。",
            "The passphrase is not the right one, or the file was changed. Check it (capitals and blanks count) and try again.",
        ),
        WorkerError::Insecure => (
            "本页不是用 https 打开的，浏览器不提供加密功能。请用 https 地址打开公评后再试。",
            "This page was not opened by https, so the browser offers no encryption. Open Gongping by its https address and try again.",
        ),
    };
    pick(language, || zh.to_owned(), || en.to_owned())
}
