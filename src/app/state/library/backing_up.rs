//! Everything into one file: read from the store some assessments at a time, written by the file worker, opened and counted
//! again before it is handed over. The person sees how far it is and can stop it.
//! May import `platform`, `notices`, `words` and the library. Read next: `restoring`.

use std::collections::BTreeSet;

use gongping::record::Head;
use gongping::score::sentence::Language;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::Library;
use super::errands::Errand;
use super::exporting::hand_out_written;
use super::files::{Incoming, Job, Refusal, Work, ask};
use crate::app::platform::clock;
use crate::app::platform::sheaf;
use crate::app::platform::store::Whole;
use crate::app::platform::worker::{self, WorkerError};
use crate::app::state::notices::Notices;
use crate::app::words::files as words;

/// How many assessments go to the worker at once: few enough that the page stays quick to answer.
pub(super) const AT_ONCE: usize = 20;

impl Library {
    /// Hands out a backup of everything, sealed where a passphrase is given.
    pub fn back_up(self, passphrase: Option<String>, notices: Notices) {
        spawn_local(async move {
            self.run(Errand::BackUp(passphrase, notices)).await;
        });
    }

    pub(super) async fn back_up_now(self, passphrase: Option<String>, notices: Notices) {
        let language = self.language.get_untracked();
        let strict_writes = match self.store().await {
            Ok(store) => store.strict_writes(),
            Err(_) => 0,
        };
        match self.written_backup(passphrase, language).await {
            Ok((file, left_out)) => {
                self.incoming.set(None);
                let handed_out = hand_out_written(Ok(file), notices, language).await;
                if left_out > 0 {
                    notices.say(words::left_out(language, left_out));
                } else if handed_out {
                    // Where it cannot be noted, the reminder comes once too often.
                    let _ = self.note_backup(self.care, strict_writes).await;
                }
            }
            Err(Refusal::Worker(WorkerError::Cancelled)) => self.incoming.set(None),
            Err(why) => self.refuse(String::new(), why),
        }
        worker::rest();
    }

    /// The file of a backup, and how many assessments cannot be read and are not in it.
    async fn written_backup(
        self,
        passphrase: Option<String>,
        language: Language,
    ) -> Result<(Array, usize), Refusal> {
        self.ready().await?;
        self.refresh().await;
        let heads = self.all_heads();
        let work = self.begin_work(Job::BackUp, heads.len());
        let store = self.store().await?;
        ask(language, "backup", &[store.id().into()]).await?;
        let (mut left_out, mut handed_over) = (0, BTreeSet::new());
        for some in heads.chunks(AT_ONCE) {
            let sheaves = Array::new();
            for head in some {
                match self.sheaf_once(head, &mut handed_over).await? {
                    Some(sheaf) => {
                        sheaves.push(&sheaf);
                    }
                    None => left_out += 1,
                }
            }
            let answer = ask(language, "backup-add", &[sheaves.into()]).await?;
            left_out += sheaf::list(&answer.get(0)).len();
            self.go_on(work, some.len())?;
        }
        let name = words::backup_name(&clock::local_date(clock::now_ms()), left_out > 0);
        let passphrase = passphrase.map_or(JsValue::NULL, JsValue::from);
        Ok((ask(language, "backup-end", &[name.into(), passphrase]).await?, left_out))
    }

    /// Every head there is, those in the bin included.
    pub(super) fn all_heads(self) -> Vec<Head> {
        let all = self.with_contents(|contents| {
            let binned = contents.binned.iter().map(|binned| &binned.head);
            Some(super::heads(contents).chain(binned).cloned().collect())
        });
        all.unwrap_or_default()
    }

    /// What lies in the store of an assessment, for the worker; the text of a rubric goes along once. `None` where it or
    /// its rubric is not to be had.
    pub(super) async fn sheaf_once(
        self,
        head: &Head,
        handed_over: &mut BTreeSet<String>,
    ) -> Result<Option<JsValue>, Refusal> {
        let whole: Option<Whole> = self.store().await?.load_all(&head.id, &head.project).await?;
        let (Some(whole), Ok(known)) = (whole, self.rubric(&head.rubric_digest).await) else {
            return Ok(None);
        };
        let is_new = handed_over.insert(head.rubric_digest.clone());
        Ok(Some(sheaf::array(&whole, if is_new { &known.text } else { "" }).into()))
    }

    /// Shows work that takes long, which the person can stop.
    pub(super) fn begin_work(self, what: Job, of: usize) -> RwSignal<Work> {
        let work = RwSignal::new(Work { what, done: 0, of });
        self.incoming.set(Some(Incoming::Working(work)));
        work
    }

    /// Goes on with it.
    ///
    /// # Errors
    /// `Cancelled` where the person stopped it.
    pub(super) fn go_on(self, work: RwSignal<Work>, done: usize) -> Result<(), Refusal> {
        work.update(|work| work.done += done);
        let is_shown = self
            .incoming
            .with_untracked(|incoming| matches!(incoming, Some(Incoming::Working(shown)) if *shown == work));
        if is_shown { Ok(()) } else { Err(Refusal::Worker(WorkerError::Cancelled)) }
    }
}
