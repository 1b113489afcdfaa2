//! S32, guides, by 禅城区政府购买社会工作服务预算编制指引: a post is budgeted with the average wage of the district, times
//! 1.2 for a 社会工作师, 1.0 for a 助理社会工作师 and 0.75 for a 员级, and with insurance and housing fund on top.
//! May import the library. Read next: `sentences`.

use gongping::assessment::{Cell, Sheet};
use gongping::number::Exact;
use gongping::rubric::fields::{fields, knows};
use gongping::rubric::{FieldKey, Rubric};
use gongping::score::{Fault, GuideFigure, guides, score_indicator};
use serde_json::{Value, json};

use crate::builder::{exact, indicator, read, rubric_file};

fn budget() -> Value {
    let count = |id: &str, label: &str| json!({"id": id, "label": label, "unit": "人"});
    let money = |id: &str, label: &str| json!({"id": id, "label": label, "unit": "元", "places": 2});
    json!({
        "id": "budget", "label": "人员经费参考", "unit": "元", "places": 2,
        "inputs": [
            money("wage", "地区年平均工资"), money("extra", "每人社保和住房公积金"),
            count("senior", "社会工作师"), count("junior", "助理社会工作师"), count("basic", "员级"),
            money("claimed", "申报的人员经费"),
        ],
        "terms": [
            ["1.2", "wage", "senior"], ["wage", "junior"], ["0.75", "wage", "basic"],
            ["extra", "senior"], ["extra", "junior"], ["extra", "basic"],
        ],
        "against": "claimed",
    })
}

fn rubric() -> Rubric {
    let mut row =
        indicator("G", "5", &json!({"type": "all_or_nothing", "conditions": [{"id": "a", "label": "合理"}]}));
    row["guides"] = json!([budget()]);
    row["tags"] = json!(["过程", "客观"]);
    row["evidence"] = json!(["预算表", "劳动合同"]);
    let section = json!({"id": "s", "name": "部分", "heading": "部分", "points": "5", "indicators": [row]});
    read(&rubric_file("5", "0", &json!([]), vec![section]))
}

fn figure(typed: &[(&str, &str)]) -> GuideFigure {
    let rubric = rubric();
    let mut sheet = Sheet::default();
    for (input, value) in typed {
        let key = FieldKey::new(&format!("guide.budget.{input}"));
        assert!(knows(&rubric.indicators()[0], &key), "{key} is a fact of the row");
        sheet.set(Cell::Fact(key), (*value).to_owned());
    }
    let mut found = guides(&rubric.indicators()[0], &sheet);
    assert_eq!(found.len(), 1);
    found.remove(0)
}

const TYPED: [(&str, &str); 5] =
    [("wage", "60000"), ("extra", "15000.50"), ("senior", "1"), ("junior", "2"), ("basic", "1")];

/// 1.2 × 60,000 + 2 × 60,000 + 0.75 × 60,000 = 237,000, and four times 15,000.50 are 60,002.
#[test]
fn s32_guides_work_out_a_personnel_budget_to_the_fen() {
    let found = figure(&TYPED);
    assert_eq!(found.value, Some(exact("297002")));
    assert_eq!(found.difference, None);
    assert_eq!(found.missing, []);
    assert_eq!(found.problems, []);
}

#[test]
fn s32_guides_hold_the_persons_own_figure_against_it() {
    for (claimed, difference) in [("300000", "2998"), ("297002", "0"), ("290000.01", "-7001.99")] {
        let typed: Vec<_> = TYPED.into_iter().chain([("claimed", claimed)]).collect();
        assert_eq!(figure(&typed).difference, Some(exact(difference)));
    }
}

#[test]
fn s32_guides_name_what_is_missing_and_what_is_wrong() {
    let found =
        figure(&[("wage", "60000"), ("senior", "1"), ("junior", "x"), ("basic", "0"), ("claimed", "1")]);
    assert_eq!((found.value, found.difference), (None, None));
    let missing: Vec<&str> = found.missing.iter().map(FieldKey::as_str).collect();
    assert_eq!(missing, ["guide.budget.extra"]);
    let problems: Vec<(&str, &Fault)> =
        found.problems.iter().map(|problem| (problem.key.as_str(), &problem.fault)).collect();
    assert_eq!(problems, [("guide.budget.junior", &Fault::NotANumber)]);
    // The person's own figure is not needed for the computed one.
    let typed: Vec<_> = TYPED.into_iter().chain([("claimed", "-1")]).collect();
    let found = figure(&typed);
    assert_eq!((found.value, found.difference), (Some(exact("297002")), None));
    assert_eq!(found.problems[0].fault, Fault::Negative);
}

#[test]
fn s32_guides_change_no_score_and_their_inputs_are_facts_of_the_row() {
    let rubric = rubric();
    let row = &rubric.indicators()[0];
    let keys: Vec<String> = fields(row).iter().map(|field| field.key.to_string()).collect();
    let inputs =
        ["wage", "extra", "senior", "junior", "basic", "claimed"].map(|id| format!("guide.budget.{id}"));
    assert_eq!(keys, [&["met.a".to_owned()], &inputs[..]].concat());
    let mut sheet = Sheet::default();
    sheet.set(Cell::Fact(FieldKey::new("met.a")), "yes".to_owned());
    let before = score_indicator(row, &sheet, None);
    sheet.set(Cell::Fact(FieldKey::new("guide.budget.wage")), "nonsense".to_owned());
    assert_eq!(score_indicator(row, &sheet, None), before);
    assert_eq!(before.points(), Some(&Exact::from(5)));
    assert_eq!(
        (row.tags.as_slice(), row.evidence.len()),
        (["过程".to_owned(), "客观".to_owned()].as_slice(), 2)
    );
}
