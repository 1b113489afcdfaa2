//! The JSON of a rubric file: wire structs, and the check that names every problem with its path.
