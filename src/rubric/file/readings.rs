//! The readings of a rubric file and the alternatives that can be chosen. Each of those is tried while the file is
//! read, so that a choice somebody is offered can never make the rubric invalid.
//! May import `rubric`, `json` and `number`. Read next: `rubric::adjust`, which makes the choices.

use super::check::{self, Check};
use super::problem::{Problem, What};
use super::rules;
use crate::json::{Fields, List, Node, Value};
use crate::rubric::adjust::patch;
use crate::rubric::{Alternative, Indicator, Reading, Rubric};

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

/// The readings of an indicator, with each alternative tried on its rule.
pub(super) fn of_indicator(
    check: &Check,
    readings: &List,
    indicator: &Indicator,
    rule: Node,
    place: &rules::Place,
) -> Vec<Reading> {
    read(check, readings, |alternative| {
        let node = alternative.get("rule");
        node.object();
        node.take_all();
        let (Some(patch), Some(mut changed)) = (node.value(), rule.value().cloned()) else { return };
        if check.is_adjusted {
            return;
        }
        let before = check.found();
        changed.merge(patch);
        let changed = Node::made(&changed, node.at);
        let rule = rules::rule(check, changed, place);
        changed.refuse_the_rest();
        if check.found() > before {
            return;
        }
        if rule == indicator.rule {
            check.report(&node.at, What::NoEffect);
        }
        check.clashes(&node.at, &Indicator { rule, ..indicator.clone() });
    })
}

fn read(check: &Check, readings: &List, effect: impl Fn(&Fields)) -> Vec<Reading> {
    let mut taken = Vec::new();
    let mut checked = Vec::new();
    for reading in readings.nodes() {
        let reading = reading.object();
        let mut choices = Vec::new();
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

/// Tries each alternative of the whole form on the whole rubric.
pub(super) fn try_each(file: &Value, rubric: &Rubric) -> Result<(), Vec<Problem>> {
    let mut problems = Vec::new();
    let mut tried = 0;
    for (at, reading) in rubric.readings.iter().enumerate() {
        for (other, alternative) in reading.alternatives.iter().enumerate() {
            let Some(id) = &alternative.id else { continue };
            tried += 1;
            let path = format!("readings[{at}].alternatives[{other}]");
            if tried > LIMIT {
                let what = What::TooManyAlternatives { limit: LIMIT };
                return Err(vec![Problem { path, what }]);
            }
            problems.extend(try_one(file, rubric, &reading.id, id).map(|what| Problem { path, what }));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn try_one(file: &Value, rubric: &Rubric, reading: &str, alternative: &str) -> Option<What> {
    let mut changed = file.clone();
    if let Err(what) = patch::form_reading(&mut changed, reading, alternative) {
        return Some(what);
    }
    match check::rubric(&changed, rubric.digest.clone(), true) {
        Ok(changed) => (changed == *rubric).then_some(What::NoEffect),
        Err(problems) => problems.into_iter().next().map(|problem| What::Alternative(Box::new(problem))),
    }
}
