//! Words of 修改记录: who changed what, when, from what, to what. Read next: `print`.

use super::{pick, table};
use gongping::record::StepKind;
use gongping::score::sentence::Language;

table! {
    /// Words of the journal.
    Journal {
        title: "修改记录", "Changes";
        back: "返回填写", "Back to the assessment";
        lead: "每一次修改都记在这里，最新的在最前面。记录跟着评估表走，导出的文件里也有。", "Every change is kept here, newest first. The record stays with the assessment, in exported files as well.";
        no_signature: "记录里还没有姓名。在设置里填上署名，以后的修改就会记上是谁改的。", "No name is recorded yet. Enter a signature in the settings, and later changes will say who made them.";
        to_settings: "去填署名", "Enter a signature";
        row: "指标", "Indicator";
        all_rows: "全部指标", "All indicators";
        whole_form: "全表", "Whole form";
        when: "时间", "When";
        who: "署名", "Who";
        field: "填写项", "Field";
        from: "原来", "Before";
        to: "改为", "After";
        kind: "方式", "How";
        nobody: "未署名", "Not signed";
        empty: "还没有修改记录。从第一次填写起，每次修改都会记在这里。", "Nothing yet. From the first entry on, every change is kept here.";
        older: "有些内容是在开始记录以前填的，或来自没有修改记录的文件：内容都在，只是这里没有列出。", "Some of it was filled in before changes were recorded, or came from a file without a record: it is all there, only not listed here.";
        unreadable: "这一条读不出来", "This entry cannot be read";
    }
}

/// What kind of step.
pub fn kind(language: Language, kind: StepKind) -> &'static str {
    let (zh, en) = match kind {
        StepKind::Edit => ("录入", "Entered"),
        StepKind::Undo => ("撤销", "Undone"),
        StepKind::Redo => ("重做", "Redone"),
        StepKind::Recovered => ("恢复", "Recovered"),
        StepKind::Adjust => ("调整", "Adjusted"),
    };
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

/// How many changes there are.
pub fn count(language: Language, count: usize) -> String {
    pick(language, || format!("共 {count} 处修改"), || format!("{count} changes"))
}

/// Shows the next changes.
pub fn show_more(language: Language, left: usize) -> String {
    pick(language, || format!("再显示一些（还有 {left} 处）"), || format!("Show more ({left} left)"))
}
