//! Small pieces that several pages show. May import `words` and the library; they know nothing of the state.
//! Read next: `dialog`, the one with the most to say.

pub mod bar;
pub mod dialog;
pub mod element;
pub mod icon;
pub mod listener;
pub mod live;
pub mod menu;
pub mod meter;
pub mod shown;
pub mod title;
pub mod toast;
