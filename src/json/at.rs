//! A place in a JSON text, as a chain of borrowed steps: it costs nothing until something wrong has to be named.
//! The chain's top knows whom to tell. Imports nothing but `json`. Read next: `reader`, which walks along it.

use std::fmt;

use super::{Fault, Faults};

/// A place in a JSON text. It is written as `sections[1].indicators[3].rule.per`.
#[derive(Clone, Copy)]
pub enum At<'a> {
    /// The whole text, and who is told what is wrong in it.
    Top(&'a dyn Faults),
    /// An entry of an object.
    Field(&'a At<'a>, &'a str),
    /// A place in a list, from 0.
    Item(&'a At<'a>, usize),
}

impl At<'_> {
    /// The entry of that name in here.
    pub fn field<'b>(&'b self, name: &'b str) -> At<'b> {
        At::Field(self, name)
    }

    /// Tells what is wrong here.
    pub(super) fn tell(&self, fault: Fault) {
        let mut top = self;
        let told = loop {
            match top {
                Self::Top(told) => break told,
                Self::Field(outer, _) | Self::Item(outer, _) => top = outer,
            }
        };
        told.fault(self, fault);
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top(_) => Ok(()),
            Self::Field(Self::Top(_), name) => f.write_str(&shown(name)),
            Self::Field(outer, name) => write!(f, "{outer}.{}", shown(name)),
            Self::Item(outer, position) => write!(f, "{outer}[{position}]"),
        }
    }
}

/// The most characters of a name from a text that go into a message.
const SHOWN: usize = 80;

/// A name from a text as it goes into a message: cut where it is overlong.
pub fn shown(name: &str) -> String {
    match name.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}
