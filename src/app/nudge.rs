//! The one quiet offer on Today: at most one at a time, taken up with a key, put off with another.

use crate::app::care::Care;
use crate::app::choosing::{ASKED, Choosing, Topic};
use crate::app::support::Support;
use crate::app::{App, Effect, Overlay, Tab};
use crate::coach::plan::{Plan, first_aim, is_review_due};
use crate::content::about::MINUTES;
use crate::content::questionnaires::DAYS_APART;
use crate::domain::{Day, Experiment, Instrument, Now, Stage};

/// An offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// The PHQ-9's ninth item was above 0 today: somebody to talk with stays in sight.
    Line,
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
        if self.is_hard_day() && !put_off("line", 1) {
            return Some(Nudge::Line);
        }
        if let Some(last) = self.last_day_before_today()
            && today.since(last) > GAP
            && self.journal.check_ins_on(today).is_empty()
            && !put_off("welcome", 1)
        {
            return Some(Nudge::Welcome(last));
        }
        if let Some(open) = self.journal.open_experiment(today)
            && open.coin(today).is_some()
            && !put_off("coin", 1)
        {
            return Some(Nudge::Coin);
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
        // A plan is spoken of once something was done, and once alone.
        let open = Plan::of(&self.journal).is_none()
            && self.journal.setting(&put_off_key("plan")).is_none();
        let now = self
            .journal
            .setting(MINUTES)
            .and_then(|text| text.parse().ok());
        now.filter(|_| open && !self.journal.sessions().is_empty())
            .map(|now| Nudge::Plan(first_aim(now)))
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
    pub const fn know_last_day(&mut self, day: Option<Day>) {
        self.last_before = day;
    }

    pub(super) fn take_up(&mut self, now: Now) -> Vec<Effect> {
        match self.nudge() {
            Some(Nudge::Line) => self.overlays.push(Overlay::Support(Support::default())),
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
            Some(Nudge::Welcome(_)) => return self.start_suggestion(true, now),
            None => {}
        }
        Vec::new()
    }

    pub(super) fn put_off(&mut self) -> Vec<Effect> {
        let today = self.day.to_string();
        let effect = match self.nudge() {
            Some(Nudge::Line) => self.remember(&put_off_key("line"), &today),
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

fn put_off_key(name: &str) -> String {
    format!("later:{name}")
}
