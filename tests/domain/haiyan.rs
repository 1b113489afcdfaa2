//! The 海盐 form row by row and as a whole. The figures are those of the form's own rules as read in the rubric's
//! readings, worked by hand; each table names the printed rule it follows.
//! May import the library. Read next: `stages`.

use gongping::score::{Fault, score};

use crate::builder::{Filling, assess, exact, haiyan, sheet};

/// A row of items with the first `unmet` of them not met and the rest met.
fn with_unmet(row: &str, items: &[&str], unmet: usize) -> Filling {
    let filling =
        items.iter().take(unmet).fold(sheet(row), |filling, id| filling.fact(&format!("item.{id}"), "no"));
    let filling = filling.rest_met();
    if row == "HY-03" { filling.fact("item.complaints.total", "0") } else { filling }
}

/// Items and the points left with none, one, two … of them unmet.
#[track_caller]
fn check_items(row: &str, items: &[&str], points: &[&str]) {
    assert_eq!(points.len(), items.len() + 1);
    for (unmet, points) in points.iter().enumerate() {
        with_unmet(row, items, unmet).scores(points);
    }
}

fn ratio(row: &str, part: &str, whole: &str) -> Filling {
    sheet(row).fact("part", part).fact("whole", whole)
}

#[track_caller]
fn check_ratio(row: &str, cases: &[(&str, &str, &str)]) {
    for (part, whole, points) in cases {
        ratio(row, part, whole).scores(points);
    }
}

#[test]
fn row_01_gives_2_for_clear_and_nothing_for_unclear() {
    sheet("HY-01").fact("met.clear", "yes").scores("2");
    sheet("HY-01").fact("met.clear", "no").scores("0");
    sheet("HY-01").lacks(&["met.clear"], "2");
}

#[test]
fn row_02_takes_half_a_point_for_each_missing_item() {
    check_items("HY-02", &["survey", "needs", "goals", "report"], &["2", "1.5", "1", "0.5", "0"]);
}

#[test]
fn row_03_takes_1_5_for_each_item_down_to_0() {
    let filling = |unmet: &[&str], complaints: &str, settled: &str| {
        let filling =
            unmet.iter().fold(sheet("HY-03"), |filling, id| filling.fact(&format!("item.{id}"), "no"));
        filling.rest_met().fact("item.complaints.total", complaints).fact("item.complaints.settled", settled)
    };
    filling(&[], "0", "").scores("3");
    filling(&["safety"], "0", "").scores("1.5");
    filling(&["safety", "records"], "0", "").scores("0");
    filling(&["safety", "privacy", "emergency", "records"], "0", "").scores("0");
    // 无投诉（有投诉则办结满意率100%）: complaints are no loss once every one is settled to satisfaction.
    filling(&[], "3", "3").scores("3");
    filling(&[], "3", "2").scores("1.5");
    filling(&["privacy"], "3", "2").scores("0");
    filling(&[], "0", "0").scores("3");
}

#[test]
fn row_03_asks_for_settled_complaints_only_where_there_were_any() {
    let started = sheet("HY-03").rest_met();
    started.lacks(&["item.complaints.total"], "3");
    started.clone().fact("item.complaints.total", "2").lacks(&["item.complaints.settled"], "3");
    let limit = Fault::Exceeds { limit: exact("2"), of: Some("投诉件数".into()) };
    started
        .clone()
        .fact("item.complaints.total", "2")
        .fact("item.complaints.settled", "3")
        .faults("item.complaints.settled", &limit);
    started.fact("item.complaints.total", "-1").faults("item.complaints.total", &Fault::Negative);
}

#[test]
fn row_04_takes_1_for_each_of_three_sentences() {
    check_items("HY-04", &["plan", "methods", "files"], &["3", "2", "1", "0"]);
}

#[test]
fn row_05_asks_for_every_condition_that_applies() {
    let filling = |team: &str, full_time: &str, professional: &str| {
        sheet("HY-05")
            .fact("met.team", team)
            .fact("met.full-time", full_time)
            .fact("met.professional", professional)
    };
    filling("yes", "yes", "yes").scores("2");
    filling("yes", "na", "na").scores("2");
    filling("yes", "na", "yes").scores("2");
    filling("yes", "no", "na").scores("0");
    filling("yes", "yes", "no").scores("0");
    filling("no", "na", "na").scores("0");
    filling("yes", "", "na").lacks(&["met.full-time"], "2");
    // A team is asked for in any case.
    filling("na", "na", "na").faults("met.team", &Fault::UnknownChoice);
}

#[test]
fn row_06_adds_stability_and_training() {
    for (changed, hours, points) in [
        ("yes", "20", "2"),
        ("no", "20", "1.5"),
        ("yes", "19", "1.5"),
        ("yes", "14", "1"),
        ("yes", "25", "2"),
        ("yes", "19.9", "1.5"),
        ("yes", "15", "1.5"),
        ("yes", "14.9", "1"),
        ("yes", "10", "1"),
        ("yes", "0", "1"),
        ("no", "0", "0.5"),
        ("no", "19", "1"),
    ] {
        sheet("HY-06").fact("stability.item.stable", changed).fact("training.value", hours).scores(points);
    }
    sheet("HY-06").fact("training.value", "9").lacks(&["stability.item.stable"], "1");
    sheet("HY-06").fact("stability.item.stable", "no").lacks(&["training.value"], "1.5");
}

#[test]
fn rows_07_12_and_23_take_1_for_each_item_down_to_0() {
    check_items("HY-07", &["recruit", "train", "log"], &["2", "1", "0", "0"]);
    check_items("HY-12", &["held", "varied", "records"], &["2", "1", "0", "0"]);
    check_items("HY-23", &["rules", "staff"], &["2", "1", "0"]);
}

#[test]
fn row_08_takes_1_for_each_begun_5_below_95_percent() {
    check_ratio(
        "HY-08",
        &[
            ("100", "100", "4"),
            ("95", "100", "4"),
            ("9499", "10000", "3"),
            // 94.996 % is below 95 %, whatever it looks like with two places.
            ("94996", "100000", "3"),
            ("91", "100", "3"),
            // Exactly 5 short costs one step.
            ("90", "100", "3"),
            ("8999", "10000", "2"),
            ("85", "100", "2"),
            ("80", "100", "1"),
            ("75", "100", "0"),
            ("74", "100", "0"),
            ("0", "100", "0"),
            // 19 of 20 is exactly 95 %; 94 of 99 is 94.949… %.
            ("19", "20", "4"),
            ("94", "99", "3"),
        ],
    );
}

#[test]
fn row_09_takes_1_for_each_begun_5_below_95_percent() {
    check_ratio(
        "HY-09",
        &[
            ("12", "12", "5"),
            ("19", "20", "5"),
            ("9", "10", "4"),
            ("11", "13", "2"),
            ("0", "7", "0"),
            ("7", "10", "0"),
        ],
    );
}

#[test]
fn row_10_measures_from_96_percent() {
    check_ratio(
        "HY-10",
        &[
            ("192", "200", "5"),
            ("191", "200", "4"),
            ("182", "200", "4"),
            ("181", "200", "3"),
            ("76", "100", "1"),
            ("75", "100", "0"),
            // More people than were due never adds.
            ("300", "200", "5"),
        ],
    );
}

#[test]
fn row_11_takes_1_for_any_shortfall_from_100_percent() {
    check_ratio(
        "HY-11",
        &[("96", "96", "5"), ("95", "96", "4"), ("95", "100", "4"), ("94", "100", "3"), ("110", "100", "5")],
    );
}

#[test]
fn row_13_gives_3_where_the_required_number_is_reached_or_none_is_required() {
    let filling = |actual: &str, required: &str| {
        sheet("HY-13")
            .fact("met.visits.applies", "yes")
            .fact("met.visits.actual", actual)
            .fact("met.visits.required", required)
    };
    filling("40", "40").scores("3");
    filling("41", "40").scores("3");
    filling("39", "40").scores("0");
    filling("", "40").lacks(&["met.visits.actual"], "3");
    sheet("HY-13").lacks(&["met.visits.applies"], "3");
    // The contract asks for no visits: nothing to fall short of.
    sheet("HY-13").fact("met.visits.applies", "no").scores("3");
}

#[test]
fn row_14_takes_3_for_each_kind_of_material() {
    let items = ["plan", "record", "summary", "follow-up", "photos"];
    check_items("HY-14", &items, &["15", "12", "9", "6", "3", "0"]);
}

#[test]
fn row_14_counts_added_items_like_printed_ones() {
    let met = || sheet("HY-14").rest_met();
    met().fact("extra.1.name", "活动签到表").fact("extra.1", "yes").scores("15");
    met().fact("extra.1.name", "活动签到表").fact("extra.1", "no").scores("12");
    met()
        .fact("extra.1.name", "签到表")
        .fact("extra.1", "no")
        .fact("extra.2.name", "评估问卷")
        .fact("extra.2", "no")
        .scores("9");
    // Five printed kinds unmet take everything; a sixth takes nothing more.
    with_unmet("HY-14", &["plan", "record", "summary", "follow-up", "photos"], 5)
        .fact("extra.1.name", "签到表")
        .fact("extra.1", "no")
        .scores("0");
    met().fact("extra.1.name", "签到表").lacks(&["extra.1"], "15");
    met().fact("extra.1", "no").lacks(&["extra.1.name"], "12");
}

#[test]
fn row_15_takes_half_a_point_for_each_begun_5_below_100_percent() {
    check_ratio(
        "HY-15",
        &[
            ("100", "100", "2"),
            ("9999", "10000", "1.5"),
            ("95", "100", "1.5"),
            ("94", "100", "1"),
            ("90", "100", "1"),
            ("85", "100", "0.5"),
            ("84", "100", "0"),
            ("58", "60", "1.5"),
        ],
    );
}

#[test]
fn row_16_gives_nothing_without_a_survey_whatever_the_sample_says() {
    ratio("HY-16", "60", "60").fact("gate.survey", "no").scores("0");
    sheet("HY-16").fact("gate.survey", "no").scores("0");
    ratio("HY-16", "57", "60").fact("gate.survey", "yes").scores("5");
    ratio("HY-16", "56", "60").fact("gate.survey", "yes").scores("4");
    ratio("HY-16", "54", "60").fact("gate.survey", "yes").scores("4");
    ratio("HY-16", "57", "60").lacks(&["gate.survey"], "5");
    ratio("HY-16", "54", "60").lacks(&["gate.survey"], "4");
    sheet("HY-16").fact("gate.survey", "yes").lacks(&["part", "whole"], "5");
}

#[test]
fn rows_17_18_and_19_take_points_for_each_one_short() {
    let check = |row: &str, cases: &[(&str, &str)]| {
        for (count, points) in cases {
            sheet(row).fact("count", count).scores(points);
        }
    };
    check("HY-17", &[("0", "0"), ("1", "1"), ("2", "2"), ("7", "2")]);
    // 3 − 0.6 × 4 is exactly 0.6.
    check(
        "HY-18",
        &[("5", "3"), ("4", "2.4"), ("3", "1.8"), ("2", "1.2"), ("1", "0.6"), ("0", "0"), ("9", "3")],
    );
    check("HY-19", &[("0", "0"), ("1", "1"), ("2", "2"), ("3", "2")]);
    sheet("HY-18").lacks(&["count"], "3");
}

#[test]
fn row_20_gives_the_marks_of_its_level() {
    sheet("HY-20").fact("level", "good").scores("2");
    sheet("HY-20").fact("level", "fair").fact("reason", "服务方式较常规").scores("1");
    sheet("HY-20").fact("level", "poor").fact("reason", "没有创新").scores("0");
    sheet("HY-20").fact("level", "fair").lacks(&["reason"], "1");
    sheet("HY-20").fact("level", "excellent").faults("level", &Fault::UnknownChoice);
}

#[test]
fn row_21_is_at_most_fair_where_the_stationed_days_fall_short() {
    let good = || sheet("HY-21").fact("level", "good");
    good().fact("ceiling.stationed.applies", "no").scores("4");
    good().fact("ceiling.stationed.applies", "yes").fact("ceiling.stationed.value", "4").scores("4");
    good().fact("ceiling.stationed.applies", "yes").fact("ceiling.stationed.value", "3.5").scores("2");
    good().lacks(&["ceiling.stationed.applies"], "4");
    good().fact("ceiling.stationed.applies", "yes").lacks(&["ceiling.stationed.value"], "4");
    // At or below the ceiling the days have no say.
    sheet("HY-21").fact("level", "fair").fact("reason", "联动一般").scores("2");
    sheet("HY-21").fact("level", "poor").fact("reason", "没有联动").scores("0");
}

#[test]
fn row_22_adds_the_steps_of_both_rates() {
    let filling = |coverage: (&str, &str), participation: (&str, &str)| {
        sheet("HY-22")
            .fact("coverage.part", coverage.0)
            .fact("coverage.whole", coverage.1)
            .fact("participation.part", participation.0)
            .fact("participation.whole", participation.1)
    };
    filling(("100", "100"), ("98", "100")).scores("5");
    filling(("95", "100"), ("93", "100")).scores("3");
    filling(("200", "200"), ("194", "200")).scores("4");
    filling(("90", "100"), ("98", "100")).scores("3");
    filling(("50", "100"), ("50", "100")).scores("0");
    filling(("120", "100"), ("100", "100")).scores("5");
    filling(("95", "100"), ("", "100")).lacks(&["participation.part"], "4");
}

#[test]
fn rows_24_and_25_give_any_mark_below_8_with_a_reason() {
    for row in ["HY-24", "HY-25"] {
        sheet(row).fact("verdict", "yes").scores("8");
        let reduced = || sheet(row).fact("verdict", "no");
        reduced().fact("marks", "7").fact("reason", "两张票据不清晰").scores("7");
        reduced().fact("marks", "7.5").fact("reason", "一张票据不清晰").scores("7.5");
        reduced().fact("marks", "0").fact("reason", "挪用").scores("0");
        reduced().lacks(&["reason", "marks"], "7.5");
        reduced().fact("marks", "6").lacks(&["reason"], "6");
        let reasoned = || reduced().fact("reason", "有问题");
        reasoned().fact("marks", "8").faults("marks", &Fault::NotBelowFull { full: exact("8") });
        reasoned().fact("marks", "9").faults("marks", &Fault::NotBelowFull { full: exact("8") });
        reasoned().fact("marks", "7.2").faults("marks", &Fault::OffGrid { grid: exact("0.5") });
        reasoned().fact("marks", "-1").faults("marks", &Fault::Negative);
        sheet(row).lacks(&["verdict"], "8");
    }
}

#[test]
fn the_checkpoints_of_rows_24_and_25_do_not_compute() {
    sheet("HY-24").fact("verdict", "yes").fact("check.vouchers", "no").scores("8");
    sheet("HY-24").fact("verdict", "no").fact("check.law", "no").lacks(&["reason", "marks"], "7.5");
}

#[test]
fn row_26_takes_half_a_point_for_each_begun_5_above_5_percent() {
    check_ratio(
        "HY-26",
        &[
            ("5000", "100000", "2"),
            ("5010", "100000", "1.5"),
            ("5000.01", "100000", "1.5"),
            ("10000", "100000", "1.5"),
            ("10000.01", "100000.00", "1"),
            ("15000", "100000", "1"),
            ("15001", "100000", "0.5"),
            ("20000", "100000", "0.5"),
            ("20010", "100000", "0"),
            ("100000", "100000", "0"),
            ("6200", "100000", "1.5"),
            ("0", "100000", "2"),
            // An overspent balance is no surplus.
            ("-3000", "100000", "2"),
            ("¥6,200.00", "¥100,000.00", "1.5"),
        ],
    );
}

#[test]
fn a_currency_sign_alone_is_blank_and_not_a_balance_of_nothing() {
    ratio("HY-26", "¥", "100000").lacks(&["part"], "2");
    ratio("HY-26", "5000", "￥ ").lacks(&["whole"], "2");
    ratio("HY-26", "　", "100000").lacks(&["part"], "2");
}

#[test]
fn the_bonus_rows_stop_at_their_caps() {
    for (row, counts) in [
        ("HY-B1", [("0", "0"), ("1", "2"), ("2", "2"), ("9", "2")]),
        ("HY-B2", [("0", "0"), ("1", "2"), ("2", "2"), ("9", "2")]),
        ("HY-B3", [("0", "0"), ("1", "1"), ("2", "1"), ("9", "1")]),
    ] {
        for (count, points) in counts {
            sheet(row).fact("count", count).scores(points);
        }
        sheet(row).fact("count", "-1").faults("count", &Fault::Negative);
    }
    sheet("HY-B1").lacks(&["count"], "2");
}

#[test]
fn a_denominator_of_zero_is_unanswered_neither_full_marks_nor_none() {
    for row in ["HY-08", "HY-09", "HY-10", "HY-11", "HY-15", "HY-26"] {
        let full = sheet(row).indicator().points.canonical();
        ratio(row, "0", "0").lacks(&["whole"], &full);
    }
    ratio("HY-16", "0", "0").fact("gate.survey", "yes").lacks(&["whole"], "5");
}

#[test]
fn twelve_of_ten_is_a_contradiction_where_the_part_belongs_to_the_whole() {
    let limit = |of: &str| Fault::Exceeds { limit: exact("10"), of: Some(of.into()) };
    ratio("HY-09", "12", "10").faults("part", &limit("应完成的服务内容（子项目）"));
    ratio("HY-08", "12", "10").faults("part", &limit("项目书（标书）约定的事项"));
    ratio("HY-15", "12", "10").faults("part", &limit("抽样的有效人数"));
    // Serving twelve people where ten were due is over-delivery.
    ratio("HY-10", "12", "10").scores("5");
    ratio("HY-11", "12", "10").scores("5");
}

#[test]
fn a_figure_that_cannot_be_right_is_named_and_never_0() {
    ratio("HY-08", "-1", "10").faults("part", &Fault::Negative);
    ratio("HY-08", "9o", "100").faults("part", &Fault::NotANumber);
    ratio("HY-08", "九十", "100").faults("part", &Fault::NotANumber);
    ratio("HY-08", "91%", "100").faults("part", &Fault::NotANumber);
    ratio("HY-08", "91.5", "100").faults("part", &Fault::TooManyPlaces { places: 0 });
    ratio("HY-08", "1", "1234567890123").faults("whole", &Fault::TooLarge);
    ratio("HY-26", "0.001", "100").faults("part", &Fault::TooManyPlaces { places: 2 });
    ratio("HY-26", "5", "-100").faults("whole", &Fault::Negative);
    sheet("HY-17").fact("count", "-2").faults("count", &Fault::Negative);
    sheet("HY-17").fact("count", "two").faults("count", &Fault::NotANumber);
    sheet("HY-01").fact("met.clear", "maybe").faults("met.clear", &Fault::UnknownChoice);
}

#[test]
fn full_width_digits_and_separators_are_read() {
    ratio("HY-08", "９１", " 100 ").scores("3");
    ratio("HY-10", "1,920", "2，000").scores("5");
}

/// The whole form of the worked example, row by row with its points.
fn whole_form() -> Vec<(Filling, &'static str)> {
    vec![
        (sheet("HY-01").fact("met.clear", "yes"), "2"),
        (sheet("HY-02").fact("item.report", "no").rest_met(), "1.5"),
        (sheet("HY-03").rest_met().fact("item.complaints.total", "0"), "3"),
        (sheet("HY-04").fact("item.files", "no").rest_met(), "2"),
        (sheet("HY-05").rest_met(), "2"),
        (sheet("HY-06").fact("stability.item.stable", "no").fact("training.value", "19"), "1"),
        (sheet("HY-07").rest_met(), "2"),
        (ratio("HY-08", "91", "100"), "3"),
        (ratio("HY-09", "12", "12"), "5"),
        (ratio("HY-10", "192", "200"), "5"),
        (ratio("HY-11", "95", "96"), "4"),
        (sheet("HY-12").rest_met(), "2"),
        (sheet("HY-13").rest_met().fact("met.visits.actual", "40").fact("met.visits.required", "40"), "3"),
        (sheet("HY-14").fact("item.follow-up", "no").rest_met(), "12"),
        (ratio("HY-15", "58", "60"), "1.5"),
        (ratio("HY-16", "57", "60").fact("gate.survey", "yes"), "5"),
        (sheet("HY-17").fact("count", "1"), "1"),
        (sheet("HY-18").fact("count", "4"), "2.4"),
        (sheet("HY-19").fact("count", "2"), "2"),
        (sheet("HY-20").fact("level", "fair").fact("reason", "服务方式较常规"), "1"),
        (sheet("HY-21").fact("level", "good").fact("ceiling.stationed.applies", "no"), "4"),
        (
            sheet("HY-22")
                .fact("coverage.part", "200")
                .fact("coverage.whole", "200")
                .fact("participation.part", "194")
                .fact("participation.whole", "200"),
            "4",
        ),
        (sheet("HY-23").rest_met(), "2"),
        (sheet("HY-24").fact("verdict", "no").fact("marks", "7").fact("reason", "两张票据缺签批人"), "7"),
        (sheet("HY-25").fact("verdict", "yes"), "8"),
        (ratio("HY-26", "6200", "100000"), "1.5"),
        (sheet("HY-B1").fact("count", "1"), "2"),
        (sheet("HY-B2").fact("count", "0"), "0"),
        (sheet("HY-B3").fact("count", "1"), "1"),
    ]
}

#[test]
fn the_whole_form_of_the_worked_example_comes_to_89_9() {
    let rows = whole_form();
    for (filling, points) in &rows {
        filling.scores(points);
    }
    let fillings: Vec<Filling> = rows.into_iter().map(|(filling, _)| filling).collect();
    let rubric = haiyan();
    let card = score(&rubric, &assess(&rubric, "final", &fillings));
    let sections: Vec<String> = card.sections.iter().map(|section| section.points.canonical()).collect();
    assert_eq!(sections, ["8.5", "39", "20.9", "18.5", "3"]);
    assert_eq!(card.base.points, exact("86.9"));
    assert_eq!(card.bonus.points, exact("3"));
    assert_eq!(card.total(), exact("89.9"));
    assert_eq!((card.base.max.clone(), card.bonus.max.clone()), (exact("100"), exact("5")));
    assert_eq!((card.base.answered, card.base.of), (26, 26));
    assert!(!card.is_provisional());
    assert_eq!(card.base.best, card.base.points);
}

#[test]
fn a_blank_form_is_provisional_with_everything_still_to_win() {
    let rubric = haiyan();
    let card = score(&rubric, &assess(&rubric, "final", &[]));
    assert_eq!(card.total(), exact("0"));
    assert_eq!(card.base.best, exact("100"));
    assert_eq!((card.base.answered, card.base.of, card.base.assessed.clone()), (0, 26, exact("0")));
    assert_eq!(card.base.share_of_assessed(), None);
    assert!(card.is_provisional());
}

#[test]
fn a_blank_bonus_row_is_simply_nothing() {
    let rubric = haiyan();
    let base: Vec<Filling> = whole_form().into_iter().take(26).map(|(filling, _)| filling).collect();
    let card = score(&rubric, &assess(&rubric, "final", &base));
    assert!(!card.is_provisional());
    assert_eq!(card.total(), exact("86.9"));
    assert_eq!(card.bonus.best, exact("5"));
}

#[test]
fn one_contradictory_row_keeps_the_form_provisional_and_is_counted() {
    let rubric = haiyan();
    let mut rows: Vec<Filling> = whole_form().into_iter().map(|(filling, _)| filling).collect();
    rows[8] = ratio("HY-09", "12", "10");
    let card = score(&rubric, &assess(&rubric, "final", &rows));
    assert_eq!((card.base.answered, card.base.invalid, card.base.of), (25, 1, 26));
    // 86.9 without the 5 of this row, which can still be won.
    assert_eq!(card.base.points, exact("81.9"));
    assert_eq!(card.base.best, exact("86.9"));
    assert_eq!(card.base.assessed, exact("95"));
    assert!(card.is_provisional());
}
