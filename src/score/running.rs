//! A running scorecard: an assessment with everything the engine says about it, kept up as facts change. A change
//! costs its indicator and the sections above it, whatever the size of the form, and the outcome equals a full
//! [`super::score`] after every edit, which the tests hold it to.
//! May import `assessment`, `rubric` and `number`. Read next: `recoverable`, which says what would win points.

use std::sync::Arc;

use super::recoverable::{Recoverable, largest, winning};
use super::winnable::{altogether, uncut, winnable};
use super::{IndicatorScore, Scorecard, Subtotal, VetoInForce, score, score_indicator, subtotal};
use crate::assessment::{Assessment, Cell, Edit, Project, Sheet};
use crate::number::Exact;
use crate::rubric::{Child, IndicatorIx, Kind, Rubric, SectionIx, Stage};

/// An assessment and its scorecard, always in step.
#[derive(Debug, Clone)]
pub struct Running {
    rubric: Arc<Rubric>,
    assessment: Assessment,
    /// Position of the stage in force in the rubric's stages.
    stage: usize,
    card: Scorecard,
    /// The capped sections before they are cut; nothing for the others.
    uncut: Vec<Option<Subtotal>>,
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
    /// Whether base, bonus, total or a veto on them changed.
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
        let uncut = uncut(&rubric, &card);
        Self { rubric, assessment, stage, card, uncut, winnable, all_winnable }
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
        let veto = VetoInForce::of(at, indicator, &after);
        *slot = after;
        if indicator.veto.is_some() {
            touched.totals = self.card.replace_veto(at, veto);
        }
        self.carry_up(&rubric, Child::Indicator(at), gone, come, touched);
    }

    /// Replaces what a row came to by what it comes to now, in every section above it, as far up as that changes
    /// anything.
    fn carry_up(
        &mut self,
        rubric: &Rubric,
        mut child: Child,
        mut gone: Subtotal,
        mut come: Subtotal,
        touched: &mut Touched,
    ) {
        while gone != come {
            let above = match child {
                Child::Indicator(at) => rubric.indicator(at).map(|indicator| indicator.section),
                Child::Section(at) => rubric.section(at).and_then(|section| section.parent),
            };
            let Some(ix) = above else {
                let Child::Section(top) = child else { return };
                let total = match rubric.section(top).map(|section| section.kind) {
                    Some(Kind::Bonus) => &mut self.card.bonus,
                    _ => &mut self.card.base,
                };
                total.take(&gone);
                total.add(&come);
                touched.totals = true;
                return;
            };
            let (Some(section), Some(held)) = (rubric.section(ix), self.card.sections.get_mut(ix.0)) else {
                return;
            };
            let weight = subtotal::weight_of(rubric, &child);
            let (less, more) =
                (subtotal::lifted(section, weight, gone), subtotal::lifted(section, weight, come));
            gone = held.clone();
            if let Some(sum) = self.uncut.get_mut(ix.0).and_then(Option::as_mut) {
                sum.take(&less);
                sum.add(&more);
                *held = subtotal::cut(section, sum);
            } else {
                held.take(&less);
                held.add(&more);
            }
            come = held.clone();
            if gone != come {
                touched.sections.push(ix);
            }
            child = Child::Section(ix);
        }
    }

    /// The points of the whole that better facts could still win: all of them, and the `limit` largest with what
    /// would win them.
    pub fn worth(&self, limit: usize) -> Worth {
        if !self.rubric.is_plain() {
            let points = altogether(&self.rubric, &self.card, &self.uncut);
            return Worth { points, largest: largest(&self.rubric, &self.card, &self.uncut, limit) };
        }
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
            .filter_map(|(points, at)| {
                let (indicator, score) = (self.rubric.indicator(at)?, self.card.indicators.get(at.0)?);
                Some(winning(at, indicator, score, points.clone()))
            })
            .collect();
        Worth { points: self.all_winnable.clone(), largest }
    }
}
