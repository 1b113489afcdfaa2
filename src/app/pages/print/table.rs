//! The table of the official form, with the merged cells and the columns of the original.
//! May import `state` and the library. Read next: `factors`.

use gongping::report::{Merged, Name, OfficialForm, Row, ToFill, TotalRow};
use leptos::prelude::*;

use super::Editable;
use super::factors::factors;

/// How many columns the table has.
const COLUMNS: &str = "7";

/// How many lines a printed heading takes at most: its name and its points.
const HEADING_LINES: usize = 2;

/// The table, with the factors open to editing for an open assessment.
pub fn table(open: Option<Editable>, form: &OfficialForm) -> impl IntoView + use<> {
    // Each content cell and the rows it covers are one group, kept together for readers and for page breaks.
    let groups = form.rows.chunk_by(|_, next| next.content.is_none());
    let groups = groups
        .map(|rows| {
            let rows = rows.iter().map(|row| table_row(open, row)).collect_view();
            view! { <tbody>{rows}</tbody> }
        })
        .collect_view();
    // The path to a section deep in a tree needs more room than one printed heading.
    let lines = form.rows.iter().filter_map(|row| Some(row.content.as_ref()?.text.lines().count())).max();
    let group = if lines.unwrap_or_default() > HEADING_LINES { "c-group deep" } else { "c-group" };
    view! {
        <table class="form-table">
            <colgroup>
                <col class=group/>
                <col class="c-name"/>
                <col/>
                <col class="c-points"/>
                <col class="c-self"/>
                <col class="c-panel"/>
                <col class="c-why"/>
            </colgroup>
            {head(&form.columns)}
            {groups}
            {total(&form.total)}
            <tfoot aria-hidden="true"><tr><td colspan=COLUMNS></td></tr></tfoot>
        </table>
    }
}

fn head(columns: &[String; 6]) -> impl IntoView + use<> {
    let [content, indicator, points, self_score, evaluator_score, factors] = columns.clone();
    view! {
        <thead>
            <tr>
                <th scope="col">{content}</th>
                <th scope="col" colspan="2">{indicator}</th>
                <th scope="col">{points}</th>
                <th scope="col">{self_score}</th>
                <th scope="col">{evaluator_score}</th>
                <th scope="col">{factors}</th>
            </tr>
        </thead>
    }
}

fn table_row(open: Option<Editable>, row: &Row) -> impl IntoView + use<> {
    let content = row.content.clone().map(|Merged { text, rows }| {
        let lines =
            text.lines().flat_map(heading).map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        view! { <th class="c" scope="rowgroup" rowspan=rows.to_string()>{lines}</th> }
    });
    let weight =
        row.weight.as_ref().map(|weight| view! { <p class="form-aside">{format!("权重 {weight}")}</p> });
    let (name, text_columns) = match row.name.clone() {
        Name::Begins(Merged { text, rows }) => {
            (Some(view! { <th scope="rowgroup" rowspan=rows.to_string()>{text}</th> }), "1")
        }
        Name::Covered => (None, "1"),
        Name::None => (None, "2"),
    };
    view! {
        <tr>
            {content}
            {name}
            <td colspan=text_columns>{requirement(row)}</td>
            <td class="c">{row.points.clone()}{weight}</td>
            <td class="c">{row.self_score.clone()}</td>
            <td class="c">{row.evaluator_score.clone()}</td>
            <td>
                {open.map(|open| factors(open, row))}
                {row.to_fill.iter().map(to_fill).collect_view()}
                <span class="form-rule">{row.rule_text.clone()}</span>
            </td>
        </tr>
    }
}

/// The name of a section on one line, its points on the next, as on the original: 项目管理 10分
fn heading(line: &str) -> Vec<&str> {
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '分' | '）' | ')'));
    let before = before.trim_end_matches(['（', '(']).trim_end();
    match line.get(before.len()..) {
        Some(points) if !before.is_empty() && points.contains(|c: char| c.is_ascii_digit()) => {
            vec![before, points.trim_start()]
        }
        _ => vec![line],
    }
}

/// What is asked for, and the papers that show it.
fn requirement(row: &Row) -> impl IntoView + use<> {
    let tags = (!row.tags.is_empty()).then(|| view! { <p class="form-aside">{row.tags.join("、")}</p> });
    let evidence = (!row.evidence.is_empty())
        .then(|| view! { <p class="form-aside">{format!("需提供材料：{}", row.evidence.join("；"))}</p> });
    view! { {row.text.clone()}{tags}{evidence} }
}

/// A line to be ticked or written in by hand.
fn to_fill(line: &ToFill) -> impl IntoView + use<> {
    let ToFill { label, boxes, unit } = line.clone();
    let room = (boxes.is_empty() || label.is_empty()).then(|| view! { <u class="form-room"></u> });
    let boxes = boxes.into_iter().map(|label| view! { <span class="form-box">{format!("□ {label}")}</span> });
    view! { <p class="form-fill">{label}" "{room}{unit}{boxes.collect_view()}</p> }
}

fn total(total: &TotalRow) -> impl IntoView + use<> {
    let TotalRow { label, points, self_score, evaluator_score, notes, .. } = total.clone();
    let notes = notes.into_iter().map(|note| view! { <p>{note}</p> }).collect_view();
    view! {
        <tbody class="form-total">
            <tr>
                <th class="c" colspan="3">{label}</th>
                <td class="c">{points}</td>
                <td class="c">{self_score}</td>
                <td class="c">{evaluator_score}</td>
                <td>{notes}</td>
            </tr>
        </tbody>
    }
}
