//! What can be set: a list of knobs over the config file, each with a line on what it does.

use crate::app::care::Care;
use crate::app::country::CountryPick;
use crate::app::{App, Effect, Notice, Overlay};
use crate::config::{Config, GlyphChoice, ThemeChoice, command_line};
use crate::content::words;
use crate::domain::{DayStart, Edit, Now, Question, concat};
use crate::keys::{Action, Context, KeyMatch, Keymap};
use crate::screens::effect::Channel;
use crate::widgets::figure::FigureMode;
use crate::widgets::text_field::{Lines, TextField};

/// One thing that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is explained by its words")]
pub enum Knob {
    Theme,
    Glyphs,
    ReducedMotion,
    Mouse,
    HideNumbers,
    DayStart,
    Ask(Question),
    Bell,
    Flash,
    Tone,
    Voice,
    VoiceCommand,
    Notify,
    KeepAwake,
    Country,
    BringIn,
}

impl Knob {
    /// Every knob, in the order of the screen.
    pub const ALL: [Self; 15 + Question::EXTRA.len()] = concat(&[
        &[
            Self::Theme,
            Self::Glyphs,
            Self::ReducedMotion,
            Self::Mouse,
            Self::HideNumbers,
            Self::DayStart,
        ],
        &Self::QUESTIONS,
        &[
            Self::Bell,
            Self::Flash,
            Self::Tone,
            Self::Voice,
            Self::VoiceCommand,
            Self::Notify,
            Self::KeepAwake,
            Self::Country,
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

    /// The heading above it, for the first of each group.
    pub const fn group(self) -> &'static str {
        match self {
            Self::Theme | Self::Glyphs | Self::ReducedMotion | Self::Mouse | Self::HideNumbers => {
                "look"
            }
            Self::DayStart | Self::Ask(_) => "check-in",
            Self::Bell
            | Self::Flash
            | Self::Tone
            | Self::Voice
            | Self::VoiceCommand
            | Self::Notify
            | Self::KeepAwake => "session",
            Self::Country => "support",
            Self::BringIn => "your records",
        }
    }

    /// Its name and what it does.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Theme => (
                "colours",
                "auto takes the terminal's own sixteen, or ours where it says what it can show",
            ),
            Self::Glyphs => (
                "characters",
                "what pictures are drawn with; ascii where others show as boxes",
            ),
            Self::ReducedMotion => (
                "less motion",
                "the figure shows its key poses instead of moving",
            ),
            Self::Mouse => (
                "mouse",
                "click and scroll; text is then marked with shift held",
            ),
            Self::HideNumbers => (
                "put numbers away",
                "words and shapes in their place, until you want them back",
            ),
            Self::DayStart => (
                "a day begins at",
                "what comes before it belongs to the day before",
            ),
            Self::Ask(question) => words::setting(question),
            Self::Bell => ("bell", "the terminal's bell when a step begins or ends"),
            Self::Flash => ("flash", "the countdown is inverted for a moment"),
            Self::Tone => ("tone", "a short soft tone, where a program can play one"),
            Self::Voice => ("voice", "each step spoken, where a program can speak"),
            Self::VoiceCommand => (
                "spoken with",
                "the program that speaks, with its arguments, like espeak-ng -s 140; empty to look for one",
            ),
            Self::Country => ("country for support", "which country's numbers ! shows"),
            Self::BringIn => (
                "bring in your history",
                "from Daylio, Apple Health, a watch or another diary; or take it back",
            ),
            Self::Notify => (
                "notification",
                "when a session is half-way or over and the window hidden",
            ),
            Self::KeepAwake => (
                "keep the screen awake",
                "while a session runs, where the system offers it",
            ),
        }
    }

    /// What it is set to.
    pub fn value(self, config: &Config) -> String {
        let switch = |on: bool| if on { "on" } else { "off" }.to_owned();
        match self {
            Self::Theme => config.theme.key().to_owned(),
            Self::Glyphs => config.glyphs.key().to_owned(),
            Self::DayStart => config.day_start.clone(),
            Self::ReducedMotion => switch(config.reduced_motion),
            Self::Mouse => switch(config.mouse),
            Self::HideNumbers => switch(config.hide_numbers),
            Self::Ask(question) => switch(config.also_ask.contains(&question)),
            Self::Bell => switch(config.bell),
            Self::Flash => switch(config.flash),
            Self::Tone => switch(config.tone),
            Self::Voice => switch(config.voice),
            Self::VoiceCommand if config.voice_command.is_empty() => "found by itself".to_owned(),
            Self::VoiceCommand => command_line::join(&config.voice_command),
            // Kept with the records, so that it goes where they go.
            Self::Country => String::new(),
            Self::BringIn => "choose files".to_owned(),
            Self::Notify => switch(config.notify),
            Self::KeepAwake => switch(config.keep_awake),
        }
    }

    /// Turns it by one, on or back.
    fn turn(self, config: &mut Config, on: bool) {
        let toggle = |value: &mut bool| *value = !*value;
        match self {
            Self::Theme => config.theme = beside(&ThemeChoice::ALL, config.theme, on),
            Self::Glyphs => config.glyphs = beside(&GlyphChoice::ALL, config.glyphs, on),
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
            Self::Bell => toggle(&mut config.bell),
            Self::Flash => toggle(&mut config.flash),
            Self::Tone => toggle(&mut config.tone),
            Self::Voice => toggle(&mut config.voice),
            Self::VoiceCommand | Self::Country | Self::BringIn => {}
            Self::Notify => toggle(&mut config.notify),
            Self::KeepAwake => toggle(&mut config.keep_awake),
        }
    }
}

fn beside<T: Copy + PartialEq>(all: &[T], present: T, on: bool) -> T {
    let place = all.iter().position(|other| *other == present).unwrap_or(0);
    all[(place + if on { 1 } else { all.len() - 1 }) % all.len()]
}

/// The screen of settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettingsScreen {
    /// The chosen knob's place.
    pub chosen: usize,
    /// The voice command while it is being written.
    pub field: Option<TextField>,
    /// Each change since it was opened, the latest last.
    past: Vec<Edit<Config>>,
}

impl SettingsScreen {
    /// What has the focus.
    pub const fn context(&self) -> Context {
        if self.field.is_some() {
            Context::Field
        } else {
            Context::Settings
        }
    }

    /// The chosen knob.
    pub fn knob(&self) -> Knob {
        Knob::ALL[self.chosen.min(Knob::ALL.len() - 1)]
    }
}

impl App {
    pub(super) fn open_settings(&mut self) {
        if !matches!(self.overlays.last(), Some(Overlay::Settings(_))) {
            self.overlays.push(Overlay::Settings(Box::default()));
        }
    }

    pub(super) fn settings_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let Some(Overlay::Settings(screen)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        let knob = screen.knob();
        if screen.field.is_some() {
            return self.voice_key(hit, now);
        }
        match hit.action {
            Action::Up => screen.chosen = screen.chosen.saturating_sub(1),
            Action::Down => screen.chosen = (screen.chosen + 1).min(Knob::ALL.len() - 1),
            Action::First => screen.chosen = 0,
            Action::Last => screen.chosen = Knob::ALL.len() - 1,
            Action::Left => return self.turn_knob(knob, false, now),
            Action::Right | Action::Accept => return self.turn_knob(knob, true, now),
            Action::Undo => match screen.past.pop() {
                Some(edit) => {
                    let present = &self.settings.config;
                    let config = present.with_change(&edit.wanted, &edit.found);
                    self.notify("Reset.", now);
                    return self.configure(config);
                }
                None => self.notify("Nothing changed here yet.", now),
            },
            Action::TryIt => return self.try_knob(knob, now),
            Action::Back => drop(self.overlays.pop()),
            _ => {}
        }
        Vec::new()
    }

    /// What `knob` is set to, in words.
    pub fn setting_words(&self, knob: Knob) -> String {
        if knob != Knob::Country {
            return knob.value(&self.settings.config);
        }
        self.country_words()
    }

    /// The voice command is being written.
    fn voice_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let Some(Overlay::Settings(screen)) = self.overlays.last_mut() else {
            return Vec::new();
        };
        match hit.action {
            Action::Accept | Action::Save => {
                let text = screen
                    .field
                    .as_ref()
                    .map(TextField::trimmed)
                    .unwrap_or_default();
                let Some(words) = command_line::split(&text) else {
                    let notice = Notice::said("This command has an open quote. Close it first.");
                    self.notify(notice.press(Action::Back, "cancel"), now);
                    return Vec::new();
                };
                screen.field = None;
                let found = self.shared.settings.config.clone();
                let config = Config {
                    voice_command: words,
                    ..found.clone()
                };
                screen.past.push(Edit {
                    found,
                    wanted: config.clone(),
                });
                self.notify(Notice::said("Saved.").press(Action::TryIt, "test it"), now);
                return self.configure(config);
            }
            Action::Back => screen.field = None,
            _ => {}
        }
        Vec::new()
    }

    fn turn_knob(&mut self, knob: Knob, on: bool, now: Now) -> Vec<Effect> {
        if knob == Knob::Country {
            self.open_care(Care::Country(Box::new(CountryPick::new(self.place()))));
            return Vec::new();
        }
        if knob == Knob::BringIn {
            if !on {
                return Vec::new();
            }
            return self.open_bringing();
        }
        if knob == Knob::VoiceCommand {
            let text = command_line::join(&self.settings.config.voice_command);
            if let Some(Overlay::Settings(screen)) = self.overlays.last_mut() {
                screen.field = Some(TextField::new(&text, Lines::One));
            }
            return Vec::new();
        }
        let mut config = self.settings.config.clone();
        knob.turn(&mut config, on);
        if let Some(Overlay::Settings(screen)) = self.overlays.last_mut() {
            screen.past.push(Edit {
                found: self.shared.settings.config.clone(),
                wanted: config.clone(),
            });
        }
        let kept = if self.settings.demo {
            "for this demo"
        } else {
            "saved"
        };
        let said = format!("{}: {}, {kept}.", knob.words().0, knob.value(&config));
        self.notify(Notice::undoable(said), now);
        self.configure(config)
    }

    /// Puts numbers away, or takes them out again. It holds until it is turned back: a hard time is seldom over by the
    /// next morning, and nothing that was put away comes back unasked.
    pub(super) fn turn_numbers(&mut self, now: Now) -> Vec<Effect> {
        if let Some(chosen) = self.numbers_hidden_by_choice() {
            self.notify(chosen, now);
            return Vec::new();
        }
        let mut config = self.settings.config.clone();
        config.hide_numbers = !config.hide_numbers;
        let notice = if config.hide_numbers {
            Notice::said("Numbers are hidden. Nothing is lost.").press(Action::Numbers, "show them")
        } else {
            Notice::said("Numbers are back.").press(Action::Numbers, "hide them")
        };
        self.notify(notice, now);
        self.configure(config)
    }

    pub(super) fn configure(&mut self, config: Config) -> Vec<Effect> {
        let edit = Edit {
            found: self.settings.config.clone(),
            wanted: config.clone(),
        };
        self.go_by(config);
        vec![Effect::Configure(Box::new(edit))]
    }

    /// Takes over what the config file says now, its own keys too.
    pub(super) fn take_config(&mut self, config: Config, problem: Option<String>, now: Now) {
        let (keys, problems) = if config.own_keys.is_empty() {
            (Keymap::default(), Vec::new())
        } else {
            Keymap::with(&config.own_keys)
        };
        self.keys = keys;
        let told = problem.or_else(|| problems.into_iter().next());
        if let Some(problem) = told {
            self.notify(problem, now);
        }
        self.go_by(config);
    }

    fn go_by(&mut self, config: Config) {
        if config.reduced_motion != self.settings.config.reduced_motion {
            self.settings.figure = if config.reduced_motion {
                FigureMode::Still
            } else {
                FigureMode::Moving
            };
        }
        self.settings.config = config;
    }

    fn try_knob(&mut self, knob: Knob, now: Now) -> Vec<Effect> {
        let words = match knob {
            Knob::Bell => {
                self.notify(
                    "The bell was rung. If you heard nothing, the terminal keeps it silent.",
                    now,
                );
                return vec![Effect::Bell];
            }
            Knob::Tone => return vec![Effect::Try(Channel::Tone)],
            Knob::Voice | Knob::VoiceCommand => return vec![Effect::Try(Channel::Voice)],
            Knob::Notify => return vec![Effect::Try(Channel::Notification)],
            Knob::KeepAwake => return vec![Effect::Try(Channel::Awake)],
            Knob::Theme | Knob::Glyphs | Knob::Mouse => "What you see is what is set.",
            Knob::HideNumbers => "It shows on Today, in History and in Insights.",
            Knob::Country => "! shows its numbers.",
            Knob::BringIn => "Nothing comes in before you have seen what it is.",
            Knob::Flash | Knob::ReducedMotion => "It shows in a session.",
            Knob::DayStart | Knob::Ask(_) => "It holds from the next check-in on.",
        };
        self.notify(words, now);
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_knob_goes_round_and_comes_back() {
        // These are no switches: one is written, one is kept with the records, one opens a screen.
        let others = [Knob::VoiceCommand, Knob::Country, Knob::BringIn];
        let switches = Knob::ALL.into_iter().filter(|knob| !others.contains(knob));
        for knob in switches {
            for on in [true, false] {
                let mut config = Config::default();
                let mut seen = 0;
                loop {
                    knob.turn(&mut config, on);
                    seen += 1;
                    assert_eq!(
                        Config::parse(&toml::to_string(&config).unwrap()),
                        (config.clone(), Vec::new())
                    );
                    if config == Config::default() {
                        break;
                    }
                    assert!(seen < 30, "{knob:?}");
                }
                assert!(seen > 1, "{knob:?} does nothing");
            }
        }
    }

    #[test]
    fn groups_stand_together() {
        let mut groups: Vec<&str> = Knob::ALL.iter().map(|knob| knob.group()).collect();
        groups.dedup();
        assert_eq!(
            groups,
            ["look", "check-in", "session", "support", "your records"]
        );
    }

    #[test]
    fn every_key_of_the_file_has_a_row() {
        let table = |config: &Config| toml::Table::try_from(config).unwrap();
        let usual = table(&Config::default());
        let mut turned: Vec<String> = vec!["voice_command".to_owned()];
        for knob in Knob::ALL {
            let mut config = Config::default();
            knob.turn(&mut config, true);
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
