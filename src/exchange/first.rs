//! What is wrong with a file that comes in: the first thing counts, and reading goes on with harmless values, so
//! that no reader has to turn back halfway. Holds texts, ids and figures to what a file may have.
//! May import `rubric::adjust`, `json`, `number` and this module's `error`. Read next: `v1`.

use std::cell::Cell;

use super::error::ImportError;
use super::{FORMAT, TEXT_LIMIT};
use crate::json::{At, Fault, Faults, Node, Value};
use crate::number::Exact;
use crate::rubric::adjust::{self, Adjustment};

/// The first thing that is wrong.
#[derive(Default)]
pub(super) struct First(Cell<Option<ImportError>>);

impl Faults for First {
    fn fault(&self, at: &At, fault: Fault) {
        let path = at.to_string();
        self.refuse(match fault {
            Fault::Missing => ImportError::Missing { path },
            Fault::WrongType { .. } => ImportError::WrongType { path },
            Fault::Unknown => ImportError::UnknownField { path },
            Fault::Repeated => ImportError::DuplicateKey { path },
        });
    }
}

impl First {
    /// Takes down what is wrong, unless something was before.
    pub(super) fn refuse(&self, error: ImportError) {
        let first = self.0.take();
        self.0.set(first.or(Some(error)));
    }

    /// What was read, if nothing is wrong.
    pub(super) fn or<T>(self, read: T) -> Result<T, ImportError> {
        self.0.into_inner().map_or(Ok(read), Err)
    }

    /// A text.
    pub(super) fn text(&self, node: Node) -> String {
        self.text_up_to(node, TEXT_LIMIT)
    }

    /// A text of at most so many bytes.
    pub(super) fn text_up_to(&self, node: Node, limit: usize) -> String {
        let text = node.text().unwrap_or_default();
        if text.len() > limit {
            self.refuse(ImportError::TextTooLong { path: node.at.to_string(), limit });
        }
        text.to_owned()
    }

    /// What was changed for the assessment, with every text held to its limit.
    pub(super) fn adjustments(&self, list: Node) -> Vec<Adjustment> {
        let adjustments = adjust::read_list(list);
        let longest = adjustments.iter().flat_map(Adjustment::texts).map(str::len).max().unwrap_or_default();
        if longest > TEXT_LIMIT {
            self.refuse(ImportError::TextTooLong { path: list.at.to_string(), limit: TEXT_LIMIT });
        }
        adjustments
    }

    /// An id.
    pub(super) fn id(&self, node: Node) -> String {
        let id = self.text(node);
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        if !plain || !(1..=64).contains(&id.len()) {
            self.refuse(ImportError::BadId { path: node.at.to_string() });
        }
        id
    }

    /// An exact number, which stands as a text.
    pub(super) fn figure(&self, node: Node) -> Exact {
        Exact::parse_canonical(&self.text(node)).unwrap_or_else(|| {
            self.refuse(ImportError::WrongType { path: node.at.to_string() });
            Exact::ZERO
        })
    }

    /// An exact number, or `None` for `null`.
    pub(super) fn figure_or_null(&self, node: Node) -> Option<Exact> {
        if node.is_null() { None } else { Some(self.figure(node)) }
    }
}

/// The version a file says it is of, where it says it is ours at all.
pub(super) fn version(file: &Value) -> Result<u64, ImportError> {
    let told = First::default();
    let file = Node::top(file, &told).object();
    if file.find("format").text() != Some(FORMAT) {
        return Err(ImportError::NotOurs);
    }
    let node = file.get("version");
    let version = node.whole().unwrap_or_default();
    if version == 0 {
        told.refuse(ImportError::WrongType { path: node.at.to_string() });
    }
    told.or(version)
}
