//! Drafts: input typed into a form but not saved.
//!
//! Every form reports how its answers differ from the stored ones. Those answers are stored shortly after the last key,
//! and whenever the form, tab or program is left for any reason, so that even a kill loses at most the last half second
//! of typing. A draft belongs to its form and its day or record. It reappears when that form is opened, until it is
//! saved, discarded or two weeks old. Today offers the drafts that are not visible elsewhere.
//!
//! Drafts are settings under `draft:` and stay local: they are excluded from exports, merges, sync and undo. Saving a
//! form deletes its draft in the same transaction. A backup copies the whole file, so it includes drafts, and restoring
//! it brings back the drafts it contains.

use crate::domain::{Change, Day, Journal, Moment, Now};
use crate::keys::Action;
use crate::screens::draft::{DRAFTS, Form, Kept};
use crate::screens::effect::Effect;
use crate::screens::notice::Notice;
use crate::screens::shared::Shared;
use std::collections::BTreeMap;
use std::time::Duration;

/// Idle time after the last key before a draft is stored.
const QUIET: Duration = Duration::from_millis(500);
/// Maximum time before a draft is stored during continuous typing.
const LONGEST: Duration = Duration::from_secs(2);
/// Delay before retrying a failed write.
const AGAIN: Duration = Duration::from_secs(10);
/// Days after which a draft is deleted.
const DAYS: i64 = 14;

/// State of the open forms.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// The answers in each open form as last seen.
    seen: BTreeMap<Form, String>,
    /// Forms with answers not yet stored.
    waiting: BTreeMap<Form, Waiting>,
    /// The form being saved.
    saving: Option<Form>,
    /// The form and answers that an attempt to leave was last reported for; leaving again with the same answers
    /// succeeds.
    left: Option<(Form, String)>,
    /// The last reported reason for a failed write.
    failed: Option<String>,
    /// The answers discarded last.
    discarded: Option<(Form, String)>,
}

/// When answers started waiting to be stored, as uptime.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    first: Duration,
    latest: Duration,
    /// Whether a write failed and was reported.
    failed: bool,
}

impl Waiting {
    fn due(self) -> Duration {
        if self.failed {
            self.latest + AGAIN
        } else {
            (self.latest + QUIET).min(self.first + LONGEST)
        }
    }
}

impl Drafts {
    fn wait(&mut self, form: Form, now: Duration) {
        let waiting = self.waiting.entry(form).or_insert(Waiting {
            first: now,
            latest: now,
            failed: false,
        });
        waiting.latest = now;
    }

    /// When the next draft is due to be stored, as uptime.
    fn due(&self) -> Option<Duration> {
        self.waiting.values().map(|waiting| waiting.due()).min()
    }

    /// Compares the `open` forms and their answers with the last look: changed answers wait to be stored, answers of
    /// closed forms are stored immediately.
    pub(super) fn watch(&mut self, open: Vec<(Form, String)>, shared: &mut Shared) -> Vec<Effect> {
        let is_closed = |form: &Form| {
            !open.iter().any(|(other, _)| other == form) && self.saving.as_ref() != Some(form)
        };
        let closed = self.seen.keys().filter(|form| is_closed(form));
        let closed: Vec<Form> = closed.cloned().collect();
        let mut effects = Vec::new();
        for form in closed {
            effects.extend(self.keep(&form, shared));
            self.seen.remove(&form);
        }
        for (form, answers) in open {
            let before = match self.seen.get(&form) {
                Some(before) => before,
                None => Kept::of(&shared.journal, &form).map_or("", |kept| kept.answers),
            };
            if *before != answers {
                self.wait(form.clone(), shared.now.uptime);
            }
            self.seen.insert(form, answers);
        }
        effects
    }

    fn keep(&mut self, form: &Form, shared: &mut Shared) -> Option<Effect> {
        self.waiting.remove(form)?;
        let key = form.key();
        let answers = self.seen.get(form).map_or("", String::as_str);
        if answers.is_empty() && shared.journal.setting(&key).is_none() {
            return None;
        }
        let text = dated(answers, shared.now);
        Some(shared.remember(&key, &text))
    }

    /// Stores all waiting drafts.
    pub(super) fn keep_all(&mut self, shared: &mut Shared) -> Vec<Effect> {
        let forms: Vec<Form> = self.waiting.keys().cloned().collect();
        let effects = forms.iter().filter_map(|form| self.keep(form, shared));
        effects.collect()
    }

    /// Stores waiting drafts once they are due.
    pub(super) fn keep_due(&mut self, shared: &mut Shared) -> Vec<Effect> {
        if self.due().is_some_and(|due| due <= shared.now.uptime) {
            self.keep_all(shared)
        } else {
            Vec::new()
        }
    }

    /// Time until the next draft must be stored.
    pub(super) fn deadline(&self, now: Now) -> Option<Duration> {
        self.due().map(|due| due.saturating_sub(now.uptime))
    }

    /// Schedules a retry after a failed write. Returns the reason once, if there is `room` to show it.
    pub(super) fn failed(
        &mut self,
        key: &str,
        reason: String,
        room: bool,
        shared: &mut Shared,
    ) -> Option<String> {
        shared.journal.note(key, "");
        let now = shared.now.uptime;
        let failed = Waiting {
            first: now,
            latest: now,
            failed: true,
        };
        self.waiting.insert(Form::of_key(key)?, failed);
        if !room || self.failed.as_ref() == Some(&reason) {
            return None;
        }
        self.failed = Some(reason);
        self.failed.clone()
    }

    /// Saves a form's change and deletes its draft in one transaction.
    pub(super) fn save(&mut self, form: Form, change: Change, journal: &Journal) -> Effect {
        let key = form.key();
        self.saving = Some(form);
        Effect::Apply(if journal.setting(&key).is_some() {
            Change::Several(vec![change, Change::DropDraft(key)])
        } else {
            change
        })
    }

    /// Handles the result of a save; if it failed, the draft stays.
    pub(super) fn saved(&mut self, is_stored: bool) {
        if let Some(form) = self.saving.take().filter(|_| is_stored) {
            self.seen.remove(&form);
            self.waiting.remove(&form);
            self.left = None;
        }
    }

    /// Handles leaving a form with unsaved answers: the first attempt keeps it open. Returns whether to leave now, and
    /// the notice to show.
    pub(super) fn leave(&mut self, form: Form, answers: String, shared: &Shared) -> (bool, Notice) {
        let left = Some((form, answers));
        if self.left == left {
            self.left = None;
            return (true, Notice::said("Saved as a draft."));
        }
        self.left = left;
        let saves = [Action::Save, Action::Accept];
        let save = saves
            .into_iter()
            .find(|save| !shared.key_here(*save).is_empty());
        let unsaved = Notice::said("Your answers aren't saved yet.")
            .press(save.unwrap_or(Action::Save), "save")
            .press(Action::Back, "keep a draft");
        (false, unsaved)
    }

    /// Discards the answers of `form`, or restores those discarded last. Returns the notice to show, or nothing if
    /// there are no answers.
    pub(super) fn discard(
        &mut self,
        form: &Form,
        answers: String,
        shared: &mut Shared,
    ) -> Option<(Notice, Effect)> {
        let (notice, answers) = if answers.is_empty() {
            let (_, back) = self.discarded.take_if(|(of, _)| of == form)?;
            (Notice::said("Your answers are back."), back)
        } else {
            self.discarded = Some((form.clone(), answers));
            let notice = Notice::said("Discarded.").press(Action::Discard, "restore");
            (notice, String::new())
        };
        self.seen.remove(form);
        self.waiting.remove(form);
        let text = dated(&answers, shared.now);
        Some((notice, shared.remember(&form.key(), &text)))
    }
}

/// The notice that a form was filled from a draft.
pub(super) fn told(at: Moment, shared: &Shared) -> Notice {
    let draft = Notice::said(format!("Draft from {}.", shared.draft_time(at)));
    draft.press(Action::Discard, "discard")
}

/// Deletes expired drafts except those of `open` forms, with a notice. Drafts expire after two weeks; those of a
/// questionnaire, which asks about the preceding days, on the next day.
pub(super) fn delete_old(
    open: &[(Form, String)],
    shared: &mut Shared,
) -> (Option<String>, Vec<Effect>) {
    let start = shared.settings.day_start();
    let mut old: Vec<(Day, Form)> = Vec::new();
    for (key, text) in shared.journal.settings_from(DRAFTS) {
        let (Some(form), Some(at)) = (Form::of_key(key), Kept::read(text).at) else {
            continue;
        };
        let day = Day::of(at.naive_local(), start);
        let most = if matches!(form, Form::Questionnaire(_)) {
            0
        } else {
            DAYS
        };
        if shared.day.since(day) > most && !open.iter().any(|(other, _)| *other == form) {
            old.push((day, form));
        }
    }
    let said = old.first().map(|(day, form)| {
        let date = day.date().format("%B %-d");
        match form {
            Form::Questionnaire(instrument) => format!(
                "The {} draft from {date} was deleted. It covers the two weeks before it.",
                instrument.name()
            ),
            _ => {
                format!("A draft from {date} was deleted. It was more than two weeks old.")
            }
        }
    });
    let effects = old.iter().map(|(_, form)| shared.remember(&form.key(), ""));
    (said, effects.collect())
}

fn dated(answers: &str, now: Now) -> String {
    if answers.is_empty() {
        return String::new();
    }
    let at = now.wall.to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    format!("{at} {answers}")
}
