//! The browser, and nothing of the screen: the only place that touches IndexedDB, localStorage, files, the clock,
//! random ids and the service worker. May import the library; no Leptos. Read next: [`store`].

pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod crash;
pub mod diligence;
pub mod fetch;
pub mod files;
pub mod ids;
pub mod install;
mod local;
pub mod locks;
pub mod offline;
pub mod persistence;
pub mod preferences;
pub mod reload;
pub mod sheaf;
pub mod store;
pub mod worker;
