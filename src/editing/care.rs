//! Taking care of what was typed: how safely the browser keeps it, when to remind a person of a backup, how long work
//! has gone on, and how long what was deleted still stays. Moments are arguments, in milliseconds since 1970, and none is trusted: a clock may have
//! been set back or forward in between, and no span is ever negative.
//! Imports nothing. Read next: `saving`.

/// A day, in milliseconds.
pub const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

/// A backup as old as this, in days, is to be renewed once something has changed.
pub const BACKUP_STAYS_FRESH_DAYS: u64 = 7;

/// So much work without any backup is worth a reminder.
pub const WORTH_A_BACKUP_MS: u64 = 20 * 60 * 1_000;

/// How long 以后再说 keeps the reminder away.
pub const QUIET_MS: u64 = DAY_MS;

/// A pause longer than this is not work.
pub const LONGEST_PAUSE_MS: u64 = 2 * 60 * 1_000;

/// How long what was deleted can be brought back, in days.
pub const BIN_DAYS: u64 = 30;

/// Whether the browser keeps the store for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persistence {
    /// It does not say: plain http, or a browser that knows nothing of it.
    Unknown,
    /// It was never asked.
    NotAsked,
    /// It does: only the person deletes it.
    Granted,
    /// It may delete it where space runs short.
    Denied,
}

/// How much is stored, in bytes, by the browser's estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// What everything stored here takes.
    pub used: u64,
    /// What the browser would let us store in all.
    pub given: u64,
}

/// How the app can be put among the device's own apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Install {
    /// It is there already, and runs from there.
    Done,
    /// The browser offers it, at the press of a button.
    Offered,
    /// By hand, from the share menu of Safari.
    ByShareMenu,
    /// By hand, from the browser's menu, where it has an entry for it.
    ByBrowserMenu,
}

/// What the reminder is decided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts {
    /// Now.
    pub now: u64,
    /// When a backup was last handed out; `None` where none ever was.
    pub backup: Option<u64>,
    /// Whether something was changed that is in no backup and in no exported file.
    pub unfiled: bool,
    /// How long was worked since the last backup, in milliseconds.
    pub worked: u64,
    /// Whether an assessment is complete.
    pub finished: bool,
    /// When the person put the reminder off.
    pub put_off: Option<u64>,
}

/// Why a backup is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// There is none.
    Never,
    /// There is one, and it is so many days old, at least 7.
    Old(u64),
    /// There is one, and it is said to come from the future: the clock was set back, and its age is unknown.
    Undated,
}

/// Whether to remind of a backup, and why. Never without something to back up, and never within a day of 以后再说.
pub fn backup_due(facts: &Facts) -> Option<Due> {
    let quiet = facts.put_off.and_then(|then| facts.now.checked_sub(then)).is_some_and(|age| age < QUIET_MS);
    if !facts.unfiled || quiet {
        return None;
    }
    let worth_it = facts.worked >= WORTH_A_BACKUP_MS || facts.finished;
    match facts.backup {
        None => worth_it.then_some(Due::Never),
        // A clock that is a little off is no reason to doubt it.
        Some(then) if then > facts.now.saturating_add(DAY_MS) => worth_it.then_some(Due::Undated),
        Some(then) => {
            let age = age_in_days(then, facts.now);
            (age >= BACKUP_STAYS_FRESH_DAYS).then_some(Due::Old(age))
        }
    }
}

/// Work so far after another edit, `last` being the moment of the one before: pauses up to [`LONGEST_PAUSE_MS`] count,
/// and a clock that was set back counts as no time at all.
pub fn worked(so_far: u64, last: Option<u64>, now: u64) -> u64 {
    let pause = last.and_then(|last| now.checked_sub(last)).filter(|pause| *pause <= LONGEST_PAUSE_MS);
    so_far.saturating_add(pause.unwrap_or_default())
}

/// How many days ago something was, begun ones left out: 0 for today, and for what a clock set back puts into the future.
pub fn age_in_days(then: u64, now: u64) -> u64 {
    now.saturating_sub(then) / DAY_MS
}

/// For how many more days, the begun one counted, something stays that was deleted at `then`: 1 to 30, and 0 once its
/// time has passed.
pub fn days_left(then: u64, now: u64) -> u64 {
    BIN_DAYS.saturating_sub(age_in_days(then, now))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60_000;
    /// 2026-11-22, noon in UTC.
    const NOON: u64 = 1_795_348_800_000;

    #[track_caller]
    fn due(facts: Facts, expected: Option<Due>) {
        assert_eq!(backup_due(&facts), expected, "{facts:?}");
    }

    #[test]
    fn nothing_new_means_no_reminder() {
        let old =
            Facts { now: NOON, backup: Some(0), worked: 90 * MINUTE, finished: true, ..Facts::default() };
        due(old, None);
        due(Facts { backup: None, ..old }, None);
    }

    #[test]
    fn without_any_backup_twenty_minutes_of_work_or_a_finished_assessment_remind() {
        let new = Facts { now: NOON, unfiled: true, ..Facts::default() };
        due(new, None);
        due(Facts { worked: 20 * MINUTE - 1, ..new }, None);
        due(Facts { worked: 20 * MINUTE, ..new }, Some(Due::Never));
        due(Facts { finished: true, ..new }, Some(Due::Never));
    }

    #[test]
    fn a_backup_reminds_from_its_seventh_day_on_and_then_however_little_was_changed() {
        let since = |age| Facts { now: NOON, backup: Some(NOON - age), unfiled: true, ..Facts::default() };
        due(since(0), None);
        due(Facts { worked: 500 * MINUTE, finished: true, ..since(7 * DAY_MS - 1) }, None);
        due(since(7 * DAY_MS), Some(Due::Old(7)));
        due(since(8 * DAY_MS - 1), Some(Due::Old(7)));
        due(since(400 * DAY_MS), Some(Due::Old(400)));
    }

    #[test]
    fn putting_it_off_lasts_a_day_whatever_the_clock_does() {
        let asked = Facts { now: NOON, unfiled: true, finished: true, ..Facts::default() };
        due(Facts { put_off: Some(NOON), ..asked }, None);
        due(Facts { put_off: Some(NOON - DAY_MS + 1), ..asked }, None);
        due(Facts { put_off: Some(NOON - DAY_MS), ..asked }, Some(Due::Never));
        // The clock was set back since: otherwise the reminder would stay away for as long as it was set back.
        due(Facts { put_off: Some(NOON + 1), ..asked }, Some(Due::Never));
    }

    #[test]
    fn a_backup_from_the_future_has_no_age_and_is_reminded_of_by_the_work_done() {
        let later = Facts { now: NOON, backup: Some(NOON + 2 * DAY_MS), unfiled: true, ..Facts::default() };
        due(later, None);
        due(Facts { worked: 20 * MINUTE, ..later }, Some(Due::Undated));
        // A clock an hour off makes a backup of today.
        due(Facts { backup: Some(NOON + 60 * MINUTE), finished: true, ..later }, None);
        // Ten years back, and as far as a clock goes.
        due(Facts { now: 0, backup: Some(u64::MAX), finished: true, ..later }, Some(Due::Undated));
        due(Facts { now: u64::MAX, backup: Some(u64::MAX), finished: true, ..later }, None);
    }

    #[test]
    fn work_is_the_sum_of_short_pauses() {
        assert_eq!(worked(0, None, NOON), 0);
        assert_eq!(worked(5, Some(NOON), NOON + 2 * MINUTE), 5 + 2 * MINUTE);
        assert_eq!(worked(5, Some(NOON), NOON + 2 * MINUTE + 1), 5);
        assert_eq!(worked(5, Some(NOON), NOON - 1), 5, "a clock set back");
        assert_eq!(worked(u64::MAX, Some(NOON), NOON + 1), u64::MAX);
    }

    #[test]
    fn no_age_is_negative() {
        for (age, days) in [(0, 0), (DAY_MS - 1, 0), (DAY_MS, 1), (400 * DAY_MS, 400)] {
            assert_eq!(age_in_days(NOON, NOON + age), days);
        }
        assert_eq!(age_in_days(NOON, NOON - 400 * DAY_MS), 0);
    }

    #[test]
    fn what_was_deleted_stays_thirty_days_and_no_clock_makes_it_more() {
        for (age, left) in [
            (0, 30),
            (DAY_MS - 1, 30),
            (DAY_MS, 29),
            (30 * DAY_MS - 1, 1),
            (30 * DAY_MS, 0),
            (99 * DAY_MS, 0),
        ] {
            assert_eq!(days_left(NOON, NOON + age), left, "{age} ms after");
        }
        assert_eq!(days_left(NOON, NOON - 1), 30);
        assert_eq!(days_left(u64::MAX, 0), 30);
    }
}
