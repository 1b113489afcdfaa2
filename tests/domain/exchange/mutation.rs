//! Ten thousand damaged copies of the frozen files: none panics, none takes a second, and one that is still
//! accepted is written to a file that opens again. The seed is fixed, so a failure comes back.

use std::time::{Duration, Instant};

use super::{V1, V2, haiyan, opened, written};
use crate::damage::{Dice, corrupt};

const COPIES: u64 = 10_000;
const SEED: u64 = 0x6F_4E_0B_1A;

/// What takes the place of a value: other types, extremes, and texts that other parsers trip over.
const VALUES: [&str; 16] = [
    "null",
    "true",
    "0",
    "-0",
    "1e308",
    "18446744073709551616",
    "[]",
    "{}",
    "[[[[]]]]",
    "\"\"",
    "\"1/0\"",
    "\"-9223372036854775808\"",
    "\"0.000000000000000001\"",
    "\"\\ud800\"",
    "\"\\u0000\"",
    "{\"a\": {\"a\": 1}}",
];

pub(crate) fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if dice.below(6) < 5 {
        corrupt(bytes, dice);
        return;
    }
    // A whole value becomes another one, so that the copy stays JSON and reaches the later checks.
    let text = String::from_utf8_lossy(bytes).into_owned();
    let values: Vec<usize> = text.match_indices("\": ").map(|(at, _)| at + 3).collect();
    if let Some(start) = values.get(dice.below(values.len())).copied() {
        let line = text[start..].find('\n').map_or(text.len(), |end| start + end);
        let comma = if text[start..line].ends_with(',') { "," } else { "" };
        let value = VALUES[dice.below(VALUES.len())];
        *bytes = format!("{}{value}{comma}{}", &text[..start], &text[line..]).into_bytes();
    }
}

#[test]
fn no_damaged_copy_panics_or_keeps_anybody_waiting() {
    let known = haiyan();
    let mut dice = Dice::new(SEED);
    let mut slowest = Duration::ZERO;
    let (mut accepted, mut refused) = (0_u64, 0_u64);
    for copy in 0..COPIES {
        let frozen = if copy % 4 == 0 { V1 } else { V2 };
        let mut bytes = frozen.as_bytes().to_vec();
        for _ in 0..=dice.below(3) {
            mutate(&mut bytes, &mut dice);
        }
        let start = Instant::now();
        let result = opened(&known, &bytes);
        slowest = slowest.max(start.elapsed());
        if let Ok(imported) = result {
            accepted += 1;
            let again = written(&imported.rubric, &imported.assessment);
            assert_eq!(opened(&known, again.as_bytes()).unwrap().assessment, imported.assessment);
        } else {
            refused += 1;
        }
    }
    assert!(slowest < Duration::from_secs(1), "the slowest copy took {slowest:?}");
    // Both ends of the reading were really exercised.
    assert!(accepted > COPIES / 100 && refused > COPIES / 2, "{accepted} accepted, {refused} refused");
}
