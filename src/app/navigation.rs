//! From one screen to another: what has the focus, and what comes of what a screen asks for.

use crate::app::care::Care;
use crate::app::choosing::{Choosing, Topic};
use crate::app::country::CountryPick;
use crate::app::moving::MoveScreen;
use crate::app::people::People;
use crate::app::support::Support;
use crate::app::{App, Effect, Overlay, Tab};
use crate::coach::plan::Plan;
use crate::domain::Change;
use crate::screens::draft::Form;
use crate::screens::screen::Screen;
use crate::screens::shared::Shared;
use crate::screens::transition::{Destination, Response, Transition};

impl App {
    /// The screen with the focus, and what it may see; nothing for one that doesn't own itself yet.
    pub(super) fn front(&mut self) -> Option<(&mut dyn Screen, &Shared)> {
        let screen: &mut dyn Screen = match self.overlays.last_mut() {
            Some(Overlay::Resume(resume)) => resume.as_mut(),
            Some(_) => return None,
            None => match self.tab {
                Tab::Learn => &mut self.learn,
                Tab::Today | Tab::Move | Tab::History | Tab::Insights => return None,
            },
        };
        Some((screen, &self.shared))
    }

    /// Every open screen that owns itself, the topmost first: a form under another screen is still open.
    pub(super) fn open_screens(&self) -> impl Iterator<Item = &dyn Screen> {
        let tabs: [&dyn Screen; 1] = [&self.learn];
        tabs.into_iter()
    }

    /// Does what a screen asks for.
    pub(super) fn respond(&mut self, response: Response) -> Vec<Effect> {
        let now = self.now;
        if let Some(notice) = response.notice {
            self.notify(notice, now);
        }
        let mut effects = response.effects;
        for effect in &effects {
            // What is remembered counts at once; it is stored meanwhile.
            if let Effect::Remember(key, value) = effect {
                self.shared.journal.note(key, value);
            }
        }
        effects.extend(self.follow(response.transition));
        effects
    }

    fn follow(&mut self, transition: Transition) -> Vec<Effect> {
        match transition {
            Transition::Stay => Vec::new(),
            Transition::Close => self.close(),
            Transition::LeaveForm => self.leave_form_of_front(),
            Transition::DiscardForm => self.discard_form_of_front(),
            Transition::SaveForm(change) => self.save_form_of_front(change),
            Transition::Open(destination) => self.open(destination),
            Transition::Replace(destination) => {
                self.overlays.pop();
                self.open(destination)
            }
        }
    }

    /// Closes the screen with the focus; the tabs have nothing to go back to.
    fn close(&mut self) -> Vec<Effect> {
        if self.overlays.pop().is_some() {
            return Vec::new();
        }
        if self.tab == Tab::Move && !matches!(self.moving.screen, MoveScreen::Library) {
            self.moving.screen = MoveScreen::Library;
            if let Some(tab) = self.moving.from.take() {
                self.tab = tab;
                self.arrive_on_today();
            }
            return Vec::new();
        }
        vec![Effect::Quit]
    }

    /// The form that the screen with the focus is.
    fn form_of_front(&mut self) -> Option<Form> {
        let (screen, shared) = self.front()?;
        screen.unsaved(shared).map(|(form, _)| form)
    }

    fn leave_form_of_front(&mut self) -> Vec<Effect> {
        let now = self.now;
        let form = self.form_of_front();
        if form.is_some_and(|form| self.stays_open(&form, now)) {
            return Vec::new();
        }
        self.close()
    }

    fn discard_form_of_front(&mut self) -> Vec<Effect> {
        let now = self.now;
        let form = self.form_of_front();
        form.map_or_else(Vec::new, |form| self.discard(&form, now))
    }

    fn save_form_of_front(&mut self, change: Change) -> Vec<Effect> {
        match self.form_of_front() {
            Some(form) => self.save_form(form, change),
            None => vec![Effect::Apply(change)],
        }
    }

    /// Opens a screen over what is there.
    pub(super) fn open(&mut self, destination: Destination) -> Vec<Effect> {
        let (from, now) = (self.tab, self.now);
        match destination {
            Destination::Tab(tab) => return self.go_to(tab),
            Destination::Support => self.overlays.push(Overlay::Support(Support::default())),
            Destination::Settings => self.open_settings(),
            Destination::Import => return self.open_bringing(),
            Destination::Contacts => self.open_care(Care::People(People::new(&self.journal))),
            Destination::Countries => {
                self.open_care(Care::Country(Box::new(CountryPick::new(self.place()))));
            }
            Destination::Options => self.open_choosing(Topic::Options),
            Destination::About => self.open_about(false),
            Destination::Plan => self.open_choosing(Topic::Plan),
            Destination::PlanWhen => {
                if Plan::of(&self.journal).is_some() {
                    self.write_if_then(false);
                }
            }
            Destination::WeeklyReview => self.open_choosing(Topic::Review),
            Destination::DayOff => self.open_choosing(Topic::DayOff),
            Destination::Questionnaire(instrument) => {
                self.open_care(Care::Asking(self.begin_asking(instrument)));
            }
            Destination::Scores(instrument) => self.open_care(Care::Scores(instrument)),
            Destination::Experiment => self.open_experiment(),
            Destination::ExperimentAnswer => {
                self.insights.show_experiment();
                return self.go_to(Tab::Insights);
            }
            Destination::SafetyQuestions => self.open_questions(),
            Destination::Routine(routine) => self.before(*routine, from, now),
            Destination::Before(routine) => self.ask_before(*routine, from, now),
            Destination::Fitting => self.show_fitting(),
            Destination::Player(running) => {
                self.tab = Tab::Move;
                self.play(*running, now);
            }
            Destination::Finish(running) => {
                self.tab = Tab::Move;
                return self.finish(&running, None, now);
            }
            Destination::Log(day) => self.open_log(day, now),
            Destination::EditSession(id) => self.edit_session(id, now),
            Destination::CheckIn(day) => self.check_in_for(day, now),
            Destination::EditCheckIn(id) => self.edit_check_in(id),
            Destination::RoutineEditor(source) if source.is_empty() => self.build_new(),
            Destination::RoutineEditor(source) => self.build_again(&source, now),
            Destination::Draft(form) => self.open_draft(&form, now),
        }
        Vec::new()
    }

    fn open_choosing(&mut self, topic: Topic) {
        self.open_care(Care::Choosing(Box::new(Choosing::new(topic))));
    }

    fn show_fitting(&mut self) {
        self.tab = Tab::Move;
        self.moving.screen = MoveScreen::Library;
        self.moving.library.query.clear();
        self.moving
            .library
            .choose_fitting(&self.shared.journal, self.shared.day);
    }
}
