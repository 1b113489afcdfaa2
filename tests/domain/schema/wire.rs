//! The rubric format once more, as types from which the JSON Schema is made. The reader itself has no types to make
//! it from: it is written by hand, because derived readers weigh more than a tablet should download. `super` tries
//! both on thousands of broken files, so that neither can drift from the other.
//! The comments on types and fields are what an editor shows to the author of a rubric, so they are in Chinese.
//! May import schemars and `rule`. Read next: `rule`, then `rubrics/README.md`, which says what everything means.
#![allow(dead_code, clippy::large_enum_variant, clippy::struct_field_names)]

use schemars::JsonSchema;

use super::reading::{Reading, WholeReading};
use super::rule::{Condition, Rule};

/// 数字一律写成文本，如 "0.5"、"95"，也可以写分数 "1/3"。
#[derive(JsonSchema)]
pub(super) struct Number(#[schemars(regex(pattern = r"^-?\d+(\.\d+)?$|^-?\d+/\d+$"))] String);

/// 编号：1 至 64 个英文字母、数字、“-”或“_”。编号会写进保存的数据，改编号就是换版本。
#[derive(JsonSchema)]
pub(super) struct Id(#[schemars(regex(pattern = "^[A-Za-z0-9_-]{1,64}$"))] String);

/// 不为空的文字。
#[derive(JsonSchema)]
pub(super) struct Text(#[schemars(regex(pattern = r"\S"))] String);

/// 公评细则文件
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Rubric {
    /// 指向本说明，供编辑器补全，程序不读。
    #[schemars(rename = "$schema")]
    schema: Option<String>,
    /// 格式版本，固定为 1。
    #[schemars(range(min = 1, max = 1))]
    format: u32,
    /// 细则编号，各版本相同。
    id: Id,
    /// 版本，如 "1.0"。内容一改就要换版本。
    version: Text,
    /// 表头标题，照原文。
    title: Text,
    /// 出处：official 官方原文，adapted 改编，example 自拟示例。
    provenance: Provenance,
    /// 来源
    source: Source,
    /// 评什么，不写为项目。
    object: Option<Object>,
    /// 哪些人可以用它评，不写为自评和评估。
    #[schemars(length(min = 1))]
    roles: Option<Vec<Role>>,
    /// 分数显示几位小数。中间计算不取整。
    #[schemars(range(max = 6))]
    places: u32,
    /// 基本分满分，等于各基本分部分之和。
    base: Number,
    /// 加分上限，等于各加分部分之和，不写为 0。
    bonus: Option<Number>,
    /// 合计（基本分加附加分）的上限，不小于基本分满分。
    total_cap: Option<Number>,
    /// 不适用的指标怎么办，不写为不允许。
    not_applicable: Option<NotApplicable>,
    /// 本细则自带的等级划分。
    grades: Option<BandSet>,
    /// 评估阶段，第一个为默认。
    #[schemars(length(min = 1))]
    stages: Vec<Stage>,
    /// 表格四周印的文字，照原文。
    form: Form,
    /// 涉及整张表的读法。
    readings: Option<Vec<WholeReading>>,
    /// 各部分（维度、一级指标）。
    #[schemars(length(min = 1))]
    sections: Vec<Section>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Provenance {
    /// 官方原文，照录，印刷疏漏也不改
    Official,
    /// 据公开材料改编
    Adapted,
    /// 自拟示例
    Example,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Object {
    /// 项目
    Project,
    /// 三社联动
    Linkage,
    /// 社工岗位
    Post,
    /// 社会组织
    Organisation,
    /// 第三方机构
    ThirdParty,
    /// 立项申报
    Proposal,
    /// 承接主体
    Eligibility,
    /// 服务对象
    Survey,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Role {
    /// 自评
    #[schemars(rename = "self")]
    SelfAssessment,
    /// 评估
    Evaluation,
    /// 购买主体
    Purchaser,
    /// 承接方
    Provider,
    /// 居民、服务对象
    Resident,
    /// 部门
    Department,
    /// 专家
    Expert,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum NotApplicable {
    /// 不允许
    Forbid,
    /// 按满分计
    FullMarks,
    /// 从得分和满分中都剔除
    Rescale,
}

/// 来源
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Source {
    /// 文件名称
    title: Text,
    /// 发布单位
    issuer: Option<Text>,
    /// 网址，只供查阅，程序不会访问。
    address: Option<Text>,
    /// 阅表人须知：哪些是原文，哪些是后加的。
    note: Option<Text>,
}

/// 等级划分
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct BandSet {
    /// 编号
    id: Id,
    /// 名称
    name: Text,
    /// 来源
    source: Source,
    /// 按合计（total）还是基本分（base）定等级。
    basis: Basis,
    /// 由高到低，下限含本数，最后一个的下限为 "0"。
    #[schemars(length(min = 1))]
    bands: Vec<Band>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Basis {
    /// 合计
    Total,
    /// 基本分
    Base,
}

/// 一个等级
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Band {
    /// 编号
    id: Id,
    /// 等级名称，照原文
    label: Text,
    /// 下限：占基本分满分的百分比
    from: Number,
}

/// 阶段
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Stage {
    /// 编号
    id: Id,
    /// 名称：结项、中期
    name: Text,
    /// 累计的数量按几成计。
    scale: Option<Scale>,
    /// 本阶段不评的指标编号。
    excluded: Option<Vec<Id>>,
    /// 本阶段换用的标准。
    replaced: Option<Vec<Replaced>>,
}

/// 累计的数量按几成计
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Scale {
    /// 大于 0，不大于 1
    factor: Number,
    /// 原表这样规定的那句话
    note: Text,
    /// 每少一个的扣分是否随目标放大（分值除以本阶段目标），不写为否。
    scale_deduction: Option<bool>,
}

/// 本阶段换用的标准
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Replaced {
    /// 指标编号
    indicator: Id,
    /// 指标中的哪一部分（分项或目标的编号）
    part: Option<Id>,
    /// 换用的标准
    threshold: Number,
}

/// 表格四周印的文字
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Form {
    /// 项目名称：
    project: Text,
    /// 执行单位：
    implementer: Text,
    /// 日期：
    date: Text,
    /// 六个栏目：内容、指标、分值、自评分、评估分、扣分因素
    #[schemars(length(min = 6, max = 6))]
    columns: Vec<Text>,
    /// 合计
    total: Text,
    /// 表下的备注
    remark: Text,
    /// 签名栏
    signature: Text,
    /// 签名日期
    signature_date: Text,
}

/// 部分、维度、各级指标
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Section {
    /// 编号
    id: Id,
    /// 名称
    name: Text,
    /// 连同分值的名称，照原文印的样子
    heading: Text,
    /// 基本分还是加分，只在最上一级写
    kind: Option<Kind>,
    /// 分值
    points: Number,
    /// 下面各项怎样合成本部分的分，不写为相加。
    mode: Option<Mode>,
    /// 在上一级里占的权重（百分数），上一级按权重合成时才写。
    weight: Option<Number>,
    /// 下一级，与 indicators 二选一
    sections: Option<Vec<Section>>,
    /// 指标，与 sections 二选一
    indicators: Option<Vec<Indicator>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Kind {
    /// 基本分
    Base,
    /// 加分
    Bonus,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Mode {
    /// 相加
    Points,
    /// 按权重
    Weighted,
    /// 相加，超过本部分分值的不计
    Capped,
}

/// 指标
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Indicator {
    /// 编号，全表唯一
    id: Id,
    /// 表上印的名称，相邻同名的合并为一格
    name: Option<Text>,
    /// 短名，全表各不相同为好
    label: Text,
    /// 要求，照原文
    text: Text,
    /// 分值
    points: Number,
    /// 在上一级里占的权重（百分数），上一级按权重合成时才写。
    weight: Option<Number>,
    /// 扣分或得分规则，照原文
    rule_text: Text,
    /// 数据怎样变成分数
    rule: Rule,
    /// 前提：不满足则本指标得 0 分
    gate: Option<Condition>,
    /// 一票否决
    veto: Option<Veto>,
    /// 可否选“不适用”
    may_not_apply: Option<bool>,
    /// 标签：过程、结果、主观、客观
    tags: Option<Vec<Text>>,
    /// 需提供的材料
    evidence: Option<Vec<Text>>,
    /// 评分时看什么
    hints: Option<Vec<Text>>,
    /// 读法
    readings: Option<Vec<Reading>>,
    /// 旁边算出的参考值，不影响得分
    guides: Option<Vec<Guide>>,
}

/// 一票否决
#[derive(JsonSchema)]
#[schemars(tag = "on", rename_all = "snake_case", deny_unknown_fields)]
enum Veto {
    /// 条件不满足时否决
    Condition {
        /// 条件
        condition: Condition,
        /// 后果
        effect: Effect,
    },
    /// 本指标得 0 分时否决
    Zero {
        /// 后果
        effect: Effect,
    },
}

/// 否决的后果
#[derive(JsonSchema)]
#[schemars(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Effect {
    /// 总分记 0
    Zero {},
    /// 等级最高到某一级
    GradeAtMost {
        /// 本细则自带等级的编号
        grade: Id,
    },
}

/// 参考值：各项乘积之和
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Guide {
    /// 编号
    id: Id,
    /// 名称
    label: Text,
    /// 单位
    unit: Text,
    /// 小数位数
    #[schemars(range(max = 6))]
    places: Option<u32>,
    /// 要填的数
    #[schemars(length(min = 1))]
    inputs: Vec<GuideInput>,
    /// 每项是几个因数相乘：要填的数的编号，或写成文本的数字
    #[schemars(length(min = 1))]
    terms: Vec<Vec<Text>>,
    /// 与哪个填的数相比
    against: Option<Id>,
}

/// 参考值要填的数
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct GuideInput {
    /// 编号
    id: Id,
    /// 填什么
    label: Text,
    /// 单位
    unit: Text,
    /// 小数位数，不写为 0
    #[schemars(range(max = 6))]
    places: Option<u32>,
}
