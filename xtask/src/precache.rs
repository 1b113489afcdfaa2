//! The list of all files of the finished site, each with its SHA-256, written at the foot of the service worker: what
//! it keeps on the device, and how it knows that it arrived whole. May import `failure`.
//! Read next: `public/sw.js`, which reads the list.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::failure::Failure;
use crate::workspace;

/// The service worker, always under this name.
const WORKER: &str = "sw.js";
/// What takes it away again; it stands beside it for whoever runs the server.
const OFF: &str = "sw-off.js";
/// How much of the digest of the list names a version.
const VERSION_DIGITS: usize = 16;

/// Writes the service worker into the finished site.
///
/// # Errors
/// `File` for a file that cannot be read or written.
pub(crate) fn write(site: &Path) -> Result<(), Failure> {
    let files = digests(site)?;
    let own = workspace::root().join("public").join(WORKER);
    let text = fs::read_to_string(&own).map_err(Failure::file(&own))?;
    let to = site.join(WORKER);
    fs::write(&to, text + &list(&files)).map_err(Failure::file(&to))
}

/// Writes a service worker that takes away the one of a release that was served at the same address before: while one
/// works on the app, every build is to be seen at once.
///
/// # Errors
/// `File` for a file that cannot be read or written.
pub(crate) fn write_off(site: &Path) -> Result<(), Failure> {
    let to = site.join(WORKER);
    fs::copy(site.join(OFF), &to).map(|_| ()).map_err(Failure::file(&to))
}

/// The digest of each file by its path in the site, written with `/`, but for the service worker itself and what takes
/// it away.
fn digests(site: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let mut files = BTreeMap::new();
    walk(site, "", &mut files)?;
    files.retain(|name, _| name != WORKER && name != OFF);
    Ok(files)
}

fn walk(folder: &Path, before: &str, files: &mut BTreeMap<String, String>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            walk(&path, &format!("{before}{name}/"), files)?;
        } else {
            let bytes = fs::read(&path).map_err(Failure::file(&path))?;
            files.insert(format!("{before}{name}"), digest(&bytes));
        }
    }
    Ok(())
}

/// The version and the list as the service worker reads them. The names are those the build gives, without quotes or
/// backslashes.
fn list(files: &BTreeMap<String, String>) -> String {
    let mut lines = String::new();
    for (name, digest) in files {
        // Writing to a string does not fail.
        let _ = writeln!(lines, "  {name:?}: \"{digest}\",");
    }
    let version = digest(lines.as_bytes());
    let version = version.get(..VERSION_DIGITS).unwrap_or_default();
    format!("const VERSION = \"{version}\";\nconst FILES = {{\n{lines}}};\n")
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{digest, list};

    #[test]
    fn a_digest_is_the_one_the_standard_gives() {
        // FIPS 180-2, appendix B.1: the message "abc".
        assert_eq!(digest(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn another_file_another_digest_or_another_name_is_another_version() {
        let version = |files: &[(&str, &str)]| {
            let files: BTreeMap<String, String> =
                files.iter().map(|(name, digest)| ((*name).to_owned(), (*digest).to_owned())).collect();
            list(&files).lines().next().unwrap().to_owned()
        };
        let one = version(&[("a.js", "1")]);
        assert_eq!(one, version(&[("a.js", "1")]));
        for other in [&[("a.js", "2")][..], &[("b.js", "1")], &[("a.js", "1"), ("b.js", "1")]] {
            assert_ne!(one, version(other), "{other:?}");
        }
    }

    #[test]
    fn the_list_closes_the_file_so_that_a_cut_off_one_lacks_it() {
        let files = BTreeMap::from([("icons/a.png".to_owned(), "00".to_owned())]);
        assert!(list(&files).ends_with("const FILES = {\n  \"icons/a.png\": \"00\",\n};\n"));
    }
}
