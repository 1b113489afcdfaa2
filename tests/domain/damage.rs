//! Damages files on purpose, the same way in every run: bytes that flip, texts that break off, values that become
//! other values. What comes in from outside is tried against it.
//! May import the library. Read next: `rubric_files/mutation` and `schema`, which use it.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

/// `SplitMix64`: enough to pick places, and the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    /// A stream of its own for each seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `limit` − 1; 0 where there is nothing to choose from.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.roll() % limit.max(1) as u64).unwrap()
    }

    fn span(&mut self, bytes: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(bytes.len());
        start..(start + self.below(200)).min(bytes.len())
    }

    fn one_of<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

/// The texts of all rubrics that ship, by file name, past versions included.
pub(crate) fn shipped() -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics");
    let mut found = Vec::new();
    for folder in [top.clone(), top.join("past")] {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let is_json = path.extension().is_some_and(|ending| ending == "json");
            if is_json && name != "catalogue.json" && name != "grades.json" {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// What takes the place of a value: other types, extremes, and texts that other parsers trip over.
fn values() -> [Value; 22] {
    [
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(1e308),
        json!(18_446_744_073_709_551_615_u64),
        json!([]),
        json!({}),
        json!([[[[]]]]),
        json!(""),
        json!("  "),
        json!("1/0"),
        json!("0"),
        json!("-1"),
        json!("NaN"),
        json!("Infinity"),
        json!("1e5"),
        json!("99999999999999999999"),
        json!("0.000000000000000001"),
        json!("\u{0}"),
        json!({"type": "sum", "parts": []}),
    ]
}

/// Changes one thing somewhere in a JSON tree, and says what.
pub(crate) fn disturb(tree: &mut Value, dice: &mut Dice) -> String {
    let mut path = String::new();
    let mut at = tree;
    // From the top a random way down; long lists are entered more often than left.
    loop {
        let deeper = match at {
            Value::Object(entries) if !entries.is_empty() => dice.below(6) > 0,
            Value::Array(items) if !items.is_empty() => dice.below(8) > 0,
            _ => false,
        };
        if !deeper {
            break;
        }
        at = match at {
            Value::Object(entries) => {
                let key = dice.one_of(&entries.keys().cloned().collect::<Vec<_>>());
                path = format!("{path}.{key}");
                entries.get_mut(&key).unwrap()
            }
            Value::Array(items) => {
                let position = dice.below(items.len());
                path = format!("{path}[{position}]");
                &mut items[position]
            }
            _ => unreachable!("only what holds something is entered"),
        };
    }
    let how = change(at, dice);
    format!("{path} {how}")
}

fn change(value: &mut Value, dice: &mut Dice) -> String {
    match value {
        Value::Object(entries) if dice.below(4) > 0 => change_object(entries, dice),
        Value::Array(items) if dice.below(4) > 0 => change_list(items, dice),
        _ => {
            let other = dice.one_of(&values());
            let said = format!("becomes {other}");
            *value = other;
            said
        }
    }
}

fn change_object(entries: &mut Map<String, Value>, dice: &mut Dice) -> String {
    let keys: Vec<String> = entries.keys().cloned().collect();
    match dice.below(3) {
        0 => {
            let key = dice.one_of(&["stray", "note", "points", "rule", "Per", "format"]).to_owned();
            let other = dice.one_of(&values());
            let said = format!("gets {key}: {other}");
            entries.insert(key, other);
            said
        }
        1 if !keys.is_empty() => {
            let key = dice.one_of(&keys);
            entries.remove(&key);
            format!("loses {key}")
        }
        _ if !keys.is_empty() => {
            let key = dice.one_of(&keys);
            let value = entries.remove(&key).unwrap();
            entries.insert(format!("{key}s"), value);
            format!("calls {key} {key}s")
        }
        _ => "stays".to_owned(),
    }
}

fn change_list(items: &mut Vec<Value>, dice: &mut Dice) -> String {
    match dice.below(3) {
        0 if !items.is_empty() => {
            let copy = dice.one_of(items);
            items.push(copy);
            "has an item twice".to_owned()
        }
        1 => {
            items.pop();
            "loses its last item".to_owned()
        }
        _ => {
            items.reverse();
            "is the other way round".to_owned()
        }
    }
}

/// Changes bytes of a file: a bit, a cut, a copied or missing stretch, a stray byte.
pub(crate) fn corrupt(bytes: &mut Vec<u8>, dice: &mut Dice) {
    match dice.below(5) {
        0 => {
            let at = dice.below(bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => bytes.truncate(dice.below(bytes.len())),
        2 => {
            let span = dice.span(bytes);
            let copy = bytes[span].to_vec();
            let at = dice.below(bytes.len());
            bytes.splice(at..at, copy);
        }
        3 => {
            let span = dice.span(bytes);
            bytes.drain(span);
        }
        _ => {
            let at = dice.below(bytes.len());
            bytes.insert(at, u8::try_from(dice.below(256)).unwrap());
        }
    }
}
