//! The shape of a rubric file, field by field as in `rubrics/README.md`. Nothing here is checked beyond shape:
//! numbers are still texts. Unknown and repeated keys are refused by the derived readers.
//! Imports nothing of this crate. Read next: `check`.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rubric {
    pub(super) format: u32,
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: String,
    pub(super) provenance: Provenance,
    pub(super) source: Source,
    pub(super) places: u32,
    pub(super) base: String,
    #[serde(default = "nought")]
    pub(super) bonus: String,
    pub(super) stages: Vec<Stage>,
    pub(super) form: Form,
    #[serde(default)]
    pub(super) readings: Vec<Reading>,
    pub(super) sections: Vec<Section>,
}

fn nought() -> String {
    "0".to_owned()
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Provenance {
    Official,
    Adapted,
    Example,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) title: String,
    pub(super) issuer: Option<String>,
    pub(super) note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stage {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) scale: Option<Scale>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scale {
    pub(super) factor: String,
    pub(super) note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) project: String,
    pub(super) implementer: String,
    pub(super) date: String,
    pub(super) columns: [String; 6],
    pub(super) total: String,
    pub(super) remark: String,
    pub(super) signature: String,
    pub(super) signature_date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reading {
    pub(super) id: String,
    pub(super) question: String,
    pub(super) chosen: String,
    pub(super) alternatives: Vec<String>,
    pub(super) why: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Base,
    Bonus,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) heading: String,
    pub(super) kind: Option<Kind>,
    pub(super) points: String,
    #[serde(default)]
    pub(super) sections: Vec<Section>,
    #[serde(default)]
    pub(super) indicators: Vec<Indicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Indicator {
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) label: String,
    pub(super) text: String,
    pub(super) points: String,
    pub(super) rule_text: String,
    pub(super) rule: Rule,
    pub(super) gate: Option<Condition>,
    #[serde(default)]
    pub(super) hints: Vec<String>,
    #[serde(default)]
    pub(super) readings: Vec<Reading>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Rule {
    AllOrNothing(AllOrNothing),
    PerMissingItem(PerMissingItem),
    StepBelow(Step),
    StepAbove(Step),
    PerMissingCount(PerMissingCount),
    Levels(Levels),
    Discretionary(Discretionary),
    Award(Award),
    Sum(Sum),
    SharedPot(SharedPot),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AllOrNothing {
    pub(super) conditions: Vec<Condition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PerMissingItem {
    pub(super) per: String,
    pub(super) items: Vec<Condition>,
    #[serde(default)]
    pub(super) extensible: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) measure: Measure,
    pub(super) threshold: String,
    #[serde(default)]
    pub(super) cumulative: bool,
    #[serde(rename = "step")]
    pub(super) width: String,
    pub(super) per: String,
    pub(super) counting: Counting,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Counting {
    Begun,
    Completed,
    Proportional,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Measure {
    Value(Number),
    Ratio(Quotient),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quotient {
    pub(super) label: String,
    pub(super) part: Number,
    pub(super) whole: Number,
    pub(super) part_of_whole: bool,
    #[serde(default)]
    pub(super) cumulative: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Number {
    pub(super) label: String,
    pub(super) unit: String,
    #[serde(default)]
    pub(super) places: u32,
    #[serde(default)]
    pub(super) may_be_negative: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PerMissingCount {
    pub(super) count: Number,
    pub(super) target: String,
    #[serde(default)]
    pub(super) cumulative: bool,
    pub(super) per: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Levels {
    pub(super) levels: Vec<Level>,
    pub(super) ceiling: Option<Ceiling>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Level {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) points: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ceiling {
    pub(super) condition: Condition,
    pub(super) level: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Discretionary {
    pub(super) full: String,
    pub(super) reduced: String,
    pub(super) grid: String,
    #[serde(default)]
    pub(super) checkpoints: Vec<Checkpoint>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Checkpoint {
    pub(super) id: String,
    pub(super) label: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Award {
    pub(super) count: Number,
    pub(super) per: String,
    pub(super) cap: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sum {
    pub(super) parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) points: String,
    pub(super) rule: Rule,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SharedPot {
    #[serde(rename = "step")]
    pub(super) width: String,
    pub(super) per: String,
    pub(super) counting: Counting,
    pub(super) targets: Vec<PotTarget>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PotTarget {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) measure: Measure,
    pub(super) threshold: String,
    #[serde(default)]
    pub(super) cumulative: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Condition {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) test: Option<Test>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Test {
    Judged(Judged),
    Reaches(Reaches),
    AtLeast(AtLeast),
    Settled(Settled),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Judged {
    pub(super) yes: String,
    pub(super) no: String,
    #[serde(default)]
    pub(super) may_not_apply: bool,
}

/// The words of an item that states no test of its own.
impl Default for Judged {
    fn default() -> Self {
        Self { yes: "达标".to_owned(), no: "未达标".to_owned(), may_not_apply: false }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reaches {
    pub(super) applies: Option<String>,
    pub(super) actual: Number,
    pub(super) required: Number,
    #[serde(default)]
    pub(super) cumulative: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AtLeast {
    pub(super) applies: Option<String>,
    pub(super) value: Number,
    pub(super) minimum: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settled {
    pub(super) total: Number,
    pub(super) settled: Number,
}
