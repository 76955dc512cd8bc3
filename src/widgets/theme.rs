//! Colours by role, and the characters pictures are drawn with.
//!
//! Every value comes from the study of contrast and colour blindness behind the design: text
//! roles have at least 4.5:1 on their background, each step of the mood ramp at least 3:1.

use crate::config::{GlyphChoice, ThemeChoice};
use crate::environment::Environment;
use ratatui::style::{Color, Modifier, Style};

/// The styles of all roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Body text.
    pub text: Style,
    /// The one thing to read.
    pub strong: Style,
    /// Labels, hints, axes.
    pub dim: Style,
    /// Focus and the one next action, as text.
    pub accent: Style,
    /// Focus and the figure, as a mark: bars, dots, lines.
    pub mark: Style,
    /// Sessions on charts, as a mark.
    pub sessions: Style,
    /// A notice that needs a decision.
    pub warn: Style,
    /// Errors; never a rating, never a missed day.
    pub alert: Style,
    /// What is selected; always beside the marker.
    pub selected: Style,
    /// Frames at rest, and empty parts of bars.
    pub frame: Style,
    /// The frame of what has the focus.
    pub focus: Style,
    /// Keys in hints.
    pub key: Style,
    /// Ratings 1 to 9 as marks.
    pub mood: [Style; 9],
    /// Whether the nine can be told apart by colour alone; where not, the digit stands in the mark's place.
    pub ramp: bool,
    /// Whether numbers that judge are shown; where not, words and shapes stand in their place.
    pub numbers: bool,
    /// The characters.
    pub glyphs: Glyphs,
}

/// The characters pictures are drawn with.
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
}

const UNICODE: Glyphs = Glyphs {
    ascii: false,
    braille: true,
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
};

/// Text, dim, accent, accent 2, warn, alert, frame, the selection's ground; then the mood ramp.
struct Palette {
    text: u32,
    dim: u32,
    accent: u32,
    second: u32,
    warn: u32,
    alert: u32,
    frame: u32,
    ground: u32,
    mood: [u32; 9],
}

const DARK: Palette = Palette {
    text: 0xd7_dae0,
    dim: 0x8b_93a3,
    accent: 0x7f_d7c4,
    second: 0xc3_a6ff,
    warn: 0xf2_c66d,
    alert: 0xff_8f80,
    frame: 0x4a_5162,
    ground: 0x1f_2530,
    mood: [
        0x4f_66d0, 0x56_7ccd, 0x5e_91c9, 0x70_a1be, 0x85_b1b0, 0xa0_bfa4, 0xc0_cc9b, 0xe0_d98f,
        0xff_e680,
    ],
};

const LIGHT: Palette = Palette {
    text: 0x24_272e,
    dim: 0x5d_6470,
    accent: 0x0b_6e63,
    second: 0x6a_3fb5,
    warn: 0x8a_5a00,
    alert: 0xb3_261e,
    frame: 0xa9_adb5,
    ground: 0xe6_efe9,
    mood: [
        0x16_236b, 0x21_377f, 0x2e_4b94, 0x3c_60a8, 0x55_73a6, 0x6f_85a2, 0x89_8f8d, 0xa1_8c60,
        0xb8_860b,
    ],
};

impl Theme {
    /// The theme for what was set and what the terminal says of itself.
    pub fn choose(choice: ThemeChoice, glyphs: GlyphChoice, environment: &Environment) -> Self {
        let dumb = environment.no_color || environment.term == "dumb";
        let theme = match choice {
            _ if dumb => Self::mono(),
            ThemeChoice::Mono => Self::mono(),
            ThemeChoice::Terminal => Self::terminal(),
            ThemeChoice::Dark => Self::of(&DARK),
            ThemeChoice::Light => Self::of(&LIGHT),
            ThemeChoice::Contrast => Self::of(&Palette {
                frame: 0x61_6a7d,
                ..DARK
            }),
            ThemeChoice::Auto => match environment.colorfgbg.as_deref().and_then(is_dark) {
                Some(dark) if has_truecolor(environment) => {
                    Self::of(if dark { &DARK } else { &LIGHT })
                }
                _ => Self::terminal(),
            },
        };
        theme.with_glyphs(glyphs)
    }

    /// Whether it is worth asking the terminal for its background: our own colours are wanted and can be shown, the
    /// environment does not tell, and the terminal is near enough to answer at once.
    pub fn should_ask(choice: ThemeChoice, environment: &Environment) -> bool {
        choice == ThemeChoice::Auto
            && has_truecolor(environment)
            && !environment.no_color
            && !environment.is_remote
            && environment.colorfgbg.as_deref().and_then(is_dark).is_none()
    }

    /// Our own colours for a background that is dark or not, with the same characters.
    #[must_use]
    pub fn on_background(&self, dark: bool) -> Self {
        Self {
            glyphs: self.glyphs,
            ..Self::of(if dark { &DARK } else { &LIGHT })
        }
    }

    /// The same theme with other characters.
    #[must_use]
    pub fn with_glyphs(mut self, glyphs: GlyphChoice) -> Self {
        self.glyphs = match glyphs {
            GlyphChoice::Ascii => ASCII,
            GlyphChoice::Block => Glyphs {
                braille: false,
                ..UNICODE
            },
            GlyphChoice::Auto | GlyphChoice::Braille => UNICODE,
        };
        self
    }

    /// The same theme with words and shapes for numbers; bars of digits become bars of signs.
    #[must_use]
    pub fn without_numbers(&self) -> Self {
        let mut theme = Self {
            numbers: false,
            ..self.clone()
        };
        if theme.glyphs.ascii {
            theme.glyphs.bars = ["_", ",", "-", "~", "=", "+", "%", "#"];
        }
        theme
    }

    /// Our colours for a dark background.
    pub fn dark() -> Self {
        Self::of(&DARK)
    }

    /// Our colours for a light background.
    pub fn light() -> Self {
        Self::of(&LIGHT)
    }

    fn of(palette: &Palette) -> Self {
        let ink = |value: u32| Style::new().fg(Color::from_u32(value));
        Self {
            text: ink(palette.text),
            strong: ink(palette.text).add_modifier(Modifier::BOLD),
            dim: ink(palette.dim),
            accent: ink(palette.accent).add_modifier(Modifier::BOLD),
            mark: ink(palette.accent),
            sessions: ink(palette.second),
            warn: ink(palette.warn),
            alert: ink(palette.alert),
            selected: ink(palette.accent)
                .bg(Color::from_u32(palette.ground))
                .add_modifier(Modifier::BOLD),
            frame: ink(palette.frame),
            focus: ink(palette.accent),
            key: ink(palette.accent).add_modifier(Modifier::BOLD),
            mood: palette.mood.map(ink),
            ramp: true,
            numbers: true,
            glyphs: UNICODE,
        }
    }

    /// The terminal's own sixteen colours. Many palettes make some of them unreadable, so they
    /// colour only marks, whose place or digit says the same; text is bold, dim or reversed.
    pub fn terminal() -> Self {
        let plain = Style::new();
        let low = plain.fg(Color::Blue);
        let middle = plain.fg(Color::Cyan);
        let high = plain.fg(Color::Yellow);
        Self {
            mark: plain.fg(Color::Cyan),
            sessions: plain.fg(Color::Magenta),
            focus: plain.fg(Color::Cyan),
            alert: plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            mood: [low, low, low, middle, middle, middle, high, high, high],
            ..Self::mono()
        }
    }

    /// No colour at all.
    pub fn mono() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let dim = plain.add_modifier(Modifier::DIM);
        Self {
            text: plain,
            strong: bold,
            dim,
            accent: bold,
            mark: plain,
            sessions: plain,
            warn: bold,
            alert: bold,
            selected: bold.add_modifier(Modifier::REVERSED),
            frame: dim,
            focus: bold,
            key: bold,
            mood: [plain; 9],
            ramp: false,
            numbers: true,
            glyphs: UNICODE,
        }
    }
}

fn has_truecolor(environment: &Environment) -> bool {
    matches!(environment.colorterm.as_str(), "truecolor" | "24bit") && environment.term != "dumb"
}

/// Whether `COLORFGBG` (`15;0`, `0;default;15`) tells of a dark background; nothing if unclear.
fn is_dark(value: &str) -> Option<bool> {
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(true),
        7 | 9..=15 => Some(false),
        _ => None,
    }
}

/// The number of a colour by name among the terminal's sixteen; nothing for the terminal's own and those without a name.
pub const fn one_of_sixteen(color: Color) -> Option<u8> {
    Some(match color {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(value: u32) -> f64 {
        let channel = |shift: u32| {
            let part = f64::from((value >> shift) & 0xff) / 255.0;
            if part <= 0.040_45 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn text_roles_can_be_read_on_their_background() {
        for (palette, ground) in [(&DARK, 0x12_141a), (&LIGHT, 0xfb_faf7)] {
            for role in [
                palette.text,
                palette.dim,
                palette.accent,
                palette.second,
                palette.warn,
                palette.alert,
            ] {
                assert!(
                    contrast(role, ground) >= 4.5,
                    "{role:06x} on {ground:06x}: {:.2}",
                    contrast(role, ground)
                );
            }
            assert!(
                contrast(palette.accent, palette.ground) >= 4.5,
                "the selection"
            );
            for (level, step) in palette.mood.iter().enumerate() {
                assert!(
                    contrast(*step, ground) >= 3.0,
                    "mood {} on {ground:06x}",
                    level + 1
                );
            }
        }
    }

    #[test]
    fn no_color_means_no_colour() {
        let environment = Environment {
            no_color: true,
            ..Environment::default()
        };
        let theme = Theme::choose(ThemeChoice::Dark, GlyphChoice::Auto, &environment);
        for style in [
            theme.text,
            theme.selected,
            theme.mark,
            theme.alert,
            theme.mood[0],
        ] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert!(
            theme.selected.add_modifier.contains(Modifier::REVERSED),
            "the selection stays plain to see"
        );
    }

    #[test]
    fn the_terminal_is_asked_only_where_its_answer_would_be_used() {
        let near = Environment {
            colorterm: "24bit".into(),
            term: "xterm-256color".into(),
            ..Environment::default()
        };
        assert!(Theme::should_ask(ThemeChoice::Auto, &near));
        assert!(
            !Theme::should_ask(ThemeChoice::Dark, &near),
            "a theme was set"
        );
        for changed in [
            Environment {
                colorterm: String::new(),
                ..near.clone()
            },
            Environment {
                no_color: true,
                ..near.clone()
            },
            Environment {
                is_remote: true,
                ..near.clone()
            },
            Environment {
                term: "dumb".into(),
                ..near.clone()
            },
            Environment {
                colorfgbg: Some("0;15".into()),
                ..near.clone()
            },
        ] {
            assert!(
                !Theme::should_ask(ThemeChoice::Auto, &changed),
                "{changed:?}"
            );
        }
        let ascii = Theme::terminal()
            .with_glyphs(GlyphChoice::Ascii)
            .on_background(false);
        assert_eq!((ascii.text, ascii.glyphs), (Theme::light().text, ASCII));
    }

    #[test]
    fn our_own_colours_need_a_known_background() {
        let mut environment = Environment {
            colorterm: "truecolor".into(),
            ..Environment::default()
        };
        let choose = |environment: &Environment| {
            Theme::choose(ThemeChoice::Auto, GlyphChoice::Auto, environment)
        };
        assert_eq!(choose(&environment), Theme::terminal());
        environment.colorfgbg = Some("15;0".into());
        assert_eq!(choose(&environment), Theme::dark());
        environment.colorfgbg = Some("0;15".into());
        assert_eq!(choose(&environment), Theme::light());
    }
}
