//! The blank form of a rubric, to be printed and filled in by hand. It is Chinese whatever language the app speaks.
//! May import `state`, `parts`, `words` and the library. Read next: `pages::print`, the form with its figures.

use gongping::assessment::{Assessment, Project, Role};
use gongping::exchange::Known;
use gongping::report::{Merged, Name, OfficialForm, Row, official_form};
use gongping::rubric::{Rubric, StageId};
use gongping::score::score;
use leptos::prelude::*;

use super::detail::with_rubric;
use crate::app::parts::icon::icon;
use crate::app::parts::live::press;
use crate::app::parts::title::name_document;
use crate::app::route::Route;
use crate::app::state::{general, language};
use crate::app::words::rubrics::Words;

/// How many columns the table has.
const COLUMNS: &str = "7";

/// The page with the blank form of a rubric.
pub fn blank_page(key: &str) -> AnyView {
    with_rubric(key, page)
}

fn page(known: &Known, key: &str) -> AnyView {
    let words = Words::of(language());
    let form = blank(&known.rubric);
    name_document(&format!("{}-{}", form.title, words.blank_title));
    // A browser without a print window has nothing to offer instead.
    let print = press(|| drop(window().print()));
    view! {
        <div class="app desk">
            <header class="topbar">
                <a
                    class="btn quiet icon"
                    href=Route::Rubric(key.to_owned()).hash()
                    aria-label=general().back
                    title=general().back
                >
                    {icon("back")}
                </a>
                <div class="topbar-title"><h1>{words.blank_title}</h1></div>
                <button class="btn primary" type="button" on:click=print>{icon("print")}{general().print}</button>
            </header>
            <main>
                <div class="banner info" role="note"><p>{words.blank_help}</p></div>
                <div class="frame" tabindex="0" role="region" aria-label=words.blank_title>
                    <div class="leaf">{sheet(&form)}</div>
                </div>
            </main>
        </div>
    }
    .into_any()
}

/// The official form without a word from anybody, at the first stage.
fn blank(rubric: &Rubric) -> OfficialForm {
    let stage = rubric.stages().first().map_or_else(|| StageId::new(""), |stage| stage.id.clone());
    let nobody = Assessment::new(String::new(), Project::default(), rubric, stage, Role::SelfAssessment);
    official_form(rubric, &nobody, &score(rubric, &nobody), "")
}

fn sheet(form: &OfficialForm) -> AnyView {
    let labels = [&form.project, &form.implementer, &form.date];
    let labels: Vec<AnyView> =
        labels.into_iter().map(|one| view! { <span>{one.label.clone()}<u></u></span> }.into_any()).collect();
    let groups: Vec<AnyView> = form
        .rows
        .chunk_by(|_, next| next.content.is_none())
        .map(|rows| {
            let rows: Vec<AnyView> = rows.iter().map(row).collect();
            view! { <tbody>{rows}</tbody> }.into_any()
        })
        .collect();
    let [content, indicator, points, self_score, evaluator_score, factors] = form.columns.clone();
    view! {
        <article class="form-sheet" lang="zh-CN">
            <h1>{form.title.clone()}</h1>
            <div class="form-meta">{labels}</div>
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
                {groups}
                <tbody class="form-total">
                    <tr>
                        <th class="c" colspan="3">{form.total.label.clone()}</th>
                        <td class="c">{form.total.points.clone()}</td>
                        <td></td>
                        <td></td>
                        <td></td>
                    </tr>
                </tbody>
                <tfoot aria-hidden="true"><tr><td colspan=COLUMNS></td></tr></tfoot>
            </table>
            <div class="form-tail">
                <p class="form-note">{form.remark.clone()}</p>
                <div class="form-sign">
                    <span>{form.signature.clone()}<u></u></span>
                    <span>{form.signature_date.clone()}<u></u></span>
                </div>
            </div>
        </article>
    }
    .into_any()
}

fn row(row: &Row) -> AnyView {
    let content = row.content.clone().map(|Merged { text, rows }| {
        view! { <th class="c" scope="rowgroup" rowspan=rows.to_string()>{text}</th> }.into_any()
    });
    let (name, columns) = match row.name.clone() {
        Name::Begins(Merged { text, rows }) => {
            (Some(view! { <th scope="rowgroup" rowspan=rows.to_string()>{text}</th> }.into_any()), "1")
        }
        Name::Covered => (None, "1"),
        Name::None => (None, "2"),
    };
    view! {
        <tr>
            {content}
            {name}
            <td colspan=columns>{row.text.clone()}</td>
            <td class="c">{row.points.clone()}</td>
            <td></td>
            <td></td>
            <td><span class="form-rule">{row.rule_text.clone()}</span></td>
        </tr>
    }
    .into_any()
}
