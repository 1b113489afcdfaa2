//! An assessment written as a file, and read back before it is handed over: a file that does not open to the very same
//! assessment is never given to anybody. With attachments it is a package, else JSON alone; sealed where that is asked.
//! May import the library. Read next: `seal`.

use gongping::exchange::{self, Outgoing, Parcel};
use gongping::package::{self, Package};
use gongping::record::Head;
use gongping::score::score;
use gongping::score::sentence::Language;
use js_sys::{Array, Uint8Array};

use super::wire::Sheaf;
use super::{Answer, Not, listed, seal, words};

/// The media types of an assessment's file and of a package.
const JSON: &str = "application/json";
const ZIP: &str = "application/zip";

/// The file of an assessment: its name, its media type and its bytes.
pub async fn write(with: &Array, language: Language) -> Answer {
    let (name, media_type, bytes) = written(with, language)?;
    match with.get(2).as_string() {
        Some(passphrase) => sealed(&name, &bytes, &passphrase).await,
        None => Ok(file(&name, media_type, &bytes)),
    }
}

/// A file, sealed, as an answer.
pub async fn sealed(name: &str, bytes: &[u8], passphrase: &str) -> Answer {
    let (name, bytes) = seal::seal(name, bytes, passphrase).await?;
    Ok(file(&name, seal::MEDIA_TYPE, &bytes))
}

/// A file as an answer.
pub fn file(name: &str, media_type: &str, bytes: &[u8]) -> Array {
    Array::of3(&name.into(), &media_type.into(), &Uint8Array::from(bytes))
}

fn written(with: &Array, language: Language) -> Result<(String, &'static str, Vec<u8>), Not> {
    let sheaf = Sheaf::read(&listed(&with.get(0)));
    let ships = with.get(1).is_truthy();
    let unwritten = || Not::Refused(words::not_written(language));
    let head = sheaf.head.clone().and_then(Head::read).ok_or_else(unwritten)?;
    let known = super::rubric(&head.rubric_digest, &sheaf.rubric).ok_or_else(unwritten)?;
    let (journal, contents) = (sheaf.journal(&head), sheaf.attachments.clone());
    let opened = sheaf.open(&known).ok_or_else(unwritten)?;
    let (rubric, assessment) = (opened.rubric, opened.assessment);
    let out = Outgoing {
        rubric: &rubric,
        assessment: &assessment,
        card: &score(&rubric, &assessment),
        // A rubric that does not ship goes along, so that the file opens anywhere.
        text: (!ships).then_some(&*known.text),
        journal: &journal,
        attachments: &head.attachments,
    };
    let is_same = |parcel: Parcel| {
        // Of a journal that is longer than a file may hold, the newest steps are in it.
        let steps = &parcel.journal().steps;
        let kept = journal.steps.get(journal.steps.len().saturating_sub(steps.len())..);
        let is_told = kept == Some(steps.as_slice()) && parcel.attachments() == head.attachments;
        let back = parcel.unpack_as(&rubric);
        is_told && back.is_ok_and(|(back, found)| back == assessment && found.is_empty())
    };
    if head.attachments.is_empty() {
        let bytes = exchange::write(&out).into_bytes();
        let reads_back = Parcel::open(&bytes).is_ok_and(is_same);
        let name = exchange::file_name(&rubric, &assessment);
        return if reads_back { Ok((name, JSON, bytes)) } else { Err(unwritten()) };
    }
    // In the order in which the head lists them.
    let named = |name: &str| contents.iter().find(|(own, _)| own == name).map(|(_, bytes)| bytes.as_slice());
    let contents: Option<Vec<&[u8]>> = head.attachments.iter().map(|one| named(&one.name)).collect();
    let refused = |why| Not::Refused(package::sentence::not_written(&why, language));
    let bytes = package::write(&out, &known.text, &contents.ok_or_else(unwritten)?).map_err(refused)?;
    // Opening it holds every entry against its size and its digest.
    let reads_back = Package::open(&bytes).is_ok_and(|package| is_same(package.into_parcel().0));
    let name = package::file_name(&rubric, &assessment);
    if reads_back { Ok((name, ZIP, bytes)) } else { Err(unwritten()) }
}
