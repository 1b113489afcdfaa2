//! Node and npm: found, checked for their age, and run the same way on every system.
//! May import `failure` and `process`. Read next: `tools`.

use std::process::Command;

use crate::failure::Failure;
use crate::process;

/// The oldest major version the browser tests run with.
const OLDEST: u32 = 20;

/// Node, as a command to add arguments to.
pub(crate) fn node() -> Command {
    Command::new("node")
}

/// npm, as a command to add arguments to.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Whether Node and npm can be run at all.
pub(crate) fn is_present() -> bool {
    process::read(node().arg("--version")).is_some() && process::read(npm().arg("--version")).is_some()
}

/// Fails unless Node is there and new enough.
pub(crate) fn require() -> Result<(), Failure> {
    let version = process::read(node().arg("--version"));
    if version.as_deref().and_then(major).is_some_and(|major| major >= OLDEST) && is_present() {
        return Ok(());
    }
    Err(Failure::Missing {
        what: match version {
            Some(version) => format!("Node {OLDEST} or later (found {})", version.trim()),
            None => format!("Node {OLDEST} or later"),
        },
        remedy:
            "Install it from https://nodejs.org or your system's packages (node and npm must be on PATH)."
                .into(),
    })
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("node"), None);
    }
}
