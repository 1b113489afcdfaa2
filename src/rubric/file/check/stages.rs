//! The stages of a rubric file. What a stage excludes or replaces names indicators that stand further down in the
//! file, so it is kept until the tree is read, and what then turns out to name nothing is a problem at its place.
//! May import `rubric`, `json` and `number`. Read next: `structure`.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Check, Problem, Tree, What};
use crate::json::{Fields, List};
use crate::number::Exact;
use crate::rubric::stage::Replaced;
use crate::rubric::{IndicatorIx, Scale, Stage, StageId};

/// What the stages say about indicators, by the names that stand in the file.
#[derive(Default)]
pub(super) struct Waiting {
    excluded: Vec<Named>,
    replaced: Vec<Figure>,
    /// By indicator, the positions in `replaced`.
    by_indicator: BTreeMap<String, Vec<usize>>,
}

/// An indicator that is not assessed at a stage.
struct Named {
    stage: usize,
    path: String,
    indicator: String,
}

/// A figure in place of a printed one at a stage.
struct Figure {
    stage: usize,
    id: StageId,
    path: String,
    indicator: String,
    part: Option<String>,
    threshold: Exact,
    /// Whether a rule with such a figure was found.
    found: Cell<bool>,
}

impl Check {
    pub(super) fn stages(&self, stages: &List) -> Vec<Stage> {
        let mut taken = BTreeSet::new();
        let mut checked = Vec::new();
        let mut waiting = Waiting::default();
        for stage in stages.nodes() {
            let stage = stage.object();
            let id = StageId::new(self.new_id(stage.get("id"), &mut taken));
            let (name, scale) = (self.text(stage.get("name")), stage.find("scale"));
            let scale = if scale.is_there() { Some(self.scale(&scale.object())) } else { None };
            self.effects(&stage, checked.len(), &id, &mut waiting);
            checked.push(Stage { id, name, scale, excluded: Vec::new(), replaced: Vec::new() });
        }
        self.waiting.replace(waiting);
        checked
    }

    fn scale(&self, scale: &Fields) -> Scale {
        let factor = self.positive(scale.get("factor")).unwrap_or_default();
        if factor > Exact::ONE {
            self.report(&scale.at.field("factor"), What::AboveOne { value: factor.clone() });
        }
        Scale {
            factor,
            note: self.text(scale.get("note")),
            scale_deduction: scale.find("scale_deduction").truth().unwrap_or_default(),
        }
    }

    fn effects(&self, stage: &Fields, at: usize, id: &StageId, waiting: &mut Waiting) {
        let mut taken = BTreeSet::new();
        for excluded in stage.find("excluded").list().nodes() {
            let indicator = self.new_id(excluded, &mut taken).to_owned();
            waiting.excluded.push(Named { stage: at, path: excluded.at.to_string(), indicator });
        }
        let mut taken = BTreeSet::new();
        for replaced in stage.find("replaced").list().nodes() {
            let replaced = replaced.object();
            let part = replaced.find("part");
            let part = if part.is_there() { Some(self.id(part).to_owned()) } else { None };
            let indicator = self.id(replaced.get("indicator")).to_owned();
            if !taken.insert((indicator.clone(), part.clone())) {
                self.taken(&replaced.at, &indicator);
            }
            waiting.by_indicator.entry(indicator.clone()).or_default().push(waiting.replaced.len());
            waiting.replaced.push(Figure {
                stage: at,
                id: id.clone(),
                path: replaced.at.to_string(),
                indicator,
                part,
                threshold: self.not_negative(replaced.get("threshold")).unwrap_or_default(),
                found: Cell::new(false),
            });
        }
    }

    /// The figures of all stages in place of the one whose keys begin with `prefix`, in the indicator being read.
    pub(in crate::rubric::file) fn at_stages(&self, prefix: &str) -> Vec<(StageId, Exact)> {
        let waiting = self.waiting.borrow();
        let here = waiting.by_indicator.get(self.indicator.borrow().as_str());
        let part = prefix.strip_suffix('.');
        let found = here.into_iter().flatten().filter_map(|at| waiting.replaced.get(*at));
        let found = found.filter(|figure| figure.part.as_deref() == part);
        found
            .map(|figure| {
                figure.found.set(true);
                (figure.id.clone(), figure.threshold.clone())
            })
            .collect()
    }

    /// Puts what the stages say where it belongs, now that the tree is there.
    pub(super) fn settle(&self, stages: &mut [Stage], tree: &mut Tree) {
        let waiting = self.waiting.take();
        for named in waiting.excluded {
            let Some(ix) = tree.find(&named.indicator) else {
                self.unknown(named.path, named.indicator);
                continue;
            };
            if let (Some(stage), Some(indicator)) =
                (stages.get_mut(named.stage), tree.indicators.get_mut(ix.0))
            {
                indicator.excluded_at.push(stage.id.clone());
                stage.excluded.push(ix);
            }
        }
        for figure in waiting.replaced {
            let Some(indicator) = tree.find(&figure.indicator) else {
                self.unknown(format!("{}.indicator", figure.path), figure.indicator);
                continue;
            };
            if !figure.found.get() {
                let field = if figure.part.is_some() { "part" } else { "indicator" };
                self.keep(Problem { path: format!("{}.{field}", figure.path), what: What::NoThreshold });
            }
            if let Some(stage) = stages.get_mut(figure.stage) {
                let (part, threshold) = (figure.part, figure.threshold);
                stage.replaced.push(Replaced { indicator, part, threshold });
            }
        }
    }

    fn unknown(&self, path: String, id: String) {
        // An id that is no id has been named already.
        if !id.is_empty() {
            self.keep(Problem { path, what: What::UnknownIndicator { id } });
        }
    }
}

impl Tree {
    fn find(&self, id: &str) -> Option<IndicatorIx> {
        self.indicator_ids.get(id).copied()
    }
}
