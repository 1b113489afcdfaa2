//! A hundred thousand damaged files: assessments, packages and backups whose digests are made to fit again so that the
//! damage gets past them, raw archives, and sealed files. None panics, none takes a second, and what is still accepted
//! holds together. The seed is fixed, so a failure comes back; `FUZZ=1000000` in the environment makes it that many.

use std::io::Write as _;
use std::time::{Duration, Instant};

use gongping::assessment::Cell;
use gongping::exchange::{Imported, Known};
use gongping::package::backup::Backup;
use gongping::package::{Package, kind, sealed};

use super::forging::{Forged, archive, entries, files};
use super::{backed_up, frozen, kept, packed};
use crate::damage::{Dice, corrupt};
use crate::exchange::changed::{fact, made, own};
use crate::exchange::journal::{V3, opened, written_again};
use crate::exchange::mutation::mutate;
use crate::exchange::{V1, V2, haiyan};

const SEED: u64 = 0x4E_0B_1A_6F;

/// How many damaged files there are in all.
fn copies() -> u64 {
    std::env::var("FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(100_000)
}

/// How many of so many were accepted and refused, and the slowest.
#[derive(Default)]
struct Tally {
    accepted: u64,
    refused: u64,
    slowest: Duration,
}

impl Tally {
    /// Tries one file: `try_it` says whether it was accepted.
    fn count(&mut self, try_it: impl FnOnce() -> bool) {
        let start = Instant::now();
        let accepted = try_it();
        self.slowest = self.slowest.max(start.elapsed());
        *(if accepted { &mut self.accepted } else { &mut self.refused }) += 1;
    }

    /// Both ends of the reading were really exercised, and nobody was kept waiting.
    #[track_caller]
    fn check(&self, what: &str, least_accepted: u64, least_refused: u64) {
        let Self { accepted, refused, slowest } = self;
        let figures = format!("{accepted} accepted, {refused} refused, slowest {slowest:?}, seed {SEED}");
        println!("{what}: {figures}");
        // The long form keeps a table of what was measured.
        if let Ok(table) = std::env::var("SOAK_FIGURES") {
            let mut table = std::fs::OpenOptions::new().create(true).append(true).open(table).unwrap();
            writeln!(table, "D1 damaged {what}\t{figures}").unwrap();
        }
        assert!(*slowest < Duration::from_secs(1), "the slowest took {slowest:?}");
        let all = accepted + refused;
        assert!(accepted * 1000 >= all * least_accepted, "{accepted} of {all} accepted");
        assert!(refused * 1000 >= all * least_refused, "{refused} of {all} refused");
    }
}

#[test]
fn damaged_files_of_an_assessment_are_refused_or_hold_together() {
    let known = haiyan();
    let (mut dice, mut tally) = (Dice::new(SEED), Tally::default());
    for copy in 0..copies() / 2 {
        let frozen = [V3, V3, V2, V1][usize::try_from(copy % 4).unwrap()];
        let mut bytes = frozen.as_bytes().to_vec();
        for _ in 0..=dice.below(3) {
            mutate(&mut bytes, &mut dice);
        }
        tally.count(|| {
            kind(&bytes);
            let Ok(imported) = opened(&known, &bytes) else { return false };
            let again = opened(&known, written_again(&imported).as_bytes()).unwrap();
            assert_eq!((&again.assessment, &again.journal), (&imported.assessment, &imported.journal));
            true
        });
    }
    tally.check("files", 10, 500);
}

/// An assessment of a rubric of a few lines, which is read quickly, with the journal and the attachments of the frozen
/// one.
fn small() -> Imported {
    let (rubric, assessment) = made(&[], &[(0, fact("count"), "3"), (1, Cell::Note, "另见附件")]);
    let known = Known::read(&own()).unwrap();
    Imported { rubric, assessment, known, ..frozen() }
}

/// An archive, what it holds, and its entries.
struct Base {
    whole: Vec<u8>,
    files: Vec<(String, Vec<u8>)>,
    entries: Vec<Forged>,
}

impl Base {
    fn of(whole: Vec<u8>) -> Self {
        let files = files(&whole);
        Self { entries: entries(files.clone()), files, whole }
    }
}

/// Damages what an archive holds and not its layout: the manifest is made to fit, mostly.
fn damaged_within(base: &Base, dice: &mut Dice) -> Vec<u8> {
    let mut files = base.files.clone();
    let at = dice.below(files.len());
    for _ in 0..=dice.below(2) {
        mutate(&mut files[at].1, dice);
    }
    archive(&entries(files))
}

/// Damages what is said of the entries of an archive.
fn damaged_layout(base: &Base, dice: &mut Dice) -> Vec<u8> {
    let mut forged = base.entries.clone();
    for _ in 0..=dice.below(2) {
        let at = dice.below(forged.len());
        let other = dice.below(forged.len());
        let numbers = [0, 1, 20, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF, dice.below(100_000)];
        let number = u32::try_from(numbers[dice.below(numbers.len())]).unwrap();
        let small = u16::try_from(number & 0xFFFF).unwrap();
        let entry = &mut forged[at];
        match dice.below(14) {
            0 => entry.size = number,
            1 => entry.packed = number,
            2 => entry.checksum ^= number,
            3 => entry.offset = Some(number),
            4 => entry.own_size = Some(number),
            5 => entry.method = small,
            6 => entry.flags ^= 1 << dice.below(16),
            7 => entry.needed = small,
            8 => entry.extra = vec![7; dice.below(40)],
            9 => entry.behind = vec![7; dice.below(40)],
            10 => corrupt(&mut entry.name, dice),
            11 => corrupt(&mut entry.data, dice),
            12 => forged.swap(at, other),
            _ => drop(forged.remove(at)),
        }
        if forged.is_empty() {
            break;
        }
    }
    let mut bytes = archive(&forged);
    if dice.below(4) == 0 {
        corrupt(&mut bytes, dice);
    }
    bytes
}

/// Damages an archive in one of these ways, or anywhere.
fn damaged(base: &Base, dice: &mut Dice) -> Vec<u8> {
    match dice.below(4) {
        0 | 1 => damaged_within(base, dice),
        2 => damaged_layout(base, dice),
        _ => {
            let mut bytes = base.whole.clone();
            for _ in 0..=dice.below(2) {
                corrupt(&mut bytes, dice);
            }
            bytes
        }
    }
}

#[test]
fn damaged_packages_are_refused_or_hold_together() {
    let base = Base::of(packed(&small()));
    let frozen_attachments = frozen().attachments;
    let (mut dice, mut tally) = (Dice::new(SEED + 1), Tally::default());
    for _ in 0..copies() / 4 {
        let bytes = damaged(&base, &mut dice);
        tally.count(|| {
            kind(&bytes);
            let Ok(package) = Package::open(&bytes) else { return false };
            for attachment in package.parcel().attachments() {
                assert_eq!(package.attachment(attachment).unwrap().len() as u64, attachment.size);
            }
            let (parcel, known) = package.into_parcel();
            let Ok(imported) = parcel.unpack(Some(known)) else { return false };
            if imported.attachments == frozen_attachments {
                let again = packed(&imported);
                let (parcel, known) = Package::open(&again).unwrap().into_parcel();
                assert_eq!(parcel.unpack(Some(known)).unwrap().assessment, imported.assessment);
            }
            true
        });
    }
    tally.check("packages", 100, 500);
}

#[test]
fn damaged_backups_are_refused_or_give_back_what_is_whole() {
    let (first, mut second) = (small(), small());
    "b".clone_into(&mut second.assessment.id);
    second.attachments.clear();
    let base = Base::of(backed_up(&[(kept("a", None), first), (kept("b", Some(5)), second)]));
    let (mut dice, mut tally) = (Dice::new(SEED + 2), Tally::default());
    for _ in 0..copies() / 8 {
        let bytes = damaged(&base, &mut dice);
        tally.count(|| {
            let Ok(backup) = Backup::open(&bytes) else { return false };
            let mut all_whole = true;
            for (kept, parcel) in backup.assessments() {
                let back = parcel.ok().and_then(|parcel| {
                    assert_eq!(parcel.id(), kept.id);
                    let known = backup.rubric(&parcel.rubric().digest).ok();
                    parcel.unpack(known).ok()
                });
                all_whole &= back.is_some_and(|back| !written_again(&back).is_empty());
            }
            all_whole
        });
    }
    tally.check("backups", 100, 500);
}

#[test]
fn damaged_sealed_files_are_refused_or_keep_within_the_limits() {
    let lines = sealed::Header {
        iterations: sealed::ITERATIONS,
        salt: [7; 16],
        iv: [9; 12],
        name: "备份.zip".to_owned(),
    }
    .lines();
    let whole = [lines.as_bytes(), &[0xA5; 64]].concat();
    let (mut dice, mut tally) = (Dice::new(SEED + 3), Tally::default());
    for _ in 0..copies() / 8 {
        let mut bytes = whole.clone();
        for _ in 0..=dice.below(2) {
            corrupt(&mut bytes, &mut dice);
        }
        tally.count(|| {
            kind(&bytes);
            let Ok(file) = sealed::open(&bytes) else { return false };
            assert!((1..=sealed::ITERATION_LIMIT).contains(&file.header.iterations));
            assert_eq!([file.lines, file.ciphertext].concat(), bytes);
            true
        });
    }
    tally.check("sealed files", 10, 300);
}
