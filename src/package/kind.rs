//! What kind of file somebody chose, told by its first bytes and, of archives, by the names in them. It is only said and
//! steered by; whether a file is in order is seen when it is opened.
//! May import `exchange`, `json` and this module's `sealed`. Read next: `sentence`.

use super::sealed;
use crate::exchange::FILE_LIMIT;
use crate::json::{self, Value};

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The file of an assessment, or a text that is none of ours: [`crate::exchange::Parcel::open`] says.
    Assessment,
    /// A rubric.
    Rubric,
    /// The package of an assessment.
    Package,
    /// A backup.
    Backup,
    /// Something sealed with a passphrase.
    Sealed,
    /// A file of another program.
    Foreign(Foreign),
}

/// A file of another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foreign {
    /// Excel, or another spreadsheet in its format.
    Spreadsheet,
    /// Word, or another document in its format.
    Document,
    /// Slides of `PowerPoint`, or others in its format.
    Slides,
    /// Office before 2007, or WPS.
    OldOffice,
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
    /// Sound or film.
    Media,
    /// A page of the web, such as the page somebody saved instead of the file.
    WebPage,
    /// An app for Android.
    App,
    /// A program for Windows.
    Program,
    /// An archive that none of our names stands in.
    Archive,
}

/// What a file of each foreign kind begins with.
const BEGINNINGS: [(&[u8], Foreign); 17] = [
    (b"%PDF-", Foreign::Pdf),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Foreign::OldOffice),
    (b"\xFF\xD8\xFF", Foreign::Picture),
    (b"\x89PNG\r\n\x1A\n", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"BM", Foreign::Picture),
    (b"II*\0", Foreign::Picture),
    (b"MM\0*", Foreign::Picture),
    (b"ID3", Foreign::Media),
    (b"OggS", Foreign::Media),
    (b"\x1A\x45\xDF\xA3", Foreign::Media),
    (b"MZ", Foreign::Program),
    (b"Rar!\x1A\x07", Foreign::Archive),
    (b"7z\xBC\xAF\x27\x1C", Foreign::Archive),
    (b"\x1F\x8B", Foreign::Archive),
    (b"\xFD7zXZ\0", Foreign::Archive),
    (b"\x28\xB5\x2F\xFD", Foreign::Archive),
];

/// Names that give away what an archive is.
const NAMES: [(&[u8], Foreign); 7] = [
    (b"xl/workbook.", Foreign::Spreadsheet),
    (b"word/document.xml", Foreign::Document),
    (b"ppt/presentation.xml", Foreign::Slides),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Foreign::Spreadsheet),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", Foreign::Document),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", Foreign::Slides),
    (b"AndroidManifest.xml", Foreign::App),
];

/// How many bytes at either end are looked through for those names.
const LOOKED_AT: usize = 256 * 1024;

/// What kind of file these bytes are.
pub fn kind(bytes: &[u8]) -> Kind {
    if sealed::is_sealed(bytes) {
        return Kind::Sealed;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    match foreign(bytes) {
        Some(foreign) => Kind::Foreign(foreign),
        None if is_rubric(bytes) => Kind::Rubric,
        None => Kind::Assessment,
    }
}

fn archive(bytes: &[u8]) -> Kind {
    let head = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(LOOKED_AT)..).unwrap_or_default();
    let holds = |name: &[u8]| [head, tail].iter().any(|part| part.windows(name.len()).any(|one| one == name));
    if let Some((_, foreign)) = NAMES.iter().find(|(name, _)| holds(name)) {
        return Kind::Foreign(*foreign);
    }
    if !holds(b"manifest.json") {
        return Kind::Foreign(Foreign::Archive);
    }
    // Only a backup has a folder of assessments.
    if holds(b"assessments/") || holds(b"rubrics/") { Kind::Backup } else { Kind::Package }
}

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if let Some((_, foreign)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Some(*foreign);
    }
    let at = |place: usize, text: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(text));
    if at(0, b"RIFF") {
        return Some(if at(8, b"WEBP") { Foreign::Picture } else { Foreign::Media });
    }
    if at(4, b"ftyp") {
        let is_picture = [b"heic", b"heix", b"mif1", b"avif"].iter().any(|brand| at(8, *brand));
        return Some(if is_picture { Foreign::Picture } else { Foreign::Media });
    }
    let start: Vec<u8> = bytes.iter().take(64).map(u8::to_ascii_lowercase).collect();
    let start = start.trim_ascii_start();
    (start.starts_with(b"<!doctype html") || start.starts_with(b"<html")).then_some(Foreign::WebPage)
}

/// The most levels looked into here, as many as a rubric may nest.
const LEVELS: usize = 127;

fn is_rubric(bytes: &[u8]) -> bool {
    // A file that is too large for either is refused as an assessment, without a look into it.
    if bytes.len() > FILE_LIMIT {
        return false;
    }
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let Ok(value) = json::parse(text.trim_start_matches('\u{FEFF}'), LEVELS) else { return false };
    // The `format` of a rubric is a number, that of a file of ours its name.
    value.field("sections").is_some() || matches!(value.field("format"), Some(Value::Whole(_)))
}
