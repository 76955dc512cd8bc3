//! State that every screen can read but not change: records, day, settings and keys.

use crate::coach::{hard_day, hides_numbers, hides_numbers_by_answer};
use crate::config::Config;
use crate::content::questionnaires::advice;
use crate::content::support::{Own, Place, filled_in};
use crate::domain::{
    Assessment, Day, DayStart, IdMaker, Instrument, Journal, Moment, Now, Question, Units,
};
use crate::keys::{Action, Context, Keymap};
use crate::screens::effect::Effect;
use crate::stats::constants::WINDOW;
use crate::widgets::figure::FigureMode;

/// The setting that stores the country chosen for support numbers.
pub const COUNTRY: &str = "country";

/// The setting that records whether to offer a questionnaire every two weeks.
pub fn offer_key(instrument: Instrument) -> String {
    format!("offer:{}", instrument.key())
}

/// The user's settings and the options of this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The contents of the config file.
    pub config: Config,
    /// How the figure in the player is shown.
    pub figure: FigureMode,
    /// Whether this is the demo with example history.
    pub demo: bool,
    /// The locale, such as `de_AT.UTF-8`: determines the country for support if the time zone doesn't.
    pub locale: Option<String>,
    /// The units and the calendar of the locale.
    pub local: Units,
    /// Names of the time zone; the first that identifies a country is used for support until one is chosen.
    pub zones: Vec<String>,
    /// Seed for breaking ties.
    pub seed: u64,
}

impl Settings {
    /// The time when a day begins.
    pub fn day_start(&self) -> DayStart {
        self.config.day_start()
    }

    /// The person's units and calendar.
    pub fn units(&self) -> Units {
        self.config.units(self.local)
    }

    /// The questions of a check-in.
    pub fn questions(&self) -> Vec<Question> {
        self.config.questions()
    }
}

/// State that every screen can read.
#[derive(Debug)]
pub struct Shared {
    /// The settings.
    pub settings: Settings,
    /// The loaded records.
    pub journal: Journal,
    /// The current day.
    pub day: Day,
    /// The time of the message being handled.
    pub now: Now,
    /// Window size in columns and rows.
    pub size: (u16, u16),
    /// The active key bindings.
    pub keys: Keymap,
    /// The focused contexts, most specific first.
    pub focus: Vec<Context>,
    /// The contexts that get focus when the key reference is closed.
    pub focus_under_help: Vec<Context>,
    /// Generates the ids of new records.
    pub ids: IdMaker,
    /// Names of the custom themes, loaded when the settings are first opened.
    pub own_themes: Vec<String>,
    /// Whether typed lines act as keys.
    pub takes_lines: bool,
    /// The latest day with a record among those not loaded.
    pub last_before: Option<Day>,
    /// Whether loading the year that the coach learns from has finished or failed; nothing is suggested before that.
    pub year_tried: bool,
    /// The text shown after six weeks of sessions without a gain.
    pub no_gain: Option<String>,
}

impl Shared {
    /// The initial state, from the records of the last few days.
    pub fn new(settings: Settings, mut journal: Journal, ids: IdMaker, now: Now) -> Self {
        journal.hide_numbers(settings.config.hide_numbers);
        Self {
            day: now.day(settings.day_start()),
            settings,
            journal,
            now,
            size: (80, 24),
            keys: Keymap::default(),
            focus: Vec::new(),
            focus_under_help: Vec::new(),
            ids,
            own_themes: Vec::new(),
            takes_lines: false,
            last_before: None,
            year_tried: false,
            no_gain: None,
        }
    }

    /// Stores a value without an undo step: immediately in memory, and in the database through the effect.
    pub fn remember(&mut self, key: &str, value: &str) -> Effect {
        self.journal.note(key, value);
        Effect::Remember(key.to_owned(), value.to_owned())
    }

    /// The key for `action` in the current context; empty if there is no key. Screens use this for every key they
    /// mention.
    pub fn key_here(&self, action: Action) -> String {
        self.keys.key_for(&self.focus, action).unwrap_or_default()
    }

    /// Whether digits switch tabs in the current context, rather than enter ratings.
    pub fn digits_are_tabs(&self) -> bool {
        self.focus.contains(&Context::Tabs)
    }

    /// The first day of the records that the coach learns from; `None` if they are loaded.
    pub fn year_to_load(&self) -> Option<Day> {
        let since = self.day.plus(-WINDOW);
        let is_older =
            self.last_before.is_some() && self.journal.from().is_some_and(|from| from > since);
        is_older.then_some(since)
    }

    /// Whether the year that the coach learns from is loaded, as far as possible.
    pub fn knows_the_year(&self) -> bool {
        self.year_tried || self.year_to_load().is_none()
    }

    /// Whether today is a hard day, on which nothing demanding is offered.
    pub fn is_hard_day(&self) -> bool {
        hard_day(&self.journal, self.day).is_some()
    }

    /// Whether to offer the questionnaire every two weeks; only if the person asked for it.
    pub fn is_offered(&self, instrument: Instrument) -> bool {
        self.journal.setting(&offer_key(instrument)).is_some()
    }

    /// When a draft was stored: the time of day if today, otherwise the date.
    pub fn draft_time(&self, at: Moment) -> String {
        if Day::of(at.naive_local(), self.settings.day_start()) == self.day {
            self.settings.units().time(at)
        } else {
            at.format("%a %b %-d").to_string()
        }
    }

    /// Whether numbers are hidden, for now or because they make the person feel worse.
    pub fn hides_numbers(&self) -> bool {
        hides_numbers(&self.journal)
    }

    /// If numbers are hidden by the person's answer, explains where to change it.
    pub fn numbers_hidden_by_choice(&self) -> Option<String> {
        let options = self.keys.hint(Context::Suggestion, Action::Options);
        hides_numbers_by_answer(&self.journal).then(|| {
            format!("Numbers stay hidden, as you chose. Change it with {options}, About you.")
        })
    }

    /// The text shown instead of content that is all numbers, while numbers are hidden.
    pub fn where_numbers_are(&self) -> String {
        self.numbers_hidden_by_choice().unwrap_or_else(|| {
            let key = self.key_here(Action::Numbers);
            format!("Numbers are hidden. Nothing is lost. {key} shows them whenever you like.")
        })
    }

    /// The advice for the latest score of a questionnaire, in a sentence.
    pub fn score_advice(&self, latest: &Assessment) -> Option<String> {
        let more = format!(
            "press {}",
            self.keys.hint(Context::Everywhere, Action::Support)
        );
        advice(
            latest.instrument,
            latest.score(),
            &self.place().talk(),
            &more,
        )
    }

    /// The person's location: as chosen, otherwise from the time zone or locale.
    pub fn place(&self) -> Place {
        Place::find(
            self.journal.setting(COUNTRY),
            &self.settings.zones,
            self.settings.locale.as_deref(),
        )
    }

    /// The personal contacts and notes that are filled in.
    pub fn own_lines(&self) -> Vec<(&'static Own, String)> {
        filled_in(|key| self.journal.setting(key))
    }
}
