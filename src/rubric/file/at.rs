//! A place in a rubric file, as a chain of borrowed steps: it costs nothing until a problem has to name it.
//! Imports nothing of this crate. Read next: `problem`.

use std::fmt;

/// A place in a rubric file. It is written as `sections[1].indicators[3].rule.per`.
#[derive(Clone, Copy)]
pub(super) enum At<'a> {
    /// The whole file.
    Top,
    /// A named field of an object.
    Field(&'a At<'a>, &'static str),
    /// A place in a list, from 0.
    Item(&'a At<'a>, usize),
}

impl At<'_> {
    /// The field of that name in here.
    pub(super) fn field(&self, name: &'static str) -> At<'_> {
        At::Field(self, name)
    }

    /// The entry at that position in here.
    pub(super) fn item(&self, position: usize) -> At<'_> {
        At::Item(self, position)
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Field(Self::Top, name) => f.write_str(name),
            Self::Field(outer, name) => write!(f, "{outer}.{name}"),
            Self::Item(outer, position) => write!(f, "{outer}[{position}]"),
        }
    }
}
