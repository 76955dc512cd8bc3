//! Intensity as three dots, easy to compare down a column: `●●○`.

use crate::domain::routine::Intensity;
use crate::widgets::painter::Painter;

/// Draws the dots and returns the column after them.
pub fn intensity_dots(intensity: Intensity, x: u16, y: u16, painter: &mut Painter<'_>) -> u16 {
    let theme = painter.theme();
    let filled = match intensity {
        Intensity::Gentle => 1,
        Intensity::Moderate => 2,
        Intensity::Vigorous => 3,
    };
    let empty = theme.glyphs.short.repeat(3 - filled);
    let filled = theme.glyphs.active.repeat(filled);
    painter.pieces(x, y, &[(&filled, theme.mark), (&empty, theme.frame)])
}
