//! Sends full blocks as spaces with a background color: fonts may leave hairlines around block characters, but not
//! around backgrounds.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

/// Turns every full block without a modifier into a blank with its color as the background; if that is the terminal's
/// default text color, which cannot be a background, into a reversed blank.
pub(super) fn become_grounds(buffer: &mut Buffer) {
    let plain =
        |cell: &&mut ratatui::buffer::Cell| cell.symbol() == "█" && cell.modifier.is_empty();
    for cell in buffer.content.iter_mut().filter(plain) {
        cell.set_symbol(" ");
        if cell.fg == Color::Reset {
            // The background behind a full block is invisible.
            cell.bg = Color::Reset;
            cell.modifier = Modifier::REVERSED;
        } else {
            cell.bg = cell.fg;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    #[test]
    fn whole_cells_are_grounds_and_all_others_stay() {
        let red = Color::Rgb(200, 0, 0);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        buffer.set_string(0, 0, "█", Style::new().fg(red).bg(Color::Blue));
        buffer.set_string(1, 0, "█", Style::new().fg(Color::Cyan));
        buffer.set_string(2, 0, "█", Style::new());
        let others = [
            ("█", Style::new().fg(red).add_modifier(Modifier::DIM)),
            ("▇", Style::new().fg(red)),
            ("x", Style::new()),
        ];
        for (x, (symbol, style)) in (3..).zip(others) {
            buffer.set_string(x, 0, symbol, style);
        }
        let before = buffer.clone();
        become_grounds(&mut buffer);
        let seen = |x: u16| {
            (
                buffer[(x, 0)].symbol(),
                buffer[(x, 0)].bg,
                buffer[(x, 0)].modifier,
            )
        };
        assert_eq!(seen(0), (" ", red, Modifier::empty()));
        assert_eq!(seen(1), (" ", Color::Cyan, Modifier::empty()));
        assert_eq!(seen(2), (" ", Color::Reset, Modifier::REVERSED));
        assert_eq!(buffer.content[3..], before.content[3..]);
    }
}
