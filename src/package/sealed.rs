//! The two lines before what is sealed with a passphrase: what it is, and how the key is made of the passphrase. Both lines,
//! to the byte, are authenticated together with what is sealed. Sealing and opening is done where the browser's
//! cryptography is; here the lines are written, read and held to their limits.
//! May import `exchange` and `json`. Read next: `kind`.

use super::{FILE_LIMIT, hexadecimal};
use crate::exchange::is_attachment_name;
use crate::json::{self, At, Fault, Faults, Fields, Node};
use std::cell::RefCell;

/// What a sealed file begins with; a blank, its version and the end of the line follow.
pub const FORMAT: &str = "GONGPING-SEALED";
/// The version this build writes, and the newest it reads.
pub const VERSION: u64 = 1;
/// How often the passphrase is hashed in files that are written.
pub const ITERATIONS: u32 = 600_000;
/// The most often it may be hashed: more than this keeps a telephone busy for minutes.
pub const ITERATION_LIMIT: u32 = 10_000_000;
/// The ending of a sealed file's name.
pub const ENDING: &str = ".gongping";
/// The most bytes the second line may have.
const LINE_LIMIT: usize = 1024;
/// How many bytes the proof at the end has.
const TAG: usize = 16;
/// The way from the passphrase to the key, and the cipher: there is one of each.
const KDF: &str = "PBKDF2-SHA-256";
const CIPHER: &str = "AES-256-GCM";

/// What the two lines say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// How often the passphrase is hashed.
    pub iterations: u32,
    /// What is hashed with it: random, for this file alone.
    pub salt: [u8; 16],
    /// Where the cipher begins: random, for this file alone.
    pub iv: [u8; 12],
    /// The name of what is sealed; must fit [`is_attachment_name`].
    pub name: String,
}

/// A sealed file, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed<'a> {
    /// What the two lines say.
    pub header: Header,
    /// The two lines as they stand, which are authenticated.
    pub lines: &'a [u8],
    /// What is sealed, with its proof of 16 bytes at the end.
    pub ciphertext: &'a [u8],
}

/// Why a sealed file is refused before any passphrase is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealedError {
    /// It does not begin as one.
    NotSealed,
    /// More bytes than a file may have.
    TooLarge {
        /// The most bytes it may have.
        limit: usize,
    },
    /// It ends in the middle: the transfer broke off.
    Truncated,
    /// A later build wrote it.
    TooNew {
        /// The version of the file.
        version: u64,
        /// The newest version this build reads.
        ours: u64,
    },
    /// The second line is not as it must be.
    Header {
        /// The place in it; empty for the whole.
        path: String,
    },
    /// It was sealed in a way this build does not know.
    UnknownWay {
        /// The way as the file names it.
        name: String,
    },
    /// The passphrase would have to be hashed more often than is borne.
    TooManyIterations {
        /// The most often it may be.
        limit: u32,
    },
}

impl Header {
    /// The two lines, each with its end: they stand before the ciphertext and are authenticated with it.
    pub fn lines(&self) -> String {
        let Self { iterations, salt, iv, name } = self;
        let (salt, iv) = (hexadecimal(salt), hexadecimal(iv));
        // A name that fits has nothing in it that JSON would have to escape.
        format!(
            "{FORMAT} {VERSION}\n{{\"kdf\":\"{KDF}\",\"iterations\":{iterations},\"salt\":\"{salt}\",\
             \"cipher\":\"{CIPHER}\",\"iv\":\"{iv}\",\"name\":\"{name}\"}}\n"
        )
    }
}

/// Whether a file begins as a sealed one.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(FORMAT.as_bytes())
}

/// Takes a sealed file apart.
///
/// # Errors
/// The first thing that is wrong with its size or its two lines.
pub fn open(bytes: &[u8]) -> Result<Sealed<'_>, SealedError> {
    let rest = bytes.strip_prefix(FORMAT.as_bytes()).ok_or(SealedError::NotSealed)?;
    if bytes.len() > FILE_LIMIT {
        return Err(SealedError::TooLarge { limit: FILE_LIMIT });
    }
    let (version, rest) = line(rest, 21)?;
    match version.strip_prefix(' ').and_then(digits) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(SealedError::TooNew { version, ours: VERSION }),
        _ => return Err(SealedError::NotSealed),
    }
    let (text, ciphertext) = line(rest, LINE_LIMIT)?;
    let header = header(text)?;
    if ciphertext.len() < TAG {
        return Err(SealedError::Truncated);
    }
    let lines = bytes.get(..bytes.len() - ciphertext.len()).unwrap_or_default();
    Ok(Sealed { header, lines, ciphertext })
}

/// The text up to the end of the line, of at most so many bytes, and what follows.
fn line(bytes: &[u8], limit: usize) -> Result<(&str, &[u8]), SealedError> {
    let whole = || SealedError::Header { path: String::new() };
    let Some(end) = bytes.iter().take(limit + 1).position(|byte| *byte == b'\n') else {
        return Err(if bytes.len() > limit { whole() } else { SealedError::Truncated });
    };
    let (line, rest) = bytes.split_at_checked(end).ok_or_else(whole)?;
    Ok((std::str::from_utf8(line).map_err(|_| whole())?, rest.get(1..).unwrap_or_default()))
}

/// A whole number in plain digits.
fn digits(text: &str) -> Option<u64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    text.parse().ok().filter(|_| is_plain)
}

/// The first thing that is wrong in the second line.
#[derive(Default)]
struct Wrong(RefCell<Option<SealedError>>);

impl Wrong {
    fn tell(&self, error: SealedError) {
        self.0.borrow_mut().get_or_insert(error);
    }
}

impl Faults for Wrong {
    fn fault(&self, at: &At, _: Fault) {
        self.tell(SealedError::Header { path: at.to_string() });
    }
}

fn header(text: &str) -> Result<Header, SealedError> {
    let value = json::parse(text, 2).map_err(|_| SealedError::Header { path: String::new() })?;
    let told = Wrong::default();
    let top = Node::top(&value, &told);
    let fields = top.object();
    for (key, known) in [("kdf", KDF), ("cipher", CIPHER)] {
        let name = fields.get(key).text();
        if let Some(name) = name.filter(|name| *name != known) {
            told.tell(SealedError::UnknownWay { name: json::shown(name) });
        }
    }
    let iterations = fields.get("iterations");
    let found = iterations.whole().and_then(|whole| u32::try_from(whole).ok()).unwrap_or(u32::MAX);
    if found > ITERATION_LIMIT {
        told.tell(SealedError::TooManyIterations { limit: ITERATION_LIMIT });
    }
    if found == 0 {
        told.fault(&iterations.at, Fault::Missing);
    }
    let name = fields.get("name");
    let text = name.text().unwrap_or_default();
    if !is_attachment_name(text) {
        told.fault(&name.at, Fault::Missing);
    }
    let header = Header {
        iterations: found,
        salt: bytes(&told, &fields, "salt"),
        iv: bytes(&told, &fields, "iv"),
        name: text.to_owned(),
    };
    top.refuse_the_rest();
    told.0.into_inner().map_or(Ok(header), Err)
}

/// Bytes that stand as lower-case hexadecimal digits.
fn bytes<const COUNT: usize>(told: &Wrong, fields: &Fields, key: &str) -> [u8; COUNT] {
    let node = fields.get(key);
    let text = node.text().unwrap_or_default();
    let mut bytes = [0; COUNT];
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let is_whole = pairs.len() == COUNT && rest.is_empty();
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        match (digit(*high), digit(*low)) {
            (Some(high), Some(low)) if is_whole => *byte = high << 4 | low,
            _ => told.fault(&node.at, Fault::Missing),
        }
    }
    if !is_whole {
        told.fault(&node.at, Fault::Missing);
    }
    bytes
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}
