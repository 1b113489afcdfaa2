//! Why a package or a backup is refused: one variant for each thing a person must be told. `sentence` puts each into
//! words. May import `exchange`. Read next: `archive`.

use crate::exchange::ImportError;

/// Why a package or a backup is refused. Names of entries are cut where they are overlong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageError {
    /// More bytes than a file may have.
    TooLarge {
        /// The most bytes it may have.
        limit: usize,
    },
    /// It ends in the middle: the transfer broke off.
    Truncated,
    /// Something stands behind the end of the archive, a comment or a second file.
    Trailing,
    /// Something stands before or between the entries that belongs to none of them.
    Hidden,
    /// The directory of the archive is not in order.
    Directory,
    /// The archive counts in 64 bits, which none of ours needs.
    Wide,
    /// An entry begins within another one.
    Overlapping {
        /// Which.
        entry: String,
    },
    /// What stands before an entry is not what the directory says of it.
    Headers {
        /// Which.
        entry: String,
    },
    /// Another program packed the archive again: in a way, or with additions, that ours never have.
    Repacked {
        /// The first entry that shows it.
        entry: String,
    },
    /// An entry is encrypted by the archive itself.
    Encrypted {
        /// Which.
        entry: String,
    },
    /// The name of an entry leads out of the archive, or is none.
    BadPath {
        /// The name.
        entry: String,
    },
    /// Two entries have the same name, capitals and small letters aside.
    Twice {
        /// The name.
        entry: String,
    },
    /// There are more entries than there may be.
    TooManyEntries {
        /// The most there may be.
        limit: usize,
    },
    /// An entry says that it has more bytes than one may have.
    EntryTooLarge {
        /// Which.
        entry: String,
        /// The most bytes it may have.
        limit: u64,
    },
    /// All entries together say that they have more bytes than they may have.
    TotalTooLarge {
        /// The most bytes they may have.
        limit: u64,
    },
    /// An entry inflates to far more than anything real would.
    Ratio {
        /// Which.
        entry: String,
        /// How many times as many bytes it may have as it takes in the archive.
        limit: u64,
    },
    /// An entry holds more or fewer bytes than it says.
    WrongSize {
        /// Which.
        entry: String,
    },
    /// An entry cannot be inflated, or its checksum is another.
    Damaged {
        /// Which.
        entry: String,
    },
    /// An entry is an archive itself.
    Nested {
        /// Which.
        entry: String,
    },
    /// It is an archive, but none of ours.
    NotOurs,
    /// A later build wrote it.
    TooNew {
        /// The version of the package.
        version: u64,
        /// The newest version this build reads.
        ours: u64,
    },
    /// The manifest is not as it must be.
    Manifest {
        /// The place in it; empty for the whole.
        path: String,
    },
    /// There is an entry that the manifest does not list, or that has no place in a package.
    Unlisted {
        /// Which.
        entry: String,
    },
    /// An entry that must be there, or that something in the package speaks of, is not.
    Missing {
        /// Which.
        entry: String,
    },
    /// The bytes of an entry are not those that were put in: their size or their digest is another.
    Digest {
        /// Which.
        entry: String,
    },
    /// The assessment in an entry is refused.
    Assessment {
        /// Which.
        entry: String,
        /// Why.
        why: ImportError,
    },
    /// The assessment in an entry is another one than its name says.
    WrongId {
        /// Which.
        entry: String,
    },
    /// The rubric in an entry is none.
    Rubric {
        /// Which.
        entry: String,
    },
}
