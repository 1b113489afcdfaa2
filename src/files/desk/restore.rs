//! A backup that was chosen: opened and checked as a whole, then weighed against what is on this device, some assessments
//! at a time; and those the person chose, as the records to store.
//! May import the library. Read next: `backup`.

use std::collections::{BTreeMap, BTreeSet};

use gongping::exchange::{Imported, Parcel};
use gongping::package::backup::{Backup, Kept};
use gongping::package::{self, PackageError};
use gongping::record::Head;
use gongping::rubric::Known;
use gongping::score::sentence::Language;
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::look::{Attachments, HELD, Held, gone, refused_archive, sheaf};
use super::wire::Sheaf;
use super::{Answer, compare, listed};

/// A backup that was opened.
pub struct Archive {
    bytes: Vec<u8>,
    rubrics: BTreeMap<String, Known>,
    held: Vec<(Kept, State)>,
    /// The digests of the rubrics whose texts the page has.
    handed_over: BTreeSet<String>,
}

/// An assessment of a backup, as far as it was looked into.
enum State {
    Parcel(Box<Parcel>),
    Imported(Box<Imported>),
    /// It cannot be read, with the sentence that says why.
    Broken(String),
}

/// Opens a backup and holds it; says when it was made and how many assessments it has, and their ids.
pub fn opened(bytes: Vec<u8>, language: Language) -> Answer {
    let (made, rubrics, held) = read(&bytes, language).map_err(|why| refused_archive(language, &why))?;
    let ids: Array = held.iter().map(|(kept, _)| JsValue::from(kept.id.as_str())).collect();
    #[expect(clippy::cast_precision_loss, reason = "exact up to the year 287396")]
    let answer = Array::of3(&"backup".into(), &JsValue::from_f64(made as f64), &ids);
    let archive = Archive { bytes, rubrics, held, handed_over: BTreeSet::new() };
    HELD.set(Held::Archive(Box::new(archive)));
    Ok(answer)
}

type Read = (u64, BTreeMap<String, Known>, Vec<(Kept, State)>);

fn read(bytes: &[u8], language: Language) -> Result<Read, PackageError> {
    let backup = Backup::open(bytes)?;
    let (mut rubrics, mut held) = (BTreeMap::new(), Vec::new());
    for (kept, parcel) in backup.assessments() {
        let parcel = parcel.and_then(|parcel| {
            let digest = parcel.rubric().digest;
            if !rubrics.contains_key(&digest) {
                rubrics.insert(digest.clone(), backup.rubric(&digest)?);
            }
            Ok(parcel)
        });
        let state = match parcel {
            Ok(parcel) => State::Parcel(Box::new(parcel)),
            Err(why) => State::Broken(package::sentence::refusal(&why, language)),
        };
        held.push((kept.clone(), state));
    }
    Ok((backup.about().made, rubrics, held))
}

/// Weighs assessments of the backup from a place on against what is here: a list beside it gives, for each, what is
/// stored under its id, or nothing. Gives for each the project's record, the head's record, and a word: `new`, `same`,
/// which of the two is the later one, or `broken`, and then why.
pub fn weigh(with: &Array, language: Language) -> Answer {
    let from = place(&with.get(0));
    let here = listed(&with.get(1));
    let mut weighed = Vec::new();
    HELD.with_borrow_mut(|held| {
        let Held::Archive(archive) = held else { return Err(gone(language)) };
        for (here, (kept, state)) in here.iter().zip(archive.held.iter_mut().skip(from)) {
            unpack(state, &archive.rubrics, language);
            weighed.push(weigh_one(&listed(&here), kept, state, language));
        }
        Ok(())
    })?;
    Ok(weighed.iter().collect())
}

/// Reads an assessment with its rubric, where that was not done yet.
fn unpack(state: &mut State, rubrics: &BTreeMap<String, Known>, language: Language) {
    let State::Parcel(parcel) = std::mem::replace(state, State::Broken(String::new())) else { return };
    let known = rubrics.get(&parcel.rubric().digest).cloned();
    *state = match parcel.unpack(known) {
        Ok(imported) => State::Imported(Box::new(imported)),
        Err(why) => State::Broken(gongping::exchange::sentence::refusal(&why, language)),
    };
}

fn weigh_one(here: &Array, kept: &Kept, state: &State, language: Language) -> Array {
    let imported = match state {
        State::Imported(imported) => imported,
        State::Parcel(_) => return Array::of3(&"broken".into(), &kept.id.as_str().into(), &"".into()),
        State::Broken(why) => {
            return Array::of3(&"broken".into(), &kept.id.as_str().into(), &why.as_str().into());
        }
    };
    let word = if here.length() == 0 {
        "new"
    } else {
        compare::compare(Sheaf::read(here), imported, language).map_or("unknown", |told| told.word)
    };
    let mut shown = restored(imported, kept, Vec::new());
    shown.cells.clear();
    shown.journal.clear();
    shown.rubric.clear();
    Array::of3(&word.into(), &kept.id.as_str().into(), &shown.array())
}

/// The records to store of the assessments at these places, each under the ids that stand beside it, where they do. The
/// text of a rubric goes along once.
pub fn restore(with: &Array, language: Language) -> Answer {
    let chosen = listed(&with.get(0));
    let sheaves = Array::new();
    HELD.with_borrow_mut(|held| {
        let Held::Archive(archive) = held else { return Err(gone(language)) };
        for one in chosen.iter() {
            let one = listed(&one);
            let Some((kept, State::Imported(imported))) = archive.held.get_mut(place(&one.get(0))) else {
                return Err(gone(language));
            };
            let attachments =
                attachments(&archive.bytes, imported).map_err(|why| refused_archive(language, &why))?;
            if let Some(id) = one.get(1).as_string() {
                imported.assessment.id = id;
            }
            if let Some(id) = one.get(2).as_string() {
                imported.assessment.project.id = id;
            }
            let mut sheaf = restored(imported, kept, attachments);
            if !archive.handed_over.insert(imported.known.rubric.digest().to_owned()) {
                sheaf.rubric.clear();
            }
            sheaves.push(&sheaf.array());
        }
        Ok(())
    })?;
    Ok(Array::of1(&sheaves))
}

/// The bytes of what is attached.
fn attachments(archive: &[u8], imported: &Imported) -> Result<Attachments, PackageError> {
    if imported.attachments.is_empty() {
        return Ok(Vec::new());
    }
    let backup = Backup::open(archive)?;
    let listed = imported.attachments.iter();
    listed.map(|one| Ok((one.name.clone(), backup.attachment(&one.sha256)?))).collect()
}

/// An assessment as it lay in the store of which the backup was made.
fn restored(imported: &Imported, kept: &Kept, attachments: Attachments) -> Sheaf {
    let mut sheaf = sheaf(imported, kept.changed, attachments);
    if let Some(head) = sheaf.head.clone().and_then(Head::read) {
        sheaf.head = Some(Head { revision: kept.revision, deleted: kept.deleted, ..head }.record());
    }
    sheaf
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates at 0")]
fn place(number: &JsValue) -> usize {
    number.as_f64().unwrap_or_default() as usize
}
