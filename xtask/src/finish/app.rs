//! The app's own code in two files: what a form needs to be filled, and what is loaded after it. Trunk makes one of it,
//! so here the compiler's output is split, joined to its script anew, and named after its content.
//! May import `tools`, `process`, `precache`, `failure`. Read next: `src/app/pages/later.rs`, which says what comes later.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::mark;
use crate::failure::Failure;
use crate::process::show;
use crate::{tools, workspace};

/// How the name of the part that is loaded later begins.
pub(crate) const LATER: &str = "later-";

/// The app's name among the binaries of the workspace.
const APP: &str = "gongping";
/// The part that is loaded at once, as wasm-bindgen calls it.
const MAIN: &str = "gongping_bg.wasm";
/// Its script.
const SCRIPT: &str = "gongping.js";
/// The part that comes later, as the splitter and the glue call it.
const SPLIT: &str = "split_later.wasm";
/// The file in which the splitter leaves what loads that part.
const LOADER: &str = "__wasm_split.js";

/// The app in a folder, split and not yet named.
pub(crate) struct Parts {
    /// What Trunk called the files, up to the ending; the page knows them by it.
    named: String,
}

/// Splits the app that Trunk left in a folder.
///
/// # Errors
/// `Missing` where Trunk left no app; whatever the splitter or wasm-bindgen said; `Page` where their scripts do not fit
/// together, which means that a version of them is not the pinned one.
pub(crate) fn split(folder: &Path) -> Result<Parts, Failure> {
    let named = trunks_name(folder)?;
    let scratch = folder.join("splitting");
    let profile =
        if env::var("TRUNK_PROFILE").is_ok_and(|name| name == "release") { "release" } else { "debug" };
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace::root().join("target"), PathBuf::from);
    let compiled = target.join(tools::WASM).join(profile).join(APP).with_extension("wasm");
    let mut splitter = Command::new(tools::splitter()?);
    show(splitter.arg(compiled).arg(&scratch).args(["--out-name", APP]), "Splitting the app")?;
    let mut bindgen = Command::new(tools::bindgen()?);
    bindgen.args(["--target", "web", "--no-typescript"]).args(["--out-name", APP, "--out-dir"]).arg(&scratch);
    // The later part takes the table of functions from the first one's exports.
    bindgen.arg("--keep-lld-exports").arg(scratch.join(APP).with_extension("wasm"));
    show(&mut bindgen, "wasm-bindgen")?;
    let read = |name: &str| {
        let path = scratch.join(name);
        fs::read_to_string(&path).map_err(Failure::file(&path))
    };
    let script = joined(&read(SCRIPT)?, &read(LOADER)?).ok_or_else(|| Failure::Page {
        problems: vec!["the scripts of the two parts do not fit together".into()],
    })?;
    for name in [MAIN, SPLIT] {
        fs::rename(scratch.join(name), folder.join(name)).map_err(Failure::file(folder))?;
    }
    write(&folder.join(SCRIPT), &script)?;
    for ending in [".js", "_bg.wasm"] {
        let path = folder.join(format!("{named}{ending}"));
        fs::remove_file(&path).map_err(Failure::file(&path))?;
    }
    fs::remove_dir_all(&scratch).map_err(Failure::file(&scratch))?;
    Ok(Parts { named })
}

impl Parts {
    /// Names the parts after what is in them, and has the page and the script know the names.
    ///
    /// # Errors
    /// `File` for what cannot be read or written.
    pub(crate) fn name(self, folder: &Path) -> Result<(), Failure> {
        let [glue, main, later] = [SCRIPT, MAIN, SPLIT].map(|name| folder.join(name));
        let script = fs::read_to_string(&glue).map_err(Failure::file(&glue))?;
        let read = |path: &Path| fs::read(path).map_err(Failure::file(path));
        let mark = mark(&[script.as_bytes(), &read(&main)?, &read(&later)?]);
        let (app, rest) = (format!("{APP}-{mark}"), format!("{LATER}{mark}.wasm"));
        write(&glue, &script.replace(SPLIT, &rest).replace(MAIN, &format!("{app}_bg.wasm")))?;
        for (from, to) in [(glue, format!("{app}.js")), (main, format!("{app}_bg.wasm")), (later, rest)] {
            fs::rename(&from, folder.join(to)).map_err(Failure::file(&from))?;
        }
        let page = folder.join("index.html");
        let html = fs::read_to_string(&page).map_err(Failure::file(&page))?;
        write(&page, &html.replace(&self.named, &app))
    }
}

/// What Trunk called the app's script, without its ending.
fn trunks_name(folder: &Path) -> Result<String, Failure> {
    let scripts = workspace::files_ending(folder, "js")?;
    let names = scripts.iter().filter_map(|path| path.file_stem()?.to_str());
    let mut apps = names.filter(|name| name.strip_prefix(APP).is_some_and(|rest| rest.starts_with('-')));
    let missing = || Failure::Missing {
        what: format!("the app's script in {}", folder.display()),
        remedy: "Run: cargo xtask build".into(),
    };
    apps.next().map(str::to_owned).ok_or_else(missing)
}

/// The script that wasm-bindgen made with the loader of the later part in it, so that the browser does not learn of the
/// one from the other; `None` where they are not what they were when this was written.
fn joined(glue: &str, loader: &str) -> Option<String> {
    let (before, after) = glue.split_once(&format!("from \"./{LOADER}\"\n"))?;
    let (before, name) = before.rsplit_once("import * as ")?;
    let (_, loader) = loader.split_once(&format!("import {{ initSync }} from \"./{APP}.js\";\n"))?;
    let loads: Vec<&str> = loader
        .lines()
        .filter_map(|line| line.strip_prefix("export const ")?.split_once(' ').map(|(name, _)| name))
        .collect();
    let one = (loads.len() == 1 && loader.contains(SPLIT)).then_some(loader)?;
    let plain = one.replace("export const ", "const ");
    Some(format!("{before}{after}\n{plain}\nconst {name}= {{ {} }};\n", loads.join(", ")))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(Failure::file(path))
}

#[cfg(test)]
mod tests {
    use super::joined;

    const GLUE: &str =
        "/* types */\nimport * as import1 from \"./__wasm_split.js\"\n\nexport default init;\n";
    const LOADER: &str = "import { initSync } from \"./gongping.js\";\n\nlet a;\n\
        export const load_later = () => fetch(\"./split_later.wasm\");\n";

    #[test]
    fn the_loader_goes_into_the_script_that_asked_for_it() {
        let script = joined(GLUE, LOADER).unwrap();
        assert!(!script.contains("import "), "{script}");
        assert!(script.ends_with("\nconst import1 = { load_later };\n"), "{script}");
        assert!(script.contains("\nconst load_later = () => fetch(\"./split_later.wasm\");\n"), "{script}");
    }

    #[test]
    fn scripts_of_another_make_are_refused() {
        assert_eq!(joined("export default init;", LOADER), None);
        assert_eq!(joined(GLUE, "let a;"), None);
        let two = format!("{LOADER}export const load_other = 1;\n");
        assert_eq!(joined(GLUE, &two), None, "a second part would have no name");
    }
}
