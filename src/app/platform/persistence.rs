//! What the browser promises of the store: whether it keeps it for good, how much it holds and how much it may hold.
//! On plain http, and in a few browsers, there is nobody to ask. Read next: `install`, then `store`.

use std::future::Future;

use gongping::editing::care::{Persistence, Space};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use super::{clock, local};

/// Key of the word that the browser was asked.
const ASKED: &str = "gongping.persist";

/// How it stands, without asking for anything.
pub async fn look() -> Persistence {
    let Some(storage) = storage() else { return Persistence::Unknown };
    let Ok(answer) = storage.persisted() else { return Persistence::Unknown };
    match JsFuture::from(answer).await.ok().and_then(|yes| yes.as_bool()) {
        Some(true) => Persistence::Granted,
        Some(false) if was_asked() => Persistence::Denied,
        Some(false) => Persistence::NotAsked,
        None => Persistence::Unknown,
    }
}

/// Asks the browser to keep the store for good, and remembers that it was asked. Call it in the event of something a
/// person did: some browsers ask them, and only then.
pub fn ask() -> impl Future<Output = Persistence> {
    let asked = storage().and_then(|storage| storage.persist().ok());
    async move {
        let Some(asked) = asked else { return Persistence::Unknown };
        match JsFuture::from(asked).await.ok().and_then(|yes| yes.as_bool()) {
            Some(true) => Persistence::Granted,
            Some(false) => {
                local::write(ASKED, &clock::now_ms());
                Persistence::Denied
            }
            None => Persistence::Unknown,
        }
    }
}

/// How much is stored; `None` where the browser does not say.
pub async fn space() -> Option<Space> {
    let estimate = JsFuture::from(storage()?.estimate().ok()?).await.ok()?;
    let figure =
        |name: &str| Reflect::get(&estimate, &JsValue::from_str(name)).ok()?.as_f64().map(clock::whole);
    Some(Space { used: figure("usage")?, given: figure("quota")? })
}

fn was_asked() -> bool {
    local::read::<u64>(ASKED).is_some()
}

/// Whom to ask; on plain http the property is not there, whatever the bindings say.
fn storage() -> Option<StorageManager> {
    let storage = web_sys::window()?.navigator().storage();
    (!storage.is_undefined()).then_some(storage)
}
