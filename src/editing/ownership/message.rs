//! What the tabs of one browser tell each other, as small JSON texts. Whoever does not understand one passes over it,
//! for another tab may run another version of the app.
//! May import `record` and `json`. Read next: `ownership`, which answers them.

use crate::json::{self, Value, Writer};
use crate::record::StoredCell;

/// The most levels a message may nest.
const LEVELS: usize = 8;

/// Something one tab tells all others. A tab is named by an id that it gives itself when it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// About one assessment.
    Of {
        /// Its id.
        assessment: String,
        /// What is told.
        word: Word,
    },
    /// The lists of projects and assessments are not what they were.
    Lists,
}

/// What a tab tells about an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// These cells are stored; the tab that edits says so after the store did.
    Edited {
        /// The turn in which they were.
        turn: u64,
        /// What they hold now; an empty text is a cleared cell.
        cells: Vec<StoredCell>,
    },
    /// More was stored than cells, such as another reading: read it anew.
    Changed,
    /// A tab wants to edit and asks the one that does to stop.
    Asked {
        /// The tab that wants to.
        by: String,
    },
    /// The tab that edited has stored everything and stopped.
    HandedOver {
        /// The tab that asked.
        to: String,
    },
    /// A tab has taken a turn and edits now.
    Began {
        /// Which turn.
        turn: u64,
    },
    /// A tab took a turn without having the lock any more, and does not use it.
    Strayed {
        /// Which turn.
        turn: u64,
    },
    /// The tab that edited is closed, or shows something else.
    Left,
    /// The assessment was deleted.
    Deleted,
    /// The assessment is back.
    Restored,
}

impl Message {
    /// The text that is sent.
    pub fn json(&self) -> String {
        Writer::document(|w| match self {
            Self::Lists => w.text("tell", "lists"),
            Self::Of { assessment, word } => {
                w.text("tell", word.name());
                w.text("assessment", assessment);
                match word {
                    Word::Edited { turn, cells } => {
                        w.whole("turn", *turn);
                        w.objects("cells", cells, |w, cell| {
                            w.text("indicator", &cell.indicator);
                            w.text("cell", &cell.cell);
                            w.text("value", &cell.value);
                        });
                    }
                    Word::Asked { by: tab } | Word::HandedOver { to: tab } => w.text("tab", tab),
                    Word::Began { turn } | Word::Strayed { turn } => w.whole("turn", *turn),
                    Word::Changed | Word::Left | Word::Deleted | Word::Restored => {}
                }
            }
        })
    }

    /// Reads a text that was sent; `None` where this app does not know what it says.
    pub fn read(text: &str) -> Option<Self> {
        let told = json::parse(text, LEVELS).ok()?;
        let text = |key: &str| text_of(&told, key);
        let whole = |key: &str| match told.field(key) {
            Some(Value::Whole(number)) => Some(*number),
            _ => None,
        };
        let word = match text("tell")?.as_str() {
            "lists" => return Some(Self::Lists),
            "edited" => Word::Edited { turn: whole("turn")?, cells: cells_of(&told)? },
            "changed" => Word::Changed,
            "asked" => Word::Asked { by: text("tab")? },
            "handed-over" => Word::HandedOver { to: text("tab")? },
            "began" => Word::Began { turn: whole("turn")? },
            "strayed" => Word::Strayed { turn: whole("turn")? },
            "left" => Word::Left,
            "deleted" => Word::Deleted,
            "restored" => Word::Restored,
            _ => return None,
        };
        Some(Self::Of { assessment: text("assessment")?, word })
    }
}

impl Word {
    fn name(&self) -> &'static str {
        match self {
            Self::Edited { .. } => "edited",
            Self::Changed => "changed",
            Self::Asked { .. } => "asked",
            Self::HandedOver { .. } => "handed-over",
            Self::Began { .. } => "began",
            Self::Strayed { .. } => "strayed",
            Self::Left => "left",
            Self::Deleted => "deleted",
            Self::Restored => "restored",
        }
    }
}

fn text_of(value: &Value, key: &str) -> Option<String> {
    match value.field(key) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

fn cells_of(told: &Value) -> Option<Vec<StoredCell>> {
    let Some(Value::List(cells)) = told.field("cells") else { return None };
    cells
        .iter()
        .map(|cell| {
            let text = |key: &str| text_of(cell, key);
            Some(StoredCell { indicator: text("indicator")?, cell: text("cell")?, value: text("value")? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: Word) -> Message {
        Message::Of { assessment: "0199".to_owned(), word }
    }

    #[test]
    fn every_message_is_read_as_it_was_sent() {
        let cell = |indicator: &str, value: &str| StoredCell {
            indicator: indicator.to_owned(),
            cell: "#note".to_owned(),
            value: value.to_owned(),
        };
        let words = [
            Word::Edited { turn: 7, cells: vec![cell("HY-01", "“好”\n\"\\"), cell("HY-02", "")] },
            Word::Edited { turn: 0, cells: Vec::new() },
            Word::Changed,
            Word::Asked { by: "b".to_owned() },
            Word::HandedOver { to: "b".to_owned() },
            Word::Began { turn: 12 },
            Word::Strayed { turn: 13 },
            Word::Left,
            Word::Deleted,
            Word::Restored,
        ];
        for message in words.map(of).into_iter().chain([Message::Lists]) {
            assert_eq!(Message::read(&message.json()), Some(message));
        }
    }

    #[test]
    fn what_another_version_says_is_passed_over() {
        for text in [
            "",
            "[]",
            "{}",
            "{\"tell\": 1}",
            "{\"tell\": \"danced\", \"assessment\": \"a\"}",
            "{\"tell\": \"asked\", \"assessment\": \"a\"}",
            "{\"tell\": \"asked\", \"tab\": \"b\"}",
            "{\"tell\": \"began\", \"assessment\": \"a\", \"turn\": \"1\"}",
            "{\"tell\": \"edited\", \"assessment\": \"a\", \"turn\": 1}",
            "{\"tell\": \"edited\", \"assessment\": \"a\", \"turn\": 1, \"cells\": [{\"cell\": \"#note\"}]}",
        ] {
            assert_eq!(Message::read(text), None, "{text}");
        }
    }
}
