//! The domain tests: whole rubrics and answers against figures worked by hand. One module per subject.
mod exchange;
mod rubric_files;
