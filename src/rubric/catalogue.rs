//! The catalogue of the rubrics that ship with the app: `rubrics/catalogue.json`, written by `gongping catalogue`
//! from the files beside it. It says what a list needs, so that no rubric is fetched before one is chosen.
//! May import `rubric`, `json` and `number`. Read next: `assessment`.

use std::cell::Cell;

use super::{Kind, Object, Provenance, Role, Rubric};
use crate::json::{self, At, Fault, Faults, Fields, Node, Writer};
use crate::number::Exact;

/// The name of the catalogue's file in the folder of the rubrics.
pub const FILE: &str = "catalogue.json";

/// The folder, within that of the rubrics, of the versions that are only kept for assessments made with them.
pub const PAST: &str = "past/";

/// The most levels the catalogue may nest.
const LEVELS: usize = 8;

/// What a list needs to know of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where the rubric's file is, from the folder of the rubrics: `haiyan-purchase.json`.
    pub file: String,
    /// Names the rubric across its versions.
    pub id: String,
    /// The version of the file.
    pub version: String,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub digest: String,
    /// The printed title.
    pub title: String,
    /// What it assesses.
    pub object: Object,
    /// Whose text it is.
    pub provenance: Provenance,
    /// The name of the document it comes from.
    pub source: String,
    /// The stages by id and name, in the order in which they are offered.
    pub stages: Vec<(String, String)>,
    /// Who may rate with it, in the order in which they are offered.
    pub roles: Vec<Role>,
    /// How many sections stand at the top.
    pub sections: usize,
    /// How many indicators there are.
    pub indicators: usize,
    /// The points of the base.
    pub base: Exact,
    /// The points of the bonus.
    pub bonus: Exact,
    /// The sections at the top with their points, for a first look.
    pub summary: String,
}

impl Entry {
    /// What the catalogue says of a rubric in that file.
    pub fn of(rubric: &Rubric, file: &str) -> Self {
        let part = |name: &str, points: &Exact| format!("{name} {points}");
        let parts: Vec<String> =
            rubric.top_sections().map(|(_, section)| part(&section.name, &section.points)).collect();
        Self {
            file: file.to_owned(),
            id: rubric.id().to_string(),
            version: rubric.version().to_owned(),
            digest: rubric.digest().to_owned(),
            title: rubric.title().to_owned(),
            object: rubric.object(),
            provenance: rubric.provenance(),
            source: rubric.source().title.clone(),
            stages: rubric.stages().iter().map(|stage| (stage.id.to_string(), stage.name.clone())).collect(),
            roles: rubric.roles().to_vec(),
            sections: parts.len(),
            indicators: rubric.indicators().len(),
            base: rubric.points(Kind::Base),
            bonus: rubric.points(Kind::Bonus),
            summary: parts.join(" · "),
        }
    }

    /// Whether it is only kept for the assessments made with it, and no longer offered.
    pub fn is_past(&self) -> bool {
        self.file.starts_with(PAST)
    }

    fn write(&self, w: &mut Writer) {
        w.text("id", &self.id);
        w.text("version", &self.version);
        w.text("digest", &self.digest);
        w.text("title", &self.title);
        w.text("object", self.object.id());
        w.text("provenance", self.provenance.id());
        w.text("source", &self.source);
        w.object("stages", |w| self.stages.iter().for_each(|(id, name)| w.text(id, name)));
        let roles: Vec<&str> = self.roles.iter().map(|role| role.id()).collect();
        w.text("roles", &roles.join(" "));
        w.whole("sections", self.sections as u64);
        w.whole("indicators", self.indicators as u64);
        w.text("base", &self.base.canonical());
        w.text("bonus", &self.bonus.canonical());
        w.text("summary", &self.summary);
    }

    fn read(file: &str, entry: &Fields, told: &Damaged) -> Self {
        let words = Provenance::ALL.map(|one| (one.id(), one));
        let stages = entry.get("stages").object();
        Self {
            file: file.to_owned(),
            id: text(entry.get("id")),
            version: text(entry.get("version")),
            digest: text(entry.get("digest")),
            title: text(entry.get("title")),
            object: Object::from_id(&text(entry.get("object"))).unwrap_or(Object::Project),
            provenance: entry.get("provenance").choice(&words).unwrap_or(Provenance::Example),
            source: text(entry.get("source")),
            stages: stages.entries().map(|(id, name)| (id.to_owned(), text(name))).collect(),
            roles: text(entry.get("roles")).split(' ').filter_map(Role::from_id).collect(),
            sections: count(entry.get("sections")),
            indicators: count(entry.get("indicators")),
            base: told.figure(entry.get("base")),
            bonus: told.figure(entry.get("bonus")),
            summary: text(entry.get("summary")),
        }
    }
}

/// All rubrics that ship with the app, in the order in which they are offered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Catalogue {
    /// One entry for each file.
    pub entries: Vec<Entry>,
}

impl Catalogue {
    /// The rubric of that digest.
    pub fn by_digest(&self, digest: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.digest == digest)
    }

    /// The rubric of that id as it is offered now.
    pub fn current(&self, id: &str) -> Option<&Entry> {
        self.offered().find(|entry| entry.id == id)
    }

    /// The rubric of that id and version, offered or kept.
    pub fn by_version(&self, id: &str, version: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id && entry.version == version)
    }

    /// Those that may be chosen for a new assessment.
    pub fn offered(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.is_past())
    }

    /// The text of the file.
    pub fn write(&self) -> String {
        Writer::document(|w| self.entries.iter().for_each(|entry| w.object(&entry.file, |w| entry.write(w))))
    }

    /// Reads the file; `None` where it is damaged. What a later version added is let stand.
    pub fn read(text: &str) -> Option<Self> {
        let value = json::parse(text, LEVELS).ok()?;
        let told = Damaged::default();
        let whole = Node::top(&value, &told).object();
        let read = |(file, entry): (&str, Node)| Entry::read(file, &entry.object(), &told);
        let entries = whole.entries().map(read).collect();
        (!told.0.get()).then_some(Self { entries })
    }
}

/// Whether anything is wrong with the catalogue.
#[derive(Default)]
struct Damaged(Cell<bool>);

impl Faults for Damaged {
    fn fault(&self, _: &At, _: Fault) {
        self.0.set(true);
    }
}

impl Damaged {
    fn figure(&self, node: Node) -> Exact {
        let read = node.text().and_then(Exact::parse_canonical);
        if read.is_none() {
            self.0.set(true);
        }
        read.unwrap_or(Exact::ZERO)
    }
}

fn text(node: Node) -> String {
    node.text().unwrap_or_default().to_owned()
}

fn count(node: Node) -> usize {
    node.whole().and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
}
