//! The worker's desk: each message of the page is one question, with its number, the language of the sentences and
//! what is to be done; each gets one answer under its number. What a chosen file holds stays here between questions.
//! May import the library. Read next: `wire`, then `look`.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gongping::rubric::Known;
use gongping::score::sentence::Language;
use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

mod look;
mod wire;
mod words;
mod write;

/// Why a question is not answered as it was meant.
pub enum Not {
    /// With this sentence.
    Refused(String),
}

/// What an answer holds.
pub type Answer = Result<Array, Not>;

thread_local! {
    /// The rubrics the page has handed over or a file has brought, by digest. A worker has one thread.
    static RUBRICS: RefCell<BTreeMap<String, Known>> = const { RefCell::new(BTreeMap::new()) };
}

/// Listens from now on, and says so.
pub fn open() {
    std::panic::set_hook(Box::new(console_error_panic_hook::hook));
    let desk: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if let Ok(question) = event.data().dyn_into::<Array>() {
            spawn_local(async move {
                let answer = answer(&question).await;
                post(&question.get(0), answer);
            });
        }
    });
    desk.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    say(&Array::of2(&0.into(), &"listens".into()), &Array::new());
}

/// Answers one question.
async fn answer(question: &Array) -> Answer {
    let text = |at| question.get(at).as_string().unwrap_or_default();
    let language = if text(1) == "en" { Language::English } else { Language::Chinese };
    let with = question.slice(3, question.length());
    match text(2).as_str() {
        "look" => look::look(&with, language),
        "unpack" => look::unpack(&with, language),
        "compare" => look::compare(&with),
        "take" => look::take(&with, language),
        "write" => write::write(&with, language),
        other => Err(Not::Refused(other.to_owned())),
    }
}

/// Sends an answer; its bytes go over without being copied.
fn post(number: &JsValue, answer: Answer) {
    let message = Array::of1(number);
    let transferred = Array::new();
    match answer {
        Ok(parts) => {
            message.push(&"done".into());
            for part in parts.iter() {
                if let Some(bytes) = part.dyn_ref::<js_sys::Uint8Array>() {
                    transferred.push(&bytes.buffer());
                }
                message.push(&part);
            }
        }
        Err(Not::Refused(sentence)) => {
            message.push(&"refused".into());
            message.push(&sentence.into());
        }
    }
    say(&message, &transferred);
}

fn say(message: &Array, transferred: &Array) {
    let desk: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    // Texts and bytes can always be sent; were they not, the page would tell that no answer came.
    let _ = desk.post_message_with_transfer(message, transferred);
}

/// The rubric of that digest: the one that is here, or the one in this text.
fn rubric(digest: &str, text: &str) -> Option<Known> {
    if let Some(known) = RUBRICS.with_borrow(|rubrics| rubrics.get(digest).cloned()) {
        return Some(known);
    }
    let known = Known::read(text).ok()?;
    keep(&known);
    Some(known)
}

/// Keeps a rubric for further questions.
fn keep(known: &Known) {
    RUBRICS.with_borrow_mut(|rubrics| rubrics.insert(known.rubric.digest().to_owned(), known.clone()));
}
