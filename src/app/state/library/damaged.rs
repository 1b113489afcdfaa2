//! Records that cannot be read: they are kept apart, can be handed out as they are, and be deleted one by one.
//! May import `platform`, `notices`, `words` and the library. Read next: `journal`.

use gongping::editing::StoreError;
use gongping::score::sentence::Language;
use js_sys::Uint8Array;
use wasm_bindgen_futures::spawn_local;

use super::Library;
use super::exporting::hand_out;
use crate::app::platform::store::Kind;
use crate::app::state::notices::Notices;
use crate::app::words::damaged::Damaged;
use crate::app::words::storage;

/// The media type of the file it goes into.
const MEDIA_TYPE: &str = "application/json";

/// A record that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// What kind of record it is.
    pub kind: Kind,
    /// The id it is stored under.
    pub id: String,
}

impl Damage {
    /// Whether it is a project; else it is an assessment.
    pub fn is_project(&self) -> bool {
        self.kind == Kind::Project
    }
}

impl Library {
    /// What is stored of a damaged record, as it is.
    ///
    /// # Errors
    /// Why the store does not answer.
    pub async fn raw(self, damage: &Damage) -> Result<String, StoreError> {
        self.store().await?.raw(damage.kind, &damage.id).await
    }

    /// Hands a damaged record out as a file, as it is.
    pub fn export_damaged(self, damage: Damage, notices: Notices, language: Language) {
        spawn_local(async move {
            match self.raw(&damage).await {
                Ok(raw) => {
                    let name = format!("gongping-damaged-{}-{}.json", damage.kind.word(), damage.id);
                    let bytes = Uint8Array::from(raw.as_bytes());
                    hand_out(name, MEDIA_TYPE.to_owned(), bytes, notices, language).await;
                }
                Err(why) => {
                    let words = Damaged::of(language);
                    notices.say(storage::failed(language, words.not_exported, &why));
                }
            }
        });
    }

    /// Deletes a damaged record, and nothing else.
    ///
    /// # Errors
    /// Why it stays.
    pub async fn delete_damaged(self, damage: &Damage) -> Result<(), StoreError> {
        let id = [damage.id.clone()];
        let (assessments, projects) = match damage.kind {
            Kind::Assessment => (id.as_slice(), [].as_slice()),
            Kind::Project => ([].as_slice(), id.as_slice()),
        };
        self.store().await?.purge(assessments, projects).await?;
        self.change(|contents| contents.damaged.retain(|one| one != damage));
        Ok(())
    }
}
