//! The one table of keys. Dispatch, the footer's hints, the help and docs/keys.md are
//! all read from it, through `Keymap`, which knows a person's own keys.

mod names;
mod own;
mod parse;
mod resolved;
mod table;

pub use table::TABLE;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
pub use resolved::{Group, KeyMatch, Keymap, Way};
use std::fmt;

/// How many tabs digits choose from.
pub const TABS: usize = 5;

/// Where a key has its meaning: what has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, text fields included.
    Always,
    /// Everywhere but in text fields.
    Everywhere,
    /// On a tab while no rating has the focus.
    Tabs,
    /// Wherever text is being written.
    Text,
    /// The check-in form.
    CheckIn,
    /// Today, beside a form with answers that aren't saved.
    Unsaved,
    /// Today, beside the form: the suggestion.
    Suggestion,
    /// A note being written.
    Note,
    /// Tags being chosen.
    Tags,
    /// The list of routines.
    Library,
    /// The list of routines, its filter open.
    Filter,
    /// A search being typed.
    Search,
    /// Questions before the first hard routine.
    Readiness,
    /// What follows from their answers.
    ReadinessOutcome,
    /// The mood before a session.
    Before,
    /// A session running.
    Player,
    /// The question whether to stop.
    Stop,
    /// Back after the machine or the program slept through a session.
    Away,
    /// The session is over: mood after, effort.
    After,
    /// Logging what was done away from the screen.
    Log,
    /// A routine of one's own put together.
    Builder,
    /// Its name, or a movement looked for.
    Picker,
    /// Browsing the past.
    History,
    /// Browsing the past as a list.
    HistoryList,
    /// Comparing two series.
    Compare,
    /// The past, its tag filter open.
    TagFilter,
    /// The question whether to delete days.
    ConfirmDelete,
    /// The records of one day.
    DayDetail,
    /// The verdict cards.
    Insights,
    /// The evidence cards.
    Learn,
    /// An item of a questionnaire.
    Items,
    /// Support before a questionnaire's score.
    ItemNine,
    /// A questionnaire's scores.
    Scores,
    /// A short list to choose from.
    Choices,
    /// A short form or line being written.
    Field,
    /// Support in a crisis.
    Support,
    /// The list of countries, one being looked for.
    Countries,
    /// What can be set.
    Settings,
    /// Files to bring in.
    Files,
    /// The same, a filter or a path being typed.
    FileFilter,
    /// Files being read, or brought in.
    Reading,
    /// What moods with names of their own mean.
    MoodNames,
    /// What would come in.
    ImportPreview,
    /// What came in.
    ImportDone,
    /// The imports that were made.
    Imports,
    /// The question whether to take one back.
    ImportUndo,
    /// The list of keys.
    Help,
    /// A session left running was found.
    Resume,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 48] = [
        Self::Always,
        Self::Everywhere,
        Self::Tabs,
        Self::Text,
        Self::CheckIn,
        Self::Unsaved,
        Self::Suggestion,
        Self::Note,
        Self::Tags,
        Self::Library,
        Self::Filter,
        Self::Search,
        Self::Readiness,
        Self::ReadinessOutcome,
        Self::Before,
        Self::Player,
        Self::Stop,
        Self::Away,
        Self::After,
        Self::Log,
        Self::Builder,
        Self::Picker,
        Self::History,
        Self::HistoryList,
        Self::Compare,
        Self::TagFilter,
        Self::ConfirmDelete,
        Self::DayDetail,
        Self::Insights,
        Self::Learn,
        Self::Items,
        Self::ItemNine,
        Self::Scores,
        Self::Choices,
        Self::Field,
        Self::Support,
        Self::Countries,
        Self::Settings,
        Self::Files,
        Self::FileFilter,
        Self::Reading,
        Self::MoodNames,
        Self::ImportPreview,
        Self::ImportDone,
        Self::Imports,
        Self::ImportUndo,
        Self::Help,
        Self::Resume,
    ];

    /// What the help and the README call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Always => "Always",
            Self::Everywhere => "Everywhere",
            Self::Tabs => "On every tab",
            Self::Text => "While writing",
            Self::CheckIn => "Check-in",
            Self::Unsaved => "Today, unsaved answers",
            Self::Suggestion => "Today",
            Self::Note => "Note",
            Self::Tags => "Tags",
            Self::Library => "Move",
            Self::Filter => "Filter",
            Self::Search => "Search",
            Self::Readiness => "Before vigorous routines",
            Self::ReadinessOutcome => "After those questions",
            Self::Before => "Before a session",
            Self::Player => "Session",
            Self::Stop => "Stop a session",
            Self::Away => "Back after a break",
            Self::After => "After a session",
            Self::Log => "Log",
            Self::Builder => "Routine builder",
            Self::Picker => "Builder: name or exercise",
            Self::History => "History",
            Self::HistoryList => "History: list",
            Self::Compare => "History: compare",
            Self::TagFilter => "History: tag filter",
            Self::ConfirmDelete => "Before deleting days",
            Self::DayDetail => "One day",
            Self::Insights => "Insights",
            Self::Learn => "Learn",
            Self::Items => "Questionnaire",
            Self::ItemNine => "Before the score",
            Self::Scores => "Scores",
            Self::Choices => "Options, plan, first questions",
            Self::Field => "Your people, when and where",
            Self::Support => "Support",
            Self::Countries => "Countries",
            Self::Settings => "Settings",
            Self::Files => "Import: files",
            Self::FileFilter => "Import: filter or path",
            Self::Reading => "Import: reading",
            Self::MoodNames => "Import: mood names",
            Self::ImportPreview => "Import: preview",
            Self::ImportDone => "Import: done",
            Self::Imports => "Imports",
            Self::ImportUndo => "Import: undo",
            Self::Help => "Help",
            Self::Resume => "Unfinished session",
        }
    }

    /// Whether plain characters are text here, so that they mean nothing else.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Note
                | Self::Tags
                | Self::Search
                | Self::Log
                | Self::Field
                | Self::Picker
                | Self::FileFilter
                | Self::Countries
        )
    }
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is explained by its label in the table")]
pub enum Action {
    Leave,
    Quit,
    Suspend,
    Help,
    Support,
    Back,
    Undo,
    Redo,
    NextTab,
    PreviousTab,
    GoToTab,
    Rate,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    First,
    Last,
    Clear,
    WordLeft,
    WordRight,
    Erase,
    EraseNext,
    EraseWord,
    UndoTyping,
    RedoTyping,
    Accept,
    Save,
    Note,
    Editor,
    Tags,
    When,
    EarlierDay,
    LaterDay,
    CheckIn,
    Start,
    Short,
    Another,
    Search,
    Filter,
    Log,
    Pause,
    NextStep,
    PreviousStep,
    Longer,
    Shorter,
    Easier,
    Harder,
    Swap,
    AskMore,
    SafetyQuestions,
    StopSigns,
    Settings,
    Mouse,
    Numbers,
    TryIt,
    Yes,
    No,
    Figure,
    Zen,
    Mute,
    Stop,
    Discard,
    NextField,
    PreviousField,
    View,
    PreviousView,
    Range,
    Second,
    NextMatch,
    PreviousMatch,
    Pick,
    Picture,
    Copy,
    Delete,
    Edit,
    Country,
    Overlay,
    Options,
    AcceptOffer,
    NotNow,
    Create,
    Add,
    Part,
    Measure,
    Sides,
    MoreRest,
    LessRest,
    MoveUp,
    MoveDown,
    Rename,
    Anew,
    Experiment,
    Import,
    Imports,
    Hidden,
    Home,
}

/// Which key was pressed, whatever it means.
pub type Pressed = KeyCode;

/// Whether a key is one of 0 to 9.
pub const fn is_number(key: Pressed) -> bool {
    matches!(key, KeyCode::Char('0'..='9'))
}

/// A key, as the table writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printed character; shift is part of it.
    Char(char),
    /// A character with Ctrl.
    Ctrl(char),
    /// Any of these digits.
    Digits(char, char),
    /// Any of these digits with Alt.
    AltDigits(char, char),
    /// A named key.
    Named(KeyCode),
    /// A named key with Ctrl or Alt, whichever the system uses for it.
    CtrlNamed(KeyCode),
}

impl Key {
    /// Whether `event` is this key.
    pub fn matches(self, event: &KeyEvent) -> bool {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        match (self, event.code) {
            (Self::Char(wanted), KeyCode::Char(typed)) => wanted == typed && !control && !alt,
            (Self::Ctrl(wanted), KeyCode::Char(typed)) => {
                wanted == typed.to_ascii_lowercase() && control
            }
            (Self::Digits(first, last), KeyCode::Char(typed)) => {
                (first..=last).contains(&typed) && !control && !alt
            }
            (Self::AltDigits(first, last), KeyCode::Char(typed)) => {
                (first..=last).contains(&typed) && alt
            }
            (Self::Named(KeyCode::BackTab), code) => {
                code == KeyCode::BackTab
                    || code == KeyCode::Tab && event.modifiers.contains(KeyModifiers::SHIFT)
            }
            (Self::Named(KeyCode::Tab), code) => {
                code == KeyCode::Tab && !event.modifiers.contains(KeyModifiers::SHIFT)
            }
            (Self::Named(wanted), code) => wanted == code && !control && !alt,
            (Self::CtrlNamed(wanted), code) => wanted == code && (control || alt),
            _ => false,
        }
    }

    /// Whether some key press is both.
    fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Digits(a, b), Self::Char(c)) | (Self::Char(c), Self::Digits(a, b)) => {
                (a..=b).contains(&c)
            }
            (Self::Digits(a, b), Self::Digits(c, d))
            | (Self::AltDigits(a, b), Self::AltDigits(c, d)) => a <= d && c <= b,
            _ => self == other,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(' ') => f.write_str("space"),
            Self::Char(character) => write!(f, "{character}"),
            Self::Ctrl(character) => write!(f, "^{}", character.to_ascii_uppercase()),
            Self::Digits(first, last) => write!(f, "{first}-{last}"),
            Self::AltDigits(first, last) => write!(f, "alt+{first}-{last}"),
            Self::CtrlNamed(code) => write!(f, "ctrl+{}", Self::Named(*code)),
            Self::Named(KeyCode::Up) => f.write_str("↑"),
            Self::Named(KeyCode::Down) => f.write_str("↓"),
            Self::Named(KeyCode::Left) => f.write_str("←"),
            Self::Named(KeyCode::Right) => f.write_str("→"),
            Self::Named(KeyCode::BackTab) => f.write_str("shift+tab"),
            Self::Named(KeyCode::PageUp) => f.write_str("pgup"),
            Self::Named(KeyCode::PageDown) => f.write_str("pgdn"),
            Self::Named(KeyCode::Backspace) => f.write_str("backspace"),
            Self::Named(KeyCode::F(number)) => write!(f, "F{number}"),
            Self::Named(code) => f.write_str(&code.to_string().to_lowercase()),
        }
    }
}

/// The key that terminals have always sent in place of `event`: Ctrl with j or m is enter, with i tab, with h backspace,
/// with `[` esc; and enter is enter whatever is held with it. Newer protocols tell them apart, people do not.
pub fn as_ever(event: KeyEvent) -> KeyEvent {
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let code = match event.code {
        KeyCode::Char('j' | 'J' | 'm' | 'M') if control => KeyCode::Enter,
        KeyCode::Enter => KeyCode::Enter,
        KeyCode::Char('i') if control => KeyCode::Tab,
        KeyCode::Char('h') if control => KeyCode::Backspace,
        KeyCode::Char('[') if control => KeyCode::Esc,
        _ => return event,
    };
    KeyEvent::new_with_kind(code, KeyModifiers::NONE, event.kind)
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys; the first is the one that hints show.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// In a word or three. Neighbors with the same label are shown as one: `↑↓ move`.
    pub label: &'static str,
    /// Whether the footer shows it; help shows all.
    pub hinted: bool,
}

impl Binding {
    /// What the config file calls it, `player.pause`; nothing where its keys always stay.
    pub fn name(&self) -> Option<String> {
        let digits = self
            .keys
            .iter()
            .any(|key| matches!(key, Key::Digits(..) | Key::AltDigits(..)));
        let stays = digits || self.context == Context::Always || PROMISED.contains(&self.action);
        (!stays).then(|| format!("{}.{}", self.context.name(), names::of(self)))
    }
}

/// What no own key may hide or move.
const PROMISED: [Action; 3] = [Action::Leave, Action::Suspend, Action::Support];

#[cfg(test)]
mod tests {
    use super::*;

    /// Which contexts can hold at the same time as `context`.
    fn company(context: Context) -> &'static [Context] {
        if context.takes_text() {
            &[Context::Text, Context::Always]
        } else {
            &[Context::Always, Context::Everywhere]
        }
    }

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for (index, one) in TABLE.iter().enumerate() {
            for other in TABLE[index + 1..]
                .iter()
                .filter(|other| other.context == one.context)
            {
                let clash = one
                    .keys
                    .iter()
                    .any(|key| other.keys.iter().any(|twin| key.overlaps(*twin)));
                assert!(
                    !clash,
                    "{:?}: {:?} and {:?} share a key",
                    one.context, one.action, other.action
                );
            }
        }
    }

    #[test]
    fn nothing_hides_leaving_help_and_support() {
        for binding in TABLE
            .iter()
            .filter(|binding| !matches!(binding.context, Context::Always | Context::Everywhere))
        {
            for global in TABLE
                .iter()
                .filter(|global| company(binding.context).contains(&global.context))
            {
                let hides = binding
                    .keys
                    .iter()
                    .any(|key| global.keys.iter().any(|twin| key.overlaps(*twin)));
                assert!(
                    !(hides && PROMISED.contains(&global.action)),
                    "{:?} hides {:?}",
                    binding.context,
                    global.action
                );
            }
        }
    }

    #[test]
    fn no_action_has_two_rows_in_one_context() {
        for (index, one) in TABLE.iter().enumerate() {
            let twin = TABLE[index + 1..]
                .iter()
                .find(|other| (other.context, other.action) == (one.context, one.action));
            assert!(twin.is_none(), "{:?}: {:?}", one.context, one.action);
        }
    }

    #[test]
    fn every_context_has_keys_and_every_row_a_label() {
        for context in Context::ALL {
            assert!(
                TABLE.iter().any(|binding| binding.context == context),
                "{context:?}"
            );
        }
        assert!(
            TABLE
                .iter()
                .all(|binding| !binding.label.is_empty() && !binding.keys.is_empty())
        );
    }

    #[test]
    fn neighbors_with_one_label_are_one_hint() {
        let groups = Keymap::default().groups(Context::CheckIn);
        assert!(
            groups
                .iter()
                .any(|group| group.keys == "↑↓" && group.label == "select"),
            "{groups:?}"
        );
        assert!(
            groups
                .iter()
                .any(|group| group.keys == "[ ]" && group.label == "day"),
            "{groups:?}"
        );
    }
}
