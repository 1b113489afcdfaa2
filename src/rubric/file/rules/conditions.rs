//! Conditions of a rubric file, and the keys of their facts.
//! May import `rubric`, `json` and `number`. Read next: `lists`.

use std::collections::BTreeSet;

use super::super::check::Check;
use super::measures::due;
use super::{key, number};
use crate::json::{Fields, Node};
use crate::rubric::FieldKey;
use crate::rubric::rule::{Applies, Condition, Judged, NumberField, Test};

pub(super) fn conditions(check: &Check, node: Node, prefix: &str) -> Vec<Condition> {
    let mut taken = BTreeSet::new();
    check.filled(node).nodes().map(|node| one_of(check, node, prefix, &mut taken)).collect()
}

/// Checks a condition that stands alone; its keys begin with the prefix and its id.
pub(in crate::rubric::file) fn condition(check: &Check, node: Node, prefix: &str) -> Condition {
    one_of(check, node, prefix, &mut BTreeSet::new())
}

/// Checks a condition beside others, whose ids are taken.
fn one_of<'t>(check: &Check, node: Node<'t, '_>, prefix: &str, taken: &mut BTreeSet<&'t str>) -> Condition {
    let from = node.object();
    let base = format!("{prefix}{}", check.new_id(from.get("id"), taken));
    Condition { label: check.words(from.get("label")), test: test(check, from.find("test"), &base) }
}

type ReadTest = fn(&Check, &Fields, &str) -> Test;
const TESTS: [(&str, ReadTest); 4] =
    [("judged", judged), ("reaches", reaches), ("at_least", at_least), ("settled", settled)];

fn test(check: &Check, node: Node, base: &str) -> Test {
    let from = node.object();
    match from.tagged(&TESTS) {
        Some(read) => read(check, &from, base),
        // The words of an item that states no test of its own.
        None => Test::Judged(Judged {
            key: FieldKey::new(base),
            yes: "达标".into(),
            no: "未达标".into(),
            may_not_apply: false,
        }),
    }
}

fn judged(check: &Check, from: &Fields, base: &str) -> Test {
    Test::Judged(Judged {
        key: FieldKey::new(base),
        yes: check.words(from.get("yes")),
        no: check.words(from.get("no")),
        may_not_apply: from.find("may_not_apply").truth().unwrap_or_default(),
    })
}

fn reaches(check: &Check, from: &Fields, base: &str) -> Test {
    let required = number_at(check, from, base, "required");
    Test::Reaches {
        applies: applies(check, from, base),
        actual: number_at(check, from, base, "actual"),
        adjust: due(check, from, &required),
        required,
    }
}

fn at_least(check: &Check, from: &Fields, base: &str) -> Test {
    Test::AtLeast {
        applies: applies(check, from, base),
        value: number_at(check, from, base, "value"),
        minimum: check.not_negative(from.get("minimum")).unwrap_or_default(),
    }
}

fn settled(check: &Check, from: &Fields, base: &str) -> Test {
    Test::Settled {
        total: number_at(check, from, base, "total"),
        settled: number_at(check, from, base, "settled"),
    }
}

fn applies(check: &Check, from: &Fields, base: &str) -> Option<Applies> {
    let label = check.optional_text(from.find("applies"))?.into();
    Some(Applies { key: key(base, ".applies"), label })
}

/// The number that stands under a name, and whose key ends with it.
fn number_at(check: &Check, from: &Fields, base: &str, name: &str) -> NumberField {
    number(check, &from.get(name).object(), FieldKey::new(&format!("{base}.{name}")))
}
