//! `cargo xtask bench`: the engine natively, then the built app in a browser. These are figures to look at,
//! beside each other and from the same run; no check depends on them. May import `check`, `build`, `process`.

use crate::failure::Failure;
use crate::process::{cargo, show};
use crate::{browser, build, check, node, workspace};

/// Runs both.
///
/// # Errors
/// What stopped it; a missing browser or Node fails before anything is measured.
pub(crate) fn bench() -> Result<(), Failure> {
    let program = check::ready_for_browser()?;
    println!("\n== The engine, native");
    show(
        cargo().args(["bench", "--locked", "--bench", "*"]).current_dir(workspace::root()),
        "The native benchmarks",
    )?;
    println!("\n== The app, in {}", program.display());
    build::release()?;
    let mut measure = node::node();
    measure.arg("tests/bench/browser.mjs").current_dir(workspace::root()).env(browser::VARIABLE, &program);
    show(&mut measure, "The browser benchmarks")
}
