//! Drafts of unsaved form input, stored as settings under `draft:` that stay on this computer.

use crate::coach::plan::Plan;
use crate::content::routines::routine;
use crate::domain::{Day, Id, Instrument, Journal, Moment, OwnRoutine};
use crate::screens::shared::Shared;
use serde_json::{Map, Value};

/// Prefix of the settings that store drafts.
pub const DRAFTS: &str = "draft:";
/// Prefix of the source of a copied routine; the routine's id follows.
pub const COPY: &str = "copy-";

/// A form that stores its answers as a draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A new check-in for a day.
    CheckIn(Day),
    /// Editing an existing check-in.
    CheckInOf(Id),
    /// A new log entry for a day.
    Log(Day),
    /// Editing an existing session.
    LogOf(Id),
    /// The ratings and note after a session.
    After(Id),
    /// Personal contacts and safety notes.
    People,
    /// The plan's "when and where".
    IfThen,
    /// A custom routine, identified by its source.
    Routine(String),
    /// A questionnaire.
    Questionnaire(Instrument),
}

impl Form {
    /// The setting that stores the form's draft.
    pub fn key(&self) -> String {
        match self {
            Self::CheckIn(day) => format!("{DRAFTS}check-in:{day}"),
            Self::CheckInOf(id) => format!("{DRAFTS}check-in:{id}"),
            Self::Log(day) => format!("{DRAFTS}log:{day}"),
            Self::LogOf(id) => format!("{DRAFTS}log:{id}"),
            Self::After(id) => format!("{DRAFTS}after:{id}"),
            Self::People => format!("{DRAFTS}people"),
            Self::IfThen => format!("{DRAFTS}if-then"),
            Self::Routine(source) => format!("{DRAFTS}routine:{source}"),
            Self::Questionnaire(instrument) => format!("{DRAFTS}{}", instrument.key()),
        }
    }

    /// Parses the form from a setting `key`.
    pub fn of_key(key: &str) -> Option<Self> {
        let name = key.strip_prefix(DRAFTS)?;
        let Some((kind, of)) = name.split_once(':') else {
            let mut instruments = Instrument::ALL.into_iter();
            return match name {
                "people" => Some(Self::People),
                "if-then" => Some(Self::IfThen),
                _ => instruments
                    .find(|instrument| instrument.key() == name)
                    .map(Self::Questionnaire),
            };
        };
        let day = of.parse().ok().map(Day::from_date);
        let id = Id::parse(of);
        match kind {
            "check-in" => day.map(Self::CheckIn).or(id.map(Self::CheckInOf)),
            "log" => day.map(Self::Log).or(id.map(Self::LogOf)),
            "after" => id.map(Self::After),
            "routine" => Some(Self::Routine(of.to_owned())),
            _ => None,
        }
    }
}

/// The source of a routine created from scratch.
pub const NEW_ROUTINE: &str = "new";

impl Form {
    /// Whether the draft can be opened: its record exists, or all records are loaded so that it is known to be deleted
    /// and can be created again.
    fn can_open(&self, journal: &Journal) -> bool {
        let is_whole = journal.from().is_none();
        self.has_record(journal) || is_whole && matches!(self, Self::CheckInOf(_))
    }

    /// Whether the record being edited exists.
    fn has_record(&self, journal: &Journal) -> bool {
        match self {
            Self::CheckInOf(id) => journal.check_in(*id).is_some(),
            Self::LogOf(id) | Self::After(id) => journal.session(*id).is_some(),
            Self::Routine(source) => {
                let copied = source.strip_prefix(COPY);
                let is_it = |own: &OwnRoutine| {
                    own.id.to_string() == *source || copied == Some(&own.routine.id)
                };
                source == NEW_ROUTINE
                    || journal.routines().any(is_it)
                    || copied.and_then(routine).is_some()
            }
            Self::IfThen => Plan::of(journal).is_some(),
            Self::CheckIn(_) | Self::Log(_) | Self::People | Self::Questionnaire(_) => true,
        }
    }
}

/// The draft to offer on Today: the most recent one with a form not visible there.
pub fn offered_draft(shared: &Shared) -> Option<Form> {
    let journal = &shared.journal;
    let offered = journal.settings_from(DRAFTS).filter_map(|(key, text)| {
        let form = Form::of_key(key)?;
        let at = Kept::read(text).at;
        (form != Form::CheckIn(shared.day) && form.can_open(journal)).then_some((at, form))
    });
    offered.max_by_key(|(at, _)| *at).map(|(_, form)| form)
}

/// A stored draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept<'a> {
    /// When it was last written, if known.
    pub at: Option<Moment>,
    /// The answers in the form's own format.
    pub answers: &'a str,
}

impl<'a> Kept<'a> {
    /// The draft of `form`, if any.
    pub fn of(journal: &'a Journal, form: &Form) -> Option<Self> {
        journal.setting(&form.key()).map(Self::read)
    }

    /// Parses a draft setting: the time, a space, then the answers.
    pub fn read(text: &'a str) -> Self {
        let dated = text
            .split_once(' ')
            .and_then(|(at, answers)| Some((Moment::parse_from_rfc3339(at).ok()?, answers)));
        match dated {
            Some((at, answers)) => Self {
                at: Some(at),
                answers,
            },
            None => Self {
                at: None,
                answers: text,
            },
        }
    }

    /// The answers of a form that stores them as a JSON object.
    pub fn by_name(&self) -> Map<String, Value> {
        serde_json::from_str(self.answers).unwrap_or_default()
    }
}

/// Serializes answers as a JSON object; empty if there are no answers.
pub fn written(answers: &Map<String, Value>) -> String {
    if answers.is_empty() {
        return String::new();
    }
    serde_json::to_string(answers).unwrap_or_default()
}
