//! The letter: a week or a month in plain words, with a small chart.

use crate::coach::letter::{LETTER_READ, Letter, Period, unread};
use crate::domain::Day;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::Response;
use crate::widgets::letter_page::LetterPage;
use crate::widgets::painter::Painter;

/// Rows that a letter can be scrolled by: more than the longest has.
const LONGEST: u16 = 200;

/// The letter being read.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterScreen {
    letter: Letter,
    /// Rows scrolled past at the top; limited to the letter's length when drawn.
    top: u16,
}

impl LetterScreen {
    /// Opens the letter about these days.
    pub fn new(period: Period, days: (Day, Day), shared: &Shared) -> Self {
        let (seed, numbers) = (shared.settings.seed, !shared.hides_numbers());
        Self {
            letter: Letter::new(&shared.journal, period, days, shared.day, seed, numbers),
            top: 0,
        }
    }

    /// Opens the latest letter that is worth reading, or else the one about last week.
    pub fn latest(shared: &Shared) -> Self {
        let week = shared.settings.units().week;
        let latest = || (Period::Week, Period::Week.latest(shared.day, week));
        let (period, days) = unread(&shared.journal, shared.day, week).unwrap_or_else(latest);
        Self::new(period, days, shared)
    }

    /// Turns to the letter before (-1) or after (1), but never beyond today.
    fn turn(&mut self, by: i64, shared: &Shared) {
        let Letter {
            period,
            first,
            last,
            ..
        } = self.letter;
        let beside = if by < 0 { first.plus(-1) } else { last.plus(1) };
        let oldest = shared.journal.span().map_or(shared.day, |(first, _)| first);
        if beside <= shared.day && beside >= oldest {
            *self = Self::new(
                period,
                period.around(beside, shared.settings.units().week),
                shared,
            );
        }
    }

    /// Changes from weeks to months, or back.
    fn change_period(&mut self, shared: &Shared) {
        let period = match self.letter.period {
            Period::Week => Period::Month,
            Period::Month => Period::Week,
        };
        *self = Self::new(
            period,
            period.around(self.letter.last, shared.settings.units().week),
            shared,
        );
    }
}

impl Screen for LetterScreen {
    fn context(&self) -> Context {
        Context::Letter
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        match key.action {
            Action::Left => self.turn(-1, shared),
            Action::Right => self.turn(1, shared),
            Action::Range => self.change_period(shared),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = self.top.saturating_add(1).min(LONGEST),
            Action::Back => return Response::close(),
            _ => {}
        }
        Response::none()
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        let letter = &self.letter;
        let page = LetterPage {
            heading: letter.heading(),
            note: if letter.last >= shared.day {
                "so far"
            } else {
                ""
            },
            first: letter.first,
            mood: &letter.mood,
            minutes: &letter.minutes,
            paragraphs: letter.paragraphs(),
        };
        page.render(self.top, &mut painter.above_footer());
        None
    }

    fn shown(&self, shared: &Shared) -> Option<Effect> {
        let last = self.letter.last;
        let read = shared.journal.setting(LETTER_READ);
        let read = read.and_then(|day| day.parse().ok()).map(Day::from_date);
        let is_new = last < shared.day && read.is_none_or(|read| read < last);
        is_new.then(|| Effect::Remember(LETTER_READ.to_owned(), last.to_string()))
    }
}
