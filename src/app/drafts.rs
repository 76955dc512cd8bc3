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

use crate::app::{App, Effect, Notice, Page};
use crate::domain::{Change, Day, Moment, Now};
use crate::keys::Action;
use crate::screens::draft::{DRAFTS, Form, Kept};
use crate::screens::session::review::Review;
use crate::screens::transition::Destination;
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
pub struct Drafts {
    /// The answers in each open form, when last looked at.
    seen: BTreeMap<Form, String>,
    /// Forms whose answers are not kept yet.
    waiting: BTreeMap<Form, Waiting>,
    /// The form that is being saved.
    saving: Option<Form>,
    /// What leaving was said of: with the same answers, the next time it is done.
    told: Option<(Form, String)>,
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
}

impl App {
    /// The forms that are open and what is in them; nothing for one that says what is stored.
    fn open_forms(&self) -> Vec<(Form, String)> {
        let mut forms: Vec<(Form, String)> = Vec::new();
        forms.extend(
            self.open_screens()
                .filter_map(|screen| screen.unsaved(&self.shared)),
        );
        forms
    }

    fn answers_in(&self, form: &Form) -> String {
        let mut forms = self.open_forms().into_iter();
        forms
            .find(|(open, _)| open == form)
            .map_or_else(String::new, |(_, answers)| answers)
    }

    /// Whether an open form has answers that aren't saved.
    pub fn has_unsaved_answers(&self) -> bool {
        self.open_forms()
            .iter()
            .any(|(_, answers)| !answers.is_empty())
    }

    /// Looks at the open forms: what changed waits to be kept, what was closed is kept at once.
    pub(super) fn watch_drafts(&mut self, now: Now) -> Vec<Effect> {
        let open = self.open_forms();
        let is_closed = |form: &Form| {
            !open.iter().any(|(other, _)| other == form)
                && self.drafts.saving.as_ref() != Some(form)
        };
        let closed: Vec<Form> = self
            .drafts
            .seen
            .keys()
            .filter(|form| is_closed(form))
            .cloned()
            .collect();
        let mut effects = Vec::new();
        for form in closed {
            effects.extend(self.keep_draft(&form, now));
            self.drafts.seen.remove(&form);
        }
        for (form, answers) in open {
            let before = match self.drafts.seen.get(&form) {
                Some(before) => before,
                None => Kept::of(&self.journal, &form).map_or("", |kept| kept.answers),
            };
            if *before != answers {
                self.drafts.wait(form.clone(), now.uptime);
            }
            self.drafts.seen.insert(form, answers);
        }
        effects
    }

    fn keep_draft(&mut self, form: &Form, now: Now) -> Option<Effect> {
        self.drafts.waiting.remove(form)?;
        let key = form.key();
        let answers = self.drafts.seen.get(form).map_or("", String::as_str);
        if answers.is_empty() && self.journal.setting(&key).is_none() {
            return None;
        }
        let text = dated(answers, now);
        Some(self.remember(&key, &text))
    }

    /// Keeps what waits, all of it.
    pub(super) fn keep_drafts(&mut self, now: Now) -> Vec<Effect> {
        let forms: Vec<Form> = self.drafts.waiting.keys().cloned().collect();
        let effects = forms.iter().filter_map(|form| self.keep_draft(form, now));
        effects.collect()
    }

    /// Keeps what waits once it is due.
    pub(super) fn keep_due_drafts(&mut self, now: Now) -> Vec<Effect> {
        if self.drafts.due().is_some_and(|due| due <= now.uptime) {
            self.keep_drafts(now)
        } else {
            Vec::new()
        }
    }

    /// How long until a draft has to be kept.
    pub(super) fn draft_deadline(&self, now: Now) -> Option<Duration> {
        self.drafts.due().map(|due| due.saturating_sub(now.uptime))
    }

    /// A draft could not be kept; it is said once, where nothing else is.
    pub(super) fn draft_failed(&mut self, key: &str, reason: String, now: Now) {
        self.journal.note(key, "");
        let Some(form) = Form::of_key(key) else {
            return;
        };
        let failed = Waiting {
            first: now.uptime,
            latest: now.uptime,
            failed: true,
        };
        self.drafts.waiting.insert(form, failed);
        if self.notice.is_none() && self.drafts.failed.as_ref() != Some(&reason) {
            self.notify(reason.clone(), now);
            self.drafts.failed = Some(reason);
        }
    }

    /// Stores what a form says; its draft goes with it, as a whole or not at all.
    pub(super) fn save_form(&mut self, form: Form, change: Change) -> Vec<Effect> {
        let key = form.key();
        self.drafts.saving = Some(form);
        vec![Effect::Apply(if self.journal.setting(&key).is_some() {
            Change::Several(vec![change, Change::DropDraft(key)])
        } else {
            change
        })]
    }

    /// What was being saved is stored, or is not: then its draft stays.
    pub(super) fn form_saved(&mut self, is_stored: bool) {
        if let Some(form) = self.drafts.saving.take().filter(|_| is_stored) {
            self.drafts.seen.remove(&form);
            self.drafts.waiting.remove(&form);
            self.drafts.told = None;
        }
    }

    /// Whether `form` stays open although it was to be left: its answers aren't saved, which is said once.
    pub(super) fn stays_open(&mut self, form: &Form, now: Now) -> bool {
        let answers = self.answers_in(form);
        if answers.is_empty() {
            return false;
        }
        let told = Some((form.clone(), answers));
        if self.drafts.told == told {
            self.drafts.told = None;
            self.notify("Saved as a draft.", now);
            return false;
        }
        self.drafts.told = told;
        let saves = [Action::Save, Action::Accept];
        let save = saves
            .into_iter()
            .find(|save| !self.key_here(*save).is_empty());
        let unsaved = Notice::said("Your answers aren't saved yet.")
            .press(save.unwrap_or(Action::Save), "save")
            .press(Action::Back, "keep a draft");
        self.notify(unsaved, now);
        true
    }

    /// Discards the answers of `form`, or brings back those discarded last.
    pub(super) fn discard(&mut self, form: &Form, now: Now) -> Vec<Effect> {
        let answers = self.answers_in(form);
        let back = if answers.is_empty() {
            match self.drafts.discarded.take() {
                Some((of, answers)) if of == *form => answers,
                other => {
                    self.drafts.discarded = other;
                    return Vec::new();
                }
            }
        } else {
            self.drafts.discarded = Some((form.clone(), answers));
            String::new()
        };
        self.notify(
            if back.is_empty() {
                Notice::said("Discarded.").press(Action::Discard, "restore")
            } else {
                Notice::said("Your answers are back.")
            },
            now,
        );
        self.drafts.seen.remove(form);
        self.drafts.waiting.remove(form);
        let effect = self.remember(&form.key(), &dated(&back, now));
        self.open_again(form);
        vec![effect]
    }

    /// Opens a form that is open anew, as its draft says.
    fn open_again(&mut self, form: &Form) {
        let (screen, shared) = self.front();
        if screen.unsaved(shared).is_some_and(|(of, _)| of == *form) {
            return screen.refill(shared);
        }
        match form {
            Form::CheckIn(_)
            | Form::CheckInOf(_)
            | Form::Log(_)
            | Form::LogOf(_)
            | Form::After(_)
            | Form::People
            | Form::IfThen
            | Form::Routine(_)
            | Form::Questionnaire(_) => {}
        }
    }

    /// Opens the form of a draft that is offered.
    pub(super) fn open_draft(&mut self, form: &Form, now: Now) -> Vec<Effect> {
        match form {
            Form::CheckInOf(id) if self.journal.check_in(*id).is_none() => {
                return self.open_as_new(form, now);
            }
            Form::CheckIn(day) => self.check_in_for(*day),
            Form::CheckInOf(id) => self.edit_check_in(*id),
            Form::Log(day) => self.open_log(*day, now),
            Form::LogOf(id) => self.edit_session(*id, now),
            Form::After(id) => {
                if let Some(review) = Review::again(*id, &self.shared) {
                    self.open_page(Page::Review(Box::new(review)));
                }
            }
            Form::People => drop(self.open(Destination::Contacts)),
            Form::IfThen => drop(self.open(Destination::PlanWhen)),
            Form::Routine(source) => self.edit_routine(source),
            Form::Questionnaire(instrument) => {
                self.open(Destination::Questionnaire(*instrument));
            }
        }
        Vec::new()
    }

    /// Opens the draft of a check-in that was deleted meanwhile as a new one of today.
    fn open_as_new(&mut self, form: &Form, now: Now) -> Vec<Effect> {
        let new = Form::CheckIn(self.day);
        if self.journal.setting(&new.key()).is_some() || self.today.is_unsaved() {
            let first = Notice::said("Today's check-in isn't saved yet. Save or discard first.");
            self.notify(first.press(Action::CheckIn, "open it"), now);
            return Vec::new();
        }
        let answers = self.journal.setting(&form.key()).unwrap_or_default();
        let answers = answers.to_owned();
        let effects = vec![
            self.remember(&new.key(), &answers),
            self.remember(&form.key(), ""),
        ];
        self.check_in_for(self.day);
        self.notify(
            "That check-in was deleted, so your answers are here as a new one.",
            now,
        );
        effects
    }

    /// Says that what stands in a form is a draft.
    pub(super) fn tell_draft(&mut self, at: Moment, now: Now) {
        let draft = Notice::said(format!("Draft from {}.", self.draft_time(at)));
        self.notify(draft.press(Action::Discard, "discard"), now);
    }

    /// Deletes drafts that are too old, with a word: two weeks; a questionnaire, which asks about the days before it, the
    /// next day.
    pub(super) fn delete_old_drafts(&mut self, now: Now) -> Vec<Effect> {
        let start = self.settings.day_start();
        let open = self.open_forms();
        let mut old: Vec<(Day, Form)> = Vec::new();
        for (key, text) in self.journal.settings_from(DRAFTS) {
            let (Some(form), Some(at)) = (Form::of_key(key), Kept::read(text).at) else {
                continue;
            };
            let day = Day::of(at.naive_local(), start);
            let most = if matches!(form, Form::Questionnaire(_)) {
                0
            } else {
                DAYS
            };
            if self.day.since(day) > most && !open.iter().any(|(other, _)| *other == form) {
                old.push((day, form));
            }
        }
        if let Some((day, form)) = old.first() {
            let date = day.date().format("%B %-d");
            let (what, why) = match form {
                Form::Questionnaire(instrument) => {
                    let name = instrument.name();
                    (
                        format!("The {name} draft from {date}"),
                        "It covers the two weeks before it.",
                    )
                }
                _ => (
                    format!("A draft from {date}"),
                    "It was more than two weeks old.",
                ),
            };
            self.notify(format!("{what} was deleted. {why}"), now);
        }
        old.iter()
            .map(|(_, form)| self.remember(&form.key(), ""))
            .collect()
    }
}

fn dated(answers: &str, now: Now) -> String {
    if answers.is_empty() {
        return String::new();
    }
    let at = now.wall.to_rfc3339_opts(chrono::SecondsFormat::Secs, false);
    format!("{at} {answers}")
}
