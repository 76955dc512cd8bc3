//! The selected entry: its figure, description, past effect on the person, and steps as a line and as a list.

use super::list::BEYOND;
use crate::coach::{Opens, walk_run};
use crate::content::intensity;
use crate::content::words::takes;
use crate::domain::routine::Intensity;
use crate::domain::{Routine, Session};
use crate::keys::Action;
use crate::screens::library::{Library, LibraryEntry};
use crate::screens::shared::Shared;
use crate::stats::sentences;
use crate::widgets::figure::FigureMode;
use crate::widgets::hit_map::Target;
use crate::widgets::intensity_dots::intensity_dots;
use crate::widgets::painter::{Painter, shorten, wrap};
use crate::widgets::panel::panel;
use crate::widgets::step_line::step_line;
use crate::widgets::step_list::{listed, step_list};
use crate::widgets::{format, still_figure};
use std::time::Duration;

/// Maximum width of a line of text, in columns.
const MEASURE: u16 = 72;
/// Minimum width inside the frame, in columns, for text on the left and the figure on the right.
const TWO_COLUMNS: u16 = 66;
/// Maximum columns of the text beside the figure.
const WORDS: u16 = 46;
/// Maximum columns and rows of the figure.
const LARGEST_FIGURE: (u16, u16) = (72, 30);
/// Minimum columns and rows of the figure beside the facts.
const SMALL_FIGURE: (u16, u16) = (12, 5);

/// The details of an entry.
pub(super) struct Shown<'a> {
    library: &'a Library,
    shared: &'a Shared,
    entry: &'a LibraryEntry,
    routine: Routine,
    intensity: Intensity,
}

impl<'a> Shown<'a> {
    /// Collects the details of `entry`.
    pub(super) fn new(library: &'a Library, shared: &'a Shared, entry: &'a LibraryEntry) -> Self {
        let routine = entry.routine();
        Self {
            intensity: intensity::of(&routine),
            library,
            shared,
            entry,
            routine,
        }
    }

    /// Draws the card over the whole area.
    pub(super) fn card(&self, painter: &mut Painter<'_>) {
        let note = self.note();
        let (width, height) = (painter.width(), painter.height());
        painter.place(0, 0, width, height, Target::Do(Action::Start));
        let has_focus = self.library.search.is_none() && self.library.filtering.is_none();
        let mut inside = panel(
            &painter.theme().units.name(self.entry.title()),
            &note,
            has_focus,
            painter,
        );
        if inside.width() >= TWO_COLUMNS {
            self.in_two_columns(&mut inside);
        } else {
            self.in_one_column(&mut inside);
        }
    }

    /// The key that starts the routine; empty while keys enter text.
    fn note(&self) -> String {
        match self.shared.key_here(Action::Start) {
            key if key.is_empty() => key,
            key => format!("{key} starts"),
        }
    }

    fn in_one_column(&self, painter: &mut Painter<'_>) {
        let (width, height) = (painter.width(), painter.height());
        let rows = if height >= 34 {
            14
        } else {
            (height / 3).clamp(4, 7)
        };
        let across = (rows * 2 + 2).min(width / 2 + 2);
        let has_figure = self.figure(&mut painter.part(width - across.min(width), 0, across, rows));
        let beside = if has_figure {
            width.saturating_sub(across + 1)
        } else {
            width
        };
        let facts = self.facts(&mut painter.part(0, 0, beside, rows));
        let mut y = if has_figure { rows + 1 } else { facts + 1 };
        y += self.words(&mut painter.part(0, y, width, height.saturating_sub(y))) + 1;
        self.steps(y, painter);
    }

    fn in_two_columns(&self, painter: &mut Painter<'_>) {
        let (width, height) = (painter.width(), painter.height());
        let words = (width * 2 / 5).clamp(28, WORDS);
        let room = width.saturating_sub(words + 2);
        let across = room.min(LARGEST_FIGURE.0);
        let under = if height >= 30 { height / 3 } else { 0 };
        let rows = height
            .saturating_sub(under)
            .min(across / 2 + 4)
            .min(LARGEST_FIGURE.1);
        let has_figure = self.figure(&mut painter.part(width - across, 0, across, rows));
        let mut left = painter.part(0, 0, if has_figure { words } else { width }, height);
        let mut y = self.facts(&mut left) + 1;
        let (across, rest) = (left.width(), height.saturating_sub(y));
        y += self.words(&mut left.part(0, y, across, rest)) + 1;
        self.steps(y, &mut left);
        if has_figure && under > 0 {
            let x = words + 2;
            let rest = height.saturating_sub(rows + 1);
            self.times(&mut painter.part(x, rows + 1, room, rest));
        }
    }

    /// Draws the title, facts and short steps in a frame.
    pub(super) fn summary(&self, painter: &mut Painter<'_>) {
        let note = self.note();
        let width = painter.width();
        let height = painter.height();
        painter.place(0, 0, width, height, Target::Do(Action::Start));
        let mut inside = panel(
            &painter.theme().units.name(self.entry.title()),
            &note,
            true,
            painter,
        );
        let (width, height) = (inside.width(), inside.height());
        let (across, rows) = (SMALL_FIGURE.0, height.max(SMALL_FIGURE.1));
        let has_room = width >= 60 && self.shared.settings.figure != FigureMode::Off;
        let has_figure = has_room && {
            let x = width.saturating_sub(across);
            self.figure(&mut inside.part(x, 0, across, rows))
        };
        let room = if has_figure {
            width - across - 2
        } else {
            width
        };
        let theme = inside.theme();
        let line = shorten(&self.facts_in_line(theme), usize::from(room));
        inside.text(0, 0, &line, theme.dim);
        let why = self
            .beyond()
            .or_else(|| self.whose().filter(|_| self.routine.why.is_empty()))
            .or_else(|| self.place())
            .unwrap_or_else(|| self.routine.why.clone());
        let mut y = 1;
        if !why.is_empty() {
            y += inside.wrapped((0, y), room, 2, &why, theme.text);
        }
        // This line is never cut off: it is shown in full or not at all.
        if let Some(line) = self.usual().or_else(|| self.latest()) {
            let rows = wrap(&line, usize::from(room)).len() as u16;
            if y + rows < height {
                y += inside.wrapped((0, y), room, rows, &line, theme.dim);
            }
        }
        let steps: Vec<String> = listed(&self.routine)
            .into_iter()
            .map(|step| format!("{} {}", step.length, theme.units.name(&step.name)))
            .collect();
        let separator = format!(" {} ", theme.glyphs.dot);
        let rest = height.saturating_sub(y);
        inside.wrapped((0, y), room, rest, &steps.join(&separator), theme.dim);
    }

    /// Draws the figure, which starts moving after a short pause in input; returns whether there is one.
    fn figure(&self, painter: &mut Painter<'_>) -> bool {
        let since = self.shared.now.uptime.checked_sub(self.library.touched);
        match self.shared.settings.figure {
            FigureMode::Off => return false,
            FigureMode::Still => {}
            FigureMode::Moving => {
                let since = since.unwrap_or(Duration::MAX);
                return still_figure::of_routine_moving(&self.routine, since, painter);
            }
        }
        still_figure::of_routine(&self.routine, painter)
    }

    /// Draws length, intensity, position and equipment, one per row; returns the rows used.
    fn facts(&self, painter: &mut Painter<'_>) -> u16 {
        let (theme, width) = (painter.theme(), painter.width());
        if matches!(self.entry, LibraryEntry::Activity(_)) {
            return painter.wrapped((0, 0), width, 3, NO_LIMIT, theme.text);
        }
        let takes = takes(self.routine.minutes(), theme.numbers);
        painter.text(0, 0, &takes, theme.strong);
        let x = intensity_dots(self.intensity, 0, 1, painter);
        painter.text(x + 1, 1, self.intensity.word(), theme.dim);
        let place = self.routine.main_position().word();
        painter.text(0, 2, place, theme.dim);
        3 + painter.wrapped((0, 3), width, 2, &self.equipment(), theme.dim)
    }

    fn facts_in_line(&self, theme: &crate::widgets::theme::Theme) -> String {
        if matches!(self.entry, LibraryEntry::Activity(_)) {
            return NO_LIMIT.to_owned();
        }
        let parts = [
            takes(self.routine.minutes(), theme.numbers),
            self.intensity.word().to_owned(),
            self.routine.place.word().to_owned(),
            self.equipment(),
        ];
        parts.join(&format!(" {} ", theme.glyphs.dot))
    }

    fn equipment(&self) -> String {
        if self.routine.equipment.is_empty() {
            "no equipment".to_owned()
        } else {
            self.routine.equipment.join(", ")
        }
    }

    /// Draws the reason to do it, and the data about its effect; returns the rows used.
    fn words(&self, painter: &mut Painter<'_>) -> u16 {
        let (theme, width) = (painter.theme(), painter.width().min(MEASURE));
        let mut y = 0;
        if !self.routine.why.is_empty() {
            y += painter.wrapped((0, y), width, 3, &self.routine.why, theme.text);
        }
        let lines = [
            self.beyond(),
            self.whose(),
            self.place(),
            self.latest(),
            self.usual(),
        ];
        for line in lines.into_iter().flatten() {
            y += painter.wrapped((0, y), width, 5, &line, theme.dim);
        }
        y
    }

    /// Draws the steps from row `y` down, as a line and as a list.
    fn steps(&self, y: u16, painter: &mut Painter<'_>) {
        let (width, height) = (painter.width(), painter.height());
        let steps = self.routine.steps();
        let mut y = y;
        if steps.len() > 2 && y + 4 < height {
            step_line(&steps, &mut painter.part(0, y, width, 1));
            y += 2;
        }
        let rest = height.saturating_sub(y);
        step_list(&self.routine, &mut painter.part(0, y, width, rest));
    }

    /// Draws the most recent sessions, one per row.
    fn times(&self, painter: &mut Painter<'_>) {
        let (theme, height) = (painter.theme(), painter.height());
        let times: Vec<&Session> = self.sessions().take(usize::from(height)).collect();
        if times.is_empty() || !theme.numbers || height < 3 {
            return;
        }
        painter.text(0, 0, "Last times", theme.dim);
        for (y, session) in (1..height).zip(times) {
            let day = format::day_with_year(session.day, self.shared.day);
            painter.text(0, y, &day, theme.dim);
            let length = format::minutes(u64::from(session.active_seconds));
            painter.right(24, y, &length, theme.text);
            if let (Some(before), Some(after)) = (session.before, session.after) {
                let level = |rating: crate::domain::Rating| usize::from(rating.get()) - 1;
                let arrow = format!(" {} ", theme.glyphs.arrow);
                let (from, to) = (before.to_string(), after.to_string());
                let pieces = [
                    ("mood ", theme.dim),
                    (&*from, theme.digit(level(before))),
                    (&*arrow, theme.dim),
                    (&*to, theme.digit(level(after))),
                ];
                painter.pieces(27, y, &pieces);
            }
        }
    }

    /// Why the entry is not suggested, and how to repeat the safety questions if they are the reason.
    fn beyond(&self) -> Option<String> {
        if self.library.is_never(&self.routine) {
            let key = self.shared.key_here(Action::NeverSuggest);
            let again = if key.is_empty() {
                String::new()
            } else {
                format!(" {key} allows it again.")
            };
            return Some(format!("{BEYOND} Never suggested, as you chose.{again}"));
        }
        let fit = self.library.fit(self.entry, self.shared.day);
        let why = fit.why_not()?;
        let key = self.shared.key_here(Action::SafetyQuestions);
        let again = matches!(fit.opens, Opens::AfterPage(_) | Opens::Never(_)) && !key.is_empty();
        Some(if again {
            format!("{BEYOND} {why} Press {key} for the safety questions.")
        } else {
            format!("{BEYOND} {why}")
        })
    }

    /// That it is a custom routine, and the file it is stored in.
    fn whose(&self) -> Option<String> {
        let LibraryEntry::Own(own) = self.entry else {
            return None;
        };
        Some(own.file.as_ref().map_or_else(
            || "Yours".to_owned(),
            |file| format!("Yours, in the file {file}"),
        ))
    }

    /// The person's place in the walk-to-run program, for the current week's routine.
    fn place(&self) -> Option<String> {
        let place = self.library.walk_run?;
        let LibraryEntry::Routine(routine) = self.entry else {
            return None;
        };
        (walk_run::week_of(&routine.id)? == place.week).then(|| place.in_words())
    }

    /// The estimated lift after it.
    fn usual(&self) -> Option<String> {
        let lift = self.library.lift(self.entry.activity())?;
        sentences::lift(lift).filter(|_| !self.shared.hides_numbers())
    }

    /// Its sessions, latest first.
    fn sessions(&self) -> impl Iterator<Item = &Session> {
        let sessions = self.shared.journal.sessions().iter().rev();
        sessions.filter(|session| session.activity == self.entry.activity())
    }

    fn latest(&self) -> Option<String> {
        let session = self.sessions().next()?;
        let day = format::day_with_year(session.day, self.shared.day);
        if self.shared.hides_numbers() {
            return Some(format!("Last: {day}"));
        }
        let mood = match (session.before, session.after) {
            (Some(before), Some(after)) => format!(", mood {before} → {after}"),
            _ => String::new(),
        };
        let length = format::minutes(u64::from(session.active_seconds));
        Some(format!("Last: {day}, {length}{mood}"))
    }
}

const NO_LIMIT: &str = "No time limit. Stop when you like.";
