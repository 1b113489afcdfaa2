//! Reading the lists: all projects and heads page by page, so that thousands of them hold nothing up, and before them
//! the few that the first screen shows.
//! May import the library's `editing` and `record`. Read next: `transaction`.

use std::cell::RefCell;
use std::rc::Rc;

use gongping::editing::{Durability, StoreError};
use gongping::record::Record;
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest};

use super::keys::{Both, put, records, text_key};
use super::schema::{ASSESSMENTS, FRONT, META, PROJECTS};
use super::transaction::{Access, Transaction, follow, results, text};
use super::{PATIENCE_MS, Store};

/// How many records are read at once.
const PAGE: u32 = 250;

/// Everything but the cells, as it was at one moment.
pub struct Listing {
    /// All projects, oldest first.
    pub projects: Vec<Page>,
    /// The heads of all assessments, oldest first.
    pub assessments: Vec<Page>,
}

/// Some records, read but not looked at yet.
pub struct Page(Both);

impl Page {
    /// The records.
    ///
    /// # Errors
    /// `Aborted`, where the browser gives none.
    pub fn records(&self) -> Result<Vec<Record>, StoreError> {
        records(&self.0)
    }
}

/// What the first screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Front {
    /// The projects worked on last.
    pub projects: Vec<Record>,
    /// The heads of their assessments.
    pub assessments: Vec<Record>,
}

/// Requests for records, each under its id.
type Asked = Rc<RefCell<Vec<(String, IdbRequest)>>>;

impl Store {
    /// Whether there are so many assessments that reading them all takes a while.
    pub fn is_long(&self) -> bool {
        self.0.found.get() > PAGE
    }

    /// All projects and the heads of all assessments, without their cells.
    ///
    /// # Errors
    /// `Closed` and what [`Store::open`] gives when opening again did not help, `TimedOut`, `Aborted`.
    pub async fn list(&self) -> Result<Listing, StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &[PROJECTS, ASSESSMENTS], Access::Read)?;
            let paged = |name| {
                let pages: Rc<RefCell<Vec<Page>>> = Rc::default();
                let asked = transaction.request(name, |store| ask(store.clone(), None, pages.clone()));
                asked.map(|()| pages)
            };
            let (projects, assessments) = (paged(PROJECTS)?, paged(ASSESSMENTS)?);
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                Ok(Listing { projects: projects.take(), assessments: assessments.take() })
            })
        })
        .await
    }

    /// The projects that [`Store::put_front`] named, as far as they are still there, with their assessments.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn front(&self) -> Result<Front, StoreError> {
        self.attempt(|database| {
            let stores = [META, PROJECTS, ASSESSMENTS];
            let transaction = Transaction::begin(database, &stores, Access::Read)?;
            let named = transaction.request(META, |store| store.get(&text_key(FRONT)))?;
            let projects = transaction.request(PROJECTS, |store| Ok(store.clone()))?;
            let heads = transaction.request(ASSESSMENTS, |store| Ok(store.clone()))?;
            let (of, in_them) = (Asked::default(), Asked::default());
            let (asked_of, asked_in_them) = (of.clone(), in_them.clone());
            transaction.follow(&named, move |named| {
                let named = named.result()?.as_string().unwrap_or_default();
                for line in named.lines() {
                    let mut ids = line.split(' ');
                    ids.next().map_or(Ok(()), |id| get(&projects, id, &asked_of))?;
                    ids.try_for_each(|id| get(&heads, id, &asked_in_them))?;
                }
                Ok(())
            });
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                Ok(Front { projects: found(&of)?, assessments: found(&in_them)? })
            })
        })
        .await
    }

    /// Names the projects of the first screen: a line for each, its id and those of its assessments. What is lost of
    /// it is made anew, so it is a relaxed write.
    ///
    /// # Errors
    /// `Quota`, and as [`Store::list`].
    pub async fn put_front(&self, lines: &str) -> Result<(), StoreError> {
        self.attempt(|database| {
            let access = Access::Write(Durability::Relaxed);
            let transaction = Transaction::begin(database, &[META], access)?;
            transaction.request(META, |store| put(store, FRONT, lines))?;
            Ok(transaction.commit(PATIENCE_MS))
        })
        .await
    }
}

/// Asks for a page of a store after a key, and once it is there for the next.
fn ask(store: IdbObjectStore, after: Option<JsValue>, pages: Rc<RefCell<Vec<Page>>>) -> Result<(), JsValue> {
    let range = match after {
        Some(key) => IdbKeyRange::lower_bound_with_open(&key, true)?.into(),
        None => JsValue::UNDEFINED,
    };
    let keys = store.get_all_keys_with_key_and_limit(&range, PAGE)?;
    let values = store.get_all_with_key_and_limit(&range, PAGE)?;
    pages.borrow_mut().push(Page((keys.clone(), values.clone())));
    follow(store.transaction(), &values, move |_| {
        let keys = results(&keys).map_err(|_| JsValue::NULL)?;
        if keys.length() == PAGE { ask(store, Some(keys.get(PAGE - 1)), pages) } else { Ok(()) }
    });
    Ok(())
}

fn get(store: &IdbObjectStore, id: &str, asked: &Asked) -> Result<(), JsValue> {
    let request = store.get(&text_key(id))?;
    asked.borrow_mut().push((id.to_owned(), request));
    Ok(())
}

/// The records that were there, in the order they were asked for.
fn found(asked: &Asked) -> Result<Vec<Record>, StoreError> {
    let mut records = Vec::new();
    for (id, request) in asked.take() {
        records.extend(text(&request)?.map(|json| Record { id, json }));
    }
    Ok(records)
}
