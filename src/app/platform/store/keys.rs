//! Keys and values of the records: how they are made, and how they are read back with care.
//! Read next: `transaction`.

use gongping::editing::StoreError;
use gongping::record::Record;
use js_sys::{Array, JSON, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbKeyRange, IdbObjectStore, IdbRequest};

use super::transaction::{error_of, results, texts};

pub(super) fn text_key(text: &str) -> JsValue {
    JsValue::from_str(text)
}

/// The key of what is numbered within an assessment.
pub(super) fn numbered(assessment: &str, number: u32) -> JsValue {
    Array::of2(&text_key(assessment), &JsValue::from(number)).into()
}

/// The key of what is named within an assessment.
pub(super) fn named(assessment: &str, name: &str) -> JsValue {
    Array::of2(&text_key(assessment), &text_key(name)).into()
}

/// The keys of all that belongs to an assessment: in the order of keys a list comes after every text and number.
pub(super) fn all_of(assessment: &str) -> Result<JsValue, StoreError> {
    let lower = Array::of1(&text_key(assessment));
    let upper = Array::of2(&text_key(assessment), &Array::new());
    IdbKeyRange::bound(&lower, &upper).map(JsValue::from).map_err(|e| error_of(&e))
}

/// One part of a key that is a list, where it is a text.
pub(super) fn text_part(key: &JsValue, at: u32) -> String {
    key.dyn_ref::<Array>().and_then(|key| key.get(at).as_string()).unwrap_or_default()
}

/// The number in a key of [`numbered`]; 0 where there is none.
pub(super) fn number_part(key: &JsValue) -> u32 {
    key.dyn_ref::<Array>().and_then(|key| key.get(1).as_f64()).map_or(0, whole)
}

/// A number of the browser as the small whole number it is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "versions, turns, steps and counts are small whole numbers; the cast saturates"
)]
pub(super) fn whole(number: f64) -> u32 {
    number as u32
}

/// The number that a finished request counted.
pub(super) fn counted(request: &IdbRequest) -> u32 {
    request.result().ok().and_then(|count| count.as_f64()).map_or(0, whole)
}

/// Puts a text under a text.
pub(super) fn put(store: &IdbObjectStore, key: &str, value: &str) -> Result<(), JsValue> {
    store.put_with_key(&text_key(value), &text_key(key)).map(|_| ())
}

/// All keys and values of a store, or of a range of it.
pub(super) type Both = (IdbRequest, IdbRequest);

/// Asks for all keys and values in a range.
pub(super) fn both_of(store: &IdbObjectStore, range: &JsValue) -> Result<Both, JsValue> {
    Ok((store.get_all_keys_with_key(range)?, store.get_all_with_key(range)?))
}

/// The texts found, under keys that are texts.
pub(super) fn records((keys, values): &Both) -> Result<Vec<Record>, StoreError> {
    let pairs = texts(keys)?.into_iter().zip(texts(values)?);
    Ok(pairs.map(|(id, json)| Record { id, json }).collect())
}

/// The numbered texts found, in the order of their numbers; a step that is no text is empty.
pub(super) fn numbered_texts((keys, values): &Both) -> Result<Vec<(u32, String)>, StoreError> {
    let numbers: Vec<u32> = results(keys)?.iter().map(|key| number_part(&key)).collect();
    Ok(numbers.into_iter().zip(texts(values)?).collect())
}

/// The named bytes found; what holds none is left out.
pub(super) fn named_bytes((keys, values): &Both) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let pairs = results(keys)?.into_iter().zip(results(values)?);
    let bytes = |value: &JsValue| value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
    Ok(pairs.filter_map(|(key, value)| Some((text_part(&key, 1), bytes(&value)?))).collect())
}

/// A stored value as a person can send it to somebody: a text as it is, anything else as JSON.
pub(super) fn raw(value: &JsValue) -> String {
    let other = || JSON::stringify(value).ok().and_then(|json| json.as_string());
    value.as_string().or_else(other).unwrap_or_default()
}
