//! The short messages at the foot of the screen: what happened, and how to take it back.
//! May import Leptos and `platform`. Read next: `library`.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::platform::clock;

/// How long a message stays, in milliseconds.
const STAYS_MS: u32 = 6_000;
/// How long a message stays that something can be done about.
const STAYS_WITH_ACTION_MS: u32 = 20_000;

/// A message.
#[derive(Clone)]
pub struct Notice {
    /// Tells it from the others.
    pub number: u64,
    /// What happened.
    pub text: String,
    /// What can be done about it.
    pub action: Option<(String, Callback<()>)>,
}

/// The messages; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Notices {
    list: RwSignal<Vec<Notice>>,
    made: StoredValue<u64>,
}

impl Notices {
    /// No messages. It is made at the root, so that messages outlive the page that caused them.
    pub fn new() -> Self {
        Self { list: RwSignal::new(Vec::new()), made: StoredValue::new(0) }
    }

    /// Says something.
    pub fn say(self, text: String) {
        self.show(text, None, STAYS_MS);
    }

    /// Says something, with a button. The message goes when the button is pressed.
    pub fn offer(self, text: String, label: String, act: impl Fn() + Send + Sync + 'static) {
        self.show(text, Some((label, Callback::new(move |()| act()))), STAYS_WITH_ACTION_MS);
    }

    /// The messages, followed.
    pub fn list(self) -> Vec<Notice> {
        self.list.get()
    }

    /// Takes a message away.
    pub fn close(self, number: u64) {
        self.list.update(|list| list.retain(|notice| notice.number != number));
    }

    fn show(self, text: String, action: Option<(String, Callback<()>)>, stays: u32) {
        self.made.update_value(|made| *made += 1);
        let number = self.made.get_value();
        self.list.update(|list| {
            // What can still be taken back stays; other messages give way to the newest.
            list.retain(|notice| notice.action.is_some());
            list.push(Notice { number, text, action });
        });
        spawn_local(async move {
            clock::wait(stays).await;
            self.close(number);
        });
    }
}

/// The messages. They are provided at the root, before any component runs.
pub fn notices() -> Notices {
    expect_context::<Notices>()
}
