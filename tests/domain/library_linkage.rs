//! The two 三社联动 rubrics: what the source fixes, and a year and a quarter of the urban one worked by hand.
//! May import the library. Read next: `library_social_work`.

use gongping::rubric::{Provenance, Rubric, StageId};

use crate::builder::exact;
use crate::shipped::{Form, of};

const URBAN: &str = include_str!("../../rubrics/three-linkage-urban.json");
const RURAL: &str = include_str!("../../rubrics/three-linkage-rural.json");

/// Rows that are the same in the year and in the quarter.
fn steady(form: Form) -> Form {
    // Means 4, 3 and 5 of 5: 0.75 × 20, 0.5 × 10, 10.
    form.met("TL-04", "elder.tally.s4=40 disabled.tally.s3=30 youth.tally.s5=30")
        // 48 % gives 16; 92 % is one begun step below 100 %: 20 − 4.
        .row("TL-07", "licensed.part=12 licensed.whole=25 education.part=23 education.whole=25")
}

fn year() -> Form {
    steady(Form::open(URBAN, "annual"))
        // 15 − 3, and 20 − 5.
        .met("TL-01", "set-up.item.data=no meetings.count=3")
        // 90 % gives 15; two partners short: 15 − 4.
        .row("TL-02", "funds.part=90000 funds.whole=100000 partners.count=6")
        // 15, and 15 − 5.
        .met("TL-03", "buck.defect.passed=1")
        // 92 % gives 24.
        .row("TL-05", "part=46 whole=50")
        // 90 % gives 10; no dispute came up: 6; 80 % gives 4; 35 % gives 4.
        .met(
            "TL-06",
            "elder.part=180 elder.whole=200 mediation.item.rate.applies=no mediation.item.followed=na",
        )
        .row("TL-06", "work.part=8 work.whole=10 joining.part=350 joining.whole=1000")
        // 10 for the first three organisations, 1 for the fourth; 11.
        .row("TL-08", "organisations.count=4 brand.level=county brand.reason=区级")
        .row("TL-09", "level=middle coefficient=0.7 reason=尚不稳定")
        .met("TL-10", "test.copied=no test.mended=no")
        // 8; 15 − 3; 15 − 5.
        .row("TL-11", "model.level=county model.reason=区级 media.count=4 spread.count=2")
}

#[test]
fn the_weights_and_the_eleven_indicators_are_those_of_the_source() {
    let names = [
        "组织协同",
        "资源整合",
        "责任分工",
        "居民满意度",
        "项目完成度",
        "民生改善",
        "社工专业化",
        "组织培育",
        "模式创新",
        "制度完善",
        "社会影响力",
    ];
    for file in [URBAN, RURAL] {
        let rubric = Rubric::read(file).unwrap();
        let found: Vec<&str> = rubric.indicators().iter().map(|indicator| &*indicator.label).collect();
        assert_eq!(found, names);
        let weights: Vec<String> = (rubric.sections().iter())
            .filter_map(|section| section.weight.as_ref().map(gongping::number::Exact::canonical))
            .collect();
        assert_eq!(weights, ["30", "40", "20", "10"]);
        assert_eq!(rubric.provenance(), Provenance::Adapted);
    }
}

#[test]
fn a_year_in_a_town_is_worked_by_hand() {
    let form = year();
    form.scores(&[("TL-01", "27"), ("TL-02", "26"), ("TL-03", "25"), ("TL-04", "30"), ("TL-05", "24")]);
    form.scores(&[("TL-06", "24"), ("TL-07", "32"), ("TL-08", "22"), ("TL-09", "21"), ("TL-10", "30")]);
    form.scores(&[("TL-11", "30")]);
    // 0.3 × 78 + 0.4 × 78 + 0.2 × 75 + 0.1 × 60 = 23.4 + 31.2 + 15 + 6.
    assert_eq!(form.base(), of("75.6", "100"));
}

/// 季度: cumulative targets by a quarter, whole things rounded up, deductions spread over the smaller target; what is
/// assessed once a year drops out.
#[test]
fn a_quarter_in_a_town_is_worked_by_hand() {
    let form = steady(Form::open(URBAN, "quarterly"))
        // One meeting was due, none held.
        .met("TL-01", "set-up.item.data=no meetings.count=0")
        // 25,000 were due, 80 % gives 10; two partners were due, each worth 7.5.
        .row("TL-02", "funds.part=20000 funds.whole=100000 partners.count=1")
        .met("TL-03", "buck.defect.passed=0")
        // 12.5 tasks were due, rounded up to 13.
        .row("TL-05", "part=13 whole=50")
        // 2.5 persons were due, rounded up to 3.
        .met(
            "TL-06",
            "elder.part=180 elder.whole=200 mediation.item.rate.applies=no mediation.item.followed=na",
        )
        .row("TL-06", "work.part=3 work.whole=10 joining.part=350 joining.whole=1000");
    form.scores(&[("TL-01", "12"), ("TL-02", "17.5"), ("TL-03", "30"), ("TL-05", "30"), ("TL-06", "26")]);
    // 0.3 × 59.5 + 0.4 × 86 + 20 × 32/40 = 17.85 + 34.4 + 16; 长效治理 drops out with its 10.
    assert_eq!(form.base(), of("68.25", "90"));
    assert_eq!(form.section("lasting"), of("0", "0"));
}

#[test]
fn a_town_puts_old_age_first_and_a_village_puts_industry_first() {
    let largest = |file: &str, row: &str| {
        let rubric = Rubric::read(file).unwrap();
        let indicator = rubric.indicators().iter().find(|one| one.id.as_str() == row).unwrap();
        let gongping::rubric::rule::Rule::Sum(sum) = &indicator.rule else { panic!("{row} has no parts") };
        let first =
            sum.parts.iter().max_by_key(|part| (part.points.clone(), part.label.contains("产业"))).unwrap();
        first.label.to_string()
    };
    for row in ["TL-04", "TL-06"] {
        assert_eq!(largest(URBAN, row), "养老服务");
        assert_eq!(largest(RURAL, row), "产业帮扶");
    }
}

#[test]
fn the_quarter_has_a_quarter_of_the_targets() {
    for file in [URBAN, RURAL] {
        let rubric = Rubric::read(file).unwrap();
        let scale = rubric.stage(&StageId::new("quarterly")).and_then(|stage| stage.scale.as_ref()).unwrap();
        assert_eq!(scale.factor, exact("0.25"));
        assert!(scale.scale_deduction);
    }
}
