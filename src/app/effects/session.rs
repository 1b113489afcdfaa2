//! Work on one assessment: the open assessment joined to its saving, for as long as a page shows it.
//! May import `state`, `platform`, the library and Leptos. Read next: `pages::fill`.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gongping::assessment::{Cell, Edit};
use gongping::editing::history::Change;
use gongping::record::{Head, Opened, StoredCell, Summary, project_record};
use gongping::rubric::adjust::{AdjustError, Adjustment, Unfit};
use gongping::rubric::{IndicatorId, IndicatorIx, Rubric};
use gongping::score::score;
use gongping::score::sentence::Language;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen_futures::spawn_local;

use super::adjusting::{InForce, Refused, Reopening, opened};
use super::autosave::{Autosave, Subject};
use super::kept::Kept;
use super::ownership::Sharing;
use super::page_hide;
use crate::app::platform::clock;
use crate::app::state::care::care;
use crate::app::state::language;
use crate::app::state::library::errands::Errand;
use crate::app::state::library::exporting::whole_on_page;
use crate::app::state::library::files::{Incoming, Outgoing};
use crate::app::state::library::{Hold, Library, cautions};
use crate::app::state::notices::{Notices, notices};
use crate::app::state::offline::offline;
use crate::app::state::open::OpenAssessment;
use crate::app::state::preferences::chosen;
use crate::app::state::rubrics;

/// Work on one assessment; a handle that is cloned freely.
#[derive(Clone)]
pub struct Session {
    /// What is worked on.
    pub open: OpenAssessment,
    saving: Option<Autosave>,
    cautions: Arc<[String]>,
    notices: Notices,
    language: Language,
    library: Library,
    in_force: SendWrapper<Rc<InForce>>,
    sharing: Option<Sharing>,
    /// What goes over to the page that is built anew after a change of the rubric.
    pub reopening: Reopening,
}

impl Session {
    /// Begins work on what was read. Without a hold nothing is saved: another tab edits it, or it is the sample, which
    /// is shared with none. Ends with the reactive owner: then the lists learn the new figures.
    pub fn begin(
        (opened, hold): (Opened, Option<Hold>),
        sharing: Option<Sharing>,
        library: Library,
        reopening: &Reopening,
    ) -> Self {
        let (notices, language, care) = (notices(), language(), care());
        let cautions = cautions(&opened, language).into();
        let Opened { rubric, assessment, head, .. } = opened;
        let mut stored = hold.zip(head);
        let in_force = InForce::new(stored.clone(), &assessment);
        // The assessment and its saving know each other: what was typed goes to the one, the head is made from the other.
        // The slot is emptied at the end, so that neither keeps the other in memory.
        let slot: Rc<RefCell<Option<Autosave>>> = Rc::default();
        let filled = slot.clone();
        let chosen = chosen();
        let signature = move || chosen.signature();
        let open = OpenAssessment::new(rubric.clone(), assessment, signature, move |changes| {
            if let Some(saving) = filled.borrow().as_ref() {
                care.note_work();
                saving.record(&changes.iter().map(edit).collect::<Vec<_>>());
            }
        });
        let journal = stored.as_mut().and_then(|(hold, _)| hold.journal.take());
        if let Some(past) = reopening.past() {
            open.go_on_with(past);
        } else if let Some(journal) = journal {
            open.go_on_from(journal);
        }
        let mut session = Self {
            open: open.clone(),
            saving: None,
            cautions,
            notices,
            language,
            library,
            in_force: SendWrapper::new(in_force.clone()),
            sharing,
            reopening: reopening.clone(),
        };
        let Some((hold, head)) = stored else {
            session.share();
            on_cleanup(move || library.keep_sample(open.assessment()));
            return session;
        };
        let (at_head, at_project, at_assessment) = (open.clone(), open.clone(), open.clone());
        let (tells, stops) = (session.sharing.clone(), session.sharing.clone());
        let (stored_head, changes, revision) = (head.clone(), in_force, head.revision);
        let saving = Autosave::new(Subject {
            store: hold.store,
            rubric,
            turn: hold.turn,
            head: Box::new(move |revision| head_of(&at_head, &stored_head, &changes, revision).json()),
            project: Box::new(move || project_record(&at_project.project())),
            assessment: Box::new(move || at_assessment.assessment()),
            open,
            stored: Box::new(move |cells| {
                if let Some(sharing) = &tells {
                    sharing.stored(cells);
                }
            }),
            shut_out: Box::new(move |why| {
                if let Some(sharing) = &stops {
                    sharing.shut_out(why);
                }
            }),
        });
        saving.loaded(revision);
        slot.replace(Some(saving.clone()));
        session.saving = Some(saving.clone());
        session.share();
        let open = saving;
        offline().hold(Rc::new(move || {
            let open = open.clone();
            Box::pin(async move { open.settle().await })
        }));
        session.watch(&head, library, slot);
        session
    }

    /// Changes what is changed of the rubric: the changes are stored, and then the page is built anew. `refused` is
    /// told where the store does not take them.
    ///
    /// # Errors
    /// Why nothing can be changed.
    pub fn adjust(
        &self,
        list: Vec<Adjustment>,
        refused: impl FnOnce(&Refused) + 'static,
    ) -> Result<(), Refused> {
        if self.open.is_locked() {
            return Err(Refused::Elsewhere);
        }
        let text = rubrics::held(self.open.rubric().digest()).map(|known| known.text);
        // The rubric was read by this page.
        let Some(text) = text else { return Ok(()) };
        let rubric = match Rubric::read_adjusted(&text, &list) {
            Ok(rubric) => Arc::new(rubric),
            Err(AdjustError::Unfit { why, .. }) => return Err(Refused::Unfit(why)),
            Err(AdjustError::Rubric(problems)) => return Err(Refused::Unfit(Unfit::Invalid(problems))),
        };
        let (Some(saving), Some((hold, head))) = (self.saving.clone(), self.in_force.stored.clone()) else {
            let opened = opened(rubric, self.open.assessment(), None);
            self.reopening.reopen(opened, None, self.open.hand_over());
            return Ok(());
        };
        // What is not stored yet would go on to be written by the page that goes away.
        if saving.trouble().with_untracked(Option::is_some) {
            return Err(Refused::Unsaved);
        }
        if self.in_force.under_way.replace(true) {
            return Ok(());
        }
        saving.flush();
        let before = self.in_force.list.replace(list);
        let card = score(&rubric, &self.open.assessment());
        let head = Head {
            adjustments: rubric.adjustments(),
            revision: saving.revision(),
            changed: clock::now_ms(),
            summary: Summary::of(&card),
            ..head
        };
        self.open.note_adjusted(&before, &head.adjustments);
        let (steps, mark) = self.open.unwritten();
        let head = Head { journal: self.open.last_step(), by: self.open.signature(), ..head };
        let written = hold.store.sync_cells(&hold.turn, &[], &head.json(), &steps);
        let session = self.clone();
        spawn_local(async move {
            let outcome = written.await;
            session.in_force.under_way.set(false);
            if let Err(why) = outcome {
                let after = session.in_force.list.replace(before.clone());
                // What was noted may be stored all the same by the next write, so it is noted that it came to nothing.
                session.open.note_adjusted(&after, &before);
                refused(&Refused::Store(why));
                return;
            }
            session.open.written(mark);
            if let Some(sharing) = &session.sharing {
                sharing.changed();
            }
            // Something may have been typed meanwhile.
            let head = Head { revision: saving.revision(), ..head };
            let opened = opened(rubric, session.open.assessment(), Some(head));
            session.reopening.reopen(opened, Some(hold), session.open.hand_over());
        });
        Ok(())
    }

    /// Says something at the foot of the screen.
    pub fn say(&self, text: String) {
        self.notices.say(text);
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
        self.sharing.as_ref().map(|_| self.open.project().id)
    }

    /// How it is shared with other tabs; `None` for the sample, which is not.
    pub fn sharing(&self) -> Option<&Sharing> {
        self.sharing.as_ref()
    }

    /// Hands out the page as it was when another tab took over.
    pub fn export_kept(&self, kept: &Kept) {
        let head = self.in_force.stored.as_ref().map(|(_, head)| head);
        let whole = whole_on_page(&kept.rubric, &kept.assessment, kept.journal.iter(), head);
        let store = self.in_force.stored.as_ref().map(|(hold, _)| hold.store.clone());
        let (notices, language) = (self.notices, self.language);
        let library = self.library;
        spawn_local(async move {
            library.run(Errand::ExportOpen(Box::new(whole), store, None, notices, language)).await;
        });
    }

    /// Writes the assessment to a file, sealed where a passphrase is given, after everything typed is on the disk.
    pub fn export(&self, passphrase: Option<String>) {
        match (&self.saving, &self.sharing) {
            (Some(saving), _) => saving.flush(),
            // Another tab edits it: what it has stored is what there is.
            (None, Some(_)) => {
                self.library.export_stored(self.open.id(), passphrase, self.notices, self.language);
                return;
            }
            (None, None) => {}
        }
        let stored = self.in_force.stored.as_ref();
        let head = stored.zip(self.saving.as_ref());
        let head =
            head.map(|((_, head), saving)| head_of(&self.open, head, &self.in_force, saving.revision()));
        let store = stored.map(|(hold, _)| hold.store.clone());
        let journal = self.open.journal();
        let whole = whole_on_page(self.open.rubric(), &self.open.assessment(), journal.iter(), head.as_ref());
        let session = self.clone();
        spawn_local(async move {
            let (notices, language) = (session.notices, session.language);
            let errand = Errand::ExportOpen(Box::new(whole), store, passphrase, notices, language);
            let exported = session.library.run(errand).await;
            if let (Some(revision), Some(head)) = (exported, head) {
                // The heads that are written from now on say so as well.
                session.in_force.exported.set(Some(revision));
                session.library.note_exported(&head.id, revision).await;
            }
        });
    }

    /// Asks for a passphrase, and then writes the assessment to a file sealed with it.
    pub fn export_sealed(&self) {
        let session = SendWrapper::new(self.clone());
        // Not a callback of the page: the menu this is chosen from goes away before the passphrase is there.
        let give = Arc::new(move |passphrase| session.export(Some(passphrase)));
        self.library.incoming.set(Some(Incoming::Sealing(Outgoing::OnPage(give))));
    }

    fn share(&self) {
        if let Some(sharing) = self.sharing.clone() {
            sharing.works_on(self);
            on_cleanup(move || sharing.ends());
        }
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
                if saving.has_stopped() {
                    return;
                }
                let revision = saving.saved_revision();
                library.note(head_of(&session.open, &head, &session.in_force, revision));
            }
        });
    }
}

/// What another tab changes, and what it takes to let it.
impl Session {
    /// Lets nothing be changed here any more, or lets it again.
    pub(super) fn lock(&self, locked: bool) {
        self.open.lock(locked);
    }

    /// Writes nothing any more.
    pub(super) fn stop(&self) {
        if let Some(saving) = &self.saving {
            saving.stop();
        }
    }

    /// Whether it was stopped while something may have been on its way to the store.
    pub(super) fn has_stopped(&self) -> bool {
        self.saving.as_ref().is_some_and(Autosave::has_stopped)
    }

    /// Brings everything typed to the disk.
    pub(super) fn flush(&self) {
        if let Some(saving) = &self.saving {
            saving.flush();
        }
    }

    /// Whether no write is under way.
    pub(super) fn is_at_rest(&self) -> bool {
        self.saving.as_ref().is_none_or(Autosave::is_at_rest)
    }

    /// What was typed and is not stored.
    pub(super) fn unsaved(&self) -> Vec<StoredCell> {
        self.saving.as_ref().map(Autosave::unsaved).unwrap_or_default()
    }

    /// Shows what these cells hold now.
    pub(super) fn follow(&self, cells: &[StoredCell]) {
        self.open.follow(self.edits_of(cells));
    }

    /// Whether what was read is of the form that is shown, so that only texts can differ.
    pub(super) fn shows_the_same_form(&self, opened: &Opened) -> bool {
        let rubric = self.open.rubric();
        self.open.is_watched()
            && rubric.digest() == opened.rubric.digest()
            && rubric.adjustments() == opened.rubric.adjustments()
            && self.open.project() == opened.assessment.project
    }

    /// Shows what was read, where it differs.
    pub(super) fn follow_whole(&self, opened: &Opened) {
        let mut edits = Vec::new();
        {
            let now = self.open.now();
            let sheets = now.assessment().sheets().iter().zip(opened.assessment.sheets());
            for (at, (shown, read)) in sheets.enumerate() {
                let indicator = IndicatorIx(at);
                let mut put = |cell: &Cell, value: &str| {
                    edits.push(Edit { indicator, cell: cell.clone(), value: value.to_owned() });
                };
                for (cell, _) in shown.cells().filter(|(cell, _)| read.get(cell).is_empty()) {
                    put(cell, "");
                }
                for (cell, value) in read.cells().filter(|(cell, value)| shown.get(cell) != *value) {
                    put(cell, value);
                }
            }
        }
        if !edits.is_empty() {
            self.open.follow(edits);
        }
    }

    /// Types again what was kept, as one step, and gives the numbers of the rows.
    pub(super) fn rewrite(&self, kept: &Kept) -> Vec<String> {
        let edits = self.edits_of(&kept.cells);
        let mut rows: Vec<String> = edits
            .iter()
            .filter_map(|edit| self.open.indicator(edit.indicator))
            .map(|indicator| indicator.number.clone())
            .collect();
        rows.dedup();
        self.open.edit_at_once(edits);
        rows
    }

    /// The edits that put cells where they belong; what the form does not have is left out.
    fn edits_of(&self, cells: &[StoredCell]) -> Vec<Edit> {
        let rubric = self.open.rubric();
        let edit = |cell: &StoredCell| {
            let indicator = rubric.find(&IndicatorId::new(&cell.indicator))?;
            Some(Edit { indicator, cell: Cell::from_key(&cell.cell)?, value: cell.value.clone() })
        };
        cells.iter().filter_map(edit).collect()
    }
}

/// The head as it is now.
fn head_of(open: &OpenAssessment, stored: &Head, changes: &InForce, revision: u64) -> Head {
    let summary = {
        let now = open.now();
        Summary::of(now.card())
    };
    let adjustments = changes.list.borrow().clone();
    let exported = changes.exported.get().or(stored.exported);
    Head {
        adjustments,
        revision,
        exported,
        changed: clock::now_ms(),
        summary,
        journal: open.last_step(),
        by: open.signature(),
        ..stored.clone()
    }
}

fn edit(change: &Change) -> Edit {
    Edit { indicator: change.indicator, cell: change.cell.clone(), value: change.after.clone() }
}
