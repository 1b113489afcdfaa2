//! What is typed into the form for a project, and what is wrong with it.
//! May import `words`, `platform` and the library. Read next: `fields`.

use gongping::assessment::Project;
use gongping::number::{TypedError, parse_typed};
use gongping::score::sentence::Language;
use leptos::prelude::*;

use crate::app::platform::{clock, ids};
use crate::app::words::new::{self, New};

/// The most characters of a name.
const NAME_LIMIT: usize = 200;

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Implementer,
    Purchaser,
    Year,
    Sum,
    Starts,
    Ends,
}

impl Part {
    pub(super) const ALL: [Self; 7] =
        [Self::Name, Self::Implementer, Self::Purchaser, Self::Year, Self::Sum, Self::Starts, Self::Ends];

    /// The id of its input.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Name => "project-name",
            Self::Implementer => "project-implementer",
            Self::Purchaser => "project-purchaser",
            Self::Year => "project-year",
            Self::Sum => "project-sum",
            Self::Starts => "project-starts",
            Self::Ends => "project-ends",
        }
    }
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Objection {
    Missing,
    TooLong,
    NoYear,
    NoSum,
    SumNegative,
    SumTooLong,
    /// The last day is before the first, which is this.
    Early(String),
}

impl Objection {
    /// The message beside the field.
    pub(super) fn long(&self, language: Language) -> String {
        let words = New::of(language);
        match self {
            Self::Missing => words.name_missing.to_owned(),
            Self::TooLong => words.too_long.to_owned(),
            Self::NoYear => words.year_wrong.to_owned(),
            Self::NoSum => words.sum_wrong.to_owned(),
            Self::SumNegative => words.sum_negative.to_owned(),
            Self::SumTooLong => words.sum_too_long.to_owned(),
            Self::Early(starts) => new::ends_early(language, starts),
        }
    }

    /// The line in the list above the form.
    pub(super) fn short(&self, words: &New) -> &'static str {
        match self {
            Self::Missing => words.name_missing_short,
            Self::TooLong => words.too_long_short,
            Self::NoYear => words.year_wrong_short,
            Self::NoSum => words.sum_wrong_short,
            Self::SumNegative => words.sum_negative_short,
            Self::SumTooLong => words.sum_too_long_short,
            Self::Early(_) => words.ends_early_short,
        }
    }
}

/// What is typed; a handle that is copied freely.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    typed: RwSignal<Project>,
    /// As it was at the beginning.
    from: StoredValue<Project>,
    /// Whether the form was sent once; before that nobody is told what is missing.
    sent: RwSignal<bool>,
}

impl Draft {
    /// A new project of this year.
    pub(super) fn blank() -> Self {
        let today = clock::local_date(clock::now_ms());
        let year = today.split('-').next().unwrap_or_default().to_owned();
        Self::of(&Project { id: ids::new(), year, ..Project::default() })
    }

    /// A stored project.
    pub(super) fn of(project: &Project) -> Self {
        Self {
            typed: RwSignal::new(project.clone()),
            from: StoredValue::new(project.clone()),
            sent: RwSignal::new(false),
        }
    }

    /// Whether nothing is typed that would be lost with the page; not followed.
    pub(super) fn is_untouched(self) -> bool {
        self.from.with_value(|from| self.typed.with_untracked(|typed| typed == from))
    }

    /// What is typed into a field, followed.
    pub(super) fn get(self, part: Part) -> String {
        self.typed.with(|project| value(project, part).to_owned())
    }

    /// Something was typed into a field.
    pub(super) fn set(self, part: Part, text: String) {
        self.typed.update(|project| *slot(project, part) = text);
    }

    /// What is wrong with a field, once the form was sent; followed.
    pub(super) fn objection(self, part: Part) -> Option<Objection> {
        self.sent.get().then(|| self.typed.with(|project| objection(project, part))).flatten()
    }

    /// Everything that is wrong, once the form was sent; followed.
    pub(super) fn objections(self) -> Vec<(Part, Objection)> {
        Part::ALL.into_iter().filter_map(|part| Some((part, self.objection(part)?))).collect()
    }

    /// The project as it is to be stored, or `None` while something is wrong; then the messages are shown.
    pub(super) fn check(self) -> Option<Project> {
        self.sent.set(true);
        self.typed.with_untracked(|project| {
            let is_right = Part::ALL.into_iter().all(|part| objection(project, part).is_none());
            is_right.then(|| {
                let mut tidy = project.clone();
                for part in Part::ALL {
                    let text = slot(&mut tidy, part);
                    *text = text.trim().to_owned();
                }
                tidy
            })
        })
    }
}

fn value(project: &Project, part: Part) -> &str {
    match part {
        Part::Name => &project.name,
        Part::Implementer => &project.implementer,
        Part::Purchaser => &project.purchaser,
        Part::Year => &project.year,
        Part::Sum => &project.contract_sum,
        Part::Starts => &project.starts,
        Part::Ends => &project.ends,
    }
}

fn slot(project: &mut Project, part: Part) -> &mut String {
    match part {
        Part::Name => &mut project.name,
        Part::Implementer => &mut project.implementer,
        Part::Purchaser => &mut project.purchaser,
        Part::Year => &mut project.year,
        Part::Sum => &mut project.contract_sum,
        Part::Starts => &mut project.starts,
        Part::Ends => &mut project.ends,
    }
}

fn objection(project: &Project, part: Part) -> Option<Objection> {
    let text = value(project, part).trim();
    if text.chars().count() > NAME_LIMIT {
        return Some(Objection::TooLong);
    }
    match part {
        Part::Name => text.is_empty().then_some(Objection::Missing),
        Part::Year => {
            let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            (!text.is_empty() && !is_year).then_some(Objection::NoYear)
        }
        Part::Sum => match parse_typed(text) {
            Ok(Some(sum)) if sum.is_negative() => Some(Objection::SumNegative),
            Ok(Some(sum)) if !sum.fits_places(2) => Some(Objection::SumTooLong),
            Ok(_) => None,
            Err(TypedError::NotANumber) => Some(Objection::NoSum),
            Err(TypedError::TooLarge | TypedError::TooManyPlaces) => Some(Objection::SumTooLong),
        },
        // Dates of the form year-month-day have the order of their texts.
        Part::Ends if !text.is_empty() && text < project.starts.trim() => {
            Some(Objection::Early(project.starts.trim().to_owned()))
        }
        Part::Implementer | Part::Purchaser | Part::Starts | Part::Ends => None,
    }
}
