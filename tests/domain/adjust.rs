//! S31. What is changed for one assessment: the rubric that comes out, what it remembers, and what is refused.
//! The changes are made on the example of the format's description and on the 海盐 rubric.
//! May import the library and `builder`. Read next: `rubrics/README.md`, the chapter on readings.

use gongping::number::Exact;
use gongping::rubric::adjust::{
    self, AdjustError, Adjustment, Changed, Item, Unfit, choices, form_readings, set, take_back,
};
use gongping::rubric::file::What;
use gongping::rubric::rule::{Counting, Rule};
use gongping::rubric::{IndicatorId, Rubric};
use serde_json::{Value, json};

use crate::builder::{exact, find};

mod haiyan;

const README: &str = include_str!("../../rubrics/README.md");

/// The example at the end of the format's description, changed.
fn example(change: impl FnOnce(&mut Value)) -> String {
    let (_, rest) = README.split_once("```json\n").unwrap();
    let mut file: Value = serde_json::from_str(rest.split_once("```").unwrap().0).unwrap();
    change(&mut file);
    file.to_string()
}

/// The example with a third way to count, for R-2, that halves what a missing event costs.
fn with_choice() -> String {
    example(|file| {
        let leaf = &mut file["sections"][0]["sections"][1]["indicators"][0];
        leaf["readings"][0]["alternatives"] =
            json!(["不算。", {"id": "half", "text": "算半场。", "rule": {"per": "0.25"}}]);
    })
}

fn reading(indicator: &str, reading: &str, alternative: &str) -> Adjustment {
    Adjustment::Reading {
        indicator: Some(IndicatorId::new(indicator)),
        reading: reading.to_owned(),
        alternative: alternative.to_owned(),
        why: String::new(),
    }
}

fn target(indicator: &str, value: &str, why: &str) -> Adjustment {
    Adjustment::Target {
        indicator: IndicatorId::new(indicator),
        part: None,
        value: exact(value),
        why: why.to_owned(),
    }
}

fn items(indicator: &str, items: &[(&str, &str)], why: &str) -> Adjustment {
    let item = |(id, label): &(&str, &str)| Item { id: (*id).to_owned(), label: (*label).to_owned() };
    Adjustment::Items {
        indicator: IndicatorId::new(indicator),
        part: None,
        items: items.iter().map(item).collect(),
        why: why.to_owned(),
    }
}

#[track_caller]
fn why_not(text: &str, adjustments: &[Adjustment]) -> Unfit {
    match Rubric::read_adjusted(text, adjustments) {
        Err(AdjustError::Unfit { why, .. }) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn s31_without_changes_the_rubric_is_the_printed_one() {
    let text = with_choice();
    assert_eq!(Rubric::read_adjusted(&text, &[]).unwrap(), Rubric::read(&text).unwrap());
}

#[test]
fn s31_a_chosen_reading_changes_the_rule_and_is_remembered() {
    let text = with_choice();
    let printed = Rubric::read(&text).unwrap();
    let rubric = Rubric::read_adjusted(&text, &[reading("R-2", "joint", "half")]).unwrap();
    let at = find(&rubric, "R-2");
    let Rule::PerMissingCount(rule) = &rubric.indicator(at).unwrap().rule else { panic!() };
    assert_eq!(rule.per, exact("0.25"));
    assert_eq!(rubric.digest(), printed.digest());
    let [adjusted] = rubric.adjusted() else { panic!() };
    assert_eq!(adjusted.indicator, Some(at));
    let (question, from, to) = ("与别的单位合办的活动算不算？", "算一场。", "算半场。");
    assert_eq!(
        adjusted.changed,
        Changed::Reading { question: question.to_owned(), from: from.to_owned(), to: to.to_owned() },
    );
    let reading = &rubric.indicator(at).unwrap().readings[0];
    assert_eq!(reading.in_force(), "算半场。");
    assert_eq!(reading.others().collect::<Vec<_>>(), ["算一场。", "不算。"]);
}

#[test]
fn s31_a_changed_target_keeps_the_printed_one_in_mind() {
    let text = with_choice();
    let rubric = Rubric::read_adjusted(&text, &[target("R-2", "10", " 合同约定10场 ")]).unwrap();
    let at = find(&rubric, "R-2");
    let Rule::PerMissingCount(rule) = &rubric.indicator(at).unwrap().rule else { panic!() };
    assert_eq!(rule.target.printed, exact("10"));
    let choice = &choices(&rubric, at).targets[0];
    assert_eq!((choice.present.clone(), choice.printed.clone()), (exact("10"), Some(exact("12"))));
    assert_eq!((choice.label.as_str(), choice.unit.as_str()), ("已举办的读者活动", "场"));
    assert_eq!(rubric.adjusted()[0].why, "合同约定10场");
}

#[test]
fn s31_items_that_stay_keep_their_keys_and_new_ones_are_judged() {
    let text = example(|file| {
        let list = &mut file["sections"][0]["sections"][0]["indicators"][0]["rule"]["items"];
        list[0]["test"] = json!({"type": "judged", "yes": "已公示", "no": "未公示"});
    });
    let list = [("hours", "公示开放时间（含节假日）"), ("own-1", "公示投诉电话")];
    let rubric = Rubric::read_adjusted(&text, &[items("R-1", &list, "街道另有要求")]).unwrap();
    let at = find(&rubric, "R-1");
    let fields = gongping::rubric::fields::fields(rubric.indicator(at).unwrap());
    let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    assert_eq!(keys, ["item.hours", "item.own-1"]);
    let Rule::PerMissingItem(rule) = &rubric.indicator(at).unwrap().rule else { panic!() };
    let words: Vec<&str> = rule
        .items
        .iter()
        .map(|item| match &item.test {
            gongping::rubric::rule::Test::Judged(judged) => judged.yes.as_str(),
            _ => panic!(),
        })
        .collect();
    assert_eq!(words, ["已公示", "达标"]);
    let choice = &choices(&rubric, at).items[0];
    assert_eq!(choice.printed.as_deref(), Some(&["公示开放时间".to_owned(), "公示借阅办法".to_owned()][..]));
    assert_eq!(choice.present.len(), 2);
    let printed = Rubric::read(&text).unwrap();
    assert_eq!(adjust::new_item_id(choice, printed.indicator(at).unwrap()), "own-2");
}

#[test]
fn s31_what_does_not_fit_is_named_and_changes_nothing() {
    let text = with_choice();
    assert_eq!(why_not(&text, &[reading("R-9", "joint", "half")]), Unfit::UnknownIndicator);
    assert_eq!(why_not(&text, &[reading("R-2", "other", "half")]), Unfit::UnknownReading);
    assert_eq!(why_not(&text, &[reading("R-2", "joint", "third")]), Unfit::UnknownAlternative);
    assert_eq!(why_not(&text, &[target("R-1", "3", "理由")]), Unfit::NoTarget);
    assert_eq!(why_not(&text, &[items("R-2", &[("a", "甲")], "理由")]), Unfit::NoItems);
    assert_eq!(why_not(&text, &[target("R-2", "3", " ")]), Unfit::NoReason);
    assert_eq!(why_not(&text, &[target("R-2", "3", "甲"), target("R-2", "4", "乙")]), Unfit::Twice);
    let problem = |adjustment| match why_not(&text, &[adjustment]) {
        Unfit::Invalid(problems) => problems[0].what.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(problem(items("R-1", &[], "理由")), What::EmptyList);
    assert_eq!(problem(target("R-2", "-1", "理由")), What::Negative { value: exact("-1") });
    let twice = items("R-1", &[("a", "甲"), ("a", "乙")], "理由");
    assert_eq!(problem(twice), What::DuplicateId { id: "a".to_owned() });
}

#[test]
fn s31_the_change_that_breaks_the_rubric_is_the_one_that_is_named() {
    let text = with_choice();
    let bad = items("R-1", &[], "理由");
    let found = Rubric::read_adjusted(&text, &[bad.clone(), target("R-2", "3", "理由")]);
    assert!(matches!(found, Err(AdjustError::Unfit { adjustment, .. }) if *adjustment == bad));
}

#[test]
fn s31_two_readings_that_change_the_same_thing_are_refused_together() {
    let text = example(|file| {
        let leaf = &mut file["sections"][0]["sections"][1]["indicators"][0];
        let mut other = leaf["readings"][0].clone();
        leaf["readings"][0]["alternatives"] =
            json!([{"id": "half", "text": "算半场。", "rule": {"per": "0.25"}}]);
        other["id"] = json!("own");
        other["alternatives"] = json!([
            {"id": "quarter", "text": "甲", "rule": {"per": "0.125"}},
            {"id": "ten", "text": "乙", "rule": {"target": "10"}}
        ]);
        leaf["readings"].as_array_mut().unwrap().push(other);
    });
    let half = reading("R-2", "joint", "half");
    assert_eq!(why_not(&text, &[half.clone(), reading("R-2", "own", "quarter")]), Unfit::Conflict);
    assert!(Rubric::read_adjusted(&text, &[half, reading("R-2", "own", "ten")]).is_ok());
}

#[test]
fn s31_setting_replaces_a_change_of_the_same_and_taking_back_removes_it() {
    let list = set(&[], target("R-2", "10", "甲"));
    let list = set(&list, reading("R-2", "joint", "half"));
    let list = set(&list, target("R-2", "11", "乙"));
    assert_eq!(list, [target("R-2", "11", "乙"), reading("R-2", "joint", "half")]);
    assert_eq!(take_back(&list, &target("R-2", "0", "")), [reading("R-2", "joint", "half")]);
}

#[test]
fn s31_a_list_of_changes_is_written_and_read_back() {
    let form = Adjustment::Reading {
        indicator: None,
        reading: "begun-step".to_owned(),
        alternative: "completed".to_owned(),
        why: "购买主体“规定”".to_owned(),
    };
    let part = Adjustment::Target {
        indicator: IndicatorId::new("HY-06"),
        part: Some("training".to_owned()),
        value: exact("1/3"),
        why: "合同".to_owned(),
    };
    let list = vec![form, part, items("R-1", &[("own-1", "甲")], "理由")];
    assert_eq!(adjust::read(&adjust::write(&list)), Some(list));
    assert_eq!(adjust::read(&adjust::write(&[])), Some(Vec::new()));
    assert_eq!(adjust::read("{\"adjustments\": [{\"type\": \"other\"}]}"), None);
    assert_eq!(adjust::read("{\"adjustments\": [], \"more\": 1}"), None);
}

/// The problem that an alternative of R-2 makes.
#[track_caller]
fn refused(alternative: Value) -> (String, What) {
    let text = example(|file| {
        let leaf = &mut file["sections"][0]["sections"][1]["indicators"][0];
        leaf["readings"][0]["alternatives"] = json!(["不算。", alternative]);
    });
    let problems = Rubric::read(&text).unwrap_err();
    (problems[0].path.clone(), problems[0].what.clone())
}

#[test]
fn s31_an_alternative_that_would_make_the_rubric_invalid_is_refused_on_reading() {
    let place = "sections[0].sections[1].indicators[0].readings[0].alternatives[1].rule";
    let (path, what) = refused(json!({"id": "a", "text": "甲", "rule": {"per": "0"}}));
    assert_eq!((path, what), (format!("{place}.per"), What::NotPositive { value: Exact::ZERO }));
    let (path, what) = refused(json!({"id": "a", "text": "甲", "rule": {"per": "0.5"}}));
    assert_eq!((path.as_str(), what), (place, What::NoEffect));
    let (path, _) = refused(json!({"id": "a", "text": "甲", "rule": {"speed": "1"}}));
    assert_eq!(path, format!("{place}.speed"));
    let (path, _) = refused(json!({"id": "a", "text": "甲"}));
    assert_eq!(path, place);
    let (path, _) = refused(json!({"id": "a", "text": "甲", "rule": "half"}));
    assert_eq!(path, place);
}

/// The example with steps in R-2 and a choice for the whole form.
fn with_form_choice(alternatives: Value) -> String {
    example(|file| {
        let leaf = &mut file["sections"][0]["sections"][1]["indicators"][0];
        leaf["rule"] = json!({
            "type": "step_below", "measure": {"type": "value", "label": "场次", "unit": "场"},
            "threshold": "12", "cumulative": true, "step": "2", "per": "1", "counting": "begun"
        });
        file["readings"] = json!([{
            "id": "count", "question": "不满一档怎么计？", "chosen": "按一档计。",
            "alternatives": alternatives, "why": "原表如此。"
        }]);
    })
}

#[test]
fn s31_a_reading_of_the_whole_form_reaches_every_rule_that_has_the_key() {
    let text = with_form_choice(json!([
        "按比例。",
        {"id": "completed", "text": "不计。", "rules": {"counting": "completed"}}
    ]));
    let adjustment = Adjustment::Reading {
        indicator: None,
        reading: "count".to_owned(),
        alternative: "completed".to_owned(),
        why: String::new(),
    };
    let rubric = Rubric::read_adjusted(&text, &[adjustment]).unwrap();
    let Rule::Step(step) = &rubric.indicator(find(&rubric, "R-2")).unwrap().rule else { panic!() };
    assert_eq!(step.pace.counting, Counting::Completed);
    assert_eq!(rubric.adjusted()[0].indicator, None);
    let [choice] = &form_readings(&rubric)[..] else { panic!() };
    assert_eq!(choice.present.as_deref(), Some("completed"));
    assert_eq!(choice.options.len(), 1);
}

#[test]
fn s31_a_reading_of_the_whole_form_that_fits_nothing_is_refused_on_reading() {
    let refused = |alternative: Value| {
        let problems = Rubric::read(&with_form_choice(json!([alternative]))).unwrap_err();
        assert!(problems[0].path.starts_with("readings[0].alternatives[0]"), "{problems:?}");
        problems[0].what.clone()
    };
    assert_eq!(refused(json!({"id": "a", "text": "甲"})), What::NoEffect);
    assert_eq!(refused(json!({"id": "a", "text": "甲", "rules": {"speed": "1"}})), What::NoEffect);
    let unknown = refused(json!({"id": "a", "text": "甲", "stages": {"never": {}}}));
    assert_eq!(unknown, What::UnknownStage { id: "never".to_owned() });
    let broken = refused(json!({"id": "a", "text": "甲", "rules": {"counting": "sometimes"}}));
    assert!(matches!(broken, What::Alternative(_)), "{broken:?}");
}
