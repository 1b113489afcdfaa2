//! Names that are never reused. They sort by the time they were made.
//! Read next: `store`.

use uuid::Uuid;

/// A new id, as 36 characters: a UUID of version 7.
pub fn new() -> String {
    Uuid::now_v7().to_string()
}
