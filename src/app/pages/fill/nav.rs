//! The sections as a strip or a column: name, points, progress, and where the person is.
//! May import `parts::element`, `words` and the library. Read next: `totals`.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use gongping::number::Exact;
use gongping::rubric::{Kind, Rubric, Section, SectionIx};
use gongping::score::Subtotal;
use gongping::score::running::Running;
use gongping::score::sentence::Language;
use leptos::prelude::{document, set_timeout, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
};

use crate::app::parts::element::{El, focus, set_attribute};
use crate::app::parts::shown::Shown;
use crate::app::words::fill::{self, Fill};
use crate::app::words::general;

/// When rows that came into sight have been laid out.
const SETTLED: Duration = Duration::from_millis(120);

/// The element id of a section.
pub fn section_id(at: SectionIx) -> String {
    format!("section-{}", at.0)
}

/// The sections, each a button that leads there, and the switch that hides what has a score.
pub struct Nav {
    language: Language,
    places: u32,
    /// The element.
    pub root: El,
    /// The switch.
    pub switch: Option<Element>,
    switch_text: Shown,
    only_open: Cell<bool>,
    links: BTreeMap<usize, Link>,
    here: Cell<usize>,
    observer: RefCell<Option<(IntersectionObserver, Seen)>>,
}

/// What is told of sections that come into sight.
type Seen = Closure<dyn FnMut(js_sys::Array)>;

struct Link {
    button: Option<Element>,
    points: Shown,
    left: Shown,
    share: Shown,
}

impl Nav {
    /// Draws the sections.
    pub fn new(rubric: &Rubric, language: Language, now: &Running) -> Self {
        let words = Fill::of(language);
        let mut links = BTreeMap::new();
        let mut root = El::new("nav").class("sections").attr("aria-label", words.sections);
        for (at, section) in rubric.top_sections() {
            let (button, link) = link(at, section);
            root = root.child(button);
            links.insert(at.0, link);
        }
        let switch = El::new("button").class("link num").attr("type", "button").attr("aria-pressed", "false");
        let next = El::new("button").class("link").attr("type", "button").attr("data-do", "next");
        let filters = El::new("div").class("filters").child(switch.clone().attr("data-do", "only"));
        let root = root.child(filters.child(next.text(words.next_open)));
        let nav = Self {
            language,
            places: rubric.places(),
            root,
            switch: switch.get().cloned(),
            switch_text: Shown::text(&switch),
            only_open: Cell::new(false),
            links,
            here: Cell::new(usize::MAX),
            observer: RefCell::new(None),
        };
        for at in nav.links.keys() {
            nav.follow(SectionIx(*at), now);
        }
        nav.follow_left(now);
        nav.arrive(0);
        nav
    }

    /// Whether only rows without a score are shown; the switch says so from now on.
    pub fn set_only_open(&self, only: bool) {
        self.only_open.set(only);
        if let Some(switch) = &self.switch {
            set_attribute(switch, "aria-pressed", Some(if only { "true" } else { "false" }));
        }
    }

    /// Whether only rows without a score are shown.
    pub fn only_open(&self) -> bool {
        self.only_open.get()
    }

    /// Has a section follow its subtotal.
    pub fn follow(&self, at: SectionIx, now: &Running) {
        let (Some(link), Some(sum)) = (self.links.get(&at.0), now.subtotal(at)) else { return };
        link.points.set(&if sum.answered == 0 { "—".to_owned() } else { sum.points.display(self.places) });
        link.left.set(&general::progress(self.language, sum.answered, sum.of));
        link.share.set(&share(sum));
    }

    /// Has the switch follow how many rows are without a score.
    pub fn follow_left(&self, now: &Running) {
        let (base, bonus) = (&now.card().base, &now.card().bonus);
        let left = base.of + bonus.of - base.answered - bonus.answered;
        self.switch_text.set(&if self.only_open.get() {
            Fill::of(self.language).all_rows.to_owned()
        } else {
            fill::open_rows(self.language, left)
        });
    }

    /// Marks the section the person is in.
    fn arrive(&self, at: usize) {
        let before = self.here.replace(at);
        if before == at {
            return;
        }
        for (section, value) in [(before, None), (at, Some("true"))] {
            if let Some(button) = self.links.get(&section).and_then(|link| link.button.as_ref()) {
                set_attribute(button, "aria-current", value);
            }
        }
    }

    /// Notices from now on which section is at the top of the screen.
    pub fn watch_sections(self: &Rc<Self>) {
        let own = Rc::downgrade(self);
        let seen = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let Some(nav) = own.upgrade() else { return };
            let entries =
                entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            for entry in entries.filter(IntersectionObserverEntry::is_intersecting) {
                let id = entry.target().id();
                if let Some(at) = id.strip_prefix("section-").and_then(|at| at.parse().ok()) {
                    nav.arrive(at);
                }
            }
        });
        let options = IntersectionObserverInit::new();
        // The line a quarter down the screen decides.
        options.set_root_margin("-25% 0px -74% 0px");
        let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options).ok();
        self.observer.replace(observer.map(|observer| (observer, seen)));
    }

    /// Takes a section in.
    pub fn observe(&self, section: &Element) {
        if let Some((observer, _)) = self.observer.borrow().as_ref() {
            observer.observe(section);
        }
    }
}

impl Drop for Nav {
    fn drop(&mut self) {
        if let Some((observer, _)) = self.observer.borrow().as_ref() {
            observer.disconnect();
        }
    }
}

fn link(at: SectionIx, section: &Section) -> (El, Link) {
    let points = El::new("span");
    let figures = El::new("span").class("num").child(points.clone());
    let figures = figures.child(El::new("small").text(&format!(" / {}", section.points)));
    let left = El::new("span").class("sec-left num");
    let bar = El::new("i");
    let meter = if section.kind == Kind::Bonus { "meter bonus" } else { "meter" };
    let button = El::new("button")
        .class("sec-link")
        .attr("type", "button")
        .attr("data-go", &section_id(at))
        .child(El::new("span").text(&section.name))
        .child(figures)
        .child(left.clone())
        .child(El::new("span").class(meter).attr("aria-hidden", "true").child(bar.clone()));
    let link = Link {
        button: button.get().cloned(),
        points: Shown::text(&points),
        left: Shown::text(&left),
        share: Shown::style(&bar, "--v"),
    };
    (button, link)
}

/// Points as a share of the full points, for a meter: `53%`.
pub fn share(sum: &Subtotal) -> String {
    let percent = (&sum.points * &Exact::HUNDRED).divided_by(&sum.max);
    format!("{}%", percent.unwrap_or_default().display(1))
}

/// Scrolls to an element of the page and puts the keyboard there, so that the next Tab goes on from it.
pub fn go_to(id: &str) {
    let Some(target) = document().get_element_by_id(id) else { return };
    target.scroll_into_view();
    // Rows out of sight are laid out only as they come near, which moves the target once more. Whoever has scrolled
    // on by then is left where they are.
    let (again, before) = (target.clone(), window().scroll_y().ok());
    let settle = move || {
        if window().scroll_y().ok() == before {
            again.scroll_into_view();
        }
    };
    set_timeout(settle, SETTLED);
    let heading = target.query_selector("[tabindex='-1']").ok().flatten().unwrap_or(target);
    if heading.is_instance_of::<HtmlElement>() {
        focus(&heading);
    }
}
