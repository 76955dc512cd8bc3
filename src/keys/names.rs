//! The names by which a config file calls places and actions: public, so they change only with their old form kept.

use super::{Action, Binding, Context};

/// Names that were in use before: the place, the old name, the present one.
const OLD: [(Context, &str, &str); 9] = [
    (Context::Choices, "clear", "mark"),
    (Context::Tabs, "bring_in", "import"),
    (Context::CheckIn, "bring_in", "import"),
    (Context::CheckIn, "tiny", "short"),
    (Context::CheckIn, "take_up", "accept"),
    (Context::CheckIn, "put_off", "not_now"),
    (Context::Suggestion, "tiny", "short"),
    (Context::Suggestion, "take_up", "accept"),
    (Context::Suggestion, "put_off", "not_now"),
];
/// Names of places that were in use before, with the present ones.
const OLD_PLACES: [(&str, &str); 3] = [
    ("bring_in", "import_preview"),
    ("brought_in", "import_done"),
    ("take_back", "import_undo"),
];

/// The present name of a place that a config file calls `name`.
pub(super) fn present_place(name: &str) -> &str {
    OLD_PLACES
        .iter()
        .find(|(old, _)| *old == name)
        .map_or(name, |(_, present)| present)
}

/// The action of `row`, as a config file calls it.
pub(super) const fn of(row: &Binding) -> &'static str {
    match (row.context, row.action) {
        (Context::Choices, Action::Clear) => "mark",
        (_, action) => action.name(),
    }
}

/// The present name of an action that a config file calls `name` in `context`.
pub(super) fn present(context: Context, name: &str) -> &str {
    OLD.iter()
        .find(|(place, old, _)| *place == context && *old == name)
        .map_or(name, |(_, _, new)| new)
}

impl Context {
    /// What the config file calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Everywhere => "everywhere",
            Self::Tabs => "tabs",
            Self::Text => "text",
            Self::CheckIn => "check_in",
            Self::Unsaved => "unsaved",
            Self::Suggestion => "suggestion",
            Self::Note => "note",
            Self::Tags => "tags",
            Self::Library => "library",
            Self::Filter => "filter",
            Self::Search => "search",
            Self::Readiness => "readiness",
            Self::ReadinessOutcome => "readiness_outcome",
            Self::Before => "before",
            Self::Player => "player",
            Self::Stop => "stop",
            Self::Away => "away",
            Self::After => "after",
            Self::Log => "log",
            Self::Builder => "builder",
            Self::Picker => "picker",
            Self::History => "history",
            Self::HistoryList => "history_list",
            Self::Compare => "compare",
            Self::TagFilter => "tag_filter",
            Self::ConfirmDelete => "confirm_delete",
            Self::DayDetail => "day_detail",
            Self::Insights => "insights",
            Self::Learn => "learn",
            Self::Items => "items",
            Self::ItemNine => "item_nine",
            Self::Scores => "scores",
            Self::Choices => "choices",
            Self::Field => "field",
            Self::Support => "support",
            Self::Countries => "countries",
            Self::Settings => "settings",
            Self::Files => "files",
            Self::FileFilter => "file_filter",
            Self::Reading => "reading",
            Self::MoodNames => "mood_names",
            Self::ImportPreview => "import_preview",
            Self::ImportDone => "import_done",
            Self::Imports => "imports",
            Self::ImportUndo => "import_undo",
            Self::Help => "help",
            Self::Resume => "resume",
        }
    }
}

impl Action {
    const fn name(self) -> &'static str {
        match self {
            Self::Leave => "leave",
            Self::Quit => "quit",
            Self::Suspend => "suspend",
            Self::Help => "help",
            Self::Support => "support",
            Self::Back => "back",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::NextTab => "next_tab",
            Self::PreviousTab => "previous_tab",
            Self::GoToTab => "go_to_tab",
            Self::Rate => "rate",
            Self::Up => "up",
            Self::Down => "down",
            Self::Left => "left",
            Self::Right => "right",
            Self::PageUp => "page_up",
            Self::PageDown => "page_down",
            Self::First => "first",
            Self::Last => "last",
            Self::Clear => "clear",
            Self::WordLeft => "word_left",
            Self::WordRight => "word_right",
            Self::Erase => "erase",
            Self::EraseNext => "erase_next",
            Self::EraseWord => "erase_word",
            Self::UndoTyping => "undo_typing",
            Self::RedoTyping => "redo_typing",
            Self::Accept | Self::AcceptOffer => "accept",
            Self::Save => "save",
            Self::Note => "note",
            Self::Editor => "editor",
            Self::Tags => "tags",
            Self::When => "when",
            Self::EarlierDay => "earlier_day",
            Self::LaterDay => "later_day",
            Self::CheckIn => "check_in",
            Self::Start => "start",
            Self::Short => "short",
            Self::Another => "another",
            Self::Search => "search",
            Self::Filter => "filter",
            Self::Log => "log",
            Self::Pause => "pause",
            Self::NextStep => "next_step",
            Self::PreviousStep => "previous_step",
            Self::Longer => "longer",
            Self::Shorter => "shorter",
            Self::Easier => "easier",
            Self::Harder => "harder",
            Self::Swap => "swap",
            Self::AskMore => "ask_more",
            Self::SafetyQuestions => "safety_questions",
            Self::StopSigns => "stop_signs",
            Self::Settings => "settings",
            Self::Mouse => "mouse",
            Self::Numbers => "numbers",
            Self::TryIt => "try_it",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Figure => "figure",
            Self::Zen => "zen",
            Self::Mute => "mute",
            Self::Stop => "stop",
            Self::Discard => "discard",
            Self::NextField => "next_field",
            Self::PreviousField => "previous_field",
            Self::View => "view",
            Self::PreviousView => "previous_view",
            Self::Range => "range",
            Self::Second => "second",
            Self::NextMatch => "next_match",
            Self::PreviousMatch => "previous_match",
            Self::Pick => "pick",
            Self::Picture => "picture",
            Self::Copy => "copy",
            Self::Delete => "delete",
            Self::Edit => "edit",
            Self::Country => "country",
            Self::Overlay => "overlay",
            Self::Options => "options",
            Self::NotNow => "not_now",
            Self::Create => "create",
            Self::Add => "add",
            Self::Part => "part",
            Self::Measure => "measure",
            Self::Sides => "sides",
            Self::MoreRest => "more_rest",
            Self::LessRest => "less_rest",
            Self::MoveUp => "move_up",
            Self::MoveDown => "move_down",
            Self::Rename => "rename",
            Self::Anew => "anew",
            Self::Experiment => "experiment",
            Self::Import => "import",
            Self::Imports => "imports",
            Self::Hidden => "hidden",
            Self::Home => "home",
        }
    }
}
