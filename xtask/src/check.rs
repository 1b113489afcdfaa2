//! `cargo xtask test`: the whole check list, the same here and in CI, each step with its name and duration.
//! It stops at the first that fails and says what did not run. The browser tests come last and nothing is
//! printed after them, so that a good run ends with the test runner's own count.
//! May import every other module. Read next: `browser`.

use std::io::{IsTerminal as _, stdout};
use std::process::Command;
use std::time::Instant;

use crate::failure::Failure;
use crate::process::{cargo, show, show_or, with_retries};
use crate::{browser, build, node, size, tools, workspace};

/// One step: its name, and what it does.
type Step = (&'static str, fn() -> Result<(), Failure>);

const QUICK: [Step; 5] = [
    ("Formatting", formatting),
    ("Clippy (native)", clippy_native),
    ("Clippy (wasm32)", clippy_wasm),
    ("Tests of the domain and the commands", native_tests),
    ("Documentation", documentation),
];

const SLOW: [Step; 3] =
    [("Release build", build::release), ("Size budget", size_budget), ("Browser tests", browser_tests)];

/// The whole list.
///
/// # Errors
/// `Step` with the first failure and the names of the steps that did not run.
pub(crate) fn whole() -> Result<(), Failure> {
    let steps: Vec<Step> = QUICK.into_iter().chain(SLOW).collect();
    run(&steps)
}

/// The part of the list that needs no release build.
///
/// # Errors
/// As for [`whole`].
pub(crate) fn quick() -> Result<(), Failure> {
    run(&QUICK)?;
    let left_out: Vec<&str> = SLOW.iter().map(|(name, _)| *name).collect();
    println!("\nNot run, because of --quick: {}. The whole list is: cargo xtask test", left_out.join(", "));
    Ok(())
}

fn run(steps: &[Step]) -> Result<(), Failure> {
    let count = steps.len();
    for (number, (name, step)) in (1..).zip(steps) {
        println!("\n== {number}/{count} {name}");
        let start = Instant::now();
        if let Err(cause) = step() {
            let not_run = steps.iter().skip(number).map(|(name, _)| *name).collect();
            return Err(Failure::Step {
                step: format!("{number}/{count} {name}"),
                cause: Box::new(cause),
                not_run,
            });
        }
        if number < count {
            let took = start.elapsed();
            println!("   {name}: passed in {}.{} s", took.as_secs(), took.subsec_millis() / 100);
        }
    }
    Ok(())
}

fn project(command: &mut Command) -> &mut Command {
    command.current_dir(workspace::root())
}

fn formatting() -> Result<(), Failure> {
    tools::components()?;
    show_or(project(cargo().args(["fmt", "--all", "--check"])), "Formatting", "Run: cargo fmt --all")
}

fn clippy_native() -> Result<(), Failure> {
    let mut clippy = cargo();
    clippy.args(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    show(project(&mut clippy), "Clippy")
}

fn clippy_wasm() -> Result<(), Failure> {
    tools::wasm_target()?;
    let mut clippy = cargo();
    clippy.args(["clippy", "--locked", "--package", "gongping", "--lib", "--bins", "--target", tools::WASM]);
    show(project(clippy.args(["--", "-D", "warnings"])), "Clippy for the browser")
}

fn native_tests() -> Result<(), Failure> {
    show(project(cargo().args(["test", "--locked", "--workspace"])), "The tests")
}

fn documentation() -> Result<(), Failure> {
    let mut doc = cargo();
    doc.args(["doc", "--locked", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    show(project(&mut doc), "The documentation")
}

fn size_budget() -> Result<(), Failure> {
    node::require()?;
    size::budget()
}

fn browser_tests() -> Result<(), Failure> {
    let browser = ready_for_browser()?;
    println!("   with {}", browser.display());
    let mut tests = node::node();
    // A person reads the runner's tree; a log is better served by lines that stand alone.
    let reporter = if stdout().is_terminal() { "spec" } else { "tap" };
    tests.args(["--test", &format!("--test-reporter={reporter}")]);
    tests.current_dir(workspace::root().join("tests/browser")).env(browser::VARIABLE, &browser);
    show(&mut tests, "The browser tests")
}

/// Node, the test packages and a browser, each installed or named; gives the browser's program.
///
/// # Errors
/// `Missing` or `Program`, naming what could not be had.
pub(crate) fn ready_for_browser() -> Result<std::path::PathBuf, Failure> {
    node::require()?;
    let browser = browser::ready()?;
    let mut install = node::npm();
    install.args(["ci", "--no-audit", "--no-fund"]).current_dir(workspace::root().join("tests/browser"));
    with_retries(2, || show(&mut install, "npm ci in tests/browser"))?;
    Ok(browser)
}
