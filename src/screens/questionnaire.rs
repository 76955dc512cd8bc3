//! A questionnaire, one item per screen, and the support page shown first when item 9 of the PHQ-9 is above 0.

mod view;

use crate::content::questionnaires::{DAYS_APART, Questionnaire, of};
use crate::domain::{Assessment, Change, Day, Instrument, Moment};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept};
use crate::screens::notice::Notice;
use crate::screens::screen::{Cursor, Screen};
use crate::screens::shared::Shared;
use crate::screens::support_page::SupportPage;
use crate::screens::transition::{Destination, Response, Transition};
use crate::widgets::painter::Painter;

/// A questionnaire being filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionnaireScreen {
    instrument: Instrument,
    /// The answers so far, 0 to 3, one entry per scored item.
    answers: Vec<Option<u8>>,
    /// Index of the current item; one past the last is the unscored question.
    place: usize,
    /// The answer under the cursor, 0 to 3.
    chosen: u8,
    /// Days since it was last answered, if less than two weeks.
    early: Option<i64>,
    /// The support page, shown as soon as item 9 is answered above 0; the questionnaire waits.
    support: Option<SupportPage>,
    /// Whether to close after saving without showing the score.
    is_left: bool,
}

impl QuestionnaireScreen {
    /// Starts the questionnaire, or resumes it if it was begun today.
    pub fn new(instrument: Instrument, shared: &Shared) -> Self {
        let draft = Kept::of(&shared.journal, &Form::Questionnaire(instrument));
        // The items ask about the last two weeks, so an older draft covers a different period.
        let start = shared.settings.day_start();
        let is_of_today = |at: Moment| Day::of(at.naive_local(), start) == shared.day;
        let draft = draft.filter(|draft| draft.at.is_some_and(is_of_today));
        let draft = draft.map_or("", |draft| draft.answers);
        // The format of `written`: `0,2,-,…`.
        let mut answers = vec![None; instrument.items()];
        for (answer, word) in answers.iter_mut().zip(draft.split(',')) {
            *answer = word.parse().ok().filter(|value| *value <= 3);
        }
        let latest = shared.journal.assessments_of(instrument).next_back();
        let ago = latest.map(|record| shared.day.since(record.day));
        Self {
            instrument,
            place: answers.iter().position(Option::is_none).unwrap_or(0),
            answers,
            chosen: 0,
            early: ago.filter(|ago| (0..i64::from(DAYS_APART)).contains(ago)),
            support: None,
            is_left: false,
        }
    }

    /// The text of the questionnaire.
    fn form(&self) -> &'static Questionnaire {
        of(self.instrument)
    }

    /// Whether the unscored question is shown.
    const fn at_unscored(&self) -> bool {
        self.place >= self.answers.len()
    }

    fn written(&self) -> String {
        let words: Vec<String> = self
            .answers
            .iter()
            .map(|answer| answer.map_or_else(|| "-".to_owned(), |value| value.to_string()))
            .collect();
        words.join(",")
    }

    fn go_to(&mut self, place: usize) {
        self.place = place;
        self.chosen = self.answers.get(place).copied().flatten().unwrap_or(0);
    }

    /// Whether the unscored question applies: some answer was above 0.
    fn asks_unscored(&self) -> bool {
        self.form().unscored.is_some()
            && self
                .answers
                .iter()
                .any(|answer| answer.is_some_and(|value| value > 0))
    }

    fn is_begun(&self) -> bool {
        self.answers.iter().any(Option::is_some)
    }

    fn item_key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        match key.action {
            Action::Rate => return self.answer(key.digit, shared),
            Action::Accept => return self.answer(self.chosen, shared),
            Action::Up => self.chosen = self.chosen.saturating_sub(1),
            Action::Down => self.chosen = (self.chosen + 1).min(3),
            Action::Left => self.go_to(self.place.saturating_sub(1)),
            Action::Right => {
                // Move to the next item if this one has an answer.
                let is_answered = self.answers.get(self.place).is_some_and(Option::is_some);
                if is_answered && self.place + 1 < self.answers.len() {
                    self.go_to(self.place + 1);
                }
            }
            Action::Back if self.at_unscored() => return self.leave_with_score(shared),
            Action::Back if self.is_begun() => {
                return Response::close().and_say("Saved as a draft until tonight.");
            }
            Action::Back => return Response::close(),
            _ => {}
        }
        Response::none()
    }

    /// Handles a key on the support page shown before the score.
    fn support_key(&mut self, mut page: SupportPage, action: Action, shared: &Shared) -> Response {
        match action {
            Action::Country => return Destination::Countries.into(),
            Action::Up | Action::Down => {
                page.scroll(action);
                self.support = Some(page);
            }
            Action::Accept => {
                self.support = None;
                return self.go_on(shared);
            }
            Action::Left => {
                self.support = None;
                self.go_to(self.place);
            }
            Action::Back if self.answers.iter().all(Option::is_some) => {
                return self.leave_with_score(shared);
            }
            Action::Back => return Response::close(),
            _ => {}
        }
        Response::none()
    }

    fn answer(&mut self, value: u8, shared: &Shared) -> Response {
        if value > 3 {
            return Response::none();
        }
        if self.at_unscored() {
            return self.save(Some(value), shared);
        }
        let item = self.place;
        self.answers[item] = Some(value);
        if self.form().asks_for_support(item as u8 + 1, value) {
            self.support = Some(SupportPage::default());
            return Response::none();
        }
        self.go_on(shared)
    }

    /// Moves to the first unanswered item, the unscored question or the score.
    fn go_on(&mut self, shared: &Shared) -> Response {
        let missing = self.answers.iter().position(Option::is_none);
        let last = self.place + 1 >= self.answers.len();
        if let Some(missing) = missing.filter(|_| last) {
            self.go_to(missing);
        } else if !last {
            self.go_to(self.place + 1);
        } else if self.asks_unscored() {
            self.go_to(self.answers.len());
        } else {
            return self.save(None, shared);
        }
        Response::none()
    }

    /// Saves the score, then closes without showing it.
    fn leave_with_score(&mut self, shared: &Shared) -> Response {
        self.is_left = true;
        self.save(None, shared)
    }

    fn save(&self, difficulty: Option<u8>, shared: &Shared) -> Response {
        let now = shared.now.wall;
        let record = Assessment {
            id: shared.ids.make(now),
            instrument: self.instrument,
            day: shared.day,
            at: now,
            answers: self.answers.iter().flatten().copied().collect(),
            difficulty,
            updated_at: now,
        };
        if !record.is_complete() {
            return Response::none();
        }
        Transition::SaveForm(Change::save(record)).into()
    }
}

impl Screen for QuestionnaireScreen {
    fn context(&self) -> Context {
        match self.support {
            Some(_) => Context::ItemNine,
            None => Context::Items,
        }
    }

    fn key(&mut self, key: KeyMatch, shared: &Shared) -> Response {
        self.is_left = false;
        match self.support {
            Some(page) => self.support_key(page, key.action, shared),
            None => self.item_key(key, shared),
        }
    }

    fn render(&self, shared: &Shared, painter: &mut Painter<'_>) -> Option<Cursor> {
        view::render(self, shared, painter)
    }

    fn unsaved(&self, _shared: &Shared) -> Option<(Form, String)> {
        let answers = if self.is_begun() {
            self.written()
        } else {
            String::new()
        };
        Some((Form::Questionnaire(self.instrument), answers))
    }

    /// Replaces the questions with the score.
    fn stored(&mut self, _change: &Change, _shared: &Shared) -> Option<Response> {
        if !self.is_left {
            return Some(Response::replace(Destination::Scores(self.instrument)));
        }
        let saved = Notice::undoable("Saved.");
        Some(Response::close().and_say(saved.press(Action::Options, "see your score")))
    }
}
