//! Assessments out to files: the file worker writes them and reads back what it wrote before it is handed over.
//! May import `platform`, `notices`, `words` and the library. Read next: `rubric_files`.

use gongping::assessment::Assessment;
use gongping::record::{Head, Opened, Record, Step, cells_of, project_record};
use gongping::rubric::Rubric;
use gongping::score::score;
use gongping::score::sentence::Language;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::errands::Errand;
use super::files::{Outgoing, Refusal, ask};
use super::{Library, OpenError};
use crate::app::platform::clock;
use crate::app::platform::files::{self, Saved};
use crate::app::platform::sheaf;
use crate::app::platform::store::{Editing, Store, Whole};
use crate::app::platform::worker::WorkerError;
use crate::app::route;
use crate::app::state::notices::Notices;
use crate::app::state::rubrics;
use crate::app::words::files::refusal;
use crate::app::words::storage::{self, Storage};

/// An assessment as it stands on the page with its journal, as it would lie in the store. Its attachments lie there.
pub fn whole_on_page<'s>(
    rubric: &Rubric,
    assessment: &Assessment,
    journal: impl Iterator<Item = &'s Step>,
    head: Option<&Head>,
) -> Whole {
    let card = score(rubric, assessment);
    let now = Head::of(rubric, assessment, &card, clock::now_ms());
    let Head { adjustments, form, summary, .. } = now.clone();
    let head = head.cloned().map_or(now, |head| Head { adjustments, form, summary, ..head });
    Whole {
        project: project_record(&assessment.project),
        head: head.record(),
        cells: cells_of(rubric, assessment),
        journal: journal.map(Step::json).collect(),
        attachments: Vec::new(),
    }
}

impl Library {
    /// What lies in the store of an assessment, and the text of its rubric; `None` where one of them is not to be had.
    ///
    /// # Errors
    /// Why the store does not answer.
    pub(super) async fn whole_of(self, head: &Head) -> Result<Option<(Whole, String)>, Refusal> {
        let Some(whole) = self.store().await?.load_all(&head.id, &head.project).await? else {
            return Ok(None);
        };
        let rubric = self.rubric(&head.rubric_digest).await.ok();
        Ok(rubric.map(|known| (whole, known.text.to_string())))
    }

    /// Reads a stored assessment and hands it out as a file, sealed where a passphrase is given.
    pub fn export_stored(self, id: String, passphrase: Option<String>, notices: Notices, language: Language) {
        spawn_local(async move {
            self.run(Errand::ExportStored(id, passphrase, notices, language)).await;
        });
    }

    pub(super) async fn export_from_store(
        self,
        id: &str,
        passphrase: Option<String>,
        notices: Notices,
        language: Language,
    ) {
        match self.stored_whole(id).await {
            Ok((whole, rubric)) => {
                let handed_out = export(&whole, &rubric, passphrase.as_deref(), notices, language).await;
                if let Some(revision) = handed_out {
                    self.note_exported(id, revision).await;
                }
            }
            Err(why) => notices.say(refusal(language, &why).0),
        }
    }

    /// An assessment as it lies in the store, or the sample as it stands.
    async fn stored_whole(self, id: &str) -> Result<(Whole, String), Refusal> {
        if id == route::SAMPLE {
            let Opened { rubric, assessment, .. } = self.open(id).await.map_err(Refusal::Open)?;
            return Ok((whole_on_page(&rubric, &assessment, [].iter(), None), text_of(rubric.digest())));
        }
        self.ready().await?;
        self.refresh().await;
        let head = self.head(id).ok_or(Refusal::Open(OpenError::NotFound))?;
        let rubric = self.rubric(&head.rubric_digest).await.map_err(Refusal::Open)?;
        let whole = self.store().await?.load_all(id, &head.project).await?;
        Ok((whole.ok_or(Refusal::Open(OpenError::NotFound))?, rubric.text.to_string()))
    }

    /// Notes which state of an assessment was handed out. Where that fails, it counts as not handed out.
    pub async fn note_exported(self, id: &str, revision: u64) {
        let own = id.to_owned();
        let change = move |json: String| {
            let head = Head::read(Record { id: own.clone(), json })?;
            Some(Head { exported: Some(revision), ..head }.json())
        };
        if let Ok(store) = self.store().await {
            let changed = store.change_head(id, Editing::GoesOn, change).await.ok().flatten();
            if let Some(head) = changed.and_then(|json| Head::read(Record { id: id.to_owned(), json })) {
                self.note(head);
            }
        }
    }

    /// Hands something out sealed with a passphrase. Call it in the press that asks for it.
    pub fn seal(self, what: Outgoing, passphrase: String, notices: Notices, language: Language) {
        self.incoming.set(None);
        match what {
            Outgoing::Stored(id) => self.export_stored(id, Some(passphrase), notices, language),
            Outgoing::OnPage(give) => give(passphrase),
            Outgoing::Backup => self.back_up(Some(passphrase), notices),
        }
    }
}

/// The text of a rubric that this page has read.
fn text_of(digest: &str) -> String {
    rubrics::held(digest).map(|known| known.text.to_string()).unwrap_or_default()
}

/// Hands an assessment that is open on the page out as a file: as it stands there, with the attachments that lie in the
/// store. Gives the revision of its head where it was handed out.
pub(super) async fn export_open(
    whole: Whole,
    store: Option<Store>,
    passphrase: Option<String>,
    notices: Notices,
    language: Language,
) -> Option<u64> {
    let mut whole = whole;
    let head = Head::read(whole.head.clone())?;
    if let Some(store) = store
        && let Ok(Some(stored)) = store.load_all(&head.id, &head.project).await
    {
        whole.attachments = stored.attachments;
    }
    export(&whole, &text_of(&head.rubric_digest), passphrase.as_deref(), notices, language).await
}

/// Hands an assessment out as a file, once it is clear that the file reads back to the same; gives the revision of its
/// head where it was handed out.
async fn export(
    whole: &Whole,
    rubric: &str,
    passphrase: Option<&str>,
    notices: Notices,
    language: Language,
) -> Option<u64> {
    let head = Head::read(whole.head.clone())?;
    let sheaf = sheaf::array(whole, rubric).into();
    let ships = rubrics::ships(&head.rubric_digest).into();
    let passphrase = passphrase.map_or(JsValue::NULL, JsValue::from);
    let written = ask(language, "write", &[sheaf, ships, passphrase]).await;
    hand_out_written(written, notices, language).await.then_some(head.revision)
}

/// Hands out what the worker wrote, or says why there is nothing; gives whether it was handed out.
pub(super) async fn hand_out_written(
    written: Result<Array, WorkerError>,
    notices: Notices,
    language: Language,
) -> bool {
    match written {
        Ok(file) => {
            let text = |at| file.get(at).as_string().unwrap_or_default();
            let bytes: Uint8Array = file.get(2).unchecked_into();
            hand_out(text(0), text(1), bytes, notices, language).await
        }
        Err(WorkerError::Cancelled) => false,
        Err(why) => {
            notices.say(refusal(language, &Refusal::Worker(why)).0);
            false
        }
    }
}

/// Hands a file out and says what became of it; gives whether it was handed out. A browser that wants a press of its
/// own for that is given one.
pub(super) async fn hand_out(
    name: String,
    media_type: String,
    bytes: Uint8Array,
    notices: Notices,
    language: Language,
) -> bool {
    let words = Storage::of(language);
    match files::save(&name, &media_type, &bytes).await {
        Ok(Saved::Downloaded | Saved::Shared) => {
            notices.say(storage::exported(language, &name));
            return true;
        }
        Ok(Saved::Cancelled) => {}
        Err(_) => {
            let kept = SendWrapper::new(bytes);
            notices.offer(words.export_refused.to_owned(), words.hand_out_again.to_owned(), move || {
                let (name, saving) = (name.clone(), files::save(&name, &media_type, &kept));
                spawn_local(async move {
                    if let Ok(Saved::Downloaded | Saved::Shared) = saving.await {
                        notices.say(storage::exported(language, &name));
                    }
                });
            });
        }
    }
    false
}
