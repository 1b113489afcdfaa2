//! Subtotals: points added up over some indicators, and how a section makes up its points from what stands in it
//! (S21 to S23). All of it is linear but the cut of a capped section, so one changed row changes what stands above
//! it by a difference. Nothing is rounded (S30).
//! May import `rubric` and `number`. Read next: `outcome`.

use super::IndicatorScore;
use crate::number::Exact;
use crate::rubric::{Child, Mode, Rubric, Section};

/// Points added up over some indicators.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subtotal {
    /// Points so far.
    pub points: Exact,
    /// The full points of what has a score.
    pub assessed: Exact,
    /// The most that can still be reached.
    pub best: Exact,
    /// The full points of everything that is to be assessed.
    pub max: Exact,
    /// How many indicators have a score or do not apply.
    pub answered: usize,
    /// How many indicators have contradictory facts.
    pub invalid: usize,
    /// How many indicators there are to be assessed at this stage.
    pub of: usize,
}

impl Subtotal {
    /// Whether every indicator has a score or does not apply.
    pub fn is_complete(&self) -> bool {
        self.answered == self.of
    }

    /// Points as a share of what is assessed, 0 to 1; `None` while nothing is.
    pub fn share_of_assessed(&self) -> Option<Exact> {
        self.points.divided_by(&self.assessed)
    }

    /// Adds another one to this.
    pub fn add(&mut self, other: &Self) {
        self.points += &other.points;
        self.assessed += &other.assessed;
        self.best += &other.best;
        self.max += &other.max;
        self.answered += other.answered;
        self.invalid += other.invalid;
        self.of += other.of;
    }

    /// Takes another one, that was added before, out of this.
    pub(super) fn take(&mut self, other: &Self) {
        self.points = &self.points - &other.points;
        self.assessed = &self.assessed - &other.assessed;
        self.best = &self.best - &other.best;
        self.max = &self.max - &other.max;
        self.answered -= other.answered;
        self.invalid -= other.invalid;
        self.of -= other.of;
    }

    /// Both together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.add(other);
        both
    }

    /// With all points multiplied; how many indicators there are stays.
    #[must_use]
    fn times(&self, factor: &Exact) -> Self {
        Self {
            points: &self.points * factor,
            assessed: &self.assessed * factor,
            best: &self.best * factor,
            max: &self.max * factor,
            ..self.clone()
        }
    }

    /// With no more points than a limit.
    #[must_use]
    fn at_most(&self, limit: &Exact) -> Self {
        Self {
            points: self.points.at_most(limit),
            assessed: self.assessed.at_most(limit),
            best: self.best.at_most(limit),
            max: self.max.at_most(limit),
            ..self.clone()
        }
    }
}

impl std::iter::Sum for Subtotal {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |mut total, part| {
            total.add(&part);
            total
        })
    }
}

/// What one point of a child is worth in its section: 1, or in a weighted section the child's part of the section's
/// points over the child's own. A child of which nothing is to be assessed has no points and drops out, weight and
/// all.
pub(super) fn worth_of_a_point(section: &Section, weight: Option<&Exact>, max: &Exact) -> Option<Exact> {
    if section.mode != Mode::Weighted {
        return None;
    }
    (&section.points * weight?).divided_by(&(max * &Exact::HUNDRED))
}

/// What a child adds to its section, before a capped section cuts it.
pub(super) fn lifted(section: &Section, weight: Option<&Exact>, child: Subtotal) -> Subtotal {
    match worth_of_a_point(section, weight, &child.max) {
        Some(worth) => child.times(&worth),
        None => child,
    }
}

/// What the children of a section add to it, before a capped section cuts it.
pub(super) fn sum(
    rubric: &Rubric,
    section: &Section,
    indicators: &[IndicatorScore],
    sections: &[Subtotal],
) -> Subtotal {
    let added = section.children.iter().filter_map(|child| {
        let below = match *child {
            Child::Section(below) => sections.get(below.0)?.clone(),
            Child::Indicator(leaf) => indicators.get(leaf.0)?.contribution(rubric.indicator(leaf)?),
        };
        Some(lifted(section, weight_of(rubric, child), below))
    });
    added.sum()
}

/// The subtotal of a section from what its children add.
pub(super) fn cut(section: &Section, sum: &Subtotal) -> Subtotal {
    match section.mode {
        Mode::Capped => sum.at_most(&section.points),
        Mode::Points | Mode::Weighted => sum.clone(),
    }
}

/// The weight of a child in its section.
pub(super) fn weight_of<'r>(rubric: &'r Rubric, child: &Child) -> Option<&'r Exact> {
    match child {
        Child::Section(at) => rubric.section(*at)?.weight.as_ref(),
        Child::Indicator(at) => rubric.indicator(*at)?.weight.as_ref(),
    }
}
