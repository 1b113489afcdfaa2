//! A modal dialog over the browser's own: it keeps the focus inside, closes on Escape and gives the focus back
//! to where it was. It is shown for as long as it is part of the page.
//! Read next: `icon`.

use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;

/// A dialog with a heading, a body and buttons at its foot.
#[component]
pub fn Dialog(
    /// The element's id, unique on the page.
    id: &'static str,
    /// The heading.
    title: String,
    /// Called when the person closes it by Escape; the caller takes it off the page.
    on_close: Callback<()>,
    /// The buttons.
    #[prop(into)]
    foot: ViewFn,
    /// The body.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let heading = format!("{id}-title");
    let asked_from = document()
        .active_element()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
        .map(SendWrapper::new);
    Effect::new(move |_| {
        if let Some(dialog) = element.get()
            && !dialog.open()
        {
            // It is on the page and not yet open, so the browser has nothing to object to.
            let _ = dialog.show_modal();
            // The focus goes to the buttons at the foot; what is asked is read from the top.
            dialog.set_scroll_top(0);
        }
    });
    on_cleanup(move || {
        if let Some(asked_from) = asked_from {
            // Once the dialog is gone; an element that went with it takes no focus.
            request_animation_frame(move || drop(asked_from.focus()));
        }
    });
    view! {
        <dialog
            node_ref=element
            class="dialog"
            id=id
            aria-labelledby=heading.clone()
            on:close=move |_| on_close.run(())
        >
            <div class="dialog-head"><h2 id=heading.clone()>{title}</h2></div>
            <div class="dialog-body">{children()}</div>
            <div class="dialog-foot">{foot.run()}</div>
        </dialog>
    }
}
