//! How many points better facts could still win: of a row, and of the whole result, where weights and caps stand
//! between the two. A veto is left aside: what it takes, it takes from whatever the points come to.
//! May import `rubric` and `number`. Read next: `recoverable`, which says what would win them.

use super::subtotal::{sum, weight_of, worth_of_a_point};
use super::{IndicatorScore, Scorecard, Subtotal};
use crate::number::Exact;
use crate::rubric::{Child, Indicator, IndicatorIx, Mode, Rubric};

/// How many of its own points an indicator could still win: 0 where it has no score yet or lost nothing.
pub(super) fn winnable(indicator: &Indicator, score: &IndicatorScore) -> Exact {
    score.points().map_or(Exact::ZERO, |points| &indicator.points - points)
}

/// The sums of the capped sections before they are cut, by the position of the section; nothing for the others.
pub(super) fn uncut(rubric: &Rubric, card: &Scorecard) -> Vec<Option<Subtotal>> {
    let sections = rubric.sections().iter().map(|section| {
        (section.mode == Mode::Capped).then(|| sum(rubric, section, &card.indicators, &card.sections))
    });
    sections.collect()
}

/// How much the whole result would gain if an indicator alone won `own` points more.
pub(super) fn of_whole(
    rubric: &Rubric,
    card: &Scorecard,
    uncut: &[Option<Subtotal>],
    at: IndicatorIx,
    own: Exact,
) -> Exact {
    let Some(indicator) = rubric.indicator(at) else { return own };
    let (mut gain, mut child, mut max) = (own, Child::Indicator(at), &indicator.points);
    let mut above = Some(indicator.section);
    while let Some(ix) = above {
        let (Some(section), Some(subtotal)) = (rubric.section(ix), card.sections.get(ix.0)) else { break };
        if let Some(worth) = worth_of_a_point(section, weight_of(rubric, &child), max) {
            gain = &gain * &worth;
        }
        gain = below_cap(gain, uncut.get(ix.0), &section.points);
        (child, max, above) = (Child::Section(ix), &subtotal.max, section.parent);
    }
    below_total_cap(gain, card)
}

/// How much the whole result would gain if every indicator that has a score had its full points.
pub(super) fn altogether(rubric: &Rubric, card: &Scorecard, uncut: &[Option<Subtotal>]) -> Exact {
    let mut gains = vec![Exact::ZERO; rubric.sections().len()];
    let mut total = Exact::ZERO;
    for (at, section) in rubric.sections().iter().enumerate().rev() {
        let added = section.children.iter().filter_map(|child| {
            let (gain, max) = match *child {
                Child::Section(below) => (gains.get(below.0)?.clone(), &card.sections.get(below.0)?.max),
                Child::Indicator(leaf) => {
                    let indicator = rubric.indicator(leaf)?;
                    (winnable(indicator, card.indicators.get(leaf.0)?), &indicator.points)
                }
            };
            let worth = worth_of_a_point(section, weight_of(rubric, child), max);
            Some(worth.map_or(gain.clone(), |worth| &gain * &worth))
        });
        let gain = below_cap(added.sum(), uncut.get(at), &section.points);
        if section.parent.is_none() {
            total += &gain;
        }
        if let Some(slot) = gains.get_mut(at) {
            *slot = gain;
        }
    }
    below_total_cap(total, card)
}

/// What of a gain is not cut off again by a capped section.
fn below_cap(gain: Exact, uncut: Option<&Option<Subtotal>>, cap: &Exact) -> Exact {
    match uncut {
        Some(Some(sum)) => gain.at_most(&(cap - &sum.points).at_least(&Exact::ZERO)),
        _ => gain,
    }
}

/// What of a gain is not cut off again by the cap on the total.
fn below_total_cap(gain: Exact, card: &Scorecard) -> Exact {
    match &card.total_cap {
        Some(cap) => gain.at_most(&(cap - &card.total()).at_least(&Exact::ZERO)),
        None => gain,
    }
}
