//! Changes to a tree that was read: a merge patch after RFC 7396, and one entry of an object put in place.
//! Imports nothing but `json`. Read next: `rubric::adjust`, which changes rubrics with it.

use std::cell::Cell;

use super::{Entry, Object, Value};

/// A copy is as if it had just been read: nobody has asked for anything in it.
impl Clone for Object {
    fn clone(&self) -> Self {
        Self { entries: self.entries.clone(), opened: Cell::default() }
    }
}

impl Clone for Entry {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), value: self.value.clone(), asked: Cell::default() }
    }
}

/// Objects are the same when they hold the same, whatever was asked for and in whatever order.
impl PartialEq for Object {
    fn eq(&self, other: &Self) -> bool {
        let same =
            |entry: &Entry| other.entries.iter().any(|one| one.key == entry.key && one.value == entry.value);
        self.entries.len() == other.entries.len() && self.entries.iter().all(same)
    }
}

impl Object {
    /// The value under a key, the first where it stands twice.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// As [`Object::value`], to be changed.
    pub fn value_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
    }

    /// Every key with its value.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.entries.iter().map(|entry| (entry.key.as_str(), &entry.value))
    }

    /// Puts a value under a key, in the place of what stood there.
    pub fn put(&mut self, key: &str, value: Value) {
        match self.value_mut(key) {
            Some(there) => *there = value,
            None => self.entries.push(Entry { key: key.to_owned(), value, asked: Cell::default() }),
        }
    }

    /// Takes away what stands under a key.
    pub fn remove(&mut self, key: &str) {
        self.entries.retain(|entry| entry.key != key);
    }
}

impl Value {
    /// The object, where this is one.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// As [`Value::as_object`], to be changed.
    pub fn as_object_mut(&mut self) -> Option<&mut Object> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The items, where this is a list; none otherwise.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// As [`Value::items`], to be changed.
    pub fn items_mut(&mut self) -> &mut [Self] {
        match self {
            Self::List(items) => items,
            _ => &mut [],
        }
    }

    /// The text, where this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Merges a patch into the value: objects entry by entry, `null` takes an entry away, anything else takes the
    /// place of what was there. <https://www.rfc-editor.org/rfc/rfc7396>
    pub fn merge(&mut self, patch: &Self) {
        let Self::Object(patch) = patch else {
            *self = patch.clone();
            return;
        };
        if !matches!(self, Self::Object(_)) {
            *self = Self::Object(Object::default());
        }
        let Self::Object(object) = self else { return };
        for Entry { key, value, .. } in &patch.entries {
            if matches!(value, Self::Null) {
                object.remove(key);
            } else if let Some(there) = object.value_mut(key) {
                there.merge(value);
            } else {
                let mut new = Self::Null;
                new.merge(value);
                object.put(key, new);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::json::parse;

    /// The test cases of the appendix of RFC 7396 that hold in our trees, which know no other numbers than whole
    /// ones from 0.
    #[test]
    fn merging_follows_the_examples_of_its_standard() {
        let cases = [
            (r#"{"a":"b"}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"b":"c"}"#, r#"{"a":"b","b":"c"}"#),
            (r#"{"a":"b"}"#, r#"{"a":null}"#, r"{}"),
            (r#"{"a":"b","b":"c"}"#, r#"{"a":null}"#, r#"{"b":"c"}"#),
            (r#"{"a":["b"]}"#, r#"{"a":"c"}"#, r#"{"a":"c"}"#),
            (r#"{"a":"c"}"#, r#"{"a":["b"]}"#, r#"{"a":["b"]}"#),
            (r#"{"a":{"b":"c"}}"#, r#"{"a":{"b":"d","c":null}}"#, r#"{"a":{"b":"d"}}"#),
            (r#"{"a":[{"b":"c"}]}"#, r#"{"a":[1]}"#, r#"{"a":[1]}"#),
            (r#"["a","b"]"#, r#"["c","d"]"#, r#"["c","d"]"#),
            (r#"{"a":"b"}"#, r#"["c"]"#, r#"["c"]"#),
            (r#"{"a":"foo"}"#, "null", "null"),
            (r#"{"a":"foo"}"#, r#""bar""#, r#""bar""#),
            (r#"{"e":null}"#, r#"{"a":1}"#, r#"{"e":null,"a":1}"#),
            ("[1,2]", r#"{"a":"b","c":null}"#, r#"{"a":"b"}"#),
            ("{}", r#"{"a":{"bb":{"ccc":null}}}"#, r#"{"a":{"bb":{}}}"#),
        ];
        for (target, patch, merged) in cases {
            let mut value = parse(target, 32).unwrap();
            value.merge(&parse(patch, 32).unwrap());
            assert_eq!(format!("{value:?}"), format!("{:?}", parse(merged, 32).unwrap()), "{target} {patch}");
        }
    }
}
