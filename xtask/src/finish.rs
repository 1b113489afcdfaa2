//! The last step of every build, called by Trunk's `post_build` hook, so that building and serving get the
//! same result: the app split in two, the wasm made smaller, the rubrics put beside the page, and the page held against
//! its own security policy; last, the service worker with the list of all files.
//! May import `tools`, `node`, `process`, `precache`. Read next: `finish/app.rs`, `finish/worker.rs`, `precache`, then
//! `public/index.html`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::show;
use crate::{node, precache, tools, workspace};

pub(crate) mod app;
pub(crate) mod worker;

/// The environment variable in which `serve` hands on the address to print.
pub(crate) const ADDRESS: &str = "GONGPING_SERVE_ADDRESS";

/// What the compiler emits, which wasm-opt has to be told to accept.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Finishes the site in the folder Trunk names, before Trunk moves it to `dist/`.
///
/// # Errors
/// `Missing` when not called by Trunk; `Page` when the page would break its policy; whatever wasm-opt said.
pub(crate) fn from_trunk() -> Result<(), Failure> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or_else(|| Failure::Missing {
        what: "TRUNK_STAGING_DIR".into(),
        remedy: "This command is called by Trunk; to build, run: cargo xtask build".into(),
    })?;
    let parts = app::split(&staging)?;
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        shrink_wasm(&staging)?;
    }
    parts.name(&staging)?;
    worker::name(&staging)?;
    copy_rubrics(&staging)?;
    check_page(&staging.join("index.html"))?;
    // Last of all: it lists every file as it is going to be served.
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release") {
        precache::write(&staging)?;
    } else {
        precache::write_off(&staging)?;
    }
    if let Ok(address) = env::var(ADDRESS) {
        println!("\n  公评 is ready: {address}\n");
    }
    Ok(())
}

/// How much of the digest of the content makes a name.
const MARK_DIGITS: usize = 16;

/// A short mark of some files: the same content has the same, and another one another.
fn mark(files: &[&[u8]]) -> String {
    let digests: String = files.iter().map(|bytes| precache::digest(bytes)).collect();
    precache::digest(digests.as_bytes()).get(..MARK_DIGITS).unwrap_or_default().to_owned()
}

/// The rubrics and their catalogue, which the page asks for one by one.
fn copy_rubrics(staging: &Path) -> Result<(), Failure> {
    let from = workspace::root().join("rubrics");
    for folder in ["", "past"] {
        let (from, to) = (from.join(folder), staging.join("rubrics").join(folder));
        if !from.is_dir() {
            continue;
        }
        fs::create_dir_all(&to).map_err(Failure::file(&to))?;
        for file in workspace::files_ending(&from, "json")? {
            if let Some(name) = file.file_name() {
                fs::copy(&file, to.join(name)).map_err(Failure::file(&file))?;
            }
        }
    }
    Ok(())
}

fn shrink_wasm(folder: &Path) -> Result<(), Failure> {
    let Some(script) = tools::installed_optimiser()?.filter(|_| node::is_present()) else {
        println!("Without wasm-opt: the app is larger than it could be, and otherwise the same.");
        return Ok(());
    };
    for wasm in workspace::files_ending(folder, "wasm")? {
        let smaller = wasm.with_extension("smaller");
        let mut optimise = node::node();
        optimise.arg(&script).arg(&wasm).arg("-Oz").args(FEATURES).arg("--output").arg(&smaller);
        show(&mut optimise, "wasm-opt")?;
        fs::rename(&smaller, &wasm).map_err(Failure::file(&wasm))?;
    }
    Ok(())
}

fn check_page(page: &Path) -> Result<(), Failure> {
    let html = fs::read_to_string(page).map_err(Failure::file(page))?;
    let problems = problems_of(&html);
    if problems.is_empty() { Ok(()) } else { Err(Failure::Page { problems }) }
}

/// What in this page its Content-Security-Policy would refuse, or would tie it to one host or path.
fn problems_of(html: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if !html.contains("http-equiv=\"Content-Security-Policy\"") {
        problems.push("the policy itself is missing".into());
    }
    for tag in tags(html) {
        let name = tag.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        let attributes: Vec<&str> = attribute_names(tag);
        let has = |attribute: &str| attributes.iter().any(|name| name.eq_ignore_ascii_case(attribute));
        if name == "script" && !has("src") {
            problems.push("a script stands in the page instead of a file".into());
        }
        if name == "style" || has("style") {
            problems.push(format!("a style stands in the page instead of the stylesheet: <{tag}>"));
        }
        if name == "base" {
            problems.push("<base> would break links within the page".into());
        }
        if has("integrity") {
            problems.push(format!("a digest is made before the file is final: <{tag}>"));
        }
        if attributes.iter().any(|attribute| attribute.to_ascii_lowercase().starts_with("on")) {
            problems.push(format!("an event handler stands in the page: <{tag}>"));
        }
        if ["src=\"/", "href=\"/", "://"].iter().any(|absolute| tag.contains(absolute)) {
            problems.push(format!("an address does not work under every path: <{tag}>"));
        }
    }
    problems
}

/// The insides of the opening tags, comments left out.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once('<')?;
            if let Some(comment) = after.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, later)| later);
                continue;
            }
            let (tag, later) = after.split_once('>')?;
            rest = later;
            if tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
                return Some(tag);
            }
        }
    })
}

/// The names of a tag's attributes; what stands in quotes is skipped.
fn attribute_names(tag: &str) -> Vec<&str> {
    let outside_quotes = tag.split('"').step_by(2);
    let words = outside_quotes.flat_map(str::split_whitespace).skip(1);
    words.map(|word| word.split('=').next().unwrap_or(word)).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{mark, problems_of};

    const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";

    #[track_caller]
    fn check(body: &str, expected: usize) {
        let problems = problems_of(&format!("<!doctype html>{POLICY}{body}"));
        assert_eq!(problems.len(), expected, "{problems:?}");
    }

    #[test]
    fn a_page_of_files_alone_passes() {
        check(
            "<!-- <style> --><script defer src=\"./boot.js\"></script><p title=\"no style=x here\">style</p>",
            0,
        );
    }

    #[test]
    fn each_breach_of_the_policy_is_named() {
        check("<script>run()</script>", 1);
        check("<style>p{}</style>", 1);
        check("<p style=\"color:red\">", 1);
        check("<p onclick=\"run()\">", 1);
        check("<base href=\"./\">", 1);
        check("<link rel=\"modulepreload\" href=\"./a.js\" integrity=\"sha384-x\">", 1);
        check("<script src=\"/boot.js\"></script>", 1);
    }

    #[test]
    fn a_page_without_a_policy_is_refused() {
        assert_eq!(problems_of("<!doctype html><p>"), ["the policy itself is missing"]);
    }

    #[test]
    fn another_content_has_another_mark() {
        assert_eq!(mark(&[b"a", b"b"]), mark(&[b"a", b"b"]));
        assert_ne!(mark(&[b"a", b"b"]), mark(&[b"ab", b""]));
    }
}
