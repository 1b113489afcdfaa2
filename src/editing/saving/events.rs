//! What the machine of saving is told, what it answers, and what the person sees of it.
//! May import `assessment`. Read next: `saving`, which decides.

use crate::assessment::Edit;

/// What can go wrong between the open assessment and the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The browser has no store, or will not give it to this page.
    Unavailable(String),
    /// Another tab holds an older version of the store open.
    Blocked,
    /// The store was written by a newer version of the app.
    TooNew,
    /// No answer in time.
    TimedOut,
    /// The disk, or the browser's share of it, is full.
    Quota,
    /// The connection was closed under the app.
    Closed,
    /// What was to be created is there already.
    Exists,
    /// Another tab has taken over; this one may write no more.
    TakenOver,
    /// The write was taken back, with the browser's reason.
    Aborted(String),
}

/// How far a write has gone when it counts as complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// With the operating system: survives the end of the browser, in milliseconds.
    Relaxed,
    /// On the disk: survives a power cut, and costs a disk flush.
    Strict,
}

/// Saving as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// The assessment is not read yet; nothing is written before it is.
    NotLoaded,
    /// This tab does not write.
    ReadOnly {
        /// How many cells were typed here and are not stored: another tab took over before they were.
        unsaved: usize,
    },
    /// Everything typed is stored.
    Saved {
        /// When the last write completed, in milliseconds; `None` before the first.
        at: Option<u64>,
    },
    /// Something typed is on its way.
    Saving,
    /// Something typed is not stored, or the store is out of reach.
    Failed {
        /// What went wrong last.
        why: StoreError,
        /// How many cells are not stored.
        unsaved: usize,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The assessment was read and may be written; its stored revision.
    Loaded {
        /// Where counting goes on from.
        revision: u64,
    },
    /// The assessment may be read only, from now on.
    ReadOnly,
    /// Cells were changed together.
    Edited(Vec<Edit>),
    /// The store said that the write of that revision is complete.
    Completed {
        /// Which write.
        revision: u64,
        /// Now, in milliseconds.
        at: u64,
    },
    /// The write of that revision came to nothing.
    Failed {
        /// Which write.
        revision: u64,
        /// Why.
        why: StoreError,
    },
    /// The browser closed the connection.
    ConnectionLost,
    /// The store is open again.
    Reopened(Reopened),
    /// The store could not be opened again.
    ReopenFailed(StoreError),
    /// The time of [`Command::SyncAfter`] has passed.
    SyncDue,
    /// The time of [`Command::RetryAfter`] has passed.
    RetryDue,
    /// The person, or a return to the page, asks to try again now.
    RetryAsked,
    /// The page may go away, or a milestone follows: bring everything to the disk now.
    Flush,
}

/// What was found when the store was opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reopened {
    /// The store as it was left.
    Same,
    /// Another, emptied store: the browser's data was cleared under the open page.
    Emptied,
}

/// What the app is to do, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Store these cells in one transaction, issued before anything else happens.
    Write(Write),
    /// Store the whole assessment from memory in one strict transaction.
    WriteWhole {
        /// To be reported back.
        revision: u64,
    },
    /// Open the store again.
    Reopen,
    /// Report [`Event::SyncDue`] after so many milliseconds.
    SyncAfter(u32),
    /// Report [`Event::RetryDue`] after so many milliseconds.
    RetryAfter(u32),
}

/// One transaction's worth of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Rises by one with each write; to be reported back.
    pub revision: u64,
    /// What each cell is to hold; empty clears it. No cell twice.
    pub edits: Vec<Edit>,
    /// When it counts as complete.
    pub durability: Durability,
}
