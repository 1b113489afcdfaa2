//! What is wrong with a rubric file in 中文; the English words stand beside each problem. Every sentence says what is
//! there, what should be, or both.
//! May import `json` and `problem`. Read next: `check`, which finds the problems.

use super::super::What;
use crate::json::Fault;

/// One problem as a sentence, without its place.
pub(super) fn what(of: &What) -> String {
    match of {
        What::NotJson { line, column, message } => {
            format!("文件在第 {line} 行第 {column} 个字符处读不下去，可能缺了引号、逗号或括号（{message}）。")
        }
        What::Shape(fault) => shape(fault),
        What::WrongLength { length, expected } => format!("这里有 {length} 项，应当是 {expected} 项。"),
        What::Format { found, known } => format!("文件的格式是第 {found} 版，这里只认第 {known} 版。"),
        What::NotANumber { text } => format!("“{text}”不是数字。数字写在引号里，例如 \"0.5\"。"),
        What::TooLarge { limit } => format!("数字太大，最大是 {limit}。"),
        What::NotPositive { value } => format!("必须大于 0，现在是 {value}。"),
        What::Negative { value } => format!("不能小于 0，现在是 {value}。"),
        What::AboveOne { value } => format!("不能大于 1，现在是 {value}。"),
        What::TooManyPlaces { places, limit } => format!("小数位数是 {places}，最多 {limit} 位。"),
        What::SumMismatch { printed, sum } => format!("各部分加起来是 {sum} 分，印的是 {printed} 分。"),
        What::EmptyText => "不能空着。".into(),
        What::EmptyList => "至少要有一项，现在一项也没有。".into(),
        What::BadId { id } => {
            format!("编号“{id}”不能用：只能用 1 到 64 个英文字母、数字、连字符（-）或下划线（_）。")
        }
        What::DuplicateId { id } => format!("编号“{id}”已经用过，请换一个。"),
        What::ClashingKey { key } => {
            format!("同一指标里有两处数据会存到同一个位置“{key}”，请改其中一个的编号。")
        }
        What::MixedSection => "一个部分里要么只放小部分，要么只放指标，不能两样都有或都没有。".into(),
        What::KindBelowTop => "基本分还是加分，只在最外层的部分上写，下面的不要写。".into(),
        What::DeductionInBonus => "加分部分里的指标只能用“按次加分”（award）的规则。".into(),
        What::AwardInBase => "“按次加分”（award）的规则只能放在加分部分里。".into(),
        What::CapIsNotPoints { cap, points } => {
            format!("加分上限是 {cap} 分，和这一项的分值 {points} 分不一致。")
        }
        What::FirstLevelNotFull { level, points } => {
            format!("最好的一档是 {level} 分，应当等于满分 {points} 分。")
        }
        What::LevelsNotFalling { level, before } => {
            format!("这一档是 {level} 分，应当比前一档的 {before} 分低（从好到差排列）。")
        }
        What::NotFalling { value, before } => format!("这里是 {value}，应当比前面的 {before} 小。"),
        What::NotRising { value, before } => format!("这里是 {value}，应当比前面的 {before} 大。"),
        What::Falling { value, before } => format!("这里是 {value} 分，少做到一项反而有 {before} 分。"),
        What::LastNotFull { marks, points } => {
            format!("全部做到是 {marks} 分，应当等于满分 {points} 分。")
        }
        What::TooFew { length, least } => format!("这里有 {length} 项，至少要有 {least} 项。"),
        What::RangesOverlap { high, low } => {
            format!("这一档到 {high} 为止，和上一档重叠了：上一档从 {low} 开始。")
        }
        What::EmptyRange { low, high } => format!("从 {low} 到 {high} 之间没有可以填的数。"),
        What::NotAdjoining { high, expected } => {
            format!("这一档到 {high} 为止，应当到 {expected} 为止，中间不能空着或重叠。")
        }
        What::OffGrid { value, grid } => format!("{value} 不在以 {grid} 为间隔的格子上。"),
        What::TooFine { value, places } => format!("{value} 的小数位数太多，这里最多填 {places} 位小数。"),
        What::AbovePoints { value, points } => format!("{value} 超过了这一项的满分 {points} 分。"),
        What::NotWhole { value } => format!("要写整数，现在是 {value}。"),
        What::UnknownInput { id } => format!("这个测算里没有编号为“{id}”的输入项。"),
        What::UnknownFactor { text } => format!("“{text}”既不是这个测算的输入项，也不是数字。"),
        What::UnknownLevel { id } => format!("没有编号为“{id}”的等次。"),
        What::CeilingAtBest { id } => format!("上限写成了最好的等次“{id}”，等于没有限制。"),
        What::GridDoesNotDivide { grid, points } => format!("分值 {points} 不是给分间隔 {grid} 的整倍数。"),
        What::GridTooFine { grid, limit } => format!("给分间隔 {grid} 的小数位数太多，最多 {limit} 位。"),
        What::CumulativeWithoutScale => "写了按阶段累计，但没有哪个阶段写了折算比例。".into(),
        What::CumulativeRate => "百分比不会累计；会累计的是它的总数，请写在总数上。".into(),
        What::ExtensiblePart => "分项里的清单不能当场增加项目，只有整个指标的清单可以。".into(),
        What::NoEffect => "这种读法有编号、可以选用，但选了以后什么也不变。".into(),
        What::UnknownStage { id } => format!("没有编号为“{id}”的阶段。"),
        // The caller says it with its own place.
        What::Alternative(problem) => what(&problem.what),
        What::WeightOutsideWeighted => "只有“按权重”（weighted）的部分里才写权重。".into(),
        What::WeightsNotHundred { sum } => format!("各项权重加起来是 {sum}，应当正好是 100。"),
        What::CapOutOfReach { points, sum } => {
            format!("这一部分封顶 {points} 分，但下面各项加起来只有 {sum} 分，达不到。")
        }
        What::CapBelowBase { cap, base } => format!("合计上限是 {cap} 分，比基本分满分 {base} 分还低。"),
        What::NotApplicableForbidden => {
            "这一项写了可以不适用，但细则没有写明不适用时怎么计分（not_applicable）。".into()
        }
        What::NotApplicableBonus => "加分项不用写可以不适用：没有就不加分。".into(),
        What::UnknownGrade { id } => format!("细则的等级里没有编号为“{id}”的等级。"),
        What::BandsNotFalling { from, before } => {
            format!("这一等级从 {from} 起，应当比前一等级的 {before} 低（从好到差排列）。")
        }
        What::LastBandNotZero { from } => {
            format!("最后一个等级从 {from} 起，应当从 0 起，这样每个得分都有等级。")
        }
        What::UnknownIndicator { id } => format!("没有编号为“{id}”的指标。"),
        What::NoThreshold => "这里没有可以按阶段替换的标准或目标。".into(),
        What::TooManyAlternatives { limit } => format!("可以选用的整表读法太多，最多 {limit} 种。"),
    }
}

fn shape(fault: &Fault) -> String {
    match fault {
        Fault::Missing => "缺少这一项，请补上。".into(),
        Fault::Unknown => "不认识这一项，可能拼错了，或者放错了地方。".into(),
        Fault::Repeated => "写了两次，请留下一处。".into(),
        Fault::WrongType { expected } => format!("写法不对，这里应当是{}。", kind(expected)),
    }
}

/// What the format asks for.
fn kind(expected: &str) -> String {
    match expected {
        "a text" => "文字（写在引号里，数字也一样）".into(),
        "a whole number from 0" => "整数（不写引号）".into(),
        "true or false" => "true 或 false".into(),
        "a list" => "一个列表（方括号）".into(),
        "an object" => "一组内容（花括号）".into(),
        other => match other.strip_prefix("one of ") {
            Some(words) => format!("下列之一：{}", words.replace(", ", "、")),
            None => format!("“{other}”"),
        },
    }
}
