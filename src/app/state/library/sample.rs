//! The filled sample: an invented project under the 海盐 rubric, with the figures of the worked form (base 86.9,
//! bonus 3). It is made in memory each time it is opened, and never stored.
//! May import the library. Read next: `files`.

use std::sync::Arc;

use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::record::Opened;
use gongping::rubric::{FieldKey, IndicatorId, Rubric, StageId};

use crate::app::route;

/// The rubric it is filled in with.
pub(super) const RUBRIC: &str = "haiyan-purchase";

/// The facts, by indicator.
#[rustfmt::skip]
const FACTS: &[(&str, &[(&str, &str)])] = &[
    ("HY-01", &[("met.clear", "yes")]),
    ("HY-02", &[("item.survey", "yes"), ("item.needs", "yes"), ("item.goals", "yes"), ("item.report", "no")]),
    ("HY-03", &[("item.safety", "yes"), ("item.privacy", "yes"), ("item.emergency", "yes"),
        ("item.complaints.total", "1"), ("item.complaints.settled", "1"), ("item.records", "yes")]),
    ("HY-04", &[("item.plan", "yes"), ("item.methods", "yes"), ("item.files", "no")]),
    ("HY-05", &[("met.team", "yes"), ("met.full-time", "yes"), ("met.professional", "na")]),
    ("HY-06", &[("stability.item.stable", "no"), ("training.value", "19")]),
    ("HY-07", &[("item.recruit", "yes"), ("item.train", "yes"), ("item.log", "yes")]),
    ("HY-08", &[("part", "91"), ("whole", "100")]),
    ("HY-09", &[("part", "12"), ("whole", "12")]),
    ("HY-10", &[("part", "192"), ("whole", "200")]),
    ("HY-11", &[("part", "95"), ("whole", "96")]),
    ("HY-12", &[("item.held", "yes"), ("item.varied", "yes"), ("item.records", "yes")]),
    ("HY-13", &[("met.visits.applies", "yes"), ("met.visits.actual", "40"), ("met.visits.required", "40")]),
    ("HY-14", &[("item.plan", "yes"), ("item.record", "yes"), ("item.summary", "yes"),
        ("item.follow-up", "no"), ("item.photos", "yes")]),
    ("HY-15", &[("part", "58"), ("whole", "60")]),
    ("HY-16", &[("gate.survey", "yes"), ("part", "57"), ("whole", "60")]),
    ("HY-17", &[("count", "1")]),
    ("HY-18", &[("count", "4")]),
    ("HY-19", &[("count", "2")]),
    ("HY-20", &[("level", "fair"), ("reason", "服务方式沿用上年，未见针对独居老人的新做法")]),
    ("HY-21", &[("level", "good"), ("ceiling.stationed.applies", "no")]),
    ("HY-22", &[("coverage.part", "200"), ("coverage.whole", "200"),
        ("participation.part", "194"), ("participation.whole", "200")]),
    ("HY-23", &[("item.rules", "yes"), ("item.staff", "yes")]),
    ("HY-24", &[("verdict", "no"), ("marks", "7"), ("reason", "3月、5月两笔活动物资票据缺签批人签字")]),
    ("HY-25", &[("verdict", "yes")]),
    ("HY-26", &[("part", "6200"), ("whole", "100000")]),
    ("HY-B1", &[("count", "1")]),
    ("HY-B2", &[("count", "0")]),
    ("HY-B3", &[("count", "1")]),
];

/// The filled sample; `None` where the rubric has other facts.
pub(super) fn sample(rubric: Arc<Rubric>) -> Option<Opened> {
    let project = Project {
        id: route::SAMPLE.to_owned(),
        name: "“邻里守望”独居老人关爱服务项目（示例）".to_owned(),
        implementer: "某某社会工作服务中心".to_owned(),
        purchaser: "某某街道办事处".to_owned(),
        year: "2026".to_owned(),
        contract_sum: "100000".to_owned(),
        starts: "2026-01-01".to_owned(),
        ends: "2026-12-31".to_owned(),
    };
    let id = route::SAMPLE.to_owned();
    let mut assessment = Assessment::new(id, project, &rubric, StageId::new("final"), Role::SelfAssessment);
    for (indicator, facts) in FACTS {
        let indicator = rubric.find(&IndicatorId::new(indicator))?;
        for (key, value) in *facts {
            let cell = Cell::Fact(FieldKey::new(key));
            assessment.apply(Edit { indicator, cell, value: (*value).to_owned() })?;
        }
    }
    Some(Opened { rubric, assessment, head: None, kept_out: Vec::new(), unfit: Vec::new() })
}
