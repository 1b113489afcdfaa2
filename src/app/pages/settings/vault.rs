//! 数据与备份: where the data is, whether the browser keeps it, how much it takes, how to install the app, and files.
//! May import `state`, `parts`, `words` and the library. Read next: `import`.

use gongping::editing::care::{Install, Persistence, age_in_days};
use leptos::prelude::*;

use crate::app::pages::updates;
use crate::app::parts::icon::icon;
use crate::app::parts::live::{part, press};
use crate::app::route::Route;
use crate::app::state::care::care;
use crate::app::state::library::files::{Incoming, Outgoing};
use crate::app::state::library::{Shelf, library};
use crate::app::state::notices::notices;
use crate::app::state::{general, language, moment, now};
use crate::app::words::bin::{self, Bin};
use crate::app::words::care::{self as words, Care};
use crate::app::words::settings::Settings;

/// The section.
pub(super) fn vault() -> AnyView {
    let (settings, words) = (Settings::of(language()), Care::of(language()));
    let (library, notices) = (library(), notices());
    care().measure();
    view! {
        <section class="sheet form-part">
            <h2>{settings.data}</h2>
            <div>
                {line(settings.where_title, settings.where_text, ())}
                {part(persistence)}
                {part(space)}
                {updates::setting()}
                {part(installing)}
                {line(words.backup, part(backed_up), view! {
                    <div class="actions">
                        <button class="btn" type="button" on:click=press(move || library.back_up(None, notices))>
                            {icon("export")}{words.back_up}
                        </button>
                        <button
                            class="btn"
                            type="button"
                            on:click=press(move || library.incoming.set(Some(Incoming::Sealing(Outgoing::Backup))))
                        >
                            {icon("lock")}{settings.backup_sealed}
                        </button>
                    </div>
                })}
                {part(bin)}
                {line(
                    settings.import_title,
                    settings.import_help,
                    view! {
                        <button class="btn" type="button" on:click=press(move || library.choose_file())>
                            {icon("import")}{general().import}
                        </button>
                    },
                )}
            </div>
        </section>
    }
    .into_any()
}

/// One line: what it is about, how it stands, and what can be done.
fn line(title: &'static str, text: impl IntoView, action: impl IntoView) -> AnyView {
    let (text, action) = (text.into_any(), action.into_any());
    view! { <div class="setting"><div><b>{title}</b><p>{text}</p></div>{action}</div> }.into_any()
}

/// What a backup is, and how old the last one is.
fn backed_up() -> AnyView {
    let words = Care::of(language());
    let last = match library().shelf() {
        Shelf::Ready(contents) => contents.backup,
        Shelf::Loading | Shelf::Failed(_) => None,
    };
    let last = last.map_or_else(
        || words.never_backed_up.to_owned(),
        |last| words::last_backup(language(), &moment(last.at), age_in_days(last.at, now())),
    );
    view! { {words.backup_help}" "<b>{last}</b> }.into_any()
}

fn bin() -> AnyView {
    let (words, count) = (Bin::of(language()), library().binned().len());
    let link =
        view! { <a class="btn" href=Route::Bin.hash()>{icon("trash")}{bin::count(language(), count)}</a> };
    line(words.title, words.help, link)
}

fn persistence() -> AnyView {
    let (care, words) = (care(), Care::of(language()));
    let found = care.persistence();
    let label = match found {
        Some(Persistence::NotAsked) => Some(words.ask),
        Some(Persistence::Denied) => Some(words.ask_again),
        Some(Persistence::Granted | Persistence::Unknown) | None => None,
    };
    let button = label.map(|label| {
        view! { <button class="btn" type="button" on:click=press(move || care.ask())>{label}</button> }
    });
    line(words.keeps, words::persistence(language(), found), button)
}

fn space() -> AnyView {
    let words = Care::of(language());
    match care().space() {
        Some(space) => {
            let text = format!("{} {}", words::space(language(), space), words.space_caution);
            line(words.space, text, ())
        }
        None => ().into_any(),
    }
}

fn installing() -> AnyView {
    let (words, found) = (Care::of(language()), care().install());
    let button = (found == Install::Offered).then(|| {
        view! { <button class="btn" type="button" on:click=press(move || care().offer_install())>{words.install_now}</button> }
    });
    line(words.install, words::install(language(), found), button)
}
