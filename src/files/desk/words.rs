//! What the worker says of its own; why the content of a file is refused says `exchange::sentence` of the library.
//! Read next: `src/exchange/sentence.rs`.

use gongping::score::sentence::Language;

/// One of two sentences.
fn pick(language: Language, zh: &str, en: &str) -> String {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
    .to_owned()
}

/// What the chosen file held is no longer there.
pub fn gone(language: Language) -> String {
    pick(
        language,
        "读文件的部分中途重新启动过，请再选一次这个文件。",
        "The part that reads files was restarted in between. Choose the file again.",
    )
}

/// A file that was written did not read back.
pub fn not_written(language: Language) -> String {
    pick(
        language,
        "没有导出：导出的文件没有通过核对。请换一个浏览器再试，并把这个情况告诉提供本工具的人。",
        "Not exported: the file did not pass its check. Try another browser, and tell whoever provides this tool.",
    )
}
