//! The annex: what the printed form has no room for and a reader must be able to check. Chinese, as the form.
//! May import the library. Read next: `report`, which decides what stands in it.

use gongping::report::{Adjustment, Annex, AppliedReading, Grades, Note, Override, Subject, Target};
use leptos::prelude::*;

/// One line of the annex: what leads to the decisive words, these, and what follows from them.
struct Line {
    before: String,
    decisive: String,
    after: String,
}

/// The annex, on a page of its own.
pub(super) fn annex(annex: &Annex) -> impl IntoView + use<> {
    let note = annex.stage_note.as_ref().map(|note| view! { <p>{format!("{}：{note}", annex.stage)}</p> });
    view! {
        <section class="annex">
            {note}
            {part("附：本次评估对细则的改动", annex.adjustments.iter().map(adjustment).collect())}
            {part("附：等次", annex.grades.iter().flat_map(grades).collect())}
            {part("附：本表采用的读法", annex.readings.iter().map(reading).collect())}
            {part("附：本阶段按比例计的目标", annex.targets.iter().map(target).collect())}
            {part("附：改判", annex.overrides.iter().map(set_by_hand).collect())}
            {part("附：备注", annex.notes.iter().map(note_of).collect())}
        </section>
    }
}

/// One list, where there is anything in it.
fn part(title: &'static str, lines: Vec<Line>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|Line { before, decisive, after }| {
            view! { <li>{before}<b>{decisive}</b>{after}</li> }
        });
        view! { <h2>{title}</h2><ol>{lines.collect_view()}</ol> }
    })
}

fn of(subject: &Subject) -> String {
    format!("{} {}", subject.number, subject.label)
}

fn adjustment(change: &Adjustment) -> Line {
    let of = change.of.as_ref().map_or_else(|| "全表".to_owned(), of);
    Line {
        before: format!("{of}：{}原为“{}”，", ended(&change.what), change.from.trim_end_matches('。')),
        decisive: format!("改为“{}”。", change.to.trim_end_matches('。')),
        after: if change.why.is_empty() { String::new() } else { format!("理由：{}", ended(&change.why)) },
    }
}

fn grades(grades: &Grades) -> [Line; 2] {
    let Grades { name, source, bands, grade } = grades;
    let earned = match grade {
        Some(grade) => format!("{grade}。"),
        None => "暂计，不定等次。".to_owned(),
    };
    let set = Line {
        before: format!("按“{name}”划定："),
        decisive: earned,
        after: format!("来源：{}", ended(source)),
    };
    [set, Line { before: format!("{}。", bands.join("；")), decisive: String::new(), after: String::new() }]
}

fn reading(reading: &AppliedReading) -> Line {
    let of = reading.of.as_ref().map_or_else(|| "全表".to_owned(), of);
    Line {
        before: format!("{of}：{}", ended(&reading.question)),
        decisive: ended(&reading.chosen),
        after: format!("理由：{}", ended(&reading.why)),
    }
}

fn target(target: &Target) -> Line {
    let Target { label, unit, whole, scaled, in_force, reason, .. } = target;
    let by_hand = in_force != scaled || !reason.is_empty();
    Line {
        before: format!("{}：{label}，全周期 {whole} {unit}，按比例 {scaled} {unit}，", of(&target.of)),
        decisive: if by_hand {
            format!("调整为 {in_force} {unit}。")
        } else {
            format!("按 {in_force} {unit}计。")
        },
        after: if reason.is_empty() { String::new() } else { format!("理由：{}", ended(reason)) },
    }
}

fn set_by_hand(set: &Override) -> Line {
    let computed = set.computed.as_ref();
    let computed = computed.map_or_else(|| "没有计算得分".to_owned(), |points| format!("计算得 {points} 分"));
    Line {
        before: format!("{}：{computed}，", of(&set.of)),
        decisive: format!("改判为 {} 分。", set.set),
        after: format!("理由：{}", ended(&set.reason)),
    }
}

fn note_of(note: &Note) -> Line {
    Line { before: format!("{}：", of(&note.of)), decisive: String::new(), after: note.text.clone() }
}

/// A text with a full stop at its end.
fn ended(text: &str) -> String {
    if text.ends_with(['。', '？', '！', '.', '?', '!']) { text.to_owned() } else { format!("{text}。") }
}
