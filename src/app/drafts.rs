//! Drafts: what was typed into a form and isn't saved.
//!
//! Every form that takes answers says what in it differs from what is stored. That is kept a moment after the last key,
//! and whenever the form, the tab or the program is left, however it ends: nothing typed is lost but, to a kill, the last
//! half second. A draft belongs to its form and to its day or record, and is there again when that form is opened, until
//! it is saved, discarded or two weeks old. Today offers those that are not in sight.
//!
//! Drafts are settings under `draft:` that stay here: no export, merge or sync takes them along, and no step of undo
//! knows them. Saving a form drops its draft in the same transaction. A backup is a copy of the whole file, so it has
//! them too, and restoring it brings back those of its time.

use crate::domain::{Change, Day, Journal, Moment, Now};
use crate::keys::Action;
use crate::screens::draft::{DRAFTS, Form, Kept};
use crate::screens::effect::Effect;
use crate::screens::notice::Notice;
use crate::screens::shared::Shared;
use std::collections::BTreeMap;
use std::time::Duration;

/// A draft is kept when nothing was typed for so long.
const QUIET: Duration = Duration::from_millis(500);
/// Whoever types without a pause has a draft this old at most.
const LONGEST: Duration = Duration::from_secs(2);
/// What could not be kept is tried again after so long.
const AGAIN: Duration = Duration::from_secs(10);
/// A draft older than so many days is deleted.
const DAYS: i64 = 14;

/// What is known of the forms that are open.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    /// The answers in each open form, when last looked at.
    seen: BTreeMap<Form, String>,
    /// Forms whose answers are not kept yet.
    waiting: BTreeMap<Form, Waiting>,
    /// The form that is being saved.
    saving: Option<Form>,
    /// What leaving was said of: with the same answers, the next time it is done.
    left: Option<(Form, String)>,
    /// Why one could not be kept, once that was said.
    failed: Option<String>,
    /// What was discarded last.
    discarded: Option<(Form, String)>,
}

/// Since when answers are to be kept, as uptime.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    first: Duration,
    latest: Duration,
    /// It could not be done, and was said.
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

    /// When the next one has to be kept, as uptime.
    fn due(&self) -> Option<Duration> {
        self.waiting.values().map(|waiting| waiting.due()).min()
    }

    /// Looks at the forms that are `open` and what is in them: what changed waits to be kept, what was closed is kept at
    /// once.
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

    /// Keeps what waits, all of it.
    pub(super) fn keep_all(&mut self, shared: &mut Shared) -> Vec<Effect> {
        let forms: Vec<Form> = self.waiting.keys().cloned().collect();
        let effects = forms.iter().filter_map(|form| self.keep(form, shared));
        effects.collect()
    }

    /// Keeps what waits once it is due.
    pub(super) fn keep_due(&mut self, shared: &mut Shared) -> Vec<Effect> {
        if self.due().is_some_and(|due| due <= shared.now.uptime) {
            self.keep_all(shared)
        } else {
            Vec::new()
        }
    }

    /// How long until a draft has to be kept.
    pub(super) fn deadline(&self, now: Now) -> Option<Duration> {
        self.due().map(|due| due.saturating_sub(now.uptime))
    }

    /// A draft could not be kept: it is tried again. Returns the reason where there is `room` to say it, once.
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

    /// Stores what a form says; its draft goes with it, as a whole or not at all.
    pub(super) fn save(&mut self, form: Form, change: Change, journal: &Journal) -> Effect {
        let key = form.key();
        self.saving = Some(form);
        Effect::Apply(if journal.setting(&key).is_some() {
            Change::Several(vec![change, Change::DropDraft(key)])
        } else {
            change
        })
    }

    /// What was being saved is stored, or is not: then its draft stays.
    pub(super) fn saved(&mut self, is_stored: bool) {
        if let Some(form) = self.saving.take().filter(|_| is_stored) {
            self.seen.remove(&form);
            self.waiting.remove(&form);
            self.left = None;
        }
    }

    /// A form with answers that aren't saved is to be left: the first time it stays open. Returns whether it is left now,
    /// and what is said of it.
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

    /// Discards the answers of `form`, or brings back those discarded last. Returns what is said of it; nothing where
    /// there are none.
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

/// Says that what stands in a form is a draft.
pub(super) fn told(at: Moment, shared: &Shared) -> Notice {
    let draft = Notice::said(format!("Draft from {}.", shared.draft_time(at)));
    draft.press(Action::Discard, "discard")
}

/// Deletes drafts that are too old, but of forms that are `open`, with a word: two weeks; a questionnaire, which asks
/// about the days before it, the next day.
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
