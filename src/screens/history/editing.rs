//! Changing many days at once from the list, and tags everywhere: each asked about in a sentence first.

use crate::content::pair_text::preview;
use crate::domain::english::count;
use crate::domain::{Change, CheckIn, CheckInPair, Day, DayRecord, tag};
use crate::keys::{Action, KeyMatch};
use crate::screens::history::{Asking, History};
use crate::screens::shared::Shared;
use crate::screens::tag_entry::TagEntry;
use crate::screens::transition::Response;

/// What a typed tag is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tagging {
    /// To be added to the check-ins of these days.
    Add(Vec<Day>),
    /// To be removed from the check-ins of these days.
    Remove(Vec<Day>),
    /// To be the new name of this tag.
    Rename(String),
}

impl Tagging {
    /// The label of the text field.
    pub fn label(&self) -> String {
        match self {
            Self::Add(days) => format!("Tag {}", count(days.len(), "day")),
            Self::Remove(days) => format!("Untag {}", count(days.len(), "day")),
            Self::Rename(tag) => format!("Rename \"{tag}\" to"),
        }
    }
}

/// A change that is waiting for confirmation.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// What will happen, as a question or a sentence.
    pub sentence: String,
    change: Change,
}

impl History {
    /// The marked days, otherwise the day under the cursor.
    pub(super) fn chosen_days(&self) -> Vec<Day> {
        if self.picked.is_empty() {
            return vec![self.cursor];
        }
        self.picked.iter().copied().collect()
    }

    /// Marks all days in the list from the latest mark to the cursor.
    pub(super) fn pick_to_cursor(&mut self) -> Response {
        let Some(anchor) = self.anchor.filter(|day| self.picked.contains(day)) else {
            return Response::say("Mark a day first; then the days up to another one at once.");
        };
        let (first, last) = (anchor.min(self.cursor), anchor.max(self.cursor));
        let days: Vec<Day> = self.between(first, last).map(|(day, _)| day).collect();
        self.picked.extend(days);
        self.anchor = Some(self.cursor);
        Response::none()
    }

    /// Opens the field for a tag that the chosen days get or lose.
    pub(super) fn ask_tag(&mut self, adds: bool, shared: &Shared) -> Response {
        let days = self.chosen_days();
        if check_ins(&days, shared).next().is_none() {
            return Response::say("Tags belong to check-ins, and there are none on these days.");
        }
        if !adds && check_ins(&days, shared).all(|record| record.tags.is_empty()) {
            return Response::say("No tags on these days.");
        }
        let tagging = if adds {
            Tagging::Add(days)
        } else {
            Tagging::Remove(days)
        };
        self.asking = Asking::Tag(tagging, TagEntry::new(""));
        Response::none()
    }

    /// Opens the field for the new name of the tag in the filter.
    pub(super) fn ask_name(&mut self, shared: &Shared) -> Response {
        if shared.journal.from().is_some() {
            return Response::say("Still loading older days. Try again in a moment.");
        }
        let Some(tag) = self.filter.clone() else {
            return Response::say("Choose a tag first.");
        };
        let entry = TagEntry::new(&tag);
        self.asking = Asking::Tag(Tagging::Rename(tag), entry);
        Response::none()
    }

    /// The known tags that match what was typed.
    pub(super) fn offered_tags<'a>(&self, shared: &'a Shared) -> Vec<&'a str> {
        let Asking::Tag(tagging, entry) = &self.asking else {
            return Vec::new();
        };
        let known = shared.journal.recent_tags().into_iter();
        match tagging {
            Tagging::Add(_) => entry.matches(known, &[]),
            Tagging::Rename(tag) => entry.matches(known, std::slice::from_ref(tag)),
            Tagging::Remove(days) => {
                let there: Vec<&CheckIn> = check_ins(days, shared).collect();
                let is_there = |tag: &&str| there.iter().any(|record| tag::has(&record.tags, tag));
                entry.matches(known.filter(is_there), &[])
            }
        }
    }

    pub(super) fn tag_key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let offered = self.offered_tags(shared);
        let Asking::Tag(tagging, entry) = &mut self.asking else {
            return Response::none();
        };
        if entry.answer(key.action, &offered) {
            return Response::none();
        }
        match key.action {
            Action::Accept => {
                let tag = match (entry.tag(&offered), &tagging) {
                    (Some(tag), _) => tag,
                    // What else could be meant.
                    (None, Tagging::Remove(_)) if offered.len() == 1 => offered[0].to_owned(),
                    (None, _) => {
                        self.asking = Asking::No;
                        return Response::none();
                    }
                };
                let tagging = tagging.clone();
                self.asking = Asking::No;
                match pending(&tagging, &tag, shared) {
                    Ok(pending) => self.asking = Asking::Change(Box::new(pending)),
                    Err(why) => return Response::say(why),
                }
            }
            Action::Back => self.asking = Asking::No,
            _ => {}
        }
        Response::none()
    }

    /// Asks whether the selected check-in and the one before or after it on this day become one.
    pub(super) fn ask_merge(&mut self, chosen: usize, shared: &Shared) -> Response {
        let there = shared.journal.check_ins_on(self.cursor);
        let records = self.records(&shared.journal);
        let Some(DayRecord::CheckIn(record)) = records.get(chosen) else {
            return Response::say("Select one of two check-ins to merge.");
        };
        let place = there.iter().position(|other| other.id == record.id);
        let beside = place.and_then(|place| {
            let before = place.checked_sub(1);
            let after = there.get(place + 1);
            after.or_else(|| there.get(before?))
        });
        let Some(other) = beside else {
            return Response::say("There's only one check-in on this day.");
        };
        let pair = CheckInPair::new(record, other);
        let (units, hidden) = (shared.settings.units(), shared.hides_numbers());
        self.asking = Asking::Change(Box::new(Pending {
            sentence: preview(&pair, self.own_ratings(), units, hidden),
            change: pair.change(),
        }));
        Response::none()
    }

    pub(super) fn change_key(&mut self, key: KeyMatch) -> Response {
        if !matches!(key.action, Action::Accept | Action::Back) {
            return Response::none();
        }
        match (std::mem::replace(&mut self.asking, Asking::No), key.action) {
            (Asking::Change(pending), Action::Accept) => {
                self.picked.clear();
                self.detail = self.detail.map(|_| 0);
                Response::apply(pending.change)
            }
            _ => Response::none(),
        }
    }
}

/// The check-ins of these days.
fn check_ins<'a>(days: &'a [Day], shared: &'a Shared) -> impl Iterator<Item = &'a CheckIn> {
    let of = |day: &Day| shared.journal.check_ins_on(*day).iter();
    days.iter().flat_map(of)
}

/// The change with this tag and what it will do, or why there is nothing to do.
fn pending(tagging: &Tagging, typed: &str, shared: &Shared) -> Result<Pending, String> {
    let tag = shared.journal.shown_tag(typed);
    let (changes, verb, preposition) = match tagging {
        Tagging::Add(days) => (tag::added(check_ins(days, shared), &tag), "Add", "to"),
        Tagging::Remove(days) => (
            tag::removed(check_ins(days, shared), &tag),
            "Remove",
            "from",
        ),
        Tagging::Rename(from) => return rename(from, typed, &tag, shared),
    };
    if changes.is_empty() {
        return Err(match tagging {
            Tagging::Remove(_) => format!("No check-in of these days has \"{tag}\"."),
            _ => format!("All check-ins of these days have \"{tag}\" already."),
        });
    }
    let them = count(changes.len(), "check-in");
    Ok(Pending {
        sentence: format!("{verb} \"{tag}\" {preposition} {them}?"),
        change: Change::Several(changes),
    })
}

/// Renames a tag everywhere; a name in use makes the two one.
fn rename(from: &str, typed: &str, known: &str, shared: &Shared) -> Result<Pending, String> {
    let is_other = !tag::is_same(from, typed);
    // Another spelling of the same tag is wanted as typed.
    let to = if is_other { known } else { typed };
    let all = shared.journal.check_ins();
    let changes = tag::renamed(all, &[from.to_owned()], to);
    if changes.is_empty() {
        return Err(format!("It's already called \"{to}\"."));
    }
    let them = count(changes.len(), "check-in");
    let is_known = is_other && all.iter().any(|record| tag::has(&record.tags, to));
    let sentence = if is_known {
        format!("\"{to}\" exists: the two become one, on {them}?")
    } else {
        format!("Rename \"{from}\" to \"{to}\" on {them}?")
    };
    Ok(Pending {
        sentence,
        change: Change::Several(changes),
    })
}
