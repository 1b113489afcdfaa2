//! From the file's shape to the checked rubric: the tree, its sums and its names. Every problem is collected;
//! a value that is wrong is replaced by a harmless one, so that the rest can still be looked at.
//! May import `rubric` and `number`. Read next: `rules`.

use std::collections::HashSet;

use super::at::At;
use super::problem::{Problem, What};
use super::{FORMAT, rules, wire};
use crate::number::{Exact, MAX_PLACES};
use crate::rubric::{
    Child, Form, Indicator, IndicatorId, IndicatorIx, Kind, Provenance, Reading, Rubric, RubricId, Scale,
    Section, SectionId, SectionIx, Source, Stage, StageId, fields,
};

/// The largest number a rubric may hold: twelve digits, as for typed numbers.
const LARGEST: i64 = 999_999_999_999;
/// The longest id.
const ID_LENGTH: usize = 64;

/// Checks a whole file.
pub(super) fn rubric(file: wire::Rubric, digest: String) -> Result<Rubric, Vec<Problem>> {
    let top = At::Top;
    let mut check = Check { problems: Vec::new(), has_scale: file.stages.iter().any(|s| s.scale.is_some()) };
    if file.format != FORMAT {
        check.report(&top.field("format"), What::Format { found: file.format, known: FORMAT });
        return Err(check.problems);
    }
    let printed = [
        (Kind::Base, "base", check.not_negative(&top.field("base"), &file.base)),
        (Kind::Bonus, "bonus", check.not_negative(&top.field("bonus"), &file.bonus)),
    ];
    let id = RubricId::new(&check.id(&top.field("id"), file.id));
    let version = check.text(&top.field("version"), file.version);
    let title = check.text(&top.field("title"), file.title);
    let source = check.source(&top.field("source"), file.source);
    let places = check.places(&top.field("places"), file.places);
    let stages = check.stages(&top.field("stages"), file.stages);
    let form = check.form(&top.field("form"), file.form);
    let readings = check.readings(&top.field("readings"), file.readings);

    let mut tree = Tree::default();
    let at = top.field("sections");
    check.not_empty(&at, &file.sections);
    let mut sums = [Some(Exact::ZERO), Some(Exact::ZERO)];
    for (position, section) in file.sections.into_iter().enumerate() {
        let kind = match section.kind {
            Some(wire::Kind::Bonus) => Kind::Bonus,
            Some(wire::Kind::Base) | None => Kind::Base,
        };
        let number = tree.number_of_next(kind);
        let (_, points) =
            check.section(&at.item(position), section, &Above { kind, parent: None, number }, &mut tree);
        let [base, bonus] = &mut sums;
        let sum = if kind == Kind::Base { base } else { bonus };
        *sum = sum.as_ref().zip(points).map(|(sum, points)| sum + &points);
    }
    for ((_, name, printed), sum) in printed.into_iter().zip(sums) {
        check.adds_up(&top.field(name), printed.as_ref(), sum.as_ref());
    }
    if !check.problems.is_empty() {
        return Err(check.problems);
    }
    Ok(Rubric {
        id,
        version,
        title,
        provenance: match file.provenance {
            wire::Provenance::Official => Provenance::Official,
            wire::Provenance::Adapted => Provenance::Adapted,
            wire::Provenance::Example => Provenance::Example,
        },
        source,
        digest,
        places,
        stages,
        form,
        readings,
        sections: tree.sections,
        indicators: tree.indicators,
    })
}

/// The tree as it grows, with the names already taken.
#[derive(Default)]
struct Tree {
    sections: Vec<Section>,
    indicators: Vec<Indicator>,
    section_ids: HashSet<String>,
    indicator_ids: HashSet<String>,
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
pub(super) struct Check {
    problems: Vec<Problem>,
    /// Whether there is a stage at which cumulative targets shrink.
    pub(super) has_scale: bool,
}

impl Check {
    /// Names a problem.
    pub(super) fn report(&mut self, at: &At, what: What) {
        self.problems.push(Problem { path: at.to_string(), what });
    }

    /// A text with something in it.
    pub(super) fn text(&mut self, at: &At, text: String) -> String {
        if text.trim().is_empty() {
            self.report(at, What::EmptyText);
        }
        text
    }

    /// An id, which may become part of a key or of a file name.
    pub(super) fn id(&mut self, at: &At, id: String) -> String {
        let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if id.is_empty() || id.len() > ID_LENGTH || !plain {
            self.report(at, What::BadId { id: id.clone() });
        }
        id
    }

    /// An id that no other of `taken` has.
    pub(super) fn new_id(&mut self, at: &At, id: String, taken: &mut HashSet<String>) -> String {
        let id = self.id(at, id);
        if !taken.insert(id.clone()) {
            self.report(at, What::DuplicateId { id: id.clone() });
        }
        id
    }

    /// A list with something in it.
    pub(super) fn not_empty<T>(&mut self, at: &At, list: &[T]) {
        if list.is_empty() {
            self.report(at, What::EmptyList);
        }
    }

    /// A number above 0.
    pub(super) fn positive(&mut self, at: &At, text: &str) -> Option<Exact> {
        let value = self.number(at, text)?;
        if !value.is_positive() {
            self.report(at, What::NotPositive { value });
            return None;
        }
        Some(value)
    }

    /// A number not below 0.
    pub(super) fn not_negative(&mut self, at: &At, text: &str) -> Option<Exact> {
        let value = self.number(at, text)?;
        if value.is_negative() {
            self.report(at, What::Negative { value });
            return None;
        }
        Some(value)
    }

    fn number(&mut self, at: &At, text: &str) -> Option<Exact> {
        let Some(value) = Exact::parse_canonical(text) else {
            self.report(at, What::NotANumber { text: text.to_owned() });
            return None;
        };
        let limit = Exact::from(LARGEST);
        if value > limit {
            self.report(at, What::TooLarge { limit });
            return None;
        }
        Some(value)
    }

    /// Decimal places of a number that is typed or shown.
    pub(super) fn places(&mut self, at: &At, places: u32) -> u32 {
        if places > MOST_PLACES {
            self.report(at, What::TooManyPlaces { places, limit: MOST_PLACES });
        }
        places
    }

    /// Printed points against what the parts add up to; where either is unknown, that is a problem already named.
    pub(super) fn adds_up(&mut self, at: &At, printed: Option<&Exact>, sum: Option<&Exact>) {
        if let (Some(printed), Some(sum)) = (printed, sum)
            && printed != sum
        {
            self.report(at, What::SumMismatch { printed: printed.clone(), sum: sum.clone() });
        }
    }

    fn optional_text(&mut self, at: &At, text: Option<String>) -> Option<String> {
        text.map(|text| self.text(at, text))
    }

    fn source(&mut self, at: &At, source: wire::Source) -> Source {
        Source {
            title: self.text(&at.field("title"), source.title),
            issuer: self.optional_text(&at.field("issuer"), source.issuer),
            note: self.optional_text(&at.field("note"), source.note),
        }
    }

    fn stages(&mut self, at: &At, stages: Vec<wire::Stage>) -> Vec<Stage> {
        self.not_empty(at, &stages);
        let mut taken = HashSet::new();
        let stage = |(position, stage): (usize, wire::Stage)| {
            let at = at.item(position);
            Stage {
                id: StageId::new(&self.new_id(&at.field("id"), stage.id, &mut taken)),
                name: self.text(&at.field("name"), stage.name),
                scale: stage.scale.map(|scale| self.scale(&at.field("scale"), scale)),
            }
        };
        stages.into_iter().enumerate().map(stage).collect()
    }

    fn scale(&mut self, at: &At, scale: wire::Scale) -> Scale {
        let factor = self.positive(&at.field("factor"), &scale.factor).unwrap_or_default();
        if factor > Exact::ONE {
            self.report(&at.field("factor"), What::AboveOne { value: factor.clone() });
        }
        Scale { factor, note: self.text(&at.field("note"), scale.note) }
    }

    fn form(&mut self, at: &At, form: wire::Form) -> Form {
        let mut position = 0;
        let columns = form.columns.map(|heading| {
            let heading = self.text(&at.field("columns").item(position), heading);
            position += 1;
            heading
        });
        Form {
            project: self.text(&at.field("project"), form.project),
            implementer: self.text(&at.field("implementer"), form.implementer),
            date: self.text(&at.field("date"), form.date),
            columns,
            total: self.text(&at.field("total"), form.total),
            remark: self.text(&at.field("remark"), form.remark),
            signature: self.text(&at.field("signature"), form.signature),
            signature_date: self.text(&at.field("signature_date"), form.signature_date),
        }
    }

    fn texts(&mut self, at: &At, texts: Vec<String>) -> Vec<String> {
        texts.into_iter().enumerate().map(|(position, text)| self.text(&at.item(position), text)).collect()
    }

    fn readings(&mut self, at: &At, readings: Vec<wire::Reading>) -> Vec<Reading> {
        let mut taken = HashSet::new();
        let reading = |(position, reading): (usize, wire::Reading)| {
            let at = at.item(position);
            self.not_empty(&at.field("alternatives"), &reading.alternatives);
            Reading {
                id: self.new_id(&at.field("id"), reading.id, &mut taken),
                question: self.text(&at.field("question"), reading.question),
                chosen: self.text(&at.field("chosen"), reading.chosen),
                alternatives: self.texts(&at.field("alternatives"), reading.alternatives),
                why: self.text(&at.field("why"), reading.why),
            }
        };
        readings.into_iter().enumerate().map(reading).collect()
    }

    /// Puts a section and all that stands in it into the tree; gives its position and its points.
    fn section(
        &mut self,
        at: &At,
        section: wire::Section,
        above: &Above,
        tree: &mut Tree,
    ) -> (SectionIx, Option<Exact>) {
        let ix = SectionIx(tree.sections.len());
        if above.parent.is_some() && section.kind.is_some() {
            self.report(&at.field("kind"), What::KindBelowTop);
        }
        let points = self.positive(&at.field("points"), &section.points);
        tree.sections.push(Section {
            id: SectionId::new(&self.new_id(&at.field("id"), section.id, &mut tree.section_ids)),
            name: self.text(&at.field("name"), section.name),
            heading: self.text(&at.field("heading"), section.heading),
            kind: above.kind,
            points: points.clone().unwrap_or_default(),
            parent: above.parent,
            children: Vec::new(),
        });
        if section.sections.is_empty() == section.indicators.is_empty() {
            self.report(at, What::MixedSection);
        }
        let below = Above { kind: above.kind, parent: Some(ix), number: above.number };
        let mut children = Vec::new();
        let mut sum = Some(Exact::ZERO);
        let mut add = |child, points: Option<Exact>| {
            children.push(child);
            sum = sum.as_ref().zip(points).map(|(sum, points)| sum + &points);
        };
        for (position, child) in section.sections.into_iter().enumerate() {
            let (child, points) = self.section(&at.field("sections").item(position), child, &below, tree);
            add(Child::Section(child), points);
        }
        for (position, child) in section.indicators.into_iter().enumerate() {
            let (child, points) =
                self.indicator(&at.field("indicators").item(position), child, &below, ix, tree);
            add(Child::Indicator(child), points);
        }
        if !children.is_empty() {
            self.adds_up(&at.field("points"), points.as_ref(), sum.as_ref());
        }
        if let Some(section) = tree.sections.get_mut(ix.0) {
            section.children = children;
        }
        (ix, points)
    }

    fn indicator(
        &mut self,
        at: &At,
        indicator: wire::Indicator,
        above: &Above,
        section: SectionIx,
        tree: &mut Tree,
    ) -> (IndicatorIx, Option<Exact>) {
        let ix = IndicatorIx(tree.indicators.len());
        let points = self.positive(&at.field("points"), &indicator.points);
        let before = self.problems.len();
        let whole = rules::Place { prefix: "", points: points.as_ref(), kind: above.kind, is_part: false };
        let checked = Indicator {
            id: IndicatorId::new(&self.new_id(&at.field("id"), indicator.id, &mut tree.indicator_ids)),
            number: tree.number_of_indicator(above),
            section,
            name: self.optional_text(&at.field("name"), indicator.name),
            label: self.text(&at.field("label"), indicator.label),
            text: self.text(&at.field("text"), indicator.text),
            points: points.clone().unwrap_or_default(),
            rule_text: self.text(&at.field("rule_text"), indicator.rule_text),
            rule: rules::rule(self, &at.field("rule"), indicator.rule, &whole),
            gate: indicator.gate.map(|gate| rules::condition(self, &at.field("gate"), gate, "gate.")),
            hints: self.texts(&at.field("hints"), indicator.hints),
            readings: self.readings(&at.field("readings"), indicator.readings),
        };
        // An id used twice clashes as a key as well; it is named once.
        if self.problems.len() == before {
            let mut keys = HashSet::new();
            for field in fields::fields(&checked) {
                if !keys.insert(field.key.clone()) {
                    self.report(at, What::ClashingKey { key: field.key.to_string() });
                }
            }
        }
        tree.indicators.push(checked);
        (ix, points)
    }
}

/// [`MAX_PLACES`] in the width of the places themselves.
#[allow(clippy::cast_possible_truncation)]
pub(super) const MOST_PLACES: u32 = MAX_PLACES as u32;
