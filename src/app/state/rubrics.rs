//! The rubrics this app has, each read once and then shared.
//! May import the library. Read next: `library`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use gongping::rubric::{Rubric, bundled};

thread_local! {
    /// A page has one thread.
    static READ: RefCell<BTreeMap<&'static str, Arc<Rubric>>> = const { RefCell::new(BTreeMap::new()) };
}

/// The rubric of that id; `None` where this app has none.
pub fn rubric(id: &str) -> Option<Arc<Rubric>> {
    let bundled = bundled::find(id)?;
    if let Some(read) = READ.with_borrow(|read| read.get(bundled.id).cloned()) {
        return Some(read);
    }
    let rubric = Arc::new(bundled.read().ok()?);
    READ.with_borrow_mut(|read| read.insert(bundled.id, rubric.clone()));
    Some(rubric)
}

/// All of them, in the order in which they are offered.
pub fn all() -> Vec<Arc<Rubric>> {
    bundled::all().filter_map(|bundled| rubric(bundled.id)).collect()
}
