//! S17: the mean of a survey on a scale becomes its share of the points: the bottom of the scale is 0, the top is
//! full. An answer nobody gave may stay blank beside others; without any answer there is no score.
//! May import `rubric` and `number`. Read next: `guides`.

use super::answers::{Answers, Typed};
use super::findings::Findings;
use super::trace::{Cause, Line, Rated};
use crate::assessment::Sheet;
use crate::number::Exact;
use crate::rubric::rule::Rating;

pub(super) fn apply(rule: &Rating, answers: &Answers<'_>, full: &Exact, findings: &mut Findings) {
    let (Some(best), Some(worst)) = (rule.options.first(), rule.options.last()) else { return };
    let Some((count, sum)) = counted(rule, answers, findings) else { return };
    let above_worst = &sum - &(&count * &worst.value);
    let span = &(&best.value - &worst.value) * &count;
    let (Some(mean), Some(share)) = (sum.divided_by(&count), above_worst.divided_by(&span)) else {
        rule.options.iter().for_each(|option| findings.missing(&option.tally.key));
        return;
    };
    let marks = full * &share;
    let lost = full - &marks;
    let below_minimum = rule.minimum.clone().filter(|minimum| count < *minimum);
    if !lost.is_positive() && below_minimum.is_none() {
        return;
    }
    let cause = Rated {
        question: rule.question.clone(),
        answers: count,
        mean,
        highest: best.value.clone(),
        lowest: worst.value.clone(),
        points: full.clone(),
        marks,
        below_minimum,
    };
    // The line stands even where nothing is lost, for it says how few the answers are.
    findings.lines.push(Line {
        part: None,
        full: lost.clone(),
        points: lost,
        cause: Cause::Rated(Box::new(cause)),
    });
}

/// The mean of the answers so far and how many there are, for the screen; `None` while there is none, or a tally
/// cannot be right.
pub fn mean(rule: &Rating, sheet: &Sheet) -> Option<(Exact, Exact)> {
    let (count, sum) = counted(rule, &Answers::new(sheet, None), &mut Findings::default())?;
    sum.divided_by(&count).map(|mean| (mean, count))
}

/// How many answers there are, and the sum of their values; `None` where a tally cannot be right.
fn counted(rule: &Rating, answers: &Answers<'_>, findings: &mut Findings) -> Option<(Exact, Exact)> {
    let (mut count, mut sum) = (Exact::ZERO, Exact::ZERO);
    let mut wrong = false;
    for option in &rule.options {
        match answers.number(&option.tally, findings) {
            Typed::Figure(tally) => {
                count += &tally;
                sum += &(&tally * &option.value);
            }
            Typed::Wrong => wrong = true,
            Typed::Blank => {}
        }
    }
    (!wrong).then_some((count, sum))
}
