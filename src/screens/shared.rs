//! What every screen may see, and none may change: the records, the day, the settings, the keys.

use crate::coach::{hard_day, hides_numbers};
use crate::config::Config;
use crate::content::questionnaires::advice;
use crate::content::support::{Own, Place, filled_in};
use crate::domain::{
    Assessment, Day, DayStart, IdMaker, Instrument, Journal, Moment, Now, Question,
};
use crate::keys::{Action, Context, Keymap};
use crate::screens::effect::Effect;
use crate::stats::constants::WINDOW;
use crate::widgets::figure::FigureMode;

/// The setting with the country whose numbers were chosen.
pub const COUNTRY: &str = "country";

/// The setting that says whether a questionnaire is offered every two weeks.
pub fn offer_key(instrument: Instrument) -> String {
    format!("offer:{}", instrument.key())
}

/// What the person set, and how this run was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What is in the config file.
    pub config: Config,
    /// How the figure in the player is shown.
    pub figure: FigureMode,
    /// Whether this is the example history.
    pub demo: bool,
    /// The locale, `de_AT.UTF-8`: the country support is shown for, where the time zone says none.
    pub locale: Option<String>,
    /// The time zone as it is named here, the first that says something counting: the country
    /// support is shown for, until one is chosen.
    pub zones: Vec<String>,
    /// Decides between equals.
    pub seed: u64,
}

impl Settings {
    /// When a day begins.
    pub fn day_start(&self) -> DayStart {
        self.config.day_start()
    }

    /// The questions of a check-in.
    pub fn questions(&self) -> Vec<Question> {
        self.config.questions()
    }
}

/// What every screen may see.
#[derive(Debug)]
pub struct Shared {
    /// What was set.
    pub settings: Settings,
    /// The records in memory.
    pub journal: Journal,
    /// The day it is.
    pub day: Day,
    /// When what is being answered happened.
    pub now: Now,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The keys that hold.
    pub keys: Keymap,
    /// What has the focus, the most special first.
    pub focus: Vec<Context>,
    /// What has it once the list of keys is closed.
    pub focus_under_help: Vec<Context>,
    /// Makes the ids of new records.
    pub ids: IdMaker,
    /// The names of the person's own themes, once the settings were opened.
    pub own_themes: Vec<String>,
    /// Whether typed lines stand for keys.
    pub takes_lines: bool,
    /// The latest day with a record among those that are not loaded.
    pub last_before: Option<Day>,
    /// Whether the year that the coach learns from is there, or cannot be read: without it nothing is suggested.
    pub year_tried: bool,
    /// What is said where six weeks of sessions came without a gain.
    pub no_gain: Option<String>,
}

impl Shared {
    /// What is known as the program starts, with the records of the last days.
    pub fn new(settings: Settings, journal: Journal, ids: IdMaker, now: Now) -> Self {
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

    /// Remembers something without a step of undo: here at once, and in the store by the effect.
    pub fn remember(&mut self, key: &str, value: &str) -> Effect {
        self.journal.note(key, value);
        Effect::Remember(key.to_owned(), value.to_owned())
    }

    /// The key that does `action` where the focus is now; empty where none does. What a screen says of keys asks here.
    pub fn key_here(&self, action: Action) -> String {
        self.keys.key_for(&self.focus, action).unwrap_or_default()
    }

    /// Whether digits choose a tab where the focus is now, rather than rate.
    pub fn digits_are_tabs(&self) -> bool {
        self.focus.contains(&Context::Tabs)
    }

    /// From which day on the records are to be loaded that the coach learns from; `None` where they are there.
    pub fn year_to_load(&self) -> Option<Day> {
        let since = self.day.plus(-WINDOW);
        let is_older =
            self.last_before.is_some() && self.journal.from().is_some_and(|from| from > since);
        is_older.then_some(since)
    }

    /// Whether the year that the coach learns from is there, as far as it can be.
    pub fn knows_the_year(&self) -> bool {
        self.year_tried || self.year_to_load().is_none()
    }

    /// Whether today is a hard day: nothing demanding is offered then.
    pub fn is_hard_day(&self) -> bool {
        hard_day(&self.journal, self.day).is_some()
    }

    /// Whether a questionnaire is offered every two weeks: only when the person said so.
    pub fn is_offered(&self, instrument: Instrument) -> bool {
        self.journal.setting(&offer_key(instrument)).is_some()
    }

    /// When a draft was kept: the time of day, or the day.
    pub fn draft_time(&self, at: Moment) -> String {
        if Day::of(at.naive_local(), self.settings.day_start()) == self.day {
            at.format("%H:%M").to_string()
        } else {
            at.format("%a %b %-d").to_string()
        }
    }

    /// Whether numbers are hidden: for now, or because they make things worse.
    pub fn hides_numbers(&self) -> bool {
        self.settings.config.hide_numbers || hides_numbers(&self.journal)
    }

    /// Where the choice that hides numbers can be changed, while it is made.
    pub fn numbers_hidden_by_choice(&self) -> Option<String> {
        let options = self.keys.hint(Context::Suggestion, Action::Options);
        hides_numbers(&self.journal).then(|| {
            format!("Numbers stay hidden, as you chose. Change it with {options}, About you.")
        })
    }

    /// What stands in the place of what is nothing but numbers, while they are put away.
    pub fn where_numbers_are(&self) -> String {
        self.numbers_hidden_by_choice().unwrap_or_else(|| {
            let key = self.key_here(Action::Numbers);
            format!("Numbers are hidden. Nothing is lost. {key} shows them whenever you like.")
        })
    }

    /// What the latest score of a questionnaire asks for, in a sentence.
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

    /// Where the person is: as chosen, else as the clock's time zone or the locale says.
    pub fn place(&self) -> Place {
        Place::find(
            self.journal.setting(COUNTRY),
            &self.settings.zones,
            self.settings.locale.as_deref(),
        )
    }

    /// One's own people and notes, those that are filled in.
    pub fn own_lines(&self) -> Vec<(&'static Own, String)> {
        filled_in(|key| self.journal.setting(key))
    }
}
