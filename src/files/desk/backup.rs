//! A backup in the making: assessments come in by and by, each is written and read back as it comes, and at the end the
//! whole archive is opened again and counted before it is handed over.
//! May import the library. Read next: `write`.

use std::cell::RefCell;

use gongping::exchange::{self, Outgoing, Parcel};
use gongping::package::backup::{Backup, Kept, NewBackup};
use gongping::package::{self};
use gongping::record::Head;
use gongping::score::score;
use gongping::score::sentence::Language;
use js_sys::Array;

use super::wire::{Sheaf, list};
use super::write::{file, sealed};
use super::{Answer, Not, listed, now, words};

/// The media type of a backup.
const ZIP: &str = "application/zip";

struct Making {
    backup: NewBackup,
    /// How many assessments are in.
    count: u64,
}

thread_local! {
    static MAKING: RefCell<Option<Making>> = const { RefCell::new(None) };
}

/// Begins a backup of the store of that id.
pub fn begin(with: &Array) -> Array {
    let store = with.get(0).as_string().unwrap_or_default();
    MAKING.set(Some(Making { backup: NewBackup::new(store, now()), count: 0 }));
    Array::new()
}

/// Puts assessments in; gives the ids of those that cannot be read, which stay out.
pub fn add(with: &Array, language: Language) -> Answer {
    let mut making = MAKING.take().ok_or_else(|| Not::Refused(words::gone(language)))?;
    let mut left_out = Vec::new();
    for one in listed(&with.get(0)).iter() {
        let sheaf = Sheaf::read(&listed(&one));
        let id = sheaf.head.as_ref().map(|head| head.id.clone()).unwrap_or_default();
        match put(&mut making, sheaf) {
            Some(()) => making.count += 1,
            None => left_out.push(id),
        }
    }
    MAKING.set(Some(making));
    Ok(Array::of1(&list(&left_out)))
}

/// Puts one in, once it is clear that it reads back; `None` where it cannot be read.
fn put(making: &mut Making, sheaf: Sheaf) -> Option<()> {
    let head = sheaf.head.clone().and_then(Head::read)?;
    let known = super::rubric(&head.rubric_digest, &sheaf.rubric)?;
    let (journal, contents) = (sheaf.journal(&head), sheaf.attachments.clone());
    let opened = sheaf.open(&known)?;
    let (rubric, assessment) = (opened.rubric, opened.assessment);
    let out = Outgoing {
        rubric: &rubric,
        assessment: &assessment,
        card: &score(&rubric, &assessment),
        text: None,
        journal: &journal,
        attachments: &head.attachments,
    };
    // What is attached stands beside it in the backup.
    let (back, found) =
        Parcel::open_packed(exchange::write(&out).as_bytes()).ok()?.unpack_as(&rubric).ok()?;
    if back != assessment || !found.is_empty() {
        return None;
    }
    let Head { id, changed, revision, deleted, .. } = head.clone();
    making.backup.assessment(Kept { id, changed, revision, deleted }, &out).ok()?;
    making.backup.rubric(&known.text);
    for (name, bytes) in &contents {
        if head.attachments.iter().any(|one| one.name == *name) {
            making.backup.attachment(bytes);
        }
    }
    Some(())
}

/// The finished backup: its name, its media type and its bytes, once it was opened and counted again.
pub async fn end(with: &Array, language: Language) -> Answer {
    let Making { backup, count } = MAKING.take().ok_or_else(|| Not::Refused(words::gone(language)))?;
    let name = format!("{}.zip", with.get(0).as_string().unwrap_or_default());
    let bytes =
        backup.finish().map_err(|why| Not::Refused(package::sentence::not_written(&why, language)))?;
    // Opening it holds every entry against its size and its digest.
    let is_whole = Backup::open(&bytes).is_ok_and(|backup| {
        backup.about().counts.assessments == count && backup.assessments().all(|(_, parcel)| parcel.is_ok())
    });
    if !is_whole {
        return Err(Not::Refused(words::not_written(language)));
    }
    match with.get(1).as_string() {
        Some(passphrase) => sealed(&name, &bytes, &passphrase).await,
        None => Ok(file(&name, ZIP, &bytes)),
    }
}
