//! The official form as a model: what stands in each cell, which cells are merged, and an annex with what the
//! printed form has no room for. Screen and paper show the same model, and so will every other writer.
//! Its words are Chinese whatever language the product speaks: it is the rubric's own form.
//! May import `score`, `assessment`, `rubric` and `number`. Read next: `report/form.rs`, then `annex.rs`.

use crate::rubric::IndicatorIx;

mod annex;
mod blank;
mod form;
mod frame;

pub use blank::blank_form;
pub use form::official_form;

/// The official form of one assessment. Every text is ready to be shown; an empty text is an empty cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialForm {
    /// The printed title.
    pub title: String,
    /// 项目名称
    pub project: Labelled,
    /// 项目执行单位
    pub implementer: Labelled,
    /// 日期
    pub date: Labelled,
    /// The headings: content, indicator (over two columns: name and text), points, self score, evaluator's
    /// score, factors.
    pub columns: [String; 6],
    /// One for each indicator, in the order of the form.
    pub rows: Vec<Row>,
    /// 合计
    pub total: TotalRow,
    /// 备注
    pub remark: String,
    /// The label of the signature line.
    pub signature: String,
    /// The label of the date line below the signature.
    pub signature_date: String,
    /// What the printed form has no room for.
    pub annex: Annex,
}

/// A printed label and what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// As printed, with its colon.
    pub label: String,
    /// What was entered.
    pub value: String,
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which indicator.
    pub indicator: IndicatorIx,
    /// The content cell where it begins, merged over the rows of its section; `None` in the rows it covers. The table
    /// has one column for all sections, so in a deeper tree the cell holds the whole path, line by line.
    pub content: Option<Merged>,
    /// The name cell.
    pub name: Name,
    /// The printed requirement.
    pub text: String,
    /// The printed points.
    pub points: String,
    /// Percent of its section that the row counts for, where the section is weighted: `30%`.
    pub weight: Option<String>,
    /// Short words about the indicator: 过程, 主观.
    pub tags: Vec<String>,
    /// 需提供材料
    pub evidence: Vec<String>,
    /// What is left open to be written in by hand; empty but on a blank form.
    pub to_fill: Vec<ToFill>,
    /// 自评分; empty while there is no score, and for every other role.
    pub self_score: String,
    /// 评估分; empty while there is no score, and for every other role.
    pub evaluator_score: String,
    /// Whether the score was set by hand.
    pub overridden: bool,
    /// 扣分因素, line by line: the person's own words or the engine's, then what was set by hand and why.
    pub factors: Vec<String>,
    /// The printed rule, which stands below the factors in the same cell.
    pub rule_text: String,
}

/// A line of a blank form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToFill {
    /// What is asked; empty for an item of one's own.
    pub label: String,
    /// The boxes to tick; without any there is room to write.
    pub boxes: Vec<String>,
    /// What stands behind the room: 人, 元.
    pub unit: String,
}

/// A cell merged over several rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What stands in it.
    pub text: String,
    /// Over how many rows, 1 or more.
    pub rows: usize,
}

/// The cell with the indicator's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// It begins here, merged over neighbours of the same name in the same section.
    Begins(Merged),
    /// The cell above covers it.
    Covered,
    /// There is no printed name: the text takes both columns.
    None,
}

/// The last row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalRow {
    /// 合计
    pub label: String,
    /// The full points: `100＋5`, or `100` without a bonus.
    pub points: String,
    /// The points of the base so far.
    pub base: String,
    /// The points of the bonus so far; `None` where the rubric has none.
    pub bonus: Option<String>,
    /// Base and bonus together so far.
    pub total: String,
    /// 暂计: whether a base indicator is still without a score.
    pub provisional: bool,
    /// How many base indicators have a score.
    pub answered: usize,
    /// How many base indicators there are.
    pub of: usize,
    /// What stands in the column of the self score: the total, behind 暂计 where it is provisional; empty while
    /// nothing at all has a score, and for every other role.
    pub self_score: String,
    /// As `self_score`, for the evaluator's score.
    pub evaluator_score: String,
    /// What stands in the column of the factors, line by line.
    pub notes: Vec<String>,
}

/// What the printed form has no room for and a reader must be able to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// The printed name of the stage: 中期
    pub stage: String,
    /// The sentence of the form that says how targets shrink at this stage.
    pub stage_note: Option<String>,
    /// What was changed of the rubric for this assessment: the whole form first.
    pub adjustments: Vec<Adjustment>,
    /// The set of grades behind the grade; `None` where none is chosen.
    pub grades: Option<Grades>,
    /// The readings that were applied: those of the whole form first.
    pub readings: Vec<AppliedReading>,
    /// The targets that are other than printed at this stage.
    pub targets: Vec<Target>,
    /// The scores set by hand.
    pub overrides: Vec<Override>,
    /// The free notes.
    pub notes: Vec<Note>,
}

/// An indicator, named for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Which indicator.
    pub indicator: IndicatorIx,
    /// Its place in the form: `2.4`.
    pub number: String,
    /// Its short label.
    pub label: String,
}

/// Something that was changed of the rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// The indicator it belongs to; `None` for the whole form.
    pub of: Option<Subject>,
    /// What: the question of a reading, the name of a target, 分项.
    pub what: String,
    /// As the rubric has it.
    pub from: String,
    /// As it is for this assessment.
    pub to: String,
    /// Why; may be empty for a reading.
    pub why: String,
}

/// A set of grades.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grades {
    /// What it is called.
    pub name: String,
    /// Where it is printed.
    pub source: String,
    /// Each grade with its bounds, best first: `优秀：90%及以上`.
    pub bands: Vec<String>,
    /// The grade; `None` while the total is provisional.
    pub grade: Option<String>,
}

/// A reading that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppliedReading {
    /// The indicator it belongs to; `None` for the whole form.
    pub of: Option<Subject>,
    /// What the text leaves open.
    pub question: String,
    /// How it is read here.
    pub chosen: String,
    /// How else it could be read.
    pub alternatives: Vec<String>,
    /// Why it is read so.
    pub why: String,
}

/// A cumulative target at this stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The indicator it belongs to.
    pub of: Subject,
    /// What is counted.
    pub label: String,
    /// What it is counted in.
    pub unit: String,
    /// For the whole project: as printed, or as typed where the project sets it.
    pub whole: String,
    /// The stage's share of it.
    pub scaled: String,
    /// What the score was worked with.
    pub in_force: String,
    /// Why it is not the share; empty where it is.
    pub reason: String,
}

/// A score set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The indicator it belongs to.
    pub of: Subject,
    /// What follows from the facts; `None` where they do not decide it.
    pub computed: Option<String>,
    /// What counts.
    pub set: String,
    /// Why, as typed.
    pub reason: String,
}

/// A free note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The indicator it belongs to.
    pub of: Subject,
    /// As typed.
    pub text: String,
}
