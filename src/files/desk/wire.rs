//! What goes between the page and the worker: an assessment as the texts that lie in the store. `src/app/platform/
//! sheaf.rs` is the page's side of it. May import the library. Read next: `look`.

use gongping::record::{Head, Journal, Opened, Record, Step, StoredCell, assemble, read_project};
use gongping::rubric::Known;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;

/// An assessment as it lies in the store.
#[derive(Debug, Clone, Default)]
pub struct Sheaf {
    /// The project's record.
    pub project: Option<Record>,
    /// The head's record.
    pub head: Option<Record>,
    /// What was typed.
    pub cells: Vec<StoredCell>,
    /// The steps of the journal, in their order.
    pub journal: Vec<String>,
    /// The attachments: their names and bytes.
    pub attachments: Vec<(String, Vec<u8>)>,
    /// The text of the rubric; empty where it was handed over before.
    pub rubric: String,
}

impl Sheaf {
    /// Reads what the page sent.
    pub fn read(from: &Array) -> Self {
        let text = |at| from.get(at).as_string().unwrap_or_default();
        let list = |at| from.get(at).dyn_into::<Array>().unwrap_or_default();
        let mut cells = texts(&list(4)).into_iter();
        let cell =
            |()| Some(StoredCell { indicator: cells.next()?, cell: cells.next()?, value: cells.next()? });
        Self {
            project: Some(Record { id: text(0), json: text(1) }),
            head: Some(Record { id: text(2), json: text(3) }),
            cells: std::iter::repeat(()).map_while(cell).collect(),
            journal: texts(&list(5)),
            attachments: attachments(&list(6)),
            rubric: text(7),
        }
    }

    /// What the page is sent.
    pub fn array(&self) -> Array {
        let array = Array::new();
        for record in [&self.project, &self.head] {
            let record = record.clone().unwrap_or(Record { id: String::new(), json: String::new() });
            array.push(&record.id.into());
            array.push(&record.json.into());
        }
        let cells = self.cells.iter().flat_map(|one| [&one.indicator, &one.cell, &one.value]);
        array.push(&list(cells));
        array.push(&list(&self.journal));
        let files = Array::new();
        for (name, bytes) in &self.attachments {
            files.push(&name.into());
            files.push(&Uint8Array::from(bytes.as_slice()));
        }
        array.push(&files);
        array.push(&self.rubric.as_str().into());
        array
    }

    /// The journal: where a step is damaged, what came after it.
    pub fn journal(&self, head: &Head) -> Journal {
        let steps: Vec<Option<Step>> = self.journal.iter().map(|json| Step::read(json)).collect();
        let before = steps.iter().rposition(Option::is_none).map_or(0, |damaged| damaged + 1);
        Journal {
            before: before as u64,
            from_blank: head.journal.is_some() && before == 0,
            steps: steps.into_iter().skip(before).flatten().collect(),
        }
    }

    /// Puts the assessment together; `None` where a record is damaged.
    pub fn open(self, known: &Known) -> Option<Opened> {
        let project = read_project(self.project?)?;
        Some(assemble(known, project, Head::read(self.head?)?, self.cells))
    }
}

/// Texts as the page takes them.
pub fn list<'a>(texts: impl IntoIterator<Item = &'a String>) -> Array {
    texts.into_iter().map(|text| wasm_bindgen::JsValue::from(text.as_str())).collect()
}

fn texts(from: &Array) -> Vec<String> {
    from.iter().map(|one| one.as_string().unwrap_or_default()).collect()
}

fn attachments(from: &Array) -> Vec<(String, Vec<u8>)> {
    let mut parts = from.iter();
    let one = |()| Some((parts.next()?.as_string()?, parts.next()?.dyn_into::<Uint8Array>().ok()?.to_vec()));
    std::iter::repeat(()).map_while(one).collect()
}
