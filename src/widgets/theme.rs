//! Colors by role, and the characters used for drawing.
//!
//! All values come from a study of contrast and color blindness: text roles have at least 4.5:1 on their
//! background, and each step of the mood ramp at least 3:1.

mod glyphs;
pub mod indexed;
mod known_terminals;
mod tuning;

use crate::config::GlyphChoice;
use crate::content::themes::{self, Palette, TEXT};
use crate::domain::Units;
use crate::environment::Environment;
use crate::widgets::cell_ratio::CellRatio;
use crate::widgets::color::{blend, contrast, legible, luminance, number, text_on};
use glyphs::UNICODE;
pub use glyphs::{Areas, Glyphs};
use ratatui::style::{Color, Modifier, Style};

/// The styles of all roles.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Theme {
    /// Body text.
    pub text: Style,
    /// The most important text.
    pub strong: Style,
    /// Labels, hints, axes.
    pub dim: Style,
    /// Focus and the primary action, as text.
    pub accent: Style,
    /// Focus and the figure, as marks: bars, dots, lines.
    pub mark: Style,
    /// Sessions on charts, as marks.
    pub sessions: Style,
    /// A notice that needs a decision.
    pub warn: Style,
    /// Errors; never a rating, never a missed day.
    pub alert: Style,
    /// The selection; always together with the marker.
    pub selected: Style,
    /// Unfocused frames, and empty parts of bars.
    pub frame: Style,
    /// Frame of the focused part.
    pub focus: Style,
    /// Keys in hints.
    pub key: Style,
    /// Ratings 1 to 9 as marks.
    pub mood: [Style; 9],
    /// Ratings 1 to 9 as backgrounds for text.
    pub fill: [Style; 9],
    /// Ratings 1 to 9 as muted columns under a line, which keeps at least 3:1 on each.
    pub quiet: [Style; 9],
    /// Mood, energy, calm, and sleep as marks of a series, always next to a name.
    pub series: [Style; 4],
    /// The names of the four next to their marks, in the same hues if those are readable as text.
    pub names: [Style; 4],
    /// The figure, the ring, and the breath: lit, plain, and two degrees of shade.
    pub tones: [Style; 4],
    /// Far limbs and objects.
    pub far: Style,
    /// Grid lines of charts, and unfocused frames.
    pub grid: Style,
    /// A line over columns.
    pub line: Style,
    /// The background, if known; colors fade toward it.
    pub base: Option<Color>,
    /// Whether the background is painted; if not, the terminal's own shows through.
    pub fill_background: bool,
    /// Whether our colors are sent as the nearest of 256.
    pub indexed: bool,
    /// Whether colors can distinguish the nine ratings; if not, the digit replaces the mark.
    pub ramp: bool,
    /// Whether judging numbers are shown; if not, words and shapes replace them.
    pub numbers: bool,
    /// How distances, times of day and weeks are written.
    pub units: Units,
    /// The characters.
    pub glyphs: Glyphs,
}

/// Where the colors come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorSource {
    /// The capabilities that the terminal reports.
    Auto,
    /// The terminal's own sixteen colors.
    Terminal,
    /// No color.
    Mono,
    /// A given palette.
    Palette(Palette),
}

/// The terminal's answers to queries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalAnswers {
    /// Its background, `0xRRGGBB` (OSC 11).
    pub background: Option<u32>,
    /// Its name and version, such as `kitty(0.40.1)` (XTVERSION).
    pub version: Option<String>,
}

/// What to query the terminal for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// Its background.
    pub background: bool,
    /// Its name and version.
    pub version: bool,
}

impl Questions {
    /// Queries that are useful with this choice of colors, if the terminal is close enough to answer at once. A
    /// console that might print an unknown query is not asked.
    pub fn worth_asking(
        colors: &ColorSource,
        glyphs: GlyphChoice,
        environment: &Environment,
    ) -> Self {
        let is_near = !environment.is_remote && !environment.is_dumb();
        let fades = match colors {
            ColorSource::Auto => true,
            ColorSource::Terminal | ColorSource::Mono => false,
            ColorSource::Palette(palette) => !palette.fill,
        };
        Self {
            background: is_near
                && fades
                && !environment.no_color
                && depth(environment) > Depth::Sixteen,
            version: is_near && glyphs == GlyphChoice::Auto && environment.term != "linux",
        }
    }

    /// Whether there is anything to query.
    pub const fn is_some(self) -> bool {
        self.background || self.version
    }
}

impl Theme {
    /// The theme for the settings, the environment and the terminal's answers.
    pub fn choose(
        colors: &ColorSource,
        glyphs: GlyphChoice,
        environment: &Environment,
        answers: &TerminalAnswers,
    ) -> Self {
        let theme = match colors {
            _ if environment.no_color || environment.term == "dumb" => Self::mono(),
            ColorSource::Mono => Self::mono(),
            ColorSource::Terminal => Self::terminal(),
            ColorSource::Palette(palette) => {
                Self::in_depth(palette, answers.background, depth(environment))
            }
            ColorSource::Auto => Self::by_background(environment, answers),
        };
        let signs = known_terminals::best(glyphs, answers.version.as_deref());
        let mut theme = theme.with_glyphs(signs);
        theme.glyphs.overflows = environment.is_xterm;
        theme
    }

    /// Our own colors if the background is known and the terminal can show them, otherwise the terminal's.
    fn by_background(environment: &Environment, answers: &TerminalAnswers) -> Self {
        let told = environment.colorfgbg.as_deref().and_then(is_dark);
        let answered = answers.background.map(is_dark_ground);
        let depth = depth(environment);
        let palette = answered
            .or(told)
            .filter(|_| depth > Depth::Sixteen)
            .and_then(|dark| themes::built_in(if dark { "dark" } else { "light" }));
        palette.map_or_else(Self::terminal, |palette| {
            Self::in_depth(&palette, answers.background, depth)
        })
    }

    /// The theme with this palette, reduced to what the terminal can show. A theme the user chose is used even on
    /// a 16-color terminal, which may support more than it reports.
    fn in_depth(palette: &Palette, background: Option<u32>, depth: Depth) -> Self {
        if depth != Depth::Indexed {
            return Self::of(palette, background);
        }
        let fitted = indexed::fitted(palette, background);
        let mut theme = Self::of(&fitted, background);
        theme.names = theme.names.map(|style| match style.fg.and_then(number) {
            Some(color) => style.fg(Color::from_u32(indexed::legible(
                color,
                fitted.background,
                TEXT,
            ))),
            None => style,
        });
        theme.indexed = true;
        theme
    }

    /// The style of a rating's number, `place` from 0 to 8. There is no way to know whether words are readable in
    /// the terminal's own sixteen colors.
    pub const fn digit(&self, place: usize) -> Style {
        if self.ramp {
            self.mood[place]
        } else {
            self.text
        }
    }

    /// The same theme for a different cell ratio.
    #[must_use]
    pub const fn with_cell_ratio(mut self, ratio: CellRatio) -> Self {
        self.glyphs.cell_ratio = ratio;
        self
    }

    /// The same theme with other characters and the same cell ratio.
    #[must_use]
    pub fn with_glyphs(mut self, glyphs: GlyphChoice) -> Self {
        self.glyphs = Glyphs {
            cell_ratio: self.glyphs.cell_ratio,
            overflows: self.glyphs.overflows,
            ..Glyphs::of(glyphs)
        };
        self
    }

    /// The same theme with words and shapes instead of numbers; bars of digits become bars of symbols.
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

    /// Our colors for a dark background, assuming the palette's own.
    pub fn dark() -> Self {
        Self::built_in("dark")
    }

    /// Our colors for a light background, assuming the palette's own.
    pub fn light() -> Self {
        Self::built_in("light")
    }

    /// The built-in theme `name`, assuming its own background.
    fn built_in(name: &str) -> Self {
        themes::built_in(name).map_or_else(Self::terminal, |palette| {
            Self::of(&palette, Some(palette.background))
        })
    }

    /// The theme with these colors on the terminal's `background`, if known. If it is unknown and not painted,
    /// nothing glows, because fading toward the wrong color leaves a visible edge.
    pub fn of(palette: &Palette, background: Option<u32>) -> Self {
        let ground = if palette.fill {
            Some(palette.background)
        } else {
            background
        };
        let palette = &ground.map_or(*palette, |ground| tuning::on(palette, ground));
        let base = palette.background;
        let foreground = |color: u32| Style::new().fg(Color::from_u32(color));
        let is_dark = is_dark_ground(base);
        let faded = |color: u32, share: f64| blend(color, base, share);
        let lit = if is_dark { 0xff_ffff } else { 0x00_0000 };
        let tone =
            |light: f64, shade: f64| foreground(faded(blend(palette.accent, lit, light), shade));
        let series = [palette.mood[8], palette.energy, palette.calm, palette.sleep];
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
            series: series.map(foreground),
            names: series.map(|color| foreground(legible(color, base, TEXT))),
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
            base: ground.map(Color::from_u32),
            fill_background: palette.fill,
            indexed: false,
            ramp: true,
            numbers: true,
            units: Units::default(),
            glyphs: UNICODE,
        }
    }

    /// The terminal's own sixteen colors. Many palettes make some of them unreadable, so they are used only for
    /// marks that also differ by position or digit; text is bold, dim or reversed.
    pub fn terminal() -> Self {
        let plain = Style::new();
        // Plain blue is nearly black in many palettes.
        let low = plain.fg(Color::LightBlue);
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
            series: [Color::Yellow, Color::Red, Color::Cyan, Color::LightBlue]
                .map(|color| plain.fg(color)),
            tones: [plain.fg(Color::Cyan); 4],
            ..Self::mono()
        }
    }

    /// No color.
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
            names: [plain; 4],
            tones: [plain; 4],
            far: dim,
            grid: dim,
            line: bold,
            base: None,
            fill_background: false,
            indexed: false,
            ramp: false,
            numbers: true,
            units: Units::default(),
            glyphs: UNICODE,
        }
    }
}

/// `color` for a column under a line in the text color: dark enough to leave the line 3:1.
fn quiet(color: u32, palette: &Palette, is_dark: bool) -> u32 {
    let least: f64 = if is_dark { 0.40 } else { 0.30 };
    (0..40)
        .map(|step| blend(color, palette.background, least + f64::from(step) * 0.01))
        .find(|color| contrast(*color, palette.text) >= 3.0)
        .unwrap_or_else(|| blend(color, palette.background, 0.78))
}

/// Whether text on `ground` has to be light.
fn is_dark_ground(ground: u32) -> bool {
    luminance(ground) < 0.2
}

/// How many colors a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    /// Its own sixteen, or none.
    Sixteen,
    /// 256: a cube of 6 levels, and grays.
    Indexed,
    /// True color.
    Full,
}

fn depth(environment: &Environment) -> Depth {
    /// Substrings of names of terminals with at least 256 colors.
    const NAMES: [&str; 6] = [
        "256color",
        "kitty",
        "alacritty",
        "foot",
        "ghostty",
        "wezterm",
    ];
    let term = environment.term.as_str();
    match environment.colorterm.as_str() {
        _ if term == "dumb" => Depth::Sixteen,
        "truecolor" | "24bit" => Depth::Full,
        // xterm supports them under all of its names.
        _ if environment.is_xterm || NAMES.iter().any(|name| term.contains(name)) => Depth::Indexed,
        _ => Depth::Sixteen,
    }
}

/// Whether `COLORFGBG` (`15;0`, `0;default;15`) indicates a dark background; `None` if unclear.
fn is_dark(value: &str) -> Option<bool> {
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        0..=6 | 8 => Some(true),
        7 | 9..=15 => Some(false),
        _ => None,
    }
}

/// Index of a named color among the terminal's sixteen; `None` for the default and for colors without a name.
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
mod tests;
