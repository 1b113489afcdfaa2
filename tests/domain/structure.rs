//! What stands above the rules, by hand: weights, caps, rows that do not apply, vetoes, stages, grades. Where a source
//! has figures they are the source's, and it is named; where it has none, the arithmetic stands in a comment.
//! May import the library and `builder`. Read next: `laws/structure`, the same for random rubrics.

use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::number::Exact;
use gongping::report::official_form;
use gongping::rubric::grades::{BandSet, Basis};
use gongping::rubric::{FieldKey, IndicatorIx, Rubric, SectionId, StageId};
use gongping::score::sentence::{Language, cap_on_total, reason, standing, veto};
use gongping::score::{Scorecard, State, score};
use serde_json::{Value, json};

use crate::builder::{exact, find, indicator, read, rubric_file};

mod stages;

/// A row that takes any mark up to its points.
fn row(id: &str, points: &str) -> Value {
    let rule = json!({"type": "discretionary", "full": "规范", "reduced": "不规范", "grid": "0.5"});
    indicator(id, points, &rule)
}

fn weighing(weight: &str, mut of: Value) -> Value {
    of["weight"] = json!(weight);
    of
}

fn that_may_not_apply(mut row: Value) -> Value {
    row["may_not_apply"] = json!(true);
    row
}

fn section(id: &str, points: &str, mode: &str, children: &[Value]) -> Value {
    let holds = if children[0]["rule"].is_object() { "indicators" } else { "sections" };
    json!({"id": id, "name": id, "heading": id, "points": points, "mode": mode, holds: children})
}

fn file(base: &str, sections: Vec<Value>) -> Value {
    rubric_file(base, "0", &json!(["1/2"]), sections)
}

/// An assessment with these marks; `—` is a row that does not apply, with its reason.
fn assess(rubric: &Rubric, stage: &str, marks: &[(&str, &str)]) -> Assessment {
    let stage = StageId::new(stage);
    let mut assessment = Assessment::new("1".into(), Project::default(), rubric, stage, Role::Evaluation);
    for (id, mark) in marks {
        let at = find(rubric, id);
        let full = rubric.indicator(at).unwrap().points == exact(if *mark == "—" { "0" } else { mark });
        let fact = |key: &str| Cell::Fact(FieldKey::new(key));
        let cells = match *mark {
            "—" => vec![(Cell::NotApplicable, "yes"), (Cell::NotApplicableWhy, "合同没有这一项。")],
            _ if full => vec![(fact("verdict"), "yes")],
            mark => vec![(fact("verdict"), "no"), (fact("marks"), mark), (fact("reason"), "现场所见")],
        };
        type_in(&mut assessment, at, &cells);
    }
    assessment
}

fn type_in(assessment: &mut Assessment, indicator: IndicatorIx, cells: &[(Cell, &str)]) {
    for (cell, value) in cells {
        assessment.apply(Edit { indicator, cell: cell.clone(), value: (*value).to_owned() }).unwrap();
    }
}

fn scored(file: &Value, stage: &str, marks: &[(&str, &str)]) -> (Rubric, Scorecard) {
    let rubric = read(file);
    let card = score(&rubric, &assess(&rubric, stage, marks));
    (rubric, card)
}

#[track_caller]
fn check_section(rubric: &Rubric, card: &Scorecard, id: &str, points: &str, max: &str) {
    let at = rubric.sections().iter().position(|section| section.id == SectionId::new(id)).unwrap();
    let found = &card.sections[at];
    assert_eq!((&found.points, &found.max), (&exact(points), &exact(max)), "{id}");
}

/// 三社联动: 联动机制建设 30%, 服务成效 40%, 专业能力与创新 20%, 长效治理 10% (综合各地实践提炼, the reposted
/// summary in `source-three-social-linkage-assessment`). It has no points below the weights; these are made up.
fn linkage() -> Value {
    let dimensions = [
        weighing("30", section("mechanism", "10", "points", &[row("A1", "6"), row("A2", "4")])),
        weighing("40", section("effect", "20", "points", &[row("B1", "20")])),
        weighing("20", section("skill", "5", "points", &[row("C1", "2.5"), row("C2", "2.5")])),
        weighing("10", section("lasting", "4", "points", &[row("D1", "4")])),
    ];
    let mut file = file("100", vec![section("all", "100", "weighted", &dimensions)]);
    file["not_applicable"] = json!("rescale");
    file["sections"][0]["sections"][3]["indicators"][0]["may_not_apply"] = json!(true);
    file["sections"][0]["sections"][2]["indicators"][1]["may_not_apply"] = json!(true);
    file
}

#[test]
fn s22_the_weights_of_the_three_social_linkage_source_make_up_the_total() {
    // 8/10 of 30 is 24, 15/20 of 40 is 30, 5/5 of 20 is 20, 1/4 of 10 is 2.5: 76.5 together.
    let marks = [("A1", "5"), ("A2", "3"), ("B1", "15"), ("C1", "2.5"), ("C2", "2.5"), ("D1", "1")];
    let (rubric, card) = scored(&linkage(), "final", &marks);
    check_section(&rubric, &card, "all", "76.5", "100");
    check_section(&rubric, &card, "mechanism", "8", "10");
    assert_eq!(card.result(), exact("76.5"));
    assert!(!card.is_provisional());
}

#[test]
fn s22_blanks_in_a_weighted_section_leave_the_best_that_can_be_reached() {
    // 24 of 30 so far and all of the other 70: 94. Of what is assessed, 24 of 30.
    let (_, card) = scored(&linkage(), "final", &[("A1", "5"), ("A2", "3")]);
    assert_eq!((card.base.points.clone(), card.base.best.clone()), (exact("24"), exact("94")));
    assert_eq!(card.base.assessed, exact("30"));
    assert_eq!((card.base.answered, card.base.of), (2, 6));
}

#[test]
fn s20_a_dimension_that_wholly_does_not_apply_drops_out_with_its_weight() {
    // Without 长效治理 74 of 90 are left. Without half of 专业 as well, the 20 rest on C1 alone: 2/2.5 of 20 is 16.
    let marks = [("A1", "5"), ("A2", "3"), ("B1", "15"), ("C1", "2.5"), ("C2", "2.5"), ("D1", "—")];
    let (rubric, card) = scored(&linkage(), "final", &marks);
    check_section(&rubric, &card, "all", "74", "90");
    assert_eq!(card.percent(Basis::Total), Exact::fraction(7400, 90));
    let marks = [("A1", "5"), ("A2", "3"), ("B1", "15"), ("C1", "2"), ("C2", "—"), ("D1", "—")];
    let (rubric, card) = scored(&linkage(), "final", &marks);
    check_section(&rubric, &card, "skill", "2", "2.5");
    check_section(&rubric, &card, "all", "70", "90");
    assert!(!card.is_provisional(), "what does not apply is answered");
}

/// 6 and 4 points, of which the 4 may not apply.
fn ten(policy: &str) -> Value {
    let rows = [row("A", "6"), that_may_not_apply(row("B", "4"))];
    let mut file = file("10", vec![section("s", "10", "points", &rows)]);
    file["not_applicable"] = json!(policy);
    file
}

#[test]
fn s20_what_does_not_apply_counts_as_full_marks_or_leaves_both_sides() {
    let marks = [("A", "4.5"), ("B", "—")];
    let (_, card) = scored(&ten("rescale"), "final", &marks);
    assert_eq!((card.result(), card.base.max.clone()), (exact("4.5"), exact("6")));
    assert_eq!(card.percent(Basis::Total), Some(exact("75")));
    let row = &card.indicators[1];
    assert_eq!((row.state(), row.points()), (State::NotAssessed, None));
    let said = |card: &Scorecard, language| standing(&card.indicators[1].applicability, 2, language).unwrap();
    assert_eq!(said(&card, Language::Chinese), "不适用，不计入总分和满分：合同没有这一项。");
    assert_eq!(
        said(&card, Language::English),
        "Does not apply, out of points and full points: 合同没有这一项."
    );

    let (_, card) = scored(&ten("full_marks"), "final", &marks);
    assert_eq!((card.result(), card.base.max.clone()), (exact("8.5"), exact("10")));
    assert_eq!(card.indicators[1].points(), Some(&exact("4")));
    assert_eq!(said(&card, Language::Chinese), "不适用，按满分 4 分计：合同没有这一项。");
    assert_eq!(
        said(&card, Language::English),
        "Does not apply, counted with its full 4 points: 合同没有这一项."
    );
}

#[test]
fn s20_not_applicable_needs_its_reason_and_a_score_by_hand_outweighs_it() {
    let rubric = read(&ten("rescale"));
    let mut assessment = assess(&rubric, "final", &[("A", "6"), ("B", "3")]);
    let at = find(&rubric, "B");
    type_in(&mut assessment, at, &[(Cell::NotApplicable, "yes")]);
    let row = score(&rubric, &assessment).indicators[at.0].clone();
    assert_eq!(row.state(), State::Unanswered);
    assert_eq!(row.computed.missing, [FieldKey::new("#na.why")]);
    assert_eq!(row.computed.best, exact("4"));
    type_in(&mut assessment, at, &[(Cell::NotApplicableWhy, "合同没有")]);
    assert_eq!(score(&rubric, &assessment).base.max, exact("6"));
    type_in(&mut assessment, at, &[(Cell::OverridePoints, "2"), (Cell::OverrideReason, "补签了合同")]);
    let card = score(&rubric, &assessment);
    assert_eq!((card.result(), card.base.max.clone()), (exact("8"), exact("10")));
    assert_eq!(card.indicators[at.0].state(), State::Scored);
}

#[test]
fn s20_the_form_says_what_does_not_apply_and_the_points_that_are_left() {
    let rubric = read(&ten("rescale"));
    let assessment = assess(&rubric, "final", &[("A", "4.5"), ("B", "—")]);
    let form = official_form(&rubric, &assessment, &score(&rubric, &assessment), "");
    assert_eq!(form.rows[1].evaluator_score, "不适用");
    assert_eq!(form.rows[1].factors, ["不适用，不计入总分和满分：合同没有这一项。"]);
    assert_eq!(form.total.evaluator_score, "4.5");
    assert_eq!(form.total.notes, ["不适用或本阶段不评的指标不计入，满分按 6 分计"]);
}

#[test]
fn s23_a_capped_section_cuts_off_what_exceeds_its_points() {
    let capped = || file("10", vec![section("s", "10", "capped", &[row("A", "6"), row("B", "6")])]);
    for (a, b, points) in [("6", "6", "10"), ("6", "4.5", "10"), ("6", "3", "9"), ("0", "4", "4")] {
        let (rubric, card) = scored(&capped(), "final", &[("A", a), ("B", b)]);
        check_section(&rubric, &card, "s", points, "10");
    }
    // 3 so far; the other row has 6 to give, 9 together.
    let (_, card) = scored(&capped(), "final", &[("A", "3")]);
    assert_eq!((card.base.points.clone(), card.base.best.clone()), (exact("3"), exact("9")));
}

#[test]
fn s21_to_s23_mix_at_six_levels() {
    // A 4/8 in a capped 6 is 4; that is 2/3 of 30 percent of 12, 2.4, and B 3/4 of 70 percent is 6.3: 8.7 of 12.
    // 8.7 with C 2 is 10.7 of 14; a section around it; half of 100 weighs it: 10.7/14 of 50, and D all of 50.
    let six = section("l6", "6", "capped", &[row("A", "8")]);
    let five = section(
        "l5",
        "12",
        "weighted",
        &[weighing("30", six), weighing("70", section("l5b", "4", "points", &[row("B", "4")]))],
    );
    let four = section("l4", "14", "points", &[five, section("l4b", "2", "points", &[row("C", "2")])]);
    let three = section("l3", "14", "points", &[four]);
    let two = section(
        "l2",
        "100",
        "weighted",
        &[weighing("50", three), weighing("50", section("l2b", "1", "points", &[row("D", "1")]))],
    );
    let whole = file("100", vec![section("l1", "100", "points", &[two])]);
    let (rubric, card) = scored(&whole, "final", &[("A", "4"), ("B", "3"), ("C", "2"), ("D", "1")]);
    check_section(&rubric, &card, "l6", "4", "6");
    check_section(&rubric, &card, "l5", "8.7", "12");
    check_section(&rubric, &card, "l4", "10.7", "14");
    // 10.7 ÷ 14 × 50 = 535/14; with 50 it is 1235/14, 88.21 to two places.
    check_section(&rubric, &card, "l1", "1235/14", "100");
    assert_eq!(card.result().display(2), "88.21");
}

/// 江苏省社会组织评估指标（试行）: 1000 points and 30 for extras, 最高得分不超过 1000 (rubric-facts 4.2 D).
fn jiangsu() -> Value {
    let award = json!({"type": "award", "count": {"label": "附加", "unit": "分"}, "per": "1", "cap": "30"});
    let mut extra = section("extra", "30", "points", &[indicator("E", "30", &award)]);
    extra["kind"] = json!("bonus");
    let mut file = rubric_file(
        "1000",
        "30",
        &json!([]),
        vec![section("s", "1000", "points", &[row("A", "1000")]), extra],
    );
    file["total_cap"] = json!("1000");
    file
}

#[test]
fn s24_the_total_stops_at_1000_in_spite_of_30_bonus_points() {
    let rubric = read(&jiangsu());
    let result = |marks: &str, extra: &str| {
        let mut assessment = assess(&rubric, "final", &[("A", marks)]);
        type_in(&mut assessment, find(&rubric, "E"), &[(Cell::Fact(FieldKey::new("count")), extra)]);
        score(&rubric, &assessment)
    };
    assert_eq!(result("960", "30").result(), exact("990"));
    assert_eq!(result("970", "30").result(), exact("1000"));
    let card = result("985", "30");
    assert_eq!((card.total(), card.result()), (exact("1015"), exact("1000")));
    let said = |language| cap_on_total(&card, language).unwrap();
    assert_eq!(said(Language::Chinese), "基本分与加分共 1015 分，最高不超过 1000 分，超出的 15 分不计。");
    assert_eq!(
        said(Language::English),
        "Base and bonus come to 1015 points, 1000 at most; 15 over it do not count."
    );
    assert_eq!(cap_on_total(&result("960", "30"), Language::Chinese), None);
}

/// 上海 社区公益服务项目绩效评估导则, 表 B.3: 专款被挪用或贪占，总分为 0 (rubric-facts 4.2 F).
fn shanghai(effect: &Value) -> Value {
    let mut money = row("B", "40");
    money["veto"] = json!({"on": "condition", "effect": effect, "condition": {"id": "misused", "label": "专款未被挪用或贪占",
        "test": {"type": "judged", "yes": "未被挪用或贪占", "no": "被挪用或贪占"}}});
    let mut file = file("100", vec![section("s", "100", "points", &[row("A", "60"), money])]);
    file["grades"] = json!({"id": "own", "name": "等级", "source": {"title": "示例"}, "basis": "total", "bands": [
        {"id": "good", "label": "良好", "from": "80"}, {"id": "pass", "label": "合格", "from": "60"},
        {"id": "fail", "label": "不合格", "from": "0"}]});
    file
}

fn money(effect: &Value, misused: &str) -> (Rubric, Scorecard) {
    let rubric = read(&shanghai(effect));
    let mut assessment = assess(&rubric, "final", &[("A", "60"), ("B", "30")]);
    type_in(&mut assessment, find(&rubric, "B"), &[(Cell::Fact(FieldKey::new("veto.misused")), misused)]);
    let card = score(&rubric, &assessment);
    (rubric, card)
}

#[test]
fn s19_misused_funds_bring_the_whole_result_to_0() {
    let zero = json!({"type": "zero"});
    let (rubric, card) = money(&zero, "no");
    assert_eq!((card.total(), card.result(), card.best()), (exact("90"), exact("0"), exact("0")));
    assert_eq!(card.grade(rubric.grades().unwrap()).unwrap().id, "fail");
    // The row keeps its own points; the line says what becomes of the whole.
    assert_eq!(card.indicators[1].points(), Some(&exact("30")));
    let lines = reason(&card.indicators[1].computed.trace, Language::Chinese);
    assert_eq!(lines.lines().next(), Some("专款被挪用或贪占，总分为 0。"));
    let said = |language| veto(&card.vetoes[0], "财务管理", language);
    assert_eq!(said(Language::Chinese), "财务管理：专款被挪用或贪占，总分为 0。");
    assert_eq!(said(Language::English), "财务管理: “专款被挪用或贪占”; the whole result is 0.");

    let (_, card) = money(&zero, "yes");
    assert_eq!((card.vetoes.len(), card.result()), (0, exact("90")));
    // Not judged yet, the row has no score and nothing is vetoed.
    let (_, card) = money(&zero, "");
    assert_eq!((card.vetoes.len(), card.is_provisional()), (0, true));
    assert_eq!(card.indicators[1].computed.missing, [FieldKey::new("veto.misused")]);
}

#[test]
fn s19_a_veto_can_limit_the_grade_and_leave_the_points() {
    let (rubric, card) = money(&json!({"type": "grade_at_most", "grade": "pass"}), "no");
    assert_eq!(card.result(), exact("90"));
    assert_eq!(card.grade(rubric.grades().unwrap()).unwrap().label, "合格");
    assert_eq!(
        veto(&card.vetoes[0], "财务", Language::Chinese),
        "财务：专款被挪用或贪占，等级最高为“合格”。"
    );
    // In another set it is the grade that the bound of 合格, 60 percent, falls into.
    assert_eq!(card.grade(&published("chenxi-2025")).unwrap().id, "2a");
}

#[test]
fn s19_no_points_in_a_row_can_veto_the_whole() {
    let mut file = file("10", vec![section("s", "10", "points", &[row("A", "6"), row("B", "4")])]);
    file["sections"][0]["indicators"][1]["veto"] = json!({"on": "zero", "effect": {"type": "zero"}});
    let result = |mark: &str| scored(&file, "final", &[("A", "6"), ("B", mark)]).1.result();
    assert_eq!((result("0"), result("0.5"), result("4")), (exact("0"), exact("6.5"), exact("10")));
}

fn published(id: &str) -> BandSet {
    let sets = BandSet::read_all(include_str!("../../rubrics/grades.json")).unwrap();
    sets.into_iter().find(|set| set.id == id).unwrap()
}

#[test]
fn s29_published_bands_leave_no_gap_and_no_overlap() {
    let check = |id: &str, cases: &[(&str, &str)]| {
        let set = published(id);
        for (percent, band) in cases {
            assert_eq!(set.band(&exact(percent)).unwrap().id, *band, "{id} at {percent}");
        }
    };
    check(
        "shenzhen-2021",
        &[("90", "excellent"), ("89.5", "good"), ("80", "good"), ("79.999", "pass"), ("59.5", "fail")],
    );
    check("mof", &[("105", "you"), ("90", "you"), ("89.99", "liang"), ("60", "zhong"), ("0", "cha")]);
    check(
        "chenxi-2025",
        &[("90", "5a"), ("80", "4a"), ("70", "3a"), ("60", "2a"), ("50", "1a"), ("49.99", "none")],
    );
    // In thousands: 899.5 is not 900 yet; 950 stands in two printed bands and counts as the better one.
    check("chanhe-2025", &[("90", "5a"), ("89.95", "4a"), ("60", "2a"), ("59.9", "1a")]);
    check(
        "huaining-2022",
        &[("95", "5a"), ("94.99", "4a"), ("90.1", "4a"), ("90.05", "3a"), ("80.1", "2a"), ("80", "below")],
    );
    check("suzhou-2012", &[("120", "pass"), ("60", "pass"), ("59.99", "below")]);
    let sets = BandSet::read_all(include_str!("../../rubrics/grades.json")).unwrap();
    assert_eq!(sets.len(), 6);
    assert!(sets.iter().all(|set| set.source.address.is_some() && set.source.note.is_some()));
}

#[test]
fn s29_the_grade_rests_on_what_can_be_assessed_and_waits_for_the_last_row() {
    let set = published("shenzhen-2021");
    let grade = |marks: &[(&str, &str)]| {
        scored(&ten("rescale"), "final", marks).1.grade(&set).map(|band| band.id.clone())
    };
    // 4.5 of 6 is 75 percent; 5.5 of 6 is 91.67 percent; 9 of 10 is 90.
    assert_eq!(grade(&[("A", "4.5"), ("B", "—")]).as_deref(), Some("pass"));
    assert_eq!(grade(&[("A", "5.5"), ("B", "—")]).as_deref(), Some("excellent"));
    assert_eq!(grade(&[("A", "5"), ("B", "4")]).as_deref(), Some("excellent"));
    assert_eq!(grade(&[("A", "6")]), None);
}

#[test]
fn s30_nothing_is_rounded_inside_and_only_reading_rounds_half_up() {
    let thirds = ["A", "B", "C"].map(|id| weighing("100/3", row(id, "4")));
    let file = file("10", vec![section("s", "10", "weighted", &thirds)]);
    // 1/4, 1/8 and 1/4 of a third of 10 each: 5/8 of 10/3 is 25/12, 2.08 to two places.
    let (_, card) = scored(&file, "final", &[("A", "1"), ("B", "0.5"), ("C", "1")]);
    assert_eq!((card.result(), card.result().display(2).as_str()), (exact("25/12"), "2.08"));
    let (_, card) = scored(&file, "final", &[("A", "4"), ("B", "4"), ("C", "4")]);
    assert_eq!(card.result(), exact("10"), "three thirds are the whole");
}

#[test]
fn s18_a_shut_gate_takes_every_point_and_asks_nothing_more() {
    let mut gated = row("A", "6");
    gated["gate"] =
        json!({"id": "survey", "label": "有满意率调查", "test": {"type": "judged", "yes": "有", "no": "无"}});
    let rubric = read(&file("6", vec![section("s", "6", "points", &[gated])]));
    let at = |survey: &str, marks: &[(&str, &str)]| {
        let mut assessment = assess(&rubric, "final", marks);
        type_in(&mut assessment, IndicatorIx(0), &[(Cell::Fact(FieldKey::new("gate.survey")), survey)]);
        score(&rubric, &assessment).indicators[0].clone()
    };
    assert_eq!(at("no", &[]).points(), Some(&exact("0")));
    assert_eq!(at("yes", &[("A", "4")]).points(), Some(&exact("4")));
    assert_eq!(at("", &[("A", "4")]).computed.missing, [FieldKey::new("gate.survey")]);
}
