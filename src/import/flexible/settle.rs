//! Determines cell formats: date order, units, scales. If something is ambiguous, the user is asked.

use crate::domain::Question;
use crate::domain::import::{Choice, Reply};
use crate::import::cells;
use crate::import::cells::dates::{self, Order};
use crate::import::cells::durations::{self, Length, Unit};
use crate::import::cells::numbers::Marks;
use crate::import::columns::{Field, Measure};
use crate::import::date_order::{self, Written};
use crate::import::flexible::assign::Column;
use crate::import::flexible::grid::GridRow;
use crate::import::flexible::header::{self, Header};
use crate::import::questions::{self, ask};
use crate::import::{ReadOptions, Refusal, quoted};

/// Cell format of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// Literal text.
    Plain,
    /// Dates in this order.
    Dates(Order),
    /// Unix timestamps in seconds or milliseconds.
    Since1970,
    /// A duration, with the unit of plain numbers and the meaning of two-part values.
    Length(Option<Unit>, Option<Measure>),
    /// A distance, with the meters per plain number.
    Meters(Option<f64>),
    /// A rating on this scale; `None` if there are only words.
    Scale(Option<(f64, f64)>),
}

/// Input for determining cell formats.
pub(super) struct Settler<'a> {
    /// Column headers.
    pub headers: &'a [Header],
    /// Rows below the header.
    pub rows: &'a [GridRow],
    /// Column roles.
    pub columns: &'a [Column],
    /// Number format.
    pub marks: Marks,
    /// User-supplied options and the current time.
    pub options: &'a ReadOptions<'a>,
    /// Whether it is one of our own tables, which use our rating scale.
    pub is_own: bool,
}

impl Settler<'_> {
    fn header(&self, column: &Column) -> &Header {
        static NONE: std::sync::LazyLock<Header> = std::sync::LazyLock::new(Header::default);
        self.headers.get(column.place).unwrap_or(&NONE)
    }

    /// Non-empty cells of a column, with their rows.
    fn cells<'b>(&'b self, column: &'b Column) -> impl Iterator<Item = (&'b GridRow, &'b str)> {
        self.rows
            .iter()
            .filter_map(move |row| Some((row, row.cells.get(column.place)?.trim())))
            .filter(|(_, cell)| !cells::is_empty(cell))
    }

    /// The date order of all date columns together.
    ///
    /// # Errors
    /// If both orders are possible, or neither is.
    pub(super) fn order(&self) -> Result<Form, Refusal> {
        let is_date = |column: &&Column| {
            matches!(
                column.field,
                Field::Day | Field::End | Field::SleepStart | Field::SleepEnd
            )
        };
        let columns: Vec<&Column> = self.columns.iter().filter(is_date).collect();
        let all = || {
            columns.iter().flat_map(|column| {
                self.cells(column)
                    .map(move |(row, cell)| (*column, row, cell))
            })
        };
        if all().next().is_some() && all().all(|(_, _, cell)| dates::since_1970(cell).is_some()) {
            return Ok(Form::Since1970);
        }
        let named = all().map(|(column, row, cell)| Written {
            line: row.line,
            column: &self.header(column).text,
            cell,
            weekday: || row.cells.iter().find_map(dates::weekday),
        });
        date_order::order(named, self.options).map(Form::Dates)
    }

    /// The format of a duration column: what plain numbers and two-part values mean.
    ///
    /// # Errors
    /// If plain numbers or two-part values are ambiguous.
    pub(super) fn length(&self, column: &Column, spans: &[Option<f64>]) -> Result<Form, Refusal> {
        let is_night = matches!(
            column.field,
            Field::SleepHours | Field::Rating(Question::Sleep)
        );
        let header = self.header(column);
        let (mut plain, mut two, mut over, mut three) = (None, None, false, false);
        for (_, cell) in self.cells(column) {
            match durations::read(cell, self.marks) {
                Some(Length::Plain(_)) => plain = plain.or(Some(cell)),
                Some(Length::TwoParts(first, _)) => {
                    two = two.or(Some(cell));
                    over |= first > 24.0;
                }
                Some(Length::Seconds(_)) => three |= cell.matches(':').count() == 2,
                None => {}
            }
        }
        let said = match column.measure {
            Some(Measure::Time(unit)) => Some(unit),
            _ => None,
        };
        let unit = said
            .filter(|_| column.how == crate::import::flexible::assign::How::Said)
            .or_else(|| header.unit())
            .or_else(|| is_night.then_some(Unit::Hours))
            .or_else(|| self.unit_by_spans(column, spans));
        let parts = match column.measure {
            Some(measure @ (Measure::HoursMinutes | Measure::MinutesSeconds)) => Some(measure),
            _ if is_night => Some(Measure::HoursMinutes),
            _ if three || over => Some(Measure::MinutesSeconds),
            _ => None,
        };
        let text = quoted(&header.text);
        let name = &header.text;
        match (plain, two) {
            (Some(cell), _) if unit.is_none() => {
                let what = format!("{text} has numbers without a unit, like {cell}.");
                Err(Refusal::unsettled(ask(
                    format!(
                        "{what} Try --columns \"seconds={name}\" or --columns \"minutes={name}\""
                    ),
                    format!("{what} What are they?"),
                    questions::units(name, self.marks.read(cell)),
                )))
            }
            (_, Some(cell)) if parts.is_none() => {
                let (first, second) = cell.split_once(':').unwrap_or((cell, ""));
                // A column named "time" may contain a time of day after all.
                let clock = if header.fields().1.contains(&Field::Time) {
                    format!("; or --columns \"time={name}\" for a time of day")
                } else {
                    String::new()
                };
                let what = format!(
                    "{} in {text} can be {first} h {second} min or {first} min {second} s.",
                    quoted(cell)
                );
                let reply = |words: String, ours: &str| {
                    let theirs = Some(name.clone());
                    Reply::new(words, vec![Choice::Column(ours.to_owned(), theirs)])
                };
                let mut replies = vec![
                    reply(format!("{first} h {second} min"), "h_mm"),
                    reply(format!("{first} min {second} s"), "m_ss"),
                ];
                if !clock.is_empty() {
                    replies.push(reply("A time of day".to_owned(), "time"));
                }
                Err(Refusal::unsettled(ask(
                    format!(
                        "{what} Try --columns \"h_mm={name}\" or --columns \"m_ss={name}\"{clock}"
                    ),
                    format!("{what} Which is it?"),
                    replies,
                )))
            }
            _ => Ok(Form::Length(unit, parts)),
        }
    }

    /// The unit in which values are at most the span from start to end and at least a quarter of it.
    fn unit_by_spans(&self, column: &Column, spans: &[Option<f64>]) -> Option<Unit> {
        let pairs: Vec<(f64, f64)> = self
            .rows
            .iter()
            .zip(spans)
            .filter_map(|(row, span)| {
                let cell = row.cells.get(column.place)?;
                match durations::read(cell, self.marks) {
                    Some(Length::Plain(value)) => Some((value, (*span)?)),
                    _ => None,
                }
            })
            .collect();
        let fits = |unit: &Unit| {
            let fitting = pairs.iter().filter(|(value, span)| {
                let seconds = value * unit.seconds();
                seconds <= span + 60.0 && seconds >= span / 4.0
            });
            !pairs.is_empty() && fitting.count() * 10 >= pairs.len() * 9
        };
        [
            Unit::Seconds,
            Unit::Minutes,
            Unit::Hours,
            Unit::Milliseconds,
        ]
        .into_iter()
        .find(fits)
    }

    /// Meters per plain number: from the options, the header, or plausible speeds.
    pub(super) fn distance(
        &self,
        column: &Column,
        seconds: &[Option<f64>],
        taken: &mut Vec<String>,
    ) -> Form {
        let said = match column.measure {
            Some(Measure::Meters(meters)) => Some(meters),
            _ => self.header(column).meters(),
        };
        if said.is_some() {
            return Form::Meters(said);
        }
        let plain: Vec<(f64, f64)> = self
            .rows
            .iter()
            .zip(seconds)
            .filter_map(|(row, seconds)| {
                let value = self.marks.read(row.cells.get(column.place)?)?;
                Some((value, (*seconds)?)).filter(|(value, seconds)| *value > 0.0 && *seconds > 0.0)
            })
            .collect();
        let has_plain = self
            .cells(column)
            .any(|(_, cell)| self.marks.read(cell).is_some_and(|value| value > 0.0));
        if !has_plain {
            return Form::Meters(None);
        }
        let fits = |meters: f64| {
            let fitting = plain.iter().filter(|(value, seconds)| {
                (0.5..=80.0).contains(&(value * meters / seconds * 3.6))
            });
            !plain.is_empty() && fitting.count() * 10 >= plain.len() * 9
        };
        let found = [(1000.0, "km"), (1.0, "m")]
            .into_iter()
            .find(|(meters, _)| fits(*meters));
        taken.push(match found {
            Some((_, unit)) => format!("distance: read as {unit}"),
            None => "distance: unit unknown, so it's skipped; try --columns \"distance_km=…\""
                .to_owned(),
        });
        Form::Meters(found.map(|(meters, _)| meters))
    }

    /// The scale of a rating. Assumptions are added to `taken`.
    ///
    /// # Errors
    /// If the scale cannot be determined.
    pub(super) fn scale(&self, column: &Column, taken: &mut Vec<String>) -> Result<Form, Refusal> {
        let header = self.header(column);
        let name = column.field.name();
        let said = self
            .options
            .mapping
            .scale(column.field)
            .or_else(|| header.scale());
        if said.is_some() {
            return Ok(Form::Scale(said));
        }
        if self.is_own {
            return Ok(Form::Scale(Some((1.0, 9.0))));
        }
        let (mut least, mut most, mut whole) = (f64::INFINITY, f64::NEG_INFINITY, true);
        for (_, cell) in self.cells(column) {
            if let Some(value) = self.marks.read(cell) {
                (least, most) = (least.min(value), most.max(value));
                whole &= value.fract().abs() < f64::EPSILON;
            }
        }
        if most.is_infinite() {
            return Ok(Form::Scale(None));
        }
        let scale = if header.is_night() || least < 0.0 {
            None
        } else if most > 10.0 && most <= 100.0 {
            Some((0.0, 100.0))
        } else if (most - 10.0).abs() < f64::EPSILON && whole {
            Some((if least < 1.0 { 0.0 } else { 1.0 }, 10.0))
        } else if whole && most > 5.0 && least >= 1.0 {
            Some((1.0, 9.0))
        } else {
            None
        };
        if let Some((worst, best)) = scale {
            taken.push(format!("{name}: read as {worst} to {best}"));
            return Ok(Form::Scale(scale));
        }
        let theirs = &header.text;
        Err(Refusal::unsettled(if header.is_night() {
            let what = format!("{} goes from {least} to {most}.", quoted(theirs));
            let hours = Choice::Column("sleep_hours".to_owned(), Some(theirs.clone()));
            let mut replies = vec![Reply::new("Hours of sleep", vec![hours])];
            for scale in questions::scales(name, least, most, &[]) {
                replies.push(Reply {
                    words: format!("How good it was: {}", scale.words),
                    ..scale
                });
            }
            ask(
                format!(
                    "{what} Is it hours (--columns \"sleep_hours={theirs}\") or a rating (--scale \
                     \"sleep=1-5\")"
                ),
                format!("{what} What is it?"),
                replies,
            )
        } else {
            let values = match column.field {
                Field::Rating(Question::Mood) => "moods go".to_owned(),
                _ => format!("values of {} go", quoted(theirs)),
            };
            let what = format!("the {values} from {least} to {most}.");
            ask(
                format!(
                    "{what} Give the worst and the best value: --scale \"{name}=1-5\", or --scale \
                     \"{name}=1-9\""
                ),
                format!("T{} What are the worst and the best value?", &what[1..]),
                questions::scales(name, least, most, &[]),
            )
        }))
    }
}

/// Parses a distance with a unit, `5.2 km`, or a plain number.
pub(super) fn meters(cell: &str, marks: Marks) -> Option<(f64, Option<f64>)> {
    let cell = cell.trim();
    let number = cell
        .find(|sign: char| sign.is_alphabetic())
        .unwrap_or(cell.len());
    let value = marks
        .read(cell[..number].trim())
        .filter(|value| *value >= 0.0)?;
    match &cell[number..] {
        "" => Some((value, None)),
        unit => header::meters_of(unit).map(|meters| (value, Some(meters))),
    }
}

/// Parses a duration in seconds, using the column's format.
pub(super) fn seconds(cell: &str, form: Form, marks: Marks) -> Option<f64> {
    let Form::Length(unit, parts) = form else {
        return None;
    };
    match durations::read(cell, marks)? {
        Length::Seconds(seconds) => Some(seconds),
        Length::Plain(value) => Some(value * unit?.seconds()),
        Length::TwoParts(first, second) => match parts? {
            Measure::HoursMinutes => Some(first * 3600.0 + second * 60.0),
            _ => Some(first * 60.0 + second),
        },
    }
}
