//! The rubric with its changes: the tree is changed, then read by the very same reader. Either every change fits or
//! nothing is changed and the first one that does not is named.
//! May import `rubric`, `json`, `number` and `order`. Read next: `rubric::file`.

use super::choices::targets;
use super::{Adjusted, Adjustment, Changed, bands, patch};
use crate::json::Value;
use crate::number::Exact;
use crate::order::in_order;
use crate::rubric::file::{Problem, What, digest, tree};
use crate::rubric::{IndicatorId, IndicatorIx, Reading, Rubric};

/// Why a rubric could not be read with its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdjustError {
    /// The rubric is not valid by itself.
    Rubric(Vec<Problem>),
    /// A change does not fit it.
    Unfit {
        /// Which.
        adjustment: Box<Adjustment>,
        /// Why.
        why: Unfit,
    },
}

/// Why a change does not fit a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// The rubric has no such indicator.
    UnknownIndicator,
    /// There is no such reading.
    UnknownReading,
    /// The reading has no such alternative, or it only explains.
    UnknownAlternative,
    /// The rule, or its part, has no threshold and no target; or there is no such part.
    NoTarget,
    /// The rule, or its part, has no list of items; or there is no such part.
    NoItems,
    /// There is no reason, which this change needs.
    NoReason,
    /// An earlier change is of the same.
    Twice,
    /// Another chosen reading of the same place changes the same part of the rule.
    Conflict,
    /// The rubric would not be valid with it.
    Invalid(Vec<Problem>),
}

impl Rubric {
    /// Reads a rubric file with the changes of an assessment. The digest stays that of the file.
    ///
    /// Readings of indicators are changed first, then those of the whole form, then targets, then lists; the order of
    /// the list has no effect.
    ///
    /// # Errors
    /// As for [`Rubric::read`] where the rubric itself is not valid, else the first change that does not fit.
    pub fn read_adjusted(text: &str, adjustments: &[Adjustment]) -> Result<Self, AdjustError> {
        let file = tree(text).map_err(AdjustError::Rubric)?;
        let printed = Self::read_tree(&file, text).map_err(AdjustError::Rubric)?;
        if adjustments.is_empty() {
            return Ok(printed);
        }
        let unfit =
            |adjustment: &Adjustment, why| AdjustError::Unfit { adjustment: adjustment.clone().into(), why };
        for (at, adjustment) in adjustments.iter().enumerate() {
            let mut earlier = adjustments.iter().take(at);
            if earlier.any(|earlier| earlier.is_of_the_same(adjustment)) {
                return Err(unfit(adjustment, Unfit::Twice));
            }
        }
        let place = |adjustment: &Adjustment| order(adjustment, &printed);
        let ordered = in_order(adjustments.iter().collect(), |a, b| place(a).cmp(&place(b)));
        let mut changed = file.clone();
        let mut before = Vec::new();
        for adjustment in &ordered {
            before.push(change(&mut changed, &printed, adjustment).map_err(|why| unfit(adjustment, why))?);
        }
        if let Some(conflict) = conflict(&file, &printed, &ordered) {
            return Err(unfit(conflict, Unfit::Conflict));
        }
        match Self::read_changed(&changed, digest(text)) {
            Ok(rubric) => Ok(rubric.remembering(ordered.into_iter().zip(before))),
            Err(problems) => Err(culprit(&file, &printed, &ordered, problems)),
        }
    }

    /// Writes down what was changed, in the order of the form.
    fn remembering<'a>(mut self, made: impl Iterator<Item = (&'a Adjustment, Before)>) -> Self {
        let mut adjusted = Vec::new();
        for (adjustment, before) in made {
            let at = adjustment.indicator().and_then(|id| self.find(id));
            let changed = match (adjustment, before) {
                (Adjustment::Reading { reading, alternative, .. }, Before::Reading) => {
                    let Some(reading) = self.reading_mut(at, reading) else { continue };
                    let is_it = |id: &Option<String>| id.as_ref() == Some(alternative);
                    reading.switched = reading.alternatives.iter().position(|other| is_it(&other.id));
                    Changed::Reading {
                        question: reading.question.clone(),
                        from: reading.chosen.clone(),
                        to: reading.in_force().to_owned(),
                    }
                }
                (Adjustment::Target { part, value, .. }, Before::Target(from)) => {
                    let Some(indicator) = at.and_then(|at| self.indicator(at)) else { continue };
                    let Some(found) = targets(&indicator.rule).into_iter().find(|one| one.part == *part)
                    else {
                        continue;
                    };
                    Changed::Target { label: found.label, unit: found.unit, from, to: value.clone() }
                }
                (Adjustment::Items { items, .. }, Before::Items(from)) => {
                    Changed::Items { from, to: items.iter().map(|item| item.label.clone()).collect() }
                }
                (Adjustment::Grades { set }, Before::Grades(from)) => {
                    self.grades.clone_from(set);
                    Changed::Grades { from, to: set.as_ref().map(|set| set.name.clone()) }
                }
                _ => continue,
            };
            let why = adjustment.why().trim().to_owned();
            adjusted.push(Adjusted { adjustment: adjustment.clone(), indicator: at, changed, why });
        }
        // `None`, the whole form, sorts first.
        self.adjusted = in_order(adjusted, |a: &Adjusted, b| a.indicator.cmp(&b.indicator));
        self
    }

    fn reading_mut(&mut self, at: Option<IndicatorIx>, id: &str) -> Option<&mut Reading> {
        let readings = match at {
            Some(at) => &mut self.indicators.get_mut(at.0)?.readings,
            None => &mut self.readings,
        };
        readings.iter_mut().find(|reading| reading.id == id)
    }
}

/// When a change is made, whatever the order of the list.
fn order(adjustment: &Adjustment, printed: &Rubric) -> (u8, Option<IndicatorIx>, usize) {
    let at = adjustment.indicator().and_then(|id| printed.find(id));
    let position = |readings: &[Reading], id: &str| readings.iter().position(|reading| reading.id == id);
    match adjustment {
        Adjustment::Reading { indicator: Some(_), reading, .. } => {
            let readings = at.and_then(|at| printed.indicator(at)).map_or(&[][..], |one| &one.readings);
            (0, at, position(readings, reading).unwrap_or_default())
        }
        Adjustment::Reading { indicator: None, reading, .. } => {
            (1, None, position(&printed.readings, reading).unwrap_or_default())
        }
        Adjustment::Target { .. } => (2, at, 0),
        Adjustment::Items { .. } => (3, at, 0),
        Adjustment::Grades { .. } => (4, None, 0),
    }
}

/// A reading that undoes what another one of the same place changed: made the other way round, the two leave another
/// tree behind.
fn conflict<'a>(file: &Value, printed: &Rubric, ordered: &[&'a Adjustment]) -> Option<&'a Adjustment> {
    let readings = ordered.iter().filter(|one| matches!(one, Adjustment::Reading { .. }));
    let readings: Vec<&'a Adjustment> = readings.copied().collect();
    let pairs = readings.iter().enumerate().flat_map(|(at, one)| {
        let earlier = readings.iter().take(at);
        earlier.filter(|other| other.indicator() == one.indicator()).map(|other| (*other, *one))
    });
    let both = |first, second| {
        let mut changed = file.clone();
        // Each was made before without fault.
        let made = [first, second].map(|one| change(&mut changed, printed, one).is_ok());
        (made, changed)
    };
    let mut pairs = pairs.filter(|(one, other)| both(one, other) != both(other, one));
    pairs.next().map(|(_, conflict)| conflict)
}

/// What stood where a change was made.
enum Before {
    Reading,
    Target(Exact),
    Items(Vec<String>),
    Grades(Option<String>),
}

/// Makes one change in the tree.
fn change(file: &mut Value, printed: &Rubric, adjustment: &Adjustment) -> Result<Before, Unfit> {
    let of = |id: &IndicatorId| {
        let at = printed.find(id).ok_or(Unfit::UnknownIndicator)?;
        printed.indicator(at).ok_or(Unfit::UnknownIndicator)
    };
    let with_reason = |why: &str| if why.trim().is_empty() { Err(Unfit::NoReason) } else { Ok(()) };
    match adjustment {
        Adjustment::Reading { indicator: None, reading, alternative, .. } => {
            choice(&printed.readings, reading, alternative)?;
            patch::form_reading(file, reading, alternative).map_err(|what: What| {
                Unfit::Invalid(vec![Problem { path: format!("readings.{reading}"), what }])
            })?;
            Ok(Before::Reading)
        }
        Adjustment::Reading { indicator: Some(id), reading, alternative, .. } => {
            choice(&of(id)?.readings, reading, alternative)?;
            let indicator = patch::indicator(file, id).ok_or(Unfit::UnknownIndicator)?;
            patch::reading(indicator, reading, alternative).ok_or(Unfit::UnknownAlternative)?;
            Ok(Before::Reading)
        }
        Adjustment::Target { indicator: id, part, value, why } => {
            with_reason(why)?;
            of(id)?;
            let indicator = patch::indicator(file, id).ok_or(Unfit::UnknownIndicator)?;
            let before =
                patch::target(indicator, part.as_deref(), &value.canonical()).ok_or(Unfit::NoTarget)?;
            Exact::parse_canonical(&before).map(Before::Target).ok_or(Unfit::NoTarget)
        }
        Adjustment::Items { indicator: id, part, items, why } => {
            with_reason(why)?;
            of(id)?;
            let indicator = patch::indicator(file, id).ok_or(Unfit::UnknownIndicator)?;
            patch::items(indicator, part.as_deref(), items).map(Before::Items).ok_or(Unfit::NoItems)
        }
        // The vetoes of the rubric speak of its own grades, so those stay in the tree.
        Adjustment::Grades { set } => {
            set.iter().try_for_each(bands::check).map_err(Unfit::Invalid)?;
            Ok(Before::Grades(printed.grades.as_ref().map(|set| set.name.clone())))
        }
    }
}

/// The alternative must be there, and be one that can be chosen.
fn choice(readings: &[Reading], reading: &str, alternative: &str) -> Result<(), Unfit> {
    let reading = readings.iter().find(|one| one.id == reading).ok_or(Unfit::UnknownReading)?;
    let mut choices = reading.alternatives.iter().filter_map(|one| one.id.as_deref());
    if choices.any(|id| id == alternative) { Ok(()) } else { Err(Unfit::UnknownAlternative) }
}

/// Finds the change after which the rubric is no longer valid.
fn culprit(file: &Value, printed: &Rubric, ordered: &[&Adjustment], problems: Vec<Problem>) -> AdjustError {
    let mut changed = file.clone();
    for adjustment in ordered {
        let made = change(&mut changed, printed, adjustment).is_ok();
        if let Err(problems) = Rubric::read_changed(&changed, printed.digest.clone())
            && made
        {
            let why = Unfit::Invalid(problems);
            return AdjustError::Unfit { adjustment: Box::new((*adjustment).clone()), why };
        }
    }
    AdjustError::Rubric(problems)
}
