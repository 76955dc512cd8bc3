//! The actions of keys, with their names in the config file.

/// Generates the actions, one from each row.
macro_rules! actions {
    ($($action:ident $name:literal,)+) => {
        /// What pressing a key does.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is explained by its label in the table")]
        pub enum Action {
            $($action,)+
        }

        impl Action {
            /// The name in the config file.
            pub(super) const fn name(self) -> &'static str {
                match self {
                    $(Self::$action => $name,)+
                }
            }
        }
    };
}

actions! {
    Leave "leave",
    Quit "quit",
    Suspend "suspend",
    Help "help",
    Support "support",
    Back "back",
    Undo "undo",
    Redo "redo",
    NextTab "next_tab",
    PreviousTab "previous_tab",
    GoToTab "go_to_tab",
    Rate "rate",
    Up "up",
    Down "down",
    Left "left",
    Right "right",
    PageUp "page_up",
    PageDown "page_down",
    First "first",
    Last "last",
    Clear "clear",
    WordLeft "word_left",
    WordRight "word_right",
    Erase "erase",
    EraseNext "erase_next",
    EraseWord "erase_word",
    UndoTyping "undo_typing",
    RedoTyping "redo_typing",
    Accept "accept",
    Save "save",
    Note "note",
    Editor "editor",
    Tags "tags",
    When "when",
    EarlierDay "earlier_day",
    LaterDay "later_day",
    CheckIn "check_in",
    Start "start",
    Short "short",
    Another "another",
    Search "search",
    Filter "filter",
    Log "log",
    Pause "pause",
    NextStep "next_step",
    PreviousStep "previous_step",
    Longer "longer",
    Shorter "shorter",
    Easier "easier",
    Harder "harder",
    Swap "swap",
    AskMore "ask_more",
    SafetyQuestions "safety_questions",
    StopSigns "stop_signs",
    Settings "settings",
    Mouse "mouse",
    Numbers "numbers",
    TryIt "try_it",
    Yes "yes",
    No "no",
    Figure "figure",
    Zen "zen",
    Mute "mute",
    Stop "stop",
    Discard "discard",
    NextField "next_field",
    PreviousField "previous_field",
    View "view",
    PreviousView "previous_view",
    Range "range",
    Second "second",
    NextMatch "next_match",
    PreviousMatch "previous_match",
    Pick "pick",
    Picture "picture",
    Copy "copy",
    Delete "delete",
    Edit "edit",
    Country "country",
    Overlay "overlay",
    Options "options",
    AcceptOffer "accept",
    NotNow "not_now",
    Create "create",
    Add "add",
    Part "part",
    Measure "measure",
    Sides "sides",
    MoreRest "more_rest",
    LessRest "less_rest",
    MoveUp "move_up",
    MoveDown "move_down",
    Archive "archive",
    Rename "rename",
    Anew "anew",
    Experiment "experiment",
    Import "import",
    Imports "imports",
    Hidden "hidden",
    Favorite "favorite",
    NeverSuggest "never_suggest",
    Home "home",
    Palette "commands",
}
