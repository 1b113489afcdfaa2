//! Takes a JSON tree apart, place by place. What is missing or of the wrong kind is told under its path, once, and
//! then reads as nothing, so that reading goes on and finds the rest; what nobody asked for is told at the end.
//! Imports nothing but `json`. Read next: `rubric::file`, which reads the most with it.

use std::collections::HashSet;
use std::fmt;

use super::{At, Object, Value};

/// Who is told what is wrong in a text.
pub trait Faults {
    /// Takes down what is wrong at a place.
    fn fault(&self, at: &At, fault: Fault);
}

/// What can be wrong with the shape of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Something the format asks for is not there.
    Missing,
    /// Something is not of the kind the format asks for.
    WrongType {
        /// What the format asks for, in English.
        expected: String,
    },
    /// There is something the format does not know.
    Unknown,
    /// The same key stands twice in one object, so it is open which one counts.
    Repeated,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::WrongType { expected } => write!(f, "must be {expected}"),
            Self::Unknown => f.write_str("is a field the format does not know"),
            Self::Repeated => f.write_str("stands twice"),
        }
    }
}

/// A value at its place, or nothing where there is none or where its absence was told already.
#[derive(Clone, Copy)]
pub struct Node<'t, 'p> {
    /// The place.
    pub at: At<'p>,
    value: Option<&'t Value>,
}

impl<'t, 'p> Node<'t, 'p> {
    /// A value that was made from what stood at a place.
    pub fn made(value: &'t Value, at: At<'p>) -> Self {
        Self { at, value: Some(value) }
    }

    /// The whole text.
    pub fn top(value: &'t Value, told: &'p dyn Faults) -> Self {
        Self { at: At::Top(told), value: Some(value) }
    }

    /// Whether there is a value.
    pub fn is_there(&self) -> bool {
        self.value.is_some()
    }

    /// Whether the value is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Some(Value::Null))
    }

    /// A text.
    pub fn text(&self) -> Option<&'t str> {
        match self.value? {
            Value::Text(text) => Some(text),
            _ => self.wrong("a text"),
        }
    }

    /// A whole number from 0.
    pub fn whole(&self) -> Option<u64> {
        match self.value? {
            Value::Whole(number) => Some(*number),
            _ => self.wrong("a whole number from 0"),
        }
    }

    /// `true` or `false`.
    pub fn truth(&self) -> Option<bool> {
        match self.value? {
            Value::Truth(truth) => Some(*truth),
            _ => self.wrong("true or false"),
        }
    }

    /// One of several words, and what it stands for.
    pub fn choice<T: Copy>(&self, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            return self.wrong(&format!("one of {}", known.join(", ")));
        }
        found.map(|(_, choice)| *choice)
    }

    /// A list; without items where there is nothing.
    pub fn list(self) -> List<'t, 'p> {
        let items = match self.value {
            Some(Value::List(items)) => items.as_slice(),
            Some(_) => self.wrong("a list").unwrap_or_default(),
            None => &[],
        };
        List { at: self.at, items }
    }

    /// An object; nothing is missing in one where there is nothing.
    pub fn object(self) -> Fields<'t, 'p> {
        let object = match self.value {
            Some(Value::Object(object)) => {
                object.opened.set(true);
                Some(object)
            }
            Some(_) => self.wrong("an object"),
            None => None,
        };
        Fields { at: self.at, object }
    }

    /// Tells that the value is not what the format asks for.
    pub fn wrong<T>(&self, expected: &str) -> Option<T> {
        self.at.tell(Fault::WrongType { expected: expected.to_owned() });
        None
    }

    /// The value itself, to be copied and changed.
    pub fn value(&self) -> Option<&'t Value> {
        self.value
    }

    /// Takes everything below as it is; only what stands twice is told.
    pub fn take_all(&self) {
        match self.value {
            Some(Value::List(items)) => List { at: self.at, items }.nodes().for_each(|item| item.take_all()),
            Some(Value::Object(_)) => self.object().entries().for_each(|(_, node)| node.take_all()),
            _ => {}
        }
    }

    /// Tells what nobody asked for in any object that was read. It comes last, when everything was.
    pub fn refuse_the_rest(&self) {
        match self.value {
            Some(Value::List(items)) => {
                let list = List { at: self.at, items };
                list.nodes().for_each(|item| item.refuse_the_rest());
            }
            Some(Value::Object(object)) if object.opened.get() => {
                let known = || object.entries.iter().filter(|entry| entry.asked.get());
                let known: Vec<&str> = known().map(|entry| entry.key.as_str()).collect();
                for entry in &object.entries {
                    let at = self.at.field(&entry.key);
                    if entry.asked.get() {
                        Node { at, value: Some(&entry.value) }.refuse_the_rest();
                    } else if known.contains(&entry.key.as_str()) {
                        at.tell(Fault::Repeated);
                    } else {
                        at.tell(Fault::Unknown);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A list at its place.
#[derive(Clone, Copy)]
pub struct List<'t, 'p> {
    /// The place.
    pub at: At<'p>,
    items: &'t [Value],
}

impl<'t> List<'t, '_> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items in order.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'t, '_>> {
        let item = |(position, value)| Node { at: At::Item(&self.at, position), value: Some(value) };
        self.items.iter().enumerate().map(item)
    }
}

/// The entries of an object at its place.
#[derive(Clone, Copy)]
pub struct Fields<'t, 'p> {
    /// The place.
    pub at: At<'p>,
    object: Option<&'t Object>,
}

impl<'t, 'p> Fields<'t, 'p> {
    /// An object in which nothing is, and nothing is missing.
    pub fn nothing(at: At<'p>) -> Self {
        Self { at, object: None }
    }

    /// Whether there is an object.
    pub fn are_there(&self) -> bool {
        self.object.is_some()
    }

    /// What must stand under a key.
    pub fn get<'q>(&'q self, key: &'q str) -> Node<'t, 'q> {
        let node = self.ask(key);
        if node.value.is_none() && self.object.is_some() {
            node.at.tell(Fault::Missing);
        }
        node
    }

    /// What may stand under a key; `null` is nothing.
    pub fn find<'q>(&'q self, key: &'q str) -> Node<'t, 'q> {
        let node = self.ask(key);
        Node { value: node.value.filter(|value| !matches!(value, Value::Null)), ..node }
    }

    fn ask<'q>(&'q self, key: &'q str) -> Node<'t, 'q> {
        let mut entries = self.object.map_or(&[][..], |object| &object.entries).iter();
        let value = entries.find(|entry| entry.key == key).map(|entry| {
            entry.asked.set(true);
            &entry.value
        });
        Node { at: self.at.field(key), value }
    }

    /// What the word under `type` stands for, which says what else belongs here. Without it, nothing does.
    pub fn tagged<T: Copy>(&self, words: &[(&'static str, T)]) -> Option<T> {
        self.tagged_by("type", words)
    }

    /// As [`Fields::tagged`], where the word stands under another key.
    pub fn tagged_by<T: Copy>(&self, key: &str, words: &[(&'static str, T)]) -> Option<T> {
        let found = self.get(key).choice(words);
        if let (None, Some(object)) = (&found, self.object) {
            object.opened.set(false);
        }
        found
    }

    /// Every entry, where the keys are not the format's.
    pub fn entries(&self) -> impl Iterator<Item = (&'t str, Node<'t, '_>)> {
        let entries = self.object.map_or(&[][..], |object| &object.entries);
        let mut seen = HashSet::new();
        for entry in entries {
            entry.asked.set(true);
            if !seen.insert(entry.key.as_str()) {
                self.at.field(&entry.key).tell(Fault::Repeated);
            }
        }
        let node = |entry: &'t super::Entry| {
            (entry.key.as_str(), Node { at: self.at.field(&entry.key), value: Some(&entry.value) })
        };
        entries.iter().map(node)
    }
}
