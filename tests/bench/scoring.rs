//! Native scoring benchmarks.
fn main() {}
