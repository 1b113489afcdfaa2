//! The model that the random schedules run over: the tabs with what they show and hold, and a browser whose locks,
//! messages and store keep their order but take their time. Read next: `model`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::editing::ownership::Ownership;
use crate::editing::ownership::events::{Command, Event, Standing};
use crate::editing::ownership::message::{Message, Word};
use crate::record::StoredCell;

mod browser;
mod tab;

/// What stands in each cell: the number of the edit that wrote it.
type Cells = BTreeMap<usize, u64>;

const CELLS: usize = 6;

/// What reaches a tab after a while.
enum Coming {
    Event(Event),
    /// The lock's answer to a request of that number.
    Lock(u64, Event),
    Written {
        edit: u64,
        well: bool,
    },
    Read {
        number: u64,
        cells: Cells,
        turn: u64,
    },
    /// What was stored is told the others.
    TellEdits,
}

/// What waits at the store, in the order in which it was issued.
enum Work {
    Write { tab: usize, turn: u64, cell: usize, edit: u64, base: u64 },
    TakeTurn { tab: usize },
    Check { tab: usize, turn: u64 },
    Read { tab: usize, number: u64 },
}

#[expect(clippy::struct_excessive_bools, reason = "a tab can be in all of these states at once")]
struct Tab {
    machine: Ownership,
    alive: bool,
    frozen: bool,
    away: bool,
    typing: bool,
    writing: bool,
    shown: Cells,
    /// Writes under way: the edit and its cell.
    in_flight: BTreeMap<u64, usize>,
    /// Edits that the store took back, kept for the person.
    kept: BTreeSet<u64>,
    refused: bool,
    load: Load,
    flushing: bool,
    /// How many readings were begun.
    readings: u64,
    to_tell: Cells,
    telling: bool,
    /// The number of the newest request for the lock.
    request: u64,
    inbox: VecDeque<Coming>,
}

#[derive(Clone, Copy, PartialEq)]
enum Load {
    None,
    /// It waits until the writes under way have ended.
    Wanted,
    UnderWay,
}

pub(super) struct World {
    random: u64,
    seed: u64,
    now: u64,
    locks: bool,
    queue: BTreeMap<(u64, u64), (usize, Coming)>,
    sent: u64,
    /// When the last thing on its way between two tabs arrives, or from the browser (the tab itself) to a tab.
    last: BTreeMap<(usize, usize), u64>,
    holder: Option<(usize, u64)>,
    waiting: VecDeque<(usize, u64)>,
    work: VecDeque<(u64, Work)>,
    stored: Cells,
    turn: u64,
    /// All edits that the store took, with their turns.
    taken: Vec<(u64, u64)>,
    typed: u64,
    tabs: Vec<Tab>,
}

impl World {
    pub(super) fn new(seed: u64, tabs: usize, locks: bool) -> Self {
        let mut world = Self {
            random: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            seed,
            now: 0,
            locks,
            queue: BTreeMap::new(),
            sent: 0,
            last: BTreeMap::new(),
            holder: None,
            waiting: VecDeque::new(),
            work: VecDeque::new(),
            stored: Cells::new(),
            turn: 0,
            taken: Vec::new(),
            typed: 0,
            tabs: Vec::new(),
        };
        for _ in 0..tabs {
            world.open();
        }
        world
    }

    fn open(&mut self) {
        let at = self.tabs.len();
        self.tabs.push(Tab {
            machine: Ownership::new(at.to_string(), "a".to_owned(), self.locks),
            alive: true,
            frozen: false,
            away: false,
            typing: false,
            writing: false,
            shown: Cells::new(),
            in_flight: BTreeMap::new(),
            kept: BTreeSet::new(),
            refused: false,
            load: Load::None,
            flushing: false,
            readings: 0,
            to_tell: Cells::new(),
            telling: false,
            request: 0,
            inbox: VecDeque::new(),
        });
        self.send(at, at, Coming::Event(Event::Begun));
    }

    fn below(&mut self, most: u64) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random % most
    }

    // ---- What the test asks ------------------------------------------------------------------------------

    pub(super) fn living(&self) -> Vec<usize> {
        (0..self.tabs.len()).filter(|&at| self.tabs[at].alive).collect()
    }

    pub(super) fn standing(&self, at: usize) -> &Standing {
        self.tabs[at].machine.standing()
    }

    pub(super) fn holder(&self) -> Option<usize> {
        self.holder.map(|(tab, _)| tab)
    }

    pub(super) fn shown(&self, at: usize) -> &Cells {
        &self.tabs[at].shown
    }

    pub(super) fn stored(&self) -> &Cells {
        &self.stored
    }

    pub(super) fn kept(&self, at: usize) -> usize {
        self.tabs[at].kept.len()
    }

    /// Every edit was stored, or is kept by the tab it was made in, or went with a tab that was killed before the
    /// store had answered.
    pub(super) fn expect_nothing_lost(&self) {
        let stored: BTreeSet<u64> = self.taken.iter().map(|(edit, _)| *edit).collect();
        let kept: BTreeSet<u64> = self
            .tabs
            .iter()
            .flat_map(|tab| {
                tab.kept.iter().copied().chain(tab.in_flight.keys().copied().filter(|_| !tab.alive))
            })
            .collect();
        for edit in 1..=self.typed {
            assert!(
                stored.contains(&edit) || kept.contains(&edit),
                "seed {}: edit {edit} is lost",
                self.seed
            );
        }
        let turns: Vec<u64> = self.taken.iter().map(|(_, turn)| *turn).collect();
        assert!(turns.is_sorted(), "seed {}: {turns:?}", self.seed);
    }

    // ---- What people and systems do ----------------------------------------------------------------------

    /// Something at random.
    pub(super) fn act(&mut self) {
        let at = usize::try_from(self.below(self.tabs.len() as u64)).unwrap();
        if !self.tabs[at].alive {
            return;
        }
        match self.below(40) {
            0..20 => self.type_into(at),
            20..26 => self.take_over(at),
            26 if self.living().len() > 1 || self.tabs.len() < 12 => self.kill(at),
            27 => self.tabs[at].frozen = true,
            28..31 => self.thaw(at),
            31 => self.put_away(at),
            32..34 => self.come_back(at),
            34 if self.tabs.len() < 12 => self.open(),
            _ => {}
        }
    }

    pub(super) fn type_into(&mut self, at: usize) {
        let cell = usize::try_from(self.below(CELLS as u64)).unwrap();
        let tab = &mut self.tabs[at];
        if !tab.typing || tab.frozen || tab.away {
            return;
        }
        assert!(matches!(tab.machine.standing(), Standing::Editing), "seed {}: {at} types", self.seed);
        self.typed += 1;
        let edit = self.typed;
        let base = tab.shown.insert(cell, edit).unwrap_or_default();
        tab.in_flight.insert(edit, cell);
        let turn = tab.machine.turn();
        self.issue(Work::Write { tab: at, turn, cell, edit, base });
    }

    pub(super) fn take_over(&mut self, at: usize) {
        if !self.tabs[at].frozen && !self.tabs[at].away {
            self.tell(at, Event::TakeOverAsked);
        }
    }

    fn kill(&mut self, at: usize) {
        self.tabs[at].alive = false;
        self.release(at);
    }

    fn thaw(&mut self, at: usize) {
        self.tabs[at].frozen = false;
        while let Some(coming) = self.tabs[at].inbox.pop_front() {
            self.receive(at, coming);
        }
        self.tell(at, Event::Woken);
    }

    fn put_away(&mut self, at: usize) {
        if !self.tabs[at].frozen && !self.tabs[at].away {
            self.tell(at, Event::PutAway);
            self.tabs[at].away = true;
        }
    }

    fn come_back(&mut self, at: usize) {
        if self.tabs[at].away && !self.tabs[at].frozen {
            self.tabs[at].away = false;
            self.tell(at, Event::Returned);
        }
    }

    /// Everything is woken and goes on until nothing happens any more.
    pub(super) fn come_to_rest(&mut self) {
        for at in self.living() {
            self.thaw(at);
            self.come_back(at);
        }
        self.settle();
    }

    pub(super) fn settle(&mut self) {
        for _ in 0..20_000 {
            if self.queue.is_empty() && self.work.is_empty() {
                return;
            }
            self.step();
        }
        panic!("seed {}: it never comes to rest", self.seed);
    }

    /// Some time goes by.
    pub(super) fn advance(&mut self) {
        let longest = if self.below(6) == 0 { 1_500 } else { 30 };
        let until = self.now + self.below(longest);
        while self.next_at().is_some_and(|at| at <= until) {
            self.step();
        }
        self.now = until;
    }

    fn next_at(&self) -> Option<u64> {
        let work = self.work.front().map(|(at, _)| *at);
        let coming = self.queue.keys().next().map(|(at, _)| *at);
        work.into_iter().chain(coming).min()
    }

    fn step(&mut self) {
        let work = self.work.front().map(|(at, _)| *at);
        let coming = self.queue.keys().next().copied();
        match (work, coming) {
            (Some(at), coming) if coming.is_none_or(|(other, _)| at <= other) => {
                self.now = self.now.max(at);
                let (_, work) = self.work.pop_front().unwrap();
                self.apply(work);
            }
            (_, Some(key)) => {
                self.now = self.now.max(key.0);
                let (at, coming) = self.queue.remove(&key).unwrap();
                let tab = &mut self.tabs[at];
                if tab.frozen && tab.alive {
                    tab.inbox.push_back(coming);
                } else if tab.alive {
                    self.receive(at, coming);
                }
            }
            _ => {}
        }
    }
}
