//! What stands in a file: the assessment and its figures laid out in the wire form, and the wire form checked
//! against its rubric and put back together.
//! May import `score`, `assessment`, `rubric`, `json` and this module's files. Read next: `discrepancy`.

use std::sync::Arc;

use super::error::ImportError;
use super::v1::{self, Named};
use super::v2::{self, Verdict};
use super::v3::File;
use super::{
    CHANGE_LIMIT, Discrepancy, Imported, JOURNAL_LIMIT, Known, Outgoing, RubricName, STEP_LIMIT, discrepancy,
};
use crate::assessment::{Assessment, Cell, Edit, Project, Role, Sheet};
use crate::json::shown;
use crate::record::{Journal, Step};
use crate::rubric::adjust::{AdjustError, Adjustment, Unfit};
use crate::rubric::fields::knows;
use crate::rubric::{FieldKey, Indicator, IndicatorId, IndicatorIx, Rubric, RubricId, StageId};
use crate::score::{Scorecard, score};

/// Lays an assessment out. Blank cells are left out: what is not in a file is blank.
pub(super) fn file(out: &Outgoing) -> File {
    File { body: body(out), journal: newest(out.journal), attachments: out.attachments.to_vec() }
}

/// The newest steps, as many as a file may hold; a longer journal begins later in the file than in the store.
fn newest(journal: &Journal) -> Journal {
    let (mut steps, mut changes, mut bytes) = (0, 0, 0);
    for step in journal.steps.iter().rev() {
        changes += step.changes.len();
        bytes += written_bytes(step);
        if steps == STEP_LIMIT || changes > CHANGE_LIMIT || bytes > JOURNAL_LIMIT {
            break;
        }
        steps += 1;
    }
    let left_out = journal.steps.len() - steps;
    Journal {
        before: journal.before.saturating_add(left_out as u64),
        from_blank: journal.from_blank && left_out == 0,
        steps: journal.steps.iter().skip(left_out).cloned().collect(),
    }
}

/// How many bytes a step takes in a file: its own text, each line further in.
fn written_bytes(step: &Step) -> usize {
    let text = step.json();
    text.len() + 4 * text.lines().count()
}

fn body(out: &Outgoing) -> v2::File {
    let Outgoing { rubric, assessment, card, text, .. } = *out;
    let project = &assessment.project;
    v2::File {
        rubric: v1::Rubric {
            id: rubric.id().as_str().to_owned(),
            version: rubric.version().to_owned(),
            digest: rubric.digest().to_owned(),
            title: rubric.title().to_owned(),
        },
        text: text.map(str::to_owned),
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
        adjustments: assessment.adjustments.clone(),
        answers: by_indicator(rubric, assessment, |at, sheet| facts(sheet, |key| knows(at, key))),
        kept: by_indicator(rubric, assessment, |at, sheet| facts(sheet, |key| !knows(at, key))),
        not_applicable: by_indicator(rubric, assessment, |_, sheet| not_applicable(sheet)),
        overrides: by_indicator(rubric, assessment, |_, sheet| {
            let points = sheet.get(&Cell::OverridePoints).to_owned();
            let reason = sheet.get(&Cell::OverrideReason).to_owned();
            (!points.is_empty() || !reason.is_empty()).then_some(v1::Override { points, reason })
        }),
        factors: by_indicator(rubric, assessment, |_, sheet| typed(sheet, &Cell::Factors)),
        notes: by_indicator(rubric, assessment, |_, sheet| typed(sheet, &Cell::Note)),
        result: outcome(rubric, card),
        verdict: Some(verdict(rubric, card)),
    }
}

/// What `of` finds on each sheet that has it, in the order of the rubric.
fn by_indicator<T>(
    rubric: &Rubric,
    assessment: &Assessment,
    of: impl Fn(&Indicator, &Sheet) -> Option<T>,
) -> Named<T> {
    let rows = rubric.indicators().iter().zip(assessment.sheets());
    rows.filter_map(|(at, sheet)| Some((at.id.as_str().to_owned(), of(at, sheet)?))).collect()
}

/// The facts of a sheet that the rubric asks for at present, or those it does not.
fn facts(sheet: &Sheet, asked: impl Fn(&FieldKey) -> bool) -> Option<Named<String>> {
    let facts = sheet.cells().filter_map(|(cell, value)| match cell {
        Cell::Fact(key) if asked(key) => Some((key.as_str().to_owned(), value.to_owned())),
        _ => None,
    });
    some(facts.collect())
}

/// The cells that say that a row does not apply.
fn not_applicable(sheet: &Sheet) -> Option<Named<String>> {
    let cells = sheet.cells().filter(|(cell, _)| cell.key().starts_with(NOT_APPLICABLE));
    some(cells.map(|(cell, value)| (cell.key().to_owned(), value.to_owned())).collect())
}

/// How the names of those cells begin.
const NOT_APPLICABLE: &str = "#na";

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}

fn typed(sheet: &Sheet, cell: &Cell) -> Option<String> {
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

/// What the figures come to.
pub(super) fn verdict(rubric: &Rubric, card: &Scorecard) -> Verdict {
    let grade = rubric.grades().and_then(|set| card.grade(set));
    let vetoing = card.vetoes.iter().filter_map(|veto| rubric.indicator(veto.indicator));
    Verdict {
        base_max: card.base.max.clone(),
        result: card.result(),
        grade: grade.map(|band| band.label.clone()),
        vetoes: vetoing.map(|indicator| indicator.id.as_str().to_owned()).collect(),
    }
}

/// Which rubric a file needs.
pub(super) fn name(file: &v2::File) -> RubricName {
    let rubric = &file.rubric;
    RubricName {
        id: RubricId::new(&rubric.id),
        version: rubric.version.clone(),
        digest: rubric.digest.clone(),
        title: rubric.title.clone(),
    }
}

/// The rubric a file names: the one handed in, else the one it carries.
fn rubric_of(file: &v2::File, known: Option<Known>) -> Result<Known, ImportError> {
    let name = for_message(&name(file));
    let Some(known) = known else {
        let Some(text) = &file.text else { return Err(ImportError::UnknownRubric { rubric: name }) };
        return match Known::read(text) {
            Ok(known) if is_named(&known.rubric, file) => Ok(known),
            _ => Err(ImportError::RubricDamaged { rubric: name }),
        };
    };
    if is_named(&known.rubric, file) { Ok(known) } else { Err(ImportError::RubricChanged { rubric: name }) }
}

fn is_named(rubric: &Rubric, file: &v2::File) -> bool {
    let name = &file.rubric;
    rubric.digest() == name.digest && rubric.id().as_str() == name.id && rubric.version() == name.version
}

/// The rubric with what was changed of it.
fn adjusted(known: &Known, adjustments: &[Adjustment]) -> Result<Arc<Rubric>, ImportError> {
    if adjustments.is_empty() {
        return Ok(known.rubric.clone());
    }
    match Rubric::read_adjusted(&known.text, adjustments) {
        Ok(rubric) => Ok(Arc::new(rubric)),
        Err(AdjustError::Unfit { adjustment, why }) => {
            let indicator = adjustment.indicator().map(|id| shown(id.as_str()));
            Err(ImportError::Adjustment { indicator, why })
        }
        Err(AdjustError::Rubric(problems)) => {
            Err(ImportError::Adjustment { indicator: None, why: Unfit::Invalid(problems) })
        }
    }
}

/// Checks a file against the rubric it names and puts the assessment together.
pub(super) fn imported(file: File, known: Option<Known>) -> Result<Imported, ImportError> {
    let File { body, journal, attachments } = file;
    let known = rubric_of(&body, known)?;
    let rubric = adjusted(&known, &body.adjustments)?;
    let (assessment, discrepancies) = put_together(body, &rubric)?;
    Ok(Imported { assessment, rubric, known, discrepancies, journal, attachments })
}

/// Puts the assessment together with the rubric that has its changes.
pub(super) fn put_together(
    file: v2::File,
    rubric: &Rubric,
) -> Result<(Assessment, Vec<Discrepancy>), ImportError> {
    if !is_named(rubric, &file) {
        return Err(ImportError::RubricChanged { rubric: for_message(&name(&file)) });
    }
    let stage = StageId::new(&file.stage);
    if rubric.stage(&stage).is_none() {
        return Err(ImportError::UnknownStage { id: shown(&file.stage) });
    }
    let Some(role) = Role::from_id(&file.role).filter(|role| rubric.roles().contains(role)) else {
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
    sheets.assessment.adjustments = file.adjustments;
    for (list, asked) in [(file.answers, true), (file.kept, false)] {
        for (id, facts) in list {
            let at = sheets.find(&id)?;
            for (key, value) in facts {
                sheets.fact(at, &id, &key, value, asked)?;
            }
        }
    }
    for (id, cells) in file.not_applicable {
        let at = sheets.find(&id)?;
        for (key, value) in cells {
            let cell = Cell::from_key(&key).filter(|_| key.starts_with(NOT_APPLICABLE));
            let cell = cell.ok_or_else(|| unknown_fact(&id, &key))?;
            sheets.put(at, cell, value);
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
    let card = score(rubric, &assessment);
    let mut discrepancies = discrepancy::between(rubric, file.result, outcome(rubric, &card))?;
    if let Some(stated) = file.verdict {
        discrepancies.extend(discrepancy::of_verdict(stated, verdict(rubric, &card)));
    }
    Ok((assessment, discrepancies))
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

    /// Takes a fact that the rubric asks for, or one that it does not ask for at present.
    fn fact(
        &mut self,
        at: IndicatorIx,
        id: &str,
        key: &str,
        value: String,
        asked: bool,
    ) -> Result<(), ImportError> {
        let fact = FieldKey::new(key);
        let is_asked = self.rubric.indicator(at).is_some_and(|indicator| knows(indicator, &fact));
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        let is_key = (1..=KEY_LIMIT).contains(&key.len()) && key.bytes().all(plain);
        if is_asked != asked || !is_key {
            return Err(unknown_fact(id, key));
        }
        self.put(at, Cell::Fact(fact), value);
        Ok(())
    }

    fn put(&mut self, indicator: IndicatorIx, cell: Cell, value: String) {
        self.assessment.apply(Edit { indicator, cell, value });
    }
}

/// The longest name of a fact that nobody asks for; those of a rubric join a few ids of at most 64 characters.
const KEY_LIMIT: usize = 1024;

fn unknown_fact(id: &str, key: &str) -> ImportError {
    ImportError::UnknownFact { indicator: shown(id), key: shown(key) }
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
