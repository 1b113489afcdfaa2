//! A Chromium-family browser for the browser tests: named, found, or on Debian installed; never passed over.
//! May import `process`. Read next: `check`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process::{self, show_or, with_retries};

/// The environment variable that names the browser, here and in the tests.
pub(crate) const VARIABLE: &str = "CHROMIUM";

const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
];

const REMEDY: &str = "Install Chromium, Chrome or Edge and run the command again, or set CHROMIUM to its program.\n\
                      Linux also needs a Chinese font. Debian: apt-get install chromium fonts-noto-cjk";

/// The browser's program; on Debian, as root, it is installed together with a Chinese font when missing.
///
/// # Errors
/// `Missing` when there is none, `Program` when it could not be installed.
pub(crate) fn ready() -> Result<PathBuf, Failure> {
    if let Some(named) = env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(Failure::Missing {
                what: format!("the browser {VARIABLE} names, {}", named.display()),
                remedy: REMEDY.into(),
            })
        };
    }
    if is_debian_root() {
        install_on_debian()?;
    }
    found()
        .ok_or_else(|| Failure::Missing { what: "a Chromium-family browser".into(), remedy: REMEDY.into() })
}

fn found() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = NAMES.iter().flat_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path).map(move |folder| folder.join(&file)).collect::<Vec<_>>()
    });
    on_path.chain(usual_places()).find(|program| program.is_file())
}

fn usual_places() -> Vec<PathBuf> {
    let under = |variable: &str, places: &[&str]| -> Vec<PathBuf> {
        let folder = env::var_os(variable).map(PathBuf::from);
        folder.iter().flat_map(|folder| places.iter().map(move |place| folder.join(place))).collect()
    };
    if cfg!(windows) {
        let places = [
            r"Google\Chrome\Application\chrome.exe",
            r"Chromium\Application\chrome.exe",
            r"Microsoft\Edge\Application\msedge.exe",
        ];
        ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"]
            .iter()
            .flat_map(|base| under(base, &places))
            .collect()
    } else if cfg!(target_os = "macos") {
        let apps = [
            "Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "Applications/Chromium.app/Contents/MacOS/Chromium",
            "Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        ];
        apps.iter().map(|app| Path::new("/").join(app)).chain(under("HOME", &apps)).collect()
    } else {
        ["/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge", "/snap/bin/chromium"]
            .iter()
            .map(PathBuf::from)
            .collect()
    }
}

fn is_debian_root() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let debian = release.lines().any(|line| line == "ID=debian");
    debian && process::read(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

fn install_on_debian() -> Result<(), Failure> {
    let mut missing = Vec::new();
    if found().is_none() {
        missing.push("chromium");
    }
    if !Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file() {
        missing.push("fonts-noto-cjk");
    }
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing {}", missing.join(" and "));
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet=2").args(arguments);
        show_or(&mut command, "apt-get", REMEDY)
    };
    with_retries(3, || apt(&["update"]))?;
    let install: Vec<&str> =
        ["install", "--yes", "--no-install-recommends"].into_iter().chain(missing).collect();
    with_retries(2, || apt(&install))
}
