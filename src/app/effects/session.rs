//! Work on one assessment: the open assessment joined to its saving, for as long as a page shows it.
//! May import `state`, `platform`, the library and Leptos. Read next: `pages::fill`.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gongping::assessment::Edit;
use gongping::editing::history::Change;
use gongping::score::sentence::Language;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::autosave::{Autosave, Subject};
use super::page_hide;
use crate::app::platform::clock;
use crate::app::platform::store::Store;
use crate::app::state::language;
use crate::app::state::library::files::export;
use crate::app::state::library::stored::{Head, Summary, project_record};
use crate::app::state::library::{Library, Opened};
use crate::app::state::notices::{Notices, notices};
use crate::app::state::open::OpenAssessment;

/// Work on one assessment; a handle that is cloned freely.
#[derive(Clone)]
pub struct Session {
    /// What is worked on.
    pub open: OpenAssessment,
    saving: Option<Autosave>,
    cautions: Arc<[String]>,
    notices: Notices,
    language: Language,
}

impl Session {
    /// Begins work on what was read. Without a store, as for the sample, nothing is saved. Ends with the reactive
    /// owner: then the lists learn the new figures.
    pub fn begin(opened: Opened, store: Option<Store>, library: Library) -> Self {
        let (notices, language) = (notices(), language());
        let cautions = opened.cautions(language).into();
        let Opened { rubric, assessment, head, .. } = opened;
        let (Some(store), Some(head)) = (store, head) else {
            let open = OpenAssessment::new(rubric, assessment, |_| {});
            let tried = open.clone();
            on_cleanup(move || library.keep_sample(tried.assessment()));
            return Self { open, saving: None, cautions, notices, language };
        };
        // The assessment and its saving know each other: what was typed goes to the one, the head is made from the other.
        // The slot is emptied at the end, so that neither keeps the other in memory.
        let slot: Rc<RefCell<Option<Autosave>>> = Rc::default();
        let filled = slot.clone();
        let open = OpenAssessment::new(rubric.clone(), assessment, move |changes| {
            if let Some(saving) = filled.borrow().as_ref() {
                saving.record(&changes.iter().map(edit).collect::<Vec<_>>());
            }
        });
        let (at_head, at_project, at_assessment) = (open.clone(), open.clone(), open.clone());
        let (stored_head, revision) = (head.clone(), head.revision);
        let saving = Autosave::new(Subject {
            store,
            rubric,
            id: head.id.clone(),
            head: Box::new(move |revision| head_of(&at_head, &stored_head, revision).json()),
            project: Box::new(move || project_record(&at_project.project())),
            assessment: Box::new(move || at_assessment.assessment()),
        });
        saving.loaded(revision);
        slot.replace(Some(saving.clone()));
        let session = Self { open, saving: Some(saving), cautions, notices, language };
        session.watch(&head, library, slot);
        session
    }

    /// How it is saved; `None` for the sample, which is not.
    pub fn saving(&self) -> Option<&Autosave> {
        self.saving.as_ref()
    }

    /// What the person must know before working on it, in words.
    pub fn cautions(&self) -> &[String] {
        &self.cautions
    }

    /// The id of the stored project; `None` for the sample.
    pub fn project_id(&self) -> Option<String> {
        self.saving.as_ref().map(|_| self.open.project().id)
    }

    /// Writes the assessment to a file, after everything typed is on the disk.
    pub fn export(&self) {
        if let Some(saving) = &self.saving {
            saving.flush();
        }
        export(self.open.rubric(), &self.open.assessment(), self.notices, self.language);
    }

    fn watch(&self, head: &Head, library: Library, slot: Rc<RefCell<Option<Autosave>>>) {
        let Some(saving) = &self.saving else { return };
        let (leaving, returning, trouble) = (saving.clone(), saving.clone(), saving.trouble());
        // What is on its way to the store gets there even if the page goes; what failed does not.
        let unsaved = move || trouble.with_untracked(Option::is_some);
        page_hide::watch(move || leaving.flush(), move || returning.retry(), unsaved);
        let ending = SendWrapper::new((self.clone(), head.clone(), slot));
        on_cleanup(move || {
            let (session, head, slot) = ending.take();
            slot.replace(None);
            if let Some(saving) = &session.saving {
                saving.flush();
                library.note(head_of(&session.open, &head, saving.saved_revision()));
            }
        });
    }
}

/// The head as it is now.
fn head_of(open: &OpenAssessment, stored: &Head, revision: u64) -> Head {
    let summary = {
        let now = open.now();
        Summary::of(&now.card().base, &now.card().bonus)
    };
    Head { revision, changed: clock::now_ms(), summary, ..stored.clone() }
}

fn edit(change: &Change) -> Edit {
    Edit { indicator: change.indicator, cell: change.cell.clone(), value: change.after.clone() }
}
