//! The figures in a file against the figures that follow from its facts. A difference means that somebody
//! changed the file by hand or that another engine wrote it; the facts count, and the person is told.
//! May import `rubric`, `json`, `number` and this module's `v1`, `v2` and `error`. Read next: `score`, which decides.

use super::error::ImportError;
use super::v1::{Named, Outcome};
use super::v2::Verdict;
use crate::json::shown;
use crate::number::Exact;
use crate::rubric::{IndicatorIx, Rubric, SectionIx};

/// Something a file states that does not follow from its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Discrepancy {
    /// A figure.
    Points {
        /// Which.
        of: Figure,
        /// What the file states; `None` is not scored.
        stated: Option<Exact>,
        /// What follows from the facts; `None` is not scored.
        follows: Option<Exact>,
    },
    /// The grade.
    Grade {
        /// What the file states; `None` is no grade.
        stated: Option<String>,
        /// What follows from the facts; `None` is no grade.
        follows: Option<String>,
    },
    /// Which indicators veto the result.
    Vetoes {
        /// What the file states, by the names of the indicators.
        stated: Vec<String>,
        /// What follows from the facts.
        follows: Vec<String>,
    },
    /// How far the assessment is.
    Progress {
        /// What the file states.
        stated: Progress,
        /// What follows from the facts.
        follows: Progress,
    },
}

/// A figure of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// The points of an indicator that are in force, an override counted.
    Indicator(IndicatorIx),
    /// The points of an indicator that follow from its facts alone.
    Computed(IndicatorIx),
    /// The points of a section.
    Section(SectionIx),
    /// The base.
    Base,
    /// The bonus.
    Bonus,
    /// 合计
    Total,
    /// The full points of what is assessed in the base.
    BaseMax,
    /// 合计 after the cap and what is vetoed.
    Result,
}

/// How far an assessment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// How many base indicators have a score.
    pub answered: u64,
    /// How many base indicators there are.
    pub of: u64,
    /// 暂计: whether the total is provisional.
    pub provisional: bool,
}

/// Everything the file states that does not follow, in the order of the form, totals last.
///
/// # Errors
/// `Missing`, `UnknownIndicator` or `UnknownField` where the file does not speak of exactly the rubric's
/// indicators and sections.
pub(super) fn between(
    rubric: &Rubric,
    stated: Outcome,
    follows: Outcome,
) -> Result<Vec<Discrepancy>, ImportError> {
    let mut found = Vec::new();
    let mut compare = |of, stated: Option<Exact>, follows: Option<Exact>| {
        if stated != follows {
            found.push(Discrepancy::Points { of, stated, follows });
        }
    };
    let unknown_indicator = |id: &str| ImportError::UnknownIndicator { id: shown(id) };
    let unknown_section = |id: &str| ImportError::UnknownField { path: format!("{SECTIONS}.{}", shown(id)) };
    let indicators = paired(INDICATORS, stated.indicators, follows.indicators, unknown_indicator)?;
    let sections = paired(SECTIONS, stated.sections, follows.sections, unknown_section)?;
    for (at, (stated, follows)) in (0..rubric.indicators().len()).map(IndicatorIx).zip(indicators) {
        compare(Figure::Indicator(at), stated.points, follows.points);
        compare(Figure::Computed(at), stated.computed, follows.computed);
    }
    for (at, (stated, follows)) in (0..rubric.sections().len()).map(SectionIx).zip(sections) {
        compare(Figure::Section(at), Some(stated), Some(follows));
    }
    compare(Figure::Base, Some(stated.base), Some(follows.base));
    compare(Figure::Bonus, Some(stated.bonus), Some(follows.bonus));
    compare(Figure::Total, Some(stated.total), Some(follows.total));
    let progress = |answered, of, provisional| Progress { answered, of, provisional };
    let stated = progress(stated.answered, stated.of, stated.provisional);
    let follows = progress(follows.answered, follows.of, follows.provisional);
    if stated != follows {
        found.push(Discrepancy::Progress { stated, follows });
    }
    Ok(found)
}

/// What the figures come to, stated against what follows.
pub(super) fn of_verdict(stated: Verdict, follows: Verdict) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    let figures = [
        (Figure::BaseMax, stated.base_max, follows.base_max),
        (Figure::Result, stated.result, follows.result),
    ];
    for (of, stated, follows) in figures {
        if stated != follows {
            found.push(Discrepancy::Points { of, stated: Some(stated), follows: Some(follows) });
        }
    }
    if stated.grade != follows.grade {
        let shown = stated.grade.as_deref().map(shown);
        found.push(Discrepancy::Grade { stated: shown, follows: follows.grade });
    }
    if stated.vetoes != follows.vetoes {
        let stated = stated.vetoes.iter().map(|id| shown(id)).collect();
        found.push(Discrepancy::Vetoes { stated, follows: follows.vetoes });
    }
    found
}

const INDICATORS: &str = "result.indicators";
const SECTIONS: &str = "result.sections";

/// Puts what is stated beside what follows, in the order of the latter.
fn paired<T>(
    path: &str,
    mut stated: Named<T>,
    follows: Named<T>,
    unknown: impl Fn(&str) -> ImportError,
) -> Result<Vec<(T, T)>, ImportError> {
    let pairs = follows
        .into_iter()
        .map(|(id, follows)| match stated.iter().position(|(stated, _)| *stated == id) {
            Some(at) => Ok((stated.remove(at).1, follows)),
            None => Err(ImportError::Missing { path: format!("{path}.{id}") }),
        })
        .collect::<Result<Vec<_>, _>>()?;
    match stated.first() {
        Some((id, _)) => Err(unknown(id)),
        None => Ok(pairs),
    }
}
