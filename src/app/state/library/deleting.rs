//! The bin: deleting an assessment moves it there with all it has, and for 30 days it can be brought back. What is
//! thrown away for good is gone.
//! May import `platform`, `notices`, `words` and the library. Read next: `files`.

use gongping::assessment::Project;
use gongping::editing::StoreError;
use gongping::editing::care::{BIN_DAYS, DAY_MS};
use gongping::editing::ownership::message::Word;
use gongping::record::{Head, Record};
use gongping::score::sentence::Language;
use wasm_bindgen_futures::spawn_local;

use super::{Contents, Library, elsewhere};
use crate::app::platform::clock;
use crate::app::platform::store::Editing;
use crate::app::state::notices::Notices;
use crate::app::words::general::General;
use crate::app::words::storage::{self, Storage};

/// How long what was deleted can be brought back, in milliseconds.
const KEPT_MS: u64 = BIN_DAYS * DAY_MS;

/// An assessment in the bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// Its project.
    pub project: Project,
    /// Its head, which says when it was deleted.
    pub head: Head,
}

impl Library {
    /// Moves an assessment to the bin, and offers to take that back.
    pub fn delete(self, id: String, notices: Notices, language: Language) {
        let words = Storage::of(language);
        let failed = move |why: &StoreError| notices.say(storage::failed(language, words.not_deleted, why));
        spawn_local(async move {
            match self.mark(&id, Some(clock::now_ms())).await {
                Ok(true) => {
                    let text = words.deleted.to_owned();
                    notices.offer(text, General::of(language).undo.to_owned(), move || {
                        let id = id.clone();
                        spawn_local(async move {
                            match self.restore_from_bin(&id).await {
                                Ok(_) => notices.say(words.restored.to_owned()),
                                Err(why) => failed(&why),
                            }
                        });
                    });
                }
                // Another tab was quicker, and the lists say so now.
                Ok(false) => self.refresh().await,
                Err(why) => failed(&why),
            }
        });
    }

    /// What is in the bin, the one deleted last first; followed.
    pub fn binned(self) -> Vec<Binned> {
        match self.shelf() {
            super::Shelf::Ready(contents) => contents.binned.clone(),
            super::Shelf::Loading | super::Shelf::Failed(_) => Vec::new(),
        }
    }

    /// The head of an assessment in the bin; not followed.
    pub(super) fn binned_head(self, id: &str) -> Option<Head> {
        self.with_contents(|contents| {
            let mut binned = contents.binned.iter().map(|binned| &binned.head);
            binned.find(|head| head.id == id).cloned()
        })
    }

    /// Whether an assessment is in the bin; not followed.
    pub(super) fn is_in_the_bin(self, id: &str) -> bool {
        self.binned_head(id).is_some()
    }

    /// Brings an assessment back from the bin, as it was; gives whether it was there.
    ///
    /// # Errors
    /// Why it stays there.
    pub async fn restore_from_bin(self, id: &str) -> Result<bool, StoreError> {
        self.mark(id, None).await
    }

    /// Throws an assessment away for good, and with the last one its project.
    ///
    /// # Errors
    /// Why it stays.
    pub async fn delete_for_good(self, id: &str) -> Result<(), StoreError> {
        // Another tab may have brought it back, or added an assessment to the project.
        self.refresh().await;
        self.purge(|binned| binned.head.id == id).await
    }

    /// Throws everything in the bin away for good.
    ///
    /// # Errors
    /// Why it stays.
    pub async fn empty_the_bin(self) -> Result<(), StoreError> {
        // What another tab has brought back meanwhile is not in it any more.
        self.refresh().await;
        self.purge(|_| true).await
    }

    /// Throws away what has been in the bin for 30 days, by the earlier of now and the start of the app before this
    /// one: a clock that is wrong once throws nothing away.
    ///
    /// # Errors
    /// Why something stays.
    pub(super) async fn purge_what_is_due(self) -> Result<(), StoreError> {
        let now = clock::now_ms();
        let Some(before) = self.store().await?.started(now).await? else { return Ok(()) };
        let by = before.min(now);
        let is_due = |binned: &Binned| {
            binned.head.deleted.is_some_and(|deleted| deleted.saturating_add(KEPT_MS) <= by)
        };
        self.purge(is_due).await
    }

    /// Throws those in the bin away that fit, and every project of which nothing is left.
    async fn purge(self, fits: impl Fn(&Binned) -> bool) -> Result<(), StoreError> {
        let found = self.with_contents(|contents| Some(doomed(contents, fits)));
        let (heads, projects) = found.unwrap_or_default();
        if heads.is_empty() {
            return Ok(());
        }
        self.store().await?.purge(&heads, &projects).await?;
        for id in &heads {
            elsewhere::tell(id, Word::Deleted);
        }
        self.change(|contents| {
            contents.binned.retain(|binned| !heads.contains(&binned.head.id));
            contents.projects.retain(|shelved| !projects.contains(&shelved.project.id));
        });
        Ok(())
    }

    /// Sets when an assessment was deleted, or that it was not; gives whether that has changed anything. Whoever is
    /// working on it can write no more.
    async fn mark(self, id: &str, deleted: Option<u64>) -> Result<bool, StoreError> {
        let own = id.to_owned();
        let change = move |json: String| {
            let mut head = Head::read(Record { id: own.clone(), json })?;
            let changes = head.deleted.is_some() != deleted.is_some();
            head.deleted = deleted;
            changes.then(|| head.json())
        };
        let changed = self.store().await?.change_head(id, Editing::Ends, change).await?;
        let head = changed.and_then(|json| Head::read(Record { id: id.to_owned(), json }));
        let Some(head) = head else { return Ok(false) };
        elsewhere::tell(id, if deleted.is_some() { Word::Deleted } else { Word::Restored });
        match self.project(&head.project) {
            Some(project) => self.change(|contents| place(contents, project, head)),
            None => self.refresh().await,
        }
        Ok(true)
    }
}

/// The ids of those in the bin that fit, and of the projects of which nothing is left without them.
fn doomed(contents: &Contents, fits: impl Fn(&Binned) -> bool) -> (Vec<String>, Vec<String>) {
    let (going, staying): (Vec<&Binned>, Vec<&Binned>) = contents.binned.iter().partition(|one| fits(one));
    let is_left = |project: &str| {
        // A damaged record may belong to any project, and must not lose it.
        !contents.damaged.is_empty()
            || staying.iter().any(|one| one.head.project == project)
            || contents
                .projects
                .iter()
                .any(|shelved| shelved.project.id == project && !shelved.heads.is_empty())
    };
    let mut projects: Vec<String> = Vec::new();
    for one in &going {
        if !is_left(&one.head.project) && !projects.contains(&one.head.project) {
            projects.push(one.head.project.clone());
        }
    }
    (going.iter().map(|one| one.head.id.clone()).collect(), projects)
}

/// Puts a head where it belongs: among the others of its project, or into the bin.
pub(super) fn place(contents: &mut Contents, project: Project, head: Head) {
    contents.binned.retain(|binned| binned.head.id != head.id);
    for shelved in &mut contents.projects {
        shelved.heads.retain(|there| there.id != head.id);
    }
    let at = contents.projects.iter().position(|shelved| shelved.project.id == project.id);
    if head.deleted.is_some() {
        // A project that shows nothing any more leaves the lists; in the store it stays.
        if let Some(at) = at
            && contents.projects.get(at).is_some_and(|shelved| shelved.heads.is_empty())
        {
            contents.projects.remove(at);
        }
        contents.binned.insert(0, Binned { project, head });
        return;
    }
    let mut shelved = match at {
        Some(at) => contents.projects.remove(at),
        None => super::Shelved { project: project.clone(), heads: Vec::new() },
    };
    shelved.project = project;
    shelved.heads.push(head);
    contents.projects.insert(0, shelved);
}
