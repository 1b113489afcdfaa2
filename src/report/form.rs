//! Lays an assessment out as the official form. Every figure is rounded here and only for reading, by
//! `Exact::display` to the places the rubric states.
//! May import `score`, `assessment`, `rubric` and `number`. Read next: `annex`.

use super::annex::annex;
use super::frame::{Place, places};
use super::{Labelled, OfficialForm, Row, TotalRow};
use crate::assessment::{Assessment, Cell, Role, Sheet};
use crate::number::Exact;
use crate::rubric::{Kind, Rubric};
use crate::score::sentence::{Language, cap_on_total, reason, standing, veto};
use crate::score::{Applicability, IndicatorScore, Overriding, Scorecard};

/// The official form of an assessment. `card` must be the assessment's own scorecard; `date` is shown as it is.
pub fn official_form(rubric: &Rubric, assessment: &Assessment, card: &Scorecard, date: &str) -> OfficialForm {
    let form = rubric.form();
    let labelled = |label: &str, value: &str| Labelled { label: label.to_owned(), value: value.to_owned() };
    OfficialForm {
        title: rubric.title().to_owned(),
        project: labelled(&form.project, &assessment.project.name),
        implementer: labelled(&form.implementer, &assessment.project.implementer),
        date: labelled(&form.date, date),
        columns: columns(rubric, assessment.role),
        rows: rows(rubric, assessment, card),
        total: total(rubric, assessment.role, card),
        remark: form.remark.clone(),
        signature: form.signature.clone(),
        signature_date: form.signature_date.clone(),
        annex: annex(rubric, assessment, card),
    }
}

/// The headings; the evaluator's column says who else rates.
fn columns(rubric: &Rubric, role: Role) -> [String; 6] {
    let mut columns = rubric.form().columns.clone();
    if !matches!(role, Role::SelfAssessment | Role::Evaluation) {
        let [_, _, _, _, evaluator, _] = &mut columns;
        *evaluator = format!("{evaluator}（{}）", role.printed());
    }
    columns
}

fn rows(rubric: &Rubric, assessment: &Assessment, card: &Scorecard) -> Vec<Row> {
    let mut rows = Vec::new();
    for Place { indicator: at, content, name } in places(rubric, card) {
        let (Some(indicator), Some(sheet), Some(score)) =
            (rubric.indicator(at), assessment.sheet(at), card.indicators.get(at.0))
        else {
            continue;
        };
        let shown = shown(score, rubric.places());
        let (self_score, evaluator_score) = by_role(assessment.role, shown);
        let weight = indicator.weight.as_ref();
        rows.push(Row {
            indicator: at,
            content,
            name,
            text: indicator.text.clone(),
            points: indicator.points.display(rubric.places()),
            weight: weight.map(|weight| format!("{}%", weight.display(rubric.places()))),
            tags: indicator.tags.clone(),
            evidence: indicator.evidence.clone(),
            to_fill: Vec::new(),
            self_score,
            evaluator_score,
            overridden: matches!(score.overriding, Overriding::InForce { .. }),
            factors: factors(sheet, score, rubric.places()),
            rule_text: indicator.rule_text.clone(),
        });
    }
    rows
}

/// The score of a row as it is written into the form: nothing while there is none, and a word where there will be
/// none.
fn shown(score: &IndicatorScore, places: u32) -> String {
    match (score.points(), &score.applicability) {
        (Some(points), _) => points.display(places),
        (None, Applicability::Applies) => String::new(),
        (None, Applicability::NotApplicable { .. }) => "不适用".to_owned(),
        (None, Applicability::Excluded) => "不评".to_owned(),
    }
}

/// A score in the column of its role, the other one left empty: whoever else rates stands in the evaluator's.
fn by_role(role: Role, score: String) -> (String, String) {
    match role {
        Role::SelfAssessment => (score, String::new()),
        _ => (String::new(), score),
    }
}

/// The lines of 扣分因素. What the person wrote takes the place of what the engine would say; a score set by
/// hand is stated in either case. A row without a score has no reason for one yet, so the engine is silent.
fn factors(sheet: &Sheet, score: &IndicatorScore, places: u32) -> Vec<String> {
    let own = sheet.get(&Cell::Factors).trim();
    let drafted = match &score.computed.points {
        _ if !score.is_assessed() && own.is_empty() => {
            standing(&score.applicability, places, Language::Chinese).unwrap_or_default()
        }
        Some(_) if own.is_empty() => reason(&score.computed.trace, Language::Chinese),
        _ => own.to_owned(),
    };
    let mut lines: Vec<String> = drafted.lines().map(str::to_owned).collect();
    if let Overriding::InForce { points, reason } = &score.overriding {
        let set = points.display(places);
        let change = match &score.computed.points {
            Some(computed) => format!("计算得 {} 分，改为 {set} 分", computed.display(places)),
            None => format!("计为 {set} 分"),
        };
        lines.extend(format!("改判：{change}。{reason}").lines().map(str::to_owned));
    }
    lines
}

fn total(rubric: &Rubric, role: Role, card: &Scorecard) -> TotalRow {
    let show = |points: &Exact| points.display(rubric.places());
    let (full, extra) = (rubric.points(Kind::Base), rubric.points(Kind::Bonus));
    let bonus = extra.is_positive().then(|| show(&card.bonus.points));
    let (base, total) = (show(&card.base.points), show(&card.result()));
    let provisional = card.is_provisional();
    let (answered, of) = (card.base.answered, card.base.of);
    let shown = if answered + card.bonus.answered == 0 {
        String::new()
    } else if provisional {
        format!("暂计 {total}")
    } else {
        total.clone()
    };
    let mut notes = Vec::new();
    if let (Some(bonus), false) = (&bonus, shown.is_empty()) {
        notes.push(format!("其中基本分 {base}，加分 {bonus}"));
    }
    if provisional {
        notes.push(format!("暂计：已评 {answered} 项，共 {of} 项"));
    }
    if card.base.max != full {
        notes.push(format!("不适用或本阶段不评的指标不计入，满分按 {} 分计", show(&card.base.max)));
    }
    notes.extend(cap_on_total(card, Language::Chinese));
    for in_force in &card.vetoes {
        let name = rubric.indicator(in_force.indicator).map_or("", |indicator| &indicator.label);
        notes.push(veto(in_force, name, Language::Chinese));
    }
    if let Some(set) = rubric.grades()
        && let Some(grade) = card.grade(set)
        && !shown.is_empty()
    {
        notes.push(format!("等次：{}（按“{}”）", grade.label, set.name));
    }
    let (self_score, evaluator_score) = by_role(role, shown);
    TotalRow {
        label: rubric.form().total.clone(),
        points: if bonus.is_some() { format!("{}＋{}", show(&full), show(&extra)) } else { show(&full) },
        base,
        bonus,
        total,
        provisional,
        answered,
        of,
        self_score,
        evaluator_score,
        notes,
    }
}
