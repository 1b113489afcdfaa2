//! Carries out what is changed of the rubric: reads what was chosen and typed at the choices of `adjusting`, has the
//! session change it, and says beside the choice what is missing.
//! May import `effects`, `state`, `words` and the library. Read next: `effects::adjusting`.

use gongping::assessment::Sheet;
use gongping::number::parse_typed;
use gongping::record::OWN_ITEM;
use gongping::rubric::adjust::{self, Adjustment, Item, ItemsChoice, choices, new_item_id};
use gongping::rubric::{IndicatorId, IndicatorIx};
use gongping::score::sentence::Language;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::adjusting::item_line;
use crate::app::effects::adjusting::Refused;
use crate::app::effects::session::Session;
use crate::app::parts::element::{focus, value_of};
use crate::app::state::rubrics;
use crate::app::words::adjusting::{self as words, Adjusting};
use crate::app::words::tabs::Tabs;

/// Something was chosen. Says whether it is one of these choices.
pub fn on_change(session: &Session, language: Language, event: &Event) -> bool {
    let Some(field) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return false };
    let Some(what) = field.get_attribute("data-adjust") else { return false };
    let at = Choice::around(session, language, &field);
    match (what.as_str(), at) {
        ("reading", Some(choice)) => choice.read(&value_of(&field).unwrap_or_default()),
        ("grades", _) => choose_grades(session, language, &value_of(&field).unwrap_or_default()),
        _ => {}
    }
    true
}

/// A button was pressed. Says whether it is one of these.
pub fn on_click(session: &Session, language: Language, button: &Element) -> bool {
    let Some(what) = button.get_attribute("data-adjust") else { return false };
    if what == "back" {
        let at = button.get_attribute("data-index").and_then(|at| at.parse::<usize>().ok());
        let list = session.open.rubric().adjustments();
        if let Some(taken) = at.and_then(|at| list.get(at)) {
            // What was changed on top of it may not fit without it.
            change_or_say(session, language, adjust::take_back(&list, taken));
        }
        return true;
    }
    let Some(choice) = Choice::around(session, language, button) else { return true };
    match what.as_str() {
        "reading-why" => choice.read(&choice.chosen()),
        "target" => choice.change_target(),
        "items" => choice.change_items(),
        "item-add" => choice.add_item(),
        "item-remove" => choice.remove_item(button),
        _ => {}
    }
    true
}

/// Chooses a published set of grades by its id, or none.
fn choose_grades(session: &Session, language: Language, id: &str) {
    let list = session.open.rubric().adjustments();
    let chosen = rubrics::grade_sets_held();
    let chosen = chosen.iter().flat_map(|sets| sets.iter()).find(|set| set.id == id).cloned();
    let without = adjust::take_back(&list, &Adjustment::Grades { set: None });
    let list = match chosen {
        Some(set) => adjust::set(&without, Adjustment::Grades { set: Some(set) }),
        None => without,
    };
    change_or_say(session, language, list);
}

/// Has the changes made; what stands in the way is said at the foot of the screen.
fn change_or_say(session: &Session, language: Language, list: Vec<Adjustment>) {
    if let Err(why) = change(session, language, list) {
        session.say(why);
    }
}

/// Has the changes made.
fn change(session: &Session, language: Language, list: Vec<Adjustment>) -> Result<(), String> {
    let later = session.clone();
    let made = session.adjust(list, move |why| later.say(told(language, why)));
    made.map_err(|why| told(language, &why))
}

/// Why nothing was changed, in words.
fn told(language: Language, why: &Refused) -> String {
    match why {
        Refused::Unfit(why) => words::not_fitting(language, why),
        Refused::Elsewhere => Tabs::of(language).only_read.to_owned(),
        Refused::Unsaved => words::not_now(language),
        Refused::Store(why) => words::not_stored(language, why),
    }
}

/// A box of choices on the page.
struct Choice<'a> {
    session: &'a Session,
    language: Language,
    group: Element,
}

impl<'a> Choice<'a> {
    fn around(session: &'a Session, language: Language, element: &Element) -> Option<Self> {
        let group = element.closest("[data-choice]").ok().flatten()?;
        Some(Self { session, language, group })
    }

    fn words(&self) -> &'static Adjusting {
        Adjusting::of(self.language)
    }

    fn indicator(&self) -> Option<IndicatorId> {
        self.group.get_attribute("data-indicator").map(|id| IndicatorId::new(&id))
    }

    fn row(&self) -> Option<IndicatorIx> {
        self.session.open.rubric().find(&self.indicator()?)
    }

    /// What the group is about: a reading, or the part of a rule.
    fn of(&self) -> Option<String> {
        self.group.get_attribute("data-of")
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.group.query_selector(selector).ok().flatten()
    }

    fn typed(&self, role: &str) -> String {
        let field = self.find(&format!("[data-role=\"{role}\"]"));
        field.as_ref().and_then(value_of).unwrap_or_default().trim().to_owned()
    }

    /// The chosen one of the group's radio buttons.
    fn chosen(&self) -> String {
        self.find("input:checked").as_ref().and_then(value_of).unwrap_or_default()
    }

    /// Says what is wrong, and puts the keyboard where it can be put right.
    fn complain(&self, what: &str, at: &str) {
        if let Some(error) = self.find(".error") {
            error.set_text_content(Some(what));
        }
        if let Some(field) = self.find(at) {
            focus(&field);
        }
    }

    /// Makes the change, in the place of an earlier one of the same.
    fn make(&self, adjustment: Adjustment) {
        let list = adjust::set(&self.session.open.rubric().adjustments(), adjustment);
        self.store(list);
    }

    fn store(&self, list: Vec<Adjustment>) {
        let present = self.session.open.rubric().adjustments();
        let is_new = |one: &Adjustment| !present.contains(one);
        if list.len() == present.len() && !list.iter().any(is_new) {
            self.complain(self.words().nothing_changed, "[data-role=\"why\"]");
        } else if let Err(why) = change(self.session, self.language, list) {
            self.complain(&why, "[data-role=\"why\"]");
            self.show_what_holds();
        }
    }

    /// Ticks the reading in force again, after another was refused.
    fn show_what_holds(&self) {
        let rubric = self.session.open.rubric();
        let (indicator, Some(reading)) = (self.indicator(), self.of()) else { return };
        let present = rubric.adjusted().iter().find_map(|one| match &one.adjustment {
            Adjustment::Reading { indicator: of, reading: id, alternative, .. }
                if *of == indicator && *id == reading =>
            {
                Some(alternative.as_str())
            }
            _ => None,
        });
        let present = present.unwrap_or_default();
        if let Some(radio) = self.find(&format!("input[type=\"radio\"][value=\"{present}\"]"))
            && let Some(radio) = radio.dyn_ref::<web_sys::HtmlInputElement>()
        {
            radio.set_checked(true);
        }
    }

    /// Reads the text as an alternative does, or as the rubric does where it is empty.
    fn read(&self, alternative: &str) {
        let Some(reading) = self.of() else { return };
        let change = Adjustment::Reading {
            indicator: self.indicator(),
            reading,
            alternative: alternative.to_owned(),
            why: self.typed("why"),
        };
        if alternative.is_empty() {
            self.store(adjust::take_back(&self.session.open.rubric().adjustments(), &change));
        } else {
            self.make(change);
        }
    }

    fn change_target(&self) {
        let words = self.words();
        let value = match parse_typed(&self.typed("value")) {
            Ok(Some(value)) if !value.is_negative() => value,
            _ => return self.complain(words.number_needed, "[data-role=\"value\"]"),
        };
        let why = self.typed("why");
        if why.is_empty() {
            return self.complain(words.why_needed, "[data-role=\"why\"]");
        }
        if let Some(indicator) = self.indicator() {
            self.make(Adjustment::Target { indicator, part: self.of(), value, why });
        }
    }

    /// The lines of the items as they stand on the page.
    fn lines(&self) -> Vec<Element> {
        let Ok(lines) = self.group.query_selector_all("[data-item]") else { return Vec::new() };
        (0..lines.length()).filter_map(|at| lines.get(at)?.dyn_into().ok()).collect()
    }

    fn items(&self) -> Vec<Item> {
        let item = |line: Element| {
            let name = line.query_selector("input").ok().flatten();
            Some(Item {
                id: line.get_attribute("data-item")?,
                label: name.as_ref().and_then(value_of)?.trim().to_owned(),
            })
        };
        self.lines().into_iter().filter_map(item).collect()
    }

    fn change_items(&self) {
        let (words, items) = (self.words(), self.items());
        if items.is_empty() {
            return self.complain(words.items_needed, "[data-adjust=\"item-add\"]");
        }
        if let Some(nameless) = items.iter().find(|item| item.label.is_empty()) {
            return self.complain(words.label_needed, &format!("[data-item=\"{}\"] input", nameless.id));
        }
        let why = self.typed("why");
        if why.is_empty() {
            return self.complain(words.why_needed, "[data-role=\"why\"]");
        }
        if let Some(indicator) = self.indicator() {
            self.make(Adjustment::Items { indicator, part: self.of(), items, why });
        }
    }

    fn add_item(&self) {
        let Some(id) = self.free_id() else { return };
        let item = Item { id, label: String::new() };
        let line = item_line(self.language, &item, self.lines().len() + 1);
        if let (Some(list), Some(line)) = (self.find("ol"), line.get()) {
            // An element can be appended to any other.
            let _ = list.append_child(line);
            if let Ok(Some(field)) = line.query_selector("input") {
                focus(&field);
            }
        }
    }

    /// An id that no item of the rubric and none on the page has, nor one that was there before and left facts.
    fn free_id(&self) -> Option<String> {
        let open = &self.session.open;
        let (at, part) = (self.row()?, self.of());
        let list = choices(open.rubric(), at).items.into_iter().find(|list| list.part == part)?;
        let left = open.with_sheet(at, |sheet: &Sheet| {
            let keys = sheet.cells().flat_map(|(cell, _)| cell.key().split('.'));
            let own = keys.filter(|part| part.starts_with(OWN_ITEM));
            own.map(|id| Item { id: id.to_owned(), label: String::new() }).collect::<Vec<_>>()
        });
        let present = self.items().into_iter().chain(list.present).chain(left).collect();
        Some(new_item_id(&ItemsChoice { present, ..list }, open.indicator(at)?))
    }

    fn remove_item(&self, button: &Element) {
        if let Ok(Some(line)) = button.closest("[data-item]") {
            line.remove();
        }
        // The lines are counted anew.
        let items = self.items();
        for (at, (line, item)) in self.lines().into_iter().zip(items).enumerate() {
            if let Some(fresh) = item_line(self.language, &item, at + 1).get() {
                // The line stands in the list.
                let _ = line.replace_with_with_node_1(fresh);
            }
        }
        if let Some(add) = self.find("[data-adjust=\"item-add\"]") {
            focus(&add);
        }
    }
}
