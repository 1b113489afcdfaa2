//! How the domain tests fill a sheet: `sheet("HY-08").fact("part", "91").fact("whole", "100").scores("3")`.
//! Facts are given as a person types them and figures come back as text, so a test reads like a worked example.
//! May import the library. Read next: `haiyan`.

use std::sync::{Arc, LazyLock};

use gongping::assessment::{Assessment, Cell, Edit, Project, Role, Sheet};
use gongping::number::Exact;
use gongping::rubric::fields::{Entry, Field, fields};
use gongping::rubric::{FieldKey, Indicator, IndicatorId, IndicatorIx, Kind, Rubric, StageId};
use gongping::score::sentence::{Language, reason};
use gongping::score::{Fault, IndicatorScore, State, score_indicator};
use serde_json::{Value, json};

/// The 海盐 rubric as it ships.
pub(crate) const HAIYAN: &str = include_str!("../../rubrics/haiyan-purchase.json");

/// The 海盐 rubric as it ships.
pub(crate) fn haiyan() -> Arc<Rubric> {
    static RUBRIC: LazyLock<Arc<Rubric>> = LazyLock::new(|| Arc::new(Rubric::read(HAIYAN).unwrap()));
    Arc::clone(&RUBRIC)
}

/// Starts a blank sheet of a 海盐 row at 结项.
pub(crate) fn sheet(row: &str) -> Filling {
    row_of(&haiyan(), row)
}

/// Starts a blank sheet of a row at the first stage of its rubric.
#[track_caller]
pub(crate) fn row_of(rubric: &Arc<Rubric>, row: &str) -> Filling {
    Filling::new(Arc::clone(rubric), find(rubric, row))
}

/// The position of an indicator.
#[track_caller]
pub(crate) fn find(rubric: &Rubric, id: &str) -> IndicatorIx {
    rubric.find(&IndicatorId::new(id)).unwrap_or_else(|| panic!("no indicator {id}"))
}

/// A number as a test states it.
#[track_caller]
pub(crate) fn exact(text: &str) -> Exact {
    Exact::parse_canonical(text).unwrap_or_else(|| panic!("{text} is no number"))
}

/// A sheet being filled in.
#[derive(Clone)]
pub(crate) struct Filling {
    rubric: Arc<Rubric>,
    at: IndicatorIx,
    stage: StageId,
    sheet: Sheet,
}

impl Filling {
    fn new(rubric: Arc<Rubric>, at: IndicatorIx) -> Self {
        let stage = rubric.stages()[0].id.clone();
        Self { rubric, at, stage, sheet: Sheet::default() }
    }

    /// Starts a blank sheet of an indicator of a rubric.
    #[track_caller]
    pub(crate) fn of(rubric: &Arc<Rubric>, id: &str) -> Self {
        Self::new(Arc::clone(rubric), find(rubric, id))
    }

    /// The rubric the sheet belongs to.
    pub(crate) fn rubric(&self) -> &Rubric {
        &self.rubric
    }

    /// The indicator the sheet belongs to.
    pub(crate) fn indicator(&self) -> &Indicator {
        self.rubric.indicator(self.at).unwrap()
    }

    /// Types a fact the indicator asks for.
    #[track_caller]
    pub(crate) fn fact(mut self, key: &str, value: &str) -> Self {
        let key = FieldKey::new(key);
        assert!(
            gongping::rubric::fields::knows(self.indicator(), &key),
            "{} does not ask for {key}",
            self.indicator().id
        );
        self.sheet.set(Cell::Fact(key), value.to_owned());
        self
    }

    /// Meets everything that is judged, except what is answered already.
    pub(crate) fn rest_met(mut self) -> Self {
        for Field { key, entry, .. } in fields(self.indicator()) {
            if matches!(entry, Entry::YesNo { .. }) && self.sheet.fact(&key).is_empty() {
                self.sheet.set(Cell::Fact(key), "yes".to_owned());
            }
        }
        self
    }

    /// Goes to another stage.
    #[track_caller]
    pub(crate) fn stage(mut self, id: &str) -> Self {
        self.stage = StageId::new(id);
        assert!(self.rubric.stage(&self.stage).is_some(), "no stage {id}");
        self
    }

    /// Sets a score by hand.
    pub(crate) fn overriding(mut self, points: &str, why: &str) -> Self {
        self.sheet.set(Cell::OverridePoints, points.to_owned());
        self.sheet.set(Cell::OverrideReason, why.to_owned());
        self
    }

    /// What was typed so far.
    pub(crate) fn typed(&self) -> &Sheet {
        &self.sheet
    }

    /// What the engine says.
    pub(crate) fn score(&self) -> IndicatorScore {
        score_indicator(self.indicator(), &self.sheet, self.rubric.stage(&self.stage))
    }

    /// The reason in a language, one sentence per line.
    pub(crate) fn reason(&self, language: Language) -> String {
        reason(&self.score().computed.trace, language)
    }

    /// There is a score, and the trace adds up to it.
    #[track_caller]
    pub(crate) fn scores(&self, points: &str) {
        let score = self.score();
        let found = score.computed.points.as_ref().map(Exact::canonical);
        assert_eq!(
            found.as_deref(),
            Some(points),
            "{}: missing {:?}, problems {:?}",
            self.indicator().id,
            score.computed.missing,
            score.computed.problems
        );
        let moved: Exact = score.computed.trace.iter().map(|line| &line.points).sum();
        let section = self.rubric.section(self.indicator().section).unwrap();
        let expected = if section.kind == Kind::Bonus {
            exact(points)
        } else {
            &self.indicator().points - &exact(points)
        };
        assert_eq!(moved, expected, "the trace adds up to what moved");
    }

    /// There is no score because exactly these facts are missing, and `best` can still be reached.
    #[track_caller]
    pub(crate) fn lacks(&self, missing: &[&str], best: &str) {
        let computed = self.score().computed;
        let found: Vec<&str> = computed.missing.iter().map(FieldKey::as_str).collect();
        assert_eq!(found, missing);
        assert_eq!(computed.problems, []);
        assert_eq!(computed.points, None);
        assert_eq!(computed.state(), State::Unanswered);
        assert_eq!(computed.best, exact(best), "best still reachable");
    }

    /// There is no score because of this one fact, which is kept as it was typed.
    #[track_caller]
    pub(crate) fn faults(&self, key: &str, fault: &Fault) {
        let computed = self.score().computed;
        let found: Vec<(&str, &Fault)> =
            computed.problems.iter().map(|problem| (problem.key.as_str(), &problem.fault)).collect();
        assert_eq!(found, [(key, fault)]);
        assert_eq!(computed.points, None);
        assert_eq!(computed.state(), State::Invalid);
        assert!(!self.sheet.fact(&FieldKey::new(key)).is_empty(), "what was typed is kept");
    }
}

/// A blank assessment with some sheets filled in.
pub(crate) fn assess(rubric: &Rubric, stage: &str, fillings: &[Filling]) -> Assessment {
    let mut assessment =
        Assessment::new("1".into(), Project::default(), rubric, StageId::new(stage), Role::Evaluation);
    for filling in fillings {
        for (cell, value) in filling.sheet.cells() {
            let edit = Edit { indicator: filling.at, cell: cell.clone(), value: value.to_owned() };
            assessment.apply(edit).expect("the rubric has the indicator");
        }
    }
    assessment
}

/// Starts a blank sheet of the one indicator of a rubric made for it, read by the loader like any other.
/// `rule` is the rule as in a rubric file; there are the stages `final`, and `midterm` with half of everything.
#[track_caller]
pub(crate) fn sheet_of(points: &str, rule: &Value) -> Filling {
    sheet_with(points, rule, None)
}

/// As [`sheet_of`], with a gate.
#[track_caller]
pub(crate) fn gated_sheet_of(points: &str, rule: &Value, gate: Value) -> Filling {
    sheet_with(points, rule, Some(gate))
}

#[track_caller]
fn sheet_with(points: &str, rule: &Value, gate: Option<Value>) -> Filling {
    let kind = if rule["type"] == "award" { "bonus" } else { "base" };
    let mut indicator = indicator("I", points, rule);
    if let Some(gate) = gate {
        indicator["gate"] = gate;
    }
    let section = json!({
        "id": "s", "name": "部分", "heading": "部分", "kind": kind, "points": points,
        "indicators": [indicator],
    });
    let (base, bonus) = if kind == "bonus" { ("0", points) } else { (points, "0") };
    let rubric = read(&rubric_file(base, bonus, &json!(["1/2"]), vec![section]));
    Filling::new(Arc::new(rubric), IndicatorIx(0))
}

/// Reads a rubric file that must be valid.
#[track_caller]
pub(crate) fn read(file: &Value) -> Rubric {
    Rubric::read(&file.to_string()).unwrap_or_else(|problems| panic!("{problems:#?}\n{file:#}"))
}

/// An indicator as it stands in a rubric file.
pub(crate) fn indicator(id: &str, points: &str, rule: &Value) -> Value {
    json!({
        "id": id, "label": format!("指标{id}"), "text": "要求", "points": points, "rule_text": "规则", "rule": rule,
    })
}

/// A rubric file around some sections. The stages are `final`, and `midterm`, `midterm-2`, … for each factor.
pub(crate) fn rubric_file(base: &str, bonus: &str, factors: &Value, sections: Vec<Value>) -> Value {
    let mut stages = vec![json!({"id": "final", "name": "结项"})];
    for (at, factor) in factors.as_array().unwrap().iter().enumerate() {
        let id = if at == 0 { "midterm".to_owned() } else { format!("midterm-{}", at + 1) };
        stages.push(json!({"id": id, "name": "中期", "scale": {"factor": factor, "note": "按比例"}}));
    }
    json!({
        "format": 1, "id": "made", "version": "1", "title": "测试细则", "provenance": "example",
        "source": {"title": "为测试而写"}, "places": 2, "base": base, "bonus": bonus, "stages": stages,
        "form": {
            "project": "项目", "implementer": "单位", "date": "日期", "columns": ["一", "二", "三", "四", "五", "六"],
            "total": "合计", "remark": "备注", "signature": "签名", "signature_date": "日期",
        },
        "sections": sections,
    })
}
