//! From one screen to another: what has the focus, and what comes of what a screen asks for.

use crate::app::dialog::Dialog;
use crate::app::{App, Effect, Page, Tab};
use crate::coach::plan::Plan;
use crate::domain::routine::Intensity;
use crate::domain::{Change, Day, Felt, Id, Now, Routine, Running, Session};
use crate::screens::about::About;
use crate::screens::contacts::Contacts;
use crate::screens::countries::Countries;
use crate::screens::draft::{Form, Kept};
use crate::screens::experiment::ExperimentScreen;
use crate::screens::import::ImportScreen;
use crate::screens::log_form::LogForm;
use crate::screens::options::Options;
use crate::screens::plan::{DayOffScreen, PlanScreen, WeeklyReview};
use crate::screens::questionnaire::QuestionnaireScreen;
use crate::screens::routine_editor::RoutineEditor;
use crate::screens::scores::Scores;
use crate::screens::screen::Screen;
use crate::screens::session::before::Before;
use crate::screens::session::player::Playing;
use crate::screens::session::readiness::ReadinessForm;
use crate::screens::session::review::Review;
use crate::screens::session::{self, NOTHING_DONE};
use crate::screens::settings::SettingsScreen;
use crate::screens::shared::Shared;
use crate::screens::support::Support;
use crate::screens::transition::{Destination, Response, Transition};

impl App {
    /// The screen with the focus, and what it may see.
    pub(super) fn front(&mut self) -> (&mut dyn Screen, &Shared) {
        let screen: &mut dyn Screen = match self.dialogs.last_mut() {
            Some(dialog) => dialog.screen_mut(),
            None => match (&mut self.page, self.tab) {
                (Some(page), _) => page.screen_mut(),
                (None, Tab::Today) => &mut self.today,
                (None, Tab::Move) => &mut self.library,
                (None, Tab::History) => &mut self.history,
                (None, Tab::Insights) => &mut self.insights,
                (None, Tab::Learn) => &mut self.learn,
            },
        };
        (screen, &self.shared)
    }

    /// Every open screen, the topmost first: a form under another screen is still open.
    pub(super) fn open_screens(&self) -> impl Iterator<Item = &dyn Screen> {
        let page = self.page.iter().map(Page::screen);
        let tabs: [&dyn Screen; 5] = [
            &self.today,
            &self.library,
            &self.history,
            &self.insights,
            &self.learn,
        ];
        let dialogs = self.dialogs.iter().rev().map(Dialog::screen);
        dialogs.chain(page).chain(tabs)
    }

    /// Remembers something without a step of undo, here and in the store.
    pub(super) fn remember(&mut self, key: &str, value: &str) -> Effect {
        self.journal.note(key, value);
        Effect::Remember(key.to_owned(), value.to_owned())
    }

    /// Does what a screen asks for.
    pub(super) fn respond(&mut self, response: Response) -> Vec<Effect> {
        let now = self.now;
        if let Some(notice) = response.notice {
            self.notify(notice, now);
        }
        let mut effects = response.effects;
        for effect in &effects {
            // What is remembered or set counts at once; it is stored meanwhile.
            match effect {
                Effect::Remember(key, value) => self.shared.journal.note(key, value),
                Effect::Configure(edit) => self.go_by(edit.wanted.clone()),
                _ => {}
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
            Transition::ReturnTo(tab) => {
                self.tab = tab;
                Vec::new()
            }
            Transition::Open(destination) => self.open(destination),
            Transition::Replace(destination) => {
                self.dialogs.pop();
                self.open(destination)
            }
        }
    }

    /// Closes the screen with the focus; the tabs have nothing to go back to.
    fn close(&mut self) -> Vec<Effect> {
        if self.dialogs.pop().is_some() {
            return Vec::new();
        }
        if self.page.is_some() {
            self.close_page();
            return Vec::new();
        }
        vec![Effect::Quit]
    }

    /// Opens a page in the place of the tabs.
    pub(super) fn open_page(&mut self, page: Page) {
        if self.page.is_none() {
            self.came_from = self.tab;
        }
        self.tab = Tab::Move;
        self.page = Some(page);
        self.redraw = true;
    }

    /// Closes the page in the place of the tabs; the tab it came from is there again.
    pub(super) fn close_page(&mut self) {
        let page = self.page.take();
        self.tab = self.came_from;
        if matches!(page, Some(Page::Review(_))) {
            self.today.arrive(&self.shared);
        }
    }

    /// The form that the screen with the focus is.
    fn form_of_front(&mut self) -> Option<Form> {
        let (screen, shared) = self.front();
        screen.unsaved(shared).map(|(form, _)| form)
    }

    fn leave_form_of_front(&mut self) -> Vec<Effect> {
        let now = self.now;
        let form = self.form_of_front();
        if form.is_some_and(|form| self.stays_open(&form, now)) {
            return Vec::new();
        }
        let (screen, shared) = self.front();
        let left = screen.leave(shared);
        self.respond(left)
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
        let now = self.now;
        match destination {
            Destination::Tab(tab) => return self.go_to(tab),
            Destination::Support => self.show(Dialog::Support(Support::default())),
            Destination::Settings => {
                if !matches!(self.dialogs.last(), Some(Dialog::Settings(_))) {
                    let settings = SettingsScreen::default();
                    self.show(Dialog::Settings(Box::new(settings)));
                    return vec![Effect::ReadThemes];
                }
            }
            Destination::Import => {
                self.show(Dialog::Import(Box::default()));
                return vec![ImportScreen::first_errand()];
            }
            Destination::Contacts => {
                let contacts = Contacts::new(&self.shared);
                self.show(Dialog::Contacts(contacts));
            }
            Destination::Countries => {
                let countries = Countries::new(&self.shared, None);
                self.show(Dialog::Countries(Box::new(countries)));
            }
            Destination::AboutCountry(answers) => {
                let countries = Countries::new(&self.shared, Some(answers));
                self.show(Dialog::Countries(Box::new(countries)));
            }
            Destination::Options => self.show(Dialog::Options(Options::default())),
            Destination::About => {
                let about = About::new(&self.shared);
                self.show(Dialog::About(about));
            }
            Destination::Plan => self.show(Dialog::Plan(Box::default())),
            Destination::PlanWhen => {
                if Plan::of(&self.journal).is_some() {
                    let plan = PlanScreen::writing(&self.shared);
                    self.show(Dialog::Plan(Box::new(plan)));
                }
            }
            Destination::WeeklyReview => {
                self.show(Dialog::WeeklyReview(WeeklyReview::default()));
            }
            Destination::DayOff => self.show(Dialog::DayOff(DayOffScreen::default())),
            Destination::Questionnaire(instrument) => {
                let questionnaire = QuestionnaireScreen::new(instrument, &self.shared);
                self.show(Dialog::Questionnaire(questionnaire));
            }
            Destination::Scores(instrument) => {
                self.show(Dialog::Scores(Scores::new(instrument)));
            }
            Destination::Experiment(question) => {
                let experiment = ExperimentScreen::new(question.map(|it| *it), &self.shared);
                self.show(Dialog::Experiment(Box::new(experiment)));
            }
            Destination::ExperimentAnswer => {
                self.insights.show_experiment();
                return self.go_to(Tab::Insights);
            }
            Destination::SafetyQuestions => self.open_questions(),
            Destination::Routine(routine) => self.before(*routine),
            Destination::Before(routine) => self.ask_before(*routine),
            Destination::Routines => self.show_routines(),
            Destination::Fitting(hardest) => self.show_fitting(hardest),
            Destination::Player(running) => {
                self.tab = Tab::Move;
                self.open_page(Page::Player(Box::new(Playing::new(*running, now))));
            }
            Destination::Finish(running, felt) => return self.finish(&running, felt),
            Destination::Log(day) => self.open_log(day, now),
            Destination::LogActivity(activity) => {
                self.open_log(self.day, now);
                if let Some(Page::LogForm(form)) = &mut self.page {
                    form.suggest(&activity);
                }
            }
            Destination::EditSession(id) => self.edit_session(id, now),
            Destination::CheckIn(day) => self.check_in_for(day),
            Destination::EditCheckIn(id) => self.edit_check_in(id),
            Destination::RoutineEditor(source) => self.edit_routine(&source),
            Destination::Draft(form) => return self.open_draft(&form, now),
        }
        Vec::new()
    }

    /// Opens a stored check-in in the form.
    pub(super) fn edit_check_in(&mut self, id: Id) {
        if self.today.edit(id, self.tab, &self.shared) {
            self.tab = Tab::Today;
        }
    }

    /// Opens the form for another day, to be filled in.
    pub(super) fn check_in_for(&mut self, day: Day) {
        let now = self.now;
        if let Some(said) = self.today.check_in_for(day, self.tab, &self.shared) {
            self.notify(said, now);
        }
        self.tab = Tab::Today;
    }

    /// Shows a dialog over what is there.
    pub(super) fn show(&mut self, dialog: Dialog) {
        self.dialogs.push(dialog);
        self.redraw = true;
    }

    /// Leads to `routine`: every door goes through here. It begins with the mood before, or with the safety questions, or
    /// with the page of what they came to.
    pub(super) fn before(&mut self, routine: Routine) {
        match ReadinessForm::before(&routine, &self.shared) {
            Some(form) => self.open_page(Page::Readiness(Box::new(form))),
            None => self.ask_before(routine),
        }
    }

    fn ask_before(&mut self, routine: Routine) {
        let before = Before::new(routine, &self.shared);
        self.open_page(Page::Before(Box::new(before)));
    }

    /// Opens a routine as if it had been chosen in the library, for `firstline start`.
    pub fn open_routine(&mut self, routine: Routine, now: Now) {
        self.shared.now = now;
        self.show_routines();
        self.before(routine);
    }

    /// Opens the safety questions for themselves.
    pub fn open_questions(&mut self) {
        let form = ReadinessForm::for_themselves();
        self.open_page(Page::Readiness(Box::new(form)));
    }

    /// Stores a session that is over, whole or in part, and asks how it was.
    fn finish(&mut self, running: &Running, felt: Option<Felt>) -> Vec<Effect> {
        let now = self.now;
        let session = Session {
            felt,
            ..session::record(running, &self.shared)
        };
        self.tab = Tab::Move;
        if session.active_seconds == 0 {
            self.show_routines();
            self.notify(NOTHING_DONE, now);
            return vec![Effect::Forget];
        }
        let review = Review::new(session.clone(), &self.shared);
        self.open_page(Page::Review(Box::new(review)));
        self.settle_in(now);
        vec![Effect::Finish(Box::new(session))]
    }

    /// The running session.
    pub fn playing(&self) -> Option<&Playing> {
        match &self.page {
            Some(Page::Player(playing)) => Some(playing),
            _ => None,
        }
    }

    /// Whether a session runs just now, and its clock with it.
    pub fn is_moving(&self) -> bool {
        self.playing().is_some_and(|playing| !playing.is_waiting())
    }

    /// Lets the clock of the running session go on.
    pub(super) fn tick_player(&mut self, now: Now) -> Vec<Effect> {
        let Some(Page::Player(playing)) = &mut self.page else {
            return Vec::new();
        };
        let focus = playing.context();
        let tick = playing.tick(&self.shared);
        // It asks something, and nobody saw it come.
        if playing.context() != focus {
            self.settle_in(now);
        }
        self.redraw |= tick.redraws;
        if tick.ends_step {
            self.notice = None;
        }
        self.respond(tick.response)
    }

    fn show_routines(&mut self) {
        self.page = None;
        self.tab = Tab::Move;
    }

    fn show_fitting(&mut self, hardest: Intensity) {
        self.show_routines();
        self.library.show_fitting(hardest, &self.shared);
    }

    /// Opens an empty log form for `day`.
    pub(super) fn open_log(&mut self, day: Day, now: Now) {
        self.open_log_form(LogForm::new(day, &self.shared), now);
    }

    /// Opens a stored session in the form.
    pub(super) fn edit_session(&mut self, id: Id, now: Now) {
        if let Some(form) = LogForm::edit(id, &self.shared) {
            self.open_log_form(form, now);
        }
    }

    fn open_log_form(&mut self, form: LogForm, now: Now) {
        self.open_page(Page::LogForm(Box::new(form)));
        let form = self.form_of_front();
        let kept = form.and_then(|form| Kept::of(&self.journal, &form));
        if let Some(at) = kept.and_then(|kept| kept.at) {
            self.tell_draft(at, now);
        }
    }

    /// Opens the editor of what is made from `source`; its draft leads back to the library.
    pub(super) fn edit_routine(&mut self, source: &str) {
        if let Some(editor) = RoutineEditor::open(source, &self.shared) {
            self.tab = Tab::Move;
            self.open_page(Page::RoutineEditor(Box::new(editor)));
        }
    }
}
