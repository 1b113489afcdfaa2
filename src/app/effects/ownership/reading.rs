//! Reading the shared assessment anew and showing it: where only texts differ they are followed in place, else the page
//! is built anew. What was typed here and is not stored is kept beside it, and typed again where the person wants that.
//! May import `platform`, `state`, the library and Leptos. Read next: `ownership`.

use std::rc::Rc;

use gongping::editing::ownership::events::Event;
use gongping::editing::ownership::message::{Message, Word};
use gongping::editing::{Journal, StoreError};
use gongping::record::Opened;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::kept::Kept;
use super::super::session::Session;
use super::{Inner, Shown};
use crate::app::platform::clock;
use crate::app::platform::store::Turn;
use crate::app::state::library::{Hold, OpenError};

/// How long writes under way may take before reading goes on without them, in milliseconds. A store that has not
/// answered by then says so itself.
const SETTLES_MS: u32 = 3_500;

/// How often it is looked whether they have ended, in milliseconds.
const LOOK_MS: u32 = 10;

impl Inner {
    /// Reads the assessment and shows it. What was typed here and will not be stored any more is kept beside it.
    pub(super) fn load(self: &Rc<Self>) {
        let number = self.readings.get() + 1;
        self.readings.set(number);
        let inner = self.clone();
        spawn_local(async move {
            inner.settle().await;
            let is_newest = || inner.readings.get() == number;
            if !is_newest() {
                return;
            }
            inner.keep_unsaved();
            let opened = inner.library.open_stored(&inner.id).await;
            let turn = inner.newest_turn().await;
            if is_newest() {
                inner.loaded(opened, turn);
            }
        });
    }

    pub(super) fn loaded(self: &Rc<Self>, opened: Result<(Opened, Journal), OpenError>, turn: Option<Turn>) {
        let (opened, journal) = match opened {
            Err(OpenError::NotFound) if self.session.borrow().is_some() => return self.gone(),
            Err(OpenError::Store(StoreError::TooNew)) if self.session.borrow().is_some() => {
                let _ = self.too_new.try_set(true);
                return;
            }
            Ok(opened) => opened,
            Err(why) => return self.show(Err(why)),
        };
        let newest = turn.as_ref().map_or(0, |turn| u64::from(turn.number()));
        let commands = self.machine.borrow_mut().on(Event::Loaded { turn: newest });
        let own = self.machine.borrow().turn();
        if let Some(turn) = turn
            && u64::from(turn.number()) == own
        {
            self.turn.replace(Some(turn));
        }
        self.follow_standing();
        let shown = self.session.borrow().clone();
        match shown {
            Some(session) if !self.edits() && session.shows_the_same_form(&opened) => {
                session.follow_whole(&opened);
            }
            _ => self.show_anew(opened, journal),
        }
        for command in commands {
            self.perform(command);
        }
    }

    pub(super) fn show_anew(&self, opened: Opened, journal: Journal) {
        let turn = self.turn.borrow().clone().filter(|_| self.edits());
        let store = self.library.opened_store();
        let hold = turn.zip(store).map(|(turn, store)| Hold { store, turn, journal: Some(journal) });
        self.show(Ok((opened, hold)));
    }

    pub(super) fn show(&self, shown: Shown) {
        if let Some(show) = self.show.borrow().as_ref() {
            show(shown);
        }
    }

    /// Somebody deleted it.
    pub(super) fn gone(self: &Rc<Self>) {
        let word = Word::Deleted;
        self.tell(Event::Heard(Message::Of { assessment: self.id.clone(), word }));
        if self.session.borrow().is_none() {
            self.show(Err(OpenError::NotFound));
        }
    }

    /// Waits until no write is under way.
    pub(super) async fn settle(&self) {
        let mut left = SETTLES_MS / LOOK_MS;
        let under_way = || self.session.borrow().as_ref().is_some_and(|session| !session.is_at_rest());
        while left > 0 && under_way() {
            clock::wait(LOOK_MS).await;
            left -= 1;
        }
    }

    pub(super) fn keep_unsaved(&self) {
        let session = self.session.borrow().clone();
        let Some(session) = session.filter(Session::has_stopped) else { return };
        let unsaved = session.unsaved();
        if !unsaved.is_empty() {
            let before = self.kept.get_untracked();
            let _ = self.kept.try_set(Some(Kept::new(&session.open, unsaved, before)));
        }
    }

    /// Types again what was kept, as a step of its own, and says so.
    pub(super) fn rewrite_kept(&self) {
        self.rewrite.set(false);
        let session = self.session.borrow().clone();
        if let (Some(session), Some(kept)) = (session, self.kept.get_untracked())
            && self.edits()
        {
            let rows = session.rewrite(&kept);
            self.kept.set(None);
            self.rewritten.set(rows);
        }
    }
}
