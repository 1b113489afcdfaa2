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
/// What is said of the whole store: [`STORE_ID`] and the keys after it.
pub(super) const META: &str = "meta";
/// [assessment id, turn] → the id of the tab that took it. Never deleted: they keep out a tab that slept through it all.
pub(super) const OWNERS: &str = "owners";
/// [assessment id, number] → a step of its journal as JSON.
pub(super) const JOURNAL: &str = "journal";
/// [assessment id, name] → the bytes of an attachment; what else is said of it stands in the head.
pub(super) const ATTACHMENTS: &str = "attachments";

/// Key in [`META`]: names this very store; another one means that the first is gone.
pub(super) const STORE_ID: &str = "store";
/// Key in [`META`]: counts strict writes, as decimal text.
pub(super) const REVISION: &str = "revision";
/// Key in [`META`]: how many assessments there are, the bin included, as decimal text.
pub(super) const COUNT: &str = "count";
/// Key in [`META`]: when the app was started last, in milliseconds since 1970, as decimal text.
pub(super) const SEEN: &str = "seen";
/// Key in [`META`]: when a backup was handed out, and what was in it, as JSON.
pub(super) const BACKUP: &str = "backup";
/// Key in [`META`]: the projects worked on last, as lines of ids.
pub(super) const FRONT: &str = "front";

type Step = fn(&IdbDatabase, &IdbTransaction) -> Result<(), JsValue>;

/// The step at position n leads from version n to version n + 1.
const STEPS: [Step; 3] = [first_stores, store_of_rubrics, turns_journal_and_attachments];

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

fn turns_journal_and_attachments(database: &IdbDatabase, _: &IdbTransaction) -> Result<(), JsValue> {
    [OWNERS, JOURNAL, ATTACHMENTS].iter().try_for_each(|name| database.create_object_store(name).map(|_| ()))
}
