//! Changes in the tree of a rubric file: the patch of an alternative, a figure, a list. Nothing is judged here; the
//! reader of rubrics does that with the tree that comes out.
//! May import `rubric` and `json`. Read next: `apply`.

use super::Item;
use crate::json::{Object, Value};
use crate::rubric::IndicatorId;
use crate::rubric::file::What;

/// The object of an indicator.
pub(super) fn indicator<'f>(file: &'f mut Value, id: &IndicatorId) -> Option<&'f mut Object> {
    file.as_object_mut()?.value_mut("sections")?.items_mut().iter_mut().find_map(|section| below(section, id))
}

fn below<'f>(section: &'f mut Value, id: &IndicatorId) -> Option<&'f mut Object> {
    let section = section.as_object_mut()?;
    let is_leaf = |section: &Object| section.value("indicators").is_some_and(|list| !list.items().is_empty());
    if is_leaf(section) {
        let mut list = section.value_mut("indicators")?.items_mut().iter_mut();
        return list.find_map(|item| item.as_object_mut().filter(|item| is_named(item, id.as_str())));
    }
    section.value_mut("sections")?.items_mut().iter_mut().find_map(|section| below(section, id))
}

fn is_named(object: &Object, id: &str) -> bool {
    object.value("id").and_then(Value::as_text) == Some(id)
}

/// The item of that id in the list that stands under a key.
fn named<'o>(object: &'o mut Object, list: &str, id: &str) -> Option<&'o mut Object> {
    let mut items = object.value_mut(list)?.items_mut().iter_mut();
    items.find_map(|item| item.as_object_mut().filter(|item| is_named(item, id)))
}

/// What an alternative of an indicator does to its rule: its patch, copied.
pub(super) fn reading(indicator: &mut Object, reading: &str, alternative: &str) -> Option<()> {
    let patch = named(named(indicator, "readings", reading)?, "alternatives", alternative)?;
    let patch = patch.value("rule")?.clone();
    indicator.value_mut("rule")?.merge(&patch);
    Some(())
}

/// Makes the changes of an alternative of the whole form.
///
/// # Errors
/// The stage it speaks of is not there, or nothing of all it speaks of.
pub(in crate::rubric) fn form_reading(file: &mut Value, reading: &str, choice: &str) -> Result<(), What> {
    let Some(rubric) = file.as_object_mut() else { return Err(What::NoEffect) };
    let found = named(rubric, "readings", reading).and_then(|reading| named(reading, "alternatives", choice));
    let Some(effect) = found.map(|alternative| alternative.clone()) else { return Err(What::NoEffect) };
    if let Some(set) = effect.value("rules").and_then(Value::as_object)
        && let Some(sections) = rubric.value_mut("sections")
    {
        sections.items_mut().iter_mut().for_each(|section| each_rule(section, set));
    }
    if let Some(stages) = effect.value("stages").and_then(Value::as_object) {
        for (id, patch) in stages.entries() {
            let Some(list) = rubric.value_mut("stages") else { return Err(What::NoEffect) };
            let stage = list
                .items_mut()
                .iter_mut()
                .find(|stage| stage.as_object().is_some_and(|stage| is_named(stage, id)));
            let Some(stage) = stage else { return Err(What::UnknownStage { id: id.to_owned() }) };
            stage.merge(patch);
        }
    }
    Ok(())
}

/// Sets the keys in every rule below a section that has them.
fn each_rule(section: &mut Value, set: &Object) {
    let Some(section) = section.as_object_mut() else { return };
    if let Some(sections) = section.value_mut("sections") {
        sections.items_mut().iter_mut().for_each(|section| each_rule(section, set));
    }
    if let Some(indicators) = section.value_mut("indicators") {
        for indicator in indicators.items_mut() {
            let rule = indicator.as_object_mut().and_then(|indicator| indicator.value_mut("rule"));
            if let Some(rule) = rule.and_then(Value::as_object_mut) {
                in_rule(rule, set);
            }
        }
    }
}

fn in_rule(rule: &mut Object, set: &Object) {
    for (key, value) in set.entries() {
        if rule.value(key).is_some() {
            rule.put(key, value.clone());
        }
    }
    for part in rule.value_mut("parts").map(Value::items_mut).unwrap_or_default() {
        let rule = part.as_object_mut().and_then(|part| part.value_mut("rule"));
        if let Some(rule) = rule.and_then(Value::as_object_mut) {
            in_rule(rule, set);
        }
    }
}

/// The rule of an indicator, or of the part on that path; a target of a pot stands for a rule.
fn rule<'o>(indicator: &'o mut Object, part: Option<&str>) -> Option<&'o mut Object> {
    let mut rule = indicator.value_mut("rule")?.as_object_mut()?;
    for id in part.into_iter().flat_map(|path| path.split('.')) {
        rule = if rule.value("parts").is_some() {
            named(rule, "parts", id)?.value_mut("rule")?.as_object_mut()?
        } else {
            named(rule, "targets", id)?
        };
    }
    Some(rule)
}

/// Puts another figure in the place of a threshold or a target; gives what stood there.
pub(super) fn target(indicator: &mut Object, part: Option<&str>, value: &str) -> Option<String> {
    let rule = rule(indicator, part)?;
    let key = ["threshold", "target"].into_iter().find(|key| rule.value(key).is_some())?;
    let before = rule.value(key)?.as_text()?.to_owned();
    rule.put(key, Value::Text(value.to_owned()));
    Some(before)
}

/// Puts other items in the place of a list. Items of the same id keep everything but their words. Gives the words
/// that stood there.
pub(super) fn items(indicator: &mut Object, part: Option<&str>, items: &[Item]) -> Option<Vec<String>> {
    let rule = rule(indicator, part)?;
    if rule.value("type")?.as_text()? != "per_missing_item" {
        return None;
    }
    let before = rule.value("items")?.items().to_vec();
    let label = |item: &Value| item.as_object()?.value("label")?.as_text().map(str::to_owned);
    let list = items.iter().map(|new| {
        let kept = before.iter().filter_map(Value::as_object).find(|item| is_named(item, &new.id));
        let mut item = kept.cloned().unwrap_or_default();
        item.put("id", Value::Text(new.id.clone()));
        item.put("label", Value::Text(new.label.clone()));
        Value::Object(item)
    });
    rule.put("items", Value::List(list.collect()));
    Some(before.iter().filter_map(label).collect())
}
