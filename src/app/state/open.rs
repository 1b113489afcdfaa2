//! An open assessment as signals: one per indicator's sheet, with memos for indicator, section and total above,
//! so that one keystroke touches one indicator and its ancestors. The plain `score` function is what these
//! memos are tested against.
//! May import Leptos and the library. Read next: `pages::fill`.

use std::cell::RefCell;
use std::sync::Arc;

use gongping::assessment::{Assessment, Cell, Edit, Project, Role, Sheet};
use gongping::editing::history::{Change, History};
use gongping::number::Exact;
use gongping::rubric::{Child, Indicator, IndicatorIx, Kind, Rubric, Section, SectionIx, Stage};
use gongping::score::recoverable::{Recoverable, recoverable};
use gongping::score::{IndicatorScore, Scorecard, Subtotal, score, score_indicator};
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use crate::app::platform::clock;

/// How many rows the list of points worth winning shows.
const WORTH_SHOWN: usize = 6;

/// An open assessment; a handle that is cloned freely.
#[derive(Clone)]
pub struct OpenAssessment(Arc<Inner>);

/// What is told of changes made together.
type OnChange = Box<dyn Fn(&[Change])>;

struct Inner {
    rubric: Arc<Rubric>,
    stage: Option<Stage>,
    header: ArcRwSignal<Assessment>,
    sheets: Vec<ArcRwSignal<Sheet>>,
    scores: Vec<ArcMemo<IndicatorScore>>,
    sections: Vec<ArcMemo<Subtotal>>,
    worth: Vec<ArcMemo<Worth>>,
    base: ArcMemo<Subtotal>,
    bonus: ArcMemo<Subtotal>,
    history: SendWrapper<RefCell<History>>,
    steps: ArcRwSignal<Steps>,
    on_change: SendWrapper<OnChange>,
}

/// Whether there is something to take back and to do again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Steps {
    /// Something to take back.
    pub undo: bool,
    /// Something to do again.
    pub redo: bool,
}

/// The points better facts could still win, in a part of the form.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Worth {
    /// All of them.
    pub points: Exact,
    /// The largest, best first.
    pub largest: Vec<Recoverable>,
}

impl Worth {
    fn of(rows: impl Iterator<Item = Recoverable>) -> Self {
        let mut worth = Self::default();
        for row in rows {
            worth.points = &worth.points + &row.points;
            worth.largest.push(row);
        }
        worth.keep_largest();
        worth
    }

    fn and(mut self, other: &Self) -> Self {
        self.points = &self.points + &other.points;
        self.largest.extend(other.largest.iter().cloned());
        self.keep_largest();
        self
    }

    fn keep_largest(&mut self) {
        self.largest.sort_unstable_by(|a, b| b.points.cmp(&a.points).then(a.indicator.cmp(&b.indicator)));
        self.largest.truncate(WORTH_SHOWN);
    }
}

impl OpenAssessment {
    /// Opens an assessment. `on_change` is called with changes made together, in the same task, when
    /// the figures have followed and before the screen does.
    pub fn new(rubric: Arc<Rubric>, assessment: Assessment, on_change: impl Fn(&[Change]) + 'static) -> Self {
        let stage = gongping::score::stage_of(&rubric, &assessment).cloned();
        let sheets: Vec<ArcRwSignal<Sheet>> =
            assessment.sheets().iter().cloned().map(ArcRwSignal::new).collect();
        let scores = score_memos(&rubric, stage.as_ref(), &sheets);
        let sections = section_memos(&rubric, &scores);
        let worth = worth_memos(&rubric, &scores);
        let base = kind_memo(&rubric, &sections, Kind::Base);
        let bonus = kind_memo(&rubric, &sections, Kind::Bonus);
        Self(Arc::new(Inner {
            rubric,
            stage,
            header: ArcRwSignal::new(assessment),
            sheets,
            scores,
            sections,
            worth,
            base,
            bonus,
            history: SendWrapper::new(RefCell::new(History::new())),
            steps: ArcRwSignal::default(),
            on_change: SendWrapper::new(Box::new(on_change)),
        }))
    }

    /// The rubric it is made with.
    pub fn rubric(&self) -> &Arc<Rubric> {
        &self.0.rubric
    }

    /// The stage it is made at.
    pub fn stage(&self) -> Option<&Stage> {
        self.0.stage.as_ref()
    }

    /// The assessment's id.
    pub fn id(&self) -> String {
        self.0.header.with_untracked(|header| header.id.clone())
    }

    /// Who rates.
    pub fn role(&self) -> Role {
        self.0.header.with_untracked(|header| header.role)
    }

    /// The project, followed.
    pub fn project(&self) -> Project {
        self.0.header.with(|header| header.project.clone())
    }

    /// An indicator; every position of this rubric has one.
    pub fn indicator(&self, at: IndicatorIx) -> Option<&Indicator> {
        self.0.rubric.indicator(at)
    }

    /// A cell's text, followed.
    pub fn text(&self, at: IndicatorIx, cell: &Cell) -> String {
        self.with_sheet(at, |sheet| sheet.get(cell).to_owned())
    }

    /// Reads a sheet, followed; `None`-like default where there is none.
    pub fn with_sheet<T: Default>(&self, at: IndicatorIx, read: impl FnOnce(&Sheet) -> T) -> T {
        self.0.sheets.get(at.0).map_or_else(T::default, |sheet| sheet.with(read))
    }

    /// An indicator's score, followed.
    pub fn score(&self, at: IndicatorIx) -> Option<ArcMemo<IndicatorScore>> {
        self.0.scores.get(at.0).cloned()
    }

    /// A section's subtotal, followed.
    pub fn section(&self, at: SectionIx) -> Option<ArcMemo<Subtotal>> {
        self.0.sections.get(at.0).cloned()
    }

    /// The base, followed.
    pub fn base(&self) -> Subtotal {
        self.0.base.get()
    }

    /// The bonus, followed.
    pub fn bonus(&self) -> Subtotal {
        self.0.bonus.get()
    }

    /// The points most worth winning in the whole form, followed.
    pub fn worth(&self) -> Worth {
        self.0.worth.iter().fold(Worth::default(), |sum, part| part.with(|part| sum.and(part)))
    }

    /// The one way to change facts; edits made together are taken back together. They are handed to the store
    /// in the same task, before the screen follows.
    pub fn edit(&self, edits: Vec<Edit>) {
        let changes = self.make(edits);
        if !changes.is_empty() {
            self.0.history.borrow_mut().record(changes, clock::now_ms());
            self.tell_steps();
        }
    }

    /// As [`OpenAssessment::edit`], for a change that is made whole, such as a choice: a step of its own.
    pub fn edit_at_once(&self, edits: Vec<Edit>) {
        self.0.history.borrow_mut().end_step();
        self.edit(edits);
        self.0.history.borrow_mut().end_step();
    }

    /// Takes back the newest step and says which row it was in.
    pub fn undo(&self) -> Option<IndicatorIx> {
        let edits = self.0.history.borrow_mut().undo()?;
        self.replay(edits)
    }

    /// Does the step last taken back again and says which row it was in.
    pub fn redo(&self) -> Option<IndicatorIx> {
        let edits = self.0.history.borrow_mut().redo()?;
        self.replay(edits)
    }

    /// Whether there is something to take back or to do again, followed.
    pub fn steps(&self) -> Steps {
        self.0.steps.get()
    }

    fn replay(&self, edits: Vec<Edit>) -> Option<IndicatorIx> {
        let row = edits.first().map(|edit| edit.indicator);
        self.make(edits);
        self.tell_steps();
        row
    }

    fn tell_steps(&self) {
        let history = self.0.history.borrow();
        let steps = Steps { undo: history.can_undo(), redo: history.can_redo() };
        if self.0.steps.get_untracked() != steps {
            self.0.steps.set(steps);
        }
    }

    /// Makes the edits that change something, and hands them to the store.
    fn make(&self, edits: Vec<Edit>) -> Vec<Change> {
        let changes: Vec<Change> = edits
            .into_iter()
            .filter_map(|edit| {
                let sheet = self.0.sheets.get(edit.indicator.0)?;
                let before = sheet.with_untracked(|sheet| sheet.get(&edit.cell).to_owned());
                let Edit { indicator, cell, value: after } = edit;
                (before != after).then_some(Change { indicator, cell, before, after })
            })
            .collect();
        for change in &changes {
            if let Some(sheet) = self.0.sheets.get(change.indicator.0) {
                sheet.update(|sheet| {
                    sheet.set(change.cell.clone(), change.after.clone());
                });
            }
        }
        // The screen follows in a task of its own; the store is told in this one.
        if !changes.is_empty() {
            (self.0.on_change)(&changes);
        }
        changes
    }

    /// The assessment as it stands, for files and paper.
    pub fn assessment(&self) -> Assessment {
        let mut assessment = self.0.header.get_untracked();
        for (at, sheet) in self.0.sheets.iter().enumerate() {
            sheet.with_untracked(|sheet| {
                for (cell, value) in sheet.cells() {
                    let edit =
                        Edit { indicator: IndicatorIx(at), cell: cell.clone(), value: value.to_owned() };
                    assessment.apply(edit);
                }
            });
        }
        assessment
    }

    /// The scorecard as it stands, by the one scoring function.
    pub fn scorecard(&self) -> Scorecard {
        score(&self.0.rubric, &self.assessment())
    }
}

/// A row of a section: its place and its score.
type Row = (IndicatorIx, ArcMemo<IndicatorScore>);

fn score_memos(
    rubric: &Rubric,
    stage: Option<&Stage>,
    sheets: &[ArcRwSignal<Sheet>],
) -> Vec<ArcMemo<IndicatorScore>> {
    let stage = stage.cloned().map(Arc::new);
    sheets
        .iter()
        .zip(rubric.indicators())
        .map(|(sheet, indicator)| {
            let (sheet, stage, indicator) = (sheet.clone(), stage.clone(), indicator.clone());
            ArcMemo::new(move |_| sheet.with(|sheet| score_indicator(&indicator, sheet, stage.as_deref())))
        })
        .collect()
}

fn section_memos(rubric: &Arc<Rubric>, scores: &[ArcMemo<IndicatorScore>]) -> Vec<ArcMemo<Subtotal>> {
    let mut made: Vec<Option<ArcMemo<Subtotal>>> = vec![None; rubric.sections().len()];
    // Every section stands before its children, so from the back each child is made before its parent.
    for (at, section) in rubric.sections().iter().enumerate().rev() {
        let rows = rows(section, scores);
        let below: Vec<ArcMemo<Subtotal>> = section
            .children
            .iter()
            .filter_map(|child| match *child {
                Child::Section(below) => made.get(below.0).cloned().flatten(),
                Child::Indicator(_) => None,
            })
            .collect();
        let rubric = rubric.clone();
        let memo = ArcMemo::new(move |_| {
            let rows = rows.iter().filter_map(|(row, score)| {
                rubric.indicator(*row).map(|indicator| score.with(|score| score.contribution(indicator)))
            });
            rows.chain(below.iter().map(ArcMemo::get)).sum()
        });
        if let Some(slot) = made.get_mut(at) {
            *slot = Some(memo);
        }
    }
    made.into_iter().flatten().collect()
}

fn worth_memos(rubric: &Arc<Rubric>, scores: &[ArcMemo<IndicatorScore>]) -> Vec<ArcMemo<Worth>> {
    rubric
        .sections()
        .iter()
        .map(|section| {
            let (rows, rubric) = (rows(section, scores), rubric.clone());
            ArcMemo::new(move |_| {
                Worth::of(rows.iter().filter_map(|(row, score)| {
                    let indicator = rubric.indicator(*row)?;
                    score.with(|score| recoverable(*row, indicator, score))
                }))
            })
        })
        .collect()
}

/// The indicators that stand in a section itself, with their scores.
fn rows(section: &Section, scores: &[ArcMemo<IndicatorScore>]) -> Vec<Row> {
    section
        .children
        .iter()
        .filter_map(|child| match *child {
            Child::Indicator(row) => scores.get(row.0).map(|score| (row, score.clone())),
            Child::Section(_) => None,
        })
        .collect()
}

fn kind_memo(rubric: &Rubric, sections: &[ArcMemo<Subtotal>], kind: Kind) -> ArcMemo<Subtotal> {
    let parts: Vec<ArcMemo<Subtotal>> = rubric
        .top_sections()
        .filter(|(_, section)| section.kind == kind)
        .filter_map(|(at, _)| sections.get(at.0).cloned())
        .collect();
    ArcMemo::new(move |_| parts.iter().map(ArcMemo::get).sum())
}
