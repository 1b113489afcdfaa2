//! The rubrics for proposals, for the 建邺-shaped linkage system and for asking residents: what their sources fix is
//! counted and compared to the letter, and figures are worked by hand from the printed rules.
//! May import the library. Read next: `builder`.

use std::sync::Arc;

use gongping::rubric::rule::{Condition, Rule};
use gongping::rubric::{Child, Kind, Provenance, Rubric, Section};
use gongping::score::{guides, score};

use crate::builder::{Filling, assess, exact, find};

const SCREENING: &str = include_str!("../../rubrics/proposal-screening.json");
const REVIEW: &str = include_str!("../../rubrics/proposal-review.json");
const JIANYE: &str = include_str!("../../rubrics/jianye-linkage.json");
const SATISFACTION: &str = include_str!("../../rubrics/resident-satisfaction.json");
const AWARENESS: &str = include_str!("../../rubrics/resident-awareness.json");

/// The six elements of a budget, as the guide of 禅城 names them.
const ELEMENTS: [&str; 6] =
    ["人员成本费用", "服务成本费用", "能力成长费用", "管理成本费用", "税费及不可预见费用", "评估审计费"];

fn rubric(text: &str) -> Arc<Rubric> {
    Arc::new(Rubric::read(text).unwrap())
}

fn items<'r>(rubric: &'r Rubric, row: &str) -> &'r [Condition] {
    match &rubric.indicator(find(rubric, row)).unwrap().rule {
        Rule::PerMissingItem(list) => &list.items,
        other => panic!("{row} is no list of items: {other:?}"),
    }
}

fn labels(items: &[Condition]) -> Vec<String> {
    items.iter().map(|item| item.label.to_string()).collect()
}

fn sections_in(section: &Section) -> usize {
    section.children.iter().filter(|child| matches!(child, Child::Section(_))).count()
}

#[test]
fn each_says_that_it_is_an_example_of_ours_and_every_row_names_the_material_to_look_at() {
    for text in [SCREENING, REVIEW, JIANYE, SATISFACTION, AWARENESS] {
        let rubric = rubric(text);
        assert_eq!(rubric.provenance(), Provenance::Example);
        assert!(rubric.source().note.as_deref().unwrap().contains("都是本工具自拟"), "{}", rubric.id());
        assert_eq!(rubric.points(Kind::Base), exact("100"));
        for indicator in rubric.indicators() {
            assert!(!indicator.evidence.is_empty(), "{} names no material", indicator.id);
            assert!(!indicator.tags.is_empty(), "{} says not what kind it is", indicator.id);
        }
    }
}

/// Source: 涵盖5个一级维度、42个三级指标（如“治理绩效”占28分）. The 16 of the second level are ours.
#[test]
fn the_linkage_system_has_5_dimensions_42_indicators_and_28_points_for_governance() {
    let rubric = rubric(JIANYE);
    let dimensions: Vec<_> = rubric.top_sections().map(|(_, section)| section).collect();
    assert_eq!(dimensions.len(), 5);
    assert_eq!(dimensions.iter().map(|dimension| sections_in(dimension)).sum::<usize>(), 16);
    assert_eq!(rubric.sections().len(), 5 + 16);
    assert_eq!(rubric.indicators().len(), 42);
    let points: Vec<(&str, String)> =
        dimensions.iter().map(|section| (section.name.as_str(), section.points.canonical())).collect();
    let printed =
        [("联动机制", "18"), ("主体能力", "20"), ("服务供给", "20"), ("治理绩效", "28"), ("持续发展", "14")];
    assert_eq!(points, printed.map(|(name, points)| (name, points.to_owned())));
    // Every indicator stands on the third level: in a section which stands in a dimension.
    for indicator in rubric.indicators() {
        let second = rubric.section(indicator.section).unwrap();
        let first = rubric.section(second.parent.unwrap()).unwrap();
        assert_eq!(first.parent, None, "{}", indicator.id);
    }
}

/// 4 meetings a year are 1 a quarter, and 3 points ÷ 1 are lost without it. 6 deliberations are 1.5, so 2, and each
/// costs 3 ÷ 2. 12 supervisions are 3, and each costs 2 ÷ 3.
#[test]
fn a_quarter_asks_for_a_quarter_and_takes_the_whole_points_where_nothing_was_done() {
    let rubric = rubric(JIANYE);
    let row = |row: &str, done: &str| Filling::of(&rubric, row).fact("count", done);
    for (id, done, year, quarter) in [
        ("JY-01", "0", "0", "0"),
        ("JY-01", "1", "0.75", "3"),
        ("JY-27", "1", "0.5", "1.5"),
        ("JY-27", "2", "1", "3"),
        ("JY-17", "1", "0", "2/3"),
        ("JY-17", "3", "0.2", "2"),
    ] {
        row(id, done).scores(year);
        row(id, done).stage("quarter").scores(quarter);
    }
    // 继续教育参与率: 90% in the year, 80% in a quarter; every begun 10% short costs 0.5 of 2 points.
    let training = Filling::of(&rubric, "JY-16").fact("part", "79").fact("whole", "100");
    training.scores("1");
    training.stage("quarter").scores("1.5");
}

/// Fourteen rows show only after a year. Their points: 2+2+2+3+3+2+4+2+2+3+2+2+3+2 = 34.
#[test]
fn a_quarter_leaves_out_what_only_a_year_can_show() {
    let rubric = rubric(JIANYE);
    let card = score(&rubric, &assess(&rubric, "quarter", &[]));
    assert_eq!(card.base.max, exact("66"));
    assert_eq!(score(&rubric, &assess(&rubric, "annual", &[])).base.max, exact("100"));
}

#[test]
fn an_invented_record_leaves_the_linkage_no_grade_above_the_last() {
    let rubric = rubric(JIANYE);
    let grades = rubric.grades().unwrap();
    let record = |genuine: &str| {
        Filling::of(&rubric, "JY-22").fact("part", "20").fact("whole", "20").fact("veto.genuine", genuine)
    };
    record("yes").scores("2");
    record("no").scores("2");
    let card = score(&rubric, &assess(&rubric, "annual", &[record("no")]));
    assert_eq!(card.vetoes.len(), 1);
    assert_eq!(grades.bands.last().unwrap().label, "不合格");
    assert_eq!(score(&rubric, &assess(&rubric, "annual", &[record("yes")])).vetoes.len(), 0);
}

#[test]
fn the_budget_is_judged_by_the_six_elements_under_the_names_of_their_source() {
    let review = rubric(REVIEW);
    assert_eq!(labels(items(&review, "PR-23")), ELEMENTS);
    assert_eq!(labels(items(&rubric(SCREENING), "SC-15")), ELEMENTS);
    // Beside the list of all six, each element has a row of its own.
    let rows: Vec<&str> = (24..=29)
        .map(|row| review.indicator(find(&review, &format!("PR-{row}"))).unwrap().label.as_str())
        .collect();
    assert_eq!(rows, ELEMENTS);
    // 在此基础上可视实际项目需要相应增加或删减有关要素: what a project does without costs nothing.
    let list = Filling::of(&review, "PR-23").fact("veto.adds-up", "yes").fact("item.growth", "na");
    list.clone().rest_met().scores("3");
    list.fact("item.audit", "no").rest_met().scores("2.5");
}

/// 社会工作师 wage × 120 %, 助理 × 100 %, 员级 × 75 %, each with insurance and housing fund. With a wage of 80,000,
/// one of each grade, 36,000 of insurance and 14,400 of fund:
/// 96,000 + 80,000 + 60,000 + 36,000 + 14,400 = 286,400, and 290,000 claimed are 3,600 more.
#[test]
fn s32_the_personnel_guide_follows_the_formula_of_its_source() {
    let rubric = rubric(REVIEW);
    let figure = |filling: &Filling| guides(filling.indicator(), filling.typed()).remove(0);
    let typed = |pairs: &[(&str, &str)]| {
        pairs.iter().fold(Filling::of(&rubric, "PR-24"), |filling, (input, value)| {
            filling.fact(&format!("guide.personnel.{input}"), value)
        })
    };
    let one_of_each = [
        ("wage", "80000"),
        ("senior", "1"),
        ("assistant", "1"),
        ("worker", "1"),
        ("insurance", "36000"),
        ("fund", "14400"),
        ("claimed", "290000"),
    ];
    let found = figure(&typed(&one_of_each));
    assert_eq!(found.value, Some(exact("286400")));
    assert_eq!(found.difference, Some(exact("3600")));
    // Two assistants for half a year are one post: 80,000 + 12,000 + 4,800 = 96,800, of which 6,799.50 are not claimed.
    let half_year = [
        ("wage", "80000"),
        ("senior", "0"),
        ("assistant", "1.00"),
        ("worker", "0"),
        ("insurance", "12000"),
        ("fund", "4800"),
        ("claimed", "90000.50"),
    ];
    let found = figure(&typed(&half_year));
    assert_eq!(found.value, Some(exact("96800")));
    assert_eq!(found.difference, Some(exact("-6799.5")));
    // Without a local wage there is no figure, and the row can be scored all the same.
    let without = typed(&one_of_each[1..]);
    assert_eq!(figure(&without).value, None);
    without
        .fact("posts.test.number", "yes")
        .fact("posts.test.grade", "yes")
        .fact("posts.test.time", "no")
        .fact("amount.level", "nearly")
        .fact("amount.marks", "2")
        .fact("amount.reason", "员级岗位没有依据")
        .scores("4.5");
}

/// 200,000 + 60,000 + 8,000 + 20,000 + 7,000 + 5,000 = 300,000.
#[test]
fn s32_the_six_elements_are_added_up_beside_the_total_claimed() {
    let rubric = rubric(REVIEW);
    let amounts = [
        ("personnel", "200000"),
        ("service", "60000"),
        ("growth", "8000"),
        ("management", "20000"),
        ("tax", "7000"),
        ("audit", "5000"),
        ("claimed", "300500"),
    ];
    let filling = amounts.iter().fold(Filling::of(&rubric, "PR-23"), |filling, (input, value)| {
        filling.fact(&format!("guide.total.{input}"), value)
    });
    let found = guides(filling.indicator(), filling.typed()).remove(0);
    assert_eq!(found.value, Some(exact("300000")));
    assert_eq!(found.difference, Some(exact("500")));
}

#[test]
fn a_proposal_is_reviewed_under_the_five_aspects_seen_and_an_answer_in_person_only_where_there_is_one() {
    let rubric = rubric(REVIEW);
    let aspects: Vec<(&str, String)> = rubric
        .top_sections()
        .map(|(_, section)| (section.name.as_str(), section.points.canonical()))
        .collect();
    let seen = [
        ("机构资质", "10"),
        ("方案完整性", "30"),
        ("组织能力", "20"),
        ("服务产出", "15"),
        ("预算编制", "25"),
    ];
    assert_eq!(aspects, seen.map(|(name, points)| (name, points.to_owned())));
    assert_eq!(score(&rubric, &assess(&rubric, "written", &[])).base.max, exact("98"));
}

#[test]
fn an_applicant_that_fails_a_condition_is_out_whatever_else_it_scores() {
    let rubric = rubric(SCREENING);
    let registered = |registered: &str| {
        Filling::of(&rubric, "SC-01").fact("met.registered", registered).fact("met.liability", "yes")
    };
    let needs = ["data", "origin", "voices", "gap"]
        .iter()
        .fold(Filling::of(&rubric, "SC-13"), |filling, id| filling.fact(&format!("test.{id}"), "yes"));
    registered("yes").scores("4");
    needs.scores("10");
    let card = score(&rubric, &assess(&rubric, "screening", &[registered("yes"), needs.clone()]));
    assert_eq!(card.result(), exact("14"));
    let card = score(&rubric, &assess(&rubric, "screening", &[registered("no"), needs]));
    assert_eq!(card.result(), exact("0"));
    assert!(card.is_zero_by_veto());
}

/// 三名: 宿州 第六条（二）. 单个项目限额 20 万元: 21 万 is 105 %, 22 万 110 %, a yuan more is too much.
#[test]
fn screening_draws_its_lines_where_the_rows_print_them() {
    let rubric = rubric(SCREENING);
    let licensed = |people: &str| Filling::of(&rubric, "SC-05").fact("met.licensed.value", people);
    licensed("3").scores("4");
    licensed("2").scores("0");
    let claimed = |sum: &str| Filling::of(&rubric, "SC-16").fact("part", sum).fact("whole", "200000");
    for (sum, points) in
        [("200000", "5"), ("200000.01", "3"), ("210000", "3"), ("220000", "1"), ("220001", "0")]
    {
        claimed(sum).scores(points);
    }
    // 30 people give 2, each one more 0.1, 60 the full 5.
    let people = |people: &str| Filling::of(&rubric, "SC-17").fact("count", people);
    for (count, points) in [("29", "0"), ("30", "2"), ("45", "3.5"), ("60", "5"), ("200", "5")] {
        people(count).scores(points);
    }
}

/// 30 very, 20 fairly, 6 neutral, 3 little, 1 not: (150+80+18+6+1) ÷ 60 = 4.25; 9 × (4.25 − 1) ÷ 4 = 7.3125.
/// 50 of 60 are 83.33 %, three begun steps below 95 %: 5 − 3 = 2.
#[test]
fn satisfaction_is_the_mean_on_the_scale_and_the_rate_is_the_top_two() {
    let rubric = rubric(SATISFACTION);
    let tallies = [("very", "30"), ("fairly", "20"), ("neutral", "6"), ("little", "3"), ("not", "1")];
    let overall = tallies.iter().fold(Filling::of(&rubric, "RS-11"), |filling, (option, count)| {
        filling.fact(&format!("tally.{option}"), count)
    });
    overall.scores("7.3125");
    Filling::of(&rubric, "RS-12").fact("part", "50").fact("whole", "60").scores("2");
    Filling::of(&rubric, "RS-11").fact("tally.fairly", "1").scores("6.75");
    // One resident answers eleven questions of 85 points; the rate and the two partners are not asked.
    assert_eq!(score(&rubric, &assess(&rubric, "resident", &[])).base.max, exact("85"));
}

/// Source: of 社工站地址、服务内容、社工人员名单、求助渠道、项目经费来源, knowing three or more is 有效知晓.
#[test]
fn a_resident_is_aware_who_knows_three_of_the_five_facts() {
    let rubric = rubric(AWARENESS);
    let facts = ["address", "services", "staff", "help", "funding"];
    for (known, points) in ["0", "0", "0", "20", "20", "20"].iter().enumerate() {
        let answer = |at: usize| if at < known { "yes" } else { "no" };
        facts
            .iter()
            .enumerate()
            .fold(Filling::of(&rubric, "RA-01"), |filling, (at, id)| {
                filling.fact(&format!("test.{id}"), answer(at))
            })
            .scores(points);
    }
    let names: Vec<&str> = ["RA-04", "RA-05", "RA-06", "RA-07", "RA-08"]
        .iter()
        .map(|row| rubric.indicator(find(&rubric, row)).unwrap().label.as_str())
        .collect();
    assert_eq!(names, ["社工站地址", "服务内容", "社工人员名单", "求助渠道", "项目经费来源"]);
    // The two uses share the 100 points: one person's sheet has 20, the sample 80.
    assert_eq!(score(&rubric, &assess(&rubric, "person", &[])).base.max, exact("20"));
    assert_eq!(score(&rubric, &assess(&rubric, "summary", &[])).base.max, exact("80"));
}

/// Source: 50 valid phone interviews and 10 visits a station. Three stations ask for 150; 140 are 10 short.
#[test]
fn s32_the_sample_asked_for_grows_with_the_stations() {
    let rubric = rubric(AWARENESS);
    let filling = Filling::of(&rubric, "RA-02")
        .fact("guide.phone.stations", "3")
        .fact("guide.phone.done", "140")
        .fact("guide.visit.stations", "3")
        .fact("guide.visit.done", "30");
    let found = guides(filling.indicator(), filling.typed());
    assert_eq!(
        (found[0].value.clone(), found[0].difference.clone()),
        (Some(exact("150")), Some(exact("-10")))
    );
    assert_eq!((found[1].value.clone(), found[1].difference.clone()), (Some(exact("30")), Some(exact("0"))));
    // 144 of 170 are 84.7 %, two begun steps below 90 %: 40 − 8 = 32.
    filling.fact("part", "144").fact("whole", "170").scores("32");
}
