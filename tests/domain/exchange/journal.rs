//! What version 3 is there for: the journal and the list of attachments, in the file and back, and their limits.

use gongping::exchange::{
    ADJUSTMENTS_LIMIT, ATTACHMENT_LIMIT, ATTACHMENT_SIZE_LIMIT, CHANGE_LIMIT, ImportError, Imported,
    JOURNAL_LIMIT, Known, Outgoing, Parcel, STEP_LIMIT, TEXT_LIMIT, is_attachment_name, write,
};
use gongping::record::{Attachment, Journal, Step, StepChange, StepKind};
use gongping::score::score;
use proptest::prelude::*;

use super::{V2, haiyan, random, typed};

/// The frozen file of version 3: that of version 2 with a journal and two attachments written by hand. Never edited.
pub(crate) const V3: &str = include_str!("../fixtures/assessment-v3.json");

/// Reads a file as if its attachments were beside it.
pub(crate) fn opened(known: &Known, bytes: &[u8]) -> Result<Imported, ImportError> {
    let parcel = Parcel::open_packed(bytes)?;
    let is_it = parcel.rubric().digest == known.rubric.digest();
    parcel.unpack(is_it.then(|| known.clone()))
}

/// The file of what was imported.
pub(crate) fn written_again(imported: &Imported) -> String {
    written(imported, &imported.journal, &imported.attachments)
}

fn written(imported: &Imported, journal: &Journal, attachments: &[Attachment]) -> String {
    let Imported { assessment, rubric, .. } = imported;
    write(&Outgoing {
        rubric,
        assessment,
        card: &score(rubric, assessment),
        text: None,
        journal,
        attachments,
    })
}

fn change(indicator: &str, cell: &str, from: &str, to: &str) -> StepChange {
    let [indicator, cell, from, to] = [indicator, cell, from, to].map(str::to_owned);
    StepChange { indicator, cell, from, to }
}

fn step(changes: Vec<StepChange>) -> Step {
    Step { at: 0, by: String::new(), kind: StepKind::Edit, changes }
}

#[test]
fn the_frozen_file_of_version_3_opens_and_is_written_again_byte_for_byte() {
    let imported = opened(&haiyan(), V3.as_bytes()).unwrap();
    assert_eq!(imported.discrepancies, []);
    assert_eq!(imported.assessment, opened(&haiyan(), V2.as_bytes()).unwrap().assessment);
    let journal = &imported.journal;
    assert_eq!((journal.before, journal.from_blank, journal.last()), (12, false, 17));
    let kinds: Vec<StepKind> = journal.steps.iter().map(|step| step.kind).collect();
    assert_eq!(
        kinds,
        [StepKind::Edit, StepKind::Undo, StepKind::Recovered, StepKind::Adjust, StepKind::Redo]
    );
    let first = &journal.steps[0];
    assert_eq!((first.at, first.by.as_str()), (1_790_000_000_000, "王评估"));
    assert_eq!(first.changes, [change("HY-01", "met.clear", "", "no")]);
    // A step about an indicator that the rubric does not have is kept as it is.
    assert_eq!(journal.steps[2].changes[1], change("HY-99", "#future", "一\n二", ""));
    let [photo, empty] = &imported.attachments[..] else { panic!("two attachments") };
    assert_eq!(
        (photo.name.as_str(), photo.media_type.as_str(), photo.size),
        ("签到表 第1页.jpg", "image/jpeg", 3)
    );
    assert_eq!((photo.indicator.as_deref(), empty.indicator.as_deref()), (Some("HY-14"), None));
    assert_eq!(written_again(&imported), V3);
}

#[test]
fn a_file_that_speaks_of_attachments_is_refused_alone() {
    assert_eq!(Parcel::open(V3.as_bytes()).err(), Some(ImportError::AttachmentsApart));
    let start = V3.find("\"attachments\"").unwrap();
    let without = format!("{}\"attachments\": []}}", &V3[..start]);
    assert!(Parcel::open(without.as_bytes()).is_ok());
}

#[test]
fn a_file_that_breaks_off_in_the_journal_is_truncated() {
    let known = haiyan();
    for end in V3.find("\"journal\"").unwrap()..V3.trim_end().len() {
        assert_eq!(
            opened(&known, &V3.as_bytes()[..end]).err(),
            Some(ImportError::Truncated),
            "after {end} bytes"
        );
    }
}

#[track_caller]
fn check_changed(from: &str, to: &str, expected: ImportError) {
    assert_eq!(V3.matches(from).count(), 1, "{from}");
    let result = opened(&haiyan(), V3.replace(from, to).as_bytes());
    assert_eq!(result.err(), Some(expected), "{to}");
}

#[test]
fn what_is_wrong_in_the_journal_or_the_attachments_is_named() {
    let missing = |path: &str| ImportError::Missing { path: path.to_owned() };
    let wrong = |path: &str| ImportError::WrongType { path: path.to_owned() };
    let name = |name: &str| name.to_owned();
    check_changed("  \"journal_before\": 12,\n", "", missing("journal_before"));
    check_changed("\"journal_before\": 12", "\"journal_before\": \"12\"", wrong("journal_before"));
    check_changed("\"journal_from_blank\": false", "\"journal_from_blank\": 0", wrong("journal_from_blank"));
    check_changed("\"kind\": \"undo\"", "\"kind\": \"undone\"", wrong("journal[1].kind"));
    check_changed("\"at\": 1790000004000", "\"at\": -1", wrong("journal[1].at"));
    check_changed("\"changes\": []", "\"changes\": {}", wrong("journal[4].changes"));
    check_changed("      \"by\": \"李\",\n", "", missing("journal[4].by"));
    let unknown = ImportError::UnknownField { path: name("journal[4].where") };
    check_changed("\"by\": \"李\"", "\"by\": \"李\", \"where\": \"\"", unknown);
    let twice = ImportError::DuplicateKey { path: name("journal[4].by") };
    check_changed("\"by\": \"李\"", "\"by\": \"李\", \"by\": \"\"", twice);
    check_changed("\"image/jpeg\"", "\"text\"", wrong("attachments[0].type"));
    check_changed("\"image/jpeg\"", "\"text/ html\"", wrong("attachments[0].type"));
    check_changed("ba7816bf", "BA7816BF", wrong("attachments[0].sha256"));
    check_changed("ba7816bf", "ba7816b", wrong("attachments[0].sha256"));
    check_changed("\"size\": 3", "\"size\": -3", wrong("attachments[0].size"));
    check_changed("签到表 第1页.jpg", "EMPTY.bin", ImportError::AttachmentTwice { name: name("empty.bin") });
    for bad in ["../x", "a/b", "", "CON.jpg", ".hidden"] {
        check_changed("签到表 第1页.jpg", bad, ImportError::BadName { name: name(bad) });
    }
}

#[test]
fn the_name_of_an_attachment_suits_every_file_system() {
    let longest = "x".repeat(200);
    for good in ["1.jpg", "签到表 第1页.jpg", "a.b.c", "CONTRACT.pdf", "COM10.txt", "console", &longest]
    {
        assert!(is_attachment_name(good), "{good}");
    }
    let too_long = "x".repeat(201);
    let bad = [
        "",
        ".",
        "..",
        "a/b",
        "a\\b",
        "C:x",
        "a\0",
        "a\n",
        "a.",
        " a",
        "a ",
        "con",
        "NUL.txt",
        "com1.png",
        "nul .a",
        "a\u{202E}gpj.exe",
        "a?b",
        "a*b",
        "\u{FEFF}",
        &too_long,
    ];
    for bad in bad {
        assert!(!is_attachment_name(bad), "{bad:?}");
    }
}

/// The frozen file with another journal.
fn with_journal(steps: &[Step]) -> String {
    let imported = opened(&haiyan(), V3.as_bytes()).unwrap();
    // Written by hand around the writer, which never writes more than the limits.
    let list: Vec<String> = steps.iter().map(Step::json).collect();
    let whole = written(&imported, &Journal::default(), &[]);
    whole.replace("\"journal\": []", &format!("\"journal\": [{}]", list.join(",")))
}

#[test]
fn a_journal_at_its_limits_is_read_and_one_more_is_not() {
    let known = haiyan();
    let read =
        |steps: &[Step]| opened(&known, with_journal(steps).as_bytes()).map(|file| file.journal.steps.len());
    let empty = step(Vec::new());
    assert_eq!(read(&vec![empty.clone(); STEP_LIMIT]), Ok(STEP_LIMIT));
    assert_eq!(read(&vec![empty; STEP_LIMIT + 1]), Err(ImportError::TooManySteps { limit: STEP_LIMIT }));
    let full = step(vec![change("HY-01", "met.clear", "", "yes"); CHANGE_LIMIT]);
    assert_eq!(read(std::slice::from_ref(&full)), Ok(1));
    let one = step(vec![change("", "", "", "")]);
    assert_eq!(read(&[full, one]), Err(ImportError::TooManySteps { limit: CHANGE_LIMIT }));
}

#[test]
fn a_text_of_the_journal_at_its_limit_is_read_and_one_byte_more_is_not() {
    let known = haiyan();
    let read = |change| opened(&known, with_journal(&[step(vec![change])]).as_bytes()).map(|_| ());
    let text = "x".repeat(TEXT_LIMIT);
    let longer = format!("{text}x");
    let too_long = |path: &str, limit| Err(ImportError::TextTooLong { path: path.to_owned(), limit });
    assert_eq!(read(change("HY-01", "#note", &text, &text)), Ok(()));
    assert_eq!(read(change("HY-01", "#note", &text, &longer)), too_long("journal[0]", TEXT_LIMIT));
    assert_eq!(read(change(&longer, "#adjustments", "", "")), too_long("journal[0]", TEXT_LIMIT));
    // The changes of the rubric are a whole list in one text.
    let list = "x".repeat(ADJUSTMENTS_LIMIT);
    assert_eq!(read(change("", "#adjustments", &longer, &list)), Ok(()));
    let longer = format!("{list}x");
    assert_eq!(
        read(change("", "#adjustments", "", &longer)),
        too_long("journal[0].changes[0].to", ADJUSTMENTS_LIMIT)
    );
}

#[test]
fn a_journal_too_long_for_a_file_begins_later_in_it() {
    let imported = opened(&haiyan(), V3.as_bytes()).unwrap();
    let read_back = |journal: &Journal| {
        let text = written(&imported, journal, &[]);
        Parcel::open(text.as_bytes()).unwrap().journal().clone()
    };
    let numbered = |count: u64| (0..count).map(|at| Step { at, ..step(Vec::new()) }).collect::<Vec<_>>();
    let journal = |steps| Journal { before: 0, from_blank: true, steps };
    let limit = STEP_LIMIT as u64;
    let fits = journal(numbered(limit));
    assert_eq!(read_back(&fits), fits);
    let longer = read_back(&journal(numbered(limit + 5)));
    assert_eq!((longer.before, longer.from_blank, longer.last()), (5, false, limit + 5));
    assert_eq!(longer.steps.first().map(|step| step.at), Some(5));
    // Long texts count as well: each of these steps takes more than two full texts.
    let heavy = step(vec![change("HY-01", "#note", &"x".repeat(TEXT_LIMIT), &"y".repeat(TEXT_LIMIT))]);
    let left = read_back(&journal(vec![heavy; 40]));
    assert_eq!(left.steps.len(), JOURNAL_LIMIT / (2 * TEXT_LIMIT) - 1);
    assert_eq!(left.last(), 40);
}

#[test]
fn attachments_at_their_limits_are_read_and_one_more_is_not() {
    let known = haiyan();
    let imported = opened(&known, V3.as_bytes()).unwrap();
    let attachment = |number: usize| Attachment {
        name: format!("{number}.jpg"),
        size: ATTACHMENT_SIZE_LIMIT,
        ..imported.attachments[0].clone()
    };
    let read = |list: Vec<Attachment>| {
        opened(&known, written(&imported, &Journal::default(), &list).as_bytes())
            .map(|file| file.attachments.len())
    };
    assert_eq!(read((0..ATTACHMENT_LIMIT).map(attachment).collect()), Ok(ATTACHMENT_LIMIT));
    assert_eq!(
        read((0..=ATTACHMENT_LIMIT).map(attachment).collect()),
        Err(ImportError::TooManyAttachments { limit: ATTACHMENT_LIMIT })
    );
    let larger = Attachment { size: ATTACHMENT_SIZE_LIMIT + 1, ..attachment(0) };
    let name = "0.jpg".to_owned();
    assert_eq!(
        read(vec![larger]),
        Err(ImportError::AttachmentTooLarge { name, limit: ATTACHMENT_SIZE_LIMIT })
    );
}

fn steps() -> impl Strategy<Value = Journal> {
    let kinds = [StepKind::Edit, StepKind::Undo, StepKind::Redo, StepKind::Recovered, StepKind::Adjust];
    let change = [typed().boxed(), typed().boxed(), typed().boxed(), typed().boxed()]
        .prop_map(|[indicator, cell, from, to]| StepChange { indicator, cell, from, to });
    let step =
        (any::<u64>(), typed(), prop::sample::select(kinds.to_vec()), prop::collection::vec(change, 0..4))
            .prop_map(|(at, by, kind, changes)| Step { at, by, kind, changes });
    (any::<u64>(), any::<bool>(), prop::collection::vec(step, 0..12))
        .prop_map(|(before, from_blank, steps)| Journal { before, from_blank, steps })
}

/// How many random assessments go out and come back.
const TRIPS: u32 = 10_000;

#[test]
fn ten_thousand_random_assessments_with_their_journals_come_back_byte_for_byte() {
    let known = haiyan();
    let rubric = &known.rubric;
    proptest!(ProptestConfig::with_cases(TRIPS), |(assessment in random(rubric), journal in steps())| {
        let card = score(rubric, &assessment);
        let out = Outgoing {
            rubric, assessment: &assessment, card: &card, text: None, journal: &journal, attachments: &[],
        };
        let text = write(&out);
        let imported = opened(&known, text.as_bytes()).unwrap();
        prop_assert_eq!(&imported.discrepancies, &[]);
        prop_assert_eq!(&imported.assessment, &assessment);
        prop_assert_eq!(&imported.journal, &journal);
        prop_assert_eq!(written_again(&imported), text);
    });
}
