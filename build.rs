//! Has the linker keep the relocations of the app's WebAssembly: what is loaded later is split off by them afterwards.
//! Read next: `xtask/src/finish/app.rs`, which splits.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32") {
        println!("cargo::rustc-link-arg-bin=gongping=--emit-relocs");
    }
}
