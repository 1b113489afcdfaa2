//! `cargo xtask deny`: licences, advisories, sources and bans of the dependencies, by `.cargo/deny.toml`'s rules.
//! It stands outside the check list: building cargo-deny costs minutes and its advisories need the network,
//! while its answer changes only with Cargo.lock. May import `tools`, `process`, `workspace`.

use std::process::Command;

use crate::failure::Failure;
use crate::process::show_or;
use crate::{tools, workspace};

const CARGO_DENY: &str = "0.20.2";

/// Installs cargo-deny when it is missing, and runs it: first what the lock file alone answers, then the
/// advisories, which are fetched from their public database.
///
/// # Errors
/// `Program` when a dependency breaks a rule; cargo-deny names it.
pub(crate) fn deny() -> Result<(), Failure> {
    let program = tools::cargo_tool("cargo-deny", "cargo-deny", CARGO_DENY)?;
    let check = |kinds: &[&str], remedy: &str| {
        let mut check = Command::new(&program);
        check.args(["--workspace", "check"]).args(kinds).current_dir(workspace::root());
        show_or(&mut check, &format!("cargo deny check {}", kinds.join(" ")), remedy)
    };
    check(&["bans", "licenses", "sources"], "")?;
    check(&["advisories"], "If the database could not be fetched, run the command again with the network.")
}
