//! An archive read strictly: every byte of it must be accounted for. The entries stand one behind the other from the
//! first byte on, then the directory with the very same entries, then its end, and nothing else. What other programs
//! may do beyond that is refused, for in it hide second contents, overlaps and bombs.
//! May import this module's `error`. Read next: `archive/inflating.rs`, then `archive/writing.rs`.

use std::collections::HashSet;

use super::error::PackageError;
use super::{ENTRY_SIZE_LIMIT, FILE_LIMIT, TOTAL_LIMIT};
use crate::json::shown;

mod checksum;
mod inflating;
mod path;
mod writing;

pub(super) use writing::{Packed, joined};

/// What an entry, the directory's line for it, and the end of the directory begin with.
const ENTRY: &[u8] = b"PK\x03\x04";
const LINE: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// How many bytes the end has without a comment.
const END_BYTES: usize = 22;
/// What stands before the end of an archive that counts in 64 bits.
const END_64: &[u8] = b"PK\x06\x07";
/// A number that stands for one of 64 bits kept elsewhere.
const ELSEWHERE: u32 = u32::MAX;
/// The bits that may be set: how hard the packer tried, and that the name is UTF-8.
const FLAGS: u16 = 0b1000_0000_0110;
const ENCRYPTED: u16 = 1;
const UTF_8: u16 = 1 << 11;
/// The version of the format that knows folders and inflating; everything newer knows more than is read here.
const NEEDED: u16 = 20;

/// An archive whose layout is in order.
pub(super) struct Archive<'a> {
    pub(super) entries: Vec<Entry<'a>>,
}

/// An entry, not yet inflated.
pub(super) struct Entry<'a> {
    pub(super) name: &'a str,
    /// How many bytes it says it has.
    pub(super) size: u64,
    checksum: u32,
    is_deflated: bool,
    data: &'a [u8],
}

impl<'a> Archive<'a> {
    /// Reads the layout of an archive with at most so many entries. Nothing is inflated.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub(super) fn open(bytes: &'a [u8], limit: usize) -> Result<Self, PackageError> {
        if bytes.len() > FILE_LIMIT {
            return Err(PackageError::TooLarge { limit: FILE_LIMIT });
        }
        let end = End::read(bytes)?;
        if usize::from(end.entries) > limit {
            return Err(PackageError::TooManyEntries { limit });
        }
        let (content, directory) = bytes.split_at_checked(end.offset).ok_or(PackageError::Directory)?;
        let mut directory = Cursor(directory.get(..end.size).ok_or(PackageError::Directory)?);
        let mut lines = Vec::new();
        for _ in 0..end.entries {
            lines.push(Line::read(&mut directory)?);
        }
        if !directory.0.is_empty() {
            return Err(PackageError::Directory);
        }
        Ok(Self { entries: entries(content, &lines)? })
    }
}

/// The end of the directory.
struct End {
    entries: u16,
    /// How many bytes the directory has.
    size: usize,
    /// Where it begins.
    offset: usize,
}

impl End {
    fn read(bytes: &[u8]) -> Result<Self, PackageError> {
        let start = bytes.len().saturating_sub(END_BYTES);
        let mut end = Cursor(bytes.get(start..).unwrap_or_default());
        if end.take(4) != Some(END) {
            // A comment has at most 65,535 bytes; where there is no whole end before that many, it was cut off.
            let reach = bytes.len().saturating_sub(END_BYTES + usize::from(u16::MAX));
            let tail = bytes.get(reach..).unwrap_or_default();
            let is_whole = tail.windows(END_BYTES).any(|window| window.starts_with(END));
            return Err(if is_whole { PackageError::Trailing } else { PackageError::Truncated });
        }
        let read = || -> Option<(u16, u16, u16, u16, u32, u32, u16)> {
            let mut end = Cursor(end.0);
            Some((end.two()?, end.two()?, end.two()?, end.two()?, end.four()?, end.four()?, end.two()?))
        };
        let (disk, first_disk, here, entries, size, offset, comment) =
            read().ok_or(PackageError::Truncated)?;
        let before = bytes.get(..start).unwrap_or_default();
        let before = before.get(before.len().saturating_sub(20)..).unwrap_or_default();
        if before.starts_with(END_64) || entries == u16::MAX || size == ELSEWHERE || offset == ELSEWHERE {
            return Err(PackageError::Wide);
        }
        if comment != 0 {
            return Err(PackageError::Truncated);
        }
        let (size, offset) = (whole(size)?, whole(offset)?);
        if disk != 0 || first_disk != 0 || here != entries || offset.checked_add(size) != Some(start) {
            return Err(PackageError::Directory);
        }
        Ok(Self { entries, size, offset })
    }
}

/// What the directory says of an entry.
struct Line<'a> {
    /// From the version it needs up to the length of what follows its name: stands before the entry as well.
    shared: &'a [u8],
    name: &'a str,
    is_deflated: bool,
    checksum: u32,
    packed: usize,
    size: u64,
    offset: usize,
}

impl<'a> Line<'a> {
    fn read(directory: &mut Cursor<'a>) -> Result<Self, PackageError> {
        Self::fields(directory).ok_or(PackageError::Directory)?
    }

    /// `None` where the directory ends before the line does.
    fn fields(directory: &mut Cursor<'a>) -> Option<Result<Self, PackageError>> {
        if directory.take(4)? != LINE {
            return None;
        }
        directory.two()?;
        let shared = directory.0.get(..26)?;
        let [needed, flags, method] = [directory.two()?, directory.two()?, directory.two()?];
        directory.four()?;
        let [checksum, packed, size] = [directory.four()?, directory.four()?, directory.four()?];
        let [name, extra, comment] = [directory.two()?, directory.two()?, directory.two()?];
        let disk = directory.two()?;
        directory.take(6)?;
        let offset = directory.four()?;
        let name = directory.take(name.into())?;
        let Ok(name) = std::str::from_utf8(name) else {
            return Some(Err(PackageError::BadPath { entry: shown(&String::from_utf8_lossy(name)) }));
        };
        let entry = || shown(name);
        if flags & ENCRYPTED != 0 {
            return Some(Err(PackageError::Encrypted { entry: entry() }));
        }
        if [packed, size, offset].contains(&ELSEWHERE) {
            return Some(Err(PackageError::Wide));
        }
        let is_plain = flags & !FLAGS == 0 && (name.is_ascii() || flags & UTF_8 != 0);
        if needed > NEEDED
            || !is_plain
            || ![0, 8].contains(&method)
            || extra != 0
            || comment != 0
            || disk != 0
        {
            return Some(Err(PackageError::Repacked { entry: entry() }));
        }
        let (packed, offset) = (whole(packed).ok()?, whole(offset).ok()?);
        Some(Ok(Self { shared, name, is_deflated: method == 8, checksum, packed, size: size.into(), offset }))
    }
}

/// The entries that the lines name, each where it must be, and nothing between them.
fn entries<'a>(content: &'a [u8], lines: &[Line<'a>]) -> Result<Vec<Entry<'a>>, PackageError> {
    let (mut names, mut total, mut entries) = (HashSet::new(), 0_u64, Vec::new());
    let mut rest = Cursor(content);
    for line in lines {
        let entry = || shown(line.name);
        if !path::is_safe(line.name) {
            return Err(PackageError::BadPath { entry: entry() });
        }
        // Another system may not tell small letters from capitals.
        if !names.insert(line.name.to_lowercase()) {
            return Err(PackageError::Twice { entry: entry() });
        }
        if line.size > ENTRY_SIZE_LIMIT {
            return Err(PackageError::EntryTooLarge { entry: entry(), limit: ENTRY_SIZE_LIMIT });
        }
        total = total.saturating_add(line.size);
        if total > TOTAL_LIMIT {
            return Err(PackageError::TotalTooLarge { limit: TOTAL_LIMIT });
        }
        let at = content.len() - rest.0.len();
        if line.offset < at {
            return Err(PackageError::Overlapping { entry: entry() });
        }
        if line.offset > at {
            return Err(PackageError::Hidden);
        }
        let differs = || PackageError::Headers { entry: entry() };
        let is_same = rest.take(4) == Some(ENTRY)
            && rest.take(line.shared.len()) == Some(line.shared)
            && rest.take(line.name.len()) == Some(line.name.as_bytes());
        if !is_same {
            return Err(differs());
        }
        let data = rest.take(line.packed).ok_or_else(differs)?;
        let Line { name, size, checksum, is_deflated, .. } = *line;
        entries.push(Entry { name, size, checksum, is_deflated, data });
    }
    if rest.0.is_empty() { Ok(entries) } else { Err(PackageError::Hidden) }
}

/// A number of the layout as a place in memory.
fn whole(number: u32) -> Result<usize, PackageError> {
    usize::try_from(number).map_err(|_| PackageError::Directory)
}

/// What is still to be read, with numbers that have their lowest byte first.
struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn two(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn four(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }
}
