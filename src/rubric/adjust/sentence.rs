//! Why a change does not fit its rubric, in 中文 and English.
//! May import `rubric::adjust` and `rubric::words`. Read next: `choices`, which offers only what fits.

use super::Unfit;
use crate::rubric::words::Language;

/// Why a change does not fit its rubric; a clause without a full stop.
pub fn unfit(why: &Unfit, language: Language) -> String {
    let (zh, en) = match why {
        Unfit::UnknownIndicator => ("细则里没有这个指标", "the rubric has no such indicator"),
        Unfit::UnknownReading => ("细则里没有这条读法", "the rubric has no such reading"),
        Unfit::UnknownAlternative => {
            ("这条读法没有这个可选的读法", "the reading has no such alternative to choose")
        }
        Unfit::NoTarget => ("这里没有可以改的指标值", "there is no target to change here"),
        Unfit::NoItems => ("这里没有可以改的分项清单", "there is no list to change here"),
        Unfit::NoReason => ("没有写理由", "there is no reason"),
        Unfit::Twice => ("同一处改了两次", "the same thing is changed twice"),
        Unfit::Conflict => (
            "它与已选的另一读法改的是同一处，不能同时选",
            "it changes the same part of the rule as another chosen reading; only one of the two can be chosen",
        ),
        Unfit::Invalid(problems) => {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            return match language {
                Language::Chinese => format!("改后细则不成立（{first}）"),
                Language::English => format!("the rubric would not be valid with it ({first})"),
            };
        }
    };
    match language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    }
}
