//! What the person is told of the vault: whether the browser keeps it for good, how full it is, how the app can be
//! installed, and how long was worked since the last backup. One handle for all pages.
//! May import Leptos, `platform` and the library. Read next: `library`.

use gongping::editing::care::{Install, Persistence, Space, worked};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::app::platform::{clock, diligence, install, persistence};

/// How much work may go by before it is written down, in milliseconds.
const WRITTEN_DOWN_EVERY_MS: u64 = 15_000;

/// What is known of the vault; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Care {
    persistence: RwSignal<Option<Persistence>>,
    space: RwSignal<Option<Space>>,
    install: RwSignal<Install>,
    put_off: RwSignal<Option<u64>>,
    work: StoredValue<Work>,
}

/// The work since the last backup.
#[derive(Clone, Copy)]
struct Work {
    /// In milliseconds.
    ms: u64,
    /// That of it which is written down.
    written: u64,
    /// When something was changed last.
    last: Option<u64>,
    /// Whether the browser has been asked to keep the store, or need not be.
    asked: bool,
}

impl Care {
    /// Begins to look. It is made at the root, and once.
    pub fn begin() -> Self {
        let ms = diligence::worked();
        let care = Self {
            persistence: RwSignal::new(None),
            space: RwSignal::new(None),
            install: RwSignal::new(install::install()),
            put_off: RwSignal::new(diligence::put_off()),
            work: StoredValue::new(Work { ms, written: ms, last: None, asked: true }),
        };
        install::watch(move || care.install.set(install::install()));
        spawn_local(async move {
            let found = persistence::look().await;
            care.persistence.set(Some(found));
            care.work.update_value(|work| work.asked = found != Persistence::NotAsked);
        });
        care
    }

    /// Takes note that the person changed something just now. The first time, the browser is asked to keep the store;
    /// so call it in the very event.
    pub fn note_work(self) {
        let now = clock::now_ms();
        let asks = self.work.try_update_value(|work| {
            work.ms = worked(work.ms, work.last, now);
            work.last = Some(now);
            if work.ms.saturating_sub(work.written) >= WRITTEN_DOWN_EVERY_MS {
                work.written = work.ms;
                diligence::note_worked(work.ms);
            }
            !std::mem::replace(&mut work.asked, true)
        });
        if asks == Some(true) {
            self.ask();
        }
    }

    /// Asks the browser to keep the store for good. Call it in the event of something the person did.
    pub fn ask(self) {
        let asked = persistence::ask();
        spawn_local(async move { self.persistence.set(Some(asked.await)) });
    }

    /// Whether the browser keeps the store for good, followed; `None` while it is being looked up.
    pub fn persistence(self) -> Option<Persistence> {
        self.persistence.get()
    }

    /// How the app can be put among the device's apps, followed.
    pub fn install(self) -> Install {
        self.install.get()
    }

    /// Shows the browser's own question whether to install the app. Call it in the press that asks for it.
    pub fn offer_install(self) {
        install::offer();
        self.install.set(install::install());
    }

    /// How much is stored, followed; `None` where the browser does not say.
    pub fn space(self) -> Option<Space> {
        self.space.get()
    }

    /// Looks up how much is stored.
    pub fn measure(self) {
        spawn_local(async move { self.space.set(persistence::space().await) });
    }

    /// How long was worked since the last backup, in milliseconds, not followed.
    pub fn worked(self) -> u64 {
        self.work.get_value().ms
    }

    /// When the reminder of a backup was put off, followed.
    pub fn put_off(self) -> Option<u64> {
        self.put_off.get()
    }

    /// Puts the reminder off.
    pub fn put_it_off(self) {
        let now = clock::now_ms();
        diligence::note_put_off(now);
        self.put_off.set(Some(now));
    }

    /// A backup was handed out: what was worked until now is safe.
    pub fn backed_up(self) {
        diligence::note_worked(0);
        self.work.update_value(|work| (work.ms, work.written) = (0, 0));
    }
}

/// What is known of the vault. It is provided at the root, before any component runs.
pub fn care() -> Care {
    expect_context::<Care>()
}
