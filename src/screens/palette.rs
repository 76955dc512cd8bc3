//! Commands by name: a field to type in, and what matches, with the keys that do the same.

mod command;
mod matching;
mod typed;
mod view;

use crate::domain::Sorting as _;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Response, Transition};
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};
use command::{Command, Does};

/// The setting with the names of the commands last run, the latest first, one per line. It stays on this computer.
const RECENT: &str = "commands:recent";
/// How many of them are remembered.
const MOST_RECENT: usize = 6;

/// The list of commands.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// The text typed so far.
    field: TextField,
    list: ListCursor,
    /// Every command, likeliest first.
    commands: Vec<Command>,
    /// Whether tabs can be changed below.
    can_leave: bool,
}

/// What is possible on the screen below.
#[derive(Clone, Copy, Debug)]
pub struct Here {
    /// Whether tabs can be changed.
    pub can_leave: bool,
    /// Whether Today offers something to accept or put off.
    pub is_offered: bool,
}

impl Palette {
    /// The commands for someone with focus on `under`.
    pub fn new(under: &[Context], here: Here, shared: &Shared) -> Self {
        let recent = shared.journal.setting(RECENT).unwrap_or_default();
        let recent: Vec<&str> = recent.lines().collect();
        let mut commands = command::all(under, here, shared);
        let last = recent.len();
        commands.order_by_key(|command| {
            let place = recent.iter().position(|name| *name == command.name);
            (command.why_not.is_some(), place.unwrap_or(last))
        });
        Self {
            field: TextField::new("", Lines::One),
            list: ListCursor::default(),
            commands,
            can_leave: here.can_leave,
        }
    }

    /// The commands that match what was typed, the best first; before anything is typed, those that work here.
    fn rows(&self, shared: &Shared) -> Vec<Command> {
        let text = self.field.trimmed();
        if text.is_empty() {
            let works = |command: &&Command| command.why_not.is_none();
            return self.commands.iter().filter(works).cloned().collect();
        }
        let mut rows = typed::commands(&text, self.can_leave, shared);
        rows.extend(matching::found(&text, &self.commands).cloned());
        rows
    }

    fn run(command: &Command, shared: &Shared) -> Response {
        if let Some(why_not) = &command.why_not {
            return Response::say(why_not.clone());
        }
        let recent = shared.journal.setting(RECENT).unwrap_or_default();
        let others = recent.lines().filter(|name| *name != command.name);
        let names = [command.name.as_str()].into_iter().chain(others);
        let names: Vec<&str> = names.take(MOST_RECENT).collect();
        let response: Response = match &command.does {
            Does::Go(destination) => Transition::Replace(destination.clone()).into(),
            Does::Act(action) => Transition::Act(*action).into(),
        };
        if !command.is_named {
            return response;
        }
        response.and_effect(Effect::Remember(RECENT.to_owned(), names.join("\n")))
    }
}

impl Screen for Palette {
    fn context(&self) -> Context {
        Context::Palette
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let rows = self.rows(shared);
        self.list.clamp(rows.len());
        match key.action {
            Action::Back => Response::close(),
            Action::Accept => match rows.get(self.list.chosen) {
                Some(command) => Self::run(command, shared),
                None => Response::none(),
            },
            action => {
                self.list.answer(action, rows.len());
                Response::none()
            }
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        Some(&mut self.field)
    }

    fn typed(&mut self) {
        self.list = ListCursor::default();
    }
}
