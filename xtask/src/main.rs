//! The project's commands: `cargo xtask serve | build | test | bench | soak | deny`.
//! The standard library and the digests the app uses as well, so that a machine with nothing but rustup can start
//! here; each command installs what it needs at a pinned version or names it. Read next: `check` for the check list, `tools` for the pins.

mod bench;
mod browser;
mod build;
mod cache;
mod check;
mod deny;
mod failure;
mod finish;
mod node;
mod precache;
mod process;
mod serve;
mod size;
mod soak;
mod tools;
mod workspace;

use std::process::ExitCode;

use failure::Failure;

const USAGE: &str = "\
Commands of this project:

  cargo xtask serve [--port N] [--open] [--dev]
      builds the app, serves it on this machine and prints its address
  cargo xtask build
      checks the rubrics and leaves dist/ ready for any static host
  cargo xtask test [--quick]
      the whole check list, as CI runs it; --quick leaves out the release build and what needs it
  cargo xtask bench
      the benchmarks, native and in the browser
  cargo xtask soak [NAME…]
      the long form of the tests that hurt: kills, faults, damage; and each defence taken away in turn.
      An unknown NAME lists them. SEED=n repeats a run, GONGPING_DIST=folder takes another build.
  cargo xtask deny
      licences, advisories and sources of the dependencies (installs cargo-deny, needs the network)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<(), Failure> {
    match arguments {
        [] | ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(())
        }
        ["serve", options @ ..] => serve::serve(&serve::Wish::parse(options)?),
        ["build"] => build::build(),
        ["test"] => check::whole(),
        ["test", "--quick"] => check::quick(),
        ["bench"] => bench::bench(),
        ["soak", names @ ..] => soak::soak(names),
        ["deny"] => deny::deny(),
        ["finish-dist"] => finish::from_trunk(),
        _ => Err(Failure::Usage { given: arguments.join(" "), usage: USAGE }),
    }
}
