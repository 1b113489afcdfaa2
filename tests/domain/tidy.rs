//! The house rules that the compiler does not know: headers, arrows between modules, sizes, names, and rule ids
//! paired with tests. Where a file bends a rule, it stands in a list here with the reason, and a list entry that is
//! no longer needed fails as well, so the lists only shrink.
//! Reads the sources as text; may import the standard library alone. Read next: `src/lib.rs` for the arrows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The library's modules in reading order; each may use those before it.
const LIBRARY: [&str; 11] = [
    "order",
    "number",
    "json",
    "rubric",
    "assessment",
    "score",
    "report",
    "record",
    "exchange",
    "package",
    "editing",
];

/// What each folder of the app may use of the others. `app.rs` and `main.rs` join everything.
const APP: [(&str, &[&str]); 8] = [
    ("platform", &[]),
    ("words", &[]),
    ("route", &[]),
    ("parts", &["words"]),
    ("fields", &["parts", "words"]),
    ("state", &["platform", "route", "words"]),
    ("effects", &["platform", "state"]),
    ("pages", &["effects", "fields", "parts", "route", "state", "words"]),
];

/// Arrows of the app that are bent: the file, what it uses, and why that is borne.
const BENT: [(&str, &str, &str); 13] = [
    ("src/app/words/files.rs", "platform", "says why a file does not come in or go out"),
    ("src/app/words/files.rs", "state", "says why a file does not come in or go out"),
    ("src/app/words/saving.rs", "platform", "writes the time of the last saving as the machine does"),
    (
        "src/app/words/crash.rs",
        "platform",
        "says what the crash overlay, which comes before any state, must say",
    ),
    ("src/app/words/offline.rs", "platform", "writes when the app was stored, in local time"),
    ("src/app/words/opening.rs", "state", "says why an assessment would not open"),
    ("src/app/pages/home/bands.rs", "platform", "names what the store found on opening"),
    ("src/app/words/import.rs", "state", "says how a file stands to what is here"),
    ("src/app/pages/import/preview.rs", "platform", "writes moments in local time"),
    ("src/app/pages/import/restore.rs", "platform", "writes moments in local time"),
    ("src/app/pages/new/draft.rs", "platform", "asks for an id and the year of a new project"),
    ("src/app/pages/print.rs", "platform", "asks for the day of printing"),
    ("src/app/pages/settings.rs", "platform", "names the preferences as they are kept"),
];

/// Crates that only the app may use; the library has no browser, clock or chance.
const BROWSER: [&str; 7] =
    ["leptos", "web_sys", "js_sys", "wasm_bindgen", "idb", "uuid", "console_error_panic_hook"];

/// The most lines of a file, and the files that have more, with the reason.
const LINES: usize = 450;
const LONG: [(&str, &str); 1] =
    [("tests/domain/haiyan.rs", "one table for each row of the form, in its order")];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 8] = ["util", "utils", "helper", "helpers", "common", "manager", "misc", "mod"];

struct Source {
    /// From the top of the project, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn lines_of_code(&self) -> impl Iterator<Item = &str> {
        self.text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"))
    }
}

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("node_modules") && !path.ends_with("target") {
                walk(&path, ending, found);
            }
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
}

fn sources(folders: &[&str], ending: &str) -> Vec<Source> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&top().join(folder), ending, &mut found);
    }
    found.sort();
    found
        .into_iter()
        .map(|path| Source {
            path: path.strip_prefix(top()).unwrap().to_str().unwrap().replace('\\', "/"),
            text: fs::read_to_string(&path).unwrap(),
        })
        .collect()
}

fn rust() -> Vec<Source> {
    sources(&["src", "tests", "xtask/src"], ".rs")
}

#[track_caller]
fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn every_file_opens_with_a_header_of_at_most_8_lines() {
    let found: Vec<String> = rust()
        .iter()
        .filter_map(|source| {
            let lines = source.text.lines().take_while(|line| line.starts_with("//!")).count();
            // The top of the library is the architecture itself.
            let fits = (1..=8).contains(&lines) || source.path == "src/lib.rs";
            (!fits).then(|| format!("{}: {lines}", source.path))
        })
        .collect();
    none(&found, "a header says what lives here, what it may import, where to read next");
}

#[test]
fn nothing_is_left_to_do_and_nothing_is_left_from_debugging() {
    // Put together here, so that this file does not hold them itself.
    let words = ["TO_DO", "FIX_ME", "XX_X", "db_g!(", "unimplem_ented!(", "to_do!("]
        .map(|word| word.replace('_', ""));
    let mut all = rust();
    all.extend(sources(&["tests/browser", "xtask/src", "public"], ".mjs"));
    all.extend(sources(&["public"], ".js"));
    all.extend(sources(&["public"], ".css"));
    all.extend(sources(&["rubrics"], ""));
    let found: Vec<String> = all
        .iter()
        .flat_map(|source| {
            words
                .iter()
                .filter(|word| source.text.contains(word.as_str()))
                .map(|word| format!("{}: {word}", source.path))
        })
        .collect();
    none(&found, "unfinished work belongs in an issue");
}

#[test]
fn file_names_say_what_is_inside() {
    let found: Vec<String> = rust()
        .iter()
        .filter(|source| {
            let name = source.path.rsplit('/').next().unwrap().trim_end_matches(".rs");
            EMPTY_NAMES.contains(&name) && !bent(&source.path, "name")
        })
        .map(|source| source.path.clone())
        .collect();
    none(&found, "a name for what is inside; foo.rs beside foo/, never mod.rs");
}

#[test]
fn files_are_short_enough_to_read_in_one_go() {
    let long: BTreeSet<String> = rust()
        .into_iter()
        .filter(|source| source.text.lines().count() > LINES)
        .map(|source| source.path)
        .collect();
    let allowed: BTreeSet<String> = LONG.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(long, allowed, "more than {LINES} lines, and the list of those that may");
}

#[test]
fn only_the_entry_asks_for_the_target() {
    let word = ["cfg(", "target_arch"].concat();
    let negated = ["cfg(not(", "target_arch"].concat();
    let found: Vec<String> = rust()
        .into_iter()
        .filter(|source| !["src/main.rs", "src/files/main.rs"].contains(&source.path.as_str()))
        .filter(|source| source.text.contains(&word) || source.text.contains(&negated))
        .map(|source| source.path)
        .collect();
    none(&found, "the library is the same everywhere, and the app is wasm alone");
}

/// The module a file holds, as segments: `src/app/pages/fill.rs` is `app`, `pages`, `fill`.
fn module(path: &str) -> Vec<String> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').map(str::to_owned).collect()
}

/// The paths a file names by `crate::` and `super::`, as segments from the crate's top.
fn named_paths(source: &Source) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let code: String = source.lines_of_code().collect::<Vec<_>>().join("\n");
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|before| before.is_alphanumeric() || before == '_' || before == ':') {
                continue;
            }
            let mut from = if start == "crate::" { Vec::new() } else { module(&source.path) };
            let mut rest = &code[at..];
            while let Some(after) = rest.strip_prefix("super::") {
                from.pop();
                rest = after;
            }
            rest = rest.strip_prefix("crate::").unwrap_or(rest);
            follow(&from, rest, &mut found);
        }
    }
    found
}

/// Follows a path to its last module, through braces.
fn follow(from: &[String], rest: &str, found: &mut Vec<Vec<String>>) {
    if let Some(inside) = rest.strip_prefix('{') {
        for item in split_at_commas(inside) {
            follow(from, item.trim(), found);
        }
        return;
    }
    let name: String = rest.chars().take_while(|one| one.is_alphanumeric() || *one == '_').collect();
    if name.is_empty() {
        return;
    }
    let mut path = from.to_vec();
    path.push(name.clone());
    match rest[name.len()..].strip_prefix("::") {
        Some(below) => follow(&path, below, found),
        None => found.push(path),
    }
}

/// The items up to the brace that closes, parted at the commas that stand in no brace of their own.
fn split_at_commas(inside: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, one) in inside.char_indices() {
        match one {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&inside[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn bent(path: &str, what: &str) -> bool {
    BENT.iter().any(|(bent, used, _)| *bent == path && *used == what)
}

/// What a file of the app uses of the app's other folders.
fn used_in_app(source: &Source) -> BTreeSet<String> {
    let own = module(&source.path).get(1).cloned();
    named_paths(source)
        .into_iter()
        .filter(|path| path.first().is_some_and(|first| first == "app"))
        .filter_map(|path| path.get(1).cloned())
        .filter(|folder| APP.iter().any(|(name, _)| name == folder) && Some(folder) != own.as_ref())
        .collect()
}

#[test]
fn the_arrows_between_the_folders_of_the_app_do_not_turn() {
    let mut found = Vec::new();
    for source in sources(&["src/app"], ".rs") {
        let own = module(&source.path)[1].clone();
        let Some((_, allowed)) = APP.iter().find(|(name, _)| *name == own) else {
            found.push(format!("{}: a folder without a place among the arrows", source.path));
            continue;
        };
        for used in used_in_app(&source) {
            if !allowed.contains(&used.as_str()) && !bent(&source.path, &used) {
                found.push(format!("{} uses {used}", source.path));
            }
        }
        if own == "platform" && source.lines_of_code().any(|line| line.contains("leptos")) {
            found.push(format!("{} uses Leptos", source.path));
        }
    }
    none(&found, "see the table of the app's folders in this file");
}

#[test]
fn every_bent_rule_is_still_bent() {
    let app = sources(&["src/app"], ".rs");
    let found: Vec<String> = BENT
        .iter()
        .filter(|(path, what, _)| {
            !app.iter().any(|source| {
                source.path == *path && (*what == "name" || used_in_app(source).contains(*what))
            })
        })
        .map(|(path, what, _)| format!("{path}: {what}"))
        .collect();
    none(&found, "no longer bent, so it can go from the list");
}

#[test]
fn the_arrows_between_the_modules_of_the_library_do_not_turn() {
    let mut found = Vec::new();
    for source in sources(&["src"], ".rs") {
        let own = module(&source.path)[0].clone();
        if ["app", "files", "main", "lib"].contains(&own.as_str()) {
            continue;
        }
        let place = LIBRARY.iter().position(|name| *name == own);
        assert!(place.is_some(), "{} has no place in the reading order", source.path);
        for path in named_paths(&source) {
            let used = LIBRARY.iter().position(|name| *name == path[0]);
            if used > place {
                found.push(format!("{} uses {}", source.path, path[0]));
            }
        }
        for name in BROWSER {
            if source.lines_of_code().any(|line| line.contains(&format!("{name}::"))) {
                found.push(format!("{} uses {name}", source.path));
            }
        }
        for clock in ["SystemTime", "Instant::"] {
            if source.lines_of_code().any(|line| line.contains(clock)) {
                found.push(format!("{} uses {clock}", source.path));
            }
        }
    }
    none(&found, "each module uses only those above it, and nothing of the browser or the clock");
}

#[test]
fn the_file_worker_knows_neither_the_page_nor_the_store() {
    let mut found = Vec::new();
    for source in sources(&["src/files"], ".rs") {
        for word in ["leptos", "Idb", "crate::app", "Window", "Document"] {
            if source.lines_of_code().any(|line| line.contains(word)) {
                found.push(format!("{} uses {word}", source.path));
            }
        }
    }
    none(&found, "the file worker uses the library alone");
}

#[test]
fn the_library_declares_its_modules_and_no_others() {
    let text = fs::read_to_string(top().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared, LIBRARY.into_iter().collect::<BTreeSet<_>>());
}

/// The ids of the rules as `rubrics/README.md` lists them, in lower case.
fn listed_rules() -> BTreeSet<String> {
    let readme = fs::read_to_string(top().join("rubrics/README.md")).unwrap();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| S")?.split(' ').next());
    rows.filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())).map(|id| format!("s{id}")).collect()
}

/// The ids that the names of tests begin with.
fn tested_rules() -> BTreeSet<String> {
    sources(&["tests/domain"], ".rs")
        .iter()
        .flat_map(|source| source.text.lines())
        .filter_map(|line| line.strip_prefix("fn s")?.split('_').next())
        .filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()))
        .map(|id| format!("s{id}"))
        .collect()
}

#[test]
fn every_rule_has_a_test_and_every_such_test_a_rule() {
    assert_eq!(tested_rules(), listed_rules());
}

#[test]
fn every_rule_of_the_model_says_its_id() {
    let sources = sources(&["src/rubric", "src/score"], ".rs");
    let words = |text: &str| -> Vec<String> {
        text.split(|one: char| !one.is_ascii_alphanumeric()).map(str::to_lowercase).collect()
    };
    let said: BTreeSet<String> = sources.iter().flat_map(|source| words(&source.text)).collect();
    for id in listed_rules() {
        assert!(said.contains(&id), "the model names {id}");
    }
}

#[test]
fn paths_are_read_through_braces_and_up() {
    let source = Source {
        path: "src/app/pages/fill/bar.rs".to_owned(),
        text: "use crate::app::{parts::icon, words::{fill, saving}};\nuse super::super::home::list;\n// crate::app::no\n\
               let a = crate::app::state::common(); let b = not_crate::app::x;"
            .to_owned(),
    };
    let found: Vec<String> = named_paths(&source).iter().map(|path| path.join("/")).collect();
    assert_eq!(
        found,
        ["app/parts/icon", "app/words/fill", "app/words/saving", "app/state/common", "app/pages/home/list"]
    );
}
