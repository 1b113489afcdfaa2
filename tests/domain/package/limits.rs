//! Every limit of archives: a file just under it is taken, one just over it is refused.

use gongping::package::backup::Backup;
use gongping::package::{
    BACKUP_ENTRIES, ENTRY_SIZE_LIMIT, FILE_LIMIT, PACKAGE_ENTRIES, Package, PackageError, RATIO_LIMIT,
    TOTAL_LIMIT,
};
use gongping::record::Attachment;

use super::forging::{Forged, archive, digest, listed};
use super::refused::refused;
use super::{HAIYAN, frozen, kept, with_outgoing};
use crate::damage::Dice;

/// The frozen assessment with these attachments, in a package of our own writing.
fn with_attachments(contents: &[Vec<u8>]) -> Result<Vec<u8>, PackageError> {
    let mut imported = frozen();
    let attachment = |(number, bytes): (usize, &Vec<u8>)| Attachment {
        name: format!("{number:04}.bin"),
        media_type: "application/octet-stream".to_owned(),
        size: bytes.len() as u64,
        sha256: digest(bytes),
        indicator: None,
    };
    imported.attachments = contents.iter().enumerate().map(attachment).collect();
    let contents: Vec<&[u8]> = contents.iter().map(Vec::as_slice).collect();
    with_outgoing(&imported, |out| gongping::package::write(out, HAIYAN, &contents))
}

/// Bytes that do not get smaller.
pub(super) fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    std::iter::repeat_with(|| u8::try_from(dice.below(256)).unwrap()).take(length).collect()
}

#[test]
fn a_package_of_500_entries_is_read_and_one_more_is_not() {
    let small = |count: usize| vec![b"x".to_vec(); count];
    let full = with_attachments(&small(PACKAGE_ENTRIES - 3)).unwrap();
    assert_eq!(refused(&full), None);
    let limit = PackageError::TooManyEntries { limit: PACKAGE_ENTRIES };
    assert_eq!(with_attachments(&small(PACKAGE_ENTRIES - 2)), Err(limit.clone()));
    let mut files = super::forging::files(&full);
    files.push(("attachments/more".to_owned(), b"x".to_vec()));
    assert_eq!(refused(&listed(files)), Some(limit));
}

#[test]
fn a_backup_of_20_000_entries_is_read_and_one_more_is_not() {
    let made = |attachments: usize| {
        let mut backup = gongping::package::backup::NewBackup::new("s".to_owned(), 0);
        for number in 0..attachments {
            backup.attachment(number.to_string().as_bytes());
        }
        backup.finish()
    };
    let full = made(BACKUP_ENTRIES - 1).unwrap();
    assert_eq!(Backup::open(&full).unwrap().about().counts.attachments, BACKUP_ENTRIES as u64 - 1);
    assert_eq!(made(BACKUP_ENTRIES), Err(PackageError::TooManyEntries { limit: BACKUP_ENTRIES }));
}

#[test]
fn an_entry_of_ten_megabytes_is_read_and_one_byte_more_is_not() {
    let limit = usize::try_from(ENTRY_SIZE_LIMIT).unwrap();
    let mut bytes = noise(1_000_000, 1);
    bytes.resize(limit, b'x');
    assert_eq!(refused(&with_attachments(&[bytes.clone()]).unwrap()), None);
    bytes.push(b'x');
    let entry = "attachments/0000.bin".to_owned();
    let error = PackageError::EntryTooLarge { entry, limit: ENTRY_SIZE_LIMIT };
    assert_eq!(with_attachments(&[bytes.clone()]), Err(error.clone()));
    let forged = Forged::deflated("attachments/0000.bin", &bytes);
    assert_eq!(refused(&archive(&[forged])), Some(error));
}

#[test]
fn two_hundred_megabytes_in_all_are_read_and_one_byte_more_is_not() {
    // Twenty entries of ten megabytes, the last of them cut so that all make exactly the limit.
    let mut piece = noise(200_000, 2);
    piece.resize(usize::try_from(ENTRY_SIZE_LIMIT).unwrap(), 0);
    let whole = |last: usize| {
        let mut entries = vec![Forged::deflated("0", &piece); 19];
        for (number, entry) in entries.iter_mut().enumerate() {
            entry.name = number.to_string().into_bytes();
        }
        entries.push(Forged::stored("rest", &piece[..last]));
        archive(&entries)
    };
    let last = usize::try_from(TOTAL_LIMIT - 19 * ENTRY_SIZE_LIMIT).unwrap();
    assert_eq!(refused(&whole(last)), Some(PackageError::NotOurs), "the layout is in order");
    // The last entry is at its own limit then, so the byte too many is one of another entry.
    let mut entries = vec![Forged::stored("one", b"x")];
    for number in 0..20 {
        let mut entry = Forged::deflated("0", &piece[..1000]);
        entry.size = u32::try_from(ENTRY_SIZE_LIMIT).unwrap();
        entry.name = number.to_string().into_bytes();
        entries.push(entry);
    }
    assert_eq!(refused(&archive(&entries)), Some(PackageError::TotalTooLarge { limit: TOTAL_LIMIT }));
}

#[test]
fn a_file_of_fifty_megabytes_is_read_and_one_byte_more_is_not() {
    let piece = noise(9_000_000, 3);
    let contents: Vec<Vec<u8>> = (0_u8..5).map(|number| [&[number], &piece[..]].concat()).collect();
    let bytes = with_attachments(&contents).unwrap();
    let rest = FILE_LIMIT - bytes.len();
    // A sixth attachment fills the file to the last byte; what its entry costs besides is found by trying.
    let filled = |last: usize| {
        let mut contents = contents.clone();
        contents.push(noise(last, 4));
        with_attachments(&contents)
    };
    let tried = filled(rest - 1_000).unwrap();
    let full = filled(rest - 1_000 + (FILE_LIMIT - tried.len())).unwrap();
    // The manifest's own length may differ by a byte or two, for it is deflated.
    assert!((FILE_LIMIT - 16..=FILE_LIMIT).contains(&full.len()), "{}", full.len());
    assert_eq!(refused(&full), None);
    assert_eq!(filled(rest), Err(PackageError::TooLarge { limit: FILE_LIMIT }));
    let mut larger = full;
    larger.resize(FILE_LIMIT + 1, 0);
    assert_eq!(refused(&larger), Some(PackageError::TooLarge { limit: FILE_LIMIT }));
}

#[test]
fn an_entry_at_the_ratio_is_read_and_one_byte_more_is_not() {
    let layout = |bytes: &[u8]| {
        let forged = Forged::deflated("manifest.json", bytes);
        let packed = forged.data.len() as u64;
        (packed, refused(&archive(&[forged])))
    };
    let blanks = |length: usize| {
        let mut bytes = noise(10_000, 5);
        bytes.resize(length, b' ');
        layout(&bytes)
    };
    // Noise and blanks: the more blanks, the further it inflates. The place where it gets too far is halved in on.
    let (mut within, mut beyond) = (900_000, 2_000_000);
    while beyond - within > 1 {
        let middle = usize::midpoint(within, beyond);
        let (packed, error) = blanks(middle);
        if middle as u64 > packed * RATIO_LIMIT {
            let ratio = PackageError::Ratio { entry: "manifest.json".to_owned(), limit: RATIO_LIMIT };
            assert_eq!(error, Some(ratio), "{middle} of {packed}");
            beyond = middle;
        } else {
            // It is inflated, and then is no manifest.
            assert_eq!(error, Some(PackageError::Manifest { path: String::new() }), "{middle} of {packed}");
            within = middle;
        }
    }
    let (packed, _) = blanks(within);
    assert!(within as u64 + 2 * RATIO_LIMIT > packed * RATIO_LIMIT, "{within} of {packed}");
}

#[test]
fn what_would_inflate_beyond_the_ratio_is_written_as_it_is() {
    // A blank page of five megabytes deflates to a thousandth; our own reader would refuse that.
    let bytes = with_attachments(&[vec![b' '; 5_000_000]]).unwrap();
    assert!(bytes.len() > 5_000_000);
    let package = Package::open(&bytes).unwrap();
    let attachment = package.parcel().attachments()[0].clone();
    assert_eq!(package.attachment(&attachment).unwrap().len(), 5_000_000);
}

#[test]
fn five_thousand_assessments_fit_a_backup_and_come_back() {
    let mut imported = frozen();
    imported.attachments.clear();
    let mut backup = gongping::package::backup::NewBackup::new("s".to_owned(), 0);
    backup.rubric(HAIYAN);
    for number in 0..5_000 {
        imported.assessment.id = format!("a-{number:05}");
        with_outgoing(&imported, |out| backup.assessment(kept(&imported.assessment.id, None), out).unwrap());
    }
    let bytes = backup.finish().unwrap();
    let opened = Backup::open(&bytes).unwrap();
    assert_eq!(opened.assessments().filter(|(_, parcel)| parcel.is_ok()).count(), 5_000);
}
