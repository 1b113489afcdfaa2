//! From the JSON of a file to the checked rubric: the tree, its sums and its names. Every problem is collected;
//! a value that is missing or wrong is replaced by a harmless one, so that the rest can still be looked at.
//! May import `rubric`, `json` and `number`. Read next: `rules`.

use std::cell::Cell;

use super::problem::{Problem, What};
use super::{FORMAT, readings, rules};
use crate::json::{At, Fault, Faults, Fields, List, Node, Value};
use crate::number::{Exact, MAX_PLACES};
use crate::rubric::{
    Child, Form, Indicator, IndicatorId, IndicatorIx, Kind, Provenance, Rubric, RubricId, Scale, Section,
    SectionId, SectionIx, Source, Stage, StageId, Text, fields,
};

/// The largest number a rubric may hold: twelve digits, as for typed numbers.
const LARGEST: i64 = 999_999_999_999;
/// The longest id.
const ID_LENGTH: usize = 64;

const KINDS: [(&str, Kind); 2] = [("base", Kind::Base), ("bonus", Kind::Bonus)];

/// Checks a whole file; `is_adjusted` where it was changed for an assessment.
pub(super) fn rubric(file: &Value, digest: String, is_adjusted: bool) -> Result<Rubric, Vec<Problem>> {
    let check = Check { is_adjusted, ..Check::default() };
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
    let places = check.places(file.get("places"));
    let stages = check.stages(&check.filled(file.get("stages")));
    check.has_scale.set(stages.iter().any(|stage| stage.scale.is_some()));
    let form = check.form(&file.get("form").object());
    let readings = readings::of_form(&check, &file.find("readings").list());

    let mut tree = Tree::default();
    let mut sums = [Some(Exact::ZERO), Some(Exact::ZERO)];
    for section in check.filled(file.get("sections")).nodes() {
        let section = section.object();
        let kind = section.find("kind").choice(&KINDS).unwrap_or(Kind::Base);
        let number = tree.number_of_next(kind);
        let (_, points) = check.section(&section, &Above { kind, parent: None, number }, &mut tree);
        let [base, bonus] = &mut sums;
        add(if kind == Kind::Base { base } else { bonus }, points.as_ref());
    }
    let [of_base, of_bonus] = sums;
    if !tree.sections.is_empty() {
        check.adds_up(&file.at.field("base"), base.as_ref(), of_base.as_ref());
        check.adds_up(&file.at.field("bonus"), bonus.as_ref(), of_bonus.as_ref());
    }
    whole.refuse_the_rest();
    let problems = check.problems.into_inner();
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Rubric {
        id,
        version,
        title,
        provenance: provenance.unwrap_or(Provenance::Example),
        source,
        digest,
        places,
        stages,
        form,
        readings,
        sections: tree.sections,
        indicators: tree.indicators,
        adjusted: Vec::new(),
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
    parent: Option<SectionIx>,
    number: usize,
}

/// Collects problems while the rubric is built.
#[derive(Default)]
pub(super) struct Check {
    problems: Cell<Vec<Problem>>,
    /// Whether there is a stage at which cumulative targets shrink.
    pub(super) has_scale: Cell<bool>,
    /// Whether the alternatives are left untried, because the rubric was changed already and they were tried before.
    pub(super) is_adjusted: bool,
}

impl Faults for Check {
    fn fault(&self, at: &At, fault: Fault) {
        self.report(at, What::Shape(fault));
    }
}

impl Check {
    /// Names a problem.
    pub(super) fn report(&self, at: &At, what: What) {
        let mut problems = self.problems.take();
        problems.push(Problem { path: at.to_string(), what });
        self.problems.set(problems);
    }

    /// How many problems there are.
    pub(super) fn found(&self) -> usize {
        let problems = self.problems.take();
        let found = problems.len();
        self.problems.set(problems);
        found
    }

    /// A text with something in it.
    pub(super) fn text(&self, node: Node) -> String {
        self.optional_text(node).unwrap_or_default()
    }

    /// A text with something in it, as many lines of a trace will repeat it.
    pub(super) fn words(&self, node: Node) -> Text {
        Text::from(self.text(node))
    }

    /// A text with something in it, if there is one.
    pub(super) fn optional_text(&self, node: Node) -> Option<String> {
        let text = node.text()?;
        if text.trim().is_empty() {
            self.report(&node.at, What::EmptyText);
        }
        Some(text.to_owned())
    }

    /// An id, which may become part of a key or of a file name.
    fn id<'t>(&self, node: Node<'t, '_>) -> &'t str {
        let Some(id) = node.text() else { return "" };
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if id.is_empty() || id.len() > ID_LENGTH || !plain {
            self.report(&node.at, What::BadId { id: id.to_owned() });
        }
        id
    }

    /// An id that none of its neighbours so far has.
    pub(super) fn new_id<'t>(&self, node: Node<'t, '_>, taken: &mut Vec<&'t str>) -> &'t str {
        let id = self.id(node);
        if !id.is_empty() && taken.contains(&id) {
            self.taken(&node.at, id);
        }
        taken.push(id);
        id
    }

    fn taken(&self, at: &At, id: &str) {
        self.report(at, What::DuplicateId { id: id.to_owned() });
    }

    /// A list with something in it.
    pub(super) fn filled<'t, 'p>(&self, node: Node<'t, 'p>) -> List<'t, 'p> {
        let before = self.found();
        let list = node.list();
        if list.is_empty() && node.is_there() && self.found() == before {
            self.report(&node.at, What::EmptyList);
        }
        list
    }

    /// A number above 0.
    pub(super) fn positive(&self, node: Node) -> Option<Exact> {
        let value = self.number(node)?;
        if !value.is_positive() {
            self.report(&node.at, What::NotPositive { value });
            return None;
        }
        Some(value)
    }

    /// A number not below 0.
    pub(super) fn not_negative(&self, node: Node) -> Option<Exact> {
        let value = self.number(node)?;
        if value.is_negative() {
            self.report(&node.at, What::Negative { value });
            return None;
        }
        Some(value)
    }

    fn number(&self, node: Node) -> Option<Exact> {
        let text = node.text()?;
        let Some(value) = Exact::parse_canonical(text) else {
            self.report(&node.at, What::NotANumber { text: text.to_owned() });
            return None;
        };
        let limit = Exact::from(LARGEST);
        if value > limit {
            self.report(&node.at, What::TooLarge { limit });
            return None;
        }
        Some(value)
    }

    /// Decimal places of a number that is typed or shown.
    pub(super) fn places(&self, node: Node) -> u32 {
        let places = node.whole().unwrap_or_default();
        match u32::try_from(places) {
            Ok(places) if places <= MOST_PLACES => places,
            _ => {
                self.report(&node.at, What::TooManyPlaces { places, limit: MOST_PLACES });
                MOST_PLACES
            }
        }
    }

    /// Printed points against what the parts add up to; where either is unknown, that is a problem already named.
    pub(super) fn adds_up(&self, at: &At, printed: Option<&Exact>, sum: Option<&Exact>) {
        if let (Some(printed), Some(sum)) = (printed, sum)
            && printed != sum
        {
            self.report(at, What::SumMismatch { printed: printed.clone(), sum: sum.clone() });
        }
    }

    fn source(&self, source: &Fields) -> Source {
        Source {
            title: self.text(source.get("title")),
            issuer: self.optional_text(source.find("issuer")),
            note: self.optional_text(source.find("note")),
        }
    }

    fn stages(&self, stages: &List) -> Vec<Stage> {
        let mut taken = Vec::new();
        let mut checked = Vec::new();
        for stage in stages.nodes() {
            let stage = stage.object();
            let scale = stage.find("scale");
            checked.push(Stage {
                id: StageId::new(self.new_id(stage.get("id"), &mut taken)),
                name: self.text(stage.get("name")),
                scale: if scale.is_there() { Some(self.scale(&scale.object())) } else { None },
            });
        }
        checked
    }

    fn scale(&self, scale: &Fields) -> Scale {
        let factor = self.positive(scale.get("factor")).unwrap_or_default();
        if factor > Exact::ONE {
            self.report(&scale.at.field("factor"), What::AboveOne { value: factor.clone() });
        }
        Scale { factor, note: self.text(scale.get("note")) }
    }

    fn form(&self, form: &Fields) -> Form {
        let headings = form.get("columns");
        let list = headings.list();
        let mut columns = <[String; 6]>::default();
        if headings.is_there() && list.len() != columns.len() {
            self.report(&list.at, What::WrongLength { length: list.len(), expected: columns.len() });
        }
        for (column, heading) in columns.iter_mut().zip(list.nodes()) {
            *column = self.text(heading);
        }
        Form {
            project: self.text(form.get("project")),
            implementer: self.text(form.get("implementer")),
            date: self.text(form.get("date")),
            columns,
            total: self.text(form.get("total")),
            remark: self.text(form.get("remark")),
            signature: self.text(form.get("signature")),
            signature_date: self.text(form.get("signature_date")),
        }
    }

    fn texts(&self, texts: &List) -> Vec<String> {
        texts.nodes().map(|text| self.text(text)).collect()
    }

    /// Puts a section and all that stands in it into the tree; gives its position and its points.
    fn section(&self, section: &Fields, above: &Above, tree: &mut Tree) -> (SectionIx, Option<Exact>) {
        let ix = SectionIx(tree.sections.len());
        let kind = section.find("kind");
        if above.parent.is_some() && kind.is_there() {
            self.report(&kind.at, What::KindBelowTop);
        }
        let points = self.positive(section.get("points"));
        let id = SectionId::new(self.id(section.get("id")));
        if tree.sections.iter().any(|other| other.id == id && !id.as_str().is_empty()) {
            self.taken(&section.at.field("id"), id.as_str());
        }
        tree.sections.push(Section {
            id,
            name: self.text(section.get("name")),
            heading: self.text(section.get("heading")),
            kind: above.kind,
            points: points.clone().unwrap_or_default(),
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
        let below = Above { kind: above.kind, parent: Some(ix), number: above.number };
        let mut children = Vec::new();
        let mut sum = Some(Exact::ZERO);
        for child in sections.nodes() {
            let (child, points) = self.section(&child.object(), &below, tree);
            children.push(Child::Section(child));
            add(&mut sum, points.as_ref());
        }
        for child in indicators.nodes() {
            let (child, points) = self.indicator(&child.object(), &below, ix, tree);
            children.push(Child::Indicator(child));
            add(&mut sum, points.as_ref());
        }
        if !children.is_empty() {
            self.adds_up(&section.at.field("points"), points.as_ref(), sum.as_ref());
        }
        if let Some(section) = tree.sections.get_mut(ix.0) {
            section.children = children;
        }
        (ix, points)
    }

    fn indicator(
        &self,
        indicator: &Fields,
        above: &Above,
        section: SectionIx,
        tree: &mut Tree,
    ) -> (IndicatorIx, Option<Exact>) {
        let ix = IndicatorIx(tree.indicators.len());
        let points = self.positive(indicator.get("points"));
        let before = self.found();
        let whole = rules::Place { prefix: "", points: points.as_ref(), kind: above.kind, is_part: false };
        let id = IndicatorId::new(self.id(indicator.get("id")));
        if tree.indicators.iter().any(|other| other.id == id && !id.as_str().is_empty()) {
            self.taken(&indicator.at.field("id"), id.as_str());
        }
        let gate = indicator.find("gate");
        let rule = indicator.get("rule");
        let mut checked = Indicator {
            id,
            number: tree.number_of_indicator(above),
            section,
            name: self.optional_text(indicator.find("name")),
            label: self.text(indicator.get("label")),
            text: self.text(indicator.get("text")),
            points: points.clone().unwrap_or_default(),
            rule_text: self.text(indicator.get("rule_text")),
            rule: rules::rule(self, rule, &whole),
            gate: if gate.is_there() { Some(rules::condition(self, gate, "gate.")) } else { None },
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
        let list = indicator.find("readings");
        checked.readings = readings::of_indicator(self, &list.list(), &checked, rule, &whole);
        tree.indicators.push(checked);
        (ix, points)
    }

    /// Names every key that two facts of the indicator would share.
    pub(super) fn clashes(&self, at: &At, indicator: &Indicator) {
        let fields = fields::fields(indicator);
        let mut keys: Vec<&str> = Vec::new();
        for field in &fields {
            let key = field.key.as_str();
            if keys.contains(&key) {
                self.report(at, What::ClashingKey { key: key.to_owned() });
            }
            keys.push(key);
        }
    }
}

/// [`MAX_PLACES`] in the width of the places themselves.
#[allow(clippy::cast_possible_truncation)]
pub(super) const MOST_PLACES: u32 = MAX_PLACES as u32;
