//! The single values of a rubric file: texts, ids, numbers and lists, each with what the format allows.
//! May import `rubric`, `json` and `number`. Read next: `form`.

use std::collections::BTreeSet;

use super::{Check, What};
use crate::json::{At, List, Node};
use crate::number::{Exact, MAX_PLACES};
use crate::rubric::Text;

/// The largest number a rubric may hold: twelve digits, as for typed numbers.
const LARGEST: i64 = 999_999_999_999;
/// The longest id.
const ID_LENGTH: usize = 64;
/// [`MAX_PLACES`] in the width of the places themselves.
#[allow(clippy::cast_possible_truncation)]
pub(in crate::rubric::file) const MOST_PLACES: u32 = MAX_PLACES as u32;

impl Check {
    /// A text with something in it.
    pub(in crate::rubric::file) fn text(&self, node: Node) -> String {
        self.optional_text(node).unwrap_or_default()
    }

    /// A text with something in it, as many lines of a trace will repeat it.
    pub(in crate::rubric::file) fn words(&self, node: Node) -> Text {
        Text::from(self.text(node))
    }

    /// A text with something in it, if there is one.
    pub(in crate::rubric::file) fn optional_text(&self, node: Node) -> Option<String> {
        let text = node.text()?;
        if text.trim().is_empty() {
            self.report(&node.at, What::EmptyText);
        }
        Some(text.to_owned())
    }

    /// An id, which may become part of a key or of a file name.
    pub(super) fn id<'t>(&self, node: Node<'t, '_>) -> &'t str {
        let Some(id) = node.text() else { return "" };
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if id.is_empty() || id.len() > ID_LENGTH || !plain {
            self.report(&node.at, What::BadId { id: id.to_owned() });
        }
        id
    }

    /// An id that none of its neighbours so far has.
    pub(in crate::rubric::file) fn new_id<'t>(
        &self,
        node: Node<'t, '_>,
        taken: &mut BTreeSet<&'t str>,
    ) -> &'t str {
        let id = self.id(node);
        if !taken.insert(id) && !id.is_empty() {
            self.taken(&node.at, id);
        }
        id
    }

    pub(super) fn taken(&self, at: &At, id: &str) {
        self.report(at, What::DuplicateId { id: id.to_owned() });
    }

    /// A list with something in it.
    pub(in crate::rubric::file) fn filled<'t, 'p>(&self, node: Node<'t, 'p>) -> List<'t, 'p> {
        let before = self.found();
        let list = node.list();
        if list.is_empty() && node.is_there() && self.found() == before {
            self.report(&node.at, What::EmptyList);
        }
        list
    }

    /// A number above 0.
    pub(in crate::rubric::file) fn positive(&self, node: Node) -> Option<Exact> {
        let value = self.number(node)?;
        if !value.is_positive() {
            self.report(&node.at, What::NotPositive { value });
            return None;
        }
        Some(value)
    }

    /// A number not below 0.
    pub(in crate::rubric::file) fn not_negative(&self, node: Node) -> Option<Exact> {
        let value = self.number(node)?;
        if value.is_negative() {
            self.report(&node.at, What::Negative { value });
            return None;
        }
        Some(value)
    }

    fn number(&self, node: Node) -> Option<Exact> {
        let text = node.text()?;
        let Some(value) = Exact::parse_canonical(text) else {
            self.report(&node.at, What::NotANumber { text: text.to_owned() });
            return None;
        };
        let limit = Exact::from(LARGEST);
        if value > limit {
            self.report(&node.at, What::TooLarge { limit });
            return None;
        }
        Some(value)
    }

    /// Decimal places of a number that is typed or shown.
    pub(in crate::rubric::file) fn places(&self, node: Node) -> u32 {
        let places = node.whole().unwrap_or_default();
        match u32::try_from(places) {
            Ok(places) if places <= MOST_PLACES => places,
            _ => {
                self.report(&node.at, What::TooManyPlaces { places, limit: MOST_PLACES });
                MOST_PLACES
            }
        }
    }

    /// Printed points against what the parts add up to; where either is unknown, that is a problem already named.
    pub(in crate::rubric::file) fn adds_up(&self, at: &At, printed: Option<&Exact>, sum: Option<&Exact>) {
        if let (Some(printed), Some(sum)) = (printed, sum)
            && printed != sum
        {
            self.report(at, What::SumMismatch { printed: printed.clone(), sum: sum.clone() });
        }
    }
}
