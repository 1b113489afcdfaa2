//! A button that opens a list of things to do, by mouse, touch or keyboard: arrow keys move, Escape closes, and
//! so does anything outside. The list is built when it is first needed.
//! Read next: `meter`.

use super::live::{press, truth, word};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::icon::icon;

/// A menu behind a button with three dots. Its children are [`MenuButton`], [`MenuLink`] and rules between them.
#[component]
pub fn Menu(
    /// The id of the list, unique on the page.
    id: String,
    /// The button's name.
    label: String,
    /// What there is to do.
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let (root, button, list) =
        (NodeRef::<html::Div>::new(), NodeRef::<html::Button>::new(), NodeRef::<html::Div>::new());
    let close = move || {
        is_open.set(false);
        if let Some(button) = button.get_untracked() {
            // A button that is on the page takes the focus.
            let _ = button.focus();
        }
    };
    provide_context(Closer(Callback::new(move |()| close())));
    Effect::new(move |_| {
        if !is_open.get() {
            return;
        }
        if let Some(first) = list.get_untracked().and_then(|list| list.first_element_child()) {
            focus(&first);
        }
        let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            let inside = root.get_untracked().is_some_and(|root| root.contains(target.as_ref()));
            if !inside {
                is_open.set(false);
            }
        });
        on_cleanup(move || outside.remove());
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        if !is_open.get_untracked() {
            return;
        }
        match event.key().as_str() {
            "Escape" => close(),
            // The focus goes on from the button to what follows it.
            "Tab" => is_open.set(false),
            key => {
                let Some(next) = list.get_untracked().and_then(|list| target_of(key, &list)) else { return };
                focus(&next);
            }
        }
        if event.key() != "Tab" {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <div class="menu" node_ref=root on:keydown=on_key>
            <button
                node_ref=button
                class="btn quiet icon"
                type="button"
                aria-label=label
                aria-haspopup="menu"
                aria-expanded=word(move || if is_open.get() { "true" } else { "false" })
                aria-controls=id.clone()
                on:click=press(move || is_open.update(|open| *open = !*open))
            >
                {icon("more")}
            </button>
            <div class="menu-list" id=id role="menu" node_ref=list hidden=truth(move || !is_open.get())>
                {move || is_open.get().then(|| children())}
            </div>
        </div>
    }
}

/// Closes the menu an item stands in, and gives its button the focus. An item does so before anything else, so that
/// a dialog it opens knows where to give the focus back.
#[derive(Clone, Copy)]
struct Closer(Callback<()>);

/// One thing to do, as a button.
#[component]
pub fn MenuButton(
    /// The icon's name.
    sign: &'static str,
    /// What it does.
    label: &'static str,
    /// Does it.
    on_choose: Callback<()>,
    /// Whether it takes something away.
    #[prop(optional)]
    danger: bool,
) -> impl IntoView {
    let Closer(close) = expect_context();
    view! {
        <button
            type="button"
            role="menuitem"
            tabindex="-1"
            class=danger.then_some("danger")
            on:click=press(move || {
                close.run(());
                on_choose.run(());
            })
        >
            {icon(sign)}
            {label}
        </button>
    }
}

/// One place to go.
#[component]
pub fn MenuLink(
    /// The icon's name.
    sign: &'static str,
    /// Where it leads.
    label: &'static str,
    /// The address within the page.
    href: String,
) -> impl IntoView {
    let Closer(close) = expect_context();
    view! {
        <a role="menuitem" tabindex="-1" href=href on:click=press(move || close.run(()))>
            {icon(sign)}
            {label}
        </a>
    }
}

/// The item a key leads to from the one that has the focus.
fn target_of(key: &str, list: &HtmlElement) -> Option<Element> {
    let here = document().active_element().filter(|here| list.contains(Some(here)));
    let (top, bottom) = (list.first_element_child(), list.last_element_child());
    match key {
        "ArrowDown" => item(here.and_then(|here| here.next_element_sibling()), true).or(top),
        "ArrowUp" => item(here.and_then(|here| here.previous_element_sibling()), false).or(bottom),
        "Home" => top,
        "End" => bottom,
        _ => None,
    }
}

/// The next item from there on, the rules between groups left out.
fn item(from: Option<Element>, forward: bool) -> Option<Element> {
    let mut at = from?;
    while at.tag_name().eq_ignore_ascii_case("hr") {
        at = if forward { at.next_element_sibling()? } else { at.previous_element_sibling()? };
    }
    Some(at)
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that is shown takes the focus.
        let _ = element.focus();
    }
}
