//! The laws of what stands above the rules, on random rubrics with every structure: weights and caps at any depth,
//! rows that do not apply, vetoes, grades. The figures are worked once more here, from the bottom up and by the words
//! of the format's description.
//! May import the library. Read next: `running`.

use gongping::assessment::{Assessment, Cell, Edit};
use gongping::number::Exact;
use gongping::rubric::grades::Basis;
use gongping::rubric::structure::Effect;
use gongping::rubric::{Child, IndicatorIx, Kind, Mode, NotApplicable, Rubric, SectionIx};
use gongping::score::recoverable::rank;
use gongping::score::running::Running;
use gongping::score::sentence::{Language, cap_on_total, standing, veto};
use gongping::score::{Applicability, Scorecard, Subtotal, score};
use proptest::prelude::*;
use std::sync::Arc;

use super::random::Dice;
use super::running::any_edit;
use super::structured::structured;
use super::{apply_all, blank, draw_indicator, edits, many};

fn structured_case() -> impl Strategy<Value = (usize, Vec<u32>)> {
    (0..structured().len(), prop::collection::vec(any::<u32>(), 0..160))
}

/// An assessment with facts, overrides and rows that do not apply.
fn filled(rubric: &Rubric, dice: &mut Dice) -> Assessment {
    let mut assessment = blank(rubric, dice);
    apply_all(&mut assessment, edits(rubric, dice));
    for at in 0..rubric.indicators().len() {
        if dice.once_in(3) {
            apply_all(&mut assessment, not_applicable(IndicatorIx(at)));
        }
    }
    for _ in 0..3 {
        assessment.apply(any_edit(rubric, dice)).unwrap();
    }
    assessment
}

fn not_applicable(indicator: IndicatorIx) -> [Edit; 2] {
    [(Cell::NotApplicable, "yes"), (Cell::NotApplicableWhy, "合同没有这一项")].map(|(cell, value)| Edit {
        indicator,
        cell,
        value: value.to_owned(),
    })
}

fn by_hand(indicator: IndicatorIx, points: &Exact) -> [Edit; 2] {
    [(Cell::OverridePoints, points.canonical()), (Cell::OverrideReason, "现场核对".to_owned())]
        .map(|(cell, value)| Edit { indicator, cell, value })
}

/// Points and full points of a section.
fn worked(rubric: &Rubric, card: &Scorecard, at: SectionIx) -> (Exact, Exact) {
    let section = rubric.section(at).unwrap();
    let children = section.children.iter().map(|child| match *child {
        Child::Section(below) => (worked(rubric, card, below), rubric.section(below).unwrap().weight.clone()),
        Child::Indicator(leaf) => {
            let (score, indicator) = (&card.indicators[leaf.0], rubric.indicator(leaf).unwrap());
            let out = score.points().is_none() && score.applicability != Applicability::Applies;
            let max = if out { Exact::ZERO } else { indicator.points.clone() };
            ((score.points().cloned().unwrap_or_default(), max), indicator.weight.clone())
        }
    });
    let (mut points, mut max) = (Exact::ZERO, Exact::ZERO);
    for ((child, of), weight) in children {
        match (section.mode, weight) {
            (Mode::Weighted, Some(weight)) => {
                // A child of which nothing is to be assessed drops out with its weight.
                if let Some(share) = child.divided_by(&of) {
                    let part = (&weight * &section.points).divided_by(&Exact::HUNDRED).unwrap();
                    points += &(&share * &part);
                    max += &part;
                }
            }
            (Mode::Points | Mode::Capped, None) => {
                points += &child;
                max += &of;
            }
            wrong => panic!("{wrong:?}"),
        }
    }
    if section.mode == Mode::Capped {
        return (points.at_most(&section.points), max.at_most(&section.points));
    }
    (points, max)
}

fn is_in_order(of: &Subtotal) -> bool {
    Exact::ZERO <= of.points
        && of.points <= of.assessed
        && of.points <= of.best
        && of.assessed <= of.max
        && of.best <= of.max
        && of.answered + of.invalid <= of.of
}

/// The total under its cap, whatever a veto makes of it.
fn under_cap(card: &Scorecard) -> Exact {
    card.total_cap.as_ref().map_or_else(|| card.total(), |cap| card.total().at_most(cap))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..many() })]

    #[test]
    fn sections_come_to_what_their_mode_says_at_any_depth((at, draws) in structured_case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &structured()[at];
        let card = score(rubric, &filled(rubric, &mut dice));
        for (at, subtotal) in card.sections.iter().enumerate() {
            let (points, max) = worked(rubric, &card, SectionIx(at));
            prop_assert_eq!(&subtotal.points, &points, "points of section {}", at);
            prop_assert_eq!(&subtotal.max, &max, "full points of section {}", at);
            prop_assert!(max <= rubric.section(SectionIx(at)).unwrap().points);
            prop_assert!(is_in_order(subtotal), "{:?}", subtotal);
            if subtotal.is_complete() {
                prop_assert_eq!(&subtotal.points, &subtotal.best);
                prop_assert_eq!(&subtotal.assessed, &subtotal.max);
            }
        }
        let bonus = rubric.points(Kind::Bonus);
        prop_assert!(is_in_order(&card.base) && is_in_order(&card.bonus) && card.bonus.max <= bonus);
        let result = card.result();
        prop_assert!(Exact::ZERO <= result && result <= card.best() && result <= card.total());
        if let Some(cap) = rubric.total_cap() {
            prop_assert!(result <= *cap);
        }
        let zero = card.vetoes.iter().any(|veto| veto.effect == Effect::Zero);
        prop_assert_eq!(result, if zero { Exact::ZERO } else { under_cap(&card) });
    }

    #[test]
    fn a_row_that_does_not_apply_leaves_every_other_row_as_it_was((at, draws) in structured_case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &structured()[at];
        let mut assessment = filled(rubric, &mut dice);
        let before = score(rubric, &assessment);
        let changed = draw_indicator(rubric, &mut dice);
        apply_all(&mut assessment, not_applicable(changed));
        let after = score(rubric, &assessment);
        for (at, (before, after)) in before.indicators.iter().zip(&after.indicators).enumerate() {
            prop_assert!(at == changed.0 || before == after);
        }
        let (indicator, row) = (rubric.indicator(changed).unwrap(), &after.indicators[changed.0]);
        match indicator.may_not_apply {
            None => prop_assert_eq!(&before, &after),
            Some(policy) if !row.is_assessed() && row.applicability != Applicability::Excluded => {
                let full = (policy == NotApplicable::FullMarks).then_some(&indicator.points);
                prop_assert_eq!(row.points(), full);
                prop_assert!(standing(&row.applicability, 2, Language::Chinese).is_some());
            }
            // A score set by hand says that it applies, and what the stage leaves out stays out.
            Some(_) => {}
        }
    }

    #[test]
    fn full_marks_in_every_row_are_the_full_points_whatever_the_modes((at, draws) in structured_case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &structured()[at];
        let mut assessment = filled(rubric, &mut dice);
        for (at, indicator) in rubric.indicators().iter().enumerate() {
            apply_all(&mut assessment, by_hand(IndicatorIx(at), &indicator.points));
        }
        let card = score(rubric, &assessment);
        prop_assert!(!card.is_provisional());
        prop_assert_eq!(&card.base.points, &card.base.max);
        if rubric.stage(&assessment.stage).unwrap().excluded.is_empty() {
            prop_assert_eq!(&card.base.max, &rubric.points(Kind::Base));
            prop_assert_eq!(&card.bonus.points, &rubric.points(Kind::Bonus));
        }
    }

    #[test]
    fn what_is_called_winnable_is_what_full_marks_would_add((at, draws) in structured_case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &structured()[at];
        let assessment = filled(rubric, &mut dice);
        let card = score(rubric, &assessment);
        let ranked = rank(rubric, &card);
        let mut all = assessment.clone();
        // Each of a few alone, and all of them together.
        for one in ranked.iter().skip(usize::try_from(dice.below(4)).unwrap()).step_by(5) {
            let full = by_hand(one.indicator, &rubric.indicator(one.indicator).unwrap().points);
            let mut alone = assessment.clone();
            apply_all(&mut alone, full);
            let gained = &under_cap(&score(rubric, &alone)) - &under_cap(&card);
            prop_assert_eq!(&one.points, &gained);
        }
        for (at, (indicator, row)) in rubric.indicators().iter().zip(&card.indicators).enumerate() {
            if row.points().is_some() {
                apply_all(&mut all, by_hand(IndicatorIx(at), &indicator.points));
            }
        }
        let gained = &under_cap(&score(rubric, &all)) - &under_cap(&card);
        prop_assert_eq!(Running::new(Arc::clone(rubric), assessment).worth(0).points, gained);
    }

    #[test]
    fn a_result_has_a_grade_once_it_is_complete_and_no_better_than_its_vetoes((at, draws) in structured_case()) {
        let mut dice = Dice::new(&draws);
        let rubric = &structured()[at];
        let mut assessment = filled(rubric, &mut dice);
        if dice.once_in(2) {
            for (at, indicator) in rubric.indicators().iter().enumerate() {
                let points = if dice.once_in(4) { Exact::ZERO } else { indicator.points.clone() };
                apply_all(&mut assessment, by_hand(IndicatorIx(at), &points));
            }
        }
        let card = score(rubric, &assessment);
        let set = rubric.grades().unwrap();
        let grade = card.grade(set);
        let assessable = card.base.max.is_positive();
        prop_assert_eq!(grade.is_some(), !card.is_provisional() && assessable);
        if let Some(grade) = grade {
            let place = |id: &str| set.bands.iter().position(|band| band.id == id).unwrap();
            let percent = card.percent(Basis::Total).unwrap();
            let earned = set.bands.iter().position(|band| percent >= band.from).unwrap();
            let worst = card.vetoes.iter().filter_map(|veto| match &veto.effect {
                Effect::GradeAtMost { grade, .. } => Some(place(grade)),
                Effect::Zero => None,
            });
            prop_assert_eq!(place(&grade.id), worst.fold(earned, usize::max));
        }
        for language in [Language::Chinese, Language::English] {
            prop_assert!(card.vetoes.iter().all(|one| !veto(one, "指标", language).is_empty()));
            let cut = card.total_cap.as_ref().is_some_and(|cap| card.total() > *cap);
            prop_assert_eq!(cap_on_total(&card, language).is_some(), cut);
        }
    }
}

/// The random rubrics hold every structure there is, or the laws would say nothing about it.
#[test]
fn the_random_rubrics_hold_every_structure() {
    let depth = |rubric: &Rubric, mut at: SectionIx| {
        let mut depth = 1;
        while let Some(above) = rubric.section(at).unwrap().parent {
            (at, depth) = (above, depth + 1);
        }
        depth
    };
    let all = structured();
    let sections =
        || all.iter().flat_map(|rubric| (0..rubric.sections().len()).map(move |at| (rubric, SectionIx(at))));
    assert!(sections().map(|(rubric, at)| depth(rubric, at)).max().unwrap() >= 6);
    for mode in [Mode::Points, Mode::Weighted, Mode::Capped] {
        let nested = sections().filter(|(rubric, at)| rubric.section(*at).unwrap().mode == mode);
        assert!(nested.filter(|(rubric, at)| depth(rubric, *at) > 2).count() > 20, "{mode:?}");
    }
    let rows = || all.iter().flat_map(|rubric| rubric.indicators());
    for policy in [NotApplicable::FullMarks, NotApplicable::Rescale] {
        assert!(rows().filter(|row| row.may_not_apply == Some(policy)).count() > 20, "{policy:?}");
    }
    assert!(rows().filter(|row| row.veto.is_some()).count() > 50);
    assert!(rows().filter(|row| !row.excluded_at.is_empty()).count() > 50);
    assert!(all.iter().filter(|rubric| rubric.total_cap().is_some()).count() > 20);
    let stages = || all.iter().flat_map(|rubric| rubric.stages());
    assert!(stages().map(|stage| stage.replaced.len()).sum::<usize>() > 50);
    assert!(
        stages().filter(|stage| stage.scale.as_ref().is_some_and(|scale| scale.scale_deduction)).count() > 50
    );
}
