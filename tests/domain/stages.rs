//! 中期: what “项目过半” does to the targets of the 海盐 form, and what a person may put in its place.
//! Half of each cumulative figure, whole things rounded up; points and deductions stay as printed.
//! May import the library. Read next: `overrides`.

use gongping::rubric::rule::{Measure, Rule};
use gongping::score::{Fault, due_target, due_whole};

use crate::builder::{Filling, exact, haiyan, sheet, sheet_of};
use serde_json::json;

fn midterm(row: &str) -> Filling {
    sheet(row).stage("midterm")
}

fn ratio(row: &str, part: &str, whole: &str) -> Filling {
    midterm(row).fact("part", part).fact("whole", whole)
}

#[test]
fn training_asks_for_10_hours() {
    let hours = |hours| midterm("HY-06").fact("stability.item.stable", "yes").fact("training.value", hours);
    hours("10").scores("2");
    hours("9.5").scores("1.5");
    hours("5").scores("1.5");
    hours("4.9").scores("1");
    hours("0").scores("1");
}

#[test]
fn s25_media_and_resources_ask_for_half_rounded_up_at_the_printed_cost() {
    let check = |row: &str, cases: &[(&str, &str)]| {
        for (count, points) in cases {
            midterm(row).fact("count", count).scores(points);
        }
    };
    // 2→1, 5→3, 2→1. With nothing done, 1, 1.2 and 1 points stay, as the reading says.
    check("HY-17", &[("1", "2"), ("0", "1"), ("2", "2")]);
    check("HY-18", &[("3", "3"), ("2", "2.4"), ("1", "1.8"), ("0", "1.2"), ("5", "3")]);
    check("HY-19", &[("1", "2"), ("0", "1")]);
}

#[test]
fn people_and_times_due_are_half_of_the_projects_rounded_up() {
    // 200 people → 100 due; 96 of 100 reach 96 %.
    ratio("HY-10", "100", "200").scores("5");
    ratio("HY-10", "96", "200").scores("5");
    ratio("HY-10", "95", "200").scores("4");
    // 201 → 101 due: 97 of 101 is 96.04 %, 96 of 101 is 95.05 %.
    ratio("HY-10", "97", "201").scores("5");
    ratio("HY-10", "96", "201").scores("4");
    ratio("HY-11", "48", "96").scores("5");
    ratio("HY-11", "47", "96").scores("4");
    // More than was due by now never adds.
    ratio("HY-10", "180", "200").scores("5");
}

#[test]
fn visits_coverage_and_funds_are_halved_too() {
    let visits = |actual, required| {
        midterm("HY-13").rest_met().fact("met.visits.actual", actual).fact("met.visits.required", required)
    };
    visits("20", "40").scores("3");
    visits("19", "40").scores("0");
    visits("21", "41").scores("3");
    visits("20", "41").scores("0");
    let people = |coverage, due| {
        midterm("HY-22")
            .fact("coverage.part", coverage)
            .fact("coverage.whole", due)
            .fact("participation.part", "98")
            .fact("participation.whole", "100")
    };
    people("100", "200").scores("5");
    people("99", "200").scores("4");
    // 50,000 planned for the first half: 2,500 left is exactly 5 %.
    ratio("HY-26", "2500", "100000").scores("2");
    ratio("HY-26", "2500.01", "100000").scores("1.5");
    // Money is not rounded up: half of 0.03 is 0.015, and 0.01 of it 66.67 %.
    ratio("HY-26", "0.01", "0.03").scores("0");
}

#[test]
fn rates_lists_levels_days_and_bonuses_stay_as_printed() {
    ratio("HY-08", "95", "100").scores("4");
    ratio("HY-08", "91", "100").scores("3");
    ratio("HY-09", "9", "10").scores("4");
    ratio("HY-15", "95", "100").scores("1.5");
    ratio("HY-16", "57", "60").fact("gate.survey", "yes").scores("5");
    midterm("HY-02").fact("item.report", "no").rest_met().scores("1.5");
    let good = midterm("HY-21").fact("level", "good").fact("ceiling.stationed.applies", "yes");
    good.clone().fact("ceiling.stationed.value", "3").scores("2");
    good.fact("ceiling.stationed.value", "4").scores("4");
    midterm("HY-B1").fact("count", "1").scores("2");
}

#[test]
fn a_target_set_by_hand_needs_a_reason() {
    let by_hand = |target: &str, why: &str| {
        midterm("HY-18").fact("count", "1").fact("target", target).fact("target.why", why)
    };
    by_hand("1", "合同约定上半年1篇").scores("3");
    by_hand("2", "合同约定上半年2篇").scores("2.4");
    by_hand("5", "合同约定上半年5篇").scores("0.6");
    by_hand("0", "合同约定下半年起计").scores("3");
    by_hand("2", "").lacks(&["target.why"], "2.4");
    by_hand("2", "   ").lacks(&["target.why"], "2.4");
    // A reason alone changes nothing: one of three stays.
    by_hand("", "写了理由").scores("1.8");
}

#[test]
fn a_due_figure_set_by_hand_takes_the_place_of_the_half() {
    ratio("HY-10", "60", "200").fact("whole.due", "60").fact("whole.due.why", "项目四月才启动").scores("5");
    ratio("HY-10", "60", "200").fact("whole.due", "60").lacks(&["whole.due.why"], "5");
    ratio("HY-10", "54", "200").fact("whole.due", "60").fact("whole.due.why", "四月启动").scores("3");
    ratio("HY-10", "0", "200")
        .fact("whole.due", "0")
        .fact("whole.due.why", "未启动")
        .lacks(&["whole.due"], "5");
}

#[test]
fn a_due_figure_above_the_whole_or_no_number_is_a_contradiction() {
    let above = |limit: &str| Fault::Exceeds { limit: exact(limit), of: None };
    let count = midterm("HY-18").fact("count", "1");
    count.clone().fact("target", "6").fact("target.why", "多做").faults("target", &above("5"));
    count
        .clone()
        .fact("target", "2.5")
        .fact("target.why", "一半")
        .faults("target", &Fault::TooManyPlaces { places: 0 });
    count.clone().fact("target", "三").fact("target.why", "一半").faults("target", &Fault::NotANumber);
    count.fact("target", "-1").fact("target.why", "一半").faults("target", &Fault::Negative);
    ratio("HY-10", "60", "200")
        .fact("whole.due", "201")
        .fact("whole.due.why", "超额")
        .faults("whole.due", &above("200"));
}

#[test]
fn a_wrong_due_figure_is_named_before_anything_was_measured() {
    let above = |limit: &str| Fault::Exceeds { limit: exact(limit), of: None };
    let started =
        midterm("HY-06").rest_met().fact("training.target", "21").fact("training.target.why", "多训");
    let computed = started.score().computed;
    assert_eq!(computed.problems.len(), 1);
    assert_eq!(
        (computed.problems[0].key.as_str(), &computed.problems[0].fault),
        ("training.target", &above("20"))
    );
    let started = ratio("HY-10", "", "200").fact("whole.due", "201").fact("whole.due.why", "超额");
    let computed = started.score().computed;
    assert_eq!(
        (computed.problems[0].key.as_str(), &computed.problems[0].fault),
        ("whole.due", &above("200"))
    );
    assert_eq!(computed.missing.len(), 1);
}

#[test]
fn figures_set_by_hand_for_the_midterm_have_no_say_at_the_end() {
    sheet("HY-18").fact("count", "1").fact("target", "1").fact("target.why", "中期").scores("0.6");
    sheet("HY-18").fact("count", "1").fact("target", "abc").scores("0.6");
}

#[test]
fn the_screen_is_told_the_printed_and_the_effective_target() {
    let filling = midterm("HY-18").fact("target", "4").fact("target.why", "合同约定");
    let Rule::PerMissingCount(rule) = &filling.indicator().rule else { panic!("S5") };
    let rubric = haiyan();
    let [last, middle] = rubric.stages() else { panic!("two stages") };
    let due = due_target(&rule.target, rule.count.places, filling.typed(), Some(middle)).unwrap();
    assert_eq!((due.whole, due.scaled, due.in_force), (exact("5"), exact("3"), exact("4")));
    assert_eq!(due_target(&rule.target, rule.count.places, filling.typed(), Some(last)), None);

    let filling = ratio("HY-10", "1", "201");
    let Rule::Step(rule) = &filling.indicator().rule else { panic!("S3") };
    let Measure::Ratio(quotient) = &rule.measure else { panic!("a ratio") };
    let due = due_whole(quotient, filling.typed(), Some(middle)).unwrap();
    assert_eq!((due.whole, due.scaled, due.in_force), (exact("201"), exact("101"), exact("101")));
    assert_eq!(due_whole(quotient, midterm("HY-10").typed(), Some(middle)), None);
}

#[test]
fn a_target_in_decimals_is_not_rounded_up() {
    let rule = json!({
        "type": "step_below", "measure": {"type": "value", "label": "课时", "unit": "课时", "places": 2},
        "threshold": "7.5", "cumulative": true, "step": "1", "per": "1", "counting": "completed",
    });
    // Half of 7.5 is 3.75: 3 is three quarters of a step short, 2.75 exactly one.
    let hours = |hours| sheet_of("4", &rule).stage("midterm").fact("value", hours);
    hours("3.75").scores("4");
    hours("3").scores("4");
    hours("2.76").scores("4");
    hours("2.75").scores("3");
}
