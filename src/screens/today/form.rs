//! The check-in form: one question per row, tags, a note and the time.

use crate::coach::saved_low;
use crate::domain::{
    Change, CheckIn, Day, DayStart, Id, NOON, NewTime, Now, Source, parse_when, tag,
};
use crate::keys::Tab;
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept};
use crate::screens::notice::Notice;
use crate::screens::shared::Shared;
use crate::screens::tag_entry::TagEntry;
use crate::screens::today::{CheckInDraft, Editor, Focus, Today};
use crate::screens::transition::{Response, Transition};
use crate::widgets::list::ListCursor;
use crate::widgets::text_field::{Lines, TextField};

/// Tags offered before the person has any of their own.
const COMMON_TAGS: [&str; 6] = [
    "outdoors",
    "with people",
    "medication",
    "therapy",
    "alcohol",
    "sick",
];

impl Today {
    /// The identity of the form, for drafts.
    pub(super) fn form(&self) -> Form {
        match &self.draft.editing {
            Some(record) => Form::CheckInOf(record.id),
            None => Form::CheckIn(self.day),
        }
    }

    /// The unsaved input; empty if the form matches the stored data.
    pub(super) fn answers(&self) -> String {
        self.draft.with(self.editor.as_ref()).written()
    }

    /// Whether the form has unsaved answers.
    pub fn is_unsaved(&self) -> bool {
        !self.answers().is_empty()
    }

    /// Opens the form for a day, or for a stored check-in, filled from its draft.
    pub(super) fn open_form(&mut self, day: Day, editing: Option<CheckIn>, shared: &Shared) {
        self.draft = CheckInDraft::new(editing);
        self.day = day;
        self.question = ListCursor::default();
        self.typing = None;
        self.editor = None;
        let kept = Kept::of(&shared.journal, &self.form());
        self.kept = kept.and_then(|kept| kept.at);
        if let Some(kept) = kept {
            self.draft
                .fill(&kept.by_name(), shared.settings.day_start());
            if let Some(moved) = self.draft.moved {
                self.day = moved.day;
            }
        }
    }

    /// Opens a stored check-in in the form, returning to the tab `from` afterwards. Returns whether the check-in
    /// exists.
    pub fn edit(&mut self, id: Id, from: Tab, shared: &Shared) -> bool {
        let is_there = self.open_check_in(id, shared);
        if is_there {
            self.return_to = Some(from);
        }
        is_there
    }

    fn open_check_in(&mut self, id: Id, shared: &Shared) -> bool {
        let Some(record) = shared.journal.check_in(id) else {
            return false;
        };
        self.open_form(record.day, Some(record.clone()), shared);
        self.focus = Focus::Form;
        true
    }

    /// Opens the form for another day, returning to the tab `from` afterwards. Returns a notice.
    pub fn check_in_for(&mut self, day: Day, from: Tab, shared: &Shared) -> Option<&'static str> {
        self.return_to = Some(from);
        self.open_form(day, None, shared);
        self.focus = Focus::Form;
        let is_another = !shared.journal.check_ins_on(day).is_empty();
        is_another.then_some("There's a check-in for that day. Saving adds another.")
    }

    /// Returns to where the form was opened from, and resets the form to today.
    pub(super) fn go_back(&mut self, shared: &Shared) -> Response {
        self.open_form(shared.day, None, shared);
        self.focus = Focus::Suggestion;
        self.return_to
            .take()
            .map_or_else(Response::none, |tab| Transition::ReturnTo(tab).into())
    }

    pub(super) fn form_key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        let asked = self.asked(shared);
        let typing = self.typing.take();
        match key.action {
            Action::Rate => self.rate(key.digit, typing, &asked),
            Action::Up | Action::Down => {
                self.question.answer(key.action, asked.len());
            }
            Action::Left | Action::Right => self.step(key.action == Action::Right, &asked),
            Action::Clear => self.clear(&asked),
            Action::Note => {
                self.editor = Some(Editor::Note(TextField::new(&self.draft.note, Lines::Many)));
            }
            Action::When => return self.open_when(shared),
            Action::Tags => {
                self.editor = Some(Editor::Tags(TagEntry::new("")));
            }
            Action::Save => return self.save(shared),
            _ => {}
        }
        Response::none()
    }

    /// Moves to the previous or next check-in or day. The check-ins of a day are edited one after the other; a day
    /// without any gets an empty form. Unsaved answers stay with their day as a draft.
    pub(super) fn turn_form(&mut self, by: i64, shared: &Shared) -> Response {
        let is_touched = self.draft.is_touched();
        if is_touched && self.draft.editing.is_some() || self.return_to.is_some() {
            let notice = Notice::said("You're editing one check-in.");
            return Response::say(
                notice
                    .press(Action::Save, "save")
                    .press(Action::Back, "cancel"),
            );
        }
        if let Some(beside) = self.check_in_beside(by, shared) {
            return self.edit_on_the_way(beside, shared);
        }
        let day = self.day.plus(by).min(shared.day);
        if shared.journal.from().is_some_and(|from| day < from) {
            return Response::say("For older days, choose the day in History and open it.");
        }
        let there = ids_of(shared.journal.check_ins_on(day));
        self.focus = Focus::Form;
        let nearest = if by < 0 { there.last() } else { there.first() };
        if let Some(id) = nearest.filter(|_| day != shared.day) {
            return self.edit_on_the_way(*id, shared);
        }
        self.open_form(day, None, shared);
        Response::none()
    }

    /// The previous or next check-in on the same day as the one being edited.
    fn check_in_beside(&self, by: i64, shared: &Shared) -> Option<Id> {
        let editing = self.draft.editing.as_ref()?;
        let there = ids_of(shared.journal.check_ins_on(self.day));
        let place = there.iter().position(|id| *id == editing.id)?;
        let beside = place.checked_add_signed(if by < 0 { -1 } else { 1 })?;
        there.get(beside).copied()
    }

    /// Opens a check-in while moving through the days, with a notice on how to add another one.
    fn edit_on_the_way(&mut self, id: Id, shared: &Shared) -> Response {
        self.open_check_in(id, shared);
        let there = ids_of(shared.journal.check_ins_on(self.day));
        let place = there.iter().position(|other| *other == id).unwrap_or(0);
        let said = match there.len() {
            0 | 1 => "Editing this day's check-in.".to_owned(),
            count => format!("Editing check-in {} of {count}.", place + 1),
        };
        Response::say(Notice::said(said).press(Action::CheckIn, "add another"))
    }

    /// Switches from editing a day's check-in to adding another one.
    pub(super) fn add_another(&mut self, shared: &Shared) -> Response {
        if self.draft.editing.is_none() {
            return Response::none();
        }
        if self.draft.is_touched() {
            let notice = Notice::said("You're editing one check-in.");
            return Response::say(notice.press(Action::Save, "save it first"));
        }
        self.open_form(self.day, None, shared);
        Response::none()
    }

    fn save(&self, shared: &Shared) -> Response {
        let draft = &self.draft;
        if draft.is_empty() {
            return Response::say("Nothing to save yet. One number is enough.");
        }
        let now = shared.now.wall;
        if let Some(found) = &draft.editing {
            let wanted = CheckIn {
                ratings: draft.ratings,
                own: draft.own.clone(),
                tags: draft.tags.clone(),
                note: draft.note.clone(),
                updated_at: now,
                ..draft.moved_to(found)
            };
            return Transition::SaveForm(Change::edit(found.clone(), wanted)).into();
        }
        let is_today = self.day == shared.day;
        let noon = self.day.date().and_time(NOON);
        let noon = noon.and_local_timezone(*now.offset()).single();
        let record = CheckIn {
            id: shared.ids.make(now),
            at: noon.filter(|_| !is_today).unwrap_or(now),
            timed: is_today,
            day: self.day,
            ratings: draft.ratings,
            sleep_hours: None,
            own: draft.own.clone(),
            tags: draft.tags.clone(),
            note: draft.note.clone(),
            source: Source::Typed,
            import: None,
            updated_at: now,
        };
        Transition::SaveForm(Change::save(record)).into()
    }

    /// After the check-in is stored: moves to the suggestion or, while filling in missed days, to the previous day
    /// without one.
    pub(super) fn check_in_stored(&mut self, record: &CheckIn, shared: &Shared) -> Response {
        let is_new = self.draft.editing.is_none();
        let is_visit = self.return_to.is_some();
        let response = self.go_back(shared);
        if is_new && !is_visit && record.day < shared.day {
            let earlier = record.day.plus(-1);
            let journal = &shared.journal;
            let is_loaded = journal.from().is_none_or(|from| earlier >= from);
            let has_begun = journal.span().is_some_and(|(first, _)| first < earlier);
            if is_loaded && has_begun && journal.check_ins_on(earlier).is_empty() {
                self.open_form(earlier, None, shared);
                self.focus = Focus::Form;
                let notice = Notice::undoable("Saved. Add the day before too?");
                return Response::say(notice.press(Action::Back, "finish"));
            }
        }
        let low = saved_low(record.ratings.mood).filter(|_| is_new && record.day == shared.day);
        response.and_say(match low {
            Some(low) if shared.is_hard_day() => {
                Notice::said(low).press(Action::Support, "talk to someone")
            }
            low => Notice::undoable(low.unwrap_or("Saved.")),
        })
    }

    /// Opens the field for the time of a stored check-in; the day of a new one is chosen differently.
    fn open_when(&mut self, shared: &Shared) -> Response {
        if let Some(when) = self.draft.when(shared.settings.units()) {
            self.editor = Some(Editor::When(TextField::new(&when, Lines::One), None));
            return Response::none();
        }
        let [earlier, later] = [Action::EarlierDay, Action::LaterDay]
            .map(|action| shared.keys.hint(Context::CheckIn, action));
        Response::say(format!(
            "This check-in is new: {earlier} and {later} choose its day."
        ))
    }

    /// Handles a key while a text field is open over the form.
    pub(super) fn editor_key(&mut self, key: KeyMatch, shared: &Shared) {
        match &self.editor {
            Some(Editor::Note(field)) => {
                if matches!(key.action, Action::Save | Action::Back) {
                    self.draft.note = field.trimmed();
                    self.editor = None;
                }
            }
            Some(Editor::Tags(..)) => self.tags_key(key, shared),
            Some(Editor::When(..)) => self.when_key(key, shared),
            None => {}
        }
    }

    /// Handles a key while the time of a stored check-in is being typed.
    fn when_key(&mut self, key: KeyMatch, shared: &Shared) {
        let (Some(Editor::When(field, problem)), Some(found)) =
            (&mut self.editor, &self.draft.editing)
        else {
            return;
        };
        if !matches!(key.action, Action::Accept | Action::Save | Action::Back) {
            return;
        }
        match new_time(field, found, shared.now, shared.settings.day_start()) {
            Ok(time) => {
                self.draft.moved = Some(time);
                self.day = time.day;
                self.editor = None;
            }
            // Not a valid time: it remains unchanged.
            Err(_) if key.action == Action::Back => self.editor = None,
            Err(why) => *problem = Some(why),
        }
    }

    /// The known tags that match the typed text, most recent first.
    pub fn matching_tags<'a>(&self, shared: &'a Shared) -> Vec<&'a str> {
        let Some(Editor::Tags(entry)) = &self.editor else {
            return Vec::new();
        };
        let known = shared.journal.recent_tags();
        let others = COMMON_TAGS.into_iter();
        let others = others.filter(|tag| !known.iter().any(|known| tag::is_same(known, tag)));
        let tags = known.iter().copied().chain(others);
        entry.matches(tags, &self.draft.tags)
    }

    fn tags_key(&mut self, key: KeyMatch, shared: &Shared) {
        let matches = self.matching_tags(shared);
        let Some(Editor::Tags(entry)) = &mut self.editor else {
            return;
        };
        if entry.answer(key.action, &matches) {
            return;
        }
        match key.action {
            Action::Accept => {
                let Some(tag) = entry.tag(&matches) else {
                    self.editor = None;
                    return;
                };
                *entry = TagEntry::new("");
                let tags = &mut self.draft.tags;
                match tags.iter().position(|present| tag::is_same(present, &tag)) {
                    Some(place) => drop(tags.remove(place)),
                    None => tags.push(shared.journal.shown_tag(&tag)),
                }
            }
            Action::Back => {
                self.draft = self.draft.with(self.editor.as_ref());
                self.editor = None;
            }
            _ => {}
        }
    }
}

fn ids_of(records: &[CheckIn]) -> Vec<Id> {
    records.iter().map(|record| record.id).collect()
}

/// The new time of `found` from the typed text; it must not be in the future.
fn new_time(
    field: &TextField,
    found: &CheckIn,
    now: Now,
    start: DayStart,
) -> Result<NewTime, String> {
    let when = parse_when(&field.trimmed(), now.wall, start).map_err(|error| error.to_string())?;
    let time = when.moving(found.at, found.timed, start);
    let is_past = time.day < now.day(start) || time.day == now.day(start) && !time.timed;
    if is_past || time.timed && time.at(found.at) <= now.wall {
        Ok(time)
    } else {
        Err("That time is in the future.".to_owned())
    }
}
