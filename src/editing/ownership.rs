//! The state machine of who edits: of the tabs that show one assessment one edits it and the others follow. A lock of
//! the browser says who; where there is none the tab that came last does. Neither is relied on: each write carries
//! the turn of its tab, and the store takes back what a tab writes whose turn is over.
//! The app performs the commands and reports what came of them. May import `record`.
//! Read next: `events` and `message`, then the tests, which model browser and store as well.

pub mod events;
pub mod message;

use events::{Command, Event, Standing};
use message::{Message, Word};

use crate::record::StoredCell;

/// How long a tab that edits may take to answer one that asks; after that the turn is taken from it.
pub const SILENT_AFTER_MS: u32 = 1_000;

/// How far a tab has come that is to edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The lock is being taken from another tab.
    Lock,
    /// A turn is being taken.
    Turn,
    /// The assessment is being read, as it is stored now.
    Load,
}

/// Decides who edits one assessment, as seen by one tab. Feed it every [`Event`], perform every [`Command`].
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "four facts that hold or not whatever the others do")]
pub struct Ownership {
    tab: String,
    assessment: String,
    /// Whether the browser has locks; over plain http it has none.
    locks: bool,
    standing: Standing,
    step: Option<Step>,
    /// Whether this tab has the lock.
    held: bool,
    /// The turn that writes of this tab carry; 0 while there is none.
    turn: u64,
    /// The newest turn in which this tab knows that somebody edits, or edited.
    newest: u64,
    /// Whether this tab has handed over and nobody has come for it yet.
    lent: bool,
    /// Whether the page is put away.
    away: bool,
    /// Whether the assessment is being read.
    loading: bool,
    /// What was told meanwhile, with its turns: the reading may have come too early for it.
    missed: Vec<(u64, Vec<StoredCell>)>,
    /// The number of the newest timer: an older one has nothing to say any more.
    timer: u64,
}

impl Ownership {
    /// A tab of that name that is to show an assessment.
    pub fn new(tab: String, assessment: String, locks: bool) -> Self {
        Self {
            tab,
            assessment,
            locks,
            standing: Standing::Asking,
            step: None,
            held: false,
            turn: 0,
            newest: 0,
            lent: false,
            away: false,
            loading: false,
            missed: Vec::new(),
            timer: 0,
        }
    }

    /// What this tab may do.
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// The turn that its writes carry.
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// Takes in what happened and gives back what is to be done, in order.
    pub fn on(&mut self, event: Event) -> Vec<Command> {
        match event {
            Event::Begun => self.begin(),
            Event::LockGranted => self.lock_granted(),
            Event::LockUnavailable => self.lock_unavailable(),
            Event::LockLost => self.lock_lost(),
            Event::TurnTaken(turn) => self.turn_taken(turn),
            Event::TurnRefused => self.turn_refused(),
            Event::Loaded { turn } => self.loaded(turn),
            Event::TakenOver => self.taken_over(),
            Event::TurnChecked { stands } => self.turn_checked(stands),
            Event::Heard(Message::Of { assessment, word }) if assessment == self.assessment && !self.away => {
                self.heard(word)
            }
            Event::Silent(number) if number == self.timer => self.silent(),
            Event::Heard(_) | Event::Silent(_) => Vec::new(),
            Event::TakeOverAsked => self.take_over_asked(),
            Event::Flushed { everything } => self.flushed(everything),
            Event::PutAway => self.put_away(),
            Event::Returned => self.returned(),
            Event::Woken => self.woken(),
        }
    }

    fn begin(&mut self) -> Vec<Command> {
        self.standing = Standing::Asking;
        if self.locks && !self.held { vec![Command::AskLock] } else { self.take_turn() }
    }

    fn take_turn(&mut self) -> Vec<Command> {
        self.lent = false;
        self.step = Some(Step::Turn);
        vec![Command::TakeTurn]
    }

    // ---- The lock -----------------------------------------------------------------------------------------

    fn lock_granted(&mut self) -> Vec<Command> {
        if self.away || self.standing == Standing::Gone {
            return vec![Command::ReleaseLock];
        }
        self.held = true;
        match self.standing {
            _ if matches!(self.step, Some(Step::Turn | Step::Load)) => Vec::new(),
            // It was put away, and nobody has the lock now; somebody may have had it in between.
            Standing::Editing => vec![Command::CheckTurn],
            _ => self.take_turn(),
        }
    }

    fn lock_unavailable(&mut self) -> Vec<Command> {
        match self.standing {
            _ if self.away || self.standing == Standing::Gone => Vec::new(),
            Standing::Editing => self.stop(),
            _ => {
                self.standing = Standing::Following;
                self.step = None;
                vec![Command::WaitForLock, self.load()]
            }
        }
    }

    fn lock_lost(&mut self) -> Vec<Command> {
        self.held = false;
        let lent = std::mem::take(&mut self.lent);
        match self.standing {
            _ if self.away || self.standing == Standing::Gone => Vec::new(),
            Standing::Following if lent => vec![Command::WaitForLock],
            _ => self.stop(),
        }
    }

    /// Ends editing, or the way to it; what is stored is shown again and followed.
    fn stop(&mut self) -> Vec<Command> {
        self.standing = Standing::Following;
        self.step = None;
        self.lent = false;
        let mut commands = vec![Command::Stop];
        if self.locks {
            // It waits behind the others.
            commands.extend(std::mem::take(&mut self.held).then_some(Command::ReleaseLock));
            commands.push(Command::WaitForLock);
        }
        commands.push(self.load());
        commands
    }

    // ---- The turn -----------------------------------------------------------------------------------------

    fn turn_taken(&mut self, turn: u64) -> Vec<Command> {
        if self.step != Some(Step::Turn) {
            // The lock was lost meanwhile, and whoever has it now cannot write until it takes a turn after this one.
            return vec![self.tell(Word::Strayed { turn })];
        }
        if turn < self.newest {
            return self.outdone();
        }
        (self.turn, self.newest) = (turn, turn);
        self.load_to_edit()
    }

    /// Another tab took a turn after ours, before we had begun. With the lock it is ours all the same: a tab that had
    /// lost the lock did not know it yet.
    fn outdone(&mut self) -> Vec<Command> {
        if self.held { self.take_turn() } else { self.stop() }
    }

    /// A store that is full notes no turn. Then the last one is good enough, for the tab that had it is gone.
    fn turn_refused(&mut self) -> Vec<Command> {
        if self.step == Some(Step::Turn) {
            self.turn = 0;
        }
        self.load_to_edit()
    }

    /// Reads the assessment as the tab before left it.
    fn load_to_edit(&mut self) -> Vec<Command> {
        if self.step != Some(Step::Turn) {
            return Vec::new();
        }
        self.step = Some(Step::Load);
        vec![self.load()]
    }

    fn load(&mut self) -> Command {
        self.loading = true;
        Command::Load
    }

    fn loaded(&mut self, turn: u64) -> Vec<Command> {
        self.newest = self.newest.max(turn);
        self.loading = false;
        let missed = std::mem::take(&mut self.missed);
        if self.step != Some(Step::Load) {
            let newest = self.newest;
            let missed = missed.into_iter().filter(|(told, _)| *told >= newest);
            return missed.map(|(_, cells)| Command::Apply(cells)).collect();
        }
        if self.turn == 0 {
            self.turn = turn;
        }
        if self.turn < self.newest {
            return self.outdone();
        }
        self.step = None;
        self.standing = Standing::Editing;
        vec![self.tell(Word::Began { turn: self.turn })]
    }

    fn taken_over(&mut self) -> Vec<Command> {
        match self.standing {
            Standing::Editing | Standing::HandingOver { .. } if self.held => self.begin_anew(),
            Standing::Editing | Standing::HandingOver { .. } => self.stop(),
            _ => Vec::new(),
        }
    }

    /// Has the lock and not the turn: whoever took it is gone, or had not learnt yet that the lock was lost. What they
    /// left is read before anything is written.
    fn begin_anew(&mut self) -> Vec<Command> {
        self.standing = Standing::Asking;
        let mut commands = vec![Command::Stop];
        commands.extend(self.take_turn());
        commands
    }

    fn turn_checked(&mut self, stands: bool) -> Vec<Command> {
        if stands || self.standing != Standing::Editing {
            return Vec::new();
        }
        if self.held { self.begin_anew() } else { self.stop() }
    }

    // ---- The other tabs -----------------------------------------------------------------------------------

    fn heard(&mut self, word: Word) -> Vec<Command> {
        match (word, &self.standing) {
            (Word::Deleted, Standing::Gone) => Vec::new(),
            (Word::Deleted, _) => {
                self.standing = Standing::Gone;
                self.step = None;
                self.lent = false;
                self.held = false;
                vec![Command::Stop, Command::ReleaseLock]
            }
            (Word::Restored, Standing::Gone) => self.begin(),
            (_, Standing::Gone) => Vec::new(),
            // What a tab stored in an earlier turn has been read from the store since.
            (Word::Edited { turn, cells }, Standing::Following | Standing::TakingOver)
                if turn >= self.newest =>
            {
                self.newest = turn;
                if self.loading {
                    self.missed.push((turn, cells));
                    return Vec::new();
                }
                vec![Command::Apply(cells)]
            }
            (Word::Changed, Standing::Following | Standing::TakingOver) => vec![self.load()],
            (Word::Asked { by }, Standing::Editing) => {
                self.standing = Standing::HandingOver { to: by };
                vec![Command::Pause, Command::Flush]
            }
            (Word::HandedOver { to }, Standing::TakingOver) if to == self.tab => self.take(),
            (Word::Began { turn }, _) => self.another_began(turn),
            (Word::Strayed { turn }, standing) => {
                let edits = matches!(standing, Standing::Editing | Standing::HandingOver { .. });
                self.strayed(turn, edits)
            }
            (Word::Left, Standing::Following | Standing::TakingOver) if !self.locks => self.take_turn(),
            _ => Vec::new(),
        }
    }

    fn another_began(&mut self, turn: u64) -> Vec<Command> {
        if turn < self.newest {
            return Vec::new();
        }
        self.newest = turn;
        match (&self.standing, self.step) {
            (Standing::Editing | Standing::HandingOver { .. }, _) => self.stop(),
            (_, Some(Step::Load)) => self.outdone(),
            (_, Some(Step::Lock | Step::Turn)) => Vec::new(),
            (Standing::TakingOver, None) => {
                let mut commands = self.ask();
                commands.push(self.load());
                commands
            }
            (_, None) => {
                self.lent &= self.locks;
                vec![self.load()]
            }
        }
    }

    fn strayed(&mut self, turn: u64, edits: bool) -> Vec<Command> {
        match self.step {
            _ if !self.held || turn < self.turn => Vec::new(),
            None if edits => self.begin_anew(),
            Some(Step::Load) => self.take_turn(),
            _ => Vec::new(),
        }
    }

    fn ask(&mut self) -> Vec<Command> {
        vec![self.tell(Word::Asked { by: self.tab.clone() }), self.silent_after()]
    }

    fn silent_after(&mut self) -> Command {
        self.timer += 1;
        Command::SilentAfter { ms: SILENT_AFTER_MS, number: self.timer }
    }

    fn tell(&self, word: Word) -> Command {
        Command::Tell(Message::Of { assessment: self.assessment.clone(), word })
    }

    // ---- Taking over and handing over ---------------------------------------------------------------------

    fn take_over_asked(&mut self) -> Vec<Command> {
        if self.standing != Standing::Following || self.step.is_some() {
            return Vec::new();
        }
        if self.lent && self.held {
            // It was handed over and not fetched yet.
            return self.take_turn();
        }
        self.standing = Standing::TakingOver;
        self.ask()
    }

    /// Takes the lock from whoever has it, so that it never falls to a third tab in between.
    fn take(&mut self) -> Vec<Command> {
        if self.step.is_some() {
            return Vec::new();
        }
        if !self.locks || self.held {
            return self.take_turn();
        }
        self.step = Some(Step::Lock);
        vec![Command::StealLock]
    }

    fn silent(&mut self) -> Vec<Command> {
        match self.standing {
            _ if self.away => Vec::new(),
            Standing::TakingOver => self.take(),
            // Nobody came for what was handed over.
            Standing::Following if self.lent && self.step.is_none() => self.take_turn(),
            _ => Vec::new(),
        }
    }

    fn flushed(&mut self, everything: bool) -> Vec<Command> {
        let Standing::HandingOver { to } = &self.standing else { return Vec::new() };
        if !everything {
            // What cannot be stored stays here; the other tab takes the turn, and this one keeps what is left.
            self.standing = Standing::Editing;
            return vec![Command::Resume];
        }
        let handed_over = self.tell(Word::HandedOver { to: to.clone() });
        self.standing = Standing::Following;
        self.lent = true;
        vec![Command::Stop, handed_over, self.silent_after()]
    }

    // ---- Going and coming ---------------------------------------------------------------------------------

    fn put_away(&mut self) -> Vec<Command> {
        if self.away {
            return Vec::new();
        }
        self.away = true;
        self.held = false;
        self.step = None;
        self.lent = false;
        let edits = matches!(self.standing, Standing::Editing | Standing::HandingOver { .. });
        let mut commands = vec![Command::Flush];
        match self.standing {
            Standing::HandingOver { .. } | Standing::TakingOver => {
                self.standing = Standing::Following;
                commands.push(Command::Stop);
            }
            _ => {}
        }
        if self.locks {
            commands.push(Command::ReleaseLock);
        } else if edits {
            commands.push(self.tell(Word::Left));
        }
        commands
    }

    /// A tab that edited goes on at once: its writes come to nothing if another took a turn meanwhile.
    fn returned(&mut self) -> Vec<Command> {
        if !std::mem::take(&mut self.away) {
            return Vec::new();
        }
        match self.standing {
            Standing::Gone => Vec::new(),
            _ if self.locks => vec![Command::AskLock],
            Standing::Asking => self.take_turn(),
            Standing::Editing => vec![Command::CheckTurn],
            _ => vec![self.load()],
        }
    }

    fn woken(&mut self) -> Vec<Command> {
        match self.standing {
            _ if self.away => Vec::new(),
            Standing::Following | Standing::TakingOver => vec![self.load()],
            Standing::Editing if !self.locks => vec![Command::CheckTurn],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod model;
#[cfg(test)]
mod tests;
