//! The app: what a person sees and touches. The root provides the contexts, and shows the page the route names.
//! May import the library and Leptos. Read next: `state`, then `pages`.

use leptos::prelude::*;

mod effects;
mod fields;
mod pages;
mod parts;
mod platform;
mod route;
mod state;
mod words;

use pages::later::LaterCode;
use parts::toast::Toast;
use state::care::Care;
use state::library::Library;
use state::notices::{Notices, notices};
use state::offline::Offline;
use state::preferences::Chosen;
use state::{App, general};

/// Shows the app in the page's body.
pub fn start() {
    platform::crash::tell(words::crash::message);
    mount_to_body(Root);
}

#[component]
fn Root() -> impl IntoView {
    let app = App::new();
    provide_context(app);
    provide_context(Chosen::load(app.language));
    provide_context(Notices::new());
    provide_context(Care::begin());
    let library = Library::open_store();
    library.follow_other_tabs(app.route);
    library.ask_only_here(app.route);
    provide_context(library);
    provide_context(LaterCode::begin(library));
    let offline = Offline::new();
    provide_context(offline);
    effects::updating::begin(offline);
    // The page is built anew for another place or another language, so pages need not follow either.
    let page = move || {
        app.language.track();
        pages::page(&app.route.get())
    };
    view! {
        {pages::updates::plain_http()}
        {page}
        {pages::updates::newer()}
        {toasts()}
    }
}

/// The short messages, above every page.
fn toasts() -> AnyView {
    let notices = notices();
    let each = move || notices.list();
    view! {
        <div class="toasts" aria-live="polite">
            <For each=each key=|notice| notice.number let:notice>
                <Toast
                    text=notice.text
                    action=notice.action
                    on_close=Callback::new(move |()| notices.close(notice.number))
                    words=general()
                />
            </For>
        </div>
    }
    .into_any()
}
