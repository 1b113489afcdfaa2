//! Elements of the page, made one by one from a name, attributes and texts, without markup and without anything that
//! follows a signal: for parts of which there are thousands. An element may be absent; what is done with it is then
//! nothing, so that one description of a part serves to draw it and to learn what it would show.
//! May import `web_sys`. Read next: `pages::fill::row`.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

/// An element in the making; `None` inside where nothing is drawn.
#[derive(Clone)]
pub struct El(Option<Element>);

impl El {
    /// No element.
    pub const NONE: Self = Self(None);

    /// A new element of that name.
    pub fn new(name: &'static str) -> Self {
        Self(document().create_element(name).ok())
    }

    /// A new element, or none where nothing is drawn.
    pub fn when(drawn: bool, name: &'static str) -> Self {
        if drawn { Self::new(name) } else { Self::NONE }
    }

    /// The element.
    pub fn get(&self) -> Option<&Element> {
        self.0.as_ref()
    }

    /// With these classes.
    pub fn class(self, classes: &str) -> Self {
        if let (Some(element), false) = (&self.0, classes.is_empty()) {
            element.set_class_name(classes);
        }
        self
    }

    /// With an attribute.
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        if let Some(element) = &self.0 {
            set_attribute(element, name, Some(value));
        }
        self
    }

    /// With an attribute that has no value, where `on` is true.
    pub fn mark(self, name: &'static str, on: bool) -> Self {
        if on { self.attr(name, "") } else { self }
    }

    /// With a text as its only content.
    pub fn text(self, text: &str) -> Self {
        if let (Some(element), false) = (&self.0, text.is_empty()) {
            element.set_text_content(Some(text));
        }
        self
    }

    /// With a text behind what it holds.
    pub fn and_text(self, text: &str) -> Self {
        if let Some(element) = &self.0 {
            // Appending a text to a fresh element cannot fail.
            let _ = element.append_with_str_1(text);
        }
        self
    }

    /// With another element behind what it holds.
    pub fn child(self, child: Self) -> Self {
        if let (Some(element), Some(child)) = (&self.0, &child.0) {
            // Neither can an element.
            let _ = element.append_child(child);
        }
        self
    }

    /// With several behind what it holds.
    pub fn children(self, children: impl IntoIterator<Item = Self>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// With what an input or a text area holds.
    pub fn value(self, value: &str) -> Self {
        if let (Some(element), false) = (&self.0, value.is_empty()) {
            set_value(element, value);
        }
        self
    }

    /// Ticked.
    pub fn checked(self, on: bool) -> Self {
        if let (Some(input), true) = (self.0.as_ref().and_then(|it| it.dyn_ref::<HtmlInputElement>()), on) {
            input.set_checked(true);
        }
        self
    }
}

impl From<Element> for El {
    fn from(element: Element) -> Self {
        Self(Some(element))
    }
}

/// Sets an attribute, or takes it away.
pub fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    // The names are ours and valid, the one thing a browser could object to.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Puts a text into an input or a text area, unless it is there already: writing it anew would move the caret.
pub fn set_value(element: &Element, value: &str) {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        if input.value() != value {
            input.set_value(value);
        }
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>()
        && area.value() != value
    {
        area.set_value(value);
    }
}

/// What an input or a text area holds.
pub fn value_of(element: &Element) -> Option<String> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return Some(input.value());
    }
    element.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value)
}

/// Puts the keyboard into an element.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot have it leaves it where it is.
        let _ = element.focus();
    }
}
