//! The record of a project. Read next: `assembly`.

use super::{Record, read, text};
use crate::assessment::Project;
use crate::json::Writer;

/// The record of a project.
pub fn project_record(project: &Project) -> Record {
    let json = Writer::document(|w| {
        w.text("name", &project.name);
        w.text("implementer", &project.implementer);
        w.text("purchaser", &project.purchaser);
        w.text("year", &project.year);
        w.text("contract_sum", &project.contract_sum);
        w.text("starts", &project.starts);
        w.text("ends", &project.ends);
    });
    Record { id: project.id.clone(), json }
}

/// Reads the record of a project; `None` where it is damaged.
pub fn read_project(record: Record) -> Option<Project> {
    let Record { id, json } = record;
    read(&json, |project| Project {
        id,
        name: text(project.get("name")),
        implementer: text(project.get("implementer")),
        purchaser: text(project.get("purchaser")),
        year: text(project.get("year")),
        contract_sum: text(project.get("contract_sum")),
        starts: text(project.get("starts")),
        ends: text(project.get("ends")),
    })
}
