//! JSON in and out. In: a tree that remembers repeated keys and refuses deep nesting, which `serde_json`'s own
//! value does not. Out: one fixed layout, so that the same content is the same bytes.
//! May import `exchange::error` and serde. Read next: `object`.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::{self, Write as _};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use super::DEPTH_LIMIT;
use super::error::ImportError;

/// A JSON value, told apart as far as our files go.
pub(super) enum Value {
    Null,
    Truth(bool),
    /// A whole number from 0.
    Whole(u64),
    /// Any other number.
    Number,
    Text(String),
    /// Our files have no lists, so what stands in one is read over.
    List,
    Object(Object),
}

/// A JSON object.
pub(super) struct Object {
    pub(super) entries: BTreeMap<String, Value>,
    /// A key that stands twice, where there is one. The first value is the one that was kept.
    pub(super) repeated: Option<String>,
}

/// Reads a text as JSON.
pub(super) fn parse(text: &str) -> Result<Value, ImportError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let values = Cell::new(0);
    Nested { left: DEPTH_LIMIT, values: &values }
        .deserialize(&mut json)
        .and_then(|value| json.end().map(|()| value))
        .map_err(|error| match error.classify() {
            Category::Eof => ImportError::Truncated,
            // The tree takes every shape of data, but only so much of it.
            Category::Data if values.get() > VALUE_LIMIT => ImportError::NotOurs,
            Category::Data => ImportError::TooDeep { limit: DEPTH_LIMIT },
            Category::Syntax | Category::Io => {
                ImportError::NotJson { line: error.line(), column: column(text, &error) }
            }
        })
}

/// Where in its line an error is, in characters; `serde_json` counts bytes, of which a Chinese character has three.
fn column(text: &str, error: &serde_json::Error) -> usize {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    line.char_indices().take_while(|(at, _)| *at < error.column()).count().max(1)
}

/// The most values a file may hold. The largest rubrics of the field would need some 50,000; ten megabytes of
/// the smallest objects are millions, and the tree of them would not fit a telephone.
const VALUE_LIMIT: usize = 200_000;

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
        while list.next_element_seed(deeper)?.is_some() {}
        Ok(Value::List)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let deeper = self.deeper::<A::Error>()?;
        let mut object = Object { entries: BTreeMap::new(), repeated: None };
        while let Some(key) = map.next_key::<String>()? {
            match object.entries.entry(key) {
                Entry::Vacant(free) => {
                    free.insert(map.next_value_seed(deeper)?);
                }
                Entry::Occupied(taken) => {
                    map.next_value::<IgnoredAny>()?;
                    object.repeated.get_or_insert_with(|| taken.key().clone());
                }
            }
        }
        Ok(Value::Object(object))
    }
}

/// Writes one JSON document, entry by entry.
pub(super) struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    /// The text of an object, with a line feed at the end.
    pub(super) fn document(fill: impl FnOnce(&mut Self)) -> String {
        let mut writer = Self { out: String::new(), depth: 0 };
        writer.braces(fill);
        writer.out.push('\n');
        writer.out
    }

    /// An entry that holds an object.
    pub(super) fn object(&mut self, key: &str, fill: impl FnOnce(&mut Self)) {
        self.key(key);
        self.braces(fill);
    }

    /// An entry that holds a text.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        self.quoted(value);
    }

    /// An entry that holds a text, or `null` without one.
    pub(super) fn text_or_null(&mut self, key: &str, value: Option<&str>) {
        self.key(key);
        match value {
            Some(value) => self.quoted(value),
            None => self.out.push_str("null"),
        }
    }

    /// An entry that holds a whole number.
    pub(super) fn whole(&mut self, key: &str, value: u64) {
        self.key(key);
        self.out.push_str(&value.to_string());
    }

    /// An entry that holds `true` or `false`.
    pub(super) fn truth(&mut self, key: &str, value: bool) {
        self.key(key);
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn braces(&mut self, fill: impl FnOnce(&mut Self)) {
        self.out.push('{');
        let empty = self.out.len();
        self.depth += 1;
        fill(self);
        self.depth -= 1;
        if self.out.len() > empty {
            self.line();
        }
        self.out.push('}');
    }

    fn key(&mut self, key: &str) {
        // No value ends with an opening brace, so this is the first entry exactly behind one.
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        self.line();
        self.quoted(key);
        self.out.push_str(": ");
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    /// A text in quotes. Only what JSON forbids in one is escaped; everything else stands as it was typed.
    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                control @ '\0'..='\u{1F}' => {
                    // Writing to a string cannot fail.
                    let _ = write!(self.out, "\\u{:04x}", u32::from(control));
                }
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_refused(text: &str, expected: ImportError) {
        let start: String = text.chars().take(40).collect();
        assert_eq!(parse(text).err(), Some(expected), "{start}");
    }

    #[test]
    fn a_text_that_breaks_off_is_told_from_one_that_is_wrong() {
        check_refused("{\"a\":", ImportError::Truncated);
        check_refused("{\"a\": \"b", ImportError::Truncated);
        check_refused("hello", ImportError::NotJson { line: 1, column: 1 });
        check_refused("{} {}", ImportError::NotJson { line: 1, column: 4 });
        check_refused("{\"a\": 1e999}", ImportError::NotJson { line: 1, column: 11 });
    }

    #[test]
    fn the_column_counts_characters_and_not_bytes() {
        check_refused("{\n\"名称\": 是}", ImportError::NotJson { line: 2, column: 7 });
    }

    #[test]
    fn nesting_ends_at_the_limit() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(parse(&nested(DEPTH_LIMIT)).is_ok());
        check_refused(&nested(DEPTH_LIMIT + 1), ImportError::TooDeep { limit: DEPTH_LIMIT });
        check_refused(&"[".repeat(100_000), ImportError::TooDeep { limit: DEPTH_LIMIT });
    }

    #[test]
    fn the_number_of_values_has_a_limit() {
        let list = |values: usize| format!("[{}0]", "0,".repeat(values - 2));
        assert!(parse(&list(VALUE_LIMIT)).is_ok());
        check_refused(&list(VALUE_LIMIT + 1), ImportError::NotOurs);
    }

    #[test]
    fn the_layout_is_fixed() {
        let text = Writer::document(|w| {
            w.object("空", |_| {});
            w.object("a", |w| {
                w.text("b", "“\"\\\n\u{1}\u{2028}😀");
                w.text_or_null("c", None);
            });
            w.whole("d", 26);
            w.truth("e", false);
        });
        let expected = "{\n  \"空\": {},\n  \"a\": {\n    \"b\": \"“\\\"\\\\\\n\\u0001\u{2028}😀\",\n    \
                        \"c\": null\n  },\n  \"d\": 26,\n  \"e\": false\n}\n";
        assert_eq!(text, expected);
    }
}
