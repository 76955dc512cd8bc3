//! Block elements as rectangles: fonts draw them with gaps between cells or slightly out of place.

use std::fmt::Write as _;

/// A part of a cell, in eighths from its upper left corner: left, top, right, bottom.
type Part = [u8; 4];

/// The parts of a cell that `sign` fills; `None` if it is not a block element.
fn parts(sign: char) -> Option<Vec<Part>> {
    const QUARTERS: [Part; 4] = [[0, 0, 4, 4], [4, 0, 8, 4], [0, 4, 4, 8], [4, 4, 8, 8]];
    let code = u32::from(sign);
    Some(match code {
        0x2580 => vec![[0, 0, 8, 4]],
        0x2581..=0x2588 => vec![[0, 8 - (code - 0x2580) as u8, 8, 8]],
        0x2589..=0x258f => vec![[0, 0, (0x2590 - code) as u8, 8]],
        0x2590 => vec![[4, 0, 8, 8]],
        0x2594 => vec![[0, 0, 8, 1]],
        0x2595 => vec![[7, 0, 8, 8]],
        0x2596..=0x259f => {
            // The quarters of each, in code point order: upper left, upper right, lower left, lower right.
            const FILLED: [u8; 10] = [
                0b0100, 0b1000, 0b0001, 0b1101, 0b1001, 0b0111, 0b1011, 0b0010, 0b0110, 0b1110,
            ];
            let filled = FILLED[(code - 0x2596) as usize];
            (0..4)
                .filter(|quarter| filled >> quarter & 1 == 1)
                .map(|quarter| QUARTERS[quarter])
                .collect()
        }
        _ => return None,
    })
}

/// Whether `sign` is drawn as rectangles.
pub(super) fn is_block(sign: char) -> bool {
    parts(sign).is_some()
}

/// The block elements of `text` as one path, with the first cell's corner at `left` and `top`; `cell` is the width
/// and height of a cell.
pub(super) fn path(text: &str, left: u32, top: u32, cell: (u32, u32)) -> String {
    let mut path = String::new();
    let signs: Vec<char> = text.chars().collect();
    let mut place = 0;
    while place < signs.len() {
        let sign = signs[place];
        let run = signs[place..]
            .iter()
            .take_while(|next| **next == sign)
            .count();
        for [from, upper, to, lower] in parts(sign).unwrap_or_default() {
            let is_whole = (from, to) == (0, 8);
            let (rectangles, cells) = if is_whole { (1, run) } else { (run, 1) };
            for rectangle in 0..rectangles {
                let column = f64::from((place + rectangle) as u32 * cell.0 + left);
                let x = column + f64::from(from) / 8.0 * f64::from(cell.0);
                let width = f64::from(to - from) / 8.0 * f64::from(cell.0)
                    + f64::from((cells - 1) as u32 * cell.0);
                let y = f64::from(top) + f64::from(upper) / 8.0 * f64::from(cell.1);
                let height = f64::from(lower - upper) / 8.0 * f64::from(cell.1);
                let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
            }
        }
        place += run;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_block_fills_its_part_of_the_cell() {
        assert_eq!(path("█", 0, 0, (8, 16)), "M0 0h8v16h-8z");
        assert_eq!(path("██", 8, 0, (8, 16)), "M8 0h16v16h-16z");
        assert_eq!(path("▂", 0, 0, (8, 16)), "M0 12h8v4h-8z");
        assert_eq!(path("▎", 0, 0, (8, 16)), "M0 0h2v16h-2z");
        assert_eq!(path(" ▐", 0, 0, (8, 16)), "M12 0h4v16h-4z");
        assert_eq!(path("▚", 0, 0, (8, 16)), "M0 0h4v8h-4zM4 8h4v8h-4z");
        assert_eq!(path("a─", 0, 0, (8, 16)), "");
    }

    #[test]
    fn a_quarter_and_its_counterpart_fill_the_cell() {
        for (one, other) in [('▖', '▜'), ('▗', '▛'), ('▘', '▟'), ('▝', '▙'), ('▚', '▞')]
        {
            let mut all = parts(one).unwrap();
            all.extend(parts(other).unwrap());
            all.sort_unstable();
            all.dedup();
            assert_eq!(all.len(), 4, "{one}{other}");
        }
    }
}
