//! Archives out and in: the package of an assessment with its attachments, and the backup of everything; the lines before
//! what is sealed with a passphrase; and what kind of file somebody chose. An archive is read strictly, within limits
//! that are counted while it is inflated, and refused as a whole with one [`PackageError`].
//! May import `exchange`, `record`, `rubric` and `json`. Read next: `package/archive.rs`, then `manifest.rs`.

use std::fmt::Write as _;

mod archive;
mod assessment;
pub mod backup;
mod error;
mod kind;
mod manifest;
pub mod sealed;
pub mod sentence;

pub use assessment::{Package, file_name, write};
pub use error::PackageError;
pub use kind::{Foreign, Kind, kind};

/// The most bytes an archive may have.
pub const FILE_LIMIT: usize = 50 * 1024 * 1024;
/// The most entries of the package of one assessment.
pub const PACKAGE_ENTRIES: usize = 500;
/// The most entries of a backup.
pub const BACKUP_ENTRIES: usize = 20_000;
/// The most bytes an entry may have.
pub const ENTRY_SIZE_LIMIT: u64 = 10 * 1024 * 1024;
/// The most bytes all entries together may have.
pub const TOTAL_LIMIT: u64 = 200 * 1024 * 1024;
/// How many times as many bytes an entry may have as it takes in the archive.
pub const RATIO_LIMIT: u64 = 100;
/// The version of packages and backups this build writes, and the newest it reads.
pub const VERSION: u64 = 1;

/// Bytes as lower-case hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
