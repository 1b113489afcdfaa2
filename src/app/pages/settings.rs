//! The settings: language, colours, text size, where the data is, and what this app is.
//! May import `state`, `parts`, `words` and the library. Read next: `vault`.

use crate::app::parts::live::{change, part, truth};
use gongping::score::sentence::Language;
use leptos::prelude::*;

use super::later::files_dialog;
use crate::app::parts::icon::icon;
use crate::app::parts::title::name_page;
use crate::app::platform::preferences::{Scheme, TextSize};
use crate::app::route;
use crate::app::state::library::library;
use crate::app::state::library::rubrics::{Listed, Rubrics};
use crate::app::state::preferences::chosen;
use crate::app::state::{general, language};
use crate::app::words::general::provenance;
use crate::app::words::opening;
use crate::app::words::settings::{self, Settings};

mod vault;

/// The most characters of a name.
const LONGEST_NAME: &str = "60";

/// How much of a digest is shown: enough to tell two texts apart.
const DIGEST_SHOWN: usize = 12;

/// The settings page.
pub fn settings_page() -> AnyView {
    name_page(general().settings);
    let back = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        route::back();
    };
    view! {
        <div class="app">
            <header class="topbar">
                <a
                    class="btn quiet icon"
                    href=route::Route::Home.hash()
                    aria-label=general().back
                    title=general().back
                    on:click=back
                >
                    {icon("back")}
                </a>
                <div class="topbar-title"><h1>{general().settings}</h1></div>
            </header>
            <main class="page narrow form">{display()}{vault::vault()}{signature()}{about()}</main>
        </div>
        {files_dialog()}
    }
    .into_any()
}

fn display() -> impl IntoView {
    let (words, chosen) = (Settings::of(language()), chosen());
    let languages = [(Language::Chinese, "中文"), (Language::English, "English")];
    let schemes =
        [(Scheme::System, words.automatic), (Scheme::Light, words.light), (Scheme::Dark, words.dark)];
    let sizes = [
        (TextSize::Normal, words.normal),
        (TextSize::Large, words.large),
        (TextSize::ExtraLarge, words.larger),
    ];
    view! {
        <section class="sheet form-part">
            <h2>{words.display}</h2>
            <div>
                {setting("language", words.language, words.language_help, &languages, move || chosen.get().language, move |to| chosen.set_language(to))}
                {setting("scheme", words.scheme, words.scheme_help, &schemes, move || chosen.get().scheme, move |to| chosen.set_scheme(to))}
                {setting("text", words.text, words.text_help, &sizes, move || chosen.get().text_size, move |to| chosen.set_text_size(to))}
            </div>
        </section>
    }
}

/// One choice of a few.
fn setting<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    title: &'static str,
    help: &'static str,
    offers: &[(T, &'static str)],
    now: impl Fn() -> T + Copy + Send + Sync + 'static,
    choose: impl Fn(T) + Copy + 'static,
) -> AnyView {
    let title_id = format!("{name}-name");
    let buttons = offers.iter().map(|&(value, label)| {
        view! {
            <label>
                <input type="radio" name=name prop:checked=truth(move || now() == value) on:change=change(move |_| choose(value))/>
                <span>{label}</span>
            </label>
        }
    });
    let buttons = buttons.collect_view();
    view! {
        <div class="setting">
            <div><b id=title_id.clone()>{title}</b><p>{help}</p></div>
            <div class="seg" role="radiogroup" aria-labelledby=title_id>{buttons}</div>
        </div>
    }
    .into_any()
}

/// The name that goes into the journal.
fn signature() -> AnyView {
    let (words, chosen) = (Settings::of(language()), chosen());
    let typed = change(move |event| chosen.set_signature(event_target_value(&event).trim().to_owned()));
    view! {
        <section class="sheet form-part">
            <h2>{words.signature}</h2>
            <div class="field">
                <label for="signature">{words.signature_name}</label>
                <span class="box signature">
                    <input
                        id="signature"
                        autocomplete="name"
                        maxlength=LONGEST_NAME
                        aria-describedby="signature-help"
                        prop:value=chosen.get_signature()
                        on:input=typed
                    />
                </span>
                <p class="help" id="signature-help">{words.signature_help}</p>
            </div>
        </section>
    }
    .into_any()
}

fn about() -> impl IntoView {
    let words = Settings::of(language());
    view! {
        <section class="sheet form-part">
            <h2>{words.about}</h2>
            <div>
                <div class="setting">
                    <div>
                        <b>{general().app}</b>
                        <p>{words.about_text}</p>
                        <p class="num">{settings::version(language(), env!("CARGO_PKG_VERSION"))}</p>
                    </div>
                </div>
                <div class="setting"><div><b>{words.rubrics}</b>{part(about_rubrics)}</div></div>
            </div>
        </section>
    }
}

/// The rubrics, once they are listed.
fn about_rubrics() -> AnyView {
    match library().rubrics() {
        Rubrics::Loading => view! { <p>{general().loading}</p> }.into_any(),
        Rubrics::Ready(listed, trouble) => {
            let why = trouble.map(|why| view! { <p class="error">{opening::rubric(language(), why)}</p> });
            view! { {why}{listed.iter().map(about_rubric).collect_view()} }.into_any()
        }
    }
}

fn about_rubric(listed: &Listed) -> impl IntoView + use<> {
    let entry = &listed.entry;
    let digest = entry.digest.get(..DIGEST_SHOWN).unwrap_or_default();
    view! {
        <p>
            {entry.title.clone()}" "
            <span class="stamp">{provenance(language(), entry.provenance)}</span>
        </p>
        <p>{format!("{}{}", Settings::of(language()).source, entry.source)}</p>
        <p class="num">{settings::rubric_version(language(), &entry.version, digest)}</p>
    }
}
