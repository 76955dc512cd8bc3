//! The style of a character, and the shortest way from one style to the next: SGR of ECMA-48.

use crate::widgets::theme::one_of_sixteen;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Colors and modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SgrStyle {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

/// The modifiers visible on a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT);

impl SgrStyle {
    /// The terminal's default colors, without modifiers.
    pub(super) const DEFAULT: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    pub(super) const fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether a character in the `other` style would look the same in this one; on a blank only the background and
    /// some modifiers are visible.
    pub(super) fn looks_like(self, other: Self, is_blank: bool) -> bool {
        if !is_blank {
            return self == other;
        }
        let seen = |style: Self| style.modifier.intersection(SEEN_ON_BLANKS);
        // A reversed blank shows its text color as the background.
        let ground = !seen(self).is_empty() && self.fg != other.fg;
        self.bg == other.bg && seen(self) == seen(other) && !ground
    }

    /// The part of this style that is visible on `symbol`: for a blank only its background; everything else stays as in
    /// `present`.
    pub(super) fn for_symbol(self, symbol: &str, present: Option<Self>) -> Self {
        let seen = self.modifier.intersection(SEEN_ON_BLANKS);
        match present {
            Some(present) if symbol == " " && seen.is_empty() => Self {
                fg: present.fg,
                bg: self.bg,
                modifier: present.modifier.difference(SEEN_ON_BLANKS),
            },
            _ => self,
        }
    }

    /// Whether a blank in this style looks like an erased cell: the terminal's default background and nothing else.
    pub(super) fn is_bare(self) -> bool {
        self.bg == Color::Reset && self.modifier.intersection(SEEN_ON_BLANKS).is_empty()
    }

    /// The shortest sequence that switches the terminal to this style, from `present` if that is known.
    pub(super) fn sequence_from(self, present: Option<Self>) -> String {
        if present == Some(self) {
            return String::new();
        }
        let mut anew = Parameters::new();
        anew.push(0);
        anew.change(Self::DEFAULT, self);
        if anew.0.len() == 1 {
            // An empty SGR means reset, too.
            anew.0.clear();
        }
        let shorter = present
            .map(|present| {
                let mut change = Parameters::new();
                change.change(present, self);
                change
            })
            .filter(|change| change.0.len() < anew.0.len());
        let parameters = shorter.unwrap_or(anew).0;
        let mut sequence = String::with_capacity(parameters.len() + 3);
        sequence.push_str("\x1b[");
        sequence.push_str(&parameters);
        sequence.push('m');
        sequence
    }
}

/// SGR parameters, separated by semicolons. Built without the `fmt` machinery, because a frame that changes the whole
/// screen has hundreds.
struct Parameters(String);

impl Parameters {
    /// Room for two colors and some modifiers.
    fn new() -> Self {
        Self(String::with_capacity(48))
    }

    fn push(&mut self, number: u8) {
        if !self.0.is_empty() {
            self.0.push(';');
        }
        for (place, least) in [(100, 100), (10, 10), (1, 0)] {
            if number >= least {
                self.0.push(char::from(b'0' + number / place % 10));
            }
        }
    }

    /// Adds the parameters that change one style to the other.
    fn change(&mut self, from: SgrStyle, to: SgrStyle) {
        const MODIFIERS: [(Modifier, u8, u8); 8] = [
            (Modifier::BOLD, 1, 22),
            (Modifier::DIM, 2, 22),
            (Modifier::ITALIC, 3, 23),
            (Modifier::UNDERLINED, 4, 24),
            (Modifier::SLOW_BLINK, 5, 25),
            (Modifier::RAPID_BLINK, 6, 25),
            (Modifier::REVERSED, 7, 27),
            (Modifier::CROSSED_OUT, 9, 29),
        ];
        if from.modifier != to.modifier {
            let mut kept = from.modifier;
            for (modifier, _, off) in MODIFIERS {
                if kept.contains(modifier) && !to.modifier.contains(modifier) {
                    self.push(off);
                    // A code that ends one modifier of a pair also ends the other.
                    for (other, _, same) in MODIFIERS {
                        if same == off {
                            kept.remove(other);
                        }
                    }
                }
            }
            for (modifier, on, _) in MODIFIERS {
                if to.modifier.contains(modifier) && !kept.contains(modifier) {
                    self.push(on);
                }
            }
        }
        if from.fg != to.fg {
            self.color(to.fg, 30);
        }
        if from.bg != to.bg {
            self.color(to.bg, 40);
        }
    }

    /// Adds a color; `base` is 30 for text, 40 for the background.
    fn color(&mut self, color: Color, base: u8) {
        match color {
            Color::Rgb(red, green, blue) => {
                for number in [base + 8, 2, red, green, blue] {
                    self.push(number);
                }
            }
            Color::Indexed(index) => {
                for number in [base + 8, 5, index] {
                    self.push(number);
                }
            }
            named => self.push(match one_of_sixteen(named) {
                None => base + 9,
                Some(dark @ 0..8) => base + dark,
                // The codes of the bright colors are 60 higher.
                Some(bright) => base + 52 + bright,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_and_dim_end_together_and_the_one_that_stays_is_set_again() {
        let style = |modifier| SgrStyle {
            modifier,
            ..SgrStyle::DEFAULT
        };
        let parameters = |from, to| {
            let mut parameters = Parameters::new();
            parameters.change(from, to);
            parameters.0
        };
        assert_eq!(
            parameters(style(Modifier::BOLD), style(Modifier::DIM)),
            "22;2"
        );
        assert_eq!(
            parameters(style(Modifier::BOLD | Modifier::DIM), style(Modifier::DIM)),
            "22;2"
        );
        assert_eq!(parameters(style(Modifier::DIM), SgrStyle::DEFAULT), "22");
        assert_eq!(
            parameters(
                SgrStyle::DEFAULT,
                style(Modifier::BOLD | Modifier::REVERSED)
            ),
            "1;7"
        );
    }
}
