//! Exports the screen, cell by cell, as SVG or as plain text.

mod blocks;

use crate::widgets::theme::one_of_sixteen;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Width and height of a cell, in SVG units.
const CELL: (u32, u32) = (9, 19);
/// Margin around the picture.
const MARGIN: u32 = 14;

/// Replacements in a picture for colors that the terminal would choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    ground: &'static str,
    text: &'static str,
    dim: &'static str,
    sixteen: [&'static str; 16],
}

impl Paper {
    /// Dark, unless the theme's own text is dark.
    pub const fn for_text(text: Option<Color>) -> &'static Self {
        match text {
            Some(Color::Rgb(red, green, blue))
                if red as u16 + green as u16 + blue as u16 <= 384 =>
            {
                &LIGHT
            }
            _ => &DARK,
        }
    }
}

const DARK: Paper = Paper {
    ground: "#12141a",
    text: "#d7dae0",
    dim: "#8b93a3",
    sixteen: [
        "#2b303b", "#ff8f80", "#9cc88a", "#f2c66d", "#8ab4ff", "#c3a6ff", "#7fd7c4", "#d7dae0",
        "#8b93a3", "#ff8f80", "#9cc88a", "#f2c66d", "#8ab4ff", "#c3a6ff", "#7fd7c4", "#ffffff",
    ],
};
/// A light page.
pub const LIGHT: Paper = Paper {
    ground: "#fbfaf7",
    text: "#24272e",
    dim: "#5d6470",
    sixteen: [
        "#24272e", "#b3261e", "#3d7a2e", "#8a5a00", "#1d55b8", "#6a3fb5", "#0b6e63", "#5d6470",
        "#5d6470", "#b3261e", "#3d7a2e", "#8a5a00", "#1d55b8", "#6a3fb5", "#0b6e63", "#24272e",
    ],
};

/// The cells of `buffer` as plain lines, without trailing blanks.
pub fn text(buffer: &Buffer) -> String {
    let mut text = String::new();
    for row in rows(buffer) {
        let mut line = String::new();
        let mut covered = 0;
        for cell in row {
            if covered == 0 {
                line.push_str(cell.symbol());
            }
            covered = covered_after(cell, covered);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The cells of `buffer` as an SVG picture with real text, titled `title`.
pub fn svg(buffer: &Buffer, title: &str, paper: &Paper) -> String {
    let (width, height) = size(buffer);
    format!(
        "{}<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n{}</svg>\n",
        opening(buffer, title),
        paper.ground,
        cells(buffer, paper)
    )
}

/// The picture of `buffer` in light and dark; the viewer picks the one that matches the page.
pub fn svg_for_any_page(dark: &Buffer, light: &Buffer, title: &str) -> String {
    let (width, height) = size(dark);
    let mut svg = opening(dark, title);
    svg.push_str(
        "<style>.light{display:none}@media(prefers-color-scheme:light){.light{display:inline}.dark{display:none}}</style>\n",
    );
    for (name, buffer, paper) in [("dark", dark, &DARK), ("light", light, &LIGHT)] {
        let _ = write!(
            svg,
            "<g class=\"{name}\"><rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{}\"/>\n{}</g>\n",
            paper.ground,
            cells(buffer, paper)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// Frames one after the other, each for its number of seconds, in a loop; only the first for reduced motion. All
/// have the same size; with fewer than two frames it is a still picture.
pub fn film(frames: &[(Buffer, f64)], title: &str) -> String {
    let Some((first, _)) = frames.first() else {
        return String::new();
    };
    let (width, height) = size(first);
    let mut svg = opening(first, title);
    let whole: f64 = frames.iter().map(|(_, seconds)| seconds).sum();
    svg.push_str("<style>.f{visibility:hidden}#f0{visibility:visible}\n");
    let mut from = 0.0;
    let mut rules = String::new();
    for (index, (_, seconds)) in frames.iter().enumerate() {
        let (begin, end) = (from / whole * 100.0, (from + seconds) / whole * 100.0);
        from += seconds;
        let _ = writeln!(
            rules,
            "@keyframes k{index}{{0%{{visibility:hidden}}{begin:.2}%{{visibility:visible}}{end:.2}%,100%{{visibility:hidden}}}}\n\
             #f{index}{{animation:k{index} {whole}s step-end infinite}}"
        );
    }
    let _ = writeln!(
        svg,
        "@media(prefers-reduced-motion:no-preference){{\n{rules}}}</style>"
    );
    let _ = writeln!(
        svg,
        "<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{}\"/>",
        DARK.ground
    );
    for (index, (buffer, _)) in frames.iter().enumerate() {
        let _ = write!(
            svg,
            "<g class=\"f\" id=\"f{index}\">\n{}</g>\n",
            cells(buffer, &DARK)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// Width and height of the picture of `buffer`.
fn size(buffer: &Buffer) -> (u32, u32) {
    let (width, height) = (u32::from(buffer.area.width), u32::from(buffer.area.height));
    (width * CELL.0 + 2 * MARGIN, height * CELL.1 + 2 * MARGIN)
}

fn opening(buffer: &Buffer, title: &str) -> String {
    let (width, height) = size(buffer);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<!-- Written by firstline -->\n<title>{}</title>\n",
        escaped(title)
    )
}

/// Every cell that is not blank.
fn cells(buffer: &Buffer, paper: &Paper) -> String {
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<g font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\" font-size=\"15\" xml:space=\"preserve\">"
    );
    for (y, row) in rows(buffer).enumerate() {
        let top = MARGIN + y as u32 * CELL.1;
        for run in runs(row) {
            let left = MARGIN + run.x * CELL.0;
            let (ink, ground) = colors(run.cell, paper);
            if let Some(ground) = ground {
                let (wide, high) = (run.columns * CELL.0, CELL.1);
                let _ = writeln!(
                    svg,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{ground}\"/>"
                );
            }
            let dots = dots(&run, left, top);
            if !dots.is_empty() {
                let _ = writeln!(
                    svg,
                    "<path d=\"{dots}\" stroke=\"{ink}\" stroke-width=\"2\" stroke-linecap=\"round\"/>"
                );
            }
            let blocks = blocks::path(&run.text, left, top, CELL);
            if !blocks.is_empty() {
                let _ = writeln!(svg, "<path d=\"{blocks}\" fill=\"{ink}\"/>");
            }
            let is_drawn = |sign| is_braille(sign) || blocks::is_block(sign);
            let text: String = run
                .text
                .chars()
                .map(|sign| if is_drawn(sign) { ' ' } else { sign })
                .collect();
            if text.trim().is_empty() {
                continue;
            }
            let bold = if run.cell.modifier.contains(Modifier::BOLD) {
                " font-weight=\"bold\""
            } else {
                ""
            };
            let line = if run.cell.modifier.contains(Modifier::UNDERLINED) {
                " text-decoration=\"underline\""
            } else {
                ""
            };
            let _ = writeln!(
                svg,
                "<text x=\"{left}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{ink}\"{bold}{line}>{}</text>",
                top + 15,
                run.columns * CELL.0,
                escaped(&text)
            );
        }
    }
    svg.push_str("</g>\n");
    svg
}

fn is_braille(sign: char) -> bool {
    ('\u{2800}'..='\u{28ff}').contains(&sign)
}

/// The dots of a run's Braille as a path: few fonts have them, and those that do differ.
fn dots(run: &Run<'_>, left: u32, top: u32) -> String {
    // The bits of the left dots from the top, then of the right ones (Unicode, chapter 21).
    const BITS: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
    let mut path = String::new();
    for (place, sign) in run
        .text
        .chars()
        .enumerate()
        .filter(|(_, sign)| is_braille(*sign))
    {
        for (column, bits) in BITS.iter().enumerate() {
            for (row, _) in bits
                .iter()
                .enumerate()
                .filter(|(_, bit)| sign as u32 & **bit != 0)
            {
                let x = f64::from(left + place as u32 * CELL.0)
                    + (column as f64 + 0.5) * f64::from(CELL.0) / 2.0;
                let y = f64::from(top) + (row as f64 + 0.5) * f64::from(CELL.1) / 4.0;
                let _ = write!(path, "M{x:.2} {y:.2}h0");
            }
        }
    }
    path
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = &[Cell]> {
    buffer.content.chunks(usize::from(buffer.area.width.max(1)))
}

/// Number of following cells that a wide character covers.
fn covered_after(cell: &Cell, covered: u16) -> u16 {
    if covered > 0 {
        covered - 1
    } else {
        crate::widgets::painter::columns(cell.symbol()).saturating_sub(1)
    }
}

/// Adjacent cells with the same style.
struct Run<'a> {
    x: u32,
    columns: u32,
    text: String,
    cell: &'a Cell,
}

fn runs(row: &[Cell]) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut covered = 0;
    for (x, cell) in row.iter().enumerate() {
        let hidden = covered > 0;
        covered = covered_after(cell, covered);
        let same = |other: &Cell| {
            (other.fg, other.bg, other.modifier) == (cell.fg, cell.bg, cell.modifier)
        };
        match runs.last_mut() {
            Some(run) if hidden || same(run.cell) => {
                run.columns += 1;
                if !hidden {
                    run.text.push_str(cell.symbol());
                }
            }
            _ => runs.push(Run {
                x: x as u32,
                columns: 1,
                text: cell.symbol().to_owned(),
                cell,
            }),
        }
    }
    runs
}

/// The text color, and the background color if there is one.
fn colors(cell: &Cell, paper: &Paper) -> (String, Option<String>) {
    let plain = if cell.modifier.contains(Modifier::DIM) {
        paper.dim
    } else {
        paper.text
    };
    let ink = named(cell.fg, paper).unwrap_or_else(|| plain.to_owned());
    let ground = named(cell.bg, paper);
    if cell.modifier.contains(Modifier::REVERSED) {
        (ground.unwrap_or_else(|| paper.ground.to_owned()), Some(ink))
    } else {
        (ink, ground)
    }
}

/// A color in SVG notation; `None` for the terminal's own.
fn named(color: Color, paper: &Paper) -> Option<String> {
    let place = match color {
        Color::Rgb(red, green, blue) => return Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Indexed(index) => index,
        other => one_of_sixteen(other)?,
    };
    paper
        .sixteen
        .get(usize::from(place))
        .map(|color| (*color).to_owned())
}

/// Escapes text for XML: no markup, no control characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other if other.is_control() || matches!(other, '\u{fffe}' | '\u{ffff}') => {
                escaped.push('\u{fffd}');
            }
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn buffer() -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 2));
        buffer.set_string(
            0,
            0,
            "a<b & \"c\"",
            Style::new().fg(Color::from_u32(0x7f_d7c4)),
        );
        buffer.set_string(0, 1, "歩く", Style::new().add_modifier(Modifier::REVERSED));
        buffer.set_string(5, 1, "low", Style::new().fg(Color::Blue));
        buffer
    }

    #[test]
    fn text_is_the_screen_without_blanks_at_the_ends() {
        assert_eq!(text(&buffer()), "a<b & \"c\"\n歩く low\n");
    }

    #[test]
    fn a_picture_has_every_word_in_its_color_and_no_stray_markup() {
        let svg = svg(&buffer(), "history <b>", &DARK);
        assert!(svg.contains("<title>history &lt;b&gt;</title>"), "{svg}");
        assert!(
            svg.contains("fill=\"#7fd7c4\">a&lt;b &amp; &quot;c&quot;</text>"),
            "{svg}"
        );
        assert!(svg.contains("fill=\"#8ab4ff\">low</text>"), "{svg}");
        assert!(
            svg.contains("<rect x=\"14\" y=\"33\" width=\"36\""),
            "the reversed word has its ground\n{svg}"
        );
        let open = svg.matches('<').count();
        assert_eq!(open, svg.matches('>').count());
        assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
    }

    #[test]
    fn braille_is_drawn_as_dots() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        buffer.set_string(0, 0, "⠁ ⢀x", Style::new());
        let svg = svg(&buffer, "dots", &DARK);
        assert!(
            svg.contains("<path d=\"M16.25 16.38h0M38.75 30.62h0\"")
                && svg.contains(">   x</text>"),
            "{svg}"
        );
    }

    #[test]
    fn dark_text_goes_on_light_paper() {
        assert_eq!(Paper::for_text(Some(Color::from_u32(0x24_272e))), &LIGHT);
        assert_eq!(Paper::for_text(Some(Color::from_u32(0xd7_dae0))), &DARK);
        assert_eq!(Paper::for_text(None), &DARK);
    }
}
