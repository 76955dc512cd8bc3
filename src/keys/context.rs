//! The contexts in which keys apply, and which of them are active together.

/// Generates the contexts, one from each row: variant, name in the config file, title in the help.
macro_rules! contexts {
    ($($(#[$doc:meta])+ $context:ident $name:literal $title:literal,)+) => {
        /// Where a key applies: the focused part of the screen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Context {
            $($(#[$doc])+ $context,)+
        }

        impl Context {
            /// Every context.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$context),+];

            /// The name in the config file.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$context => $name,)+
                }
            }

            /// The title in the help and the README.
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$context => $title,)+
                }
            }
        }
    };
}

contexts! {
    /// Everywhere, text fields included.
    Always "always" "Always",
    /// Everywhere except in text fields.
    Everywhere "everywhere" "Everywhere",
    /// On a tab while no rating has the focus.
    Tabs "tabs" "On every tab",
    /// Wherever text is being written.
    Text "text" "While writing",
    /// The check-in form.
    CheckIn "check_in" "Check-in",
    /// Today, with unsaved answers in the form.
    Unsaved "unsaved" "Today, unsaved answers",
    /// Today, next to the form: the suggestion.
    Suggestion "suggestion" "Today",
    /// A note being written.
    Note "note" "Note",
    /// Tags being chosen.
    Tags "tags" "Tags",
    /// The list of routines.
    Library "library" "Move",
    /// The filter over the list of routines.
    Filter "filter" "Filter",
    /// A search being typed.
    Search "search" "Search",
    /// Questions before the first vigorous routine.
    Readiness "readiness" "Before vigorous routines",
    /// The outcome of those questions.
    ReadinessOutcome "readiness_outcome" "After those questions",
    /// The mood question before a session.
    Before "before" "Before a session",
    /// A running session.
    Player "player" "Session",
    /// The question whether to stop.
    Stop "stop" "Stop a session",
    /// Back after the machine or the program was suspended during a session.
    Away "away" "Back after a break",
    /// The session is over: mood after, effort.
    After "after" "After a session",
    /// Logging an activity done away from the screen.
    Log "log" "Log",
    /// Building a custom routine.
    Builder "builder" "Routine builder",
    /// Entering its name, or searching for an exercise.
    Picker "picker" "Builder: name or exercise",
    /// Browsing the past.
    History "history" "History",
    /// Browsing the past as a list.
    HistoryList "history_list" "History: list",
    /// Comparing two series.
    Compare "compare" "History: compare",
    /// The tag filter of the history.
    TagFilter "tag_filter" "History: tag filter",
    /// The question whether to delete days.
    ConfirmDelete "confirm_delete" "Before deleting days",
    /// The question whether to change days, tags or check-ins.
    ConfirmChange "confirm_change" "Before changing many entries",
    /// The records of one day.
    DayDetail "day_detail" "One day",
    /// The verdict cards.
    Insights "insights" "Insights",
    /// The evidence cards.
    Learn "learn" "Learn",
    /// An item of a questionnaire.
    Items "items" "Questionnaire",
    /// Support shown before a questionnaire's score.
    ItemNine "item_nine" "Before the score",
    /// A questionnaire's scores.
    Scores "scores" "Scores",
    /// A week or a month in plain words.
    Letter "letter" "Letter",
    /// A short list to choose from.
    Choices "choices" "Options, plan, first questions",
    /// A short form or line being filled in.
    Field "field" "Your people, when and where",
    /// Support in a crisis.
    Support "support" "Support",
    /// Searching the list of countries.
    Countries "countries" "Countries",
    /// The settings.
    Settings "settings" "Settings",
    /// The list of own ratings.
    Ratings "ratings" "Your ratings",
    /// A choice in the form of an own rating.
    RatingChoice "rating_choice" "Your ratings: a choice",
    /// Files to import.
    Files "files" "Import: files",
    /// A filter or a path being typed for the import.
    FileFilter "file_filter" "Import: filter or path",
    /// Files being read or imported.
    Reading "reading" "Import: reading",
    /// Assigning ratings to the mood names of another app.
    MoodNames "mood_names" "Import: mood names",
    /// The preview of an import.
    ImportPreview "import_preview" "Import: preview",
    /// Something about an imported file that only the person can tell.
    ImportQuestion "import_question" "Import: questions",
    /// The result of an import.
    ImportDone "import_done" "Import: done",
    /// The list of past imports.
    Imports "imports" "Imports",
    /// The question whether to undo an import.
    ImportUndo "import_undo" "Import: undo",
    /// The list of keys.
    Help "help" "Help",
    /// Typing the name of a command.
    Palette "commands" "Commands",
    /// The question about a session that was left running.
    Resume "resume" "Unfinished session",
}

impl Context {
    /// Whether plain characters are typed as text here instead of acting as keys.
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
                | Self::Palette
        )
    }

    /// The contexts that are active while this one has the focus, the most specific first.
    pub fn chain(self) -> Vec<Self> {
        match self {
            text if text.takes_text() => vec![text, Self::Text, Self::Always],
            Self::Unsaved => vec![
                self,
                Self::Suggestion,
                Self::Tabs,
                Self::Everywhere,
                Self::Always,
            ],
            Self::HistoryList | Self::Compare => vec![
                self,
                Self::History,
                Self::Tabs,
                Self::Everywhere,
                Self::Always,
            ],
            Self::Suggestion
            | Self::Library
            | Self::History
            | Self::DayDetail
            | Self::Insights
            | Self::Learn => vec![self, Self::Tabs, Self::Everywhere, Self::Always],
            _ => vec![self, Self::Everywhere, Self::Always],
        }
    }
}
