//! The table of the official form, with the merged cells and the columns of the original.
//! May import `state` and the library. Read next: `factors`.

use gongping::report::{Merged, Name, OfficialForm, Row, TotalRow};
use leptos::prelude::*;

use super::factors::factors;
use crate::app::state::open::OpenAssessment;

/// How many columns the table has.
const COLUMNS: &str = "7";

/// The table.
pub(super) fn table(open: &OpenAssessment, form: &OfficialForm) -> impl IntoView + use<> {
    // Each content cell and the rows it covers are one group, kept together for readers and for page breaks.
    let groups = form.rows.chunk_by(|_, next| next.content.is_none());
    let groups = groups
        .map(|rows| {
            let rows = rows.iter().map(|row| table_row(open, row)).collect_view();
            view! { <tbody>{rows}</tbody> }
        })
        .collect_view();
    view! {
        <table class="form-table">
            <colgroup>
                <col class="c-group"/>
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

fn table_row(open: &OpenAssessment, row: &Row) -> impl IntoView + use<> {
    let content = row.content.clone().map(|Merged { text, rows }| {
        // The name on one line, its points on the next, as on the original.
        let (name, points) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len()));
        let (name, points) = (name.to_owned(), points.to_owned());
        view! { <th class="c" scope="rowgroup" rowspan=rows.to_string()>{name}<br/>{points}</th> }
    });
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
            <td colspan=text_columns>{row.text.clone()}</td>
            <td class="c">{row.points.clone()}</td>
            <td class="c">{row.self_score.clone()}</td>
            <td class="c">{row.evaluator_score.clone()}</td>
            <td>{factors(open, row)}<span class="form-rule">{row.rule_text.clone()}</span></td>
        </tr>
    }
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
