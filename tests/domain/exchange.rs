//! Files out and in: the frozen files of versions 1 and 2, what is refused and why, stated figures that do not follow,
//! and the round trip over random sheets. Version 3 is in [`journal`], hostile copies are in [`mutation`].

use std::fmt::Write as _;

use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::exchange::{
    DEPTH_LIMIT, Discrepancy, FILE_LIMIT, Figure, ImportError, Imported, Known, Outgoing, Progress,
    RubricName, TEXT_LIMIT, file_name, read, write,
};
use gongping::number::Exact;
use gongping::record::Journal;
use gongping::rubric::fields::{extensible, extra_key, extra_name_key, fields};
use gongping::rubric::{FieldKey, IndicatorId, IndicatorIx, Rubric, RubricId, StageId};
use gongping::score::score;
use proptest::prelude::*;

pub(crate) mod changed;
mod comparison;
pub(crate) mod journal;
pub(crate) mod mutation;

/// The whole form worked in the domain notes: base 86.9, bonus 3, 合计 89.9. Never edited.
pub(crate) const V1: &str = include_str!("fixtures/assessment-v1.json");
/// The same in version 2. Never edited.
pub(crate) const V2: &str = include_str!("fixtures/assessment-v2.json");
/// The rubric that both were made with.
pub(crate) const HAIYAN: &str = include_str!("../../rubrics/past/haiyan-purchase-1.0.json");

pub(crate) fn haiyan() -> Known {
    Known::read(HAIYAN).unwrap()
}

fn opened(known: &Known, bytes: &[u8]) -> Result<Imported, ImportError> {
    let rubric = &known.rubric;
    read(bytes, |name| (name.id == *rubric.id() && name.version == rubric.version()).then(|| known.clone()))
}

/// The file of an assessment without a journal.
fn written(rubric: &Rubric, assessment: &Assessment) -> String {
    let card = score(rubric, assessment);
    let journal = Journal::default();
    write(&Outgoing { rubric, assessment, card: &card, text: None, journal: &journal, attachments: &[] })
}

/// The frozen file of version 2 as version 3 writes it.
fn lifted() -> String {
    let rest = ",\n  \"journal\": [],\n  \"journal_before\": 0,\n  \"journal_from_blank\": false,\n  \
                \"attachments\": []\n}\n";
    let body = V2.strip_suffix("\n}\n").unwrap().replace("\"version\": 2,", "\"version\": 3,");
    format!("{body}{rest}")
}

#[test]
fn the_frozen_file_of_version_1_opens_and_is_written_as_version_3() {
    // Where this says `RubricChanged`, the text of haiyan-purchase 1.0 was edited in place. Everybody's files
    // name it by its digest: give the rubric a new version and keep the old one.
    let imported = opened(&haiyan(), V1.as_bytes()).unwrap();
    let rubric = &imported.rubric;
    assert_eq!(imported.discrepancies, []);
    let card = score(rubric, &imported.assessment);
    let figures = [&card.base.points, &card.bonus.points, &card.total()].map(ToString::to_string);
    assert_eq!(figures, ["86.9", "3", "89.9"]);
    assert_eq!(imported.assessment.project.name, "“暖夕阳”居家养老社工服务项目");
    assert_eq!(written(rubric, &imported.assessment), lifted());
}

#[test]
fn the_frozen_file_of_version_2_opens_and_is_written_as_version_3() {
    let imported = opened(&haiyan(), V2.as_bytes()).unwrap();
    assert_eq!(imported.discrepancies, []);
    assert_eq!(imported.assessment, opened(&haiyan(), V1.as_bytes()).unwrap().assessment);
    assert_eq!((imported.journal, imported.attachments), (Journal::default(), Vec::new()));
    assert_eq!(written(&imported.rubric, &imported.assessment), lifted());
}

#[test]
fn a_byte_order_mark_and_the_order_of_keys_do_not_matter() {
    let known = haiyan();
    let marked = format!("\u{FEFF}{V1}");
    assert_eq!(written(&known.rubric, &opened(&known, marked.as_bytes()).unwrap().assessment), lifted());
    let swapped = replaced(
        "\"stage\": \"final\",\n    \"role\": \"self\"",
        "\"role\": \"self\",\n\r\t\"stage\": \"\\u0066inal\"",
    );
    assert_eq!(written(&known.rubric, &opened(&known, swapped.as_bytes()).unwrap().assessment), lifted());
}

/// The frozen file with its one occurrence of `from` replaced.
#[track_caller]
fn replaced(from: &str, to: &str) -> String {
    assert_eq!(V1.matches(from).count(), 1, "{from}");
    V1.replace(from, to)
}

#[track_caller]
fn check_refused(bytes: &[u8], expected: ImportError) {
    let known = haiyan();
    assert_eq!(opened(&known, bytes).err(), Some(expected));
}

#[track_caller]
fn check_changed(from: &str, to: &str, expected: ImportError) {
    check_refused(replaced(from, to).as_bytes(), expected);
}

fn path(path: &str) -> String {
    path.to_owned()
}

#[test]
fn what_is_no_text_of_ours_is_told_apart() {
    let utf16: Vec<u8> = V1.encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_refused(b"", ImportError::Empty);
    check_refused(b"\xEF\xBB\xBF \r\n", ImportError::Empty);
    check_refused(&utf16, ImportError::Utf16);
    check_refused(b"\xFE\xFF\0{", ImportError::Utf16);
    check_refused(b"PK\x03\x04\x14\x00\x08\x08\xFF\xFE\x00\x00", ImportError::NotText);
    check_refused(b"{\"name\": \"\xCF\xEE\xC4\xBF\"}", ImportError::NotText);
    check_refused("项目名称,得分\n".as_bytes(), ImportError::NotJson { line: 1, column: 1 });
    check_refused(b"[1, 2]", ImportError::NotOurs);
    check_refused(b"null", ImportError::NotOurs);
    check_refused(b"{\"format\": \"other\", \"version\": 9}", ImportError::NotOurs);
    check_refused(b"{\"format\": 1}", ImportError::NotOurs);
    let deep = format!("{{\"a\": {}1{}}}", "[".repeat(DEPTH_LIMIT), "]".repeat(DEPTH_LIMIT));
    check_refused(deep.as_bytes(), ImportError::TooDeep { limit: DEPTH_LIMIT });
}

#[test]
fn a_file_that_breaks_off_anywhere_is_truncated_or_empty() {
    let known = haiyan();
    let whole = V1.trim_end().len();
    for end in 0..whole {
        let expected = if end == 0 { ImportError::Empty } else { ImportError::Truncated };
        assert_eq!(opened(&known, &V1.as_bytes()[..end]).err(), Some(expected), "after {end} bytes");
    }
    assert!(opened(&known, &V1.as_bytes()[..whole]).is_ok());
}

#[test]
fn the_version_is_looked_at_before_the_content() {
    let too_new = |version| ImportError::TooNew { version, ours: 3 };
    check_refused(b"{\"format\": \"gongping-assessment\", \"version\": 4, \"journal\": {}}", too_new(4));
    check_changed("\"version\": 1,", "\"version\": 18446744073709551615,", too_new(u64::MAX));
    check_changed("\"version\": 1,", "\"version\": 0,", ImportError::WrongType { path: path("version") });
    check_changed("\"version\": 1,", "\"version\": \"1\",", ImportError::WrongType { path: path("version") });
    check_changed("\"version\": 1,", "\"version\": 1.5,", ImportError::WrongType { path: path("version") });
    check_changed("\"version\": 1,", "", ImportError::Missing { path: path("version") });
}

#[test]
fn what_is_missing_wrong_unknown_or_double_is_named_by_its_path() {
    let wrong = |at: &str| ImportError::WrongType { path: path(at) };
    check_changed("    \"year\": \"2026\",\n", "", ImportError::Missing { path: path("project.year") });
    check_changed("\"year\": \"2026\"", "\"year\": 2026", wrong("project.year"));
    check_changed("\"year\": \"2026\"", "\"year\": null", wrong("project.year"));
    check_changed("\"year\": \"2026\"", "\"year\": [\"2026\"]", wrong("project.year"));
    check_changed("\"met.clear\": \"yes\"", "\"met.clear\": true", wrong("answers.HY-01.met.clear"));
    check_changed("\"base\": \"86.9\"", "\"base\": \"86,9\"", wrong("result.base"));
    check_changed("\"base\": \"86.9\"", "\"base\": null", wrong("result.base"));
    check_changed("\"provisional\": false", "\"provisional\": \"false\"", wrong("result.provisional"));
    check_changed("\"answered\": 26", "\"answered\": -26", wrong("result.answered"));
    check_changed(
        "\"year\": \"2026\"",
        "\"year\": \"2026\", \"url\": \"\"",
        ImportError::UnknownField { path: path("project.url") },
    );
    check_changed(
        "\"version\": 1,",
        "\"version\": 1, \"exported\": \"\",",
        ImportError::UnknownField { path: path("exported") },
    );
    check_changed(
        "\"reason\": \"\"",
        "\"reason\": \"\", \"by\": \"\"",
        ImportError::UnknownField { path: path("overrides.HY-07.by") },
    );
    check_changed(
        "\"met.clear\": \"yes\"",
        "\"met.clear\": \"yes\", \"met.clear\": \"no\"",
        ImportError::DuplicateKey { path: path("answers.HY-01.met.clear") },
    );
    check_changed(
        "\"version\": 1,",
        "\"version\": 1, \"version\": 1,",
        ImportError::DuplicateKey { path: path("version") },
    );
}

#[test]
fn ids_stages_and_roles_are_checked() {
    let id = "0193a5c0-8f02-7a51-b6c3-20f1d2b7a9e4";
    for bad in ["", "a b", "<b>", "../x", "标识", &"a".repeat(65)] {
        check_changed(id, bad, ImportError::BadId { path: path("assessment.id") });
    }
    check_changed("\"final\"", "\"Final\"", ImportError::UnknownStage { id: path("Final") });
    check_changed("\"self\"", "\"residents\"", ImportError::UnknownRole { id: path("residents") });
}

#[test]
fn only_the_very_rubric_opens_a_file() {
    let named = |version: &str, digest: &str| RubricName {
        id: RubricId::new("haiyan-purchase"),
        version: version.to_owned(),
        digest: digest.to_owned(),
        title: "海盐县政府购买社会组织服务项目评估细则".to_owned(),
    };
    let known = haiyan();
    check_changed(
        "\"version\": \"1.0\"",
        "\"version\": \"0.9\"",
        ImportError::UnknownRubric { rubric: named("0.9", known.rubric.digest()) },
    );
    let other = "0".repeat(64);
    check_changed(known.rubric.digest(), &other, ImportError::RubricChanged { rubric: named("1.0", &other) });
}

#[test]
fn an_indicator_or_a_fact_the_rubric_does_not_have_is_refused() {
    let unknown = |id: &str| ImportError::UnknownIndicator { id: path(id) };
    let fact =
        |indicator: &str, key: &str| ImportError::UnknownFact { indicator: path(indicator), key: path(key) };
    check_changed("\"HY-01\": {\n      \"met.clear\"", "\"HY-99\": {\n      \"met.clear\"", unknown("HY-99"));
    check_changed("\"HY-14\": \"3 号", "\"HY-0\": \"3 号", unknown("HY-0"));
    check_changed("\"HY-03\": \"两件", "\"HY-0\": \"两件", unknown("HY-0"));
    check_changed("\"overrides\": {\n    \"HY-07\"", "\"overrides\": {\n    \"HY-0\"", unknown("HY-0"));
    check_changed("\"met.clear\"", "\"met.unclear\"", fact("HY-01", "met.unclear"));
    check_changed("\"met.clear\"", "\"#note\"", fact("HY-01", "#note"));
    check_changed("\"met.clear\"", "\"extra.1\"", fact("HY-01", "extra.1"));
    check_changed("\"item.photos\": \"yes\"", "\"extra.100\": \"no\"", fact("HY-14", "extra.100"));
    let long = "长".repeat(5_000);
    let cut = format!("{}…", "长".repeat(80));
    check_changed("\"met.clear\"", &format!("\"{long}\""), fact("HY-01", &cut));
    let score = "\"HY-01\": {\n        \"points\"";
    check_changed(
        score,
        "\"HY-0\": {\n        \"points\"",
        ImportError::Missing { path: path("result.indicators.HY-01") },
    );
    check_changed(
        score,
        &format!("\"HY-0\": {{\"points\": null, \"computed\": null}}, {score}"),
        unknown("HY-0"),
    );
    check_changed(
        "\"management\": \"8.5\"",
        "\"management\": \"8.5\", \"more\": \"1\"",
        ImportError::UnknownField { path: path("result.sections.more") },
    );
}

#[test]
fn a_text_and_a_file_at_their_limits_are_read_and_one_byte_more_is_not() {
    let known = haiyan();
    let name = "“暖夕阳”居家养老社工服务项目";
    let full = "x".repeat(TEXT_LIMIT);
    assert!(opened(&known, replaced(name, &full).as_bytes()).is_ok());
    check_changed(
        name,
        &format!("{full}x"),
        ImportError::TextTooLong { path: path("project.name"), limit: TEXT_LIMIT },
    );
    let mut padded = V1.to_owned();
    padded.push_str(&" ".repeat(FILE_LIMIT - V1.len()));
    assert!(opened(&known, padded.as_bytes()).is_ok());
    padded.push(' ');
    check_refused(padded.as_bytes(), ImportError::TooLarge { limit: FILE_LIMIT });
}

#[test]
fn figures_that_do_not_follow_from_the_facts_are_reported_and_the_facts_count() {
    let known = haiyan();
    let exact = |text: &str| Exact::parse_canonical(text);
    let at = |id: &str| known.rubric.find(&IndicatorId::new(id)).unwrap();
    // HY-08 is 91/100, which costs one step of four points: 3. The file is made to say 4, and 90.9 in all.
    let eighth = "\"HY-08\": {\n        \"points\": \"3\"";
    let forged = replaced(eighth, &eighth.replace('3', "4"))
        .replace("\"total\": \"89.9\"", "\"total\": \"90.90\"")
        .replace("\"answered\": 26", "\"answered\": 25")
        .replace("\"bonus\": \"3\",", "\"bonus\": \"3.0\",");
    let imported = opened(&known, forged.as_bytes()).unwrap();
    let progress = |answered| Progress { answered, of: 26, provisional: false };
    let expected = [
        Discrepancy::Points { of: Figure::Indicator(at("HY-08")), stated: exact("4"), follows: exact("3") },
        Discrepancy::Points { of: Figure::Total, stated: exact("90.9"), follows: exact("89.9") },
        Discrepancy::Progress { stated: progress(25), follows: progress(26) },
    ];
    assert_eq!(imported.discrepancies, expected);
    assert_eq!(written(&known.rubric, &imported.assessment), lifted());
}

#[test]
fn a_score_for_a_row_nobody_assessed_is_reported_as_such() {
    let known = haiyan();
    let blanked = replaced("\"met.clear\": \"yes\"", "\"met.clear\": \"\"");
    let imported = opened(&known, blanked.as_bytes()).unwrap();
    let two = Some(Exact::from(2));
    assert_eq!(
        imported.discrepancies.first(),
        Some(&Discrepancy::Points { of: Figure::Indicator(IndicatorIx(0)), stated: two, follows: None })
    );
    assert!(written(&known.rubric, &imported.assessment).contains("\"points\": null"));
}

#[test]
fn the_name_of_a_file_says_what_it_is_and_suits_every_file_system() {
    let known = haiyan();
    let named = |name: &str| {
        let project = Project { name: name.to_owned(), ..Project::default() };
        file_name(
            &known.rubric,
            &Assessment::new(
                path("a"),
                project,
                &known.rubric,
                StageId::new("midterm"),
                Role::SelfAssessment,
            ),
        )
    };
    let rest = "海盐县政府购买社会组织服务项目评估细则-中期-自评.json";
    assert_eq!(named("“暖夕阳”项目"), format!("“暖夕阳”项目-{rest}"));
    assert_eq!(named(" ../a:b?\u{202E}\n."), format!("_a_b___-{rest}"));
    assert_eq!(named(""), format!("未命名项目-{rest}"));
    for long in ["长".repeat(500), "😀".repeat(500)] {
        let name = named(&long);
        assert!(name.chars().count() <= 80 && name.len() <= 255, "{name}");
    }
}

/// A text as somebody may type or paste it: right, wrong, or garbage.
fn typed() -> impl Strategy<Value = String> {
    const SPECIAL: [&str; 19] = [
        "yes",
        "no",
        "na",
        "good",
        "poor",
        "0",
        "12",
        "3.5",
        "１２",
        "-1",
        "1e9",
        "\u{2028}\u{2029}",
        "\"\\\"",
        "\r\n\t\0",
        "😀👨‍👩‍👧",
        "</script>",
        "=1+1",
        "\u{FEFF}",
        "null",
    ];
    prop_oneof![
        prop::sample::select(&SPECIAL[..]).prop_map(str::to_owned),
        (0_u32..300).prop_map(|number| number.to_string()),
        prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
    ]
}

/// Every cell of an indicator that a file can hold.
fn cells(rubric: &Rubric, at: IndicatorIx) -> Vec<Cell> {
    let indicator = rubric.indicator(at).unwrap();
    let mut keys: Vec<FieldKey> = fields(indicator).into_iter().map(|field| field.key).collect();
    if extensible(&indicator.rule) {
        keys.extend([extra_key(1), extra_name_key(1), extra_key(99), extra_name_key(40)]);
    }
    let facts = keys.into_iter().map(Cell::Fact);
    facts.chain([Cell::OverridePoints, Cell::OverrideReason, Cell::Factors, Cell::Note]).collect()
}

fn random(rubric: &Rubric) -> impl Strategy<Value = Assessment> + use<> {
    let places: Vec<(IndicatorIx, Cell)> = (0..rubric.indicators().len())
        .map(IndicatorIx)
        .flat_map(|at| cells(rubric, at).into_iter().map(move |cell| (at, cell)))
        .collect();
    let rubric = rubric.clone();
    let edits = prop::collection::vec((prop::sample::select(places), typed()), 0..120);
    let project = (typed(), typed(), typed(), typed(), typed());
    let roles = prop::sample::select(rubric.roles().to_vec());
    let stages: Vec<StageId> = rubric.stages().iter().map(|stage| stage.id.clone()).collect();
    (edits, project, roles, prop::sample::select(stages)).prop_map(move |(edits, texts, role, stage)| {
        let (name, implementer, purchaser, contract_sum, starts) = texts;
        let project = Project {
            id: path("p-1"),
            name,
            implementer,
            purchaser,
            contract_sum,
            starts,
            ..Project::default()
        };
        let mut assessment = Assessment::new(path("a_2.x"), project, &rubric, stage, role);
        for ((indicator, cell), value) in edits {
            assessment.apply(Edit { indicator, cell, value });
        }
        assessment
    })
}

#[test]
fn whatever_was_typed_comes_back_and_is_written_again_byte_for_byte() {
    let known = haiyan();
    proptest!(|(assessment in random(&known.rubric))| {
        let text = written(&known.rubric, &assessment);
        let imported = opened(&known, text.as_bytes()).unwrap();
        prop_assert_eq!(&imported.discrepancies, &[]);
        prop_assert_eq!(&imported.assessment, &assessment);
        prop_assert_eq!(written(&known.rubric, &imported.assessment), text);
    });
}

#[test]
fn a_sheet_with_every_cell_filled_is_told_by_its_keys_alone() {
    let known = haiyan();
    let project = Project { id: path("p"), ..Project::default() };
    let mut full =
        Assessment::new(path("a"), project, &known.rubric, StageId::new("midterm"), Role::Evaluation);
    for at in (0..known.rubric.indicators().len()).map(IndicatorIx) {
        for (number, cell) in cells(&known.rubric, at).into_iter().enumerate() {
            let mut value = String::new();
            write!(value, "{at:?}/{number}").unwrap();
            full.apply(Edit { indicator: at, cell, value });
        }
    }
    assert_eq!(opened(&known, written(&known.rubric, &full).as_bytes()).unwrap().assessment, full);
}
