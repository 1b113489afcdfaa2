//! The name of a fact within its indicator. Scoring looks facts up by it all the time, so a key of usual length is
//! held in place: comparing two of them touches no other memory, and a copy counts no references.
//! Imports nothing of this crate. Read next: `rubric::fields`, which lists the keys of an indicator.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// The longest key held in place, in bytes.
const SHORT: usize = 22;

/// Names one fact within its indicator: `item.survey`, `training.value`; the keys of saved work.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct FieldKey(Repr);

/// Invariant: `Long` holds only what `Short` cannot, so equality of the representation is equality of the text.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    /// The first so many bytes are the text, the others 0.
    Short(u8, [u8; SHORT]),
    Long(Arc<str>),
}

impl FieldKey {
    /// Wraps the text as it stands in a file.
    pub fn new(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (u8::try_from(text.len()), bytes.get_mut(..text.len())) {
            (Ok(length), Some(start)) => {
                start.copy_from_slice(text.as_bytes());
                Self(Repr::Short(length, bytes))
            }
            _ => Self(Repr::Long(text.into())),
        }
    }

    /// The text as it stands in files.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // The bytes came from a text, so they are one.
            Repr::Short(length, bytes) => bytes
                .get(..usize::from(*length))
                .and_then(|bytes| str::from_utf8(bytes).ok())
                .unwrap_or_default(),
            Repr::Long(text) => text,
        }
    }
}

impl PartialOrd for FieldKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FieldKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Display for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for FieldKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_and_sorts_as_its_text_whatever_its_length() {
        let texts = [
            "",
            "a",
            "item.survey",
            "met.visits.required.du",
            "met.visits.required.due",
            "met.visits.required.due.why",
            "住户",
            "x",
        ];
        for one in texts {
            assert_eq!(FieldKey::new(one).as_str(), one);
            for other in texts {
                let (a, b) = (FieldKey::new(one), FieldKey::new(other));
                assert_eq!(a == b, one == other);
                assert_eq!(a.cmp(&b), one.cmp(other));
            }
        }
    }
}
