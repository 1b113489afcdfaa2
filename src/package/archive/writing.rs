//! An archive written: the same entries in the same order give the same bytes at any time and place, and the archive is
//! one that `archive` reads. Entries that would inflate beyond the ratio, or not get smaller, are kept as they are.
//! May import `checksum`. Read next: `manifest`.

use miniz_oxide::deflate::compress_to_vec;
use sha2::{Digest, Sha256};

use super::super::{RATIO_LIMIT, hexadecimal};
use super::checksum::Checksum;
use super::{END, ENTRY, LINE, NEEDED, UTF_8};

/// How hard to try, from 0 to 10; more than this takes much longer for little.
const LEVEL: u8 = 6;
/// The first of January 1980, the earliest day the format knows: the day of packing is nobody's business.
const DAY: u16 = 0x21;

/// An entry that is ready to be written.
pub(in super::super) struct Packed {
    pub(in super::super) name: String,
    /// How many bytes it has when inflated.
    pub(in super::super) size: u64,
    /// SHA-256 of those, in hexadecimal.
    pub(in super::super) sha256: String,
    checksum: u32,
    is_deflated: bool,
    data: Vec<u8>,
}

impl Packed {
    /// Packs some bytes under a name.
    pub(in super::super) fn new(name: String, bytes: &[u8]) -> Self {
        let deflated = compress_to_vec(bytes, LEVEL);
        let size = bytes.len() as u64;
        let is_within_ratio = (deflated.len() as u64).saturating_mul(RATIO_LIMIT) >= size;
        let is_deflated = deflated.len() < bytes.len() && is_within_ratio;
        let mut checksum = Checksum::new();
        checksum.add(bytes);
        Self {
            name,
            size,
            sha256: hexadecimal(&Sha256::digest(bytes)),
            checksum: checksum.value(),
            is_deflated,
            data: if is_deflated { deflated } else { bytes.to_vec() },
        }
    }

    /// How many bytes it takes in the archive, its name in both places included.
    pub(in super::super) fn bytes(&self) -> usize {
        self.data.len() + 2 * self.name.len() + 30 + 46
    }

    /// What stands before the entry and in the directory alike.
    fn shared(&self) -> Vec<u8> {
        let flags = if self.name.is_ascii() { 0 } else { UTF_8 };
        let method: u16 = if self.is_deflated { 8 } else { 0 };
        let mut bytes = Vec::with_capacity(26);
        for two in [NEEDED, flags, method, 0, DAY] {
            bytes.extend(two.to_le_bytes());
        }
        for four in [u64::from(self.checksum), self.data.len() as u64, self.size] {
            bytes.extend(four.to_le_bytes().iter().take(4));
        }
        for two in [self.name.len(), 0] {
            bytes.extend(two.to_le_bytes().iter().take(2));
        }
        bytes
    }
}

/// The archive of these entries. They must fit the limits, which are far below what the numbers of the layout hold.
pub(in super::super) fn joined(entries: &[Packed]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let shared = entry.shared();
        directory.extend_from_slice(LINE);
        directory.extend(NEEDED.to_le_bytes());
        directory.extend_from_slice(&shared);
        // No comment, first disk, no attributes.
        directory.extend([0; 10]);
        directory.extend(archive.len().to_le_bytes().iter().take(4));
        directory.extend_from_slice(entry.name.as_bytes());
        archive.extend_from_slice(ENTRY);
        archive.extend(shared);
        archive.extend_from_slice(entry.name.as_bytes());
        archive.extend_from_slice(&entry.data);
    }
    let offset = archive.len();
    archive.extend_from_slice(&directory);
    archive.extend_from_slice(END);
    archive.extend([0; 4]);
    for _ in 0..2 {
        archive.extend(entries.len().to_le_bytes().iter().take(2));
    }
    for four in [directory.len(), offset] {
        archive.extend(four.to_le_bytes().iter().take(4));
    }
    archive.extend([0; 2]);
    archive
}
