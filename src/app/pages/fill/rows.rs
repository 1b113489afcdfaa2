//! All rows of the form. What fits the first screen is drawn at once and the rest in short turns, so that a form of
//! thousands of rows can be typed into as soon as a small one. One listener of each kind serves all rows; a change
//! writes the places of its row that differ, its sections and the totals.
//! May import `state`, `row`, `card`, `follow`, `act` and `parts`. Read next: `row`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use gongping::assessment::Edit;
use gongping::rubric::{Child, IndicatorIx, Kind, Mode, Section, SectionIx};
use gongping::score::State;
use gongping::score::running::{Running, Touched};
use gongping::score::sentence::Language;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use super::act::{Act, act, cell_of, is_chosen, is_radio, row_of, target};
use super::card::card;
use super::changes;
use super::follow::follow;
use super::locked::lock;
use super::nav::{Nav, go_to, section_id};
use super::row::{Row, Slot};
use super::totals::Totals;
use crate::app::effects::session::Session;
use crate::app::effects::turns::Turns;
use crate::app::parts::element::{El, focus, set_attribute, value_of};
use crate::app::state::open::{OpenAssessment, Watch};
use crate::app::words::fill::{self, Fill};

/// How many rows are drawn before the person sees anything: a screen's worth on a tall screen.
const FIRST: usize = 10;

/// A section of more rows than this is laid out row by row as they come near, not whole.
const LONG: usize = 24;

/// The numbers of the two keys that take a choice back.
const BACKSPACE: u32 = 8;
const DELETE: u32 = 46;

/// How long a turn of drawing may take, in milliseconds.
const TURN_MS: u64 = 10;

/// A piece of the form, in the order in which it stands.
#[derive(Clone, Copy)]
enum Piece {
    /// A section at the top, with its heading.
    Section(SectionIx),
    /// The heading of a section below it.
    Heading(SectionIx),
    /// A row.
    Row(IndicatorIx),
}

/// The rows, and what follows them.
pub struct Rows {
    session: Session,
    open: OpenAssessment,
    language: Language,
    /// What holds the sections.
    main: El,
    /// What stands behind them.
    end: El,
    pieces: Vec<Piece>,
    /// How many pieces are drawn.
    drawn: Cell<usize>,
    /// The section that is being drawn.
    section: RefCell<Option<Element>>,
    /// The parts the person has opened, by row.
    opened: RefCell<BTreeMap<usize, Vec<String>>>,
    /// What the rows that are about to change show.
    before: RefCell<Vec<(IndicatorIx, Vec<Slot>)>>,
    /// The row that changed last, and what it shows.
    latest: RefCell<Option<(IndicatorIx, Vec<Slot>)>>,
    nav: Rc<Nav>,
    totals: Totals,
}

impl Rows {
    /// Draws the first rows into `main`, before `end`.
    pub fn new(
        session: Session,
        language: Language,
        (main, end): (El, El),
        (nav, totals): (Rc<Nav>, Totals),
        opened: BTreeMap<usize, Vec<String>>,
    ) -> Self {
        let open = session.open.clone();
        let rubric = open.rubric().clone();
        let mut pieces = Vec::new();
        for (at, section) in rubric.top_sections() {
            pieces.push(Piece::Section(at));
            collect(&open, section, &mut pieces);
        }
        let rows = Self {
            session,
            open,
            language,
            main,
            end,
            pieces,
            drawn: Cell::new(0),
            section: RefCell::new(None),
            opened: RefCell::new(opened),
            before: RefCell::default(),
            latest: RefCell::default(),
            nav,
            totals,
        };
        let mut first = FIRST;
        while first > 0 && rows.draw_next() {
            first -= usize::from(matches!(rows.pieces.get(rows.drawn.get() - 1), Some(Piece::Row(_))));
        }
        rows
    }

    /// Draws the rest in short turns.
    pub fn go_on(self: &Rc<Self>) -> Turns {
        let rows = self.clone();
        Turns::begin(TURN_MS, move || rows.draw_next())
    }

    /// Draws a piece; says whether there was one.
    fn draw_next(&self) -> bool {
        let Some(piece) = self.pieces.get(self.drawn.get()) else { return false };
        self.drawn.set(self.drawn.get() + 1);
        match *piece {
            Piece::Section(at) => self.draw_section(at),
            Piece::Heading(at) => {
                if let Some(section) = self.open.rubric().section(at) {
                    let heading = El::new("h3").text(&section.name);
                    let rows = self.open.rubric().indicators_below(at).len();
                    let size = El::new("p").class("num").text(&self.size_of(section, rows));
                    self.append(&El::new("div").class("section-head").child(heading).child(size));
                }
            }
            Piece::Row(at) => {
                if let Some((card, _)) = self.describe(at, true) {
                    self.append(&card);
                }
            }
        }
        true
    }

    fn draw_section(&self, at: SectionIx) {
        let rubric = self.open.rubric();
        let Some(section) = rubric.section(at) else { return };
        let heading = format!("{}-heading", section_id(at));
        let rows = rubric.indicators_below(at).len();
        let title = El::new("h2").attr("id", &heading).attr("tabindex", "-1").text(&section.name);
        let size = El::new("p").class("num").text(&self.size_of(section, rows));
        let made = El::new("section")
            .class(if rows > LONG { "section long" } else { "section" })
            .attr("id", &section_id(at))
            .attr("aria-labelledby", &heading)
            .child(El::new("div").class("section-head").child(title).child(size));
        if let (Some(main), Some(element)) = (self.main.get(), made.get()) {
            // `end` stands in this very element.
            let _ = main.insert_before(element, self.end.get().map(AsRef::as_ref));
            self.nav.observe(element);
            self.section.replace(Some(element.clone()));
        }
    }

    /// How large a section is, and how its points come about where that is not by adding up.
    fn size_of(&self, section: &Section, rows: usize) -> String {
        let size = fill::section_size(self.language, &section.points, rows);
        let weight = section.weight.as_ref().map(|weight| fill::weight(self.language, weight));
        let words = Fill::of(self.language);
        let mode = match section.mode {
            Mode::Points => None,
            Mode::Weighted => Some(words.by_weight.to_owned()),
            Mode::Capped => Some(words.capped.to_owned()),
        };
        let parts = [Some(size), weight, mode];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn append(&self, piece: &El) {
        if let (Some(section), Some(piece)) = (self.section.borrow().as_ref(), piece.get()) {
            // An element can be appended to any other.
            let _ = section.append_child(piece);
        }
    }

    /// Describes a row as it stands.
    fn describe(&self, at: IndicatorIx, drawn: bool) -> Option<(El, Vec<Slot>)> {
        let described = self.with_row(at, drawn, |row| (card(row), row.slots.take()));
        if drawn && self.open.is_locked() {
            let card = described.as_ref().and_then(|(card, _)| card.get());
            if let Some(card) = card {
                lock(card, true);
            }
        }
        described
    }

    fn with_row<T>(&self, at: IndicatorIx, drawn: bool, make: impl FnOnce(&Row) -> T) -> Option<T> {
        let (now, opened, rubric) = (self.open.now(), self.opened.borrow(), self.open.rubric());
        let indicator = rubric.indicator(at)?;
        let row = Row {
            at,
            indicator,
            rubric,
            kind: rubric.section(indicator.section).map_or(Kind::Base, |section| section.kind),
            sheet: now.sheet(at)?,
            score: now.score(at)?,
            stage: self.open.stage(),
            places: rubric.places(),
            language: self.language,
            opened: opened.get(&at.0).map_or(&[], Vec::as_slice),
            drawn,
            slots: RefCell::default(),
        };
        Some(make(&row))
    }

    fn card_of(&self, at: IndicatorIx) -> Option<Element> {
        document().get_element_by_id(self.open.indicator(at)?.id.as_str())
    }

    /// Opens or closes parts of a row.
    fn reshape(&self, at: IndicatorIx, change: impl FnOnce(&mut Vec<String>)) {
        self.before(&[at]);
        change(self.opened.borrow_mut().entry(at.0).or_default());
        self.after(&[at], &[]);
    }

    /// The parts the person has opened, by row.
    pub fn opened(&self) -> BTreeMap<usize, Vec<String>> {
        self.opened.borrow().clone()
    }

    /// Draws everything that stands before an element of the form, and the element.
    pub fn draw_until(&self, id: &str) {
        while document().get_element_by_id(id).is_none() && self.draw_next() {}
    }

    /// Draws everything that stands before a row, and the row.
    fn draw_to(&self, at: IndicatorIx) {
        while self.card_of(at).is_none() && self.draw_next() {}
    }

    // ---- What the person does ------------------------------------------------------------------------

    /// Something was typed.
    pub fn on_input(&self, event: &Event) {
        let Some((at, field, cell)) = cell_of(event) else { return };
        if is_chosen(&field) {
            return;
        }
        if let Some(value) = value_of(&field) {
            self.open.edit(vec![Edit { indicator: at, cell, value }]);
        }
    }

    /// Something was chosen.
    pub fn on_change(&self, event: &Event) {
        if changes::on_change(&self.session, self.language, event) {
            return;
        }
        let Some((at, field, cell)) = cell_of(event) else { return };
        let value = match field.dyn_ref::<HtmlInputElement>() {
            Some(tick) if tick.type_() == "checkbox" => if tick.checked() { "yes" } else { "" }.to_owned(),
            Some(radio) if radio.type_() == "radio" => radio.value(),
            _ => return,
        };
        self.open.edit_at_once(vec![Edit { indicator: at, cell, value }]);
    }

    /// Backspace or Delete on a choice takes it back.
    pub fn on_key(&self, event: &Event) {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        // Every key comes by here: its number is had without reading its name.
        if !matches!(key.key_code(), BACKSPACE | DELETE) {
            return;
        }
        if let Some((at, field, cell)) = cell_of(event)
            && is_radio(&field)
        {
            event.prevent_default();
            self.open.edit_at_once(vec![Edit { indicator: at, cell, value: String::new() }]);
        }
    }

    /// A button was pressed.
    pub fn on_click(&self, event: &Event) {
        let Some(button) = target(event).and_then(|it| it.closest("button").ok().flatten()) else { return };
        if let Some(id) = button.get_attribute("data-go") {
            self.go_to(&id);
            return;
        }
        if changes::on_click(&self.session, self.language, &button) {
            return;
        }
        let Some(at) = row_of(&button) else {
            self.act_beside(&button);
            return;
        };
        match act(&self.open, at, &button, Fill::of(self.language)) {
            None => {}
            Some(Act::Write(edits)) => self.open.edit(edits),
            Some(Act::Close(part, edits)) => {
                if !part.is_empty() {
                    self.reshape(at, |opened| opened.retain(|one| *one != part));
                }
                self.open.edit(edits);
            }
            Some(Act::Open(part)) => {
                self.reshape(at, |opened| opened.push(part.clone()));
                self.enter(at, &part);
            }
            Some(Act::Toggle(part)) => self.reshape(at, |opened| {
                if opened.contains(&part) {
                    opened.retain(|one| *one != part);
                } else {
                    opened.push(part);
                }
            }),
        }
    }

    /// Puts the keyboard into the first field of a part.
    fn enter(&self, at: IndicatorIx, part: &str) {
        let Some(card) = self.card_of(at) else { return };
        if let Ok(Some(field)) = card.query_selector(&format!("[data-part=\"{part}\"] input")) {
            focus(&field);
        }
    }

    /// A button beside the rows was pressed.
    fn act_beside(&self, button: &Element) {
        match button.get_attribute("data-do").as_deref() {
            Some("only") => self.show_only_open(!self.nav.only_open()),
            Some("next") => self.go_to_open(),
            Some("totals") => self.totals.toggle(),
            _ => {}
        }
    }

    /// Shows only rows without a score, or all.
    fn show_only_open(&self, only: bool) {
        if let Some(main) = self.main.get() {
            set_attribute(main, "data-open-only", only.then_some(""));
        }
        self.nav.set_only_open(only);
        let now = self.open.now();
        self.nav.follow_left(&now);
        self.tell_end(&now);
    }

    /// Leads to the next row without a score, in the order of the form.
    fn go_to_open(&self) {
        let first = {
            let now = self.open.now();
            now.card()
                .indicators
                .iter()
                .position(|score| !matches!(score.state(), State::Scored | State::NotAssessed))
        };
        if let Some(at) = first.map(IndicatorIx) {
            self.draw_to(at);
            if let Some(indicator) = self.open.indicator(at) {
                go_to(indicator.id.as_str());
            }
        }
    }

    /// Leads to an element of the form, which may not be drawn yet.
    fn go_to(&self, id: &str) {
        self.draw_until(id);
        go_to(id);
    }

    /// The line behind the rows, which says that none is left.
    fn tell_end(&self, now: &Running) {
        let left = !(now.card().base.is_complete() && now.card().bonus.is_complete());
        if let Some(end) = self.end.get() {
            let hidden = left || !self.nav.only_open();
            if end.has_attribute("hidden") != hidden {
                set_attribute(end, "hidden", hidden.then_some(""));
            }
        }
    }
}

impl Watch for Rows {
    fn before(&self, rows: &[IndicatorIx]) {
        let mut latest = self.latest.take();
        let described = rows.iter().filter_map(|at| match latest.take() {
            // Whoever types goes on in the same row, which shows what it showed after the last key.
            Some((row, slots)) if row == *at => Some((row, slots)),
            _ => Some((*at, self.describe(*at, false)?.1)),
        });
        self.before.replace(described.collect());
    }

    fn after(&self, _rows: &[IndicatorIx], touched: &[Touched]) {
        for (at, before) in self.before.take() {
            // A row that is not drawn yet will be, as it is then.
            let Some(shown) = self.card_of(at) else { continue };
            let redraw = || self.describe(at, true).map_or(El::NONE, |(card, _)| card);
            self.with_row(at, false, |row| {
                card(row);
                let after = row.slots.take();
                follow(&shown, row, &before, &after, redraw);
                self.latest.replace(Some((at, after)));
            });
        }
        let now = self.open.now();
        for section in touched.iter().flat_map(|one| &one.sections) {
            self.nav.follow(*section, &now);
        }
        if touched.iter().any(|one| one.rescored || one.totals) {
            self.nav.follow_left(&now);
            self.totals.follow(&now);
            self.tell_end(&now);
            self.totals.follow_worth(&now);
        }
    }

    fn show(&self, at: IndicatorIx) {
        self.draw_to(at);
        let (Some(card), Some(indicator)) = (self.card_of(at), self.open.indicator(at)) else { return };
        if !card.contains(document().active_element().as_deref()) {
            go_to(indicator.id.as_str());
        }
    }
}

/// The rows of a section, and its sections with a heading of their own, at any depth.
fn collect(open: &OpenAssessment, section: &Section, pieces: &mut Vec<Piece>) {
    for child in &section.children {
        match *child {
            Child::Indicator(at) => pieces.push(Piece::Row(at)),
            Child::Section(at) => {
                pieces.push(Piece::Heading(at));
                if let Some(below) = open.rubric().section(at) {
                    collect(open, below, pieces);
                }
            }
        }
    }
}
