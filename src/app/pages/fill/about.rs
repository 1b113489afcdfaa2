//! The head of the form: what was changed of the rubric, what the stage means for the targets, the readings that
//! concern the whole form, the grades to choose from, and where the rubric's text comes from.
//! May import `adjusting`, `state`, `parts`, `words` and the library. Read next: `adjusting`.

use gongping::rubric::Rubric;
use gongping::rubric::adjust::Adjustment;
use gongping::rubric::grades::BandSet;
use gongping::score::sentence::Language;
use leptos::prelude::document;
use wasm_bindgen_futures::spawn_local;

use super::adjusting::{all_changes, form_choices};
use crate::app::parts::element::El;
use crate::app::parts::listener::Listener;
use crate::app::state::open::OpenAssessment;
use crate::app::state::rubrics;
use crate::app::words::adjusting::{self as words, Adjusting};
use crate::app::words::fill::Fill;
use crate::app::words::general::General;

/// The id of the part that opens.
pub const ABOUT: &str = "about-rubric";
/// The id of the place of the sets of grades.
const GRADES: &str = "form.grades";

/// The head of the form, and the listener that keeps its grades up to date; `open` where it is unfolded.
pub fn about(form: &OpenAssessment, language: Language, open: bool) -> (Vec<El>, Option<Listener>) {
    let rubric = form.rubric();
    let scale = form.stage().and_then(|stage| stage.scale.as_ref());
    let scale = scale.map_or(El::NONE, |scale| El::new("p").class("banner info").text(&scale.note));
    let source = rubric.source();
    let note = source.note.as_ref().map(|note| format!(" {note}")).unwrap_or_default();
    let from = format!("{}{}{}{note}", Fill::of(language).source, General::of(language).colon, source.title);
    let place = El::new("div").attr("id", GRADES).child(grades(rubric, language));
    let body = El::new("div")
        .class("fold-body")
        .child(form_choices(rubric, language))
        .child(place)
        .child(El::new("p").class("hush").text(&from));
    let title = El::new("summary").attr("id", "about-rubric.title").text(Adjusting::of(language).form);
    let fold = El::new("details").class("fold").attr("id", ABOUT).mark("open", open).child(title).child(body);
    // The published sets are asked for when somebody looks.
    let rubric = rubric.clone();
    let listener = fold.get().map(|fold| {
        Listener::on(fold, "toggle", move |_| {
            if rubrics::grade_sets_held().is_none() {
                read_grades(rubric.clone(), language);
            }
        })
    });
    (vec![all_changes(form.rubric(), language), scale, fold], listener)
}

/// Reads the published sets and shows them.
fn read_grades(rubric: std::sync::Arc<Rubric>, language: Language) {
    spawn_local(async move {
        let shown = match rubrics::grade_sets().await {
            Ok(_) => grades(&rubric, language),
            Err(_) => {
                El::new("p").class("hush").attr("role", "status").text(Adjusting::of(language).grades_trouble)
            }
        };
        // The person may have gone on meanwhile.
        if let (Some(place), Some(shown)) = (document().get_element_by_id(GRADES), shown.get()) {
            place.replace_children_with_node_1(shown);
        }
    });
}

/// The set of grades that was chosen for this assessment.
fn chosen_grades(rubric: &Rubric) -> Option<&BandSet> {
    rubric.adjusted().iter().find_map(|one| match &one.adjustment {
        Adjustment::Grades { set } => set.as_ref(),
        _ => None,
    })
}

/// The rubric's own grades, or the sets to choose from.
fn grades(rubric: &Rubric, language: Language) -> El {
    let words = Adjusting::of(language);
    let chosen = chosen_grades(rubric);
    let group = El::new("fieldset").class("reading adjust").child(El::new("legend").text(words.grades));
    if let (Some(own), None) = (rubric.grades(), chosen) {
        return group
            .child(El::new("b").text(&own.name))
            .child(El::new("p").text(&words::bands(own)))
            .child(El::new("p").text(words.own_grades));
    }
    let Some(sets) = rubrics::grade_sets_held() else {
        return El::new("p").class("hush").attr("role", "status").text(words.grades_loading);
    };
    let option = |id: &str, name: &str, details: [&str; 2]| {
        let input = El::new("input")
            .attr("type", "radio")
            .attr("name", "grades")
            .attr("id", &format!("{GRADES}.{id}"))
            .attr("value", id)
            .attr("data-adjust", "grades")
            .checked(chosen.map_or("", |set| set.id.as_str()) == id);
        let details = details.into_iter().filter(|detail| !detail.is_empty());
        let text = El::new("span").and_text(name);
        let text = text.children(details.map(|detail| El::new("small").text(detail)));
        El::new("label").class("tick").child(input).child(text)
    };
    let mut all: Vec<&BandSet> = sets.iter().collect();
    // A set that came with a file may be none of those.
    all.extend(chosen.filter(|chosen| sets.iter().all(|set| set.id != chosen.id)));
    group.child(option("", words.no_grades, ["", ""])).children(
        all.iter().map(|set| {
            option(&set.id, &set.name, [&words::bands(set), &words::grades_source(language, set)])
        }),
    )
}
