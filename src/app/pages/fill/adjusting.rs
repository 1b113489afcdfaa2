//! What can be changed of the rubric for this assessment, at the row it concerns and, for the whole form, at its
//! head: another reading, another target, another list of items.
//! May import `row`, `parts::element`, `words` and the library. Read next: `changes`, which carries them out.

use gongping::rubric::adjust::{
    Adjusted, Adjustment, Item, ItemsChoice, ReadingChoice, TargetChoice, can_change, choices, form_readings,
};
use gongping::rubric::{Reading, Rubric};
use gongping::score::sentence::Language;

use super::row::Row;
use crate::app::fields::LONGEST;
use crate::app::parts::element::El;
use crate::app::words::adjusting::{self as words, Adjusting};
use crate::app::words::fill::Fill;
use crate::app::words::general::General;

/// The name that ids begin with where the whole form is concerned.
const FORM: &str = "form";

/// Whether a row has readings, or anything else that can be changed.
pub fn has_choices(row: &Row) -> bool {
    !row.indicator.readings.is_empty() || can_change(&row.indicator.rule)
}

/// The readings of a row, and what can be changed at it.
pub fn row_choices(row: &Row) -> El {
    if !row.drawn {
        return El::NONE;
    }
    let choices = choices(row.rubric, row.at);
    let owner =
        Owner { rubric: row.rubric, language: row.language, indicator: Some(row.indicator.id.as_str()) };
    let readings = owner.readings(&row.indicator.readings, &choices.readings);
    let targets = choices.targets.iter().map(|target| owner.target(target));
    let lists = choices.items.iter().map(|list| owner.items(list));
    El::new("div").class("readings").children(readings).children(targets).children(lists)
}

/// The readings of the whole form.
pub fn form_choices(rubric: &Rubric, language: Language) -> El {
    let owner = Owner { rubric, language, indicator: None };
    let readings = owner.readings(rubric.readings(), &form_readings(rubric));
    El::new("div").class("readings").children(readings)
}

/// The marks of a row of which something was changed.
pub fn marks(row: &Row) -> Vec<&'static str> {
    let words = Adjusting::of(row.language);
    let mut marks = Vec::new();
    for adjusted in row.rubric.adjusted().iter().filter(|one| one.indicator == Some(row.at)) {
        let mark = match adjusted.adjustment {
            Adjustment::Reading { .. } => words.read_otherwise,
            Adjustment::Target { .. } => words.other_target,
            Adjustment::Items { .. } => words.other_items,
            Adjustment::Grades { .. } => continue,
        };
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}

/// A list of everything that was changed, each with its way back.
pub fn all_changes(rubric: &Rubric, language: Language) -> El {
    let changes = rubric.adjusted();
    if changes.is_empty() {
        return El::NONE;
    }
    let lines = changes.iter().enumerate().map(|(at, adjusted)| {
        let told = words::told(language, rubric, adjusted);
        let back = back_button(language, at)
            .attr("id", &format!("change-{at}.back"))
            .attr("aria-label", &words::back_of(language, &told));
        El::new("li").child(El::new("span").text(&told)).child(back)
    });
    let title = El::new("p").child(El::new("b").text(&words::changed(language, changes.len())));
    El::new("section")
        .class("banner changes")
        .attr("id", "changes")
        .attr("tabindex", "-1")
        .attr("data-testid", "changes")
        .attr("aria-label", &words::changed(language, changes.len()))
        .child(title)
        .child(El::new("ul").children(lines))
}

/// The button that takes the change at that place of the list back.
pub fn back_button(language: Language, at: usize) -> El {
    let words = Adjusting::of(language);
    action("btn quiet", "back").attr("data-index", &at.to_string()).text(words.back)
}

/// A button for `changes` to act on.
fn action(class: &str, act: &str) -> El {
    El::new("button").class(class).attr("type", "button").attr("data-adjust", act)
}

/// What choices belong to: a row, or the whole form.
struct Owner<'a> {
    rubric: &'a Rubric,
    language: Language,
    indicator: Option<&'a str>,
}

impl Owner<'_> {
    fn id(&self, place: &str) -> String {
        format!("{}.adjust.{place}", self.indicator.unwrap_or(FORM))
    }

    fn words(&self) -> &'static Adjusting {
        Adjusting::of(self.language)
    }

    /// Where in the list of changes the one is that `is_it` knows.
    fn place_of(&self, is_it: impl Fn(&Adjustment) -> bool) -> Option<usize> {
        let of = |one: &Adjusted| {
            one.adjustment.indicator().map(gongping::rubric::IndicatorId::as_str) == self.indicator
        };
        self.rubric.adjusted().iter().position(|one| of(one) && is_it(&one.adjustment))
    }

    /// A box of choices; `changes` finds what they are about in its attributes.
    fn group(&self, kind: &str, of: Option<&str>, legend: &str) -> El {
        let group = El::new("fieldset").class("reading adjust").attr("data-choice", kind);
        let group = if let Some(indicator) = self.indicator {
            group.attr("data-indicator", indicator)
        } else {
            group
        };
        let group = if let Some(of) = of { group.attr("data-of", of) } else { group };
        group.child(El::new("legend").text(legend))
    }

    fn why(&self, place: &str, label: &str, value: &str) -> El {
        let id = self.id(&format!("{place}.why"));
        let area =
            El::new("textarea").class("area").attr("id", &id).attr("rows", "2").attr("maxlength", LONGEST);
        let area = area.attr("data-role", "why").attr("placeholder", self.words().why_hint).value(value);
        El::new("div").class("field wide").child(El::new("label").attr("for", &id).text(label)).child(area)
    }

    /// Where `changes` says what is wrong.
    fn error() -> El {
        El::new("p").class("error").attr("role", "alert")
    }

    /// The buttons below a group: the one that changes, and the one that takes back.
    fn actions(&self, place: &str, act: &str, label: &str, changed: Option<usize>) -> El {
        let change = action("btn", act).attr("id", &self.id(&format!("{place}.apply"))).text(label);
        let back = changed.map_or(El::NONE, |at| {
            back_button(self.language, at).attr("id", &self.id(&format!("{place}.back")))
        });
        El::new("div").class("actions").child(change).child(back)
    }

    fn readings(&self, readings: &[Reading], choices: &[ReadingChoice]) -> Vec<El> {
        let choice = |reading: &Reading| choices.iter().find(|one| one.reading == reading.id);
        readings
            .iter()
            .map(|reading| match choice(reading) {
                Some(choice) => self.reading(reading, choice),
                None => fixed(self.language, reading),
            })
            .collect()
    }

    fn reading(&self, reading: &Reading, choice: &ReadingChoice) -> El {
        let words = self.words();
        let name = self.id(&choice.reading);
        let option = |value: &str, kind: &str, text: &str| {
            let input = El::new("input")
                .attr("type", "radio")
                .attr("name", &name)
                .attr("id", &format!("{name}.{value}"))
                .attr("value", value)
                .attr("data-adjust", "reading")
                .checked(choice.present.as_deref().unwrap_or_default() == value);
            let text = El::new("span").child(El::new("small").text(kind)).and_text(text);
            El::new("label").class("tick").child(input).child(text)
        };
        let options = choice.options.iter().map(|one| option(&one.id, words.other, &one.text));
        let colon = General::of(self.language).colon;
        let because = format!("{}{colon}{}", Fill::of(self.language).reading_why, reading.why);
        let group = self
            .group("reading", Some(&choice.reading), &choice.question)
            .child(option("", words.printed, &choice.chosen))
            .children(options)
            .child(El::new("p").text(&because))
            .child(self.why(&choice.reading, words.reading_why, &choice.why))
            .child(Self::error());
        if choice.present.is_none() {
            return group;
        }
        let changed = self
            .place_of(|one| matches!(one, Adjustment::Reading { reading, .. } if *reading == choice.reading));
        group.child(self.actions(&choice.reading, "reading-why", words.write_why, changed))
    }

    fn target(&self, target: &TargetChoice) -> El {
        let words = self.words();
        let place = format!("target.{}", target.part.as_deref().unwrap_or_default());
        let printed = target.printed.as_ref().unwrap_or(&target.present);
        let legend = words::printed_target(self.language, &target.label, printed, &target.unit);
        let id = self.id(&place);
        let input = El::new("input")
            .class("num")
            .attr("id", &id)
            .attr("inputmode", "decimal")
            .attr("autocomplete", "off")
            .attr("maxlength", LONGEST)
            .attr("data-role", "value")
            .value(&target.present.canonical());
        let box_ = El::new("div").class("box").child(input);
        let field = El::new("div")
            .class("field")
            .child(El::new("label").attr("for", &id).text(words.target_now))
            .child(box_.child(El::new("span").class("unit").text(&target.unit)));
        let changed =
            self.place_of(|one| matches!(one, Adjustment::Target { part, .. } if *part == target.part));
        self.group("target", target.part.as_deref(), &legend)
            .child(El::new("div").class("facts").child(field))
            .child(self.why(&place, words.why, &target.why))
            .child(Self::error())
            .child(self.actions(&place, "target", words.change_target, changed))
    }

    fn items(&self, list: &ItemsChoice) -> El {
        let words = self.words();
        let place = format!("items.{}", list.part.as_deref().unwrap_or_default());
        let items = list.present.iter().enumerate().map(|(at, item)| item_line(self.language, item, at + 1));
        let add = action("link", "item-add").attr("id", &self.id(&format!("{place}.add"))).text(words.add);
        let changed =
            self.place_of(|one| matches!(one, Adjustment::Items { part, .. } if *part == list.part));
        let group = self.group("items", list.part.as_deref(), words.items);
        let printed = list.printed.as_ref().map_or(El::NONE, |printed| {
            let colon = General::of(self.language).colon;
            El::new("p").text(&format!(
                "{}{colon}{}",
                words.printed.trim_end_matches(['：', ':', ' ']),
                printed.join("；")
            ))
        });
        group
            .child(printed)
            .child(El::new("ol").class("adjust-items").children(items))
            .child(El::new("div").class("actions").child(add))
            .child(self.why(&place, words.why, &list.why))
            .child(Self::error())
            .child(self.actions(&place, "items", words.change_items, changed))
    }
}

/// The line of an item: its name to be changed, and the button that removes it.
pub fn item_line(language: Language, item: &Item, number: usize) -> El {
    let name = El::new("input")
        .attr("type", "text")
        .attr("aria-label", &words::item(language, number))
        .attr("autocomplete", "off")
        .attr("maxlength", LONGEST)
        .value(&item.label);
    let remove = action("btn quiet", "item-remove")
        .attr("aria-label", &words::remove_item(language, number))
        .text(Adjusting::of(language).remove);
    El::new("li").attr("data-item", &item.id).child(El::new("div").class("box").child(name)).child(remove)
}

/// A reading of which no alternative can be chosen.
fn fixed(language: Language, reading: &Reading) -> El {
    let (words, colon) = (Fill::of(language), General::of(language).colon);
    let others: Vec<&str> = reading.others().map(|other| other.trim_end_matches('。')).collect();
    let others = if others.is_empty() {
        El::NONE
    } else {
        El::new("p").text(&format!("{}{colon}{}", words.reading_else, others.join("；")))
    };
    El::new("div")
        .class("reading")
        .child(El::new("p").text(&reading.question))
        .child(El::new("b").text(reading.in_force()))
        .child(El::new("p").text(&format!("{}{colon}{}", words.reading_why, reading.why)))
        .child(others)
}
