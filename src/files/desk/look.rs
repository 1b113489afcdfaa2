//! A chosen file, looked into step by step: what it is; with its rubric, what it holds; beside what is on this device,
//! how it differs; and, once the person has decided, the records to store. The page decides; the file stays here.
//! May import the library. Read next: `write`.

use std::cell::RefCell;

use gongping::exchange::{ImportError, Imported, Parcel, sentence};
use gongping::json::{self, Value};
use gongping::record::{Head, Journal, Step, cells_of, project_record};
use gongping::score::score;
use gongping::score::sentence::Language;
use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::wire::{Sheaf, list};
use super::{Answer, Not, words};

/// The most levels of a rubric file.
const LEVELS: usize = 127;

/// What the chosen file holds, as far as it was looked into.
enum Held {
    Nothing,
    Parcel(Parcel),
    Imported(Box<Imported>),
}

thread_local! {
    static HELD: RefCell<Held> = const { RefCell::new(Held::Nothing) };
}

/// What a file is: `rubric` and its text, or `assessment` and the rubric it needs.
pub fn look(with: &Array, language: Language) -> Answer {
    HELD.set(Held::Nothing);
    let bytes = with.get(0).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default();
    if let Some(text) = rubric_text(&bytes) {
        return Ok(Array::of2(&"rubric".into(), &text.into()));
    }
    let parcel = Parcel::open(&bytes).map_err(|why| refused(language, &why))?;
    let rubric = parcel.rubric();
    let carries = parcel.carries_rubric();
    HELD.set(Held::Parcel(parcel));
    let parts: [JsValue; 5] = [
        "assessment".into(),
        rubric.id.as_str().into(),
        rubric.version.into(),
        rubric.digest.into(),
        carries.into(),
    ];
    Ok(parts.into_iter().collect())
}

/// The text of a file that is to be read as a rubric: a JSON object with sections, or with the number of the format. An
/// assessment has neither.
fn rubric_text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let value = json::parse(text, LEVELS).ok()?;
    let is_rubric =
        value.field("sections").is_some() || matches!(value.field("format"), Some(Value::Whole(_)));
    is_rubric.then_some(text)
}

/// What the file holds, read with its rubric: the records that would be stored, and the figures that do not follow
/// from the facts.
pub fn unpack(with: &Array, language: Language) -> Answer {
    let Held::Parcel(parcel) = HELD.replace(Held::Nothing) else {
        return Err(Not::Refused(words::gone(language)));
    };
    let known = with.get(0).as_string().and_then(|text| super::rubric(&parcel.rubric().digest, &text));
    let imported = parcel.unpack(known).map_err(|why| refused(language, &why))?;
    super::keep(&imported.known);
    let found =
        imported.discrepancies.iter().map(|found| sentence::discrepancy(found, &imported.rubric, language));
    let found: Vec<String> = found.collect();
    let sheaf = sheaf(&imported);
    HELD.set(Held::Imported(Box::new(imported)));
    Ok(Array::of2(&sheaf.array(), &list(&found)))
}

/// How the file compares with what is on this device: the word for it, and then row by row what differs.
pub fn compare(with: &Array) -> Answer {
    let here = Sheaf::read(&with.get(0).dyn_into::<Array>().unwrap_or_default());
    let same = HELD.with_borrow(|held| {
        let Held::Imported(imported) = held else { return false };
        here.open(&imported.known).is_some_and(|here| here.assessment == imported.assessment)
    });
    Ok(Array::of1(&if same { "same" } else { "apart" }.into()))
}

/// What is to be stored, under these ids where they are given.
pub fn take(with: &Array, language: Language) -> Answer {
    let Held::Imported(mut imported) = HELD.replace(Held::Nothing) else {
        return Err(Not::Refused(words::gone(language)));
    };
    let (id, project) = (with.get(0).as_string(), with.get(1).as_string());
    if let Some(id) = id {
        imported.assessment.id = id;
    }
    if let Some(id) = project {
        imported.assessment.project.id = id;
    }
    Ok(sheaf(&imported).array())
}

/// What would be stored of a file.
fn sheaf(imported: &Imported) -> Sheaf {
    let (rubric, assessment) = (&imported.rubric, &imported.assessment);
    let card = score(rubric, assessment);
    let Journal { before, from_blank, steps } = &imported.journal;
    let head = Head {
        journal: (*from_blank && *before == 0).then_some(steps.len() as u64),
        attachments: imported.attachments.clone(),
        by: steps.last().map(|step| step.by.clone()).unwrap_or_default(),
        ..Head::of(rubric, assessment, &card, now())
    };
    Sheaf {
        project: Some(project_record(&assessment.project)),
        head: Some(head.record()),
        cells: cells_of(rubric, assessment),
        journal: steps.iter().map(Step::json).collect(),
        rubric: imported.known.text.to_string(),
        ..Sheaf::default()
    }
}

/// Milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates at 0")]
fn now() -> u64 {
    Date::now() as u64
}

fn refused(language: Language, why: &ImportError) -> Not {
    Not::Refused(sentence::refusal(why, language))
}
