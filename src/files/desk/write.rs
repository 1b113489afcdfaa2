//! An assessment written as a file, and read back before it is handed over: a file that does not open to the very same
//! assessment is never given to anybody. May import the library. Read next: `words`.

use gongping::exchange::{self, Outgoing, Parcel};
use gongping::record::Head;
use gongping::score::score;
use gongping::score::sentence::Language;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;

use super::wire::Sheaf;
use super::{Answer, Not, words};

/// The media type of an assessment's file.
const MEDIA_TYPE: &str = "application/json";

/// The file of an assessment: its name, its media type and its bytes.
pub fn write(with: &Array, language: Language) -> Answer {
    let sheaf = Sheaf::read(&with.get(0).dyn_into::<Array>().unwrap_or_default());
    let ships = with.get(1).is_truthy();
    let unwritten = || Not::Refused(words::not_written(language));
    let head = sheaf.head.clone().and_then(Head::read).ok_or_else(unwritten)?;
    let known = super::rubric(&head.rubric_digest, &sheaf.rubric).ok_or_else(unwritten)?;
    let journal = sheaf.journal(&head);
    let opened = sheaf.open(&known).ok_or_else(unwritten)?;
    let (rubric, assessment) = (opened.rubric, opened.assessment);
    let name = exchange::file_name(&rubric, &assessment);
    // A rubric that does not ship goes along, so that the file opens anywhere.
    let foreign = (!ships).then_some(&*known.text);
    let text = exchange::write(&Outgoing {
        rubric: &rubric,
        assessment: &assessment,
        card: &score(&rubric, &assessment),
        text: foreign,
        journal: &journal,
        attachments: &head.attachments,
    });
    let reads_back = Parcel::open(text.as_bytes())
        .and_then(|parcel| parcel.unpack_as(&rubric))
        .is_ok_and(|(back, discrepancies)| back == assessment && discrepancies.is_empty());
    if !reads_back {
        return Err(unwritten());
    }
    Ok(Array::of3(&name.into(), &MEDIA_TYPE.into(), &Uint8Array::from(text.as_bytes())))
}
