//! The backup of everything on a device in one archive: every assessment with its journal, those in the bin included,
//! every rubric they were made with, every attachment once. Where a single byte of it is not the one that was put in, it
//! is refused as a whole; an assessment that this build cannot read is named by itself.
//! May import `exchange`, `rubric`, `json` and this module's files. Read next: `backup/writing.rs`.

use super::assessment::{parcel, rubric};
use super::error::PackageError;
use super::manifest::{Checked, Content, File, Rest, Wrong};
use crate::exchange::{Known, Parcel};
use crate::json::{Fields, Node, shown};

mod writing;

pub use writing::NewBackup;

const ASSESSMENTS: &str = "assessments/";
const RUBRICS: &str = "rubrics/";
const ATTACHMENTS: &str = "attachments/";
const JSON: &str = ".json";

/// A backup that was checked to the last byte. What it holds is inflated one by one, when it is asked for.
pub struct Backup<'a>(Checked<'a, About>);

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The id of the store it was made of.
    pub store: String,
    /// When, in milliseconds since 1970; only shown.
    pub made: u64,
    /// The assessments, in the order of their ids.
    pub kept: Vec<Kept>,
    /// How many there are of what.
    pub counts: Counts,
}

/// What a backup says of an assessment that its own file does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The last change, in milliseconds since 1970; only shown and sorted by.
    pub changed: u64,
    /// How many edits were made to it.
    pub revision: u64,
    /// When it was put into the bin, in milliseconds since 1970; `None` where it is not in it.
    pub deleted: Option<u64>,
}

/// How many there are of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Assessments, those in the bin included.
    pub assessments: u64,
    /// Assessments in the bin.
    pub deleted: u64,
    /// Rubrics.
    pub rubrics: u64,
    /// Attachments, each counted once.
    pub attachments: u64,
}

impl Rest for About {
    fn take(manifest: &Fields, _: &Wrong) -> Self {
        let counts = manifest.get("counts").object();
        let count = |key: &str| counts.get(key).whole().unwrap_or_default();
        let text = |node: Node| node.text().unwrap_or_default().to_owned();
        let kept = |node: Node| {
            let kept = node.object();
            Kept {
                id: text(kept.get("id")),
                changed: kept.get("changed").whole().unwrap_or_default(),
                revision: kept.get("revision").whole().unwrap_or_default(),
                deleted: kept.find("deleted").whole(),
            }
        };
        Self {
            store: text(manifest.get("store")),
            made: manifest.get("made").whole().unwrap_or_default(),
            counts: Counts {
                assessments: count("assessments"),
                deleted: count("deleted"),
                rubrics: count("rubrics"),
                attachments: count("attachments"),
            },
            kept: manifest.get("assessments").list().nodes().map(kept).collect(),
        }
    }
}

impl<'a> Backup<'a> {
    /// Opens a backup and checks all of it, but does not look into the assessments.
    ///
    /// # Errors
    /// The first thing that is wrong with the layout, the manifest, a name or a digest.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let backup = Self(Checked::open(bytes, Content::Backup)?);
        let about = backup.about();
        let mut counts = Counts::default();
        let mut kept = about.kept.iter();
        for file in &backup.0.files {
            let wrong = || shown(file.name());
            if let Some(id) = named(file, ASSESSMENTS, JSON) {
                let line = kept.next().filter(|line| line.id == id);
                let line = line.ok_or_else(|| PackageError::Unlisted { entry: wrong() })?;
                counts.assessments += 1;
                counts.deleted += u64::from(line.deleted.is_some());
            } else if let Some(digest) = named(file, RUBRICS, JSON) {
                is_own(file, digest)?;
                counts.rubrics += 1;
            } else if let Some(digest) = named(file, ATTACHMENTS, "") {
                is_own(file, digest)?;
                counts.attachments += 1;
            } else {
                return Err(PackageError::Unlisted { entry: wrong() });
            }
        }
        if let Some(missing) = kept.next() {
            return Err(PackageError::Missing { entry: shown(&assessment_name(&missing.id)) });
        }
        if counts != about.counts {
            return Err(PackageError::Manifest { path: "counts".to_owned() });
        }
        Ok(backup)
    }

    /// What it says of itself.
    pub fn about(&self) -> &About {
        &self.0.rest
    }

    /// The assessments one by one, each with its own error: one that cannot be read keeps nobody from the others.
    pub fn assessments(&self) -> impl Iterator<Item = (&Kept, Result<Parcel, PackageError>)> {
        let files = self.0.files.iter().filter(|file| named(file, ASSESSMENTS, JSON).is_some());
        self.about().kept.iter().zip(files).map(|(kept, file)| (kept, self.parcel(kept, file)))
    }

    /// An assessment, which must have all that it speaks of in the backup.
    fn parcel(&self, kept: &Kept, file: &File) -> Result<Parcel, PackageError> {
        let parcel = parcel(file)?;
        if parcel.id() != kept.id {
            return Err(PackageError::WrongId { entry: shown(file.name()) });
        }
        self.0.find(&rubric_name(&parcel.rubric().digest))?;
        for attachment in parcel.attachments() {
            let file = self.0.find(&format!("{ATTACHMENTS}{}", attachment.sha256))?;
            if file.entry.size != attachment.size {
                return Err(PackageError::Digest { entry: shown(file.name()) });
            }
        }
        Ok(parcel)
    }

    /// The rubric of that digest.
    ///
    /// # Errors
    /// `Missing`, or `Rubric` where this build cannot read it.
    pub fn rubric(&self, digest: &str) -> Result<Known, PackageError> {
        rubric(self.0.find(&rubric_name(digest))?)
    }

    /// The bytes of the attachment of that digest.
    ///
    /// # Errors
    /// `Missing`.
    pub fn attachment(&self, sha256: &str) -> Result<Vec<u8>, PackageError> {
        self.0.find(&format!("{ATTACHMENTS}{sha256}"))?.entry.read()
    }
}

fn assessment_name(id: &str) -> String {
    format!("{ASSESSMENTS}{id}{JSON}")
}

fn rubric_name(digest: &str) -> String {
    format!("{RUBRICS}{digest}{JSON}")
}

/// What stands between the folder and the ending of a name; no other folder.
fn named<'f>(file: &'f File, folder: &str, ending: &str) -> Option<&'f str> {
    file.name().strip_prefix(folder)?.strip_suffix(ending).filter(|name| !name.contains('/'))
}

/// Whether an entry that is named by its digest has it.
fn is_own(file: &File, digest: &str) -> Result<(), PackageError> {
    if file.sha256 == digest { Ok(()) } else { Err(PackageError::Digest { entry: shown(file.name()) }) }
}
