//! `cargo xtask serve`: the app built, served on this machine, and its address printed.
//! May import `tools`, `process`. Read next: `finish`, which prints the address once a build is done.

use std::net::{Ipv4Addr, TcpListener};

use crate::failure::Failure;
use crate::{build, finish, tools};

const FIRST_PORT: u16 = 8080;
const OPTIONS: &str = "cargo xtask serve [--port N] [--open] [--dev]";

/// What was asked for on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    port: u16,
    browser: Browser,
    profile: Profile,
}

#[derive(Debug, PartialEq, Eq)]
enum Browser {
    Left,
    Opened,
}

#[derive(Debug, PartialEq, Eq)]
enum Profile {
    Release,
    Dev,
}

impl Wish {
    /// Reads the options after `serve`.
    ///
    /// # Errors
    /// `Usage` for anything that is not an option or a port.
    pub(crate) fn parse(options: &[&str]) -> Result<Self, Failure> {
        let mut wish = Self { port: FIRST_PORT, browser: Browser::Left, profile: Profile::Release };
        let mut rest = options;
        loop {
            rest = match rest {
                [] => return Ok(wish),
                ["--open", later @ ..] => {
                    wish.browser = Browser::Opened;
                    later
                }
                ["--dev", later @ ..] => {
                    wish.profile = Profile::Dev;
                    later
                }
                ["--port", number, later @ ..] if number.parse::<u16>().is_ok_and(|port| port > 0) => {
                    wish.port = number.parse().unwrap_or(FIRST_PORT);
                    later
                }
                _ => {
                    let given = format!("serve {}", options.join(" "));
                    return Err(Failure::Usage { given, usage: OPTIONS });
                }
            }
        }
    }
}

/// Builds and serves until it is interrupted.
///
/// # Errors
/// What stopped it: a tool that could not be installed, no free port, or Trunk's own end.
pub(crate) fn serve(wish: &Wish) -> Result<(), Failure> {
    build::check_rubrics()?;
    let trunk = tools::for_build()?;
    let port = free_port(wish.port)?;
    if port != wish.port {
        println!("Port {} is taken, using {port}.", wish.port);
    }
    let mut command = trunk.command()?;
    // Trunk's reload script stands inline in the page, which the page's own policy forbids.
    command.args(["serve", "--no-autoreload", "--no-spa", "--disable-address-lookup"]);
    command.args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    if wish.profile == Profile::Release {
        command.arg("--release");
    }
    if wish.browser == Browser::Opened {
        command.arg("--open");
    }
    command.env(finish::ADDRESS, format!("http://127.0.0.1:{port}/"));
    println!("Building; the address follows when the app is ready. Ctrl+C ends it.");
    become_trunk(command)
}

/// Trunk takes this process's place, so that ending the command ends the server.
#[cfg(unix)]
fn become_trunk(mut command: std::process::Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    Err(Failure::File { path: command.get_program().into(), error })
}

#[cfg(not(unix))]
fn become_trunk(mut command: std::process::Command) -> Result<(), Failure> {
    crate::process::show(&mut command, "trunk serve")
}

fn free_port(wanted: u16) -> Result<u16, Failure> {
    (wanted..=u16::MAX)
        .take(50)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or_else(|| Failure::Missing {
            what: format!("a free port from {wanted} on"),
            remedy: format!("Give another one: {OPTIONS}"),
        })
}

#[cfg(test)]
mod tests {
    use super::{Browser, Profile, Wish};

    #[test]
    fn options_may_come_in_any_order() {
        let wish = Wish::parse(&["--dev", "--port", "9000", "--open"]).unwrap();
        assert_eq!(wish, Wish { port: 9000, browser: Browser::Opened, profile: Profile::Dev });
    }

    #[test]
    fn a_port_that_is_none_is_refused() {
        for options in [&["--port"][..], &["--port", "x"], &["--port", "0"], &["--port", "70000"], &["8080"]]
        {
            assert!(Wish::parse(options).is_err(), "{options:?}");
        }
    }
}
