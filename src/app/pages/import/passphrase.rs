//! The passphrase of a sealed file: asked for to open one, and, twice, to seal one. It is kept nowhere.
//! May import `state`, `parts`, `words` and the library. Read next: `rubric`.

use leptos::prelude::*;

use crate::app::parts::dialog::Dialog;
use crate::app::parts::live::{change, part, press, truth, word};
use crate::app::state::library::files::Outgoing;
use crate::app::state::library::library;
use crate::app::state::notices::notices;
use crate::app::state::{general, language};
use crate::app::words::files::Sealed;

/// Shorter ones are advised against: a machine tries all of them.
const ADVISED: usize = 12;

/// Asks for the passphrase of a sealed file; `again` where the one before was not the right one.
pub(super) fn unlock(file: String, again: bool, close: Callback<()>) -> AnyView {
    let (words, general, language) = (Sealed::of(language()), general(), language());
    let library = library();
    let (typed, shown) = (RwSignal::new(String::new()), RwSignal::new(false));
    let name = file.clone();
    let open = Callback::new(move |()| {
        let passphrase = typed.get_untracked();
        if !passphrase.is_empty() {
            library.unlock(name.clone(), passphrase, language);
        }
    });
    let foot = move || {
        view! {
            <button class="btn quiet" type="button" on:click=press(move || close.run(()))>{general.cancel}</button>
            <button class="btn primary" type="button" on:click=press(move || open.run(()))>{words.open}</button>
        }
    };
    let wrong = again.then(|| view! { <p class="error" role="alert">{words.wrong}</p> });
    view! {
        <Dialog id="unlock" title=words.locked.to_owned() on_close=close foot=foot>
            <p><b>{file}</b></p>
            <p>{words.locked_text}</p>
            {wrong}
            {field("passphrase", words.passphrase, "current-password", typed, shown, open)}
            {toggle(shown)}
        </Dialog>
    }
    .into_any()
}

/// Asks twice for the passphrase to seal what goes out.
pub(super) fn seal(what: Outgoing, close: Callback<()>) -> AnyView {
    let (words, general, language) = (Sealed::of(language()), general(), language());
    let (library, notices) = (library(), notices());
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (shown, differ) = (RwSignal::new(false), RwSignal::new(false));
    let go = Callback::new(move |()| {
        let passphrase = first.get_untracked();
        differ.set(passphrase != second.get_untracked());
        if !passphrase.is_empty() && !differ.get_untracked() {
            library.seal(what.clone(), passphrase, notices, language);
        }
    });
    let short = move || (1..ADVISED).contains(&first.with(|typed| typed.chars().count()));
    let advice = part(move || {
        let text = if short() { words.short } else { words.advice };
        view! { <p class="help" id="passphrase-advice">{text}</p> }.into_any()
    });
    let wrong = part(move || {
        differ.get().then(|| view! { <p class="error" role="alert">{words.differ}</p> }).into_any()
    });
    let foot = move || {
        view! {
            <button class="btn quiet" type="button" on:click=press(move || close.run(()))>{general.cancel}</button>
            <button
                class="btn primary"
                type="button"
                disabled=truth(move || first.with(String::is_empty))
                on:click=press(move || go.run(()))
            >
                {words.seal}
            </button>
        }
    };
    view! {
        <Dialog id="seal" title=words.seal_title.to_owned() on_close=close foot=foot>
            <p>{words.seal_text}</p>
            <div class="banner bad" role="note"><p>{words.lost}</p></div>
            {field("passphrase", words.passphrase, "new-password", first, shown, go)}
            {advice}
            {field("passphrase-again", words.again, "new-password", second, shown, go)}
            {wrong}
            {toggle(shown)}
        </Dialog>
    }
    .into_any()
}

/// A field for a passphrase; Enter does what the button does.
fn field(
    id: &'static str,
    label: &'static str,
    kind: &'static str,
    typed: RwSignal<String>,
    shown: RwSignal<bool>,
    enter: Callback<()>,
) -> AnyView {
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            enter.run(());
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <span class="box">
                <input
                    id=id
                    type=word(move || if shown.get() { "text" } else { "password" })
                    autocomplete=kind
                    autocapitalize="off"
                    spellcheck="false"
                    on:input=change(move |event| typed.set(event_target_value(&event)))
                    on:keydown=key
                />
            </span>
        </div>
    }
    .into_any()
}

/// Shows what is typed, or hides it again.
fn toggle(shown: RwSignal<bool>) -> AnyView {
    let words = Sealed::of(language());
    view! {
        <label class="tick">
            <input type="checkbox" prop:checked=truth(move || shown.get()) on:change=change(move |_| shown.update(|shown| *shown = !*shown))/>
            <span>{words.show}</span>
        </label>
    }
    .into_any()
}
