//! The clipboard, for texts a person asks to copy. Read next: `files`.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Copies a text; gives whether the browser did. Call it in the press that asks for it.
pub fn copy(text: &str) -> impl Future<Output = bool> + use<> {
    let copying = begin(text);
    async move {
        match copying {
            Ok(copying) => JsFuture::from(copying).await.is_ok(),
            Err(_) => false,
        }
    }
}

/// Asked for by name: a page at an address without encryption has no clipboard, and then this is an error.
fn begin(text: &str) -> Result<Promise, JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    write.call1(&clipboard, &text.into())?.dyn_into()
}
