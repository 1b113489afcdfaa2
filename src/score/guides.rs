//! S32: the helper figures beside a row, worked out exactly from what is typed for them. They change no score.
//! May import `assessment`, `rubric` and `number`. Read next: `trace`.

use super::answers::{Answers, Typed};
use super::findings::{Findings, Problem};
use crate::assessment::Sheet;
use crate::number::Exact;
use crate::rubric::rule::{Factor, Guide};
use crate::rubric::{FieldKey, Indicator};

/// What a guide comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideFigure {
    /// The computed figure; `None` while something it is worked out from is missing or wrong.
    pub value: Option<Exact>,
    /// The person's own figure less the computed one; `None` while either is not there.
    pub difference: Option<Exact>,
    /// What the computed figure still needs.
    pub missing: Vec<FieldKey>,
    /// What was typed and cannot be right.
    pub problems: Vec<Problem>,
}

/// The figures of an indicator's guides, in their order.
pub fn guides(indicator: &Indicator, sheet: &Sheet) -> Vec<GuideFigure> {
    let answers = Answers::new(sheet, None);
    indicator.guides.iter().map(|guide| figure(guide, &answers)).collect()
}

fn figure(guide: &Guide, answers: &Answers<'_>) -> GuideFigure {
    let mut findings = Findings::default();
    let typed: Vec<Option<Exact>> = guide
        .inputs
        .iter()
        .enumerate()
        .map(|(at, input)| match answers.number(input, &mut findings) {
            Typed::Figure(value) => Some(value),
            Typed::Blank if needs(guide, at) => {
                findings.missing(&input.key);
                None
            }
            Typed::Blank | Typed::Wrong => None,
        })
        .collect();
    let value = |factor: &Factor| match factor {
        Factor::Fixed(value) => Some(value.clone()),
        Factor::Input(at) => typed.get(*at).cloned().flatten(),
    };
    let product = |term: &Vec<Factor>| {
        term.iter().try_fold(Exact::ONE, |product, factor| value(factor).map(|value| &product * &value))
    };
    let value: Option<Exact> =
        guide.terms.iter().try_fold(Exact::ZERO, |sum, term| product(term).map(|product| &sum + &product));
    let own = guide.against.and_then(|at| typed.get(at).cloned().flatten());
    let difference = own.zip(value.as_ref()).map(|(own, value)| &own - value);
    GuideFigure { value, difference, missing: findings.missing, problems: findings.problems }
}

/// Whether a term has the input of that place as a factor.
fn needs(guide: &Guide, at: usize) -> bool {
    guide.terms.iter().flatten().any(|factor| *factor == Factor::Input(at))
}
