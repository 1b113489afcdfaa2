//! JSON in and out, for every text this project reads: rubrics, files, and what lies in the store.
//! In: a tree that keeps repeated keys, refuses deep nesting and is read by its places ([`Node`]), with everything
//! that is wrong named by its path. Plain functions over one tree stay far smaller in the page than a derived
//! reader for each shape. Out: one fixed layout, so that the same content is the same bytes ([`Writer`]).
//! May import serde. Read next: `json::reader`.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

mod at;
mod merge;
mod reader;
mod writer;

pub use at::{At, shown};
pub use reader::{Fault, Faults, Fields, List, Node};
pub use writer::Writer;

/// A JSON value, told apart as far as our texts go.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Truth(bool),
    /// A whole number from 0.
    Whole(u64),
    /// Any other number: our texts write fractions as texts.
    Number,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object.
    Object(Object),
}

impl Value {
    /// What stands under a key, where this is an object that has it.
    pub fn field(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(object) => {
                object.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
            }
            _ => None,
        }
    }

    /// What stands at a place, where this is a list that reaches so far.
    pub fn item(&self, at: usize) -> Option<&Self> {
        match self {
            Self::List(items) => items.get(at),
            _ => None,
        }
    }
}

/// A JSON object. It remembers what was asked for, so that what nobody asked for can be refused.
#[derive(Debug, Default)]
pub struct Object {
    entries: Vec<Entry>,
    opened: Cell<bool>,
}

#[derive(Debug)]
struct Entry {
    key: String,
    value: Value,
    asked: Cell<bool>,
}

/// Why a text could not be read as JSON, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What kind of thing is wrong.
    pub why: Why,
    /// Where reading stopped; the first line is 1.
    pub line: usize,
    /// Where in that line, in characters; the first is 1.
    pub column: usize,
    /// What was expected there, in English.
    pub message: String,
}

/// What kind of thing keeps a text from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It ends in the middle.
    BrokenOff,
    /// It is no JSON.
    NoJson,
    /// It nests deeper than was allowed.
    TooDeep,
    /// It holds more values than any text of ours.
    TooMany,
}

/// The most values a text may hold. The largest rubrics of the field would need some 50,000; ten megabytes of
/// the smallest objects are millions, and the tree of them would not fit a telephone.
const VALUE_LIMIT: usize = 200_000;

/// Reads a text as JSON that nests at most so many levels deep, and never more than 127.
///
/// # Errors
/// The first thing that keeps the text from being read.
pub fn parse(text: &str, levels: usize) -> Result<Value, Refusal> {
    let mut json = serde_json::Deserializer::from_str(text);
    let values = Cell::new(0);
    Nested { left: levels, values: &values }
        .deserialize(&mut json)
        .and_then(|value| json.end().map(|()| value))
        .map_err(|error| refusal(text, &error, values.get()))
}

fn refusal(text: &str, error: &serde_json::Error, values: usize) -> Refusal {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    Refusal {
        why: match error.classify() {
            Category::Eof => Why::BrokenOff,
            // The tree takes every shape of data, but only so much of it.
            Category::Data if values > VALUE_LIMIT => Why::TooMany,
            Category::Data => Why::TooDeep,
            Category::Syntax | Category::Io => Why::NoJson,
        },
        line: error.line(),
        column: column(text, error),
        message: message.strip_suffix(&place).unwrap_or(&message).to_owned(),
    }
}

/// Where in its line an error is, in characters; `serde_json` counts bytes, of which a Chinese character has three.
fn column(text: &str, error: &serde_json::Error) -> usize {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    line.char_indices().take_while(|(at, _)| *at < error.column()).count().max(1)
}

/// Reads one value that may nest `left` levels deep, and counts it.
#[derive(Clone, Copy)]
struct Nested<'c> {
    left: usize,
    values: &'c Cell<usize>,
}

impl Nested<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        let left = self.left.checked_sub(1).ok_or_else(|| E::custom("nested too deep"))?;
        Ok(Self { left, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Nested<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Value, D::Error> {
        self.values.set(self.values.get() + 1);
        if self.values.get() > VALUE_LIMIT {
            return Err(D::Error::custom("too many values"));
        }
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Nested<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Truth(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Whole(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Number)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let deeper = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(deeper)? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let deeper = self.deeper::<A::Error>()?;
        let mut object = Object::default();
        while let Some(key) = map.next_key()? {
            let value = map.next_value_seed(deeper)?;
            object.entries.push(Entry { key, value, asked: Cell::new(false) });
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_refused(text: &str, why: Why, place: (usize, usize)) {
        let start: String = text.chars().take(40).collect();
        let found = parse(text, 32).unwrap_err();
        assert_eq!((found.why, (found.line, found.column)), (why, place), "{start}");
    }

    #[test]
    fn a_text_that_breaks_off_is_told_from_one_that_is_wrong() {
        check_refused("{\"a\":", Why::BrokenOff, (1, 5));
        check_refused("{\"a\": \"b", Why::BrokenOff, (1, 8));
        check_refused("hello", Why::NoJson, (1, 1));
        check_refused("{} {}", Why::NoJson, (1, 4));
        check_refused("{\"a\": 1e999}", Why::NoJson, (1, 11));
    }

    #[test]
    fn the_column_counts_characters_and_not_bytes() {
        check_refused("{\n\"名称\": 是}", Why::NoJson, (2, 7));
    }

    #[test]
    fn the_message_does_not_repeat_the_place() {
        let found = parse("{} {}", 32).unwrap_err();
        assert_eq!(found.message, "trailing characters");
    }

    #[test]
    fn nesting_ends_at_the_limit() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&nested(32), 32).is_ok());
        for text in [nested(33), "[".repeat(100_000)] {
            assert_eq!(parse(&text, 32).unwrap_err().why, Why::TooDeep);
        }
    }

    #[test]
    fn the_number_of_values_has_a_limit() {
        let list = |values: usize| format!("[{}0]", "0,".repeat(values - 2));
        assert!(parse(&list(VALUE_LIMIT), 32).is_ok());
        assert_eq!(parse(&list(VALUE_LIMIT + 1), 32).unwrap_err().why, Why::TooMany);
    }
}
