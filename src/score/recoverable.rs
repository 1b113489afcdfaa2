//! 最值得补的分: the indicators ranked by the points better facts could still win, and what would win them.
//! May import `trace`, `rubric`, `number` and `order`. Read next: `sentence`, which says the remedies in words.

use super::trace::{Banded, BasePlus, Cause, Figures, Line, Measured, Unmet};
use super::winnable::{of_whole, uncut, winnable};
use super::{IndicatorScore, Overriding, Scorecard, Subtotal};
use crate::number::Exact;
use crate::order::in_order;
use crate::rubric::rule::{Better, Rule, Side};
use crate::rubric::{Indicator, IndicatorIx, Rubric, Text};

/// Points an indicator could still win for the whole result.
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
    Supply(Vec<Text>),
    /// That many more.
    More {
        /// Of what.
        label: Text,
        /// How many.
        by: Exact,
        /// Counted in.
        unit: Text,
    },
    /// That much less.
    Less {
        /// Of what.
        label: Text,
        /// How much.
        by: Exact,
        /// Counted in.
        unit: Text,
    },
    /// Reach the best level.
    Raise {
        /// The best level.
        to: Text,
    },
    /// Reach the full marks of the best level.
    FullMarks {
        /// The best level.
        level: Text,
    },
    /// Cross into the next better band.
    NextBand {
        /// That much more or less.
        change: Box<Remedy>,
        /// The marks of that band.
        marks: Exact,
    },
    /// Meet some of these tests.
    MeetTests {
        /// How many of them.
        more: usize,
        /// Those not met.
        of: Vec<Text>,
        /// The marks that gives.
        marks: Exact,
    },
    /// Raise the mean of a survey.
    RaiseMean {
        /// What is asked.
        question: Text,
        /// The mean now.
        mean: Exact,
        /// The top of the scale.
        highest: Exact,
    },
    /// Mend what the person's own reason names.
    Mend,
}

/// The scored indicators with which the whole result could still gain, the most points first, in form order among
/// equals.
pub fn rank(rubric: &Rubric, card: &Scorecard) -> Vec<Recoverable> {
    largest(rubric, card, &uncut(rubric, card), usize::MAX)
}

/// The `limit` first of [`rank`]; only for them is it worked out what would win them.
pub(super) fn largest(
    rubric: &Rubric,
    card: &Scorecard,
    uncut: &[Option<Subtotal>],
    limit: usize,
) -> Vec<Recoverable> {
    let plain = rubric.is_plain();
    let gains = rubric.indicators().iter().zip(&card.indicators).enumerate();
    let gains = gains.map(|(at, (indicator, score))| {
        let own = winnable(indicator, score);
        let at = IndicatorIx(at);
        if plain || own.is_zero() { (at, own) } else { (at, of_whole(rubric, card, uncut, at, own)) }
    });
    let gains = gains.filter(|(_, gain)| gain.is_positive()).collect();
    let mut gains: Vec<(IndicatorIx, Exact)> = in_order(gains, |(_, a), (_, b)| b.cmp(a));
    gains.truncate(limit);
    gains
        .into_iter()
        .filter_map(|(at, gain)| Some(winning(at, rubric.indicator(at)?, card.indicators.get(at.0)?, gain)))
        .collect()
}

/// What one indicator could still win of its own points, and how; `None` where it has no score yet or lost nothing.
pub fn recoverable(at: IndicatorIx, indicator: &Indicator, score: &IndicatorScore) -> Option<Recoverable> {
    let points = winnable(indicator, score);
    points.is_positive().then(|| winning(at, indicator, score, points))
}

/// What would win an indicator so many points of the whole.
pub(super) fn winning(
    at: IndicatorIx,
    indicator: &Indicator,
    score: &IndicatorScore,
    points: Exact,
) -> Recoverable {
    let overridden = matches!(score.overriding, Overriding::InForce { .. });
    let remedies = if overridden { Vec::new() } else { remedies(indicator, &score.computed.trace) };
    Recoverable { indicator: at, points, remedies }
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
            Cause::MissingItem(unmet) | Cause::Gate(unmet) | Cause::Veto { unmet, .. } => {
                mend(unmet, &mut supply, &mut others);
            }
            Cause::Steps(steps) => others.push(across(steps.side, &steps.measured, &steps.threshold)),
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
            Cause::Ranged(ranged) => others.push(raise(&ranged.label, &ranged.best)),
            Cause::Multiplied(times) => others.push(raise(&times.label, &times.best)),
            Cause::Banded(banded) => others.push(next_band(banded)),
            Cause::Tests(tests) => {
                let of = tests.unmet.iter().map(|unmet| unmet.label.clone()).collect();
                let (more, marks) = tests.next.clone();
                others.push(Remedy::MeetTests { more, of, marks });
            }
            Cause::BasePlus(base) => others.push(more_of(base)),
            Cause::Defects(defects) => others.push(Remedy::Less {
                label: defects.label.clone(),
                by: defects.count.clone(),
                unit: defects.unit.clone(),
            }),
            Cause::Rated(rated) => others.push(Remedy::RaiseMean {
                question: rated.question.clone(),
                mean: rated.mean.clone(),
                highest: rated.highest.clone(),
            }),
            Cause::Counted { .. } => {}
        }
    }
    if !supply.is_empty() {
        others.insert(0, Remedy::Supply(supply));
    }
    others
}

fn mend(unmet: &Unmet, supply: &mut Vec<Text>, others: &mut Vec<Remedy>) {
    if let Some(Figures::Short { actual, required, unit, counted }) = unmet.figures.as_deref() {
        others.push(Remedy::More { label: counted.clone(), by: required - actual, unit: unit.clone() });
    } else {
        supply.push(unmet.label.clone());
    }
}

/// The best level, or the full marks within it.
fn raise(label: &Text, best: &Text) -> Remedy {
    if label == best { Remedy::FullMarks { level: best.clone() } } else { Remedy::Raise { to: best.clone() } }
}

/// What it takes for the full points.
fn more_of(base: &BasePlus) -> Remedy {
    let beyond = (&base.points - &base.base_points).divided_by(&base.per).unwrap_or_default();
    let wanted = &(&base.base_count + &beyond) - &base.count;
    Remedy::More { label: base.label.clone(), by: to_places(&wanted, base.places), unit: base.unit.clone() }
}

fn next_band(banded: &Banded) -> Remedy {
    let side = match banded.better {
        Better::Higher => Side::Below,
        Better::Lower => Side::Above,
    };
    let change = Box::new(across(side, &banded.measured, &banded.next));
    Remedy::NextBand { change, marks: banded.next_marks.clone() }
}

/// What it takes to reach a bound, in the unit that was typed.
fn across(side: Side, measured: &Measured, bound: &Exact) -> Remedy {
    let (now, wanted, label, unit, places) = match measured {
        Measured::Value { value, unit, label, places } => (value, bound.clone(), label, unit, *places),
        Measured::Ratio { part, whole, label, unit, places, .. } => {
            let wanted = (bound * whole).divided_by(&Exact::HUNDRED).unwrap_or_default();
            (part, wanted, label, unit, *places)
        }
    };
    let (label, unit) = (label.clone(), unit.clone());
    match side {
        Side::Below => Remedy::More { label, by: to_places(&(&wanted - now), places), unit },
        Side::Above => Remedy::Less { label, by: to_places(&(now - &wanted), places), unit },
    }
}

/// Rounded up to what can be typed with so many decimal places.
fn to_places(value: &Exact, places: u32) -> Exact {
    let scale = Exact::from((0..places).fold(1_i64, |scale, _| scale.saturating_mul(10)));
    (value * &scale).ceil().divided_by(&scale).unwrap_or_default()
}
