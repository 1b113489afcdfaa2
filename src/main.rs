//! The app's entry: on wasm32 it mounts the pages; natively it checks rubric files, for those who write them,
//! keeps the catalogue of those that ship, and names the command that serves the app.
//! May import everything. Read next: `app`.
// A binary has no outside: `pub` in the app's modules means the other modules.
#![allow(unreachable_pub)]

#[cfg(target_arch = "wasm32")]
mod app;

#[cfg(target_arch = "wasm32")]
fn main() {
    app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;
    use std::{fs, io};

    use gongping::rubric::catalogue::{Catalogue, Entry, FILE, PAST};
    use gongping::rubric::{Kind, Provenance, Rubric};

    /// Files in the folder of the rubrics that are no rubrics.
    const OTHERS: [&str; 2] = [FILE, "grades.json"];

    const USAGE: &str = "usage: gongping check FILE…\n       gongping catalogue FOLDER [--check]";

    pub(super) fn main() -> ExitCode {
        let words: Vec<String> = std::env::args().skip(1).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let is_right = match words.as_slice() {
            [] => {
                println!("公评 runs in the browser: cargo xtask serve");
                true
            }
            // Every file is checked, also after one that is wrong.
            ["check", files @ ..] if !files.is_empty() => {
                files.iter().filter(|file| !check(file)).count() == 0
            }
            ["catalogue", folder] => catalogue(Path::new(folder), false),
            ["catalogue", folder, "--check"] => catalogue(Path::new(folder), true),
            _ => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
        };
        if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    /// Prints what a rubric file holds, or everything that is wrong with it; gives whether it is right.
    fn check(file: &str) -> bool {
        let Some(rubric) = read(Path::new(file)) else { return false };
        let (base, bonus) = (rubric.points(Kind::Base), rubric.points(Kind::Bonus));
        let bonus = if bonus.is_zero() { String::new() } else { format!(" and {bonus} bonus points") };
        println!("{file}: {} indicators, {base} points{bonus}", rubric.indicators().len());
        true
    }

    /// Reads a rubric file; prints what is wrong where it is none.
    fn read(file: &Path) -> Option<Rubric> {
        let name = file.display();
        match fs::read_to_string(file).map(|text| Rubric::read(&text)) {
            Ok(Ok(rubric)) => return Some(rubric),
            Ok(Err(problems)) => problems.iter().for_each(|problem| println!("{name}: {problem}")),
            Err(error) => println!("{name}: {error}"),
        }
        None
    }

    /// Writes the catalogue of a folder of rubrics, or only looks whether it is in step with them; prints what is
    /// wrong with any of them. Gives whether all is right.
    fn catalogue(folder: &Path, only_look: bool) -> bool {
        let found = match listed(folder) {
            Ok(files) => files,
            Err(error) => {
                println!("{}: {error}", folder.display());
                return false;
            }
        };
        let entries: Vec<Option<Entry>> = found
            .iter()
            .map(|name| {
                let file = folder.join(name);
                let entry = Entry::of(&read(&file)?, name);
                let expected = if entry.is_past() {
                    format!("{PAST}{}-{}.json", entry.id, entry.version)
                } else {
                    format!("{}.json", entry.id)
                };
                if *name != expected {
                    println!("{}: by its id and version the file is called {expected}", file.display());
                    return None;
                }
                Some(entry)
            })
            .collect();
        let Some(mut entries) = entries.into_iter().collect::<Option<Vec<_>>>() else { return false };
        entries.sort_by_key(|entry| {
            let binding = Provenance::ALL.iter().position(|one| *one == entry.provenance);
            (entry.is_past(), binding, entry.file.clone())
        });
        let (path, text) = (folder.join(FILE), Catalogue { entries }.write());
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            println!("{}: {} rubrics, in step with their files", path.display(), found.len());
            return true;
        }
        if only_look {
            println!("{}: not in step; run: cargo run -- catalogue rubrics", path.display());
            return false;
        }
        let written = fs::write(&path, text);
        match &written {
            Ok(()) => println!("{}: written, {} rubrics", path.display(), found.len()),
            Err(error) => println!("{}: {error}", path.display()),
        }
        written.is_ok()
    }

    /// The rubric files of a folder, and those of its past versions, by their path in it.
    fn listed(folder: &Path) -> io::Result<Vec<String>> {
        let json = |folder: PathBuf, before: &str| -> io::Result<Vec<String>> {
            let mut names = Vec::new();
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if path.extension().is_some_and(|ending| ending == "json") && !OTHERS.contains(&name.as_str())
                {
                    names.push(format!("{before}{name}"));
                }
            }
            Ok(names)
        };
        let mut names = json(folder.to_path_buf(), "")?;
        let past = folder.join(PAST);
        if past.is_dir() {
            names.extend(json(past, PAST)?);
        }
        Ok(names)
    }
}
