//! What is known of the last backup, and what it does not hold; and taking note of a loss.
//! May import `platform` and the library. Read next: `files`.

use gongping::editing::StoreError;
use gongping::record::BackupNote;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Contents, Library, heads};
use crate::app::platform::clock;
use crate::app::platform::store::Continuity;
use crate::app::state::care::Care;

impl Contents {
    /// Whether there is something that is in no backup and in no exported file.
    pub fn is_unfiled(&self) -> bool {
        self.changed && heads(self).any(|head| head.exported != Some(head.revision))
    }

    /// Whether an assessment is complete.
    pub fn is_any_finished(&self) -> bool {
        heads(self).any(|head| head.summary.answered > 0 && !head.summary.provisional)
    }
}

impl Library {
    /// Notes that a backup was handed out, of the store as it was after so many strict writes.
    ///
    /// # Errors
    /// Why the store does not take the note; the backup is there all the same.
    pub async fn note_backup(self, care: Care, strict_writes: u64) -> Result<(), StoreError> {
        // The note is a strict write as well, and no change.
        let note = BackupNote { at: clock::now_ms(), revision: strict_writes.saturating_add(1) };
        care.backed_up();
        self.store().await?.note_backup(&note.json()).await?;
        self.refresh().await;
        Ok(())
    }

    /// The person knows that something is missing; it is not said again.
    pub fn accept_loss(self) {
        self.noted.update_value(|noted| noted.continuity = Some(Continuity::Intact));
        spawn_local(async move {
            if let Ok(store) = self.store().await {
                // Where it fails, it is said once more at the next start.
                let _ = store.accept_loss().await;
            }
            self.refresh().await;
        });
    }
}
