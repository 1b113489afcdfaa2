//! How the person likes the app: language, colour scheme, text size, and what they sign with. Kept per browser; damaged, blocked or
//! missing storage gives the defaults. May import the library. Read next: `store`.

use gongping::score::sentence::Language;

use super::local;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// As the device is set.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How large texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextSize {
    /// As the browser is set.
    #[default]
    Normal,
    /// Larger.
    Large,
    /// Larger still.
    ExtraLarge,
}

/// How the person likes the app.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preferences {
    /// The language of the texts around the official form.
    pub language: Language,
    /// Light or dark.
    pub scheme: Scheme,
    /// How large texts are.
    pub text_size: TextSize,
    /// The name that goes into the journal of what this person does; empty where they gave none.
    pub signature: String,
}

const LANGUAGE: &str = "gongping.language";
const SCHEME: &str = "gongping.scheme";
const TEXT_SIZE: &str = "gongping.text-size";
const SIGNATURE: &str = "gongping.signature";

impl Preferences {
    /// What was kept, each part by itself; defaults for the rest.
    pub fn load() -> Self {
        Self {
            language: kept(LANGUAGE, [Language::Chinese, Language::English], language_id),
            scheme: kept(SCHEME, [Scheme::System, Scheme::Light, Scheme::Dark], Scheme::id),
            text_size: kept(
                TEXT_SIZE,
                [TextSize::Normal, TextSize::Large, TextSize::ExtraLarge],
                TextSize::id,
            ),
            signature: local::read(SIGNATURE).unwrap_or_default(),
        }
    }

    /// Keeps them for the next visit, where the browser allows it.
    pub fn save(&self) {
        local::write(LANGUAGE, &language_id(self.language));
        local::write(SCHEME, &self.scheme.id());
        local::write(TEXT_SIZE, &self.text_size.id());
        local::write(SIGNATURE, &self.signature);
    }
}

impl Scheme {
    /// The value of the page's `data-scheme`; empty for the device's own.
    pub fn id(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl TextSize {
    /// The value of the page's `data-text`; empty for the browser's own.
    pub fn id(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Large => "l",
            Self::ExtraLarge => "xl",
        }
    }
}

fn language_id(language: Language) -> &'static str {
    match language {
        Language::Chinese => "zh",
        Language::English => "en",
    }
}

fn kept<T: Copy + Default, const N: usize>(key: &str, all: [T; N], id: fn(T) -> &'static str) -> T {
    let stored: Option<String> = local::read(key);
    all.into_iter().find(|value| stored.as_deref() == Some(id(*value))).unwrap_or_default()
}
