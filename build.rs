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
    for asset in ASSETS {
        let path = format!("assets/{asset}.toml");
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let value: toml::Table =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let json = serde_json::to_string(&value).expect("TOML without dates is JSON");
        fs::write(Path::new(&out).join(format!("{asset}.json")), json)
            .expect("the build folder can be written");
    }
}
