//! The app's entry: on wasm32 it mounts the pages, natively it names the command that serves them.
//! May import everything. Read next: `app`.

#[cfg(target_arch = "wasm32")]
mod app;

#[cfg(target_arch = "wasm32")]
fn main() {
    app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("公评 runs in the browser: cargo xtask serve");
}
