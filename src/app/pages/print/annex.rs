//! The annex: what the printed form has no room for and a reader must be able to check. Chinese, as the form.
//! May import the library. Read next: `report`, which decides what stands in it.

use gongping::report::{Annex, AppliedReading, Note, Override, Subject, Target};
use leptos::prelude::*;

/// The annex, on a page of its own.
pub(super) fn annex(annex: &Annex) -> impl IntoView + use<> {
    let note = annex.stage_note.as_ref().map(|note| view! { <p>{format!("{}：{note}", annex.stage)}</p> });
    view! {
        <section class="annex">
            {note}
            {part("附：本表采用的读法", annex.readings.iter().map(reading).collect())}
            {part("附：本阶段按比例计的目标", annex.targets.iter().map(target).collect())}
            {part("附：改判", annex.overrides.iter().map(set_by_hand).collect())}
            {part("附：备注", annex.notes.iter().map(note_of).collect())}
        </section>
    }
}

/// One list, where there is anything in it.
fn part(title: &'static str, lines: Vec<String>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().enumerate();
        let lines = lines.map(|(at, line)| view! { <li>{format!("{}. {line}", at + 1)}</li> }).collect_view();
        view! { <h2>{title}</h2><ol>{lines}</ol> }
    })
}

fn of(subject: &Subject) -> String {
    format!("{} {}", subject.number, subject.label)
}

fn reading(reading: &AppliedReading) -> String {
    let of = reading.of.as_ref().map_or_else(|| "全表".to_owned(), of);
    format!(
        "{of}：{}{}{}",
        ended(&reading.question),
        ended(&reading.chosen),
        ended(&format!("理由：{}", reading.why))
    )
}

fn target(target: &Target) -> String {
    let Target { label, unit, whole, scaled, in_force, reason, .. } = target;
    let of = of(&target.of);
    let line = format!("{of}：{label}全周期 {whole} {unit}，按比例 {scaled} {unit}");
    if reason.is_empty() {
        format!("{line}。")
    } else {
        format!("{line}，调整为 {in_force} {unit}。理由：{reason}")
    }
}

fn set_by_hand(set: &Override) -> String {
    let computed = set
        .computed
        .as_ref()
        .map_or_else(|| "没有计算得分".to_owned(), |points| format!("计算得 {points} 分"));
    format!("{}：{computed}，改判为 {} 分。理由：{}", of(&set.of), set.set, set.reason)
}

fn note_of(note: &Note) -> String {
    format!("{}：{}", of(&note.of), note.text)
}

/// A text with a full stop at its end.
fn ended(text: &str) -> String {
    if text.ends_with(['。', '？', '！', '.', '?']) { text.to_owned() } else { format!("{text}。") }
}
