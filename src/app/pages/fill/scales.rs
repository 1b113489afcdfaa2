//! The controls of S11 to S17, of the helper figures beside a row, and the buttons that take one step of a number.
//! May import `row`, `controls`, `fields`, `words` and the library. Read next: `foot`.

use gongping::number::Exact;
use gongping::rubric::rule::{
    BasePlus, Better, Coefficient, Guide, KOfN, LevelRange, Measure, NumberField, PerOccurrence, Rating,
    RatioBands,
};
use gongping::score::{GuideFigure, band_in_force, guides, mean, met};

use super::controls::{checks, ratio, target};
use super::fields::{Offer, button, choice, faults, number};
use super::row::{Row, What};
use super::rule::{reason_when, tone_of};
use crate::app::parts::element::El;
use crate::app::words::fill;

/// A number with one step down and one up beside it.
pub struct Stepper<'a> {
    /// The number.
    pub field: &'a NumberField,
    /// One step.
    pub by: &'a Exact,
    /// No step leads below this.
    pub least: &'a Exact,
    /// No step leads above this; `None` for no end.
    pub most: Option<&'a Exact>,
    /// Where a blank number starts from.
    pub from: &'a Exact,
    /// The names of the two buttons.
    pub names: [String; 2],
}

/// The number with its buttons, without its message.
pub fn stepper(row: &Row, step: &Stepper) -> El {
    let place = step.field.key.as_str();
    let [less, more] = &step.names;
    let tap = |by: String, icon: &str, name: &str| {
        let made = button(row, "btn icon", "step", place)
            .attr("data-by", &by)
            .attr("data-least", &step.least.to_string())
            .attr("data-from", &step.from.to_string())
            .attr("aria-label", name)
            .child(row.el("span").class(icon).attr("aria-hidden", "true"));
        match step.most {
            Some(most) => made.attr("data-most", &most.to_string()),
            None => made,
        }
    };
    row.el("div")
        .class("stepper")
        .child(tap((-step.by).to_string(), "i i-minus", less))
        .child(number(row, step.field))
        .child(tap(step.by.to_string(), "i i-plus", more))
}

/// S11: a level, then a mark within it.
pub fn level_range(row: &Row, rule: &LevelRange, full: &Exact) -> Vec<El> {
    let words = row.words();
    let offers = rule.levels.iter().map(|level| Offer {
        value: level.id.clone(),
        label: level.label.to_string(),
        detail: Some(fill::range(&level.low, &level.high)),
        tone: tone_of(&level.high, full),
    });
    let offers: Vec<Offer> = offers.collect();
    let chosen = rule.levels.iter().position(|level| level.id == row.fact(&rule.key));
    let level = chosen.and_then(|at| rule.levels.get(at)).filter(|level| level.low != level.high);
    // Each level has its own part, for the ends of its marks are its own.
    let part = level.map_or_else(String::new, |level| format!("{}.{}", rule.marks.key, level.id));
    let marks = row.part(&part, level.is_some(), || match level {
        Some(level) => {
            let mut field = rule.marks.clone();
            field.label = fill::marks_within(row.language, &level.low, &level.high, &rule.grid).into();
            let names = [fill::less(row.language, &rule.grid), fill::more(row.language, &rule.grid)];
            let (least, most) = (&level.low, Some(&level.high));
            let step = Stepper { field: &field, by: &rule.grid, least, most, from: &level.high, names };
            faults(row, row.el("div").class("facts").child(stepper(row, &step)), &[&rule.marks])
        }
        None => El::NONE,
    });
    let below_best = chosen.is_some_and(|at| at > 0);
    vec![
        choice(row, &rule.key, words.choose_level, &offers),
        marks,
        reason_when(row, &rule.reason, below_best),
    ]
}

/// S14: a level, then a coefficient within it.
pub fn coefficient(row: &Row, rule: &Coefficient) -> Vec<El> {
    let words = row.words();
    let offers = rule.levels.iter().map(|level| Offer {
        value: level.id.clone(),
        label: level.label.to_string(),
        detail: Some(fill::range(&level.low, &level.high)),
        tone: tone_of(&level.high, &Exact::ONE),
    });
    let offers: Vec<Offer> = offers.collect();
    let chosen = rule.levels.iter().position(|level| level.id == row.fact(&rule.key));
    let typed = row.part("coefficient-part", chosen.is_some(), || {
        faults(row, row.el("div").class("facts").child(number(row, &rule.coefficient)), &[&rule.coefficient])
    });
    let below_best = chosen.is_some_and(|at| at > 0);
    vec![
        choice(row, &rule.key, words.choose_level, &offers),
        typed,
        reason_when(row, &rule.reason, below_best),
    ]
}

/// S12: a measured value, and the bands with the one in force marked.
pub fn ratio_bands(row: &Row, rule: &RatioBands) -> Vec<El> {
    let (sign, unit) = match (&rule.measure, rule.better) {
        (Measure::Ratio(_), Better::Higher) => ("≥", "%"),
        (Measure::Ratio(_), Better::Lower) => ("≤", "%"),
        (Measure::Value(field), Better::Higher) => ("≥", field.unit.as_str()),
        (Measure::Value(field), Better::Lower) => ("≤", field.unit.as_str()),
    };
    let mut made = match (&rule.measure, rule.bands.first()) {
        (Measure::Ratio(quotient), Some(best)) => {
            ratio(row, quotient, &best.bound, &format!("{sign} {}{unit}", best.bound))
        }
        (Measure::Ratio(_), None) => Vec::new(),
        (Measure::Value(field), _) => {
            vec![faults(row, row.el("div").class("facts").child(number(row, field)), &[field])]
        }
    };
    let gap = if unit == "%" { "" } else { " " };
    let bands = rule.bands.iter().map(|band| (format!("{sign} {}{gap}{unit}", band.bound), &band.points));
    let rest = (row.words().otherwise.to_owned(), &rule.otherwise);
    let steps =
        bands.chain([rest]).map(|(what, points)| format!("{what} {}", fill::marks(row.language, points)));
    let key = match &rule.measure {
        Measure::Value(field) => &field.key,
        Measure::Ratio(quotient) => &quotient.part.key,
    };
    made.push(ladder(row, key.as_str(), steps, band_in_force(rule, row.sheet, row.stage)));
    made
}

/// S13: tests, and what each number of them is worth with the one in force marked.
pub fn k_of_n(row: &Row, rule: &KOfN) -> Vec<El> {
    let standing: Vec<Option<bool>> = rule.tests.iter().map(|test| met(test, row.sheet, row.stage)).collect();
    let all = standing.iter().all(Option::is_some);
    let count = standing.iter().filter(|one| **one == Some(true)).count();
    let steps = rule.marks.iter().enumerate().map(|(met, marks)| fill::tests_met(row.language, met, marks));
    vec![checks(row, &rule.tests, None), ladder(row, "tests", steps, all.then_some(count))]
}

/// What may be reached, step by step, with the step in force marked.
fn ladder(row: &Row, place: &str, steps: impl Iterator<Item = String>, here: Option<usize>) -> El {
    let steps = steps.enumerate().map(|(at, text)| {
        let place = format!("{place}-step-{at}");
        let state = if here == Some(at) { "here" } else { "" };
        row.note(What::State, &place, state);
        let step = row.el("li").class("chip num").attr("id", &row.id(&place)).text(&text);
        if state.is_empty() { step } else { step.attr("data-state", state) }
    });
    row.el("ol").class("ladder").children(steps)
}

/// S15: a count, and how the marks grow with it.
pub fn base_plus(row: &Row, rule: &BasePlus, full: &Exact) -> Vec<El> {
    let sentence = fill::base_plus(
        row.language,
        &rule.count.unit,
        [&rule.base_count, &rule.base_points, &rule.per, full],
    );
    let facts = row.el("div").class("facts").child(counter(row, &rule.count));
    vec![faults(row, facts, &[&rule.count]), target(row, &sentence)]
}

/// A count that is tapped up and down.
fn counter(row: &Row, field: &NumberField) -> El {
    let name = |what: &str| format!("{what}：{}", field.label.as_str());
    let names = [name(row.words().fewer), name(row.words().one_more)];
    let step = Stepper { field, by: &Exact::ONE, least: &Exact::ZERO, most: None, from: &Exact::ZERO, names };
    stepper(row, &step)
}

/// S16: kinds of defect, each counted.
pub fn per_occurrence(row: &Row, rule: &PerOccurrence) -> Vec<El> {
    let defects = rule.defects.iter().map(|defect| {
        let cost = row.el("p").class("target num").text(&fill::each_costs(row.language, &defect.per));
        let line = row.el("div").class("facts tally").child(counter(row, &defect.count)).child(cost);
        faults(row, line, &[&defect.count])
    });
    defects.collect()
}

/// S17: a survey's question, its answers tallied by tapping, and the mean so far.
pub fn rating(row: &Row, rule: &Rating) -> Vec<El> {
    let mut made = Vec::new();
    // Most often the question is the very text of the row.
    if *rule.question != *row.indicator.text {
        made.push(row.el("p").class("legend").text(&rule.question));
    }
    made.extend(rule.options.iter().map(|option| {
        let mut field = option.tally.clone();
        field.label = format!("{}（{}）", option.label.as_str(), option.value).into();
        faults(row, row.el("div").class("facts tally").child(counter(row, &field)), &[&option.tally])
    }));
    let shown = match mean(rule, row.sheet) {
        Some((mean, answers)) => fill::mean(row.language, &mean.display(2), &answers),
        None => "—".to_owned(),
    };
    made.push(row.text(row.el("p").class("target num"), "mean", &shown));
    made
}

/// The helper figures of a row: what they are worked out from, what they come to, and how far the person's own
/// figure is from it.
pub fn helper_figures(row: &Row) -> Vec<El> {
    if row.indicator.guides.is_empty() {
        return Vec::new();
    }
    let figures = guides(row.indicator, row.sheet);
    row.indicator
        .guides
        .iter()
        .zip(&figures)
        .map(|(guide, figure)| helper_figure(row, guide, figure))
        .collect()
}

fn helper_figure(row: &Row, guide: &Guide, figure: &GuideFigure) -> El {
    let words = row.words();
    let place = format!("guide.{}-figure", guide.id);
    let unit = guide.unit.as_str();
    let value = figure.value.as_ref().map(|value| format!("{} {unit}", value.display(guide.places)));
    let difference = figure.difference.as_ref().map(|difference| {
        let sign = if difference.is_positive() { "＋" } else { "" };
        format!("，{} {sign}{} {unit}", words.difference, difference.display(guide.places))
    });
    let text = value.unwrap_or_else(|| words.guide_needs.to_owned()) + &difference.unwrap_or_default();
    let inputs: Vec<&NumberField> = guide.inputs.iter().collect();
    let facts = row.el("div").class("facts").children(inputs.iter().map(|input| number(row, input)));
    let head = row
        .el("div")
        .class("part-head")
        .child(row.el("h4").text(&guide.label))
        .child(row.el("p").class("hush").text(words.guide_free));
    row.el("section").class("part").child(head).child(faults(row, facts, &inputs)).child(row.text(
        row.el("p").class("target num"),
        &place,
        &text,
    ))
}
