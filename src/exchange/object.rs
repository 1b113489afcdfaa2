//! Takes a JSON object apart, entry by entry, with the path of whatever is wrong: missing, of the wrong kind,
//! overlong, standing twice, or left over at the end because the format does not know it.
//! May import `number` and this module's `json` and `error`. Read next: `v1`.

use std::collections::BTreeMap;

use super::error::{ImportError, shown};
use super::json::{Object, Value};
use super::{FORMAT, TEXT_LIMIT};
use crate::number::Exact;

/// The version a file says it is of, where it says it is ours at all.
pub(super) fn version(root: &Value) -> Result<u64, ImportError> {
    let Value::Object(Object { entries, .. }) = root else { return Err(ImportError::NotOurs) };
    match entries.get("format") {
        Some(Value::Text(format)) if format == FORMAT => {}
        _ => return Err(ImportError::NotOurs),
    }
    let path = "version".to_owned();
    match entries.get("version") {
        Some(Value::Whole(version)) if *version > 0 => Ok(*version),
        Some(_) => Err(ImportError::WrongType { path }),
        None => Err(ImportError::Missing { path }),
    }
}

/// An object, from which entries are taken one by one.
pub(super) struct Entries {
    path: String,
    left: BTreeMap<String, Value>,
}

impl Entries {
    /// The object at the top of a file.
    pub(super) fn root(value: Value) -> Result<Self, ImportError> {
        Self::of(value, String::new())
    }

    fn of(value: Value, path: String) -> Result<Self, ImportError> {
        let Value::Object(object) = value else { return Err(ImportError::WrongType { path }) };
        let entries = Self { path, left: object.entries };
        match object.repeated {
            Some(key) => Err(ImportError::DuplicateKey { path: entries.path_of(&key) }),
            None => Ok(entries),
        }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { shown(key) } else { format!("{}.{}", self.path, shown(key)) }
    }

    fn take(&mut self, key: &str) -> Result<(Value, String), ImportError> {
        let path = self.path_of(key);
        match self.left.remove(key) {
            Some(value) => Ok((value, path)),
            None => Err(ImportError::Missing { path }),
        }
    }

    /// Takes an object.
    pub(super) fn object(&mut self, key: &str) -> Result<Self, ImportError> {
        let (value, path) = self.take(key)?;
        Self::of(value, path)
    }

    /// Takes a text.
    pub(super) fn text(&mut self, key: &str) -> Result<String, ImportError> {
        let (value, path) = self.take(key)?;
        match value {
            Value::Text(text) if text.len() > TEXT_LIMIT => {
                Err(ImportError::TextTooLong { path, limit: TEXT_LIMIT })
            }
            Value::Text(text) => Ok(text),
            _ => Err(ImportError::WrongType { path }),
        }
    }

    /// Takes an id.
    pub(super) fn id(&mut self, key: &str) -> Result<String, ImportError> {
        let id = self.text(key)?;
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if plain && (1..=64).contains(&id.len()) {
            Ok(id)
        } else {
            Err(ImportError::BadId { path: self.path_of(key) })
        }
    }

    /// Takes a whole number from 0.
    pub(super) fn whole(&mut self, key: &str) -> Result<u64, ImportError> {
        match self.take(key)? {
            (Value::Whole(value), _) => Ok(value),
            (_, path) => Err(ImportError::WrongType { path }),
        }
    }

    /// Takes `true` or `false`.
    pub(super) fn truth(&mut self, key: &str) -> Result<bool, ImportError> {
        match self.take(key)? {
            (Value::Truth(value), _) => Ok(value),
            (_, path) => Err(ImportError::WrongType { path }),
        }
    }

    /// Takes an exact number, which stands as a text.
    pub(super) fn figure(&mut self, key: &str) -> Result<Exact, ImportError> {
        let text = self.text(key)?;
        Exact::parse_canonical(&text).ok_or_else(|| ImportError::WrongType { path: self.path_of(key) })
    }

    /// Takes an exact number, or `None` for `null`.
    pub(super) fn figure_or_null(&mut self, key: &str) -> Result<Option<Exact>, ImportError> {
        if let Some(Value::Null) = self.left.get(key) {
            self.left.remove(key);
            return Ok(None);
        }
        self.figure(key).map(Some)
    }

    /// Takes every entry that is left, in the order of the keys.
    pub(super) fn each<T>(
        mut self,
        mut take: impl FnMut(&mut Self, &str) -> Result<T, ImportError>,
    ) -> Result<Vec<(String, T)>, ImportError> {
        let keys: Vec<String> = self.left.keys().cloned().collect();
        keys.into_iter().map(|key| take(&mut self, &key).map(|value| (key, value))).collect()
    }

    /// Ends the taking: refuses what is left over.
    pub(super) fn done(self) -> Result<(), ImportError> {
        match self.left.keys().next() {
            Some(key) => Err(ImportError::UnknownField { path: self.path_of(key) }),
            None => Ok(()),
        }
    }
}
