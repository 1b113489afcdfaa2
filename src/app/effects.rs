//! What happens beside the screen: saving, and the page's going and coming. Effects decide nothing; they carry
//! out what the library's machines command. May import `platform`, the library and Leptos.
//! Read next: [`autosave`].

pub mod adjusting;
pub mod autosave;
pub mod kept;
pub mod ownership;
pub mod page_hide;
pub mod session;
pub mod turns;
pub mod updating;
