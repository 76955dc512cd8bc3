//! Why this routine was suggested: a sentence, and the records it is based on.

use super::Today;
use super::own_activities::sessions;
use crate::coach::learned::Learned;
use crate::content::marks::Mark;
use crate::domain::{Id, Question, Routine, is_sitting};
use crate::stats::constants::WINDOW;
use crate::stats::sentences;
use crate::stats::suggestion::Scored;

/// Number of recent sessions checked for repetition of the same activity.
const LATELY: usize = 6;

/// Why a routine is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The sentence.
    pub text: String,
    /// The records that support it; empty if it says nothing about the past.
    pub records: Vec<Id>,
}

impl Reason {
    fn plain(text: impl Into<String>) -> Self {
        Self::resting_on(text, [])
    }

    pub(super) fn resting_on(
        text: impl Into<String>,
        records: impl IntoIterator<Item = Id>,
    ) -> Self {
        Self {
            text: text.into(),
            records: records.into_iter().collect(),
        }
    }

    /// The sentence to show if numbers are hidden; a generic one if the reason contains digits.
    pub fn in_words(&self) -> &str {
        if self.text.contains(|letter: char| letter.is_ascii_digit()) {
            "One small thing. Stop whenever you like."
        } else {
            &self.text
        }
    }
}

impl Today<'_> {
    /// Why `routine` is suggested, out of those that were `scored`.
    pub(super) fn reason(
        &self,
        routine: &Routine,
        scored: &[Scored],
        learned: &Learned<'_>,
    ) -> Reason {
        if self.is_hard {
            return Reason::plain("Small and gentle, or nothing at all.");
        }
        if self.first_time && routine.is_tiny() {
            return Reason::plain("The smallest one. Stop whenever you like.");
        }
        if self.now.gentle_and_short {
            return Reason::plain("Two minutes count.");
        }
        if self
            .coin
            .is_some_and(|coin| routine.activity == coin || routine.id == coin)
        {
            let running = self.journal.running_experiments(self.day);
            let ids = running.map(|experiment| experiment.id);
            return Reason::resting_on("Today's coin picked this.", ids);
        }
        if let Some(reason) = self.last.reason(routine, self.now.limits) {
            return reason;
        }
        if self.back && routine.is_tiny() {
            return Reason::plain("A small one to start back with.");
        }
        if self.is_low() {
            let rated = self.rated(Question::Energy);
            return Reason::resting_on("Your energy is low, so something short and easy.", rated);
        }
        if self.is_tense() && super::is_settling(routine) {
            let rated = self.rated(Question::Calm);
            return Reason::resting_on("You're tense, so something slow and steady.", rated);
        }
        if let Some(worn) = self.worn_off(routine, scored) {
            return worn;
        }
        if let Some(lift) = learned
            .lift(&routine.activity)
            .as_ref()
            .and_then(sentences::lift)
        {
            let sessions = self.journal.sessions_in(self.day.plus(-WINDOW), self.day);
            let pairs = sessions
                .iter()
                .filter(|session| session.activity == routine.activity && session.lift().is_some());
            return Reason::resting_on(lift, pairs.map(|session| session.id));
        }
        if let Some(minutes) = self.now.minutes {
            return Reason::plain(format!("Fits in {minutes} minutes."));
        }
        if !self.first_time && !learned.is_tried(&routine.activity) {
            return Reason::plain(format!("New to you. {}", routine.why));
        }
        if self.marks.for_routine(routine) == Some(Mark::Favorite) {
            return Reason::plain("One of your favorites.");
        }
        let yesterday = self.journal.sessions_on(self.day.plus(-1));
        let is_other = |activity: &str| activity != routine.activity;
        if !yesterday.is_empty() && yesterday.iter().all(|session| is_other(&session.activity)) {
            let ids = yesterday.iter().map(|session| session.id);
            return Reason::resting_on("A change from yesterday.", ids);
        }
        if Routine::own_id_activity(&routine.id).is_some() {
            let done = sessions(self.journal, self.day);
            let done = done.filter(|session| session.activity == routine.activity);
            let ids = done.map(|session| session.id);
            return Reason::resting_on("You've done this on your own lately.", ids);
        }
        Reason::plain(&*routine.why)
    }

    /// The reason if another routine would have been best had it not been repeated so often.
    fn worn_off(&self, routine: &Routine, scored: &[Scored]) -> Option<Reason> {
        let best = scored
            .iter()
            .max_by(|a, b| a.unworn.total_cmp(&b.unworn))
            .filter(|best| best.id != routine.id && best.unworn > best.score)?;
        let activity = self.activity_of(&best.id)?;
        let lately = self.journal.sessions_in(self.day.plus(-WINDOW), self.day);
        let moved = lately
            .iter()
            .rev()
            .filter(|session| !is_sitting(&session.activity));
        let lately = moved.take(LATELY);
        let same: Vec<Id> = lately
            .filter(|session| session.activity == activity)
            .map(|session| session.id)
            .collect();
        (!same.is_empty()).then(|| {
            Reason::resting_on(
                "Something else today: the same again has lifted you less lately.",
                same,
            )
        })
    }

    /// The day's latest check-in that answers `question`.
    fn rated(&self, question: Question) -> Option<Id> {
        let records = self.journal.check_ins_on(self.day).iter().rev();
        records
            .into_iter()
            .find(|record| record.ratings.get(question).is_some())
            .map(|record| record.id)
    }
}
