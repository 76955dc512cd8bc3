//! A running session: the player with its clock, its stored state and its prompts.

mod prompts;
mod view;

use crate::coach::Limits;
use crate::content::movements::{
    Kind, Movement, Variant, instead_of, is_at_hand, movement, pose_of,
};
use crate::content::poses::View;
use crate::content::session_words::{self, HALF};
use crate::domain::player::Cue;
use crate::domain::routine::{Step, Work};
use crate::domain::{Durability, Felt, KEEP_EVERY, Now, Running, SYNC_EVERY};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::effect::Effect;
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::session::NOTHING_DONE;
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};
use crate::widgets::menu::Menu;
use crate::widgets::painter::Painter;
use std::time::Duration;

/// A longer gap means that the machine or the program was suspended; the user is asked about it instead of it being
/// counted.
pub const AWAY_FROM: Duration = Duration::from_secs(90);
/// State is stored half a second early, so that this coincides with a wake-up that the clock needs anyway.
const HALF_A_SECOND: Duration = Duration::from_millis(500);
/// How long the countdown is inverted at a cue; far below three flashes per second.
pub const FLASH: Duration = Duration::from_millis(150);

/// The notice when an activity reaches its goal; it continues until it is stopped.
const GOAL_REACHED: &str = "Goal reached. Keep going, or stop whenever you like.";

/// A prompt that the session waits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// Whether to stop.
    Stop,
    /// Whether one of the warning signs is present.
    Signs,
    /// What to do about a gap this long.
    Away(Duration),
}

/// An answer to a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Finish,
    GoOn,
    Discard,
    CountSilence,
}

impl Prompt {
    const fn answers(self) -> &'static [(Answer, &'static str)] {
        match self {
            Self::Stop => &[
                (Answer::Finish, "Save and stop"),
                (Answer::GoOn, "Keep going"),
                (Answer::Discard, "Discard"),
            ],
            Self::Signs => &[
                (Answer::Finish, "Save and stop"),
                (Answer::GoOn, "Keep going"),
            ],
            Self::Away(_) => &[
                (Answer::CountSilence, "Count it"),
                (Answer::GoOn, "Resume where you left off"),
                (Answer::Finish, "Save and stop"),
            ],
        }
    }

    /// The labels of the answers, in order.
    pub fn words(self) -> Vec<&'static str> {
        self.answers().iter().map(|(_, words)| *words).collect()
    }
}

/// A running session.
#[derive(Clone, Debug, PartialEq)]
pub struct Playing {
    /// The stored part of its state.
    pub running: Running,
    /// The open prompt, if any.
    pub prompt: Option<Prompt>,
    /// The selection among its answers.
    menu: Menu,
    /// Whether cues are muted.
    pub is_muted: bool,
    /// Whether only the movement, the ring and a word are shown.
    is_zen: bool,
    /// When the inverted countdown ends, as uptime.
    flash_until: Option<Duration>,
    advanced: Duration,
    kept: Duration,
    synced: Duration,
}

/// The result of a clock tick.
#[derive(Debug, Default)]
pub struct Tick {
    /// The effects and transition requested.
    pub response: Response,
    /// Whether anything visible has changed.
    pub redraws: bool,
    /// Whether a step has ended, and with it the notices about it.
    pub ends_step: bool,
}

impl Playing {
    /// Starts a session at `now`.
    pub fn new(running: Running, now: Now) -> Self {
        Self {
            running,
            prompt: None,
            menu: Menu::default(),
            is_muted: false,
            is_zen: false,
            flash_until: None,
            advanced: now.uptime,
            kept: now.uptime,
            synced: now.uptime,
        }
    }

    /// Whether the session's clock is stopped.
    pub const fn is_waiting(&self) -> bool {
        self.prompt.is_some() || self.running.player.is_paused()
    }

    /// Whether the countdown is inverted.
    fn is_flashing(&self, now: Now) -> bool {
        self.flash_until.is_some_and(|until| now.uptime < until)
    }

    /// Time until something visible changes by itself.
    pub fn next_deadline(&self, now: Now) -> Option<Duration> {
        let flash = self
            .flash_until
            .map(|until| until.saturating_sub(now.uptime));
        let since = now.uptime.saturating_sub(self.advanced);
        let change = if self.is_waiting() {
            None
        } else {
            self.running.player.next_change()
        };
        [flash, change.map(|change| change.saturating_sub(since))]
            .into_iter()
            .flatten()
            .min()
    }

    /// The effect that stores the current state durably.
    pub fn keep(&mut self, now: Now) -> Effect {
        self.synced = now.uptime;
        self.kept_as(Durability::Disk, now)
    }

    /// The effect for periodic storing, flushed to disk only occasionally.
    fn keep_lightly(&mut self, now: Now) -> Effect {
        if now.uptime.saturating_sub(self.synced) + HALF_A_SECOND >= SYNC_EVERY {
            return self.keep(now);
        }
        self.kept_as(Durability::Process, now)
    }

    fn kept_as(&mut self, durability: Durability, now: Now) -> Effect {
        self.kept = now.uptime;
        self.running.kept = now.wall;
        Effect::Keep(Box::new(self.running.clone()), durability)
    }

    fn is_due(&self, now: Now) -> bool {
        now.uptime.saturating_sub(self.kept) + HALF_A_SECOND >= KEEP_EVERY
    }

    fn ask(&mut self, prompt: Prompt) {
        self.prompt = Some(prompt);
        self.menu = Menu::default();
    }

    /// Advances by the time since the last call.
    pub fn tick(&mut self, shared: &Shared) -> Tick {
        let (now, config) = (shared.now, &shared.settings.config);
        let mut tick = Tick::default();
        if self.flash_until.is_some_and(|until| until <= now.uptime) {
            self.flash_until = None;
            tick.redraws = true;
        }
        let elapsed = now.uptime.saturating_sub(self.advanced);
        self.advanced = now.uptime;
        if self.is_waiting() || elapsed.is_zero() {
            return tick;
        }
        if elapsed >= AWAY_FROM {
            self.ask(Prompt::Away(elapsed));
            tick.redraws = true;
            return tick;
        }
        let second = self.running.player.into_step().as_secs();
        let word = self.breath_word();
        let cues = self.running.player.advance(elapsed);
        tick.redraws |= !cues.is_empty() || self.running.player.into_step().as_secs() != second;
        tick.ends_step = cues
            .iter()
            .any(|cue| matches!(cue, Cue::Step(_) | Cue::Done));
        tick.response = self.cued(&cues, config.bell, config.flash, now);
        let turn = self.breath_word().filter(|now| word != Some(now));
        if let Some(turn) = turn.filter(|_| !tick.ends_step && !self.is_muted) {
            tick.response.effects.push(Effect::Say(turn.to_owned()));
        }
        tick
    }

    /// What a paced breath does now: in, hold or out. `None` during its first round, when the step is being introduced.
    fn breath_word(&self) -> Option<&'static str> {
        let player = &self.running.player;
        let pose = player.step().and_then(pose_of)?;
        let is_breath = pose.view() == View::Breath && player.into_step() >= pose.cycle();
        is_breath.then(|| pose.word(player.into_step())).flatten()
    }

    fn cued(&mut self, cues: &[Cue], bell: bool, flash: bool, now: Now) -> Response {
        let mut response = Response::none();
        let is_heard = cues
            .iter()
            .any(|cue| !matches!(cue, Cue::Countdown(_)) || self.running.player.step().is_some());
        if is_heard && !self.is_muted {
            if bell {
                response.effects.push(Effect::Bell);
            }
            response.effects.extend(aloud(cues, &self.running));
            if flash
                && cues
                    .iter()
                    .any(|cue| matches!(cue, Cue::Step(_) | Cue::Half | Cue::Target))
            {
                self.flash_until = Some(now.uptime + FLASH);
            }
        }
        if cues.contains(&Cue::Done) {
            response.transition = self.finish().transition;
        } else if cues.iter().any(|cue| matches!(cue, Cue::Step(_))) || self.is_due(now) {
            response.effects.push(self.keep_lightly(now));
        }
        response
    }

    /// Ends the session and counts it. If the reason was a warning sign, the next suggestion is easier, unless the
    /// person gives a different answer afterwards.
    fn finish(&self) -> Response {
        let by_sign = self.prompt == Some(Prompt::Signs);
        let felt = by_sign.then_some(Felt::TooHard);
        Destination::Finish(Box::new(self.running.clone()), felt).into()
    }

    /// The movement of the current step, if it is a movement.
    fn movement(&self) -> Option<&'static Movement> {
        let step = self.running.player.step().filter(|step| step.is_movement());
        movement(&step?.movement)
    }

    /// Replaces the current movement with its easier or harder variant, if one fits the person's limits and the
    /// routine's position.
    fn change_movement(&mut self, wish: Action, shared: &Shared) -> Response {
        let limits = Limits::of(&shared.journal);
        let Some(present) = self.movement() else {
            return Response::none();
        };
        let variant = if wish == Action::Easier {
            &present.easier
        } else {
            &present.harder
        };
        match variant {
            Some(Variant::Move(other))
                if movement(other).is_some_and(|other| {
                    limits.allow_instead(other, present, &self.running.routine)
                }) =>
            {
                self.running.player.swap(other);
                Response::none()
            }
            Some(Variant::Say(words)) => Response::say(words.clone()),
            Some(Variant::Move(_)) | None => Response::say(if wish == Action::Easier {
                "No easier version. Go smaller and slower, or rest."
            } else {
                "No harder version fits here. This one is plenty."
            }),
        }
    }

    /// Replaces the current movement with the next one of the same kind that fits the person's limits and the routine's
    /// position.
    fn swap_movement(&mut self, shared: &Shared) -> Response {
        let limits = Limits::of(&shared.journal);
        let is_movement = self.running.player.step().is_some_and(Step::is_movement);
        if !is_movement {
            return Response::none();
        }
        let routine = &self.running.routine;
        let other = self.movement().and_then(|present| {
            instead_of(present, |other| {
                limits.allow_instead(other, present, routine) && is_at_hand(other, present, routine)
            })
        });
        match other {
            Some(other) => {
                self.running.player.swap(&other.id);
                Response::none()
            }
            None => Response::say(
                Notice::said("No similar exercise to swap in.").press(Action::NextStep, "skip it"),
            ),
        }
    }

    /// Handles a key while a prompt is open.
    fn prompt_key(&mut self, prompt: Prompt, key: KeyMatch, now: Now) -> Option<Response> {
        let answers = prompt.answers();
        let answer = match key.action {
            Action::Back => Answer::GoOn,
            Action::Discard => Answer::Discard,
            _ => answers.get(self.menu.key(key, answers.len())?)?.0,
        };
        Some(match (answer, prompt) {
            (Answer::Finish, _) => self.finish(),
            (Answer::Discard, _) => Response::open(Destination::Routines)
                .and_say("Discarded.")
                .and_effect(Effect::Forget),
            (Answer::CountSilence, Prompt::Away(silence)) => {
                self.prompt = None;
                let cues = self.running.player.advance(silence);
                self.cued(&cues, false, false, now)
            }
            (Answer::GoOn | Answer::CountSilence, _) => {
                self.prompt = None;
                Response::none()
            }
        })
    }
}

impl Screen for Playing {
    fn context(&self) -> Context {
        match self.prompt {
            None => Context::Player,
            Some(Prompt::Stop | Prompt::Signs) => Context::Stop,
            Some(Prompt::Away(_)) => Context::Away,
        }
    }

    fn only_hint(&self) -> Option<Action> {
        (self.is_zen && self.prompt.is_none()).then_some(Action::Zen)
    }

    fn hint_now(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Pause if self.running.player.is_paused() => Some("resume"),
            Action::Swap
                if self
                    .movement()
                    .is_some_and(|shown| shown.kind == Kind::Paced) =>
            {
                Some("another breath")
            }
            Action::Zen if self.is_zen => Some("show the rest"),
            _ => None,
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let (now, config) = (shared.now, &shared.settings.config);
        if let Some(prompt) = self.prompt {
            return self.prompt_key(prompt, key, now).unwrap_or_default();
        }
        let player = &mut self.running.player;
        let cues = match key.action {
            Action::Pause => {
                player.set_paused(!player.is_paused());
                return Response::effect(self.keep(now));
            }
            Action::NextStep => player.skip(),
            Action::PreviousStep => player.previous(),
            Action::Longer => {
                player.extend();
                Vec::new()
            }
            Action::Shorter => player.shorten(),
            Action::Easier | Action::Harder => return self.change_movement(key.action, shared),
            Action::StopSigns => {
                self.ask(Prompt::Signs);
                return Response::effect(self.keep(now));
            }
            Action::Swap => return self.swap_movement(shared),
            Action::Zen => {
                self.is_zen = !self.is_zen;
                Vec::new()
            }
            Action::Mute => {
                self.is_muted = !self.is_muted;
                return if self.is_muted {
                    Response::effect(Effect::Hush)
                } else {
                    Response::none()
                };
            }
            Action::Stop | Action::Back if player.active().is_zero() => {
                return Response::open(Destination::Routines)
                    .and_say(NOTHING_DONE)
                    .and_effect(Effect::Forget);
            }
            Action::Stop | Action::Back => {
                self.ask(Prompt::Stop);
                return Response::effect(self.keep(now));
            }
            _ => Vec::new(),
        };
        if cues.is_empty() {
            return Response::none();
        }
        // No bell or tone, since the user expects a change after a key; what comes is still announced.
        let mut response = self.cued(&cues, config.bell, config.flash, now);
        let is_quiet = |effect: &Effect| !matches!(effect, Effect::Bell | Effect::Tone);
        response.effects.retain(is_quiet);
        response
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }
}

/// Audible cues, and notifications for a hidden window; only the latest if several coincide.
fn aloud(cues: &[Cue], running: &Running) -> Vec<Effect> {
    let title = &running.routine.title;
    let Some(cue) = cues
        .iter()
        .rev()
        .find(|cue| !matches!(cue, Cue::Countdown(_)))
    else {
        return Vec::new();
    };
    let open = running
        .player
        .step()
        .is_some_and(|step| step.work == Work::Open);
    match cue {
        Cue::Step(_) => {
            let said = session_words::step(&running.player).map(Effect::Say);
            [Effect::Tone].into_iter().chain(said).collect()
        }
        Cue::Half => {
            let shown = open.then(|| Effect::Notify(format!("{title}: halfway.")));
            [Effect::Tone, Effect::Say(HALF.to_owned())]
                .into_iter()
                .chain(shown)
                .collect()
        }
        Cue::Target => vec![
            Effect::Tone,
            Effect::Say(GOAL_REACHED.to_owned()),
            Effect::Notify(format!("{title}: {GOAL_REACHED}")),
        ],
        Cue::Done => vec![
            Effect::Tone,
            Effect::Say("Done. How is your mood now?".to_owned()),
            Effect::Notify(format!("{title}: done. How is your mood now?")),
        ],
        Cue::Countdown(_) => Vec::new(),
    }
}
