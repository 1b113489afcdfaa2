//! From the JSON of a file to the checked rubric: the tree, its sums and its names. Every problem is collected;
//! a value that is missing or wrong is replaced by a harmless one, so that the rest can still be looked at.
//! Single values, the form, the stages and what the rubric says beyond points stand in the files below this one.
//! May import `rubric`, `json`, `number` and `order`. Read next: `values`, then `rules`.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

use super::problem::{Problem, What};
use super::{FORMAT, readings, rules};
use crate::json::{At, Fault, Faults, Fields, List, Node, Value};
use crate::number::Exact;
use crate::order::positions;
use crate::rubric::grades::Band;
use crate::rubric::{
    Child, Indicator, IndicatorId, IndicatorIx, Kind, Mode, NotApplicable, Object, Provenance, Rubric,
    RubricId, Section, SectionId, SectionIx, fields,
};

mod form;
mod grades;
mod stages;
mod structure;
mod values;

use stages::Waiting;
use structure::{MODES, POLICIES, Sums};
pub(super) use values::MOST_PLACES;

const KINDS: [(&str, Kind); 2] = [("base", Kind::Base), ("bonus", Kind::Bonus)];

/// Checks a whole file, but for what its alternatives would do.
pub(super) fn rubric(file: &Value, digest: String) -> Result<Rubric, Vec<Problem>> {
    let check = Check::default();
    let whole = Node::top(file, &check);
    let file = whole.object();
    // An editor's hint about where the format is described.
    check.optional_text(file.find("$schema"));
    let format = file.get("format");
    if let Some(found) = format.whole().filter(|found| *found != u64::from(FORMAT)) {
        check.report(&format.at, What::Format { found, known: FORMAT });
        return Err(check.problems.into_inner());
    }
    let base = check.not_negative(file.get("base"));
    let bonus = file.find("bonus");
    let bonus = if bonus.is_there() { check.not_negative(bonus) } else { Some(Exact::ZERO) };
    let id = RubricId::new(check.id(file.get("id")));
    let version = check.text(file.get("version"));
    let title = check.text(file.get("title"));
    let provenance = file.get("provenance").choice(&Provenance::ALL.map(|one| (one.id(), one)));
    let source = check.source(&file.get("source").object());
    let objects = Object::ALL.map(|object| (object.id(), object));
    let object = file.find("object").choice(&objects).unwrap_or(Object::Project);
    let roles = check.roles(file.find("roles"));
    let places = check.places(file.get("places"));
    let not_applicable = file.find("not_applicable").choice(&POLICIES).unwrap_or(NotApplicable::Forbid);
    check.not_applicable.set(Some(not_applicable));
    let total_cap = check.total_cap(file.find("total_cap"), base.as_ref());
    let grades = file.find("grades");
    let grades = if grades.is_there() { Some(check.band_set(&grades.object())) } else { None };
    check.grades.replace(grades.iter().flat_map(|set| set.bands.clone()).collect());
    let mut stages = check.stages(&check.filled(file.get("stages")));
    check.has_scale.set(stages.iter().any(|stage| stage.scale.is_some()));
    let form = check.form(&file.get("form").object());
    let readings = readings::of_form(&check, &file.find("readings").list());

    let mut tree = Tree::default();
    let mut sums = [Some(Exact::ZERO), Some(Exact::ZERO)];
    for section in check.filled(file.get("sections")).nodes() {
        let section = section.object();
        let kind = section.find("kind").choice(&KINDS).unwrap_or(Kind::Base);
        let number = tree.number_of_next(kind);
        let (_, counted) =
            check.section(&section, &Above { kind, mode: Mode::Points, parent: None, number }, &mut tree);
        let [base, bonus] = &mut sums;
        add(if kind == Kind::Base { base } else { bonus }, counted.points.as_ref());
    }
    let [of_base, of_bonus] = sums;
    if !tree.sections.is_empty() {
        check.adds_up(&file.at.field("base"), base.as_ref(), of_base.as_ref());
        check.adds_up(&file.at.field("bonus"), bonus.as_ref(), of_bonus.as_ref());
    }
    check.settle(&mut stages, &mut tree);
    whole.refuse_the_rest();
    let problems = check.problems.into_inner();
    if !problems.is_empty() {
        return Err(problems);
    }
    let id_at = |at: usize| tree.indicators.get(at).map(|indicator| &indicator.id);
    let by_id = positions(tree.indicators.len(), &|a, b| id_at(a).cmp(&id_at(b)));
    Ok(Rubric {
        id,
        version,
        title,
        provenance: provenance.unwrap_or(Provenance::Example),
        source,
        object,
        roles,
        not_applicable,
        total_cap,
        grades,
        digest,
        places,
        stages,
        form,
        readings,
        sections: tree.sections,
        indicators: tree.indicators,
        adjusted: Vec::new(),
        by_id,
    })
}

/// Adds points to a sum; where either is unknown, the sum is.
pub(super) fn add(sum: &mut Option<Exact>, points: Option<&Exact>) {
    *sum = sum.take().zip(points).map(|(sum, points)| &sum + points);
}

/// The tree as it grows.
#[derive(Default)]
struct Tree {
    sections: Vec<Section>,
    indicators: Vec<Indicator>,
    section_ids: HashSet<SectionId>,
    indicator_ids: HashMap<String, IndicatorIx>,
    base_sections: usize,
    bonus_indicators: usize,
    indicators_here: usize,
}

impl Tree {
    /// The number of the next section at the top; the count of its indicators starts anew.
    fn number_of_next(&mut self, kind: Kind) -> usize {
        self.indicators_here = 0;
        self.base_sections += usize::from(kind == Kind::Base);
        self.base_sections
    }

    /// The number of the next indicator: `2.4` for the fourth in the second section at the top, `加1` for the
    /// first that brings a bonus.
    fn number_of_indicator(&mut self, above: &Above) -> String {
        if above.kind == Kind::Bonus {
            self.bonus_indicators += 1;
            format!("加{}", self.bonus_indicators)
        } else {
            self.indicators_here += 1;
            format!("{}.{}", above.number, self.indicators_here)
        }
    }
}

/// What a section takes over from where it stands.
struct Above {
    kind: Kind,
    /// How the section it stands in makes up its points.
    mode: Mode,
    parent: Option<SectionIx>,
    number: usize,
}

/// What something adds to the section it stands in, where that could be read.
struct Counted {
    points: Option<Exact>,
    weight: Option<Exact>,
}

/// Collects problems while the rubric is built.
#[derive(Default)]
pub(super) struct Check {
    problems: Cell<Vec<Problem>>,
    /// Whether there is a stage at which cumulative targets shrink.
    pub(super) has_scale: Cell<bool>,
    /// What becomes of an indicator that does not apply.
    not_applicable: Cell<Option<NotApplicable>>,
    /// The rubric's own grades.
    grades: RefCell<Vec<Band>>,
    /// What the stages say about indicators that are still to come.
    waiting: RefCell<Waiting>,
    /// The id of the indicator being read.
    indicator: RefCell<String>,
}

impl Faults for Check {
    fn fault(&self, at: &At, fault: Fault) {
        self.report(at, What::Shape(fault));
    }
}

impl Check {
    /// Names a problem.
    pub(super) fn report(&self, at: &At, what: What) {
        self.keep(Problem { path: at.to_string(), what });
    }

    /// Keeps a problem whose path is known.
    fn keep(&self, problem: Problem) {
        let mut problems = self.problems.take();
        problems.push(problem);
        self.problems.set(problems);
    }

    /// Nothing, or every problem.
    pub(super) fn outcome(self) -> Result<(), Vec<Problem>> {
        let problems = self.problems.into_inner();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// How many problems there are.
    pub(super) fn found(&self) -> usize {
        let problems = self.problems.take();
        let found = problems.len();
        self.problems.set(problems);
        found
    }

    fn texts(&self, texts: &List) -> Vec<String> {
        texts.nodes().map(|text| self.text(text)).collect()
    }

    /// Puts a section and all that stands in it into the tree; gives its position and what it adds.
    fn section(&self, section: &Fields, above: &Above, tree: &mut Tree) -> (SectionIx, Counted) {
        let ix = SectionIx(tree.sections.len());
        let kind = section.find("kind");
        if above.parent.is_some() && kind.is_there() {
            self.report(&kind.at, What::KindBelowTop);
        }
        let points = self.positive(section.get("points"));
        let weight = self.weight(section, above);
        let mode = section.find("mode").choice(&MODES).unwrap_or(Mode::Points);
        let id = SectionId::new(self.id(section.get("id")));
        if !tree.section_ids.insert(id.clone()) && !id.as_str().is_empty() {
            self.taken(&section.at.field("id"), id.as_str());
        }
        tree.sections.push(Section {
            id,
            name: self.text(section.get("name")),
            heading: self.text(section.get("heading")),
            kind: above.kind,
            mode,
            points: points.clone().unwrap_or_default(),
            weight: weight.clone(),
            parent: above.parent,
            children: Vec::new(),
        });
        let before = self.found();
        let (sections, indicators) = (section.find("sections"), section.find("indicators"));
        let (sections, indicators) = (sections.list(), indicators.list());
        // A section that is not there, or a list that is none, has been named already.
        if sections.is_empty() == indicators.is_empty() && section.are_there() && self.found() == before {
            self.report(&section.at, What::MixedSection);
        }
        let below = Above { kind: above.kind, mode, parent: Some(ix), number: above.number };
        let mut children = Vec::new();
        let mut sums = Sums { points: Some(Exact::ZERO), weights: Some(Exact::ZERO) };
        let mut count = |child, counted: &Counted| {
            children.push(child);
            add(&mut sums.points, counted.points.as_ref());
            add(&mut sums.weights, counted.weight.as_ref());
        };
        for child in sections.nodes() {
            let (child, counted) = self.section(&child.object(), &below, tree);
            count(Child::Section(child), &counted);
        }
        for child in indicators.nodes() {
            let (child, counted) = self.indicator(&child.object(), &below, ix, tree);
            count(Child::Indicator(child), &counted);
        }
        if !children.is_empty() {
            self.makes_up(section, mode, points.as_ref(), &sums);
        }
        if let Some(section) = tree.sections.get_mut(ix.0) {
            section.children = children;
        }
        (ix, Counted { points, weight })
    }

    fn indicator(
        &self,
        indicator: &Fields,
        above: &Above,
        section: SectionIx,
        tree: &mut Tree,
    ) -> (IndicatorIx, Counted) {
        let ix = IndicatorIx(tree.indicators.len());
        let points = self.positive(indicator.get("points"));
        let weight = self.weight(indicator, above);
        let before = self.found();
        let whole = rules::Place { prefix: "", points: points.as_ref(), kind: above.kind, is_part: false };
        let id = self.id(indicator.get("id"));
        if tree.indicator_ids.contains_key(id) && !id.is_empty() {
            self.taken(&indicator.at.field("id"), id);
        }
        tree.indicator_ids.insert(id.to_owned(), ix);
        id.clone_into(&mut self.indicator.borrow_mut());
        let gate = indicator.find("gate");
        let rule = indicator.get("rule");
        let mut checked = Indicator {
            id: IndicatorId::new(id),
            number: tree.number_of_indicator(above),
            section,
            name: self.optional_text(indicator.find("name")),
            label: self.text(indicator.get("label")),
            text: self.text(indicator.get("text")),
            points: points.clone().unwrap_or_default(),
            weight: weight.clone(),
            rule_text: self.text(indicator.get("rule_text")),
            rule: rules::rule(self, rule, &whole),
            gate: if gate.is_there() { Some(rules::condition(self, gate, "gate.")) } else { None },
            veto: self.veto(indicator.find("veto")),
            may_not_apply: self.may_not_apply(indicator.find("may_not_apply"), above.kind),
            excluded_at: Vec::new(),
            hints: self.texts(&indicator.find("hints").list()),
            tags: self.texts(&indicator.find("tags").list()),
            evidence: self.texts(&indicator.find("evidence").list()),
            guides: rules::guides(self, indicator.find("guides")),
            readings: Vec::new(),
        };
        // An id used twice clashes as a key as well; it is named once.
        if self.found() == before {
            self.clashes(&indicator.at, &checked);
        }
        checked.readings = readings::of_indicator(self, &indicator.find("readings").list());
        tree.indicators.push(checked);
        (ix, Counted { points, weight })
    }

    /// Names every key that two facts of the indicator would share.
    pub(super) fn clashes(&self, at: &At, indicator: &Indicator) {
        let fields = fields::fields(indicator);
        let mut keys: HashSet<&str> = HashSet::new();
        for field in &fields {
            let key = field.key.as_str();
            if !keys.insert(key) {
                self.report(at, What::ClashingKey { key: key.to_owned() });
            }
        }
    }
}
