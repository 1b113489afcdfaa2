//! The page's going and coming. Nothing depends on these events: every edit is stored when it is made. They bring
//! it down to the disk before the page may go away, and probe a connection that a sleeping tab may have lost.
//! May import Leptos. Read next: `autosave`.

use leptos::ev;
use leptos::prelude::*;

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
