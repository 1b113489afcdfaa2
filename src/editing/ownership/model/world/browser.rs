//! The browser in the model: locks, messages and the store, each in its order and after a while of its own.
//! Read next: `tab`.

use super::*;

impl World {
    /// Sends something from one tab, or from the browser, to a tab; the order is kept.
    pub(super) fn send(&mut self, from: usize, to: usize, coming: Coming) {
        let at = (self.now + self.below(25)).max(self.last.get(&(from, to)).copied().unwrap_or_default());
        self.last.insert((from, to), at);
        self.put(at, to, coming);
    }

    pub(super) fn put(&mut self, at: u64, to: usize, coming: Coming) {
        self.sent += 1;
        self.queue.insert((at, self.sent), (to, coming));
    }

    pub(super) fn issue(&mut self, work: Work) {
        let last = self.work.back().map_or(0, |(at, _)| *at);
        let at = (self.now + self.below(20)).max(last);
        self.work.push_back((at, work));
    }

    pub(super) fn apply(&mut self, work: Work) {
        match work {
            Work::Write { tab, turn, cell, edit, base } => {
                let well = turn == self.turn;
                if well {
                    let there = self.stored.insert(cell, edit).unwrap_or_default();
                    assert_eq!(there, base, "seed {}: {edit} writes over what {tab} never saw", self.seed);
                    self.taken.push((edit, turn));
                }
                self.send(tab, tab, Coming::Written { edit, well });
            }
            Work::TakeTurn { tab } => {
                self.turn += 1;
                self.send(tab, tab, Coming::Event(Event::TurnTaken(self.turn)));
            }
            Work::Check { tab, turn } => {
                let stands = turn == self.turn;
                self.send(tab, tab, Coming::Event(Event::TurnChecked { stands }));
            }
            Work::Read { tab, number } => {
                let coming = Coming::Read { number, cells: self.stored.clone(), turn: self.turn };
                self.send(tab, tab, coming);
            }
        }
    }

    pub(super) fn grant(&mut self, tab: usize, request: u64) {
        self.holder = Some((tab, request));
        self.send(tab, tab, Coming::Lock(request, Event::LockGranted));
    }

    /// Gives back the lock, and the place in the row of those who wait.
    pub(super) fn release(&mut self, at: usize) {
        self.waiting.retain(|(tab, _)| *tab != at);
        if self.holder() == Some(at) {
            self.holder = None;
            if let Some((tab, request)) = self.waiting.pop_front() {
                self.grant(tab, request);
            }
        }
    }
}
