//! What a rule asks a person: the list of fields, derived from the rule, in the order they are filled in.
//! Files are checked against it, messages name facts by it, and property tests draw facts from it.
//! May import `rubric` and `number`. Read next: `assessment` for what was answered.

use super::rule::{Adjust, Applies, Condition, Measure, NumberField, Rule, Test, Threshold};
use super::structure::VetoOn;
use super::{FieldKey, Indicator, Text};

/// One fact an indicator asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Names the fact within its indicator.
    pub key: FieldKey,
    /// What it is, for messages.
    pub label: Text,
    /// What may be entered.
    pub entry: Entry,
}

/// One of the values a choice offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value of the fact.
    pub id: String,
    /// What it is called: 好
    pub label: Text,
}

/// What may be entered into a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// `yes`, `no` and, where allowed, `na`.
    YesNo {
        /// Whether `na` is allowed.
        may_not_apply: bool,
    },
    /// One of these values.
    Choice(Vec<Choice>),
    /// A number.
    Number(NumberField),
    /// Free text.
    Text,
}

/// Prefix of the facts a person adds to an extensible list: `extra.1` holds `yes` or `no`, `extra.1.name` the item.
pub const EXTRA: &str = "extra.";

/// Every fact the indicator can hold at any stage, in the order of the form, without added list items.
pub fn fields(indicator: &Indicator) -> Vec<Field> {
    let mut list = Vec::new();
    if let Some(gate) = &indicator.gate {
        condition(gate, &mut list);
    }
    if let Some(VetoOn::Condition(veto)) = indicator.veto.as_ref().map(|veto| &veto.on) {
        condition(veto, &mut list);
    }
    rule(&indicator.rule, &mut list);
    indicator.guides.iter().flat_map(|guide| &guide.inputs).for_each(|input| number(input, &mut list));
    list
}

/// Every fact a rule asks for, that of a part as well, in the order of the form.
pub fn of_rule(of: &Rule) -> Vec<Field> {
    let mut list = Vec::new();
    rule(of, &mut list);
    list
}

/// Whether `key` names a fact of this indicator, an added list item included.
pub fn knows(indicator: &Indicator, key: &FieldKey) -> bool {
    fields(indicator).iter().any(|field| field.key == *key)
        || (extensible(&indicator.rule) && extra_number(key).is_some())
}

/// Whether the person may add list items.
pub fn extensible(rule: &Rule) -> bool {
    matches!(rule, Rule::PerMissingItem(list) if list.extensible)
}

/// The number of the added item a key belongs to, 1 to 99: `extra.3.name` and `extra.3` give 3.
pub fn extra_number(key: &FieldKey) -> Option<u32> {
    let rest = key.as_str().strip_prefix(EXTRA)?;
    let digits = rest.strip_suffix(".name").unwrap_or(rest);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    plain.then(|| digits.parse().ok()).flatten().filter(|number| (1..=99).contains(number))
}

/// The key that says whether added item `number` is met.
pub fn extra_key(number: u32) -> FieldKey {
    FieldKey::new(&format!("{EXTRA}{number}"))
}

/// The key that holds the name of added item `number`.
pub fn extra_name_key(number: u32) -> FieldKey {
    FieldKey::new(&format!("{EXTRA}{number}.name"))
}

fn rule(of: &Rule, list: &mut Vec<Field>) {
    match of {
        Rule::AllOrNothing(all) => all.conditions.iter().for_each(|c| condition(c, list)),
        Rule::PerMissingItem(items) => items.items.iter().for_each(|c| condition(c, list)),
        Rule::Step(step) => {
            measure(&step.measure, list);
            threshold(&step.threshold, list);
        }
        Rule::PerMissingCount(count) => {
            number(&count.count, list);
            threshold(&count.target, list);
        }
        Rule::Levels(levels) => {
            choice(&levels.key, levels.levels.iter().map(|level| (&level.id, &level.label)), list);
            text(&levels.reason, "说明", list);
            if let Some(ceiling) = &levels.ceiling {
                condition(&ceiling.condition, list);
            }
        }
        Rule::Discretionary(open) => {
            push(&open.verdict, &open.full, yes_no(false), list);
            number(&open.marks, list);
            text(&open.reason, "扣分理由", list);
            for checkpoint in &open.checkpoints {
                push(&checkpoint.key, &checkpoint.label, yes_no(false), list);
            }
        }
        Rule::Award(award) => number(&award.count, list),
        Rule::Sum(sum) => sum.parts.iter().for_each(|part| rule(&part.rule, list)),
        Rule::SharedPot(pot) => {
            for target in &pot.targets {
                measure(&target.measure, list);
                threshold(&target.threshold, list);
            }
        }
        Rule::LevelRange(levels) => {
            choice(&levels.key, levels.levels.iter().map(|level| (&level.id, &level.label)), list);
            number(&levels.marks, list);
            text(&levels.reason, "说明", list);
        }
        Rule::RatioBands(bands) => measure(&bands.measure, list),
        Rule::KOfN(tests) => tests.tests.iter().for_each(|one| condition(one, list)),
        Rule::Coefficient(levels) => {
            choice(&levels.key, levels.levels.iter().map(|level| (&level.id, &level.label)), list);
            number(&levels.coefficient, list);
            text(&levels.reason, "说明", list);
        }
        Rule::BasePlus(base) => number(&base.count, list),
        Rule::PerOccurrence(found) => found.defects.iter().for_each(|defect| number(&defect.count, list)),
        Rule::Rating(rating) => rating.options.iter().for_each(|option| number(&option.tally, list)),
    }
}

fn condition(of: &Condition, list: &mut Vec<Field>) {
    match &of.test {
        Test::Judged(judged) => push(&judged.key, &of.label, yes_no(judged.may_not_apply), list),
        Test::Reaches { applies: asked, actual, required, adjust: change } => {
            applies(asked.as_ref(), list);
            number(actual, list);
            number(required, list);
            adjust(change.as_ref(), list);
        }
        Test::AtLeast { applies: asked, value, .. } => {
            applies(asked.as_ref(), list);
            number(value, list);
        }
        Test::Settled { total, settled } => {
            number(total, list);
            number(settled, list);
        }
    }
}

fn measure(of: &Measure, list: &mut Vec<Field>) {
    match of {
        Measure::Value(value) => number(value, list),
        Measure::Ratio(quotient) => {
            number(&quotient.part, list);
            number(&quotient.whole, list);
            adjust(quotient.adjust.as_ref(), list);
        }
    }
}

fn threshold(of: &Threshold, list: &mut Vec<Field>) {
    adjust(of.adjust.as_ref(), list);
}

fn adjust(of: Option<&Adjust>, list: &mut Vec<Field>) {
    if let Some(adjust) = of {
        number(&adjust.value, list);
        text(&adjust.why, "调整理由", list);
    }
}

fn applies(of: Option<&Applies>, list: &mut Vec<Field>) {
    if let Some(applies) = of {
        push(&applies.key, &applies.label, yes_no(false), list);
    }
}

fn number(of: &NumberField, list: &mut Vec<Field>) {
    push(&of.key, &of.label, Entry::Number(of.clone()), list);
}

fn text(key: &FieldKey, label: &str, list: &mut Vec<Field>) {
    push(key, &Text::from(label), Entry::Text, list);
}

fn choice<'r>(key: &FieldKey, offered: impl Iterator<Item = (&'r String, &'r Text)>, list: &mut Vec<Field>) {
    let offered = offered.map(|(id, label)| Choice { id: id.clone(), label: label.clone() }).collect();
    push(key, &Text::from("等次"), Entry::Choice(offered), list);
}

fn yes_no(may_not_apply: bool) -> Entry {
    Entry::YesNo { may_not_apply }
}

fn push(key: &FieldKey, label: &Text, entry: Entry, list: &mut Vec<Field>) {
    list.push(Field { key: key.clone(), label: label.clone(), entry });
}
