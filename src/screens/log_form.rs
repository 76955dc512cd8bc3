//! The log form, for recording movement away from the screen and for correcting sessions.

mod view;

use crate::content::activities::Activity;
use crate::content::own_activities::{self, Known, known};
use crate::content::search::Query;
use crate::domain::distance::meters;
use crate::domain::units::{HourStyle, LengthUnit};
use crate::domain::{
    Also, Change, Day, DayStart, Effort, Id, Moment, NOON, OwnActivities, Rating, Record, Session,
    Source, Units, When, parse_duration, parse_when,
};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept, written};
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Response, Transition};
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};
use serde_json::{Map, Value};

/// The rows of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the row of its name")]
pub enum LogField {
    What,
    When,
    HowLong,
    Distance,
    Effort,
    Before,
    After,
    Note,
}

impl LogField {
    /// All rows, top to bottom.
    pub const ALL: [Self; 8] = [
        Self::What,
        Self::When,
        Self::HowLong,
        Self::Distance,
        Self::Effort,
        Self::Before,
        Self::After,
        Self::Note,
    ];

    /// The label of the row.
    pub const fn label(self) -> &'static str {
        match self {
            Self::What => "What",
            Self::When => "When",
            Self::HowLong => "How long",
            Self::Distance => "Distance",
            Self::Effort => "Effort",
            Self::Before => "Mood before",
            Self::After => "Mood after",
            Self::Note => "Note",
        }
    }

    /// The row's key in a draft.
    const fn key(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::When => "when",
            Self::HowLong => "how_long",
            Self::Distance => "distance",
            Self::Effort => "effort",
            Self::Before => "before",
            Self::After => "after",
            Self::Note => "note",
        }
    }

    /// Help on the accepted input.
    pub const fn help(self, units: Units) -> &'static str {
        match (self, units.length, units.hours) {
            (Self::What, ..) => "walk, yoga, swim, gardening …",
            (Self::When, _, HourStyle::TwentyFour) => "today 17:40, yesterday, -3d, 2026-03-01",
            (Self::When, _, HourStyle::Twelve) => "today 5:40 pm, yesterday, -3d, 2026-03-01",
            (Self::Distance, LengthUnit::Kilometers, _) => "in km, such as 5.2; empty if you like",
            (Self::Distance, LengthUnit::Miles, _) => "in miles, such as 3.2; empty if you like",
            (Self::HowLong, ..) => "25m, 1h10, or just minutes",
            (Self::Effort, ..) => "0 rest to 10 nothing left; empty if you like",
            (Self::Before | Self::After, ..) => "1 to 9; empty if you didn't check",
            (Self::Note, ..) => "anything",
        }
    }
}

/// The log form.
#[derive(Clone, Debug, PartialEq)]
pub struct LogForm {
    fields: [TextField; 8],
    /// Index of the focused row.
    pub at: usize,
    /// The row with an error, and the message.
    pub problem: Option<(LogField, String)>,
    /// The session being corrected, if any.
    pub editing: Option<Box<Session>>,
    /// The day it was opened for.
    day: Day,
    /// The initial text of each row.
    blank: [String; 8],
    /// The units and calendar of the texts.
    pub(super) units: Units,
}

impl LogForm {
    /// A form for a new session on `day`, filled from its draft.
    pub fn new(day: Day, shared: &Shared) -> Self {
        let when = if day == shared.day {
            format!("today {}", shared.settings.units().time(shared.now.wall))
        } else {
            day.to_string()
        };
        let mut blank: [String; 8] = std::array::from_fn(|_| String::new());
        blank[LogField::When as usize] = when;
        Self::filled(&blank, None, day, shared)
    }

    /// A form for correcting a stored session, filled from its draft; `None` if the session no longer exists.
    pub fn edit(id: Id, shared: &Shared) -> Option<Self> {
        let session = shared.journal.session(id)?;
        let units = shared.settings.units();
        let shown = |value: Option<String>| value.unwrap_or_default();
        let stored = [
            units.name(&session.title).into_owned(),
            when_text(session, units),
            length_text(session.active_seconds),
            shown(
                session
                    .distance_m
                    .map(|meters| units.typed_distance(meters)),
            ),
            shown(session.effort.map(|effort| effort.to_string())),
            shown(session.before.map(|rating| rating.to_string())),
            shown(session.after.map(|rating| rating.to_string())),
            session.note.clone(),
        ];
        let editing = Some(Box::new(session.clone()));
        Some(Self::filled(&stored, editing, session.day, shared))
    }

    fn filled(
        blank: &[String; 8],
        editing: Option<Box<Session>>,
        day: Day,
        shared: &Shared,
    ) -> Self {
        let fields = blank
            .each_ref()
            .map(|text| TextField::new(text, Lines::One));
        let blank = fields.each_ref().map(TextField::trimmed);
        let mut form = Self {
            fields,
            day,
            blank,
            at: 0,
            problem: None,
            editing,
            units: shared.settings.units(),
        };
        if let Some(kept) = Kept::of(&shared.journal, &form.form()) {
            form.fill(&kept, shared.now.wall, shared.settings.day_start());
        }
        form
    }

    /// The focused row.
    pub const fn field(&self) -> LogField {
        LogField::ALL[self.at]
    }

    /// The text field of a row.
    pub fn text(&self, field: LogField) -> &TextField {
        &self.fields[field as usize]
    }

    /// Activities that match the text of the first row, best match first.
    pub fn matches(&self, own: OwnActivities<'_>) -> Vec<Known> {
        let typed = self.fields[0].trimmed();
        if typed.is_empty() {
            Vec::new()
        } else {
            let found = own_activities::search(own, &Query::new(&typed)).into_iter();
            found.map(|(_, activity)| activity).take(4).collect()
        }
    }

    fn form(&self) -> Form {
        match &self.editing {
            Some(session) => Form::LogOf(session.id),
            None => Form::Log(self.day),
        }
    }

    /// The typed text in draft format. For a new session this includes the time it was opened at.
    fn answers(&self) -> String {
        let mut answers = Map::new();
        let rows = LogField::ALL
            .iter()
            .zip(self.fields.iter().zip(&self.blank));
        for (row, (field, blank)) in rows {
            let text = field.trimmed();
            if text != *blank {
                answers.insert(row.key().to_owned(), text.into());
            }
        }
        if !answers.is_empty() && self.editing.is_none() {
            let when = self.text(LogField::When).trimmed();
            answers.insert(LogField::When.key().to_owned(), when.into());
        }
        written(&answers)
    }

    /// Fills the form from a draft.
    fn fill(&mut self, kept: &Kept<'_>, now: Moment, start: DayStart) {
        let answers = kept.by_name();
        for (row, field) in LogField::ALL.iter().zip(&mut self.fields) {
            if let Some(text) = answers.get(row.key()).and_then(Value::as_str) {
                field.set(text);
            }
        }
        if let Some(at) = kept.at {
            self.stay_on(Day::of(at.naive_local(), start), now, start);
        }
    }

    /// Replaces a relative time typed on `then`, such as "today", with an absolute one if it means something else
    /// `now`.
    fn stay_on(&mut self, then: Day, now: Moment, start: DayStart) {
        let field = &mut self.fields[LogField::When as usize];
        let text = field.trimmed();
        let noon = then.date().and_time(NOON).and_local_timezone(*now.offset());
        let Some(noon) = noon.single() else {
            return;
        };
        if let Ok(when) = parse_when(&text, noon, start)
            && parse_when(&text, now, start).ok() != Some(when)
        {
            field.set(&match when {
                When::At(local) => format!("{} {}", local.date(), self.units.time(local)),
                When::Day(day) => day.to_string(),
            });
        }
    }

    fn choose(&mut self, activity: &Activity) {
        self.fields[0].set(&self.units.name(&activity.label));
        self.at = 1;
    }

    /// Fills in the activity with this id if the row is empty.
    pub fn suggest(&mut self, id: &str, own: OwnActivities<'_>) {
        if self.fields[0].is_empty()
            && let Some(activity) = known(own, id)
        {
            self.choose(&activity);
        }
    }

    /// Moves to the next row; on the first row, accepts the best matching activity.
    fn go_on(&mut self, own: OwnActivities<'_>) {
        if self.at == 0
            && own_activities::find(own, &self.fields[0].trimmed()).is_err()
            && let Some(best) = self.matches(own).first()
        {
            self.choose(best);
        } else {
            self.at += 1;
        }
    }

    /// Saves the session, or reports the row that could not be parsed.
    fn save(&mut self, shared: &Shared) -> Response {
        let now = shared.now.wall;
        match self.read(shared.ids.make(now), shared) {
            Ok(session) => Transition::SaveForm(match &self.editing {
                None => Change::save(session),
                Some(found) => Change::edit(Session::clone(found), session),
            })
            .into(),
            Err((field, problem)) => {
                self.at = field as usize;
                self.problem = Some((field, problem));
                Response::none()
            }
        }
    }

    /// Parses a row that holds a small number or nothing.
    fn number<T>(
        &self,
        make: impl Fn(u8) -> Option<T>,
        field: LogField,
    ) -> Result<Option<T>, (LogField, String)> {
        let text = self.text(field).trimmed();
        if text.is_empty() {
            return Ok(None);
        }
        let value = text.parse::<u8>().ok().and_then(make);
        value.map(Some).ok_or_else(|| {
            let (text, help) = (text.escape_debug(), field.help(self.units));
            (field, format!("\"{text}\" isn't one of: {help}."))
        })
    }

    /// Parses the form; the error contains the row and what was expected.
    fn read(&self, id: Id, shared: &Shared) -> Result<Session, (LogField, String)> {
        let (now, start) = (shared.now.wall, shared.settings.day_start());
        let text = |field: LogField| self.fields[field as usize].trimmed();
        let what = text(LogField::What);
        let known = self
            .editing
            .as_ref()
            .filter(|session| self.units.name(&session.title) == what);
        let (activity, title, met) = if let Some(session) = known {
            (session.activity.clone(), session.title.clone(), session.met)
        } else {
            let found = own_activities::find(shared.journal.own_activities(), &what)
                .map_err(|unknown| (LogField::What, unknown.to_string()))?;
            (found.id.clone(), found.label.clone(), found.met)
        };
        let when = parse_when(&text(LogField::When), now, start)
            .map_err(|error| (LogField::When, error.to_string()))?;
        let day = when.day(start);
        if day > Day::of(now.naive_local(), start) {
            return Err((LogField::When, "That day is in the future.".to_owned()));
        }
        let seconds = parse_duration(&text(LogField::HowLong))
            .map_err(|error| (LogField::HowLong, error.to_string()))?;
        let typed_distance = text(LogField::Distance);
        let distance_m = Some(typed_distance.as_str()).filter(|text| !text.is_empty());
        let distance_m = distance_m
            .map(|text| meters(text, self.units.length))
            .transpose()
            .map_err(|problem| (LogField::Distance, problem))?;
        let effort = self.number(Effort::new, LogField::Effort)?;
        let before = self.number(Rating::new, LogField::Before)?;
        let after = self.number(Rating::new, LogField::After)?;
        let begun = when
            .local()
            .and_local_timezone(*now.offset())
            .single()
            .unwrap_or(now);
        let typed = Session {
            id,
            start: begun,
            timed: when.is_timed(),
            day,
            activity,
            title,
            routine: None,
            active_seconds: seconds,
            planned_seconds: None,
            distance_m,
            met,
            effort,
            before,
            after,
            also: Also::default(),
            felt: None,
            complete: true,
            note: text(LogField::Note),
            source: Source::Typed,
            steps: Vec::new(),
            import: None,
            updated_at: now,
        };
        Ok(match &self.editing {
            None => typed,
            Some(stored) => {
                let moved = when_text(stored, self.units) != text(LogField::When);
                // A rounded distance that wasn't touched stays exact.
                let shown = stored
                    .distance_m
                    .map(|meters| self.units.typed_distance(meters));
                let farther = shown.unwrap_or_default() != typed_distance;
                let time = when.moving(stored.start, stored.timed, start);
                let longer = length_text(stored.active_seconds) != text(LogField::HowLong);
                Session {
                    activity: typed.activity,
                    title: typed.title,
                    met: typed.met,
                    start: if moved {
                        time.at(stored.start)
                    } else {
                        stored.start
                    },
                    timed: if moved { time.timed } else { stored.timed },
                    day: if moved { time.day } else { stored.day },
                    active_seconds: if longer {
                        seconds
                    } else {
                        stored.active_seconds
                    },
                    distance_m: if farther {
                        distance_m
                    } else {
                        stored.distance_m
                    },
                    effort,
                    before,
                    after,
                    note: if stored.note.replace('\n', " ") == typed.note {
                        stored.note.clone()
                    } else {
                        typed.note
                    },
                    updated_at: now,
                    ..(**stored).clone()
                }
            }
        })
    }
}

fn when_text(session: &Session, units: Units) -> String {
    if session.timed {
        let start = session.start;
        format!("{} {}", start.date_naive(), units.time(start))
    } else {
        session.day.to_string()
    }
}

fn length_text(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (minutes, 0) => format!("{minutes}m"),
        (0, seconds) => format!("{seconds}s"),
        (minutes, seconds) => format!("{minutes}m{seconds}s"),
    }
}

impl Screen for LogForm {
    fn context(&self) -> Context {
        Context::Log
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let last = LogField::ALL.len() - 1;
        match key.action {
            Action::PreviousField => self.at = self.at.saturating_sub(1),
            Action::NextField => self.at = (self.at + 1).min(last),
            Action::Accept if self.at < last => self.go_on(shared.journal.own_activities()),
            Action::Accept | Action::Save => return self.save(shared),
            Action::Back => return Transition::LeaveForm.into(),
            Action::Discard => return Transition::DiscardForm.into(),
            _ => {}
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.fields[self.at])
    }

    fn unsaved(&self, _shared: &Shared) -> Option<(Form, String)> {
        Some((self.form(), self.answers()))
    }

    fn refill(&mut self, shared: &Shared) {
        let again = match &self.editing {
            Some(session) => Self::edit(session.id, shared),
            None => Some(Self::new(self.day, shared)),
        };
        if let Some(again) = again {
            *self = Self {
                at: self.at,
                ..again
            };
        }
    }

    fn stored(&mut self, change: &Change, _shared: &Shared) -> Option<Response> {
        let Record::Session(session) = change.record()? else {
            return None;
        };
        let saved = format!("Saved: {}.", self.units.name(&session.title));
        Some(Response::close().and_say(Notice::undoable(saved)))
    }

    fn turn_day(&mut self, old: Day, shared: &Shared) {
        self.stay_on(old, shared.now.wall, shared.settings.day_start());
    }

    fn has_header(&self) -> bool {
        true
    }
}
