//! The plain integer loop: the 海盐 rows over the same tree with integers instead of exact fractions, no checks, no
//! reasons, no missing facts. It is the floor the engine is held against, never a way to score.
//! May import the library for the rubric and the typed text. Read next: `scoring.rs`.

use gongping::assessment::Assessment;
use gongping::number::Exact;
use gongping::rubric::fields::{Entry, fields};
use gongping::rubric::rule::{Measure, Rule, Side, Test};
use gongping::rubric::{Child, Indicator, Kind, Rubric};

/// Hundredths: of points, and of every typed figure.
const UNIT: i64 = 100;

/// A rubric and what is typed, in integers.
pub(crate) struct Form {
    rows: Vec<Row>,
    /// For each section its children, innermost last, and whether it counts toward the total.
    sections: Vec<Section>,
}

struct Section {
    sections: Vec<usize>,
    rows: Vec<usize>,
    top: bool,
}

struct Row {
    full: i64,
    gated: bool,
    shape: Shape,
    figures: Vec<i64>,
    texts: Vec<String>,
    levels: Vec<String>,
}

/// A rule, reading its figures in the order of its fields.
enum Shape {
    Met(Vec<Test2>),
    Items { per: i64, items: Vec<Test2> },
    Value { threshold: i64, step: i64, per: i64 },
    Rate { below: bool, threshold: i64, step: i64, per: i64, figures: usize },
    Count { target: i64, per: i64 },
    Levels(Vec<i64>),
    Discretionary,
    Award { per: i64 },
    Sum(Vec<(i64, usize, Shape)>),
    Pot(Vec<Shape>),
}

/// A condition, with how many figures it reads.
#[derive(Clone, Copy)]
enum Test2 {
    Judged,
    Reaches,
    AtLeast(i64),
    Settled,
}

impl Test2 {
    fn of(test: &Test) -> Self {
        match test {
            Test::Judged(_) => Self::Judged,
            Test::Reaches { .. } => Self::Reaches,
            Test::AtLeast { minimum, .. } => Self::AtLeast(hundredths(minimum)),
            Test::Settled { .. } => Self::Settled,
        }
    }

    /// Whether it is met, and how many figures it read.
    fn met(self, figures: &[i64]) -> (bool, usize) {
        match self {
            Self::Judged => (figures[0] != 0, 1),
            Self::Reaches => (figures[0] == 0 || figures[1] >= figures[2], 5),
            Self::AtLeast(minimum) => (figures[0] == 0 || figures[1] >= minimum, 2),
            Self::Settled => (figures[0] == figures[1], 2),
        }
    }
}

fn hundredths(value: &Exact) -> i64 {
    (value * &Exact::HUNDRED).to_i64().unwrap()
}

impl Form {
    pub(crate) fn new(rubric: &Rubric, assessment: &Assessment) -> Self {
        let rows = rubric.indicators().iter().zip(assessment.sheets());
        let rows = rows
            .map(|(indicator, sheet)| {
                let asked = fields(indicator);
                let texts: Vec<String> =
                    asked.iter().map(|field| sheet.fact(&field.key).to_owned()).collect();
                let levels: Vec<String> = asked
                    .iter()
                    .find_map(|field| match &field.entry {
                        Entry::Choice(offered) => Some(offered.iter().map(|one| one.id.clone()).collect()),
                        _ => None,
                    })
                    .unwrap_or_default();
                let figures = texts.iter().map(|text| figure(text, &levels)).collect();
                Row {
                    full: hundredths(&indicator.points),
                    gated: indicator.gate.is_some(),
                    shape: shape(&indicator.rule, indicator),
                    figures,
                    texts,
                    levels,
                }
            })
            .collect();
        let sections = rubric
            .sections()
            .iter()
            .map(|section| {
                let mut made = Section { sections: vec![], rows: vec![], top: section.parent.is_none() };
                for child in &section.children {
                    match child {
                        Child::Section(below) => made.sections.push(below.0),
                        Child::Indicator(leaf) => made.rows.push(leaf.0),
                    }
                }
                assert!(matches!(section.kind, Kind::Base | Kind::Bonus));
                made
            })
            .collect();
        Self { rows, sections }
    }

    /// The total in hundredths, from figures parsed before.
    pub(crate) fn total(&self) -> i64 {
        self.add_up(|row| points(row, &row.figures))
    }

    /// The total in hundredths, parsing each typed text first.
    pub(crate) fn total_from_text(&self, scratch: &mut Vec<i64>) -> i64 {
        self.add_up(|row| {
            scratch.clear();
            scratch.extend(row.texts.iter().map(|text| figure(text, &row.levels)));
            points(row, scratch)
        })
    }

    /// Row by row, then section by section from the back, as the engine does.
    fn add_up(&self, mut points: impl FnMut(&Row) -> i64) -> i64 {
        let rows: Vec<i64> = self.rows.iter().map(&mut points).collect();
        let mut sections = vec![0; self.sections.len()];
        for (at, section) in self.sections.iter().enumerate().rev() {
            sections[at] = section.rows.iter().map(|row| rows[*row]).sum::<i64>()
                + section.sections.iter().map(|below| sections[*below]).sum::<i64>();
        }
        self.sections.iter().zip(&sections).filter(|(section, _)| section.top).map(|(_, points)| points).sum()
    }
}

/// A typed text as an integer: yes or not applicable is 1, no is 0, a level its place, a number in hundredths.
fn figure(text: &str, levels: &[String]) -> i64 {
    match text {
        "yes" | "na" => return 1,
        "no" | "" => return 0,
        _ => {}
    }
    if let Some(level) = levels.iter().position(|level| level == text) {
        return i64::try_from(level).unwrap();
    }
    let (mut value, mut places, mut point) = (0, 0, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if places < 2 => {
                value = value * 10 + i64::from(byte - b'0');
                places += u32::from(point);
            }
            b'.' => point = true,
            _ => return 0,
        }
    }
    value * 10_i64.pow(2 - places)
}

fn shape(rule: &Rule, indicator: &Indicator) -> Shape {
    match rule {
        Rule::AllOrNothing(all) => {
            Shape::Met(all.conditions.iter().map(|one| Test2::of(&one.test)).collect())
        }
        Rule::PerMissingItem(items) => Shape::Items {
            per: hundredths(&items.per),
            items: items.items.iter().map(|one| Test2::of(&one.test)).collect(),
        },
        Rule::Step(step) => measure(
            step.side == Side::Below,
            &step.measure,
            hundredths(&step.threshold.printed),
            hundredths(&step.pace.step),
            hundredths(&step.pace.per),
        ),
        Rule::PerMissingCount(count) => {
            Shape::Count { target: hundredths(&count.target.printed), per: hundredths(&count.per) }
        }
        Rule::Levels(levels) => {
            Shape::Levels(levels.levels.iter().map(|level| hundredths(&level.points)).collect())
        }
        Rule::Discretionary(_) => Shape::Discretionary,
        Rule::Award(award) => Shape::Award { per: hundredths(&award.per) },
        Rule::Sum(sum) => Shape::Sum(
            sum.parts
                .iter()
                .map(|part| {
                    let inner = Indicator { rule: part.rule.clone(), gate: None, ..indicator.clone() };
                    (hundredths(&part.points), fields(&inner).len(), shape(&part.rule, indicator))
                })
                .collect(),
        ),
        Rule::LevelRange(_)
        | Rule::RatioBands(_)
        | Rule::KOfN(_)
        | Rule::Coefficient(_)
        | Rule::BasePlus(_)
        | Rule::PerOccurrence(_)
        | Rule::Rating(_) => unreachable!("the 海盐 form has no such row"),
        Rule::SharedPot(pot) => Shape::Pot(
            pot.targets
                .iter()
                .map(|target| {
                    measure(
                        true,
                        &target.measure,
                        hundredths(&target.threshold.printed),
                        hundredths(&pot.pace.step),
                        hundredths(&pot.pace.per),
                    )
                })
                .collect(),
        ),
    }
}

fn measure(below: bool, measure: &Measure, threshold: i64, step: i64, per: i64) -> Shape {
    match measure {
        Measure::Value(_) => Shape::Value { threshold, step, per },
        Measure::Ratio(quotient) => {
            let figures = if quotient.adjust.is_some() { 4 } else { 2 };
            Shape::Rate { below, threshold, step, per, figures }
        }
    }
}

fn points(row: &Row, figures: &[i64]) -> i64 {
    if row.gated {
        return if figures[0] == 0 {
            0
        } else {
            (row.full - lost(&row.shape, row.full, &figures[1..])).max(0)
        };
    }
    match row.shape {
        Shape::Award { per } => (per * figures[0] / UNIT).min(row.full),
        _ => (row.full - lost(&row.shape, row.full, figures)).max(0),
    }
}

fn unmet(tests: &[Test2], figures: &[i64]) -> i64 {
    let (mut at, mut unmet) = (0, 0);
    for test in tests {
        let (met, read) = test.met(&figures[at..]);
        unmet += i64::from(!met);
        at += read;
    }
    unmet
}

fn lost(shape: &Shape, full: i64, figures: &[i64]) -> i64 {
    match shape {
        Shape::Met(tests) => {
            if unmet(tests, figures) > 0 {
                full
            } else {
                0
            }
        }
        Shape::Items { per, items } => per * unmet(items, figures),
        Shape::Value { threshold, step, per } => {
            per * ((threshold - figures[0]).max(0) + step - 1).div_euclid(*step)
        }
        Shape::Rate { below, threshold, step, per, .. } => {
            let (part, whole) = (figures[0], figures[1]);
            let short = threshold * whole - part * 100 * UNIT;
            let gap = if *below { short } else { -short }.max(0);
            per * ((gap + step * whole - 1) / (step * whole))
        }
        Shape::Count { target, per } => per * (target - figures[0]).max(0) / UNIT,
        Shape::Levels(points) => full - points[usize::try_from(figures[0]).unwrap()],
        Shape::Discretionary => {
            if figures[0] == 1 {
                0
            } else {
                full - figures[1]
            }
        }
        Shape::Award { .. } => 0,
        Shape::Sum(parts) => {
            let (mut at, mut sum) = (0, 0);
            for (points, read, part) in parts {
                sum += lost(part, *points, &figures[at..]).min(*points);
                at += read;
            }
            sum
        }
        Shape::Pot(targets) => {
            let (mut at, mut sum) = (0, 0);
            for target in targets {
                sum += lost(target, full, &figures[at..]);
                at += if let Shape::Rate { figures, .. } = target { *figures } else { 1 };
            }
            sum
        }
    }
}
