//! 改判: a score set by hand on top of the computed one, in range and with a compulsory reason.
//! May import the library. Read next: `rules`.

use gongping::score::{Fault, OverrideFault, Overriding, State, score};

use crate::builder::{Filling, assess, exact, haiyan, sheet};

/// Computed 3 of 4.
fn row_08() -> Filling {
    sheet("HY-08").fact("part", "91").fact("whole", "100")
}

#[track_caller]
fn in_force(filling: &Filling, points: &str) {
    let score = filling.score();
    assert!(matches!(score.overriding, Overriding::InForce { .. }), "{:?}", score.overriding);
    assert_eq!(score.points(), Some(&exact(points)));
    assert_eq!(score.state(), State::Scored);
}

#[track_caller]
fn pending(filling: &Filling, fault: &OverrideFault) {
    let score = filling.score();
    assert_eq!(score.overriding, Overriding::Pending(fault.clone()));
    assert_eq!(score.points(), score.computed.points.as_ref(), "the computed score stays in force");
}

#[test]
fn from_0_to_the_full_points_with_a_reason_it_is_in_force() {
    for points in ["0", "1", "2.5", "3.75", "4", "４", "4.00"] {
        let filling = row_08().overriding(points, "现场核对后认定");
        in_force(&filling, &gongping::number::parse_typed(points).unwrap().unwrap().canonical());
        assert_eq!(filling.score().computed.points, Some(exact("3")), "the computed score stays visible");
    }
}

#[test]
fn the_reason_is_kept_without_blanks_at_its_ends() {
    let Overriding::InForce { reason, .. } = row_08().overriding("4", "  现场核对 ").score().overriding
    else {
        panic!("in force")
    };
    assert_eq!(reason, "现场核对");
}

#[test]
fn outside_the_range_it_has_no_effect() {
    let outside = OverrideFault::OutOfRange { max: exact("4") };
    pending(&row_08().overriding("4.01", "理由"), &outside);
    pending(&row_08().overriding("5", "理由"), &outside);
    pending(&row_08().overriding("-1", "理由"), &outside);
    // The range is said first: a reason would not help.
    pending(&row_08().overriding("5", ""), &outside);
    pending(
        &sheet("HY-B1").fact("count", "0").overriding("2.5", "理由"),
        &OverrideFault::OutOfRange { max: exact("2") },
    );
}

#[test]
fn without_a_reason_or_without_points_it_has_no_effect() {
    pending(&row_08().overriding("4", ""), &OverrideFault::NoReason);
    pending(&row_08().overriding("4", "　 "), &OverrideFault::NoReason);
    pending(&row_08().overriding("", "只写了理由"), &OverrideFault::NoPoints);
    pending(&row_08().overriding("  ", "只写了理由"), &OverrideFault::NoPoints);
    assert_eq!(row_08().overriding("", "").score().overriding, Overriding::None);
    assert_eq!(row_08().overriding(" ", " ").score().overriding, Overriding::None);
}

#[test]
fn what_is_no_mark_has_no_effect() {
    for points in ["三", "3分", "1.234", "1e1", "1234567890123"] {
        pending(&row_08().overriding(points, "理由"), &OverrideFault::NotANumber);
    }
}

#[test]
fn it_sits_on_top_of_an_unanswered_row() {
    let filling = sheet("HY-08").fact("part", "91").overriding("2", "分母无从核实");
    in_force(&filling, "2");
    let computed = filling.score().computed;
    assert_eq!((computed.points, computed.missing.len()), (None, 1));
    pending(&sheet("HY-08").overriding("2", ""), &OverrideFault::NoReason);
    assert_eq!(sheet("HY-08").overriding("2", "").score().state(), State::Unanswered);
}

#[test]
fn it_sits_on_top_of_a_contradiction_which_stays_named() {
    let filling = sheet("HY-09").fact("part", "12").fact("whole", "10").overriding("4", "以合同为准");
    in_force(&filling, "4");
    let fault =
        Fault::Exceeds { limit: exact("10"), of: Some("应完成的服务内容（子项目）".into()) };
    assert_eq!(filling.score().computed.problems[0].fault, fault);
    let without = sheet("HY-09").fact("part", "12").fact("whole", "10").overriding("6", "以合同为准");
    assert_eq!(without.score().state(), State::Invalid);
}

#[test]
fn it_counts_in_the_section_and_the_total() {
    let rubric = haiyan();
    let rows = [
        row_08().overriding("4", "现场核对"),
        sheet("HY-09").overriding("2.5", "资料不全"),
        sheet("HY-B1").overriding("1", "内部刊物"),
    ];
    let card = score(&rubric, &assess(&rubric, "final", &rows));
    assert_eq!(card.base.points, exact("6.5"));
    assert_eq!(card.base.assessed, exact("9"));
    assert_eq!(card.base.answered, 2);
    assert_eq!(card.bonus.points, exact("1"));
    assert_eq!(card.total(), exact("7.5"));
    // 100 less the 2.5 the second row gave away.
    assert_eq!(card.base.best, exact("97.5"));
}
