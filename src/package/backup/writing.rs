//! A backup in the making. What comes in is packed at once, so that little more than the finished file is held.
//! May import `exchange` and this module's files. Read next: `sealed`.

use std::collections::BTreeMap;

use super::super::archive::Packed;
use super::super::error::PackageError;
use super::super::hexadecimal;
use super::super::manifest::{Content, archive};
use super::{ATTACHMENTS, Counts, Kept, assessment_name, rubric_name};
use crate::exchange::{self, Outgoing};
use crate::json::shown;
use crate::rubric::file::digest;
use sha2::{Digest, Sha256};

/// A backup that is being put together.
pub struct NewBackup {
    store: String,
    made: u64,
    /// By id.
    assessments: BTreeMap<String, (Kept, Packed)>,
    /// By digest.
    attachments: BTreeMap<String, Packed>,
    /// By digest.
    rubrics: BTreeMap<String, Packed>,
}

impl NewBackup {
    /// An empty backup of the store of that id, made at that time.
    pub fn new(store: String, made: u64) -> Self {
        let (assessments, attachments, rubrics) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { store, made, assessments, attachments, rubrics }
    }

    /// Puts an assessment in, with its journal. Its rubric and its attachments must come too, in any order.
    ///
    /// # Errors
    /// `Twice` where one of that id is in already.
    pub fn assessment(&mut self, kept: Kept, out: &Outgoing) -> Result<(), PackageError> {
        let name = assessment_name(&kept.id);
        if self.assessments.contains_key(&kept.id) {
            return Err(PackageError::Twice { entry: shown(&name) });
        }
        if kept.id != out.assessment.id {
            return Err(PackageError::WrongId { entry: shown(&name) });
        }
        // The rubric has an entry of its own.
        let text = exchange::write(&Outgoing { text: None, ..*out });
        self.assessments.insert(kept.id.clone(), (kept, Packed::new(name, text.as_bytes())));
        Ok(())
    }

    /// Puts a rubric's own text in. One that is in already makes no difference.
    pub fn rubric(&mut self, text: &str) {
        let digest = digest(text);
        let name = rubric_name(&digest);
        self.rubrics.entry(digest).or_insert_with(|| Packed::new(name, text.as_bytes()));
    }

    /// Puts an attachment in. One that is in already makes no difference.
    pub fn attachment(&mut self, bytes: &[u8]) {
        let digest = hexadecimal(&Sha256::digest(bytes));
        let name = format!("{ATTACHMENTS}{digest}");
        self.attachments.entry(digest).or_insert_with(|| Packed::new(name, bytes));
    }

    /// The file. The same content gives the same bytes, in whatever order it came.
    ///
    /// # Errors
    /// Where it would not keep within the limits.
    pub fn finish(self) -> Result<Vec<u8>, PackageError> {
        let (kept, assessments): (Vec<Kept>, Vec<Packed>) = self.assessments.into_values().unzip();
        let counts = Counts {
            assessments: kept.len() as u64,
            deleted: kept.iter().filter(|kept| kept.deleted.is_some()).count() as u64,
            rubrics: self.rubrics.len() as u64,
            attachments: self.attachments.len() as u64,
        };
        let files = assessments.into_iter();
        let files = files.chain(self.attachments.into_values()).chain(self.rubrics.into_values());
        archive(
            Content::Backup,
            |w| {
                w.text("store", &self.store);
                w.whole("made", self.made);
                w.object("counts", |w| {
                    w.whole("assessments", counts.assessments);
                    w.whole("deleted", counts.deleted);
                    w.whole("rubrics", counts.rubrics);
                    w.whole("attachments", counts.attachments);
                });
                w.objects("assessments", &kept, |w, kept| {
                    w.text("id", &kept.id);
                    w.whole("changed", kept.changed);
                    w.whole("revision", kept.revision);
                    if let Some(deleted) = kept.deleted {
                        w.whole("deleted", deleted);
                    }
                });
            },
            files.collect(),
        )
    }
}
