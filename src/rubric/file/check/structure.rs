//! What a rubric file says beyond points and rules: roles, sections by mode and weight, what may not apply, vetoes.
//! May import `rubric`, `json` and `number`. Read next: `grades`.

use super::{Above, Check, What, rules};
use crate::json::{Fields, Node};
use crate::number::Exact;
use crate::rubric::Kind;
use crate::rubric::structure::{Effect, Mode, NotApplicable, Role, Veto, VetoOn};

pub(super) const MODES: [(&str, Mode); 3] =
    [("points", Mode::Points), ("weighted", Mode::Weighted), ("capped", Mode::Capped)];
pub(super) const POLICIES: [(&str, NotApplicable); 3] = [
    ("forbid", NotApplicable::Forbid),
    ("full_marks", NotApplicable::FullMarks),
    ("rescale", NotApplicable::Rescale),
];

/// What the children of a section add up to; nothing where some of it is unknown and named already.
pub(super) struct Sums {
    pub(super) points: Option<Exact>,
    pub(super) weights: Option<Exact>,
}

impl Check {
    /// Who may rate; the two that every rubric had before it could say.
    pub(super) fn roles(&self, node: Node) -> Vec<Role> {
        if !node.is_there() {
            return vec![Role::SelfAssessment, Role::Evaluation];
        }
        let known = Role::ALL.map(|role| (role.id(), role));
        let mut roles = Vec::new();
        for node in self.filled(node).nodes() {
            let Some(role) = node.choice(&known) else { continue };
            if roles.contains(&role) {
                self.taken(&node.at, role.id());
            }
            roles.push(role);
        }
        roles
    }

    /// S24. The most that base and bonus come to together; below the base it could never be reached.
    pub(super) fn total_cap(&self, node: Node, base: Option<&Exact>) -> Option<Exact> {
        let cap = if node.is_there() { self.positive(node)? } else { return None };
        if let Some(base) = base.filter(|base| cap < **base) {
            self.report(&node.at, What::CapBelowBase { cap: cap.clone(), base: base.clone() });
        }
        Some(cap)
    }

    /// The weight of what stands in a section: compulsory in a weighted one, and without meaning in any other.
    pub(super) fn weight(&self, of: &Fields, above: &Above) -> Option<Exact> {
        let weight = of.find("weight");
        if above.mode == Mode::Weighted {
            if !weight.is_there() && of.are_there() {
                // Without a weight it would count for nothing.
                self.report(&weight.at, What::NotPositive { value: Exact::ZERO });
            }
            return self.positive(weight);
        }
        if weight.is_there() {
            self.report(&weight.at, What::WeightOutsideWeighted);
        }
        None
    }

    /// Holds what stands in a section against its points.
    pub(super) fn makes_up(&self, section: &Fields, mode: Mode, points: Option<&Exact>, sums: &Sums) {
        let at = section.at.field("points");
        match (mode, points, &sums.points, &sums.weights) {
            (Mode::Points, points, sum, _) => self.adds_up(&at, points, sum.as_ref()),
            (Mode::Capped, Some(points), Some(sum), _) if sum < points => {
                self.report(&at, What::CapOutOfReach { points: points.clone(), sum: sum.clone() });
            }
            (Mode::Weighted, _, _, Some(sum)) if *sum != Exact::HUNDRED => {
                self.report(&section.at, What::WeightsNotHundred { sum: sum.clone() });
            }
            (Mode::Capped | Mode::Weighted, ..) => {}
        }
    }

    /// What becomes of an indicator that does not apply, where it may be said of this one.
    pub(super) fn may_not_apply(&self, node: Node, kind: Kind) -> Option<NotApplicable> {
        if !node.truth()? {
            return None;
        }
        match (self.not_applicable.get(), kind) {
            (None | Some(NotApplicable::Forbid), _) => {
                self.report(&node.at, What::NotApplicableForbidden);
                None
            }
            (_, Kind::Bonus) => {
                self.report(&node.at, What::NotApplicableBonus);
                None
            }
            (policy, Kind::Base) => policy,
        }
    }

    pub(super) fn veto(&self, node: Node) -> Option<Veto> {
        if !node.is_there() {
            return None;
        }
        let from = node.object();
        let conditional = from.tagged_by("on", &[("condition", true), ("zero", false)])?;
        let on = if conditional {
            VetoOn::Condition(Box::new(rules::condition(self, from.get("condition"), "veto.")))
        } else {
            VetoOn::Zero
        };
        let effect = from.get("effect").object();
        let graded = effect.tagged_by("type", &[("zero", false), ("grade_at_most", true)])?;
        Some(Veto { on, effect: if graded { self.grade_at_most(effect.get("grade")) } else { Effect::Zero } })
    }

    fn grade_at_most(&self, node: Node) -> Effect {
        let id = node.text();
        let bands = self.grades.borrow();
        let found = bands.iter().position(|band| Some(band.id.as_str()) == id);
        match (id, found) {
            (Some(id), None) => self.report(&node.at, What::UnknownGrade { id: id.to_owned() }),
            (Some(id), Some(0)) => self.report(&node.at, What::CeilingAtBest { id: id.to_owned() }),
            _ => {}
        }
        let band = found.and_then(|at| bands.get(at));
        band.map_or(Effect::Zero, |band| Effect::GradeAtMost {
            grade: band.id.clone(),
            label: band.label.clone(),
            from: band.from.clone(),
        })
    }
}
