//! Archives out and in: the package of an assessment with its attachments, the backup, the frozen ones of version 1, and
//! what an independent program makes of them. What is refused is in [`refused`], damage by chance in [`mutation`].

use std::io::{Cursor, Read as _};

use gongping::exchange::{Imported, Known, Outgoing, write as write_file};
use gongping::package::backup::{Backup, Counts, Kept, NewBackup};
use gongping::package::{Package, PackageError, file_name, write};
use gongping::score::score;
use zip::ZipArchive;

use crate::exchange::journal::{V3, opened};
use crate::exchange::{HAIYAN, haiyan};

mod forging;
mod limits;
mod mutation;
mod named;
mod refused;
mod sealed;

/// The package of the frozen file of version 3, with the three bytes `abc` and no bytes attached. Never edited.
const PACKAGE: &[u8] = include_bytes!("fixtures/package-v1.zip");
/// A backup of the same, and of a second assessment in the bin. Never edited.
const BACKUP: &[u8] = include_bytes!("fixtures/backup-v1.zip");

/// What is attached to the assessment of the frozen file; its digests are those of the standard's examples.
const ATTACHED: [&[u8]; 2] = [b"abc", b""];

pub(crate) fn frozen() -> Imported {
    opened(&haiyan(), V3.as_bytes()).unwrap()
}

/// Calls with what goes into the file of an assessment.
fn with_outgoing<T>(imported: &Imported, of: impl FnOnce(&Outgoing) -> T) -> T {
    let Imported { rubric, assessment, journal, attachments, .. } = imported;
    let card = score(rubric, assessment);
    of(&Outgoing { rubric, assessment, card: &card, text: None, journal, attachments })
}

fn packed(imported: &Imported) -> Vec<u8> {
    with_outgoing(imported, |out| write(out, &imported.known.text, &ATTACHED).unwrap())
}

fn kept(id: &str, deleted: Option<u64>) -> Kept {
    Kept { id: id.to_owned(), changed: 1_790_000_000_000, revision: 7, deleted }
}

/// The frozen assessment, and the same under another id in the bin without attachments.
fn two() -> [(Kept, Imported); 2] {
    let (first, mut second) = (frozen(), frozen());
    "0193a5c0-9000-7000-8000-000000000001".clone_into(&mut second.assessment.id);
    second.attachments.clear();
    let lines = [kept(&first.assessment.id, None), kept(&second.assessment.id, Some(1_790_000_500_000))];
    let [one, other] = lines;
    [(one, first), (other, second)]
}

fn backed_up(assessments: &[(Kept, Imported)]) -> Vec<u8> {
    let mut backup = NewBackup::new("store-1".to_owned(), 1_790_000_900_000);
    for (kept, imported) in assessments {
        with_outgoing(imported, |out| backup.assessment(kept.clone(), out).unwrap());
    }
    for bytes in ATTACHED {
        backup.attachment(bytes);
    }
    for (_, imported) in assessments {
        backup.rubric(&imported.known.text);
    }
    backup.finish().unwrap()
}

#[test]
fn a_package_comes_back_whole_and_is_written_again_byte_for_byte() {
    let bytes = packed(&frozen());
    let package = Package::open(&bytes).unwrap();
    assert_eq!(&*package.rubric().text, HAIYAN);
    let attachments = package.parcel().attachments().to_vec();
    let contents: Vec<Vec<u8>> = attachments.iter().map(|one| package.attachment(one).unwrap()).collect();
    assert_eq!(contents, ATTACHED);
    let (parcel, known) = package.into_parcel();
    let imported = parcel.unpack(Some(known)).unwrap();
    assert_eq!(imported.attachments, attachments);
    assert_eq!((&imported.assessment, &imported.journal), (&frozen().assessment, &frozen().journal));
    assert_eq!(packed(&imported), bytes);
}

#[test]
fn the_frozen_package_opens_and_is_written_again_byte_for_byte() {
    let (parcel, known) = Package::open(PACKAGE).unwrap().into_parcel();
    assert_eq!(parcel.unpack(Some(known)).unwrap().assessment, frozen().assessment);
    // Where this fails and all else holds, the deflating was changed: old files still open, new ones are other bytes.
    assert!(packed(&frozen()) == PACKAGE, "the package is written in other bytes than before");
}

#[test]
fn the_frozen_backup_opens_and_is_written_again_byte_for_byte() {
    let backup = Backup::open(BACKUP).unwrap();
    let about = backup.about();
    assert_eq!((about.store.as_str(), about.made), ("store-1", 1_790_000_900_000));
    assert_eq!(about.counts, Counts { assessments: 2, deleted: 1, rubrics: 1, attachments: 2 });
    assert!(backed_up(&two()) == BACKUP, "the backup is written in other bytes than before");
}

#[test]
fn a_backup_gives_back_each_assessment_with_what_belongs_to_it() {
    let bytes = backed_up(&two());
    let backup = Backup::open(&bytes).unwrap();
    let mut found = 0;
    for ((kept, parcel), (expected, imported)) in backup.assessments().zip(&two()) {
        assert_eq!(kept, expected);
        let parcel = parcel.unwrap();
        let known = backup.rubric(&parcel.rubric().digest).unwrap();
        for attachment in parcel.attachments() {
            let bytes = backup.attachment(&attachment.sha256).unwrap();
            assert_eq!(bytes.len() as u64, attachment.size);
        }
        let back = parcel.unpack(Some(known)).unwrap();
        assert_eq!((&back.assessment, &back.journal), (&imported.assessment, &imported.journal));
        found += 1;
    }
    assert_eq!(found, 2);
}

#[test]
fn a_backup_is_the_same_bytes_in_whatever_order_it_was_made() {
    let [one, other] = two();
    assert!(backed_up(&[other, one]) == backed_up(&two()));
    assert_eq!(Backup::open(&backed_up(&[])).unwrap().assessments().count(), 0);
}

#[test]
fn an_assessment_that_is_put_in_twice_or_under_another_id_is_refused() {
    let mut backup = NewBackup::new("s".to_owned(), 0);
    let [(first, imported), (other, _)] = two();
    with_outgoing(&imported, |out| {
        let wrong = PackageError::WrongId { entry: format!("assessments/{}.json", other.id) };
        assert_eq!(backup.assessment(other, out), Err(wrong));
        let twice = PackageError::Twice { entry: format!("assessments/{}.json", first.id) };
        assert_eq!(backup.assessment(first.clone(), out), Ok(()));
        assert_eq!(backup.assessment(first, out), Err(twice));
    });
}

#[test]
fn an_assessment_this_build_cannot_read_is_named_and_the_others_come_back() {
    let mut files = forging::files(BACKUP);
    let id = &frozen().assessment.id;
    assert!(files[1].0.contains(id.as_str()));
    let text = String::from_utf8(files[1].1.clone()).unwrap();
    files[1].1 = text.replace("\"version\": 3", "\"version\": 4").into_bytes();
    let bytes = forging::listed(files);
    let backup = Backup::open(&bytes).unwrap();
    let results: Vec<bool> = backup.assessments().map(|(_, parcel)| parcel.is_ok()).collect();
    assert_eq!(results, [false, true]);
    let first = backup.assessments().next().unwrap().1.err();
    let why = gongping::exchange::ImportError::TooNew { version: 4, ours: 3 };
    assert_eq!(first, Some(PackageError::Assessment { entry: format!("assessments/{id}.json"), why }));
}

#[test]
fn an_independent_program_finds_the_same_in_it() {
    for (bytes, first) in [(PACKAGE, "assessment.json"), (BACKUP, "assessments/")] {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut contents = Vec::new();
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let day = entry.last_modified().unwrap();
            assert_eq!((day.year(), day.month(), day.day(), day.hour()), (1980, 1, 1, 0));
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            contents.push((entry.name().to_owned(), content));
        }
        assert_eq!(contents[0].0, "manifest.json");
        assert!(contents[1].0.starts_with(first));
        assert_eq!(contents, forging::files(bytes));
    }
    let file = with_outgoing(&frozen(), write_file);
    assert_eq!(forging::files(PACKAGE)[1], ("assessment.json".to_owned(), file.into_bytes()));
}

#[test]
fn the_name_of_a_package_ends_as_an_archive() {
    let imported = frozen();
    let name = file_name(&imported.rubric, &imported.assessment);
    assert!(name.starts_with("“暖夕阳”") && name.ends_with("-结项-自评.zip"), "{name}");
}

#[test]
fn an_attachment_whose_bytes_are_not_the_listed_ones_is_not_written() {
    let imported = frozen();
    with_outgoing(&imported, |out| {
        let photo = || "attachments/签到表 第1页.jpg".to_owned();
        let digest = Err(PackageError::Digest { entry: photo() });
        assert_eq!(write(out, HAIYAN, &[b"abd", b""]), digest);
        assert_eq!(write(out, HAIYAN, &[b"abcd", b""]), digest);
        assert_eq!(write(out, HAIYAN, &[]), Err(PackageError::Missing { entry: photo() }));
    });
}

#[test]
fn the_rubric_of_a_package_must_be_the_one_that_was_used() {
    let other = Known::read(include_str!("../../rubrics/haiyan-purchase.json")).unwrap();
    let bytes = with_outgoing(&frozen(), |out| write(out, &other.text, &ATTACHED).unwrap());
    let rubric = PackageError::Rubric { entry: "rubric.json".to_owned() };
    assert_eq!(Package::open(&bytes).err(), Some(rubric));
}
