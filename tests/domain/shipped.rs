//! Fills a shipped rubric the short way: `form.row("JD-1", "level=strong marks=14")`, and reads rows and totals back
//! as text. For rubrics other than 海盐, of which whole filled forms are worked by hand.
//! May import the library. Read next: `library_third_party`.

use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::number::Exact;
use gongping::rubric::fields::{Entry, fields, knows};
use gongping::rubric::{FieldKey, IndicatorIx, Rubric, SectionId, StageId};
use gongping::score::{Scorecard, score};

use crate::builder::find;

/// A rubric and what was typed into it.
pub(crate) struct Form {
    pub(crate) rubric: Rubric,
    assessment: Assessment,
}

impl Form {
    /// Opens a blank form at a stage.
    #[track_caller]
    pub(crate) fn open(file: &str, stage: &str) -> Self {
        let rubric = Rubric::read(file).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let stage = StageId::new(stage);
        assert!(rubric.stage(&stage).is_some(), "no stage {stage}");
        let assessment = Assessment::new("1".into(), Project::default(), &rubric, stage, Role::Evaluation);
        Self { rubric, assessment }
    }

    /// Types the facts of a row: keys and values without spaces in them, as `part=9.5 whole=10`.
    #[track_caller]
    pub(crate) fn row(mut self, id: &str, facts: &str) -> Self {
        let at = find(&self.rubric, id);
        for fact in facts.split_whitespace() {
            let (key, value) = fact.split_once('=').unwrap_or_else(|| panic!("{fact} is no fact"));
            let key = FieldKey::new(key);
            let indicator = self.rubric.indicator(at).unwrap();
            assert!(knows(indicator, &key), "{id} does not ask for {key}");
            self.set(at, Cell::Fact(key), value);
        }
        self
    }

    /// As [`Form::row`], and everything else of the row that is judged is met.
    #[track_caller]
    pub(crate) fn met(self, id: &str, facts: &str) -> Self {
        let mut form = self.row(id, facts);
        let at = find(&form.rubric, id);
        for field in fields(form.rubric.indicator(at).unwrap()) {
            let cell = Cell::Fact(field.key.clone());
            let blank = form.assessment.sheet(at).is_none_or(|sheet| sheet.get(&cell).is_empty());
            if blank && matches!(field.entry, Entry::YesNo { .. }) {
                form.set(at, cell, "yes");
            }
        }
        form
    }

    /// Says that a row does not apply.
    #[track_caller]
    pub(crate) fn without(mut self, id: &str, why: &str) -> Self {
        let at = find(&self.rubric, id);
        self.set(at, Cell::NotApplicable, "yes");
        self.set(at, Cell::NotApplicableWhy, why);
        self
    }

    #[track_caller]
    fn set(&mut self, indicator: IndicatorIx, cell: Cell, value: &str) {
        let edit = Edit { indicator, cell, value: value.to_owned() };
        self.assessment.apply(edit).expect("the rubric has the indicator");
    }

    /// What the engine says.
    pub(crate) fn card(&self) -> Scorecard {
        score(&self.rubric, &self.assessment)
    }

    /// The rows have these points; a row says what it lacks where it has none.
    #[track_caller]
    pub(crate) fn scores(&self, rows: &[(&str, &str)]) {
        let card = self.card();
        for (id, points) in rows {
            let computed = &card.indicators[find(&self.rubric, id).0].computed;
            let found = computed.points.as_ref().map(Exact::canonical);
            assert_eq!(
                found.as_deref(),
                Some(*points),
                "{id}: missing {:?}, problems {:?}",
                computed.missing,
                computed.problems
            );
        }
    }

    /// A section has these points out of what is assessed of it.
    #[track_caller]
    pub(crate) fn section(&self, id: &str) -> (String, String) {
        let card = self.card();
        let id = SectionId::new(id);
        let at = self.rubric.sections().iter().position(|section| section.id == id).unwrap();
        let subtotal = &card.sections[at];
        (subtotal.points.canonical(), subtotal.max.canonical())
    }

    /// The base: points, out of how many. Nothing is left open.
    #[track_caller]
    pub(crate) fn base(&self) -> (String, String) {
        let card = self.card();
        let open: Vec<&str> = (card.indicators.iter().zip(self.rubric.indicators()))
            .filter(|(score, _)| score.computed.points.is_none())
            .map(|(_, indicator)| indicator.id.as_str())
            .collect();
        assert!(!card.is_provisional(), "without a score: {open:?}");
        (card.base.points.canonical(), card.base.max.canonical())
    }
}

/// Two figures as a test states them.
pub(crate) fn of(points: &str, max: &str) -> (String, String) {
    (points.to_owned(), max.to_owned())
}
