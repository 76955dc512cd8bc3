//! Where a key has its meaning: the table of the places, and which of them hold together.

/// Makes the places from a row each: the name, what a config file calls it, what the help calls it.
macro_rules! contexts {
    ($($(#[$doc:meta])+ $context:ident $name:literal $title:literal,)+) => {
        /// Where a key has its meaning: what has the focus.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Context {
            $($(#[$doc])+ $context,)+
        }

        impl Context {
            /// Every context.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$context),+];

            /// What the config file calls it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$context => $name,)+
                }
            }

            /// What the help and the README call it.
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
    /// Everywhere but in text fields.
    Everywhere "everywhere" "Everywhere",
    /// On a tab while no rating has the focus.
    Tabs "tabs" "On every tab",
    /// Wherever text is being written.
    Text "text" "While writing",
    /// The check-in form.
    CheckIn "check_in" "Check-in",
    /// Today, beside a form with answers that aren't saved.
    Unsaved "unsaved" "Today, unsaved answers",
    /// Today, beside the form: the suggestion.
    Suggestion "suggestion" "Today",
    /// A note being written.
    Note "note" "Note",
    /// Tags being chosen.
    Tags "tags" "Tags",
    /// The list of routines.
    Library "library" "Move",
    /// The list of routines, its filter open.
    Filter "filter" "Filter",
    /// A search being typed.
    Search "search" "Search",
    /// Questions before the first hard routine.
    Readiness "readiness" "Before vigorous routines",
    /// What follows from their answers.
    ReadinessOutcome "readiness_outcome" "After those questions",
    /// The mood before a session.
    Before "before" "Before a session",
    /// A session running.
    Player "player" "Session",
    /// The question whether to stop.
    Stop "stop" "Stop a session",
    /// Back after the machine or the program slept through a session.
    Away "away" "Back after a break",
    /// The session is over: mood after, effort.
    After "after" "After a session",
    /// Logging what was done away from the screen.
    Log "log" "Log",
    /// A routine of one's own put together.
    Builder "builder" "Routine builder",
    /// Its name, or a movement looked for.
    Picker "picker" "Builder: name or exercise",
    /// Browsing the past.
    History "history" "History",
    /// Browsing the past as a list.
    HistoryList "history_list" "History: list",
    /// Comparing two series.
    Compare "compare" "History: compare",
    /// The past, its tag filter open.
    TagFilter "tag_filter" "History: tag filter",
    /// The question whether to delete days.
    ConfirmDelete "confirm_delete" "Before deleting days",
    /// The records of one day.
    DayDetail "day_detail" "One day",
    /// The verdict cards.
    Insights "insights" "Insights",
    /// The evidence cards.
    Learn "learn" "Learn",
    /// An item of a questionnaire.
    Items "items" "Questionnaire",
    /// Support before a questionnaire's score.
    ItemNine "item_nine" "Before the score",
    /// A questionnaire's scores.
    Scores "scores" "Scores",
    /// A short list to choose from.
    Choices "choices" "Options, plan, first questions",
    /// A short form or line being written.
    Field "field" "Your people, when and where",
    /// Support in a crisis.
    Support "support" "Support",
    /// The list of countries, one being looked for.
    Countries "countries" "Countries",
    /// What can be set.
    Settings "settings" "Settings",
    /// Files to bring in.
    Files "files" "Import: files",
    /// The same, a filter or a path being typed.
    FileFilter "file_filter" "Import: filter or path",
    /// Files being read, or brought in.
    Reading "reading" "Import: reading",
    /// What moods with names of their own mean.
    MoodNames "mood_names" "Import: mood names",
    /// What would come in.
    ImportPreview "import_preview" "Import: preview",
    /// What came in.
    ImportDone "import_done" "Import: done",
    /// The imports that were made.
    Imports "imports" "Imports",
    /// The question whether to take one back.
    ImportUndo "import_undo" "Import: undo",
    /// The list of keys.
    Help "help" "Help",
    /// A session left running was found.
    Resume "resume" "Unfinished session",
}

impl Context {
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

    /// The contexts that hold while this one has the focus, the most special first.
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
