//! The rubrics that ship with the app: an explicit list, so that what is in the program is read here. A test
//! compares it with the folder `rubrics/` and reads each of them without problems.
//! May import `rubric`. Read next: `assessment`.

use super::Rubric;
use super::file::Problem;

/// A rubric that ships with the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundled {
    /// The id in the file, and the name of the file in `rubrics/` without `.json`.
    pub id: &'static str,
    /// The file's text.
    pub json: &'static str,
}

impl Bundled {
    /// Reads the file.
    ///
    /// # Errors
    /// As for [`Rubric::read`]. The tests read every bundled rubric, so a program that passed them meets none.
    pub fn read(&self) -> Result<Rubric, Vec<Problem>> {
        Rubric::read(self.json)
    }
}

/// All of them, in the order in which they are offered.
const BUNDLED: &[Bundled] =
    &[Bundled { id: "haiyan-purchase", json: include_str!("../../rubrics/haiyan-purchase.json") }];

/// All of them, in the order in which they are offered.
pub fn all() -> impl Iterator<Item = &'static Bundled> {
    BUNDLED.iter()
}

/// The one of that id.
pub fn find(id: &str) -> Option<&'static Bundled> {
    all().find(|rubric| rubric.id == id)
}
