//! Which of two journals goes on from the other. The order of the steps decides, never a time, for clocks are wrong.
//! May import `record`. Read next: `editing::journal`, which makes the steps.

use crate::record::{Journal, Step};

/// What two journals say about each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They are the same.
    Same,
    /// The one in the file ends earlier, and the one here goes on from there: the file is an older state.
    Older,
    /// The one here ends earlier, and the one in the file goes on from there: the file is a newer state.
    Newer,
    /// Both went on from a common state, or never had one.
    Diverged {
        /// The number of the last step they have in common.
        common: u64,
    },
    /// They do not tell: one of them is missing, or they have no step in common to be held against each other.
    Unknown,
}

/// What the journal in a file says against the one here.
pub fn relation(here: &Journal, there: &Journal) -> Relation {
    let (first, last) = (here.before.max(there.before), here.last().min(there.last()));
    // From the blank sheet on there is a common beginning, even where no step was made since.
    let from_blank = here.from_blank && there.from_blank && first == 0;
    if first >= last && !from_blank {
        return Relation::Unknown;
    }
    let (left, right) = (steps(here, first, last), steps(there, first, last));
    let common = left.iter().zip(right).take_while(|(left, right)| left == right).count() as u64;
    if first.saturating_add(common) < last {
        return Relation::Diverged { common: first.saturating_add(common) };
    }
    match there.last().cmp(&here.last()) {
        std::cmp::Ordering::Less => Relation::Older,
        std::cmp::Ordering::Equal => Relation::Same,
        std::cmp::Ordering::Greater => Relation::Newer,
    }
}

/// The steps behind number `first` up to number `last`.
fn steps(journal: &Journal, first: u64, last: u64) -> &[Step] {
    let place = |number: u64| usize::try_from(number.saturating_sub(journal.before)).unwrap_or(usize::MAX);
    journal.steps.get(place(first)..place(last)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::StepKind;

    /// A journal whose steps are told apart by these numbers.
    fn journal(before: u64, from_blank: bool, steps: &[u64]) -> Journal {
        let step = |at: &u64| Step { at: *at, by: String::new(), kind: StepKind::Edit, changes: Vec::new() };
        Journal { before, from_blank, steps: steps.iter().map(step).collect() }
    }

    #[track_caller]
    fn check(here: &Journal, there: &Journal, expected: Relation) {
        assert_eq!(relation(here, there), expected);
        let turned = match expected {
            Relation::Older => Relation::Newer,
            Relation::Newer => Relation::Older,
            other => other,
        };
        assert_eq!(relation(there, here), turned);
    }

    #[test]
    fn a_journal_that_goes_on_from_the_other_is_the_newer_one() {
        let whole = journal(0, true, &[1, 2, 3]);
        check(&whole, &journal(0, true, &[1, 2, 3]), Relation::Same);
        check(&whole, &journal(0, true, &[1, 2]), Relation::Older);
        check(&whole, &journal(0, true, &[1, 2, 3, 9]), Relation::Newer);
        check(&whole, &journal(0, true, &[]), Relation::Older);
        check(&journal(0, true, &[]), &journal(0, true, &[]), Relation::Same);
    }

    #[test]
    fn journals_with_different_steps_under_one_number_went_apart() {
        let whole = journal(0, true, &[1, 2, 3]);
        check(&whole, &journal(0, true, &[1, 2, 4]), Relation::Diverged { common: 2 });
        check(&whole, &journal(0, true, &[1, 9]), Relation::Diverged { common: 1 });
        check(&whole, &journal(0, false, &[9, 2, 3]), Relation::Diverged { common: 0 });
        // The time of a step says nothing about the order, but two steps made at two times are two steps.
        check(&whole, &journal(0, true, &[1, 2, 1]), Relation::Diverged { common: 2 });
    }

    #[test]
    fn a_journal_whose_beginning_was_left_out_is_held_against_what_both_have() {
        let whole = journal(0, true, &[1, 2, 3, 4]);
        check(&whole, &journal(2, false, &[3, 4]), Relation::Same);
        check(&whole, &journal(2, false, &[3]), Relation::Older);
        check(&whole, &journal(2, false, &[3, 4, 5]), Relation::Newer);
        check(&whole, &journal(2, false, &[3, 9]), Relation::Diverged { common: 3 });
        check(&whole, &journal(4, false, &[5, 6]), Relation::Unknown);
        check(&whole, &journal(9, false, &[10]), Relation::Unknown);
        check(&whole, &journal(u64::MAX, false, &[1]), Relation::Unknown);
    }

    #[test]
    fn without_a_journal_nothing_is_known() {
        check(&journal(0, true, &[1]), &Journal::default(), Relation::Unknown);
        check(&Journal::default(), &Journal::default(), Relation::Unknown);
        check(&Journal::default(), &journal(0, false, &[1]), Relation::Unknown);
    }
}
