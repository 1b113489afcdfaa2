//! Scoring: `score(&Rubric, &Assessment) -> Scorecard`, pure and total. Incomplete or contradictory facts are
//! values that say what is wrong, never errors and never 0; nothing is rounded.
//! May import `assessment`, `rubric` and `number`. One small file per rule family below this one.
//! Read next: [`trace`] for the reason behind each point, then `score/steps.rs` as the typical rule.

use crate::assessment::{Assessment, Cell, Sheet};
use crate::number::{Exact, parse_typed};
use crate::rubric::rule::Rule;
use crate::rubric::{Child, FieldKey, Indicator, Kind, Rubric, Stage};

mod all_or_nothing;
mod answers;
mod award;
mod bands;
mod base_plus;
mod coefficient;
mod conditions;
mod counts;
mod defects;
mod discretionary;
mod due;
mod findings;
mod guides;
mod items;
mod levels;
mod pot;
mod ranges;
mod rating;
pub mod recoverable;
pub mod running;
pub mod sentence;
mod steps;
mod sum;
mod tests_met;
pub mod trace;

use answers::Answers;
pub use conditions::met;
pub use due::{Due, due_required, due_target, due_whole};
use findings::Findings;
pub use findings::{Fault, Problem};
pub use guides::{GuideFigure, guides};
pub use steps::rate;
use trace::Line;

/// Everything the engine says about one assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// One for each indicator, in the rubric's order.
    pub indicators: Vec<IndicatorScore>,
    /// One for each section, in the rubric's order.
    pub sections: Vec<Subtotal>,
    /// The base: all top sections but the bonus ones.
    pub base: Subtotal,
    /// The bonus sections.
    pub bonus: Subtotal,
}

impl Scorecard {
    /// 合计: base and bonus together, so far.
    pub fn total(&self) -> Exact {
        &self.base.points + &self.bonus.points
    }

    /// 暂计: whether a base indicator is still without a score. A blank bonus indicator is simply nothing.
    pub fn is_provisional(&self) -> bool {
        !self.base.is_complete()
    }
}

/// What the engine says about one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorScore {
    /// What follows from the facts; kept beside an override.
    pub computed: Computed,
    /// 改判
    pub overriding: Overriding,
}

/// The score that follows from the facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The points, 0 to the indicator's, or to its cap for a bonus; `None` while unanswered or contradictory.
    pub points: Option<Exact>,
    /// The most the indicator can still reach if everything missing turns out well.
    pub best: Exact,
    /// One line per deduction (bonus: per gain); with all facts in, it adds up to full − points (bonus: points).
    pub trace: Vec<Line>,
    /// The facts still needed.
    pub missing: Vec<FieldKey>,
    /// The facts that cannot be right.
    pub problems: Vec<Problem>,
}

/// How far an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Some needed fact is missing.
    Unanswered,
    /// Some fact cannot be right.
    Invalid,
    /// There is a score.
    Scored,
}

impl Computed {
    /// How far the facts are.
    pub fn state(&self) -> State {
        if !self.problems.is_empty() {
            State::Invalid
        } else if self.points.is_some() {
            State::Scored
        } else {
            State::Unanswered
        }
    }
}

/// A score set by hand against the computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Overriding {
    /// Nothing was set.
    None,
    /// Something was begun and has no effect yet.
    Pending(OverrideFault),
    /// The score in force.
    InForce {
        /// 0 to the indicator's points.
        points: Exact,
        /// Why, as typed.
        reason: String,
    },
}

/// Why an override is not in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OverrideFault {
    /// A reason was typed, a score was not.
    NoPoints,
    /// A score was typed, the compulsory reason was not.
    NoReason,
    /// What was typed is no number with at most two decimal places.
    NotANumber,
    /// Outside 0 to the indicator's points.
    OutOfRange {
        /// The indicator's points.
        max: Exact,
    },
}

impl IndicatorScore {
    /// The points in force: the override's, else the computed ones; `None` where there are none yet.
    pub fn points(&self) -> Option<&Exact> {
        match &self.overriding {
            Overriding::InForce { points, .. } => Some(points),
            _ => self.computed.points.as_ref(),
        }
    }

    /// How far the indicator is, an override in force counting as a score.
    pub fn state(&self) -> State {
        match self.overriding {
            Overriding::InForce { .. } => State::Scored,
            _ => self.computed.state(),
        }
    }

    /// What this indicator adds to its section.
    pub fn contribution(&self, indicator: &Indicator) -> Subtotal {
        let max = indicator.points.clone();
        match self.points() {
            Some(points) => Subtotal {
                points: points.clone(),
                assessed: max.clone(),
                best: points.clone(),
                max,
                answered: 1,
                invalid: 0,
                of: 1,
            },
            None => Subtotal {
                points: Exact::ZERO,
                assessed: Exact::ZERO,
                best: self.computed.best.clone(),
                max,
                answered: 0,
                invalid: usize::from(self.computed.state() == State::Invalid),
                of: 1,
            },
        }
    }
}

/// Points added up over some indicators.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subtotal {
    /// Points so far.
    pub points: Exact,
    /// The full points of what has a score.
    pub assessed: Exact,
    /// The most that can still be reached.
    pub best: Exact,
    /// The full points of everything.
    pub max: Exact,
    /// How many indicators have a score.
    pub answered: usize,
    /// How many indicators have contradictory facts.
    pub invalid: usize,
    /// How many indicators there are.
    pub of: usize,
}

impl Subtotal {
    /// Whether every indicator has a score.
    pub fn is_complete(&self) -> bool {
        self.answered == self.of
    }

    /// Points as a share of what is assessed, 0 to 1; `None` while nothing is.
    pub fn share_of_assessed(&self) -> Option<Exact> {
        self.points.divided_by(&self.assessed)
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

    /// Both together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.add(other);
        both
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

/// Scores a whole assessment: the specification every faster way is tested against.
pub fn score(rubric: &Rubric, assessment: &Assessment) -> Scorecard {
    let blank = Sheet::default();
    let stage = stage_of(rubric, assessment);
    let indicators: Vec<IndicatorScore> = rubric
        .indicators()
        .iter()
        .enumerate()
        .map(|(at, indicator)| {
            score_indicator(indicator, assessment.sheets().get(at).unwrap_or(&blank), stage)
        })
        .collect();
    let mut sections = vec![Subtotal::default(); rubric.sections().len()];
    // Every section stands before its children, so from the back each child is ready before its parent.
    for (at, section) in rubric.sections().iter().enumerate().rev() {
        let mut subtotal = Subtotal::default();
        for child in &section.children {
            match *child {
                Child::Section(below) => {
                    if let Some(below) = sections.get(below.0) {
                        subtotal.add(below);
                    }
                }
                Child::Indicator(leaf) => {
                    if let (Some(score), Some(indicator)) = (indicators.get(leaf.0), rubric.indicator(leaf)) {
                        subtotal.add(&score.contribution(indicator));
                    }
                }
            }
        }
        if let Some(slot) = sections.get_mut(at) {
            *slot = subtotal;
        }
    }
    let of_kind = |kind| {
        rubric
            .top_sections()
            .filter(|(_, section)| section.kind == kind)
            .filter_map(|(at, _)| sections.get(at.0).cloned())
            .sum()
    };
    let (base, bonus) = (of_kind(Kind::Base), of_kind(Kind::Bonus));
    Scorecard { indicators, sections, base, bonus }
}

/// The stage of an assessment; the rubric's first where the assessment names one it does not have.
pub fn stage_of<'r>(rubric: &'r Rubric, assessment: &Assessment) -> Option<&'r Stage> {
    rubric.stage(&assessment.stage).or_else(|| rubric.stages().first())
}

/// Scores one indicator from its sheet alone.
pub fn score_indicator(indicator: &Indicator, sheet: &Sheet, stage: Option<&Stage>) -> IndicatorScore {
    IndicatorScore { computed: compute(indicator, sheet, stage), overriding: overriding(indicator, sheet) }
}

fn compute(indicator: &Indicator, sheet: &Sheet, stage: Option<&Stage>) -> Computed {
    let answers = Answers::new(sheet, stage);
    let full = &indicator.points;
    let award = matches!(indicator.rule, Rule::Award(_));
    let mut findings = Findings::default();
    // A shut gate takes everything there is to lose; an award has nothing yet, so there is nothing to take.
    let at_stake = if award { &Exact::ZERO } else { full };
    let gated = indicator
        .gate
        .as_ref()
        .is_some_and(|gate| conditions::gate_is_shut(gate, &answers, at_stake, &mut findings));
    if !gated {
        apply(&indicator.rule, &answers, full, &mut findings);
    }
    let Findings { lines, missing, problems, held } = findings;
    let moved: Exact = lines.iter().map(|line| &line.points).sum();
    let reached = if award { moved } else { full - &moved };
    let decided = missing.is_empty() && problems.is_empty();
    Computed {
        best: if award && !decided && !gated { full.clone() } else { &reached - &held },
        points: decided.then_some(reached),
        trace: lines,
        missing,
        problems,
    }
}

/// Reads a rule against the answers; the lines it leaves never take more than `full`.
fn apply(rule: &Rule, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    match rule {
        Rule::AllOrNothing(rule) => all_or_nothing::apply(rule, answers, full, findings),
        Rule::PerMissingItem(rule) => items::apply(rule, answers, full, findings),
        Rule::Step(rule) => steps::apply(rule, answers, full, findings),
        Rule::PerMissingCount(rule) => counts::apply(rule, answers, full, findings),
        Rule::Levels(rule) => levels::apply(rule, answers, full, findings),
        Rule::Discretionary(rule) => discretionary::apply(rule, answers, full, findings),
        Rule::Award(rule) => award::apply(rule, answers, findings),
        Rule::Sum(rule) => sum::apply(rule, answers, findings),
        Rule::SharedPot(rule) => pot::apply(rule, answers, full, findings),
        Rule::LevelRange(rule) => ranges::apply(rule, answers, full, findings),
        Rule::RatioBands(rule) => bands::apply(rule, answers, full, findings),
        Rule::KOfN(rule) => tests_met::apply(rule, answers, full, findings),
        Rule::Coefficient(rule) => coefficient::apply(rule, answers, full, findings),
        Rule::BasePlus(rule) => base_plus::apply(rule, answers, full, findings),
        Rule::PerOccurrence(rule) => defects::apply(rule, answers, full, findings),
        Rule::Rating(rule) => rating::apply(rule, answers, full, findings),
    }
}

fn overriding(indicator: &Indicator, sheet: &Sheet) -> Overriding {
    let points = sheet.get(&Cell::OverridePoints);
    let reason = sheet.get(&Cell::OverrideReason).trim();
    let points = match parse_typed(points) {
        Ok(None) if reason.is_empty() => return Overriding::None,
        Ok(None) => return Overriding::Pending(OverrideFault::NoPoints),
        Ok(Some(points)) if points.fits_places(2) => points,
        Ok(Some(_)) | Err(_) => return Overriding::Pending(OverrideFault::NotANumber),
    };
    if points.is_negative() || points > indicator.points {
        return Overriding::Pending(OverrideFault::OutOfRange { max: indicator.points.clone() });
    }
    if reason.is_empty() {
        return Overriding::Pending(OverrideFault::NoReason);
    }
    Overriding::InForce { points, reason: reason.to_owned() }
}
