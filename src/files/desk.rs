//! The worker's desk: each message of the page is one question, with its number, the language of the sentences and
//! what is to be done; each gets one answer under its number. What a chosen file holds stays here between questions.
//! May import the library. Read next: `wire`, then `look`.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gongping::rubric::Known;
use gongping::score::sentence::Language;
use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

mod backup;
mod compare;
mod look;
mod restore;
mod seal;
mod wire;
mod words;
mod write;

/// Why a question is not answered as it was meant.
#[derive(Debug)]
pub enum Not {
    /// With this sentence.
    Refused(String),
    /// The file is sealed: its passphrase is needed.
    Locked,
    /// The passphrase is another one, or the file was changed.
    Wrong,
    /// The browser offers no cryptography here.
    Insecure,
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
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
        if let Ok(question) = event.data().dyn_into::<Array>() {
            spawn_local(async move {
                let answer = answer(&question).await;
                post(&question.get(0), answer);
            });
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
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
        "unseal" => look::unseal(&with, language).await,
        "unpack" => look::unpack(&with, language),
        "compare" => Ok(look::compare(&with, language)),
        "take" => look::take(&with, language),
        "write" => write::write(&with, language).await,
        "backup" => Ok(backup::begin(&with)),
        "backup-add" => backup::add(&with, language),
        "backup-end" => backup::end(&with, language).await,
        "weigh" => restore::weigh(&with, language),
        "restore" => restore::restore(&with, language),
        other => Err(Not::Refused(other.to_owned())),
    }
}

/// Sends an answer; its bytes go over without being copied.
fn post(number: &JsValue, answer: Answer) {
    let message = Array::of1(number);
    let transferred = Array::new();
    let word = match &answer {
        Ok(_) => "done",
        Err(Not::Refused(_)) => "refused",
        Err(Not::Locked) => "locked",
        Err(Not::Wrong) => "wrong",
        Err(Not::Insecure) => "insecure",
    };
    message.push(&word.into());
    match answer {
        Ok(parts) => {
            for part in parts.iter() {
                if let Some(bytes) = part.dyn_ref::<Uint8Array>() {
                    transferred.push(&bytes.buffer());
                }
                message.push(&part);
            }
        }
        Err(Not::Refused(sentence)) => {
            message.push(&sentence.into());
        }
        Err(Not::Locked | Not::Wrong | Not::Insecure) => {}
    }
    say(&message, &transferred);
}

fn say(message: &Array, transferred: &Array) {
    // Texts and bytes can always be sent; were they not, the page would tell that no answer came.
    let _ = scope().post_message_with_transfer(message, transferred);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
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

/// Milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates at 0")]
fn now() -> u64 {
    Date::now() as u64
}

/// The bytes of a part of a question.
fn bytes(part: &JsValue) -> Vec<u8> {
    part.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
}

/// The list in a part of a question.
fn listed(part: &JsValue) -> Array {
    part.dyn_ref::<Array>().cloned().unwrap_or_default()
}
