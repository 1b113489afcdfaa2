//! Deleting an assessment, and taking the deletion back while its message is on the screen.
//! May import `platform`, `notices`, `words` and the library. Read next: `files`.

use gongping::editing::StoreError;
use gongping::record::{Head, project_record};
use gongping::score::sentence::Language;
use wasm_bindgen_futures::spawn_local;

use super::{Library, Shelved};
use crate::app::platform::store::{Deleted, Existing};
use crate::app::state::notices::Notices;
use crate::app::words::general::General;
use crate::app::words::storage::{self, Storage};

impl Library {
    /// Deletes an assessment, and with the last one its project, and offers to take that back.
    pub fn delete(self, id: String, notices: Notices, language: Language) {
        let words = Storage::of(language);
        let failed = move |why: &StoreError| notices.say(storage::failed(language, words.not_deleted, why));
        spawn_local(async move {
            match self.take_away(&id).await {
                Ok(Some((shelved, deleted))) => {
                    let text = words.deleted.to_owned();
                    notices.offer(text, General::of(language).undo.to_owned(), move || {
                        let (shelved, deleted) = (shelved.clone(), deleted.clone());
                        spawn_local(async move {
                            match self.bring_back(shelved, deleted).await {
                                Ok(()) => notices.say(words.restored.to_owned()),
                                Err(why) => failed(&why),
                            }
                        });
                    });
                }
                // Another tab was quicker, and the lists say so now.
                Ok(None) => {}
                Err(why) => failed(&why),
            }
        });
    }

    async fn take_away(self, id: &str) -> Result<Option<(Shelved, Deleted)>, StoreError> {
        let store = self.store().await?;
        // Another tab may have added an assessment to the project, or deleted this one.
        self.refresh().await;
        let found = self.with_contents(|contents| {
            let mut projects = contents.projects.iter();
            let shelved = projects.find(|shelved| shelved.heads.iter().any(|head| head.id == id))?;
            // A damaged record may belong to this project and must not lose it.
            let rubric = shelved.heads.iter().find(|head| head.id == id)?.rubric_digest.clone();
            Some((shelved.clone(), rubric, shelved.heads.len() == 1 && contents.unreadable == 0))
        });
        let Some((shelved, rubric, is_last)) = found else { return Ok(None) };
        let deleted = store.delete(id, &rubric, is_last.then_some(shelved.project.id.as_str())).await?;
        self.change(|contents| {
            for there in &mut contents.projects {
                there.heads.retain(|head| head.id != id);
            }
            if is_last {
                contents.projects.retain(|there| there.project.id != shelved.project.id);
            }
        });
        Ok(Some((shelved, deleted)))
    }

    async fn bring_back(self, shelved: Shelved, deleted: Deleted) -> Result<(), StoreError> {
        let Some(head) = deleted.assessment else { return Ok(()) };
        // The project may have been changed since; only where it went as well does the old one return.
        let project = self.project(&shelved.project.id).unwrap_or(shelved.project);
        let record = project_record(&project);
        let rubric = deleted.rubric.as_ref();
        self.store().await?.create(&record, &head, rubric, &deleted.cells, Existing::Refuse).await?;
        self.shelve(project, Head::read(head));
        Ok(())
    }
}
