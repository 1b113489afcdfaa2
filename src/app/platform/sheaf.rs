//! An assessment as it lies in the store, on its way between the page and the file worker: texts and bytes in one list.
//! `src/files/desk/wire.rs` is the worker's side of it. May import the library. Read next: `worker`.

use gongping::record::{Record, StoredCell};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::store::Whole;

/// An assessment and the text of its rubric, as they are sent.
pub fn array(whole: &Whole, rubric: &str) -> Array {
    let cells = whole.cells.iter().flat_map(|one| [&one.indicator, &one.cell, &one.value]);
    let files = whole
        .attachments
        .iter()
        .flat_map(|(name, bytes)| [text(name), Uint8Array::from(bytes.as_slice()).into()]);
    let parts: [JsValue; 8] = [
        text(&whole.project.id),
        text(&whole.project.json),
        text(&whole.head.id),
        text(&whole.head.json),
        cells.map(text).collect::<Array>().into(),
        whole.journal.iter().map(text).collect::<Array>().into(),
        files.collect::<Array>().into(),
        rubric.into(),
    ];
    parts.into_iter().collect()
}

/// As they came.
pub fn read(from: &Array) -> (Whole, String) {
    let one = |at| from.get(at).as_string().unwrap_or_default();
    let mut cells = texts(&from.get(4)).into_iter();
    let cell = |()| Some(StoredCell { indicator: cells.next()?, cell: cells.next()?, value: cells.next()? });
    let mut files = list(&from.get(6)).into_iter();
    let file = |()| Some((files.next()?.as_string()?, files.next()?.dyn_into::<Uint8Array>().ok()?.to_vec()));
    let whole = Whole {
        project: Record { id: one(0), json: one(1) },
        head: Record { id: one(2), json: one(3) },
        cells: std::iter::repeat(()).map_while(cell).collect(),
        journal: texts(&from.get(5)),
        attachments: std::iter::repeat(()).map_while(file).collect(),
    };
    (whole, one(7))
}

/// The texts of a list the worker sent.
pub fn texts(from: &JsValue) -> Vec<String> {
    list(from).iter().map(|one| one.as_string().unwrap_or_default()).collect()
}

/// What a list holds.
pub fn list(from: &JsValue) -> Vec<JsValue> {
    from.dyn_ref::<Array>().map(Array::to_vec).unwrap_or_default()
}

fn text(text: impl AsRef<str>) -> JsValue {
    text.as_ref().into()
}
