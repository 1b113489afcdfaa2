//! The rules on a person's judgement: S6, S7, S11 and S14.
//! May import `rubric`, `json` and `number`. Read next: `guides`.

use std::collections::BTreeSet;

use super::super::check::{Check, MOST_PLACES};
use super::super::problem::What;
use super::conditions::condition;
use super::{Place, falls, first_is_full};
use crate::json::{At, Fields};
use crate::number::Exact;
use crate::rubric::Text;
use crate::rubric::rule::{
    Ceiling, Checkpoint, Coefficient, Discretionary, Level, LevelRange, Levels, MarkRange, NumberField, Rule,
    Share,
};

/// The most decimal places of a coefficient.
const COEFFICIENT_PLACES: u32 = 4;

pub(super) fn levels(check: &Check, from: &Fields, place: &Place) -> Rule {
    let mut taken = BTreeSet::new();
    let mut before: Option<Exact> = None;
    let mut named: Vec<Level> = Vec::new();
    for level in check.filled(from.get("levels")).nodes() {
        let level = level.object();
        let points = check.not_negative(level.get("points"));
        let at = level.at.field("points");
        match (&points, &before, place.points) {
            (Some(level), Some(before), _) if level >= before => {
                let (level, before) = (level.clone(), before.clone());
                check.report(&at, What::LevelsNotFalling { level, before });
            }
            (Some(level), None, Some(full)) if named.is_empty() && level != full => {
                let (level, points) = (level.clone(), full.clone());
                check.report(&at, What::FirstLevelNotFull { level, points });
            }
            _ => {}
        }
        named.push(Level {
            id: check.new_id(level.get("id"), &mut taken).to_owned(),
            label: check.words(level.get("label")),
            points: points.clone().unwrap_or_default(),
        });
        before = points;
    }
    let ceiling = from.find("ceiling");
    Rule::Levels(Levels {
        key: place.key("level"),
        reason: place.key("reason"),
        ceiling: if ceiling.is_there() {
            Some(self::ceiling(check, &ceiling.object(), &named, place))
        } else {
            None
        },
        levels: named,
    })
}

fn ceiling(check: &Check, from: &Fields, levels: &[Level], place: &Place) -> Ceiling {
    let node = from.get("level");
    let id = node.text();
    let level = levels.iter().position(|level| Some(level.id.as_str()) == id);
    match (id, level) {
        (Some(id), None) => check.report(&node.at, What::UnknownLevel { id: id.to_owned() }),
        (Some(id), Some(0)) => check.report(&node.at, What::CeilingAtBest { id: id.to_owned() }),
        _ => {}
    }
    let prefix = format!("{}ceiling.", place.prefix);
    Ceiling { condition: condition(check, from.get("condition"), &prefix), level: level.unwrap_or_default() }
}

pub(super) fn discretionary(check: &Check, from: &Fields, place: &Place) -> Rule {
    let grid = check.positive(from.get("grid"));
    let at = from.at.field("grid");
    let places = grid.as_ref().map_or(0, |grid| grid_places(check, &at, grid, place.points));
    let mut taken = BTreeSet::new();
    let mut checkpoints = Vec::new();
    for point in from.find("checkpoints").list().nodes() {
        let point = point.object();
        let id = check.new_id(point.get("id"), &mut taken);
        checkpoints.push(Checkpoint {
            key: place.key(&format!("check.{id}")),
            label: check.words(point.get("label")),
        });
    }
    Rule::Discretionary(Discretionary {
        verdict: place.key("verdict"),
        full: check.words(from.get("full")),
        reduced: check.words(from.get("reduced")),
        marks: NumberField {
            key: place.key("marks"),
            label: "酌情得分".into(),
            unit: "分".into(),
            places,
            may_be_negative: false,
        },
        grid: grid.unwrap_or_default(),
        reason: place.key("reason"),
        checkpoints,
    })
}

/// The decimal places that marks on the grid need.
fn grid_places(check: &Check, at: &At, grid: &Exact, points: Option<&Exact>) -> u32 {
    if let Some(points) = points
        && !points.is_multiple_of(grid)
    {
        check.report(at, What::GridDoesNotDivide { grid: grid.clone(), points: points.clone() });
    }
    let mut scaled = grid.clone();
    for places in 0..=MOST_PLACES {
        if scaled.is_whole() {
            return places;
        }
        scaled = &scaled * &Exact::from(10);
    }
    check.report(at, What::GridTooFine { grid: grid.clone(), limit: MOST_PLACES });
    0
}

pub(super) fn level_range(check: &Check, from: &Fields, place: &Place) -> Rule {
    let grid = check.positive(from.get("grid"));
    let places = grid.as_ref().map_or(0, |grid| grid_places(check, &from.at.field("grid"), grid, None));
    let mut taken = BTreeSet::new();
    let mut levels: Vec<MarkRange> = Vec::new();
    let mut before: Option<(Option<Exact>, Option<Exact>)> = None;
    for level in check.filled(from.get("levels")).nodes() {
        let level = level.object();
        let id = check.new_id(level.get("id"), &mut taken).to_owned();
        let label = check.words(level.get("label"));
        let (low, high) = (check.not_negative(level.get("low")), check.not_negative(level.get("high")));
        let (at_low, at_high) = (level.at.field("low"), level.at.field("high"));
        match &before {
            None => first_is_full(check, &at_high, high.as_ref(), place),
            Some((low_before, high_before)) => {
                if let (Some(high), Some(low)) = (&high, low_before)
                    && high > low
                {
                    let (high, low) = (high.clone(), low.clone());
                    check.report(&at_high, What::RangesOverlap { high, low });
                } else {
                    falls(check, &at_high, high.as_ref(), high_before.as_ref());
                    falls(check, &at_low, low.as_ref(), low_before.as_ref());
                }
            }
        }
        if let (Some(low), Some(high)) = (&low, &high)
            && low > high
        {
            check.report(&level.at, What::EmptyRange { low: low.clone(), high: high.clone() });
        }
        for (at, mark) in [(&at_low, &low), (&at_high, &high)] {
            if let (Some(mark), Some(grid)) = (mark, &grid)
                && !mark.is_multiple_of(grid)
            {
                check.report(at, What::OffGrid { value: mark.clone(), grid: grid.clone() });
            }
        }
        let (least, most) = (low.clone().unwrap_or_default(), high.clone().unwrap_or_default());
        levels.push(MarkRange { id, label, low: least, high: most });
        before = Some((low, high));
    }
    let marks = NumberField {
        key: place.key("marks"),
        label: "得分".into(),
        unit: "分".into(),
        places,
        may_be_negative: false,
    };
    let (key, reason) = (place.key("level"), place.key("reason"));
    Rule::LevelRange(LevelRange { key, levels, marks, grid: grid.unwrap_or_default(), reason })
}

pub(super) fn coefficient(check: &Check, from: &Fields, place: &Place) -> Rule {
    let places = coefficient_places(check, from);
    let mut taken = BTreeSet::new();
    let mut levels: Vec<Share> = Vec::new();
    // What the next level must end at, where it could be read.
    let mut end = Some(Exact::ONE);
    for level in check.filled(from.get("levels")).nodes() {
        let level = level.object();
        let id = check.new_id(level.get("id"), &mut taken).to_owned();
        let label = check.words(level.get("label"));
        let (low, high) = (check.not_negative(level.get("low")), check.not_negative(level.get("high")));
        let best = levels.is_empty();
        match (&high, &end) {
            (Some(high), _) if *high > Exact::ONE => {
                check.report(&level.at.field("high"), What::AboveOne { value: high.clone() });
            }
            (Some(high), Some(end)) if high != end => {
                let (high, expected) = (high.clone(), end.clone());
                check.report(&level.at.field("high"), What::NotAdjoining { high, expected });
            }
            // The best level holds its own end, so it may be that one coefficient.
            (Some(high), _) if low.as_ref().is_some_and(|low| low > high || (low == high && !best)) => {
                let (low, high) = (low.clone().unwrap_or_default(), high.clone());
                check.report(&level.at, What::EmptyRange { low, high });
            }
            _ => {}
        }
        if let Some(value) = low.as_ref().filter(|low| !low.fits_places(places)) {
            check.report(&level.at.field("low"), What::TooFine { value: value.clone(), places });
        }
        let (least, most) = (low.clone().unwrap_or_default(), high.unwrap_or_default());
        levels.push(Share { id, label, low: least, high: most });
        end = low;
    }
    let coefficient = NumberField {
        key: place.key("coefficient"),
        label: "系数".into(),
        unit: Text::default(),
        places,
        may_be_negative: false,
    };
    let (key, reason) = (place.key("level"), place.key("reason"));
    Rule::Coefficient(Coefficient { key, levels, coefficient, reason })
}

/// Decimal places of a coefficient, 1 to 4.
fn coefficient_places(check: &Check, from: &Fields) -> u32 {
    let node = from.get("places");
    let at = from.at.field("places");
    let Some(places) = node.whole() else { return COEFFICIENT_PLACES };
    match u32::try_from(places) {
        Ok(0) => check.report(&at, What::NotPositive { value: Exact::ZERO }),
        Ok(places) if places <= COEFFICIENT_PLACES => return places,
        _ => check.report(&at, What::TooManyPlaces { places, limit: COEFFICIENT_PLACES }),
    }
    COEFFICIENT_PLACES
}
