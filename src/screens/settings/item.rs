//! The settings, one row of the screen each.

use crate::config::{Config, GlyphChoice, OrLocal, ThemeChoice, command_line};
use crate::content::words;
use crate::domain::units::Named;
use crate::domain::{DayStart, Question, Units, concat};
use chrono::{NaiveTime, TimeDelta};

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is explained by its words")]
pub enum SettingItem {
    Theme,
    Glyphs,
    ReducedMotion,
    Mouse,
    HideNumbers,
    ScreenReader,
    Distances,
    Clock,
    WeekStart,
    DayStart,
    Ask(Question),
    Ratings,
    Pacing,
    Bell,
    Flash,
    Tone,
    Voice,
    VoiceCommand,
    Notify,
    KeepAwake,
    Country,
    Inbox,
    BringIn,
}

impl SettingItem {
    /// All settings, in screen order.
    pub const ALL: [Self; 22 + Question::EXTRA.len()] = concat(&[
        &[
            Self::Theme,
            Self::Glyphs,
            Self::ReducedMotion,
            Self::Mouse,
            Self::HideNumbers,
            Self::ScreenReader,
            Self::Distances,
            Self::Clock,
            Self::WeekStart,
            Self::DayStart,
        ],
        &Self::QUESTIONS,
        &[
            Self::Ratings,
            Self::Pacing,
            Self::Bell,
            Self::Flash,
            Self::Tone,
            Self::Voice,
            Self::VoiceCommand,
            Self::Notify,
            Self::KeepAwake,
            Self::Country,
            Self::Inbox,
            Self::BringIn,
        ],
    ]);

    const QUESTIONS: [Self; Question::EXTRA.len()] = {
        let mut all = [Self::BringIn; Question::EXTRA.len()];
        let mut place = 0;
        while place < all.len() {
            all[place] = Self::Ask(Question::EXTRA[place]);
            place += 1;
        }
        all
    };

    /// The heading of the setting's group.
    pub const fn group(self) -> &'static str {
        match self {
            Self::Theme
            | Self::Glyphs
            | Self::ReducedMotion
            | Self::Mouse
            | Self::HideNumbers
            | Self::ScreenReader => "Look",
            Self::Distances | Self::Clock | Self::WeekStart => "Units",
            Self::DayStart | Self::Ask(_) | Self::Ratings => "Check-in",
            Self::Pacing => "Suggestions",
            Self::Bell
            | Self::Flash
            | Self::Tone
            | Self::Voice
            | Self::VoiceCommand
            | Self::Notify
            | Self::KeepAwake => "Session",
            Self::Country => "Support",
            Self::Inbox | Self::BringIn => "Your data",
        }
    }

    /// Its name and explanation.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Theme => (
                "Colors",
                "auto: your terminal's colors, or firstline's where supported",
            ),
            Self::Glyphs => ("Characters", "for charts; choose ascii if you see boxes"),
            Self::ReducedMotion => ("Reduce motion", "still poses"),
            Self::Mouse => ("Mouse", "click and scroll; hold shift to select text"),
            Self::HideNumbers => ("Hide numbers", "words and shapes instead"),
            Self::ScreenReader => (
                "Screen reader",
                "plain lines instead of screens, from the next start",
            ),
            Self::Distances => ("Distances", "auto: as your language setting has it"),
            Self::Clock => ("Times of day", "17:40 or 5:40 pm"),
            Self::WeekStart => ("Week starts on", "in calendars, weeks and your weekly goal"),
            Self::DayStart => ("Day starts at", "earlier entries count for the day before"),
            Self::Ask(question) => words::setting(question),
            Self::Ratings => (
                "Your own ratings",
                "pain, coffee, time outside: what the form asks beside these",
            ),
            Self::Pacing => (
                "Pacing",
                "small and never rising, if effort makes you ill afterwards",
            ),
            Self::Bell => ("Bell", "the terminal's bell when a step starts or ends"),
            Self::Flash => ("Flash", "the countdown inverts for a moment"),
            Self::Tone => ("Tone", "a short soft tone"),
            Self::Voice => ("Voice", "each step spoken"),
            Self::VoiceCommand => (
                "Speech program",
                "such as espeak-ng -s 140; empty for automatic",
            ),
            Self::Country => ("Country", "which country's numbers ! shows"),
            Self::Inbox => (
                "Inbox",
                "a text file your phone's notes app can write: walk 25m 4>6",
            ),
            Self::BringIn => (
                "Import your history",
                "from Daylio, Apple Health, a watch; or undo an import",
            ),
            Self::Notify => (
                "Notification",
                "halfway and at the end, while the window is hidden",
            ),
            Self::KeepAwake => (
                "Keep screen awake",
                "during a session, if your system allows it",
            ),
        }
    }

    /// Its value in words; `local` are the units of the locale.
    pub(super) fn value(self, config: &Config, local: Units) -> String {
        let switch = |on: bool| if on { "on" } else { "off" }.to_owned();
        match self {
            Self::Theme => config.theme.key().to_owned(),
            Self::Glyphs => config.glyphs.key().to_owned(),
            Self::Distances => chosen(config.distances, local.length),
            Self::Clock => chosen(config.clock, local.hours),
            Self::WeekStart => chosen(config.week_start, local.week),
            Self::DayStart => {
                let starts = config.day_start().minutes();
                let starts = TimeDelta::minutes(i64::from(starts));
                config.units(local).time(NaiveTime::MIN + starts)
            }
            Self::ReducedMotion => switch(config.reduced_motion),
            Self::Mouse => switch(config.mouse),
            Self::HideNumbers => switch(config.hide_numbers),
            Self::ScreenReader => switch(config.screen_reader),
            Self::Ask(question) => switch(config.also_ask.contains(&question)),
            Self::Bell => switch(config.bell),
            Self::Flash => switch(config.flash),
            Self::Tone => switch(config.tone),
            Self::Voice => switch(config.voice),
            Self::VoiceCommand if config.voice_command.is_empty() => "automatic".to_owned(),
            Self::VoiceCommand => command_line::join(&config.voice_command),
            // Stored with the records, so that it moves along with them.
            Self::Country | Self::Ratings | Self::Pacing => String::new(),
            Self::Inbox if config.inbox.is_empty() => "none".to_owned(),
            Self::Inbox => config.inbox.clone(),
            Self::BringIn => "choose files".to_owned(),
            Self::Notify => switch(config.notify),
            Self::KeepAwake => switch(config.keep_awake),
        }
    }

    /// Moves to the next value, or the previous one if `on` is false; custom themes come after the built-in ones.
    pub(super) fn turn(self, config: &mut Config, on: bool, own_themes: &[String]) {
        let toggle = |value: &mut bool| *value = !*value;
        match self {
            Self::Theme => {
                let names = theme_names(own_themes);
                let name = beside(&names, config.theme.key(), on).to_owned();
                config.theme = ThemeChoice::try_from(name).unwrap_or_default();
            }
            Self::Glyphs => config.glyphs = beside(&GlyphChoice::ALL, config.glyphs, on),
            Self::Distances => config.distances = beside(&OrLocal::all(), config.distances, on),
            Self::Clock => config.clock = beside(&OrLocal::all(), config.clock, on),
            Self::WeekStart => {
                config.week_start = beside(&OrLocal::all(), config.week_start, on);
            }
            Self::DayStart => {
                let by = if on { 30 } else { 720 - 30 };
                let minutes = (config.day_start().minutes() + by) % 720;
                if DayStart::new(minutes).is_some() {
                    config.day_start = format!("{:02}:{:02}", minutes / 60, minutes % 60);
                }
            }
            Self::Ask(question) => {
                match config.also_ask.iter().position(|asked| *asked == question) {
                    Some(place) => drop(config.also_ask.remove(place)),
                    None => config.also_ask.push(question),
                }
            }
            Self::ReducedMotion => toggle(&mut config.reduced_motion),
            Self::Mouse => toggle(&mut config.mouse),
            Self::HideNumbers => toggle(&mut config.hide_numbers),
            Self::ScreenReader => toggle(&mut config.screen_reader),
            Self::Bell => toggle(&mut config.bell),
            Self::Flash => toggle(&mut config.flash),
            Self::Tone => toggle(&mut config.tone),
            Self::Voice => toggle(&mut config.voice),
            Self::VoiceCommand
            | Self::Country
            | Self::Ratings
            | Self::Pacing
            | Self::Inbox
            | Self::BringIn => {}
            Self::Notify => toggle(&mut config.notify),
            Self::KeepAwake => toggle(&mut config.keep_awake),
        }
    }
}

/// The names of all themes, in cycling order.
pub(super) fn theme_names(own: &[String]) -> Vec<&str> {
    let own = own.iter().map(String::as_str);
    ThemeChoice::built_in().into_iter().chain(own).collect()
}

/// A chosen value, or the locale's: `auto, km`.
fn chosen<T: Named>(setting: OrLocal<T>, local: T) -> String {
    match setting.0 {
        Some(value) => value.key().to_owned(),
        None => format!("{}, {}", setting.key(), local.key()),
    }
}

fn beside<T: Copy + PartialEq>(all: &[T], present: T, on: bool) -> T {
    let place = all.iter().position(|other| *other == present).unwrap_or(0);
    all[(place + if on { 1 } else { all.len() - 1 }) % all.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_goes_round_and_comes_back() {
        // These don't cycle: two are text, two are stored with the records, two open a screen.
        let others = [
            SettingItem::VoiceCommand,
            SettingItem::Country,
            SettingItem::Ratings,
            SettingItem::Inbox,
            SettingItem::Pacing,
            SettingItem::BringIn,
        ];
        let switches = SettingItem::ALL
            .into_iter()
            .filter(|item| !others.contains(item));
        for item in switches {
            for on in [true, false] {
                let mut config = Config::default();
                let mut seen = 0;
                loop {
                    item.turn(&mut config, on, &[]);
                    seen += 1;
                    assert_eq!(
                        Config::parse(&toml::to_string(&config).unwrap()),
                        (config.clone(), Vec::new())
                    );
                    if config == Config::default() {
                        break;
                    }
                    assert!(seen < 30, "{item:?}");
                }
                assert!(seen > 1, "{item:?} does nothing");
            }
        }
    }

    #[test]
    fn groups_stand_together() {
        let mut groups: Vec<&str> = SettingItem::ALL.iter().map(|item| item.group()).collect();
        groups.dedup();
        assert_eq!(
            groups,
            [
                "Look",
                "Units",
                "Check-in",
                "Suggestions",
                "Session",
                "Support",
                "Your data"
            ]
        );
    }

    #[test]
    fn every_key_of_the_file_has_a_row() {
        let table = |config: &Config| toml::Table::try_from(config).unwrap();
        let usual = table(&Config::default());
        let mut turned: Vec<String> = vec!["voice_command".to_owned(), "inbox".to_owned()];
        for item in SettingItem::ALL {
            let mut config = Config::default();
            item.turn(&mut config, true, &[]);
            let changed = table(&config);
            turned.extend(
                usual
                    .iter()
                    .filter(|(key, value)| changed.get(*key) != Some(value))
                    .map(|(key, _)| key.clone()),
            );
        }
        for key in Config::keys() {
            assert!(turned.contains(&key), "{key} has no row");
        }
    }
}
