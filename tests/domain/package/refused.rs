//! What is refused and why: each trick that an archive can play, made on purpose, and each way in which its parts can
//! fail to fit each other.

use gongping::exchange::ImportError;
use gongping::package::backup::Backup;
use gongping::package::{Package, PackageError};

use super::forging::{self, Forged, archive, end, entries, files, listed};
use super::limits::noise;
use super::{BACKUP, PACKAGE};

pub(super) fn refused(bytes: &[u8]) -> Option<PackageError> {
    Package::open(bytes).err()
}

fn named(name: &str) -> String {
    name.to_owned()
}

const ASSESSMENT: &str = "assessment.json";

/// The frozen package with its second entry, the assessment, changed in its layout.
#[track_caller]
fn check_forged(change: impl FnOnce(&mut Forged), expected: PackageError) {
    let mut forged = entries(files(PACKAGE));
    assert_eq!(refused(&archive(&forged)), None);
    change(&mut forged[1]);
    assert_eq!(refused(&archive(&forged)), Some(expected));
}

/// The frozen package with its files changed, and a manifest that fits them again.
#[track_caller]
fn check_files(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>), expected: PackageError) {
    let mut files = files(PACKAGE);
    change(&mut files);
    assert_eq!(refused(&listed(files)), Some(expected));
}

#[test]
fn an_entry_that_says_another_size_than_it_has_is_refused_while_it_is_inflated() {
    let wrong = || PackageError::WrongSize { entry: named(ASSESSMENT) };
    check_forged(|entry| entry.size -= 1, wrong());
    check_forged(|entry| entry.size += 1, wrong());
    check_forged(|entry| entry.size = 0, wrong());
    // The stream ends before the entry does.
    let more = |entry: &mut Forged| {
        entry.data.push(0);
        entry.packed += 1;
    };
    check_forged(more, wrong());
    let differs = PackageError::Headers { entry: named(ASSESSMENT) };
    check_forged(|entry| entry.own_size = Some(1), differs);
    // It stops where the size is passed: that the stream breaks off further on is never found out.
    let mut long = Forged::deflated(ASSESSMENT, &noise(1_000_000, 9));
    (long.size, long.packed) = (40_000, 900_000);
    long.data.truncate(900_000);
    check_forged(|entry| *entry = long, wrong());
}

#[test]
fn a_bomb_is_refused_before_it_is_held() {
    let bomb = Forged::deflated(ASSESSMENT, &vec![b' '; 10 * 1024 * 1024]);
    assert!(bomb.data.len() < 20_000, "a thousand times as much as it takes");
    let ratio = PackageError::Ratio { entry: named(ASSESSMENT), limit: 100 };
    check_forged(|entry| *entry = bomb.clone(), ratio.clone());
    // It stops where it has grown too far: that the stream breaks off further on is never found out.
    let mut broken = bomb.clone();
    broken.data.truncate(bomb.data.len() - 10);
    broken.packed -= 10;
    check_forged(|entry| *entry = broken, ratio);
    // The same, saying that it is small.
    let lying = Forged { size: 100, ..bomb };
    check_forged(|entry| *entry = lying, PackageError::WrongSize { entry: named(ASSESSMENT) });
}

#[test]
fn an_archive_in_an_archive_is_refused() {
    for inner in [PACKAGE, &end(0, 0, 0, b"")] {
        let nested = Forged::stored(ASSESSMENT, inner);
        check_forged(|entry| *entry = nested, PackageError::Nested { entry: named(ASSESSMENT) });
        let nested = Forged::deflated(ASSESSMENT, &[inner, &vec![7; 40_000]].concat());
        check_forged(|entry| *entry = nested, PackageError::Nested { entry: named(ASSESSMENT) });
    }
}

#[test]
fn entries_that_overlap_or_leave_gaps_are_refused() {
    let overlapping = PackageError::Overlapping { entry: named(ASSESSMENT) };
    check_forged(|entry| entry.offset = Some(0), overlapping);
    check_forged(|entry| entry.offset = Some(100_000_000), PackageError::Hidden);
    check_forged(|entry| entry.behind = b"hidden".to_vec(), PackageError::Hidden);
    let mut forged = entries(files(PACKAGE));
    forged.last_mut().unwrap().behind = vec![0];
    assert_eq!(refused(&archive(&forged)), Some(PackageError::Hidden));
    // Two lines of the directory for one entry, under two names.
    let mut forged = entries(files(PACKAGE));
    let mut again = forged[1].clone();
    again.name = b"again.json".to_vec();
    again.offset = Some(u32::try_from(30 + 13 + forged[0].data.len()).unwrap());
    forged.insert(2, again);
    assert_eq!(refused(&archive(&forged)), Some(PackageError::Overlapping { entry: named("again.json") }));
}

#[test]
fn what_other_programs_add_to_an_archive_is_refused_as_repacked() {
    let repacked = || PackageError::Repacked { entry: named(ASSESSMENT) };
    check_forged(|entry| entry.extra = b"UT\x05\x00\x03\x00\x00\x00\x00".to_vec(), repacked());
    check_forged(|entry| entry.comment = b"note".to_vec(), repacked());
    // Sizes and checksum behind the entry.
    check_forged(|entry| entry.flags |= 1 << 3, repacked());
    check_forged(|entry| entry.flags |= 1 << 5, repacked());
    for method in [1, 9, 12, 14, 93, 99] {
        check_forged(|entry| entry.method = method, repacked());
    }
    check_forged(|entry| entry.needed = 63, repacked());
    // A folder packed by hand is in another order.
    let mut moved = entries(files(PACKAGE));
    moved.rotate_left(1);
    assert_eq!(refused(&archive(&moved)), Some(PackageError::Repacked { entry: named("manifest.json") }));
}

#[test]
fn encryption_and_64_bits_of_the_archive_are_refused() {
    check_forged(|entry| entry.flags |= 1, PackageError::Encrypted { entry: named(ASSESSMENT) });
    check_forged(|entry| entry.size = u32::MAX, PackageError::Wide);
    check_forged(|entry| entry.packed = u32::MAX, PackageError::Wide);
    check_forged(|entry| entry.offset = Some(u32::MAX), PackageError::Wide);
    let body = &PACKAGE[..PACKAGE.len() - 22];
    let wide = [body, &end(u16::MAX, u32::MAX, u32::MAX, b"")].concat();
    assert_eq!(refused(&wide), Some(PackageError::Wide));
    let locator = [&b"PK\x06\x07"[..], &[0; 16]].concat();
    let wide = [body, &locator, &PACKAGE[PACKAGE.len() - 22..]].concat();
    assert_eq!(refused(&wide), Some(PackageError::Wide));
}

#[test]
fn names_that_lead_out_or_stand_twice_are_refused() {
    let bad = [
        "../a",
        "/a",
        "a\\b",
        "C:/a",
        "a/../../b",
        "",
        "a/",
        "attachments/../x",
        "a\0b",
        "//host/share",
        "a\n",
    ];
    for name in bad {
        let bad = PackageError::BadPath { entry: named(name) };
        check_forged(|entry| entry.name = name.as_bytes().to_vec(), bad);
    }
    let broken = PackageError::BadPath { entry: named("\u{FFFD}") };
    check_forged(|entry| entry.name = vec![0xFF], broken);
    for name in ["rubric.json", "RUBRIC.json"] {
        let mut forged = entries(files(PACKAGE));
        forged[1].name = name.as_bytes().to_vec();
        assert_eq!(refused(&archive(&forged)), Some(PackageError::Twice { entry: named("rubric.json") }));
    }
}

#[test]
fn whatever_stands_before_or_behind_the_archive_is_refused() {
    let with = |before: &[u8], behind: &[u8]| refused(&[before, PACKAGE, behind].concat());
    assert_eq!(with(b"", b"x"), Some(PackageError::Trailing));
    assert_eq!(with(b"", &vec![0; 60_000]), Some(PackageError::Trailing));
    assert_eq!(with(b"x", b""), Some(PackageError::Directory));
    assert_eq!(with(b"", PACKAGE), Some(PackageError::Directory));
    let (body, tail) = PACKAGE.split_at(PACKAGE.len() - 22);
    let count = u16::from_le_bytes([tail[10], tail[11]]);
    let [size, offset] = [12, 16].map(|at| u32::from_le_bytes(tail[at..at + 4].try_into().unwrap()));
    let ended = |end: Vec<u8>| refused(&[body, &end].concat());
    assert_eq!(ended(end(count, size, offset, b"a comment")), Some(PackageError::Trailing));
    for (count, size, offset) in
        [(count - 1, size, offset), (count + 1, size, offset), (count, size - 1, offset + 1)]
    {
        assert_eq!(
            ended(end(count, size, offset, b"")),
            Some(PackageError::Directory),
            "{count} {size} {offset}"
        );
    }
    // Leading junk, with the directory telling the truth about it.
    let junk = entries(files(PACKAGE));
    let mut shifted = vec![b'x'; 7];
    let whole = archive(&junk);
    let at = whole.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    shifted.extend(&whole[..at]);
    shifted.extend(&whole[at..whole.len() - 22]);
    let directory = u32::try_from(whole.len() - 22 - at).unwrap();
    shifted.extend(end(5, directory, u32::try_from(at + 7).unwrap(), b""));
    assert_eq!(refused(&shifted), Some(PackageError::Headers { entry: named("manifest.json") }));
}

#[test]
fn a_package_that_breaks_off_anywhere_is_refused_as_such() {
    for end in 0..PACKAGE.len() {
        assert_eq!(refused(&PACKAGE[..end]), Some(PackageError::Truncated), "after {end} bytes");
    }
}

#[test]
fn every_changed_byte_of_a_package_is_refused_or_changes_nothing() {
    let same = files(PACKAGE);
    let mut harmless = 0;
    for at in 0..PACKAGE.len() {
        for change in [0x01, 0x80, 0xFF] {
            let mut bytes = PACKAGE.to_vec();
            bytes[at] ^= change;
            if refused(&bytes).is_none() {
                assert_eq!(files(&bytes), same, "byte {at} by {change}");
                harmless += 1;
            }
        }
    }
    // What may differ is the program and the day of packing, attributes, and bits behind the end of a stream.
    assert!(harmless < 5 * 3 * 24, "{harmless} changes were harmless");
}

#[test]
fn damage_within_an_entry_is_told_from_a_change_of_it() {
    check_forged(|entry| entry.checksum ^= 1, PackageError::Damaged { entry: named(ASSESSMENT) });
    let cut = |entry: &mut Forged| {
        entry.data.truncate(40);
        entry.packed = 40;
    };
    check_forged(cut, PackageError::Damaged { entry: named(ASSESSMENT) });
    let noise = |entry: &mut Forged| entry.data.fill(0xFF);
    check_forged(noise, PackageError::Damaged { entry: named(ASSESSMENT) });
    // Another text with its own size and checksum, but not the one of the manifest; and one of the same size, in which
    // nothing but a figure differs.
    let other = Forged::deflated(ASSESSMENT, b"{}");
    check_forged(|entry| *entry = other, PackageError::Digest { entry: named(ASSESSMENT) });
    let (_, text) = files(PACKAGE).swap_remove(1);
    let text = String::from_utf8(text).unwrap().replacen("\"2026", "\"2027", 1);
    assert!(text.contains("\"2027"));
    let other = Forged::deflated(ASSESSMENT, text.as_bytes());
    check_forged(|entry| *entry = other, PackageError::Digest { entry: named(ASSESSMENT) });
}

#[test]
fn the_manifest_must_name_every_entry_and_nothing_else() {
    let mut all = files(PACKAGE);
    let mut forged = entries(all.clone());
    forged.remove(2);
    let photo = || named("attachments/签到表 第1页.jpg");
    assert_eq!(
        refused(&archive(&forged)),
        Some(PackageError::Unlisted { entry: named("attachments/empty.bin") })
    );
    let mut forged = entries(all.clone());
    forged.pop();
    assert_eq!(refused(&archive(&forged)), Some(PackageError::Missing { entry: named("rubric.json") }));
    let mut forged = entries(all.clone());
    forged.push(Forged::stored("virus.exe", b"MZ"));
    assert_eq!(refused(&archive(&forged)), Some(PackageError::Unlisted { entry: named("virus.exe") }));
    check_files(
        |files| files.push((named("virus.exe"), b"MZ".to_vec())),
        PackageError::Unlisted { entry: named("virus.exe") },
    );
    check_files(|files| files.retain(|(name, _)| *name != photo()), PackageError::Missing { entry: photo() });
    check_files(
        |files| files.retain(|(name, _)| name != ASSESSMENT),
        PackageError::Missing { entry: named(ASSESSMENT) },
    );
    check_files(|files| files[2].1 = b"abd".to_vec(), PackageError::Digest { entry: photo() });
    check_files(|files| files[4].1 = b"{}".to_vec(), PackageError::Rubric { entry: named("rubric.json") });
    all.remove(0);
    assert_eq!(
        refused(&archive(&all.iter().map(|(name, bytes)| Forged::stored(name, bytes)).collect::<Vec<_>>())),
        Some(PackageError::NotOurs)
    );
}

/// The frozen package with its manifest as text replaced.
#[track_caller]
fn check_manifest(from: &str, to: &str, expected: PackageError) {
    let mut forged = entries(files(PACKAGE));
    let text = String::from_utf8(files(&archive(&forged)).remove(0).1).unwrap();
    assert!(text.contains(from), "{from} in {text}");
    forged[0] = Forged::deflated("manifest.json", text.replacen(from, to, 1).as_bytes());
    assert_eq!(refused(&archive(&forged)), Some(expected), "{to}");
}

#[test]
fn a_manifest_that_is_not_as_it_must_be_is_named_by_its_place() {
    let manifest = |path: &str| PackageError::Manifest { path: named(path) };
    check_manifest("gongping-package", "gongping-backup", PackageError::NotOurs);
    check_manifest("\"version\": 1", "\"version\": 2", PackageError::TooNew { version: 2, ours: 1 });
    check_manifest("\"version\": 1", "\"version\": 0", manifest("version"));
    check_manifest("\"version\": 1", "\"version\": \"1\"", manifest("version"));
    check_manifest("\"files\": [", "\"more\": {}, \"files\": [", manifest("more"));
    check_manifest("\"sha256\":", "\"sha-256\":", manifest("files[0].sha256"));
    check_manifest("\"size\": ", "\"size\": 1, \"size\": ", manifest("files[0].size"));
    check_manifest("\"path\": \"assessment.json\"", "\"path\": 1", manifest("files[0].path"));
    check_manifest("{", "", manifest(""));
    check_manifest(
        "\"version\"",
        &format!("\"deep\": {}{}, \"version\"", "[".repeat(40), "]".repeat(40)),
        manifest(""),
    );
}

#[test]
fn an_assessment_that_is_refused_says_why_and_where() {
    let cases: [(&[u8], ImportError); 3] = [
        (b"", ImportError::Empty),
        (b"[]", ImportError::NotOurs),
        (
            b"{\"format\": \"gongping-assessment\", \"version\": 9}",
            ImportError::TooNew { version: 9, ours: 3 },
        ),
    ];
    for (bytes, why) in cases {
        let expected = PackageError::Assessment { entry: named(ASSESSMENT), why };
        check_files(|files| files[1].1 = bytes.to_vec(), expected);
    }
}

#[track_caller]
fn check_backup(change: impl FnOnce(&mut Vec<(String, Vec<u8>)>), expected: PackageError) {
    let mut all = files(BACKUP);
    change(&mut all);
    assert_eq!(Backup::open(&listed(all)).err(), Some(expected));
}

#[test]
fn a_backup_with_a_single_wrong_entry_is_refused_as_a_whole_and_names_it() {
    let all = files(BACKUP);
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    for at in 1..all.len() {
        let mut forged = entries(all.clone());
        let mut bytes = all[at].1.clone();
        bytes.push(b' ');
        forged[at] = Forged::deflated(names[at], &bytes);
        let digest = PackageError::Digest { entry: named(names[at]) };
        assert_eq!(Backup::open(&archive(&forged)).err(), Some(digest));
    }
    let (attachment, rubric) = (named(names[3]), named(names[5]));
    check_backup(|files| files[3].1.push(b' '), PackageError::Digest { entry: attachment });
    check_backup(|files| files[5].1.push(b' '), PackageError::Digest { entry: rubric });
    check_backup(|files| drop(files.remove(5)), PackageError::Manifest { path: named("counts") });
    check_backup(|files| drop(files.remove(2)), PackageError::Missing { entry: named(names[2]) });
    check_backup(|files| drop(files.remove(1)), PackageError::Unlisted { entry: named(names[2]) });
    let stray = |name: &str| (named(name), b"x".to_vec());
    for name in ["notes.txt", "assessments/x/y.json", "attachments/a/b", "rubrics/x.txt"] {
        check_backup(|files| files.push(stray(name)), PackageError::Unlisted { entry: named(name) });
    }
}

#[test]
fn a_backup_whose_assessments_speak_of_what_is_not_there_names_each() {
    let all = files(BACKUP);
    let mut without = all.clone();
    let counted = |files: &mut Vec<(String, Vec<u8>)>, from: &str, to: &str| {
        let text = String::from_utf8(files[0].1.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        files[0].1 = text.replace(from, to).into_bytes();
    };
    let rubric = without.remove(5).0;
    counted(&mut without, "\"rubrics\": 1", "\"rubrics\": 0");
    let bytes = listed(without);
    for (_, parcel) in Backup::open(&bytes).unwrap().assessments() {
        assert_eq!(parcel.err(), Some(PackageError::Missing { entry: rubric.clone() }));
    }
    let mut without = all.clone();
    let attachment = without.remove(3).0;
    counted(&mut without, "\"attachments\": 2", "\"attachments\": 1");
    let bytes = listed(without);
    let errors: Vec<_> =
        Backup::open(&bytes).unwrap().assessments().map(|(_, parcel)| parcel.err()).collect();
    assert_eq!(errors, [Some(PackageError::Missing { entry: attachment }), None]);
    // Two assessments that changed places.
    let mut turned = all;
    let (first, second) = (turned[1].1.clone(), turned[2].1.clone());
    (turned[1].1, turned[2].1) = (second, first);
    let bytes = listed(turned.clone());
    let errors: Vec<_> =
        Backup::open(&bytes).unwrap().assessments().map(|(_, parcel)| parcel.err()).collect();
    let wrong = |at: usize| Some(PackageError::WrongId { entry: turned[at].0.clone() });
    assert_eq!(errors, [wrong(1), wrong(2)]);
}

#[test]
fn a_package_is_no_backup_and_the_other_way_round() {
    assert_eq!(Backup::open(PACKAGE).err(), Some(PackageError::NotOurs));
    assert_eq!(refused(BACKUP), Some(PackageError::NotOurs));
    assert_eq!(refused(&forging::archive(&[])), Some(PackageError::NotOurs));
}
