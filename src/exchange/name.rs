//! The name a file is offered under: readable in a folder of forty, and allowed by every file system.
//! May import `assessment` and `rubric`. Read next: `exchange::write`, which makes the content.

use crate::assessment::Assessment;
use crate::rubric::Rubric;

/// The most characters of the project's name. With the other limits the whole name has at most 80 characters.
const PROJECT: usize = 36;
/// The most characters of the rubric's title.
const TITLE: usize = 24;
/// The most characters of the stage's name.
const STAGE: usize = 8;
/// What Linux and Android allow is 255 bytes; the project's name gives way where emoji need four each.
const PROJECT_BYTES: usize = 120;

/// The name of an assessment's file: `项目名-细则-阶段-自评.json`, of at most 80 characters.
///
/// Characters that some file system forbids, and those that nobody sees, become `_`.
pub fn file_name(rubric: &Rubric, assessment: &Assessment) -> String {
    let mut project = part(&assessment.project.name, PROJECT);
    while project.len() > PROJECT_BYTES {
        project.pop();
    }
    let project = if project.is_empty() { "未命名项目" } else { &project };
    let title = part(rubric.title(), TITLE);
    let stage = rubric.stage(&assessment.stage).map_or(assessment.stage.as_str(), |stage| &stage.name);
    let stage = part(stage, STAGE);
    let role = assessment.role.printed();
    format!("{project}-{title}-{stage}-{role}.json")
}

/// At most `limit` characters of a text, fit for a file name.
fn part(text: &str, limit: usize) -> String {
    let safe: String = text.trim().chars().take(limit).map(|c| if is_safe(c) { c } else { '_' }).collect();
    // A leading or closing stop or blank hides a file or is dropped in silence.
    safe.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned()
}

/// The most bytes of an attachment's name.
const ATTACHMENT_BYTES: usize = 200;
/// What Windows keeps for devices, whatever the ending.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "COM", "LPT"];

/// Whether an attachment may have that name: every file system takes it, it names no folder, and it reads as what it
/// is.
pub fn is_attachment_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let device = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_device = DEVICES.contains(&device) && stem.len() <= 4;
    let edge = |c: char| c == '.' || c.is_whitespace();
    (1..=ATTACHMENT_BYTES).contains(&name.len())
        && name.chars().all(is_safe)
        && !name.starts_with(edge)
        && !name.ends_with(edge)
        && !is_device
}

fn is_safe(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '%' | '#')
        // Marks that turn the direction of text or have no width can make a name read as another.
        && !matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
