//! Two states of the assessment in the frozen file beside each other: each kind of difference, worked by hand.

use gongping::assessment::{Assessment, Cell, Edit};
use gongping::exchange::comparison::{CellDifference, Pair, ProjectDifference, ProjectField, RowDifference};
use gongping::exchange::{Comparison, Imported, Relation, Side, compare};
use gongping::record::Journal;
use gongping::rubric::adjust::Adjustment;
use gongping::rubric::{FieldKey, IndicatorId, Known, Role, Rubric, StageId};

use super::haiyan;
use super::journal::{V3, opened};

fn frozen() -> Imported {
    opened(&haiyan(), V3.as_bytes()).unwrap()
}

fn side(imported: &Imported) -> Side<'_> {
    let Imported { rubric, assessment, journal, attachments, .. } = imported;
    Side { rubric, assessment, journal, attachments }
}

fn compared(there: &Imported) -> Comparison {
    compare(&side(&frozen()), &side(there))
}

fn texts(here: &str, there: &str) -> Pair<String> {
    Pair { here: here.to_owned(), there: there.to_owned() }
}

fn set(assessment: &mut Assessment, rubric: &Rubric, id: &str, cell: Cell, value: &str) {
    let indicator = rubric.find(&IndicatorId::new(id)).unwrap();
    assessment.apply(Edit { indicator, cell, value: value.to_owned() });
}

#[test]
fn a_state_is_the_same_as_itself_and_ids_make_no_difference() {
    let mut there = frozen();
    there.assessment.id = "another".to_owned();
    there.assessment.project.id = "another".to_owned();
    let found = compared(&there);
    assert!(found.is_same());
    assert_eq!(found.relation, Relation::Same);
}

#[test]
fn each_row_that_differs_is_named_with_each_cell() {
    let mut there = frozen();
    let rubric = there.rubric.clone();
    let clear = || Cell::Fact(FieldKey::new("met.clear"));
    set(&mut there.assessment, &rubric, "HY-01", clear(), "no");
    set(&mut there.assessment, &rubric, "HY-01", Cell::Note, "当场看过");
    // The frozen file sets the points of the seventh row by hand.
    set(&mut there.assessment, &rubric, "HY-07", Cell::OverridePoints, "");
    let found = compared(&there);
    assert!(!found.is_same());
    let ids: Vec<&str> = found.rows.iter().map(|row| row.indicator.as_str()).collect();
    assert_eq!(ids, ["HY-01", "HY-07"]);
    let first = rubric.indicator(rubric.find(&IndicatorId::new("HY-01")).unwrap()).unwrap();
    let expected = RowDifference {
        indicator: first.id.clone(),
        number: first.number.clone(),
        label: first.label.clone(),
        cells: vec![
            CellDifference { cell: clear(), typed: texts("yes", "no") },
            CellDifference { cell: Cell::Note, typed: texts("", "当场看过") },
        ],
    };
    assert_eq!(found.rows[0], expected);
    assert_eq!(found.rows[1].cells[0].cell, Cell::OverridePoints);
    assert_eq!(found.rows[1].cells[0].typed.there, "");
    // One journal, two contents: nobody knows which is the later one.
    assert_eq!(found.relation, Relation::Unknown);
}

#[test]
fn the_project_the_stage_and_the_role_are_compared() {
    let mut there = frozen();
    there.assessment.project.year = "2027".to_owned();
    there.assessment.project.ends = String::new();
    there.assessment.stage = StageId::new("midterm");
    there.assessment.role = Role::Evaluation;
    let found = compared(&there);
    let difference = |field, here, there| ProjectDifference { field, typed: texts(here, there) };
    assert_eq!(
        found.project,
        [difference(ProjectField::Year, "2026", "2027"), difference(ProjectField::Ends, "2026-12-31", "")]
    );
    assert_eq!(found.stage, Some(Pair { here: StageId::new("final"), there: StageId::new("midterm") }));
    assert_eq!(found.role, Some(Pair { here: Role::SelfAssessment, there: Role::Evaluation }));
    assert_eq!(found.rows, []);
}

#[test]
fn attachments_on_one_side_alone_or_changed_are_named() {
    let mut there = frozen();
    let (photo, empty) = (there.attachments[0].clone(), there.attachments[1].clone());
    there.attachments.remove(1);
    there.attachments[0].size = 4;
    there.attachments.push(gongping::record::Attachment { name: "new.png".to_owned(), ..photo });
    let found = compared(&there).attachments;
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].there.as_ref().map(|one| one.size), Some(4));
    assert_eq!(found[1], Pair { here: Some(empty), there: None });
    assert_eq!(
        (found[2].here.clone(), found[2].there.as_ref().map(|one| one.name.as_str())),
        (None, Some("new.png"))
    );
}

#[test]
fn a_change_of_the_rubric_on_one_side_is_told_and_its_order_makes_no_difference() {
    const TEXT: &str = include_str!("../../../rubrics/haiyan-purchase.json");
    let known = Known::read(TEXT).unwrap();
    let reading = |indicator: Option<&str>, reading: &str, alternative: &str| Adjustment::Reading {
        indicator: indicator.map(IndicatorId::new),
        reading: reading.to_owned(),
        alternative: alternative.to_owned(),
        why: String::new(),
    };
    let (unit, step) =
        (reading(Some("HY-14"), "unit", "services"), reading(None, "begun-step", "proportional"));
    let adjusted = |changes: &[Adjustment]| Rubric::read_adjusted(TEXT, changes).unwrap();
    let blank = |rubric: &Rubric| {
        let project = frozen().assessment.project;
        Assessment::new("a".to_owned(), project, rubric, StageId::new("final"), Role::SelfAssessment)
    };
    let journal = Journal::default();
    let compared = |here: &Rubric, there: &Rubric| {
        let (one, other) = (blank(here), blank(there));
        let side = |rubric, assessment| Side { rubric, assessment, journal: &journal, attachments: &[] };
        compare(&side(here, &one), &side(there, &other))
    };
    let (both, turned) = (adjusted(&[unit.clone(), step.clone()]), adjusted(&[step, unit.clone()]));
    assert!(compared(&both, &turned).is_same());
    let found = compared(&known.rubric, &both);
    assert_eq!((found.adjusted.here.len(), found.adjusted.there.len()), (0, 2));
    assert_eq!(compared(&both, &adjusted(&[unit])).adjusted.here.len(), 1);
    // The version before it is another rubric.
    let past = haiyan();
    let found = compared(&known.rubric, &past.rubric);
    assert_eq!(found.rubric, Some(texts(known.rubric.version(), "1.0")));
}
