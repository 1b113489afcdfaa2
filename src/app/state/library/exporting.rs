//! Assessments out to files: the file worker writes them and reads back what it wrote before it is handed over.
//! May import `platform`, `notices`, `words` and the library. Read next: `rubric_files`.

use gongping::record::{Head, Opened, Step, cells_of, project_record};
use gongping::rubric::Rubric;
use gongping::score::score;
use gongping::score::sentence::Language;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use super::Library;
use super::files::{Refusal, ask};
use crate::app::platform::clock;
use crate::app::platform::files::{self, Saved};
use crate::app::platform::sheaf;
use crate::app::platform::store::Whole;
use crate::app::platform::worker::WorkerError;
use crate::app::state::notices::Notices;
use crate::app::state::rubrics;
use crate::app::words::files::refusal;
use crate::app::words::storage::{self, Storage};
use gongping::assessment::Assessment;

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

    /// Reads a stored assessment and hands it out as a file.
    pub fn export_stored(self, id: String, notices: Notices, language: Language) {
        spawn_local(async move {
            match self.open_stored(&id).await {
                Ok((Opened { rubric, assessment, head, .. }, journal)) => {
                    let whole = whole_on_page(&rubric, &assessment, journal.steps(), head.as_ref());
                    export(&whole, notices, language).await;
                }
                Err(why) => notices.say(refusal(language, &Refusal::Open(why)).0),
            }
        });
    }
}

/// Hands an assessment out as a file, once it is clear that the file reads back to the same.
pub async fn export(whole: &Whole, notices: Notices, language: Language) {
    let digest = Head::read(whole.head.clone()).map(|head| head.rubric_digest).unwrap_or_default();
    let rubric = rubrics::held(&digest).map(|known| known.text);
    let sheaf = sheaf::array(whole, rubric.as_deref().unwrap_or_default());
    let written = ask(language, "write", &[sheaf.into(), rubrics::ships(&digest).into()]).await;
    let (name, media_type, bytes) = match written {
        Ok(file) => {
            let text = |at| file.get(at).as_string().unwrap_or_default();
            (text(0), text(1), file.get(2).unchecked_into::<Uint8Array>())
        }
        Err(WorkerError::Cancelled) => return,
        Err(why) => return notices.say(refusal(language, &Refusal::Worker(why)).0),
    };
    hand_out(name, &media_type, &bytes, notices, language).await;
}

/// Hands a file out and says what became of it.
pub(super) async fn hand_out(
    name: String,
    media_type: &str,
    bytes: &Uint8Array,
    notices: Notices,
    language: Language,
) {
    let words = Storage::of(language);
    match files::save(&name, media_type, bytes).await {
        Ok(Saved::Downloaded | Saved::Shared) => notices.say(storage::exported(language, &name)),
        Ok(Saved::Cancelled) => {}
        Err(_) => notices.say(words.export_refused.to_owned()),
    }
}
