//! The colors of themes: those in `assets/themes/`, and those that a person writes in the same form.
//!
//! A built-in theme is read only when it is chosen.

use crate::content::color::{blend, contrast, read};
use crate::content::nearest::Unknown;
use crate::content::toml_lines::{line_at, line_of};
use crate::domain::sanitize;
use toml::{Table, Value};

macro_rules! built_in {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!(env!("OUT_DIR"), "/theme-", $name, ".json")),
        )
    };
}

/// The names of the themes with colors of their own, as `theme` in `config.toml` names them, and their colors as JSON.
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

/// The least contrast of words on their ground (WCAG 2.2, AA).
pub const TEXT: f64 = 4.5;
/// The least contrast of marks on their ground (WCAG 2.2, non-text).
pub const MARK: f64 = 3.0;

/// The most stops a ramp can have: one a rating.
const MOST_STOPS: usize = 9;

/// The colors a theme is made of, each `0xRRGGBB`; all others are derived from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// The background the others were chosen for.
    pub background: u32,
    /// Whether the background is painted; otherwise the terminal's shows through.
    pub fill: bool,
    /// Body text.
    pub text: u32,
    /// Labels, hints, axes.
    pub dim: u32,
    /// Frames at rest, and empty parts of bars.
    pub frame: u32,
    /// The ground of what is selected.
    pub selected: u32,
    /// Focus, keys, and the figure.
    pub accent: u32,
    /// Sessions on charts.
    pub sessions: u32,
    /// What needs a decision.
    pub warn: u32,
    /// Errors.
    pub alert: u32,
    /// Energy as a series.
    pub energy: u32,
    /// Calm as a series.
    pub calm: u32,
    /// Sleep as a series.
    pub sleep: u32,
    /// Ratings 1 to 9.
    pub mood: [u32; 9],
}

/// The names of the built-in themes that have colors of their own.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.into_iter().map(|(name, _)| name)
}

/// The colors of the built-in theme `name`; nothing where there is none.
pub fn built_in(name: &str) -> Option<Palette> {
    let (_, json) = BUILT_IN.into_iter().find(|(known, _)| *known == name)?;
    Palette::of(&serde_json::from_str(json).ok()?).ok()
}

/// A mistake in a theme.
struct Mistake {
    /// The key it is about; nothing for what is missing.
    key: Option<String>,
    what: String,
}

impl Palette {
    /// Reads the colors from the text of a file.
    ///
    /// # Errors
    /// With a sentence for each mistake, which names the line and what to write.
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

    /// The colors of words, by their names in the file.
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

    /// What is hard to see, a sentence each: words under 4.5:1 on the background, the selection under 4.5:1, and
    /// ratings under 3:1.
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
                // Never rounded up to what is asked for.
                let ratio = (ratio * 10.0).floor() / 10.0;
                format!("{name} has a contrast of {ratio:.1}, hard to read under {least:.1}")
            })
            .collect()
    }
}

/// Takes colors out of a table, and notes what is wrong with them.
struct Reader<'a> {
    table: &'a Table,
    missing: Vec<&'static str>,
    mistakes: Vec<Mistake>,
}

/// Every key of a theme's file; `name` is for people, the file's name is what counts.
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
            let known = "docs/themes.md lists them";
            let what = Unknown::new("color", key, KEYS.into_iter(), known).to_string();
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

/// Nine colors at even distances from the first of `stops` to the last.
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
