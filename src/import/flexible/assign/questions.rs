//! What has to be asked while columns are assigned: which of two it is, or which if none fits.

use super::{Assigner, Column, How};
use crate::domain::import::FileQuestion;
use crate::domain::sanitize;
use crate::import::cells::dates::{self, Order};
use crate::import::columns::{self, Field, Named};
use crate::import::flexible::header::{self, Header};
use crate::import::questions::{self, ask};
use crate::import::{Refusal, quoted};

impl Assigner<'_> {
    /// Error message for a column that does not exist.
    pub(super) fn no_column(&self, theirs: &str, named: &Named) -> FileQuestion {
        let near = self
            .headers
            .iter()
            .map(|header| {
                (
                    strsim::levenshtein(&theirs.to_lowercase(), &header.text.to_lowercase()),
                    header,
                )
            })
            .filter(|(away, _)| *away <= 1 + theirs.chars().count() / 4)
            .min_by_key(|(away, _)| *away);
        let hint = near.map_or(String::new(), |(_, near)| {
            format!("; did you mean {}?", quoted(&near.text))
        });
        let stop = if hint.is_empty() { "." } else { "" };
        let ours = columns::roles::name_of(named.field, named.measure);
        let what = named.field.name().replace('_', " ");
        ask(
            format!(
                "has no column {}{hint}{stop} Its columns are {}",
                quoted(theirs),
                super::named(self.headers)
            ),
            format!("It has no column {}. Which is the {what}?", quoted(theirs)),
            questions::which_column(self.texts(), ours),
        )
    }

    /// Texts of the headers.
    fn texts(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().map(|header| header.text.as_str())
    }

    /// Refuses a table with another column that is just as likely to be the day.
    pub(super) fn another_day(&self, columns: &[Column]) -> Result<(), Refusal> {
        let day = columns.iter().find(|column| column.field == Field::Day);
        let Some(day) = day.filter(|day| day.how != How::Said) else {
            return Ok(());
        };
        let date = |cell: &str| {
            dates::read(cell, Order::DayFirst).or(dates::read(cell, Order::MonthFirst))
        };
        let is_timed = self.has_times(day.place);
        let other = (0..self.headers.len()).find(|place| {
            let is_free = columns.iter().all(|column| column.place != *place);
            let says = |column: &Header| !header::is_bookkeeping(&column.name);
            is_free
                && self.headers.get(*place).is_some_and(says)
                && self.share(*place, |cell| date(cell).is_some()) >= 0.9
                && self.has_times(*place) == is_timed
                && self.looked_at().any(|row| {
                    let cell = |place: usize| row.cells.get(place).and_then(date);
                    matches!((cell(day.place), cell(*place)), (Some(one), Some(other)) if one.date != other.date)
                })
        });
        other.map_or(Ok(()), |other| {
            Err(self.either(day.place, other, Field::Day))
        })
    }

    pub(super) fn either(&self, first: usize, second: usize, field: Field) -> Refusal {
        let text = |place: usize| {
            self.headers
                .get(place)
                .map_or("", |header| header.text.as_str())
        };
        let both = format!(
            "{} and {} can both be the {}.",
            quoted(text(first)),
            quoted(text(second)),
            field.name().replace('_', " ")
        );
        let places = [text(first), text(second)];
        Refusal::unsettled(ask(
            format!(
                "{both} Choose one: --columns \"{}={}\"",
                field.name(),
                sanitize::line(text(first))
            ),
            format!("{both} Which is it?"),
            questions::which_column(places.into_iter(), field.name()),
        ))
    }

    pub(super) fn no_day(&self) -> FileQuestion {
        ask(
            format!(
                "no column looks like a day (its columns are {}). Choose one: --columns \"day=…\"",
                super::named(self.headers)
            ),
            "No column looks like a day. Which one is it?".to_owned(),
            questions::which_column(self.texts(), "day"),
        )
    }
}
