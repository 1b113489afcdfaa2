//! The readings of the format as types from which the JSON Schema is made; see `wire` for why they are here and not
//! in the reader. The comments are what an editor shows, so they are in Chinese.
//! May import schemars and `wire`. Read next: `rule`.
#![allow(dead_code)]

use schemars::JsonSchema;
use serde_json::{Map, Value};

use super::wire::{Id, Text};

/// 指标的读法：原文有几种理解时，本细则取哪一种
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Reading {
    /// 编号
    id: Id,
    /// 原文哪里没有说清
    question: Text,
    /// 本细则的读法
    chosen: Text,
    /// 其他读法
    #[schemars(length(min = 1))]
    alternatives: Vec<Alternative>,
    /// 为什么这样读
    why: Text,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Alternative {
    /// 只作说明
    Plain(Text),
    /// 可以换用
    Switch(Switch),
}

/// 可以换用的读法
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Switch {
    /// 编号
    id: Id,
    /// 读法
    text: Text,
    /// 换用后，本指标 rule 里哪些字段改成什么
    rule: Map<String, Value>,
}

/// 涉及整张表的读法
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct WholeReading {
    /// 编号
    id: Id,
    /// 原文哪里没有说清
    question: Text,
    /// 本细则的读法
    chosen: Text,
    /// 其他读法
    #[schemars(length(min = 1))]
    alternatives: Vec<WholeAlternative>,
    /// 为什么这样读
    why: Text,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum WholeAlternative {
    /// 只作说明
    Plain(Text),
    /// 可以换用
    Switch(WholeSwitch),
}

/// 可以换用的读法
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct WholeSwitch {
    /// 编号
    id: Id,
    /// 读法
    text: Text,
    /// 换用后，各条规则里有这些字段的都改成什么
    rules: Option<Map<String, Value>>,
    /// 换用后，各阶段改成什么，按阶段编号
    stages: Option<Map<String, Value>>,
}
