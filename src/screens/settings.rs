//! The settings screen: a list of config file options, each with a line of explanation.

mod item;
mod view;

use crate::coach::Limits;
use crate::config::{Config, command_line};
use crate::content::about::LIMITS;
use crate::content::support::Basis;
use crate::domain::{Change, Edit};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::{Channel, Effect};
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::widgets::list::ListCursor;
use crate::widgets::painter::Painter;
use crate::widgets::text_field::{Lines, TextField};
pub use item::SettingItem;

/// The settings screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SettingsScreen {
    list: ListCursor,
    /// The text field for the voice command or the inbox while it is being edited.
    field: Option<TextField>,
    /// Changes since the settings were opened, newest last.
    past: Vec<Edit<Config>>,
}

impl SettingsScreen {
    /// The selected setting.
    fn item(&self) -> SettingItem {
        SettingItem::ALL[self.list.chosen.min(SettingItem::ALL.len() - 1)]
    }

    /// Changes the settings in one undoable step and shows a notice.
    fn configure(&mut self, wanted: Config, said: Notice, shared: &Shared) -> Response {
        let found = shared.settings.config.clone();
        let edit = Edit { found, wanted };
        self.past.push(edit.clone());
        Response::say(said).and_effect(Effect::Configure(Box::new(edit)))
    }

    fn turn(&mut self, on: bool, shared: &Shared) -> Response {
        let item = self.item();
        let mut config = shared.settings.config.clone();
        match item {
            SettingItem::Country => return Destination::Countries.into(),
            SettingItem::Ratings if on => return Destination::Ratings.into(),
            SettingItem::BringIn if on => return Destination::Import.into(),
            SettingItem::Ratings | SettingItem::BringIn => return Response::none(),
            SettingItem::Pacing => return turn_pacing(shared),
            SettingItem::VoiceCommand => {
                let text = command_line::join(&config.voice_command);
                self.field = Some(TextField::new(&text, Lines::One));
                return Response::none();
            }
            SettingItem::Inbox => {
                self.field = Some(TextField::new(&config.inbox, Lines::One));
                return Response::none();
            }
            _ => item.turn(&mut config, on, &shared.own_themes),
        }
        let kept = if shared.settings.demo {
            "for this demo"
        } else {
            "saved"
        };
        let said = format!(
            "{}: {}, {kept}.",
            item.words().0,
            item.value(&config, shared.settings.local)
        );
        self.configure(config, Notice::undoable(said), shared)
    }

    /// Undoes the latest change made here.
    fn undo(&mut self, shared: &Shared) -> Response {
        let Some(edit) = self.past.pop() else {
            return Response::say("Already at the default.");
        };
        let found = shared.settings.config.clone();
        let wanted = found.with_change(&edit.wanted, &edit.found);
        let edit = Edit { found, wanted };
        Response::say("Reset to default.").and_effect(Effect::Configure(Box::new(edit)))
    }

    /// Handles a key while a text is being edited.
    fn field_key(&mut self, action: Action, shared: &Shared) -> Response {
        match (action, &self.field) {
            (Action::Accept | Action::Save, Some(field)) if self.item() == SettingItem::Inbox => {
                let config = Config {
                    inbox: field.trimmed(),
                    ..shared.settings.config.clone()
                };
                self.field = None;
                let saved = "Saved. It is read at the next start, and by firstline inbox.";
                self.configure(config, Notice::said(saved), shared)
            }
            (Action::Accept | Action::Save, Some(field)) => {
                let Some(words) = command_line::split(&field.trimmed()) else {
                    let notice = Notice::said("This command has an open quote. Close it first.");
                    return Response::say(notice.press(Action::Back, "cancel"));
                };
                self.field = None;
                let config = Config {
                    voice_command: words,
                    ..shared.settings.config.clone()
                };
                let saved = Notice::said("Saved.").press(Action::TryIt, "test it");
                self.configure(config, saved, shared)
            }
            (Action::Back, _) => {
                self.field = None;
                Response::none()
            }
            _ => Response::none(),
        }
    }

    fn test(&self) -> Response {
        let channel = |channel| Response::effect(Effect::Try(channel));
        match self.item() {
            SettingItem::Bell => Response::effect(Effect::Bell)
                .and_say("Bell sent. If you heard nothing, your terminal mutes it."),
            SettingItem::Tone => channel(Channel::Tone),
            SettingItem::Voice | SettingItem::VoiceCommand => channel(Channel::Voice),
            SettingItem::Notify => channel(Channel::Notification),
            SettingItem::KeepAwake => channel(Channel::Awake),
            SettingItem::Theme | SettingItem::Glyphs | SettingItem::Mouse => {
                Response::say("You're seeing it now.")
            }
            SettingItem::HideNumbers => {
                Response::say("Applies on Today, in History and in Insights.")
            }
            SettingItem::Pacing => Response::say("Applies to what Today suggests, right away."),
            SettingItem::Country => Response::say("Press ! to see its numbers."),
            SettingItem::Inbox => {
                Response::say("To see what it would read: firstline inbox --dry-run")
            }
            SettingItem::BringIn => Response::say("You'll see a preview first."),
            SettingItem::ScreenReader => {
                let text = "To see screens again: firstline config set screen_reader off";
                Response::say(text)
            }
            SettingItem::Distances | SettingItem::Clock | SettingItem::WeekStart => {
                Response::say("Applies everywhere right away.")
            }
            SettingItem::Flash | SettingItem::ReducedMotion => {
                Response::say("Applies in your next session.")
            }
            SettingItem::DayStart | SettingItem::Ask(_) | SettingItem::Ratings => {
                Response::say("Applies from your next check-in.")
            }
        }
    }
}

impl Screen for SettingsScreen {
    fn context(&self) -> Context {
        if self.field.is_some() {
            Context::Field
        } else {
            Context::Settings
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        if self.field.is_some() {
            return self.field_key(key.action, shared);
        }
        match key.action {
            Action::Left => self.turn(false, shared),
            Action::Right | Action::Accept => self.turn(true, shared),
            Action::Undo => self.undo(shared),
            Action::TryIt => self.test(),
            Action::Back => Response::close(),
            action => {
                self.list.answer(action, SettingItem::ALL.len());
                Response::none()
            }
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn text_field(&mut self) -> Option<&mut TextField> {
        self.field.as_mut()
    }
}

/// Turns pacing on or off; it's one of the answers in "about you", stored with the records.
fn turn_pacing(shared: &Shared) -> Response {
    let answer = shared.journal.setting(LIMITS).unwrap_or_default();
    let is_on = Limits::of(&shared.journal).pacing;
    let others = answer.split(',').map(str::trim);
    let others = others.filter(|word| !["", "none", "pacing"].contains(word));
    let words: Vec<&str> = others.chain((!is_on).then_some("pacing")).collect();
    let answer = if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(",")
    };
    let said = if is_on {
        "Pacing: off, saved."
    } else {
        "Pacing: on, saved."
    };
    Response::apply(Change::setting(LIMITS, answer)).and_say(said)
}

/// The value of `item` in words.
fn value(item: SettingItem, shared: &Shared) -> String {
    if item == SettingItem::Pacing {
        let is_on = Limits::of(&shared.journal).pacing;
        return if is_on { "on" } else { "off" }.to_owned();
    }
    if item == SettingItem::Ratings {
        let count = shared.journal.own_ratings().active().count();
        return if count == 0 {
            "none yet".to_owned()
        } else {
            count.to_string()
        };
    }
    if item != SettingItem::Country {
        return item.value(&shared.settings.config, shared.settings.local);
    }
    match shared.place().first {
        Some((country, Basis::Choice)) => country.name.clone(),
        Some((country, Basis::Clock)) => format!("{}, from your clock", country.name),
        Some((country, Basis::Language)) => format!("{}, from your language setting", country.name),
        None => "not set".to_owned(),
    }
}
