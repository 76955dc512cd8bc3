//! A questionnaire being answered, one item a screen; and what comes first when the PHQ-9's ninth
//! item is above 0.

use crate::app::care::Care;
use crate::app::country::CountryPick;
use crate::app::support::Support;
use crate::app::{App, Effect, Notice, Overlay};
use crate::content::questionnaires::{DAYS_APART, Questionnaire, of};
use crate::domain::{Assessment, Change, Day, Instrument, Now};
use crate::keys::{Action, KeyMatch};
use crate::screens::draft::{Form, Kept};

/// The questionnaire on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Which one.
    pub instrument: Instrument,
    /// The answers so far, one place for each scored item.
    pub answers: Vec<Option<u8>>,
    /// The place of the item shown; one past the last is the question that is not scored.
    pub place: usize,
    /// The answer the cursor is on, 0 to 3.
    pub chosen: u8,
    /// Days since it was last answered, when that was less than two weeks ago.
    pub early: Option<i64>,
}

impl Asking {
    /// From the start, or from where it was left (`0,2,-,…`).
    fn new(instrument: Instrument, draft: Option<&str>) -> Self {
        let mut answers = vec![None; instrument.items()];
        for (answer, word) in answers.iter_mut().zip(draft.unwrap_or_default().split(',')) {
            *answer = word.parse().ok().filter(|value| *value <= 3);
        }
        let place = answers.iter().position(Option::is_none).unwrap_or(0);
        Self {
            instrument,
            answers,
            place,
            chosen: 0,
            early: None,
        }
    }

    /// Its wording.
    pub fn form(&self) -> &'static Questionnaire {
        of(self.instrument)
    }

    /// Whether the question after the scored ones is shown.
    pub const fn at_unscored(&self) -> bool {
        self.place >= self.answers.len()
    }

    /// Which form it is, and the answers so far.
    pub(super) fn draft(&self) -> (Form, String) {
        let answers = if self.answers.iter().all(Option::is_none) {
            String::new()
        } else {
            self.written()
        };
        (Form::Questionnaire(self.instrument), answers)
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

    /// Whether the question after the scored ones has a reason: something was above 0.
    fn asks_unscored(&self) -> bool {
        self.form().unscored.is_some()
            && self
                .answers
                .iter()
                .any(|answer| answer.is_some_and(|value| value > 0))
    }
}

/// Support, shown the moment the ninth item is answered above 0; the questionnaire waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemNine {
    /// The answers, all nine there.
    pub asking: Asking,
    /// How far it is scrolled.
    pub page: Support,
}

impl App {
    /// A questionnaire to be answered, from where it was left today.
    pub(super) fn begin_asking(&self, instrument: Instrument) -> Asking {
        let kept = Kept::of(&self.journal, &Form::Questionnaire(instrument));
        // The items ask about the last two weeks: an older beginning is about other weeks.
        let start = self.settings.day_start();
        let draft = kept.filter(|kept| {
            kept.at
                .is_some_and(|at| Day::of(at.naive_local(), start) == self.day)
        });
        let mut asking = Asking::new(instrument, draft.map(|kept| kept.answers));
        let latest = self.journal.assessments_of(instrument).next_back();
        let ago = latest.map(|record| self.day.since(record.day));
        asking.early = ago.filter(|ago| (0..i64::from(DAYS_APART)).contains(ago));
        asking
    }

    pub(super) fn asking_key(
        &mut self,
        mut asking: Asking,
        hit: KeyMatch,
        now: Now,
    ) -> Vec<Effect> {
        match hit.action {
            Action::Rate => return self.answer(asking, hit.digit, now),
            Action::Accept => {
                let chosen = asking.chosen;
                return self.answer(asking, chosen, now);
            }
            Action::Up => asking.chosen = asking.chosen.saturating_sub(1),
            Action::Down => asking.chosen = (asking.chosen + 1).min(3),
            Action::Left => {
                let before = asking.place.saturating_sub(1);
                asking.go_to(before);
            }
            Action::Right => {
                // On to the next, where there is an answer already.
                if asking
                    .answers
                    .get(asking.place)
                    .is_some_and(Option::is_some)
                    && asking.place + 1 < asking.answers.len()
                {
                    let next = asking.place + 1;
                    asking.go_to(next);
                }
            }
            Action::Back => {
                self.overlays.pop();
                if asking.at_unscored() {
                    return self.keep(&asking, None, now);
                }
                if asking.answers.iter().all(Option::is_none) {
                    return Vec::new();
                }
                self.notify("Kept until tonight. Nothing is scored yet.", now);
                return Vec::new();
            }
            _ => return Vec::new(),
        }
        self.turn_care(Care::Asking(asking));
        Vec::new()
    }

    fn answer(&mut self, mut asking: Asking, value: u8, now: Now) -> Vec<Effect> {
        if value > 3 {
            return Vec::new();
        }
        if asking.at_unscored() {
            return self.keep(&asking, Some(value), now);
        }
        let item = asking.place;
        asking.answers[item] = Some(value);
        if asking.form().asks_for_support(item as u8 + 1, value) {
            let page = Support::default();
            self.turn_care(Care::ItemNine(ItemNine { asking, page }));
            return Vec::new();
        }
        self.go_on(asking, now)
    }

    /// To the first item without an answer, the question after them, or the score.
    fn go_on(&mut self, mut asking: Asking, now: Now) -> Vec<Effect> {
        let missing = asking.answers.iter().position(Option::is_none);
        let last = asking.place + 1 >= asking.answers.len();
        if let Some(missing) = missing.filter(|_| last) {
            asking.go_to(missing);
        } else if !last {
            let next = asking.place + 1;
            asking.go_to(next);
        } else if asking.asks_unscored() {
            let after = asking.answers.len();
            asking.go_to(after);
        } else {
            return self.keep(&asking, None, now);
        }
        self.turn_care(Care::Asking(asking));
        Vec::new()
    }

    /// Stores the answers; the score is shown once they are kept.
    fn keep(&mut self, asking: &Asking, difficulty: Option<u8>, now: Now) -> Vec<Effect> {
        let answers: Vec<u8> = asking.answers.iter().flatten().copied().collect();
        let record = Assessment {
            id: self.ids.make(now.wall),
            instrument: asking.instrument,
            day: self.day,
            at: now.wall,
            answers,
            difficulty,
            updated_at: now.wall,
        };
        if !record.is_complete() {
            return Vec::new();
        }
        let form = Form::Questionnaire(asking.instrument);
        self.save_form(form, Change::save(record))
    }

    /// The answers are stored: the score takes the place of the questions, where they are still open.
    pub(super) fn assessment_stored(&mut self, record: &Assessment, now: Now) {
        let asked = matches!(self.overlays.last(), Some(Overlay::Care(care)) if matches!(**care, Care::Asking(_)));
        if asked {
            self.turn_care(Care::Scores(record.instrument));
        } else {
            let notice = Notice::undoable("Saved. The score is with your questionnaires.");
            self.notify(notice.press(Action::Options, "see them"), now);
        }
    }

    pub(super) fn item_nine_key(
        &mut self,
        mut screen: ItemNine,
        hit: KeyMatch,
        now: Now,
    ) -> Vec<Effect> {
        match hit.action {
            Action::Country => {
                self.open_care(Care::Country(Box::new(CountryPick::new(self.place()))));
            }
            Action::Up | Action::Down => {
                screen.page.scroll(hit.action);
                self.turn_care(Care::ItemNine(screen));
            }
            Action::Accept => return self.go_on(screen.asking, now),
            Action::Left => {
                let mut asking = screen.asking;
                let item = asking.place;
                asking.go_to(item);
                self.turn_care(Care::Asking(asking));
            }
            Action::Back => {
                self.overlays.pop();
                if screen.asking.answers.iter().all(Option::is_some) {
                    return self.keep(&screen.asking, None, now);
                }
            }
            _ => {}
        }
        Vec::new()
    }
}
