//! The wire form of version 1, field by field. Frozen: files of this form are on people's disks, so what is read
//! here never changes. It is no longer written; what version 2 took over from it is written from here.
//! May import `number`, `json` and this module's `first` and `error`. Read next: `v2`.

use super::error::ImportError;
use super::first::First;
use crate::json::{Fields, Node, Value, Writer};
use crate::number::Exact;

/// By name, in the order of the rubric when written and in any when read.
pub(super) type Named<T> = Vec<(String, T)>;

/// A whole file.
pub(super) struct File {
    pub(super) rubric: Rubric,
    pub(super) project: Project,
    pub(super) id: String,
    pub(super) stage: String,
    pub(super) role: String,
    /// By indicator and fact.
    pub(super) answers: Named<Named<String>>,
    /// By indicator.
    pub(super) overrides: Named<Override>,
    /// By indicator.
    pub(super) factors: Named<String>,
    /// By indicator.
    pub(super) notes: Named<String>,
    pub(super) result: Outcome,
}

pub(super) struct Rubric {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) digest: String,
    pub(super) title: String,
}

pub(super) struct Project {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) implementer: String,
    pub(super) purchaser: String,
    pub(super) year: String,
    pub(super) contract_sum: String,
    pub(super) starts: String,
    pub(super) ends: String,
}

pub(super) struct Override {
    pub(super) points: String,
    pub(super) reason: String,
}

/// The figures as they were when the file was written.
pub(super) struct Outcome {
    pub(super) base: Exact,
    pub(super) bonus: Exact,
    pub(super) total: Exact,
    pub(super) provisional: bool,
    pub(super) answered: u64,
    pub(super) of: u64,
    /// By section.
    pub(super) sections: Named<Exact>,
    /// By indicator.
    pub(super) indicators: Named<Score>,
}

/// `None` is not scored, which is not nought.
pub(super) struct Score {
    pub(super) points: Option<Exact>,
    pub(super) computed: Option<Exact>,
}

/// Writes which rubric it is.
pub(super) fn write_rubric(w: &mut Writer, rubric: &Rubric) {
    w.text("id", &rubric.id);
    w.text("version", &rubric.version);
    w.text("digest", &rubric.digest);
    w.text("title", &rubric.title);
}

/// Writes the project.
pub(super) fn write_project(w: &mut Writer, project: &Project) {
    w.text("id", &project.id);
    w.text("name", &project.name);
    w.text("implementer", &project.implementer);
    w.text("purchaser", &project.purchaser);
    w.text("year", &project.year);
    w.text("contract_sum", &project.contract_sum);
    w.text("starts", &project.starts);
    w.text("ends", &project.ends);
}

/// Writes the figures.
pub(super) fn write_outcome(w: &mut Writer, result: &Outcome) {
    w.text("base", &result.base.canonical());
    w.text("bonus", &result.bonus.canonical());
    w.text("total", &result.total.canonical());
    w.truth("provisional", result.provisional);
    w.whole("answered", result.answered);
    w.whole("of", result.of);
    w.object("sections", |w| {
        for (section, points) in &result.sections {
            w.text(section, &points.canonical());
        }
    });
    w.object("indicators", |w| {
        for (indicator, score) in &result.indicators {
            w.object(indicator, |w| {
                for (key, points) in [("points", &score.points), ("computed", &score.computed)] {
                    w.text_or_null(key, points.as_ref().map(Exact::canonical).as_deref());
                }
            });
        }
    });
}

/// Reads a file. What it says about the rubric is not checked here.
pub(super) fn read(file: &Value) -> Result<File, ImportError> {
    let told = First::default();
    let whole = Node::top(file, &told);
    let root = whole.object();
    // Both were looked at already: they are what led here.
    root.find("format");
    root.find("version");
    let rubric = root.get("rubric").object();
    let project = root.get("project").object();
    let assessment = root.get("assessment").object();
    let text = |node: Node| told.text(node);
    let read = File {
        rubric: read_rubric(&told, &rubric),
        project: read_project(&told, &project),
        id: told.id(assessment.get("id")),
        stage: told.text(assessment.get("stage")),
        role: told.text(assessment.get("role")),
        answers: each(root.get("answers"), |facts| each(facts, text)),
        overrides: each(root.get("overrides"), |set| read_override(&told, &set.object())),
        factors: each(root.get("factors"), text),
        notes: each(root.get("notes"), text),
        result: read_outcome(&told, &root.get("result").object()),
    };
    whole.refuse_the_rest();
    told.or(read)
}

/// Reads which rubric it is.
pub(super) fn read_rubric(told: &First, rubric: &Fields) -> Rubric {
    Rubric {
        id: told.id(rubric.get("id")),
        version: told.text(rubric.get("version")),
        digest: told.text(rubric.get("digest")),
        title: told.text(rubric.get("title")),
    }
}

/// Reads the project.
pub(super) fn read_project(told: &First, project: &Fields) -> Project {
    Project {
        id: told.id(project.get("id")),
        name: told.text(project.get("name")),
        implementer: told.text(project.get("implementer")),
        purchaser: told.text(project.get("purchaser")),
        year: told.text(project.get("year")),
        contract_sum: told.text(project.get("contract_sum")),
        starts: told.text(project.get("starts")),
        ends: told.text(project.get("ends")),
    }
}

/// Reads a score set by hand.
pub(super) fn read_override(told: &First, set: &Fields) -> Override {
    Override { points: told.text(set.get("points")), reason: told.text(set.get("reason")) }
}

/// Reads the figures.
pub(super) fn read_outcome(told: &First, result: &Fields) -> Outcome {
    Outcome {
        base: told.figure(result.get("base")),
        bonus: told.figure(result.get("bonus")),
        total: told.figure(result.get("total")),
        provisional: result.get("provisional").truth().unwrap_or_default(),
        answered: result.get("answered").whole().unwrap_or_default(),
        of: result.get("of").whole().unwrap_or_default(),
        sections: each(result.get("sections"), |points| told.figure(points)),
        indicators: each(result.get("indicators"), |score| {
            let score = score.object();
            Score {
                points: told.figure_or_null(score.get("points")),
                computed: told.figure_or_null(score.get("computed")),
            }
        }),
    }
}

/// Every entry of an object, in the order of the file.
pub(super) fn each<T>(object: Node, read: impl Fn(Node) -> T) -> Named<T> {
    object.object().entries().map(|(key, node)| (key.to_owned(), read(node))).collect()
}
