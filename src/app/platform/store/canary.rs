//! A word left beside the store, in localStorage, which survives damage that empties IndexedDB: the store's name
//! and how many strict writes it had seen. It tells a wiped or rolled-back store from a first visit.
//! It is never the only copy of anything. Read next: `store`.

use super::super::local;

const KEY: &str = "gongping.store";

/// What was last known of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Canary {
    pub(super) store: String,
    pub(super) revision: u64,
}

/// How the store found compares with the one last seen in this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Continuity {
    /// Nothing was ever stored here, as far as the browser knows.
    FirstVisit,
    /// The store as it was left.
    Intact,
    /// There was another store, and it is gone.
    Wiped,
    /// The store lost writes it had confirmed.
    RolledBack,
}

/// The word, where one was left that makes sense: the count, a blank, the store's name.
pub(super) fn read() -> Option<Canary> {
    let word: String = local::read(KEY)?;
    let (revision, store) = word.split_once(' ')?;
    Some(Canary { store: store.to_owned(), revision: revision.parse().ok()? })
}

pub(super) fn write(store: &str, revision: u64) {
    local::write(KEY, &format!("{revision} {store}"));
}

/// Compares the store found with the word that was left.
pub(super) fn compare(store: Option<&str>, revision: u64, created: bool, data_lost: bool) -> Continuity {
    match read() {
        _ if data_lost => Continuity::Wiped,
        Some(left) if Some(left.store.as_str()) != store => Continuity::Wiped,
        Some(left) if left.revision > revision => Continuity::RolledBack,
        None if created => Continuity::FirstVisit,
        _ => Continuity::Intact,
    }
}
