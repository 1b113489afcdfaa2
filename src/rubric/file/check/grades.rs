//! Sets of grades as they stand in a rubric file, in `rubrics/grades.json` and in what an assessment chooses.
//! May import `rubric`, `json` and `number`. Read next: `rules`.

use std::collections::BTreeSet;

use super::{Check, FORMAT, Problem, What};
use crate::json::{self, Fields, Node, Refusal};
use crate::rubric::grades::{Band, BandSet, Basis};

const BASES: [(&str, Basis); 2] = [("total", Basis::Total), ("base", Basis::Base)];
/// The most levels a file of sets may nest.
const LEVELS: usize = 8;

impl BandSet {
    /// Reads a file of published sets, such as `rubrics/grades.json`.
    ///
    /// # Errors
    /// As for [`crate::rubric::Rubric::read`].
    pub fn read_all(text: &str) -> Result<Vec<Self>, Vec<Problem>> {
        let file = json::parse(text, LEVELS).map_err(|Refusal { line, column, message, .. }| {
            vec![Problem { path: String::new(), what: What::NotJson { line, column, message } }]
        })?;
        let check = Check::default();
        let whole = Node::top(&file, &check);
        let file = whole.object();
        let format = file.get("format");
        if let Some(found) = format.whole().filter(|found| *found != u64::from(FORMAT)) {
            check.report(&format.at, What::Format { found, known: FORMAT });
            return Err(check.problems.into_inner());
        }
        let mut taken = BTreeSet::new();
        let mut sets = Vec::new();
        for set in check.filled(file.get("sets")).nodes() {
            let set = set.object();
            check.new_id(set.find("id"), &mut taken);
            sets.push(check.band_set(&set));
        }
        whole.refuse_the_rest();
        let problems = check.problems.into_inner();
        if problems.is_empty() { Ok(sets) } else { Err(problems) }
    }
}

impl Check {
    /// A set of grades: the bounds fall, and the last one is 0, so that every result has a grade.
    pub(super) fn band_set(&self, set: &Fields) -> BandSet {
        let mut taken = BTreeSet::new();
        let mut bands: Vec<Band> = Vec::new();
        let given = self.filled(set.get("bands"));
        for (position, band) in given.nodes().enumerate() {
            let band = band.object();
            let from = self.not_negative(band.get("from"));
            let at = band.at.field("from");
            match (&from, bands.last()) {
                (Some(from), Some(before)) if *from >= before.from => {
                    let (from, before) = (from.clone(), before.from.clone());
                    self.report(&at, What::BandsNotFalling { from, before });
                }
                (Some(from), _) if position + 1 == given.len() && !from.is_zero() => {
                    self.report(&at, What::LastBandNotZero { from: from.clone() });
                }
                _ => {}
            }
            bands.push(Band {
                id: self.new_id(band.get("id"), &mut taken).to_owned(),
                label: self.text(band.get("label")),
                from: from.unwrap_or_default(),
            });
        }
        BandSet {
            id: self.id(set.get("id")).to_owned(),
            name: self.text(set.get("name")),
            source: self.source(&set.get("source").object()),
            basis: set.get("basis").choice(&BASES).unwrap_or(Basis::Total),
            bands,
        }
    }
}
