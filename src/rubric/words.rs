//! A rule in words: one sentence each, in 中文 and English, for whoever looks at a rubric before filling it in. The
//! rubric's own words stay Chinese in both. What a rule does is in `rubrics/README.md` under the ids named here.
//! May import `rubric` and `number`. Read next: `rubric::file`.

use super::rule::{
    AllOrNothing, Award, BasePlus, Better, Coefficient, Condition, Counting, Discretionary, KOfN, LevelRange,
    Levels, Measure, NumberField, Pace, PerMissingCount, PerMissingItem, PerOccurrence, Rating, RatioBands,
    Rule, SharedPot, Side, Step, Sum, Test, Threshold,
};
use crate::number::Exact;

/// A language the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文
    #[default]
    Chinese,
    /// English
    English,
}

/// One of two sentences.
macro_rules! say {
    ($language:expr, $zh:literal, $en:literal) => {
        match $language {
            Language::Chinese => format!($zh),
            Language::English => format!($en),
        }
    };
}
pub(crate) use say;

/// What a rule gives points for, as one sentence.
pub fn rule(of: &Rule, language: Language) -> String {
    let l = language;
    match of {
        // S1
        Rule::AllOrNothing(one) => all_or_nothing(one, l),
        // S2
        Rule::PerMissingItem(one) => per_missing_item(one, l),
        // S3 and S4
        Rule::Step(one) => step(one, l),
        // S5
        Rule::PerMissingCount(one) => per_missing_count(one, l),
        // S6
        Rule::Levels(one) => levels(one, l),
        // S7
        Rule::Discretionary(one) => discretionary(one, l),
        // S8
        Rule::Award(one) => award(one, l),
        // S9
        Rule::Sum(one) => sum(one, l),
        // S10
        Rule::SharedPot(one) => shared_pot(one, l),
        // S11
        Rule::LevelRange(one) => level_range(one, l),
        // S12
        Rule::RatioBands(one) => ratio_bands(one, l),
        // S13
        Rule::KOfN(one) => k_of_n(one, l),
        // S14
        Rule::Coefficient(one) => coefficient(one, l),
        // S15
        Rule::BasePlus(one) => base_plus(one, l),
        // S16
        Rule::PerOccurrence(one) => per_occurrence(one, l),
        // S17
        Rule::Rating(one) => rating(one, l),
    }
}

fn all_or_nothing(all: &AllOrNothing, l: Language) -> String {
    let what = conditions(&all.conditions, l);
    say!(
        l,
        "全部做到得满分，有一项做不到就不得分：{what}。",
        "Full points when all of it holds, else none: {what}."
    )
}

fn per_missing_item(list: &PerMissingItem, l: Language) -> String {
    let (per, what) = (&list.per, conditions(&list.items, l));
    let more = match (list.extensible, l) {
        (false, _) => "",
        (true, Language::Chinese) => "（可以当场增加项目）",
        (true, Language::English) => " (items may be added on the spot)",
    };
    say!(
        l,
        "每少一项扣 {per} 分，扣完为止{more}：{what}。",
        "Each missing item costs {per}, down to 0{more}: {what}."
    )
}

fn step(step: &Step, l: Language) -> String {
    let (what, unit) = (measure(&step.measure), unit_of(&step.measure));
    let (bound, pace) = (threshold(&step.threshold, unit, l), pace(&step.pace, unit, step.side, l));
    match step.side {
        Side::Below => {
            say!(l, "{what}达到 {bound}得满分；{pace}", "Full points where {what} reaches {bound}; {pace}")
        }
        Side::Above => say!(
            l,
            "{what}不超过 {bound}得满分；{pace}",
            "Full points where {what} is at most {bound}; {pace}"
        ),
    }
}

fn per_missing_count(count: &PerMissingCount, l: Language) -> String {
    let NumberField { label, unit, .. } = &count.count;
    let (target, per) = (threshold(&count.target, unit, l), &count.per);
    say!(
        l,
        "{label}满 {target}得满分；每少 1 {unit}扣 {per} 分，扣完为止。",
        "Full points for {target} of {label}; each one ({unit}) short costs {per}, down to 0."
    )
}

fn levels(levels: &Levels, l: Language) -> String {
    let list = listed(
        levels.levels.iter().map(|level| {
            let (label, points) = (&level.label, &level.points);
            say!(l, "{label} {points} 分", "{label} {points}")
        }),
        l,
    );
    let ceiling = levels.ceiling.as_ref().map_or_else(String::new, |ceiling| {
        let best = levels.levels.get(ceiling.level).map(|level| level.label.as_str()).unwrap_or_default();
        let unless = condition(&ceiling.condition, l);
        say!(l, "；做不到“{unless}”的，最高为“{best}”", "; “{best}” at best unless {unless}")
    });
    say!(l, "按等次得分：{list}{ceiling}。", "Points by level: {list}{ceiling}.")
}

fn discretionary(open: &Discretionary, l: Language) -> String {
    let (full, reduced, grid) = (&open.full, &open.reduced, &open.grid);
    let looked_at = open.checkpoints.iter().map(|point| point.label.to_string());
    let looked_at = listed(looked_at, l);
    let look = if looked_at.is_empty() {
        String::new()
    } else {
        say!(l, "核对：{looked_at}。", " To look at: {looked_at}.")
    };
    say!(
        l,
        "“{full}”得满分；“{reduced}”由评分人在满分以下酌情给分（以 {grid} 分为一格），写明理由。{look}",
        "Full points for “{full}”; for “{reduced}” any mark below, in steps of {grid}, with a reason.{look}"
    )
}

fn award(award: &Award, l: Language) -> String {
    let (NumberField { label, unit, .. }, per, cap) = (&award.count, &award.per, &award.cap);
    say!(
        l,
        "{label}：每 1 {unit}加 {per} 分，最高加 {cap} 分。",
        "{label}: each one ({unit}) adds {per}, up to {cap}."
    )
}

fn sum(sum: &Sum, l: Language) -> String {
    let parts: Vec<String> = sum
        .parts
        .iter()
        .map(|part| {
            let (label, points, rule) = (&part.label, &part.points, rule(&part.rule, l));
            say!(l, "{label}（{points} 分）：{rule}", "{label} ({points}): {rule}")
        })
        .collect();
    let parts = parts.join(if l == Language::Chinese { "" } else { " " });
    say!(l, "分项计分，各扣各的。{parts}", "The parts count one by one. {parts}")
}

fn shared_pot(pot: &SharedPot, l: Language) -> String {
    let unit = pot.targets.first().map(|target| unit_of(&target.measure)).unwrap_or_default();
    let targets = listed(
        pot.targets.iter().map(|target| {
            let (what, bound) = (&target.label, threshold(&target.threshold, unit_of(&target.measure), l));
            say!(l, "{what}达到 {bound}", "{what} reaches {bound}")
        }),
        l,
    );
    let pace = pace(&pot.pace, unit, Side::Below, l);
    say!(
        l,
        "几项合用一份分，都达到得满分：{targets}；任何一项{pace}",
        "One pot of points for all of: {targets}; in each, {pace}"
    )
}

fn level_range(levels: &LevelRange, l: Language) -> String {
    let list = listed(
        levels.levels.iter().map(|level| {
            let (label, low, high) = (&level.label, &level.low, &level.high);
            if low == high { format!("{label} {high}") } else { format!("{label} {low}–{high}") }
        }),
        l,
    );
    let grid = &levels.grid;
    say!(
        l,
        "先定等次，再在等次的范围内给分（以 {grid} 分为一格）：{list}；不是最好的等次要写明理由。",
        "A level first, then a mark within its range, in steps of {grid}: {list}; a reason is needed below the best."
    )
}

fn k_of_n(tests: &KOfN, l: Language) -> String {
    let marks = listed(
        tests
            .marks
            .iter()
            .enumerate()
            .map(|(met, marks)| say!(l, "{met} 项 {marks} 分", "{met} met {marks}")),
        l,
    );
    let what = conditions(&tests.tests, l);
    say!(l, "按做到的项数得分（{marks}）：{what}。", "Points by how many hold ({marks}): {what}.")
}

fn coefficient(levels: &Coefficient, l: Language) -> String {
    let list = listed(
        levels.levels.iter().enumerate().map(|(at, level)| {
            let (label, low, high) = (&level.label, &level.low, &level.high);
            // The best level reaches 1; each other stops short of the one above.
            let below = if at == 0 {
                ""
            } else if l == Language::Chinese {
                "（不含）"
            } else {
                " (excluded)"
            };
            format!("{label} {low}–{high}{below}")
        }),
        l,
    );
    say!(
        l,
        "先定等次，再在范围内定系数，得分是系数乘以满分：{list}；不是最好的等次要写明理由。",
        "A level first, then a coefficient within its range, times the points: {list}; a reason is needed below the best."
    )
}

fn base_plus(base: &BasePlus, l: Language) -> String {
    let NumberField { label, unit, .. } = &base.count;
    let (first, points, per) = (&base.base_count, &base.base_points, &base.per);
    say!(
        l,
        "{label}满 {first} {unit}得 {points} 分，每多 1 {unit}加 {per} 分，到满分为止；不满 {first} {unit}不得分。",
        "{points} for {first} {unit} of {label} and {per} for each one more, up to the full points; none below {first}."
    )
}

fn per_occurrence(found: &PerOccurrence, l: Language) -> String {
    let list = listed(
        found.defects.iter().map(|defect| {
            let (NumberField { label, unit, .. }, per) = (&defect.count, &defect.per);
            say!(l, "{label}每 1 {unit}扣 {per} 分", "{label}: {per} for each ({unit})")
        }),
        l,
    );
    say!(
        l,
        "没有发现问题得满分；{list}，扣完为止。",
        "Full points where nothing is found; {list}, down to 0."
    )
}

fn rating(rating: &Rating, l: Language) -> String {
    let question = &rating.question;
    let list = listed(rating.options.iter().map(|option| format!("{} {}", option.label, option.value)), l);
    let few = rating.minimum.as_ref().map_or_else(String::new, |least| {
        say!(l, "答卷不足 {least} 份时会注明。", " Fewer than {least} answers are pointed out.")
    });
    say!(
        l,
        "按“{question}”的平均分折算得分（{list}）：平均为最高一档得满分，为最低一档不得分。{few}",
        "The mean answer to “{question}” ({list}) as a share of the points: all at the top gives full points, all at the bottom none.{few}"
    )
}

/// The condition without which a row gives nothing, as one sentence.
pub fn gate(of: &Condition, language: Language) -> String {
    let what = condition(of, language);
    say!(language, "前提：{what}；做不到的，这一项不得分。", "Only where {what}; else the row gives nothing.")
}

/// What must hold.
pub fn condition(of: &Condition, language: Language) -> String {
    let label = &of.label;
    match &of.test {
        Test::AtLeast { value, minimum, .. } => {
            let NumberField { label: what, unit, .. } = value;
            say!(
                language,
                "{label}（{what}不少于 {minimum} {unit}）",
                "{label} ({what} at least {minimum} {unit})"
            )
        }
        Test::Judged(_) | Test::Reaches { .. } | Test::Settled { .. } => label.to_string(),
    }
}

fn conditions(list: &[Condition], language: Language) -> String {
    listed(list.iter().map(|one| condition(one, language)), language)
}

fn listed(what: impl Iterator<Item = String>, language: Language) -> String {
    let what: Vec<String> = what.collect();
    what.join(if language == Language::Chinese { "；" } else { "; " })
}

fn measure(of: &Measure) -> String {
    match of {
        Measure::Value(value) => value.label.to_string(),
        Measure::Ratio(ratio) => format!("{}（{} ÷ {}）", ratio.label, ratio.part.label, ratio.whole.label),
    }
}

fn unit_of(of: &Measure) -> &str {
    match of {
        Measure::Value(value) => &value.unit,
        Measure::Ratio(_) => "%",
    }
}

/// A figure with its unit: a percent sign stands close to it.
fn figure(value: &Exact, unit: &str) -> String {
    if unit == "%" { format!("{value}%") } else { format!("{value} {unit}") }
}

fn threshold(of: &Threshold, unit: &str, language: Language) -> String {
    let value = figure(&of.printed, unit);
    match (&of.adjust, language) {
        (None, _) => value,
        (Some(_), Language::Chinese) => format!("{value}（累计，按阶段折算）"),
        (Some(_), Language::English) => format!("{value} (cumulative, scaled by stage)"),
    }
}

fn pace(of: &Pace, unit: &str, side: Side, language: Language) -> String {
    let (step, per) = (figure(&of.step, unit), &of.per);
    let broken = match (of.counting, language) {
        (Counting::Begun, Language::Chinese) => "不满一档按一档计",
        (Counting::Completed, Language::Chinese) => "不满一档不扣",
        (Counting::Proportional, Language::Chinese) => "不满一档按比例扣",
        (Counting::Begun, Language::English) => "a begun step counts in full",
        (Counting::Completed, Language::English) => "only full steps count",
        (Counting::Proportional, Language::English) => "part of a step counts in part",
    };
    match side {
        Side::Below => say!(
            language,
            "每低 {step}扣 {per} 分（{broken}），扣完为止。",
            "each {step} below costs {per} ({broken}), down to 0."
        ),
        Side::Above => say!(
            language,
            "每高 {step}扣 {per} 分（{broken}），扣完为止。",
            "each {step} above costs {per} ({broken}), down to 0."
        ),
    }
}

fn ratio_bands(of: &RatioBands, l: Language) -> String {
    let (what, unit, rest) = (measure(&of.measure), unit_of(&of.measure), &of.otherwise);
    let sign = if of.better == Better::Higher { "≥" } else { "≤" };
    let list = listed(
        of.bands.iter().map(|band| {
            let (bound, points) = (figure(&band.bound, unit), &band.points);
            say!(l, "{sign} {bound}得 {points} 分", "{sign} {bound} gives {points}")
        }),
        l,
    );
    say!(l, "按{what}分档得分：{list}；其余得 {rest} 分。", "Points by {what}: {list}; anything else {rest}.")
}
