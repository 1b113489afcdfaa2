//! What the tabs of this browser tell each other about the app: one channel for the page's life, closed while the
//! page is put away, because an open one could keep the browser from bringing the page back.
//! May import the library's `editing` for the messages. Read next: `locks`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gongping::editing::ownership::message::Message;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

use super::clock;

/// The channel's name.
const NAME: &str = "gongping";

/// Changes of the lists that come together are told once.
const TOGETHER_MS: u32 = 100;

type Listener = Rc<dyn Fn(&Message)>;

thread_local! {
    /// The tab's one channel.
    static CHANNEL: Rc<Channel> = Rc::new(Channel::default());
}

/// What the browser calls with each message.
type Heard = Closure<dyn FnMut(MessageEvent)>;

#[derive(Default)]
struct Channel {
    open: RefCell<Option<BroadcastChannel>>,
    heard: RefCell<Option<Heard>>,
    listeners: RefCell<Vec<(u64, Listener)>>,
    number: Cell<u64>,
    lists_changed: Cell<bool>,
}

/// Hears what other tabs tell, for as long as it is kept.
pub struct Listening(u64);

/// Has `listener` told what other tabs tell.
pub fn listen(listener: impl Fn(&Message) + 'static) -> Listening {
    with(|channel| {
        channel.open();
        let number = channel.number.get() + 1;
        channel.number.set(number);
        channel.listeners.borrow_mut().push((number, Rc::new(listener)));
        Listening(number)
    })
}

/// Tells all other tabs. A browser without channels has nobody to tell.
pub fn tell(message: &Message) {
    with(|channel| {
        channel.open();
        if let Some(open) = channel.open.borrow().as_ref() {
            // A text can always be sent; a closed channel has nobody to send it to.
            let _ = open.post_message(&JsValue::from_str(&message.json()));
        }
    });
}

/// Tells all other tabs that the lists have changed.
pub fn lists_changed() {
    if with(|channel| channel.lists_changed.replace(true)) {
        return;
    }
    spawn_local(async {
        clock::wait(TOGETHER_MS).await;
        with(|channel| channel.lists_changed.set(false));
        tell(&Message::Lists);
    });
}

/// Closes the channel while the page is put away; what is told meanwhile is not heard.
pub fn close() {
    with(|channel| {
        if let Some(open) = channel.open.take() {
            open.set_onmessage(None);
            open.close();
        }
    });
}

/// Opens it again.
pub fn reopen() {
    with(|channel| channel.open());
}

fn with<T>(act: impl FnOnce(&Rc<Channel>) -> T) -> T {
    CHANNEL.with(act)
}

impl Channel {
    fn open(&self) {
        if self.open.borrow().is_some() {
            return;
        }
        let Ok(open) = BroadcastChannel::new(NAME) else { return };
        let mut heard = self.heard.borrow_mut();
        let heard = heard.get_or_insert_with(|| {
            Closure::new(|event: MessageEvent| {
                if let Some(message) = event.data().as_string().as_deref().and_then(Message::read) {
                    with(|channel| channel.hear(&message));
                }
            })
        });
        open.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        self.open.replace(Some(open));
    }

    fn hear(&self, message: &Message) {
        let listeners: Vec<Listener> =
            self.listeners.borrow().iter().map(|(_, listener)| listener.clone()).collect();
        for listener in listeners {
            listener(message);
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let number = self.0;
        with(|channel| channel.listeners.borrow_mut().retain(|(other, _)| *other != number));
    }
}
