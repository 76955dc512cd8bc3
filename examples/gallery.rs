//! Pictures of every screen in every size, to be looked at: `cargo run --example gallery -- FOLDER [WORD]`.
//!
//! Each is an SVG file named after its scene, size, and colors; with a word, only the scenes whose names contain it.
//! A table at the end tells how many cells of each picture are not blank. The scene `charts` is a page of all charts.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "an example that writes pictures stops at what it did not expect"
)]

#[path = "gallery/charts.rs"]
mod charts;
#[path = "../tests/integration/support.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod support;
#[path = "../tests/integration/test_app.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod test_app;

use firstline::config::GlyphChoice;
use firstline::widgets::svg::{Paper, svg};
use firstline::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use std::fmt::Write as _;
use std::path::Path;
use test_app::TestApp;

/// Days of records: none, the first days, half a year, ten years.
const EMPTY: u32 = 0;
const FEW: u32 = 6;
const HALF_YEAR: u32 = 180;
const TEN_YEARS: u32 = 3650;

/// A screen: its name, how many days of records the person has, and the keys that lead there from the start. `~` lets
/// forty seconds go by, `@` two minutes in one go; after `%` the program was killed and is there again.
const SCENES: &[(&str, u32, &str)] = &[
    ("first", EMPTY, "<esc>"),
    ("about", EMPTY, ""),
    ("few-today", FEW, ""),
    ("today", HALF_YEAR, ""),
    ("today-rating", HALF_YEAR, "75"),
    ("today-saved", HALF_YEAR, "7564<enter>"),
    ("today-low", HALF_YEAR, "2<enter>"),
    ("today-lower", HALF_YEAR, "3<enter>"),
    ("today-hidden", HALF_YEAR, "7564<enter>w"),
    ("asked", HALF_YEAR, "7564<enter>g"),
    ("player", HALF_YEAR, "7564<enter>g7<wait><wait>"),
    ("stop", HALF_YEAR, "7564<enter>g7<wait><wait>q"),
    ("warning-signs", HALF_YEAR, "7564<enter>g7<wait><wait>x"),
    ("asked-more", HALF_YEAR, "<esc><tab><enter>a"),
    ("player-ready", HALF_YEAR, "<esc><tab><enter>5<wait>"),
    ("player-step", HALF_YEAR, "<esc><tab><enter>5ffnnn<wait>"),
    ("player-paused", HALF_YEAR, "<esc><tab><enter>5ffnnn<wait> "),
    ("player-zen", HALF_YEAR, "<esc><tab><enter>5ffnnn<wait>z"),
    ("player-alone", HALF_YEAR, "<esc><tab><enter>5fnnn<wait>"),
    ("breath", HALF_YEAR, "<esc><tab><enter>5ffnnnnnn<wait>"),
    ("breath-still", HALF_YEAR, "<esc><tab><enter>5nnnnnn<wait>"),
    ("breath-zen", HALF_YEAR, "<esc><tab><enter>5ffnnnnnn<wait>z"),
    ("away", HALF_YEAR, "<esc><tab><enter>5nnn<wait>@@@"),
    ("result-asked", HALF_YEAR, "<esc><tab><enter>5~~~~"),
    ("result", HALF_YEAR, "<esc><tab><enter>5~~~~7"),
    ("result-lower", HALF_YEAR, "<esc><tab><enter>5~~~~45"),
    ("result-low", HALF_YEAR, "<esc><tab><enter>5~~~~2"),
    ("result-more", HALF_YEAR, "<esc><tab><enter>a567~~~~76724"),
    ("result-hidden", HALF_YEAR, "w<esc><tab><enter>5~~~~7"),
    ("few-result", FEW, "<esc><tab><enter>5~~~~6"),
    ("library", HALF_YEAR, "<tab>"),
    ("library-filter", HALF_YEAR, "<tab>f"),
    ("readiness", HALF_YEAR, "<tab>a"),
    ("builder", HALF_YEAR, "<tab>y"),
    ("log", HALF_YEAR, "<tab>l"),
    ("trend", HALF_YEAR, "<tab><tab>"),
    ("few-trend", FEW, "<tab><tab>"),
    ("empty-trend", EMPTY, "<esc><tab><tab>"),
    ("decade-trend", TEN_YEARS, "<tab><tab>rrrr"),
    ("list-tag", HALF_YEAR, "<tab><tab>vvv jmtwo"),
    ("list-change", HALF_YEAR, "<tab><tab>vvv jmtnew<enter>"),
    ("day-merge", HALF_YEAR, "<tab><tab>vvvjjjjjjjjjjjj<enter>m"),
    ("year", HALF_YEAR, "<tab><tab>v"),
    ("month", HALF_YEAR, "<tab><tab>vv"),
    ("list", HALF_YEAR, "<tab><tab>vvv"),
    ("compare", HALF_YEAR, "<tab><tab>vvvv"),
    ("sessions", HALF_YEAR, "<tab><tab>vvvvv"),
    ("weeks", HALF_YEAR, "<tab><tab>vvvvvv"),
    ("scores", HALF_YEAR, "<tab><tab>vvvvvvv"),
    ("day", HALF_YEAR, "<tab><tab><enter>"),
    ("insights", HALF_YEAR, "<tab><tab><tab>"),
    ("few-insights", FEW, "<tab><tab><tab>"),
    ("insight-length", HALF_YEAR, "<tab><tab><tab><down>"),
    ("insight-effort", HALF_YEAR, "<tab><tab><tab><down><down>"),
    ("insight-tags", HALF_YEAR, "<tab><tab><tab>t"),
    ("insight-details", HALF_YEAR, "<tab><tab><tab><enter>"),
    ("experiment-new", HALF_YEAR, "<tab><tab><tab>e"),
    ("learn", HALF_YEAR, "<tab><tab><tab><tab>"),
    ("options", HALF_YEAR, "7564<enter>o"),
    ("settings", HALF_YEAR, ","),
    ("help", HALF_YEAR, "?"),
    ("support", HALF_YEAR, "!"),
    ("import", HALF_YEAR, "<tab>i"),
    ("countries", HALF_YEAR, "!c"),
    ("countries-search", HALF_YEAR, "!cau"),
    ("contacts", HALF_YEAR, "!o<down>Maria, next door<down>"),
    ("questionnaire", HALF_YEAR, "7564<enter>o4<enter>"),
    ("questionnaire-on", HALF_YEAR, "7564<enter>o4<enter>1021"),
    (
        "questionnaire-support",
        HALF_YEAR,
        "7564<enter>o4<enter>000000001",
    ),
    (
        "questionnaire-last",
        HALF_YEAR,
        "7564<enter>o4<enter>100000000",
    ),
    (
        "questionnaire-score",
        HALF_YEAR,
        "7564<enter>o4<enter>1000000000",
    ),
    ("scores-of-one", HALF_YEAR, "7564<enter>o4"),
    ("scores-none", HALF_YEAR, "7564<enter>o5"),
    (
        "readiness-routine",
        HALF_YEAR,
        "<esc>2/twelve<enter><enter>",
    ),
    (
        "readiness-outcome",
        HALF_YEAR,
        "<esc>2/twelve<enter><enter>yyyy",
    ),
    ("resume", HALF_YEAR, "<esc><tab><enter>5nnn~%"),
    ("plan", HALF_YEAR, "7564<enter>o1"),
    ("day-off", HALF_YEAR, "7564<enter>o2"),
    ("about-you", HALF_YEAR, "7564<enter>o3"),
    ("day-full", HALF_YEAR, "<tab><tab><left><enter>"),
    ("letter-month", HALF_YEAR, "7564<enter>a"),
    ("letter", HALF_YEAR, "7564<enter>ar"),
    ("palette", HALF_YEAR, "<esc>:"),
    ("palette-days", HALF_YEAR, "<esc>:90 days"),
    ("scores-all", HALF_YEAR, "<tab><tab>Vrrr"),
];

const SIZES: [(u16, u16); 6] = [
    (40, 12),
    (60, 20),
    (80, 24),
    (100, 30),
    (140, 42),
    (160, 50),
];

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "gallery".to_owned());
    let word = arguments.next().unwrap_or_default();
    std::fs::create_dir_all(&folder).unwrap();
    println!(
        "cells that are not blank, %\n{:20}{}",
        "",
        SIZES
            .map(|(width, height)| format!("{:>9}", format!("{width}x{height}")))
            .concat()
    );
    for (name, days, keys) in SCENES.iter().filter(|(name, ..)| name.contains(&word)) {
        let mut app = TestApp::with(*days);
        for part in keys.split_inclusive(['~', '@', '%']) {
            app.types(part.trim_end_matches(['~', '@', '%']));
            match part.chars().last() {
                Some('~') => app.wait(40),
                Some('@') => app.pass(std::time::Duration::from_secs(120)),
                Some('%') => app = app.killed(),
                _ => {}
            }
        }
        let mut filled = String::new();
        for size in SIZES {
            // What is worked out after a first look is there, too.
            app.resize(size);
            app.look();
            app.finish();
            for (colors, theme) in themes(size) {
                let buffer = app.buffer(size, &theme);
                if colors == "dark" {
                    let _ = write!(filled, "{:9.0}", share_filled(&buffer) * 100.0);
                }
                let file = format!("{name}-{}x{}-{colors}.svg", size.0, size.1);
                let picture = svg(&buffer, name, Paper::for_text(theme.text.fg));
                std::fs::write(Path::new(&folder).join(file), picture).unwrap();
            }
        }
        println!("{name:20}{filled}");
    }
    if "charts".contains(&word) {
        for (colors, theme) in themes((80, 24)) {
            let picture = svg(
                &charts::page(&theme),
                "charts",
                Paper::for_text(theme.text.fg),
            );
            std::fs::write(
                Path::new(&folder).join(format!("charts-{colors}.svg")),
                picture,
            )
            .unwrap();
        }
    }
}

/// Dark and light in every size, and without colors and in ASCII at 80x24.
fn themes(size: (u16, u16)) -> Vec<(&'static str, Theme)> {
    let mut themes = vec![("dark", Theme::dark()), ("light", Theme::light())];
    if size == (80, 24) {
        themes.push(("mono", Theme::mono()));
        themes.push(("ascii", Theme::mono().with_glyphs(GlyphChoice::Ascii)));
    }
    themes
}

fn share_filled(buffer: &Buffer) -> f64 {
    let blank = buffer
        .content
        .iter()
        .filter(|cell| cell.symbol() == " " && cell.bg == ratatui::style::Color::Reset)
        .count();
    1.0 - blank as f64 / buffer.content.len() as f64
}
