//! The one table of keys. Dispatch, the footer's hints, the help and the README's key list are
//! all read from it, through `Keymap`, which knows a person's own keys.

mod live;
mod wish;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
pub use live::{Hit, Keymap};
use std::fmt;

/// Where a key has its meaning: what has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, text fields included.
    Always,
    /// Everywhere but in text fields.
    Everywhere,
    /// On a tab while no rating has the focus.
    Tabs,
    /// The check-in form.
    CheckIn,
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
    /// What can be set.
    Settings,
    /// The list of keys.
    Help,
    /// A session left running was found.
    Resume,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 37] = [
        Self::Always,
        Self::Everywhere,
        Self::Tabs,
        Self::CheckIn,
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
        Self::Settings,
        Self::Help,
        Self::Resume,
    ];

    /// What the help and the README call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Everywhere => "everywhere",
            Self::Tabs => "on every tab",
            Self::CheckIn => "check-in",
            Self::Suggestion => "today",
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Library => "move",
            Self::Filter => "filter",
            Self::Search => "search",
            Self::Readiness => "before hard routines",
            Self::ReadinessOutcome => "after those questions",
            Self::Before => "before a session",
            Self::Player => "session",
            Self::Stop => "stop a session",
            Self::Away => "back after a break",
            Self::After => "after a session",
            Self::Log => "log",
            Self::Builder => "a routine of your own",
            Self::Picker => "its name, a movement",
            Self::History => "history",
            Self::HistoryList => "history, the list",
            Self::Compare => "history, two compared",
            Self::TagFilter => "history, one tag",
            Self::ConfirmDelete => "before deleting days",
            Self::DayDetail => "a day",
            Self::Insights => "insights",
            Self::Learn => "learn",
            Self::Items => "questionnaire",
            Self::ItemNine => "before the score",
            Self::Scores => "scores",
            Self::Choices => "options, plan, first questions",
            Self::Field => "own people, when and where",
            Self::Support => "support",
            Self::Settings => "settings",
            Self::Help => "help",
            Self::Resume => "a session was left running",
        }
    }

    /// What the config file calls it.
    pub fn name(self) -> String {
        snake(&format!("{self:?}"))
    }

    /// Whether plain characters are text here, so that they mean nothing else.
    pub const fn takes_text(self) -> bool {
        matches!(self, Self::Note | Self::Tags | Self::Search | Self::Log | Self::Field | Self::Picker)
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
    Accept,
    Save,
    Note,
    Tags,
    EarlierDay,
    LaterDay,
    CheckIn,
    Start,
    Tiny,
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
    StopSigns,
    Settings,
    TryIt,
    Yes,
    No,
    Figure,
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
    TakeUp,
    PutOff,
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
}

impl Key {
    /// Whether `event` is this key.
    pub fn matches(self, event: &KeyEvent) -> bool {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let alt = event.modifiers.contains(KeyModifiers::ALT);
        match (self, event.code) {
            (Self::Char(wanted), KeyCode::Char(typed)) => wanted == typed && !control && !alt,
            (Self::Ctrl(wanted), KeyCode::Char(typed)) => wanted == typed.to_ascii_lowercase() && control,
            (Self::Digits(first, last), KeyCode::Char(typed)) => (first..=last).contains(&typed) && !control && !alt,
            (Self::AltDigits(first, last), KeyCode::Char(typed)) => (first..=last).contains(&typed) && alt,
            (Self::Named(KeyCode::BackTab), code) => {
                code == KeyCode::BackTab || code == KeyCode::Tab && event.modifiers.contains(KeyModifiers::SHIFT)
            }
            (Self::Named(KeyCode::Tab), code) => code == KeyCode::Tab && !event.modifiers.contains(KeyModifiers::SHIFT),
            (Self::Named(wanted), code) => wanted == code && !control && !alt,
            _ => false,
        }
    }

    /// Whether some key press is both.
    fn overlaps(self, other: Self) -> bool {
        match (self, other) {
            (Self::Digits(a, b), Self::Char(c)) | (Self::Char(c), Self::Digits(a, b)) => (a..=b).contains(&c),
            (Self::Digits(a, b), Self::Digits(c, d)) | (Self::AltDigits(a, b), Self::AltDigits(c, d)) => {
                a <= d && c <= b
            }
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

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The keys; the first is the one that hints show.
    pub keys: &'static [Key],
    /// What they do.
    pub action: Action,
    /// In a word or three. Neighbours with the same label are shown as one: `↑↓ move`.
    pub label: &'static str,
    /// Whether the footer shows it; help shows all.
    pub hinted: bool,
}

impl Binding {
    /// What the config file calls it, `player.pause`; nothing where its keys always stay.
    pub fn name(&self) -> Option<String> {
        let digits = self.keys.iter().any(|key| matches!(key, Digits(..) | AltDigits(..)));
        let stays = digits || self.context == C::Always || PROMISED.contains(&self.action);
        (!stays).then(|| format!("{}.{}", self.context.name(), snake(&format!("{:?}", self.action))))
    }
}

/// What no own key may hide or move.
const PROMISED: [Action; 3] = [Action::Leave, Action::Suspend, Action::Support];

/// `NextStep` as `next_step`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

const fn shown(context: Context, keys: &'static [Key], action: Action, label: &'static str) -> Binding {
    Binding { context, keys, action, label, hinted: true }
}

const fn quiet(context: Context, keys: &'static [Key], action: Action, label: &'static str) -> Binding {
    Binding { context, keys, action, label, hinted: false }
}

use Context as C;
use Key::{AltDigits, Char, Ctrl, Digits, Named};

const UP: &[Key] = &[Named(KeyCode::Up), Char('k')];
const DOWN: &[Key] = &[Named(KeyCode::Down), Char('j')];
const LEFT: &[Key] = &[Named(KeyCode::Left), Char('h')];
const RIGHT: &[Key] = &[Named(KeyCode::Right), Char('l')];
const ENTER: &[Key] = &[Named(KeyCode::Enter)];
const ESC: &[Key] = &[Named(KeyCode::Esc)];
const RATE: &[Key] = &[Digits('1', '9')];

/// Every key there is, in the order in which hints and help show them.
pub const TABLE: &[Binding] = &[
    quiet(C::Always, &[Ctrl('c')], Action::Leave, "leave"),
    quiet(C::Always, &[Ctrl('z')], Action::Suspend, "suspend"),
    quiet(C::Always, &[Named(KeyCode::F(1))], Action::Help, "help"),
    quiet(C::Always, &[Named(KeyCode::F(2))], Action::Support, "support"),
    quiet(C::Everywhere, &[Char('?')], Action::Help, "help"),
    quiet(C::Everywhere, &[Char('!')], Action::Support, "support"),
    quiet(C::Everywhere, &[Char('q'), Named(KeyCode::Esc)], Action::Back, "back, then quit"),
    quiet(C::Everywhere, &[Char(',')], Action::Settings, "settings"),
    quiet(C::Everywhere, &[Char('u')], Action::Undo, "undo"),
    quiet(C::Everywhere, &[Ctrl('r')], Action::Redo, "redo"),
    quiet(C::Everywhere, &[Named(KeyCode::Tab)], Action::NextTab, "next tab"),
    quiet(C::Everywhere, &[Named(KeyCode::BackTab)], Action::PreviousTab, "previous tab"),
    quiet(C::Everywhere, &[AltDigits('1', '5')], Action::GoToTab, "tab"),
    quiet(C::Tabs, &[Digits('1', '5')], Action::GoToTab, "tab"),
    // Today.
    shown(C::CheckIn, RATE, Action::Rate, "rate"),
    shown(C::CheckIn, UP, Action::Up, "move"),
    shown(C::CheckIn, DOWN, Action::Down, "move"),
    shown(C::CheckIn, ENTER, Action::Save, "save"),
    shown(C::CheckIn, &[Char('t')], Action::Tags, "tags"),
    shown(C::CheckIn, &[Char('n')], Action::Note, "note"),
    shown(C::CheckIn, &[Char('[')], Action::EarlierDay, "day"),
    shown(C::CheckIn, &[Char(']')], Action::LaterDay, "day"),
    shown(C::CheckIn, &[Char(' '), Named(KeyCode::Backspace), Named(KeyCode::Delete)], Action::Clear, "clear"),
    quiet(C::CheckIn, &[Char('q')], Action::Quit, "quit; with answers given, back"),
    quiet(C::CheckIn, LEFT, Action::Left, "adjust"),
    quiet(C::CheckIn, RIGHT, Action::Right, "adjust"),
    quiet(C::CheckIn, &[Char('g')], Action::Start, "start the suggestion"),
    quiet(C::CheckIn, &[Char('z')], Action::Tiny, "two minutes"),
    quiet(C::CheckIn, &[Char('s')], Action::Another, "another suggestion"),
    quiet(C::CheckIn, &[Char('o')], Action::Options, "options: plan, questionnaires, about you"),
    quiet(C::CheckIn, &[Char('a')], Action::TakeUp, "take up the offer"),
    quiet(C::CheckIn, &[Char('x')], Action::PutOff, "not now"),
    shown(C::Suggestion, &[Named(KeyCode::Enter), Char('g')], Action::Start, "start"),
    shown(C::Suggestion, &[Char('z')], Action::Tiny, "two minutes"),
    shown(C::Suggestion, &[Char('s')], Action::Another, "another"),
    shown(C::Suggestion, &[Char('c')], Action::CheckIn, "check in"),
    shown(C::Suggestion, &[Char('l')], Action::Log, "log"),
    shown(C::Suggestion, &[Char('o')], Action::Options, "options"),
    quiet(C::Suggestion, &[Char('[')], Action::EarlierDay, "other day"),
    quiet(C::Suggestion, &[Char(']')], Action::LaterDay, "later day"),
    quiet(C::Suggestion, &[Char('a')], Action::TakeUp, "take up the offer"),
    quiet(C::Suggestion, &[Char('x')], Action::PutOff, "not now"),
    shown(C::Note, &[Ctrl('s')], Action::Save, "done"),
    shown(C::Note, ESC, Action::Back, "leave it as it was"),
    shown(C::Tags, ENTER, Action::Accept, "add, empty to finish"),
    shown(C::Tags, &[Named(KeyCode::Tab)], Action::NextField, "complete"),
    shown(C::Tags, &[Named(KeyCode::Up)], Action::Up, "choose"),
    shown(C::Tags, &[Named(KeyCode::Down)], Action::Down, "choose"),
    shown(C::Tags, ESC, Action::Back, "done"),
    // Move.
    shown(C::Library, ENTER, Action::Start, "start"),
    shown(C::Library, &[Char('/')], Action::Search, "search"),
    shown(C::Library, &[Char('f')], Action::Filter, "filter"),
    shown(C::Library, &[Char('l')], Action::Log, "log"),
    shown(C::Library, &[Char('c')], Action::Create, "make one"),
    shown(C::Library, UP, Action::Up, "choose"),
    shown(C::Library, DOWN, Action::Down, "choose"),
    quiet(C::Library, &[Named(KeyCode::PageUp)], Action::PageUp, "page"),
    quiet(C::Library, &[Named(KeyCode::PageDown)], Action::PageDown, "page"),
    quiet(C::Library, &[Named(KeyCode::Home)], Action::First, "first, last"),
    quiet(C::Library, &[Named(KeyCode::End)], Action::Last, "first, last"),
    quiet(C::Library, &[Char('e')], Action::Edit, "edit your own, or a copy"),
    quiet(C::Library, &[Char('y')], Action::Copy, "copy"),
    quiet(C::Library, &[Char('d'), Named(KeyCode::Delete)], Action::Delete, "delete your own"),
    shown(C::Filter, LEFT, Action::Left, "which"),
    shown(C::Filter, RIGHT, Action::Right, "which"),
    shown(C::Filter, UP, Action::Up, "change"),
    shown(C::Filter, DOWN, Action::Down, "change"),
    shown(C::Filter, &[Char(' ')], Action::Clear, "any"),
    shown(C::Filter, &[Named(KeyCode::Enter), Char('f')], Action::Accept, "done"),
    shown(C::Search, ENTER, Action::Accept, "keep"),
    shown(C::Search, &[Named(KeyCode::Up)], Action::Up, "choose"),
    shown(C::Search, &[Named(KeyCode::Down)], Action::Down, "choose"),
    shown(C::Search, ESC, Action::Back, "clear"),
    shown(C::Readiness, &[Char('y')], Action::Yes, "yes"),
    shown(C::Readiness, &[Char('n')], Action::No, "no"),
    shown(C::Readiness, LEFT, Action::Left, "back one"),
    shown(C::Readiness, ESC, Action::Back, "not now"),
    shown(C::ReadinessOutcome, ENTER, Action::Accept, "choose"),
    shown(C::ReadinessOutcome, UP, Action::Up, "move"),
    shown(C::ReadinessOutcome, DOWN, Action::Down, "move"),
    shown(C::ReadinessOutcome, ESC, Action::Back, "back"),
    shown(C::Before, RATE, Action::Rate, "rate and start"),
    shown(C::Before, ENTER, Action::Accept, "start"),
    shown(C::Before, &[Char('a')], Action::AskMore, "energy and calm too"),
    quiet(C::Before, UP, Action::Up, "move"),
    quiet(C::Before, DOWN, Action::Down, "move"),
    quiet(C::Before, &[Char(' '), Named(KeyCode::Backspace)], Action::Clear, "clear"),
    shown(C::Before, ESC, Action::Back, "back"),
    shown(C::Player, &[Char(' ')], Action::Pause, "pause"),
    shown(C::Player, &[Char('n'), Named(KeyCode::Right)], Action::NextStep, "next"),
    shown(C::Player, &[Char('p'), Named(KeyCode::Left)], Action::PreviousStep, "back"),
    shown(C::Player, &[Char('+'), Char('=')], Action::Longer, "10 s"),
    shown(C::Player, &[Char('-')], Action::Shorter, "10 s"),
    shown(C::Player, &[Char('q'), Named(KeyCode::Esc)], Action::Stop, "stop"),
    shown(C::Player, &[Char('x')], Action::StopSigns, "when to stop"),
    shown(C::Player, &[Char('e')], Action::Easier, "easier"),
    shown(C::Player, &[Char('h')], Action::Harder, "harder"),
    shown(C::Player, &[Char('s')], Action::Swap, "swap"),
    shown(C::Player, &[Char('f')], Action::Figure, "figure"),
    shown(C::Player, &[Char('m')], Action::Mute, "mute"),
    shown(C::Stop, ENTER, Action::Accept, "choose"),
    shown(C::Stop, UP, Action::Up, "move"),
    shown(C::Stop, DOWN, Action::Down, "move"),
    shown(C::Stop, &[Named(KeyCode::Esc), Char(' ')], Action::Back, "go on"),
    shown(C::Stop, &[Char('d')], Action::Discard, "do not keep"),
    shown(C::Away, ENTER, Action::Accept, "choose"),
    shown(C::Away, UP, Action::Up, "move"),
    shown(C::Away, DOWN, Action::Down, "move"),
    shown(C::After, &[Digits('0', '9')], Action::Rate, "rate"),
    shown(C::After, &[Named(KeyCode::Down), Named(KeyCode::Tab), Char('j')], Action::NextField, "next"),
    quiet(C::After, &[Named(KeyCode::Up), Named(KeyCode::BackTab), Char('k')], Action::PreviousField, "previous"),
    shown(C::After, LEFT, Action::Left, "adjust"),
    shown(C::After, RIGHT, Action::Right, "adjust"),
    shown(C::After, &[Char('n')], Action::Note, "note"),
    shown(C::After, ENTER, Action::Save, "save"),
    quiet(C::After, &[Char(' '), Named(KeyCode::Backspace)], Action::Clear, "clear"),
    shown(C::Log, ENTER, Action::Accept, "next"),
    shown(C::Log, &[Named(KeyCode::Up), Named(KeyCode::BackTab)], Action::PreviousField, "field"),
    shown(C::Log, &[Named(KeyCode::Down), Named(KeyCode::Tab)], Action::NextField, "field"),
    shown(C::Log, &[Ctrl('s')], Action::Save, "save"),
    shown(C::Log, ESC, Action::Back, "leave"),
    shown(C::Builder, &[Char('a')], Action::Add, "add"),
    shown(C::Builder, &[Named(KeyCode::Enter), Ctrl('s')], Action::Save, "save"),
    shown(C::Builder, LEFT, Action::Left, "less, more"),
    shown(C::Builder, RIGHT, Action::Right, "less, more"),
    shown(C::Builder, &[Char('t')], Action::Measure, "time or reps"),
    shown(C::Builder, &[Char('r')], Action::MoreRest, "rest"),
    shown(C::Builder, &[Char('R')], Action::LessRest, "rest"),
    shown(C::Builder, &[Char('d'), Named(KeyCode::Delete)], Action::Delete, "remove"),
    quiet(C::Builder, UP, Action::Up, "choose"),
    quiet(C::Builder, DOWN, Action::Down, "choose"),
    quiet(C::Builder, &[Named(KeyCode::Home)], Action::First, "first, last"),
    quiet(C::Builder, &[Named(KeyCode::End)], Action::Last, "first, last"),
    quiet(C::Builder, &[Char('[')], Action::MoveUp, "earlier, later"),
    quiet(C::Builder, &[Char(']')], Action::MoveDown, "earlier, later"),
    quiet(C::Builder, &[Char('s')], Action::Sides, "each side"),
    quiet(C::Builder, &[Char('m')], Action::Swap, "another movement"),
    quiet(C::Builder, &[Char('p')], Action::Part, "a new part"),
    quiet(C::Builder, &[Char('n')], Action::Rename, "name"),
    quiet(C::Builder, &[Char('x')], Action::Anew, "begin anew"),
    quiet(C::Builder, &[Char('u')], Action::Undo, "take back"),
    quiet(C::Builder, &[Named(KeyCode::Esc), Char('q')], Action::Back, "leave, keeping a draft"),
    shown(C::Picker, ENTER, Action::Accept, "take it"),
    shown(C::Picker, &[Named(KeyCode::Up)], Action::Up, "choose"),
    shown(C::Picker, &[Named(KeyCode::Down)], Action::Down, "choose"),
    shown(C::Picker, ESC, Action::Back, "back"),
    // History.
    shown(C::History, LEFT, Action::Left, "day"),
    shown(C::History, RIGHT, Action::Right, "day"),
    shown(C::History, &[Char('v')], Action::View, "view"),
    shown(C::History, &[Char('r')], Action::Range, "range"),
    shown(C::History, &[Char('o')], Action::Overlay, "which rating"),
    shown(C::History, ENTER, Action::Accept, "open"),
    shown(C::History, &[Char('f')], Action::Filter, "one tag"),
    quiet(C::History, &[Char('V')], Action::PreviousView, "previous view"),
    quiet(C::History, UP, Action::Up, "a week, or up the list or the week"),
    quiet(C::History, DOWN, Action::Down, "a week, or down the list or the week"),
    quiet(C::History, &[Char('['), Named(KeyCode::PageUp)], Action::PageUp, "a month"),
    quiet(C::History, &[Char(']'), Named(KeyCode::PageDown)], Action::PageDown, "a month"),
    quiet(C::History, &[Named(KeyCode::Home)], Action::First, "first, last day"),
    quiet(C::History, &[Named(KeyCode::End)], Action::Last, "first, last day"),
    quiet(C::History, &[Char('/')], Action::Search, "search notes and tags"),
    quiet(C::History, &[Char('n')], Action::NextMatch, "match before, after"),
    quiet(C::History, &[Char('N')], Action::PreviousMatch, "match before, after"),
    quiet(C::History, &[Char('x')], Action::Picture, "save as a picture"),
    quiet(C::History, &[Char('y')], Action::Copy, "copy as text"),
    shown(C::HistoryList, UP, Action::Up, "choose"),
    shown(C::HistoryList, DOWN, Action::Down, "choose"),
    shown(C::HistoryList, &[Char('v')], Action::View, "view"),
    shown(C::HistoryList, ENTER, Action::Accept, "open"),
    shown(C::HistoryList, &[Char(' ')], Action::Pick, "pick"),
    shown(C::HistoryList, &[Char('d'), Named(KeyCode::Delete)], Action::Delete, "delete"),
    shown(C::HistoryList, &[Char('/')], Action::Search, "search"),
    shown(C::Compare, &[Char('o')], Action::Overlay, "rating"),
    shown(C::Compare, &[Char('p')], Action::Second, "with"),
    shown(C::Compare, &[Char('+'), Char('=')], Action::Longer, "days apart"),
    shown(C::Compare, &[Char('-')], Action::Shorter, "days apart"),
    shown(C::Compare, &[Char('v')], Action::View, "view"),
    shown(C::Compare, &[Char('r')], Action::Range, "range"),
    shown(C::TagFilter, LEFT, Action::Left, "which"),
    shown(C::TagFilter, RIGHT, Action::Right, "which"),
    quiet(C::TagFilter, UP, Action::Up, "which"),
    quiet(C::TagFilter, DOWN, Action::Down, "which"),
    shown(C::TagFilter, &[Named(KeyCode::Enter), Char('f')], Action::Accept, "keep"),
    shown(C::TagFilter, &[Char(' ')], Action::Clear, "all days"),
    shown(C::TagFilter, ESC, Action::Back, "as it was"),
    shown(C::ConfirmDelete, &[Char('y'), Named(KeyCode::Enter)], Action::Accept, "delete"),
    shown(C::ConfirmDelete, &[Named(KeyCode::Esc), Char('n'), Char('q')], Action::Back, "keep"),
    shown(C::DayDetail, UP, Action::Up, "choose"),
    shown(C::DayDetail, DOWN, Action::Down, "choose"),
    shown(C::DayDetail, &[Named(KeyCode::Enter), Char('e')], Action::Edit, "edit"),
    shown(C::DayDetail, &[Char('d'), Named(KeyCode::Delete)], Action::Delete, "delete"),
    shown(C::DayDetail, &[Char('c')], Action::CheckIn, "check in for it"),
    shown(C::DayDetail, &[Char('l')], Action::Log, "log for it"),
    quiet(C::DayDetail, &[Named(KeyCode::Left)], Action::Left, "other day"),
    quiet(C::DayDetail, &[Named(KeyCode::Right)], Action::Right, "other day"),
    shown(C::DayDetail, ESC, Action::Back, "back"),
    // Learn.
    shown(C::Insights, UP, Action::Up, "card"),
    shown(C::Insights, DOWN, Action::Down, "card"),
    shown(C::Insights, ENTER, Action::Accept, "how this was worked out"),
    quiet(C::Insights, &[Named(KeyCode::PageUp)], Action::PageUp, "scroll"),
    quiet(C::Insights, &[Named(KeyCode::PageDown)], Action::PageDown, "scroll"),
    quiet(C::Insights, &[Named(KeyCode::Home)], Action::First, "first, last"),
    quiet(C::Insights, &[Named(KeyCode::End)], Action::Last, "first, last"),
    shown(C::Learn, UP, Action::Up, "card"),
    shown(C::Learn, DOWN, Action::Down, "card"),
    shown(C::Learn, ENTER, Action::Start, "start its routine"),
    shown(C::Learn, &[Char('v')], Action::View, "sources"),
    shown(C::Learn, &[Char('/')], Action::Search, "search"),
    quiet(C::Learn, &[Named(KeyCode::PageUp)], Action::PageUp, "page"),
    quiet(C::Learn, &[Named(KeyCode::PageDown)], Action::PageDown, "page"),
    quiet(C::Learn, &[Named(KeyCode::Home)], Action::First, "first, last"),
    quiet(C::Learn, &[Named(KeyCode::End)], Action::Last, "first, last"),
    // Overlays.
    shown(C::Items, &[Digits('0', '3')], Action::Rate, "answer"),
    shown(C::Items, LEFT, Action::Left, "back"),
    quiet(C::Items, RIGHT, Action::Right, "on"),
    quiet(C::Items, UP, Action::Up, "choose"),
    quiet(C::Items, DOWN, Action::Down, "choose"),
    quiet(C::Items, ENTER, Action::Accept, "answer"),
    shown(C::Items, &[Named(KeyCode::Esc), Char('q')], Action::Back, "keep for later"),
    shown(C::ItemNine, &[Char('c')], Action::Country, "country"),
    shown(C::ItemNine, ENTER, Action::Accept, "go on"),
    shown(C::ItemNine, &[Char('s'), Named(KeyCode::Esc), Char('q')], Action::Back, "score later"),
    quiet(C::ItemNine, LEFT, Action::Left, "back"),
    shown(C::Scores, ENTER, Action::Start, "answer it"),
    shown(C::Scores, LEFT, Action::Left, "other form"),
    shown(C::Scores, RIGHT, Action::Right, "other form"),
    shown(C::Scores, &[Char('r')], Action::Range, "every two weeks"),
    quiet(C::Scores, &[Char('d')], Action::Delete, "delete the latest"),
    shown(C::Scores, &[Named(KeyCode::Esc), Char('q')], Action::Back, "back"),
    shown(C::Choices, RATE, Action::Rate, "choose"),
    quiet(C::Choices, UP, Action::Up, "move"),
    quiet(C::Choices, DOWN, Action::Down, "move"),
    quiet(C::Choices, &[Char(' ')], Action::Clear, "tick"),
    shown(C::Choices, ENTER, Action::Accept, "go on"),
    quiet(C::Choices, LEFT, Action::Left, "back"),
    shown(C::Choices, &[Named(KeyCode::Esc), Char('q')], Action::Back, "leave"),
    shown(C::Field, ENTER, Action::Accept, "next"),
    shown(C::Field, &[Named(KeyCode::Up), Named(KeyCode::BackTab)], Action::PreviousField, "field"),
    shown(C::Field, &[Named(KeyCode::Down), Named(KeyCode::Tab)], Action::NextField, "field"),
    shown(C::Field, &[Ctrl('s')], Action::Save, "save"),
    shown(C::Field, ESC, Action::Back, "leave"),
    shown(C::Support, &[Char('c'), Named(KeyCode::Right)], Action::Country, "country"),
    shown(C::Support, &[Char('o')], Action::Options, "your own people"),
    shown(C::Support, &[Named(KeyCode::Esc), Char('q')], Action::Back, "back"),
    shown(C::Settings, LEFT, Action::Left, "change"),
    shown(C::Settings, RIGHT, Action::Right, "change"),
    shown(C::Settings, &[Char('t')], Action::TryIt, "try it"),
    shown(C::Settings, UP, Action::Up, "choose"),
    shown(C::Settings, DOWN, Action::Down, "choose"),
    quiet(C::Settings, &[Named(KeyCode::Enter), Char(' ')], Action::Accept, "change"),
    quiet(C::Settings, &[Named(KeyCode::Home)], Action::First, "first, last"),
    quiet(C::Settings, &[Named(KeyCode::End)], Action::Last, "first, last"),
    shown(C::Settings, &[Named(KeyCode::Esc), Char('q'), Char(',')], Action::Back, "back"),
    shown(C::Help, UP, Action::Up, "scroll"),
    shown(C::Help, DOWN, Action::Down, "scroll"),
    shown(C::Help, &[Named(KeyCode::Esc), Char('q'), Char('?')], Action::Back, "close"),
    shown(C::Resume, ENTER, Action::Accept, "choose"),
    shown(C::Resume, UP, Action::Up, "move"),
    shown(C::Resume, DOWN, Action::Down, "move"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Which contexts can hold at the same time as `context`.
    fn company(context: Context) -> &'static [Context] {
        if context.takes_text() { &[Context::Always] } else { &[Context::Always, Context::Everywhere] }
    }

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for (index, one) in TABLE.iter().enumerate() {
            for other in TABLE[index + 1..].iter().filter(|other| other.context == one.context) {
                let clash = one.keys.iter().any(|key| other.keys.iter().any(|twin| key.overlaps(*twin)));
                assert!(!clash, "{:?}: {:?} and {:?} share a key", one.context, one.action, other.action);
            }
        }
    }

    #[test]
    fn nothing_hides_leaving_help_and_support() {
        for binding in TABLE.iter().filter(|binding| !matches!(binding.context, C::Always | C::Everywhere)) {
            for global in TABLE.iter().filter(|global| company(binding.context).contains(&global.context)) {
                let hides = binding.keys.iter().any(|key| global.keys.iter().any(|twin| key.overlaps(*twin)));
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
            let twin =
                TABLE[index + 1..].iter().find(|other| (other.context, other.action) == (one.context, one.action));
            assert!(twin.is_none(), "{:?}: {:?}", one.context, one.action);
        }
    }

    #[test]
    fn every_context_has_keys_and_every_row_a_label() {
        for context in Context::ALL {
            assert!(TABLE.iter().any(|binding| binding.context == context), "{context:?}");
        }
        assert!(TABLE.iter().all(|binding| !binding.label.is_empty() && !binding.keys.is_empty()));
    }

    #[test]
    fn neighbours_with_one_label_are_one_hint() {
        let groups = Keymap::default().groups(Context::CheckIn);
        assert!(groups.iter().any(|(keys, label, _)| keys == "↑↓" && *label == "move"), "{groups:?}");
        assert!(groups.iter().any(|(keys, label, _)| keys == "[ ]" && *label == "day"), "{groups:?}");
    }
}
