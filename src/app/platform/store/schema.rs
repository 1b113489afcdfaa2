//! The shape of the database and the numbered steps to it. Everything about versions of the schema is here.
//! A step, once released, is never changed; a new one is added at the end.
//! Read next: `connection`.

use wasm_bindgen::JsValue;
use web_sys::{IdbDatabase, IdbTransaction};

use super::super::ids;

/// The database's name.
pub(super) const DATABASE: &str = "gongping";

/// Project id → the project as JSON.
pub(super) const PROJECTS: &str = "projects";
/// Assessment id → its head as JSON: everything but the cells.
pub(super) const ASSESSMENTS: &str = "assessments";
/// [assessment id, indicator id, cell key] → the text of the cell.
pub(super) const CELLS: &str = "cells";
/// SHA-256 of a rubric file → its text, to the byte. What an assessment uses is never deleted.
pub(super) const RUBRICS: &str = "rubrics";
/// [`STORE_ID`] and [`REVISION`].
pub(super) const META: &str = "meta";

/// Key in [`META`]: names this very store; another one means that the first is gone.
pub(super) const STORE_ID: &str = "store";
/// Key in [`META`]: counts strict writes, as decimal text.
pub(super) const REVISION: &str = "revision";

type Step = fn(&IdbDatabase, &IdbTransaction) -> Result<(), JsValue>;

/// The step at position n leads from version n to version n + 1.
const STEPS: [Step; 2] = [first_stores, store_of_rubrics];

/// The version this app reads and writes.
pub(super) fn version() -> u32 {
    u32::try_from(STEPS.len()).unwrap_or(u32::MAX)
}

/// Brings a database of an older version (0: just created) to this one, within the upgrade transaction.
pub(super) fn upgrade(
    from: usize,
    database: &IdbDatabase,
    transaction: &IdbTransaction,
) -> Result<(), JsValue> {
    STEPS.iter().skip(from).try_for_each(|step| step(database, transaction))
}

fn first_stores(database: &IdbDatabase, transaction: &IdbTransaction) -> Result<(), JsValue> {
    for name in [PROJECTS, ASSESSMENTS, CELLS, META] {
        database.create_object_store(name)?;
    }
    let id = JsValue::from_str(&ids::new());
    transaction.object_store(META)?.put_with_key(&id, &JsValue::from_str(STORE_ID))?;
    Ok(())
}

fn store_of_rubrics(database: &IdbDatabase, _: &IdbTransaction) -> Result<(), JsValue> {
    database.create_object_store(RUBRICS).map(|_| ())
}
