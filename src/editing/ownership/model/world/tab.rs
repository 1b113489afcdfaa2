//! A tab in the model: what it does with what reaches it, and with what its machine commands.
//! Read next: `model`.

use super::*;

impl World {
    pub(super) fn tell(&mut self, at: usize, event: Event) {
        if !self.tabs[at].alive {
            return;
        }
        let commands = self.tabs[at].machine.on(event);
        for command in commands {
            self.perform(at, command);
        }
        self.go_on(at);
    }

    pub(super) fn receive(&mut self, at: usize, coming: Coming) {
        match coming {
            Coming::Event(event) => {
                let heard = matches!(event, Event::Heard(_));
                if !(heard && self.tabs[at].away) {
                    self.tell(at, event);
                }
            }
            Coming::Lock(request, event) => {
                if request == self.tabs[at].request {
                    self.tell(at, event);
                }
            }
            Coming::Written { edit, well } => self.written(at, edit, well),
            Coming::Read { number, cells, turn } => self.read(at, number, cells, turn),
            Coming::TellEdits => self.tell_edits(at),
        }
    }

    pub(super) fn written(&mut self, at: usize, edit: u64, well: bool) {
        let tab = &mut self.tabs[at];
        let Some(cell) = tab.in_flight.remove(&edit) else { return };
        if well {
            tab.to_tell.insert(cell, edit);
            if !std::mem::replace(&mut tab.telling, true) {
                self.put(self.now + 40, at, Coming::TellEdits);
            }
        } else {
            tab.kept.insert(edit);
            tab.refused = true;
            self.tell(at, Event::TakenOver);
        }
        self.go_on(at);
    }

    pub(super) fn read(&mut self, at: usize, number: u64, cells: Cells, turn: u64) {
        let tab = &mut self.tabs[at];
        // Another reading was asked for since, and will show more.
        if tab.load != Load::UnderWay || number != tab.readings {
            return;
        }
        tab.load = Load::None;
        tab.shown = cells;
        self.tell(at, Event::Loaded { turn });
        let tab = &mut self.tabs[at];
        let edits = *tab.machine.standing() == Standing::Editing;
        // Another reading may have been asked for meanwhile.
        if tab.load == Load::None {
            (tab.typing, tab.writing, tab.refused) = (edits, edits, false);
        }
        self.go_on(at);
    }

    /// What waits until the writes under way have ended.
    pub(super) fn go_on(&mut self, at: usize) {
        let tab = &mut self.tabs[at];
        if !tab.in_flight.is_empty() {
            return;
        }
        if tab.load == Load::Wanted {
            tab.load = Load::UnderWay;
            tab.readings += 1;
            let number = tab.readings;
            self.issue(Work::Read { tab: at, number });
        }
        let tab = &mut self.tabs[at];
        if std::mem::take(&mut tab.flushing) {
            let everything = !tab.refused;
            self.tell_edits(at);
            self.tell(at, Event::Flushed { everything });
        }
    }

    pub(super) fn tell_edits(&mut self, at: usize) {
        let tab = &mut self.tabs[at];
        tab.telling = false;
        let cells: Vec<StoredCell> = std::mem::take(&mut tab.to_tell)
            .into_iter()
            .map(|(cell, edit)| StoredCell {
                indicator: cell.to_string(),
                cell: "#note".to_owned(),
                value: edit.to_string(),
            })
            .collect();
        if !cells.is_empty() {
            let word = Word::Edited { turn: tab.machine.turn(), cells };
            self.broadcast(at, &Message::Of { assessment: "a".to_owned(), word });
        }
    }

    pub(super) fn broadcast(&mut self, from: usize, message: &Message) {
        for to in (0..self.tabs.len()).filter(|&to| to != from) {
            let read = Message::read(&message.json()).unwrap();
            self.send(from, to, Coming::Event(Event::Heard(read)));
        }
    }

    pub(super) fn perform(&mut self, at: usize, command: Command) {
        match command {
            Command::AskLock => {
                let request = self.new_request(at);
                if self.holder.is_none() {
                    self.grant(at, request);
                } else {
                    self.send(at, at, Coming::Lock(request, Event::LockUnavailable));
                }
            }
            Command::WaitForLock => {
                let request = self.new_request(at);
                if self.holder.is_none() {
                    self.grant(at, request);
                } else {
                    self.waiting.push_back((at, request));
                }
            }
            Command::StealLock => {
                let request = self.new_request(at);
                if let Some((tab, lost)) = self.holder.take() {
                    self.send(tab, tab, Coming::Lock(lost, Event::LockLost));
                }
                self.grant(at, request);
            }
            Command::ReleaseLock => {
                self.new_request(at);
            }
            Command::TakeTurn => self.issue(Work::TakeTurn { tab: at }),
            Command::CheckTurn => {
                let turn = self.tabs[at].machine.turn();
                self.issue(Work::Check { tab: at, turn });
            }
            Command::Load => self.tabs[at].load = Load::Wanted,
            Command::Apply(cells) => {
                let tab = &mut self.tabs[at];
                for cell in cells {
                    let (place, edit) = (cell.indicator.parse().unwrap(), cell.value.parse().unwrap());
                    tab.shown.insert(place, edit);
                }
            }
            Command::Pause => self.tabs[at].typing = false,
            Command::Resume => self.tabs[at].typing = true,
            Command::Stop => (self.tabs[at].typing, self.tabs[at].writing) = (false, false),
            Command::Flush => self.tabs[at].flushing = true,
            Command::SilentAfter { ms, number } => {
                self.put(self.now + u64::from(ms), at, Coming::Event(Event::Silent(number)));
            }
            Command::Tell(message) => self.broadcast(at, &message),
        }
    }

    /// A new request takes the place of the one before, which gives up what it has or waits for.
    pub(super) fn new_request(&mut self, at: usize) -> u64 {
        self.tabs[at].request += 1;
        self.release(at);
        self.tabs[at].request
    }
}
