//! What is noted of the last backup that was handed out. Read next: `told`.

use super::read;
use crate::json::Writer;

/// When a backup was handed out last, and of which state of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupNote {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// How many strict writes the store had seen; whatever came later is not in the backup.
    pub revision: u64,
}

impl BackupNote {
    /// The text that is stored.
    pub fn json(&self) -> String {
        Writer::document(|w| {
            w.whole("at", self.at);
            w.whole("revision", self.revision);
        })
    }

    /// Reads a stored text; `None` where it is damaged.
    pub fn read(json: &str) -> Option<Self> {
        read(json, |note| Self {
            at: note.get("at").whole().unwrap_or_default(),
            revision: note.get("revision").whole().unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written_and_a_damaged_one_is_none() {
        let note = BackupNote { at: 1_795_348_800_000, revision: 7 };
        assert_eq!(BackupNote::read(&note.json()), Some(note));
        for damaged in ["", "{}", r#"{"at": -1, "revision": 2}"#, r#"{"at": 1}"#, "[1, 2]"] {
            assert_eq!(BackupNote::read(damaged), None, "{damaged}");
        }
    }
}
