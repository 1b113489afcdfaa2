//! The wire form of version 1, field by field. Frozen: files of this form are on people's disks, so nothing
//! here changes once it is released. What the fields mean is said where they are filled, in `content`.
//! May import `number` and this module's `json`, `object` and `error`. Read next: `content`.

use super::FORMAT;
use super::error::ImportError;
use super::json::{Value, Writer};
use super::object::Entries;
use crate::number::Exact;

const VERSION: u64 = 1;

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

/// Writes a file.
pub(super) fn write(file: &File) -> String {
    Writer::document(|w| {
        w.text("format", FORMAT);
        w.whole("version", VERSION);
        w.object("rubric", |w| {
            w.text("id", &file.rubric.id);
            w.text("version", &file.rubric.version);
            w.text("digest", &file.rubric.digest);
            w.text("title", &file.rubric.title);
        });
        w.object("project", |w| {
            w.text("id", &file.project.id);
            w.text("name", &file.project.name);
            w.text("implementer", &file.project.implementer);
            w.text("purchaser", &file.project.purchaser);
            w.text("year", &file.project.year);
            w.text("contract_sum", &file.project.contract_sum);
            w.text("starts", &file.project.starts);
            w.text("ends", &file.project.ends);
        });
        w.object("assessment", |w| {
            w.text("id", &file.id);
            w.text("stage", &file.stage);
            w.text("role", &file.role);
        });
        w.object("answers", |w| {
            for (indicator, facts) in &file.answers {
                w.object(indicator, |w| facts.iter().for_each(|(key, value)| w.text(key, value)));
            }
        });
        w.object("overrides", |w| {
            for (indicator, set) in &file.overrides {
                w.object(indicator, |w| {
                    w.text("points", &set.points);
                    w.text("reason", &set.reason);
                });
            }
        });
        w.object("factors", |w| file.factors.iter().for_each(|(key, text)| w.text(key, text)));
        w.object("notes", |w| file.notes.iter().for_each(|(key, text)| w.text(key, text)));
        w.object("result", |w| outcome(&file.result, w));
    })
}

fn outcome(result: &Outcome, w: &mut Writer) {
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
pub(super) fn read(root: Value) -> Result<File, ImportError> {
    let mut root = Entries::root(root)?;
    // Both were looked at already: they are what led here.
    root.text("format")?;
    root.whole("version")?;
    let mut rubric = root.object("rubric")?;
    let mut project = root.object("project")?;
    let mut assessment = root.object("assessment")?;
    let file = File {
        rubric: Rubric {
            id: rubric.id("id")?,
            version: rubric.text("version")?,
            digest: rubric.text("digest")?,
            title: rubric.text("title")?,
        },
        project: Project {
            id: project.id("id")?,
            name: project.text("name")?,
            implementer: project.text("implementer")?,
            purchaser: project.text("purchaser")?,
            year: project.text("year")?,
            contract_sum: project.text("contract_sum")?,
            starts: project.text("starts")?,
            ends: project.text("ends")?,
        },
        id: assessment.id("id")?,
        stage: assessment.text("stage")?,
        role: assessment.text("role")?,
        answers: root.object("answers")?.each(|all, key| all.object(key)?.each(Entries::text))?,
        overrides: root.object("overrides")?.each(|all, key| {
            let mut set = all.object(key)?;
            let read = Override { points: set.text("points")?, reason: set.text("reason")? };
            set.done().map(|()| read)
        })?,
        factors: root.object("factors")?.each(Entries::text)?,
        notes: root.object("notes")?.each(Entries::text)?,
        result: read_outcome(root.object("result")?)?,
    };
    for entries in [rubric, project, assessment, root] {
        entries.done()?;
    }
    Ok(file)
}

fn read_outcome(mut result: Entries) -> Result<Outcome, ImportError> {
    let read = Outcome {
        base: result.figure("base")?,
        bonus: result.figure("bonus")?,
        total: result.figure("total")?,
        provisional: result.truth("provisional")?,
        answered: result.whole("answered")?,
        of: result.whole("of")?,
        sections: result.object("sections")?.each(Entries::figure)?,
        indicators: result.object("indicators")?.each(|all, key| {
            let mut score = all.object(key)?;
            let read = Score {
                points: score.figure_or_null("points")?,
                computed: score.figure_or_null("computed")?,
            };
            score.done().map(|()| read)
        })?,
    };
    result.done().map(|()| read)
}
