//! Live pieces of a view, each of one type however many there are: a closure put into a view directly is compiled
//! anew with everything around it, which on this app's scale doubles what a person has to download.
//! May import Leptos alone. Read next: `element`.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

/// A part of the page that is built anew when what it reads changes.
pub type Part = Box<dyn FnMut() -> AnyView + Send>;

/// Builds a part of the page anew whenever what it reads changes.
pub fn part(build: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Box::new(build)
}

/// A text, or the value of an attribute, that follows what it reads.
pub fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(read)
}

/// A fixed text out of a few that follows what it reads.
pub fn word(read: impl Fn() -> &'static str + Send + Sync + 'static) -> Signal<&'static str> {
    Signal::derive(read)
}

/// A fact, or an attribute without a value, that follows what it reads.
pub fn truth(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(read)
}

/// An attribute that is there only while there is something to say.
pub fn mark(read: impl Fn() -> Option<&'static str> + Send + Sync + 'static) -> Signal<Option<&'static str>> {
    Signal::derive(read)
}

/// What a press does.
pub fn press(act: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    let mut act = act;
    Box::new(move |_| act())
}

/// What a change of a field does.
pub fn change(act: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(act)
}
