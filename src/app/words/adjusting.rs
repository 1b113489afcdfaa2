//! Words about what is changed of a rubric for one assessment.
//! May import `words` and the library. Read next: `pages::fill::adjusting`.

use gongping::editing::StoreError;
use gongping::number::Exact;
use gongping::rubric::Rubric;
use gongping::rubric::adjust::sentence::unfit;
use gongping::rubric::adjust::{Adjusted, Changed, Unfit};
use gongping::rubric::grades::BandSet;
use gongping::score::sentence::Language;

use super::{pick, table};

table! {
    /// Words about what is changed of a rubric.
    Adjusting {
        fold: "读法与改动", "Readings and changes";
        form: "细则说明、读法与等次", "About this rubric, readings and grades";
        printed: "细则的读法：", "As the rubric reads it: ";
        other: "改读：", "Read otherwise: ";
        reading_why: "改读的理由（可不填）", "Reason for the other reading (may stay empty)";
        write_why: "写入理由", "Keep the reason";
        target_now: "本次评估的标准", "The standard for this assessment";
        items: "本行的分项清单", "The items of this row";
        add: "增加一项", "Add an item";
        remove: "删去", "Remove";
        why: "理由（必填，印在附页）", "Reason (compulsory, printed in the annex)";
        why_hint: "例如：合同另有约定，见第三条", "For example: the contract says otherwise, clause 3";
        change_target: "改用这个标准", "Use this standard";
        change_items: "改用这份清单", "Use this list";
        back: "恢复原表", "Restore the rubric's own";
        read_otherwise: "已改读法", "Read otherwise";
        other_target: "已改标准", "Standard changed";
        other_items: "已改清单", "Items changed";
        grades: "等次", "Grades";
        no_grades: "不评等次", "No grades";
        grades_loading: "正在读取公开的等次划分……", "Reading the published sets of grades…";
        grades_trouble: "现在读不到公开的等次划分，请联网后重新打开这一栏。", "The published sets of grades cannot be read now. Go online and open this part again.";
        own_grades: "细则自带的等次划分，不能更换。", "The rubric's own grades; they cannot be replaced.";
        number_needed: "请填一个不小于 0 的数。", "A number of 0 or more belongs here.";
        why_needed: "请写明理由。", "Please give the reason.";
        label_needed: "每一项都要有名称。", "Each item needs a name.";
        items_needed: "清单至少要有一项。", "The list needs at least one item.";
        nothing_changed: "与现在的一样，没有改动。", "This is how it is now; nothing was changed.";
    }
}

/// How many things were changed, above the list of them.
pub fn changed(language: Language, count: usize) -> String {
    pick(
        language,
        || format!("本次评估改动了细则的 {count} 处，都会写进文件、印在附页"),
        || {
            format!(
                "{count} change(s) to the rubric for this assessment, kept in the file and printed in the annex"
            )
        },
    )
}

/// One change: where, what, from what, to what, and why.
pub fn told(language: Language, rubric: &Rubric, adjusted: &Adjusted) -> String {
    let of = adjusted.indicator.and_then(|at| rubric.indicator(at));
    let (whole, items, grades, none) = match language {
        Language::Chinese => ("全表", "分项清单", "等次", "不评等次"),
        Language::English => ("whole form", "items", "grades", "none"),
    };
    let of =
        of.map_or_else(|| whole.to_owned(), |indicator| format!("{} {}", indicator.number, indicator.label));
    let figure = |figure: &Exact, unit: &str| format!("{} {unit}", figure.canonical());
    let (what, from, to) = match &adjusted.changed {
        // The reading of the rubric stands at the choice; here it would only be long.
        Changed::Reading { question, to, .. } => (question.as_str(), None, to.clone()),
        Changed::Target { label, unit, from, to } => {
            (label.as_str(), Some(figure(from, unit)), figure(to, unit))
        }
        Changed::Items { from, to } => (items, Some(from.join("、")), to.join("、")),
        Changed::Grades { from, to } => {
            let named = |name: &Option<String>| name.clone().unwrap_or_else(|| none.to_owned());
            (grades, Some(named(from)), named(to))
        }
    };
    let why = match (adjusted.why.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::Chinese) => format!("（理由：{}）", adjusted.why),
        (false, Language::English) => format!(" (reason: {})", adjusted.why),
    };
    match from {
        None => pick(
            language,
            || format!("{of}：{what} 改读为“{to}”{why}"),
            || format!("{of}: {what} Read now as “{to}”{why}"),
        ),
        Some(from) => pick(
            language,
            || format!("{of}：{what}由“{from}”改为“{to}”{why}"),
            || format!("{of}: {what}, from “{from}” to “{to}”{why}"),
        ),
    }
}

/// The figure as printed.
pub fn printed_target(language: Language, label: &str, figure: &Exact, unit: &str) -> String {
    let figure = figure.canonical();
    pick(
        language,
        || format!("{label}：原表 {figure} {unit}"),
        || format!("{label}: printed {figure} {unit}"),
    )
}

/// The button that takes a change back, named for what it takes back.
pub fn back_of(language: Language, told: &str) -> String {
    pick(language, || format!("恢复原表：{told}"), || format!("Restore the rubric's own: {told}"))
}

/// The name of an item's field.
pub fn item(language: Language, number: usize) -> String {
    pick(language, || format!("第 {number} 项"), || format!("Item {number}"))
}

/// The button that removes an item.
pub fn remove_item(language: Language, number: usize) -> String {
    pick(language, || format!("删去第 {number} 项"), || format!("Remove item {number}"))
}

/// The printed names of the bands.
pub fn bands(set: &BandSet) -> String {
    set.bands.iter().map(|band| band.label.as_str()).collect::<Vec<_>>().join(" · ")
}

/// Where a set of grades comes from.
pub fn grades_source(language: Language, set: &BandSet) -> String {
    let source = [Some(&set.source.title), set.source.issuer.as_ref(), set.source.address.as_ref()];
    let source: Vec<&str> = source.into_iter().flatten().map(String::as_str).collect();
    let note = set.source.note.as_deref().unwrap_or_default();
    pick(
        language,
        || format!("来源：{}。{note}", source.join("，")),
        || format!("Source: {}. {note}", source.join(", ")),
    )
}

/// A change that is stored but not in force.
pub fn left_out(language: Language, why: &Unfit) -> String {
    let why = unfit(why, language);
    pick(
        language,
        || format!("有一处对细则的改动现在用不上（{why}），这次没有采用；它仍保存着，直到您再改动细则。"),
        || {
            format!(
                "One change to the rubric cannot be used now ({why}) and is not in force; it stays stored until you change the rubric again."
            )
        },
    )
}

/// A change that does not fit was refused.
pub fn not_fitting(language: Language, why: &Unfit) -> String {
    let why = unfit(why, language);
    pick(language, || format!("没有改动：{why}。"), || format!("Nothing was changed: {why}."))
}

/// What was typed has to be stored first.
pub fn not_now(language: Language) -> String {
    pick(
        language,
        || "没有改动：前面填写的内容还没有保存好。请等保存成功后再改。".into(),
        || "Nothing was changed: what you typed is not stored yet. Try again once it is.".into(),
    )
}

/// The store did not take the change.
pub fn not_stored(language: Language, why: &StoreError) -> String {
    let what = pick(language, || "没有改动。".into(), || "Nothing was changed.".into());
    super::storage::failed(language, &what, why)
}
