//! Native scoring: a whole assessment, and one changed fact, on the 海盐 form and on made rubrics of 119 and 2,000
//! indicators with the same rows. Beside each stands a plain integer loop over the same tree in the same run, since
//! a time means something only beside another one: once on figures already parsed, once parsing what is typed.
//! `cargo bench --bench scoring`. May import the library. Read next: `plain.rs`, the loop it is held against.

#![allow(missing_docs, clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]

use std::sync::Arc;

use divan::{Bencher, black_box};
use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::rubric::{FieldKey, IndicatorId, IndicatorIx, Rubric};
use gongping::score::running::Running;
use gongping::score::{score, score_indicator, stage_of};
use serde_json::{Value, json};

mod plain;

/// How many indicators: the 海盐 form, and made rubrics of its rows.
const SIZES: [usize; 3] = [29, 119, 2_000];

/// The most indicators or sections that stand in one section of a made rubric.
const WIDTH: usize = 10;

/// The worked example of the form, row by row: key and text of each fact.
const ANSWERS: [(&str, &[(&str, &str)]); 29] = [
    ("HY-01", &[("met.clear", "yes")]),
    ("HY-02", &[("item.survey", "yes"), ("item.needs", "yes"), ("item.goals", "yes"), ("item.report", "no")]),
    (
        "HY-03",
        &[
            ("item.safety", "yes"),
            ("item.privacy", "yes"),
            ("item.emergency", "yes"),
            ("item.complaints.total", "0"),
            ("item.records", "yes"),
        ],
    ),
    ("HY-04", &[("item.plan", "yes"), ("item.methods", "yes"), ("item.files", "no")]),
    ("HY-05", &[("met.team", "yes"), ("met.full-time", "yes"), ("met.professional", "yes")]),
    ("HY-06", &[("stability.item.stable", "no"), ("training.value", "19")]),
    ("HY-07", &[("item.recruit", "yes"), ("item.train", "yes"), ("item.log", "yes")]),
    ("HY-08", &[("part", "91"), ("whole", "100")]),
    ("HY-09", &[("part", "12"), ("whole", "12")]),
    ("HY-10", &[("part", "192"), ("whole", "200")]),
    ("HY-11", &[("part", "95"), ("whole", "96")]),
    ("HY-12", &[("item.held", "yes"), ("item.varied", "yes"), ("item.records", "yes")]),
    ("HY-13", &[("met.visits.applies", "yes"), ("met.visits.actual", "40"), ("met.visits.required", "40")]),
    (
        "HY-14",
        &[
            ("item.plan", "yes"),
            ("item.record", "yes"),
            ("item.summary", "yes"),
            ("item.follow-up", "no"),
            ("item.photos", "yes"),
        ],
    ),
    ("HY-15", &[("part", "58"), ("whole", "60")]),
    ("HY-16", &[("gate.survey", "yes"), ("part", "57"), ("whole", "60")]),
    ("HY-17", &[("count", "1")]),
    ("HY-18", &[("count", "4")]),
    ("HY-19", &[("count", "2")]),
    ("HY-20", &[("level", "fair"), ("reason", "服务方式较常规")]),
    ("HY-21", &[("level", "good"), ("ceiling.stationed.applies", "no")]),
    (
        "HY-22",
        &[
            ("coverage.part", "200"),
            ("coverage.whole", "200"),
            ("participation.part", "194"),
            ("participation.whole", "200"),
        ],
    ),
    ("HY-23", &[("item.rules", "yes"), ("item.staff", "yes")]),
    ("HY-24", &[("verdict", "no"), ("marks", "7"), ("reason", "两张票据缺签批人")]),
    ("HY-25", &[("verdict", "yes")]),
    ("HY-26", &[("part", "6200"), ("whole", "100000")]),
    ("HY-B1", &[("count", "1")]),
    ("HY-B2", &[("count", "0")]),
    ("HY-B3", &[("count", "1")]),
];

fn main() {
    divan::main();
}

/// The 海盐 form, or that many of its base rows over and over in nested sections.
fn text_of(size: usize) -> String {
    let json = include_str!("../../rubrics/haiyan-purchase.json");
    if size == ANSWERS.len() {
        return json.to_owned();
    }
    let mut file: Value = serde_json::from_str(json).unwrap();
    let rows: Vec<Value> = file["sections"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|section| section["kind"] != "bonus")
        .flat_map(|section| section["indicators"].as_array().unwrap().clone())
        .collect();
    let mut level: Vec<(i64, Value)> = (0..size)
        .map(|at| {
            let mut row = rows[at % rows.len()].clone();
            row["id"] = json!(format!("{}-{at}", row["id"].as_str().unwrap()));
            (row["points"].as_str().unwrap().parse().unwrap(), row)
        })
        .collect();
    let mut holds = "indicators";
    let mut made = 0;
    while level.len() > 1 || holds == "indicators" {
        level = level
            .chunks(WIDTH)
            .map(|below| {
                made += 1;
                let points: i64 = below.iter().map(|(points, _)| points).sum();
                let below: Vec<&Value> = below.iter().map(|(_, value)| value).collect();
                let name = format!("s{made}");
                let section = json!({
                    "id": name, "name": name, "heading": name, "points": points.to_string(), holds: below,
                });
                (points, section)
            })
            .collect();
        holds = "sections";
    }
    let (points, section) = level.remove(0);
    file["base"] = json!(points.to_string());
    file["bonus"] = json!("0");
    file["sections"] = json!([section]);
    file.to_string()
}

fn rubric(size: usize) -> Rubric {
    Rubric::read(&text_of(size)).unwrap()
}

/// The answers of the worked example, in each copy of a row.
fn filled(rubric: &Rubric) -> Assessment {
    let stage = rubric.stages()[0].id.clone();
    let mut assessment = Assessment::new("1".into(), Project::default(), rubric, stage, Role::Evaluation);
    for (at, indicator) in rubric.indicators().iter().enumerate() {
        let (_, facts) = ANSWERS.iter().find(|(id, _)| indicator.id.as_str().starts_with(id)).unwrap();
        for (key, value) in *facts {
            let cell = Cell::Fact(FieldKey::new(key));
            assessment.apply(Edit { indicator: IndicatorIx(at), cell, value: (*value).to_owned() }).unwrap();
        }
    }
    assessment
}

/// A copy of the row for 内容一致率 in the middle of the form.
fn a_row(rubric: &Rubric) -> IndicatorIx {
    let middle = rubric.indicators().len() / 2;
    (0..=middle)
        .rev()
        .find(|at| rubric.indicators()[*at].id.as_str().starts_with("HY-08"))
        .map_or_else(|| rubric.find(&IndicatorId::new("HY-08")).unwrap(), IndicatorIx)
}

#[divan::bench(args = SIZES)]
fn whole_assessment(bencher: Bencher, size: usize) {
    let rubric = rubric(size);
    let assessment = filled(&rubric);
    let plain = plain::Form::new(&rubric, &assessment);
    let hundredths = (&score(&rubric, &assessment).total() * &gongping::number::Exact::HUNDRED).to_i64();
    assert_eq!(hundredths, Some(plain.total()), "the loop comes to the same total");
    bencher.bench_local(|| score(black_box(&rubric), black_box(&assessment)));
}

#[divan::bench(args = SIZES)]
fn whole_in_plain_integers_parsed_before(bencher: Bencher, size: usize) {
    let rubric = rubric(size);
    let form = plain::Form::new(&rubric, &filled(&rubric));
    bencher.bench_local(|| black_box(&form).total());
}

#[divan::bench(args = SIZES)]
fn whole_in_plain_integers_parsing_what_is_typed(bencher: Bencher, size: usize) {
    let rubric = rubric(size);
    let form = plain::Form::new(&rubric, &filled(&rubric));
    let mut scratch = Vec::new();
    bencher.bench_local(|| black_box(&form).total_from_text(&mut scratch));
}

/// What the page does after a key: the row anew, and the sections above it by the difference.
#[divan::bench(args = SIZES)]
fn one_changed_fact(bencher: Bencher, size: usize) {
    let rubric = Arc::new(rubric(size));
    let at = a_row(&rubric);
    let mut running = Running::new(Arc::clone(&rubric), filled(&rubric));
    let edit = |value: &str| Edit {
        indicator: at,
        cell: Cell::Fact(FieldKey::new("part")),
        value: value.to_owned(),
    };
    let mut other = false;
    bencher
        .with_inputs(|| {
            other = !other;
            edit(if other { "81" } else { "91" })
        })
        .bench_local_values(|edit| running.edit(edit).expect("the fact changes"));
}

#[divan::bench(args = SIZES)]
fn points_worth_winning(bencher: Bencher, size: usize) {
    let rubric = Arc::new(rubric(size));
    let running = Running::new(Arc::clone(&rubric), filled(&rubric));
    bencher.bench_local(|| black_box(&running).worth(6));
}

#[divan::bench(args = SIZES)]
fn one_row_of_it(bencher: Bencher, size: usize) {
    let rubric = rubric(size);
    let assessment = filled(&rubric);
    let stage = stage_of(&rubric, &assessment);
    let at = a_row(&rubric);
    let (indicator, sheet) = (rubric.indicator(at).unwrap(), assessment.sheet(at).unwrap());
    bencher.bench_local(|| score_indicator(black_box(indicator), black_box(sheet), stage));
}

/// What opening a rubric costs: from the text of the file to the checked rubric, its digest included.
#[divan::bench(args = SIZES)]
fn reading_the_rubric(bencher: Bencher, size: usize) {
    let text = text_of(size);
    bencher.bench_local(|| Rubric::read(black_box(&text)).expect("the file is valid"));
}
