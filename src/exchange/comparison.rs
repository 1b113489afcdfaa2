//! Two states of an assessment beside each other, one here and one in a file: row by row what differs, and which of
//! them is the later one, as far as their journals tell. Nothing is decided here; the person chooses.
//! May import `record`, `assessment` and `rubric`. Read next: `comparison/relation.rs`.

use crate::assessment::{Assessment, Cell, Project, Role, Sheet};
use crate::record::{Attachment, Journal};
use crate::rubric::adjust::Adjusted;
use crate::rubric::{IndicatorId, Rubric, StageId};

mod relation;

pub use relation::{Relation, relation};

/// One of two states.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The rubric with the assessment's changes.
    pub rubric: &'a Rubric,
    /// The assessment.
    pub assessment: &'a Assessment,
    /// What was done to it.
    pub journal: &'a Journal,
    /// What is attached to it.
    pub attachments: &'a [Attachment],
}

/// What stands here and what stands there, where they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair<T> {
    /// The one on this device.
    pub here: T,
    /// The one in the file.
    pub there: T,
}

/// How two states differ. Ids and the order in which the rubric was changed are no differences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The versions of the rubric, where they are not the same text.
    pub rubric: Option<Pair<String>>,
    /// When in the project's life.
    pub stage: Option<Pair<StageId>>,
    /// Who rates.
    pub role: Option<Pair<Role>>,
    /// What is said of the project, in the order of the form.
    pub project: Vec<ProjectDifference>,
    /// What was changed of the rubric on one side alone.
    pub adjusted: Pair<Vec<Adjusted>>,
    /// The rows that differ, in the order of the rubric here; rows that only the other rubric has come last.
    pub rows: Vec<RowDifference>,
    /// The attachments that differ or are on one side alone, those here first.
    pub attachments: Vec<Pair<Option<Attachment>>>,
    /// Which of the two is the later one, as far as their journals tell.
    pub relation: Relation,
}

impl Comparison {
    /// Whether both hold the very same, whatever their journals say.
    pub fn is_same(&self) -> bool {
        let Self { rubric, stage, role, project, adjusted, rows, attachments, relation: _ } = self;
        rubric.is_none()
            && stage.is_none()
            && role.is_none()
            && project.is_empty()
            && adjusted.here.is_empty()
            && adjusted.there.is_empty()
            && rows.is_empty()
            && attachments.is_empty()
    }
}

/// Something that is said of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectField {
    /// 项目名称
    Name,
    /// 执行单位
    Implementer,
    /// 购买主体
    Purchaser,
    /// 年度
    Year,
    /// 合同额
    ContractSum,
    /// The first day.
    Starts,
    /// The last day.
    Ends,
}

/// Something that is said of the project differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectDifference {
    /// What.
    pub field: ProjectField,
    /// As typed; blank is the empty text.
    pub typed: Pair<String>,
}

/// A row of the form that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDifference {
    /// Which.
    pub indicator: IndicatorId,
    /// The number in the form.
    pub number: String,
    /// The printed name.
    pub label: String,
    /// What differs on its sheet: facts first, then 改判, 扣分因素, 备注, 不适用.
    pub cells: Vec<CellDifference>,
}

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellDifference {
    /// Which.
    pub cell: Cell,
    /// As typed; blank is the empty text.
    pub typed: Pair<String>,
}

/// Puts two states of an assessment beside each other.
pub fn compare(here: &Side, there: &Side) -> Comparison {
    let mut comparison = Comparison {
        rubric: (here.rubric.digest() != there.rubric.digest())
            .then(|| pair(here.rubric.version().to_owned(), there.rubric.version().to_owned())),
        stage: differing(&here.assessment.stage, &there.assessment.stage),
        role: differing(&here.assessment.role, &there.assessment.role),
        project: projects(&here.assessment.project, &there.assessment.project),
        adjusted: pair(only_in(here.rubric, there.rubric), only_in(there.rubric, here.rubric)),
        rows: rows(here, there),
        attachments: attachments(here.attachments, there.attachments),
        relation: relation(here.journal, there.journal),
    };
    // Two states with one journal: one of them lost the end of it, or was changed by hand. Nobody knows which.
    if comparison.relation == Relation::Same && !comparison.is_same() {
        comparison.relation = Relation::Unknown;
    }
    comparison
}

fn pair<T>(here: T, there: T) -> Pair<T> {
    Pair { here, there }
}

fn differing<T: Clone + PartialEq>(here: &T, there: &T) -> Option<Pair<T>> {
    (here != there).then(|| pair(here.clone(), there.clone()))
}

fn projects(here: &Project, there: &Project) -> Vec<ProjectDifference> {
    let fields = [
        (ProjectField::Name, &here.name, &there.name),
        (ProjectField::Implementer, &here.implementer, &there.implementer),
        (ProjectField::Purchaser, &here.purchaser, &there.purchaser),
        (ProjectField::Year, &here.year, &there.year),
        (ProjectField::ContractSum, &here.contract_sum, &there.contract_sum),
        (ProjectField::Starts, &here.starts, &there.starts),
        (ProjectField::Ends, &here.ends, &there.ends),
    ];
    let differing = |(field, here, there)| Some(ProjectDifference { field, typed: differing(here, there)? });
    fields.into_iter().filter_map(differing).collect()
}

/// What was changed of one rubric and not, or otherwise, of the other.
fn only_in(rubric: &Rubric, other: &Rubric) -> Vec<Adjusted> {
    let in_other = |one: &Adjusted| other.adjusted().iter().any(|other| other.adjustment == one.adjustment);
    rubric.adjusted().iter().filter(|one| !in_other(one)).cloned().collect()
}

fn rows(here: &Side, there: &Side) -> Vec<RowDifference> {
    let blank = Sheet::default();
    let mut rows = Vec::new();
    for (indicator, sheet) in here.rubric.indicators().iter().zip(here.assessment.sheets()) {
        let other = there.rubric.find(&indicator.id).and_then(|at| there.assessment.sheet(at));
        rows.push((indicator, cells(sheet, other.unwrap_or(&blank))));
    }
    for (indicator, sheet) in there.rubric.indicators().iter().zip(there.assessment.sheets()) {
        if here.rubric.find(&indicator.id).is_none() {
            rows.push((indicator, cells(&blank, sheet)));
        }
    }
    let differing = rows.into_iter().filter(|(_, cells)| !cells.is_empty());
    let row = |(indicator, cells): (&crate::rubric::Indicator, _)| RowDifference {
        indicator: indicator.id.clone(),
        number: indicator.number.clone(),
        label: indicator.label.clone(),
        cells,
    };
    differing.map(row).collect()
}

/// What differs on two sheets, in the order of the cells.
fn cells(here: &Sheet, there: &Sheet) -> Vec<CellDifference> {
    let mut all: Vec<&Cell> = here.cells().chain(there.cells()).map(|(cell, _)| cell).collect();
    all.sort_unstable();
    all.dedup();
    let differing = all.into_iter().filter(|cell| here.get(cell) != there.get(cell));
    let difference = |cell: &Cell| CellDifference {
        cell: cell.clone(),
        typed: pair(here.get(cell).to_owned(), there.get(cell).to_owned()),
    };
    differing.map(difference).collect()
}

fn attachments(here: &[Attachment], there: &[Attachment]) -> Vec<Pair<Option<Attachment>>> {
    let named = |list: &[Attachment], name: &str| list.iter().find(|one| one.name == name).cloned();
    let both = here.iter().map(|one| pair(Some(one.clone()), named(there, &one.name)));
    let added = there.iter().filter(|one| named(here, &one.name).is_none());
    let added = added.map(|one| pair(None, Some(one.clone())));
    both.chain(added).filter(|pair| pair.here != pair.there).collect()
}
