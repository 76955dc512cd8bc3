//! The tone: a short soft sine, made once as a WAV file.

use std::f64::consts::TAU;
use std::path::{Path, PathBuf};

const RATE: u32 = 22_050;
const SECONDS: f64 = 0.25;
const HERTZ: f64 = 660.0;

/// The path of the tone's file in `folder`; creates the file if it is missing.
pub(super) fn file(folder: &Path) -> Option<PathBuf> {
    let path = folder.join("tone.wav");
    if !path.is_file() {
        crate::fs::replace(&path, &wav()).ok()?;
    }
    Some(path)
}

/// RIFF/WAVE, PCM, mono, 16 bits.
fn wav() -> Vec<u8> {
    let count = (f64::from(RATE) * SECONDS) as u32;
    let bytes = count * 2;
    let mut wav = Vec::with_capacity(44 + bytes as usize);
    wav.extend(b"RIFF");
    wav.extend((36 + bytes).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    for field in [16, 1 | 1 << 16, RATE, RATE * 2, 2 | 16 << 16] {
        wav.extend(u32::to_le_bytes(field));
    }
    wav.extend(b"data");
    wav.extend(bytes.to_le_bytes());
    for sample in 0..count {
        let share = f64::from(sample) / f64::from(count);
        // Fades in and out so that it does not click.
        let loudness = (share * TAU / 2.0).sin().powi(2) * 0.3;
        let wave = (f64::from(sample) / f64::from(RATE) * HERTZ * TAU).sin();
        wav.extend(((wave * loudness * f64::from(i16::MAX)) as i16).to_le_bytes());
    }
    wav
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_a_quarter_of_a_second_of_sound() {
        let wav = wav();
        let size = u32::from_le_bytes(wav[40..44].try_into().unwrap()) as usize;
        assert_eq!(wav.len(), 44 + size);
        assert_eq!(
            u32::from_le_bytes(wav[4..8].try_into().unwrap()) as usize,
            wav.len() - 8
        );
        assert_eq!(size / 2, RATE as usize / 4, "a quarter of a second");
    }
}
