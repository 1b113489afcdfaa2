//! An open assessment: undo and redo of what was typed, its journal, and the state machines of saving and of who edits.
//! Time comes in as milliseconds and stored text as values, so everything here runs and is tested natively; the
//! app performs what the machines command. May import `assessment`, `rubric`, `record` and `json`.
//! Read next: [`saving`], then [`history`], then [`journal`], then [`ownership`], then [`care`].

pub mod care;
pub mod history;
pub mod journal;
pub mod ownership;
pub mod saving;

pub use history::{Change, History};
pub use journal::Journal;
pub use saving::SaveMachine;
pub use saving::events::{Command, Durability, Event, Reopened, SaveState, StoreError, Write};
