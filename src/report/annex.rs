//! The annex of the official form: the readings behind the figures, the targets of a stage, what was set by
//! hand, and the notes.
//! May import `score`, `assessment`, `rubric` and `number`. Read next: `score/due.rs` for the targets.

use super::{Adjustment, Annex, AppliedReading, Grades, Note, Override, Subject, Target};
use crate::assessment::{Assessment, Cell, Sheet};
use crate::number::Exact;
use crate::rubric::adjust::{Adjusted, Changed};
use crate::rubric::grades::BandSet;
use crate::rubric::rule::{Adjust, Condition, Measure, NumberField, Rule, Test, Threshold};
use crate::rubric::{Indicator, IndicatorIx, Reading, Rubric, Stage};
use crate::score::{Due, Overriding, Scorecard, due_required, due_target, due_whole, stage_of};

pub(super) fn annex(rubric: &Rubric, assessment: &Assessment, card: &Scorecard) -> Annex {
    let stage = stage_of(rubric, assessment);
    let mut annex = Annex {
        stage: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
        stage_note: stage.and_then(|stage| Some(stage.scale.as_ref()?.note.clone())),
        adjustments: rubric.adjusted().iter().map(|adjusted| adjustment(rubric, adjusted)).collect(),
        grades: rubric.grades().map(|set| grades(rubric, set, card)),
        readings: rubric.readings().iter().map(|reading| applied(None, reading)).collect(),
        targets: Vec::new(),
        overrides: Vec::new(),
        notes: Vec::new(),
    };
    let rows = rubric.indicators().iter().zip(assessment.sheets()).zip(&card.indicators);
    for (at, ((indicator, sheet), score)) in rows.enumerate() {
        let of = subject(IndicatorIx(at), indicator);
        annex.readings.extend(indicator.readings.iter().map(|reading| applied(Some(of.clone()), reading)));
        annex.targets.extend(targets(&of, indicator, sheet, stage, rubric.places()));
        if let Overriding::InForce { points, reason } = &score.overriding {
            annex.overrides.push(Override {
                of: of.clone(),
                computed: score.computed.points.as_ref().map(|points| points.display(rubric.places())),
                set: points.display(rubric.places()),
                reason: reason.clone(),
            });
        }
        let text = sheet.get(&Cell::Note).trim();
        if !text.is_empty() {
            annex.notes.push(Note { of, text: text.to_owned() });
        }
    }
    annex
}

fn subject(at: IndicatorIx, indicator: &Indicator) -> Subject {
    Subject { indicator: at, number: indicator.number.clone(), label: indicator.label.clone() }
}

/// What was changed, in words.
fn adjustment(rubric: &Rubric, adjusted: &Adjusted) -> Adjustment {
    let of = adjusted.indicator.and_then(|at| Some(subject(at, rubric.indicator(at)?)));
    let (what, from, to) = match &adjusted.changed {
        Changed::Reading { question, from, to } => (question.clone(), from.clone(), to.clone()),
        Changed::Target { label, unit, from, to } => {
            let figure = |figure: &Exact| format!("{} {unit}", figure.canonical());
            (label.clone(), figure(from), figure(to))
        }
        Changed::Items { from, to } => ("分项".to_owned(), from.join("；"), to.join("；")),
        Changed::Grades { from, to } => {
            let named = |name: &Option<String>| name.clone().unwrap_or_else(|| "不定等次".to_owned());
            ("等次划分".to_owned(), named(from), named(to))
        }
    };
    Adjustment { of, what, from, to, why: adjusted.why.clone() }
}

/// The set of grades, and the grade.
fn grades(rubric: &Rubric, set: &BandSet, card: &Scorecard) -> Grades {
    let mut above: Option<String> = None;
    let mut bands = Vec::new();
    for band in &set.bands {
        let from = band.from.display(rubric.places());
        bands.push(match above {
            None => format!("{}：{from}%及以上", band.label),
            Some(above) => format!("{}：{from}%及以上，不到{above}%", band.label),
        });
        above = Some(from);
    }
    let source =
        [Some(set.source.title.as_str()), set.source.issuer.as_deref(), set.source.address.as_deref()];
    Grades {
        name: set.name.clone(),
        source: source.into_iter().flatten().collect::<Vec<_>>().join("，"),
        bands,
        grade: card.grade(set).map(|band| band.label.clone()),
    }
}

fn applied(of: Option<Subject>, reading: &Reading) -> AppliedReading {
    AppliedReading {
        of,
        question: reading.question.clone(),
        chosen: reading.in_force().to_owned(),
        alternatives: reading.others().map(str::to_owned).collect(),
        why: reading.why.clone(),
    }
}

/// The targets of one indicator that its stage scales.
fn targets(
    of: &Subject,
    indicator: &Indicator,
    sheet: &Sheet,
    stage: Option<&Stage>,
    places: u32,
) -> Vec<Target> {
    let mut search = Search { of, sheet, stage, places, found: Vec::new() };
    if let Some(gate) = &indicator.gate {
        search.condition(gate);
    }
    search.rule(&indicator.rule);
    search.found
}

/// Walks through a rule and collects its scaled targets.
struct Search<'a> {
    of: &'a Subject,
    sheet: &'a Sheet,
    stage: Option<&'a Stage>,
    places: u32,
    found: Vec<Target>,
}

impl Search<'_> {
    fn rule(&mut self, rule: &Rule) {
        match rule {
            Rule::AllOrNothing(all) => all.conditions.iter().for_each(|one| self.condition(one)),
            Rule::PerMissingItem(list) => list.items.iter().for_each(|one| self.condition(one)),
            Rule::Step(step) => self.measure(&step.measure, &step.threshold),
            Rule::PerMissingCount(count) => self.threshold(&count.count, &count.target),
            Rule::Levels(levels) => {
                if let Some(ceiling) = &levels.ceiling {
                    self.condition(&ceiling.condition);
                }
            }
            Rule::Sum(sum) => sum.parts.iter().for_each(|part| self.rule(&part.rule)),
            Rule::SharedPot(pot) => {
                pot.targets.iter().for_each(|target| self.measure(&target.measure, &target.threshold));
            }
            Rule::RatioBands(bands) => self.whole(&bands.measure),
            Rule::KOfN(tests) => tests.tests.iter().for_each(|one| self.condition(one)),
            Rule::Discretionary(_)
            | Rule::Award(_)
            | Rule::LevelRange(_)
            | Rule::Coefficient(_)
            | Rule::BasePlus(_)
            | Rule::PerOccurrence(_)
            | Rule::Rating(_) => {}
        }
    }

    fn condition(&mut self, condition: &Condition) {
        if let Test::Reaches { required, adjust: Some(adjust), .. } = &condition.test {
            self.target(required, adjust, due_required(required, adjust, self.sheet, self.stage));
        }
    }

    fn measure(&mut self, measure: &Measure, threshold: &Threshold) {
        match measure {
            Measure::Value(field) => self.threshold(field, threshold),
            Measure::Ratio(_) => self.whole(measure),
        }
    }

    fn whole(&mut self, measure: &Measure) {
        if let Measure::Ratio(quotient) = measure
            && let Some(adjust) = &quotient.adjust
        {
            self.target(&quotient.whole, adjust, due_whole(quotient, self.sheet, self.stage));
        }
    }

    fn threshold(&mut self, counted: &NumberField, threshold: &Threshold) {
        if let Some(adjust) = &threshold.adjust {
            self.target(counted, adjust, due_target(threshold, counted.places, self.sheet, self.stage));
        }
    }

    fn target(&mut self, counted: &NumberField, adjust: &Adjust, due: Option<Due>) {
        let Some(due) = due else { return };
        // A target is a fact and not a score: it keeps the places it was typed with.
        let places = self.places.max(counted.places);
        let by_hand = !self.sheet.fact(&adjust.value.key).trim().is_empty();
        self.found.push(Target {
            of: self.of.clone(),
            label: counted.label.to_string(),
            unit: counted.unit.to_string(),
            whole: due.whole.display(places),
            scaled: due.scaled.display(places),
            in_force: due.in_force.display(places),
            reason: if by_hand { self.sheet.fact(&adjust.why).trim().to_owned() } else { String::new() },
        });
    }
}
