//! Why a file does not come in or go out, and what to do. What is wrong with its content the file worker says.
//! Read next: `import`.

use super::import::Import;
use super::{opening, pick, table};
use crate::app::platform::files::FileError;
use crate::app::platform::worker::WorkerError;
use crate::app::state::library::files::{Job, Refusal, Relation};
use crate::app::state::library::restoring::State;
use gongping::score::sentence::Language;

table! {
    /// Words of sealed files.
    Sealed {
        locked: "这个文件是加密的", "This file is sealed";
        locked_text: "请输入导出时设的口令。口令不会保存，也不会发送到任何地方。", "Enter the passphrase that was set when it was exported. It is neither kept nor sent anywhere.";
        passphrase: "口令", "Passphrase";
        again: "再输入一遍", "The same once more";
        show: "显示口令", "Show what is typed";
        open: "打开", "Open";
        wrong: "口令不对，或者文件被改动过。没有导入任何内容。请核对大小写和空格后再试。", "The passphrase is not the right one, or the file was changed. Nothing was imported. Check capitals and blanks and try again.";
        seal_title: "用口令加密", "Seal with a passphrase";
        seal_text: "文件里有服务对象和单位的信息。加密之后，没有口令的人打不开。", "Files carry data of people and organisations. Once sealed, nobody opens it without the passphrase.";
        lost: "口令只有您知道。忘记了，这个文件谁也打不开，也无法找回。请记在安全的地方，并另外告诉收件人。", "Only you know the passphrase. If it is lost, nobody can open this file and nothing recovers it. Keep it safe, and tell the recipient by another way.";
        advice: "建议至少 12 个字，例如几个互不相干的词。", "At least 12 characters are advised, such as a few unrelated words.";
        short: "太短了，容易被猜出来：建议至少 12 个字。", "Short passphrases are guessed easily: at least 12 characters are advised.";
        differ: "两遍输入的不一样，请改正。", "The two are not the same. Please correct them.";
        seal: "加密导出", "Export sealed";
    }
}

table! {
    /// Words of the dialog over a backup.
    Restore {
        title: "从备份恢复", "Restore from a backup";
        made: "备份时间", "Made";
        holds: "内容", "Holds";
        safe: "本机已有的内容不会丢：替换下来的先进回收站，30 天内可以恢复。选好之后一次存完，中途停下就什么也不改。", "Nothing here is lost: what is replaced goes to the bin for 30 days. All that you choose is stored in one go, or nothing is.";
        broken: "读不出来的一份", "One that cannot be read";
        binned: " · 备份时在回收站", " · was in the bin";
        add: "加入", "Add";
        leave_out: "不加", "Leave out";
        keep: "保留本机的", "Keep what is here";
        replace: "用备份的替换", "Replace with the backup’s";
        both: "两份都留", "Keep both";
    }
}

/// What takes long.
pub fn job(language: Language, job: Job) -> &'static str {
    match (job, language) {
        (Job::BackUp, Language::Chinese) => "正在备份",
        (Job::BackUp, Language::English) => "Backing up",
        (Job::Weigh, Language::Chinese) => "正在与本机的内容比较",
        (Job::Weigh, Language::English) => "Comparing with what is here",
        (Job::Restore, Language::Chinese) => "正在恢复",
        (Job::Restore, Language::English) => "Restoring",
    }
}

/// How many of a backup are new, the same, and otherwise.
pub fn counts(language: Language, states: &[State]) -> String {
    let count = |fits: fn(&State) -> bool| states.iter().filter(|state| fits(state)).count();
    let (new, same) = (count(|state| *state == State::New), count(|state| *state == State::Same));
    let newer = count(|state| *state == State::Other(Relation::Newer));
    let older = count(|state| *state == State::Other(Relation::Older));
    let broken = count(|state| *state == State::Broken);
    let other = states.len() - new - same - newer - older - broken;
    let parts = [
        (new, "本机没有", "not here"),
        (newer, "备份里更新", "newer in the backup"),
        (older, "本机更新", "newer here"),
        (other, "两边不同", "different on both sides"),
        (same, "完全相同", "the same"),
        (broken, "读不出来", "not readable"),
    ];
    let parts = parts.iter().filter(|(count, ..)| *count > 0).map(|(count, zh, en)| match language {
        Language::Chinese => format!("{zh} {count} 份"),
        Language::English => format!("{count} {en}"),
    });
    let parts: Vec<String> = parts.collect();
    let all = states.len();
    pick(
        language,
        || format!("{all} 份评估：{}", parts.join("，")),
        || format!("{all} {}: {}", if all == 1 { "assessment" } else { "assessments" }, parts.join(", ")),
    )
}

/// How an assessment of a backup stands to what is here.
pub fn state(language: Language, state: State) -> &'static str {
    let (zh, en) = match state {
        State::New => ("本机没有", "Not here"),
        State::Same => ("与本机的完全相同", "The same as the one here"),
        State::Other(Relation::Newer) => ("备份里的更新", "The one in the backup is newer"),
        State::Other(Relation::Older) => ("本机的更新", "The one here is newer"),
        State::Other(Relation::Diverged) => ("两边后来都改过", "Both were changed since"),
        State::Other(Relation::Unknown) => {
            ("与本机的不同，看不出先后", "Different from the one here; which is newer cannot be told")
        }
        State::Broken => ("这一份没法恢复，其他的不受影响", "This one cannot be restored; the others can"),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// The button that restores.
pub fn restore(language: Language, count: usize) -> String {
    pick(language, || format!("恢复 {count} 份"), || format!("Restore {count}"))
}

/// What was restored.
pub fn restored(language: Language, count: usize) -> String {
    pick(language, || format!("已从备份恢复 {count} 份。"), || format!("{count} restored from the backup."))
}

/// Not everything is in the backup.
pub fn left_out(language: Language, count: usize) -> String {
    pick(
        language,
        || format!("备份不完整：有 {count} 份评估读不出来，没有放进去。请在设置里看“读不出来的记录”。"),
        || {
            format!(
                "The backup is not complete: what cannot be read ({count}) is not in it. See the records that cannot be read."
            )
        },
    )
}

/// What a backup made on that day is called, without its ending.
pub fn backup_name(date: &str, incomplete: bool) -> String {
    format!("公评备份-{date}{}", if incomplete { "-不完整" } else { "" })
}

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
