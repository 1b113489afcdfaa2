//! The total beside the rows, or at the foot of a small screen: base, bonus, combined, progress, what can still be
//! reached, and the points most worth winning.
//! May import `parts`, `words` and the library. Read next: `super`.

use std::cell::RefCell;

use gongping::number::Exact;
use gongping::rubric::{Kind, Rubric};
use gongping::score::Scorecard;
use gongping::score::recoverable::Recoverable;
use gongping::score::running::Running;
use gongping::score::sentence::{Language, remedy};

use super::nav::share;
use crate::app::parts::element::{El, set_attribute};
use crate::app::parts::shown::Shown;
use crate::app::words::fill::{self, Fill};
use crate::app::words::general::{self, General};

/// How many rows the list of points worth winning shows.
const WORTH_SHOWN: usize = 6;

/// The total.
pub struct Totals {
    language: Language,
    places: u32,
    /// The element.
    pub root: El,
    /// The line of a small screen, which opens the rest.
    opener: El,
    base: [Shown; 2],
    bonus: [Shown; 2],
    combined: Shown,
    rate: Shown,
    grade: Shown,
    vetoes: Shown,
    best: Shown,
    progress: [Shown; 2],
    stamps: [Shown; 2],
    meter: Shown,
    worth_sum: Shown,
    worth_empty: Shown,
    list: El,
    gains: RefCell<Vec<Gain>>,
}

/// A line of the points most worth winning.
struct Gain {
    line: El,
    leads_to: Shown,
    what: Shown,
    points: Shown,
}

impl Totals {
    /// Draws the totals as they stand.
    pub fn new(rubric: &Rubric, language: Language, now: &Running) -> Self {
        let words = Fill::of(language);
        let full = rubric.points(Kind::Base);
        let live = || [El::new("span"), El::new("span")];
        let figure = |id: &str, name: &'static str| El::new(name).attr("data-testid", id);
        let (base, bonus) = (figure("base", "span"), figure("bonus", "b").class("num"));
        let (combined, rate) = (figure("combined", "b").class("num"), figure("rate", "b").class("num"));
        let (best, worth_sum) = (figure("best", "b").class("num"), El::new("span").class("num"));
        let (grade, vetoes) = (figure("grade", "b"), figure("vetoes", "p").class("error"));
        let (bar, worth_empty) = (El::new("i"), El::new("p").class("hush"));
        let progress = [El::new("small").class("hush"), El::new("span").class("chip num")];
        let stamps = live().map(|stamp| stamp.class("stamp").text(General::of(language).provisional));
        // A form without a bonus does not speak of one.
        let has_bonus = !rubric.points(Kind::Bonus).is_zero();
        let small = [El::new("b").class("num"), El::when(has_bonus, "span")];
        let [small_base, small_bonus] = small.clone();
        let opener = El::new("button")
            .class("totals-bar")
            .attr("type", "button")
            .attr("aria-expanded", "false")
            .attr("aria-controls", "totals-panel")
            .attr("data-do", "totals")
            .child(small_base)
            .child(
                El::new("span")
                    .class("num")
                    .child(small_bonus)
                    .child(El::when(has_bonus, "br"))
                    .child(progress[0].clone()),
            )
            .child(stamps[0].clone())
            .child(El::new("span").class("vh").text(words.show_more))
            .child(El::new("span").class("i i-chevron").attr("aria-hidden", "true"));
        let pair = |look: &str, name: &str, value: &El| {
            El::new("div").class(look).child(El::new("span").text(name)).child(value.clone())
        };
        let role = now.assessment().role;
        let heading = El::new("span").and_text(&format!("{} ", fill::total_of(language, role)));
        let head = El::new("div").class("total-head").child(heading.child(stamps[1].clone()));
        let big = El::new("p").class("total-big num").child(base.clone()).and_text(" ");
        let big = big.child(El::new("small").text(&format!(" / {full}")));
        let meter = El::new("span").class("meter thick").attr("aria-hidden", "true").child(bar.clone());
        let sums = El::new("section")
            .class("total")
            .child(head.child(progress[1].clone()))
            .child(big)
            .child(meter)
            .child(if has_bonus { pair("kv bonus", words.bonus, &bonus) } else { El::NONE })
            .child(pair("kv sum", words.combined, &combined))
            .child(pair("kv", words.rate, &rate))
            .child(pair("kv", words.best, &best));
        let sums = match rubric.grades() {
            Some(set) => sums.child(pair("kv", &set.name, &grade)),
            None => sums,
        };
        let sums = sums.child(vetoes.clone());
        let list = El::new("ol").class("gains").attr("data-testid", "worth");
        let worth = El::new("div").class("total-head").child(El::new("h2").text(words.worth));
        let worth = El::new("section")
            .class("best")
            .child(worth.child(worth_sum.clone()))
            .child(list.clone())
            .child(worth_empty.clone());
        let panel = El::new("div").class("totals-panel").attr("id", "totals-panel").child(sums).child(worth);
        let root = El::new("aside").class("totals").attr("aria-label", words.total);
        let [first, second] = &progress;
        let [small_base, small_bonus] = &small;
        let [stamp, big_stamp] = &stamps;
        let totals = Self {
            language,
            places: rubric.places(),
            root: root.child(opener.clone()).child(panel),
            opener,
            base: [Shown::text(&base), Shown::text(small_base)],
            bonus: [Shown::text(&bonus), Shown::text(small_bonus)],
            combined: Shown::text(&combined),
            rate: Shown::text(&rate),
            grade: Shown::text(&grade),
            vetoes: Shown::text(&vetoes),
            best: Shown::text(&best),
            progress: [Shown::text(first), Shown::text(second)],
            stamps: [Shown::attribute(stamp, "hidden"), Shown::attribute(big_stamp, "hidden")],
            meter: Shown::style(&bar, "--v"),
            worth_sum: Shown::text(&worth_sum),
            worth_empty: Shown::text(&worth_empty),
            list,
            gains: RefCell::default(),
        };
        totals.follow(now);
        totals.follow_worth(now);
        totals
    }

    /// Opens the totals on a small screen, or closes them.
    pub fn toggle(&self) {
        let (Some(root), Some(opener)) = (self.root.get(), self.opener.get()) else { return };
        let open = !root.has_attribute("data-open");
        set_attribute(root, "data-open", open.then_some(""));
        set_attribute(opener, "aria-expanded", Some(if open { "true" } else { "false" }));
    }

    /// Follows the sums.
    pub fn follow(&self, now: &Running) {
        let Scorecard { base, bonus, .. } = now.card();
        let show = |value: &Exact| value.display(self.places);
        let [base_big, base_small] = &self.base;
        let points = show(&base.points);
        base_big.set(&points);
        base_small.set(&points);
        let [bonus_big, bonus_small] = &self.bonus;
        let points = show(&bonus.points);
        bonus_big.set(&format!("＋{points}"));
        bonus_small.set(&fill::plus_bonus(self.language, &points));
        self.combined.set(&show(&now.card().result()));
        self.follow_outcome(now);
        self.rate.set(&match base.share_of_assessed() {
            Some(share) => format!("{}%", (&share * &Exact::HUNDRED).display(1)),
            None => "—".to_owned(),
        });
        let best = show(&base.best);
        let best = if bonus.of == 0 { best } else { fill::best(self.language, &best, &show(&bonus.best)) };
        self.best.set(&best);
        let answered = general::progress(self.language, base.answered + bonus.answered, base.of + bonus.of);
        self.progress.iter().for_each(|progress| progress.set(&answered));
        let hidden = if base.is_complete() { "1" } else { "" };
        self.stamps.iter().for_each(|stamp| stamp.set(hidden));
        self.meter.set(&share(base));
    }

    /// Follows the grade, and the vetoes in force.
    fn follow_outcome(&self, now: &Running) {
        let (rubric, card) = (now.rubric(), now.card());
        if let Some(set) = rubric.grades() {
            self.grade.set(card.grade(set).map_or("—", |grade| grade.label.as_str()));
        }
        let named =
            card.vetoes.iter().filter_map(|veto| Some(rubric.indicator(veto.indicator)?.label.as_str()));
        let named: Vec<&str> = named.collect();
        self.vetoes.set(&if named.is_empty() {
            String::new()
        } else {
            fill::vetoes(self.language, &named, card.is_zero_by_veto())
        });
    }

    /// Follows the points most worth winning, the most first.
    pub fn follow_worth(&self, now: &Running) {
        let words = Fill::of(self.language);
        let worth = now.worth(WORTH_SHOWN);
        self.worth_sum.set(&fill::recoverable(self.language, &worth.points.display(self.places)));
        let nothing_yet = now.card().base.answered + now.card().bonus.answered == 0;
        self.worth_empty.set(match (worth.largest.is_empty(), nothing_yet) {
            (false, _) => "",
            (true, true) => words.worth_empty,
            (true, false) => words.worth_none,
        });
        let mut gains = self.gains.borrow_mut();
        while gains.len() > worth.largest.len() {
            if let Some(line) = gains.pop().and_then(|gain| gain.line.get().cloned()) {
                line.remove();
            }
        }
        for (at, row) in worth.largest.iter().enumerate() {
            if at == gains.len() {
                gains.push(gain(&self.list));
            }
            let (Some(gain), Some(indicator)) = (gains.get(at), now.rubric().indicator(row.indicator)) else {
                continue;
            };
            gain.leads_to.set(indicator.id.as_str());
            gain.what.set(&self.what(&indicator.label, row));
            gain.points.set(&format!("＋{}", row.points.display(self.places)));
        }
    }

    fn what(&self, label: &str, row: &Recoverable) -> String {
        let how: Vec<String> = row.remedies.iter().map(|one| remedy(one, self.language)).collect();
        match how.as_slice() {
            [] => fill::overridden_row(self.language, label),
            how => fill::worth_row(self.language, label, how),
        }
    }
}

/// A new line at the end of the list.
fn gain(list: &El) -> Gain {
    let (what, points) = (El::new("span"), El::new("b").class("num"));
    let button = El::new("button").attr("type", "button").child(what.clone()).child(points.clone());
    let line = El::new("li").child(button.clone());
    let _ = list.clone().child(line.clone());
    Gain {
        leads_to: Shown::attribute(&button, "data-go"),
        what: Shown::text(&what),
        points: Shown::text(&points),
        line,
    }
}
