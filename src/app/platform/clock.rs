//! The time of day and waiting. The library has no clock; it is handed what is read here.
//! Read next: `ids`.

use js_sys::{Date, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Milliseconds since 1970; 0 when the clock stands before that.
pub fn now_ms() -> u64 {
    whole(Date::now())
}

/// The local time of a moment: `10:42:07`.
pub fn local_time(ms: u64) -> String {
    let date = date(ms);
    format!("{:02}:{:02}:{:02}", date.get_hours(), date.get_minutes(), date.get_seconds())
}

/// The local date of a moment: `2026-11-21`.
pub fn local_date(ms: u64) -> String {
    let date = date(ms);
    format!("{:04}-{:02}-{:02}", date.get_full_year(), date.get_month() + 1, date.get_date())
}

/// Waits.
pub async fn wait(ms: u32) {
    // The promise never rejects, so there is nothing to learn from the outcome.
    let _ = JsFuture::from(timer(ms)).await;
}

/// Lets the browser do what is more urgent, without the pauses it puts between timers.
pub async fn pause() {
    let Ok(channel) = MessageChannel::new() else { return wait(0).await };
    let woken = Promise::new(&mut |resolve: Function, _| channel.port1().set_onmessage(Some(&resolve)));
    // Nothing is sent along that could fail to be copied.
    let _ = channel.port2().post_message(&JsValue::NULL);
    let _ = JsFuture::from(woken).await;
    channel.port1().close();
}

/// A promise that resolves with `undefined` after so many milliseconds.
pub(super) fn timer(ms: u32) -> Promise {
    Promise::new(&mut |resolve: Function, _| {
        let ms = i32::try_from(ms).unwrap_or(i32::MAX);
        let armed = web_sys::window()
            .map(|window| window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms));
        if !matches!(armed, Some(Ok(_))) {
            // Without timers waiting is over at once.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    })
}

fn date(ms: u64) -> Date {
    #[expect(clippy::cast_precision_loss, reason = "exact up to the year 287396, where a Date ends as well")]
    let ms = ms as f64;
    Date::new(&JsValue::from_f64(ms))
}

/// A number of the browser's as a whole one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the cast saturates at 0 and drops the fraction, which is what is wanted"
)]
pub fn whole(ms: f64) -> u64 {
    ms as u64
}
