//! The frame of the table: which indicator stands in which row, and the cells on its left that are merged over
//! several rows.
//! May import `score`, `rubric` and `number`. Read next: `form`.

use std::fmt::Write as _;

use super::{Merged, Name};
use crate::rubric::{Indicator, IndicatorIx, Mode, Rubric, Section, SectionIx};
use crate::score::Scorecard;

/// A row of the table before anything is said of it.
pub(super) struct Place {
    pub(super) indicator: IndicatorIx,
    pub(super) content: Option<Merged>,
    pub(super) name: Name,
}

/// The rows in order.
pub(super) fn places(rubric: &Rubric, card: &Scorecard) -> Vec<Place> {
    let mut places = Vec::new();
    for (top, _) in rubric.top_sections() {
        let leaves: Vec<(IndicatorIx, &Indicator)> = rubric
            .indicators_below(top)
            .into_iter()
            .filter_map(|at| Some((at, rubric.indicator(at)?)))
            .collect();
        for of_section in leaves.chunk_by(|(_, one), (_, next)| one.section == next.section) {
            let mut content = of_section
                .first()
                .map(|(_, first)| Merged { text: path(rubric, card, first.section), rows: of_section.len() });
            for run in of_section.chunk_by(|(_, one), (_, next)| one.name == next.name) {
                let mut covering = run.first().and_then(|(_, first)| first.name.clone());
                let is_named = covering.is_some();
                for (indicator, _) in run {
                    let name = match covering.take() {
                        Some(text) => Name::Begins(Merged { text, rows: run.len() }),
                        None if is_named => Name::Covered,
                        None => Name::None,
                    };
                    places.push(Place { indicator: *indicator, content: content.take(), name });
                }
            }
        }
    }
    places
}

/// The section and those it stands in, from the top, line by line.
fn path(rubric: &Rubric, card: &Scorecard, at: SectionIx) -> String {
    let mut lines = Vec::new();
    let mut next = Some(at);
    while let Some((at, section)) = next.and_then(|at| Some((at, rubric.section(at)?))) {
        let mut line = section.heading.clone();
        if let Some(weight) = &section.weight {
            // Writing to a text cannot fail.
            let _ = write!(line, "\n权重 {}%", weight.display(rubric.places()));
        }
        if let Some(points) = reached(rubric, card, at, section) {
            line += &points;
        }
        lines.push(line);
        next = section.parent;
    }
    lines.reverse();
    lines.join("\n")
}

/// What a section comes to, where its rows do not add up to it by themselves.
fn reached(rubric: &Rubric, card: &Scorecard, at: SectionIx, section: &Section) -> Option<String> {
    let subtotal = card.sections.get(at.0)?;
    if section.mode == Mode::Points || subtotal.answered == 0 {
        return None;
    }
    let [points, max] = [&subtotal.points, &subtotal.max].map(|points| points.display(rubric.places()));
    Some(format!("\n得 {points}／{max} 分"))
}
