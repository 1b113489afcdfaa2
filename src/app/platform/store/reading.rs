//! Reading what belongs to one assessment, and what cannot be read as it is.
//! May import the library's `editing` and `record`. Read next: `transaction`.

use gongping::editing::StoreError;
use gongping::json::Writer;
use gongping::record::{Record, StoredCell};

use super::assessments::Whole;
use super::keys::{Both, all_of, both_of, named_bytes, numbered_texts, raw, text_key, text_part};
use super::schema::{ASSESSMENTS, ATTACHMENTS, CELLS, JOURNAL, PROJECTS, RUBRICS};
use super::transaction::{Access, Transaction, results, text};
use super::{PATIENCE_MS, Store};

/// What is read to open an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// Its head, as it is stored at that moment; `None` where there is none, or it is no text.
    pub head: Option<String>,
    /// Its cells.
    pub cells: Vec<StoredCell>,
    /// Cells that hold no text, with what they hold.
    pub damaged: Vec<StoredCell>,
    /// The steps of its journal as JSON, under their numbers.
    pub journal: Vec<(u32, String)>,
    /// The text of its rubric, where it is stored.
    pub rubric: Option<String>,
}

/// What kind of record is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A project.
    Project,
    /// The head of an assessment, or an assessment whose project is not there.
    Assessment,
}

impl Store {
    /// An assessment with its journal, and the text of the rubric of that digest where there is one.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn load(&self, assessment: &str, rubric: &str) -> Result<Loaded, StoreError> {
        self.attempt(|database| {
            let stores = [ASSESSMENTS, CELLS, JOURNAL, RUBRICS];
            let transaction = Transaction::begin(database, &stores, Access::Read)?;
            let range = all_of(assessment)?;
            let head = transaction.request(ASSESSMENTS, |store| store.get(&text_key(assessment)))?;
            let cells = transaction.request(CELLS, |store| both_of(store, &range))?;
            let journal = transaction.request(JOURNAL, |store| both_of(store, &range))?;
            let rubric = transaction.request(RUBRICS, |store| store.get(&text_key(rubric)))?;
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                let (cells, damaged) = stored_cells(&cells)?;
                Ok(Loaded {
                    head: text(&head)?,
                    cells,
                    damaged,
                    journal: numbered_texts(&journal)?,
                    rubric: text(&rubric)?,
                })
            })
        })
        .await
    }

    /// Everything that is stored of an assessment of that project; `None` where there is no such assessment, or no
    /// such project.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn load_all(&self, assessment: &str, project: &str) -> Result<Option<Whole>, StoreError> {
        self.attempt(|database| {
            let stores = [PROJECTS, ASSESSMENTS, CELLS, JOURNAL, ATTACHMENTS];
            let transaction = Transaction::begin(database, &stores, Access::Read)?;
            let range = all_of(assessment)?;
            let of = transaction.request(PROJECTS, |store| store.get(&text_key(project)))?;
            let head = transaction.request(ASSESSMENTS, |store| store.get(&text_key(assessment)))?;
            let ranged = |store: &str| transaction.request(store, |store| both_of(store, &range));
            let (cells, journal, attachments) = (ranged(CELLS)?, ranged(JOURNAL)?, ranged(ATTACHMENTS)?);
            let settled = transaction.end(PATIENCE_MS);
            let (id, project) = (assessment.to_owned(), project.to_owned());
            Ok(async move {
                settled.await?;
                let (Some(head), Some(of)) = (text(&head)?, text(&of)?) else { return Ok(None) };
                Ok(Some(Whole {
                    project: Record { id: project, json: of },
                    head: Record { id, json: head },
                    cells: stored_cells(&cells)?.0,
                    journal: numbered_texts(&journal)?.into_iter().map(|(_, step)| step).collect(),
                    attachments: named_bytes(&attachments)?,
                }))
            })
        })
        .await
    }

    /// The steps of the journal of an assessment as JSON, oldest first.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn journal(&self, assessment: &str) -> Result<Vec<String>, StoreError> {
        self.attempt(|database| {
            let transaction = Transaction::begin(database, &[JOURNAL], Access::Read)?;
            let range = all_of(assessment)?;
            let found = transaction.request(JOURNAL, |store| both_of(store, &range))?;
            let settled = transaction.end(PATIENCE_MS);
            Ok(async move {
                settled.await?;
                Ok(numbered_texts(&found)?.into_iter().map(|(_, step)| step).collect())
            })
        })
        .await
    }

    /// What is stored under an id, in full and as it is, as JSON that somebody can look into: the record itself, and
    /// for an assessment its cells and its journal.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub async fn raw(&self, kind: Kind, id: &str) -> Result<String, StoreError> {
        self.attempt(|database| {
            let stores = [PROJECTS, ASSESSMENTS, CELLS, JOURNAL];
            let transaction = Transaction::begin(database, &stores, Access::Read)?;
            let range = all_of(id)?;
            let record = transaction.request(kind.store(), |store| store.get(&text_key(id)))?;
            let cells = transaction.request(CELLS, |store| both_of(store, &range))?;
            let journal = transaction.request(JOURNAL, |store| both_of(store, &range))?;
            let settled = transaction.end(PATIENCE_MS);
            let id = id.to_owned();
            Ok(async move {
                settled.await?;
                let record = record.result().map(|record| raw(&record)).unwrap_or_default();
                let (cells, steps) = (pairs(&cells)?, pairs(&journal)?);
                Ok(Writer::document(|w| {
                    w.text("kind", kind.word());
                    w.text("id", &id);
                    w.text("record", &record);
                    w.objects("cells", &cells, |w, (key, value)| {
                        w.text("key", key);
                        w.text("value", value);
                    });
                    w.objects("journal", &steps, |w, (key, value)| {
                        w.text("key", key);
                        w.text("value", value);
                    });
                }))
            })
        })
        .await
    }
}

impl Kind {
    fn store(self) -> &'static str {
        match self {
            Self::Project => PROJECTS,
            Self::Assessment => ASSESSMENTS,
        }
    }

    /// What it is called in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Assessment => "assessment",
        }
    }
}

/// The cells found, and apart from them those that hold no text, with what they hold.
fn stored_cells((keys, values): &Both) -> Result<(Vec<StoredCell>, Vec<StoredCell>), StoreError> {
    let (mut cells, mut damaged) = (Vec::new(), Vec::new());
    for (key, value) in results(keys)?.into_iter().zip(results(values)?) {
        let (indicator, cell) = (text_part(&key, 1), text_part(&key, 2));
        match value.as_string() {
            Some(value) => cells.push(StoredCell { indicator, cell, value }),
            None => damaged.push(StoredCell { indicator, cell, value: raw(&value) }),
        }
    }
    Ok((cells, damaged))
}

/// The keys and values found, as they are.
fn pairs((keys, values): &Both) -> Result<Vec<(String, String)>, StoreError> {
    let pairs = results(keys)?.into_iter().zip(results(values)?);
    Ok(pairs.map(|(key, value)| (raw(&key), raw(&value))).collect())
}
