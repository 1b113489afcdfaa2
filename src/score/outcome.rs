//! What an assessment comes to in the end: the total under its cap (S24), the vetoes in force (S19) and the grade
//! (S29). A result with blanks in it is provisional and has no grade.
//! May import `rubric` and `number`. Read next: `trace`.

use super::trace::Unmet;
use super::{IndicatorScore, Scorecard};
use crate::number::Exact;
use crate::rubric::grades::{Band, BandSet, Basis};
use crate::rubric::structure::{Effect, VetoOn};
use crate::rubric::{Indicator, IndicatorIx};

/// A veto that takes effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VetoInForce {
    /// The indicator that carries it.
    pub indicator: IndicatorIx,
    /// Why it is in force.
    pub cause: VetoCause,
    /// What it does.
    pub effect: Effect,
}

/// Why a veto is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VetoCause {
    /// A condition is not met.
    Unmet(Unmet),
    /// The indicator has 0 points.
    NoPoints,
}

impl VetoInForce {
    /// The veto of an indicator, where it takes effect.
    pub(super) fn of(at: IndicatorIx, indicator: &Indicator, score: &IndicatorScore) -> Option<Self> {
        let veto = indicator.veto.as_ref()?;
        if !score.is_assessed() {
            return None;
        }
        let cause = match &veto.on {
            VetoOn::Condition(_) => VetoCause::Unmet(score.computed.vetoed.clone()?),
            VetoOn::Zero => score.points().filter(|points| points.is_zero()).map(|_| VetoCause::NoPoints)?,
        };
        Some(Self { indicator: at, cause, effect: veto.effect.clone() })
    }
}

impl Scorecard {
    /// Base and bonus together, before a cap on both and before any veto.
    pub fn total(&self) -> Exact {
        &self.base.points + &self.bonus.points
    }

    /// 合计, so far: base and bonus together, no more than a cap on both, and 0 under a veto that says so.
    pub fn result(&self) -> Exact {
        self.in_force(self.total())
    }

    /// The most that 合计 can still come to.
    pub fn best(&self) -> Exact {
        self.in_force(&self.base.best + &self.bonus.best)
    }

    /// Puts what is said now of an indicator's veto in place; says whether that changes anything.
    pub(super) fn replace_veto(&mut self, at: IndicatorIx, veto: Option<VetoInForce>) -> bool {
        match (self.vetoes.binary_search_by_key(&at, |held| held.indicator), veto) {
            (Ok(held), None) => {
                self.vetoes.remove(held);
            }
            (Ok(held), Some(veto)) => match self.vetoes.get_mut(held) {
                Some(held) if *held != veto => *held = veto,
                _ => return false,
            },
            (Err(place), Some(veto)) => self.vetoes.insert(place, veto),
            (Err(_), None) => return false,
        }
        true
    }

    fn in_force(&self, sum: Exact) -> Exact {
        if self.is_zero_by_veto() {
            return Exact::ZERO;
        }
        match &self.total_cap {
            Some(cap) => sum.at_most(cap),
            None => sum,
        }
    }

    /// Whether a veto makes the whole result 0.
    pub fn is_zero_by_veto(&self) -> bool {
        self.vetoes.iter().any(|veto| veto.effect == Effect::Zero)
    }

    /// 暂计: whether a base indicator is still without a score. A blank bonus indicator is simply nothing.
    pub fn is_provisional(&self) -> bool {
        !self.base.is_complete()
    }

    /// The result in percent of the base points that can be assessed, as a set of grades holds it against its
    /// bounds; `None` where nothing can be assessed.
    pub fn percent(&self, basis: Basis) -> Option<Exact> {
        let points = match basis {
            Basis::Total => self.result(),
            Basis::Base if self.is_zero_by_veto() => Exact::ZERO,
            Basis::Base => self.base.points.clone(),
        };
        (&points * &Exact::HUNDRED).divided_by(&self.base.max)
    }

    /// The grade, no better than the vetoes in force allow; `None` while the result is provisional. In a set other
    /// than the rubric's own a veto's grade is the one its lower bound falls into.
    pub fn grade<'s>(&self, set: &'s BandSet) -> Option<&'s Band> {
        if self.is_provisional() {
            return None;
        }
        let earned = set.band(&self.percent(set.basis)?)?;
        let caps = self.vetoes.iter().filter_map(|veto| match &veto.effect {
            Effect::GradeAtMost { from, .. } => set.band(from),
            Effect::Zero => None,
        });
        Some(caps.fold(earned, |lowest, cap| if cap.from < lowest.from { cap } else { lowest }))
    }
}
