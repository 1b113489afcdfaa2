//! Reading the lists: what the first screen shows at once, and everything page by page, so that thousands of
//! assessments hold nothing up.
//! May import `platform` and the library. Read next: `opening`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use gongping::editing::StoreError;
use gongping::order::in_order;
use gongping::record::{BackupNote, Head, Record, read_project};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::damaged::Damage;
use super::deleting::Binned;
use super::{Contents, Library, Shelf, Shelved};
use crate::app::platform::clock;
use crate::app::platform::store::{Continuity, Front, Kind, Store};

/// How many projects the first screen shows, with some to spare.
const FRONT: usize = 20;

/// How long the first screen has to be painted before the rest is read, in milliseconds.
const PAINT_MS: u32 = 30;

/// How long the app stands before more code is fetched ahead, in milliseconds.
const SETTLED_MS: u32 = 1_000;

impl Library {
    /// Reads the lists again: another tab may have changed them.
    pub async fn refresh(self) {
        if self.shelf.with_untracked(|shelf| *shelf == Shelf::Loading) {
            self.show_front().await;
        }
        loop {
            let changes = || self.noted.with_value(|noted| noted.changes);
            let before = changes();
            let read = match self.read().await {
                Ok(contents) => Shelf::Ready(Arc::new(contents)),
                Err(why) => Shelf::Failed(why),
            };
            // What was changed here while the lists were read may be missing in them.
            if changes() == before {
                if self.shelf.with_untracked(|now| *now != read) {
                    self.shelf.set(read);
                }
                return;
            }
        }
    }

    /// Resolves when the app has stood for a moment: what is fetched ahead comes after what the person waits for.
    pub async fn settled(self) {
        // Also where the store does not open.
        let _ = self.ready().await;
        clock::wait(SETTLED_MS).await;
    }

    /// Waits for the lists, where they are still being read.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn ready(self) -> Result<(), StoreError> {
        self.store().await?;
        let is_whole = || {
            self.shelf.with_untracked(|shelf| matches!(shelf, Shelf::Ready(contents) if contents.is_whole))
        };
        if !is_whole()
            && let Some(reading) = self.reading.get_value()
        {
            // It never rejects.
            let _ = JsFuture::from(reading).await;
        }
        if !is_whole() {
            self.refresh().await;
        }
        self.shelf.with_untracked(|shelf| match shelf {
            Shelf::Failed(why) => Err(why.clone()),
            Shelf::Loading | Shelf::Ready(_) => Ok(()),
        })
    }

    /// Where reading everything takes a while, shows what the first screen needs. What goes wrong here goes wrong
    /// again when everything is read, and is told then.
    async fn show_front(self) {
        let Ok(store) = self.store().await else { return };
        if !store.is_long() {
            return;
        }
        let Ok(front) = store.front().await else { return };
        let contents = of_front(front, self.noted.with_value(|noted| noted.continuity));
        let is_wanted = self.shelf.with_untracked(|shelf| *shelf == Shelf::Loading);
        if !contents.projects.is_empty() && is_wanted {
            self.shelf.set(Shelf::Ready(Arc::new(contents)));
            clock::wait(PAINT_MS).await;
        }
    }

    async fn read(self) -> Result<Contents, StoreError> {
        let store = self.store().await?;
        let listing = store.list().await?;
        let backup = store.last_backup().await?.and_then(|json| BackupNote::read(&json));
        let is_long = listing.assessments.len() > 1;
        let mut sorting = Sorting::default();
        for page in listing.projects {
            page.records()?.into_iter().for_each(|record| sorting.project(record));
            if is_long {
                clock::pause().await;
            }
        }
        for page in listing.assessments {
            page.records()?.into_iter().for_each(|record| sorting.head(record));
            if is_long {
                clock::pause().await;
            }
        }
        let contents = sorting.contents(self.noted.with_value(|noted| noted.continuity));
        if is_long {
            self.keep_front(&store, &contents);
            clock::pause().await;
        }
        let changed = backup.is_none_or(|backup| store.strict_writes() > backup.revision);
        Ok(Contents { backup, changed, is_whole: true, ..contents })
    }

    /// Writes down what the first screen shows, where that has changed.
    fn keep_front(self, store: &Store, contents: &Contents) {
        let front = front_of(contents);
        if self.noted.with_value(|noted| noted.front == front) {
            return;
        }
        let store = store.clone();
        self.noted.update_value(|noted| noted.front.clone_from(&front));
        wasm_bindgen_futures::spawn_local(async move {
            // Where it fails, the next start reads everything before it shows anything.
            let _ = store.put_front(&front).await;
        });
    }
}

/// What the first screen shows, as the store keeps it: a line for each project, its id and those of its assessments.
fn front_of(contents: &Contents) -> String {
    let mut lines = String::new();
    for shelved in contents.projects.iter().take(FRONT) {
        lines.push_str(&shelved.project.id);
        for head in &shelved.heads {
            // Writing to a string cannot fail.
            let _ = write!(lines, " {}", head.id);
        }
        lines.push('\n');
    }
    lines
}

fn of_front(front: Front, continuity: Option<Continuity>) -> Contents {
    let mut sorting = Sorting::default();
    // The lists count from the oldest.
    front.projects.into_iter().rev().for_each(|record| sorting.project(record));
    front.assessments.into_iter().for_each(|record| sorting.head(record));
    let contents = sorting.contents(continuity);
    // What is wrong is said when everything is known.
    Contents { damaged: Vec::new(), binned: Vec::new(), ..contents }
}

/// The records read so far; those that make no sense, and those in the bin, are kept apart.
#[derive(Default)]
struct Sorting {
    projects: Vec<Shelved>,
    at: BTreeMap<String, usize>,
    binned: Vec<Binned>,
    damaged: Vec<Damage>,
}

impl Sorting {
    fn project(&mut self, record: Record) {
        let id = record.id.clone();
        match read_project(record) {
            Some(project) => {
                self.at.insert(id, self.projects.len());
                self.projects.push(Shelved { project, heads: Vec::new() });
            }
            None => self.damaged.push(Damage { kind: Kind::Project, id }),
        }
    }

    fn head(&mut self, record: Record) {
        let id = record.id.clone();
        let head = Head::read(record);
        let at = head.as_ref().and_then(|head| self.at.get(&head.project));
        match (head, at.and_then(|at| self.projects.get_mut(*at))) {
            (Some(head), Some(shelved)) if head.deleted.is_some() => {
                self.binned.push(Binned { project: shelved.project.clone(), head });
            }
            (Some(head), Some(shelved)) => shelved.heads.push(head),
            _ => self.damaged.push(Damage { kind: Kind::Assessment, id }),
        }
    }

    fn contents(self, continuity: Option<Continuity>) -> Contents {
        let Self { mut projects, binned, damaged, .. } = self;
        // A project of which everything is in the bin is not listed.
        let emptied: BTreeSet<&str> = binned.iter().map(|binned| binned.project.id.as_str()).collect();
        projects
            .retain(|shelved| !shelved.heads.is_empty() || !emptied.contains(shelved.project.id.as_str()));
        // Ids sort by the time they were made, so of equal moments the newest project comes first.
        projects.reverse();
        let changed =
            |shelved: &Shelved| shelved.heads.iter().map(|head| head.changed).max().unwrap_or_default();
        let projects = in_order(projects, |a, b| changed(b).cmp(&changed(a)));
        let binned = in_order(binned, |a, b| b.head.deleted.cmp(&a.head.deleted));
        Contents { projects, binned, damaged, continuity, ..Contents::default() }
    }
}
