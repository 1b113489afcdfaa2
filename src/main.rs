//! The app's entry: on wasm32 it mounts the pages; natively it checks rubric files, for those who write them,
//! and names the command that serves the app. May import everything. Read next: `app`.
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
    use std::process::ExitCode;

    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.split_first() {
        None => {
            println!("公评 runs in the browser: cargo xtask serve");
            ExitCode::SUCCESS
        }
        Some((command, files)) if command == "check" && !files.is_empty() => {
            // Every file is checked, also after one that is wrong.
            let wrong = files.iter().filter(|file| !check(file)).count();
            if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Some(_) => {
            eprintln!("usage: gongping check FILE…");
            ExitCode::from(2)
        }
    }
}

/// Prints what a rubric file holds, or everything that is wrong with it; gives whether it is right.
#[cfg(not(target_arch = "wasm32"))]
fn check(file: &str) -> bool {
    use gongping::rubric::{Kind, Rubric};

    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            println!("{file}: {error}");
            return false;
        }
    };
    match Rubric::read(&text) {
        Ok(rubric) => {
            let (base, bonus) = (rubric.points(Kind::Base), rubric.points(Kind::Bonus));
            let bonus = if bonus.is_zero() { String::new() } else { format!(" and {bonus} bonus points") };
            println!("{file}: {} indicators, {base} points{bonus}", rubric.indicators().len());
            true
        }
        Err(problems) => {
            for problem in &problems {
                println!("{file}: {problem}");
            }
            false
        }
    }
}
