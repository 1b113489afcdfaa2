//! The page's going and coming. Nothing depends on these events: every edit is stored when it is made. They bring
//! it down to the disk before the page may go away, and probe a connection that a sleeping tab may have lost.
//! May import Leptos. Read next: `autosave`.

use leptos::ev;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Calls `leaving` whenever the page loses the person's attention or may go away, and `returning` when it has it
/// again. While `unsaved` is true the browser asks before it closes the page. Ends with the reactive owner.
pub fn watch(
    leaving: impl Fn() + Clone + 'static,
    returning: impl Fn() + Clone + 'static,
    unsaved: impl Fn() -> bool + 'static,
) {
    let hidden = || document().hidden();
    let (leave, come) = (leaving.clone(), returning.clone());
    let listeners = [
        window_event_listener(ev::visibilitychange, move |_| if hidden() { leave() } else { come() }),
        window_event_listener(ev::pagehide, {
            let leave = leaving.clone();
            move |_| leave()
        }),
        window_event_listener(ev::blur, move |_| leaving()),
        window_event_listener(ev::pageshow, move |_| returning()),
        window_event_listener(ev::beforeunload, move |event| {
            if unsaved() {
                event.prevent_default();
            }
        }),
    ];
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
    });
}

/// Calls `away` when the page is put away, to be gone or perhaps to be brought back as it is, or when the browser
/// stops it; and `back` when it goes on. While `unsaved` is true the browser asks before it closes the page. Ends with
/// the reactive owner.
pub fn put_away(
    away: impl Fn() + Clone + 'static,
    back: impl Fn() + Clone + 'static,
    unsaved: impl Fn() -> bool + 'static,
) {
    let (frozen, resumed) = (away.clone(), back.clone());
    let listeners = [
        window_event_listener(ev::pagehide, move |_| away()),
        window_event_listener(ev::pageshow, move |_| back()),
        window_event_listener(ev::beforeunload, move |event| {
            if unsaved() {
                event.prevent_default();
            }
        }),
    ];
    let on_document = [on_document("freeze", frozen), on_document("resume", resumed)];
    let on_document = SendWrapper::new(on_document);
    on_cleanup(move || {
        for listener in listeners {
            listener.remove();
        }
        for (name, act) in on_document.take() {
            // It was added, so it can be taken away.
            let _ = document().remove_event_listener_with_callback(name, act.as_ref().unchecked_ref());
        }
    });
}

/// These two events do not reach the window.
fn on_document(name: &'static str, act: impl Fn() + 'static) -> (&'static str, Closure<dyn FnMut()>) {
    let act = Closure::<dyn FnMut()>::new(act);
    // A document takes any listener.
    let _ = document().add_event_listener_with_callback(name, act.as_ref().unchecked_ref());
    (name, act)
}
