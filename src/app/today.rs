//! The Today tab: the check-in form, the suggestion, other days, tags and note.

mod draft;

use crate::app::care::Care;
use crate::app::choosing::{Choosing, Topic};
use crate::app::{App, Effect, Notice, Tab};
use crate::coach::{Circumstances, Limits, Suggestion, saved_low, suggest};
use crate::domain::{
    Change, CheckIn, Day, DayRecord, DayStart, Id, Journal, Moment, NOON, NewTime, Now, Question,
    REFUSED, Rating, Source, parse_when,
};
use crate::keys::{Action, Context, KeyMatch};
use crate::widgets::text_field::{Lines, TextField};
pub use draft::Draft;

/// Which half of the tab has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// The form: digits rate.
    Form,
    /// The suggestion: digits are tabs.
    Suggestion,
}

/// A text being written over the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Editor {
    /// The note.
    Note(TextField),
    /// A tag; of the matching known ones, the chosen.
    Tags(TextField, usize),
    /// When a stored check-in was; what is wrong with what was typed.
    When(TextField, Option<String>),
}

/// The state of the Today tab.
#[derive(Clone, Debug, PartialEq)]
pub struct Today {
    /// The day the form is for.
    pub day: Day,
    /// What has the focus.
    pub focus: Focus,
    /// The place of the question that digits answer.
    pub question: usize,
    /// The check-in being filled in.
    pub draft: Draft,
    /// When the draft in the form was kept, where it was found there.
    pub kept: Option<Moment>,
    /// A note or tags being written.
    pub editor: Option<Editor>,
    /// What to do next; nothing when everything that fits was refused.
    pub suggestion: Option<Suggestion>,
    /// Ids refused today.
    pub refused: Vec<String>,
    /// Where to go back to once an edit is saved or left.
    return_to: Option<Tab>,
    asked: Option<(u64, Day, usize, Limits)>,
}

impl Today {
    /// Whether it is not known yet what to suggest.
    pub const fn is_thinking(&self) -> bool {
        self.asked.is_none()
    }

    /// The tab at start: without a check-in today the form has the focus, on mood.
    pub fn new(day: Day, journal: &Journal) -> Self {
        let focus = if journal.check_ins_on(day).is_empty() {
            Focus::Form
        } else {
            Focus::Suggestion
        };
        Self {
            day,
            focus,
            question: 0,
            draft: Draft::default(),
            kept: None,
            editor: None,
            suggestion: None,
            refused: Vec::new(),
            return_to: None,
            asked: None,
        }
    }

    /// What has the focus.
    pub fn context(&self) -> Context {
        match (&self.editor, self.focus) {
            (Some(Editor::Note(_)), _) => Context::Note,
            (Some(Editor::Tags(..)), _) => Context::Tags,
            (Some(Editor::When(..)), _) => Context::Field,
            (None, Focus::Form) => Context::CheckIn,
            (None, Focus::Suggestion) if self.is_unsaved() => Context::Unsaved,
            (None, Focus::Suggestion) => Context::Suggestion,
        }
    }

    /// Midnight (or what counts as it) went by. A form being filled in stays with its day.
    pub(super) fn turn_day(&mut self, old: Day, new: Day) {
        self.refused.clear();
        if self.day == old && self.draft.is_empty() {
            self.day = new;
            self.question = 0;
        }
    }

    /// The text that is being written, to be changed: of the tags that fit it the first is chosen then.
    pub(super) const fn field_mut(&mut self) -> Option<&mut TextField> {
        match &mut self.editor {
            Some(Editor::Tags(field, chosen)) => {
                *chosen = 0;
                Some(field)
            }
            Some(Editor::Note(field) | Editor::When(field, _)) => Some(field),
            None => None,
        }
    }
}

impl App {
    /// The known tags that match what is being typed, the most recent first.
    pub fn matching_tags(&self) -> Vec<&str> {
        let Some(Editor::Tags(field, _)) = &self.today.editor else {
            return Vec::new();
        };
        let typed = field.trimmed().to_lowercase();
        let known = self.journal.recent_tags();
        let defaults = [
            "outdoors",
            "with people",
            "medication",
            "therapy",
            "alcohol",
            "ill",
        ];
        let others = defaults.into_iter().filter(|tag| !known.contains(tag));
        let mut tags: Vec<&str> = known
            .iter()
            .copied()
            .chain(others)
            .filter(|tag| is_match(tag, &typed))
            .collect();
        tags.retain(|tag| !self.today.draft.tags.iter().any(|chosen| chosen == tag));
        tags.truncate(6);
        tags
    }

    /// What is already stored for the form's day, check-ins and sessions in time order, without the check-in being
    /// corrected. What has no time of day comes last.
    pub fn moments(&self) -> Vec<DayRecord<'_>> {
        let editing = self.today.draft.editing.as_ref().map(|record| record.id);
        let mut moments = DayRecord::on(&self.journal, self.today.day);
        moments.retain(|record| Some(record.id()) != editing);
        moments.sort_by_key(|record| (record.time().is_none(), record.time()));
        moments
    }

    /// Opens a stored check-in in the form.
    pub(super) fn edit_check_in(&mut self, id: Id) {
        let Some(record) = self.journal.check_in(id).cloned() else {
            return;
        };
        self.today.return_to = Some(self.tab);
        self.tab = Tab::Today;
        self.open_form(record.day, Some(record));
        self.today.focus = Focus::Form;
    }

    /// Opens the form for another day, to be filled in.
    pub(super) fn check_in_for(&mut self, day: Day, now: Now) {
        if !self.journal.check_ins_on(day).is_empty() {
            let said = "There's a check-in for that day. Saving adds another.";
            self.notify(said, now);
        }
        self.today.return_to = Some(self.tab);
        self.tab = Tab::Today;
        self.open_form(day, None);
        self.today.focus = Focus::Form;
    }

    pub(super) fn today_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        if hit.action == Action::Editor {
            return self.edit_note();
        }
        if self.today.editor.is_some() {
            if let Some(Editor::When(..)) = &self.today.editor {
                self.when_key(hit, now);
            } else {
                self.editor_key(hit);
            }
            return Vec::new();
        }
        match hit.action {
            Action::Start => return self.start_suggestion(false),
            Action::Tiny => return self.start_suggestion(true),
            Action::Another => return self.another_suggestion(now),
            Action::EarlierDay => self.turn_form(-1, now),
            Action::LaterDay => self.turn_form(1, now),
            Action::CheckIn if self.today.focus == Focus::Form => self.add_another(now),
            Action::CheckIn => self.today.focus = Focus::Form,
            Action::Options => {
                self.open_care(Care::Choosing(Box::new(Choosing::new(Topic::Options))));
            }
            Action::TakeUp => return self.take_up(now),
            Action::PutOff => return self.put_off(),
            Action::Log => self.open_log(self.today.day, now),
            Action::Back if self.today.focus == Focus::Suggestion => return vec![Effect::Quit],
            // What was answered is kept as a draft.
            Action::Quit if self.today.return_to.is_none() => return vec![Effect::Quit],
            Action::Back | Action::Quit => self.leave_form(now),
            Action::Discard => return self.discard_form(now),
            _ if self.today.focus == Focus::Form => return self.form_key(hit, now),
            _ => {}
        }
        Vec::new()
    }

    fn form_key(&mut self, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let count = self.settings.questions().len();
        let question = self
            .settings
            .questions()
            .get(self.today.question)
            .copied()
            .unwrap_or(Question::Mood);
        let today = &mut self.today;
        match hit.action {
            Action::Rate => {
                today.draft.ratings.set(question, Rating::new(hit.digit));
                today.question = (today.question + 1).min(count.saturating_sub(1));
            }
            Action::Up => today.question = today.question.saturating_sub(1),
            Action::Down => today.question = (today.question + 1).min(count.saturating_sub(1)),
            Action::Left | Action::Right => {
                let present = today.draft.ratings.get(question);
                let moved = match (present, hit.action) {
                    (None, _) => Rating::MIDDLE,
                    (Some(rating), Action::Left) => rating.lowered(),
                    (Some(rating), _) => rating.raised(),
                };
                today.draft.ratings.set(question, Some(moved));
            }
            Action::Clear => today.draft.ratings.set(question, None),
            Action::Note => {
                today.editor = Some(Editor::Note(TextField::new(&today.draft.note, Lines::Many)));
            }
            Action::When => self.open_when(now),
            Action::Tags => today.editor = Some(Editor::Tags(TextField::new("", Lines::One), 0)),
            Action::Save => return self.save_check_in(now),
            _ => {}
        }
        Vec::new()
    }

    /// To the check-in before or after, or the day before or after: a day's own check-ins are edited, one after the
    /// other; a day without one is filled in. What was answered already stays with its day, as a draft.
    fn turn_form(&mut self, by: i64, now: Now) {
        let is_touched = self.today.draft.is_touched();
        if is_touched && self.today.draft.editing.is_some() || self.today.return_to.is_some() {
            let notice = Notice::said("You're editing one check-in.");
            self.notify(
                notice
                    .press(Action::Save, "save")
                    .press(Action::Back, "cancel"),
                now,
            );
            return;
        }
        if let Some(beside) = self.check_in_beside(by) {
            self.edit_on_the_way(beside, now);
            return;
        }
        let day = self.today.day.plus(by).min(self.day);
        if self.journal.from().is_some_and(|from| day < from) {
            self.notify(
                "For older days, choose the day in History and open it.",
                now,
            );
            return;
        }
        let there: Vec<Id> = ids_of(self.journal.check_ins_on(day));
        self.today.focus = Focus::Form;
        let nearest = if by < 0 { there.last() } else { there.first() };
        match nearest.filter(|_| day != self.day) {
            Some(id) => self.edit_on_the_way(*id, now),
            None => self.open_form(day, None),
        }
    }

    /// The check-in before or after the one that is being edited, on the same day.
    fn check_in_beside(&self, by: i64) -> Option<Id> {
        let editing = self.today.draft.editing.as_ref()?;
        let there = ids_of(self.journal.check_ins_on(self.today.day));
        let place = there.iter().position(|id| *id == editing.id)?;
        let beside = place.checked_add_signed(if by < 0 { -1 } else { 1 })?;
        there.get(beside).copied()
    }

    /// Opens a check-in in the form on the way through the days, and says how another one is added.
    fn edit_on_the_way(&mut self, id: Id, now: Now) {
        self.edit_check_in(id);
        self.today.return_to = None;
        let there = ids_of(self.journal.check_ins_on(self.today.day));
        let place = there.iter().position(|other| *other == id).unwrap_or(0);
        let said = match there.len() {
            0 | 1 => "Editing this day's check-in.".to_owned(),
            count => format!("Editing check-in {} of {count}.", place + 1),
        };
        let notice = Notice::said(said).press(Action::CheckIn, "add another");
        self.notify(notice, now);
    }

    /// From editing a day's check-in to adding another one.
    fn add_another(&mut self, now: Now) {
        if self.today.draft.editing.is_none() {
            return;
        }
        if self.today.draft.is_touched() {
            let notice = Notice::said("You're editing one check-in.");
            self.notify(notice.press(Action::Save, "save it first"), now);
            return;
        }
        let day = self.today.day;
        self.open_form(day, None);
    }

    fn save_check_in(&mut self, now: Now) -> Vec<Effect> {
        if self.today.draft.is_empty() {
            self.notify("Nothing to save yet. One number is enough.", now);
            return Vec::new();
        }
        let draft = &self.today.draft;
        let is_today = self.today.day == self.day;
        let at = if is_today {
            now.wall
        } else {
            let noon = self.today.day.date().and_time(NOON);
            noon.and_local_timezone(*now.wall.offset())
                .single()
                .unwrap_or(now.wall)
        };
        if let Some(found) = &draft.editing {
            let wanted = CheckIn {
                ratings: draft.ratings,
                tags: draft.tags.clone(),
                note: draft.note.clone(),
                updated_at: now.wall,
                ..draft.moved_to(found)
            };
            let edit = Change::edit(found.clone(), wanted);
            return self.save_form(self.today.form(), edit);
        }
        let record = CheckIn {
            id: self.ids.make(now.wall),
            at,
            timed: is_today,
            day: self.today.day,
            ratings: draft.ratings,
            sleep_hours: None,
            tags: draft.tags.clone(),
            note: draft.note.clone(),
            source: Source::Typed,
            import: None,
            updated_at: now.wall,
        };
        self.save_form(self.today.form(), Change::save(record))
    }

    /// The check-in is stored: on to the suggestion; or, while catching up, to the next day
    /// before it that has none.
    pub(super) fn check_in_stored(&mut self, record: &CheckIn, now: Now) {
        let edited = self.today.draft.editing.is_some();
        self.open_form(self.day, None);
        self.today.focus = Focus::Suggestion;
        if self.today.return_to.is_some() {
            self.go_back_from_form();
        } else if !edited && record.day < self.day {
            let earlier = record.day.plus(-1);
            let loaded = self.journal.from().is_none_or(|from| earlier >= from);
            let begun = self
                .journal
                .span()
                .is_some_and(|(first, _)| first < earlier);
            if loaded && begun && self.journal.check_ins_on(earlier).is_empty() {
                self.open_form(earlier, None);
                self.today.focus = Focus::Form;
                let notice = Notice::undoable("Saved. Add the day before too?");
                self.notify(notice.press(Action::Back, "finish"), now);
                return;
            }
        }
        let low = saved_low(record.ratings.mood).filter(|_| !edited && record.day == self.day);
        self.notify(
            match low {
                Some(low) if self.is_hard_day() => {
                    Notice::said(low).press(Action::Support, "talk to someone")
                }
                low => Notice::undoable(low.unwrap_or("Saved.")),
            },
            now,
        );
    }

    /// Opens the field for when a stored check-in was; a new one has its day chosen in another way.
    fn open_when(&mut self, now: Now) {
        if let Some(when) = self.today.draft.when() {
            self.today.editor = Some(Editor::When(TextField::new(&when, Lines::One), None));
            return;
        }
        let [earlier, later] = [Action::EarlierDay, Action::LaterDay]
            .map(|action| self.keys.hint(Context::CheckIn, action));
        self.notify(
            format!("This check-in is new: {earlier} and {later} choose its day."),
            now,
        );
    }

    /// When a stored check-in was is being typed.
    fn when_key(&mut self, hit: KeyMatch, now: Now) {
        let start = self.settings.day_start();
        let today = &mut self.today;
        let (Some(Editor::When(field, problem)), Some(found)) =
            (&mut today.editor, &today.draft.editing)
        else {
            return;
        };
        match hit.action {
            Action::Accept | Action::Save | Action::Back => {
                match new_time(field, found, now, start) {
                    Ok(time) => {
                        today.draft.moved = Some(time);
                        today.day = time.day;
                        today.editor = None;
                    }
                    // No time that it can be: it stays what it was.
                    Err(_) if hit.action == Action::Back => today.editor = None,
                    Err(why) => *problem = Some(why),
                }
            }
            _ => {}
        }
    }

    fn editor_key(&mut self, hit: KeyMatch) {
        let matches: Vec<String> = self
            .matching_tags()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let today = &mut self.today;
        match (&mut today.editor, hit.action) {
            (Some(Editor::Note(field)), Action::Save | Action::Back) => {
                today.draft.note = field.trimmed();
                today.editor = None;
            }
            (Some(Editor::Tags(_, chosen)), Action::Up) => *chosen = chosen.saturating_sub(1),
            (Some(Editor::Tags(_, chosen)), Action::Down) => {
                *chosen = (*chosen + 1).min(matches.len());
            }
            (Some(Editor::Tags(field, chosen)), Action::NextField) => {
                if let Some(tag) = matches.get(chosen.saturating_sub(1)) {
                    field.set(tag);
                    *chosen = 0;
                }
            }
            (Some(Editor::Tags(field, chosen)), Action::Accept) => {
                let picked = chosen
                    .checked_sub(1)
                    .and_then(|place| matches.get(place))
                    .cloned();
                let tag = picked.unwrap_or_else(|| field.trimmed().replace(['|', ';'], " "));
                if tag.is_empty() {
                    today.editor = None;
                } else {
                    match today.draft.tags.iter().position(|present| *present == tag) {
                        Some(place) => drop(today.draft.tags.remove(place)),
                        None => today.draft.tags.push(tag),
                    }
                    field.set("");
                    *chosen = 0;
                }
            }
            (Some(Editor::Tags(..)), Action::Back) => {
                today.draft = today.draft.with(today.editor.as_ref());
                today.editor = None;
            }
            _ => {}
        }
    }

    pub(super) fn start_suggestion(&mut self, tiny: bool) -> Vec<Effect> {
        let suggestion = if tiny {
            self.suggest(true)
        } else {
            self.today.suggestion.clone()
        };
        if let Some(suggestion) = suggestion {
            self.before(suggestion.routine.clone());
        }
        Vec::new()
    }

    fn another_suggestion(&mut self, now: Now) -> Vec<Effect> {
        let Some(suggestion) = &self.today.suggestion else {
            return Vec::new();
        };
        self.today.refused.push(suggestion.routine.id.clone());
        let remembered = Effect::Remember(
            format!("{REFUSED}{}", self.day),
            self.today.refused.join(" "),
        );
        self.today.asked = None;
        self.refresh_suggestion();
        if self.today.suggestion.is_none() {
            self.notify("That was all that fits today. Move has every routine.", now);
        }
        vec![remembered]
    }

    /// Takes over what was refused earlier today: ids with blanks between.
    pub fn remember_refused(&mut self, ids: &str) {
        self.today.refused = ids.split_whitespace().map(str::to_owned).collect();
        self.refresh_suggestion();
    }

    pub(super) fn refresh_suggestion(&mut self) {
        // It takes the year to know; what the first weeks say would be shown for the blink of an eye.
        if !self.year_tried && self.load_the_year().is_some() {
            return;
        }
        let key = (
            self.journal.revision(),
            self.day,
            self.today.refused.len(),
            Limits::of(&self.journal),
        );
        if self.today.asked != Some(key) {
            self.today.asked = Some(key);
            self.today.suggestion = self.suggest(false);
        }
    }

    fn suggest(&self, tiny: bool) -> Option<Suggestion> {
        let now = Circumstances {
            tiny,
            refused: if tiny { &[] } else { &self.today.refused },
            ..Circumstances::of(&self.journal, self.day)
        };
        suggest(&self.journal, self.day, &now, self.settings.seed)
    }
}

fn ids_of(records: &[CheckIn]) -> Vec<Id> {
    records.iter().map(|record| record.id).collect()
}

/// When `found` is to have been, as it was typed; it has to have come.
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

/// Whether the letters of `typed` stand in `tag` in this order.
fn is_match(tag: &str, typed: &str) -> bool {
    let mut letters = tag.chars().flat_map(char::to_lowercase);
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .all(|wanted| letters.any(|letter| letter == wanted))
}
