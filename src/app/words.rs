//! Every sentence a person reads, 中文 and English side by side: a missing translation does not compile.
//! The rubric's own words are data and stay Chinese. May import the library. Read next: any file below.

use gongping::score::sentence::Language;

pub mod adjusting;
pub mod bin;
pub mod care;
pub mod crash;
pub mod damaged;
pub mod errors;
pub mod files;
pub mod fill;
pub mod general;
pub mod home;
pub mod import;
pub mod journal;
pub mod new;
pub mod offline;
pub mod opening;
pub mod print;
pub mod rubrics;
pub mod saving;
pub mod settings;
pub mod storage;
pub mod tabs;

/// Declares a table of fixed texts: `key: "中文", "English";`
macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($key:ident: $zh:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name {
            $(#[doc = $zh] pub $key: &'static str,)*
        }

        impl $name {
            /// The texts in a language.
            pub const fn of(language: gongping::score::sentence::Language) -> &'static Self {
                match language {
                    gongping::score::sentence::Language::Chinese => &Self { $($key: $zh,)* },
                    gongping::score::sentence::Language::English => &Self { $($key: $en,)* },
                }
            }
        }
    };
}
pub(crate) use table;

/// One of two sentences, by language. For sentences with figures in them.
pub fn pick(language: Language, zh: impl FnOnce() -> String, en: impl FnOnce() -> String) -> String {
    match language {
        Language::Chinese => zh(),
        Language::English => en(),
    }
}
