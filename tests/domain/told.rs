//! Changes of the journal as a reader is told of them, against the printed names of the 海盐 form.
//! May import the library and `builder`. Read next: `report`, which prints a form.

use gongping::number::Exact;
use gongping::record::{ADJUSTMENTS, StepChange, Told, told};
use gongping::rubric::adjust::{self, Adjustment};
use gongping::rubric::words::Language;
use gongping::rubric::{IndicatorId, Rubric};

use crate::builder::HAIYAN;

fn change(indicator: &str, cell: &str, from: &str, to: &str) -> StepChange {
    let [indicator, cell, from, to] = [indicator, cell, from, to].map(str::to_owned);
    StepChange { indicator, cell, from, to }
}

#[track_caller]
fn tells(change: &StepChange, zh: [&str; 5], en: [&str; 3]) {
    let rubric = Rubric::read(HAIYAN).unwrap();
    let [number, indicator, field, from, to] = zh.map(str::to_owned);
    let expected = Told { number, indicator, field, from, to };
    assert_eq!(told(&rubric, change, Language::Chinese), expected);
    let [field, from, to] = en.map(str::to_owned);
    let expected = Told { field, from, to, ..expected };
    let english = told(&rubric, change, Language::English);
    assert_eq!((english.field, english.from, english.to), (expected.field, expected.from, expected.to));
}

#[test]
fn a_figure_is_told_under_the_name_of_its_field() {
    let part = "与项目书（标书）一致的事项";
    tells(
        &change("HY-08", "part", "", "91"),
        ["2.4", "内容一致率", part, "（空白）", "91"],
        [part, "(blank)", "91"],
    );
}

#[test]
fn a_judgement_and_a_level_are_told_in_words() {
    let clear = "组织架构、层次、责任、运作清晰";
    tells(
        &change("HY-01", "met.clear", "yes", "no"),
        ["1.1", "管理架构", clear, "是", "否"],
        [clear, "Yes", "No"],
    );
    let level = ["3.6", "可持续、创新性", "等次", "好", "一般"];
    tells(&change("HY-20", "level", "good", "fair"), level, ["等次", "好", "一般"]);
}

#[test]
fn an_added_item_is_told_by_its_number() {
    let added = |cell: &str, to: &str| change("HY-14", cell, "", to);
    tells(
        &added("extra.2", "no"),
        ["2.10", "服务流程及记录", "增加的第 2 项", "（空白）", "否"],
        ["Added item 2", "(blank)", "No"],
    );
    tells(
        &added("extra.2.name", "照片"),
        ["2.10", "服务流程及记录", "增加的第 2 项：名称", "（空白）", "照片"],
        ["Added item 2: name", "(blank)", "照片"],
    );
}

#[test]
fn what_every_row_has_is_told_by_the_words_of_the_page() {
    for (cell, from, to, zh, en) in [
        ("#override", "", "2.5", ["改判得分", "（空白）", "2.5"], ["Score by hand", "(blank)", "2.5"]),
        (
            "#override.reason",
            "",
            "复核",
            ["改判理由", "（空白）", "复核"],
            ["Reason of the score by hand", "(blank)", "复核"],
        ),
        ("#factors", "甲", "乙", ["扣分因素", "甲", "乙"], ["Factors", "甲", "乙"]),
        ("#note", "甲", "", ["备注", "甲", "（空白）"], ["Note", "甲", "(blank)"]),
        ("#na", "", "yes", ["此项不适用", "（空白）", "是"], ["Does not apply", "(blank)", "Yes"]),
        (
            "#na.why",
            "",
            "yes",
            ["不适用的理由", "（空白）", "yes"],
            ["Why it does not apply", "(blank)", "yes"],
        ),
    ] {
        let [field, before, after] = zh;
        tells(&change("HY-01", cell, from, to), ["1.1", "管理架构", field, before, after], en);
    }
}

#[test]
fn what_the_rubric_does_not_know_is_told_as_it_is_stored() {
    tells(&change("XX-9", "part", "1", "2"), ["", "XX-9", "part", "1", "2"], ["part", "1", "2"]);
    tells(
        &change("HY-01", "gone", "yes", ""),
        ["1.1", "管理架构", "gone", "yes", "（空白）"],
        ["gone", "yes", "(blank)"],
    );
    tells(&change("HY-01", "#new", "1", "2"), ["1.1", "管理架构", "#new", "1", "2"], ["#new", "1", "2"]);
    tells(
        &change("HY-20", "level", "best", "good"),
        ["3.6", "可持续、创新性", "等次", "best", "好"],
        ["等次", "best", "好"],
    );
}

#[test]
fn of_long_texts_what_differs_is_told() {
    let (before, after) = ("前".repeat(50), "后".repeat(50));
    let text = |middle: &str| format!("{before}{middle}{after}");
    let around = |middle: &str| format!("…{}{middle}{}…", "前".repeat(10), "后".repeat(10));
    let (from, to) = (around("甲"), around("乙丙"));
    tells(
        &change("HY-01", "#note", &text("甲"), &text("乙丙")),
        ["1.1", "管理架构", "备注", &from, &to],
        ["Note", &from, &to],
    );
    // Letters that stand in both only once are not counted twice.
    let (short, long) = ("一".repeat(61), "一".repeat(63));
    let rubric = Rubric::read(HAIYAN).unwrap();
    let told = told(&rubric, &change("HY-01", "#note", &short, &long), Language::Chinese);
    assert_eq!(
        (told.from.as_str(), told.to),
        (&*format!("…{}", "一".repeat(10)), format!("…{}", "一".repeat(12)))
    );
}

#[test]
fn changes_of_the_rubric_are_told_of_the_whole_form() {
    let target = Adjustment::Target {
        indicator: IndicatorId::new("HY-18"),
        part: None,
        value: Exact::parse_canonical("4").unwrap(),
        why: "合同约定".to_owned(),
    };
    let grades = Adjustment::Grades { set: None };
    let text = adjust::write(&[target, grades]);
    let zh = ["", "全表", "对细则的改动", "无", "3.4 标准改为 4；不评等次"];
    tells(
        &change("", ADJUSTMENTS, "", &text),
        zh,
        ["Changes of the rubric", "None", "3.4 standard 4; no grades"],
    );
    let none = adjust::write(&[]);
    tells(
        &change("", ADJUSTMENTS, &none, "坏"),
        ["", "全表", "对细则的改动", "无", "坏"],
        ["Changes of the rubric", "None", "坏"],
    );
}
