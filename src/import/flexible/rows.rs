//! Converts rows to entries, once column roles and cell formats are known.

use crate::domain::sanitize::line;
use crate::domain::{Day, Effort, OwnAnswers, OwnRatings, Question, Rating, Ratings, When};
use crate::export::csv::cell::unguard;
use crate::import::cells::dates::{self, Order};
use crate::import::cells::{self, numbers::Marks};
use crate::import::columns::{Field, on_scale};
use crate::import::flexible::assign::Column;
use crate::import::flexible::grid::GridRow;
use crate::import::flexible::header::Header;
use crate::import::flexible::settle::{self, Form};
use crate::import::tags::split_tags;
use crate::import::{ForeignCheckIn, ForeignSession, ReadOptions, Start, quoted, text};
use chrono::{FixedOffset, NaiveDateTime, TimeDelta};
use std::collections::BTreeMap;

/// Everything needed to convert rows.
pub(super) struct RowReader<'a> {
    /// Column headers.
    pub headers: &'a [Header],
    /// Column roles and cell formats.
    pub columns: &'a [(Column, Form)],
    /// Number format.
    pub marks: Marks,
    /// User-supplied options and the current time.
    pub options: &'a ReadOptions<'a>,
    /// Whether times are in UTC.
    pub utc: bool,
    /// Whether it is one of our own tables, in which times before the day start belong to the end of the logical day.
    pub is_own: bool,
}

/// A moment in a row: local, or an instant.
#[derive(Clone, Copy, Debug, PartialEq)]
struct At {
    local: NaiveDateTime,
    is_timed: bool,
    offset: Option<FixedOffset>,
}

/// Entries from one row.
#[derive(Default)]
pub(super) struct Entries {
    /// A check-in.
    pub check_in: Option<ForeignCheckIn>,
    /// A session.
    pub session: Option<ForeignSession>,
    /// Whether the row has an activity without a duration, which is left out.
    pub lacks_length: bool,
}

impl RowReader<'_> {
    fn find(&self, field: Field) -> Option<&(Column, Form)> {
        self.columns
            .iter()
            .find(|(column, _)| column.field == field)
    }

    fn cell<'b>(&self, row: &'b GridRow, field: Field) -> Option<(&'b str, Form)> {
        let (column, form) = self.find(field)?;
        let cell = row.cells.get(column.place)?.trim();
        (!cells::is_empty(cell)).then_some((cell, *form))
    }

    fn header(&self, field: Field) -> &str {
        let found = self
            .find(field)
            .and_then(|(column, _)| self.headers.get(column.place));
        found.map_or(field.name(), |header| header.text.as_str())
    }

    fn not(&self, field: Field, cell: &str, expected: &str) -> String {
        format!(
            "{} is {}, expected {expected}",
            line(self.header(field)),
            quoted(cell)
        )
    }

    fn moment(&self, row: &GridRow, field: Field) -> Result<Option<At>, String> {
        let Some((cell, form)) = self.cell(row, field) else {
            return Ok(None);
        };
        let bad = || self.not(field, cell, "a date");
        let utc = FixedOffset::east_opt(0).filter(|_| self.utc);
        let mut at = match form {
            Form::Since1970 => At {
                local: dates::since_1970(cell).ok_or_else(bad)?,
                is_timed: true,
                offset: FixedOffset::east_opt(0),
            },
            form => {
                let order = if let Form::Dates(order) = form {
                    order
                } else {
                    Order::DayFirst
                };
                let stamp = dates::read(cell, order).ok_or_else(bad)?;
                let offset = match stamp.offset {
                    None if stamp.time.is_some() => self.zone(row, stamp.local())?.or(utc),
                    told => told.filter(|_| stamp.time.is_some()),
                };
                At {
                    local: stamp.local(),
                    is_timed: stamp.time.is_some(),
                    offset,
                }
            }
        };
        if field == Field::Day
            && !at.is_timed
            && let Some((clock, _)) = self.cell(row, Field::Time)
        {
            let time = dates::time_of_day(clock)
                .ok_or_else(|| self.not(Field::Time, clock, "a time of day"))?;
            at.local = at.local.date().and_time(time);
            let start = self.options.present.day_start;
            if self.is_own && Day::of(at.local, start) < Day::from_date(at.local.date()) {
                at.local += TimeDelta::days(1);
            }
            at.is_timed = true;
            at.offset = self.zone(row, at.local)?.or(utc);
        }
        self.in_a_life(at.local)
            .map_err(|expected| self.not(field, cell, &expected))?;
        Ok(Some(at))
    }

    /// UTC offset from the row's time zone column.
    fn zone(&self, row: &GridRow, local: NaiveDateTime) -> Result<Option<FixedOffset>, String> {
        let Some((cell, _)) = self.cell(row, Field::Zone) else {
            return Ok(None);
        };
        dates::offset(cell)
            .or_else(|| (self.options.in_zone)(cell, local))
            .map(Some)
            .ok_or_else(|| {
                self.not(
                    Field::Zone,
                    cell,
                    "a time zone like +01:00 or Europe/Berlin",
                )
            })
    }

    fn in_a_life(&self, local: NaiveDateTime) -> Result<(), String> {
        let date = local.date();
        if date > self.options.today().plus(1).date() {
            return Err("a day that isn't in the future".to_owned());
        }
        if chrono::Datelike::year(&date) < crate::domain::FIRST_YEAR {
            return Err("a date from 1900 on".to_owned());
        }
        Ok(())
    }

    fn end(&self, row: &GridRow, start: At) -> Option<NaiveDateTime> {
        let (cell, _) = self.cell(row, Field::End)?;
        if let Some(clock) = dates::time_of_day(cell) {
            let end = start.local.date().and_time(clock);
            return Some(if end < start.local {
                end + TimeDelta::days(1)
            } else {
                end
            });
        }
        let end = self.moment(row, Field::End).ok()??;
        // Both may have offsets.
        let shift = match (end.offset, start.offset) {
            (Some(end), Some(start)) => start.local_minus_utc() - end.local_minus_utc(),
            _ => 0,
        };
        end.local
            .checked_add_signed(TimeDelta::seconds(i64::from(shift)))
    }

    /// Seconds from start to end, if the row has both.
    pub(super) fn span(&self, row: &GridRow) -> Option<f64> {
        let start = self.moment(row, Field::Day).ok()??;
        let end = self.end(row, start)?;
        let seconds = end.signed_duration_since(start.local).num_seconds();
        (seconds > 0 && start.is_timed).then_some(seconds as f64)
    }

    /// Active seconds.
    pub(super) fn seconds(&self, row: &GridRow) -> Option<f64> {
        let span = self.span(row);
        let told = self
            .cell(row, Field::Duration)
            .and_then(|(cell, form)| settle::seconds(cell, form, self.marks))
            .filter(|seconds| *seconds > 0.0);
        match (told, span) {
            // A duration column excludes pauses, so the explicit value takes precedence unless it exceeds the span.
            (Some(told), Some(span)) if told > span + 60.0 => Some(span),
            (Some(told), _) => Some(told),
            (None, span) => span,
        }
    }

    /// Converts a cell to a rating; unknown words are added to `unknown`.
    fn rating(
        &self,
        row: &GridRow,
        field: Field,
        unknown: &mut BTreeMap<String, usize>,
    ) -> Result<Option<Rating>, String> {
        let Some((cell, form)) = self.cell(row, field) else {
            return Ok(None);
        };
        let scale = if let Form::Scale(scale) = form {
            scale
        } else {
            None
        };
        let question = if let Field::Rating(question) = field {
            question
        } else {
            Question::Mood
        };
        if let Some(rating) = self.options.words.rating(question, cell) {
            return Ok(Some(rating));
        }
        let beyond = |(worst, best): (f64, f64)| {
            self.not(field, cell, &format!("a number from {worst} to {best}"))
        };
        if let Some(value) = self.marks.read(cell) {
            let scale = scale.ok_or_else(|| self.not(field, cell, "a word"))?;
            return on_scale(value, scale)
                .map(Some)
                .ok_or_else(|| beyond(scale));
        }
        if let Some(value) = cell
            .strip_suffix('%')
            .and_then(|cell| self.marks.read(cell))
        {
            return on_scale(value, (0.0, 100.0))
                .map(Some)
                .ok_or_else(|| beyond((0.0, 100.0)));
        }
        if let Some((value, rest)) = cell.split_once('/')
            && let (Some(value), Some(most)) = (
                self.marks.read(value),
                rest.split_whitespace()
                    .next()
                    .and_then(|most| self.marks.read(most)),
            )
        {
            let scale = scale.unwrap_or((if value < 1.0 { 0.0 } else { 1.0 }, most));
            return on_scale(value, scale)
                .map(Some)
                .ok_or_else(|| beyond(scale));
        }
        let level = (self.options.known)(cell).filter(|_| question == Question::Mood);
        if let Some(rating) = level.and_then(|level| Rating::new(level * 2 - 1)) {
            return Ok(Some(rating));
        }
        *unknown.entry(line(cell).trim().to_owned()).or_default() += 1;
        Ok(None)
    }

    /// Converts one row.
    ///
    /// # Errors
    /// Why the row is skipped.
    pub(super) fn read(
        &self,
        row: &GridRow,
        unknown: &mut BTreeMap<String, usize>,
    ) -> Result<Entries, String> {
        let sleep_end = self.moment(row, Field::SleepEnd)?;
        let Some(at) = self.moment(row, Field::Day)?.or(sleep_end) else {
            return Err(format!("{} is empty", line(self.header(Field::Day))));
        };
        let mut note: Vec<String> = Vec::new();
        let mut tags: Vec<String> = Vec::new();
        for (column, _) in self.columns {
            let cell = row.cells.get(column.place).unwrap_or_default();
            match column.field {
                Field::Note if !cell.trim().is_empty() => {
                    note.push(text::clean(unguard(cell)).trim().to_owned());
                }
                Field::Tags => tags.extend(split_tags(&cell.replace(", ", "|"))?),
                Field::Tag if cells::is_yes(cell) => {
                    tags.extend(
                        self.headers
                            .get(column.place)
                            .map(|header| header.text.clone()),
                    );
                }
                _ => {}
            }
        }
        tags.dedup();
        let note = note.join("\n");
        let mut ratings = Ratings::default();
        for question in Question::ALL {
            ratings.set(
                question,
                self.rating(row, Field::Rating(question), unknown)?,
            );
        }
        let own = self.own(row)?;
        let sleep_hours = self.sleep_hours(row)?;
        let seconds = self.seconds(row);
        let activity = self
            .cell(row, Field::Activity)
            .map(|(cell, _)| line(unguard(cell)).trim().to_owned())
            .or_else(|| self.options.mapping.activity.clone());
        let minutes = self.options.mapping.minutes.map(|minutes| minutes * 60.0);
        let mut entries = Entries::default();
        match (activity, seconds.or(minutes)) {
            (Some(activity), Some(seconds))
                if self.find(Field::Activity).is_none()
                    || self.cell(row, Field::Activity).is_some() =>
            {
                let mut session = self.session(row, at, &activity, seconds)?;
                (session.before, session.after) = (
                    self.rating(row, Field::Before, unknown)?,
                    self.rating(row, Field::After, unknown)?,
                );
                entries.session = Some(session);
            }
            (Some(_), None) if self.cell(row, Field::Activity).is_some() => {
                entries.lacks_length = true;
            }
            _ => {}
        }
        let says_something = !ratings.is_empty() || !own.is_empty() || sleep_hours.is_some();
        let has_words = !tags.is_empty() || !note.trim().is_empty();
        if says_something || has_words && entries.session.is_none() {
            // A night without ratings belongs to the day on which it ended.
            let at = sleep_end
                .filter(|_| ratings.is_empty() && own.is_empty() && sleep_hours.is_some())
                .map_or(at, |end| At {
                    is_timed: false,
                    ..end
                });
            let check_in = self.check_in(at, ratings, sleep_hours, tags, note);
            entries.check_in = Some(ForeignCheckIn { own, ..check_in });
        } else if let Some(session) = &mut entries.session {
            session.note = note;
        }
        if entries.check_in.is_none() && entries.session.is_none() {
            return Err(if entries.lacks_length {
                "it says what you did but not for how long".to_owned()
            } else {
                "it has a day and nothing else".to_owned()
            });
        }
        Ok(entries)
    }

    /// The answers to the person's own ratings.
    fn own(&self, row: &GridRow) -> Result<OwnAnswers, String> {
        let mut answers = OwnAnswers::default();
        let ratings = OwnRatings(&self.options.own);
        for (column, _) in self.columns {
            let Field::Own(id) = column.field else {
                continue;
            };
            let cell = row.cells.get(column.place).unwrap_or_default().trim();
            let Some(rating) = ratings.get(id).filter(|_| !cells::is_empty(cell)) else {
                continue;
            };
            let answer = rating.read(unguard(cell)).ok_or_else(|| {
                let name = line(&rating.name);
                format!(
                    "{name} is {}, expected {}",
                    quoted(cell),
                    rating.measure.expected()
                )
            })?;
            answers.set(id, Some(answer));
        }
        Ok(answers)
    }

    fn sleep_hours(&self, row: &GridRow) -> Result<Option<f64>, String> {
        let (start, end) = (
            self.moment(row, Field::SleepStart)?,
            self.moment(row, Field::SleepEnd)?,
        );
        let span = start
            .zip(end)
            .map(|(start, end)| end.local.signed_duration_since(start.local).num_seconds() as f64);
        let told = match self.cell(row, Field::SleepHours) {
            None => None,
            Some((cell, form)) => Some(
                settle::seconds(cell, form, self.marks)
                    .ok_or_else(|| self.not(Field::SleepHours, cell, "hours of sleep"))?,
            ),
        };
        let hours = told
            .or(span)
            .map(|seconds| (seconds / 36.0).round() / 100.0);
        match hours {
            Some(hours) if !(0.0..=24.0).contains(&hours) => {
                Err(format!("sleep is {hours} hours, expected 0 to 24"))
            }
            hours => Ok(hours),
        }
    }

    fn check_in(
        &self,
        at: At,
        ratings: Ratings,
        sleep_hours: Option<f64>,
        tags: Vec<String>,
        note: String,
    ) -> ForeignCheckIn {
        // The natural key uses the file's local time, regardless of ours.
        let seconds = at.local.format("%Y-%m-%dT%H:%M:%S");
        let utc = if at.offset.is_some() { "Z" } else { "" };
        let origin = if at.is_timed {
            format!("table:check-in:{seconds}{utc}")
        } else {
            format!("table:check-in:{}", at.local.date())
        };
        let local = match at.offset {
            Some(offset) if offset.local_minus_utc() == 0 => (self.options.to_local)(at.local),
            _ => at.local,
        };
        let when = if at.is_timed {
            When::At(local)
        } else {
            When::Day(Day::from_date(local.date()))
        };
        ForeignCheckIn {
            when,
            ratings,
            sleep_hours,
            own: OwnAnswers::default(),
            tags,
            note,
            origin,
        }
    }

    fn session(
        &self,
        row: &GridRow,
        at: At,
        activity: &str,
        seconds: f64,
    ) -> Result<ForeignSession, String> {
        let start = match at
            .offset
            .and_then(|offset| at.local.and_local_timezone(offset).single())
        {
            Some(instant) if instant.offset().local_minus_utc() == 0 => Start::Utc(instant),
            Some(instant) => Start::Instant(instant),
            None if at.is_timed => Start::Local(When::At(at.local)),
            None => Start::Local(When::Day(Day::from_date(at.local.date()))),
        };
        let meters = self.cell(row, Field::Distance).and_then(|(cell, form)| {
            let (value, unit) = settle::meters(cell, self.marks)?;
            let plain = if let Form::Meters(meters) = form {
                meters
            } else {
                None
            };
            Some(value * unit.or(plain)?)
        });
        let mut session = ForeignSession::measured("table", start, activity, seconds, meters)?;
        session.title = self
            .cell(row, Field::Title)
            .map(|(cell, _)| line(unguard(cell)).trim().to_owned());
        let number = |field| {
            self.cell(row, field)
                .and_then(|(cell, _)| self.marks.read(cell))
        };
        session.met = number(Field::Met).filter(|met| (1.0..=20.0).contains(met));
        session.effort = number(Field::Effort)
            .filter(|effort| (0.0..=10.0).contains(effort))
            .and_then(|effort| Effort::new(effort.round() as u8));
        Ok(session)
    }
}
