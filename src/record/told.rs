//! A stored change in a reader's words: at which indicator, which of its fields, from what, to what. The rubric's own
//! words stay Chinese in every language. What the rubric does not know is told as it is stored.
//! May import `rubric` and `assessment`. Read next: `journal`.

use super::journal::{ADJUSTMENTS, StepChange};
use crate::assessment::Cell;
use crate::rubric::adjust::{self, Adjustment};
use crate::rubric::fields::{Entry, extra_name_key, extra_number, fields};
use crate::rubric::words::{Language, say};
use crate::rubric::{Indicator, IndicatorId, Rubric};

/// Texts up to so many characters are told whole; of longer ones what differs.
const TOLD_WHOLE: usize = 60;

/// How much of what both texts begin and end with is told around what differs.
const AROUND: usize = 10;

/// How much is told of what differs, at most.
const DIFFERENT: usize = 200;

/// A stored change as a reader is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The printed number of the indicator; empty for the whole form and for what the rubric does not know.
    pub number: String,
    /// What the indicator is called.
    pub indicator: String,
    /// Which of its fields.
    pub field: String,
    /// What stood there.
    pub from: String,
    /// What stands there since.
    pub to: String,
}

/// Tells a change of an assessment of that rubric.
pub fn told(rubric: &Rubric, change: &StepChange, language: Language) -> Told {
    let l = language;
    if change.cell == ADJUSTMENTS {
        return Told {
            number: String::new(),
            indicator: say!(l, "全表", "Whole form"),
            field: say!(l, "对细则的改动", "Changes of the rubric"),
            from: adjustments(rubric, &change.from, l),
            to: adjustments(rubric, &change.to, l),
        };
    }
    let at = rubric.find(&IndicatorId::new(&change.indicator));
    let indicator = at.and_then(|at| rubric.indicator(at));
    let (number, name) = indicator.map_or_else(
        || (String::new(), change.indicator.clone()),
        |indicator| (indicator.number.clone(), indicator.label.clone()),
    );
    let (field, entry) = field(indicator, &change.cell, l);
    let value = |text: &str| value(entry.as_ref(), text, l);
    let (from, to) = differing(&value(&change.from), &value(&change.to));
    Told { number, indicator: name, field, from, to }
}

/// What a field is called, and what may be entered there where the rubric knows it.
fn field(indicator: Option<&Indicator>, cell: &str, l: Language) -> (String, Option<Entry>) {
    let text = |name: String| (name, Some(Entry::Text));
    let answer = |name: String| (name, Some(Entry::YesNo { may_not_apply: true }));
    match Cell::from_key(cell) {
        Some(Cell::OverridePoints) => text(say!(l, "改判得分", "Score by hand")),
        Some(Cell::OverrideReason) => text(say!(l, "改判理由", "Reason of the score by hand")),
        Some(Cell::Factors) => text(say!(l, "扣分因素", "Factors")),
        Some(Cell::Note) => text(say!(l, "备注", "Note")),
        Some(Cell::NotApplicable) => answer(say!(l, "此项不适用", "Does not apply")),
        Some(Cell::NotApplicableWhy) => text(say!(l, "不适用的理由", "Why it does not apply")),
        Some(Cell::Fact(key)) => {
            let known = indicator.map(fields).unwrap_or_default().into_iter().find(|field| field.key == key);
            match (known, extra_number(&key)) {
                (Some(field), _) => (field.label.as_str().to_owned(), Some(field.entry)),
                (None, Some(number)) if key == extra_name_key(number) => {
                    text(say!(l, "增加的第 {number} 项：名称", "Added item {number}: name"))
                }
                (None, Some(number)) => answer(say!(l, "增加的第 {number} 项", "Added item {number}")),
                (None, None) => (cell.to_owned(), None),
            }
        }
        None => (cell.to_owned(), None),
    }
}

fn value(entry: Option<&Entry>, value: &str, l: Language) -> String {
    match (entry, value) {
        (_, "") => say!(l, "（空白）", "(blank)"),
        (Some(Entry::YesNo { .. }), "yes") => say!(l, "是", "Yes"),
        (Some(Entry::YesNo { .. }), "no") => say!(l, "否", "No"),
        (Some(Entry::YesNo { .. }), "na") => say!(l, "不适用", "Not applicable"),
        (Some(Entry::Choice(offered)), chosen) => offered
            .iter()
            .find(|choice| choice.id == chosen)
            .map_or_else(|| chosen.to_owned(), |choice| choice.label.as_str().to_owned()),
        (_, typed) => typed.to_owned(),
    }
}

/// Two texts, or of long ones what differs, with a little of what stands around it.
fn differing(from: &str, to: &str) -> (String, String) {
    let (one, other): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    if one.len().max(other.len()) <= TOLD_WHOLE {
        return (from.to_owned(), to.to_owned());
    }
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let shorter = one.len().min(other.len());
    let ends = one.iter().rev().zip(other.iter().rev());
    let same_end = ends.take(shorter - same).take_while(|(one, other)| one == other).count();
    let (skipped, skipped_end) = (same.saturating_sub(AROUND), same_end.saturating_sub(AROUND));
    let told = |text: &[char]| {
        let length = text.len().saturating_sub(skipped + skipped_end);
        let part: String = text.iter().skip(skipped).take(length.min(DIFFERENT)).collect();
        let before = if skipped > 0 { "…" } else { "" };
        let after = if skipped_end > 0 || length > DIFFERENT { "…" } else { "" };
        format!("{before}{part}{after}")
    };
    (told(&one), told(&other))
}

/// The changes of the rubric that a text lists, or the text where it is no such list.
fn adjustments(rubric: &Rubric, text: &str, l: Language) -> String {
    let none = || say!(l, "无", "None");
    if text.is_empty() {
        return none();
    }
    let Some(list) = adjust::read(text) else { return text.to_owned() };
    let lines: Vec<String> = list.iter().map(|one| adjustment(rubric, one, l)).collect();
    if lines.is_empty() { none() } else { lines.join(if l == Language::Chinese { "；" } else { "; " }) }
}

fn adjustment(rubric: &Rubric, one: &Adjustment, l: Language) -> String {
    let at = one.indicator().and_then(|id| rubric.find(id));
    let number = at.and_then(|at| rubric.indicator(at)).map(|indicator| indicator.number.as_str());
    let what = match one {
        Adjustment::Reading { reading, alternative, .. } => {
            say!(l, "读法 {reading} 改为 {alternative}", "reading {reading} as {alternative}")
        }
        Adjustment::Target { value, .. } => say!(l, "标准改为 {value}", "standard {value}"),
        Adjustment::Items { items, .. } => {
            let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
            let labels = labels.join("、");
            say!(l, "清单改为 {labels}", "items {labels}")
        }
        Adjustment::Grades { set: Some(set) } => {
            let name = &set.name;
            say!(l, "等次按 {name}", "grades {name}")
        }
        Adjustment::Grades { set: None } => say!(l, "不评等次", "no grades"),
    };
    number.map_or(what.clone(), |number| format!("{number} {what}"))
}
