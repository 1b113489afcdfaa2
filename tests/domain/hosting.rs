//! What a host sends and what the page says of itself are one thing: the policy in the README's examples, in Trunk.toml
//! and in the page, the names the service worker relies on, and the manifest. Reads the files as text; may import
//! `serde_json`. Read next: `README.md`, Hosting.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

fn read(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// What stands between two marks, for each place where the first one does.
fn between<'a>(text: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    text.split(from).skip(1).map(|after| after.split(to).next().unwrap()).collect()
}

/// The page's own policy, without what only a header can say.
fn policy_of_the_page() -> String {
    let page = read("public/index.html");
    between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"").concat()
}

/// The headers that `cargo xtask serve` sends.
fn served() -> Vec<(String, String)> {
    let settings = read("Trunk.toml");
    let headers = settings.split("[serve.headers]").nth(1).unwrap();
    let lines = headers.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    lines
        .map(|line| {
            let (name, value) = line.split_once("\" = \"").unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

/// The examples of the README, by their language.
fn example(language: &str) -> String {
    let readme = read("README.md");
    let found = between(&readme, &format!("```{language}\n"), "```");
    assert_eq!(found.len(), 1, "one example in {language}");
    found.concat()
}

#[test]
fn the_policy_of_a_host_is_the_one_of_the_page_and_forbids_frames() {
    let page = policy_of_the_page();
    assert!(page.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "), "{page}");
    let expected = format!("{page}; frame-ancestors 'none'");
    for (place, text) in [
        ("Trunk.toml", read("Trunk.toml")),
        ("nginx", example("nginx")),
        ("Caddy", example("caddyfile")),
        ("the object store", example("json")),
    ] {
        let found = between(&text, "\"default-src", "\"");
        let found: Vec<String> = found.iter().map(|rest| format!("default-src{rest}")).collect();
        assert_eq!(found, std::slice::from_ref(&expected), "{place}");
    }
}

#[test]
fn every_example_sends_every_header_that_the_tests_are_served_with() {
    let headers = served();
    assert_eq!(headers.len(), 6);
    for (name, value) in &headers {
        for (place, line) in [
            ("nginx", format!("add_header {name} \"{value}\";")),
            ("caddyfile", format!("{name} \"{value}\"")),
        ] {
            assert!(example(place).contains(&line), "{place}: {line}");
        }
    }
    let store: Value = serde_json::from_str(&example("json")).unwrap();
    let security = &store["SecurityHeadersConfig"];
    assert_eq!(security["ReferrerPolicy"]["ReferrerPolicy"], "no-referrer");
    // This one has no other value: https://fetch.spec.whatwg.org/#x-content-type-options-header
    assert_eq!(security["ContentTypeOptions"]["Override"], true);
    let own: Vec<&Value> = store["CustomHeadersConfig"]["Items"].as_array().unwrap().iter().collect();
    assert_eq!(store["CustomHeadersConfig"]["Quantity"], own.len());
    for name in ["Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy"] {
        let value = &headers.iter().find(|(one, _)| one == name).unwrap().1;
        assert!(own.iter().any(|item| item["Header"] == name && item["Value"] == value.as_str()), "{name}");
    }
}

#[test]
fn every_example_keeps_lasting_files_and_asks_again_for_the_others() {
    let lasting = "public, max-age=31536000, immutable";
    for language in ["nginx", "caddyfile", "bash"] {
        let text = example(language);
        assert!(text.contains(lasting) && text.contains("no-cache"), "{language}");
        assert!(text.contains("application/manifest+json"), "{language}");
    }
    let store = example("bash");
    let order: Vec<&str> = between(&store, "up --include '", "'");
    assert_eq!(order.last(), Some(&"sw.js"), "{order:?}");
    assert_eq!(order.iter().position(|name| *name == "index.html"), Some(order.len() - 2));
}

#[test]
fn the_manifest_works_under_every_path_and_its_icons_are_there() {
    let manifest: Value = serde_json::from_str(&read("public/manifest.webmanifest")).unwrap();
    for name in ["start_url", "scope"] {
        assert_eq!(manifest[name], "./", "{name}");
    }
    // An id of its own would be read from the root of the origin, and be the same for every path: without one the start
    // is the id (https://www.w3.org/TR/appmanifest/#id-member).
    assert_eq!(manifest["id"], Value::Null);
    assert_eq!(manifest["name"], "公评");
    assert_eq!(manifest["lang"], "zh-CN");
    assert_eq!(manifest["display"], "standalone");
    let page = read("public/index.html");
    assert!(page.contains("<link rel=\"manifest\" href=\"./manifest.webmanifest\">"));
    let paper = manifest["background_color"].as_str().unwrap();
    assert!(read("public/styles.css").contains(&format!("--paper: {paper};")), "{paper}");
    let icons = manifest["icons"].as_array().unwrap();
    for icon in icons {
        let path = icon["src"].as_str().unwrap().strip_prefix("./").unwrap();
        let bytes = fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public").join(path)).unwrap();
        // A PNG names its width and height in its first chunk, from byte 16 on (PNG specification, 11.2.1).
        let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!(icon["sizes"], format!("{}x{}", side(16), side(20)), "{path}");
    }
    assert!(icons.iter().any(|icon| icon["purpose"] == "maskable"));
}

#[test]
fn what_takes_the_service_worker_away_finds_the_files_it_kept() {
    // Both put the names of their caches together in the same way.
    let (worker, off) = (read("public/sw.js"), read("public/sw-off.js"));
    assert!(worker.contains("const SCOPE = self.registration.scope;"));
    assert!(worker.contains("const OURS = `gongping ${SCOPE} `;"));
    assert!(off.contains("const ours = `gongping ${self.registration.scope} `;"));
}
