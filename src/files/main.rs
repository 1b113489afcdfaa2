//! The entry of the file worker: on wasm32 it reads and writes files beside the page, so that neither a large file nor
//! one made to do harm holds the page up; natively it only says where it runs. It uses the library alone: no page, no
//! store. The page asks through `src/app/platform/worker.rs`. Read next: `desk`.
// A binary has no outside: `pub` in its modules means the other modules.
#![allow(unreachable_pub)]

#[cfg(target_arch = "wasm32")]
mod desk;

#[cfg(target_arch = "wasm32")]
fn main() {
    desk::open();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("The file worker of 公评 runs in the browser: cargo xtask serve");
}
