//! Archives made on purpose as no program of ours makes them: every number of the layout can be set. The numbers are
//! those of PKWARE's APPNOTE, put together here on their own and not by the code that is tried.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use flate2::write::DeflateEncoder;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

/// An entry and what is said of it, before it and in the directory.
#[derive(Clone)]
pub(super) struct Forged {
    pub(super) name: Vec<u8>,
    pub(super) data: Vec<u8>,
    pub(super) needed: u16,
    pub(super) flags: u16,
    pub(super) method: u16,
    pub(super) checksum: u32,
    pub(super) packed: u32,
    pub(super) size: u32,
    pub(super) extra: Vec<u8>,
    pub(super) comment: Vec<u8>,
    /// What the directory says where the entry begins; where it does, if `None`.
    pub(super) offset: Option<u32>,
    /// What stands before the entry instead of what the directory says.
    pub(super) own_size: Option<u32>,
    /// What follows the entry and belongs to none.
    pub(super) behind: Vec<u8>,
}

impl Forged {
    /// An entry in order, as it is.
    pub(super) fn stored(name: &str, bytes: &[u8]) -> Self {
        let length = u32::try_from(bytes.len()).unwrap();
        Self {
            name: name.as_bytes().to_vec(),
            data: bytes.to_vec(),
            needed: 20,
            flags: if name.is_ascii() { 0 } else { 1 << 11 },
            method: 0,
            checksum: checksum(bytes),
            packed: length,
            size: length,
            extra: Vec::new(),
            comment: Vec::new(),
            offset: None,
            own_size: None,
            behind: Vec::new(),
        }
    }

    /// An entry in order, deflated.
    pub(super) fn deflated(name: &str, bytes: &[u8]) -> Self {
        let mut deflating = DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        deflating.write_all(bytes).unwrap();
        let data = deflating.finish().unwrap();
        let packed = u32::try_from(data.len()).unwrap();
        Self { method: 8, packed, data, ..Self::stored(name, bytes) }
    }

    fn shared(&self, size: u32) -> Vec<u8> {
        let two = |value: u16| value.to_le_bytes().to_vec();
        let length = |bytes: &[u8]| two(u16::try_from(bytes.len()).unwrap());
        let parts = [two(self.needed), two(self.flags), two(self.method), two(0), two(0x21)];
        let numbers = [self.checksum, self.packed, size].map(|value| value.to_le_bytes().to_vec());
        let lengths = [length(&self.name), length(&self.extra)];
        [parts.concat(), numbers.concat(), lengths.concat()].concat()
    }
}

/// The checksum as the independent program's library counts it.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

/// SHA-256 in hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").unwrap();
    }
    text
}

/// The end of an archive.
pub(super) fn end(count: u16, size: u32, offset: u32, comment: &[u8]) -> Vec<u8> {
    let comment_length = u16::try_from(comment.len()).unwrap().to_le_bytes();
    let count = count.to_le_bytes();
    [
        &b"PK\x05\x06\0\0\0\0"[..],
        &count,
        &count,
        &size.to_le_bytes(),
        &offset.to_le_bytes(),
        &comment_length,
        comment,
    ]
    .concat()
}

/// The archive of these entries.
pub(super) fn archive(entries: &[Forged]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for entry in entries {
        let start = u32::try_from(bytes.len()).unwrap();
        let comment = u16::try_from(entry.comment.len()).unwrap();
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(entry.shared(entry.size));
        directory.extend(comment.to_le_bytes());
        directory.extend([0; 8]);
        directory.extend(entry.offset.unwrap_or(start).to_le_bytes());
        directory.extend([&entry.name[..], &entry.extra, &entry.comment].concat());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(entry.shared(entry.own_size.unwrap_or(entry.size)));
        bytes.extend([&entry.name[..], &entry.extra, &entry.data, &entry.behind].concat());
    }
    let (size, offset) = (u32::try_from(directory.len()).unwrap(), u32::try_from(bytes.len()).unwrap());
    bytes.extend(directory);
    bytes.extend(end(u16::try_from(entries.len()).unwrap(), size, offset, b""));
    bytes
}

/// What an archive holds, by name, as the independent program reads it.
pub(super) fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let one = |at| {
        let mut entry = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        (entry.name().to_owned(), content)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(one).collect()
}

/// The entries of an archive in order, with the manifest made to fit what the files hold now.
pub(super) fn entries(mut files: Vec<(String, Vec<u8>)>) -> Vec<Forged> {
    let list: Vec<Value> = files
        .iter()
        .skip(1)
        .map(|(path, bytes)| json!({"path": path, "size": bytes.len(), "sha256": digest(bytes)}))
        .collect();
    // A manifest that is no JSON any more stays as it is.
    if let Some((_, manifest)) = files.first_mut()
        && let Ok(mut tree) = serde_json::from_slice::<Value>(manifest)
        && let Some(object) = tree.as_object_mut()
    {
        object.insert("files".to_owned(), Value::Array(list));
        *manifest = serde_json::to_vec_pretty(&tree).unwrap();
    }
    files.iter().map(|(name, bytes)| Forged::deflated(name, bytes)).collect()
}

/// An archive in order of these files, with a manifest that fits them.
pub(super) fn listed(files: Vec<(String, Vec<u8>)>) -> Vec<u8> {
    archive(&entries(files))
}
