//! The one quiet offer on Today: at most one at a time, taken up with a key, put off with another.

use crate::app::care::Care;
use crate::app::choosing::{ASKED, Choosing, Topic};
use crate::app::support::Support;
use crate::app::{App, Effect, Overlay, Tab};
use crate::coach::plan::{Plan, first_aim, is_review_due, plenty};
use crate::coach::{
    HardDay, Limits, QuietDay, hard_day, hides_numbers, is_hard_stretch, no_gain, quiet_day,
};
use crate::content::about::MINUTES;
use crate::content::questionnaires::DAYS_APART;
use crate::domain::{Day, Experiment, Instrument, Now, Stage};

/// An offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// It is a hard day: somebody to talk with stays in sight.
    Line,
    /// Two weeks of very low mood: somebody to talk to.
    Stretch,
    /// Six weeks and a dozen sessions without a gain.
    NoGain,
    /// Something was typed and isn't saved, in a form that is not in sight.
    Draft,
    /// Back after a week or more; the last day with any record.
    Welcome(Day),
    /// The coin of the experiment under way, for today.
    Coin,
    /// An experiment came to its planned end; its answer has not been looked at.
    Answer,
    /// The four first questions.
    About,
    /// Two weeks since a questionnaire, or never answered; only where that was asked for.
    Questionnaire(Instrument),
    /// A week of the plan has gone by.
    Review,
    /// A first aim, in minutes a week, from what the person said they do now.
    Plan(u32),
}

/// Days without any record after which someone is welcomed back.
const GAP: i64 = 7;
/// Days of records after which the first questions are no longer offered by themselves.
const NEW: i64 = 7;
/// Days for which an answer that was not looked at yet is offered.
const FRESH: i64 = 14;
/// Days from one word on a hard stretch to the next.
const STRETCH: i64 = 7;
/// Days from one word on no gain to the next: six weeks.
const NO_GAIN: i64 = 42;
/// Days for which "not now" holds for a questionnaire.
const LATER: i64 = 7;

impl App {
    /// The offer for now, if there is one.
    pub fn nudge(&self) -> Option<Nudge> {
        if self.today.day != self.day || self.today.draft.editing.is_some() {
            return None;
        }
        let today = self.day;
        let put_off = |name: &str, days: i64| {
            let until = self
                .journal
                .setting(&put_off_key(name))
                .and_then(|text| text.parse().ok())
                .map(Day::from_date);
            until.is_some_and(|day| today.since(day) < days)
        };
        let coin = self
            .coins()
            .next()
            .filter(|_| !put_off("coin", 1))
            .map(|_| Nudge::Coin);
        let draft = self
            .offered_draft()
            .filter(|_| !put_off("draft", 1))
            .map(|_| Nudge::Draft);
        // Said on one day, and not again for a while, whether or not it was answered.
        let is_time = |name: &str, days: i64| {
            let told = self
                .journal
                .setting(&told_key(name))
                .and_then(|text| text.parse().ok())
                .map(Day::from_date);
            told.is_none_or(|told| told == today || today.since(told) >= days)
                && !put_off(name, days)
        };
        let hard = hard_day(&self.journal, today);
        let line_first = matches!(hard, Some(HardDay::ItemNine | HardDay::Score));
        if !line_first && is_time("stretch", STRETCH) && is_hard_stretch(&self.journal, today) {
            return Some(Nudge::Stretch);
        }
        if hard.is_some() {
            let line = (!put_off("line", 1)).then_some(Nudge::Line);
            return line.or(draft).or(coin);
        }
        if matches!(quiet_day(&self.journal, today), Some(QuietDay::Off(_))) {
            return draft.or(coin);
        }
        if draft.is_some() {
            return draft;
        }
        if let Some(last) = self.last_day_before_today()
            && today.since(last) > GAP
            && self.journal.check_ins_on(today).is_empty()
            && !put_off("welcome", 1)
        {
            return Some(Nudge::Welcome(last));
        }
        if coin.is_some() {
            return coin;
        }
        if self.no_gain.is_some() && is_time("no-gain", NO_GAIN) {
            return Some(Nudge::NoGain);
        }
        let ended = |trial: &Experiment| {
            trial.stage(today) == Stage::Ended
                && today.since(trial.end()) < FRESH
                && !put_off("answer", FRESH)
        };
        if self.journal.experiments().last().is_some_and(ended) {
            return Some(Nudge::Answer);
        }
        let first = self.journal.span().map_or(today, |(first, _)| first);
        let is_new = today.since(first) < NEW && self.last_before.is_none();
        if is_new
            && self.journal.setting(ASKED).is_none()
            && self.journal.setting(MINUTES).is_none()
        {
            return Some(Nudge::About);
        }
        let due = |instrument: &Instrument| {
            let latest = self.journal.assessments_of(*instrument).next_back();
            self.is_offered(*instrument)
                && !put_off(instrument.key(), LATER)
                && latest.is_none_or(|record| today.since(record.day) >= i64::from(DAYS_APART))
        };
        if let Some(instrument) = Instrument::ALL.into_iter().find(due) {
            return Some(Nudge::Questionnaire(instrument));
        }
        if is_review_due(&self.journal, today) && !put_off("review", 1) {
            return Some(Nudge::Review);
        }
        // A plan is spoken of once something was done, and once alone; not where there is plenty already, nor where
        // goals make things worse.
        let open = !hides_numbers(&self.journal)
            && plenty(&self.journal, today).is_none()
            && Plan::of(&self.journal).is_none()
            && self.journal.setting(&put_off_key("plan")).is_none();
        let now = self
            .journal
            .setting(MINUTES)
            .and_then(|text| text.parse().ok());
        now.filter(|_| open && !self.journal.sessions().is_empty())
            .map(|now| Nudge::Plan(first_aim(now, Limits::of(&self.journal))))
    }

    /// Looks once a day whether six weeks of sessions came without a gain, where it is time to say so.
    pub(super) fn look_for_gain(&mut self) {
        let is_known = self.year_tried || self.load_the_year().is_none();
        if is_known && self.gain_asked != Some(self.day) {
            self.gain_asked = Some(self.day);
            self.shared.no_gain = no_gain(&self.shared.journal, self.shared.day);
        }
    }

    /// What is said where six weeks of sessions came without a gain.
    pub fn told_no_gain(&self) -> Option<&str> {
        self.no_gain.as_deref()
    }

    /// Remembers that a word was said that is not said again for a while.
    pub(super) fn remember_told(&mut self) -> Option<Effect> {
        if self.tab != Tab::Today || !self.overlays.is_empty() {
            return None;
        }
        let key = match self.nudge()? {
            Nudge::Stretch => told_key("stretch"),
            Nudge::NoGain => told_key("no-gain"),
            _ => return None,
        };
        let today = self.day.to_string();
        (self.journal.setting(&key) != Some(&today)).then(|| self.remember(&key, &today))
    }

    /// Whether today is a hard day: nothing demanding is offered then.
    pub fn is_hard_day(&self) -> bool {
        hard_day(&self.journal, self.day).is_some()
    }

    /// The experiments with a coin for today: one, but for what a sync brought together.
    pub fn coins(&self) -> impl Iterator<Item = &Experiment> {
        self.journal
            .running_experiments(self.day)
            .filter(|running| running.coin(self.day).is_some())
    }

    /// The latest day before today with any record, those included that are not loaded.
    fn last_day_before_today(&self) -> Option<Day> {
        let yesterday = self.day.plus(-1);
        let check_in = self
            .journal
            .check_ins()
            .iter()
            .rev()
            .map(|record| record.day)
            .find(|day| *day <= yesterday);
        let session = self
            .journal
            .sessions()
            .iter()
            .rev()
            .map(|record| record.day)
            .find(|day| *day <= yesterday);
        check_in.max(session).max(self.last_before)
    }

    /// Tells the latest day with a record among those that are not loaded.
    pub fn know_last_day(&mut self, day: Option<Day>) {
        self.shared.last_before = day;
    }

    pub(super) fn take_up(&mut self, now: Now) -> Vec<Effect> {
        match self.nudge() {
            Some(Nudge::Line | Nudge::Stretch) => {
                self.overlays.push(Overlay::Support(Support::default()));
            }
            Some(Nudge::NoGain) => {
                let mut effects =
                    vec![self.remember(&put_off_key("no-gain"), &self.day.to_string())];
                effects.extend(self.go_to(Tab::Move));
                return effects;
            }
            Some(Nudge::Draft) => {
                if let Some(form) = self.offered_draft() {
                    return self.open_draft(&form, now);
                }
            }
            Some(Nudge::Coin) => self.open_experiment(),
            Some(Nudge::Answer) => {
                self.insights.show_experiment();
                let mut effects =
                    vec![self.remember(&put_off_key("answer"), &self.day.to_string())];
                effects.extend(self.go_to(Tab::Insights));
                return effects;
            }
            Some(Nudge::About) => self.open_about(false),
            Some(Nudge::Questionnaire(instrument)) => {
                self.open_care(Care::Asking(self.begin_asking(instrument)));
            }
            Some(Nudge::Review) => {
                self.open_care(Care::Choosing(Box::new(Choosing::new(Topic::Review))));
            }
            Some(Nudge::Plan(_)) => {
                self.open_care(Care::Choosing(Box::new(Choosing::new(Topic::Plan))));
                return vec![self.remember(&put_off_key("plan"), &self.day.to_string())];
            }
            Some(Nudge::Welcome(_)) => return self.start_suggestion(true),
            None => {}
        }
        Vec::new()
    }

    pub(super) fn put_off(&mut self) -> Vec<Effect> {
        let today = self.day.to_string();
        let effect = match self.nudge() {
            Some(Nudge::Line) => self.remember(&put_off_key("line"), &today),
            Some(Nudge::Stretch) => self.remember(&put_off_key("stretch"), &today),
            Some(Nudge::NoGain) => self.remember(&put_off_key("no-gain"), &today),
            Some(Nudge::Draft) => self.remember(&put_off_key("draft"), &today),
            Some(Nudge::About) => self.remember(ASKED, &today),
            Some(Nudge::Welcome(_)) => self.remember(&put_off_key("welcome"), &today),
            Some(Nudge::Questionnaire(instrument)) => {
                self.remember(&put_off_key(instrument.key()), &today)
            }
            Some(Nudge::Review) => self.remember(&put_off_key("review"), &today),
            Some(Nudge::Coin) => self.remember(&put_off_key("coin"), &today),
            Some(Nudge::Answer) => self.remember(&put_off_key("answer"), &today),
            Some(Nudge::Plan(_)) => self.remember(&put_off_key("plan"), &today),
            None => return Vec::new(),
        };
        vec![effect]
    }
}

fn told_key(name: &str) -> String {
    format!("told:{name}")
}

fn put_off_key(name: &str) -> String {
    format!("later:{name}")
}
