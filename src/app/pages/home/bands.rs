//! What the person must know before anything else, above the list: that something was lost, or that records cannot
//! be read. May import `state`, `parts`, `words` and the library. Read next: `list`.

use leptos::prelude::*;

use crate::app::parts::live::{part, press};
use crate::app::platform::store::Continuity;
use crate::app::route::Route;
use crate::app::state::language;
use crate::app::state::library::{Contents, Library, Shelf, library};
use crate::app::words::care::Care;
use crate::app::words::damaged::{self, Damaged};
use crate::app::words::storage::Storage;

/// The bands.
pub(super) fn bands() -> AnyView {
    let library = library();
    let contents = Memo::new(move |_| match library.shelf() {
        Shelf::Ready(contents) => Some(contents),
        Shelf::Loading | Shelf::Failed(_) => None,
    });
    part(move || {
        let Some(contents) = contents.get() else { return ().into_any() };
        view! { {lost(&contents, library)}{damage(&contents)} }.into_any()
    })
    .into_any()
}

/// Something that was here is not here any more.
fn lost(contents: &Contents, library: Library) -> Option<AnyView> {
    let (storage, words) = (Storage::of(language()), Care::of(language()));
    let text = match contents.continuity? {
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
fn damage(contents: &Contents) -> Option<AnyView> {
    let count = contents.damaged.len();
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
