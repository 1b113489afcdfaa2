//! `cargo xtask soak [NAME…]`: the long form of the tests that hurt. Each name is one file of the browser tests or one
//! native test, run alone with its counts set by environment; what they measured stands in one table at the end.
//! May import `check`, `build`, `node`, `process`. Read next: `defences`, which takes each defence away in turn.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::failure::Failure;
use crate::process::{cargo, show};
use crate::{browser, build, check, node, workspace};

pub(crate) mod defences;
mod list;

/// Where a long test leaves its figures, for the table.
const FIGURES: &str = "SOAK_FIGURES";

/// One long test.
struct Soak {
    name: &'static str,
    /// The rows of the acceptance list it answers for, and what it does.
    about: &'static str,
    run: Run,
}

enum Run {
    /// A file below `tests/browser`, and the counts it reads from the environment.
    Browser(&'static str, &'static [(&'static str, &'static str)]),
    /// The domain tests of which this is part of the path, and the counts they read from the environment.
    Native(&'static str, &'static [(&'static str, &'static str)]),
    /// The defences, with the tests that must notice that one is missing.
    Defences,
}

const SOAKS: [Soak; 21] = [
    Soak {
        name: "kill",
        about: "A1, A4: kill -9 in the middle of typing, and of every other kind of input",
        run: Run::Browser("soak/kill.test.mjs", &[("KILLS", "500"), ("KILLS_EACH", "50")]),
    },
    Soak {
        name: "leave",
        about: "A2, A3: reload, close, back, another site, a dying page",
        run: Run::Browser("soak/leave.test.mjs", &[("LEAVINGS", "200"), ("CRASHES", "200")]),
    },
    Soak {
        name: "panic",
        about: "A2: the code runs into its own fault",
        run: Run::Browser("soak/fault_of_ours.test.mjs", &[("PANICS", "200")]),
    },
    Soak {
        name: "label",
        about: "A5, A7: the chip tells the truth, and what saving costs",
        run: Run::Browser("soak/label.test.mjs", &[("KEYS", "1000"), ("GRACE", "1")]),
    },
    Soak {
        name: "quota",
        about: "C1: the store runs full",
        run: Run::Browser("soak/quota.test.mjs", &[("LIMITS", "20")]),
    },
    Soak {
        name: "faults",
        about: "C3: the store fails at each call in each way",
        run: Run::Browser("soak/faults.test.mjs", &[("FAULT_POINTS", "0")]),
    },
    Soak {
        name: "damage",
        about: "C4: the store's files damaged on the disk",
        run: Run::Browser("soak/damage.test.mjs", &[("DAMAGES", "0"), ("FLIPS", "200")]),
    },
    Soak {
        name: "wiped",
        about: "C5: the site's data cleared while open and while closed",
        run: Run::Browser("soak/wiped.test.mjs", &[("WIPES", "50")]),
    },
    Soak {
        name: "kept",
        about: "C6: whether the browser keeps the store for good",
        run: Run::Browser("soak/kept.test.mjs", &[]),
    },
    Soak {
        name: "clock",
        about: "C7: the clock is wrong, and set while typing",
        run: Run::Browser("soak/clock.test.mjs", &[]),
    },
    Soak {
        name: "mutated",
        about: "D1: a million damaged files, packages, backups and sealed files, read natively",
        run: Run::Native("package::mutation", &[("FUZZ", "1000000")]),
    },
    Soak {
        name: "hostile",
        about: "D3: every hostile file through the app's own import",
        run: Run::Browser("soak/hostile.test.mjs", &[("HOSTILE", "0"), ("GRACE", "1")]),
    },
    Soak {
        name: "restore",
        about: "D4: kill -9 in the middle of restoring a backup of 40 MB",
        run: Run::Browser(
            "soak/restore.test.mjs",
            &[("KILLS", "100"), ("RESTORED", "500"), ("RESTORED_MB", "38")],
        ),
    },
    Soak {
        name: "files",
        about: "D3, D5: backing up and restoring without holding the page up, and that nothing is overwritten",
        run: Run::Browser("files.test.mjs", &[("GRACE", "1")]),
    },
    Soak {
        name: "fence",
        about: "C3, B4: a tab that may not write any more",
        run: Run::Browser("soak/fence.test.mjs", &[]),
    },
    Soak {
        name: "tabs",
        about: "B1, B3, B5: one assessment in up to five tabs, and pages that come back",
        run: Run::Browser("tabs.test.mjs", &[("RUNS", "100"), ("TABS", "5"), ("ROUNDS", "50")]),
    },
    Soak {
        name: "migrate",
        about: "B4: stores of every version of the schema, and kill -9 in the middle of bringing one up to date",
        run: Run::Browser("migrate.test.mjs", &[("KILLS", "100")]),
    },
    Soak {
        name: "many",
        about: "5,000 assessments stored: how soon the first screen stands, and the longest task",
        run: Run::Browser("many.test.mjs", &[("GRACE", "1")]),
    },
    Soak {
        name: "offline",
        about: "F3: the server gone",
        run: Run::Browser("offline.test.mjs", &[("RELOADS", "100")]),
    },
    Soak {
        name: "update",
        about: "F1, F2: newer versions in the middle of typing, and versions that do not arrive whole",
        run: Run::Browser("update.test.mjs", &[("DEPLOYS", "50"), ("FAULTS", "0")]),
    },
    Soak { name: "defences", about: "I1: each defence taken away makes a test fail", run: Run::Defences },
];

/// Runs those that are named, or all of them, one after the other; a failure does not keep the later ones from running.
///
/// # Errors
/// `Missing` for an unknown name, `Soak` with the names of those that failed.
pub(crate) fn soak(names: &[&str]) -> Result<(), Failure> {
    let chosen = chosen(names)?;
    let needs_app = chosen.iter().any(|soak| matches!(soak.run, Run::Browser(..)));
    let program = check::ready_for_browser()?;
    if needs_app && env::var_os("GONGPING_DIST").is_none() {
        build::release()?;
    }
    let figures = workspace::root().join("target").join("soak-figures.txt");
    fs::write(&figures, "").map_err(Failure::file(&figures))?;
    let mut failed = Vec::new();
    let mut took = Vec::new();
    for soak in chosen {
        println!("\n== {}: {}", soak.name, soak.about);
        let start = Instant::now();
        let outcome = match soak.run {
            Run::Browser(file, counts) => in_browser(file, counts, &program, &figures),
            Run::Native(part, counts) => natively(part, counts, &figures),
            Run::Defences => defences::try_all(&program, &figures),
        };
        took.push((soak.name, outcome.is_ok(), start.elapsed()));
        if let Err(failure) = outcome {
            eprintln!("{failure}");
            failed.push(soak.name);
        }
    }
    print_table(&figures, &took)?;
    if failed.is_empty() { Ok(()) } else { Err(Failure::Soak { failed }) }
}

fn chosen(names: &[&str]) -> Result<Vec<&'static Soak>, Failure> {
    if let Some(unknown) = names.iter().find(|name| SOAKS.iter().all(|soak| soak.name != **name)) {
        let known: Vec<String> =
            SOAKS.iter().map(|soak| format!("  {}: {}", soak.name, soak.about)).collect();
        return Err(Failure::Missing {
            what: format!("a long test of the name {unknown}"),
            remedy: format!("There are:\n{}", known.join("\n")),
        });
    }
    Ok(SOAKS.iter().filter(|soak| names.is_empty() || names.contains(&soak.name)).collect())
}

/// Runs one file with Node. A count that the caller has set stands.
fn in_browser(file: &str, counts: &[(&str, &str)], program: &Path, figures: &Path) -> Result<(), Failure> {
    let mut tests = node_test(file, None, program);
    tests.env(FIGURES, figures);
    for (name, figure) in counts.iter().filter(|(name, _)| env::var_os(name).is_none()) {
        tests.env(name, figure);
    }
    show(&mut tests, file)
}

/// Runs some of the domain tests. A count that the caller has set stands.
fn natively(part: &str, counts: &[(&str, &str)], figures: &Path) -> Result<(), Failure> {
    let mut tests = cargo();
    tests.current_dir(workspace::root()).env(FIGURES, figures);
    tests.args(["test", "--locked", "--package", "gongping", "--test", "domain", "--", part, "--nocapture"]);
    for (name, figure) in counts.iter().filter(|(name, _)| env::var_os(name).is_none()) {
        tests.env(name, figure);
    }
    show(&mut tests, part)
}

/// Node's test runner over one file of the browser tests: all of it, or what has those words in its name.
fn node_test(file: &str, pattern: Option<&str>, program: &Path) -> Command {
    let mut tests = node::node();
    tests.args(["--test", "--test-reporter=tap"]);
    if let Some(pattern) = pattern {
        // What stands behind the file is taken for another file.
        tests.arg(format!("--test-name-pattern={pattern}"));
    }
    tests.arg(file);
    tests.current_dir(workspace::root().join("tests/browser")).env(browser::VARIABLE, program);
    tests
}

fn print_table(figures: &Path, took: &[(&str, bool, Duration)]) -> Result<(), Failure> {
    println!("\n== Figures");
    let text = fs::read_to_string(figures).map_err(Failure::file(figures))?;
    for line in text.lines() {
        let (what, found) = line.split_once('\t').unwrap_or(("", line));
        println!("{what:<44} {found}");
    }
    println!();
    for (name, passed, time) in took {
        println!("{name:<12} {} in {} s", if *passed { "passed" } else { "FAILED" }, time.as_secs());
    }
    Ok(())
}

/// The project's own cargo on a copy of the workspace.
fn cargo_in(folder: &Path) -> Command {
    let mut command = cargo();
    command.current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    command
}

/// Where a copy of the workspace may lie.
fn copy_folder() -> PathBuf {
    workspace::root().join("target").join("defences")
}

#[cfg(test)]
mod tests {
    use super::{Run, SOAKS, chosen};
    use crate::workspace;

    #[test]
    fn every_file_of_the_long_form_is_there() {
        for soak in &SOAKS {
            if let Run::Browser(file, counts) = soak.run {
                let path = workspace::root().join("tests/browser").join(file);
                let text = std::fs::read_to_string(&path);
                for (name, _) in counts {
                    let reads = text.as_ref().is_ok_and(|text| text.contains(&format!("count(\"{name}\"")));
                    assert!(reads, "{file} reads {name}");
                }
            }
        }
    }

    #[test]
    fn an_unknown_name_is_refused_and_no_name_means_all() {
        assert!(chosen(&["kills"]).is_err());
        assert_eq!(chosen(&[]).map(|all| all.len()).ok(), Some(SOAKS.len()));
    }
}
