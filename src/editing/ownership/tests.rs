//! Tables for the machine of ownership: what it answers, event by event.

use super::*;

fn machine(locks: bool) -> Ownership {
    Ownership::new("me".to_owned(), "a".to_owned(), locks)
}

fn of(word: Word) -> Message {
    Message::Of { assessment: "a".to_owned(), word }
}

fn heard(word: Word) -> Event {
    Event::Heard(of(word))
}

/// Feeds the events and compares what the last is answered with.
#[track_caller]
fn answers(machine: &mut Ownership, events: Vec<Event>, expected: &[Command], standing: &Standing) {
    let mut answer = Vec::new();
    for event in events.clone() {
        answer = machine.on(event);
    }
    assert_eq!(answer, expected, "{events:?}");
    assert_eq!(machine.standing(), standing, "{events:?}");
}

/// A tab that has the lock and the turn of that number.
fn editing(turn: u64) -> Ownership {
    let mut machine = machine(true);
    for event in [Event::Begun, Event::LockGranted, Event::TurnTaken(turn), Event::Loaded { turn }] {
        machine.on(event);
    }
    assert_eq!(machine.standing(), &Standing::Editing);
    machine
}

fn following(turn: u64) -> Ownership {
    let mut machine = machine(true);
    for event in [Event::Begun, Event::LockUnavailable, Event::Loaded { turn }] {
        machine.on(event);
    }
    assert_eq!(machine.standing(), &Standing::Following);
    machine
}

fn asked(by: &str) -> Word {
    Word::Asked { by: by.to_owned() }
}

fn handed_over(to: &str) -> Word {
    Word::HandedOver { to: to.to_owned() }
}

fn handing_over(to: &str) -> Standing {
    Standing::HandingOver { to: to.to_owned() }
}

#[test]
fn who_has_the_lock_takes_a_turn_and_reads_before_it_edits() {
    let mut tab = machine(true);
    answers(&mut tab, vec![Event::Begun], &[Command::AskLock], &Standing::Asking);
    answers(&mut tab, vec![Event::LockGranted], &[Command::TakeTurn], &Standing::Asking);
    answers(&mut tab, vec![Event::TurnTaken(3)], &[Command::Load], &Standing::Asking);
    let began = Command::Tell(of(Word::Began { turn: 3 }));
    answers(&mut tab, vec![Event::Loaded { turn: 3 }], &[began], &Standing::Editing);
    assert_eq!(tab.turn(), 3);
}

#[test]
fn without_locks_the_tab_that_came_last_takes_the_turn_and_the_one_before_follows() {
    let mut tab = machine(false);
    answers(&mut tab, vec![Event::Begun], &[Command::TakeTurn], &Standing::Asking);
    answers(&mut tab, vec![Event::TurnTaken(3)], &[Command::Load], &Standing::Asking);
    let began = Command::Tell(of(Word::Began { turn: 3 }));
    answers(&mut tab, vec![Event::Loaded { turn: 3 }], &[began], &Standing::Editing);
    answers(&mut tab, vec![heard(Word::Began { turn: 2 })], &[], &Standing::Editing);
    let stopped = [Command::Stop, Command::Load];
    answers(&mut tab, vec![heard(Word::Began { turn: 4 })], &stopped, &Standing::Following);
    // The one that edits is closed.
    answers(&mut tab, vec![heard(Word::Left)], &[Command::TakeTurn], &Standing::Following);
}

#[test]
fn where_another_tab_has_the_lock_this_one_follows_and_waits() {
    let mut tab = machine(true);
    let waits = [Command::WaitForLock, Command::Load];
    answers(&mut tab, vec![Event::Begun, Event::LockUnavailable], &waits, &Standing::Following);
    answers(&mut tab, vec![Event::Loaded { turn: 1 }], &[], &Standing::Following);
    // The other one is closed, or died.
    answers(&mut tab, vec![Event::LockGranted], &[Command::TakeTurn], &Standing::Following);
    answers(&mut tab, vec![Event::TurnTaken(2)], &[Command::Load], &Standing::Following);
    let began = Command::Tell(of(Word::Began { turn: 2 }));
    answers(&mut tab, vec![Event::Loaded { turn: 2 }], &[began], &Standing::Editing);
}

#[test]
fn a_tab_that_is_asked_stores_everything_and_keeps_the_lock_until_it_is_fetched() {
    let mut tab = editing(1);
    let pause = [Command::Pause, Command::Flush];
    answers(&mut tab, vec![heard(asked("b"))], &pause, &handing_over("b"));
    // A third one asks as well and is not heard.
    answers(&mut tab, vec![heard(asked("c"))], &[], &handing_over("b"));
    let after = Command::SilentAfter { ms: 1_000, number: 1 };
    let told = Command::Tell(of(handed_over("b")));
    let stopped = [Command::Stop, told, after];
    answers(&mut tab, vec![Event::Flushed { everything: true }], &stopped, &Standing::Following);
    answers(&mut tab.clone(), vec![Event::LockLost], &[Command::WaitForLock], &Standing::Following);
    // Nobody came for it.
    answers(&mut tab, vec![Event::Silent(1)], &[Command::TakeTurn], &Standing::Following);
}

#[test]
fn a_tab_that_cannot_store_everything_goes_on() {
    let mut tab = editing(1);
    let events = vec![heard(asked("b")), Event::Flushed { everything: false }];
    answers(&mut tab, events, &[Command::Resume], &Standing::Editing);
}

#[test]
fn a_tab_takes_over_when_it_is_handed_over_or_nothing_is_heard_for_a_second() {
    let mut tab = following(1);
    let ask = [Command::Tell(of(asked("me"))), Command::SilentAfter { ms: 1_000, number: 1 }];
    answers(&mut tab, vec![Event::TakeOverAsked], &ask, &Standing::TakingOver);
    answers(&mut tab, vec![heard(handed_over("c"))], &[], &Standing::TakingOver);
    let steal = [Command::StealLock];
    answers(&mut tab.clone(), vec![heard(handed_over("me"))], &steal, &Standing::TakingOver);
    answers(&mut tab, vec![Event::Silent(1)], &steal, &Standing::TakingOver);
    answers(&mut tab, vec![heard(handed_over("me"))], &[], &Standing::TakingOver);
    answers(&mut tab, vec![Event::LockGranted], &[Command::TakeTurn], &Standing::TakingOver);
}

#[test]
fn a_tab_that_loses_lock_or_turn_stops_at_once_and_reads_what_is_stored() {
    let stopped = [Command::Stop, Command::WaitForLock, Command::Load];
    answers(&mut editing(1), vec![Event::LockLost], &stopped, &Standing::Following);
    // With the lock and without the turn it begins anew; without the lock it follows.
    answers(&mut editing(1), vec![Event::TakenOver], &[Command::Stop, Command::TakeTurn], &Standing::Asking);
    let mut plain = machine(false);
    let events = vec![Event::Begun, Event::TurnTaken(1), Event::Loaded { turn: 1 }, Event::TakenOver];
    answers(&mut plain, events, &[Command::Stop, Command::Load], &Standing::Following);
}

#[test]
fn what_is_told_while_the_assessment_is_read_is_shown_after_it() {
    let cell = |value: &str| StoredCell {
        indicator: "HY-01".to_owned(),
        cell: "#note".to_owned(),
        value: value.to_owned(),
    };
    let edited = |turn, value| heard(Word::Edited { turn, cells: vec![cell(value)] });
    let mut tab = following(2);
    let shown = [Command::Apply(vec![cell("1")])];
    answers(&mut tab, vec![edited(2, "1")], &shown, &Standing::Following);
    answers(&mut tab, vec![edited(1, "0")], &[], &Standing::Following);
    answers(&mut tab, vec![heard(Word::Changed)], &[Command::Load], &Standing::Following);
    answers(&mut tab, vec![edited(2, "2"), edited(3, "3")], &[], &Standing::Following);
    let shown = [Command::Apply(vec![cell("3")])];
    answers(&mut tab, vec![Event::Loaded { turn: 3 }], &shown, &Standing::Following);
}

#[test]
fn a_deleted_assessment_is_let_go_and_begun_anew_when_it_is_back() {
    let mut tab = editing(1);
    let gone = [Command::Stop, Command::ReleaseLock];
    answers(&mut tab, vec![heard(Word::Deleted)], &gone, &Standing::Gone);
    answers(&mut tab, vec![heard(Word::Deleted), Event::TakeOverAsked], &[], &Standing::Gone);
    answers(&mut tab, vec![heard(Word::Restored)], &[Command::AskLock], &Standing::Asking);
}

#[test]
fn a_page_that_was_put_away_goes_on_where_nobody_took_a_turn_meanwhile() {
    let mut tab = editing(4);
    let away = [Command::Flush, Command::ReleaseLock];
    answers(&mut tab, vec![Event::PutAway], &away, &Standing::Editing);
    answers(&mut tab, vec![heard(asked("b"))], &[], &Standing::Editing);
    answers(&mut tab, vec![Event::Returned], &[Command::AskLock], &Standing::Editing);
    let mut other = tab.clone();
    answers(&mut tab, vec![Event::LockGranted], &[Command::CheckTurn], &Standing::Editing);
    let mut behind = tab.clone();
    answers(&mut tab, vec![Event::TurnChecked { stands: true }], &[], &Standing::Editing);
    let anew = [Command::Stop, Command::TakeTurn];
    answers(&mut behind, vec![Event::TurnChecked { stands: false }], &anew, &Standing::Asking);
    let stopped = [Command::Stop, Command::WaitForLock, Command::Load];
    answers(&mut other, vec![Event::LockUnavailable], &stopped, &Standing::Following);
}

#[test]
fn a_full_store_gives_no_turn_and_the_last_one_is_used() {
    let mut tab = machine(true);
    let events = vec![Event::Begun, Event::LockGranted, Event::TurnRefused];
    answers(&mut tab, events, &[Command::Load], &Standing::Asking);
    tab.on(Event::Loaded { turn: 7 });
    assert_eq!((tab.standing(), tab.turn()), (&Standing::Editing, 7));
}

#[test]
fn a_turn_taken_without_the_lock_is_told_and_its_holder_takes_another() {
    let mut tab = following(1);
    let events = vec![Event::LockGranted, Event::LockLost];
    let stopped = [Command::Stop, Command::WaitForLock, Command::Load];
    answers(&mut tab, events, &stopped, &Standing::Following);
    let strayed = Command::Tell(of(Word::Strayed { turn: 3 }));
    answers(&mut tab, vec![Event::TurnTaken(3)], &[strayed], &Standing::Following);
    let anew = [Command::Stop, Command::TakeTurn];
    answers(&mut editing(2), vec![heard(Word::Strayed { turn: 3 })], &anew, &Standing::Asking);
    answers(&mut following(2), vec![heard(Word::Strayed { turn: 3 })], &[], &Standing::Following);
}

#[test]
fn what_is_told_of_another_assessment_is_passed_over() {
    let word = Word::Asked { by: "b".to_owned() };
    let other = Event::Heard(Message::Of { assessment: "b".to_owned(), word });
    answers(&mut editing(1), vec![other], &[], &Standing::Editing);
    answers(&mut editing(1), vec![Event::Heard(Message::Lists)], &[], &Standing::Editing);
}

#[test]
fn a_lock_that_could_not_be_taken_can_be_asked_for_again() {
    let mut tab = following(3);
    tab.on(Event::TakeOverAsked);
    answers(&mut tab, vec![heard(handed_over("me"))], &[Command::StealLock], &Standing::TakingOver);
    let waits = [Command::WaitForLock, Command::Load];
    answers(&mut tab, vec![Event::LockUnavailable], &waits, &Standing::Following);
    let asks = [Command::Tell(of(asked("me"))), Command::SilentAfter { ms: SILENT_AFTER_MS, number: 2 }];
    answers(&mut tab, vec![Event::Loaded { turn: 3 }, Event::TakeOverAsked], &asks, &Standing::TakingOver);
}
