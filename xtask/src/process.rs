//! Running other programs: with their output shown, or kept to be read.
//! May import `failure`. Read next: `tools`.

use std::ffi::OsStr;
use std::io;
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// The cargo that runs this command, so that every step uses the same toolchain.
pub(crate) fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a program with its output shown; `what` names the work in a failure.
pub(crate) fn show(command: &mut Command, what: &str) -> Result<(), Failure> {
    show_or(command, what, "")
}

/// Like [`show`], with a sentence on what to do when it fails.
pub(crate) fn show_or(command: &mut Command, what: &str, remedy: &str) -> Result<(), Failure> {
    let failed = |ending| Failure::Program { what: what.into(), ending, remedy: remedy.into() };
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(failed(format!("ended with {status}"))),
        Err(error) => Err(failed(not_started(command.get_program(), &error))),
    }
}

/// What a program prints, when it can be started and succeeds.
pub(crate) fn read(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a program prints; `what` names the work in a failure, and its complaints are shown.
pub(crate) fn read_or_fail(command: &mut Command, what: &str) -> Result<String, Failure> {
    let failed = |ending| Failure::Program { what: what.into(), ending, remedy: String::new() };
    match command.stderr(Stdio::inherit()).output() {
        Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        Ok(output) => Err(failed(format!("ended with {}", output.status))),
        Err(error) => Err(failed(not_started(command.get_program(), &error))),
    }
}

/// Tries up to `times`, because registries and mirrors sometimes answer only the second time.
pub(crate) fn with_retries(
    times: u32,
    mut attempt: impl FnMut() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut tried = 1;
    loop {
        match attempt() {
            Err(failure) if tried < times => {
                eprintln!("{failure}\nTrying again ({tried} of {times} tries failed).");
                tried += 1;
                std::thread::sleep(std::time::Duration::from_secs(2));
            }
            outcome => return outcome,
        }
    }
}

fn not_started(program: &OsStr, error: &io::Error) -> String {
    format!("{} could not be started ({error})", program.display())
}
