//! One component per kind of fact: a value comes in as a signal, what the person does goes out by a callback.
//! May import `parts`, `words` and the library; knows nothing of the state. Read next: `pages::fill`.

pub mod choice;
pub mod number;
pub mod text;
