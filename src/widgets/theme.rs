//! Colours by role, and the characters pictures are drawn with.
//!
//! Every value comes from the study of contrast and colour blindness behind the design: text
//! roles have at least 4.5:1 on their background, each step of the mood ramp at least 3:1.

use crate::config::{GlyphChoice, ThemeChoice};
use crate::environment::Environment;
use crate::widgets::cell_ratio::CellRatio;
use crate::widgets::color::{blend, contrast, luminance, text_on};
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
    /// Ratings 1 to 9 as the ground of text.
    pub fill: [Style; 9],
    /// Ratings 1 to 9 as quiet columns that a line runs over: the line keeps 3:1 on each.
    pub quiet: [Style; 9],
    /// Mood, energy, calm, and sleep as series; a name always stands beside.
    pub series: [Style; 4],
    /// The figure, the ring, and the breath: lit, plain, and two degrees of shade.
    pub tones: [Style; 4],
    /// Limbs and things farther away.
    pub far: Style,
    /// Lines of a chart, and frames without the focus.
    pub grid: Style,
    /// A line over columns.
    pub line: Style,
    /// The background, where it is known; colors fade towards it.
    pub base: Option<Color>,
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
    /// How much higher than wide the terminal's cells are.
    pub cell_ratio: CellRatio,
    /// Whether areas drawn with signs reach a little into the cells around, and stay there when the sign has gone.
    pub overflows: bool,
}

const UNICODE: Glyphs = Glyphs {
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
    cell_ratio: CellRatio::USUAL,
    overflows: false,
};

/// The colors a theme is made of; all other roles are derived from them.
#[derive(Clone, Copy)]
struct Palette {
    base: u32,
    text: u32,
    dim: u32,
    accent: u32,
    sessions: u32,
    warn: u32,
    alert: u32,
    frame: u32,
    selected: u32,
    energy: u32,
    calm: u32,
    sleep: u32,
    mood: [u32; 9],
}

const DARK: Palette = Palette {
    base: 0x12_141a,
    text: 0xd7_dae0,
    dim: 0x8b_93a3,
    accent: 0x7f_d7c4,
    sessions: 0xc3_a6ff,
    warn: 0xf2_c66d,
    alert: 0xff_8f80,
    frame: 0x4a_5162,
    selected: 0x1f_2530,
    energy: 0xff_a96b,
    calm: 0x6f_d3c0,
    sleep: 0x86_a9ff,
    mood: [
        0x6a_5dde, 0x56_78e2, 0x41_92df, 0x35_aad1, 0x48_beb8, 0x68_d19d, 0x98_db7c, 0xcb_e066,
        0xff_ec85,
    ],
};

const LIGHT: Palette = Palette {
    base: 0xfb_faf7,
    text: 0x24_272e,
    dim: 0x5d_6470,
    accent: 0x0b_6e63,
    sessions: 0x6a_3fb5,
    warn: 0x8a_5a00,
    alert: 0xb3_261e,
    frame: 0xa9_adb5,
    selected: 0xe6_efe9,
    energy: 0xa8_4a00,
    calm: 0x0b_6e63,
    sleep: 0x2a_56b8,
    mood: [
        0x2e_1273, 0x26_2b87, 0x01_4ea2, 0x00_64b0, 0x00_8091, 0x00_9765, 0x5b_901f, 0x8d_944d,
        0xc7_7e00,
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
        let mut theme = theme.with_glyphs(glyphs);
        theme.glyphs.overflows = environment.is_xterm;
        theme
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

    /// The same theme for cells of other sides.
    #[must_use]
    pub const fn with_cell_ratio(mut self, ratio: CellRatio) -> Self {
        self.glyphs.cell_ratio = ratio;
        self
    }

    /// The same theme with other characters, in the same cells.
    #[must_use]
    pub fn with_glyphs(mut self, glyphs: GlyphChoice) -> Self {
        let chosen = match glyphs {
            GlyphChoice::Ascii => ASCII,
            GlyphChoice::Braille => Glyphs {
                braille: true,
                ..UNICODE
            },
            GlyphChoice::Auto | GlyphChoice::Block => UNICODE,
        };
        self.glyphs = Glyphs {
            cell_ratio: self.glyphs.cell_ratio,
            overflows: self.glyphs.overflows,
            ..chosen
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
        let foreground = |color: u32| Style::new().fg(Color::from_u32(color));
        let is_dark = luminance(palette.base) < 0.2;
        let faded = |color: u32, share: f64| blend(color, palette.base, share);
        let lit = if is_dark { 0xff_ffff } else { 0x00_0000 };
        let tone =
            |light: f64, shade: f64| foreground(faded(blend(palette.accent, lit, light), shade));
        Self {
            text: foreground(palette.text),
            strong: foreground(palette.text).add_modifier(Modifier::BOLD),
            dim: foreground(palette.dim),
            accent: foreground(palette.accent).add_modifier(Modifier::BOLD),
            mark: foreground(palette.accent),
            sessions: foreground(palette.sessions),
            warn: foreground(palette.warn),
            alert: foreground(palette.alert),
            selected: foreground(palette.accent)
                .bg(Color::from_u32(palette.selected))
                .add_modifier(Modifier::BOLD),
            frame: foreground(palette.frame),
            focus: foreground(palette.accent),
            key: foreground(palette.accent).add_modifier(Modifier::BOLD),
            mood: palette.mood.map(foreground),
            fill: palette.mood.map(text_on),
            quiet: palette
                .mood
                .map(|color| foreground(quiet(color, palette, is_dark))),
            series: [palette.mood[8], palette.energy, palette.calm, palette.sleep].map(foreground),
            tones: if is_dark {
                [
                    tone(0.35, 0.0),
                    tone(0.0, 0.0),
                    tone(0.0, 0.34),
                    tone(0.0, 0.62),
                ]
            } else {
                [
                    tone(0.0, 0.30),
                    tone(0.0, 0.12),
                    tone(0.0, 0.0),
                    tone(0.5, 0.0),
                ]
            },
            far: foreground(faded(palette.dim, if is_dark { 0.55 } else { 0.35 })),
            grid: foreground(faded(palette.frame, 0.35)),
            line: foreground(palette.text).add_modifier(Modifier::BOLD),
            base: Some(Color::from_u32(palette.base)),
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
            quiet: [low, low, low, middle, middle, middle, high, high, high]
                .map(|style| style.add_modifier(Modifier::DIM)),
            series: [Color::Yellow, Color::Red, Color::Cyan, Color::Blue]
                .map(|color| plain.fg(color)),
            tones: [plain.fg(Color::Cyan); 4],
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
            fill: [plain.add_modifier(Modifier::REVERSED); 9],
            quiet: [dim; 9],
            series: [plain; 4],
            tones: [plain; 4],
            far: dim,
            grid: dim,
            line: bold,
            base: None,
            ramp: false,
            numbers: true,
            glyphs: UNICODE,
        }
    }
}

/// `color` as a column a line of text color runs over: no brighter than leaves the line 3:1.
fn quiet(color: u32, palette: &Palette, is_dark: bool) -> u32 {
    let least: f64 = if is_dark { 0.40 } else { 0.30 };
    (0..40)
        .map(|step| blend(color, palette.base, least + f64::from(step) * 0.01))
        .find(|color| contrast(*color, palette.text) >= 3.0)
        .unwrap_or_else(|| blend(color, palette.base, 0.78))
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

    #[test]
    fn text_roles_can_be_read_on_their_background() {
        for palette in [&DARK, &LIGHT] {
            let ground = palette.base;
            for role in [
                palette.energy,
                palette.calm,
                palette.sleep,
                palette.text,
                palette.dim,
                palette.accent,
                palette.sessions,
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
                contrast(palette.accent, palette.selected) >= 4.5,
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
