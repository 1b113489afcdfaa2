//! The file worker's two files, which Trunk leaves as `files.js` and `files_bg.wasm`: named after their content, as the
//! app's own are, so that a page never meets the worker of another build; made to start by themselves; and the name
//! written into the page, beside those of the app. May import `failure`. Read next: `public/boot.js`.

use std::fs;
use std::path::Path;

use super::mark;
use crate::failure::Failure;

/// How the names of the worker's files begin.
pub(crate) const NAME: &str = "files-";

/// The link of the page that carries the names of the app, up to its first attribute.
const LINK: &str = "<link id=\"app-code\"";

/// Names the worker's files in a folder, and has the page know them.
///
/// # Errors
/// `File` for what cannot be read or written, `Page` where the page has no link to carry the name.
pub(crate) fn name(folder: &Path) -> Result<(), Failure> {
    let (glue, wasm) = (folder.join("files.js"), folder.join("files_bg.wasm"));
    let code = fs::read_to_string(&glue).map_err(Failure::file(&glue))?;
    let module = fs::read(&wasm).map_err(Failure::file(&wasm))?;
    let mark = mark(&[code.as_bytes(), &module]);
    let (script, binary) = (format!("{NAME}{mark}.js"), format!("{NAME}{mark}_bg.wasm"));
    let whole = format!("{code}\nwasm_bindgen({{ module_or_path: \"./{binary}\" }});\n");
    let place = folder.join(&script);
    fs::write(&place, whole).map_err(Failure::file(&place))?;
    fs::rename(&wasm, folder.join(&binary)).map_err(Failure::file(&wasm))?;
    fs::remove_file(&glue).map_err(Failure::file(&glue))?;
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).map_err(Failure::file(&page))?;
    let Some(named) = with_name(&html, &script) else {
        let problems = vec!["no link of the app to carry the file worker's name".into()];
        return Err(Failure::Page { problems });
    };
    fs::write(&page, named).map_err(Failure::file(&page))
}

/// The page with the worker's name in the app's link; `None` where there is no such link.
fn with_name(html: &str, script: &str) -> Option<String> {
    let (before, after) = html.split_once(LINK)?;
    Some(format!("{before}{LINK} data-files=\"./{script}\"{after}"))
}

#[cfg(test)]
mod tests {
    use super::with_name;

    #[test]
    fn the_page_is_told_the_name_in_the_link_of_the_app() {
        let page = "<head><link id=\"app-code\" rel=\"modulepreload\" href=\"./a.js\"></head>";
        let named = with_name(page, "files-1.js").unwrap();
        assert_eq!(
            named,
            "<head><link id=\"app-code\" data-files=\"./files-1.js\" rel=\"modulepreload\" href=\"./a.js\"></head>"
        );
        assert_eq!(with_name("<head></head>", "files-1.js"), None);
    }
}
