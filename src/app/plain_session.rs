//! A guided session as lines of text, for screen readers, dumb terminals and pipes: prints what is new since the last
//! call.
//!
//! ```text
//! Ten-minute walk, 10 minutes, gentle.
//! How is your mood? 1 very low, 9 very good. A digit, or enter to leave it out.
//! Get ready, 10 seconds. First: walk, easy.
//! 1 of 3: Walk, easy, 2 minutes. Find your own pace.
//! Half-way.
//! Three seconds.
//! ```

use crate::app::{App, Dialog, Notice, Page};
use crate::content::intensity;
use crate::content::safety::{Outcome, intro, questions};
use crate::content::session_words::{self, HALF, length};
use crate::content::support::{lines as lines_of, page as support_page, stop_signs};
use crate::content::words::{anchors, ask, effort, takes};
use crate::domain::english::capital;
use crate::domain::routine::{Step, Work};
use crate::domain::{Effort, Player, Question};
use crate::screens::session::before::Before;
use crate::screens::session::player::{Playing, Prompt};
use crate::screens::session::readiness::ReadinessForm;
use crate::screens::session::review::{Review, ReviewField};
use crate::screens::session::{AROUND, done_so_far};
use crate::stats::sentences;
use crate::widgets::format;
use std::fmt::Display;

/// The question or step in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    Support,
    Resume,
    Readiness(usize),
    Outcome,
    Before(usize),
    Coin,
    Step(usize),
    Paused,
    Prompt(Prompt),
    After(ReviewField),
    /// The session has ended, or none was started.
    Over,
}

/// What has been printed so far.
#[derive(Debug, Default)]
pub struct PlainSession {
    scene: Option<Scene>,
    notice: String,
    half: bool,
    three: bool,
    minutes: u64,
    begun: bool,
}

/// The input available during a session, in one line.
pub const KEYS: &str = "Type and press enter: p pause, n next, b back, + or - ten seconds, e \
    easier, h harder, s swap, x warning signs, q stop, ! support.";

impl PlainSession {
    /// Whether the session is over and everything about it has been printed.
    pub fn is_over(&self) -> bool {
        self.scene == Some(Scene::Over)
    }

    /// The new lines since the last call.
    pub fn news(&mut self, app: &App) -> Vec<String> {
        let mut lines = Vec::new();
        let notice = app
            .notices
            .shown()
            .map(Notice::in_lines)
            .unwrap_or_default();
        if notice != self.notice && !notice.is_empty() {
            lines.push(notice.clone());
        }
        self.notice = notice;
        let scene = scene(app);
        if self.scene != Some(scene) {
            self.enter(app, scene, &mut lines);
            self.scene = Some(scene);
        } else if let (Scene::Step(_), Some(playing)) = (scene, app.playing()) {
            self.within(&playing.running.player, &mut lines);
        }
        lines
    }

    fn enter(&mut self, app: &App, scene: Scene, lines: &mut Vec<String>) {
        let numbers = !app.hides_numbers();
        match (scene, app.dialogs.last(), &app.page) {
            (Scene::Support, Some(Dialog::Support(_)), _) => {
                lines.extend(support_lines(app));
            }
            (Scene::Resume, Some(Dialog::Resume(offer)), _) => {
                lines.push("Welcome back. A session is still open.".to_owned());
                lines.push(offer.summary(app, numbers));
                lines.extend(offer.page.map(|outcome| page(app, outcome)));
                lines.extend(numbered(offer.answers(numbers)));
            }
            (Scene::Readiness(_) | Scene::Outcome, _, Some(Page::Readiness(form))) => {
                readiness(app, form, lines);
            }
            (Scene::Before(row), _, Some(Page::Before(before))) => {
                ask_before(before, row, numbers, lines);
            }
            (Scene::Coin, _, Some(Page::Before(before))) => lines.extend(
                before
                    .coin
                    .as_ref()
                    .map(|coin| format!("{coin} Press enter to start.")),
            ),
            (Scene::After(field), _, Some(Page::Review(review))) => {
                ask_after(review, field, self.scene, numbers, lines);
            }
            (Scene::Over, ..) if self.scene == Some(Scene::Outcome) => {
                lines.push("What fits, and what doesn't: firstline routines list".to_owned());
            }
            (_, _, Some(Page::Player(playing))) => {
                self.enter_session(playing, scene, app, lines);
            }
            _ => {}
        }
    }

    fn enter_session(
        &mut self,
        playing: &Playing,
        scene: Scene,
        app: &App,
        lines: &mut Vec<String>,
    ) {
        let player = &playing.running.player;
        match scene {
            Scene::Paused => lines.push("Paused. p resumes.".to_owned()),
            Scene::Prompt(prompt) => {
                match prompt {
                    Prompt::Stop => {
                        let done = player.active().as_secs();
                        lines.push(done_so_far((!app.hides_numbers()).then_some(done)));
                    }
                    Prompt::Signs => lines.extend(stop_signs(&app.place())),
                    Prompt::Away(silence) => {
                        let time = format::minutes(silence.as_secs());
                        lines.push(format!("You were away for {time}. Count that time?"));
                    }
                }
                lines.extend(numbered(prompt.words()));
            }
            _ => {
                if !std::mem::replace(&mut self.begun, true) {
                    lines.push(KEYS.to_owned());
                }
                let same_step = self.scene == Some(Scene::Paused);
                if same_step {
                    lines.push(format!(
                        "Resumed, {} left.",
                        length(player.step_left().as_secs())
                    ));
                } else {
                    lines.extend(step(player));
                }
                (self.half, self.three) = (same_step && self.half, same_step && self.three);
                self.minutes = player.into_step().as_secs() / 60;
            }
        }
    }

    fn within(&mut self, player: &Player, lines: &mut Vec<String>) {
        let (into, length) = (player.into_step(), player.step_length());
        let open = player.step().is_some_and(|step| step.work == Work::Open);
        let moves = player.step().is_some_and(Step::is_movement);
        if moves && !self.half && length.as_secs() >= 30 && into >= length / 2 {
            self.half = true;
            lines.push(HALF.to_owned());
        }
        if open && into.as_secs() / 60 > self.minutes {
            self.minutes = into.as_secs() / 60;
            let reached = !length.is_zero() && into >= length && !self.three;
            self.three |= reached;
            let aim = if reached {
                " Goal reached. Keep going, or q to stop."
            } else {
                ""
            };
            lines.push(format!(
                "{}.{aim}",
                capital(&session_words::length(self.minutes * 60))
            ));
        }
        if !open && !self.three && length.as_secs() >= 10 && player.step_left().as_secs_f64() <= 3.0
        {
            self.three = true;
            lines.push("Three seconds.".to_owned());
        }
    }
}

fn scene(app: &App) -> Scene {
    match app.dialogs.last() {
        Some(Dialog::Support(_)) => return Scene::Support,
        Some(Dialog::Resume(_)) => return Scene::Resume,
        Some(_) | None => {}
    }
    match &app.page {
        Some(Page::Readiness(form)) if form.page.is_some() => Scene::Outcome,
        Some(Page::Readiness(form)) => Scene::Readiness(form.answers.len()),
        Some(Page::Before(before)) if before.coin.is_some() => Scene::Coin,
        Some(Page::Before(before)) => Scene::Before(before.list.chosen),
        Some(Page::Player(playing)) => match playing.prompt {
            Some(prompt) => Scene::Prompt(prompt),
            None if playing.running.player.is_paused() => Scene::Paused,
            None => Scene::Step(playing.running.player.index()),
        },
        Some(Page::Review(review)) => Scene::After(review.field),
        Some(Page::LogForm(_) | Page::RoutineEditor(_)) | None => Scene::Over,
    }
}

fn numbered(choices: impl IntoIterator<Item = impl Display>) -> Vec<String> {
    choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| format!("  {} {choice}", index + 1))
        .collect()
}

/// The support page as lines of text.
fn support_lines(app: &App) -> Vec<String> {
    let change = "Another country: firstline support --country NAME --save";
    let entries = support_page(&app.place(), &app.own_lines(), change, false);
    let back = "Enter goes back.".to_owned();
    lines_of(&entries).into_iter().chain([back]).collect()
}

/// The page of an outcome, in one line.
fn page(app: &App, outcome: Outcome) -> String {
    format!("{}. {}", outcome.words().title, outcome.text(&app.place()))
}

fn readiness(app: &App, form: &ReadinessForm, lines: &mut Vec<String>) {
    if let Some(shown) = &form.page {
        lines.push(page(app, shown.outcome));
        lines.extend(numbered(shown.ways.iter().map(|way| way.words())));
        return;
    }
    if form.answers.is_empty() {
        lines.extend(form.routine.as_ref().map(|routine| routine.title.clone()));
        lines.push(intro().to_owned());
    }
    lines.extend(
        questions()
            .get(form.answers.len())
            .map(|asked| format!("{} y or n.", asked.text)),
    );
}

fn ask_before(before: &Before, row: usize, numbers: bool, lines: &mut Vec<String>) {
    if row == 0 {
        let routine = &before.routine;
        lines.push(match routine.seconds() {
            0 => format!("{}.", routine.title),
            _ => format!(
                "{}, {}, {}.",
                routine.title,
                takes(routine.minutes(), numbers),
                intensity::of(routine).word()
            ),
        });
    }
    lines.push(question(
        AROUND[row],
        before.known.filter(|_| row == 0).map(|known| {
            if numbers {
                format!("the {known}")
            } else {
                "your answer".to_owned()
            }
        }),
    ));
}

/// The prompt for a rating; `known` describes the existing recent one.
fn question(question: Question, known: Option<String>) -> String {
    let (low, _, high) = anchors(question);
    let enter = known.map_or_else(
        || "to skip".to_owned(),
        |known| format!("to keep {known} from just now"),
    );
    format!(
        "{} 1 {low}, 9 {high}. A number, or enter {enter}.",
        ask(question)
    )
}

fn ask_after(
    review: &Review,
    field: ReviewField,
    last: Option<Scene>,
    numbers: bool,
    lines: &mut Vec<String>,
) {
    if !matches!(last, Some(Scene::After(_))) {
        lines.push(review.headline(numbers));
    }
    if matches!(last, Some(Scene::After(ReviewField::Mood))) {
        lines.extend(review.lift_sentence().map(str::to_owned));
        lines.extend(
            review
                .usual
                .as_ref()
                .filter(|_| numbers)
                .and_then(sentences::lift),
        );
    }
    lines.push(match field {
        ReviewField::Mood => question(Question::Mood, None),
        ReviewField::Energy => question(Question::Energy, None),
        ReviewField::Calm => question(Question::Calm, None),
        ReviewField::Effort => {
            let words = |value| Effort::new(value).map(effort).unwrap_or_default();
            format!(
                "How hard was it? 0 {}, 5 {}, 10 {}. A number, or enter to skip.",
                words(0),
                words(5),
                words(10)
            )
        }
        ReviewField::Felt => {
            "How did it go? 1 too hard, 2 fine, 3 too easy, 4 it hurt. A number, or enter to skip."
                .to_owned()
        }
    });
}

/// The current step and its position among all movements.
fn step(player: &Player) -> Option<String> {
    let moves = |steps: &[Step]| steps.iter().filter(|step| step.is_movement()).count();
    let (at, of) = (
        moves(player.steps().get(..=player.index())?),
        moves(player.steps()),
    );
    let counted = of > 1 && player.step().is_some_and(Step::is_movement);
    let said = session_words::step(player)?;
    Some(if counted {
        format!("{at} of {of}: {said}")
    } else {
        said
    })
}
