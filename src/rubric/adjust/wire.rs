//! Changes as JSON: in the store and in files. What stands here is on people's disks, so its names never change.
//! May import `rubric`, `json` and `number`. Read next: `exchange::v2`.

use std::cell::Cell;

use super::{Adjustment, Item, bands};
use crate::json::{self, At, Fault, Faults, Node, Writer};
use crate::number::Exact;
use crate::rubric::IndicatorId;

/// What the list is called.
const LIST: &str = "adjustments";
/// The most levels a stored list nests.
const LEVELS: usize = 16;

/// A list of changes as a JSON text.
pub fn write(list: &[Adjustment]) -> String {
    Writer::document(|w| write_list(w, list))
}

/// Reads what [`write()`] wrote; `None` where it is damaged.
pub fn read(text: &str) -> Option<Vec<Adjustment>> {
    let value = json::parse(text, LEVELS).ok()?;
    let damaged = Damaged::default();
    let top = Node::top(&value, &damaged);
    let list = read_list(top.object().get(LIST));
    top.refuse_the_rest();
    (!damaged.0.get()).then_some(list)
}

#[derive(Default)]
struct Damaged(Cell<bool>);

impl Faults for Damaged {
    fn fault(&self, _: &At, _: Fault) {
        self.0.set(true);
    }
}

/// Writes the entry `adjustments`.
pub fn write_list(w: &mut Writer, list: &[Adjustment]) {
    w.objects(LIST, list, |w, adjustment| match adjustment {
        Adjustment::Reading { indicator, reading, alternative, why } => {
            w.text("type", "reading");
            if let Some(indicator) = indicator {
                w.text("indicator", indicator.as_str());
            }
            w.text("reading", reading);
            w.text("alternative", alternative);
            w.text("why", why);
        }
        Adjustment::Target { indicator, part, value, why } => {
            w.text("type", "target");
            w.text("indicator", indicator.as_str());
            if let Some(part) = part {
                w.text("part", part);
            }
            w.text("value", &value.canonical());
            w.text("why", why);
        }
        Adjustment::Items { indicator, part, items, why } => {
            w.text("type", "items");
            w.text("indicator", indicator.as_str());
            if let Some(part) = part {
                w.text("part", part);
            }
            w.objects("items", items, |w, item| {
                w.text("id", &item.id);
                w.text("label", &item.label);
            });
            w.text("why", why);
        }
        Adjustment::Grades { set } => {
            w.text("type", "grades");
            match set {
                Some(set) => w.object("set", |w| bands::write(w, set)),
                None => w.text_or_null("set", None),
            }
        }
    });
}

type ReadOne = fn(&json::Fields) -> Adjustment;
const KINDS: [(&str, ReadOne); 4] =
    [("reading", reading), ("target", target), ("items", items), ("grades", grades)];

/// Reads the list under `adjustments`; what is wrong is told under its path.
pub fn read_list(list: Node) -> Vec<Adjustment> {
    let read = |node: Node| {
        let from = node.object();
        from.tagged(&KINDS).map(|read| read(&from))
    };
    list.list().nodes().filter_map(read).collect()
}

fn reading(from: &json::Fields) -> Adjustment {
    Adjustment::Reading {
        indicator: from.find("indicator").text().map(IndicatorId::new),
        reading: text(from.get("reading")),
        alternative: text(from.get("alternative")),
        why: text(from.get("why")),
    }
}

fn target(from: &json::Fields) -> Adjustment {
    let value = from.get("value");
    let figure =
        |text: &str| Exact::parse_canonical(text).or_else(|| value.wrong("an exact number as a text"));
    Adjustment::Target {
        indicator: IndicatorId::new(&text(from.get("indicator"))),
        part: from.find("part").text().map(str::to_owned),
        value: value.text().and_then(figure).unwrap_or_default(),
        why: text(from.get("why")),
    }
}

fn items(from: &json::Fields) -> Adjustment {
    let item = |node: Node| {
        let item = node.object();
        Item { id: text(item.get("id")), label: text(item.get("label")) }
    };
    Adjustment::Items {
        indicator: IndicatorId::new(&text(from.get("indicator"))),
        part: from.find("part").text().map(str::to_owned),
        items: from.get("items").list().nodes().map(item).collect(),
        why: text(from.get("why")),
    }
}

fn grades(from: &json::Fields) -> Adjustment {
    let set = from.get("set");
    Adjustment::Grades { set: if set.is_null() { None } else { Some(bands::read(&set.object())) } }
}

fn text(node: Node) -> String {
    node.text().unwrap_or_default().to_owned()
}
