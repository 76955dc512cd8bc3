//! Adapts a palette to a background it was not designed for.

use crate::content::themes::{MARK, Palette, TEXT};
use crate::widgets::color::{blend, contrast, legible, luminance};

/// Minimum contrast of frames on the background; they carry no meaning.
const FRAME: f64 = 1.8;

/// `palette` on the background `ground`: text and marks that would be hard to see are lightened or darkened.
/// A palette with weak contrasts on its own background is used as written.
pub(super) fn on(palette: &Palette, ground: u32) -> Palette {
    if ground == palette.background || !palette.weaknesses().is_empty() {
        return Palette {
            background: ground,
            ..*palette
        };
    }
    let word = |color| legible(color, ground, TEXT);
    let text = word(palette.text);
    let (selected, accent) = selection(palette, ground, word(palette.accent));
    Palette {
        background: ground,
        fill: palette.fill,
        text,
        dim: word(palette.dim),
        frame: legible(
            palette.frame,
            ground,
            FRAME.min(contrast(palette.frame, palette.background)),
        ),
        selected,
        accent,
        sessions: word(palette.sessions),
        warn: word(palette.warn),
        alert: word(palette.alert),
        energy: word(palette.energy),
        calm: word(palette.calm),
        sleep: word(palette.sleep),
        mood: palette.mood.map(|color| legible(color, ground, MARK)),
    }
}

/// The background of the selection, and an accent that is readable on it and on `ground`. For medium backgrounds
/// there may be no such pair with a distinct background; then bold and the marker show the selection.
fn selection(palette: &Palette, ground: u32, accent: u32) -> (u32, u32) {
    let is_dark = |color| luminance(color) < 0.2;
    let selected = if is_dark(ground) == is_dark(palette.background) {
        palette.selected
    } else {
        blend(ground, accent, 0.1)
    };
    let brighter = legible(accent, selected, TEXT);
    if contrast(brighter, ground) >= TEXT {
        (selected, brighter)
    } else {
        (ground, accent)
    }
}
