//! What is said of archives and sealed files that are refused, and of files of other programs: what it is or what is
//! wrong, and what to do; in 中文 and English.
//! May import `exchange::sentence` and this module's files. Read next: `sentence/chinese.rs`.

use super::error::PackageError;
use super::kind::Foreign;
use super::sealed::SealedError;
use crate::exchange::sentence::Language;

mod chinese;
mod english;

/// Why a package or a backup is refused, and what to do.
pub fn refusal(error: &PackageError, language: Language) -> String {
    match language {
        Language::Chinese => chinese::refusal(error),
        Language::English => english::refusal(error),
    }
}

/// Why a package or a backup cannot be written, and what to do.
pub fn not_written(error: &PackageError, language: Language) -> String {
    match language {
        Language::Chinese => chinese::not_written(error),
        Language::English => english::not_written(error),
    }
}

/// Why a sealed file is refused, and what to do.
pub fn sealed(error: &SealedError, language: Language) -> String {
    match language {
        Language::Chinese => chinese::sealed(error),
        Language::English => english::sealed(error),
    }
}

/// What a file of another program is, and what to choose instead.
pub fn foreign(foreign: Foreign, language: Language) -> String {
    match language {
        Language::Chinese => chinese::foreign(foreign),
        Language::English => english::foreign(foreign),
    }
}

/// Bytes in full megabytes.
fn megabytes(bytes: u64) -> u64 {
    bytes / (1024 * 1024)
}
