//! A second implementation of the 海盐 form in plain integers, written from the form's printed rules and the readings
//! beside them, and using nothing of `score`. Points are hundredths; hours are tenths; money is fen.
//! May import the library for the comparison only. Read next: `tidy`.

use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::number::Exact;
use gongping::rubric::{FieldKey, StageId};
use gongping::score::score;
use proptest::prelude::*;

use super::random::{Dice, decimal};
use crate::builder::{find, haiyan};

/// One row: what is typed, and the hundredths of points it comes to.
struct Row {
    id: &'static str,
    typed: Vec<(String, String)>,
    points: i64,
}

impl Row {
    fn new(id: &'static str) -> Self {
        Self { id, typed: Vec::new(), points: 0 }
    }

    fn types(&mut self, key: &str, value: impl ToString) {
        self.typed.push((key.to_owned(), value.to_string()));
    }

    /// Ticks or crosses at random; gives how many crosses.
    fn ticks(&mut self, dice: &mut Dice, prefix: &str, ids: &[&str]) -> i64 {
        let mut crosses = 0;
        for id in ids {
            let met = !dice.once_in(3);
            self.types(&format!("{prefix}{id}"), if met { "yes" } else { "no" });
            crosses += i64::from(!met);
        }
        crosses
    }
}

/// Steps of 5 percentage points begun below `threshold` percent.
fn begun_below(part: i64, whole: i64, threshold: i64) -> i64 {
    let short = threshold * whole - 100 * part;
    if short <= 0 { 0 } else { (short + 5 * whole - 1) / (5 * whole) }
}

fn half_up(whole: i64) -> i64 {
    (whole + 1) / 2
}

/// Part and whole of a rate; the part is near the whole, so that every step comes up.
fn draw_rate(dice: &mut Dice, over: bool) -> (i64, i64) {
    let whole = 1 + dice.one_of(&[11, 19, 99, 199, 4_999]) * dice.below(3) + dice.below(20);
    let most = if over { whole + whole / 4 + 1 } else { whole };
    (most - dice.below(most / 3 + 2).min(most), whole)
}

/// A rate below its threshold; `due` says whether half of the whole is due at the midterm.
fn rate(
    dice: &mut Dice,
    id: &'static str,
    threshold: i64,
    full: i64,
    per: i64,
    midterm: bool,
    due: bool,
) -> Row {
    let mut row = Row::new(id);
    let (part, whole) = draw_rate(dice, due);
    row.types("part", part);
    row.types("whole", whole);
    let mut in_force = whole;
    if due && midterm {
        in_force = half_up(whole);
        if dice.once_in(3) {
            in_force = 1 + dice.below(whole);
            row.types("whole.due", in_force);
            row.types("whole.due.why", "合同约定");
        }
    }
    row.points = (full - per * begun_below(part, in_force, threshold)).max(0);
    row
}

fn list(dice: &mut Dice, id: &'static str, full: i64, per: i64, items: &[&str]) -> Row {
    let mut row = Row::new(id);
    let crosses = row.ticks(dice, "item.", items);
    row.points = (full - per * crosses).max(0);
    row
}

fn count(dice: &mut Dice, id: &'static str, full: i64, per: i64, target: i64, midterm: bool) -> Row {
    let mut row = Row::new(id);
    let found = dice.below(8);
    row.types("count", found);
    let mut asked = if midterm { half_up(target) } else { target };
    if midterm && dice.once_in(3) {
        asked = dice.below(target + 1);
        row.types("target", asked);
        row.types("target.why", "合同约定");
    }
    row.points = (full - per * (asked - found).max(0)).max(0);
    row
}

fn bonus(dice: &mut Dice, id: &'static str, per: i64) -> Row {
    let mut row = Row::new(id);
    let found = dice.below(4);
    row.types("count", found);
    row.points = (per * found).min(per);
    row
}

fn discretionary(dice: &mut Dice, id: &'static str) -> Row {
    let mut row = Row::new(id);
    if dice.once_in(2) {
        let halves = dice.below(16);
        row.types("verdict", "no");
        row.types("marks", decimal(halves * 50));
        row.types("reason", "票据不全");
        row.points = halves * 50;
    } else {
        row.types("verdict", "yes");
        row.points = 800;
    }
    row
}

fn complaints(dice: &mut Dice) -> Row {
    let mut row = Row::new("HY-03");
    let mut crosses = row.ticks(dice, "item.", &["safety", "privacy", "emergency", "records"]);
    let total = dice.below(4);
    row.types("item.complaints.total", total);
    if total > 0 {
        let settled = total - dice.below(total + 1);
        row.types("item.complaints.settled", settled);
        crosses += i64::from(settled < total);
    }
    row.points = (300 - 150 * crosses).max(0);
    row
}

fn team(dice: &mut Dice) -> Row {
    let mut row = Row::new("HY-05");
    let mut crosses = row.ticks(dice, "met.", &["team"]);
    for id in ["met.full-time", "met.professional"] {
        let answer = dice.one_of(&["yes", "na", "no"]);
        row.types(id, answer);
        crosses += i64::from(answer == "no");
    }
    row.points = if crosses == 0 { 200 } else { 0 };
    row
}

fn staff(dice: &mut Dice, midterm: bool) -> Row {
    let mut row = Row::new("HY-06");
    let changed = row.ticks(dice, "", &["stability.item.stable"]);
    let tenths = dice.below(260);
    row.types("training.value", format!("{}.{}", tenths / 10, tenths % 10));
    let short = (if midterm { 100 } else { 200 } - tenths).max(0);
    row.points = 100 - 50 * changed + (100 - 50 * ((short + 49) / 50)).max(0);
    row
}

fn visits(dice: &mut Dice, midterm: bool) -> Row {
    let mut row = Row::new("HY-13");
    row.points = 300;
    if dice.once_in(4) {
        row.types("met.visits.applies", "no");
        return row;
    }
    let (actual, required) = draw_rate(dice, true);
    row.types("met.visits.applies", "yes");
    row.types("met.visits.actual", actual);
    row.types("met.visits.required", required);
    if actual < if midterm { half_up(required) } else { required } {
        row.points = 0;
    }
    row
}

fn materials(dice: &mut Dice) -> Row {
    let mut row = Row::new("HY-14");
    let mut crosses = row.ticks(dice, "item.", &["plan", "record", "summary", "follow-up", "photos"]);
    for number in 1..=dice.below(3) {
        row.types(&format!("extra.{number}.name"), "签到表");
        crosses += row.ticks(dice, "extra.", &[&number.to_string()]);
    }
    row.points = (1500 - 300 * crosses).max(0);
    row
}

fn satisfaction(dice: &mut Dice) -> Row {
    let mut row = rate(dice, "HY-16", 95, 500, 100, false, false);
    if row.ticks(dice, "gate.", &["survey"]) > 0 {
        row.points = 0;
    }
    row
}

fn level(dice: &mut Dice, id: &'static str, marks: [i64; 3]) -> Row {
    let mut row = Row::new(id);
    let at = usize::try_from(dice.below(3)).unwrap();
    row.types("level", ["good", "fair", "poor"][at]);
    row.types("reason", "说明");
    row.points = marks[at];
    if id == "HY-21" {
        let (stationed, tenths) = (dice.once_in(2), dice.below(70));
        row.types("ceiling.stationed.applies", if stationed { "yes" } else { "no" });
        row.types("ceiling.stationed.value", format!("{}.{}", tenths / 10, tenths % 10));
        if stationed && tenths < 40 {
            row.points = row.points.min(200);
        }
    }
    row
}

fn benefit(dice: &mut Dice, midterm: bool) -> Row {
    let mut row = Row::new("HY-22");
    let (covered, due) = draw_rate(dice, true);
    let (took_part, expected) = draw_rate(dice, true);
    row.types("coverage.part", covered);
    row.types("coverage.whole", due);
    row.types("participation.part", took_part);
    row.types("participation.whole", expected);
    let due = if midterm { half_up(due) } else { due };
    let steps = begun_below(covered, due, 100) + begun_below(took_part, expected, 98);
    row.points = (500 - 100 * steps).max(0);
    row
}

fn balance(dice: &mut Dice, midterm: bool) -> Row {
    let mut row = Row::new("HY-26");
    let funds = 1 + dice.below(20_000_000);
    let left = (funds * dice.below(30) / 100 + dice.below(3) - 1).min(funds);
    let left = if dice.once_in(5) { -left.abs() } else { left };
    row.types("part", decimal(left));
    row.types("whole", decimal(funds));
    // Half of the funds at the midterm; both sides doubled, so that nothing is rounded.
    let (twice_left, twice_funds) = (2 * left, if midterm { funds } else { 2 * funds });
    let above = 100 * twice_left - 5 * twice_funds;
    let steps = if above <= 0 { 0 } else { (above + 5 * twice_funds - 1) / (5 * twice_funds) };
    row.points = (200 - 50 * steps).max(0);
    row
}

fn rows(dice: &mut Dice, midterm: bool) -> Vec<Row> {
    let mut clear = Row::new("HY-01");
    clear.points = if clear.ticks(dice, "met.", &["clear"]) == 0 { 200 } else { 0 };
    vec![
        clear,
        list(dice, "HY-02", 200, 50, &["survey", "needs", "goals", "report"]),
        complaints(dice),
        list(dice, "HY-04", 300, 100, &["plan", "methods", "files"]),
        team(dice),
        staff(dice, midterm),
        list(dice, "HY-07", 200, 100, &["recruit", "train", "log"]),
        rate(dice, "HY-08", 95, 400, 100, midterm, false),
        rate(dice, "HY-09", 95, 500, 100, midterm, false),
        rate(dice, "HY-10", 96, 500, 100, midterm, true),
        rate(dice, "HY-11", 100, 500, 100, midterm, true),
        list(dice, "HY-12", 200, 100, &["held", "varied", "records"]),
        visits(dice, midterm),
        materials(dice),
        rate(dice, "HY-15", 100, 200, 50, midterm, false),
        satisfaction(dice),
        count(dice, "HY-17", 200, 100, 2, midterm),
        count(dice, "HY-18", 300, 60, 5, midterm),
        count(dice, "HY-19", 200, 100, 2, midterm),
        level(dice, "HY-20", [200, 100, 0]),
        level(dice, "HY-21", [400, 200, 0]),
        benefit(dice, midterm),
        list(dice, "HY-23", 200, 100, &["rules", "staff"]),
        discretionary(dice, "HY-24"),
        discretionary(dice, "HY-25"),
        balance(dice, midterm),
        bonus(dice, "HY-B1", 200),
        bonus(dice, "HY-B2", 200),
        bonus(dice, "HY-B3", 100),
    ]
}

proptest! {
    #![proptest_config(super::many())]

    #[test]
    fn the_haiyan_form_comes_to_the_same_in_plain_integers(seed in any::<u64>(), midterm in any::<bool>()) {
        let rubric = haiyan();
        let rows = rows(&mut Dice::fixed(seed), midterm);
        let stage = StageId::new(if midterm { "midterm" } else { "final" });
        let mut assessment =
            Assessment::new("1".into(), Project::default(), &rubric, stage, Role::Evaluation);
        for row in &rows {
            let at = find(&rubric, row.id);
            for (key, value) in &row.typed {
                let cell = Cell::Fact(FieldKey::new(key));
                assessment.apply(Edit { indicator: at, cell, value: value.clone() }).unwrap();
            }
        }
        let card = score(&rubric, &assessment);
        let hundredths = |points: i64| Exact::fraction(points, 100).unwrap();
        for (row, score) in rows.iter().zip(&card.indicators) {
            prop_assert_eq!(
                score.points(), Some(&hundredths(row.points)),
                "{} with {:?}: {:?}", row.id, row.typed, score.computed
            );
        }
        let base: i64 = rows.iter().take(26).map(|row| row.points).sum();
        let bonus: i64 = rows.iter().skip(26).map(|row| row.points).sum();
        prop_assert_eq!(&card.base.points, &hundredths(base));
        prop_assert_eq!(&card.bonus.points, &hundredths(bonus));
        prop_assert!(!card.is_provisional());
    }
}
