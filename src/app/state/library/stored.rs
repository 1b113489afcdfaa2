//! Projects and heads of assessments as they lie in the store: JSON texts, read with care, for another version
//! of the app may have written them. The head carries the figures that the home page lists.
//! May import the library and serde. Read next: `library`.

use gongping::assessment::{Assessment, Project, Role};
use gongping::number::Exact;
use gongping::rubric::{Rubric, StageId};
use gongping::score::{Scorecard, Subtotal};
use serde::{Deserialize, Serialize};

use crate::app::platform::store::{Record, StoredCell};

/// What is said of an assessment without reading its cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The assessment's id; the key of the record, not part of its text.
    #[serde(skip)]
    pub id: String,
    /// The project's id.
    pub project: String,
    /// Names the rubric across its versions.
    pub rubric: String,
    /// The version of the rubric file it was made with.
    pub rubric_version: String,
    /// SHA-256 of that rubric file.
    pub rubric_digest: String,
    /// One of the rubric's stages.
    pub stage: String,
    /// The role's name in files.
    pub role: String,
    /// The last change, in milliseconds since 1970; only shown and sorted by.
    pub changed: u64,
    /// Counts the edits made to it; the order of changes, whatever the clock says.
    #[serde(default)]
    pub revision: u64,
    /// The figures at the last change.
    pub summary: Summary,
}

/// The figures of an assessment, for lists.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// How many indicators have a score.
    pub answered: usize,
    /// How many there are.
    pub of: usize,
    /// The base, as an exact number.
    pub base: String,
    /// The bonus, as an exact number.
    pub bonus: String,
    /// Both, as an exact number.
    pub total: String,
    /// 暂计: whether a base indicator is without a score.
    pub provisional: bool,
}

impl Summary {
    /// The figures of base and bonus.
    pub fn of(base: &Subtotal, bonus: &Subtotal) -> Self {
        Self {
            answered: base.answered + bonus.answered,
            of: base.of + bonus.of,
            base: base.points.canonical(),
            bonus: bonus.points.canonical(),
            total: (&base.points + &bonus.points).canonical(),
            provisional: !base.is_complete(),
        }
    }
}

/// A stored figure as it is read; what is no number is shown as it stands.
pub fn figure(stored: &str, places: u32) -> String {
    Exact::parse_canonical(stored).map_or_else(|| stored.to_owned(), |exact| exact.display(places))
}

impl Head {
    /// The head of a newly stored assessment.
    pub fn of(rubric: &Rubric, assessment: &Assessment, card: &Scorecard, changed: u64) -> Self {
        Self {
            id: assessment.id.clone(),
            project: assessment.project.id.clone(),
            rubric: rubric.id().to_string(),
            rubric_version: rubric.version().to_owned(),
            rubric_digest: rubric.digest().to_owned(),
            stage: assessment.stage.to_string(),
            role: assessment.role.id().to_owned(),
            changed,
            revision: 0,
            summary: Summary::of(&card.base, &card.bonus),
        }
    }

    /// Who rates; self-assessment where the store says something this app does not know.
    pub fn role(&self) -> Role {
        Role::from_id(&self.role).unwrap_or(Role::SelfAssessment)
    }

    /// When in the project's life.
    pub fn stage_id(&self) -> StageId {
        StageId::new(&self.stage)
    }

    /// The text that is stored.
    pub fn json(&self) -> String {
        text(self)
    }

    /// The record that is stored.
    pub fn record(&self) -> Record {
        Record { id: self.id.clone(), json: self.json() }
    }

    /// Reads a record; `None` where it is damaged.
    pub fn read(record: Record) -> Option<Self> {
        let head: Self = serde_json::from_str(&record.json).ok()?;
        Some(Self { id: record.id, ..head })
    }
}

/// A project's details on the store.
#[derive(Serialize, Deserialize)]
struct Details {
    name: String,
    implementer: String,
    purchaser: String,
    year: String,
    contract_sum: String,
    starts: String,
    ends: String,
}

/// The record of a project.
pub fn project_record(project: &Project) -> Record {
    let Project { id, name, implementer, purchaser, year, contract_sum, starts, ends } = project.clone();
    Record { id, json: text(&Details { name, implementer, purchaser, year, contract_sum, starts, ends }) }
}

/// Reads the record of a project; `None` where it is damaged.
pub fn read_project(record: Record) -> Option<Project> {
    let Details { name, implementer, purchaser, year, contract_sum, starts, ends } =
        serde_json::from_str(&record.json).ok()?;
    Some(Project { id: record.id, name, implementer, purchaser, year, contract_sum, starts, ends })
}

/// Everything typed into an assessment, as cells of the store.
pub fn cells_of(rubric: &Rubric, assessment: &Assessment) -> Vec<StoredCell> {
    let mut cells = Vec::new();
    for (indicator, sheet) in rubric.indicators().iter().zip(assessment.sheets()) {
        cells.extend(sheet.cells().map(|(cell, value)| StoredCell {
            indicator: indicator.id.to_string(),
            cell: cell.key().to_owned(),
            value: value.to_owned(),
        }));
    }
    cells
}

fn text<T: Serialize>(value: &T) -> String {
    // Plain texts and whole numbers: there is nothing in them that JSON could refuse.
    serde_json::to_string(value).unwrap_or_default()
}
