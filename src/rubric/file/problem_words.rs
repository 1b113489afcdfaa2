//! What is wrong with a rubric file, for a person who does not write programs: the place by the names that stand in
//! the file, 第 2 部分“服务执行”的第 3 个指标, and then what is wrong there, in 中文 or English.
//! May import `rubric::words`, `json` and this module's `problem`. Read next: `problem_words/chinese.rs`.

use super::{Problem, What};
use crate::json::{self, Value};
use crate::rubric::words::{Language, say};

mod chinese;

/// A rubric file whose problems are to be told, with the names in it.
pub struct Places(Option<Value>);

impl Places {
    /// Looks into the text of a file. It need not be a valid one.
    pub fn of(text: &str) -> Self {
        Self(json::parse(text, super::LEVELS).ok())
    }

    /// The place of a problem and what is wrong there, as one sentence.
    pub fn sentence(&self, problem: &Problem, language: Language) -> String {
        let place = self.place(&problem.path, language);
        let what = match (&problem.what, language) {
            (What::Alternative(inner), _) => {
                let inner = self.sentence(inner, language);
                say!(language, "选了这种读法以后，{inner}", "with this alternative chosen, {inner}")
            }
            (what, Language::Chinese) => chinese::what(what),
            (what, Language::English) => format!("{what}."),
        };
        match (place.is_empty(), language) {
            (true, _) => what,
            (false, Language::Chinese) => format!("{place}：{what}"),
            (false, Language::English) => format!("{place}: {what}"),
        }
    }

    /// A path of the JSON in words.
    fn place(&self, path: &str, language: Language) -> String {
        let mut value = self.0.as_ref();
        let mut words = Vec::new();
        let mut sections = 0;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let (key, positions) = step.split_once('[').unwrap_or((step, ""));
            value = value.and_then(|value| value.field(key));
            let positions: Vec<usize> = positions
                .split('[')
                .filter_map(|position| position.trim_end_matches(']').parse().ok())
                .collect();
            if positions.is_empty() {
                words.push(field(key, language));
            }
            for at in positions {
                value = value.and_then(|value| value.item(at));
                sections += usize::from(key == "sections");
                let name = value.and_then(name_of).map_or_else(String::new, |name| format!("“{name}”"));
                words.push(item(key, at + 1, &name, sections, language));
            }
        }
        words.join(if language == Language::Chinese { "的" } else { ", " })
    }
}

/// What an item of a list is called in the file.
fn name_of(item: &Value) -> Option<&str> {
    ["label", "name", "question", "text", "id"].iter().find_map(|key| match item.field(key) {
        Some(Value::Text(name)) if !name.trim().is_empty() => Some(name.as_str()),
        _ => None,
    })
}

/// The words for lists of the format: what one of their items is called.
const LISTS: [(&str, &str, &str); 18] = [
    ("indicators", "个指标", "indicator"),
    ("stages", "个阶段", "stage"),
    ("readings", "条读法", "reading"),
    ("alternatives", "种别的读法", "alternative"),
    ("items", "个项目", "item"),
    ("conditions", "个条件", "condition"),
    ("tests", "个条件", "test"),
    ("levels", "个等次", "level"),
    ("bands", "档", "band"),
    ("parts", "个分项", "part of the rule"),
    ("targets", "个目标", "target"),
    ("defects", "种问题", "defect"),
    ("options", "个选项", "option"),
    ("checkpoints", "个核对点", "checkpoint"),
    ("guides", "个测算", "guide"),
    ("inputs", "个输入项", "input"),
    ("columns", "个表头", "column"),
    ("roles", "种评分人", "role"),
];

fn item(key: &str, number: usize, name: &str, sections: usize, language: Language) -> String {
    let listed = LISTS.iter().find(|(list, ..)| *list == key);
    match (key, listed) {
        ("sections", _) if sections == 1 => say!(language, "第 {number} 部分{name}", "part {number} {name}"),
        ("sections", _) => say!(language, "第 {number} 小部分{name}", "section {number} {name}"),
        (_, Some((_, zh, en))) => say!(language, "第 {number} {zh}{name}", "{en} {number} {name}"),
        (_, None) => say!(language, "“{key}”里的第 {number} 项{name}", "“{key}” {number} {name}"),
    }
    .trim_end()
    .to_owned()
}

/// The words for fields of the format.
const FIELDS: [(&str, &str, &str); 44] = [
    ("format", "格式版本", "format"),
    ("id", "编号", "id"),
    ("version", "版本", "version"),
    ("title", "标题", "title"),
    ("provenance", "文本性质", "provenance"),
    ("object", "评估对象", "object"),
    ("source", "来源", "source"),
    ("issuer", "印发单位", "issuer"),
    ("address", "网址", "address"),
    ("note", "说明", "note"),
    ("places", "小数位数", "decimal places"),
    ("base", "基本分满分", "base points"),
    ("bonus", "加分满分", "bonus points"),
    ("total_cap", "合计上限", "cap on the total"),
    ("stages", "评估阶段", "stages"),
    ("roles", "评分人", "roles"),
    ("scale", "阶段折算", "scale"),
    ("factor", "折算比例", "factor"),
    ("form", "表格文字", "form"),
    ("readings", "读法", "readings"),
    ("sections", "各部分", "sections"),
    ("indicators", "各指标", "indicators"),
    ("name", "名称", "name"),
    ("heading", "印出的标题", "heading"),
    ("label", "短名", "label"),
    ("text", "原文", "text"),
    ("kind", "类别", "kind"),
    ("points", "分值", "points"),
    ("mode", "计分方式", "mode"),
    ("weight", "权重", "weight"),
    ("rule_text", "规则原文", "printed rule"),
    ("rule", "计分规则", "rule"),
    ("gate", "前提", "gate"),
    ("hints", "提示", "hints"),
    ("type", "类型", "type"),
    ("threshold", "标准", "threshold"),
    ("target", "目标", "target"),
    ("step", "每档多少", "step"),
    ("per", "每档（每项）多少分", "points for each"),
    ("counting", "不满一档怎么计", "counting"),
    ("measure", "量什么", "measure"),
    ("count", "数什么", "count"),
    ("cap", "上限", "cap"),
    ("grid", "给分间隔", "grid"),
];

/// A field, with the word that stands in the file.
fn field(key: &str, language: Language) -> String {
    match FIELDS.iter().find(|(field, ..)| *field == key) {
        Some((_, zh, en)) if en == &key => say!(language, "{zh}（{key}）", "{en}"),
        Some((_, zh, en)) => say!(language, "{zh}（{key}）", "{en} ({key})"),
        None => say!(language, "“{key}”", "“{key}”"),
    }
}
