//! What stands in a file: the assessment and its figures laid out in the wire form, and the wire form checked
//! against its rubric and put back together.
//! May import `score`, `assessment`, `rubric`, `json` and this module's files. Read next: `discrepancy`.

use std::borrow::Borrow;

use super::error::ImportError;
use super::v1::{self, File, Named};
use super::{Imported, RubricName, discrepancy};
use crate::assessment::{Assessment, Cell, Edit, Project, Role, Sheet};
use crate::json::shown;
use crate::rubric::fields::knows;
use crate::rubric::{FieldKey, IndicatorId, IndicatorIx, Rubric, RubricId, StageId};
use crate::score::{Scorecard, score};

/// Lays an assessment out. Blank cells are left out: what is not in a file is blank.
pub(super) fn file(rubric: &Rubric, assessment: &Assessment, card: &Scorecard) -> File {
    let project = &assessment.project;
    File {
        rubric: v1::Rubric {
            id: rubric.id().as_str().to_owned(),
            version: rubric.version().to_owned(),
            digest: rubric.digest().to_owned(),
            title: rubric.title().to_owned(),
        },
        project: v1::Project {
            id: project.id.clone(),
            name: project.name.clone(),
            implementer: project.implementer.clone(),
            purchaser: project.purchaser.clone(),
            year: project.year.clone(),
            contract_sum: project.contract_sum.clone(),
            starts: project.starts.clone(),
            ends: project.ends.clone(),
        },
        id: assessment.id.clone(),
        stage: assessment.stage.as_str().to_owned(),
        role: assessment.role.id().to_owned(),
        answers: by_indicator(rubric, assessment, facts),
        overrides: by_indicator(rubric, assessment, |sheet| {
            let points = sheet.get(&Cell::OverridePoints).to_owned();
            let reason = sheet.get(&Cell::OverrideReason).to_owned();
            (!points.is_empty() || !reason.is_empty()).then_some(v1::Override { points, reason })
        }),
        factors: by_indicator(rubric, assessment, |sheet| text(sheet, &Cell::Factors)),
        notes: by_indicator(rubric, assessment, |sheet| text(sheet, &Cell::Note)),
        result: outcome(rubric, card),
    }
}

/// What `of` finds on each sheet that has it, in the order of the rubric.
fn by_indicator<T>(rubric: &Rubric, assessment: &Assessment, of: impl Fn(&Sheet) -> Option<T>) -> Named<T> {
    let ids = rubric.indicators().iter().map(|indicator| indicator.id.as_str().to_owned());
    ids.zip(assessment.sheets()).filter_map(|(id, sheet)| Some((id, of(sheet)?))).collect()
}

fn facts(sheet: &Sheet) -> Option<Named<String>> {
    let facts: Named<String> = sheet
        .cells()
        .filter_map(|(cell, value)| match cell {
            Cell::Fact(key) => Some((key.as_str().to_owned(), value.to_owned())),
            _ => None,
        })
        .collect();
    (!facts.is_empty()).then_some(facts)
}

fn text(sheet: &Sheet, cell: &Cell) -> Option<String> {
    Some(sheet.get(cell)).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The figures of a scorecard. `answered` and `of` count base indicators: those are what makes a total
/// provisional.
pub(super) fn outcome(rubric: &Rubric, card: &Scorecard) -> v1::Outcome {
    let sections = rubric.sections().iter().zip(&card.sections);
    let indicators = rubric.indicators().iter().zip(&card.indicators);
    v1::Outcome {
        base: card.base.points.clone(),
        bonus: card.bonus.points.clone(),
        total: card.total(),
        provisional: card.is_provisional(),
        answered: card.base.answered as u64,
        of: card.base.of as u64,
        sections: sections
            .map(|(section, subtotal)| (section.id.as_str().to_owned(), subtotal.points.clone()))
            .collect(),
        indicators: indicators
            .map(|(indicator, score)| {
                let (points, computed) = (score.points().cloned(), score.computed.points.clone());
                (indicator.id.as_str().to_owned(), v1::Score { points, computed })
            })
            .collect(),
    }
}

/// Checks a file against the rubric it names and puts the assessment together.
pub(super) fn imported<R: Borrow<Rubric>>(
    file: File,
    find_rubric: impl FnOnce(&RubricName) -> Option<R>,
) -> Result<Imported<R>, ImportError> {
    let name = RubricName {
        id: RubricId::new(&file.rubric.id),
        version: file.rubric.version,
        digest: file.rubric.digest,
        title: file.rubric.title,
    };
    let Some(found) = find_rubric(&name) else {
        return Err(ImportError::UnknownRubric { rubric: for_message(&name) });
    };
    let rubric: &Rubric = found.borrow();
    if rubric.digest() != name.digest {
        return Err(ImportError::RubricChanged { rubric: for_message(&name) });
    }
    let stage = StageId::new(&file.stage);
    if rubric.stage(&stage).is_none() {
        return Err(ImportError::UnknownStage { id: shown(&file.stage) });
    }
    let Some(role) = Role::from_id(&file.role) else {
        return Err(ImportError::UnknownRole { id: shown(&file.role) });
    };
    let project = Project {
        id: file.project.id,
        name: file.project.name,
        implementer: file.project.implementer,
        purchaser: file.project.purchaser,
        year: file.project.year,
        contract_sum: file.project.contract_sum,
        starts: file.project.starts,
        ends: file.project.ends,
    };
    let mut sheets = Sheets { rubric, assessment: Assessment::new(file.id, project, rubric, stage, role) };
    for (id, facts) in file.answers {
        let at = sheets.find(&id)?;
        for (key, value) in facts {
            sheets.fact(at, &id, &key, value)?;
        }
    }
    for (id, set) in file.overrides {
        let at = sheets.find(&id)?;
        sheets.put(at, Cell::OverridePoints, set.points);
        sheets.put(at, Cell::OverrideReason, set.reason);
    }
    for (texts, cell) in [(file.factors, Cell::Factors), (file.notes, Cell::Note)] {
        for (id, text) in texts {
            let at = sheets.find(&id)?;
            sheets.put(at, cell.clone(), text);
        }
    }
    let assessment = sheets.assessment;
    let follows = outcome(rubric, &score(rubric, &assessment));
    let discrepancies = discrepancy::between(rubric, file.result, follows)?;
    Ok(Imported { assessment, rubric: found, discrepancies })
}

/// The assessment while it is put together.
struct Sheets<'r> {
    rubric: &'r Rubric,
    assessment: Assessment,
}

impl Sheets<'_> {
    fn find(&self, id: &str) -> Result<IndicatorIx, ImportError> {
        self.rubric.find(&IndicatorId::new(id)).ok_or_else(|| ImportError::UnknownIndicator { id: shown(id) })
    }

    fn fact(&mut self, at: IndicatorIx, id: &str, key: &str, value: String) -> Result<(), ImportError> {
        let fact = FieldKey::new(key);
        if !self.rubric.indicator(at).is_some_and(|indicator| knows(indicator, &fact)) {
            return Err(ImportError::UnknownFact { indicator: id.to_owned(), key: shown(key) });
        }
        self.put(at, Cell::Fact(fact), value);
        Ok(())
    }

    fn put(&mut self, indicator: IndicatorIx, cell: Cell, value: String) {
        self.assessment.apply(Edit { indicator, cell, value });
    }
}

/// A name from a file as it goes into a message.
fn for_message(name: &RubricName) -> RubricName {
    RubricName {
        id: name.id.clone(),
        version: shown(&name.version),
        digest: shown(&name.digest),
        title: shown(&name.title),
    }
}
