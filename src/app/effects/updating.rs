//! Keeping the app on the device and up to date: newer versions are looked for at the start, when the person comes back
//! to the page and every hour, and let in only on the person's word and when everything open is stored.
//! May import `state`, `platform` and Leptos. Read next: `state::offline`.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::platform::clock;
use crate::app::platform::offline::{Sign, Worker};
use crate::app::state::offline::{Newer, Offline, Readiness, Step};

/// How long after the start the files are fetched: what the person sees first has the connection to itself.
const AFTER_START_MS: u32 = 300;
/// How often a newer version is looked for while the page stays open.
const EVERY_MS: u32 = 3_600_000;
/// Coming back to the page more often than this looks for nothing.
const SELDOM_MS: u64 = 60_000;
/// How long the newer version may take to take over.
const PATIENCE_MS: u32 = 10_000;

/// Begins, where the browser allows it; for as long as the page lives.
pub fn begin(offline: Offline) {
    if offline.readiness.get_untracked() != Readiness::Arriving {
        return;
    }
    spawn_local(async move {
        clock::wait(AFTER_START_MS).await;
        let Some(worker) = Worker::begin(move |sign| hear(offline, sign)) else { return };
        offline.worker.set_value(Some(worker.clone()));
        let (looked, own) = (StoredValue::new(clock::now_ms()), worker.clone());
        // It stays for the page's life.
        let _ = window_event_listener(ev::visibilitychange, move |_| {
            let now = clock::now_ms();
            if !document().hidden() && now.abs_diff(looked.get_value()) > SELDOM_MS {
                looked.set_value(now);
                own.check();
            }
        });
        loop {
            clock::wait(EVERY_MS).await;
            worker.check();
        }
    });
}

fn hear(offline: Offline, sign: Sign) {
    match sign {
        Sign::Ready(kept) => offline.readiness.set(Readiness::Ready(kept)),
        Sign::Waiting => announce(offline, Newer::Waiting),
        Sign::Broken | Sign::Interrupted if !is_ready(offline) => {
            offline.readiness.set(Readiness::Incomplete);
        }
        // A connection that broke off is nothing to speak of: it is tried again, and everything works as it did.
        Sign::Interrupted => {}
        Sign::Broken => announce(offline, Newer::Broken),
        Sign::TakenOver if offline.step.get_untracked() == Step::UnderWay => finish(offline),
        Sign::TakenOver => announce(offline, Newer::Elsewhere),
    }
}

fn is_ready(offline: Offline) -> bool {
    offline.readiness.with_untracked(|now| matches!(now, Readiness::Ready(_)))
}

fn announce(offline: Offline, news: Newer) {
    let before = offline.newer.get_untracked();
    // What can be had stays on offer, although what came after it did not arrive.
    if news == Newer::Broken && matches!(before, Newer::Waiting | Newer::Elsewhere) {
        return;
    }
    // Another look at the same broken version is no news.
    if news != before || news == Newer::Waiting {
        offline.newer.set(news);
        offline.later.set(false);
        offline.step.set(Step::Asking);
    }
}

/// The person wants the newer version: everything open is stored, the newer version takes over, and the page is loaded
/// again at the same place. Where something cannot be stored, nothing happens but that it is said.
pub fn update(offline: Offline) {
    if offline.step.get_untracked() == Step::UnderWay {
        return;
    }
    offline.step.set(Step::UnderWay);
    spawn_local(async move {
        if !offline.settle().await {
            offline.step.set(Step::Unsaved);
            return;
        }
        let waits = offline.worker.with_value(|worker| worker.as_ref().is_some_and(Worker::take_over));
        if !waits {
            // Another tab has let it in already.
            offline.reload();
            return;
        }
        clock::wait(PATIENCE_MS).await;
        if offline.step.get_untracked() == Step::UnderWay {
            offline.step.set(Step::Stuck);
        }
    });
}

/// The newer version has taken over. Something may have been typed in that moment.
fn finish(offline: Offline) {
    spawn_local(async move {
        if offline.settle().await {
            offline.reload();
        } else {
            offline.newer.set(Newer::Elsewhere);
            offline.step.set(Step::Unsaved);
        }
    });
}
