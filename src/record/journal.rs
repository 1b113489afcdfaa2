//! A step of the journal as it is stored and as it stands in files: who changed what, when, from what, to what. Plain
//! texts only, so that a step is kept as it is even where the rubric does not know what it speaks of.
//! May import `json`. Read next: `attachment`.

use super::read;
use crate::json::{Fields, Node, Writer};

/// The cell that a change of the rubric is written under; its indicator is empty.
pub const ADJUSTMENTS: &str = "#adjustments";

/// All that was done to an assessment, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Journal {
    /// How many steps came before the first one here; the number of the first is one more.
    pub before: u64,
    /// Whether the assessment was journalled from the blank sheet on: then what no step speaks of was never typed.
    /// It was not where the assessment is older than the journal.
    pub from_blank: bool,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// What was done in one go. Its number is its key in the store and its place in a file; that alone decides the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When, in milliseconds since 1970; only shown.
    pub at: u64,
    /// Who; empty where nobody said.
    pub by: String,
    /// What kind of step.
    pub kind: StepKind,
    /// What was changed, in the order it was.
    pub changes: Vec<StepChange>,
}

/// What kind of step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// Something was typed or chosen.
    Edit,
    /// An edit was taken back.
    Undo,
    /// An edit that was taken back was made again.
    Redo,
    /// Found on opening: what the cells hold and no step says.
    Recovered,
    /// What was changed of the rubric: one change under [`ADJUSTMENTS`], the lists as JSON.
    Adjust,
}

/// The words of the kinds in files and in the store.
const KINDS: [(&str, StepKind); 5] = [
    ("edit", StepKind::Edit),
    ("undo", StepKind::Undo),
    ("redo", StepKind::Redo),
    ("recovered", StepKind::Recovered),
    ("adjust", StepKind::Adjust),
];

/// What one place held before and holds since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepChange {
    /// Names the indicator within its rubric.
    pub indicator: String,
    /// The cell's key, [`crate::assessment::Cell::key`].
    pub cell: String,
    /// What it held; empty is blank.
    pub from: String,
    /// What it holds since; empty is blank.
    pub to: String,
}

impl Journal {
    /// The number of the last step; that of the last one left out where there is none here.
    pub fn last(&self) -> u64 {
        self.before.saturating_add(self.steps.len() as u64)
    }
}

impl Step {
    /// The text that is stored.
    pub fn json(&self) -> String {
        Writer::document(|w| self.write(w))
    }

    /// Reads a stored text; `None` where it is damaged.
    pub fn read(json: &str) -> Option<Self> {
        read(json, |step| Self::take(step, |node| node.text().unwrap_or_default().to_owned()))
    }

    /// Writes a step into an object.
    pub fn write(&self, w: &mut Writer) {
        w.whole("at", self.at);
        w.text("by", &self.by);
        w.text("kind", self.kind.word());
        w.objects("changes", &self.changes, |w, change| {
            w.text("indicator", &change.indicator);
            w.text("cell", &change.cell);
            w.text("from", &change.from);
            w.text("to", &change.to);
        });
    }

    /// Reads a step from an object; `text` reads each text in it and may hold it to a limit.
    pub fn take(step: &Fields, text: impl Fn(Node) -> String) -> Self {
        let change = |node: Node| {
            let change = node.object();
            StepChange {
                indicator: text(change.get("indicator")),
                cell: text(change.get("cell")),
                from: text(change.get("from")),
                to: text(change.get("to")),
            }
        };
        Self {
            at: step.get("at").whole().unwrap_or_default(),
            by: text(step.get("by")),
            kind: step.get("kind").choice(&KINDS).unwrap_or(StepKind::Edit),
            changes: step.get("changes").list().nodes().map(change).collect(),
        }
    }
}

impl StepKind {
    /// The word of the kind in files and in the store.
    pub fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("edit", |(word, _)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_read_as_it_was_written() {
        for (_, kind) in KINDS {
            let change = |cell: &str| StepChange {
                indicator: "HY-01".to_owned(),
                cell: cell.to_owned(),
                from: String::new(),
                to: "“是”\n\u{1}".to_owned(),
            };
            let by = "王评估".to_owned();
            let step =
                Step { at: 1_790_000_000_000, by, kind, changes: vec![change("met.clear"), change("#note")] };
            assert_eq!(Step::read(&step.json()), Some(step));
        }
    }

    #[test]
    fn a_damaged_step_is_none() {
        let whole = Step { at: 1, by: String::new(), kind: StepKind::Undo, changes: Vec::new() }.json();
        assert!(Step::read(&whole).is_some());
        for (from, to) in [("\"undo\"", "\"undone\""), ("\"at\": 1", "\"at\": -1"), ("[]", "{}"), ("}", "")] {
            let damaged = whole.replace(from, to);
            assert_ne!(damaged, whole);
            assert_eq!(Step::read(&damaged), None, "{damaged}");
        }
    }
}
