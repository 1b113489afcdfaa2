//! `cargo xtask build`: the rubrics that ship checked, then `dist/` ready for any static host.
//! May import `tools`, `size`, `process`, `workspace`. Read next: `finish`, which Trunk calls at the end.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::process::{cargo, show};
use crate::{node, size, tools, workspace};

/// Where the built site is left.
pub(crate) fn dist() -> PathBuf {
    workspace::root().join("dist")
}

/// The whole command: build, then say what it weighs.
///
/// # Errors
/// Whatever stopped it; nothing in `dist/` changes unless the build succeeds.
pub(crate) fn build() -> Result<(), Failure> {
    release()?;
    if node::is_present() { size::report(&dist()).map(|_| ()) } else { size::report_raw(&dist()) }
}

/// The release build alone.
///
/// # Errors
/// Whatever stopped it.
pub(crate) fn release() -> Result<(), Failure> {
    check_rubrics()?;
    let mut trunk = tools::for_build()?.command()?;
    show(trunk.args(["build", "--release"]), "trunk build")
}

/// Checks every rubric that ships with the project's own reader, which names each problem and its path, and that
/// their catalogue is in step with them.
///
/// # Errors
/// `Program` when a rubric has problems or the catalogue is another; it was printed.
pub(crate) fn check_rubrics() -> Result<(), Failure> {
    let mut command = cargo();
    command.args(["run", "--quiet", "--locked", "--package", "gongping", "--"]);
    command.args(["catalogue", "rubrics", "--check"]);
    show(command.current_dir(workspace::root()), "Checking the rubrics")
}
