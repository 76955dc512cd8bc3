//! Every command: places, views of the history, and the actions of the table of keys.

use crate::coach::hides_numbers;
use crate::coach::plan::Plan;
use crate::content::activities::activities;
use crate::content::marks::{Mark, Marks};
use crate::content::routines::routines;
use crate::domain::english::capital;
use crate::domain::{Instrument, Routine};
use crate::keys::Tab;
use crate::keys::{Action, Binding, Context, TABLE};
use crate::screens::history::choices::{HistoryRequest, HistoryView, Range};
use crate::screens::library::FREE_TARGET;
use crate::screens::palette::Here;
use crate::screens::shared::Shared;
use crate::screens::transition::Destination;

/// What a command does.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Does {
    /// Opens a screen.
    Go(Destination),
    /// Does what a key does on the screen below.
    Act(Action),
}

/// A command.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Command {
    /// Its name.
    pub name: String,
    /// Other words that find it.
    pub words: &'static str,
    /// Where an action belongs; empty for places.
    pub place: &'static str,
    /// The key that does the same; empty if none does here.
    pub key: String,
    pub does: Does,
    /// Why it doesn't work here, in a sentence.
    pub why_not: Option<String>,
    /// Whether its name is always the same; false for typed dates and numbers.
    pub is_named: bool,
}

/// What to say where tabs can't be changed.
pub(super) const FINISH_FIRST: &str = "Finish or close this first.";

/// All commands, in the order of likelihood: the actions of the focused screen, the places, the actions of other
/// screens.
pub(super) fn all(under: &[Context], here: Here, shared: &Shared) -> Vec<Command> {
    let broad = [Context::Tabs, Context::Everywhere, Context::Always];
    let is_broad = |command: &Command| broad.iter().any(|context| context.title() == command.place);
    let (broad, mut commands): (Vec<Command>, Vec<Command>) = actions_here(under, here, shared)
        .into_iter()
        .partition(is_broad);
    let places = places(shared).into_iter().chain(history());
    let places = favorites(shared).into_iter().chain(places);
    commands.extend(places.map(|place| {
        Command {
            name: place.name,
            words: place.words,
            place: "",
            key: place
                .key
                .map_or_else(String::new, |key| key.of(under, shared)),
            why_not: place
                .why_not
                .or_else(|| (!here.can_leave && !place.is_anywhere).then_some(FINISH_FIRST))
                .map(str::to_owned),
            does: Does::Go(place.destination),
            is_named: true,
        }
    }));
    commands.extend(broad);
    commands.extend(actions_elsewhere(under));
    commands
}

/// The key that leads to a place.
enum PlaceKey {
    Tab(usize),
    Action(Action),
}

impl PlaceKey {
    fn of(&self, under: &[Context], shared: &Shared) -> String {
        match self {
            Self::Tab(place) if under.contains(&Context::Tabs) => (place + 1).to_string(),
            Self::Tab(place) if !under.is_empty() => format!("alt-{}", place + 1),
            Self::Tab(_) => String::new(),
            Self::Action(action) => shared.keys.key_for(under, *action).unwrap_or_default(),
        }
    }
}

struct PalettePlace {
    name: String,
    words: &'static str,
    destination: Destination,
    key: Option<PlaceKey>,
    /// Whether it opens over any screen.
    is_anywhere: bool,
    why_not: Option<&'static str>,
}

fn place(name: &str, words: &'static str, destination: Destination) -> PalettePlace {
    PalettePlace {
        name: name.to_owned(),
        words,
        destination,
        key: None,
        is_anywhere: false,
        why_not: None,
    }
}

impl PalettePlace {
    fn with_key(self, action: Action) -> Self {
        Self {
            key: Some(PlaceKey::Action(action)),
            ..self
        }
    }
}

/// The routines and activities that the person marked, each about to start.
fn favorites(shared: &Shared) -> Vec<PalettePlace> {
    let journal = &shared.journal;
    let marks = Marks::of(journal);
    let own = journal.routines().map(|own| own.routine.clone());
    let free = activities().iter();
    let free = free.map(|activity| Routine::free(&activity.id, &activity.label, FREE_TARGET));
    let all = own.chain(routines().iter().cloned()).chain(free);
    let favorites = all.filter(|routine| marks.on(routine) == Some(Mark::Favorite));
    favorites
        .map(|routine| {
            let name = shared.settings.units().name(&routine.title).into_owned();
            let destination = Destination::Routine(Box::new(routine));
            place(&name, "favorite start", destination)
        })
        .collect()
}

/// The screens that can be opened by name.
fn places(shared: &Shared) -> Vec<PalettePlace> {
    let tabs = Tab::ALL.into_iter().enumerate();
    let tab_words = |tab| match tab {
        Tab::Today => "home check-in",
        Tab::Move => "library routines sessions",
        Tab::History => "charts past",
        Tab::Insights => "results statistics",
        Tab::Learn => "cards research evidence",
    };
    let tabs = tabs.map(|(number, tab)| PalettePlace {
        key: Some(PlaceKey::Tab(number)),
        ..place(tab.title(), tab_words(tab), Destination::Tab(tab))
    });
    let journal = &shared.journal;
    let hidden = hides_numbers(journal);
    let plan = PalettePlace {
        why_not: hidden.then_some("Goals are hidden, as you chose in About you."),
        ..place("Weekly plan", "goal minutes week", Destination::Plan)
    };
    let no_plan = Plan::of(journal)
        .is_none()
        .then_some("No plan to review yet.");
    let review = PalettePlace {
        why_not: plan.why_not.or(no_plan),
        ..place("Weekly review", "plan goal", Destination::WeeklyReview)
    };
    let anywhere = |place: PalettePlace| PalettePlace {
        is_anywhere: true,
        ..place
    };
    let scores = Instrument::ALL.map(|instrument| {
        let words = match instrument {
            Instrument::Gad7 => "questionnaire worry anxiety score",
            _ => "questionnaire low mood depression score",
        };
        place(instrument.name(), words, Destination::Scores(instrument))
    });
    let day = shared.day;
    let mut all: Vec<PalettePlace> = tabs.collect();
    all.push(
        place(
            "Log what you did",
            "add session walk record",
            Destination::Log(day),
        )
        .with_key(Action::Log),
    );
    all.extend([plan, review]);
    all.extend([
        place(
            "Take today off",
            "rest day not well vacation sick",
            Destination::DayOff,
        ),
        place(
            "About you",
            "questions limits pacing numbers",
            Destination::About,
        ),
        place(
            "Experiment",
            "trial coin test",
            Destination::Experiment(None),
        ),
        place(
            "Your people and notes",
            "contacts hard moments",
            Destination::Contacts,
        ),
        place(
            "Import",
            "daylio apple health watch files",
            Destination::Import,
        )
        .with_key(Action::Import),
        place(
            "Safety questions",
            "readiness doctor",
            Destination::SafetyQuestions,
        ),
        place(
            "Build a routine",
            "new own custom",
            Destination::RoutineEditor(String::new()),
        ),
        place(
            "Your own ratings",
            "custom scale count pain coffee",
            Destination::Ratings,
        ),
        place("Letter", "week month report words", Destination::Letter),
        place("Options", "menu more", Destination::Options).with_key(Action::Options),
    ]);
    all.extend(scores);
    all.extend([
        anywhere(place(
            "Settings",
            "theme colors units miles clock week preferences",
            Destination::Settings,
        ))
        .with_key(Action::Settings),
        anywhere(place("Country", "support numbers", Destination::Countries)),
        anywhere(place(
            "Support",
            "crisis help talk call",
            Destination::Support,
        ))
        .with_key(Action::Support),
    ]);
    all
}

/// The views and ranges of the history.
fn history() -> impl Iterator<Item = PalettePlace> {
    let views = HistoryView::ALL.into_iter().map(|view| {
        let look = HistoryRequest {
            view: Some(view),
            ..HistoryRequest::default()
        };
        place(
            &format!("History: {}", view.title()),
            "view chart",
            Destination::History(look),
        )
    });
    let ranges = Range::ALL.into_iter().map(|range| {
        let look = HistoryRequest {
            range: Some(range),
            ..HistoryRequest::default()
        };
        let name = match range {
            Range::TwoWeeks => "History: two weeks",
            Range::Month => "History: one month",
            Range::ThreeMonths => "History: three months",
            Range::Year => "History: one year",
            Range::All | Range::Days(_) => "History: everything",
        };
        place(name, "range days", Destination::History(look))
    });
    views.chain(ranges)
}

/// Whether the row of the table is worth a name: not for moving, typing, answers and what has a place of its own.
fn has_name(row: &Binding) -> bool {
    let is_movement = matches!(
        row.action,
        Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::Rate
            | Action::GoToTab
            | Action::NextTab
            | Action::PreviousTab
            | Action::Accept
            | Action::Back
            | Action::Yes
            | Action::No
            | Action::Palette
            | Action::Settings
            | Action::Support
            | Action::Options
            | Action::Import
            | Action::Log
            | Action::NextField
            | Action::PreviousField
    );
    !is_movement && !row.context.takes_text()
}

/// The actions whose keys work on the focused screen, the most specific first.
fn actions_here(under: &[Context], here: Here, shared: &Shared) -> Vec<Command> {
    let answers_offer = |row: &Binding| matches!(row.action, Action::AcceptOffer | Action::NotNow);
    let mut commands: Vec<Command> = Vec::new();
    for context in under {
        let rows = TABLE
            .iter()
            .filter(|row| row.context == *context && has_name(row))
            .filter(|row| here.is_offered || !answers_offer(row));
        for row in rows {
            let is_new = commands
                .iter()
                .all(|other| other.does != Does::Act(row.action));
            if is_new && let Some(key) = shared.keys.key_for(under, row.action) {
                commands.push(Command { key, ..of_row(row) });
            }
        }
    }
    commands
}

/// The actions of other screens, each with where it works.
fn actions_elsewhere(under: &[Context]) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    let rows = TABLE.iter().filter(|row| has_name(row));
    let is_here = |action| {
        TABLE
            .iter()
            .any(|row| under.contains(&row.context) && row.action == action)
    };
    for row in rows.filter(|row| !is_here(row.action)) {
        let command = of_row(row);
        let is_new = commands.iter().all(|other| other.name != command.name);
        if is_new {
            let why_not = format!("{} works in: {}.", command.name, row.context.title());
            commands.push(Command {
                why_not: Some(why_not),
                ..command
            });
        }
    }
    commands
}

fn of_row(row: &Binding) -> Command {
    Command {
        name: capital(row.words()),
        words: "",
        place: row.context.title(),
        key: String::new(),
        does: Does::Act(row.action),
        why_not: None,
        is_named: true,
    }
}
