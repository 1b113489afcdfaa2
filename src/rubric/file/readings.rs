//! The readings of a rubric file and the alternatives that can be chosen. Each of those is tried while the file is
//! read, so that a choice somebody is offered can never make the rubric invalid.
//! May import `rubric`, `json` and `number`. Read next: `rubric::adjust`, which makes the choices.

use std::collections::BTreeSet;

use super::check::{self, Check};
use super::problem::{Problem, What};
use super::rules;
use crate::json::{Fields, List, Node, Value};
use crate::rubric::adjust::patch;
use crate::rubric::{Alternative, Indicator, Kind, Reading, Rubric};

/// The most alternatives of the whole form: each is tried on the whole rubric.
const LIMIT: usize = 20;

/// The readings that concern the whole form; what their alternatives do is tried by [`try_each`].
pub(super) fn of_form(check: &Check, readings: &List) -> Vec<Reading> {
    read(check, readings, |alternative| {
        let (rules, stages) = (alternative.find("rules"), alternative.find("stages"));
        rules.object().entries().for_each(|(_, value)| value.take_all());
        stages.object().entries().for_each(|(_, value)| value.take_all());
        if !rules.is_there() && !stages.is_there() {
            check.report(&alternative.at, What::NoEffect);
        }
    })
}

/// The readings of an indicator; what their alternatives do is tried by [`try_each`].
pub(super) fn of_indicator(check: &Check, readings: &List) -> Vec<Reading> {
    read(check, readings, |alternative| {
        let patch = alternative.get("rule");
        patch.object();
        patch.take_all();
    })
}

fn read(check: &Check, readings: &List, effect: impl Fn(&Fields)) -> Vec<Reading> {
    let mut taken = BTreeSet::new();
    let mut checked = Vec::new();
    for reading in readings.nodes() {
        let reading = reading.object();
        let mut choices = BTreeSet::new();
        let mut alternatives = Vec::new();
        for alternative in check.filled(reading.get("alternatives")).nodes() {
            alternatives.push(if matches!(alternative.value(), Some(Value::Object(_))) {
                let alternative = alternative.object();
                let id = check.new_id(alternative.get("id"), &mut choices).to_owned();
                effect(&alternative);
                Alternative { id: Some(id), text: check.text(alternative.get("text")) }
            } else {
                Alternative { id: None, text: check.text(alternative) }
            });
        }
        checked.push(Reading {
            id: check.new_id(reading.get("id"), &mut taken).to_owned(),
            question: check.text(reading.get("question")),
            chosen: check.text(reading.get("chosen")),
            alternatives,
            why: check.text(reading.get("why")),
            switched: None,
        });
    }
    checked
}

/// Tries each alternative: of an indicator on its rule, of the whole form on the whole rubric. The rubric itself is
/// valid, so whatever is wrong is wrong with the alternative.
pub(super) fn try_each(file: &Value, rubric: &Rubric) -> Result<(), Vec<Problem>> {
    let check = Check::default();
    check.has_scale.set(rubric.stages.iter().any(|stage| stage.scale.is_some()));
    let top = Node::top(file, &check).object();
    try_below(&check, top.find("sections").list(), rubric, &mut rubric.indicators.iter());
    try_form(&check, file, &top, rubric);
    check.outcome()
}

/// Tries the alternatives of the indicators below, which come in the order of the file.
fn try_below<'r>(
    check: &Check,
    sections: List,
    rubric: &Rubric,
    known: &mut impl Iterator<Item = &'r Indicator>,
) {
    for section in sections.nodes() {
        let section = section.object();
        try_below(check, section.find("sections").list(), rubric, known);
        for indicator in section.find("indicators").list().nodes() {
            if let Some(known) = known.next() {
                try_indicator(check, &indicator.object(), rubric, known);
            }
        }
    }
}

fn try_indicator(check: &Check, indicator: &Fields, rubric: &Rubric, known: &Indicator) {
    let kind = rubric.section(known.section).map_or(Kind::Base, |section| section.kind);
    let place = rules::Place { prefix: "", points: Some(&known.points), kind, is_part: false };
    let rule = indicator.get("rule");
    for reading in indicator.find("readings").list().nodes() {
        for alternative in reading.object().get("alternatives").list().nodes() {
            let Some(Value::Object(_)) = alternative.value() else { continue };
            let alternative = alternative.object();
            let node = alternative.get("rule");
            let (Some(patch), Some(mut changed)) = (node.value(), rule.value().cloned()) else { continue };
            changed.merge(patch);
            let changed = Node::made(&changed, node.at);
            let before = check.found();
            let rule = rules::rule(check, changed, &place);
            changed.refuse_the_rest();
            if check.found() > before {
                continue;
            }
            if rule == known.rule {
                check.report(&node.at, What::NoEffect);
            }
            check.clashes(&node.at, &Indicator { rule, ..known.clone() });
        }
    }
}

fn try_form(check: &Check, file: &Value, top: &Fields, rubric: &Rubric) {
    let mut tried = 0;
    for (node, reading) in top.find("readings").list().nodes().zip(&rubric.readings) {
        let alternatives = node.object();
        let alternatives = alternatives.get("alternatives").list();
        for (node, alternative) in alternatives.nodes().zip(&reading.alternatives) {
            let Some(id) = &alternative.id else { continue };
            tried += 1;
            if tried > LIMIT {
                return check.report(&node.at, What::TooManyAlternatives { limit: LIMIT });
            }
            if let Some(what) = try_one(file, rubric, &reading.id, id) {
                check.report(&node.at, what);
            }
        }
    }
}

fn try_one(file: &Value, rubric: &Rubric, reading: &str, alternative: &str) -> Option<What> {
    let mut changed = file.clone();
    if let Err(what) = patch::form_reading(&mut changed, reading, alternative) {
        return Some(what);
    }
    match check::rubric(&changed, rubric.digest.clone()) {
        Ok(changed) => (changed == *rubric).then_some(What::NoEffect),
        Err(problems) => problems.into_iter().next().map(|problem| What::Alternative(Box::new(problem))),
    }
}
