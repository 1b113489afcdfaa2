//! What the worker says of its own; why the content of a file is refused says `exchange::sentence` of the library, and of
//! archives `package::sentence`. Read next: `src/exchange/sentence.rs`.

use gongping::score::sentence::Language;

/// Words of a comparison.
#[derive(Debug)]
pub struct Compared {
    /// Nothing is typed there.
    pub blank: &'static str,
    /// There is none.
    pub absent: &'static str,
    /// The version of the rubric.
    pub version: &'static str,
    /// 阶段
    pub stage: &'static str,
    /// 评估人
    pub role: &'static str,
    /// 项目名称
    pub name: &'static str,
    /// 执行单位
    pub implementer: &'static str,
    /// 购买主体
    pub purchaser: &'static str,
    /// 年度
    pub year: &'static str,
    /// 合同金额
    pub sum: &'static str,
    /// 开始日期
    pub starts: &'static str,
    /// 结束日期
    pub ends: &'static str,
    /// 附件
    pub attachment: &'static str,
}

impl Compared {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Chinese => &Self {
                blank: "（空白）",
                absent: "（没有）",
                version: "细则版本",
                stage: "阶段",
                role: "评估人",
                name: "项目名称",
                implementer: "执行单位",
                purchaser: "购买主体",
                year: "年度",
                sum: "合同金额",
                starts: "开始日期",
                ends: "结束日期",
                attachment: "附件",
            },
            Language::English => &Self {
                blank: "(blank)",
                absent: "(none)",
                version: "Version of the rubric",
                stage: "Stage",
                role: "Who rates",
                name: "Project",
                implementer: "Implementer",
                purchaser: "Purchaser",
                year: "Year",
                sum: "Contract sum",
                starts: "First day",
                ends: "Last day",
                attachment: "Attachment",
            },
        }
    }
}

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
