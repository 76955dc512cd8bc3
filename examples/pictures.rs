//! Writes the pictures of the README and the pages: `cargo run --example pictures`.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "an example that writes pictures stops at what it did not expect"
)]

#[path = "../tests/integration/pictures.rs"]
mod pictures;
#[path = "../tests/integration/support.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod support;
#[path = "../tests/integration/test_app.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod test_app;

use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/img");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, picture) in pictures::all() {
        println!("{name}: {} kB", picture.len() / 1000);
        std::fs::write(folder.join(name), picture).unwrap();
    }
}
