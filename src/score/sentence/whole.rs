//! Sentences about the whole result, and about indicators that are not assessed: vetoes, the cap on the total, and
//! why a row counts for nothing or for full points.
//! May import `rubric` and `number`. Read next: `recoverable`.

use super::{Language, chinese, english, plain};
use crate::number::Exact;
use crate::rubric::structure::Effect;
use crate::score::{Applicability, Scorecard, VetoCause, VetoInForce};

/// What a veto does, as the end of a sentence.
pub(super) fn effect(effect: &Effect, zh: bool) -> String {
    match effect {
        Effect::Zero if zh => "总分为 0".to_owned(),
        Effect::Zero => "the whole result is 0".to_owned(),
        Effect::GradeAtMost { label, .. } if zh => format!("等级最高为“{label}”"),
        Effect::GradeAtMost { label, .. } => format!("the grade is “{label}” at most"),
    }
}

/// A veto in force as a sentence; `name` is what the indicator goes by.
pub fn veto(veto: &VetoInForce, name: &str, language: Language) -> String {
    let zh = language == Language::Chinese;
    let what = effect(&veto.effect, zh);
    match (&veto.cause, zh) {
        (VetoCause::Unmet(unmet), true) => format!("{name}：{}，{what}。", chinese::unmet_words(unmet)),
        (VetoCause::Unmet(unmet), false) => format!("{name}: {}; {what}.", english::unmet_words(unmet)),
        (VetoCause::NoPoints, true) => format!("{name}：得 0 分，{what}。"),
        (VetoCause::NoPoints, false) => format!("{name}: 0 points; {what}."),
    }
}

/// Why base and bonus together come to less than their sum; `None` where no cap takes anything.
pub fn cap_on_total(card: &Scorecard, language: Language) -> Option<String> {
    let (sum, cap) = (card.total(), card.total_cap.as_ref()?);
    if sum <= *cap {
        return None;
    }
    let over = &sum - cap;
    Some(match language {
        Language::Chinese => {
            format!(
                "基本分与加分共 {} 分，最高不超过 {} 分，超出的 {} 分不计。",
                plain(&sum),
                plain(cap),
                plain(&over)
            )
        }
        Language::English => format!(
            "Base and bonus come to {}, {} at most; {} over it do not count.",
            english::points(&sum),
            plain(cap),
            plain(&over)
        ),
    })
}

/// Why an indicator is not assessed, as a sentence; `None` where it is. `places` are those of a shown score.
pub fn standing(applicability: &Applicability, places: u32, language: Language) -> Option<String> {
    let zh = language == Language::Chinese;
    let points = |points: &Exact| points.display(places);
    Some(match applicability {
        Applicability::Applies => return None,
        Applicability::Excluded if zh => "本阶段不评，不计入总分和满分。".to_owned(),
        Applicability::Excluded => "Not assessed at this stage; out of points and full points.".to_owned(),
        Applicability::NotApplicable { why, points: Some(full) } if zh => {
            format!("不适用，按满分 {} 分计：{}。", points(full), stopped(why))
        }
        Applicability::NotApplicable { why, points: Some(full) } => {
            format!("Does not apply, counted with its full {} points: {}.", points(full), stopped(why))
        }
        Applicability::NotApplicable { why, points: None } if zh => {
            format!("不适用，不计入总分和满分：{}。", stopped(why))
        }
        Applicability::NotApplicable { why, points: None } => {
            format!("Does not apply, out of points and full points: {}.", stopped(why))
        }
    })
}

/// A reason without a full stop of its own.
fn stopped(why: &str) -> &str {
    why.trim_end_matches(['。', '.', '；', ';'])
}
