//! Tables for the machine of saving, and random schedules against a model of the store: transactions complete in
//! the order they were issued, or fail, or answer too late, or are cut off with their connection.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;

use super::*;

fn edit(at: usize, value: &str) -> Edit {
    Edit { indicator: IndicatorIx(at), cell: Cell::Note, value: value.to_owned() }
}

fn loaded() -> SaveMachine {
    let mut machine = SaveMachine::new();
    assert_eq!(machine.on(Event::Loaded { revision: 0 }), []);
    machine
}

fn written(commands: &[Command]) -> Vec<&Write> {
    commands
        .iter()
        .filter_map(|command| match command {
            Command::Write(write) => Some(write),
            _ => None,
        })
        .collect()
}

/// Feeds the events to a loaded machine and compares the state the person sees after the last.
#[track_caller]
fn shows(events: Vec<Event>, expected: SaveState) {
    let mut machine = loaded();
    for event in events.clone() {
        machine.on(event);
    }
    assert_eq!(machine.state(), expected, "{events:?}");
}

fn typed(at: usize, value: &str) -> Event {
    Event::Edited(vec![edit(at, value)])
}

fn done(revision: u64) -> Event {
    Event::Completed { revision, at: 1_000 + revision }
}

fn lost(revision: u64, why: StoreError) -> Event {
    Event::Failed { revision, why }
}

#[test]
fn the_state_follows_the_store_and_nothing_else() {
    let saved = |revision: u64| SaveState::Saved { at: Some(1_000 + revision) };
    let failed = |why, unsaved| SaveState::Failed { why, unsaved };
    shows(vec![], SaveState::Saved { at: None });
    shows(vec![typed(0, "1")], SaveState::Saving);
    shows(vec![typed(0, "1"), done(1)], saved(1));
    shows(vec![typed(0, "1"), typed(0, "12"), done(1)], SaveState::Saving);
    shows(vec![typed(0, "1"), typed(0, "12"), done(1), done(2)], saved(2));
    shows(vec![typed(0, "1"), typed(1, "2"), done(2)], SaveState::Saving);
    shows(vec![typed(0, "1"), lost(1, StoreError::Quota)], failed(StoreError::Quota, 1));
    // A newer write of the same cell settles the older failure.
    shows(vec![typed(0, "1"), typed(0, "12"), lost(1, StoreError::Quota)], SaveState::Saving);
    shows(vec![typed(0, "1"), lost(1, StoreError::Quota), typed(0, "12"), done(2)], saved(2));
    // Unless the store is silent: then the newer write waits as well.
    shows(
        vec![typed(0, "1"), typed(0, "12"), lost(1, StoreError::TimedOut)],
        failed(StoreError::TimedOut, 1),
    );
    // A newer write of another cell does not.
    shows(
        vec![typed(0, "1"), lost(1, StoreError::Quota), typed(1, "2"), done(2)],
        failed(StoreError::Quota, 1),
    );
    // However fast one types into it, a cell that failed stays shown as failed until it is stored.
    shows(vec![typed(0, "1"), lost(1, StoreError::Quota), typed(0, "12")], failed(StoreError::Quota, 1));
    // While a failure stands, what is under way counts as unsaved too.
    shows(vec![typed(0, "1"), lost(1, StoreError::Quota), typed(1, "2")], failed(StoreError::Quota, 2));
    // A strict write that fails takes nothing back that was stored before.
    shows(vec![typed(0, "1"), done(1), Event::SyncDue, lost(2, StoreError::Quota)], saved(1));
    shows(vec![Event::ReadOnly], SaveState::ReadOnly { unsaved: 0 });
    // It is not written, and not forgotten either.
    shows(vec![Event::ReadOnly, typed(0, "1")], SaveState::ReadOnly { unsaved: 1 });
}

#[test]
fn every_edit_is_written_at_once_and_alone() {
    let mut machine = loaded();
    for (revision, value) in (1..).zip(["1", "12", "123"]) {
        let commands = machine.on(typed(4, value));
        let [Command::Write(write), ..] = commands.as_slice() else { panic!("{commands:?}") };
        assert_eq!(*write, Write { revision, edits: vec![edit(4, value)], durability: Durability::Relaxed });
    }
}

#[test]
fn edits_made_together_are_one_write_and_the_last_of_a_cell_counts() {
    let mut machine = loaded();
    let commands = machine.on(Event::Edited(vec![edit(0, "1"), edit(1, "2"), edit(0, "3")]));
    let writes = written(&commands);
    assert_eq!(writes.len(), 1);
    assert_eq!(writes[0].edits, [edit(0, "3"), edit(1, "2")]);
}

#[test]
fn nothing_is_written_before_the_load_and_what_was_typed_follows_it() {
    let mut machine = SaveMachine::new();
    assert_eq!(machine.state(), SaveState::NotLoaded);
    assert_eq!(machine.on(typed(0, "1")), []);
    assert_eq!(machine.on(Event::Flush), []);
    assert_eq!(machine.on(Event::ConnectionLost), []);
    assert_eq!(machine.state(), SaveState::NotLoaded);
    let commands = machine.on(Event::Loaded { revision: 41 });
    assert_eq!(written(&commands)[0].revision, 42);
    assert_eq!(written(&commands)[0].edits, [edit(0, "1")]);
}

#[test]
fn a_strict_write_follows_within_a_second_with_all_that_is_not_on_the_disk() {
    let mut machine = loaded();
    assert_eq!(machine.on(typed(0, "1")).get(1), Some(&Command::SyncAfter(SYNC_AFTER_MS)));
    assert_eq!(machine.on(typed(1, "2")).len(), 1, "one timer is enough");
    machine.on(done(1));
    let commands = machine.on(Event::SyncDue);
    let [Command::Write(write)] = commands.as_slice() else { panic!("{commands:?}") };
    assert_eq!(write.durability, Durability::Strict);
    assert_eq!(write.edits, [edit(0, "1"), edit(1, "2")]);
    machine.on(done(2));
    machine.on(done(3));
    assert_eq!(machine.on(Event::Flush), [], "everything is on the disk");
    assert_eq!(machine.on(typed(0, "12")).len(), 2, "the next edit starts the timer again");
    assert_eq!(written(&machine.on(Event::Flush))[0].durability, Durability::Strict);
}

#[test]
fn the_page_may_go_away_once_everything_is_on_the_disk_and_not_before() {
    let mut machine = loaded();
    assert!(machine.is_settled());
    machine.on(typed(0, "1"));
    assert!(!machine.is_settled(), "on its way");
    machine.on(done(1));
    assert!(!machine.is_settled(), "stored, but a power cut could take it");
    machine.on(Event::Flush);
    assert!(!machine.is_settled(), "on its way to the disk");
    machine.on(done(2));
    assert!(machine.is_settled());
    machine.on(typed(0, "2"));
    machine.on(lost(3, StoreError::Quota));
    assert!(!machine.is_settled(), "not stored");
}

#[test]
fn a_failure_is_tried_again_with_the_newest_values() {
    let mut machine = loaded();
    machine.on(typed(0, "1"));
    assert_eq!(machine.on(lost(1, StoreError::Quota)), [Command::RetryAfter(RETRY_AFTER_MS)]);
    machine.on(typed(0, "12"));
    assert_eq!(machine.on(lost(2, StoreError::Quota)), [], "the timer runs already");
    let commands = machine.on(Event::RetryDue);
    assert_eq!(written(&commands)[0].edits, [edit(0, "12")]);
    machine.on(done(3));
    assert_eq!(machine.state(), SaveState::Saved { at: Some(1_003) });
    assert_eq!(machine.saved_revision(), 3);
    assert_eq!(machine.on(Event::RetryAsked), [], "nothing is left to retry");
}

#[test]
fn a_lost_connection_is_reopened_and_everything_unsaved_goes_again() {
    let mut machine = loaded();
    machine.on(typed(0, "1"));
    assert_eq!(machine.on(lost(1, StoreError::Closed)), [Command::Reopen]);
    assert_eq!(machine.on(typed(1, "2")), [], "there is nowhere to write to");
    assert_eq!(machine.state(), SaveState::Saving);
    let commands = machine.on(Event::Reopened(Reopened::Same));
    assert_eq!(written(&commands)[0].edits, [edit(0, "1"), edit(1, "2")]);
    machine.on(done(3));
    assert_eq!(machine.state(), SaveState::Saved { at: Some(1_003) });
}

#[test]
fn a_store_that_cannot_be_reopened_is_said_to_fail() {
    let mut machine = loaded();
    machine.on(typed(0, "1"));
    assert_eq!(machine.on(Event::ConnectionLost), [Command::Reopen]);
    assert_eq!(machine.on(Event::ReopenFailed(StoreError::Blocked)), [Command::RetryAfter(RETRY_AFTER_MS)]);
    assert_eq!(machine.state(), SaveState::Failed { why: StoreError::Blocked, unsaved: 1 });
    machine.on(typed(1, "2"));
    assert_eq!(machine.state(), SaveState::Failed { why: StoreError::Blocked, unsaved: 2 });
    assert_eq!(machine.on(Event::RetryDue), [Command::Reopen]);
    assert_eq!(machine.on(Event::ReopenFailed(StoreError::TooNew)), [], "a newer store stays newer");
}

#[test]
fn a_connection_that_keeps_closing_is_not_reopened_in_a_circle() {
    let mut machine = loaded();
    machine.on(typed(0, "1"));
    let mut revision = 1;
    for _ in 0..QUICK_REOPENS {
        assert_eq!(machine.on(lost(revision, StoreError::Closed)), [Command::Reopen]);
        let commands = machine.on(Event::Reopened(Reopened::Same));
        revision = written(&commands)[0].revision;
    }
    assert_eq!(machine.on(lost(revision, StoreError::Closed)), [Command::RetryAfter(RETRY_AFTER_MS)]);
    assert_eq!(machine.state(), SaveState::Failed { why: StoreError::Closed, unsaved: 1 });
}

#[test]
fn a_silent_connection_is_replaced_at_the_retry() {
    let mut machine = loaded();
    machine.on(typed(0, "1"));
    machine.on(lost(1, StoreError::TimedOut));
    assert_eq!(machine.on(Event::RetryDue), [Command::Reopen]);
}

#[test]
fn a_store_emptied_under_the_page_is_written_back_whole() {
    let mut machine = loaded();
    machine.on(typed(0, "1"));
    machine.on(done(1));
    machine.on(Event::ConnectionLost);
    assert_eq!(machine.on(Event::Reopened(Reopened::Emptied)), [Command::WriteWhole { revision: 2 }]);
    assert_eq!(machine.state(), SaveState::Saving);
    machine.on(lost(2, StoreError::Quota));
    assert_eq!(machine.state(), SaveState::Failed { why: StoreError::Quota, unsaved: 0 });
    assert_eq!(machine.on(Event::RetryDue), [Command::WriteWhole { revision: 3 }]);
    machine.on(done(3));
    assert_eq!(machine.state(), SaveState::Saved { at: Some(1_003) });
}

/// One step of a random schedule.
#[derive(Debug, Clone)]
enum Step {
    Type(usize, u8),
    CompleteNext,
    FailNext,
    /// The machine hears that the write came to nothing, but the store carries it out all the same.
    AnswerTooLate,
    CutConnection,
    OpenAgain,
    RefuseToOpen,
    Timers,
    Flush,
    AskAgain,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..4usize, any::<u8>()).prop_map(|(at, value)| Step::Type(at, value)),
        6 => Just(Step::CompleteNext),
        1 => Just(Step::FailNext),
        1 => Just(Step::AnswerTooLate),
        1 => Just(Step::CutConnection),
        2 => Just(Step::OpenAgain),
        1 => Just(Step::RefuseToOpen),
        2 => Just(Step::Timers),
        1 => Just(Step::Flush),
        1 => Just(Step::AskAgain),
    ]
}

type Values = BTreeMap<usize, String>;

/// The browser's side, and what the person typed.
#[derive(Default)]
struct World {
    machine: SaveMachine,
    typed: Values,
    stored: Values,
    on_disk: Values,
    queue: VecDeque<Write>,
    reopening: bool,
    sync_timer: bool,
    retry_timer: bool,
    now: u64,
}

impl World {
    fn tell(&mut self, event: Event) {
        self.now += 1;
        for command in self.machine.on(event) {
            match command {
                Command::Write(write) => self.queue.push_back(write),
                Command::WriteWhole { .. } => panic!("the store was never emptied"),
                Command::Reopen => {
                    assert!(!self.reopening, "one opening at a time");
                    self.reopening = true;
                }
                Command::SyncAfter(_) => {
                    assert!(!self.sync_timer, "one timer at a time");
                    self.sync_timer = true;
                }
                Command::RetryAfter(_) => {
                    assert!(!self.retry_timer, "one timer at a time");
                    self.retry_timer = true;
                }
            }
        }
    }

    fn carry_out(&mut self, write: &Write) {
        for edit in &write.edits {
            self.stored.insert(edit.indicator.0, edit.value.clone());
        }
        if write.durability == Durability::Strict {
            self.on_disk.clone_from(&self.stored);
        }
    }

    fn complete_next(&mut self) {
        if let Some(write) = self.queue.pop_front() {
            self.carry_out(&write);
            self.tell(Event::Completed { revision: write.revision, at: self.now });
        }
    }

    fn fail_next(&mut self, why: StoreError) {
        if let Some(write) = self.queue.pop_front() {
            self.tell(Event::Failed { revision: write.revision, why });
        }
    }

    fn timers(&mut self) {
        if std::mem::take(&mut self.sync_timer) {
            self.tell(Event::SyncDue);
        }
        if std::mem::take(&mut self.retry_timer) {
            self.tell(Event::RetryDue);
        }
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Type(at, value) => {
                let writes_before = self.queue.len();
                let value = value.to_string();
                self.typed.insert(*at, value.clone());
                self.tell(Event::Edited(vec![edit(*at, &value)]));
                if self.machine.can_write() {
                    assert_eq!(self.queue.len(), writes_before + 1, "written at once");
                }
            }
            Step::CompleteNext => self.complete_next(),
            Step::FailNext => self.fail_next(StoreError::Quota),
            Step::AnswerTooLate => {
                if let Some(write) = self.queue.front().cloned() {
                    self.carry_out(&write);
                    self.fail_next(StoreError::TimedOut);
                }
            }
            Step::CutConnection => {
                self.tell(Event::ConnectionLost);
                while !self.queue.is_empty() {
                    self.fail_next(StoreError::Closed);
                }
            }
            Step::OpenAgain if std::mem::take(&mut self.reopening) => {
                self.tell(Event::Reopened(Reopened::Same));
            }
            Step::RefuseToOpen if std::mem::take(&mut self.reopening) => {
                self.tell(Event::ReopenFailed(StoreError::Blocked));
            }
            Step::OpenAgain | Step::RefuseToOpen => {}
            Step::Timers => self.timers(),
            Step::Flush => self.tell(Event::Flush),
            Step::AskAgain => self.tell(Event::RetryAsked),
        }
    }

    fn check(&self) {
        let unsaved: BTreeMap<usize, String> =
            self.machine.unsaved().map(|edit| (edit.indicator.0, edit.value)).collect();
        for (at, value) in &self.typed {
            if self.stored.get(at) != Some(value) {
                assert_eq!(unsaved.get(at), Some(value), "cell {at} is neither stored nor held");
            }
        }
        match self.machine.state() {
            SaveState::Saved { .. } => assert_eq!(self.stored, self.typed, "the label lies"),
            SaveState::Failed { unsaved: count, .. } => {
                assert_eq!(count, unsaved.len());
                assert!(
                    self.retry_timer || self.reopening || !self.queue.is_empty(),
                    "a failure nobody will try again"
                );
            }
            SaveState::Saving => {
                assert!(self.reopening || !self.queue.is_empty(), "saying 'saving' while nothing runs");
            }
            other => panic!("{other:?}"),
        }
        let on_its_way_down = self.sync_timer
            || self.retry_timer
            || self.reopening
            || self.queue.iter().any(|write| write.durability == Durability::Strict);
        assert!(self.on_disk == self.typed || on_its_way_down, "nobody will bring it to the disk");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn whatever_the_store_does_nothing_typed_is_lost_and_saved_is_true(
        steps in prop::collection::vec(step(), 0..80)
    ) {
        let mut world = World { machine: loaded(), ..World::default() };
        for step in &steps {
            world.take(step);
            world.check();
        }
        // Once the store works again, everything typed reaches the disk by itself.
        for _ in 0..8 {
            world.take(&Step::OpenAgain);
            while !world.queue.is_empty() {
                world.complete_next();
                world.check();
            }
            world.timers();
        }
        prop_assert_eq!(&world.stored, &world.typed);
        prop_assert_eq!(&world.on_disk, &world.typed);
        let saved = matches!(world.machine.state(), SaveState::Saved { .. });
        prop_assert!(saved);
        prop_assert_eq!(world.machine.saved_revision(), world.machine.revision());
    }
}
