//! The dialogs over files: one that is being read, that is sealed, or that is refused; what it holds, before anything is
//! stored; and the passphrase for what goes out.
//! May import `state`, `parts`, `words` and the library. Read next: `preview`.

use crate::app::parts::live::press;
use leptos::prelude::*;

use crate::app::parts::dialog::Dialog;
use crate::app::state::library::files::{Incoming, Refusal};
use crate::app::state::library::library;
use crate::app::state::{general, language};
use crate::app::words::files::refusal as words_of;
use crate::app::words::import::Import;

mod passphrase;
mod preview;
mod restore;
mod rubric;

/// The dialog, for as long as there is a file to decide about.
pub fn import_dialog() -> AnyView {
    let incoming = library().incoming;
    let close = Callback::new(move |()| incoming.set(None));
    let shown = move || match incoming.get()? {
        Incoming::Reading { file } => Some(reading(file)),
        Incoming::Locked { file, again } => Some(passphrase::unlock(file, again, close)),
        Incoming::Refused { file, why } => Some(refused(file, &why, close)),
        Incoming::Preview(preview) => Some(preview::shown(preview, close)),
        Incoming::Rubric(file) => Some(rubric::dialog(&file, close)),
        Incoming::Sealing(what) => Some(passphrase::seal(what, close)),
        Incoming::Working(work) => Some(restore::working(work)),
        Incoming::Restore(chest) => Some(restore::restore(chest, close)),
    };
    shown.into_any()
}

/// While a file is read.
fn reading(file: String) -> AnyView {
    let (words, general, library) = (Import::of(language()), general(), library());
    let stop = Callback::new(move |()| library.stop_reading());
    let foot = move || {
        view! { <button class="btn" type="button" on:click=press(move || stop.run(()))>{general.cancel}</button> }
    };
    view! {
        <Dialog id="file-busy" title=words.reading.to_owned() on_close=stop foot=foot>
            <p><b>{file}</b></p>
            <p role="status">{words.reading_text}</p>
        </Dialog>
    }
    .into_any()
}

fn refused(file: String, why: &Refusal, close: Callback<()>) -> AnyView {
    let words = Import::of(language());
    let (reason, detail) = words_of(language(), why);
    let foot = move || {
        view! {
            <button class="btn primary" type="button" on:click=press(move || close.run(()))>{words.understood}</button>
        }
    };
    view! {
        <Dialog id="import-refused" title=words.refused.to_owned() on_close=close foot=foot>
            {(!file.is_empty()).then(|| view! { <p><b>{file}</b></p> })}
            <p class="error">{reason}</p>
            {detail.map(|detail| view! { <p class="hush">{words.technical}{general().colon}{detail}</p> })}
            <p class="hush">{words.unchanged}</p>
        </Dialog>
    }
    .into_any()
}
