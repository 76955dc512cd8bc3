//! Assigns column roles: by user options, by name, by cell contents.

mod questions;

use crate::domain::{OwnRatings, Question, Sorting as _};
use crate::import::cells;
use crate::import::cells::dates::{self, Order};
use crate::import::cells::durations::{self, Length};
use crate::import::cells::numbers::Marks;
use crate::import::columns::{self, Field, Mapping, Measure};
use crate::import::flexible::grid::GridRow;
use crate::import::flexible::header::Header;
use crate::import::{Refusal, quoted, sport};
use std::collections::BTreeSet;

/// Maximum number of columns named in a message.
const NAMED: usize = 12;
/// Rows examined to guess a column's role.
const LOOKED_AT: usize = 500;

/// A column with a known role.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// Index in the table.
    pub place: usize,
    /// Role of the column.
    pub field: Field,
    /// Unit, if given.
    pub measure: Option<Measure>,
    /// How the role was determined.
    pub how: How,
}

/// How a column's role was determined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Given by the user.
    Said,
    /// By column name.
    Name,
    /// By cell contents.
    Cells,
}

/// Input for assigning column roles.
pub(super) struct Assigner<'a> {
    /// Column headers.
    pub headers: &'a [Header],
    /// Rows below the header.
    pub rows: &'a [GridRow],
    /// Number format.
    pub marks: Marks,
    /// Indexes of columns that contain lists of strings.
    pub lists: &'a [usize],
    /// User-supplied options.
    pub mapping: &'a Mapping,
    /// Whether the header is that of one of our own tables.
    pub is_own: bool,
    /// The person's own ratings.
    pub ratings: OwnRatings<'a>,
}

/// Lists column names for a message.
pub(super) fn named(headers: &[Header]) -> String {
    let mut names: Vec<String> = headers
        .iter()
        .filter(|header| !header.text.is_empty())
        .take(NAMED)
        .map(|header| quoted(&header.text))
        .collect();
    let more = headers.len().saturating_sub(NAMED);
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(", ")
}

impl Assigner<'_> {
    /// Assigns all columns.
    ///
    /// # Errors
    /// If a column given by the user does not exist, or two columns fit the same role.
    pub(super) fn columns(&self) -> Result<Vec<Column>, Refusal> {
        let mut columns = self.said()?;
        if self.is_own {
            self.own(&mut columns);
        }
        self.ratings(&mut columns);
        let off: Vec<Field> = self
            .mapping
            .columns
            .iter()
            .filter(|named| named.theirs.is_none())
            .map(|named| named.field)
            .collect();
        self.by_name(&mut columns, &off)?;
        // One end of the night says nothing about its length.
        let has = |field: Field| columns.iter().any(|column| column.field == field);
        if has(Field::SleepStart) != has(Field::SleepEnd) {
            columns.retain(|column| {
                column.how == How::Said
                    || !matches!(column.field, Field::SleepStart | Field::SleepEnd)
            });
        }
        self.by_cells(&mut columns, &off)?;
        self.another_day(&columns)?;
        columns.order_by_key(|column| column.place);
        Ok(columns)
    }

    fn said(&self) -> Result<Vec<Column>, Refusal> {
        let texts: Vec<String> = self
            .headers
            .iter()
            .map(|header| header.text.clone())
            .collect();
        let mut columns = Vec::new();
        for named in &self.mapping.columns {
            let Some(theirs) = &named.theirs else {
                continue;
            };
            let Some(place) = columns::place(theirs, &texts) else {
                return Err(Refusal::NoColumn(Box::new(self.no_column(theirs, named))));
            };
            columns.push(Column {
                place,
                field: named.field,
                measure: named.measure,
                how: How::Said,
            });
        }
        Ok(columns)
    }

    /// Assigns columns named as in our own tables.
    fn own(&self, columns: &mut Vec<Column>) {
        for (place, header) in self.headers.iter().enumerate() {
            let Some((field, measure)) = columns::field(&header.text) else {
                continue;
            };
            let is_said = self
                .mapping
                .columns
                .iter()
                .any(|named| named.field == field);
            let is_known = columns
                .iter()
                .any(|column| column.field == field || column.place == place);
            if !is_said && !is_known {
                columns.push(Column {
                    place,
                    field,
                    measure,
                    how: How::Name,
                });
            }
        }
    }

    /// Assigns columns named like one of the person's own ratings.
    fn ratings(&self, columns: &mut Vec<Column>) {
        for (place, header) in self.headers.iter().enumerate() {
            let Ok(rating) = self.ratings.find(&header.text) else {
                continue;
            };
            let field = Field::Own(rating.id);
            let named = &self.mapping.columns;
            let is_said = named.iter().any(|named| named.field == field);
            let is_free = columns
                .iter()
                .all(|column| column.field != field && column.place != place);
            if is_free && !is_said {
                columns.push(Column {
                    place,
                    field,
                    measure: None,
                    how: How::Name,
                });
            }
        }
    }

    fn by_name(&self, columns: &mut Vec<Column>, off: &[Field]) -> Result<(), Refusal> {
        let hours = self.hours();
        let candidates: Vec<(usize, u8, Field)> = self
            .headers
            .iter()
            .enumerate()
            .filter(|(place, _)| columns.iter().all(|column| column.place != *place))
            .flat_map(|(place, header)| {
                let (rank, fields) = self.fields(place, header, &hours);
                // A column named "time" may contain a duration.
                let only = |field| fields.len() == 1 && fields.contains(&field);
                let length = only(Field::Time).then_some(Field::Duration);
                // A column named "start" may contain a time of day belonging to another column's date.
                let clock = only(Field::Day).then_some(Field::Time);
                let fields = fields.into_iter().chain(length).chain(clock);
                fields.map(move |field| (place, rank, field))
            })
            .collect();
        let fields: BTreeSet<Field> = candidates.iter().map(|(.., field)| *field).collect();
        for field in fields {
            let is_known = columns.iter().any(|column| column.field == field);
            if is_known || off.contains(&field) {
                continue;
            }
            let mut fitting: Vec<(usize, u8)> = candidates
                .iter()
                .filter(|(place, _, of)| {
                    *of == field
                        && columns.iter().all(|column| column.place != *place)
                        && self.fits(*place, field, columns)
                        && !(field == Field::Time
                            && !self.is_start(*place)
                            && self.is_length(*place, columns, &candidates))
                })
                .map(|(place, rank, _)| (*place, *rank))
                .collect();
            let best = fitting.iter().map(|(_, rank)| *rank).max().unwrap_or(0);
            fitting.retain(|(_, rank)| *rank == best);
            let places: Vec<usize> = fitting.into_iter().map(|(place, _)| place).collect();
            let chosen = match (field, places.as_slice()) {
                (_, []) => continue,
                (Field::Note | Field::Tags, several) => several.to_vec(),
                (_, [only]) => vec![*only],
                (Field::Time, several) if several.iter().any(|place| self.is_start(*place)) => {
                    let starts = several.iter().filter(|place| self.is_start(**place));
                    starts.take(1).copied().collect()
                }
                (Field::Day, several) => vec![self.one_day(several)?],
                // A night column next to its quality: `Settler::scale` asks whether it is hours or a rating.
                (Field::Rating(_), several)
                    if several.iter().any(|place| self.is_night(*place)) =>
                {
                    let nights = several.iter().filter(|place| self.is_night(**place));
                    nights.take(1).copied().collect()
                }
                (_, [first, second, ..]) => return Err(self.either(*first, *second, field)),
            };
            columns.extend(chosen.into_iter().map(|place| Column {
                place,
                field,
                measure: None,
                how: How::Name,
            }));
        }
        Ok(())
    }

    /// Possible roles by name. A general night column is hours if its cells look like hours.
    fn fields(&self, place: usize, header: &Header, hours: &[usize]) -> (u8, BTreeSet<Field>) {
        let (rank, fields) = header.fields();
        let sleep = Field::Rating(Question::Sleep);
        let is_open = self.is_night(place) && self.mapping.scale(sleep).is_none();
        let said = &self.mapping.columns;
        let is_said = || said.iter().any(|named| named.field == Field::SleepHours);
        let has_hours = hours.iter().any(|other| *other != place) || is_said();
        if is_open && !has_hours && self.tells_hours(place, header) {
            return (rank, BTreeSet::from([Field::SleepHours]));
        }
        // "Night's sleep in minutes" has a unit, unlike a rating.
        let is_rated = header.scale().is_some() || self.mapping.scale(sleep).is_some();
        if !is_rated && header.unit().is_some() && fields == BTreeSet::from([sleep]) {
            return (rank, BTreeSet::from([Field::SleepHours]));
        }
        (rank, fields)
    }

    /// The columns that contain the hours of sleep by their names.
    fn hours(&self) -> Vec<usize> {
        let columns = self.headers.iter().enumerate();
        columns
            .filter(|(_, header)| header.fields().1.contains(&Field::SleepHours))
            .map(|(place, _)| place)
            .collect()
    }

    fn is_start(&self, place: usize) -> bool {
        let header = self.headers.get(place);
        header.is_some_and(|header| header.fields().1.contains(&Field::Day))
    }

    fn is_night(&self, place: usize) -> bool {
        let header = self.headers.get(place);
        header.is_some_and(|header| header.is_night() && header.scale().is_none())
    }

    /// Whether the cells of a night column are hours: a decimal, a unit, or two parts.
    fn tells_hours(&self, place: usize, header: &Header) -> bool {
        header.unit().is_some()
            || self
                .cells(place)
                .any(|cell| match durations::read(cell, self.marks) {
                    Some(Length::Plain(value)) => value.fract().abs() > f64::EPSILON,
                    Some(Length::Seconds(_) | Length::TwoParts(..)) => true,
                    None => false,
                })
    }

    /// Whether a column named "time" is a duration: there is an activity, no other source of the duration, and the
    /// column is not directly after the day.
    fn is_length(
        &self,
        place: usize,
        columns: &[Column],
        candidates: &[(usize, u8, Field)],
    ) -> bool {
        let has = |fields: &[Field]| {
            let said = columns.iter().any(|column| fields.contains(&column.field));
            said || candidates
                .iter()
                .any(|(other, _, field)| *other != place && fields.contains(field))
        };
        let day = columns.iter().find(|column| column.field == Field::Day);
        let follows = day.is_some_and(|day| day.place + 1 == place);
        has(&[Field::Activity])
            && !has(&[Field::Duration, Field::End])
            && self.mapping.minutes.is_none()
            && !follows
    }

    /// Of several day columns that agree, chooses the more detailed one.
    fn one_day(&self, places: &[usize]) -> Result<usize, Refusal> {
        let date = |row: &GridRow, place: usize| {
            let cell = row.cells.get(place).unwrap_or_default();
            dates::read(cell, Order::DayFirst).map(|stamp| stamp.date)
        };
        let agree = self.looked_at().all(|row| {
            let mut found = places.iter().filter_map(|place| date(row, *place));
            let first = found.next();
            found.all(|other| Some(other) == first)
        });
        match *places {
            [first, second, ..] if !agree => Err(self.either(first, second, Field::Day)),
            _ => {
                let timed = places.iter().find(|place| self.has_times(**place));
                timed
                    .or_else(|| places.first())
                    .copied()
                    .ok_or_else(|| Refusal::NoDay(Box::new(self.no_day())))
            }
        }
    }

    fn by_cells(&self, columns: &mut Vec<Column>, off: &[Field]) -> Result<(), Refusal> {
        let free = |columns: &[Column]| -> Vec<usize> {
            (0..self.headers.len())
                .filter(|place| columns.iter().all(|column| column.place != *place))
                .collect()
        };
        let lacks = |columns: &[Column], field: Field| {
            !off.contains(&field) && columns.iter().all(|column| column.field != field)
        };
        let take = |columns: &mut Vec<Column>, field: Field, place: usize| {
            columns.push(Column {
                place,
                field,
                measure: None,
                how: How::Cells,
            });
        };
        // The end of sleep determines the day.
        if lacks(columns, Field::Day) && lacks(columns, Field::SleepEnd) {
            let mut dates = free(columns);
            dates.retain(|place| {
                let is_period = self.headers.get(*place).is_some_and(Header::is_period);
                !is_period && self.share(*place, is_date) >= 0.9
            });
            match dates.as_slice() {
                [only] => take(columns, Field::Day, *only),
                [first, second, ..] => return Err(self.either(*first, *second, Field::Day)),
                [] => return Err(Refusal::NoDay(Box::new(self.no_day()))),
            }
        }
        if lacks(columns, Field::Duration) {
            let mut lengths = free(columns);
            lengths.retain(|place| {
                let is_length = |cell: &str| {
                    matches!(durations::read(cell, self.marks), Some(Length::Seconds(_)))
                };
                self.share(*place, is_length) >= 0.9
            });
            if let [only] = *lengths.as_slice() {
                take(columns, Field::Duration, only);
            }
        }
        if lacks(columns, Field::Activity) {
            let mut sports = free(columns);
            sports.retain(|place| self.share(*place, sport::is_known) >= 0.8);
            if let [only] = *sports.as_slice() {
                take(columns, Field::Activity, only);
            }
        }
        if lacks(columns, Field::Tags) {
            for place in self.lists {
                if columns.iter().all(|column| column.place != *place) {
                    take(columns, Field::Tags, *place);
                }
            }
        }
        Ok(())
    }

    /// Whether a column's cells are compatible with a role.
    fn fits(&self, place: usize, field: Field, columns: &[Column]) -> bool {
        let is_clock = |cell: &str| dates::time_of_day(cell).is_some();
        let is_length = |cell: &str| durations::read(cell, self.marks).is_some();
        let day = columns.iter().find(|column| column.field == Field::Day);
        match field {
            // Totals and remarks may stand between the days.
            Field::Day => {
                let is_named = self
                    .headers
                    .get(place)
                    .is_some_and(|one| one.fields().0 == 3);
                self.share(place, is_date) > if is_named { 0.2 } else { 0.5 }
            }
            Field::SleepStart | Field::SleepEnd => self.share(place, is_date) > 0.5,
            // A yes/no column has the activity in its name.
            Field::Activity => {
                let is_word = |cell: &str| {
                    cell.contains(char::is_alphabetic)
                        && !cells::is_yes(cell)
                        && !cells::is_no(cell)
                };
                self.share(place, is_word) > 0.2
            }
            // A time of day for a day column that has no times.
            Field::Time => {
                day.is_some_and(|day| !self.has_times(day.place))
                    && self.share(place, is_clock) > 0.9
            }
            Field::Duration | Field::SleepHours => self.share(place, is_length) > 0.5,
            Field::End => self.share(place, |cell| is_date(cell) || is_clock(cell)) > 0.5,
            Field::Distance => {
                let is_distance = |cell: &str| super::settle::meters(cell, self.marks).is_some();
                self.share(place, is_distance) > 0.5
            }
            _ => self.cells(place).next().is_some(),
        }
    }

    fn has_times(&self, place: usize) -> bool {
        self.cells(place).any(|cell| {
            let orders = [Order::DayFirst, Order::MonthFirst];
            let times = orders
                .iter()
                .filter_map(|order| dates::read(cell, *order)?.time);
            times.count() > 0 || dates::since_1970(cell).is_some()
        })
    }

    fn looked_at(&self) -> impl Iterator<Item = &GridRow> {
        self.rows.iter().take(LOOKED_AT)
    }

    /// Non-empty cells of a column.
    fn cells(&self, place: usize) -> impl Iterator<Item = &str> {
        self.looked_at()
            .filter_map(move |row| row.cells.get(place))
            .filter(|cell| !cells::is_empty(cell))
    }

    /// Fraction of non-empty cells that match, 0 to 1.
    fn share(&self, place: usize, is: impl Fn(&str) -> bool) -> f64 {
        let (mut all, mut fitting) = (0, 0);
        for cell in self.cells(place) {
            all += 1;
            fitting += u32::from(is(cell));
        }
        if all == 0 {
            0.0
        } else {
            f64::from(fitting) / f64::from(all)
        }
    }
}

fn is_date(cell: &str) -> bool {
    let orders = [Order::DayFirst, Order::MonthFirst];
    orders
        .iter()
        .any(|order| dates::read(cell, *order).is_some())
        || dates::since_1970(cell).is_some()
}
