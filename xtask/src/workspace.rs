//! Where the project's files are, and the versions its lock file names.
//! May import `failure`. Read next: `tools`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The project's top folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The version of a crate in Cargo.lock.
///
/// # Errors
/// `File` when the lock file cannot be read, `Missing` when it does not name the crate.
pub(crate) fn locked_version(name: &str) -> Result<String, Failure> {
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    version_in(&lock, name).ok_or_else(|| Failure::Missing {
        what: format!("the version of {name} in Cargo.lock"),
        remedy: "Restore Cargo.lock from git; the versions in it are pinned for a reason.".into(),
    })
}

fn version_in(lock: &str, name: &str) -> Option<String> {
    let heading = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != heading).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

/// The files of a folder with this ending, in the order of their names.
///
/// # Errors
/// `File` when the folder cannot be read.
pub(crate) fn files_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.extension().is_some_and(|extension| extension == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";

    #[test]
    fn the_lock_file_gives_the_version_of_exactly_the_named_crate() {
        assert_eq!(version_in(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}
