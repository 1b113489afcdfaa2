//! What version 2 is there for: what was changed of a rubric, facts kept for later, rows that do not apply, the
//! verdict, and the text of a rubric that does not ship.

use std::sync::Arc;

use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::exchange::{ImportError, Imported, Known, Outgoing, Parcel, read, write};
use gongping::record::Journal;
use gongping::rubric::adjust::{Adjustment, Item, Unfit};
use gongping::rubric::grades::BandSet;
use gongping::rubric::{FieldKey, IndicatorId, IndicatorIx, Rubric, StageId};
use gongping::score::score;
use proptest::prelude::*;

use super::random;

/// The 海盐 rubric with readings that can be switched.
const HAIYAN: &str = include_str!("../../../rubrics/haiyan-purchase.json");

/// A rubric that ships nowhere: grades of its own, a veto, and a row that may not apply.
pub(crate) fn own() -> String {
    serde_json::json!({
        "format": 1, "id": "own", "version": "2", "title": "自定评估表", "provenance": "example",
        "source": {"title": "自拟"}, "places": 1, "base": "10", "not_applicable": "rescale",
        "stages": [{"id": "final", "name": "结项"}],
        "grades": {
            "id": "two", "name": "两等", "source": {"title": "自拟"}, "basis": "total",
            "bands": [{"id": "good", "label": "合格", "from": "60"}, {"id": "bad", "label": "不合格", "from": "0"}]
        },
        "form": {
            "project": "项目", "implementer": "单位", "date": "日期", "columns": ["一", "二", "三", "四", "五", "六"],
            "total": "合计", "remark": "备注", "signature": "签名", "signature_date": "日期"
        },
        "sections": [{"id": "all", "name": "全部", "heading": "全部10分", "points": "10", "indicators": [
            {"id": "A", "label": "甲", "text": "甲", "points": "6", "rule_text": "甲",
             "veto": {"on": "zero", "effect": {"type": "zero"}},
             "rule": {"type": "per_missing_count", "count": {"label": "次数", "unit": "次"}, "target": "3", "per": "2"}},
            {"id": "B", "label": "乙", "text": "乙", "points": "4", "rule_text": "乙", "may_not_apply": true,
             "rule": {"type": "per_missing_item", "per": "2", "items": [{"id": "x", "label": "某"}, {"id": "y", "label": "另"}]}}
        ]}]
    })
    .to_string()
}

fn target(value: i64) -> Adjustment {
    Adjustment::Target {
        indicator: IndicatorId::new("A"),
        part: None,
        value: value.into(),
        why: "合同另有约定".to_owned(),
    }
}

fn items() -> Adjustment {
    let item = |id: &str, label: &str| Item { id: id.to_owned(), label: label.to_owned() };
    Adjustment::Items {
        indicator: IndicatorId::new("B"),
        part: None,
        items: vec![item("y", "另"), item("own-1", "新加")],
        why: "购买主体要求".to_owned(),
    }
}

/// An assessment of that rubric with these changes and facts.
pub(crate) fn made(changes: &[Adjustment], facts: &[(usize, Cell, &str)]) -> (Arc<Rubric>, Assessment) {
    let rubric = Rubric::read_adjusted(&own(), changes).unwrap();
    let project = Project { id: "p".to_owned(), ..Project::default() };
    let mut assessment =
        Assessment::new("a".to_owned(), project, &rubric, StageId::new("final"), Role::SelfAssessment);
    assessment.adjustments = changes.to_vec();
    for (at, cell, value) in facts {
        assessment.apply(Edit {
            indicator: IndicatorIx(*at),
            cell: cell.clone(),
            value: (*value).to_owned(),
        });
    }
    (Arc::new(rubric), assessment)
}

pub(crate) fn fact(key: &str) -> Cell {
    Cell::Fact(FieldKey::new(key))
}

fn file(rubric: &Rubric, assessment: &Assessment, text: Option<&str>) -> String {
    let card = score(rubric, assessment);
    let journal = Journal::default();
    write(&Outgoing { rubric, assessment, card: &card, text, journal: &journal, attachments: &[] })
}

#[track_caller]
fn opened_anywhere(text: &str) -> Imported {
    read(text.as_bytes(), |_| None).unwrap()
}

#[test]
fn a_file_of_a_rubric_of_ones_own_opens_where_nobody_has_the_rubric() {
    let facts = [(0, fact("count"), "3"), (1, fact("item.own-1"), "no"), (1, fact("item.y"), "yes")];
    let (rubric, assessment) = made(&[target(4), items()], &facts);
    let own = own();
    let text = file(&rubric, &assessment, Some(&own));
    let imported = opened_anywhere(&text);
    assert_eq!((&imported.assessment, &imported.rubric), (&assessment, &rubric));
    assert_eq!((&*imported.known.text, imported.discrepancies.len()), (own.as_str(), 0));
    assert_eq!(imported.rubric.adjusted().len(), 2);
    // One short of 4 costs 2 of 6, one item of two costs 2 of 4: 6 of 10 is 60%.
    assert!(text.contains("\"result\": \"6\"") && text.contains("\"grade\": \"合格\""), "{text}");
    assert_eq!(file(&imported.rubric, &imported.assessment, Some(&own)), text);
    let without = file(&rubric, &assessment, None);
    assert!(matches!(read(without.as_bytes(), |_| None), Err(ImportError::UnknownRubric { .. })));
    assert!(Parcel::open(text.as_bytes()).unwrap().carries_rubric());
}

#[test]
fn a_row_that_does_not_apply_and_a_veto_stand_in_the_file() {
    let facts = [
        (0, fact("count"), "0"),
        (1, Cell::NotApplicable, "yes"),
        (1, Cell::NotApplicableWhy, "本项目没有这项服务"),
    ];
    let (rubric, assessment) = made(&[], &facts);
    let text = file(&rubric, &assessment, Some(&own()));
    for part in ["\"#na.why\": \"本项目没有这项服务\"", "\"base_max\": \"6\"", "\"indicator\": \"A\""]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let imported = opened_anywhere(&text);
    assert_eq!((imported.assessment, imported.discrepancies.len()), (assessment, 0));
    let forged = text.replace("\"grade\": \"不合格\"", "\"grade\": \"合格\"");
    assert_eq!(opened_anywhere(&forged).discrepancies.len(), 1);
}

#[test]
fn facts_nobody_asks_for_at_present_are_kept() {
    let (rubric, assessment) = made(&[], &[(1, fact("item.own-1"), "no"), (1, fact("item.y"), "yes")]);
    let text = file(&rubric, &assessment, Some(&own()));
    assert_eq!(opened_anywhere(&text).assessment, assessment);
    let asked = text.replace("\"item.own-1\": \"no\"", "\"item.x\": \"no\"");
    let expected = ImportError::UnknownFact { indicator: "B".to_owned(), key: "item.x".to_owned() };
    assert_eq!(read(asked.as_bytes(), |_| None).err(), Some(expected));
}

#[test]
fn a_change_that_does_not_fit_and_a_rubric_that_was_touched_are_refused() {
    let (rubric, assessment) = made(&[target(4)], &[]);
    let text = file(&rubric, &assessment, Some(&own()));
    let unknown =
        text.replace("\"indicator\": \"A\",\n      \"value\"", "\"indicator\": \"Z\",\n      \"value\"");
    let expected = ImportError::Adjustment { indicator: Some("Z".to_owned()), why: Unfit::UnknownIndicator };
    assert_eq!(read(unknown.as_bytes(), |_| None).err(), Some(expected));
    let touched = text.replace("自定评估表", "自订评估表");
    assert!(matches!(read(touched.as_bytes(), |_| None), Err(ImportError::RubricDamaged { .. })));
}

#[test]
fn a_chosen_set_of_grades_travels_with_the_assessment() {
    let set = BandSet::read_all(
        r#"{"format": 1, "sets": [{"id": "s", "name": "三等", "source": {"title": "某办法", "issuer": "某局"},
            "basis": "base", "bands": [{"id": "a", "label": "优", "from": "90"},
            {"id": "b", "label": "良", "from": "66.5"}, {"id": "c", "label": "差", "from": "0"}]}]}"#,
    )
    .unwrap()
    .remove(0);
    let facts = [(0, fact("count"), "3"), (1, fact("item.x"), "no"), (1, fact("item.y"), "yes")];
    let (rubric, assessment) = made(&[Adjustment::Grades { set: Some(set.clone()) }], &facts);
    let text = file(&rubric, &assessment, Some(&own()));
    // 8 of 10 is 80%.
    assert!(text.contains("\"grade\": \"良\""), "{text}");
    let imported = opened_anywhere(&text);
    assert_eq!(imported.rubric.grades(), Some(&set));
    assert_eq!(imported.assessment, assessment);
    let (none, ungraded) = made(&[Adjustment::Grades { set: None }], &facts);
    let text = file(&none, &ungraded, Some(&own()));
    assert!(text.contains("\"grade\": null"), "{text}");
    assert_eq!(opened_anywhere(&text).assessment, ungraded);
}

#[test]
fn whatever_was_typed_under_switched_readings_comes_back_byte_for_byte() {
    let known = Known::read(HAIYAN).unwrap();
    let reading = |indicator: Option<&str>, reading: &str, alternative: &str| Adjustment::Reading {
        indicator: indicator.map(IndicatorId::new),
        reading: reading.to_owned(),
        alternative: alternative.to_owned(),
        why: "购买主体约定".to_owned(),
    };
    let changes = vec![
        reading(Some("HY-14"), "unit", "services"),
        reading(None, "begun-step", "proportional"),
        reading(Some("HY-22"), "combine", "apart"),
    ];
    let rubric = Rubric::read_adjusted(HAIYAN, &changes).unwrap();
    // Typed under the printed rubric: what the switched readings do not ask for is kept.
    proptest!(ProptestConfig::with_cases(64), |(assessment in random(&known.rubric))| {
        let mut assessment = assessment;
        assessment.adjustments.clone_from(&changes);
        let text = file(&rubric, &assessment, None);
        let imported = read(text.as_bytes(), |_| Some(known.clone())).unwrap();
        prop_assert_eq!(&imported.discrepancies, &[]);
        prop_assert_eq!(&imported.assessment, &assessment);
        prop_assert_eq!(file(&imported.rubric, &imported.assessment, None), text);
    });
}
