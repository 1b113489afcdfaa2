//! The head of an assessment: everything but its cells, with the figures that the home page lists.
//! Read next: `project`.

use super::{Attachment, Record, read, text};
use crate::assessment::{Assessment, Role};
use crate::json::{Fields, Node, Writer};
use crate::number::Exact;
use crate::rubric::adjust::{self, Adjustment};
use crate::rubric::{Kind, Rubric, StageId};
use crate::score::Scorecard;

/// What is said of an assessment without reading its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The assessment's id; the key of the record, not part of its text.
    pub id: String,
    /// The project's id.
    pub project: String,
    /// Names the rubric across its versions.
    pub rubric: String,
    /// The version of the rubric file it was made with.
    pub rubric_version: String,
    /// SHA-256 of that rubric file.
    pub rubric_digest: String,
    /// One of the rubric's stages.
    pub stage: String,
    /// The role's name in files.
    pub role: String,
    /// The last change, in milliseconds since 1970; only shown and sorted by.
    pub changed: u64,
    /// Counts the edits made to it; the order of changes, whatever the clock says.
    pub revision: u64,
    /// What was changed of the rubric for it.
    pub adjustments: Vec<Adjustment>,
    /// What lists say of the rubric, so that none has to be read for them.
    pub form: Form,
    /// The figures at the last change.
    pub summary: Summary,
    /// When it was deleted, in milliseconds since 1970; then it is in the bin.
    pub deleted: Option<u64>,
    /// The turn of the tab that wrote this head.
    pub turn: Option<u64>,
    /// The number of the last step of the journal; `None` where what it holds is older than its journal.
    pub journal: Option<u64>,
    /// What is attached; the bytes lie beside it in the store.
    pub attachments: Vec<Attachment>,
    /// The revision that was last handed out as a file.
    pub exported: Option<u64>,
    /// Who worked on it last; empty where nobody said.
    pub by: String,
}

/// What lists say of the rubric and the stage of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The printed title.
    pub title: String,
    /// The stage's printed name.
    pub stage: String,
    /// Whether the stage leaves cumulative targets as printed.
    pub is_whole: bool,
    /// Decimal places of a shown score.
    pub places: u32,
    /// The full points of the base, as an exact number.
    pub base: String,
    /// The full points of the bonus, as an exact number.
    pub bonus: String,
}

impl Form {
    fn of(rubric: &Rubric, stage: &StageId) -> Self {
        let found = rubric.stage(stage);
        Self {
            title: rubric.title().to_owned(),
            stage: found.map_or_else(|| stage.to_string(), |stage| stage.name.clone()),
            is_whole: found.is_some_and(|stage| stage.scale.is_none()),
            places: rubric.places(),
            base: rubric.points(Kind::Base).canonical(),
            bonus: rubric.points(Kind::Bonus).canonical(),
        }
    }

    /// That of a head from before it was kept: there was one rubric then, with two stages.
    fn before_it_was_kept(stage: &str) -> Self {
        let is_whole = stage == "final";
        Self {
            title: "海盐县政府购买社会组织服务项目评估细则".to_owned(),
            stage: if is_whole { "结项" } else { "中期" }.to_owned(),
            is_whole,
            places: 2,
            base: "100".to_owned(),
            bonus: "5".to_owned(),
        }
    }

    fn write(&self, w: &mut Writer) {
        w.text("title", &self.title);
        w.text("stage", &self.stage);
        w.truth("is_whole", self.is_whole);
        w.whole("places", self.places.into());
        w.text("base", &self.base);
        w.text("bonus", &self.bonus);
    }

    fn read(form: &Fields) -> Self {
        let places = form.get("places").whole();
        Self {
            title: text(form.get("title")),
            stage: text(form.get("stage")),
            is_whole: form.get("is_whole").truth().unwrap_or_default(),
            places: places.and_then(|places| u32::try_from(places).ok()).unwrap_or_default(),
            base: text(form.get("base")),
            bonus: text(form.get("bonus")),
        }
    }
}

/// The figures of an assessment, for lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// How many indicators have a score.
    pub answered: usize,
    /// How many there are.
    pub of: usize,
    /// The base, as an exact number.
    pub base: String,
    /// The bonus, as an exact number.
    pub bonus: String,
    /// Both after caps and vetoes, as an exact number.
    pub total: String,
    /// 暂计: whether a base indicator is without a score.
    pub provisional: bool,
}

impl Summary {
    /// The figures of a scorecard.
    pub fn of(card: &Scorecard) -> Self {
        let (base, bonus) = (&card.base, &card.bonus);
        Self {
            answered: base.answered + bonus.answered,
            of: base.of + bonus.of,
            base: base.points.canonical(),
            bonus: bonus.points.canonical(),
            total: card.result().canonical(),
            provisional: !base.is_complete(),
        }
    }
}

/// A stored figure as it is read; what is no number is shown as it stands.
pub fn figure(stored: &str, places: u32) -> String {
    Exact::parse_canonical(stored).map_or_else(|| stored.to_owned(), |exact| exact.display(places))
}

impl Head {
    /// The head of a newly stored assessment.
    pub fn of(rubric: &Rubric, assessment: &Assessment, card: &Scorecard, changed: u64) -> Self {
        Self {
            id: assessment.id.clone(),
            project: assessment.project.id.clone(),
            rubric: rubric.id().to_string(),
            rubric_version: rubric.version().to_owned(),
            rubric_digest: rubric.digest().to_owned(),
            stage: assessment.stage.to_string(),
            role: assessment.role.id().to_owned(),
            changed,
            revision: 0,
            adjustments: assessment.adjustments.clone(),
            form: Form::of(rubric, &assessment.stage),
            summary: Summary::of(card),
            deleted: None,
            turn: None,
            journal: None,
            attachments: Vec::new(),
            exported: None,
            by: String::new(),
        }
    }

    /// Who rates; self-assessment where the store says something this app does not know.
    pub fn role(&self) -> Role {
        Role::from_id(&self.role).unwrap_or(Role::SelfAssessment)
    }

    /// When in the project's life.
    pub fn stage_id(&self) -> StageId {
        StageId::new(&self.stage)
    }

    /// The text that is stored.
    pub fn json(&self) -> String {
        Writer::document(|w| {
            w.text("project", &self.project);
            w.text("rubric", &self.rubric);
            w.text("rubric_version", &self.rubric_version);
            w.text("rubric_digest", &self.rubric_digest);
            w.text("stage", &self.stage);
            w.text("role", &self.role);
            w.whole("changed", self.changed);
            w.whole("revision", self.revision);
            adjust::write_list(w, &self.adjustments);
            w.object("form", |w| self.form.write(w));
            w.object("summary", |w| {
                let summary = &self.summary;
                w.whole("answered", summary.answered as u64);
                w.whole("of", summary.of as u64);
                w.text("base", &summary.base);
                w.text("bonus", &summary.bonus);
                w.text("total", &summary.total);
                w.truth("provisional", summary.provisional);
            });
            let whole = |w: &mut Writer, key, value: Option<u64>| {
                if let Some(value) = value {
                    w.whole(key, value);
                }
            };
            whole(w, "deleted", self.deleted);
            whole(w, "turn", self.turn);
            whole(w, "journal", self.journal);
            if !self.attachments.is_empty() {
                w.objects("attachments", &self.attachments, |w, attachment| attachment.write(w));
            }
            whole(w, "exported", self.exported);
            if !self.by.is_empty() {
                w.text("by", &self.by);
            }
        })
    }

    /// The record that is stored.
    pub fn record(&self) -> Record {
        Record { id: self.id.clone(), json: self.json() }
    }

    /// Reads a record; `None` where it is damaged.
    pub fn read(record: Record) -> Option<Self> {
        let Record { id, json } = record;
        read(&json, |head| {
            let summary = head.get("summary").object();
            let stage = text(head.get("stage"));
            let form = head.find("form").object();
            Self {
                id,
                form: if form.are_there() { Form::read(&form) } else { Form::before_it_was_kept(&stage) },
                project: text(head.get("project")),
                rubric: text(head.get("rubric")),
                rubric_version: text(head.get("rubric_version")),
                rubric_digest: text(head.get("rubric_digest")),
                stage,
                adjustments: adjust::read_list(head.find("adjustments")),
                role: text(head.get("role")),
                changed: head.get("changed").whole().unwrap_or_default(),
                // A record from before edits were counted has none.
                revision: head.find("revision").whole().unwrap_or_default(),
                summary: Summary {
                    answered: count(summary.get("answered")),
                    of: count(summary.get("of")),
                    base: text(summary.get("base")),
                    bonus: text(summary.get("bonus")),
                    total: text(summary.get("total")),
                    provisional: summary.get("provisional").truth().unwrap_or_default(),
                },
                // Heads from before there were a bin, turns and a journal have none of these.
                deleted: head.find("deleted").whole(),
                turn: head.find("turn").whole(),
                journal: head.find("journal").whole(),
                attachments: attachments(head.find("attachments")),
                exported: head.find("exported").whole(),
                by: text(head.find("by")),
            }
        })
    }
}

fn attachments(list: Node) -> Vec<Attachment> {
    list.list().nodes().map(|one| Attachment::take(&one.object(), text)).collect()
}

fn count(node: Node) -> usize {
    node.whole().and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A head as schema 2 had it.
    const OLD: &str = r#"{"project": "p", "rubric": "r", "rubric_version": "1", "rubric_digest": "d", "stage": "final",
        "role": "self", "changed": 5, "revision": 2, "adjustments": [],
        "form": {"title": "t", "stage": "结项", "is_whole": true, "places": 2, "base": "100", "bonus": "5"},
        "summary": {"answered": 1, "of": 29, "base": "3", "bonus": "0", "total": "3", "provisional": true}}"#;

    #[track_caller]
    fn head(json: &str) -> Head {
        Head::read(Record { id: "a".to_owned(), json: json.to_owned() }).unwrap()
    }

    #[test]
    fn a_head_from_before_the_bin_and_the_journal_is_read_and_written_without_them() {
        let old = head(OLD);
        assert_eq!((old.deleted, old.turn, old.journal, old.exported), (None, None, None, None));
        assert!(old.attachments.is_empty() && old.by.is_empty());
        for word in ["deleted", "turn", "journal", "attachments", "exported", "\"by\""] {
            assert!(!old.json().contains(word), "{word}");
        }
        assert_eq!(head(&old.json()), old);
    }

    #[test]
    fn everything_a_head_says_is_read_as_it_was_written() {
        let attachment = Attachment {
            name: "照片.jpg".to_owned(),
            media_type: "image/jpeg".to_owned(),
            size: 3,
            sha256: "ab".repeat(32),
            indicator: Some("HY-01".to_owned()),
        };
        let full = Head {
            deleted: Some(7),
            turn: Some(3),
            journal: Some(0),
            attachments: vec![attachment],
            exported: Some(2),
            by: "王评估".to_owned(),
            ..head(OLD)
        };
        assert_eq!(head(&full.json()), full);
    }

    #[test]
    fn what_a_later_app_adds_to_a_head_is_let_stand_and_what_is_of_the_wrong_kind_is_damage() {
        assert_eq!(head(&OLD.replacen('{', r#"{"later": [1], "#, 1)), head(OLD));
        for wrong in
            [r#"{"deleted": "7", "#, r#"{"journal": -1, "#, r#"{"attachments": {}, "#, r#"{"by": 1, "#]
        {
            let json = OLD.replacen('{', wrong, 1);
            assert_eq!(Head::read(Record { id: "a".to_owned(), json }), None, "{wrong}");
        }
    }
}
