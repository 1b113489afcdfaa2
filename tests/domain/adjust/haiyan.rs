//! The readings of the 海盐 rubric that can be switched, each with its figures worked by hand from the printed rule
//! and the other reading of it; and that version 1.1 scores like version 1.0 where nothing is switched.
//! May import the library and `builder`. Read next: `rubrics/haiyan-purchase.json`.

use std::sync::Arc;

use gongping::rubric::adjust::{Adjustment, choices, form_readings};
use gongping::rubric::{IndicatorIx, Rubric};
use gongping::score::Fault;

use super::{reading, why_not};
use crate::builder::{Filling, find, row_of};

const NOW: &str = include_str!("../../../rubrics/haiyan-purchase.json");
const PAST: &str = include_str!("../../../rubrics/past/haiyan-purchase-1.0.json");

/// A blank sheet of a row with a reading of it switched.
#[track_caller]
fn switched(row: &str, id: &str, to: &str) -> Filling {
    let rubric = Rubric::read_adjusted(NOW, &[reading(row, id, to)]).unwrap();
    row_of(&Arc::new(rubric), row)
}

/// A blank sheet of a row with a reading of the whole form switched.
#[track_caller]
fn with_form(id: &str, to: &str, row: &str) -> Filling {
    let adjustment = Adjustment::Reading {
        indicator: None,
        reading: id.to_owned(),
        alternative: to.to_owned(),
        why: String::new(),
    };
    row_of(&Arc::new(Rubric::read_adjusted(NOW, &[adjustment]).unwrap()), row)
}

#[test]
fn s31_version_1_1_is_version_1_0_but_for_what_can_be_switched() {
    let (now, past) = (Rubric::read(NOW).unwrap(), Rubric::read(PAST).unwrap());
    assert_eq!((now.version(), past.version()), ("1.1", "1.0"));
    assert_eq!((now.id(), now.title(), now.form()), (past.id(), past.title(), past.form()));
    assert_eq!((now.sections(), now.stages()), (past.sections(), past.stages()));
    for (now, past) in now.indicators().iter().zip(past.indicators()) {
        let mut without = now.clone();
        without.readings.clone_from(&past.readings);
        assert_eq!(without, *past);
        same_readings(&now.readings, &past.readings);
    }
    assert_eq!(now.indicators().len(), past.indicators().len());
    same_readings(now.readings(), past.readings());
}

/// The words of readings, to the letter.
#[track_caller]
fn same_readings(now: &[gongping::rubric::Reading], past: &[gongping::rubric::Reading]) {
    let words = |list: &[gongping::rubric::Reading]| -> Vec<Vec<String>> {
        let of = |one: &gongping::rubric::Reading| {
            let fixed = [&one.id, &one.question, &one.chosen, &one.why].map(Clone::clone);
            fixed.into_iter().chain(one.alternatives.iter().map(|other| other.text.clone())).collect()
        };
        list.iter().map(of).collect()
    };
    assert_eq!(words(now), words(past));
}

#[test]
fn s31_every_reading_that_can_be_switched_is_switched_alone_without_fault() {
    let rubric = Rubric::read(NOW).unwrap();
    let mut tried = 0;
    for at in (0..rubric.indicators().len()).map(IndicatorIx) {
        let id = rubric.indicator(at).unwrap().id.as_str();
        for choice in choices(&rubric, at).readings {
            for option in choice.options {
                let adjusted =
                    Rubric::read_adjusted(NOW, &[reading(id, &choice.reading, &option.id)]).unwrap();
                assert_ne!(adjusted.indicator(at).unwrap().rule, rubric.indicator(at).unwrap().rule);
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 20);
    let of_form: Vec<usize> = form_readings(&rubric).iter().map(|choice| choice.options.len()).collect();
    assert_eq!(of_form, [2, 1, 1]);
}

#[test]
fn s31_a_broken_step_counts_only_when_completed_or_in_proportion() {
    // 91% against 95% is 4 short with steps of 5; 19 hours against 20 is 1 short with steps of 5.
    let eighth = |to| with_form("begun-step", to, "HY-08").fact("part", "91").fact("whole", "100");
    eighth("completed").scores("4");
    eighth("proportional").scores("3.2");
    let hours = |to| with_form("begun-step", to, "HY-06").fact("stability.item.stable", "yes");
    hours("completed").fact("training.value", "19").scores("2");
    hours("proportional").fact("training.value", "19").scores("1.9");
    // 88% is 7 short: one completed step, or 1.4.
    let last = |to| with_form("begun-step", to, "HY-08").fact("part", "88").fact("whole", "100");
    last("completed").scores("3");
    last("proportional").scores("2.6");
}

#[test]
fn s31_at_mid_term_nothing_shrinks_where_that_is_chosen() {
    // 5 pieces stay 5: one short costs 0.6 of 3.
    let row = with_form("midterm", "unchanged", "HY-18").stage("midterm");
    row.fact("count", "4").scores("2.4");
}

#[test]
fn s31_at_mid_term_the_points_can_be_spread_over_the_halved_target() {
    let row = |row: &str, count: &str| {
        with_form("midterm-deduction", "spread", row).stage("midterm").fact("count", count)
    };
    // 3 of 5 pieces: 1 point for each of 3. 2 becomes 1: all 2 points for the one.
    row("HY-18", "0").scores("0");
    row("HY-18", "1").scores("1");
    row("HY-18", "3").scores("3");
    row("HY-17", "0").scores("0");
    row("HY-17", "1").scores("2");
    row("HY-19", "0").scores("0");
}

#[test]
fn s31_lists_are_cut_as_the_other_reading_says() {
    let short_of = |filling: Filling, unmet: &[&str]| {
        unmet.iter().fold(filling, |filling, item| filling.fact(item, "no")).rest_met()
    };
    short_of(switched("HY-01", "verdict", "apart"), &["item.layers"]).scores("1.5");
    short_of(switched("HY-02", "items", "five"), &["item.groups", "item.aims"]).scores("1");
    short_of(switched("HY-03", "items", "two"), &["item.practice"]).scores("1.5");
    short_of(switched("HY-03", "items", "four"), &["item.systems"])
        .fact("item.complaints.total", "0")
        .scores("1.5");
    short_of(switched("HY-03", "complaints", "none"), &["item.no-complaints"]).scores("1.5");
    short_of(switched("HY-04", "items", "eight"), &["item.varied", "item.green"]).scores("1");
    short_of(switched("HY-07", "items", "four"), &["item.hours"]).scores("1");
    short_of(switched("HY-12", "items", "four"), &["item.clear"]).scores("1");
    short_of(switched("HY-14", "unit", "clauses"), &["item.process", "item.materials", "item.signed"])
        .scores("6");
    switched("HY-05", "conditions", "all")
        .fact("met.professional", "na")
        .rest_met()
        .faults("met.professional", &Fault::UnknownChoice);
}

#[test]
fn s31_each_change_of_staff_and_each_sub_service_counts_where_that_is_chosen() {
    let staff = |changes: &str| {
        switched("HY-06", "change", "each")
            .fact("training.value", "20")
            .fact("stability.defect.change", changes)
    };
    staff("0").scores("2");
    staff("1").scores("1.5");
    staff("3").scores("1");
    let services = |count: &str| switched("HY-14", "unit", "services").fact("defect.services", count);
    services("0").scores("15");
    services("2").scores("9");
    services("6").scores("0");
}

#[test]
fn s31_the_stationed_days_cost_all_or_nothing_where_that_is_chosen() {
    let days = |to: &str| switched("HY-21", "stationed", to).fact("level", "good");
    days("poor").fact("ceiling.stationed.applies", "yes").fact("ceiling.stationed.value", "3").scores("0");
    days("noted").scores("4");
}

#[test]
fn s31_each_rate_has_half_the_pot_where_that_is_chosen() {
    let filling = |coverage: &str, participation: &str| {
        switched("HY-22", "combine", "apart")
            .fact("coverage.part", coverage)
            .fact("coverage.whole", "100")
            .fact("participation.part", participation)
            .fact("participation.whole", "100")
    };
    // One step each: 1.5 and 1.5. At 50% the coverage has lost its 2.5 and takes nothing from the other.
    filling("95", "93").scores("3");
    filling("50", "98").scores("2.5");
}

#[test]
fn s31_two_readings_of_one_list_cannot_both_be_switched() {
    let both = [reading("HY-03", "items", "four"), reading("HY-03", "complaints", "none")];
    assert_eq!(why_not(NOW, &both), gongping::rubric::adjust::Unfit::Conflict);
}

#[test]
fn s31_facts_of_a_reading_that_was_taken_back_stay_and_count_again_later() {
    let with = Rubric::read_adjusted(NOW, &[reading("HY-14", "unit", "services")]).unwrap();
    let without = Rubric::read(NOW).unwrap();
    let at = find(&with, "HY-14");
    let sheet = row_of(&Arc::new(with.clone()), "HY-14").fact("defect.services", "1").typed().clone();
    let points = |rubric: &Rubric| {
        gongping::score::score_indicator(rubric.indicator(at).unwrap(), &sheet, rubric.stages().first())
            .computed
            .points
    };
    assert_eq!(points(&with), Some(crate::builder::exact("12")));
    assert_eq!(points(&without), None);
}
