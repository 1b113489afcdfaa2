//! What the browser remembers of how long was worked since the last backup, and of when its reminder was put off.
//! Both may be lost; then the reminder comes a little late or once too often. Read next: `store`.

use super::local;

/// Key of the milliseconds worked.
const WORKED: &str = "gongping.worked";

/// Key of the moment.
const PUT_OFF: &str = "gongping.backup-later";

/// How long was worked since the last backup, in milliseconds.
pub fn worked() -> u64 {
    local::read(WORKED).unwrap_or_default()
}

/// Remembers it.
pub fn note_worked(ms: u64) {
    local::write(WORKED, &ms);
}

/// When the reminder was put off.
pub fn put_off() -> Option<u64> {
    local::read(PUT_OFF)
}

/// Remembers that.
pub fn note_put_off(at: u64) {
    local::write(PUT_OFF, &at);
}
