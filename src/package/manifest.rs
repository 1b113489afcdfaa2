//! The manifest of an archive: what it is, and each entry with its size and its SHA-256, in their order. It is the first
//! entry and lists all the others, no more and no fewer.
//! May import `json` and this module's `archive` and `error`. Read next: `assessment`, then `backup`.

use std::cell::RefCell;

use super::archive::{Archive, Entry, Packed, joined};
use super::error::PackageError;
use super::{BACKUP_ENTRIES, ENTRY_SIZE_LIMIT, FILE_LIMIT, PACKAGE_ENTRIES, TOTAL_LIMIT, VERSION};
use crate::json::{self, At, Fault, Faults, Fields, Node, Writer, shown};

/// The name of its entry.
const NAME: &str = "manifest.json";
/// The most levels a manifest nests.
const LEVELS: usize = 8;

/// What an archive of ours holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// One assessment with its rubric and its attachments.
    Package,
    /// Everything of a device.
    Backup,
}

impl Content {
    /// What the field `format` of the manifest says.
    pub(super) fn format(self) -> &'static str {
        match self {
            Self::Package => "gongping-package",
            Self::Backup => "gongping-backup",
        }
    }

    fn entries(self) -> usize {
        match self {
            Self::Package => PACKAGE_ENTRIES,
            Self::Backup => BACKUP_ENTRIES,
        }
    }
}

/// What an archive must hold besides its files.
pub(super) trait Rest: Sized {
    /// Reads it from the manifest.
    fn take(manifest: &Fields, told: &Wrong) -> Self;
}

/// An archive that was checked against its manifest, to the last byte.
pub(super) struct Checked<'a, R> {
    /// What else the manifest says.
    pub(super) rest: R,
    /// Every entry but the manifest.
    pub(super) files: Vec<File<'a>>,
}

/// An entry with its digest.
pub(super) struct File<'a> {
    pub(super) entry: Entry<'a>,
    pub(super) sha256: String,
}

impl File<'_> {
    pub(super) fn name(&self) -> &str {
        self.entry.name
    }
}

impl<'a, R: Rest> Checked<'a, R> {
    /// Opens an archive, and inflates every entry once to see that it is the one that was put in.
    pub(super) fn open(bytes: &'a [u8], content: Content) -> Result<Self, PackageError> {
        let mut entries = Archive::open(bytes, content.entries())?.entries.into_iter();
        let manifest = match entries.next() {
            Some(first) if first.name == NAME => first,
            // Programs that pack a folder put its files in an order of their own.
            _ if entries.any(|entry| entry.name == NAME) => {
                return Err(PackageError::Repacked { entry: NAME.to_owned() });
            }
            _ => return Err(PackageError::NotOurs),
        };
        let (rest, listed) = read(&manifest.read()?, content)?;
        let mut listed = listed.into_iter();
        let mut files = Vec::new();
        for entry in entries {
            let name = || shown(entry.name);
            match listed.next() {
                Some(line) if line.path == entry.name => {
                    let digest = entry.digest()?;
                    if line.size != entry.size || line.sha256 != digest {
                        return Err(PackageError::Digest { entry: name() });
                    }
                    files.push(File { entry, sha256: line.sha256 });
                }
                _ => return Err(PackageError::Unlisted { entry: name() }),
            }
        }
        match listed.next() {
            Some(line) => Err(PackageError::Missing { entry: shown(&line.path) }),
            None => Ok(Self { rest, files }),
        }
    }

    /// The entry of that name.
    pub(super) fn find(&self, name: &str) -> Result<&File<'a>, PackageError> {
        let found = self.files.iter().find(|file| file.name() == name);
        found.ok_or_else(|| PackageError::Missing { entry: shown(name) })
    }
}

/// A line of the manifest.
struct Listed {
    path: String,
    size: u64,
    sha256: String,
}

/// The first thing that is wrong in a manifest.
#[derive(Default)]
pub(super) struct Wrong(RefCell<Option<String>>);

impl Faults for Wrong {
    fn fault(&self, at: &At, _: Fault) {
        self.0.borrow_mut().get_or_insert_with(|| at.to_string());
    }
}

fn read<R: Rest>(bytes: &[u8], content: Content) -> Result<(R, Vec<Listed>), PackageError> {
    let whole = || PackageError::Manifest { path: String::new() };
    let text = std::str::from_utf8(bytes).map_err(|_| whole())?;
    let value = json::parse(text, LEVELS).map_err(|_| whole())?;
    let told = Wrong::default();
    let top = Node::top(&value, &told);
    let manifest = top.object();
    if manifest.find("format").text() != Some(content.format()) {
        return Err(PackageError::NotOurs);
    }
    match manifest.get("version").whole() {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(PackageError::TooNew { version, ours: VERSION }),
        _ => return Err(PackageError::Manifest { path: "version".to_owned() }),
    }
    let rest = R::take(&manifest, &told);
    let text = |node: Node| node.text().unwrap_or_default().to_owned();
    let line = |node: Node| {
        let line = node.object();
        Listed {
            path: text(line.get("path")),
            size: line.get("size").whole().unwrap_or_default(),
            sha256: text(line.get("sha256")),
        }
    };
    let listed = manifest.get("files").list().nodes().map(line).collect();
    top.refuse_the_rest();
    match told.0.into_inner() {
        Some(path) => Err(PackageError::Manifest { path }),
        None => Ok((rest, listed)),
    }
}

/// The archive of these entries, with its manifest before them.
///
/// # Errors
/// Where it would not keep within the limits.
pub(super) fn archive(
    content: Content,
    rest: impl FnOnce(&mut Writer),
    entries: Vec<Packed>,
) -> Result<Vec<u8>, PackageError> {
    let manifest = Writer::document(|w| {
        w.text("format", content.format());
        w.whole("version", VERSION);
        rest(w);
        w.objects("files", &entries, |w, file| {
            w.text("path", &file.name);
            w.whole("size", file.size);
            w.text("sha256", &file.sha256);
        });
    });
    let mut all = vec![Packed::new(NAME.to_owned(), manifest.as_bytes())];
    all.extend(entries);
    if all.len() > content.entries() {
        return Err(PackageError::TooManyEntries { limit: content.entries() });
    }
    if let Some(entry) = all.iter().find(|entry| entry.size > ENTRY_SIZE_LIMIT) {
        return Err(PackageError::EntryTooLarge { entry: shown(&entry.name), limit: ENTRY_SIZE_LIMIT });
    }
    if all.iter().map(|entry| entry.size).sum::<u64>() > TOTAL_LIMIT {
        return Err(PackageError::TotalTooLarge { limit: TOTAL_LIMIT });
    }
    if all.iter().map(Packed::bytes).sum::<usize>() > FILE_LIMIT {
        return Err(PackageError::TooLarge { limit: FILE_LIMIT });
    }
    Ok(joined(&all))
}
