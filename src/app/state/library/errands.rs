//! What is done with files. Its code comes later, with that of the pages beside the form: nobody needs it to fill one.
//! May import `platform`, `notices`, `words` and the library. Read next: `files`, `exporting`, `backing_up`.

use std::future::Future;
use std::pin::Pin;

use gongping::score::sentence::Language;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::Library;
use super::exporting::export_open;
use super::files::Refusal;
use crate::app::platform::files::ChosenFile;
use crate::app::platform::store::{Store, Whole};
use crate::app::platform::worker::WorkerError;
use crate::app::state::notices::Notices;
use crate::app::words::general::General;

/// One of these things.
pub enum Errand {
    /// To look into a file that was chosen or dropped.
    LookInto(ChosenFile),
    /// To hand out an assessment as it lies in the store, sealed where a passphrase is given.
    ExportStored(String, Option<String>, Notices, Language),
    /// To hand out an assessment as it stands on the page, with its attachments out of this store; answers with the
    /// revision of its head where it was handed out.
    ExportOpen(Box<Whole>, Option<Store>, Option<String>, Notices, Language),
    /// To hand out a backup of everything.
    BackUp(Option<String>, Notices),
}

/// An errand under way. Only handing out what stands on the page has an answer.
type Running = Pin<Box<dyn Future<Output = Option<u64>>>>;

impl Library {
    /// Goes on an errand. Where its code does not come, the person is told, and nothing was done.
    pub async fn run(self, errand: Errand) -> Option<u64> {
        let told = match &errand {
            Errand::LookInto(_) => None,
            Errand::ExportStored(_, _, notices, _)
            | Errand::ExportOpen(_, _, _, notices, _)
            | Errand::BackUp(_, notices) => Some(*notices),
        };
        match begun(self, errand).await {
            Ok(running) => return running.await,
            Err(_) => match told {
                Some(notices) => notices.say(General::of(self.language.get_untracked()).not_done.to_owned()),
                None => self.refuse(String::new(), Refusal::Worker(WorkerError::Missing)),
            },
        }
        None
    }
}

#[allow(clippy::unnecessary_wraps, reason = "the macro puts in the error: that the code did not come")]
#[wasm_split(later, fallible)]
fn begun(library: Library, errand: Errand) -> Result<Running, SplitLoaderError> {
    Ok(Box::pin(async move {
        match errand {
            Errand::LookInto(file) => library.look_into(file).await,
            Errand::ExportStored(id, passphrase, notices, language) => {
                library.export_from_store(&id, passphrase, notices, language).await;
            }
            Errand::ExportOpen(whole, store, passphrase, notices, language) => {
                return export_open(*whole, store, passphrase, notices, language).await;
            }
            Errand::BackUp(passphrase, notices) => library.back_up_now(passphrase, notices).await,
        }
        None
    }))
}
