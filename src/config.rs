//! The config file: what a person may want otherwise. Every key has a default.

use crate::domain::{DayStart, Question};
use color_eyre::eyre::{Result, eyre};
use serde::Deserialize;
use std::path::Path;

/// The settings in `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// When a day begins, `HH:MM`, before noon.
    pub day_start: String,
    /// The colours.
    pub theme: ThemeChoice,
    /// The characters pictures are drawn with.
    pub glyphs: GlyphChoice,
    /// Ring the terminal's bell at cues.
    pub bell: bool,
    /// Invert the countdown for a moment at cues.
    pub flash: bool,
    /// Show key poses instead of a moving figure.
    pub reduced_motion: bool,
    /// Questions asked at a check-in beside mood, energy, calm and sleep.
    pub also_ask: Vec<Question>,
}

/// Which colours to use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// By what the terminal says of itself.
    #[default]
    Auto,
    /// The terminal's own sixteen colours and background.
    Terminal,
    /// Our colours, for a dark background.
    Dark,
    /// Our colours, for a light background.
    Light,
    /// Our colours with stronger frames.
    Contrast,
    /// No colour: bold, dim, underline, reverse.
    Mono,
}

/// Which characters to draw pictures with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GlyphChoice {
    /// Braille dots and box lines.
    #[default]
    Auto,
    /// Braille dots and box lines.
    Braille,
    /// Quarter blocks in place of Braille.
    Block,
    /// Plain ASCII throughout.
    Ascii,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            day_start: "04:00".to_owned(),
            theme: ThemeChoice::Auto,
            glyphs: GlyphChoice::Auto,
            bell: true,
            flash: true,
            reduced_motion: false,
            also_ask: Vec::new(),
        }
    }
}

impl Config {
    /// Reads the file at `path`; the defaults when there is none.
    pub fn read(path: &Path) -> Result<Self> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map_err(|problem| eyre!("{}: {problem}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(eyre!("{} cannot be read: {error}", path.display())),
        }
    }

    /// Reads the settings from `text`; the error names the line and what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let config: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| 1 + text[..span.start.min(text.len())].matches('\n').count());
            format!("line {line}: {}", error.message())
        })?;
        if config.parse_day_start().is_none() {
            let line = 1 + text.lines().position(|line| line.trim_start().starts_with("day_start")).unwrap_or(0);
            return Err(format!(
                "line {line}: day_start is \"{}\"; expected a time before noon, like \"04:00\"",
                config.day_start.escape_debug()
            ));
        }
        Ok(config)
    }

    /// When a day begins.
    pub fn day_start(&self) -> DayStart {
        self.parse_day_start().unwrap_or_default()
    }

    fn parse_day_start(&self) -> Option<DayStart> {
        let (hours, minutes) = self.day_start.split_once(':')?;
        let hours: u16 = hours.parse().ok()?;
        let minutes: u16 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
        DayStart::new(hours.checked_mul(60)? + minutes)
    }

    /// The questions a check-in asks.
    pub fn questions(&self) -> Vec<Question> {
        Question::ALL
            .into_iter()
            .filter(|question| Question::CORE.contains(question) || self.also_ask.contains(question))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_config_is_the_default() {
        assert_eq!(Config::parse("").unwrap(), Config::default());
        assert_eq!(Config::default().day_start().minutes(), 240);
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (text, line, part) in [
            ("bell = true\nbel = false\n", "line 2", "bel"),
            ("\n\nday_start = \"25:00\"", "line 3", "before noon"),
            ("theme = \"pink\"", "line 1", "pink"),
            ("bell = ", "line 1", ""),
            ("also_ask = [\"happiness\"]", "line 1", "happiness"),
        ] {
            let error = Config::parse(text).unwrap_err();
            assert!(error.starts_with(line) && error.contains(part), "{text:?} gave {error}");
        }
    }

    #[test]
    fn extra_questions_come_after_the_four() {
        let config = Config::parse("also_ask = [\"focus\", \"body\"]").unwrap();
        assert_eq!(config.questions().len(), 6);
        assert_eq!(config.questions()[4], Question::Body);
    }
}
