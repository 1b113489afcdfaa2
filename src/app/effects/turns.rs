//! Work done in short turns, so that the page answers in between: as soon as the browser has nothing more urgent,
//! and without the pauses it puts between timers. May import `platform`. Read next: `autosave`.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::MessageChannel;

use crate::app::platform::clock::now_ms;

/// Work that goes on turn by turn until it is done, or until this is dropped.
pub struct Turns(Rc<Inner>);

struct Inner {
    channel: Option<MessageChannel>,
    turn: RefCell<Option<Closure<dyn FnMut()>>>,
}

impl Turns {
    /// Calls `step` over and over, for about `turn_ms` milliseconds in a turn, until it says that nothing is left.
    pub fn begin(turn_ms: u64, mut step: impl FnMut() -> bool + 'static) -> Self {
        let inner = Rc::new(Inner { channel: MessageChannel::new().ok(), turn: RefCell::new(None) });
        let own = Rc::downgrade(&inner);
        let turn = Closure::<dyn FnMut()>::new(move || {
            let started = now_ms();
            while step() {
                if now_ms().saturating_sub(started) >= turn_ms {
                    if let Some(inner) = own.upgrade() {
                        inner.ask();
                    }
                    return;
                }
            }
        });
        if let Some(channel) = &inner.channel {
            channel.port1().set_onmessage(Some(turn.as_ref().unchecked_ref()));
        }
        inner.turn.replace(Some(turn));
        inner.ask();
        Self(inner)
    }
}

impl Inner {
    fn ask(&self) {
        if let Some(channel) = &self.channel {
            // Nothing is sent along that could fail to be copied.
            let _ = channel.port2().post_message(&JsValue::NULL);
        }
    }
}

impl Drop for Turns {
    fn drop(&mut self) {
        if let Some(channel) = &self.0.channel {
            channel.port1().set_onmessage(None);
            channel.port1().close();
        }
    }
}
