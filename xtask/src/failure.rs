//! Why a command stopped, in sentences that say what to do next.
//! Imports nothing of this crate. Read next: `process`, which makes most of them.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The command line was not understood.
    Usage {
        /// What was typed after `cargo xtask`.
        given: String,
        /// The commands there are.
        usage: &'static str,
    },
    /// Something has to be installed by a person.
    Missing {
        /// What is missing.
        what: String,
        /// How to get it.
        remedy: String,
    },
    /// A program ran and ended badly, or could not be started.
    Program {
        /// What was being done, as a noun phrase.
        what: String,
        /// How it ended.
        ending: String,
        /// What to do; empty when the program's own output says it.
        remedy: String,
    },
    /// A file or folder could not be read or written.
    File {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The built page breaks its own security policy.
    Page {
        /// Each problem, one sentence.
        problems: Vec<String>,
    },
    /// The first load weighs more than the budget allows.
    TooHeavy {
        /// Brotli bytes of everything the first load needs.
        bytes: u64,
        /// The budget in bytes.
        limit: u64,
    },
    /// Long tests failed; what they said stands above.
    Soak {
        /// Their names.
        failed: Vec<&'static str>,
    },
    /// Defences whose absence no test notices, or that could not be tried.
    Defences {
        /// Each with what happened, one sentence.
        problems: Vec<String>,
    },
    /// One step of the check list failed, so the later ones did not run.
    Step {
        /// The step's number and name.
        step: String,
        /// Why.
        cause: Box<Failure>,
        /// The names of the steps that did not run.
        not_run: Vec<&'static str>,
    },
}

impl Failure {
    /// A file problem, from where and what.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::File { path, error }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage { given, usage } => write!(f, "unknown: cargo xtask {given}\n\n{usage}"),
            Self::Missing { what, remedy } => write!(f, "{what} is missing.\n{remedy}"),
            Self::Program { what, ending, remedy } => {
                write!(f, "{what}: {ending}.")?;
                if remedy.is_empty() { Ok(()) } else { write!(f, "\n{remedy}") }
            }
            Self::File { path, error } => write!(f, "{}: {error}", path.display()),
            Self::Page { problems } => {
                write!(f, "dist/index.html would break its own Content-Security-Policy:")?;
                problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
            }
            Self::TooHeavy { bytes, limit } => write!(
                f,
                "the first load weighs {bytes} bytes in brotli, the budget is {limit}: make it lighter, or load it later"
            ),
            Self::Soak { failed } => write!(f, "FAILED: {}", failed.join(", ")),
            Self::Defences { problems } => {
                write!(f, "Not every defence is noticed when it is missing:")?;
                problems.iter().try_for_each(|problem| write!(f, "\n  {problem}"))
            }
            Self::Step { step, cause, not_run } => {
                writeln!(f, "{cause}")?;
                if !not_run.is_empty() {
                    writeln!(f, "Not run: {}.", not_run.join(", "))?;
                }
                write!(f, "FAILED at {step}")
            }
        }
    }
}
