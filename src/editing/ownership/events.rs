//! What the machine of ownership is told, what it answers, and what the person sees of it.
//! May import `record`. Read next: `ownership`, which decides.

use super::message::Message;
use crate::record::StoredCell;

/// What a tab may do with an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It is being found out.
    Asking,
    /// It edits.
    Editing,
    /// It stores what is left before another tab edits; nothing can be typed any more.
    HandingOver {
        /// The tab that asked.
        to: String,
    },
    /// Another tab edits; this one shows the same.
    Following,
    /// It follows still, and has asked the tab that edits to stop.
    TakingOver,
    /// The assessment was deleted.
    Gone,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The assessment is to be shown, or to be tried again after it could not be read.
    Begun,
    /// The lock is ours: it was asked for, waited for or taken.
    LockGranted,
    /// Another tab has the lock that was asked for.
    LockUnavailable,
    /// Another tab has taken the lock from us.
    LockLost,
    /// The store has noted our turn.
    TurnTaken(u64),
    /// The store does not note it.
    TurnRefused,
    /// What [`Command::Load`] asked for is read and about to be shown.
    Loaded {
        /// The newest turn, as stored; 0 where none was ever taken.
        turn: u64,
    },
    /// The store took a write back, because another tab has taken a turn.
    TakenOver,
    /// What came of [`Command::CheckTurn`].
    TurnChecked {
        /// Whether our turn is the newest.
        stands: bool,
    },
    /// Another tab has told all others something.
    Heard(Message),
    /// The time of [`Command::SilentAfter`] has passed.
    Silent(u64),
    /// The person wants to edit here.
    TakeOverAsked,
    /// What came of [`Command::Flush`].
    Flushed {
        /// Whether everything typed is on the disk.
        everything: bool,
    },
    /// The page is left, perhaps to be returned to.
    PutAway,
    /// The page is shown again after it was put away.
    Returned,
    /// The browser runs the page again after it had stopped it.
    Woken,
}

/// What the app is to do, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Ask for the lock, and report whether it is to be had now.
    AskLock,
    /// Wait for the lock in the row of those who do; report when it comes.
    WaitForLock,
    /// Take the lock from whoever has it.
    StealLock,
    /// Give the lock back, and stop waiting for it.
    ReleaseLock,
    /// Note in the store, in one strict transaction, that it is our turn.
    TakeTurn,
    /// Report whether our turn is still the newest.
    CheckTurn,
    /// Read the assessment from the store and show it as it is stored. What was typed here and did not get there is
    /// kept apart from it.
    Load,
    /// Show what these cells hold now.
    Apply(Vec<StoredCell>),
    /// Let nothing be typed any more; what was typed is still stored.
    Pause,
    /// Let the person type again.
    Resume,
    /// Let nothing be typed and nothing be written any more.
    Stop,
    /// Bring everything typed to the disk and report it.
    Flush,
    /// Report [`Event::Silent`] with this number after so many milliseconds.
    SilentAfter {
        /// How long.
        ms: u32,
        /// Names the timer.
        number: u64,
    },
    /// Tell the other tabs.
    Tell(Message),
}
