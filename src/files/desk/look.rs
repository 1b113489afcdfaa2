//! A chosen file, looked into step by step: what it is; with its rubric, what it holds; beside what is on this device,
//! how it differs; and, once the person has decided, the records to store. The page decides; the file stays here.
//! May import the library. Read next: `compare`.

use std::cell::RefCell;

use gongping::exchange::{ImportError, Imported, Parcel, sentence};
use gongping::package::{self, Kind, Package, PackageError, sealed};
use gongping::record::{Head, Journal, Step, cells_of, project_record};
use gongping::rubric::Known;
use gongping::score::score;
use gongping::score::sentence::Language;
use js_sys::Array;
use wasm_bindgen::JsValue;

use super::restore::Archive;
use super::wire::{Sheaf, list};
use super::{Answer, Not, bytes, compare, listed, now, restore, seal, words};

/// What the chosen file holds, as far as it was looked into.
pub enum Held {
    /// Nothing was chosen, or it was taken already.
    Nothing,
    /// A sealed file.
    Sealed(Vec<u8>),
    /// An assessment without its rubric, or with the one it brings; its attachments.
    Parcel(Box<Parcel>, Option<Known>, Attachments),
    /// An assessment, and its attachments.
    Imported(Box<Imported>, Attachments),
    /// A backup.
    Archive(Box<Archive>),
}

/// The names and bytes of what is attached.
pub type Attachments = Vec<(String, Vec<u8>)>;

thread_local! {
    /// One file at a time.
    pub static HELD: RefCell<Held> = const { RefCell::new(Held::Nothing) };
}

/// What a file is: `rubric` and its text, `assessment` and the rubric it needs, or `backup` and what is in it.
pub fn look(with: &Array, language: Language) -> Answer {
    HELD.set(Held::Nothing);
    opened(bytes(&with.get(0)), language)
}

/// Opens the sealed file that is held with a passphrase. With a wrong one it goes on being held.
pub async fn unseal(with: &Array, language: Language) -> Answer {
    let Held::Sealed(file) = HELD.replace(Held::Nothing) else { return Err(gone(language)) };
    let passphrase = with.get(0).as_string().unwrap_or_default();
    let taken_apart = sealed::open(&file);
    let content = match &taken_apart {
        Ok(taken_apart) => seal::open(taken_apart, &passphrase).await,
        Err(why) => Err(Not::Refused(package::sentence::sealed(why, language))),
    };
    match content {
        Ok(content) => opened(content, language),
        Err(why) => {
            HELD.set(Held::Sealed(file));
            Err(why)
        }
    }
}

fn opened(bytes: Vec<u8>, language: Language) -> Answer {
    match package::kind(&bytes) {
        Kind::Sealed => {
            let checked = sealed::open(&bytes);
            checked.map_err(|why| Not::Refused(package::sentence::sealed(&why, language)))?;
            HELD.set(Held::Sealed(bytes));
            Err(Not::Locked)
        }
        Kind::Rubric => {
            let text = String::from_utf8_lossy(&bytes);
            Ok(Array::of2(&"rubric".into(), &(*text).into()))
        }
        Kind::Foreign(foreign) => Err(Not::Refused(package::sentence::foreign(foreign, language))),
        Kind::Backup => restore::opened(bytes, language),
        Kind::Package => {
            let (parcel, known, attachments) =
                unpacked(&bytes).map_err(|why| refused_archive(language, &why))?;
            Ok(assessment(parcel, Some(known), attachments))
        }
        Kind::Assessment => {
            let parcel = Parcel::open(&bytes).map_err(|why| refused(language, &why))?;
            if let Some(attachment) = parcel.attachments().first() {
                // What is attached stands beside the file, in its package.
                let entry = attachment.name.clone();
                return Err(refused_archive(language, &PackageError::Missing { entry }));
            }
            Ok(assessment(parcel, None, Vec::new()))
        }
    }
}

fn unpacked(bytes: &[u8]) -> Result<(Parcel, Known, Attachments), PackageError> {
    let package = Package::open(bytes)?;
    let listed = package.parcel().attachments().iter();
    let attachments = listed.map(|one| Ok((one.name.clone(), package.attachment(one)?)));
    let attachments = attachments.collect::<Result<_, PackageError>>()?;
    let (parcel, known) = package.into_parcel();
    Ok((parcel, known, attachments))
}

/// Holds an assessment and says which rubric it needs, and whether it brings that itself.
fn assessment(parcel: Parcel, known: Option<Known>, attachments: Attachments) -> Array {
    let rubric = parcel.rubric();
    let brings = known.is_some() || parcel.carries_rubric();
    let parts: [JsValue; 5] = [
        "assessment".into(),
        rubric.id.as_str().into(),
        rubric.version.into(),
        rubric.digest.into(),
        brings.into(),
    ];
    HELD.set(Held::Parcel(Box::new(parcel), known, attachments));
    parts.into_iter().collect()
}

/// What the file holds, read with its rubric: the records that would be stored, the figures that do not follow from
/// the facts, and when the last step of its journal was made.
pub fn unpack(with: &Array, language: Language) -> Answer {
    let Held::Parcel(parcel, brought, attachments) = HELD.replace(Held::Nothing) else {
        return Err(gone(language));
    };
    let handed = with.get(0).as_string();
    let known = handed.and_then(|text| super::rubric(&parcel.rubric().digest, &text)).or(brought);
    let imported = parcel.unpack(known).map_err(|why| refused(language, &why))?;
    super::keep(&imported.known);
    let rubric = &imported.rubric;
    let found = imported.discrepancies.iter().map(|found| sentence::discrepancy(found, rubric, language));
    let found: Vec<String> = found.collect();
    let last = imported.journal.steps.last().map_or(0, |step| step.at);
    #[expect(clippy::cast_precision_loss, reason = "exact up to the year 287396")]
    let last = JsValue::from_f64(last as f64);
    let sheaf = sheaf(&imported, now(), Vec::new());
    let answer = Array::of3(&sheaf.array(), &list(&found), &last);
    HELD.set(Held::Imported(Box::new(imported), attachments));
    Ok(answer)
}

/// How the file compares with what is on this device: the word for it, and then row by row what differs.
pub fn compare(with: &Array, language: Language) -> Array {
    let here = Sheaf::read(&listed(&with.get(0)));
    let told = HELD.with_borrow(|held| match held {
        Held::Imported(imported, _) => compare::compare(here, imported, language),
        _ => None,
    });
    match told {
        Some(told) => Array::of2(&told.word.into(), &list(&told.rows)),
        None => Array::of2(&"unknown".into(), &Array::new()),
    }
}

/// What is to be stored, under these ids where they are given.
pub fn take(with: &Array, language: Language) -> Answer {
    let Held::Imported(mut imported, attachments) = HELD.replace(Held::Nothing) else {
        return Err(gone(language));
    };
    let (id, project) = (with.get(0).as_string(), with.get(1).as_string());
    if let Some(id) = id {
        imported.assessment.id = id;
    }
    if let Some(id) = project {
        imported.assessment.project.id = id;
    }
    Ok(sheaf(&imported, now(), attachments).array())
}

/// What would be stored of an assessment that was changed last at that moment.
pub fn sheaf(imported: &Imported, changed: u64, attachments: Attachments) -> Sheaf {
    let (rubric, assessment) = (&imported.rubric, &imported.assessment);
    let card = score(rubric, assessment);
    let Journal { before, from_blank, steps } = &imported.journal;
    let head = Head {
        // A journal that begins in the middle does not account for everything.
        journal: (*from_blank && *before == 0).then_some(steps.len() as u64),
        attachments: imported.attachments.clone(),
        by: steps.last().map(|step| step.by.clone()).unwrap_or_default(),
        ..Head::of(rubric, assessment, &card, changed)
    };
    Sheaf {
        project: Some(project_record(&assessment.project)),
        head: Some(head.record()),
        cells: cells_of(rubric, assessment),
        journal: steps.iter().map(Step::json).collect(),
        attachments,
        rubric: imported.known.text.to_string(),
    }
}

/// The file is no longer held.
pub fn gone(language: Language) -> Not {
    Not::Refused(words::gone(language))
}

/// Why an archive is refused.
pub fn refused_archive(language: Language, why: &PackageError) -> Not {
    Not::Refused(package::sentence::refusal(why, language))
}

fn refused(language: Language, why: &ImportError) -> Not {
    Not::Refused(sentence::refusal(why, language))
}
