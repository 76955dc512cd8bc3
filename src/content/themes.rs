//! Theme colors: the built-in ones in `assets/themes/`, and custom ones in the same format.
//!
//! A built-in theme is only parsed when selected.

use crate::content::color::{blend, contrast, read};
use crate::content::nearest::Unknown;
use crate::content::toml_lines::{line_at, line_of};
use crate::domain::sanitize;
use std::sync::LazyLock;
use toml::{Table, Value};

macro_rules! built_in {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!(env!("OUT_DIR"), "/theme-", $name, ".json")),
        )
    };
}

/// Names of the built-in themes with their own colors, as used for `theme` in `config.toml`, with
/// their colors as JSON.
const BUILT_IN: [(&str, &str); 13] = [
    built_in!("dark"),
    built_in!("light"),
    built_in!("contrast"),
    built_in!("catppuccin-mocha"),
    built_in!("catppuccin-latte"),
    built_in!("gruvbox-dark"),
    built_in!("gruvbox-light"),
    built_in!("nord"),
    built_in!("tokyo-night"),
    built_in!("rose-pine"),
    built_in!("solarized-dark"),
    built_in!("solarized-light"),
    built_in!("dracula"),
];

/// Minimum contrast of text with its background (WCAG 2.2, AA).
pub const TEXT: f64 = 4.5;
/// Minimum contrast of graphical marks with their background (WCAG 2.2, non-text).
pub const MARK: f64 = 3.0;

/// Maximum number of stops in a ramp: one per rating.
const MOST_STOPS: usize = 9;

/// The base colors of a theme, each `0xRRGGBB`; all others are derived from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The background the other colors were chosen for.
    pub background: u32,
    /// Whether to paint the background; otherwise the terminal's own shows through.
    pub fill: bool,
    /// Body text.
    pub text: u32,
    /// Labels, hints, axes.
    pub dim: u32,
    /// Inactive frames, and the empty part of bars.
    pub frame: u32,
    /// Background of the selection.
    pub selected: u32,
    /// Focus, keys, and the animated figure.
    pub accent: u32,
    /// Sessions on charts.
    pub sessions: u32,
    /// Things that need a decision.
    pub warn: u32,
    /// Errors.
    pub alert: u32,
    /// Energy data series.
    pub energy: u32,
    /// Calm data series.
    pub calm: u32,
    /// Sleep data series.
    pub sleep: u32,
    /// Mood ratings 1 to 9.
    pub mood: [u32; 9],
}

/// Names of the built-in themes with their own colors.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter().map(|(name, _)| name)
}

/// The colors of the built-in theme `name`; `None` if unknown.
pub fn built_in(name: &str) -> Option<Palette> {
    let (_, json) = BUILT_IN.into_iter().find(|(known, _)| *known == name)?;
    Palette::of(&serde_json::from_str(json).ok()?).ok()
}

/// A mistake in a theme.
struct Mistake {
    /// The key concerned; `None` if something is missing.
    key: Option<String>,
    what: String,
}

impl Palette {
    /// Parses the colors in a theme file.
    ///
    /// # Errors
    /// One sentence per mistake, with the line and what to write instead.
    pub fn parse(text: &str) -> Result<Self, Vec<String>> {
        let table: Table = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            vec![format!("line {line}: {}", sanitize::line(error.message()))]
        })?;
        Self::of(&table).map_err(|mistakes| {
            let placed = |mistake: Mistake| match mistake.key {
                Some(key) => format!("line {}: {}", line_of(text, &key), mistake.what),
                None => mistake.what,
            };
            mistakes.into_iter().map(placed).collect()
        })
    }

    fn of(table: &Table) -> Result<Self, Vec<Mistake>> {
        let mut reader = Reader {
            table,
            missing: Vec::new(),
            mistakes: Vec::new(),
        };
        let palette = Self {
            background: reader.color("background"),
            text: reader.color("text"),
            dim: reader.color("dim"),
            frame: reader.color("frame"),
            selected: reader.color("selected"),
            accent: reader.color("accent"),
            sessions: reader.color("sessions"),
            warn: reader.color("warn"),
            alert: reader.color("alert"),
            energy: reader.color("energy"),
            calm: reader.color("calm"),
            sleep: reader.color("sleep"),
            mood: reader.ramp("mood"),
            fill: reader.switch("fill"),
        };
        let mistakes = reader.finish();
        if mistakes.is_empty() {
            Ok(palette)
        } else {
            Err(mistakes)
        }
    }

    /// Text colors by their names in the file.
    pub const fn words(&self) -> [(&'static str, u32); 9] {
        [
            ("text", self.text),
            ("dim", self.dim),
            ("accent", self.accent),
            ("sessions", self.sessions),
            ("warn", self.warn),
            ("alert", self.alert),
            ("energy", self.energy),
            ("calm", self.calm),
            ("sleep", self.sleep),
        ]
    }

    /// Legibility warnings, one sentence each: text below 4.5:1 on the background, selected text
    /// below 4.5:1, and ratings below 3:1.
    pub fn weaknesses(&self) -> Vec<String> {
        let words = self
            .words()
            .map(|(name, color)| (name.to_owned(), contrast(color, self.background), TEXT));
        let selected = (
            "accent on selected".to_owned(),
            contrast(self.accent, self.selected),
            TEXT,
        );
        let ratings = (1..).zip(self.mood).map(|(rating, color)| {
            (
                format!("mood at {rating}"),
                contrast(color, self.background),
                MARK,
            )
        });
        words
            .into_iter()
            .chain([selected])
            .chain(ratings)
            .filter(|(_, ratio, least)| ratio < least)
            .map(|(name, ratio, least)| {
                // Round down, so that a failing ratio is never displayed as the required one.
                let ratio = (ratio * 10.0).floor() / 10.0;
                format!("{name} has a contrast of {ratio:.1}, hard to read under {least:.1}")
            })
            .collect()
    }
}

/// Extracts colors from a table and records any mistakes.
struct Reader<'a> {
    table: &'a Table,
    missing: Vec<&'static str>,
    mistakes: Vec<Mistake>,
}

/// Every key of a theme file; `name` is only informational, since the file name identifies the
/// theme.
const KEYS: [&str; 15] = [
    "name",
    "background",
    "fill",
    "text",
    "dim",
    "frame",
    "selected",
    "accent",
    "sessions",
    "warn",
    "alert",
    "energy",
    "calm",
    "sleep",
    "mood",
];
/// The keys in a sentence: an installed copy has no pages beside it.
static COLORS: LazyLock<String> = LazyLock::new(|| format!("Colors: {}.", KEYS.join(", ")));

impl Reader<'_> {
    fn note(&mut self, key: &str, what: String) {
        let key = Some(key.to_owned());
        self.mistakes.push(Mistake { key, what });
    }

    fn color(&mut self, key: &'static str) -> u32 {
        let Some(value) = self.table.get(key) else {
            self.missing.push(key);
            return 0;
        };
        let color = value.as_str().and_then(read);
        if color.is_none() {
            self.note(
                key,
                format!("{key} isn't a color; write it like \"#c0caf5\""),
            );
        }
        color.unwrap_or(0)
    }

    fn switch(&mut self, key: &'static str) -> bool {
        match self.table.get(key) {
            None => false,
            Some(Value::Boolean(on)) => *on,
            Some(_) => {
                self.note(key, format!("{key} is true or false"));
                false
            }
        }
    }

    fn ramp(&mut self, key: &'static str) -> [u32; 9] {
        let Some(value) = self.table.get(key) else {
            self.missing.push(key);
            return [0; 9];
        };
        let stops = value
            .as_array()
            .filter(|stops| (2..=MOST_STOPS).contains(&stops.len()));
        let stops: Option<Vec<u32>> = stops.and_then(|stops| {
            let colors = stops.iter().map(|stop| stop.as_str().and_then(read));
            colors.collect()
        });
        let Some(stops) = stops else {
            let what = format!(
                "{key} is a list of 2 to 9 colors from low to high, like [\"#7a6cf0\", \"#f0d27a\"]"
            );
            self.note(key, what);
            return [0; 9];
        };
        spread(&stops)
    }

    fn finish(mut self) -> Vec<Mistake> {
        for key in self
            .table
            .keys()
            .filter(|key| !KEYS.contains(&key.as_str()))
        {
            let what = Unknown::new("color", key, KEYS.into_iter(), &COLORS).to_string();
            let key = Some(key.clone());
            self.mistakes.push(Mistake { key, what });
        }
        if !self.missing.is_empty() {
            let what = format!("add {}", self.missing.join(", "));
            self.mistakes.push(Mistake { key: None, what });
        }
        self.mistakes
    }
}

/// Nine evenly spaced colors from the first of `stops` to the last.
fn spread(stops: &[u32]) -> [u32; 9] {
    let last = stops.len().saturating_sub(1);
    std::array::from_fn(|place| {
        let at = place as f64 * last as f64 / 8.0;
        let before = (at as usize).min(last);
        let [from, to] =
            [before, (before + 1).min(last)].map(|stop| stops.get(stop).copied().unwrap_or(0));
        blend(from, to, at - before as f64)
    })
}

#[cfg(test)]
mod tests;
