//! An open assessment: undo and redo of what was typed, and the state machine of saving.
//! Time comes in as milliseconds and stored text as values, so everything here runs and is tested natively; the
//! app performs what the machine commands. May import `assessment` and `rubric`.
//! Read next: [`saving`], then [`history`].

pub mod history;
pub mod saving;

pub use history::{Change, History};
pub use saving::SaveMachine;
pub use saving::events::{Command, Durability, Event, Reopened, SaveState, StoreError, Write};
