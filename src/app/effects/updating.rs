//! Keeping the app on the device and up to date: newer versions are looked for at the start, when the person comes back
//! to the page and every hour, and let in only on the person's word and when everything open is stored.
//! May import `state`, `platform` and Leptos. Read next: `state::offline`.

use std::cell::Cell;

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
    if offline.now().readiness != Readiness::Arriving {
        return;
    }
    spawn_local(async move {
        clock::wait(AFTER_START_MS).await;
        let Some(worker) = Worker::begin(move |sign| hear(offline, sign)) else { return };
        offline.set_worker(worker.clone());
        let (looked, own) = (Cell::new(clock::now_ms()), worker.clone());
        // It stays for the page's life.
        let _ = window_event_listener(ev::visibilitychange, move |_| {
            let now = clock::now_ms();
            if !document().hidden() && now.abs_diff(looked.get()) > SELDOM_MS {
                looked.set(now);
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
    let now = offline.now();
    let is_ready = matches!(now.readiness, Readiness::Ready(_));
    match sign {
        Sign::Ready(kept) => offline.change(|shown| shown.readiness = Readiness::Ready(kept)),
        Sign::Waiting => announce(offline, Newer::Waiting),
        Sign::Broken | Sign::Interrupted if !is_ready => {
            offline.change(|shown| shown.readiness = Readiness::Incomplete);
        }
        // A connection that broke off is nothing to speak of: it is tried again, and everything works as it did.
        Sign::Interrupted => {}
        // What can be had stays on offer, although what came after it did not arrive; and another look at the same
        // broken version is no news.
        Sign::Broken if now.newer != Newer::None => {}
        Sign::Broken => announce(offline, Newer::Broken),
        Sign::TakenOver if now.step == Step::UnderWay => finish(offline),
        Sign::TakenOver => announce(offline, Newer::Elsewhere),
    }
}

fn announce(offline: Offline, newer: Newer) {
    offline.change(|shown| {
        (shown.newer, shown.step, shown.is_put_off) = (newer, Step::Asking, false);
    });
}

fn set_step(offline: Offline, step: Step) {
    offline.change(|shown| shown.step = step);
}

/// The person wants the newer version: everything open is stored, the newer version takes over, and the page is loaded
/// again at the same place. Where something cannot be stored, nothing happens but that it is said.
pub fn update(offline: Offline) {
    if offline.now().step == Step::UnderWay {
        return;
    }
    offline.change(|shown| (shown.step, shown.is_put_off) = (Step::UnderWay, false));
    spawn_local(async move {
        if !offline.settle().await {
            set_step(offline, Step::Unsaved);
            return;
        }
        if !offline.worker().is_some_and(|worker| worker.take_over()) {
            // Another tab has let it in already.
            offline.reload();
            return;
        }
        clock::wait(PATIENCE_MS).await;
        if offline.now().step == Step::UnderWay {
            set_step(offline, Step::Stuck);
        }
    });
}

/// The newer version has taken over. Something may have been typed in that moment.
fn finish(offline: Offline) {
    spawn_local(async move {
        if offline.settle().await {
            offline.reload();
        } else {
            offline.change(|shown| (shown.newer, shown.step) = (Newer::Elsewhere, Step::Unsaved));
        }
    });
}
