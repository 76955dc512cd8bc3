//! Draws every movement as a strip of frames, to be looked at: `cargo run --example film_strip -- OUTDIR [NAME…] [WxH] [SIGNS]`,
//! where SIGNS is `blocks`, `grounds`, `braille`, or `ascii`. The strips are SVG files.
//!
//! Reads `assets/poses.toml` as it is now, so a pose can be changed and looked at again without building.

use color_eyre::eyre::{OptionExt, Result};
use firstline::content::poses::{Pose, Poses, range};
use firstline::widgets::figure::{Figure, Glyphs, Look, Motion, Size, render};
use firstline::widgets::svg::{Paper, svg};
use firstline::widgets::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// Frames in a strip, unless there are more poses to see.
const FRAMES: u16 = 7;
/// The signs by their names.
const SIGNS: [(&str, Glyphs); 4] = [
    ("blocks", Glyphs::Blocks),
    ("grounds", Glyphs::Grounds),
    ("braille", Glyphs::Braille),
    ("ascii", Glyphs::Ascii),
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments
        .first()
        .ok_or_eyre("usage: film_strip OUTDIR [NAME…] [WIDTHxHEIGHT] [SIGNS]")?;
    let glyphs = |text: &String| SIGNS.iter().find(|(name, _)| name == text);
    let chosen = arguments.iter().skip(1).find_map(glyphs);
    let chosen = chosen.map_or(Glyphs::default(), |(_, glyphs)| *glyphs);
    let size = arguments
        .iter()
        .skip(1)
        .find_map(|text| parse_size(text))
        .unwrap_or(Size::new(36, 18));
    let only: Vec<&String> = arguments
        .iter()
        .skip(1)
        .filter(|text| parse_size(text).is_none() && glyphs(text).is_none())
        .collect();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/poses.toml"))?;
    let poses = Poses::parse(&text)?;
    fs::create_dir_all(folder)?;
    let mut out = std::io::stdout();
    for pose in poses
        .iter()
        .filter(|pose| only.is_empty() || only.iter().any(|name| *name == pose.name()))
    {
        let path = Path::new(folder).join(format!("{}.svg", pose.name()));
        fs::write(path, strip(pose, size, chosen))?;
        let mut told = BTreeSet::new();
        for breach in range::breaches(pose) {
            if told.insert(
                breach
                    .what
                    .chars()
                    .filter(|c| !c.is_ascii_digit())
                    .collect::<String>(),
            ) {
                writeln!(out, "{breach}")?;
            }
        }
    }
    Ok(())
}

fn parse_size(text: &str) -> Option<Size> {
    let (width, height) = text.split_once('x')?;
    Some(Size::new(width.parse().ok()?, height.parse().ok()?))
}

/// A picture of frames evenly spread over the cycle, left to right, as SVG; of a long sequence, its poses.
fn strip(pose: &Pose, size: Size, glyphs: Glyphs) -> String {
    let mut times: Vec<Duration> = pose.stills().iter().map(|still| still.at).collect();
    if times.len() <= usize::from(FRAMES) {
        times = (0..FRAMES)
            .map(|index| pose.cycle() * u32::from(index) / u32::from(FRAMES))
            .collect();
    }
    let (theme, wide) = (Theme::dark(), size.width + 2);
    let mut figure = Figure::new();
    let mut buffer = Buffer::empty(Rect::new(0, 0, wide * times.len() as u16, size.height));
    for (index, time) in times.into_iter().enumerate() {
        let area = Rect::new(wide * index as u16, 0, size.width, size.height);
        let raster = figure.frame(pose, time, size, glyphs, Motion::Moving);
        render(raster, &mut buffer, area, &Look::lit(&theme));
    }
    svg(&buffer, pose.name(), Paper::for_text(theme.text.fg))
}
