//! The package of one assessment: the file of the assessment, its rubric, and what is attached to it. What the three say
//! of each other must fit.
//! May import `exchange`, `record`, `rubric` and this module's files. Read next: `backup`.

use super::archive::Packed;
use super::error::PackageError;
use super::manifest::{Checked, Content, File, Rest, Wrong, archive};
use crate::assessment::Assessment;
use crate::exchange::{self, Known, Outgoing, Parcel};
use crate::json::{Fields, shown};
use crate::record::Attachment;
use crate::rubric::Rubric;

const ASSESSMENT: &str = "assessment.json";
const RUBRIC: &str = "rubric.json";
const ATTACHMENTS: &str = "attachments/";

/// A package that was checked to the last byte. Attachments are inflated one at a time, when they are asked for.
pub struct Package<'a> {
    checked: Checked<'a, Nothing>,
    parcel: Parcel,
    rubric: Known,
}

/// The manifest of a package says nothing more.
struct Nothing;

impl Rest for Nothing {
    fn take(_: &Fields, _: &Wrong) -> Self {
        Self
    }
}

/// The name a package is offered under.
pub fn file_name(rubric: &Rubric, assessment: &Assessment) -> String {
    let name = exchange::file_name(rubric, assessment);
    format!("{}.zip", name.trim_end_matches(".json"))
}

/// Writes a package. `rubric` is the rubric's own text; `contents` are the bytes of `out.attachments`, in their order.
/// The same content gives the same bytes at any time and place.
///
/// # Errors
/// Where it would not keep within the limits, or where the bytes of an attachment are not those that are listed.
pub fn write(out: &Outgoing, rubric: &str, contents: &[&[u8]]) -> Result<Vec<u8>, PackageError> {
    // The rubric has an entry of its own.
    let text = exchange::write(&Outgoing { text: None, ..*out });
    let mut entries = vec![Packed::new(ASSESSMENT.to_owned(), text.as_bytes())];
    let mut contents = contents.iter();
    for attachment in out.attachments {
        let name = format!("{ATTACHMENTS}{}", attachment.name);
        let missing = || PackageError::Missing { entry: shown(&name) };
        let packed = Packed::new(name.clone(), contents.next().ok_or_else(missing)?);
        if packed.size != attachment.size || packed.sha256 != attachment.sha256 {
            return Err(PackageError::Digest { entry: shown(&name) });
        }
        entries.push(packed);
    }
    entries.push(Packed::new(RUBRIC.to_owned(), rubric.as_bytes()));
    archive(Content::Package, |_| {}, entries)
}

impl<'a> Package<'a> {
    /// Opens a package and checks all of it.
    ///
    /// # Errors
    /// The first thing that is wrong, in this order: the layout of the archive, the manifest, the digests, the
    /// assessment, its rubric, its attachments.
    pub fn open(bytes: &'a [u8]) -> Result<Self, PackageError> {
        let checked = Checked::open(bytes, Content::Package)?;
        let parcel = parcel(checked.find(ASSESSMENT)?)?;
        let rubric = rubric(checked.find(RUBRIC)?)?;
        if rubric.rubric.digest() != parcel.rubric().digest {
            return Err(PackageError::Rubric { entry: RUBRIC.to_owned() });
        }
        let package = Self { checked, parcel, rubric };
        package.check_attachments()?;
        Ok(package)
    }

    /// The attachments that the assessment speaks of are there, and no others.
    fn check_attachments(&self) -> Result<(), PackageError> {
        let listed = self.parcel.attachments();
        for attachment in listed {
            let file = self.file(attachment)?;
            if file.entry.size != attachment.size || file.sha256 != attachment.sha256 {
                return Err(PackageError::Digest { entry: shown(file.name()) });
            }
        }
        for file in &self.checked.files {
            let attachment = file.name().strip_prefix(ATTACHMENTS);
            let is_listed = match attachment {
                Some(name) => listed.iter().any(|one| one.name == name),
                None => [ASSESSMENT, RUBRIC].contains(&file.name()),
            };
            if !is_listed {
                return Err(PackageError::Unlisted { entry: shown(file.name()) });
            }
        }
        Ok(())
    }

    fn file(&self, attachment: &Attachment) -> Result<&File<'a>, PackageError> {
        self.checked.find(&format!("{ATTACHMENTS}{}", attachment.name))
    }

    /// The assessment, read as far as it can be without its rubric.
    pub fn parcel(&self) -> &Parcel {
        &self.parcel
    }

    /// The rubric it was scored with, without changes.
    pub fn rubric(&self) -> &Known {
        &self.rubric
    }

    /// The bytes of an attachment that [`Parcel::attachments`] lists.
    ///
    /// # Errors
    /// `Missing` for any other.
    pub fn attachment(&self, attachment: &Attachment) -> Result<Vec<u8>, PackageError> {
        self.file(attachment)?.entry.read()
    }

    /// The assessment itself, to be unpacked, and its rubric.
    pub fn into_parcel(self) -> (Parcel, Known) {
        (self.parcel, self.rubric)
    }
}

/// The assessment in an entry.
pub(super) fn parcel(file: &File) -> Result<Parcel, PackageError> {
    let bytes = file.entry.read()?;
    Parcel::open_packed(&bytes).map_err(|why| PackageError::Assessment { entry: shown(file.name()), why })
}

/// The rubric in an entry.
pub(super) fn rubric(file: &File) -> Result<Known, PackageError> {
    let none = || PackageError::Rubric { entry: shown(file.name()) };
    let text = String::from_utf8(file.entry.read()?).map_err(|_| none())?;
    Known::read(&text).map_err(|_| none())
}
