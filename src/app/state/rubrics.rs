//! The rubrics this page has read: each text once, under its digest, and then shared. Those that ship are asked for
//! at the app's own address when they are needed; those that assessments use lie in the store.
//! May import `platform` and the library. Read next: `library::rubrics`, which knows the store.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use gongping::exchange::Known;
use gongping::record::Record;
use gongping::rubric::Rubric;
use gongping::rubric::catalogue::{self, Catalogue, Entry};
use gongping::rubric::file::Problem;
use gongping::rubric::grades::BandSet;

use crate::app::platform::fetch::{self, FetchError};

/// Where the files are, from the page.
const FOLDER: &str = "rubrics/";
/// The published sets of grades, in that folder.
const GRADES: &str = "grades.json";

/// The record that is stored of a rubric.
pub fn record(known: &Known) -> Record {
    Record { id: known.rubric.digest().to_owned(), json: known.text.to_string() }
}

/// Why a rubric that ships is not to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The server does not answer.
    Unreachable,
    /// The server has no such file, or another one than the catalogue names.
    Changed,
}

impl From<FetchError> for Trouble {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::Unreachable => Self::Unreachable,
            FetchError::Refused(_) => Self::Changed,
        }
    }
}

thread_local! {
    /// By digest. A page has one thread.
    static HELD: RefCell<BTreeMap<String, Known>> = const { RefCell::new(BTreeMap::new()) };
    static SETS: RefCell<Option<Arc<[BandSet]>>> = const { RefCell::new(None) };
    static CATALOGUE: RefCell<Option<Arc<Catalogue>>> = const { RefCell::new(None) };
}

/// The rubric of that digest, where this page has read it.
pub fn held(digest: &str) -> Option<Known> {
    HELD.with_borrow(|held| held.get(digest).cloned())
}

/// Reads a rubric's text and keeps it for this page.
///
/// # Errors
/// As for [`Known::read`].
pub fn take(text: &str) -> Result<Known, Vec<Problem>> {
    let known = Known::read(text)?;
    keep(&known);
    Ok(known)
}

/// Keeps a rubric for this page.
pub fn keep(known: &Known) {
    HELD.with_borrow_mut(|all| all.insert(known.rubric.digest().to_owned(), known.clone()));
}

/// Everything a search may look for in a rubric, in lower case.
pub fn words_of(rubric: &Rubric) -> String {
    let mut words = String::from(rubric.title());
    let mut say = |text: &str| {
        words.push('\n');
        words.push_str(text);
    };
    say(&rubric.source().title);
    rubric.sections().iter().for_each(|section| say(&section.name));
    for row in rubric.indicators() {
        row.name.iter().for_each(|name| say(name));
        for text in [row.label.as_str(), &row.text, &row.rule_text] {
            say(text);
        }
    }
    words.to_lowercase()
}

/// Whether the rubric of that digest ships, as far as this page knows.
pub fn ships(digest: &str) -> bool {
    CATALOGUE.with_borrow(|catalogue| {
        catalogue.as_ref().is_some_and(|catalogue| catalogue.by_digest(digest).is_some())
    })
}

/// The list of the rubrics that ship, asked for once.
///
/// # Errors
/// As [`Trouble`] says; the next call asks again.
pub async fn shipped() -> Result<Arc<Catalogue>, Trouble> {
    if let Some(catalogue) = CATALOGUE.with_borrow(Clone::clone) {
        return Ok(catalogue);
    }
    let text = fetch::text(&format!("{FOLDER}{}", catalogue::FILE)).await?;
    let catalogue = Arc::new(Catalogue::read(&text).ok_or(Trouble::Changed)?);
    CATALOGUE.set(Some(catalogue.clone()));
    Ok(catalogue)
}

/// A rubric that ships, asked for once.
///
/// # Errors
/// As [`Trouble`] says; the next call asks again.
pub async fn fetch(entry: &Entry) -> Result<Known, Trouble> {
    if let Some(held) = held(&entry.digest) {
        return Ok(held);
    }
    let text = fetch::text(&format!("{FOLDER}{}", entry.file)).await?;
    let held = take(&text).map_err(|_| Trouble::Changed)?;
    if held.rubric.digest() == entry.digest {
        return Ok(held);
    }
    // The app was replaced by a newer one meanwhile: the next call asks for the list anew.
    CATALOGUE.set(None);
    Err(Trouble::Changed)
}

/// The published sets of grades, asked for once.
///
/// # Errors
/// As [`Trouble`] says; the next call asks again.
pub async fn grade_sets() -> Result<Arc<[BandSet]>, Trouble> {
    if let Some(sets) = grade_sets_held() {
        return Ok(sets);
    }
    let text = fetch::text(&format!("{FOLDER}{GRADES}")).await?;
    let sets: Arc<[BandSet]> = BandSet::read_all(&text).map_err(|_| Trouble::Changed)?.into();
    SETS.set(Some(sets.clone()));
    Ok(sets)
}

/// The published sets of grades, where this page has read them.
pub fn grade_sets_held() -> Option<Arc<[BandSet]>> {
    SETS.with_borrow(Clone::clone)
}
