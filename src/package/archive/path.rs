//! The names of entries: a relative path that every system unpacks to the same place, inside the folder it is unpacked
//! in, and that reads as what it is. Imports nothing. Read next: `inflating`.

/// The most bytes of a name.
const BYTES: usize = 300;

/// Whether a name leads nowhere but into the archive.
pub(super) fn is_safe(name: &str) -> bool {
    let forbidden = |character: char| {
        character.is_control()
            || matches!(character, '\\' | ':')
            // Marks that turn the direction of text or have no width can make a name read as another.
            || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    name.len() <= BYTES
        && !name.chars().any(forbidden)
        // An absolute path begins with an empty part, a folder ends with one.
        && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn a_name_that_leads_out_of_the_folder_or_is_none_is_not_safe() {
        for good in
            ["manifest.json", "attachments/签到表 1.jpg", "a/b/c", "..a", "a..", "...", &"x".repeat(300)]
        {
            assert!(is_safe(good), "{good}");
        }
        let bad = [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "./a",
            "a/.",
            "..",
            "../a",
            "a/../b",
            "a/..",
            "\\a",
            "a\\b",
            "..\\a",
            "C:/a",
            "C:a",
            "a\0",
            "a\nb",
            "//host/a",
            &"x".repeat(301),
        ];
        for bad in bad {
            assert!(!is_safe(bad), "{bad:?}");
        }
    }
}
