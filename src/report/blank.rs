//! The blank form of a rubric: the official form without a score, with what each rule asks for laid out to be ticked
//! and written in by hand.
//! May import `score`, `assessment`, `rubric` and `number`. Read next: `form`.

use super::form::official_form;
use super::{OfficialForm, ToFill};
use crate::assessment::{Assessment, Project, Role};
use crate::rubric::fields::{Entry, extensible, fields};
use crate::rubric::rule::{Condition, Rule, Test};
use crate::rubric::{FieldKey, Indicator, Rubric, StageId};
use crate::score::score;

/// How many empty lines an extensible list leaves for items of one's own.
const OWN_ITEMS: usize = 2;

/// The blank form of a rubric at one of its stages; at its first where it has no such stage.
pub fn blank_form(rubric: &Rubric, stage: &StageId) -> OfficialForm {
    let nobody =
        Assessment::new(String::new(), Project::default(), rubric, stage.clone(), Role::SelfAssessment);
    let mut form = official_form(rubric, &nobody, &score(rubric, &nobody), "");
    form.total.notes.clear();
    for row in &mut form.rows {
        if let Some(indicator) = rubric.indicator(row.indicator)
            && row.self_score.is_empty()
        {
            row.to_fill = to_fill(indicator);
        }
    }
    form
}

/// What an indicator asks for, line by line. What replaces a target, and what only helps, has no line.
fn to_fill(indicator: &Indicator) -> Vec<ToFill> {
    let mut conditions: Vec<&Condition> = indicator.gate.iter().collect();
    conditions_of(&indicator.rule, &mut conditions);
    let mut lines = Vec::new();
    for field in fields(indicator).into_iter().filter(|field| !is_aside(&field.key)) {
        let mut line = ToFill { label: field.label.to_string(), boxes: Vec::new(), unit: String::new() };
        match field.entry {
            Entry::YesNo { may_not_apply } => {
                line.boxes = words(&conditions, &field.key).unwrap_or(["是", "否"]).map(str::to_owned).into();
                line.boxes.extend(may_not_apply.then(|| NOT_APPLICABLE.to_owned()));
            }
            Entry::Choice(choices) => {
                line.boxes.extend(choices.iter().map(|choice| choice.label.to_string()));
            }
            Entry::Number(number) => line.unit = number.unit.to_string(),
            Entry::Text => {}
        }
        lines.push(line);
    }
    if extensible(&indicator.rule) {
        let boxes = ["达标", "未达标"].map(str::to_owned).to_vec();
        let own = ToFill { label: String::new(), boxes, unit: String::new() };
        lines.extend(std::iter::repeat_n(own, OWN_ITEMS));
    }
    if indicator.may_not_apply.is_some() {
        lines.push(ToFill {
            label: "本项".to_owned(),
            boxes: vec![NOT_APPLICABLE.to_owned()],
            unit: "（写明理由）".to_owned(),
        });
    }
    lines
}

const NOT_APPLICABLE: &str = "不适用";

/// Whether a fact stands beside what is assessed: another target at a stage and why, a helper figure.
fn is_aside(key: &FieldKey) -> bool {
    let key = key.as_str();
    let last = key.strip_suffix(".why").unwrap_or(key).rsplit('.').next();
    key.starts_with("guide.") || matches!(last, Some("due" | "target"))
}

/// The words of a judgement: met, not met.
fn words<'r>(conditions: &[&'r Condition], key: &FieldKey) -> Option<[&'r str; 2]> {
    conditions.iter().find_map(|condition| match &condition.test {
        Test::Judged(judged) if judged.key == *key => Some([judged.yes.as_str(), judged.no.as_str()]),
        _ => None,
    })
}

fn conditions_of<'r>(rule: &'r Rule, found: &mut Vec<&'r Condition>) {
    match rule {
        Rule::AllOrNothing(all) => found.extend(&all.conditions),
        Rule::PerMissingItem(list) => found.extend(&list.items),
        Rule::KOfN(tests) => found.extend(&tests.tests),
        Rule::Levels(levels) => found.extend(levels.ceiling.as_ref().map(|ceiling| &ceiling.condition)),
        Rule::Sum(sum) => sum.parts.iter().for_each(|part| conditions_of(&part.rule, found)),
        _ => {}
    }
}
