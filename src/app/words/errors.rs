//! Messages beside a field: what is wrong and what to do. Read next: `fill`.

use super::pick;
use gongping::number::{MAX_PLACES, MAX_WHOLE_DIGITS};
use gongping::score::sentence::Language;
use gongping::score::{Fault, OverrideFault};

/// What is wrong with a typed fact, and what would be right.
pub fn fault(language: Language, fault: &Fault) -> String {
    match fault {
        Fault::NotANumber => pick(
            language,
            || "这里要填数字，例如 91 或 0.5。已保留您输入的内容，请改正。".into(),
            || "A number belongs here, such as 91 or 0.5. What you typed is kept; please correct it.".into(),
        ),
        Fault::Negative => pick(
            language,
            || "数量不能小于 0，请核对后改正。".into(),
            || "This cannot be below 0. Please check and correct it.".into(),
        ),
        Fault::TooLarge => pick(
            language,
            || format!("数字太大，整数部分最多 {MAX_WHOLE_DIGITS} 位，请核对。"),
            || format!("Too large: at most {MAX_WHOLE_DIGITS} digits before the point. Please check."),
        ),
        Fault::TooManyPlaces { places: 0 } => {
            pick(language, || "这里要填整数，请去掉小数。".into(), || "A whole number belongs here.".into())
        }
        Fault::TooManyPlaces { places } => {
            let places = (*places).min(u32::try_from(MAX_PLACES).unwrap_or(u32::MAX));
            pick(
                language,
                || format!("最多保留 {places} 位小数，请改正。"),
                || format!("At most {places} decimal places, please."),
            )
        }
        Fault::Exceeds { limit, of: Some(of) } => pick(
            language,
            || format!("不能大于“{of}”（{limit}）。请核对两个数字，改正其中一个。"),
            || format!("This cannot exceed “{of}” ({limit}). Please check both figures."),
        ),
        Fault::Exceeds { limit, of: None } => pick(
            language,
            || format!("不能大于全周期的数量（{limit}），请核对。"),
            || format!("This cannot exceed the figure for the whole project ({limit})."),
        ),
        Fault::NotBelowFull { full } => pick(
            language,
            || format!("这里的得分要低于 {full} 分；要给满分，请改选上面的第一项。"),
            || format!("Marks here are below {full}; for full marks choose the first option above."),
        ),
        Fault::OffGrid { grid } => pick(
            language,
            || format!("得分请按 {grid} 分的间隔填写。"),
            || format!("Please give marks in steps of {grid}."),
        ),
        Fault::OutOfRange { low, high, open: false } => pick(
            language,
            || format!("所选等次的范围是 {low}～{high}，请改正，或改选等次。"),
            || format!("The chosen level goes from {low} to {high}; please correct this or the level."),
        ),
        Fault::OutOfRange { low, high, open: true } => pick(
            language,
            || format!("所选等次的范围是 {low} 以上、{high} 以下（不含 {high}），请改正，或改选等次。"),
            || format!("The chosen level goes from {low} to below {high}; please correct this or the level."),
        ),
        Fault::UnknownChoice => pick(
            language,
            || "保存的选项不在可选范围内，请重新选择。".into(),
            || "The stored choice is not one of those offered; please choose again.".into(),
        ),
    }
}

/// Why an override has no effect yet.
pub fn override_fault(language: Language, fault: &OverrideFault) -> String {
    match fault {
        OverrideFault::NoPoints => pick(
            language,
            || "还没有填改判得分，改判尚未生效。".into(),
            || "No score typed yet; the override is not in force.".into(),
        ),
        OverrideFault::NoReason => pick(
            language,
            || "改判必须写明理由，填写后才生效。".into(),
            || "An override needs a reason; it takes effect once there is one.".into(),
        ),
        OverrideFault::NotANumber => pick(
            language,
            || "改判得分要填数字，最多两位小数，例如 2.5。".into(),
            || "The score must be a number with at most two decimal places, such as 2.5.".into(),
        ),
        OverrideFault::OutOfRange { max } => pick(
            language,
            || format!("改判得分要在 0 到 {max} 分之间。"),
            || format!("The score must lie between 0 and {max}."),
        ),
    }
}
