//! A session running: the player with its clock, what is kept of it, and what it asks.

use crate::app::{App, Effect, Notice};
use crate::coach::Limits;
use crate::content::movements::{Variant, instead_of, is_at_hand, movement};
use crate::content::session_words::{self, HALF};
use crate::domain::player::Cue;
use crate::domain::routine::Work;
use crate::domain::{Durability, Felt, KEEP_EVERY, Now, Running, SYNC_EVERY};
use crate::keys::{Action, Context, KeyMatch};
use std::time::Duration;

/// A longer silence than this means that the machine or the program slept: it is asked about,
/// not counted unseen.
pub const AWAY_FROM: Duration = Duration::from_secs(90);
/// Keeping comes half a second early, so that it falls on a wake-up that the clock needs anyway.
const HALF_A_SECOND: Duration = Duration::from_millis(500);
/// How long the countdown is inverted at a cue; far below three flashes a second.
pub const FLASH: Duration = Duration::from_millis(150);

/// Something the session waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Whether to stop; the chosen answer's place.
    Stop(usize),
    /// Whether one of the signs to stop is there; the chosen answer's place.
    Signs(usize),
    /// What to do with this long a silence; the chosen answer's place.
    Away(Duration, usize),
}

impl Asking {
    fn choosing(self, place: usize) -> Self {
        match self {
            Self::Stop(_) => Self::Stop(place.min(STOP_CHOICES.len() - 1)),
            Self::Signs(_) => Self::Signs(place.min(SIGNS_CHOICES.len() - 1)),
            Self::Away(silence, _) => Self::Away(silence, place.min(AWAY_CHOICES.len() - 1)),
        }
    }
}

/// A running session.
#[derive(Clone, Debug, PartialEq)]
pub struct Playing {
    /// What is stored of it.
    pub running: Running,
    /// What it asks, if anything.
    pub asking: Option<Asking>,
    /// Whether cues are silent.
    pub muted: bool,
    /// Until when the countdown is inverted, as uptime.
    pub flash_until: Option<Duration>,
    advanced: Duration,
    kept: Duration,
    synced: Duration,
}

impl Playing {
    /// A session that runs from now on.
    pub fn new(running: Running, now: Now) -> Self {
        Self {
            running,
            asking: None,
            muted: false,
            flash_until: None,
            advanced: now.uptime,
            kept: now.uptime,
            synced: now.uptime,
        }
    }

    /// What has the focus.
    pub const fn context(&self) -> Context {
        match self.asking {
            None => Context::Player,
            Some(Asking::Stop(_) | Asking::Signs(_)) => Context::Stop,
            Some(Asking::Away(..)) => Context::Away,
        }
    }

    /// Whether the clock of the session stands.
    pub const fn is_waiting(&self) -> bool {
        self.asking.is_some() || self.running.player.is_paused()
    }

    /// Whether the countdown is inverted just now.
    pub fn is_flashing(&self, now: Now) -> bool {
        self.flash_until.is_some_and(|until| now.uptime < until)
    }

    pub(super) fn next_deadline(&self, now: Now) -> Option<Duration> {
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

    /// The effect that keeps it as far as it is now, for good.
    pub(super) fn keep(&mut self, now: Now) -> Effect {
        self.synced = now.uptime;
        self.kept_as(Durability::Disk, now)
    }

    /// The effect of the regular keeping: written through to the disk only now and then.
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
}

/// Answers to what a session asks, in their order.
pub const STOP_CHOICES: [&str; 3] = ["count it", "go on", "do not keep it"];
/// Answers to the signs to stop, in their order.
pub const SIGNS_CHOICES: [&str; 2] = ["stop here and count it", "go on"];
/// Answers after a silence, in their order.
pub const AWAY_CHOICES: [&str; 3] = [
    "count that time too",
    "go on from where it was",
    "stop here and count it",
];

impl App {
    /// Whether a session runs just now, and its clock with it.
    pub fn is_moving(&self) -> bool {
        self.moving
            .playing()
            .is_some_and(|playing| !playing.is_waiting())
    }

    /// Starts, or goes on with, a session.
    pub(super) fn play(&mut self, running: Running, now: Now) {
        self.moving.begin(Playing::new(running, now));
        self.redraw = true;
    }

    pub(super) fn tick_player(&mut self, now: Now) -> Vec<Effect> {
        let (bell, flash) = (self.settings.config.bell, self.settings.config.flash);
        let Some(playing) = self.moving.playing_mut() else {
            return Vec::new();
        };
        if playing.flash_until.is_some_and(|until| until <= now.uptime) {
            playing.flash_until = None;
            self.redraw = true;
        }
        let elapsed = now.uptime.saturating_sub(playing.advanced);
        playing.advanced = now.uptime;
        if playing.is_waiting() || elapsed.is_zero() {
            return Vec::new();
        }
        if elapsed >= AWAY_FROM {
            playing.asking = Some(Asking::Away(elapsed, 0));
            self.settle_in(now);
            self.redraw = true;
            return Vec::new();
        }
        let second = playing.running.player.into_step().as_secs();
        let cues = playing.running.player.advance(elapsed);
        self.redraw |= !cues.is_empty() || playing.running.player.into_step().as_secs() != second;
        // What was said of a step is over with it.
        if cues
            .iter()
            .any(|cue| matches!(cue, Cue::Step(_) | Cue::Done))
        {
            self.notice = None;
        }
        self.cued(&cues, bell, flash, now)
    }

    fn cued(&mut self, cues: &[Cue], bell: bool, flash: bool, now: Now) -> Vec<Effect> {
        let Some(playing) = self.moving.playing_mut() else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        let heard = cues.iter().any(|cue| {
            !matches!(cue, Cue::Countdown(_)) || playing.running.player.step().is_some()
        });
        if heard && !playing.muted {
            if bell {
                effects.push(Effect::Bell);
            }
            effects.extend(aloud(cues, &playing.running));
            if flash
                && cues
                    .iter()
                    .any(|cue| matches!(cue, Cue::Step(_) | Cue::Half | Cue::Target))
            {
                playing.flash_until = Some(now.uptime + FLASH);
            }
        }
        if cues.contains(&Cue::Done) {
            let running = playing.running.clone();
            effects.extend(self.finish(&running, None, now));
        } else if cues.iter().any(|cue| matches!(cue, Cue::Step(_))) || playing.is_due(now) {
            effects.push(playing.keep_lightly(now));
        }
        effects
    }

    pub(super) fn playing_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let (bell, flash) = (self.settings.config.bell, self.settings.config.flash);
        if hit.action == Action::Figure {
            self.settings.figure = self.settings.figure.next();
            return Vec::new();
        }
        let Some(playing) = self.moving.playing_mut() else {
            return Vec::new();
        };
        match playing.asking {
            Some(Asking::Stop(chosen) | Asking::Signs(chosen)) => {
                return self.stop_key(hit, chosen, now);
            }
            Some(Asking::Away(silence, chosen)) => return self.away_key(hit, silence, chosen, now),
            None => {}
        }
        let player = &mut playing.running.player;
        let cues = match hit.action {
            Action::Pause => {
                player.set_paused(!player.is_paused());
                return vec![playing.keep(now)];
            }
            Action::NextStep => player.skip(),
            Action::PreviousStep => player.previous(),
            Action::Longer => {
                player.extend();
                Vec::new()
            }
            Action::Shorter => player.shorten(),
            Action::Easier | Action::Harder => {
                self.change_movement(hit.action, now);
                return Vec::new();
            }
            Action::StopSigns => {
                playing.asking = Some(Asking::Signs(0));
                return vec![playing.keep(now)];
            }
            Action::Swap => {
                self.swap_movement(now);
                return Vec::new();
            }
            Action::Mute => {
                playing.muted = !playing.muted;
                return if playing.muted {
                    vec![Effect::Hush]
                } else {
                    Vec::new()
                };
            }
            Action::Stop | Action::Back => {
                let nothing_yet = player.active().is_zero();
                if nothing_yet {
                    self.moving.leave_session();
                    self.notify("Nothing was done yet, so nothing was kept.", now);
                    return vec![Effect::Forget];
                }
                playing.asking = Some(Asking::Stop(0));
                return vec![playing.keep(now)];
            }
            _ => Vec::new(),
        };
        if cues.is_empty() {
            return Vec::new();
        }
        // Who presses a key knows that something changes; what comes now is still said.
        let quiet = |effect: &Effect| !matches!(effect, Effect::Bell | Effect::Tone);
        self.cued(&cues, bell, flash, now)
            .into_iter()
            .filter(quiet)
            .collect()
    }

    /// Puts the easier or harder variant in the place of the present movement, where there is one
    /// that keeps to the person's limits and to the routine's position.
    fn change_movement(&mut self, wish: Action, now: Now) {
        let limits = Limits::of(&self.journal);
        let Some(playing) = self.moving.playing_mut() else {
            return;
        };
        let Some(step) = playing
            .running
            .player
            .step()
            .filter(|step| step.is_movement())
        else {
            return;
        };
        let Some(present) = movement(&step.movement) else {
            return;
        };
        let variant = if wish == Action::Easier {
            &present.easier
        } else {
            &present.harder
        };
        match variant {
            Some(Variant::Move(other))
                if movement(other).is_some_and(|other| {
                    limits.allow_instead(other, present, &playing.running.routine)
                }) =>
            {
                playing.running.player.swap(other);
            }
            Some(Variant::Say(words)) => {
                self.notify(words.clone(), now);
            }
            Some(Variant::Move(_)) | None => {
                let words = if wish == Action::Easier {
                    "No easier version. Go smaller and slower, or rest."
                } else {
                    "No harder version that fits here. This one is plenty."
                };
                self.notify(words, now);
            }
        }
    }

    /// Puts the next movement of the same kind in the place of the present one, among those that
    /// keep to the person's limits and to the routine's position.
    fn swap_movement(&mut self, now: Now) {
        let limits = Limits::of(&self.journal);
        let Some(playing) = self.moving.playing_mut() else {
            return;
        };
        let Some(step) = playing
            .running
            .player
            .step()
            .filter(|step| step.is_movement())
        else {
            return;
        };
        let routine = &playing.running.routine;
        let other = movement(&step.movement).and_then(|present| {
            instead_of(present, |other| {
                limits.allow_instead(other, present, routine) && is_at_hand(other, present, routine)
            })
        });
        if let Some(other) = other {
            playing.running.player.swap(&other.id);
        } else {
            let notice = Notice::said("No similar exercise to swap in.");
            self.notify(notice.press(Action::NextStep, "skip it"), now);
        }
    }

    fn stop_key(&mut self, hit: KeyMatch, chosen: usize, now: Now) -> Vec<Effect> {
        let Some(playing) = self.moving.playing_mut() else {
            return Vec::new();
        };
        match (hit.action, chosen) {
            (Action::Up, _) => {
                playing.asking = playing
                    .asking
                    .map(|asking| asking.choosing(chosen.saturating_sub(1)));
            }
            (Action::Down, _) => {
                playing.asking = playing.asking.map(|asking| asking.choosing(chosen + 1));
            }
            (Action::Accept, 0) => {
                let running = playing.running.clone();
                // Whoever stops because of a sign gets something easier next time, unless another answer is given after.
                let by_sign = matches!(playing.asking, Some(Asking::Signs(_)));
                return self.finish(&running, by_sign.then_some(Felt::TooHard), now);
            }
            (Action::Back, _) | (Action::Accept, 1) => playing.asking = None,
            (Action::Discard | Action::Accept, _) => {
                self.moving.leave_session();
                self.notify("Not kept.", now);
                return vec![Effect::Forget];
            }
            _ => {}
        }
        Vec::new()
    }

    fn away_key(
        &mut self,
        hit: KeyMatch,
        silence: Duration,
        chosen: usize,
        now: Now,
    ) -> Vec<Effect> {
        let Some(playing) = self.moving.playing_mut() else {
            return Vec::new();
        };
        match (hit.action, chosen) {
            (Action::Up, _) => {
                playing.asking = playing
                    .asking
                    .map(|asking| asking.choosing(chosen.saturating_sub(1)));
            }
            (Action::Down, _) => {
                playing.asking = playing.asking.map(|asking| asking.choosing(chosen + 1));
            }
            (Action::Accept, 0) => {
                playing.asking = None;
                let cues = playing.running.player.advance(silence);
                return self.cued(&cues, false, false, now);
            }
            (Action::Back, _) | (Action::Accept, 1) => playing.asking = None,
            (Action::Accept, _) => {
                let running = playing.running.clone();
                return self.finish(&running, None, now);
            }
            _ => {}
        }
        Vec::new()
    }
}

/// The cues for the ear, and for a hidden window: the latest one alone when several fell together.
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
            let shown = open.then(|| Effect::Notify(format!("{title}: half-way.")));
            [Effect::Tone, Effect::Say(HALF.to_owned())]
                .into_iter()
                .chain(shown)
                .collect()
        }
        Cue::Target => vec![
            Effect::Tone,
            Effect::Say("That was the aim. It goes on until you stop.".to_owned()),
            Effect::Notify(format!(
                "{title}: that was the aim. It goes on until you stop."
            )),
        ],
        Cue::Done => vec![
            Effect::Tone,
            Effect::Say("Done. How is your mood now?".to_owned()),
            Effect::Notify(format!("{title}: done. How is your mood now?")),
        ],
        Cue::Countdown(_) => Vec::new(),
    }
}

/// Whether the whole of it was done: it ran to its end, and most of it was not skipped.
pub(super) fn is_complete(running: &Running) -> bool {
    let player = &running.player;
    let planned = u64::from(player.planned_seconds());
    let open = player.steps().iter().any(|step| step.work == Work::Open);
    let over = player.is_finished()
        || open && player.step_left().is_zero() && player.upcoming().is_empty();
    over && player.active().as_secs() * 2 >= planned
}
