//! The controls a rule asks for, put together from `controls` and `fields`: one function per rule shape.
//! May import `row`, `controls`, `fields`, `words` and the library. Read next: `card`.

use gongping::number::Exact;
use gongping::rubric::FieldKey;
use gongping::rubric::rule::{
    AllOrNothing, Award, Condition, Discretionary, Judged, Levels, Rule, SharedPot, Side, Sum, Test,
};

use super::controls::{checks, condition, counted, judgement, measure};
use super::fields::{Offer, Tone, choice, faults, number, reason};
use super::foot::fold;
use super::items::checklist;
use super::row::Row;
use super::scales::{
    Stepper, base_plus, coefficient, k_of_n, level_range, per_occurrence, rating, ratio_bands, stepper,
};
use crate::app::parts::element::El;
use crate::app::words::fill;

/// The controls of a rule. `full` is what the rule can give.
pub fn controls(row: &Row, rule: &Rule, full: &Exact) -> Vec<El> {
    match rule {
        Rule::AllOrNothing(rule) => vec![all_or_nothing(row, rule)],
        Rule::PerMissingItem(rule) => checklist(row, rule),
        Rule::Step(rule) => measure(row, &rule.measure, &rule.threshold, rule.side),
        Rule::PerMissingCount(rule) => counted(row, &rule.count, &rule.target, Side::Below),
        Rule::Levels(rule) => levels(row, rule, full),
        Rule::Discretionary(rule) => discretionary(row, rule, full),
        Rule::Award(rule) => vec![award(row, rule)],
        Rule::Sum(rule) => sum(row, rule),
        Rule::SharedPot(rule) => pot(row, rule),
        Rule::LevelRange(rule) => level_range(row, rule, full),
        Rule::RatioBands(rule) => ratio_bands(row, rule),
        Rule::KOfN(rule) => k_of_n(row, rule),
        Rule::Coefficient(rule) => coefficient(row, rule),
        Rule::BasePlus(rule) => base_plus(row, rule, full),
        Rule::PerOccurrence(rule) => per_occurrence(row, rule),
        Rule::Rating(rule) => rating(row, rule),
    }
}

fn all_or_nothing(row: &Row, rule: &AllOrNothing) -> El {
    match rule.conditions.as_slice() {
        [Condition { label, test: Test::Judged(judged) }] => judgement(row, label, judged),
        conditions => checks(row, conditions, None),
    }
}

/// How a level looks by its marks.
pub fn tone_of(points: &Exact, full: &Exact) -> Tone {
    if points == full {
        Tone::Good
    } else if points.is_zero() {
        Tone::Bad
    } else {
        Tone::Middle
    }
}

fn levels(row: &Row, rule: &Levels, full: &Exact) -> Vec<El> {
    let words = row.words();
    let offer = |level: &gongping::rubric::rule::Level| Offer {
        value: level.id.clone(),
        label: level.label.to_string(),
        detail: Some(fill::marks(row.language, &level.points)),
        tone: tone_of(&level.points, full),
    };
    let offers: Vec<Offer> = rule.levels.iter().map(offer).collect();
    let chosen = row.fact(&rule.key);
    let best = rule.levels.first().map_or("", |level| level.id.as_str());
    let mut made = vec![choice(row, &rule.key, words.choose_level, &offers)];
    if let Some(ceiling) = &rule.ceiling {
        made.push(checks(row, std::slice::from_ref(&ceiling.condition), None));
    }
    made.push(reason_when(row, &rule.reason, !chosen.is_empty() && chosen != best));
    made
}

/// The compulsory reason, there while it is asked for or holds a text.
pub fn reason_when(row: &Row, key: &FieldKey, asked: bool) -> El {
    let words = row.words();
    let shown = asked || !row.fact(key).is_empty();
    row.part(&format!("{key}-part"), shown, || reason(row, key, words.reason, words.reason_hint))
}

fn discretionary(row: &Row, rule: &Discretionary, full: &Exact) -> Vec<El> {
    let words = row.words();
    let mut whole = Offer::new("yes", &rule.full, Tone::Good);
    whole.detail = Some(fill::marks(row.language, full));
    let offers = [whole, Offer::new("no", &rule.reduced, Tone::Middle)];
    let reduced = row.fact(&rule.verdict) == "no";
    let (title, body) = fold(row, "checkpoints", words.checkpoints, || checkpoints(row, rule));
    let fold = row.el("div").class("fold").child(title).child(body);
    let marks = row.part("marks-part", reduced, || marks(row, rule, full));
    vec![
        fold,
        choice(row, &rule.verdict, words.verdict, &offers),
        marks,
        reason_when(row, &rule.reason, reduced),
    ]
}

/// The marks below full, with one step of the grid up and down.
fn marks(row: &Row, rule: &Discretionary, full: &Exact) -> El {
    let most = full - &rule.grid;
    let mut field = rule.marks.clone();
    field.label = fill::marks_label(row.language, &most, &rule.grid).into();
    let names = [fill::less(row.language, &rule.grid), fill::more(row.language, &rule.grid)];
    // From a blank field the first step down leads just below full marks.
    let step =
        Stepper { field: &field, by: &rule.grid, least: &Exact::ZERO, most: Some(&most), from: full, names };
    faults(row, row.el("div").class("facts").child(stepper(row, &step)), &[&rule.marks])
}

/// Points to look at; they structure the reason and do not compute.
fn checkpoints(row: &Row, rule: &Discretionary) -> El {
    let words = row.words();
    let lines = rule.checkpoints.iter().map(|checkpoint| {
        let judged = Judged {
            key: checkpoint.key.clone(),
            yes: words.in_order.into(),
            no: words.not_in_order.into(),
            may_not_apply: false,
        };
        condition(row, &Condition { label: checkpoint.label.clone(), test: Test::Judged(judged) }, None)
    });
    row.el("ul").class("checks").children(lines)
}

fn award(row: &Row, rule: &Award) -> El {
    faults(row, row.el("div").class("facts").child(number(row, &rule.count)), &[&rule.count])
}

fn sum(row: &Row, rule: &Sum) -> Vec<El> {
    let part = |part: &gongping::rubric::rule::Part| {
        let worth = row.el("p").class("score num").text(&fill::marks(row.language, &part.points));
        let head = row.el("div").class("part-head").child(row.el("h4").text(&part.label)).child(worth);
        row.el("section").class("part").child(head).children(controls(row, &part.rule, &part.points))
    };
    rule.parts.iter().map(part).collect()
}

fn pot(row: &Row, rule: &SharedPot) -> Vec<El> {
    let target = |target: &gongping::rubric::rule::PotTarget| {
        let head = row.el("div").class("part-head").child(row.el("h4").text(&target.label));
        let figures = measure(row, &target.measure, &target.threshold, Side::Below);
        row.el("section").class("part").child(head).children(figures)
    };
    rule.targets.iter().map(target).collect()
}
