//! What a chosen file is said to be, and that every refusal has its sentence in both languages.

use gongping::exchange::ImportError;
use gongping::exchange::sentence::Language;
use gongping::package::sealed::SealedError;
use gongping::package::{Foreign, Kind, PackageError, kind, sentence};

use super::forging::{Forged, archive};
use super::{BACKUP, HAIYAN, PACKAGE};
use crate::exchange::journal::V3;

#[test]
fn our_own_files_are_told_apart() {
    assert_eq!(kind(PACKAGE), Kind::Package);
    assert_eq!(kind(BACKUP), Kind::Backup);
    assert_eq!(kind(V3.as_bytes()), Kind::Assessment);
    assert_eq!(kind(HAIYAN.as_bytes()), Kind::Rubric);
    assert_eq!(kind(format!("\u{FEFF}{HAIYAN}").as_bytes()), Kind::Rubric);
    assert_eq!(kind(b"GONGPING-SEALED 1\n"), Kind::Sealed);
}

#[test]
fn what_is_broken_or_unknown_goes_to_the_reader_that_says_why() {
    for bytes in [&b""[..], b"hello", b"{\"format\": ", b"\xFF\xFE{\0", b"\0\0\0\0", &V3.as_bytes()[..100]] {
        assert_eq!(kind(bytes), Kind::Assessment);
    }
    assert_eq!(kind(&PACKAGE[..PACKAGE.len() / 2]), Kind::Package);
}

/// An archive with an entry of that name, as another program writes it.
fn holding(name: &str) -> Vec<u8> {
    archive(&[Forged::deflated("[Content_Types].xml", b"<Types/>"), Forged::deflated(name, b"<x/>")])
}

#[test]
fn files_of_other_programs_are_named() {
    let mimetype = |kind: &str| {
        let text = format!("application/vnd.oasis.opendocument.{kind}");
        archive(&[Forged::stored("mimetype", text.as_bytes())])
    };
    let cases: [(&[u8], Foreign); 25] = [
        (&holding("xl/workbook.xml"), Foreign::Spreadsheet),
        (&holding("word/document.xml"), Foreign::Document),
        (&holding("ppt/presentation.xml"), Foreign::Slides),
        (&mimetype("spreadsheet"), Foreign::Spreadsheet),
        (&mimetype("text"), Foreign::Document),
        (&mimetype("presentation"), Foreign::Slides),
        (&holding("AndroidManifest.xml"), Foreign::App),
        (&holding("photos/1.jpg"), Foreign::Archive),
        (&archive(&[]), Foreign::Archive),
        (b"%PDF-1.7\n", Foreign::Pdf),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", Foreign::OldOffice),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Foreign::Picture),
        (b"\x89PNG\r\n\x1A\n\0\0", Foreign::Picture),
        (b"GIF89a", Foreign::Picture),
        (b"RIFF\0\0\0\0WEBPVP8 ", Foreign::Picture),
        (b"\0\0\0\x18ftypheic", Foreign::Picture),
        (b"\0\0\0\x18ftypmp42", Foreign::Media),
        (b"RIFF\0\0\0\0WAVEfmt ", Foreign::Media),
        (b"ID3\x03", Foreign::Media),
        (b"MZ\x90\0", Foreign::Program),
        (b"Rar!\x1A\x07\x01\0", Foreign::Archive),
        (b"7z\xBC\xAF\x27\x1C\0", Foreign::Archive),
        (b"\x1F\x8B\x08\0", Foreign::Archive),
        (b" \n<!DOCTYPE HTML><html>", Foreign::WebPage),
        (b"<html lang=\"zh\">", Foreign::WebPage),
    ];
    for (bytes, expected) in cases {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(16)]).into_owned();
        assert_eq!(kind(bytes), Kind::Foreign(expected), "{start:?}");
    }
}

/// Every refusal once.
fn refusals() -> Vec<PackageError> {
    let entry = || "assessment.json".to_owned();
    vec![
        PackageError::TooLarge { limit: 50 << 20 },
        PackageError::Truncated,
        PackageError::Trailing,
        PackageError::Hidden,
        PackageError::Directory,
        PackageError::Wide,
        PackageError::Overlapping { entry: entry() },
        PackageError::Headers { entry: entry() },
        PackageError::Repacked { entry: entry() },
        PackageError::Encrypted { entry: entry() },
        PackageError::BadPath { entry: entry() },
        PackageError::Twice { entry: entry() },
        PackageError::TooManyEntries { limit: 500 },
        PackageError::EntryTooLarge { entry: entry(), limit: 10 << 20 },
        PackageError::TotalTooLarge { limit: 200 << 20 },
        PackageError::Ratio { entry: entry(), limit: 100 },
        PackageError::WrongSize { entry: entry() },
        PackageError::Damaged { entry: entry() },
        PackageError::Nested { entry: entry() },
        PackageError::NotOurs,
        PackageError::TooNew { version: 2, ours: 1 },
        PackageError::Manifest { path: String::new() },
        PackageError::Manifest { path: "files[0].size".to_owned() },
        PackageError::Unlisted { entry: entry() },
        PackageError::Missing { entry: entry() },
        PackageError::Digest { entry: entry() },
        PackageError::Assessment { entry: entry(), why: ImportError::Truncated },
        PackageError::WrongId { entry: entry() },
        PackageError::Rubric { entry: entry() },
    ]
}

/// Whole sentences, each of them another one, that say what to do.
#[track_caller]
fn check_sentences(sentences: &[String], language: Language) {
    let (ending, asks): (_, &[&str]) = match language {
        Language::Chinese => ('。', &["请", "要选"]),
        Language::English => ('.', &["Ask", "Use", "Check", "Choose", "Reload", "Delete"]),
    };
    for (number, sentence) in sentences.iter().enumerate() {
        assert!(sentence.ends_with(ending), "{sentence}");
        assert!(asks.iter().any(|ask| sentence.contains(ask)), "says what to do: {sentence}");
        assert!(!sentences[..number].contains(sentence), "{sentence}");
    }
}

#[test]
fn every_refusal_says_what_is_wrong_and_what_to_do_in_both_languages() {
    let sealed = [
        SealedError::NotSealed,
        SealedError::TooLarge { limit: 50 << 20 },
        SealedError::Truncated,
        SealedError::TooNew { version: 2, ours: 1 },
        SealedError::Header { path: String::new() },
        SealedError::Header { path: "salt".to_owned() },
        SealedError::UnknownWay { name: "Argon2id".to_owned() },
        SealedError::TooManyIterations { limit: 10_000_000 },
    ];
    let foreign = [
        Foreign::Spreadsheet,
        Foreign::Document,
        Foreign::Slides,
        Foreign::OldOffice,
        Foreign::Pdf,
        Foreign::Picture,
        Foreign::Media,
        Foreign::WebPage,
        Foreign::App,
        Foreign::Program,
        Foreign::Archive,
    ];
    for language in [Language::Chinese, Language::English] {
        check_sentences(
            &refusals().iter().map(|one| sentence::refusal(one, language)).collect::<Vec<_>>(),
            language,
        );
        check_sentences(
            &sealed.iter().map(|one| sentence::sealed(one, language)).collect::<Vec<_>>(),
            language,
        );
        check_sentences(
            &foreign.iter().map(|one| sentence::foreign(*one, language)).collect::<Vec<_>>(),
            language,
        );
        let unwritten = |error: &PackageError| sentence::not_written(error, language);
        check_sentences(&refusals().iter().map(unwritten).collect::<Vec<_>>(), language);
    }
}

#[test]
fn the_sentences_that_matter_most_read_as_a_person_would_say_them() {
    let chinese = |error: &PackageError| sentence::refusal(error, Language::Chinese);
    assert_eq!(
        chinese(&PackageError::Truncated),
        "文件不完整，后半部分缺失，可能是传送中断。请让对方重新发送一次。"
    );
    assert_eq!(
        chinese(&PackageError::Digest { entry: "rubric.json".to_owned() }),
        "文件被改动过或已损坏，不能按原样导入：rubric.json 的内容与校验值不符。请让对方重新导出并发送一次；备份请换另一份。"
    );
    assert_eq!(
        sentence::foreign(Foreign::Spreadsheet, Language::Chinese),
        "这是 Excel 表格文件。这里要选公评导出的文件（扩展名 .json、.zip 或 .gongping）。"
    );
}
