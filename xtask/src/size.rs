//! What the first load weighs, in brotli, against the budget: everything in `dist/` except what is only
//! loaded later. May import `build`, `node`, `process`. Read next: `check`, where the budget is a step.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::finish::{app, worker};
use crate::process::read_or_fail;
use crate::{build, node, workspace};

/// Above this many bytes the check fails. It stands a little above the present weight, so that nothing grows unseen:
/// it is lowered whenever the page gets lighter. A page that no form needs to be filled belongs into `src/app/pages/later.rs`
/// and weighs nothing here.
const LIMIT: u64 = 445_000;

/// What the page is to weigh: above this many bytes the check warns.
const AIM: u64 = 200_000;

/// Files no first load asks for: pictures for the home screen, shown by the system once the app is put there, the
/// rubrics, of which each comes when it is chosen, and the service worker, which fetches everything once the app is open.
const LATER: [&str; 7] = [
    "icons/apple-touch-180.png",
    "icons/icon-192.png",
    "icons/icon-512.png",
    "icons/maskable-512.png",
    "rubrics",
    "sw.js",
    "sw-off.js",
];

/// Fails when the built site weighs more than the budget, or is not there.
///
/// # Errors
/// `TooHeavy` above the limit; `Missing` when the build left no wasm.
pub(crate) fn budget() -> Result<(), Failure> {
    let bytes = report(&build::dist())?;
    if bytes > LIMIT {
        return Err(Failure::TooHeavy { bytes, limit: LIMIT });
    }
    if bytes > AIM {
        println!("Warning: the first load is above the aim of {AIM} bytes.");
    }
    Ok(())
}

/// Prints each file's raw and brotli size and gives the brotli total of the first load.
///
/// # Errors
/// `Missing` when the build left no wasm, `Program` when Node could not compress.
pub(crate) fn report(dist: &Path) -> Result<u64, Failure> {
    let files = site(dist)?;
    let mut measure = node::node();
    measure.arg(workspace::root().join("xtask/src/brotli.mjs"));
    measure.args(files.iter().map(|name| dist.join(name)));
    let sizes = read_or_fail(&mut measure, "Measuring brotli sizes")?;
    let mut total = 0;
    println!("{:>9} {:>9}  file", "raw", "brotli");
    let mut lines = sizes.lines();
    for file in &files {
        let (raw, brotli) = lines.next().and_then(pair).ok_or_else(|| Failure::Program {
            what: "Measuring brotli sizes".into(),
            ending: format!("no figure for {}", file.display()),
            remedy: String::new(),
        })?;
        let later = LATER.iter().any(|name| file.starts_with(name)) || comes_later(file);
        total += if later { 0 } else { brotli };
        println!("{raw:>9} {brotli:>9}  {}{}", file.display(), if later { " (later)" } else { "" });
    }
    println!("{:>9} {total:>9}  first load (budget {LIMIT}, aim {AIM})", "");
    Ok(total)
}

/// Prints the raw sizes alone, for a machine without Node.
///
/// # Errors
/// `Missing` when the build left no wasm.
pub(crate) fn report_raw(dist: &Path) -> Result<(), Failure> {
    for file in site(dist)? {
        let path = dist.join(&file);
        let about = fs::metadata(&path).map_err(Failure::file(&path))?;
        println!("{:>9}  {}", about.len(), file.display());
    }
    println!("Brotli sizes need Node, which is not installed.");
    Ok(())
}

fn site(dist: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    if dist.is_dir() {
        walk(dist, dist, &mut files)?;
    }
    files.sort();
    let has = |ending: &str| files.iter().any(|file| file.extension().is_some_and(|found| found == ending));
    if has("wasm") && has("js") && has("html") {
        return Ok(files);
    }
    Err(Failure::Missing {
        what: format!("a whole build in {}", dist.display()),
        remedy: "Run: cargo xtask build".into(),
    })
}

/// Whether a file is code that no form needs to be filled: the pages beside it, and the file worker.
fn comes_later(file: &Path) -> bool {
    file.to_str().is_some_and(|name| [app::LATER, worker::NAME].iter().any(|first| name.starts_with(first)))
}

fn walk(folder: &Path, dist: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.is_dir() {
            walk(&path, dist, files)?;
        } else {
            files.push(path.strip_prefix(dist).unwrap_or(&path).to_path_buf());
        }
    }
    Ok(())
}

fn pair(line: &str) -> Option<(u64, u64)> {
    let (raw, brotli) = line.split_once(' ')?;
    Some((raw.parse().ok()?, brotli.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::site;
    use std::path::Path;

    #[test]
    fn a_missing_build_is_an_error_and_not_a_small_one() {
        assert!(site(Path::new("no/such/folder")).is_err());
    }
}
