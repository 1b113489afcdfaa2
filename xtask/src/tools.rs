//! The build tools at their pinned versions, installed when they are missing: the wasm target, trunk,
//! wasm-bindgen, wasm-split and wasm-opt. A tool counts as there when it runs and prints the right version; a folder that
//! is merely present proves nothing. May import `cache`, `node`, `process`, `workspace`. Read next: `build`.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process::{self, cargo, show, show_or, with_retries};
use crate::{cache, node, workspace};

/// The compilation target of the app.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Later ones need a newer Rust than the project's.
const TRUNK: &str = "0.21.14";

/// What splits the app in two at the places that `wasm_split_helpers` marks.
const SPLITTER: &str = "0.2.4";

/// npm's binaryen, which carries wasm-opt; Linux distributions' own is too old for today's modules.
const BINARYEN: &str = "132";

const NETWORK: &str = "Installing needs the network once; afterwards the tool stays in the cache.";

/// Makes everything a build of the app needs ready and says where Trunk is.
///
/// # Errors
/// `Missing` or `Program`, naming what could not be installed and what to do.
pub(crate) fn for_build() -> Result<Trunk, Failure> {
    wasm_target()?;
    let trunk = cargo_tool("trunk", "trunk", TRUNK)?;
    let bindgen = bindgen()?;
    splitter()?;
    optimiser()?;
    // Trunk is told to build without the network, so what it compiles has to be here first.
    let mut fetch = cargo();
    fetch.args(["fetch", "--quiet", "--locked", "--target", WASM]);
    if let Some(host) = host() {
        fetch.args(["--target", &host]);
    }
    with_retries(2, || show_or(fetch.current_dir(workspace::root()), "Fetching the dependencies", NETWORK))?;
    Ok(Trunk { program: trunk, bindgen })
}

/// Trunk with its companion on the path.
pub(crate) struct Trunk {
    program: PathBuf,
    bindgen: PathBuf,
}

impl Trunk {
    /// A Trunk command, run from the project's top folder.
    pub(crate) fn command(&self) -> Result<Command, Failure> {
        let mut command = Command::new(&self.program);
        command.current_dir(workspace::root()).env("PATH", path_with(self.bindgen.parent())?);
        // Trunk reads these as its own options and refuses the values other programs give them.
        command.env_remove("NO_COLOR").env("TRUNK_SKIP_VERSION_CHECK", "true").env("TRUNK_OFFLINE", "true");
        Ok(command)
    }
}

/// wasm-opt's script, if it is in the cache; Node runs it.
pub(crate) fn installed_optimiser() -> Result<Option<PathBuf>, Failure> {
    let script = optimiser_script(&cache::tool("binaryen", BINARYEN)?);
    Ok(script.is_file().then_some(script))
}

/// Builds and keeps a tool of the registry at one version; gives the path of its program.
pub(crate) fn cargo_tool(package: &str, program: &str, version: &str) -> Result<PathBuf, Failure> {
    let is_right = |program: &Path| prints_version(Command::new(program).arg("--version"), version);
    checked_cargo_tool(package, program, version, &[], &is_right)
}

/// The program that splits the app in two.
///
/// # Errors
/// `Missing` or `Program`, as for every tool.
pub(crate) fn splitter() -> Result<PathBuf, Failure> {
    let package = "wasm_split_cli_support";
    // It does not print its version, so cargo's own note of what it installed has to tell.
    let is_right = |program: &Path| {
        let note = program.ancestors().nth(2).map(|place| place.join(".crates.toml"));
        let noted = note.and_then(|path| std::fs::read_to_string(path).ok());
        noted.is_some_and(|text| text.contains(&format!("{package} {SPLITTER} ")))
            && process::read(Command::new(program).arg("--help")).is_some()
    };
    checked_cargo_tool(package, "wasm-split-cli", SPLITTER, &["--features", "build-binary"], &is_right)
}

/// wasm-bindgen's program, of the version the app is compiled with.
///
/// # Errors
/// `Missing` or `Program`, as for every tool.
pub(crate) fn bindgen() -> Result<PathBuf, Failure> {
    cargo_tool("wasm-bindgen-cli", "wasm-bindgen", &workspace::locked_version("wasm-bindgen")?)
}

fn checked_cargo_tool(
    package: &str,
    program: &str,
    version: &str,
    features: &[&str],
    is_right: &dyn Fn(&Path) -> bool,
) -> Result<PathBuf, Failure> {
    let place = cache::tool(package, version)?;
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let installed = place.join("bin").join(&file);
    if is_right(&installed) {
        return Ok(installed);
    }
    println!("Installing {package} {version} into {} (some minutes, once)", place.display());
    let scratch = cache::scratch(package)?;
    let finished = scratch.path().join("installed");
    let install = |locked: &[&str]| {
        let mut command = cargo();
        command.args(["install", package, "--version", version]).args(features).args(locked);
        command.arg("--root").arg(&finished).env("CARGO_TARGET_DIR", scratch.path().join("target"));
        // A tool is compiled for this machine, not with the settings of the project it is called from.
        command.env_remove("RUSTFLAGS").env_remove("CARGO_BUILD_TARGET").current_dir(scratch.path());
        show_or(&mut command, &format!("Installing {package} {version}"), NETWORK)
    };
    // A registry that lacks a dependency released just before the tool cannot satisfy the tool's own lock file.
    install(&["--locked"]).or_else(|failure| {
        eprintln!("{failure}\nTrying again without the tool's own lock file.");
        with_retries(2, || install(&[]))
    })?;
    if !is_right(&finished.join("bin").join(&file)) {
        return Err(Failure::Program {
            what: format!("Installing {package} {version}"),
            ending: "the program does not run, or is of another version".into(),
            remedy: "Run the command again; if it stays so, remove the cache folder named above.".into(),
        });
    }
    cache::put(&finished, &place)?;
    Ok(installed)
}

/// The wasm target of the toolchain.
pub(crate) fn wasm_target() -> Result<(), Failure> {
    let folder = process::read(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    println!("Installing the {WASM} target");
    rustup(&["target", "add", WASM])
}

/// rustfmt and clippy, which a minimal rustup leaves out.
pub(crate) fn components() -> Result<(), Failure> {
    let present = |tool: &str| process::read(cargo().args([tool, "--version"])).is_some();
    if present("fmt") && present("clippy") {
        return Ok(());
    }
    println!("Installing rustfmt and clippy");
    rustup(&["component", "add", "rustfmt", "clippy"])
}

fn rustup(arguments: &[&str]) -> Result<(), Failure> {
    let remedy = format!("With rustup from https://rustup.rs, run: rustup {}", arguments.join(" "));
    with_retries(3, || show_or(Command::new("rustup").args(arguments), "rustup", &remedy))
}

/// wasm-opt, when Node is there to run it; without it the app is larger and otherwise the same.
fn optimiser() -> Result<(), Failure> {
    if !node::is_present() {
        println!("Node is not installed: going on without wasm-opt, the app will be larger.");
        return Ok(());
    }
    let place = cache::tool("binaryen", BINARYEN)?;
    let works = |folder: &Path| {
        let script = optimiser_script(folder);
        script.is_file() && prints_version(node::node().arg(script).arg("--version"), BINARYEN)
    };
    if works(&place) {
        return Ok(());
    }
    println!("Installing binaryen {BINARYEN} (wasm-opt) into {}", place.display());
    let scratch = cache::scratch("binaryen")?;
    let finished = scratch.path().join("installed");
    std::fs::create_dir_all(&finished).map_err(Failure::file(&finished))?;
    let mut npm = node::npm();
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]);
    npm.arg(&finished).arg(format!("binaryen@{BINARYEN}.0.0")).current_dir(&finished);
    with_retries(2, || show(&mut npm, "Installing binaryen"))?;
    if !works(&finished) {
        return Err(Failure::Program {
            what: "Installing binaryen".into(),
            ending: "wasm-opt does not print its version".into(),
            remedy: "Run the command again; without Node on PATH the build goes on without wasm-opt.".into(),
        });
    }
    cache::put(&finished, &place)
}

fn optimiser_script(folder: &Path) -> PathBuf {
    ["node_modules", "binaryen", "bin", "wasm-opt"]
        .iter()
        .fold(folder.to_path_buf(), |path, part| path.join(part))
}

fn prints_version(command: &mut Command, version: &str) -> bool {
    process::read(command).is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

fn host() -> Option<String> {
    let about = process::read(Command::new("rustc").arg("-vV"))?;
    about.lines().find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
}

fn path_with(first: Option<&Path>) -> Result<OsString, Failure> {
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(first.map(Path::to_path_buf).into_iter().chain(env::split_paths(&rest))).map_err(
        |error| Failure::Program { what: "PATH".into(), ending: error.to_string(), remedy: String::new() },
    )
}
