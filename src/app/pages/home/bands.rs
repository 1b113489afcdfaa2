//! What the person must know before anything else, above the list: that something was lost, that records cannot be
//! read, and that a backup is due. May import `state`, `parts`, `words` and the library. Read next: `list`.

use gongping::editing::care::{Due, Facts, backup_due};
use leptos::prelude::*;

use crate::app::parts::live::{part, press};
use crate::app::platform::store::Continuity;
use crate::app::route::Route;
use crate::app::state::care::care;
use crate::app::state::library::{Contents, Library, Shelf, library};
use crate::app::state::notices::notices;
use crate::app::state::{language, now};
use crate::app::words::care::{self as words, Care};
use crate::app::words::damaged::{self, Damaged};
use crate::app::words::storage::Storage;

/// The bands. Each is built anew only where what it says has changed, so that nothing is read out twice.
pub(super) fn bands() -> AnyView {
    let (library, care) = (library(), care());
    let lost_now = Memo::new(move |_| with_contents(library, |contents| contents.continuity));
    let damaged = Memo::new(move |_| with_contents(library, |contents| Some(contents.damaged.len())));
    let due = Memo::new(move |_| {
        let put_off = care.put_off();
        with_contents(library, |contents| {
            backup_due(&Facts {
                now: now(),
                backup: contents.backup.map(|backup| backup.at),
                unfiled: contents.is_unfiled(),
                worked: care.worked(),
                finished: contents.is_any_finished(),
                put_off,
            })
        })
    });
    view! {
        {part(move || lost(lost_now.get(), library).into_any())}
        {part(move || damage(damaged.get().unwrap_or_default()).into_any())}
        {part(move || due.get().map(|due| backup(due, library)).into_any())}
    }
    .into_any()
}

/// Reads the lists, once they are there; followed.
fn with_contents<T>(library: Library, read: impl FnOnce(&Contents) -> Option<T>) -> Option<T> {
    match library.shelf() {
        Shelf::Ready(contents) => read(&contents),
        Shelf::Loading | Shelf::Failed(_) => None,
    }
}

/// Something that was here is not here any more.
fn lost(continuity: Option<Continuity>, library: Library) -> Option<AnyView> {
    let (storage, words) = (Storage::of(language()), Care::of(language()));
    let text = match continuity? {
        Continuity::Wiped => storage.wiped,
        Continuity::RolledBack => storage.rolled_back,
        Continuity::FirstVisit | Continuity::Intact => return None,
    };
    Some(
        view! {
            <div class="banner" role="alert">
                <p>{text}</p>
                <button class="btn" type="button" on:click=press(move || library.choose_file())>{words.restore}</button>
                <button class="btn quiet" type="button" on:click=press(move || library.accept_loss())>
                    {words.understood}
                </button>
            </div>
        }
        .into_any(),
    )
}

/// Records cannot be read.
fn damage(count: usize) -> Option<AnyView> {
    (count > 0).then(|| {
        view! {
            <div class="banner" role="alert">
                <p>{damaged::band(language(), count)}</p>
                <a class="btn" href=Route::Damaged.hash()>{Damaged::of(language()).show}</a>
            </div>
        }
        .into_any()
    })
}

/// A backup is due.
fn backup(due: Due, library: Library) -> AnyView {
    let (care, notices, words) = (care(), notices(), Care::of(language()));
    view! {
        <section class="banner info" aria-label=words.backup>
            <p>{words::due(language(), due)}</p>
            <button class="btn" type="button" on:click=press(move || library.back_up(None, notices))>
                {words.back_up}
            </button>
            <button class="btn quiet" type="button" on:click=press(move || care.put_it_off())>{words.later}</button>
        </section>
    }
    .into_any()
}
