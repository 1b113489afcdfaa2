//! A word left beside the store, in localStorage, which survives damage that empties IndexedDB: the store's name,
//! how many strict writes it had seen, and how many assessments it held. It tells a wiped, rolled-back or thinned-out
//! store from a first visit. It is never the only copy of anything. Read next: `store`.

use super::super::local;

const KEY: &str = "gongping.store";

/// What was last known of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Canary {
    pub(super) store: String,
    pub(super) revision: u64,
    pub(super) count: u32,
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
    /// The store lost writes it had confirmed, or assessments it held.
    RolledBack,
}

/// What was found in the store.
pub(super) struct Found<'a> {
    pub(super) store: Option<&'a str>,
    pub(super) revision: u64,
    /// The assessments there are.
    pub(super) count: u32,
    /// The assessments there were at the last write that changed their number; `None` in a store from before they
    /// were counted.
    pub(super) counted: Option<u32>,
    pub(super) created: bool,
    pub(super) data_lost: bool,
}

/// The word, where one was left that makes sense: the count of writes, the store's name, the count of assessments.
pub(super) fn read() -> Option<Canary> {
    let word: String = local::read(KEY)?;
    let mut parts = word.split(' ');
    let revision = parts.next()?.parse().ok()?;
    let store = parts.next()?.to_owned();
    // A word from before assessments were counted has no count.
    let count = parts.next().and_then(|count| count.parse().ok()).unwrap_or_default();
    Some(Canary { store, revision, count })
}

pub(super) fn write(store: &str, revision: u64, count: u32) {
    local::write(KEY, &format!("{revision} {store} {count}"));
}

/// Compares the store found with the word that was left. A store that has seen more than the word knows better itself
/// how many assessments it held.
pub(super) fn compare(found: &Found) -> Continuity {
    let left = read();
    let fewer = |than: u32| found.count < than;
    match &left {
        _ if found.data_lost => Continuity::Wiped,
        Some(left) if Some(left.store.as_str()) != found.store => Continuity::Wiped,
        Some(left) if left.revision > found.revision => Continuity::RolledBack,
        Some(left) if left.revision == found.revision && fewer(left.count) => Continuity::RolledBack,
        _ if found.counted.is_some_and(fewer) => Continuity::RolledBack,
        None if found.created => Continuity::FirstVisit,
        _ => Continuity::Intact,
    }
}
