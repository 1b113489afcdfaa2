//! The checked rubric: a versioned tree of indicators with points and rules. Its fields are private and it is
//! built by [`mod@file`] alone, so whoever holds a [`Rubric`] holds a valid one.
//! May import `number`. Read next: [`rule`] for what an indicator asks, [`mod@file`] for the JSON behind it.

use std::fmt;
use std::sync::Arc;

use crate::number::Exact;

pub mod adjust;
pub mod catalogue;
pub mod fields;
pub mod file;
pub mod form;
pub mod grades;
mod key;
mod known;
mod reading;
pub mod rule;
pub mod stage;
pub mod structure;
mod text;
pub mod words;

pub use form::{Form, Provenance, Source};
use grades::BandSet;
pub use key::FieldKey;
pub use known::Known;
pub use reading::{Alternative, Reading};
use rule::{Condition, Guide, Rule};
pub use stage::{Scale, Stage};
pub use structure::{Mode, NotApplicable, Object, Role, Veto};
pub use text::Text;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps the text as it stands in a file.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The text as it stands in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// Names a rubric across its versions: `haiyan-purchase`.
    RubricId
}
text_id! {
    /// Names an indicator within its rubric: `HY-01`.
    IndicatorId
}
text_id! {
    /// Names a section within its rubric.
    SectionId
}
text_id! {
    /// Names a stage within its rubric: `final`, `midterm`.
    StageId
}

/// Position of an indicator in [`Rubric::indicators`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorIx(pub usize);

/// Position of a section in [`Rubric::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionIx(pub usize);

/// A rubric as it is scored: valid, in document order, with every field key made.
#[derive(Debug, Clone, PartialEq)]
pub struct Rubric {
    pub(crate) id: RubricId,
    pub(crate) version: String,
    pub(crate) title: String,
    pub(crate) provenance: Provenance,
    pub(crate) source: Source,
    pub(crate) object: Object,
    pub(crate) roles: Vec<Role>,
    pub(crate) not_applicable: NotApplicable,
    pub(crate) total_cap: Option<Exact>,
    pub(crate) grades: Option<BandSet>,
    pub(crate) digest: String,
    pub(crate) places: u32,
    pub(crate) stages: Vec<Stage>,
    pub(crate) form: Form,
    pub(crate) readings: Vec<Reading>,
    pub(crate) sections: Vec<Section>,
    pub(crate) indicators: Vec<Indicator>,
    pub(crate) adjusted: Vec<adjust::Adjusted>,
    /// The positions of the indicators in the order of their ids.
    pub(crate) by_id: Vec<usize>,
}

impl Rubric {
    /// Names the rubric across its versions.
    pub fn id(&self) -> &RubricId {
        &self.id
    }

    /// The version of the rubric file, `1.0`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The printed title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Whose text this is.
    pub fn provenance(&self) -> Provenance {
        self.provenance
    }

    /// Where the text comes from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What it assesses.
    pub fn object(&self) -> Object {
        self.object
    }

    /// Who may rate with it, in the order they are offered; never empty.
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// S20. What becomes of an indicator that does not apply.
    pub fn not_applicable(&self) -> NotApplicable {
        self.not_applicable
    }

    /// S24. The most that base and bonus can come to together, where the rubric sets a limit.
    pub fn total_cap(&self) -> Option<&Exact> {
        self.total_cap.as_ref()
    }

    /// S29. The rubric's own grades, where it has some.
    pub fn grades(&self) -> Option<&BandSet> {
        self.grades.as_ref()
    }

    /// Whether every section adds up its points and nothing caps the total, so that a point won in any row is a
    /// point won in the whole.
    pub fn is_plain(&self) -> bool {
        self.total_cap.is_none() && self.sections.iter().all(|section| section.mode == Mode::Points)
    }

    /// SHA-256 of the rubric file's bytes, 64 lower-case hexadecimal digits.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// How many decimal places a score is shown with, 0 to 6.
    pub fn places(&self) -> u32 {
        self.places
    }

    /// The stages at which this rubric is used; never empty.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// The stage of that name.
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    /// The words of the printed form around the table.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// The readings that concern the whole form rather than one indicator.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// All sections, each before its children.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// All indicators in the order of the form.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// What was changed for the assessment this rubric was read for, in the order of the form; empty where it is as
    /// shipped.
    pub fn adjusted(&self) -> &[adjust::Adjusted] {
        &self.adjusted
    }

    /// The changes themselves, of which [`Rubric::adjusted`] says what they did.
    pub fn adjustments(&self) -> Vec<adjust::Adjustment> {
        self.adjusted.iter().map(|adjusted| adjusted.adjustment.clone()).collect()
    }

    /// The section at a position handed out by this rubric.
    pub fn section(&self, at: SectionIx) -> Option<&Section> {
        self.sections.get(at.0)
    }

    /// The indicator at a position handed out by this rubric.
    pub fn indicator(&self, at: IndicatorIx) -> Option<&Indicator> {
        self.indicators.get(at.0)
    }

    /// The position of the indicator of that name.
    pub fn find(&self, id: &IndicatorId) -> Option<IndicatorIx> {
        let id_at = |at: usize| self.indicators.get(at).map(|indicator| &indicator.id);
        let found = self.by_id.binary_search_by(|at| id_at(*at).cmp(&Some(id))).ok()?;
        self.by_id.get(found).copied().map(IndicatorIx)
    }

    /// The sections without a parent, in order.
    pub fn top_sections(&self) -> impl Iterator<Item = (SectionIx, &Section)> {
        self.sections
            .iter()
            .enumerate()
            .filter(|(_, section)| section.parent.is_none())
            .map(|(at, section)| (SectionIx(at), section))
    }

    /// The indicators below a section, at any depth, in order.
    pub fn indicators_below(&self, at: SectionIx) -> Vec<IndicatorIx> {
        let mut found = Vec::new();
        if let Some(section) = self.section(at) {
            for child in &section.children {
                match child {
                    Child::Indicator(indicator) => found.push(*indicator),
                    Child::Section(below) => found.extend(self.indicators_below(*below)),
                }
            }
        }
        found
    }

    /// The points of all sections of that kind at the top.
    pub fn points(&self, kind: Kind) -> Exact {
        self.top_sections()
            .filter(|(_, section)| section.kind == kind)
            .map(|(_, section)| &section.points)
            .sum()
    }
}

/// Whether points belong to the base or come on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Counts toward the base maximum.
    Base,
    /// 加分项: apart from the base.
    Bonus,
}

/// An inner node of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Names the section in files.
    pub id: SectionId,
    /// 项目管理
    pub name: String,
    /// The name with its points as the form prints it: 项目管理 10分
    pub heading: String,
    /// Base or bonus; children are of the same kind.
    pub kind: Kind,
    /// How these points are made up from what stands in it.
    pub mode: Mode,
    /// The printed points.
    pub points: Exact,
    /// Percent of a weighted section that this one counts for; `None` in any other.
    pub weight: Option<Exact>,
    /// The section this one stands in.
    pub parent: Option<SectionIx>,
    /// What stands in this one, in order.
    pub children: Vec<Child>,
}

/// What stands in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Child {
    /// A section one level down.
    Section(SectionIx),
    /// A leaf.
    Indicator(IndicatorIx),
}

/// A leaf that carries points.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Names the indicator in files.
    pub id: IndicatorId,
    /// Place in the form, for reading: `2.4`.
    pub number: String,
    /// The section it stands in.
    pub section: SectionIx,
    /// The printed name (neighbours of the same name share a merged cell).
    pub name: Option<String>,
    /// Our short label that tells it from its neighbours: 内容一致率
    pub label: String,
    /// The printed requirement.
    pub text: String,
    /// The printed points.
    pub points: Exact,
    /// Percent of a weighted section that this counts for; `None` in any other.
    pub weight: Option<Exact>,
    /// The printed rule, as it stands in 扣分因素.
    pub rule_text: String,
    /// How facts become a score.
    pub rule: Rule,
    /// S18. A condition without which the score is 0 whatever the rest says.
    pub gate: Option<Condition>,
    /// S19. What takes effect on the whole result.
    pub veto: Option<Veto>,
    /// S20. What becomes of it where a person says that it does not apply; never [`NotApplicable::Forbid`] where
    /// there is something to say.
    pub may_not_apply: Option<NotApplicable>,
    /// S26. The stages at which it is not assessed.
    pub excluded_at: Vec<StageId>,
    /// What to look at; our own words, no effect on the score.
    pub hints: Vec<String>,
    /// Short words about the indicator, shown as chips: 过程, 主观. No effect on the score.
    pub tags: Vec<String>,
    /// 需提供材料: what should be there to look at. No effect on the score.
    pub evidence: Vec<String>,
    /// Computed helper figures beside the row. No effect on the score.
    pub guides: Vec<Guide>,
    /// The interpretations chosen where the printed rule leaves a choice.
    pub readings: Vec<Reading>,
}
