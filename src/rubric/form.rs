//! Where a rubric comes from, and the words of the printed form around its table.
//! Imports nothing of this crate. Read next: `rubric::stage`.

/// Whose text a rubric is. Never pass one for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// 官方: an official text, kept word for word, printed slips included.
    Official,
    /// 改编: adapted from a source.
    Adapted,
    /// 自拟示例: written by us.
    Example,
}

impl Provenance {
    /// All of them, the most binding first.
    pub const ALL: [Self; 3] = [Self::Official, Self::Adapted, Self::Example];

    /// The word for it in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Adapted => "adapted",
            Self::Example => "example",
        }
    }
}

/// Where a rubric's text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The document's name.
    pub title: String,
    /// Who issued it, where known.
    pub issuer: Option<String>,
    /// Where it can be read; shown, never fetched.
    pub address: Option<String>,
    /// What a reader must know about the transcription.
    pub note: Option<String>,
}

/// The words of the printed form around the table, to the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// 项目名称：
    pub project: String,
    /// 项目执行单位:
    pub implementer: String,
    /// 日期：
    pub date: String,
    /// Headings of the six columns: content, indicator, points, self score, evaluator's score, reason.
    pub columns: [String; 6],
    /// 合计
    pub total: String,
    /// The remark below the table.
    pub remark: String,
    /// The signature line.
    pub signature: String,
    /// The date line below the signature.
    pub signature_date: String,
}
