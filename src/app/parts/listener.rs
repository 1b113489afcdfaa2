//! A listener on an element, for as long as this is kept. May import `web_sys`. Read next: `element`.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

/// A listener on an element.
pub struct Listener {
    element: Element,
    name: &'static str,
    act: Closure<dyn Fn(Event)>,
}

impl Listener {
    /// Calls `act` with every event of that name, from the element or from within.
    pub fn on(element: &Element, name: &'static str, act: impl Fn(&Event) + 'static) -> Self {
        // A field that goes away while it is typed in tells of its change in the midst of what takes it away.
        let act = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
        // An element takes any listener.
        let _ = element.add_event_listener_with_callback(name, act.as_ref().unchecked_ref());
        Self { element: element.clone(), name, act }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ =
            self.element.remove_event_listener_with_callback(self.name, self.act.as_ref().unchecked_ref());
    }
}
