//! What better facts are: for each fact with a better direction, which way it lies. Derived from the rule's meaning
//! alone, so that the law of never losing by doing better is tried on every rule.
//! May import the library. Read next: `second`.

use gongping::number::{Exact, parse_typed};
use gongping::rubric::rule::{Adjust, Better, Condition, Measure, Rule, Side, Test, Threshold};
use gongping::rubric::structure::VetoOn;
use gongping::rubric::{FieldKey, Indicator};

use super::random::{Dice, decimal};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// A larger number.
    More,
    /// A smaller number.
    Less,
    /// Yes rather than no.
    Yes,
    /// No rather than yes: a requirement that does not exist.
    No,
    /// The best of the levels.
    Best,
}

/// The facts of an indicator that can be better, with the way.
pub(super) fn better_facts(indicator: &Indicator) -> Vec<(FieldKey, Way)> {
    let mut list = Vec::new();
    if let Some(gate) = &indicator.gate {
        condition(gate, &mut list);
    }
    if let Some(VetoOn::Condition(veto)) = indicator.veto.as_ref().map(|veto| &veto.on) {
        condition(veto, &mut list);
    }
    rule(&indicator.rule, &mut list);
    list
}

fn rule(of: &Rule, list: &mut Vec<(FieldKey, Way)>) {
    match of {
        Rule::AllOrNothing(all) => all.conditions.iter().for_each(|one| condition(one, list)),
        Rule::PerMissingItem(items) => {
            items.items.iter().for_each(|one| condition(one, list));
            if items.extensible {
                list.extend(["extra.7", "extra.12"].map(|key| (FieldKey::new(key), Way::Yes)));
            }
        }
        Rule::Step(step) => {
            measure(step.side, &step.measure, list);
            threshold(step.side, &step.threshold, list);
        }
        Rule::PerMissingCount(count) => {
            list.push((count.count.key.clone(), Way::More));
            threshold(Side::Below, &count.target, list);
        }
        Rule::Levels(levels) => {
            list.push((levels.key.clone(), Way::Best));
            if let Some(ceiling) = &levels.ceiling {
                condition(&ceiling.condition, list);
            }
        }
        Rule::Discretionary(open) => {
            list.push((open.verdict.clone(), Way::Yes));
            list.push((open.marks.key.clone(), Way::More));
        }
        Rule::Award(award) => list.push((award.count.key.clone(), Way::More)),
        Rule::Sum(sum) => sum.parts.iter().for_each(|part| rule(&part.rule, list)),
        Rule::SharedPot(pot) => {
            for target in &pot.targets {
                measure(Side::Below, &target.measure, list);
                threshold(Side::Below, &target.threshold, list);
            }
        }
        Rule::LevelRange(levels) => {
            list.push((levels.key.clone(), Way::Best));
            list.push((levels.marks.key.clone(), Way::More));
        }
        Rule::RatioBands(bands) => {
            let side = if bands.better == Better::Higher { Side::Below } else { Side::Above };
            measure(side, &bands.measure, list);
        }
        Rule::KOfN(tests) => tests.tests.iter().for_each(|one| condition(one, list)),
        Rule::Coefficient(levels) => {
            list.push((levels.key.clone(), Way::Best));
            list.push((levels.coefficient.key.clone(), Way::More));
        }
        Rule::BasePlus(base) => list.push((base.count.key.clone(), Way::More)),
        Rule::PerOccurrence(found) => {
            list.extend(found.defects.iter().map(|defect| (defect.count.key.clone(), Way::Less)));
        }
        Rule::Rating(rating) => {
            // What lies between the ends can be better or worse than the rest of the answers.
            let (best, worst) = (rating.options.first().unwrap(), rating.options.last().unwrap());
            list.push((best.tally.key.clone(), Way::More));
            list.push((worst.tally.key.clone(), Way::Less));
        }
    }
}

/// Falling short costs: more of the part and less of the whole are better. Exceeding costs: the other way round.
fn measure(side: Side, of: &Measure, list: &mut Vec<(FieldKey, Way)>) {
    let (part, whole) = match side {
        Side::Below => (Way::More, Way::Less),
        Side::Above => (Way::Less, Way::More),
    };
    match of {
        Measure::Value(value) => list.push((value.key.clone(), part)),
        Measure::Ratio(quotient) => {
            list.push((quotient.part.key.clone(), part));
            // A smaller whole of a negative part is a worse rate, not a better one.
            if !quotient.part.may_be_negative {
                list.push((quotient.whole.key.clone(), whole));
                adjust(quotient.adjust.as_ref(), whole, list);
            }
        }
    }
}

fn threshold(side: Side, of: &Threshold, list: &mut Vec<(FieldKey, Way)>) {
    let way = if side == Side::Below { Way::Less } else { Way::More };
    adjust(of.adjust.as_ref(), way, list);
}

fn adjust(of: Option<&Adjust>, way: Way, list: &mut Vec<(FieldKey, Way)>) {
    if let Some(adjust) = of {
        list.push((adjust.value.key.clone(), way));
    }
}

fn condition(of: &Condition, list: &mut Vec<(FieldKey, Way)>) {
    match &of.test {
        Test::Judged(judged) => list.push((judged.key.clone(), Way::Yes)),
        Test::Reaches { applies, actual, required, adjust: change } => {
            list.extend(applies.iter().map(|applies| (applies.key.clone(), Way::No)));
            list.push((actual.key.clone(), Way::More));
            list.push((required.key.clone(), Way::Less));
            adjust(change.as_ref(), Way::Less, list);
        }
        Test::AtLeast { applies, value, .. } => {
            list.extend(applies.iter().map(|applies| (applies.key.clone(), Way::No)));
            list.push((value.key.clone(), Way::More));
        }
        Test::Settled { total, settled } => {
            list.push((total.key.clone(), Way::Less));
            list.push((settled.key.clone(), Way::More));
        }
    }
}

/// A better value for what was typed; what is no number stays as it is.
pub(super) fn improve(way: Way, typed: &str, dice: &mut Dice) -> String {
    let change = Exact::parse_canonical(&decimal(dice.one_of(&[100, 200, 500, 1_000, 50, 10_000]))).unwrap();
    match (way, parse_typed(typed)) {
        (Way::Yes, _) => "yes".to_owned(),
        (Way::No, _) => "no".to_owned(),
        (Way::Best, _) => "l0".to_owned(),
        (Way::More, Ok(Some(value))) => (&value + &change).canonical(),
        (Way::Less, Ok(Some(value))) => (&value - &change).canonical(),
        (Way::More | Way::Less, _) => typed.to_owned(),
    }
}
