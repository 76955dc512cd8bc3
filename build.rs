//! Turns the assets that people edit into what the program reads: TOML, with its comments, into
//! compact JSON, which parses ten times as fast at start. A mistake in an asset stops the build
//! and names the line.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a build stops at a mistake, and says so"
)]

use std::path::Path;
use std::{env, fs};

const ASSETS: [&str; 10] = [
    "about",
    "activities",
    "cards",
    "crisis-lines",
    "movements",
    "questionnaires",
    "routines",
    "safety",
    "sources",
    "support",
];

fn main() {
    let out = env::var("OUT_DIR").expect("cargo says where");
    let out = Path::new(&out);
    for asset in ASSETS {
        let path = format!("assets/{asset}.toml");
        turn(Path::new(&path), &out.join(format!("{asset}.json")));
    }
    println!("cargo::rerun-if-changed=assets/themes");
    for entry in fs::read_dir("assets/themes").expect("there are themes") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        turn(&path, &out.join(format!("theme-{name}.json")));
    }
}

/// Writes the TOML of `from` as JSON to `to`.
fn turn(from: &Path, to: &Path) {
    let path = from.display();
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(from).unwrap_or_else(|error| panic!("{path}: {error}"));
    let value: toml::Table =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let json = serde_json::to_string(&value).expect("TOML without dates is JSON");
    fs::write(to, json).expect("the build folder can be written");
}
