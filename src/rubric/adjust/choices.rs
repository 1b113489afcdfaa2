//! What can be changed at an indicator: the readings to choose from, the figures, the lists, each as it is now and
//! as it is printed. A page shows this and nothing else.
//! May import `rubric` and `number`. Read next: `rubric::rule`.

use super::{Adjusted, Adjustment, Changed, Item};
use crate::number::Exact;
use crate::rubric::rule::{Condition, Measure, PerMissingItem, Rule, Test};
use crate::rubric::{Indicator, IndicatorIx, Reading, Rubric};

/// What can be changed at an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The readings of which an alternative can be chosen.
    pub readings: Vec<ReadingChoice>,
    /// The thresholds and targets.
    pub targets: Vec<TargetChoice>,
    /// The lists.
    pub items: Vec<ItemsChoice>,
}

impl Choices {
    /// Whether there is nothing to change.
    pub fn are_none(&self) -> bool {
        self.readings.is_empty() && self.targets.is_empty() && self.items.is_empty()
    }

    /// Whether anything was changed.
    pub fn has_changes(&self) -> bool {
        self.readings.iter().any(|one| one.present.is_some())
            || self.targets.iter().any(|one| one.printed.is_some())
            || self.items.iter().any(|one| one.printed.is_some())
    }
}

/// A reading to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingChoice {
    /// Names the reading.
    pub reading: String,
    /// What the text leaves open.
    pub question: String,
    /// How the rubric reads it.
    pub chosen: String,
    /// How else it can be read.
    pub options: Vec<Opening>,
    /// The option that was chosen: its id; `None` where it is read as the rubric does.
    pub present: Option<String>,
    /// Why another was chosen, as typed.
    pub why: String,
}

/// An alternative that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Names it within its reading.
    pub id: String,
    /// How it reads.
    pub text: String,
}

/// A figure to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetChoice {
    /// The part it belongs to; `None` for the rule itself.
    pub part: Option<String>,
    /// What is measured or counted.
    pub label: String,
    /// Its unit; `%` for ratios.
    pub unit: String,
    /// The figure now.
    pub present: Exact,
    /// The printed figure, where it was changed.
    pub printed: Option<Exact>,
    /// Why it was changed, as typed.
    pub why: String,
}

/// A list to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemsChoice {
    /// The part it belongs to; `None` for the rule itself.
    pub part: Option<String>,
    /// The items now.
    pub present: Vec<Item>,
    /// The words of the rubric's items, where the list was changed.
    pub printed: Option<Vec<String>>,
    /// Why it was changed, as typed.
    pub why: String,
}

/// What can be changed at an indicator of a rubric as it is now.
pub fn choices(rubric: &Rubric, at: IndicatorIx) -> Choices {
    let Some(indicator) = rubric.indicator(at) else { return Choices::default() };
    let mut choices = Choices {
        readings: readings(rubric, Some(at), &indicator.readings),
        targets: targets(&indicator.rule),
        items: item_lists(&indicator.rule),
    };
    for Adjusted { adjustment, changed, why, .. } in of(rubric, Some(at)) {
        match (adjustment, changed) {
            (Adjustment::Target { part, .. }, Changed::Target { from, .. }) => {
                if let Some(target) = choices.targets.iter_mut().find(|one| one.part == *part) {
                    target.printed = Some(from.clone());
                    target.why.clone_from(why);
                }
            }
            (Adjustment::Items { part, .. }, Changed::Items { from, .. }) => {
                if let Some(list) = choices.items.iter_mut().find(|one| one.part == *part) {
                    list.printed = Some(from.clone());
                    list.why.clone_from(why);
                }
            }
            _ => {}
        }
    }
    choices
}

/// The readings of the whole form of which an alternative can be chosen.
pub fn form_readings(rubric: &Rubric) -> Vec<ReadingChoice> {
    readings(rubric, None, rubric.readings())
}

fn of(rubric: &Rubric, at: Option<IndicatorIx>) -> impl Iterator<Item = &Adjusted> {
    rubric.adjusted().iter().filter(move |adjusted| adjusted.indicator == at)
}

fn readings(rubric: &Rubric, at: Option<IndicatorIx>, readings: &[Reading]) -> Vec<ReadingChoice> {
    let mut found = Vec::new();
    for reading in readings {
        let options = reading
            .alternatives
            .iter()
            .filter_map(|one| Some(Opening { id: one.id.clone()?, text: one.text.clone() }));
        let options: Vec<Opening> = options.collect();
        if options.is_empty() {
            continue;
        }
        let why = of(rubric, at).find_map(|adjusted| match &adjusted.adjustment {
            Adjustment::Reading { reading: id, .. } if *id == reading.id => Some(adjusted.why.clone()),
            _ => None,
        });
        let present = reading.switched.and_then(|at| reading.alternatives.get(at)?.id.clone());
        found.push(ReadingChoice {
            reading: reading.id.clone(),
            question: reading.question.clone(),
            chosen: reading.chosen.clone(),
            options,
            present,
            why: why.unwrap_or_default(),
        });
    }
    found
}

/// Whether a rule has a figure or a list that can be changed.
pub fn can_change(rule: &Rule) -> bool {
    match rule {
        Rule::Step(_) | Rule::PerMissingCount(_) | Rule::SharedPot(_) | Rule::PerMissingItem(_) => true,
        Rule::Sum(sum) => sum.parts.iter().any(|part| can_change(&part.rule)),
        _ => false,
    }
}

/// The figures of a rule that can be changed.
pub(super) fn targets(rule: &Rule) -> Vec<TargetChoice> {
    let target = |key: &str, label: &str, unit: &str, present: &Exact| TargetChoice {
        part: key.rsplit_once('.').map(|(part, _)| part.to_owned()),
        label: label.to_owned(),
        unit: unit.to_owned(),
        present: present.clone(),
        printed: None,
        why: String::new(),
    };
    let measured = |measure: &Measure, printed: &Exact| match measure {
        Measure::Value(value) => target(value.key.as_str(), &value.label, &value.unit, printed),
        Measure::Ratio(of) => target(of.part.key.as_str(), &of.label, "%", printed),
    };
    match rule {
        Rule::Step(step) => vec![measured(&step.measure, &step.threshold.printed)],
        Rule::PerMissingCount(of) => {
            vec![target(of.count.key.as_str(), &of.count.label, &of.count.unit, &of.target.printed)]
        }
        Rule::SharedPot(pot) => {
            pot.targets.iter().map(|one| measured(&one.measure, &one.threshold.printed)).collect()
        }
        Rule::Sum(sum) => sum.parts.iter().flat_map(|part| targets(&part.rule)).collect(),
        _ => Vec::new(),
    }
}

/// The lists of a rule that can be changed.
pub(super) fn item_lists(rule: &Rule) -> Vec<ItemsChoice> {
    match rule {
        Rule::PerMissingItem(list) => vec![item_list(list)],
        Rule::Sum(sum) => sum.parts.iter().flat_map(|part| item_lists(&part.rule)).collect(),
        _ => Vec::new(),
    }
}

fn item_list(list: &PerMissingItem) -> ItemsChoice {
    let mut part = None;
    let mut present = Vec::new();
    for item in &list.items {
        // `stability.item.stable.total`: the list's part, the word for items, the item's id, the fact of its test.
        let key = key_of(item);
        let Some((before, rest)) = key.split_once(ITEM) else { continue };
        part = before.strip_suffix('.').map(str::to_owned);
        let id = rest.split('.').next().unwrap_or_default().to_owned();
        present.push(Item { id, label: item.label.to_string() });
    }
    ItemsChoice { part, present, printed: None, why: String::new() }
}

/// What stands before an item's id in its keys.
const ITEM: &str = "item.";

fn key_of(condition: &Condition) -> &str {
    match &condition.test {
        Test::Judged(judged) => judged.key.as_str(),
        Test::Reaches { actual, .. } => actual.key.as_str(),
        Test::AtLeast { value, .. } => value.key.as_str(),
        Test::Settled { total, .. } => total.key.as_str(),
    }
}

/// An id for a new item of a list, one that none of the items has and none of the rubric's.
pub fn new_item_id(list: &ItemsChoice, indicator: &Indicator) -> String {
    let printed = item_lists(&indicator.rule).into_iter().flat_map(|list| list.present);
    let taken: Vec<String> = printed.chain(list.present.iter().cloned()).map(|item| item.id).collect();
    let mut number = 1_u32;
    loop {
        let id = format!("own-{number}");
        if !taken.contains(&id) {
            return id;
        }
        number += 1;
    }
}
