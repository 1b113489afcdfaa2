//! The title of the browser's tab and of what is printed or saved as PDF.
//! Read next: `toast`.

use leptos::prelude::*;

/// Names the tab after a page.
pub fn name_page(page: &str) {
    document().set_title(&format!("{page} · 公评"));
}

/// Names the tab so that "save as PDF" proposes this file name.
pub fn name_document(name: &str) {
    document().set_title(name);
}
