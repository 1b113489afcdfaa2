//! Several tabs on one store, each with its machine of saving, in random schedules: nothing typed is lost unseen, no
//! tab overwrites what another wrote after taking over, and tabs on different assessments never meet.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;

use super::*;

/// An assessment and a cell of it.
type Key = (usize, usize);

/// What the store does: it carries out a write unless a later turn was taken of its assessment.
#[derive(Default)]
struct Shelf {
    cells: BTreeMap<Key, String>,
    turns: BTreeMap<usize, u32>,
}

impl Shelf {
    fn take_turn(&mut self, assessment: usize) -> u32 {
        let turn = self.turns.entry(assessment).or_default();
        *turn += 1;
        *turn
    }
}

struct Tab {
    machine: SaveMachine,
    assessment: usize,
    turn: u32,
    /// What the person sees.
    shown: BTreeMap<usize, String>,
    /// What they typed since the tab took its turn.
    typed: BTreeMap<usize, String>,
    /// What of it has reached the store.
    stored: BTreeMap<usize, String>,
    queue: VecDeque<Write>,
}

impl Tab {
    /// Takes the turn, and only then reads.
    fn open(store: &mut Shelf, assessment: usize) -> Self {
        let turn = store.take_turn(assessment);
        let cells = store.cells.iter().filter(|((of, _), _)| *of == assessment);
        let shown = cells.map(|((_, cell), value)| (*cell, value.clone())).collect();
        let mut machine = SaveMachine::new();
        machine.on(Event::Loaded { revision: 0 });
        let (typed, stored, queue) = (BTreeMap::new(), BTreeMap::new(), VecDeque::new());
        Self { machine, assessment, turn, shown, typed, stored, queue }
    }

    fn tell(&mut self, event: Event) {
        for command in self.machine.on(event) {
            if let Command::Write(write) = command {
                self.queue.push_back(write);
            }
        }
    }

    fn type_in(&mut self, cell: usize, value: String) {
        self.shown.insert(cell, value.clone());
        self.typed.insert(cell, value.clone());
        self.tell(Event::Edited(vec![Edit { indicator: IndicatorIx(cell), cell: Cell::Note, value }]));
    }

    /// The store carries out the next write of this tab, or refuses it.
    fn carry(&mut self, store: &mut Shelf) {
        let Some(write) = self.queue.pop_front() else { return };
        let revision = write.revision;
        if store.turns.get(&self.assessment) != Some(&self.turn) {
            return self.tell(Event::Failed { revision, why: StoreError::TakenOver });
        }
        for edit in write.edits {
            store.cells.insert((self.assessment, edit.indicator.0), edit.value.clone());
            self.stored.insert(edit.indicator.0, edit.value);
        }
        self.tell(Event::Completed { revision, at: revision });
    }

    fn is_newest(&self, store: &Shelf) -> bool {
        store.turns.get(&self.assessment) == Some(&self.turn)
    }

    #[track_caller]
    fn check(&self, store: &Shelf) {
        let held: BTreeMap<usize, String> =
            self.machine.unsaved().map(|edit| (edit.indicator.0, edit.value)).collect();
        for (cell, value) in &self.typed {
            if self.stored.get(cell) != Some(value) {
                assert_eq!(held.get(cell), Some(value), "cell {cell} is neither stored nor held");
            }
        }
        if self.is_newest(store) {
            for (cell, value) in &self.shown {
                let stored = store.cells.get(&(self.assessment, *cell));
                assert!(stored == Some(value) || held.get(cell) == Some(value), "somebody else wrote {cell}");
            }
        }
        match self.machine.state() {
            SaveState::ReadOnly { unsaved } => {
                assert!(!self.is_newest(store), "shut out without a later turn");
                assert_eq!(unsaved, held.len());
            }
            SaveState::Saved { .. } => assert_eq!(self.stored, self.typed, "the label lies"),
            SaveState::Saving => assert!(!self.queue.is_empty(), "saying 'saving' while nothing runs"),
            other => panic!("{other:?}"),
        }
    }
}

/// One step of a random schedule; the first number names the tab.
#[derive(Debug, Clone)]
enum Act {
    Type(usize, usize, u8),
    Carry(usize),
    SyncDue(usize),
    TakeOver(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let tab = 0..5usize;
    prop_oneof![
        6 => (tab.clone(), 0..3usize, any::<u8>()).prop_map(|(tab, at, value)| Act::Type(tab, at, value)),
        6 => tab.clone().prop_map(Act::Carry),
        1 => tab.clone().prop_map(Act::SyncDue),
        1 => tab.prop_map(Act::TakeOver),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn tabs_never_overwrite_each_other_and_lose_nothing_unseen(
        // The first assessment of five tabs, so that some meet and some do not.
        assessments in prop::collection::vec(0..3usize, 2..6),
        acts in prop::collection::vec(act(), 0..120)
    ) {
        let mut store = Shelf::default();
        let mut tabs: Vec<Tab> = assessments.iter().map(|of| Tab::open(&mut store, *of)).collect();
        for one in acts {
            let (Act::Type(at, ..) | Act::Carry(at) | Act::SyncDue(at) | Act::TakeOver(at)) = one;
            let at = at % tabs.len();
            match one {
                Act::Type(_, cell, value) => tabs[at].type_in(cell, value.to_string()),
                Act::Carry(_) => tabs[at].carry(&mut store),
                Act::SyncDue(_) => tabs[at].tell(Event::SyncDue),
                Act::TakeOver(_) => tabs[at] = Tab::open(&mut store, assessments[at]),
            }
            for tab in &tabs {
                tab.check(&store);
            }
        }
        for tab in &mut tabs {
            while !tab.queue.is_empty() {
                tab.carry(&mut store);
                tab.check(&store);
            }
            let is_told = matches!(tab.machine.state(), SaveState::ReadOnly { .. } | SaveState::Saved { .. });
            prop_assert!(is_told);
        }
    }
}

#[test]
fn a_tab_that_was_taken_over_holds_and_counts_what_it_could_not_store() {
    let mut store = Shelf::default();
    let mut first = Tab::open(&mut store, 0);
    first.type_in(0, "1".to_owned());
    first.carry(&mut store);
    let mut second = Tab::open(&mut store, 0);
    assert_eq!(second.shown.get(&0).map(String::as_str), Some("1"));
    second.type_in(0, "2".to_owned());
    second.carry(&mut store);
    first.type_in(0, "3".to_owned());
    first.type_in(1, "4".to_owned());
    first.carry(&mut store);
    assert_eq!(first.machine.state(), SaveState::ReadOnly { unsaved: 2 });
    first.carry(&mut store);
    first.type_in(2, "5".to_owned());
    assert_eq!(first.machine.state(), SaveState::ReadOnly { unsaved: 3 });
    assert!(first.queue.is_empty(), "nothing more is written");
    assert_eq!(first.machine.on(Event::RetryAsked), []);
    assert_eq!(first.machine.on(Event::Flush), []);
    assert_eq!(store.cells, BTreeMap::from([((0, 0), "2".to_owned())]));
}
