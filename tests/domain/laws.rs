//! The laws of scoring, on random rubrics with random facts, sensible and not. What the laws do not say, that the
//! figures are right, is compared with a second implementation in `laws/second.rs`.
//! May import the library. Read next: `laws/random.rs` for what is drawn.

use std::collections::BTreeSet;

use gongping::assessment::{Assessment, Cell, Edit, Project, Role, Sheet};
use gongping::number::Exact;
use gongping::rubric::fields::{extensible, fields};
use gongping::rubric::rule::{Measure, Rule};
use gongping::rubric::{Child, FieldKey, Indicator, IndicatorIx, Kind, Rubric, SectionIx, Stage};
use gongping::score::recoverable::rank;
use gongping::score::sentence::{Language, reason, remedy};
use gongping::score::{Computed, IndicatorScore, State, score, score_indicator};
use proptest::prelude::*;

use random::{Dice, plausible, rubrics, wild};

mod better;
mod random;
mod running;
mod second;
mod structure;
mod structured;

/// What a case is made from: which rubric, and the draws everything else comes from.
fn case() -> impl Strategy<Value = (usize, Vec<u32>)> {
    (0..rubrics().len(), prop::collection::vec(any::<u32>(), 0..120))
}

fn many() -> ProptestConfig {
    ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() }
}

/// Any characters at all.
fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter)
}

fn pick<'r>(rubric: &'r Rubric, dice: &mut Dice) -> (IndicatorIx, &'r Indicator, &'r Stage) {
    let stage = &rubric.stages()[usize::try_from(dice.below(4)).unwrap()];
    let at = draw_indicator(rubric, dice);
    (at, rubric.indicator(at).unwrap(), stage)
}

fn draw_indicator(rubric: &Rubric, dice: &mut Dice) -> IndicatorIx {
    let count = i64::try_from(rubric.indicators().len()).unwrap();
    IndicatorIx(usize::try_from(dice.below(count)).unwrap())
}

/// A sheet filled with sense, or in one case of three also with nonsense and blanks.
fn fill(indicator: &Indicator, dice: &mut Dice) -> Sheet {
    let sensible = !dice.once_in(3);
    let mut sheet = Sheet::default();
    for field in fields(indicator) {
        let value = if sensible { plausible(&field, dice) } else { wild(&field, dice) };
        sheet.set(Cell::Fact(field.key), value);
    }
    if extensible(&indicator.rule) {
        for number in [7, 12] {
            if dice.once_in(2) {
                sheet.set(fact(&format!("extra.{number}")), dice.one_of(&["yes", "no"]).to_owned());
                sheet.set(fact(&format!("extra.{number}.name")), "另加的一项".to_owned());
            }
        }
    }
    sheet
}

fn fact(key: &str) -> Cell {
    Cell::Fact(FieldKey::new(key))
}

fn computed(indicator: &Indicator, sheet: &Sheet, stage: &Stage) -> Computed {
    score_indicator(indicator, sheet, Some(stage)).computed
}

fn moved(computed: &Computed) -> Exact {
    computed.trace.iter().map(|line| &line.points).sum()
}

/// Fills an assessment of `rubric`, overrides among it, in the order of the form.
fn edits(rubric: &Rubric, dice: &mut Dice) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, indicator) in rubric.indicators().iter().enumerate() {
        let mut sheet = fill(indicator, dice);
        if dice.once_in(5) {
            sheet.set(Cell::OverridePoints, dice.one_of(&["0", "0.5", "1", "99", "x"]).to_owned());
            sheet.set(Cell::OverrideReason, dice.one_of(&["现场核对", ""]).to_owned());
        }
        for (cell, value) in sheet.cells() {
            edits.push(Edit { indicator: IndicatorIx(at), cell: cell.clone(), value: value.to_owned() });
        }
    }
    edits
}

fn blank(rubric: &Rubric, dice: &mut Dice) -> Assessment {
    let stage = &rubric.stages()[usize::try_from(dice.below(4)).unwrap()];
    Assessment::new("1".into(), Project::default(), rubric, stage.id.clone(), Role::SelfAssessment)
}

fn apply_all(assessment: &mut Assessment, edits: impl IntoIterator<Item = Edit>) {
    for edit in edits {
        assessment.apply(edit).expect("the rubric has the indicator");
    }
}

/// The sections an indicator stands in, at any height.
fn ancestors(rubric: &Rubric, of: IndicatorIx) -> BTreeSet<SectionIx> {
    let mut above = BTreeSet::new();
    let mut next = rubric.indicator(of).map(|indicator| indicator.section);
    while let Some(section) = next {
        above.insert(section);
        next = rubric.section(section).and_then(|section| section.parent);
    }
    above
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn points_and_what_can_be_reached_stay_between_0_and_the_full_points((at, draws) in case()) {
        let mut dice = Dice::new(&draws);
        let (_, indicator, stage) = pick(&rubrics()[at], &mut dice);
        let sheet = fill(indicator, &mut dice);
        let found = computed(indicator, &sheet, stage);
        prop_assert!(found.best >= Exact::ZERO && found.best <= indicator.points);
        match &found.points {
            Some(points) => {
                prop_assert!(*points >= Exact::ZERO && *points <= indicator.points);
                prop_assert_eq!(points, &found.best);
                prop_assert_eq!(found.state(), State::Scored);
            }
            None => prop_assert!(!found.missing.is_empty() || !found.problems.is_empty()),
        }
    }

    #[test]
    fn the_trace_adds_up_exactly((at, draws) in case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &rubrics()[at];
        let (_, indicator, stage) = pick(rubric, &mut dice);
        let sheet = fill(indicator, &mut dice);
        let found = computed(indicator, &sheet, stage);
        prop_assert!(found.trace.iter().all(|line| line.points >= Exact::ZERO && line.points <= line.full));
        if let Some(points) = &found.points {
            let bonus = rubric.section(indicator.section).unwrap().kind == Kind::Bonus;
            let expected = if bonus { points.clone() } else { &indicator.points - points };
            prop_assert_eq!(moved(&found), expected);
        }
    }

    #[test]
    fn better_facts_never_lower_a_score((at, draws) in case()) {
        let mut dice = Dice::new(&draws);
        let (_, indicator, stage) = pick(&rubrics()[at], &mut dice);
        let sheet = fill(indicator, &mut dice);
        let before = computed(indicator, &sheet, stage);
        let choices = better::better_facts(indicator);
        let (key, way) = &choices[usize::try_from(dice.below(i64::try_from(choices.len()).unwrap())).unwrap()];
        let mut improved = sheet.clone();
        let value = better::improve(*way, sheet.fact(key), &mut dice);
        improved.set(Cell::Fact(key.clone()), value);
        let after = computed(indicator, &improved, stage);
        if let (Some(before), Some(after)) = (before.points, after.points) {
            prop_assert!(after >= before, "{key}: {before} became {after}\n{sheet:?}\n{improved:?}");
        }
    }

    #[test]
    fn filling_in_what_is_missing_never_gives_more_than_was_called_reachable((at, draws) in case()) {
        let mut dice = Dice::new(&draws);
        let (_, indicator, stage) = pick(&rubrics()[at], &mut dice);
        let mut sheet = fill(indicator, &mut dice);
        let mut found = computed(indicator, &sheet, stage);
        let first = found.best.clone();
        let asked = fields(indicator);
        // A new answer can ask for further facts; each round settles at least one.
        for _ in 0..40 {
            let best = found.best.clone();
            let open: Vec<FieldKey> = found
                .missing
                .iter()
                .chain(found.problems.iter().map(|problem| &problem.key))
                .cloned()
                .collect();
            for key in open {
                let value = asked.iter().find(|field| field.key == key).map_or("一项".to_owned(), |field| plausible(field, &mut dice));
                sheet.set(Cell::Fact(key), value);
            }
            found = computed(indicator, &sheet, stage);
            prop_assert!(found.best <= best, "{} became {}\n{sheet:?}", best, found.best);
        }
        if let Some(points) = found.points {
            prop_assert!(points <= first);
        }
    }

    #[test]
    fn nothing_typed_makes_scoring_panic_and_every_line_has_its_sentence(
        (at, draws) in case(),
        texts in prop::collection::vec(text(), 1..6),
    ) {
        let mut dice = Dice::new(&draws);
        let rubric = &rubrics()[at];
        let (_, indicator, stage) = pick(rubric, &mut dice);
        let mut sheet = fill(indicator, &mut dice);
        let keys: Vec<FieldKey> = fields(indicator).into_iter().map(|field| field.key).collect();
        for text in &texts {
            let key = keys[usize::try_from(dice.below(i64::try_from(keys.len()).unwrap())).unwrap()].clone();
            let cells = [
                Cell::Fact(key), Cell::OverridePoints, Cell::OverrideReason, Cell::Note, Cell::Factors,
                fact(&format!("extra.{text}")), fact("extra.3"), fact(text),
            ];
            let cell = cells[usize::try_from(dice.below(8)).unwrap()].clone();
            sheet.set(cell, text.clone());
        }
        let found = score_indicator(indicator, &sheet, Some(stage));
        for language in [Language::Chinese, Language::English] {
            let said = reason(&found.computed.trace, language);
            prop_assert_eq!(said.is_empty(), found.computed.trace.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn the_order_of_entry_does_not_matter((at, draws) in case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &rubrics()[at];
        let mut one = blank(rubric, &mut dice);
        let mut other = one.clone();
        let edits = edits(rubric, &mut dice);
        apply_all(&mut one, edits.clone());
        // The other way round, each cell with a slip first that is put right afterwards.
        let slips = edits.iter().step_by(3).map(|edit| Edit { value: "slip".to_owned(), ..edit.clone() });
        apply_all(&mut other, slips);
        apply_all(&mut other, edits.into_iter().rev());
        prop_assert_eq!(score(rubric, &one), score(rubric, &other));
    }

    #[test]
    fn totals_are_the_sums_of_their_leaves((at, draws) in case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &rubrics()[at];
        let mut assessment = blank(rubric, &mut dice);
        apply_all(&mut assessment, edits(rubric, &mut dice));
        let card = score(rubric, &assessment);
        let sum = |indicators: &[IndicatorIx], of: fn(&IndicatorScore, &Indicator) -> Exact| -> Exact {
            indicators.iter().map(|at| of(&card.indicators[at.0], rubric.indicator(*at).unwrap())).sum()
        };
        for (at, subtotal) in card.sections.iter().enumerate() {
            let below = rubric.indicators_below(SectionIx(at));
            prop_assert_eq!(&subtotal.points, &sum(&below, |score, _| score.points().cloned().unwrap_or_default()));
            prop_assert_eq!(&subtotal.max, &sum(&below, |_, indicator| indicator.points.clone()));
            prop_assert_eq!(&subtotal.best, &sum(&below, |score, _| score.points().unwrap_or(&score.computed.best).clone()));
            prop_assert_eq!(subtotal.of, below.len());
            let answered = below.iter().filter(|at| card.indicators[at.0].points().is_some()).count();
            prop_assert_eq!(subtotal.answered, answered);
        }
        let all: Exact = card.indicators.iter().filter_map(IndicatorScore::points).sum();
        prop_assert_eq!(card.total(), all);
        prop_assert_eq!(&card.base.max, &rubric.points(Kind::Base));
        prop_assert_eq!(&card.bonus.max, &rubric.points(Kind::Bonus));
        for ranked in rank(rubric, &card) {
            let lost = &rubric.indicator(ranked.indicator).unwrap().points - card.indicators[ranked.indicator.0].points().unwrap();
            prop_assert_eq!(&ranked.points, &lost);
            prop_assert!(ranked.remedies.iter().all(|one| !remedy(one, Language::Chinese).is_empty()));
        }
    }

    #[test]
    fn one_changed_fact_touches_only_its_indicator_and_what_stands_above((at, draws) in case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &rubrics()[at];
        let mut assessment = blank(rubric, &mut dice);
        apply_all(&mut assessment, edits(rubric, &mut dice));
        let before = score(rubric, &assessment);
        let untouched = assessment.clone();
        let changed = draw_indicator(rubric, &mut dice);
        let asked = fields(rubric.indicator(changed).unwrap());
        let field = &asked[usize::try_from(dice.below(i64::try_from(asked.len()).unwrap())).unwrap()];
        let edit = Edit { indicator: changed, cell: Cell::Fact(field.key.clone()), value: wild(field, &mut dice) };
        let undo = assessment.apply(edit).unwrap();
        let after = score(rubric, &assessment);
        let above = ancestors(rubric, changed);
        for (at, (before, after)) in before.indicators.iter().zip(&after.indicators).enumerate() {
            prop_assert!(IndicatorIx(at) == changed || before == after);
        }
        for (at, (before, after)) in before.sections.iter().zip(&after.sections).enumerate() {
            prop_assert!(above.contains(&SectionIx(at)) || before == after);
        }
        // Working out only the indicator and adding up its ancestors gives the same as everything anew.
        let mut patched = before.clone();
        patched.indicators[changed.0] =
            score_indicator(rubric.indicator(changed).unwrap(), assessment.sheet(changed).unwrap(), rubric.stage(&assessment.stage));
        for section in above.iter().rev() {
            patched.sections[section.0] = rubric.section(*section).unwrap().children.iter().map(|child| match child {
                Child::Section(below) => patched.sections[below.0].clone(),
                Child::Indicator(leaf) => patched.indicators[leaf.0].contribution(rubric.indicator(*leaf).unwrap()),
            }).sum();
        }
        prop_assert_eq!(&patched.indicators, &after.indicators);
        prop_assert_eq!(&patched.sections, &after.sections);
        // Undone, everything is as it was.
        assessment.apply(undo).unwrap();
        prop_assert_eq!(assessment, untouched);
    }
}

/// The random rubrics hold every shape of rule there is, or the laws would say nothing about it.
#[test]
fn the_random_rubrics_hold_every_rule() {
    let mut seen = BTreeSet::new();
    for indicator in rubrics().iter().flat_map(Rubric::indicators) {
        seen.insert(match &indicator.rule {
            Rule::AllOrNothing(_) => "S1",
            Rule::PerMissingItem(_) => "S2",
            Rule::Step(step) if matches!(step.measure, Measure::Value(_)) => "S3 and S4 on a value",
            Rule::Step(_) => "S3 and S4 on a ratio",
            Rule::PerMissingCount(_) => "S5",
            Rule::Levels(_) => "S6",
            Rule::Discretionary(_) => "S7",
            Rule::Award(_) => "S8",
            Rule::Sum(_) => "S9",
            Rule::SharedPot(_) => "S10",
            Rule::LevelRange(_) => "S11",
            Rule::RatioBands(_) => "S12",
            Rule::KOfN(_) => "S13",
            Rule::Coefficient(_) => "S14",
            Rule::BasePlus(_) => "S15",
            Rule::PerOccurrence(_) => "S16",
            Rule::Rating(_) => "S17",
        });
    }
    assert_eq!(seen.len(), 17, "{seen:?}");
    let scored = rubrics().iter().flat_map(Rubric::indicators).enumerate().filter(|(seed, indicator)| {
        let mut dice = Dice::fixed(u64::try_from(*seed).unwrap());
        let sheet = fill(indicator, &mut dice);
        score_indicator(indicator, &sheet, None).computed.points.is_some()
    });
    let all: usize = rubrics().iter().map(|rubric| rubric.indicators().len()).sum();
    assert!(scored.count() * 3 > all, "at least a third of the random sheets have a score");
}
