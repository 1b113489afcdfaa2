//! 最值得补的分: the indicators ranked by the points better facts could still win, and what would win them.
//! May import `trace`, `rubric` and `number`. Read next: `sentence`, which says the remedies in words.

use super::trace::{Cause, Figures, Line, Measured, Steps, Unmet};
use super::{IndicatorScore, Overriding};
use crate::number::Exact;
use crate::rubric::rule::{Rule, Side};
use crate::rubric::{Indicator, IndicatorIx, Rubric};

/// Points an indicator could still win.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recoverable {
    /// Which indicator.
    pub indicator: IndicatorIx,
    /// How many points, above 0.
    pub points: Exact,
    /// What would win them; empty where an override stands in the way.
    pub remedies: Vec<Remedy>,
}

/// What would win points back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Make these exist or hold.
    Supply(Vec<String>),
    /// That many more.
    More {
        /// Of what.
        label: String,
        /// How many.
        by: Exact,
        /// Counted in.
        unit: String,
    },
    /// That much less.
    Less {
        /// Of what.
        label: String,
        /// How much.
        by: Exact,
        /// Counted in.
        unit: String,
    },
    /// Reach the best level.
    Raise {
        /// The best level.
        to: String,
    },
    /// Mend what the person's own reason names.
    Mend,
}

/// The scored indicators that are below their full points, the most points first, in form order among equals.
pub fn rank(rubric: &Rubric, scores: &[IndicatorScore]) -> Vec<Recoverable> {
    let mut ranked: Vec<Recoverable> = rubric
        .indicators()
        .iter()
        .zip(scores)
        .enumerate()
        .filter_map(|(at, (indicator, score))| recoverable(IndicatorIx(at), indicator, score))
        .collect();
    ranked.sort_unstable_by(|a, b| b.points.cmp(&a.points).then(a.indicator.cmp(&b.indicator)));
    ranked
}

/// How many points one indicator could still win: 0 where it has no score yet or lost nothing.
pub fn winnable(indicator: &Indicator, score: &IndicatorScore) -> Exact {
    score.points().map_or(Exact::ZERO, |points| &indicator.points - points)
}

/// What one indicator could still win and how; `None` where it has no score yet or lost nothing.
pub fn recoverable(at: IndicatorIx, indicator: &Indicator, score: &IndicatorScore) -> Option<Recoverable> {
    let points = winnable(indicator, score);
    if points.is_zero() {
        return None;
    }
    let overridden = matches!(score.overriding, Overriding::InForce { .. });
    let remedies = if overridden { Vec::new() } else { remedies(indicator, &score.computed.trace) };
    Some(Recoverable { indicator: at, points, remedies })
}

fn remedies(indicator: &Indicator, trace: &[Line]) -> Vec<Remedy> {
    let gated = trace.iter().any(|line| matches!(line.cause, Cause::Gate(_)));
    if let Rule::Award(award) = &indicator.rule
        && !gated
    {
        let have = trace.iter().map(|line| &line.points).sum::<Exact>();
        let by = (&award.cap - &have).divided_by(&award.per).unwrap_or_default().ceil();
        let (label, unit) = (award.count.label.clone(), award.count.unit.clone());
        return vec![Remedy::More { label, by, unit }];
    }
    let mut supply = Vec::new();
    let mut others = Vec::new();
    for line in trace {
        match &line.cause {
            Cause::NotMet(unmet) => unmet.iter().for_each(|one| mend(one, &mut supply, &mut others)),
            Cause::MissingItem(unmet) | Cause::Gate(unmet) => mend(unmet, &mut supply, &mut others),
            Cause::Steps(steps) => others.push(across(steps)),
            Cause::MissingCount { actual, target, unit, label, .. } => {
                others.push(Remedy::More { label: label.clone(), by: target - actual, unit: unit.clone() });
            }
            Cause::Level { lowered, best, label, .. } => {
                if let Some(lowered) = lowered {
                    mend(&lowered.unmet, &mut supply, &mut others);
                }
                if lowered.as_ref().map_or(label, |lowered| &lowered.chosen) != best {
                    others.push(Remedy::Raise { to: best.clone() });
                }
            }
            Cause::Judgement { .. } => others.push(Remedy::Mend),
            Cause::Counted { .. } => {}
        }
    }
    if !supply.is_empty() {
        others.insert(0, Remedy::Supply(supply));
    }
    others
}

fn mend(unmet: &Unmet, supply: &mut Vec<String>, others: &mut Vec<Remedy>) {
    if let Some(Figures::Short { actual, required, unit, counted }) = unmet.figures.as_deref() {
        others.push(Remedy::More { label: counted.clone(), by: required - actual, unit: unit.clone() });
    } else {
        supply.push(unmet.label.clone());
    }
}

/// What it takes to reach the threshold, in the unit that was typed.
fn across(steps: &Steps) -> Remedy {
    let (now, wanted, label, unit, places) = match &steps.measured {
        Measured::Value { value, unit, label, places } => {
            (value, steps.threshold.clone(), label, unit, *places)
        }
        Measured::Ratio { part, whole, label, unit, places, .. } => {
            let wanted = (&steps.threshold * whole).divided_by(&Exact::HUNDRED).unwrap_or_default();
            (part, wanted, label, unit, *places)
        }
    };
    let scale = Exact::from((0..places).fold(1_i64, |scale, _| scale.saturating_mul(10)));
    let to_grid = |value: Exact| (&value * &scale).ceil().divided_by(&scale).unwrap_or_default();
    let (label, unit) = (label.clone(), unit.clone());
    match steps.side {
        Side::Below => Remedy::More { label, by: to_grid(&wanted - now), unit },
        Side::Above => Remedy::Less { label, by: to_grid(now - &wanted), unit },
    }
}
