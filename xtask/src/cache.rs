//! The per-user cache of build tools: `<cache>/tools/<tool>-<version>/`, shared by every checkout, because the
//! tools take about ten minutes to build. May import `failure`. Read next: `tools`, which fills it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The folder of one version of a tool, whether it is there or not.
pub(crate) fn tool(name: &str, version: &str) -> Result<PathBuf, Failure> {
    Ok(home()?.join("tools").join(format!("{name}-{version}")))
}

/// A fresh scratch folder for an install that is under way; it goes away with [`Scratch`].
pub(crate) fn scratch(name: &str) -> Result<Scratch, Failure> {
    let path = home()?.join("unfinished").join(format!("{name}-{}", std::process::id()));
    remove(&path)?;
    fs::create_dir_all(&path).map_err(Failure::file(&path))?;
    Ok(Scratch(path))
}

/// A folder that is removed when the install ends, well or badly.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(failure) = remove(&self.0) {
            eprintln!("left behind: {failure}");
        }
    }
}

/// Puts a finished folder in its place; what stood there before was unusable and goes.
pub(crate) fn put(finished: &Path, place: &Path) -> Result<(), Failure> {
    remove(place)?;
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent).map_err(Failure::file(parent))?;
    }
    fs::rename(finished, place).map_err(Failure::file(place))
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::File { path: folder.to_path_buf(), error })
        }
        _ => Ok(()),
    }
}

fn home() -> Result<PathBuf, Failure> {
    let place = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let named = place("GONGPING_CACHE");
    let usual = || {
        if cfg!(windows) {
            place("LOCALAPPDATA").map(|folder| folder.join("gongping"))
        } else if cfg!(target_os = "macos") {
            place("HOME").map(|folder| folder.join("Library").join("Caches").join("gongping"))
        } else {
            place("XDG_CACHE_HOME")
                .or_else(|| place("HOME").map(|folder| folder.join(".cache")))
                .map(|folder| folder.join("gongping"))
        }
    };
    named.or_else(usual).ok_or_else(|| Failure::Missing {
        what: "a folder to keep build tools in".into(),
        remedy: "Set GONGPING_CACHE to a folder that may be written.".into(),
    })
}
