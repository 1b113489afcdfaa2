//! Scoring: `score(&Rubric, &Assessment) -> Scorecard`, pure and total. Incomplete or contradictory facts are
//! values that say what is wrong, never errors and never 0; nothing is rounded (S30).
//! May import `assessment`, `rubric` and `number`. One small file per rule family below this one, and one each for
//! what holds them together: `standing`, `subtotal`, `outcome`.
//! Read next: [`trace`] for the reason behind each point, then `score/steps.rs` as the typical rule.

use crate::assessment::{Assessment, Cell, Sheet};
use crate::number::{Exact, parse_typed};
use crate::rubric::rule::Rule;
use crate::rubric::{FieldKey, Indicator, IndicatorIx, Kind, Rubric, Stage};

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
mod outcome;
mod pot;
mod ranges;
mod rating;
pub mod recoverable;
pub mod running;
pub mod sentence;
mod standing;
mod steps;
mod subtotal;
mod sum;
mod tests_met;
pub mod trace;
mod winnable;

use answers::Answers;
pub use bands::band_in_force;
pub use conditions::met;
pub use due::{Due, due_required, due_target, due_whole};
use findings::Findings;
pub use findings::{Fault, Problem};
pub use guides::{GuideFigure, guides};
pub use outcome::{VetoCause, VetoInForce};
pub use rating::mean;
pub use standing::Applicability;
pub use steps::rate;
pub use subtotal::Subtotal;
use trace::{Line, Unmet};

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
    /// S19. The vetoes in force, in the rubric's order.
    pub vetoes: Vec<VetoInForce>,
    /// S24. The most that base and bonus can come to together, where the rubric sets a limit.
    pub total_cap: Option<Exact>,
}

/// What the engine says about one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorScore {
    /// What follows from the facts; kept beside an override.
    pub computed: Computed,
    /// 改判
    pub overriding: Overriding,
    /// Whether the indicator is assessed at all. An override in force says that it is, unless the stage leaves it
    /// out.
    pub applicability: Applicability,
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
    /// S19. The condition of a veto that is not met.
    pub vetoed: Option<Unmet>,
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
    /// It does not apply, or the stage leaves it out.
    NotAssessed,
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
    /// Whether the indicator is assessed: the stage has it, and it applies or has a score set by hand.
    pub fn is_assessed(&self) -> bool {
        match self.applicability {
            Applicability::Applies => true,
            Applicability::NotApplicable { .. } => matches!(self.overriding, Overriding::InForce { .. }),
            Applicability::Excluded => false,
        }
    }

    /// The points in force: the override's, else what an indicator that does not apply counts for, else the
    /// computed ones; `None` where there are none yet, or none at all.
    pub fn points(&self) -> Option<&Exact> {
        match (&self.applicability, &self.overriding) {
            (Applicability::Excluded, _) => None,
            (_, Overriding::InForce { points, .. }) => Some(points),
            (Applicability::NotApplicable { points, .. }, _) => points.as_ref(),
            (Applicability::Applies, _) => self.computed.points.as_ref(),
        }
    }

    /// How far the indicator is, an override in force counting as a score.
    pub fn state(&self) -> State {
        match self.overriding {
            _ if !self.is_assessed() => State::NotAssessed,
            Overriding::InForce { .. } => State::Scored,
            _ => self.computed.state(),
        }
    }

    /// What this indicator comes to, in its own points.
    pub fn contribution(&self, indicator: &Indicator) -> Subtotal {
        let max = indicator.points.clone();
        match (self.points(), &self.applicability) {
            (Some(points), _) => Subtotal {
                points: points.clone(),
                assessed: max.clone(),
                best: points.clone(),
                max,
                answered: 1,
                invalid: 0,
                of: 1,
            },
            (None, Applicability::Applies) => Subtotal {
                points: Exact::ZERO,
                assessed: Exact::ZERO,
                best: self.computed.best.clone(),
                max,
                answered: 0,
                invalid: usize::from(self.computed.state() == State::Invalid),
                of: 1,
            },
            (None, Applicability::NotApplicable { .. }) => {
                Subtotal { answered: 1, of: 1, ..Subtotal::default() }
            }
            (None, Applicability::Excluded) => Subtotal::default(),
        }
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
        let subtotal = subtotal::cut(section, &subtotal::sum(rubric, section, &indicators, &sections));
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
    let vetoes = rubric.indicators().iter().zip(&indicators).enumerate();
    let vetoes = vetoes
        .filter_map(|(at, (indicator, score))| VetoInForce::of(IndicatorIx(at), indicator, score))
        .collect();
    Scorecard { indicators, sections, base, bonus, vetoes, total_cap: rubric.total_cap().cloned() }
}

/// The stage of an assessment; the rubric's first where the assessment names one it does not have.
pub fn stage_of<'r>(rubric: &'r Rubric, assessment: &Assessment) -> Option<&'r Stage> {
    rubric.stage(&assessment.stage).or_else(|| rubric.stages().first())
}

/// Scores one indicator from its sheet alone.
pub fn score_indicator(indicator: &Indicator, sheet: &Sheet, stage: Option<&Stage>) -> IndicatorScore {
    let mut computed = compute(indicator, sheet, stage);
    let (applicability, lacks_reason) = standing::standing(indicator, sheet, stage);
    if lacks_reason {
        computed.missing.push(FieldKey::new(Cell::NotApplicableWhy.key()));
        computed.best = indicator.points.clone();
        computed.points = None;
    }
    IndicatorScore { computed, overriding: overriding(indicator, sheet), applicability }
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
    let vetoed = indicator.veto.as_ref().and_then(|veto| conditions::vetoed(veto, &answers, &mut findings));
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
        vetoed,
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
