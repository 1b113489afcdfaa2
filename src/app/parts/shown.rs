//! A text, an attribute or a figure of a style that is written only where it differs from what is shown already.
//! May import `element` and `web_sys`. Read next: `pages::fill::totals`.

use std::cell::{OnceCell, RefCell};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::element::{El, set_attribute};

/// A place on the page that remembers what it shows.
pub struct Shown {
    element: Option<Element>,
    how: How,
    last: RefCell<String>,
    /// The text, once there is one.
    node: OnceCell<Node>,
}

enum How {
    Text,
    Attribute(&'static str),
    Style(&'static str),
}

impl Shown {
    /// The text of an element that holds nothing else.
    pub fn text(element: &El) -> Self {
        Self::new(element, How::Text)
    }

    /// An attribute; without a value it is not there.
    pub fn attribute(element: &El, name: &'static str) -> Self {
        Self::new(element, How::Attribute(name))
    }

    /// A property of the element's own style.
    pub fn style(element: &El, name: &'static str) -> Self {
        Self::new(element, How::Style(name))
    }

    fn new(element: &El, how: How) -> Self {
        Self { element: element.get().cloned(), how, last: RefCell::default(), node: OnceCell::new() }
    }

    /// Shows a value.
    pub fn set(&self, value: &str) {
        if *self.last.borrow() == value {
            return;
        }
        value.clone_into(&mut self.last.borrow_mut());
        let Some(element) = &self.element else { return };
        match self.how {
            How::Text => {
                if let Some(text) = self.node.get() {
                    text.set_node_value(Some(value));
                    return;
                }
                element.set_text_content(Some(value));
                if let Some(text) = element.first_child() {
                    self.node.get_or_init(|| text);
                }
            }
            How::Attribute(name) => set_attribute(element, name, (!value.is_empty()).then_some(value)),
            How::Style(name) => {
                if let Some(element) = element.dyn_ref::<HtmlElement>() {
                    // The name is ours and a value a browser does not understand shows as none.
                    let _ = element.style().set_property(name, value);
                }
            }
        }
    }
}
