//! Putting a list in order. The standard library's sort is compiled anew for every type it is given; here it is
//! compiled once, over positions, which makes the app smaller to download.
//! Imports nothing. Read next: `number`.

use std::cmp::Ordering;

/// A list in the order `compare` gives; equal entries stay as they were.
pub fn in_order<T>(list: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = positions(list.len(), &|a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut list: Vec<Option<T>> = list.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| list.get_mut(at)?.take()).collect()
}

/// The positions from 0 up to `length`, in the order `compare` gives; equal ones stay as they were.
pub fn positions(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..length).collect();
    positions.sort_by(|a, b| compare(*a, *b));
    positions
}

#[cfg(test)]
mod tests {
    use super::{in_order, positions};

    #[test]
    fn a_list_is_put_in_order_and_equal_entries_stay_as_they_were() {
        let list = vec![("c", 1), ("a", 2), ("b", 1), ("d", 2)];
        let by_number = in_order(list, |a, b| a.1.cmp(&b.1));
        assert_eq!(by_number, [("c", 1), ("b", 1), ("a", 2), ("d", 2)]);
    }

    #[test]
    fn positions_are_named_in_the_order_of_what_stands_there() {
        let list = ["乙", "丙", "甲", "丙"];
        let by_text = positions(list.len(), &|a, b| list.get(a).cmp(&list.get(b)));
        // By code point: 丙 U+4E19, 乙 U+4E59, 甲 U+7532.
        assert_eq!(by_text, [1, 3, 0, 2]);
    }
}
