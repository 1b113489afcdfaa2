//! Two states of an assessment beside each other, told row by row: what differs, what stands here and what there.
//! May import the library. Read next: `restore`.

use gongping::assessment::Role;
use gongping::exchange::comparison::{Pair, ProjectField};
use gongping::exchange::{Comparison, Imported, Relation, Side};
use gongping::record::{ADJUSTMENTS, Attachment, Head, StepChange, told};
use gongping::rubric::adjust::{self, Adjustment};
use gongping::score::sentence::Language;

use super::wire::Sheaf;
use super::words::Compared;

/// What the page is told of two states.
pub struct Told {
    /// `same`, or which of the two is the later one.
    pub word: &'static str,
    /// Row by row: what, here, there.
    pub rows: Vec<String>,
}

/// Puts what is stored here beside what a file holds; `None` where what is here cannot be read.
pub fn compare(here: Sheaf, there: &Imported, language: Language) -> Option<Told> {
    let head = here.head.clone().and_then(Head::read)?;
    let known = super::rubric(&head.rubric_digest, &here.rubric)?;
    let journal = here.journal(&head);
    let opened = here.open(&known)?;
    let here = Side {
        rubric: &opened.rubric,
        assessment: &opened.assessment,
        journal: &journal,
        attachments: &head.attachments,
    };
    let there = Side {
        rubric: &there.rubric,
        assessment: &there.assessment,
        journal: &there.journal,
        attachments: &there.attachments,
    };
    let found = gongping::exchange::compare(&here, &there);
    let word = match found.relation {
        _ if found.is_same() => "same",
        Relation::Older => "older",
        Relation::Newer => "newer",
        Relation::Diverged { .. } => "diverged",
        Relation::Same | Relation::Unknown => "unknown",
    };
    Some(Told { word, rows: rows(&found, &here, &there, language) })
}

fn rows(found: &Comparison, here: &Side, there: &Side, language: Language) -> Vec<String> {
    let words = Compared::of(language);
    let mut rows = Vec::new();
    let mut row = |what: &str, here: &str, there: &str| rows.extend([what, here, there].map(str::to_owned));
    let typed = |text: &str| if text.is_empty() { words.blank.to_owned() } else { text.to_owned() };
    if let Some(Pair { here, there }) = &found.rubric {
        row(words.version, here, there);
    }
    if found.stage.is_some() {
        let name = |side: &Side| {
            let stage = side.rubric.stage(&side.assessment.stage);
            stage.map_or_else(|| side.assessment.stage.to_string(), |stage| stage.name.clone())
        };
        row(words.stage, &name(here), &name(there));
    }
    if let Some(Pair { here, there }) = &found.role {
        row(words.role, Role::printed(*here), Role::printed(*there));
    }
    for one in &found.project {
        row(field(one.field, words), &typed(&one.typed.here), &typed(&one.typed.there));
    }
    let list = |adjusted: &[adjust::Adjusted]| {
        let list: Vec<Adjustment> = adjusted.iter().map(|one| one.adjustment.clone()).collect();
        adjust::write(&list)
    };
    let mut tell = |rubric, indicator: &str, cell: &str, from: String, to: String| {
        let (indicator, cell) = (indicator.to_owned(), cell.to_owned());
        let told = told(rubric, &StepChange { indicator, cell, from, to }, language);
        let what = [told.number, told.indicator, told.field];
        let what: Vec<String> = what.into_iter().filter(|part| !part.is_empty()).collect();
        row(&what.join(" "), &told.from, &told.to);
    };
    if !found.adjusted.here.is_empty() || !found.adjusted.there.is_empty() {
        let (here_list, there_list) = (list(&found.adjusted.here), list(&found.adjusted.there));
        tell(there.rubric, "", ADJUSTMENTS, here_list, there_list);
    }
    for differing in &found.rows {
        // Where the rubrics differ, a row is told in the words of the one that has it.
        let rubric =
            if here.rubric.find(&differing.indicator).is_some() { here.rubric } else { there.rubric };
        for cell in &differing.cells {
            let Pair { here, there } = cell.typed.clone();
            tell(rubric, differing.indicator.as_str(), cell.cell.key(), here, there);
        }
    }
    let attached = |one: &Option<Attachment>| {
        one.as_ref().map_or_else(|| words.absent.to_owned(), |one| format!("{} B", one.size))
    };
    for pair in &found.attachments {
        let name = pair.here.as_ref().or(pair.there.as_ref()).map_or("", |one| one.name.as_str());
        row(&format!("{} {name}", words.attachment), &attached(&pair.here), &attached(&pair.there));
    }
    rows
}

fn field(field: ProjectField, words: &'static Compared) -> &'static str {
    match field {
        ProjectField::Name => words.name,
        ProjectField::Implementer => words.implementer,
        ProjectField::Purchaser => words.purchaser,
        ProjectField::Year => words.year,
        ProjectField::ContractSum => words.sum,
        ProjectField::Starts => words.starts,
        ProjectField::Ends => words.ends,
    }
}
