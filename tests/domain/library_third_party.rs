//! The rubrics for judging a third-party evaluator: the 嘉定 form with its published filled example, and our form
//! for three raters worked by hand.
//! May import the library. Read next: `library_linkage`.

use gongping::rubric::Provenance;
use gongping::rubric::rule::Rule;

use crate::builder::{exact, find};
use crate::shipped::{Form, of};

const JIADING: &str = include_str!("../../rubrics/third-party-jiading.json");
const THREE_RATERS: &str = include_str!("../../rubrics/third-party-three-raters.json");

/// Source: the filled form published at the address the rubric states, 14 + 15 + 19 + 23 + 23.
fn published() -> Form {
    Form::open(JIADING, "final")
        .row("JD-1", "level=strong marks=14")
        .row("JD-2", "met.stable=yes")
        .row("JD-3", "level=good marks=19")
        .row("JD-4", "level=true marks=23")
        .row("JD-5", "level=high marks=23")
}

#[test]
fn the_published_example_of_jiading_comes_to_94() {
    let form = published();
    assert_eq!(form.base(), of("94", "100"));
    assert_eq!(form.card().result(), exact("94"));
    assert_eq!(form.section("before"), of("29", "30"));
    assert_eq!(form.section("during"), of("19", "20"));
    assert_eq!(form.section("after"), of("46", "50"));
}

#[test]
fn the_ranges_of_jiading_stand_as_printed() {
    let form = published();
    let printed = [
        ("JD-1", vec![("10", "15"), ("5", "10"), ("0", "5")]),
        ("JD-3", vec![("13", "20"), ("7", "12"), ("0", "6")]),
        ("JD-4", vec![("16", "25"), ("6", "15"), ("0", "5")]),
        ("JD-5", vec![("16", "25"), ("6", "15"), ("0", "5")]),
    ];
    for (id, ranges) in printed {
        let indicator = form.rubric.indicator(find(&form.rubric, id)).unwrap();
        let Rule::LevelRange(rule) = &indicator.rule else { panic!("{id} is no level with a range") };
        let found: Vec<_> = rule.levels.iter().map(|level| (level.low.clone(), level.high.clone())).collect();
        let printed: Vec<_> = ranges.iter().map(|(low, high)| (exact(low), exact(high))).collect();
        assert_eq!(found, printed, "{id}");
    }
    assert_eq!(form.rubric.provenance(), Provenance::Adapted);
}

#[test]
fn where_the_ranges_of_jiading_touch_either_level_may_have_the_mark() {
    let form = |facts| Form::open(JIADING, "final").row("JD-1", facts);
    form("level=strong marks=10").scores(&[("JD-1", "10")]);
    form("level=fair marks=10 reason=缺行业专家").scores(&[("JD-1", "10")]);
    form("level=fair marks=5 reason=缺行业专家").scores(&[("JD-1", "5")]);
    form("level=weak marks=5 reason=人手不足").scores(&[("JD-1", "5")]);
    let out = form("level=strong marks=9");
    assert_eq!(out.card().indicators[0].computed.points, None, "9 is no mark of the best level");
}

#[test]
fn steadiness_of_jiading_is_all_or_nothing() {
    Form::open(JIADING, "final").row("JD-2", "met.stable=no").scores(&[("JD-2", "0")]);
}

/// Worked by hand. Answers 5, 4, 3 from 4, 4, 2 providers: mean (20 + 16 + 6) / 10 = 4.2, so (4.2 − 1) / 4 = 0.8.
/// All residents agree: 4, so 0.75.
fn three_raters() -> Form {
    let providers = "agree5=4 agree4=4 agree3=2 agree2=0 agree1=0".replace("agree", "tally.agree");
    let useful = providers.replace("tally", "useful.tally");
    Form::open(THREE_RATERS, "final")
        .met("TP-P1", "level=strong marks=14")
        // One unapproved change: 15 − 5.
        .row("TP-P2", "defect.swap=1 defect.handover=0")
        .row("TP-P3", "level=good marks=18")
        // One wrong figure and one wrong sum: 25 − 3 − 2.
        .row("TP-P4", "defect.data=1 defect.fact=0 defect.sum=1")
        .row("TP-P5", "level=high marks=20")
        .row("TP-C1", &providers)
        // 90 % is in the second band.
        .row("TP-C2", "part=18 whole=20")
        // Four of five.
        .met("TP-C3", "test.burden=no")
        // 1.5 % is in the second band.
        .row("TP-C4", "part=3 whole=200")
        // 70 % gives 11, and 0.8 × 10.
        .row("TP-C5", &format!("adopted.part=7 adopted.whole=10 {useful}"))
}

fn residents(form: Form) -> Form {
    form.row("TP-R1", "tally.agree4=30")
        .row("TP-R2", "part=27 whole=30")
        // 0.75 × 14, and one leak: 6 − 3.
        .row("TP-R3", "manner.tally.agree4=30 privacy.defect.leak=1")
        .row("TP-R4", "tally.agree4=30")
        // 75 % gives 11, and 0.75 × 10.
        .row("TP-R5", "answered.part=9 answered.whole=12 better.tally.agree4=30")
}

#[test]
fn three_raters_are_weighed_40_30_30() {
    let form = residents(three_raters());
    form.scores(&[("TP-C1", "12"), ("TP-C2", "11"), ("TP-C3", "15"), ("TP-C4", "20"), ("TP-C5", "19")]);
    form.scores(&[
        ("TP-R1", "11.25"),
        ("TP-R2", "11"),
        ("TP-R3", "13.5"),
        ("TP-R4", "18.75"),
        ("TP-R5", "18.5"),
    ]);
    assert_eq!(form.section("purchaser"), of("82", "100"));
    assert_eq!(form.section("provider"), of("77", "100"));
    assert_eq!(form.section("resident"), of("73", "100"));
    // 0.4 × 82 + 0.3 × 77 + 0.3 × 73 = 32.8 + 23.1 + 21.9.
    assert_eq!(form.base(), of("77.8", "100"));
}

#[test]
fn without_residents_their_weight_drops_out() {
    let rows = ["TP-R1", "TP-R2", "TP-R3", "TP-R4", "TP-R5"];
    let form = rows.iter().fold(three_raters(), |form, row| form.without(row, "只做财务审计"));
    assert_eq!(form.base(), of("55.9", "70"));
}

#[test]
fn taking_favours_brings_the_whole_result_to_nothing() {
    let form = residents(three_raters()).row("TP-P1", "veto.integrity=no");
    assert_eq!(form.card().result(), exact("0"));
}
