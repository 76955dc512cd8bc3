//! The characters used for drawing.

use crate::config::GlyphChoice;
use crate::widgets::cell_ratio::CellRatio;

/// Characters that fill parts of a cell; each level includes the earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Areas {
    /// Quadrants, half blocks, and eighths.
    Quadrants,
    /// Sextants, U+1FB00 to U+1FB3B.
    Sextants,
    /// Octants, U+1CD00 to U+1CDE5.
    Octants,
}

/// The characters used for drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the character for the thing of its name"
)]
pub struct Glyphs {
    pub ascii: bool,
    pub braille: bool,
    pub marker: &'static str,
    pub dot: &'static str,
    pub times: &'static str,
    pub filled: &'static str,
    pub empty: &'static str,
    pub shade: &'static str,
    pub active: &'static str,
    pub short: &'static str,
    pub arrow: &'static str,
    pub square: &'static str,
    pub bars: [&'static str; 8],
    pub session: &'static str,
    pub long_session: &'static str,
    pub cursor_line: &'static str,
    pub step_done: &'static str,
    pub step_now: &'static str,
    pub step_next: &'static str,
    pub line: &'static str,
    pub was: &'static str,
    pub is: &'static str,
    pub ellipsis: &'static str,
    /// The finest characters that the terminal draws as areas.
    pub areas: Areas,
    /// The height-to-width ratio of the terminal's cells.
    pub cell_ratio: CellRatio,
    /// Whether area characters bleed slightly into neighboring cells and leave traces there when they are erased.
    pub overflows: bool,
}

pub(super) const UNICODE: Glyphs = Glyphs {
    ascii: false,
    braille: false,
    marker: "›",
    dot: "·",
    times: "×",
    filled: "█",
    empty: "┄",
    shade: "░",
    active: "●",
    short: "○",
    arrow: "→",
    square: "■",
    bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    session: "▴",
    long_session: "▲",
    cursor_line: "┊",
    step_done: "━",
    step_now: "╸",
    step_next: "─",
    line: "─",
    was: "○",
    is: "●",
    ellipsis: "…",
    areas: Areas::Quadrants,
    cell_ratio: CellRatio::USUAL,
    overflows: false,
};

const ASCII: Glyphs = Glyphs {
    ascii: true,
    braille: false,
    marker: ">",
    dot: ".",
    times: "x",
    filled: "#",
    empty: ".",
    shade: ":",
    active: "*",
    short: "o",
    arrow: "->",
    square: "#",
    bars: ["1", "2", "3", "4", "5", "6", "7", "8"],
    session: "^",
    long_session: "A",
    cursor_line: "|",
    step_done: "=",
    step_now: "+",
    step_next: "-",
    line: "-",
    was: "o",
    is: "*",
    ellipsis: "...",
    areas: Areas::Quadrants,
    cell_ratio: CellRatio::USUAL,
    overflows: false,
};

impl Glyphs {
    /// The characters for a choice.
    pub(super) fn of(choice: GlyphChoice) -> Self {
        let with = |areas| Self { areas, ..UNICODE };
        match choice {
            GlyphChoice::Ascii => ASCII,
            GlyphChoice::Braille => Self {
                braille: true,
                ..UNICODE
            },
            GlyphChoice::Auto | GlyphChoice::Quadrants => UNICODE,
            GlyphChoice::Sextants => with(Areas::Sextants),
            GlyphChoice::Octants => with(Areas::Octants),
        }
    }
}
