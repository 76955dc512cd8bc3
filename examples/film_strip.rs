//! Draws every movement as a strip of frames, to be looked at: `cargo run --example film_strip -- OUTDIR [NAME…] [WxH]`.
//!
//! Reads `assets/poses.toml` as it is now, so a pose can be changed and looked at again without building.

use color_eyre::eyre::{OptionExt, Result};
use firstline::content::poses::{Pose, Poses, range};
use firstline::widgets::figure::{Figure, Glyphs, Ink, Motion, Raster, Size};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

/// Pixels a dot.
const DOT: usize = 3;
/// Frames in a strip, unless there are more poses to see.
const FRAMES: u32 = 7;
/// The background.
const PAPER: [u8; 3] = [0x12, 0x14, 0x1a];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments
        .first()
        .ok_or_eyre("usage: film_strip OUTDIR [NAME…] [WIDTHxHEIGHT]")?;
    let size = arguments
        .iter()
        .skip(1)
        .find_map(|text| parse_size(text))
        .unwrap_or(Size::new(36, 18));
    let only: Vec<&String> = arguments
        .iter()
        .skip(1)
        .filter(|text| parse_size(text).is_none())
        .collect();
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/poses.toml"))?;
    let poses = Poses::parse(&text)?;
    fs::create_dir_all(folder)?;
    let mut out = std::io::stdout();
    for pose in poses
        .iter()
        .filter(|pose| only.is_empty() || only.iter().any(|name| *name == pose.name()))
    {
        let path = Path::new(folder).join(format!("{}.ppm", pose.name()));
        fs::write(path, strip(pose, size))?;
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

/// A picture of frames evenly spread over the cycle, left to right, as PPM; of a long sequence, its poses.
fn strip(pose: &Pose, size: Size) -> Vec<u8> {
    let mut figure = Figure::new();
    let (wide, high) = (
        (usize::from(size.width) * 2 + 4) * DOT,
        (usize::from(size.height) * 4 + 2) * DOT,
    );
    let mut times: Vec<Duration> = pose.stills().iter().map(|still| still.at).collect();
    if times.len() <= FRAMES as usize {
        times = (0..FRAMES)
            .map(|index| pose.cycle() * index / FRAMES)
            .collect();
    }
    let frames = times.len();
    let mut pixels = vec![PAPER; wide * frames * high];
    for (index, time) in times.into_iter().enumerate() {
        let raster = figure.frame(pose, time, size, Glyphs::Braille, Motion::Moving);
        paint(raster, &mut pixels, wide * frames, index * wide);
    }
    let mut file = format!("P6\n{} {high}\n255\n", wide * frames).into_bytes();
    file.extend(pixels.into_iter().flatten());
    file
}

/// Draws each Braille dot of a raster as a disc.
fn paint(raster: &Raster, pixels: &mut [[u8; 3]], width: usize, left: usize) {
    let (columns, rows) = raster.size();
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let mark = raster.mark(column, row);
        let colour = match mark.ink {
            Ink::Blank => continue,
            Ink::Ground => [0x4a, 0x51, 0x62],
            Ink::Far => [0x55, 0x7d, 0x7a],
            Ink::Near => [0x7f, 0xd7, 0xc4],
        };
        for (bit, x, y) in [
            (0, 0, 0),
            (1, 0, 1),
            (2, 0, 2),
            (3, 1, 0),
            (4, 1, 1),
            (5, 1, 2),
            (6, 0, 3),
            (7, 1, 3),
        ] {
            if mark.code >> bit & 1 == 1 {
                let (x, y) = (
                    (usize::from(column) * 2 + x) * DOT + left,
                    (usize::from(row) * 4 + y) * DOT,
                );
                disc(pixels, width, x, y, colour);
            }
        }
    }
}

/// A dot: a square of `DOT` pixels without its far edge.
fn disc(pixels: &mut [[u8; 3]], width: usize, x: usize, y: usize, colour: [u8; 3]) {
    for (dy, dx) in (0..DOT - 1).flat_map(|dy| (0..DOT - 1).map(move |dx| (dy, dx))) {
        if let Some(pixel) = pixels.get_mut((y + dy) * width + x + dx) {
            *pixel = colour;
        }
    }
}
