//! The running scorecard against the full scoring: after any edits, sensible or not, on random rubrics, both say
//! the same, and what is called touched is what changed, no more and no less.
//! May import the library. Read next: `second`.

use std::sync::Arc;

use gongping::assessment::{Cell, Edit};
use gongping::number::Exact;
use gongping::rubric::fields::fields;
use gongping::rubric::{Rubric, SectionIx};
use gongping::score::recoverable::rank;
use gongping::score::running::{Running, Worth};
use gongping::score::score;
use proptest::prelude::*;

use super::random::{Dice, wild};
use super::structured::either;
use super::{apply_all, blank, draw_indicator, edits, fact, many};

fn any_case() -> impl Strategy<Value = (usize, Vec<u32>)> {
    (0..either().len(), prop::collection::vec(any::<u32>(), 0..120))
}

/// Any edit of any cell, for the most part of facts.
pub(super) fn any_edit(rubric: &Rubric, dice: &mut Dice) -> Edit {
    let indicator = draw_indicator(rubric, dice);
    let asked = fields(rubric.indicator(indicator).unwrap());
    let (cell, value) = match dice.below(12) {
        0 => (Cell::OverridePoints, dice.one_of(&["", "0", "1", "0.5", "99", "x"]).to_owned()),
        1 => (Cell::OverrideReason, dice.one_of(&["", "现场核对"]).to_owned()),
        2 => (Cell::NotApplicable, dice.one_of(&["", "yes"]).to_owned()),
        3 => (Cell::NotApplicableWhy, dice.one_of(&["", "合同没有这一项"]).to_owned()),
        4 => (if dice.once_in(2) { Cell::Factors } else { Cell::Note }, "说明".to_owned()),
        5 => (fact("extra.3"), dice.one_of(&["", "yes", "no"]).to_owned()),
        _ => {
            let field = &asked[usize::try_from(dice.below(i64::try_from(asked.len()).unwrap())).unwrap()];
            (Cell::Fact(field.key.clone()), wild(field, dice))
        }
    };
    Edit { indicator, cell, value }
}

proptest! {
    #![proptest_config(many())]

    #[test]
    fn the_running_scorecard_equals_full_scoring_after_any_edits((at, draws) in any_case()) {
        let mut dice = Dice::new(&draws);
        let rubric = Arc::clone(&either()[at]);
        let mut assessment = blank(&rubric, &mut dice);
        if dice.once_in(2) {
            apply_all(&mut assessment, edits(&rubric, &mut Dice::fixed(u64::try_from(draws.len()).unwrap())));
        }
        let mut running = Running::new(Arc::clone(&rubric), assessment.clone());
        let start = running.clone().into_assessment();
        let mut undo = Vec::new();
        for _ in 0..8 {
            let edit = any_edit(&rubric, &mut dice);
            let before = running.card().clone();
            let changes = assessment.sheet(edit.indicator).unwrap().get(&edit.cell) != edit.value;
            assessment.apply(edit.clone()).unwrap();
            let touched = running.edit(edit.clone());
            prop_assert_eq!(touched.is_some(), changes);
            let full = score(&rubric, &assessment);
            prop_assert_eq!(running.card(), &full, "after {:?}", edit);
            prop_assert_eq!(running.assessment(), &assessment);
            prop_assert_eq!(running.sheet(edit.indicator), assessment.sheet(edit.indicator));
            let Some(touched) = touched else { continue };
            for (at, (before, after)) in before.sections.iter().zip(&full.sections).enumerate() {
                prop_assert_eq!(touched.sections.contains(&SectionIx(at)), before != after);
            }
            for (at, (before, after)) in before.indicators.iter().zip(&full.indicators).enumerate() {
                prop_assert_eq!(before != after, at == edit.indicator.0 && touched.rescored);
            }
            prop_assert_eq!(touched.totals, (&before.base, &before.bonus, &before.vetoes) != (&full.base, &full.bonus, &full.vetoes));
            undo.push(touched.undo);
        }
        for edit in undo.into_iter().rev() {
            running.edit(edit);
        }
        prop_assert_eq!(running.assessment(), &start);
        prop_assert_eq!(running.card(), &score(&rubric, &start));
    }

    #[test]
    fn the_points_worth_winning_are_the_first_of_the_full_ranking((at, draws) in any_case(), limit in 0..9_usize) {
        let mut dice = Dice::new(&draws);
        let rubric = Arc::clone(&either()[at]);
        let mut assessment = blank(&rubric, &mut dice);
        apply_all(&mut assessment, edits(&rubric, &mut dice));
        let mut running = Running::new(Arc::clone(&rubric), assessment);
        for _ in 0..4 {
            running.edit(any_edit(&rubric, &mut dice));
        }
        let ranked = rank(&rubric, running.card());
        // Alone each wins what is left below a cap, so that together they may win less.
        let sum: Exact = ranked.iter().map(|one| &one.points).sum();
        let points = running.worth(limit).points;
        prop_assert!(points <= sum && (points == sum || !rubric.is_plain()));
        let largest = ranked.into_iter().take(limit).collect();
        prop_assert_eq!(running.worth(limit), Worth { points, largest });
    }
}
