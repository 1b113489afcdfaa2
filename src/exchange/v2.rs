//! The wire form of version 2: version 1 with what was changed for the assessment, the rows that do not apply, the
//! facts that are kept for later, the verdict, and the rubric's own text where it does not ship. Frozen: files of this
//! form are on people's disks. It is no longer written; what version 3 took over from it is written from here.
//! May import `rubric::adjust`, `number`, `json` and this module's `first`, `error` and `v1`. Read next: `v3`.

use super::error::ImportError;
use super::first::First;
use super::v1::{self, Named, Outcome, Override, Project, Rubric, each};
use crate::json::{Fields, Node, Value, Writer};
use crate::number::Exact;
use crate::rubric::adjust::{self, Adjustment};

/// A whole file.
pub(super) struct File {
    pub(super) rubric: Rubric,
    /// The rubric's own text, where the file carries it.
    pub(super) text: Option<String>,
    pub(super) project: Project,
    pub(super) id: String,
    pub(super) stage: String,
    pub(super) role: String,
    pub(super) adjustments: Vec<Adjustment>,
    /// By indicator and fact.
    pub(super) answers: Named<Named<String>>,
    /// Facts nobody asks for at present, because a change brought or took them.
    pub(super) kept: Named<Named<String>>,
    /// By indicator and cell.
    pub(super) not_applicable: Named<Named<String>>,
    /// By indicator.
    pub(super) overrides: Named<Override>,
    /// By indicator.
    pub(super) factors: Named<String>,
    /// By indicator.
    pub(super) notes: Named<String>,
    pub(super) result: Outcome,
    /// Not in files of version 1.
    pub(super) verdict: Option<Verdict>,
}

/// What the figures come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The full points of what is assessed in the base.
    pub(super) base_max: Exact,
    /// 合计 after the cap and what is vetoed.
    pub(super) result: Exact,
    /// The label of the grade; `None` without a grade set and while provisional.
    pub(super) grade: Option<String>,
    /// The indicators whose veto is in force.
    pub(super) vetoes: Vec<String>,
}

/// Version 1 knew nothing of what is new.
impl From<v1::File> for File {
    fn from(file: v1::File) -> Self {
        Self {
            rubric: file.rubric,
            text: None,
            project: file.project,
            id: file.id,
            stage: file.stage,
            role: file.role,
            adjustments: Vec::new(),
            answers: file.answers,
            kept: Vec::new(),
            not_applicable: Vec::new(),
            overrides: file.overrides,
            factors: file.factors,
            notes: file.notes,
            result: file.result,
            verdict: None,
        }
    }
}

/// Writes everything behind the version.
pub(super) fn write_body(w: &mut Writer, file: &File) {
    w.object("rubric", |w| {
        v1::write_rubric(w, &file.rubric);
        if let Some(text) = &file.text {
            w.text("text", text);
        }
    });
    w.object("project", |w| v1::write_project(w, &file.project));
    w.object("assessment", |w| {
        w.text("id", &file.id);
        w.text("stage", &file.stage);
        w.text("role", &file.role);
    });
    adjust::write_list(w, &file.adjustments);
    w.object("answers", |w| write_cells(w, &file.answers));
    w.object("kept", |w| write_cells(w, &file.kept));
    w.object("not_applicable", |w| write_cells(w, &file.not_applicable));
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
    w.object("result", |w| {
        v1::write_outcome(w, &file.result);
        if let Some(verdict) = &file.verdict {
            w.object("verdict", |w| write_verdict(w, verdict));
        }
    });
}

fn write_cells(w: &mut Writer, cells: &Named<Named<String>>) {
    for (indicator, cells) in cells {
        w.object(indicator, |w| cells.iter().for_each(|(key, value)| w.text(key, value)));
    }
}

fn write_verdict(w: &mut Writer, verdict: &Verdict) {
    w.text("base_max", &verdict.base_max.canonical());
    w.text("result", &verdict.result.canonical());
    w.text_or_null("grade", verdict.grade.as_deref());
    w.objects("vetoes", &verdict.vetoes, |w, indicator| w.text("indicator", indicator));
}

/// Reads a file. What it says about the rubric is not checked here.
pub(super) fn read(file: &Value) -> Result<File, ImportError> {
    let told = First::default();
    let whole = Node::top(file, &told);
    let read = read_body(&told, &whole.object());
    whole.refuse_the_rest();
    told.or(read)
}

/// Reads everything of version 2 in a file.
pub(super) fn read_body(told: &First, root: &Fields) -> File {
    // Both were looked at already: they are what led here.
    root.find("format");
    root.find("version");
    let rubric = root.get("rubric").object();
    let project = root.get("project").object();
    let assessment = root.get("assessment").object();
    let result = root.get("result").object();
    let text = |node: Node| told.text(node);
    let cells = |key: &'static str| each(root.get(key), |cells| each(cells, text));
    let verdict = result.get("verdict").object();
    File {
        rubric: v1::read_rubric(told, &rubric),
        text: rubric.find("text").text().map(str::to_owned),
        project: v1::read_project(told, &project),
        id: told.id(assessment.get("id")),
        stage: told.text(assessment.get("stage")),
        role: told.text(assessment.get("role")),
        adjustments: told.adjustments(root.get("adjustments")),
        answers: cells("answers"),
        kept: cells("kept"),
        not_applicable: cells("not_applicable"),
        overrides: each(root.get("overrides"), |set| v1::read_override(told, &set.object())),
        factors: each(root.get("factors"), text),
        notes: each(root.get("notes"), text),
        result: v1::read_outcome(told, &result),
        verdict: Some(read_verdict(told, &verdict)),
    }
}

fn read_verdict(told: &First, verdict: &Fields) -> Verdict {
    let grade = verdict.get("grade");
    let veto = |node: Node| told.text(node.object().get("indicator"));
    Verdict {
        base_max: told.figure(verdict.get("base_max")),
        result: told.figure(verdict.get("result")),
        grade: if grade.is_null() { None } else { Some(told.text(grade)) },
        vetoes: verdict.get("vetoes").list().nodes().map(veto).collect(),
    }
}
