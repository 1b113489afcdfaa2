//! One component per kind of fact: a value comes in as a signal, what the person does goes out by a callback.
//! May import `parts`, `words` and the library; knows nothing of the state. Read next: `pages::fill`.

pub mod choice;
pub mod number;
pub mod text;

/// The most characters of a typed text, for `maxlength`. A file holds no longer ones, and what is typed must fit.
pub const LONGEST: &str = "20000";

// `maxlength` counts UTF-16 units, and none of them needs more than three bytes in a file.
const _: () = assert!(20_000 * 3 <= gongping::exchange::TEXT_LIMIT);
