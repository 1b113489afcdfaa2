//! Texts from the app's own address: the rubrics that ship with it. The page's policy lets it ask nobody else.
//! Read next: `files`.

use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use super::clock;

/// How long an answer may take.
const PATIENCE_MS: u32 = 30_000;

/// Why there is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: no connection, or too slow a one.
    Unreachable,
    /// An answer, but not with this text; the HTTP status.
    Refused(u16),
}

/// The text at an address relative to the page. What the browser keeps of it is used only once the server said that
/// it is still the same.
///
/// # Errors
/// As [`FetchError`] says.
pub async fn text(address: &str) -> Result<String, FetchError> {
    let window = web_sys::window().ok_or(FetchError::Unreachable)?;
    let asking = RequestInit::new();
    asking.set_cache(RequestCache::NoCache);
    let answer = in_time(window.fetch_with_str_and_init(address, &asking)).await?;
    let answer: Response = answer.dyn_into().map_err(|_| FetchError::Unreachable)?;
    if !answer.ok() {
        return Err(FetchError::Refused(answer.status()));
    }
    let text = in_time(answer.text().map_err(|_| FetchError::Unreachable)?).await?;
    text.as_string().ok_or(FetchError::Unreachable)
}

/// What a promise gives, or nothing where it fails or takes too long.
async fn in_time(promise: Promise) -> Result<wasm_bindgen::JsValue, FetchError> {
    let first = Promise::race(&Array::of2(&promise, &clock::timer(PATIENCE_MS)));
    match JsFuture::from(first).await {
        Ok(value) if !value.is_undefined() => Ok(value),
        Ok(_) | Err(_) => Err(FetchError::Unreachable),
    }
}
