//! The state machine of saving. Every edit becomes a write at once; several may be under way, because the store
//! completes overlapping writes in the order they were issued. What is not known to be stored is held here until
//! it is, so a failure forgets nothing. The app performs the commands and reports what came of them.
//! May import `assessment` and `rubric`. Read next: `events`, then the tests, which model the store as well.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::{Cell, Edit};
use crate::rubric::IndicatorIx;

pub mod events;

use events::{Command, Durability, Event, Reopened, SaveState, StoreError, Write};

/// A power cut may cost no more than this much typing: a write down to the disk follows at the latest then.
pub const SYNC_AFTER_MS: u32 = 1_000;

/// How long after a failure the unsaved cells are tried again: what fails once is stored within a second.
pub const RETRY_AFTER_MS: u32 = 500;

/// How often a lost connection is reopened at once, without a completed write in between, before waiting.
const QUICK_REOPENS: u32 = 3;

type Place = (IndicatorIx, Cell);

/// A cell whose newest value is not known to be on the disk.
#[derive(Debug, Clone)]
struct Held {
    value: String,
    /// The write that first carried this value.
    edited: u64,
    /// The newest write that carries this value.
    carried: u64,
    stored: Stored,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stored {
    /// A write is under way, or waits for the connection.
    Pending,
    /// The newest write that reported back came to nothing.
    Failed,
    /// Stored, though a power cut could still take it.
    Relaxed,
}

#[derive(Debug, Clone)]
struct InFlight {
    places: Vec<Place>,
    extent: Extent,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Cells(Durability),
    Whole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    NotLoaded,
    ReadOnly,
    Ready,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Connection {
    Up,
    Reopening,
    Down,
}

/// Decides when what is written and what is shown about it. Feed it every [`Event`], perform every [`Command`].
#[derive(Debug, Clone)]
pub struct SaveMachine {
    phase: Phase,
    connection: Connection,
    revision: u64,
    held: BTreeMap<Place, Held>,
    in_flight: BTreeMap<u64, InFlight>,
    failure: Option<StoreError>,
    saved_at: Option<u64>,
    quick_reopens: u32,
    emptied: bool,
    sync_armed: bool,
    retry_armed: bool,
}

impl Default for SaveMachine {
    fn default() -> Self {
        Self::new()
    }
}

impl SaveMachine {
    /// A machine that writes nothing until [`Event::Loaded`].
    pub fn new() -> Self {
        Self {
            phase: Phase::NotLoaded,
            connection: Connection::Up,
            revision: 0,
            held: BTreeMap::new(),
            in_flight: BTreeMap::new(),
            failure: None,
            saved_at: None,
            quick_reopens: 0,
            emptied: false,
            sync_armed: false,
            retry_armed: false,
        }
    }

    /// Saving as the person sees it now.
    pub fn state(&self) -> SaveState {
        match (self.phase, &self.failure) {
            (Phase::NotLoaded, _) => SaveState::NotLoaded,
            (Phase::ReadOnly, _) => SaveState::ReadOnly { unsaved: self.unsaved().count() },
            (Phase::Ready, Some(why)) => {
                SaveState::Failed { why: why.clone(), unsaved: self.unsaved().count() }
            }
            (Phase::Ready, None) if self.emptied || self.unsaved().next().is_some() => SaveState::Saving,
            (Phase::Ready, None) => SaveState::Saved { at: self.saved_at },
        }
    }

    /// The cells not known to be stored, with their newest value.
    pub fn unsaved(&self) -> impl Iterator<Item = Edit> {
        self.held.iter().filter(|(_, held)| held.stored != Stored::Relaxed).map(edit_of)
    }

    /// Whether nothing is under way, and what is not on the disk is not on its way there either.
    pub fn is_at_rest(&self) -> bool {
        let given_up = self.phase == Phase::ReadOnly || self.failure.is_some();
        self.in_flight.is_empty() && (given_up || self.held.is_empty())
    }

    /// The revision last handed out.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Every edit up to this revision is stored.
    pub fn saved_revision(&self) -> u64 {
        self.held
            .values()
            .filter(|held| held.stored != Stored::Relaxed)
            .map(|held| held.edited.saturating_sub(1))
            .min()
            .unwrap_or(self.revision)
    }

    /// Whether everything is on the disk, so that nothing is lost if the page goes away now.
    pub fn is_settled(&self) -> bool {
        self.held.is_empty() && self.in_flight.is_empty() && !self.emptied
    }

    /// Takes in what happened and gives back what is to be done, in order.
    pub fn on(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Loaded { revision } => self.loaded(revision),
            Event::ReadOnly => self.read_only(),
            Event::Edited(edits) => self.edited(edits),
            Event::Completed { revision, at } => self.completed(revision, at),
            Event::Failed { revision, why } => self.failed(revision, why),
            Event::ConnectionLost => self.connection_lost(StoreError::Closed),
            Event::Reopened(found) => self.reopened(found),
            Event::ReopenFailed(why) => self.reopen_failed(why),
            Event::SyncDue => {
                self.sync_armed = false;
                self.sync()
            }
            Event::RetryDue => {
                self.retry_armed = false;
                self.retry()
            }
            Event::RetryAsked => self.retry(),
            Event::Flush => self.sync(),
        }
    }

    fn loaded(&mut self, revision: u64) -> Vec<Command> {
        self.phase = Phase::Ready;
        self.revision = self.revision.max(revision);
        self.write_unsaved()
    }

    /// Writes nothing from now on. What is not stored is held and counted, so that the person can save it in a file.
    fn read_only(&mut self) -> Vec<Command> {
        self.phase = Phase::ReadOnly;
        self.failure = None;
        self.give_up_unsaved();
        Vec::new()
    }

    fn edited(&mut self, edits: Vec<Edit>) -> Vec<Command> {
        if edits.is_empty() {
            return Vec::new();
        }
        self.revision += 1;
        let mut places = BTreeSet::new();
        for edit in edits {
            let place = (edit.indicator, edit.cell);
            let held = Held {
                value: edit.value,
                edited: self.revision,
                carried: self.revision,
                stored: Stored::Pending,
            };
            self.held.insert(place.clone(), held);
            places.insert(place);
        }
        if self.can_write() {
            self.write(self.revision, places.into_iter().collect(), Durability::Relaxed)
        } else {
            self.give_up_if_down()
        }
    }

    fn completed(&mut self, revision: u64, at: u64) -> Vec<Command> {
        let Some(write) = self.in_flight.remove(&revision) else { return Vec::new() };
        if write.extent == Extent::Whole {
            self.emptied = false;
        }
        for place in write.places {
            let Some(held) = self.held.get_mut(&place) else { continue };
            if held.edited <= revision {
                if write.extent == Extent::Cells(Durability::Relaxed) {
                    held.stored = Stored::Relaxed;
                } else {
                    self.held.remove(&place);
                }
            }
        }
        self.saved_at = Some(at);
        self.quick_reopens = 0;
        self.forgive();
        Vec::new()
    }

    fn failed(&mut self, revision: u64, why: StoreError) -> Vec<Command> {
        let Some(write) = self.in_flight.remove(&revision) else { return Vec::new() };
        if why == StoreError::TakenOver || self.phase == Phase::ReadOnly {
            return self.read_only();
        }
        let mut unsaved = write.extent == Extent::Whole && self.emptied;
        let mut behind = Vec::new();
        for place in write.places {
            let Some(held) = self.held.get(&place) else { continue };
            // A newer write carries a newer value of this cell and decides about it; but while the store is silent
            // the newer one waits as well, and a fast typist would never be told.
            if held.carried == revision || why == StoreError::TimedOut {
                unsaved |= held.stored != Stored::Relaxed;
                behind.push(place);
            }
        }
        if !unsaved {
            // Everything in it is stored already; at most the way down to the disk is to be tried again.
            return if behind.is_empty() { Vec::new() } else { self.arm_sync().into_iter().collect() };
        }
        if why == StoreError::Closed {
            return self.connection_lost(why);
        }
        for place in behind {
            if let Some(held) = self.held.get_mut(&place)
                && held.stored == Stored::Pending
            {
                held.stored = Stored::Failed;
            }
        }
        self.fail(why)
    }

    fn connection_lost(&mut self, why: StoreError) -> Vec<Command> {
        if self.phase == Phase::NotLoaded || self.connection == Connection::Reopening {
            return Vec::new();
        }
        if self.phase == Phase::ReadOnly {
            // What is read opens the store again by itself.
            return Vec::new();
        }
        if self.connection == Connection::Down || self.quick_reopens >= QUICK_REOPENS {
            self.connection = Connection::Down;
            self.give_up_unsaved();
            return self.fail(why);
        }
        self.quick_reopens += 1;
        self.connection = Connection::Reopening;
        vec![Command::Reopen]
    }

    fn reopened(&mut self, found: Reopened) -> Vec<Command> {
        self.connection = Connection::Up;
        if found == Reopened::Emptied {
            self.emptied = true;
        }
        let mut commands = self.write_unsaved();
        if !self.emptied && !self.held.is_empty() {
            // A strict write may have come due while there was no connection.
            commands.extend(self.arm_sync());
        }
        self.forgive();
        commands
    }

    fn reopen_failed(&mut self, why: StoreError) -> Vec<Command> {
        self.connection = Connection::Down;
        self.give_up_unsaved();
        self.fail(why)
    }

    fn retry(&mut self) -> Vec<Command> {
        if self.phase != Phase::Ready || self.failure.is_none() {
            return Vec::new();
        }
        let silent = self.failure == Some(StoreError::TimedOut);
        match self.connection {
            Connection::Reopening => Vec::new(),
            // A connection that neither answers nor closes is replaced rather than asked again.
            Connection::Up if !silent => {
                if self.retry_is_under_way() {
                    self.arm_retry().into_iter().collect()
                } else {
                    self.write_unsaved()
                }
            }
            Connection::Up | Connection::Down => {
                self.connection = Connection::Reopening;
                vec![Command::Reopen]
            }
        }
    }

    /// Brings everything held to the disk.
    fn sync(&mut self) -> Vec<Command> {
        if !self.can_write() || self.held.is_empty() {
            return Vec::new();
        }
        self.revision += 1;
        let places = self.held.keys().cloned().collect();
        self.write(self.revision, places, Durability::Strict)
    }

    fn write_unsaved(&mut self) -> Vec<Command> {
        if !self.can_write() {
            return Vec::new();
        }
        if self.emptied {
            self.revision += 1;
            let places: Vec<Place> = self.held.keys().cloned().collect();
            self.carry(self.revision, places, Extent::Whole);
            return vec![Command::WriteWhole { revision: self.revision }];
        }
        let places: Vec<Place> = self
            .held
            .iter()
            .filter(|(_, held)| held.stored != Stored::Relaxed)
            .map(|(place, _)| place.clone())
            .collect();
        if places.is_empty() {
            return Vec::new();
        }
        self.revision += 1;
        self.write(self.revision, places, Durability::Relaxed)
    }

    fn write(&mut self, revision: u64, places: Vec<Place>, durability: Durability) -> Vec<Command> {
        let edits = places.iter().filter_map(|place| self.held.get_key_value(place)).map(edit_of).collect();
        self.carry(revision, places, Extent::Cells(durability));
        let mut commands = vec![Command::Write(Write { revision, edits, durability })];
        if durability == Durability::Relaxed {
            commands.extend(self.arm_sync());
        }
        commands
    }

    fn carry(&mut self, revision: u64, places: Vec<Place>, extent: Extent) {
        for place in &places {
            if let Some(held) = self.held.get_mut(place) {
                held.carried = revision;
            }
        }
        self.in_flight.insert(revision, InFlight { places, extent });
    }

    fn can_write(&self) -> bool {
        self.phase == Phase::Ready && self.connection == Connection::Up
    }

    fn retry_is_under_way(&self) -> bool {
        if self.emptied {
            return self.in_flight.values().any(|write| write.extent == Extent::Whole);
        }
        self.held
            .values()
            .filter(|held| held.stored == Stored::Failed)
            .all(|held| self.in_flight.contains_key(&held.carried))
    }

    fn give_up_unsaved(&mut self) {
        for held in self.held.values_mut().filter(|held| held.stored == Stored::Pending) {
            held.stored = Stored::Failed;
        }
    }

    fn give_up_if_down(&mut self) -> Vec<Command> {
        if self.phase == Phase::ReadOnly {
            self.give_up_unsaved();
        } else if self.phase == Phase::Ready && self.connection == Connection::Down {
            self.give_up_unsaved();
            return self.arm_retry().into_iter().collect();
        }
        Vec::new()
    }

    fn fail(&mut self, why: StoreError) -> Vec<Command> {
        let hopeless = why == StoreError::TooNew;
        self.failure = Some(why);
        if hopeless { Vec::new() } else { self.arm_retry().into_iter().collect() }
    }

    /// The failure is over once nothing that failed is left.
    fn forgive(&mut self) {
        let failed = self.held.values().any(|held| held.stored == Stored::Failed);
        if self.connection == Connection::Up && !failed && !self.emptied {
            self.failure = None;
        }
    }

    fn arm_sync(&mut self) -> Option<Command> {
        let due = !self.sync_armed;
        self.sync_armed = true;
        due.then_some(Command::SyncAfter(SYNC_AFTER_MS))
    }

    fn arm_retry(&mut self) -> Option<Command> {
        let due = !self.retry_armed && self.failure != Some(StoreError::TooNew);
        self.retry_armed |= due;
        due.then_some(Command::RetryAfter(RETRY_AFTER_MS))
    }
}

fn edit_of(((indicator, cell), held): (&Place, &Held)) -> Edit {
    Edit { indicator: *indicator, cell: cell.clone(), value: held.value.clone() }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod two_tabs;
