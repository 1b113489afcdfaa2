//! Rubric files: the shipped ones hold what their sources print, and a broken file is refused with every
//! problem named. The printed words of the 海盐 form stand in `fixtures/haiyan-printed.txt`, one cell a line,
//! page by page as the county's document has them; blanks and line breaks within a cell are layout and left out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::HashSet;
use std::process::Command;

use gongping::number::Exact;
use gongping::rubric::catalogue::{Catalogue, Entry};
use gongping::rubric::fields::fields;
use gongping::rubric::{IndicatorId, Kind, Provenance, Rubric};

use crate::builder::HAIYAN;

mod broken;
mod broken_rules;
mod broken_structure;
mod mutation;

const PRINTED: &str = include_str!("fixtures/haiyan-printed.txt");
const README: &str = include_str!("../../rubrics/README.md");

fn haiyan() -> Rubric {
    Rubric::read(HAIYAN).unwrap()
}

/// The example at the end of the format's description.
fn example() -> &'static str {
    let (_, rest) = README.split_once("```json\n").unwrap();
    rest.split_once("```").unwrap().0
}

fn folder(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn run_catalogue(folder: &std::path::Path, options: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongping"));
    let output = command.arg("catalogue").arg(folder).args(options).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn every_shipped_file_reads_without_problems_and_the_catalogue_is_in_step_with_all_of_them() {
    let (code, said) = run_catalogue(&folder("rubrics"), &["--check"]);
    assert_eq!(code, Some(0), "{said}");
    let catalogue =
        Catalogue::read(&std::fs::read_to_string(folder("rubrics/catalogue.json")).unwrap()).unwrap();
    for entry in &catalogue.entries {
        let text = std::fs::read_to_string(folder("rubrics").join(&entry.file)).unwrap();
        assert_eq!(Entry::of(&Rubric::read(&text).unwrap(), &entry.file), *entry);
    }
    // A list names each rubric once.
    let offered: HashSet<&str> = catalogue.offered().map(|entry| entry.id.as_str()).collect();
    assert_eq!(offered.len(), catalogue.offered().count());
}

/// A fresh folder with the example of the format in it, and its past version.
fn small_folder(name: &str) -> std::path::PathBuf {
    let made = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&made);
    std::fs::create_dir_all(made.join("past")).unwrap();
    let past = example().replace("\"version\": \"1.0\"", "\"version\": \"0.9\"");
    std::fs::write(made.join("past/reading-room-0.9.json"), past).unwrap();
    std::fs::write(made.join("reading-room.json"), example()).unwrap();
    made
}

#[test]
fn the_catalogue_command_lists_what_is_offered_and_what_is_only_kept() {
    let made = small_folder("catalogue-of-two");
    assert_eq!(run_catalogue(&made, &["--check"]).0, Some(1), "there is none yet");
    assert_eq!(run_catalogue(&made, &[]).0, Some(0));
    assert_eq!(run_catalogue(&made, &["--check"]).0, Some(0));
    let text = std::fs::read_to_string(made.join("catalogue.json")).unwrap();
    let catalogue = Catalogue::read(&text).unwrap();
    assert_eq!(catalogue.write(), text);
    let files: Vec<(&str, bool)> =
        catalogue.entries.iter().map(|entry| (entry.file.as_str(), entry.is_past())).collect();
    assert_eq!(files, [("reading-room.json", false), ("past/reading-room-0.9.json", true)]);
    let offered = catalogue.current("reading-room").unwrap();
    // As the example at the end of the format's description has them.
    assert_eq!((offered.version.as_str(), offered.title.as_str()), ("1.0", "社区阅览室服务评估表"));
    assert_eq!((offered.sections, offered.indicators), (2, 3));
    assert_eq!((offered.base.canonical(), offered.bonus.canonical()), ("10".to_owned(), "1".to_owned()));
    assert_eq!(offered.summary, "日常服务 10 · 加分 1");
    assert_eq!(catalogue.by_version("reading-room", "0.9").map(Entry::is_past), Some(true));
    assert_eq!(catalogue.by_digest(&offered.digest), Some(offered));
}

#[test]
fn the_catalogue_command_names_a_broken_file_and_one_under_a_wrong_name_and_writes_nothing() {
    let made = small_folder("catalogue-of-broken");
    std::fs::write(made.join("other.json"), example()).unwrap();
    std::fs::write(made.join("past/reading-room-0.9.json"), "{").unwrap();
    let (code, said) = run_catalogue(&made, &[]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("other.json: by its id and version the file is called reading-room.json"),
        "{said}"
    );
    assert!(said.contains("reading-room-0.9.json: line 1, column 1: "), "{said}");
    assert!(!made.join("catalogue.json").exists());
}

#[test]
fn a_damaged_catalogue_is_none() {
    let text = std::fs::read_to_string(folder("rubrics/catalogue.json")).unwrap();
    assert!(Catalogue::read(&text).is_some());
    for (from, to) in [("\"digest\"", "\"other\""), ("\"base\": \"100\"", "\"base\": \"many\""), ("}", "")] {
        assert_eq!(Catalogue::read(&text.replace(from, to)), None, "{from}");
    }
}

/// The printed lines without what the document repeats at the top of a page: the heading of the table, and that
/// of a section which goes on.
fn printed_once() -> Vec<&'static str> {
    let lines: Vec<&str> = PRINTED.lines().collect();
    let (top, rest) = lines.split_at(10);
    let columns = &top[4..];
    let mut printed = top.to_vec();
    for line in rest {
        let goes_on = ["服务执行45分", "服务成效25分"].contains(line) && printed.contains(line);
        if !columns.contains(line) && !goes_on {
            printed.push(line);
        }
    }
    printed
}

#[test]
fn the_haiyan_file_holds_the_printed_form_word_for_word_and_in_order() {
    let rubric = haiyan();
    let form = rubric.form();
    let mut words = vec![rubric.title(), &form.project, &form.implementer, &form.date];
    words.extend(form.columns.iter().map(String::as_str));
    let points: Vec<String> = rubric.indicators().iter().map(|row| row.points.canonical()).collect();
    let mut name_above = None;
    let mut section_above = None;
    for (row, points) in rubric.indicators().iter().zip(&points) {
        if section_above != Some(row.section) {
            section_above = Some(row.section);
            words.push(&rubric.section(row.section).unwrap().heading);
        }
        if name_above != row.name.as_deref() {
            name_above = row.name.as_deref();
            words.extend(name_above);
        }
        words.extend([row.text.as_str(), points]);
        words.extend(row.rule_text.lines());
    }
    words.extend([form.total.as_str(), &form.remark, &form.signature, &form.signature_date]);
    assert_eq!(words, printed_once());
}

#[test]
fn the_haiyan_form_has_29_rows_and_its_groups_carry_the_printed_points() {
    let rubric = haiyan();
    assert_eq!(rubric.provenance(), Provenance::Official);
    assert_eq!(rubric.indicators().len(), 29);
    let groups: Vec<(&str, String, usize)> = rubric
        .top_sections()
        .map(|(at, section)| {
            (section.name.as_str(), section.points.canonical(), rubric.indicators_below(at).len())
        })
        .collect();
    // The printed headings; the rows are counted by hand in the document.
    let printed =
        [("项目管理", "10", 4), ("服务执行", "45", 10), ("服务成效", "25", 8), ("财务管理", "20", 4)];
    let bonus = [("加分项", "5", 3)];
    let expected =
        printed.into_iter().chain(bonus).map(|(name, points, rows)| (name, points.to_owned(), rows));
    assert_eq!(groups, expected.collect::<Vec<_>>());
    assert_eq!(rubric.points(Kind::Base), Exact::HUNDRED);
    assert_eq!(rubric.points(Kind::Bonus), Exact::from(5));
}

#[test]
fn labels_tell_all_haiyan_rows_apart_and_numbers_follow_the_form() {
    let rubric = haiyan();
    let labels: HashSet<&str> = rubric.indicators().iter().map(|row| row.label.as_str()).collect();
    assert_eq!(labels.len(), 29);
    let number =
        |id: &str| rubric.indicator(rubric.find(&IndicatorId::new(id)).unwrap()).unwrap().number.clone();
    assert_eq!(
        ["HY-01", "HY-08", "HY-14", "HY-26", "HY-B1", "HY-B3"].map(number),
        ["1.1", "2.4", "2.10", "4.4", "加1", "加3"]
    );
}

#[track_caller]
fn check_keys(id: &str, expected: &[&str]) {
    let rubric = haiyan();
    let row = rubric.indicator(rubric.find(&IndicatorId::new(id)).unwrap()).unwrap();
    let keys: Vec<String> = fields(row).iter().map(|field| field.key.to_string()).collect();
    assert_eq!(keys, expected);
}

/// The keys stand in saved work. A change here loses what people have typed.
#[test]
fn field_keys_are_those_of_the_readme() {
    check_keys("HY-01", &["met.clear"]);
    check_keys("HY-02", &["item.survey", "item.needs", "item.goals", "item.report"]);
    check_keys(
        "HY-03",
        &[
            "item.safety",
            "item.privacy",
            "item.emergency",
            "item.complaints.total",
            "item.complaints.settled",
            "item.records",
        ],
    );
    check_keys(
        "HY-06",
        &["stability.item.stable", "training.value", "training.target", "training.target.why"],
    );
    check_keys("HY-09", &["part", "whole"]);
    check_keys("HY-10", &["part", "whole", "whole.due", "whole.due.why"]);
    check_keys(
        "HY-13",
        &[
            "met.visits.applies",
            "met.visits.actual",
            "met.visits.required",
            "met.visits.required.due",
            "met.visits.required.due.why",
        ],
    );
    check_keys("HY-16", &["gate.survey", "part", "whole"]);
    check_keys("HY-18", &["count", "target", "target.why"]);
    check_keys("HY-21", &["level", "reason", "ceiling.stationed.applies", "ceiling.stationed.value"]);
    check_keys(
        "HY-22",
        &[
            "coverage.part",
            "coverage.whole",
            "coverage.whole.due",
            "coverage.whole.due.why",
            "participation.part",
            "participation.whole",
        ],
    );
    check_keys(
        "HY-25",
        &[
            "verdict",
            "marks",
            "reason",
            "check.budget",
            "check.use",
            "check.earmarked",
            "check.adjustment",
            "check.share",
            "check.deviation",
        ],
    );
    check_keys("HY-B1", &["count"]);
}

#[test]
fn the_readme_example_is_a_valid_rubric() {
    let rubric = Rubric::read(example()).unwrap();
    assert_eq!(rubric.points(Kind::Base), Exact::from(10));
    assert_eq!(rubric.points(Kind::Bonus), Exact::ONE);
    let numbers: Vec<&str> = rubric.indicators().iter().map(|row| row.number.as_str()).collect();
    assert_eq!(numbers, ["1.1", "1.2", "加1"]);
}

#[test]
fn the_digest_is_of_the_very_bytes() {
    let digest = |text: &str| Rubric::read(text).unwrap().digest().to_owned();
    assert_eq!(digest(example()).len(), 64);
    assert_eq!(digest(example()), digest(example()));
    assert_ne!(digest(example()), digest(&format!("{}\n", example())));
}

fn run_check(files: &[&std::path::Path]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_gongping")).arg("check").args(files).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_check_command_says_what_a_good_file_holds() {
    let (code, said) = run_check(&[&folder("rubrics/haiyan-purchase.json")]);
    assert_eq!(code, Some(0));
    assert!(said.ends_with("haiyan-purchase.json: 29 indicators, 100 points and 5 bonus points\n"), "{said}");
}

#[test]
fn the_check_command_prints_every_problem_of_every_file_and_fails() {
    let broken = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("broken-rubric.json");
    let text = example()
        .replace("\"base\": \"10\"", "\"base\": \"9\"")
        .replace("\"target\": \"12\"", "\"target\": \"-1\"");
    std::fs::write(&broken, text).unwrap();
    let (code, said) =
        run_check(&[&broken, &folder("rubrics/none.json"), &folder("rubrics/haiyan-purchase.json")]);
    assert_eq!(code, Some(1));
    let expected = [
        "rule.target: must not be below 0, is -1",
        "base: 9 is printed, but the parts add up to 10",
        "rubrics/none.json: ",
        "29 indicators",
    ];
    for words in expected {
        assert!(said.contains(words), "{words:?} is missing in\n{said}");
    }
}
