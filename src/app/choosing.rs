//! One of a few answers: the options, the first questions, the plan, the weekly review, a day off.
//! Each is a heading, a few lines and a list; a digit or enter chooses.

use crate::app::care::Care;
use crate::app::country::CountryPick;
use crate::app::people::People;
use crate::app::{App, Effect};
use crate::coach::DayOff;
use crate::coach::plan::{PLAN, Plan, REVIEWED, TALK_IT_OVER, Turn, first_aim, plenty, review};
use crate::coach::{Limits, hides_numbers};
use crate::content::about::{ASKED, FirstQuestion, MINUTES, about};
use crate::domain::{Change, Instrument, Journal, Now};
use crate::keys::{Action, Context, KeyMatch};
use crate::screens::draft::{Form, Kept, written};
use crate::widgets::text_field::{Lines, TextField};
use serde_json::Map;

/// What the draft of the sentence of when and where calls it.
const WHEN_AND_WHERE: &str = "if_then";

/// What the list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// What there is beside the tabs.
    Options,
    /// The first questions, by their place.
    About(usize),
    /// The plan.
    Plan,
    /// The look back at a week.
    Review,
    /// What kind of day today is.
    DayOff,
}

/// A list to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Choosing {
    /// What it is about.
    pub topic: Topic,
    /// The line the cursor is on.
    pub chosen: usize,
    /// The ticked lines, where several may hold.
    pub ticked: Vec<usize>,
    /// The if-then plan while it is being written.
    pub field: Option<TextField>,
    /// What was answered so far.
    answers: Vec<(String, String)>,
}

/// What such a screen says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The heading.
    pub title: String,
    /// A few lines under it.
    pub text: Vec<String>,
    /// The list.
    pub options: Vec<String>,
    /// Which of how many questions.
    pub step: Option<(usize, usize)>,
    /// Whether more than one line may be ticked.
    pub several: bool,
    /// A quiet line at the end.
    pub foot: Option<&'static str>,
}

/// The lines of the options, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opt {
    Plan,
    DayOff,
    About,
    Scores(Instrument),
    People,
    Settings,
    BringIn,
    Safety,
}

const OPTIONS: [Opt; 9] = [
    Opt::Plan,
    Opt::DayOff,
    Opt::About,
    Opt::Scores(Instrument::Phq9),
    Opt::Scores(Instrument::Gad7),
    Opt::People,
    Opt::Settings,
    Opt::BringIn,
    Opt::Safety,
];

/// The lines of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlanLine {
    Take(u32),
    LookBack,
    Write,
    Change(Turn),
    End,
}

impl Choosing {
    /// A list on `topic`.
    pub const fn new(topic: Topic) -> Self {
        Self {
            topic,
            chosen: 0,
            ticked: Vec::new(),
            field: None,
            answers: Vec::new(),
        }
    }

    /// What has the focus.
    pub const fn context(&self) -> Context {
        if self.field.is_some() {
            Context::Field
        } else {
            Context::Choices
        }
    }

    /// The sentence of when and where, while it differs from what is stored.
    pub(super) fn answers(&self, journal: &Journal) -> Option<(Form, String)> {
        let typed = self.field.as_ref()?.trimmed();
        let stored = Plan::of(journal)
            .map(|plan| plan.if_then)
            .unwrap_or_default();
        let answers = if typed == stored {
            Map::new()
        } else {
            Map::from_iter([(WHEN_AND_WHERE.to_owned(), typed.into())])
        };
        Some((Form::IfThen, written(&answers)))
    }

    pub(super) const fn field_mut(&mut self) -> Option<&mut TextField> {
        self.field.as_mut()
    }
}

impl App {
    /// What the screen of `choosing` says.
    pub fn choices(&self, choosing: &Choosing) -> Choices {
        match choosing.topic {
            Topic::Options => Choices {
                title: "options".to_owned(),
                options: self
                    .options()
                    .map(|option| self.option_words(option))
                    .collect(),
                ..Choices::default()
            },
            Topic::About(place) => about_choices(place),
            Topic::Plan => self.plan_choices(),
            Topic::Review => self.review_choices(),
            Topic::DayOff => Choices {
                title: "what kind of day is it".to_owned(),
                text: vec![
                    "Days off never count against you. Moving is still fine if you feel like it."
                        .to_owned(),
                ],
                options: ["Rest day", "Not well", "Vacation", "A normal day"]
                    .map(str::to_owned)
                    .to_vec(),
                ..Choices::default()
            },
        }
    }

    /// The options there are: the plan stays away with the numbers for those whom goals make worse.
    fn options(&self) -> impl Iterator<Item = Opt> {
        let hidden = hides_numbers(&self.journal);
        OPTIONS
            .into_iter()
            .filter(move |option| !hidden || *option != Opt::Plan)
    }

    fn option_words(&self, option: Opt) -> String {
        match option {
            Opt::Plan => Plan::of(&self.journal).map_or_else(
                || "a plan for the week".to_owned(),
                |plan| format!("the plan: {} minutes a week", plan.minutes),
            ),
            Opt::DayOff => DayOff::on(&self.journal, self.day).map_or_else(
                || "Take today off: rest, not well, vacation".to_owned(),
                |kind| format!("Today is a day off: {}", kind.label()),
            ),
            Opt::About => "About you: a few quick questions".to_owned(),
            Opt::Safety => "answer the safety questions".to_owned(),
            Opt::Scores(instrument) => {
                let about = if instrument == Instrument::Gad7 {
                    "worry and tension"
                } else {
                    "low mood"
                };
                format!("{}, a questionnaire on {about}", instrument.name())
            }
            Opt::People => "your own people and notes for hard moments".to_owned(),
            Opt::Settings => "settings: colours, cues, what is asked".to_owned(),
            Opt::BringIn => "bring in your history from another program".to_owned(),
        }
    }

    fn plan_choices(&self) -> Choices {
        let options = self.plan_lines().into_iter().map(plan_line_words).collect();
        let Some(plan) = Plan::of(&self.journal) else {
            let now = self.minutes_now();
            let told = now.map_or_else(
                || "A first aim could be three times ten minutes.".to_owned(),
                |now| {
                    format!(
                        "You said about {now} minutes a week. A little more than that is plenty to start."
                    )
                },
            );
            let text = vec![
                plenty(&self.journal, self.day).unwrap_or(told),
                "No more than an aim: nothing is counted against you.".to_owned(),
            ];
            return Choices {
                title: "a plan for the week".to_owned(),
                text,
                options,
                ..Choices::default()
            };
        };
        let week = self.journal.week(self.day);
        let mut text = vec![format!(
            "{} minutes a week. The last seven days: {} minutes on {} {}.",
            plan.minutes,
            week.total().round(),
            week.active_days(),
            if week.active_days() == 1 {
                "day"
            } else {
                "days"
            }
        )];
        text.push(if plan.if_then.is_empty() {
            "Naming a moment and a place can help to begin: after lunch, I walk ten minutes."
                .to_owned()
        } else {
            format!("\"{}\"", plan.if_then)
        });
        Choices {
            title: "the plan".to_owned(),
            text,
            options,
            ..Choices::default()
        }
    }

    fn plan_lines(&self) -> Vec<PlanLine> {
        if let Some(plan) = Plan::of(&self.journal) {
            let mut lines = vec![
                PlanLine::LookBack,
                PlanLine::Write,
                PlanLine::Change(Turn::Easier),
                PlanLine::Change(Turn::Up),
                PlanLine::End,
            ];
            if !review(&self.journal, &plan, self.day).grows {
                lines.retain(|line| *line != PlanLine::Change(Turn::Up));
            }
            lines
        } else {
            let aim = first_aim(self.minutes_now().unwrap_or(0), Limits::of(&self.journal));
            let small = [20, 10].map(PlanLine::Take);
            std::iter::once(PlanLine::Take(aim)).chain(small).collect()
        }
    }

    /// Minutes of movement a week, as the person said at the start.
    fn minutes_now(&self) -> Option<u32> {
        self.journal.setting(MINUTES)?.parse().ok()
    }

    fn review_choices(&self) -> Choices {
        let Some(plan) = Plan::of(&self.journal) else {
            return self.plan_choices();
        };
        let look = review(&self.journal, &plan, self.day);
        let mut text = vec![look.in_words()];
        if look.plenty_again {
            let numbers = self.keys.hint(Context::Tabs, Action::Numbers);
            text.push(format!(
                "{TALK_IT_OVER} You can turn goals off here and hide numbers with {numbers}."
            ));
        }
        if look.days_off > 0 {
            text.push(format!("Days off: {}.", look.days_off));
        }
        text.push(look.why.clone());
        let options = look
            .turns()
            .into_iter()
            .map(|turn| {
                let mark = if turn == look.turn {
                    ", as proposed"
                } else {
                    ""
                };
                format!("{} minutes{mark}", look.aim_after(turn))
            })
            .chain(look.plenty.then(|| plan_line_words(PlanLine::End)))
            .collect();
        Choices {
            title: "the last seven days".to_owned(),
            text,
            options,
            foot: Some("Nothing changes unless you choose it."),
            ..Choices::default()
        }
    }

    pub(super) fn choosing_key(
        &mut self,
        mut choosing: Choosing,
        hit: KeyMatch,
        now: Now,
    ) -> Vec<Effect> {
        if choosing.field.is_some() {
            return self.if_then_key(choosing, hit, now);
        }
        let screen = self.choices(&choosing);
        let last = screen.options.len().saturating_sub(1);
        match hit.action {
            Action::Up => choosing.chosen = choosing.chosen.saturating_sub(1),
            Action::Down => choosing.chosen = (choosing.chosen + 1).min(last),
            Action::Rate | Action::Clear => {
                let picked = if hit.action == Action::Clear {
                    choosing.chosen
                } else {
                    usize::from(hit.digit) - 1
                };
                if picked > last {
                    return Vec::new();
                }
                choosing.chosen = picked;
                if !screen.several {
                    return self.choose(choosing);
                }
                match choosing.ticked.iter().position(|tick| *tick == picked) {
                    Some(place) => drop(choosing.ticked.remove(place)),
                    None => choosing.ticked.push(picked),
                }
            }
            Action::Accept => return self.choose(choosing),
            Action::Left => {
                if let Topic::About(place) = choosing.topic {
                    choosing.answers.truncate(place.saturating_sub(1));
                    choosing = self.at_question(place.saturating_sub(1), choosing.answers);
                }
            }
            Action::Back => {
                self.overlays.pop();
                return match choosing.topic {
                    Topic::About(_) => self.keep_answers(choosing.answers),
                    Topic::Review => vec![self.remember(REVIEWED, &self.day.to_string())],
                    Topic::Options | Topic::Plan | Topic::DayOff => Vec::new(),
                };
            }
            _ => return Vec::new(),
        }
        self.turn_care(Care::Choosing(Box::new(choosing)));
        Vec::new()
    }

    fn choose(&mut self, choosing: Choosing) -> Vec<Effect> {
        match choosing.topic {
            Topic::Options => {
                let Some(option) = self.options().nth(choosing.chosen) else {
                    return Vec::new();
                };
                match option {
                    Opt::Plan => {
                        self.turn_care(Care::Choosing(Box::new(Choosing::new(Topic::Plan))));
                    }
                    Opt::DayOff => {
                        self.turn_care(Care::Choosing(Box::new(Choosing::new(Topic::DayOff))));
                    }
                    Opt::About => self.open_about(true),
                    Opt::Safety => {
                        self.overlays.pop();
                        self.open_questions();
                    }
                    Opt::Scores(instrument) => self.turn_care(Care::Scores(instrument)),
                    Opt::People => self.turn_care(Care::People(People::new(&self.journal))),
                    Opt::Settings => {
                        self.overlays.pop();
                        self.open_settings();
                    }
                    Opt::BringIn => {
                        self.overlays.pop();
                        return self.open_bringing();
                    }
                }
                Vec::new()
            }
            Topic::About(place) => self.answer_about(place, choosing),
            Topic::Plan => self.choose_plan(choosing),
            Topic::Review => {
                let Some(plan) = Plan::of(&self.journal) else {
                    return Vec::new();
                };
                let look = review(&self.journal, &plan, self.day);
                // The line after the turns ends the plan.
                let plan = look.turns().get(choosing.chosen).map(|turn| Plan {
                    minutes: look.aim_after(*turn),
                    ..plan
                });
                self.overlays.pop();
                let reviewed = Self::set(REVIEWED, self.day.to_string());
                let plan = plan.map_or_else(String::new, |plan| plan.to_setting());
                vec![Effect::Apply(Change::Several(vec![
                    Self::set(PLAN, plan),
                    reviewed,
                ]))]
            }
            Topic::DayOff => {
                self.overlays.pop();
                let kind = DayOff::ALL.get(choosing.chosen);
                vec![Effect::Apply(Self::set(
                    &DayOff::key(self.day),
                    kind.map_or("", |kind| kind.word()),
                ))]
            }
        }
    }

    fn choose_plan(&mut self, mut choosing: Choosing) -> Vec<Effect> {
        let present = Plan::of(&self.journal);
        let lines = self.plan_lines();
        let Some(line) = lines.get(choosing.chosen).copied() else {
            return Vec::new();
        };
        let changed = match (line, present) {
            (PlanLine::Take(minutes), _) => Some(
                Plan {
                    minutes,
                    since: self.day,
                    if_then: String::new(),
                }
                .to_setting(),
            ),
            (PlanLine::LookBack, _) => {
                self.turn_care(Care::Choosing(Box::new(Choosing::new(Topic::Review))));
                None
            }
            (PlanLine::Write, Some(plan)) => {
                choosing.field = Some(self.if_then_field(&plan));
                self.turn_care(Care::Choosing(Box::new(choosing)));
                None
            }
            (PlanLine::Change(turn), Some(plan)) => {
                let minutes = review(&self.journal, &plan, self.day).aim_after(turn);
                Some(Plan { minutes, ..plan }.to_setting())
            }
            (PlanLine::End, _) => Some(String::new()),
            (PlanLine::Write | PlanLine::Change(_), None) => None,
        };
        changed
            .map(|value| Effect::Apply(Self::set(PLAN, value)))
            .into_iter()
            .collect()
    }

    /// The field for when and where, with what was typed and not stored yet.
    pub(super) fn if_then_field(&self, plan: &Plan) -> TextField {
        let kept = Kept::of(&self.journal, &Form::IfThen).map(|kept| kept.by_name());
        let typed = kept
            .as_ref()
            .and_then(|kept| kept.get(WHEN_AND_WHERE)?.as_str());
        TextField::new(typed.unwrap_or(&plan.if_then), Lines::One)
    }

    /// Opens the plan with that field, over what is there or in the place of it.
    pub(super) fn write_if_then(&mut self, in_place: bool) {
        let Some(plan) = Plan::of(&self.journal) else {
            return;
        };
        let choosing = Choosing {
            field: Some(self.if_then_field(&plan)),
            ..Choosing::new(Topic::Plan)
        };
        let care = Care::Choosing(Box::new(choosing));
        if in_place {
            self.turn_care(care);
        } else {
            self.open_care(care);
        }
    }

    fn if_then_key(&mut self, mut choosing: Choosing, hit: KeyMatch, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        match (hit.action, Plan::of(&self.journal)) {
            (Action::Accept | Action::Save, Some(plan)) => {
                let written = choosing
                    .field
                    .as_ref()
                    .map(TextField::trimmed)
                    .unwrap_or_default();
                let if_then: String = written.chars().take(160).collect();
                let plan = Plan { if_then, ..plan }.to_setting();
                effects = self.save_form(Form::IfThen, Self::set(PLAN, plan));
                choosing.field = None;
            }
            (Action::Back, _) if self.stays_open(&Form::IfThen, now) => return effects,
            (Action::Discard, _) => return self.discard(&Form::IfThen, now),
            (Action::Back, _) => choosing.field = None,
            _ => {}
        }
        self.turn_care(Care::Choosing(Box::new(choosing)));
        effects
    }

    /// Opens the first questions; in the place of the topmost overlay, when there is one of ours.
    pub(super) fn open_about(&mut self, in_place: bool) {
        let first = self.at_question(0, Vec::new());
        if in_place {
            self.turn_care(Care::Choosing(Box::new(first)));
        } else {
            self.open_care(Care::Choosing(Box::new(first)));
        }
    }

    /// The first questions at `place`, with what was answered before under the cursor.
    fn at_question(&self, place: usize, answers: Vec<(String, String)>) -> Choosing {
        let mut choosing = Choosing {
            answers,
            ..Choosing::new(Topic::About(place))
        };
        if let Some(question) = about().questions.get(place) {
            let known = self.journal.setting(&question.id).unwrap_or_default();
            let known: Vec<&str> = known.split(',').collect();
            let places = question.options.iter().enumerate();
            let held: Vec<usize> = places
                .filter(|(_, option)| known.contains(&option.value.as_str()))
                .map(|(place, _)| place)
                .collect();
            if question.several {
                choosing.ticked = held;
            } else {
                choosing.chosen = held.first().copied().unwrap_or(0);
            }
        }
        choosing
    }

    fn answer_about(&mut self, place: usize, mut choosing: Choosing) -> Vec<Effect> {
        let Some(question) = about().questions.get(place) else {
            return Vec::new();
        };
        choosing
            .answers
            .push((question.id.clone(), answer_of(question, &choosing)));
        if place + 1 < about().questions.len() {
            let next = self.at_question(place + 1, choosing.answers);
            self.turn_care(Care::Choosing(Box::new(next)));
            return Vec::new();
        }
        let last = CountryPick::after(choosing.answers, self.place());
        self.turn_care(Care::Country(Box::new(last)));
        Vec::new()
    }

    /// Keeps what was answered, and that it was asked.
    pub(super) fn keep_answers(&mut self, answers: Vec<(String, String)>) -> Vec<Effect> {
        let asked = self.remember(ASKED, &self.day.to_string());
        if answers.is_empty() {
            return vec![asked];
        }
        let changes = answers
            .into_iter()
            .map(|(key, value)| Change::SaveSetting { key, value })
            .collect();
        vec![asked, Effect::Apply(Change::Several(changes))]
    }
}

fn plan_line_words(line: PlanLine) -> String {
    match line {
        PlanLine::Take(minutes) => format!("{minutes} minutes a week"),
        PlanLine::LookBack => "look back at the last seven days".to_owned(),
        PlanLine::Write => "write down when and where".to_owned(),
        PlanLine::Change(Turn::Easier) => "a little less".to_owned(),
        PlanLine::Change(_) => "a little more".to_owned(),
        PlanLine::End => "no plan for now".to_owned(),
    }
}

fn about_choices(place: usize) -> Choices {
    let Some(question) = about().questions.get(place) else {
        return Choices::default();
    };
    Choices {
        title: question.text.clone(),
        text: vec![question.hint.clone()],
        options: question
            .options
            .iter()
            .map(|option| option.text.clone())
            .collect(),
        step: Some((place + 1, about().steps())),
        several: question.several,
        foot: (place == 0).then_some(&about().statement),
    }
}

fn answer_of(question: &FirstQuestion, choosing: &Choosing) -> String {
    let value = |place: &usize| {
        question
            .options
            .get(*place)
            .map(|option| option.value.as_str())
    };
    if question.several {
        let mut ticked = choosing.ticked.clone();
        ticked.sort_unstable();
        let values: Vec<&str> = ticked.iter().filter_map(value).collect();
        if values.is_empty() {
            "none".to_owned()
        } else {
            values.join(",")
        }
    } else {
        value(&choosing.chosen).unwrap_or_default().to_owned()
    }
}
