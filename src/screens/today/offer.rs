//! The one quiet offer on Today: at most one at a time, accepted with one key, put off with another.

use crate::coach::letter::{Period, unread};
use crate::coach::pacing::setback;
use crate::coach::plan::{Plan, first_aim, is_review_due, plenty};
use crate::coach::{
    HardDay, Limits, QuietDay, hard_day, hides_numbers, is_hard_stretch, quiet_day,
};
use crate::content::about::{ASKED, MINUTES};
use crate::content::questionnaires::DAYS_APART;
use crate::domain::{Day, Experiment, Instrument, Stage};
use crate::keys::Tab;
use crate::screens::draft::{Form, offered_draft};
use crate::screens::effect::Effect;
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response};

/// An offer on Today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Today is a hard day: keeps someone to talk to visible.
    Line,
    /// Two weeks of very low mood: someone to talk to.
    Stretch,
    /// Six weeks and a dozen sessions without a gain.
    NoGain,
    /// Unsaved input in a form that is not visible.
    Draft(Form),
    /// Back after a week or more; contains the last day with any record.
    Welcome(Day),
    /// Two days of lower energy after effort, for people who pace themselves; contains the day of the effort.
    Pace(Day),
    /// Today's coin of the current experiment.
    Coin,
    /// An experiment reached its planned end and its result has not been viewed.
    Answer,
    /// The questions asked on first use.
    About,
    /// Two weeks since a questionnaire, or never answered; only if the person asked for it.
    Questionnaire(Instrument),
    /// A week of the plan has passed.
    Review,
    /// A week or month is over, and its letter was not read yet.
    Letter(Period),
    /// A first goal in minutes per week, based on the person's current amount.
    Plan(u32),
    /// The safety questions, without which this activity of the person's own isn't suggested.
    Readiness(String),
}

/// The name of the safety questions in the settings.
const READINESS_NAME: &str = "safety-questions";
/// Days without any record before a welcome back.
const GAP: i64 = 7;
/// Days with records after which the first-use questions are no longer offered.
const NEW: i64 = 7;
/// Days that an unviewed result is offered.
const FRESH: i64 = 14;
/// Days between two messages about a hard stretch.
const STRETCH: i64 = 7;
/// Days between two messages about no gain: six weeks.
const NO_GAIN: i64 = 42;
/// Days that "not now" applies to the safety questions.
const READINESS: i64 = 30;
/// Days that "not now" applies to the warning after effort: by then it is over.
const PACE: i64 = 3;
/// Days that "not now" applies to a questionnaire.
const LATER: i64 = 7;
/// Days that "not now" applies to a letter: until the next one.
const LETTER_LATER: i64 = 7;

impl Offer {
    /// The offer due now, if any.
    pub fn due(shared: &Shared) -> Option<Self> {
        let (journal, today) = (&shared.journal, shared.day);
        let day_of = |key: &str| day_in(shared, key);
        let put_off = |name: &str, days: i64| is_put_off(shared, name, days);
        let coin = coins(shared)
            .next()
            .filter(|_| !put_off("coin", 1))
            .map(|_| Offer::Coin);
        let draft = offered_draft(shared)
            .filter(|_| !put_off("draft", 1))
            .map(Offer::Draft);
        // Shown on one day and not again for a while, whether or not it was answered.
        let is_time = |name: &str, days: i64| {
            day_of(&said_key(name)).is_none_or(|said| said == today || today.since(said) >= days)
                && !put_off(name, days)
        };
        let hard = hard_day(journal, today);
        let line_first = matches!(hard, Some(HardDay::ItemNine | HardDay::Score));
        if !line_first && is_time("stretch", STRETCH) && is_hard_stretch(journal, today) {
            return Some(Offer::Stretch);
        }
        if hard.is_some() {
            let line = (!put_off("line", 1)).then_some(Offer::Line);
            return line.or(draft).or(coin);
        }
        if matches!(quiet_day(journal, today), Some(QuietDay::Off(_))) {
            return draft.or(coin);
        }
        if draft.is_some() {
            return draft;
        }
        if let Some(last) = last_day_before_today(shared)
            && today.since(last) > GAP
            && journal.check_ins_on(today).is_empty()
            && !put_off("welcome", 1)
        {
            return Some(Offer::Welcome(last));
        }
        if let Some(day) = setback(journal, today).filter(|_| !put_off("pace", PACE)) {
            return Some(Offer::Pace(day));
        }
        if coin.is_some() {
            return coin;
        }
        if shared.no_gain.is_some() && is_time("no-gain", NO_GAIN) {
            return Some(Offer::NoGain);
        }
        let ended = |trial: &Experiment| {
            trial.stage(today) == Stage::Ended
                && today.since(trial.end()) < FRESH
                && !put_off("answer", FRESH)
        };
        if journal.experiments().last().is_some_and(ended) {
            return Some(Offer::Answer);
        }
        let first = journal.span().map_or(today, |(first, _)| first);
        let is_new = today.since(first) < NEW && shared.last_before.is_none();
        if is_new && journal.setting(ASKED).is_none() && journal.setting(MINUTES).is_none() {
            return Some(Offer::About);
        }
        let due = |instrument: &Instrument| {
            let latest = journal.assessments_of(*instrument).next_back();
            shared.is_offered(*instrument)
                && !put_off(instrument.key(), LATER)
                && latest.is_none_or(|record| today.since(record.day) >= i64::from(DAYS_APART))
        };
        if let Some(instrument) = Instrument::ALL.into_iter().find(due) {
            return Some(Offer::Questionnaire(instrument));
        }
        if is_review_due(journal, today, shared.settings.units().week) && !put_off("review", 1) {
            return Some(Offer::Review);
        }
        // A plan is offered once, after the first session; not if the person already moves plenty or feels worse with
        // goals.
        let open = !hides_numbers(journal)
            && plenty(journal, today).is_none()
            && Plan::of(journal).is_none()
            && journal.setting(&put_off_key("plan")).is_none();
        let now = journal.setting(MINUTES).and_then(|text| text.parse().ok());
        let first_goal = now
            .filter(|_| open && !journal.sessions().is_empty())
            .map(|now| Offer::Plan(first_aim(now, Limits::of(journal))));
        // A letter says how other days were, so it waits until today is rated.
        let letter = || {
            let is_rated = !journal.check_ins_on(today).is_empty();
            let unread = unread(journal, today, shared.settings.units().week);
            let (period, _) = unread.filter(|_| is_rated && !put_off("letter", LETTER_LATER))?;
            Some(Offer::Letter(period))
        };
        first_goal.or_else(letter)
    }

    /// The safety questions, if the activity with this title waits for them.
    pub fn readiness(waits: Option<&str>, shared: &Shared) -> Option<Self> {
        let title = waits.filter(|_| !is_put_off(shared, READINESS_NAME, READINESS))?;
        Some(Self::Readiness(title.to_owned()))
    }

    /// The name in the settings that record when it was shown or put off.
    const fn name(&self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Stretch => "stretch",
            Self::NoGain => "no-gain",
            Self::Draft(_) => "draft",
            Self::Welcome(_) => "welcome",
            Self::Pace(_) => "pace",
            Self::Coin => "coin",
            Self::Answer => "answer",
            Self::About => "about",
            Self::Questionnaire(instrument) => instrument.key(),
            Self::Review => "review",
            Self::Letter(_) => "letter",
            Self::Plan(_) => "plan",
            Self::Readiness(_) => READINESS_NAME,
        }
    }

    /// The response to accepting it; none for a welcome, which is about the suggestion.
    pub fn take_up(&self, shared: &Shared) -> Response {
        let destination = match self {
            Self::Line | Self::Stretch => Destination::Support,
            Self::NoGain => Destination::Tab(Tab::Move),
            Self::Draft(form) => Destination::Draft(form.clone()),
            Self::Pace(_) => Destination::DayOff,
            Self::Coin => Destination::Experiment(None),
            Self::Answer => Destination::ExperimentAnswer,
            Self::About => Destination::About,
            Self::Questionnaire(instrument) => Destination::Questionnaire(*instrument),
            Self::Review => Destination::WeeklyReview,
            Self::Letter(_) => Destination::Letter,
            Self::Plan(_) => Destination::Plan,
            Self::Readiness(_) => Destination::SafetyQuestions,
            Self::Welcome(_) => return Response::none(),
        };
        let response = Response::open(destination);
        // These are not offered again, whatever follows.
        match self {
            Self::NoGain | Self::Answer | Self::Plan(_) => {
                response.and_effect(self.put_off(shared))
            }
            _ => response,
        }
    }

    /// Stores that it was put off today.
    pub fn put_off(&self, shared: &Shared) -> Effect {
        let key = match self {
            Self::About => ASKED.to_owned(),
            _ => put_off_key(self.name()),
        };
        Effect::Remember(key, shared.day.to_string())
    }

    /// Stores that it was shown today, for offers that then pause for a while; `None` if already stored.
    pub fn said(&self, shared: &Shared) -> Option<Effect> {
        if !matches!(self, Self::Stretch | Self::NoGain) {
            return None;
        }
        let (key, today) = (said_key(self.name()), shared.day.to_string());
        let is_new = shared.journal.setting(&key) != Some(&today);
        is_new.then_some(Effect::Remember(key, today))
    }
}

/// The experiments with a coin for today: one, unless a sync merged several.
pub fn coins(shared: &Shared) -> impl Iterator<Item = &Experiment> {
    let running = shared.journal.running_experiments(shared.day);
    running.filter(|running| running.coin(shared.day).is_some())
}

/// The latest day before today with any record, including records not loaded.
fn last_day_before_today(shared: &Shared) -> Option<Day> {
    let (journal, today) = (&shared.journal, shared.day);
    let check_ins = journal.check_ins().iter().map(|record| record.day);
    let sessions = journal.sessions().iter().map(|record| record.day);
    let check_in = check_ins.rev().find(|day| *day < today);
    let session = sessions.rev().find(|day| *day < today);
    check_in.max(session).max(shared.last_before)
}

/// The day stored under the setting `key`.
fn day_in(shared: &Shared, key: &str) -> Option<Day> {
    let date = shared.journal.setting(key)?.parse().ok()?;
    Some(Day::from_date(date))
}

/// Whether the offer with this name was put off less than so many days ago.
fn is_put_off(shared: &Shared, name: &str, days: i64) -> bool {
    day_in(shared, &put_off_key(name)).is_some_and(|day| shared.day.since(day) < days)
}

fn said_key(name: &str) -> String {
    format!("told:{name}")
}

fn put_off_key(name: &str) -> String {
    format!("later:{name}")
}
