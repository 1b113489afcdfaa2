//! Readings: how a sentence of a rubric is read where it can be read in several ways, and how else.
//! Imports nothing of this crate. Read next: `rubric::adjust`, which chooses another one for an assessment.

/// The interpretation chosen where a sentence of the rubric can be read in several ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Names the reading within its indicator.
    pub id: String,
    /// What the text leaves open.
    pub question: String,
    /// How the rubric reads it.
    pub chosen: String,
    /// How else it could be read.
    pub alternatives: Vec<Alternative>,
    /// Why the rubric reads it so.
    pub why: String,
    /// The alternative an assessment chose instead: its position in [`Reading::alternatives`].
    pub switched: Option<usize>,
}

impl Reading {
    /// How it is read: as the rubric chose, or the alternative that was chosen instead.
    pub fn in_force(&self) -> &str {
        let switched = self.switched.and_then(|at| self.alternatives.get(at));
        switched.map_or(&self.chosen, |alternative| &alternative.text)
    }

    /// How else it could be read: everything but what is in force, the rubric's own choice first.
    pub fn others(&self) -> impl Iterator<Item = &str> {
        let chosen = self.switched.map(|_| self.chosen.as_str());
        let rest = self.alternatives.iter().enumerate().filter(|(at, _)| Some(*at) != self.switched);
        chosen.into_iter().chain(rest.map(|(_, alternative)| alternative.text.as_str()))
    }
}

/// Another way to read a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// Names it within its reading where an assessment may choose it, because the rubric says how the rule changes
    /// with it; `None` where it only explains.
    pub id: Option<String>,
    /// How it reads.
    pub text: String,
}
