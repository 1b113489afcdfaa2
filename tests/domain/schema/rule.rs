//! The rules of the format as types from which the JSON Schema is made; see `wire` for why they are here and not in
//! the reader. The comments are what an editor shows, so they are in Chinese.
//! May import schemars and `wire`. Read next: `rubrics/README.md`, rules S1 to S17.
#![allow(dead_code)]

use schemars::JsonSchema;

use super::wire::{Id, Number, Text};

/// 数据怎样变成分数
#[derive(JsonSchema)]
#[schemars(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Rule {
    /// S1 条件全部满足得满分，否则 0 分
    AllOrNothing {
        /// 条件
        #[schemars(length(min = 1))]
        conditions: Vec<Condition>,
    },
    /// S2 少一项扣一份
    PerMissingItem {
        /// 每项扣几分
        per: Number,
        /// 各项
        #[schemars(length(min = 1))]
        items: Vec<Condition>,
        /// 可否当场增加（原文写“不限于”）
        extensible: Option<bool>,
    },
    /// S3 低于标准，每差一档扣一份
    StepBelow {
        /// 量什么
        measure: Measure,
        /// 标准
        threshold: Number,
        /// 是否随进度累计
        cumulative: Option<bool>,
        /// 一档多宽
        step: Number,
        /// 每档扣几分
        per: Number,
        /// 不满一档怎么计
        counting: Counting,
    },
    /// S4 高于标准，每超一档扣一份
    StepAbove {
        /// 量什么
        measure: Measure,
        /// 标准
        threshold: Number,
        /// 是否随进度累计
        cumulative: Option<bool>,
        /// 一档多宽
        step: Number,
        /// 每档扣几分
        per: Number,
        /// 不满一档怎么计
        counting: Counting,
    },
    /// S5 数量不足，每少一个扣一份
    PerMissingCount {
        /// 数什么
        count: NumberField,
        /// 应有多少
        target: Number,
        /// 是否随进度累计
        cumulative: Option<bool>,
        /// 每少一个扣几分
        per: Number,
    },
    /// S6 几个等次，各有固定的分
    Levels {
        /// 由好到差
        #[schemars(length(min = 1))]
        levels: Vec<Level>,
        /// 条件不满足时最高评到哪一等
        ceiling: Option<Ceiling>,
    },
    /// S7 符合得满分，不符合酌情给分并写明理由
    Discretionary {
        /// 符合的说法：规范
        full: Text,
        /// 不符合的说法：不规范
        reduced: Text,
        /// 给分的最小单位
        grid: Number,
        /// 看哪些点
        checkpoints: Option<Vec<Checkpoint>>,
    },
    /// S8 每有一个加一份，到上限为止（加分项）
    Award {
        /// 数什么
        count: NumberField,
        /// 每个加几分
        per: Number,
        /// 最多加几分
        cap: Number,
    },
    /// S9 几个部分，各有分值和规则
    Sum {
        /// 各部分
        #[schemars(length(min = 1))]
        parts: Vec<Part>,
    },
    /// S10 几个目标合用一份分值
    SharedPot {
        /// 一档多宽
        step: Number,
        /// 每档扣几分
        per: Number,
        /// 不满一档怎么计
        counting: Counting,
        /// 各目标
        #[schemars(length(min = 1))]
        targets: Vec<Target>,
    },
    /// S11 先定等次，再在等次的分数范围内给分
    LevelRange {
        /// 由好到差
        #[schemars(length(min = 1))]
        levels: Vec<RangeLevel>,
        /// 给分的最小单位
        grid: Number,
    },
    /// S12 按比率或数量分段给分
    RatioBands {
        /// 量什么
        measure: Measure,
        /// 越高越好还是越低越好
        better: Better,
        /// 由好到差
        #[schemars(length(min = 1))]
        bands: Vec<RatioBand>,
        /// 哪一段都不到时的分，不写为 0
        otherwise: Option<Number>,
    },
    /// S13 满足几条给几分
    KOfN {
        /// 各条
        #[schemars(length(min = 2))]
        tests: Vec<Condition>,
        /// 满足 0 条、1 条……时的分，比条数多一个
        #[schemars(length(min = 3))]
        marks: Vec<Number>,
    },
    /// S14 等次给出系数，系数乘分值
    Coefficient {
        /// 由好到差
        #[schemars(length(min = 1))]
        levels: Vec<RangeLevel>,
        /// 系数的小数位数
        #[schemars(range(min = 1, max = 4))]
        places: u32,
    },
    /// S15 达到基数得基本的分，每多一个加一份，到满分为止
    BasePlus {
        /// 数什么
        count: NumberField,
        /// 基数
        base_count: Number,
        /// 达到基数得几分
        base_points: Number,
        /// 每多一个加几分
        per: Number,
    },
    /// S16 每发现一处扣一份
    PerOccurrence {
        /// 各种差错
        #[schemars(length(min = 1))]
        defects: Vec<Defect>,
    },
    /// S17 按问卷平均分折算
    Rating {
        /// 问题
        question: Text,
        /// 选项，由好到差
        #[schemars(length(min = 2))]
        options: Vec<Answer>,
        /// 至少要多少份，不足时注明
        minimum: Option<Number>,
    },
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub(super) enum Counting {
    /// 不满一档按一档计
    Begun,
    /// 满一档才计
    Completed,
    /// 按比例计
    Proportional,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub(super) enum Better {
    /// 越高越好
    Higher,
    /// 越低越好
    Lower,
}

/// 量什么
#[derive(JsonSchema)]
#[schemars(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Measure {
    /// 直接填的数
    Value {
        /// 填什么
        label: Text,
        /// 单位
        unit: Text,
        /// 小数位数，不写为 0
        #[schemars(range(max = 6))]
        places: Option<u32>,
        /// 可否为负
        may_be_negative: Option<bool>,
    },
    /// 两个数的比，按百分比看
    Ratio {
        /// 名称：一致率
        label: Text,
        /// 分子
        part: NumberField,
        /// 分母
        whole: NumberField,
        /// 分子是否是分母的一部分
        part_of_whole: bool,
        /// 分母是否随进度累计
        cumulative: Option<bool>,
    },
}

/// 要填的数
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct NumberField {
    /// 填什么
    label: Text,
    /// 单位
    unit: Text,
    /// 小数位数，不写为 0
    #[schemars(range(max = 6))]
    places: Option<u32>,
    /// 可否为负
    may_be_negative: Option<bool>,
}

/// 条件
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Condition {
    /// 编号
    id: Id,
    /// 应做到什么
    label: Text,
    /// 怎样判断，不写为达标、未达标
    test: Option<Test>,
}

/// 怎样判断
#[derive(JsonSchema)]
#[schemars(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Test {
    /// 由人判断
    Judged {
        /// 做到的说法
        yes: Text,
        /// 没做到的说法
        no: Text,
        /// 可否选不适用
        may_not_apply: Option<bool>,
    },
    /// 实际数不少于要求数，两个数都要填
    Reaches {
        /// 实际
        actual: NumberField,
        /// 要求
        required: NumberField,
        /// 先问有没有这个要求
        applies: Option<Text>,
        /// 要求是否随进度累计
        cumulative: Option<bool>,
    },
    /// 填的数不少于规定的数
    AtLeast {
        /// 填什么
        value: NumberField,
        /// 至少多少
        minimum: Number,
        /// 先问有没有这个要求
        applies: Option<Text>,
    },
    /// 没有发生，或发生的都已了结
    Settled {
        /// 发生多少
        total: NumberField,
        /// 了结多少
        settled: NumberField,
    },
}

/// 等次
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Level {
    /// 编号
    id: Id,
    /// 名称
    label: Text,
    /// 分
    points: Number,
}

/// 条件不满足时最高评到哪一等
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Ceiling {
    /// 条件
    condition: Condition,
    /// 最高的等次的编号
    level: Id,
}

/// 看的点
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Checkpoint {
    /// 编号
    id: Id,
    /// 看什么
    label: Text,
}

/// 一个部分
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Part {
    /// 编号
    id: Id,
    /// 名称
    label: Text,
    /// 分值
    points: Number,
    /// 规则
    rule: Rule,
}

/// 一个目标
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Target {
    /// 编号
    id: Id,
    /// 名称
    label: Text,
    /// 量什么
    measure: Measure,
    /// 标准
    threshold: Number,
    /// 是否随进度累计
    cumulative: Option<bool>,
}

/// 有范围的等次
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RangeLevel {
    /// 编号
    id: Id,
    /// 名称
    label: Text,
    /// 最低
    low: Number,
    /// 最高
    high: Number,
}

/// 一段
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RatioBand {
    /// 界限：越高越好时不低于它，越低越好时不高于它
    bound: Number,
    /// 分
    points: Number,
}

/// 一种差错
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Defect {
    /// 编号
    id: Id,
    /// 什么差错
    label: Text,
    /// 每处扣几分
    per: Number,
    /// 单位：处、项
    unit: Text,
}

/// 问卷的一个选项
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Answer {
    /// 编号
    id: Id,
    /// 选项
    label: Text,
    /// 值
    value: Number,
}
