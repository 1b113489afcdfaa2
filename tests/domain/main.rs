//! The domain tests: whole rubrics and answers against figures worked by hand. One module per subject.
mod rubric_files;
