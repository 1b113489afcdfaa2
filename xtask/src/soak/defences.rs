//! `cargo xtask soak defences`: each defence is taken out of a copy of the sources by an exact replacement, and the test
//! that guards it has to fail. A test that passes without its defence is no test; a text that is no longer found, or
//! does not compile, fails the run, and the first is also checked whenever the commands are tested.
//! May import `soak`, `tools`, `process`, `workspace`. Read next: `list`, the defences.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::list::{DEFENCES, Defence, Proof};
use super::{cargo_in, copy_folder, node_test};
use crate::failure::Failure;
use crate::process::{self, show};
use crate::{tools, workspace};

/// The environment variable that chooses defences by words of their names or of their tests: `Native`, `fence.test`.
const ONLY: &str = "DEFENCES";

/// Takes each defence away in turn.
///
/// # Errors
/// `Defences` with those that nothing noticed; whatever kept a copy from being made or built.
pub(crate) fn try_all(browser: &Path, figures: &Path) -> Result<(), Failure> {
    let only = std::env::var(ONLY).unwrap_or_default();
    let chosen: Vec<&Defence> = DEFENCES.iter().filter(|one| one.is_called(&only)).collect();
    let copy = copy_workspace()?;
    let mut problems = Vec::new();
    println!("With every defence in place the tests have to pass:");
    if chosen.iter().any(|one| one.needs_app()) {
        build_in(&copy)?;
    }
    let mut proofs: Vec<&Proof> = Vec::new();
    for one in &chosen {
        if !proofs.contains(&&one.proof) {
            proofs.push(&one.proof);
        }
    }
    for proof in proofs {
        if !passes(proof, &copy, browser)? {
            problems.push(format!("{proof:?} fails with every defence in place"));
        }
    }
    let mut noticed = 0_usize;
    for one in &chosen {
        print!("{:<64}", one.name);
        // The line is finished when the outcome is known.
        let _ = std::io::stdout().flush();
        match without(one, &copy, browser)? {
            Outcome::Noticed => {
                noticed += 1;
                println!(" noticed");
            }
            Outcome::Unnoticed => {
                println!(" NOT NOTICED");
                problems.push(format!("{}: {:?} passes without it", one.name, one.proof));
            }
            Outcome::NotTried(why) => {
                println!(" NOT TRIED, {why}");
                problems.push(format!("{}: {why}", one.name));
            }
        }
    }
    let mut table = OpenOptions::new().append(true).open(figures).map_err(Failure::file(figures))?;
    let line = format!("I1 defences\ttaken away {}, noticed {noticed}", chosen.len());
    writeln!(table, "{line}").map_err(Failure::file(figures))?;
    if problems.is_empty() { Ok(()) } else { Err(Failure::Defences { problems }) }
}

enum Outcome {
    Noticed,
    Unnoticed,
    NotTried(String),
}

/// The outcome of the test with the defence gone; the copy is whole again afterwards.
fn without(defence: &Defence, copy: &Path, browser: &Path) -> Result<Outcome, Failure> {
    let path = copy.join(defence.file);
    let whole = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    if whole.matches(defence.text).count() != 1 {
        return Ok(Outcome::NotTried(format!("its text is not in {} exactly once", defence.file)));
    }
    let weakened = whole.replacen(defence.text, defence.instead, 1);
    fs::write(&path, weakened).map_err(Failure::file(&path))?;
    let outcome = if compiles(defence, copy) {
        passes(&defence.proof, copy, browser)
            .map(|passed| if passed { Outcome::Unnoticed } else { Outcome::Noticed })
    } else {
        Ok(Outcome::NotTried("the sources do not compile without it".to_owned()))
    };
    fs::write(&path, whole).map_err(Failure::file(&path))?;
    outcome
}

/// Whether the weakened sources still compile: a defence is taken away, not the program.
fn compiles(defence: &Defence, copy: &Path) -> bool {
    match &defence.proof {
        Proof::Native { .. } => {
            quiet(cargo_in(copy).args(["test", "--locked", "--package", "gongping", "--no-run"]))
        }
        Proof::Browser { .. } => build_in(copy).is_ok(),
    }
}

/// Whether the test passes. One that does not exist would pass as well, so it has to have run.
fn passes(proof: &Proof, copy: &Path, browser: &Path) -> Result<bool, Failure> {
    match proof {
        Proof::Native { among, test } => {
            let mut tests = native_test(copy, among);
            tests.args(["--", test]);
            let output = tests.output().map_err(Failure::file("cargo"))?;
            let said = String::from_utf8_lossy(&output.stdout);
            let ran = said.lines().any(|line| line.starts_with("test ") && line.contains(test));
            if !ran {
                return Err(Failure::Missing { what: format!("the test {test}"), remedy: said.into_owned() });
            }
            Ok(output.status.success())
        }
        Proof::Browser { file, pattern, counts } => {
            let mut tests = node_test(file, Some(pattern), browser);
            tests.env("GONGPING_DIST", copy.join("dist"));
            for (name, figure) in *counts {
                tests.env(name, figure);
            }
            let output = tests.output().map_err(Failure::file("node"))?;
            let said = String::from_utf8_lossy(&output.stdout);
            let ran = said.lines().any(|line| line.contains("ok ") && line.contains(pattern));
            if !ran {
                return Err(Failure::Missing {
                    what: format!("the test {pattern} in {file}"),
                    remedy: said.into_owned(),
                });
            }
            Ok(output.status.success())
        }
    }
}

/// Cargo on the copy, about to run those tests.
fn native_test(copy: &Path, among: &[&str]) -> Command {
    let mut tests = cargo_in(copy);
    tests.args(["test", "--locked", "--package", "gongping"]).args(among);
    tests
}

fn quiet(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// A build of the copy, left in its `dist/`. A quick one, for it is done once for each defence: no test here depends on
/// the size of the app, or on what is kept for working offline.
fn build_in(copy: &Path) -> Result<(), Failure> {
    let mut trunk = tools::for_build()?.command()?;
    trunk.arg("build").current_dir(copy).env("CARGO_TARGET_DIR", copy.join("target"));
    show(trunk.stdout(Stdio::null()).stderr(Stdio::null()), "trunk build in the copy")
}

/// Copies every file that git knows, as it is now; what was built there before stays and is used again.
fn copy_workspace() -> Result<PathBuf, Failure> {
    let (from, to) = (workspace::root(), copy_folder());
    let mut list = Command::new("git");
    list.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]).current_dir(&from);
    let names = process::read_or_fail(&mut list, "git ls-files")?;
    for name in names.split('\0').filter(|name| !name.is_empty()) {
        let (source, target) = (from.join(name), to.join(name));
        let Ok(now) = fs::read(&source) else { continue };
        // A file that has not changed keeps its time, so that cargo need not compile it anew.
        if fs::read(&target).is_ok_and(|before| before == now) {
            continue;
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(Failure::file(folder))?;
        }
        fs::write(&target, now).map_err(Failure::file(&target))?;
    }
    Ok(to)
}

impl Defence {
    fn is_called(&self, words: &str) -> bool {
        self.name.contains(words) || format!("{:?}", self.proof).contains(words)
    }

    fn needs_app(&self) -> bool {
        matches!(self.proof, Proof::Browser { .. })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{DEFENCES, Proof};
    use crate::workspace;

    #[test]
    fn the_text_of_every_defence_is_in_the_sources_exactly_once_and_its_test_is_there() {
        let read = |name: &str| fs::read_to_string(workspace::root().join(name)).unwrap_or_default();
        let all_tests = |name: &str| {
            let mut list = std::process::Command::new("git");
            list.args(["grep", "--untracked", "-l", "-F", name, "--", "src", "tests"])
                .current_dir(workspace::root());
            list.output().is_ok_and(|output| output.status.success())
        };
        let mut found = Vec::new();
        for one in &DEFENCES {
            let times = read(one.file).matches(one.text).count();
            if times != 1 {
                found.push(format!("{}: {times} times in {}", one.name, one.file));
            }
            let proof = match &one.proof {
                Proof::Native { test, .. } => {
                    test.rsplit("::").next().is_some_and(|name| all_tests(&format!("fn {name}")))
                }
                Proof::Browser { file, pattern, .. } => {
                    read(&format!("tests/browser/{file}")).contains(pattern)
                }
            };
            if !proof {
                found.push(format!("{}: no {:?}", one.name, one.proof));
            }
        }
        assert!(
            found.is_empty(),
            "bring xtask/src/soak/list.rs in step with the sources:\n{}",
            found.join("\n")
        );
    }
}
