//! What every field has in common. Read next: `pages::fill`, whose rows are made of fields.

/// The most characters of a typed text, for `maxlength`. A file holds no longer ones, and what is typed must fit.
pub const LONGEST: &str = "20000";

// `maxlength` counts UTF-16 units, and none of them needs more than three bytes in a file.
const _: () = assert!(20_000 * 3 <= gongping::exchange::TEXT_LIMIT);
