//! The quick log: movement that was done away from the screen, and the correction of any session.

use crate::app::{App, Effect, Notice, Page};
use crate::content::activities::{Activity, activity, find_activity, search_activities};
use crate::content::search::Query;
use crate::domain::{
    Also, Change, Day, DayStart, Effort, Id, Moment, NOON, Now, Rating, Session, Source, When,
    parse_duration, parse_when,
};
use crate::keys::{Action, KeyMatch};
use crate::screens::draft::{Form, Kept, written};
use crate::widgets::text_field::{Lines, TextField};
use serde_json::{Map, Value};

/// The rows of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the row of its name")]
pub enum LogField {
    What,
    When,
    HowLong,
    Effort,
    Before,
    After,
    Note,
}

impl LogField {
    /// Every row, from the top.
    pub const ALL: [Self; 7] = [
        Self::What,
        Self::When,
        Self::HowLong,
        Self::Effort,
        Self::Before,
        Self::After,
        Self::Note,
    ];

    /// What stands before the row.
    pub const fn label(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::When => "when",
            Self::HowLong => "how long",
            Self::Effort => "effort",
            Self::Before => "mood before",
            Self::After => "mood after",
            Self::Note => "note",
        }
    }

    /// What its draft calls it.
    const fn key(self) -> &'static str {
        match self {
            Self::What => "what",
            Self::When => "when",
            Self::HowLong => "how_long",
            Self::Effort => "effort",
            Self::Before => "before",
            Self::After => "after",
            Self::Note => "note",
        }
    }

    /// What can be written there.
    pub const fn help(self) -> &'static str {
        match self {
            Self::What => "walk, yoga, swim, gardening …",
            Self::When => "today 17:40, yesterday, -3d, 2026-03-01",
            Self::HowLong => "25m, 1h10, or plain minutes",
            Self::Effort => "0 rest to 10 nothing left; empty if you like",
            Self::Before | Self::After => "1 to 9; empty if you did not look",
            Self::Note => "anything",
        }
    }
}

/// The log form.
#[derive(Clone, Debug, PartialEq)]
pub struct LogForm {
    fields: [TextField; 7],
    /// The place of the row with the focus.
    pub at: usize,
    /// What is wrong with which row.
    pub problem: Option<(LogField, String)>,
    /// The session that is being corrected, if it is one.
    pub editing: Option<Box<Session>>,
    /// The day it was opened for.
    day: Day,
    /// What stands in it before anything is typed.
    blank: [String; 7],
}

impl LogForm {
    fn new(blank: &[String; 7], editing: Option<Box<Session>>, day: Day) -> Self {
        let fields = blank
            .each_ref()
            .map(|text| TextField::new(text, Lines::One));
        let blank = fields.each_ref().map(TextField::trimmed);
        Self {
            fields,
            day,
            blank,
            at: 0,
            problem: None,
            editing,
        }
    }

    /// The row with the focus.
    pub const fn field(&self) -> LogField {
        LogField::ALL[self.at]
    }

    /// The text field of a row.
    pub fn text(&self, field: LogField) -> &TextField {
        &self.fields[field as usize]
    }

    /// Activities that match what stands in the first row, the best first.
    pub fn matches(&self) -> Vec<&'static Activity> {
        let typed = self.fields[0].trimmed();
        if typed.is_empty() {
            Vec::new()
        } else {
            let found = search_activities(&Query::new(&typed)).into_iter();
            found.map(|(_, activity)| activity).take(4).collect()
        }
    }

    /// Which form it is.
    pub(super) fn form(&self) -> Form {
        match &self.editing {
            Some(session) => Form::LogOf(session.id),
            None => Form::Log(self.day),
        }
    }

    /// Which form it is, and what was typed into it. The time that a new one was opened at is part of that.
    pub(super) fn answers(&self) -> (Form, String) {
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
        (self.form(), written(&answers))
    }

    /// Takes over what a draft says.
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

    /// What stands for a time in words that were typed on `then`, such as today, still means that time `now`.
    pub(super) fn stay_on(&mut self, then: Day, now: Moment, start: DayStart) {
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
                When::At(local) => local.format("%Y-%m-%d %H:%M").to_string(),
                When::Day(day) => day.to_string(),
            });
        }
    }

    pub(super) const fn field_mut(&mut self) -> &mut TextField {
        &mut self.fields[self.at]
    }

    pub(super) fn choose(&mut self, id: &str) {
        if let Some(activity) = activity(id) {
            self.fields[0].set(&activity.label);
            self.at = 1;
        }
    }

    /// Reads the form; the error names the row and what was expected.
    fn read(&self, id: Id, now: Moment, start: DayStart) -> Result<Session, (LogField, String)> {
        let text = |field: LogField| self.fields[field as usize].trimmed();
        let what = text(LogField::What);
        let known = self
            .editing
            .as_ref()
            .filter(|session| session.title == what);
        let (activity, title, met) = if let Some(session) = known {
            (session.activity.clone(), session.title.clone(), session.met)
        } else {
            let found =
                find_activity(&what).map_err(|unknown| (LogField::What, unknown.to_string()))?;
            (found.id.clone(), found.label.clone(), found.met)
        };
        let when = parse_when(&text(LogField::When), now, start)
            .map_err(|error| (LogField::When, error.to_string()))?;
        let day = when.day(start);
        if day > Day::of(now.naive_local(), start) {
            return Err((LogField::When, "That day has not come yet.".to_owned()));
        }
        let seconds = parse_duration(&text(LogField::HowLong))
            .map_err(|error| (LogField::HowLong, error.to_string()))?;
        let effort = number(&text(LogField::Effort), Effort::new, LogField::Effort)?;
        let before = number(&text(LogField::Before), Rating::new, LogField::Before)?;
        let after = number(&text(LogField::After), Rating::new, LogField::After)?;
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
            distance_m: None,
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
                let moved = when_text(stored) != text(LogField::When);
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

fn number<T>(
    text: &str,
    make: impl Fn(u8) -> Option<T>,
    field: LogField,
) -> Result<Option<T>, (LogField, String)> {
    if text.is_empty() {
        return Ok(None);
    }
    let value = text.parse::<u8>().ok().and_then(make);
    value.map(Some).ok_or_else(|| {
        (
            field,
            format!(
                "\"{}\" is not one of: {}.",
                text.escape_debug(),
                field.help()
            ),
        )
    })
}

fn when_text(session: &Session) -> String {
    if session.timed {
        session.start.format("%Y-%m-%d %H:%M").to_string()
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

impl App {
    /// Opens an empty log form for `day`.
    pub(super) fn open_log(&mut self, day: Day, now: Now) {
        let when = if day == self.day {
            now.wall.format("today %H:%M").to_string()
        } else {
            day.to_string()
        };
        let empty = String::new;
        let texts = [empty(), when, empty(), empty(), empty(), empty(), empty()];
        self.open_log_form(LogForm::new(&texts, None, day), now);
    }

    fn open_log_form(&mut self, mut form: LogForm, now: Now) {
        let kept = Kept::of(&self.journal, &form.form());
        let told = kept.and_then(|kept| kept.at);
        if let Some(kept) = kept {
            form.fill(&kept, now.wall, self.settings.day_start());
        }
        self.open_page(Page::Log(Box::new(form)));
        if let Some(at) = told {
            self.tell_draft(at, now);
        }
    }

    /// Fills the open log form anew, from what is stored and the draft.
    pub(super) fn log_again(&mut self, now: Now) {
        let Some(Page::Log(form)) = &self.page else {
            return;
        };
        let (at, day) = (form.at, form.day);
        match form.editing.as_ref().map(|session| session.id) {
            Some(id) => self.edit_session(id, now),
            None => self.open_log(day, now),
        }
        if let Some(Page::Log(form)) = &mut self.page {
            form.at = at;
        }
    }

    /// Opens a stored session in the form.
    pub(super) fn edit_session(&mut self, id: Id, now: Now) {
        let Some(session) = self.journal.session(id).cloned() else {
            return;
        };
        let shown = |value: Option<String>| value.unwrap_or_default();
        let texts = [
            session.title.clone(),
            when_text(&session),
            length_text(session.active_seconds),
            shown(session.effort.map(|effort| effort.to_string())),
            shown(session.before.map(|rating| rating.to_string())),
            shown(session.after.map(|rating| rating.to_string())),
            session.note.clone(),
        ];
        let day = session.day;
        self.open_log_form(LogForm::new(&texts, Some(Box::new(session)), day), now);
    }

    pub(super) fn log_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let Some(Page::Log(form)) = &mut self.page else {
            return Vec::new();
        };
        let last = LogField::ALL.len() - 1;
        match hit.action {
            Action::PreviousField => form.at = form.at.saturating_sub(1),
            Action::NextField => form.at = (form.at + 1).min(last),
            Action::Accept if form.at < last => {
                if form.at == 0
                    && find_activity(&form.text(LogField::What).trimmed()).is_err()
                    && let Some(best) = form.matches().first()
                {
                    form.choose(&best.id);
                } else {
                    form.at += 1;
                }
            }
            Action::Accept | Action::Save => return self.save_log(now),
            Action::Back => {
                let form = form.form();
                if !self.stays_open(&form, now) {
                    self.close_page();
                }
            }
            Action::Discard => {
                let form = form.form();
                return self.discard(&form, now);
            }
            _ => {}
        }
        Vec::new()
    }

    fn save_log(&mut self, now: Now) -> Vec<Effect> {
        let id = self.ids.make(now.wall);
        let Some(Page::Log(form)) = &mut self.page else {
            return Vec::new();
        };
        match form.read(id, now.wall, self.shared.settings.day_start()) {
            Ok(session) => {
                let change = match &form.editing {
                    None => Change::save(session),
                    Some(found) => Change::edit(Session::clone(found), session),
                };
                let form = form.form();
                self.save_form(form, change)
            }
            Err((field, problem)) => {
                form.at = field as usize;
                form.problem = Some((field, problem));
                Vec::new()
            }
        }
    }

    pub(super) fn log_stored(&mut self, session: &Session, now: Now) {
        self.close_page();
        self.notify(Notice::undoable(format!("Saved: {}.", session.title)), now);
    }
}
