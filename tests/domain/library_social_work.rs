//! The social-work rubrics, 东莞 and 广州, a post and who may take on a contract: what the sources fix, and filled
//! forms worked by hand.
//! May import the library. Read next: `laws`.

use gongping::rubric::Rubric;

use crate::builder::exact;
use crate::shipped::{Form, of};

const DONGGUAN: &str = include_str!("../../rubrics/social-work-dongguan.json");
const GUANGZHOU: &str = include_str!("../../rubrics/social-work-guangzhou.json");
const POST: &str = include_str!("../../rubrics/social-work-post.json");
const ELIGIBILITY: &str = include_str!("../../rubrics/contractor-eligibility.json");

fn dongguan() -> Form {
    Form::open(DONGGUAN, "final")
        // 95 % is one begun step of 10: 6 − 2; 80 % with a licence: 2.
        .row("DG-01", "posts.part=9.5 posts.whole=10 licensed.part=8 licensed.whole=10")
        .met("DG-02", "test.community=no")
        .row("DG-03", "level=fair marks=4 reason=变化不清")
        .met("DG-04", "item.follow=no")
        // 100 %, 90 %; then 83.3 %, 60 %, 55 % and three times 100 %.
        .row("DG-05", "part=10 whole=10")
        .row("DG-06", "part=90 whole=100")
        .without("DG-07", "合同没有约定")
        .without("DG-08", "合同没有约定")
        .row("DG-09", "part=100 whole=120")
        .row("DG-10", "part=12 whole=20")
        .row("DG-11", "part=11 whole=20")
        .row("DG-12", "part=3 whole=3")
        .row("DG-13", "part=20 whole=18")
        .row("DG-14", "part=100 whole=100")
        .row("DG-15", "part=17 whole=20")
        .met("DG-16", "item.problem=no")
        // Mean 4.5: (4.5 − 1) / 4 × 7.
        .met("DG-17", "tally.s5=20 tally.s4=20")
        .row("DG-18", "tally.s5=3")
        .without("DG-19", "禁毒项目，不面向公众")
        // 5 − 0.5 − 2 × 0.5.
        .row("DG-20", "defect.late=1 defect.file=2 defect.change=0")
        // 2, and 10 % turnover is in the best band.
        .met("DG-21", "turnover.part=2 turnover.whole=20")
        .met("DG-22", "verdict=no marks=5 reason=两张票据不合规")
}

#[test]
fn a_dongguan_form_is_worked_by_hand() {
    let form = dongguan();
    form.scores(&[("DG-01", "6"), ("DG-02", "4"), ("DG-03", "4"), ("DG-04", "3")]);
    form.scores(&[
        ("DG-05", "3"),
        ("DG-06", "2"),
        ("DG-09", "2"),
        ("DG-10", "1"),
        ("DG-11", "0"),
        ("DG-13", "3"),
    ]);
    form.scores(&[("DG-15", "8"), ("DG-16", "3.75"), ("DG-17", "6.125"), ("DG-20", "3.5"), ("DG-21", "4")]);
    assert_eq!(form.section("volume"), of("17", "24"));
    // 17 + 17 + 22.875 + 12.5, without two counters of 3 and the public's 3.
    assert_eq!(form.base(), of("69.375", "91"));
}

#[test]
fn misused_money_brings_a_dongguan_form_to_nothing() {
    assert_eq!(dongguan().row("DG-22", "veto.misuse=no").card().result(), exact("0"));
}

/// Source: 东莞 第六条（二）, four counters of the organisation and six of the social worker.
#[test]
fn the_counters_of_dongguan_are_those_of_the_source() {
    let rubric = Rubric::read(DONGGUAN).unwrap();
    let labels: Vec<&str> =
        rubric.indicators().iter().skip(4).take(10).map(|indicator| &*indicator.label).collect();
    let source = [
        "培训活动次数",
        "培训人次",
        "服务项目次数",
        "项目服务人次",
        "个案会谈时数",
        "个案开案人数",
        "个案结案人数",
        "小组开设组数",
        "小组活动节数",
        "小组服务人次",
    ];
    assert_eq!(labels, source);
}

/// Source: the four standards by name.
#[test]
fn the_four_standards_are_named_as_in_the_sources() {
    let top = |file: &str| -> Vec<String> {
        let rubric = Rubric::read(file).unwrap();
        let top = rubric.sections().iter().filter(|section| section.parent.is_none());
        top.map(|section| section.name.clone()).collect()
    };
    assert_eq!(top(DONGGUAN), ["专业服务", "服务量", "服务成效", "服务项目和机构管理"]);
    assert_eq!(top(GUANGZHOU), ["专业服务", "服务量及服务成果", "服务质量", "服务项目管理"]);
}

/// Source: both measures, 过程指标 and 结果指标, 客观指标 and 主观指标.
#[test]
fn each_indicator_says_whether_it_is_process_or_result_and_objective_or_subjective() {
    for file in [DONGGUAN, GUANGZHOU] {
        for indicator in Rubric::read(file).unwrap().indicators() {
            let has = |tag: &str| indicator.tags.iter().any(|one| &**one == tag);
            assert!(has("过程") != has("结果"), "{}", indicator.id);
            assert!(has("客观") != has("主观"), "{}", indicator.id);
        }
    }
}

#[test]
fn half_way_half_of_the_contract_is_due_in_dongguan() {
    let form = Form::open(DONGGUAN, "midterm").row("DG-12", "part=1 whole=3").row("DG-05", "part=5 whole=10");
    // 1.5 groups are due, rounded up to 2: one is 50 %. 5 of 5.
    form.scores(&[("DG-12", "0"), ("DG-05", "3")]);
}

#[test]
fn a_guangzhou_form_is_worked_by_hand() {
    let form = Form::open(GUANGZHOU, "final")
        // 90 % is one step, 55.6 % against 66 % two begun ones: 8 − 3.
        .row("GZ-01", "posts.part=9 posts.whole=10 professional.part=5 professional.whole=9")
        .met("GZ-02", "test.evaluate=no")
        .row("GZ-03", "level=middle coefficient=0.75 reason=变化不清")
        // 2 − 0.5, 2, 2 − 1.
        .row("GZ-04", "hours.part=95 hours.whole=100 opened.part=10 opened.whole=10")
        .row("GZ-04", "closed.part=8 closed.whole=10")
        .without("GZ-05", "合同没有约定小组")
        // 2, 2 − 1.5.
        .row("GZ-06", "events.part=4 events.whole=4 attendance.part=70 attendance.whole=100")
        // 3, 3 − 1.
        .row("GZ-07", "events.part=12 events.whole=12 attendance.part=270 attendance.whole=300")
        .row("GZ-08", "part=4 whole=5")
        // Mean (24 × 5 + 24 × 4 + 12 × 3) / 60 = 4.2: 0.8 × 10.
        .met("GZ-09", "tally.s5=24 tally.s4=24 tally.s3=12")
        .row("GZ-10", "part=66 whole=80")
        .row("GZ-11", "purchaser.level=fair purchaser.reason=反馈稍慢 monitor.level=good")
        .met("GZ-12", "item.complaints.total=2 item.complaints.settled=2")
        .row("GZ-13", "defect.privacy=0 defect.safety=0 defect.sign=2")
        .row("GZ-14", "part=18 whole=20")
        .row("GZ-15", "part=500 whole=1000")
        .row("GZ-16", "part=3 whole=20")
        .met("GZ-17", "item.public=no")
        .met("GZ-18", "verdict=yes");
    form.scores(&[("GZ-01", "5"), ("GZ-02", "4"), ("GZ-03", "4.5"), ("GZ-04", "4.5"), ("GZ-06", "2.5")]);
    form.scores(&[
        ("GZ-07", "5"),
        ("GZ-08", "6"),
        ("GZ-09", "8"),
        ("GZ-10", "6"),
        ("GZ-11", "5"),
        ("GZ-12", "4"),
    ]);
    form.scores(&[
        ("GZ-13", "3"),
        ("GZ-14", "3"),
        ("GZ-15", "2"),
        ("GZ-16", "2"),
        ("GZ-17", "2"),
        ("GZ-18", "6"),
    ]);
    // 13.5 + 18 + 26 + 15, without the 6 for groups.
    assert_eq!(form.base(), of("72.5", "94"));
}

/// Source: the 福建 excerpt, 学历状况 2/1/0, 持证状况 3/1.5/0, 专业操守 4/2/0 three times.
#[test]
fn a_post_has_the_marks_of_fujian() {
    let cases = [
        ("PO-01", vec![("bachelor", "2"), ("college", "1"), ("below", "0")]),
        ("PO-02", vec![("middle", "3"), ("junior", "1.5"), ("none", "0")]),
        ("PO-03", vec![("good", "4"), ("fair", "2"), ("poor", "0")]),
        ("PO-04", vec![("good", "4"), ("fair", "2"), ("poor", "0")]),
        ("PO-05", vec![("good", "4"), ("fair", "2"), ("poor", "0")]),
    ];
    for (row, levels) in cases {
        for (level, points) in levels {
            let form = Form::open(POST, "annual").met(row, &format!("level={level} reason=核对证书"));
            form.scores(&[(row, points)]);
        }
    }
}

fn post() -> Form {
    Form::open(POST, "annual")
        .row("PO-01", "level=bachelor")
        .row("PO-02", "level=junior reason=助理社会工作师")
        .met("PO-03", "level=good")
        .row("PO-04", "level=fair reason=依据说不清")
        .row("PO-05", "level=fair reason=部分达到")
        // 83.3 % is one begun step of 20.
        .row("PO-06", "part=20 whole=24")
        .row("PO-07", "count=10")
        .row("PO-08", "count=2")
        .row("PO-09", "part=100 whole=100")
        .row("PO-10", "part=18 whole=20")
        .row("PO-11", "part=16 whole=20")
        .row("PO-12", "part=4 whole=4")
        .row("PO-13", "part=24 whole=24")
        .row("PO-14", "part=240 whole=200")
        .row("PO-15", "part=13 whole=16")
        .met("PO-16", "tally.s5=10 tally.s4=10")
        .row("PO-17", "level=town reason=街道采用")
        .row("PO-18", "level=good marks=7.5")
        .row("PO-19", "tally.v4=6")
}

#[test]
fn a_post_is_worked_by_hand() {
    let form = post();
    form.scores(&[("PO-06", "4"), ("PO-07", "3.2"), ("PO-11", "3"), ("PO-15", "8"), ("PO-16", "8.75")]);
    // 22.7 + 27 + 19.75 + 14.5.
    assert_eq!(form.base(), of("83.95", "100"));
    let form = form.row("PO-B1", "count=2").row("PO-B2", "count=1");
    assert_eq!(form.card().bonus.points, exact("4"));
    assert_eq!(form.card().result(), exact("87.95"));
}

#[test]
fn the_total_of_a_post_stops_at_100() {
    let form = post()
        .row("PO-02", "level=middle")
        .row("PO-04", "level=good")
        .row("PO-05", "level=good")
        .row("PO-06", "part=24")
        .row("PO-07", "count=12")
        .row("PO-10", "part=20")
        .row("PO-11", "part=20")
        .row("PO-15", "part=16")
        .row("PO-16", "tally.s4=0")
        .row("PO-17", "level=county")
        .row("PO-18", "marks=8")
        .row("PO-B1", "count=2");
    assert_eq!(form.base(), of("100", "100"));
    assert_eq!(form.card().bonus.points, exact("3"));
    assert_eq!(form.card().result(), exact("100"));
}

/// 半年: half of the supervisions and summaries, their deductions doubled; the report to the panel waits for the year.
#[test]
fn half_a_year_of_a_post_has_half_of_the_targets() {
    let form = Form::open(POST, "midterm")
        .row("PO-07", "count=3")
        .row("PO-08", "count=1")
        .row("PO-06", "part=12 whole=24");
    form.scores(&[("PO-07", "2"), ("PO-08", "4"), ("PO-06", "5")]);
    assert_eq!(form.card().base.max, exact("93"));
}

fn eligible() -> Form {
    let rows = ["01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"];
    let form = Form::open(ELIGIBILITY, "application");
    rows.iter().fold(form, |form, row| form.met(&format!("EL-{row}"), ""))
}

#[track_caller]
fn finds(form: &Form, label: &str) {
    let grade =
        form.rubric.grades().and_then(|grades| form.card().grade(grades).map(|band| band.label.clone()));
    assert_eq!(grade.as_deref(), Some(label));
}

#[test]
fn whoever_meets_each_condition_is_eligible() {
    let form = eligible().row("EL-06", "met.licensed.value=3");
    assert_eq!(form.base(), of("14", "14"));
    finds(&form, "符合");
}

/// Source: 宿州 第六条（二）至少有三名.
#[test]
fn one_unmet_condition_makes_the_whole_ineligible() {
    let form = eligible().row("EL-06", "met.licensed.value=2");
    assert_eq!(form.card().result(), exact("0"));
    finds(&form, "不符合");
    let form = eligible().row("EL-06", "met.licensed.value=3").row("EL-11", "met.blacklist=no");
    assert_eq!(form.card().result(), exact("0"));
    finds(&form, "不符合");
}

/// Source: 宿州 第六条（三）, only 已经承接政府购买服务的 have a last evaluation.
#[test]
fn a_first_contractor_needs_no_earlier_evaluation() {
    let form = eligible().row("EL-06", "met.licensed.value=3").without("EL-13", "没有承接过");
    assert_eq!(form.base(), of("13", "13"));
    finds(&form, "符合");
}
