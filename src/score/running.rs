//! A running scorecard: an assessment with everything the engine says about it, kept up as facts change. A change
//! costs its indicator and the sections above it, whatever the size of the form, and the outcome equals a full
//! [`super::score`] after every edit, which the tests hold it to.
//! May import `assessment`, `rubric` and `number`. Read next: `recoverable`, which says what would win points.

use std::sync::Arc;

use super::recoverable::{Recoverable, recoverable, winnable};
use super::{IndicatorScore, Scorecard, Subtotal, score, score_indicator};
use crate::assessment::{Assessment, Cell, Edit, Project, Sheet};
use crate::number::Exact;
use crate::rubric::{IndicatorIx, Kind, Rubric, SectionIx, Stage};

/// An assessment and its scorecard, always in step.
#[derive(Debug, Clone)]
pub struct Running {
    rubric: Arc<Rubric>,
    assessment: Assessment,
    /// Position of the stage in force in the rubric's stages.
    stage: usize,
    card: Scorecard,
    /// What each indicator could still win, 0 for most; `worth` picks from it.
    winnable: Vec<Exact>,
    /// The sum of `winnable`.
    all_winnable: Exact,
}

/// What an edit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The indicator whose sheet changed.
    pub indicator: IndicatorIx,
    /// The edit that takes it back.
    pub undo: Edit,
    /// Whether anything the engine says about the indicator changed.
    pub rescored: bool,
    /// The sections whose subtotal changed, from the indicator's own upwards.
    pub sections: Vec<SectionIx>,
    /// Whether base, bonus or total changed.
    pub totals: bool,
}

/// The points better facts could still win.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Worth {
    /// All of them together.
    pub points: Exact,
    /// The largest, best first, in form order among equals.
    pub largest: Vec<Recoverable>,
}

impl Running {
    /// Scores an assessment of `rubric` and keeps it.
    pub fn new(rubric: Arc<Rubric>, assessment: Assessment) -> Self {
        let stage = rubric.stages().iter().position(|stage| stage.id == assessment.stage).unwrap_or_default();
        let card = score(&rubric, &assessment);
        let winnable: Vec<Exact> = rubric
            .indicators()
            .iter()
            .zip(&card.indicators)
            .map(|(indicator, score)| winnable(indicator, score))
            .collect();
        let all_winnable = winnable.iter().sum();
        Self { rubric, assessment, stage, card, winnable, all_winnable }
    }

    /// The rubric.
    pub fn rubric(&self) -> &Arc<Rubric> {
        &self.rubric
    }

    /// The stage in force; the rubric's first where the assessment names one it does not have.
    pub fn stage(&self) -> Option<&Stage> {
        self.rubric.stages().get(self.stage)
    }

    /// The assessment as it stands.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// The assessment as it stands, when this is no longer needed.
    pub fn into_assessment(self) -> Assessment {
        self.assessment
    }

    /// The sheet of an indicator.
    pub fn sheet(&self, at: IndicatorIx) -> Option<&Sheet> {
        self.assessment.sheet(at)
    }

    /// What the engine says now.
    pub fn card(&self) -> &Scorecard {
        &self.card
    }

    /// What the engine says about an indicator now.
    pub fn score(&self, at: IndicatorIx) -> Option<&IndicatorScore> {
        self.card.indicators.get(at.0)
    }

    /// The subtotal of a section now.
    pub fn subtotal(&self, at: SectionIx) -> Option<&Subtotal> {
        self.card.sections.get(at.0)
    }

    /// Puts other words about the project in place and gives back the former ones. They do not bear on any score.
    pub fn replace_project(&mut self, project: Project) -> Project {
        std::mem::replace(&mut self.assessment.project, project)
    }

    /// Makes one change and says what it changed; `None` where it changes nothing, or the rubric has no such
    /// indicator.
    pub fn edit(&mut self, edit: Edit) -> Option<Touched> {
        let at = edit.indicator;
        if self.assessment.sheet(at)?.get(&edit.cell) == edit.value {
            return None;
        }
        let scored = !matches!(edit.cell, Cell::Factors | Cell::Note);
        let undo = self.assessment.apply(edit)?;
        let mut touched =
            Touched { indicator: at, undo, rescored: false, sections: Vec::new(), totals: false };
        if scored {
            self.rescore(at, &mut touched);
        }
        Some(touched)
    }

    /// Works out an indicator anew, and what stands above it by the difference.
    fn rescore(&mut self, at: IndicatorIx, touched: &mut Touched) {
        let rubric = Arc::clone(&self.rubric);
        let stage = rubric.stages().get(self.stage);
        let (Some(indicator), Some(sheet), Some(slot)) =
            (rubric.indicator(at), self.assessment.sheet(at), self.card.indicators.get_mut(at.0))
        else {
            return;
        };
        let after = score_indicator(indicator, sheet, stage);
        if *slot == after {
            return;
        }
        touched.rescored = true;
        let (gone, come) = (slot.contribution(indicator), after.contribution(indicator));
        if let Some(held) = self.winnable.get_mut(at.0) {
            let now = winnable(indicator, &after);
            self.all_winnable = &(&self.all_winnable - held) + &now;
            *held = now;
        }
        *slot = after;
        if gone == come {
            return;
        }
        let mut next = Some(indicator.section);
        while let Some(ix) = next {
            let (Some(section), Some(subtotal)) = (rubric.section(ix), self.card.sections.get_mut(ix.0))
            else {
                return;
            };
            subtotal.take(&gone);
            subtotal.add(&come);
            touched.sections.push(ix);
            next = section.parent;
            if next.is_none() {
                let total = match section.kind {
                    Kind::Base => &mut self.card.base,
                    Kind::Bonus => &mut self.card.bonus,
                };
                total.take(&gone);
                total.add(&come);
                touched.totals = true;
            }
        }
    }

    /// The points better facts could still win: all of them, and the `limit` largest with what would win them.
    pub fn worth(&self, limit: usize) -> Worth {
        let mut largest: Vec<(&Exact, IndicatorIx)> = Vec::with_capacity(limit.saturating_add(1));
        for (at, points) in self.winnable.iter().enumerate() {
            // In form order, so one that is no larger than the last of a full list has lost to it.
            if points.is_zero()
                || (largest.len() == limit && largest.last().is_none_or(|last| points <= last.0))
            {
                continue;
            }
            let place = largest.partition_point(|(other, _)| *other >= points);
            largest.insert(place, (points, IndicatorIx(at)));
            largest.truncate(limit);
        }
        let largest = largest
            .into_iter()
            .filter_map(|(_, at)| {
                recoverable(at, self.rubric.indicator(at)?, self.card.indicators.get(at.0)?)
            })
            .collect();
        Worth { points: self.all_winnable.clone(), largest }
    }
}
