//! The domain tests: whole rubrics and answers against figures worked by hand. One module per subject.
//! They may import the library. Read next: `builder`, how a test fills a sheet, then `haiyan`.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod adjust;
mod builder;
mod damage;
mod exchange;
mod haiyan;
mod hosting;
mod laws;
mod library_capability;
mod library_linkage;
mod library_social_work;
mod library_third_party;
mod overrides;
mod package;
mod proposals_and_surveys;
mod report;
mod rubric_files;
mod rules;
mod schema;
mod sentences;
mod shipped;
mod stages;
mod structure;
mod tidy;
mod told;
mod words;
